//! Taking a mail apart.

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{HeaderName, HeaderValue, Message, MessageParser};

use crate::{
    Kind, Mail, Report, automatic,
    fields::{Fields, header_end, id_of, ids},
    html, report,
};

mod bodies;
mod values;

/// Most bytes of text, and of HTML, that are kept of a mail.
const MOST_TEXT: usize = 1 << 20;

/// What a mail says. Never fails and never panics: a mail that cannot be taken apart still gives its
/// header and its bytes as text, with `readable` false.
pub fn read(raw: &[u8]) -> Mail {
    let fields = Fields::of(raw);
    // The parser is not ours, and has panicked on broken mails before.
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        let message = MessageParser::default().parse(raw)?;
        let mut mail = headers(&message, &fields);
        bodies::fill(&mut mail, &message, raw);
        mail.readable = true;
        Some(mail)
    }));
    let mut mail = parsed.ok().flatten().unwrap_or_else(|| unreadable(raw, &fields));
    mail.list = automatic::is_list(&fields);
    mail.asks_no_answer = automatic::asks_no_answer(&fields);
    // Its patterns are linear, but what they read is hostile all the same.
    let report = report::of(&fields, &mail);
    let told = report.as_ref().map(|(told, _)| *told);
    mail.automatic = automatic::of(&fields, &mail, told);
    mail.report = match mail.automatic.as_ref().map(|automatic| automatic.kind) {
        Some(Kind::Bounce | Kind::Delay | Kind::Delivered) => report.map(|(_, report)| report),
        Some(Kind::Feedback | Kind::Receipt) => {
            let mut about = Vec::new();
            report::originals(&fields, &mail, &mut about);
            Some(Report { recipients: Vec::new(), about })
        }
        _ => None,
    };
    mail
}

/// What can be had when the whole cannot be taken apart.
fn unreadable(raw: &[u8], fields: &Fields<'_>) -> Mail {
    let head = raw.get(..header_end(raw)).unwrap_or(raw);
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        MessageParser::default().parse_headers(head).map(|message| headers(&message, fields))
    }));
    let mut mail = parsed.ok().flatten().unwrap_or_default();
    let body = raw.get(head.len()..).unwrap_or_default();
    let start = body.get(..MOST_TEXT).unwrap_or(body);
    mail.shortened = start.len() < body.len();
    mail.text = values::clean(&String::from_utf8_lossy(start));
    mail
}

fn headers(message: &Message<'_>, fields: &Fields<'_>) -> Mail {
    // The last one that names somebody. Where the parser lost a field, as it does after a date with
    // the zone "UT", what stands there is parsed by itself.
    let people = |name: HeaderName<'static>| {
        let all = message.header_values(name.clone()).filter_map(HeaderValue::as_address);
        let found = all.map(values::mailboxes).filter(|people| !people.is_empty()).last();
        let alone = || fields.first(name.as_str()).map(values::people).unwrap_or_default();
        found.unwrap_or_else(alone)
    };
    let line = |name: &str| fields.first(name).map(values::clean).filter(|text| !text.is_empty());
    let ids_of = |name: &str| ids(fields.every(name).last().unwrap_or_default());
    let recipients = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To"];
    let mut delivered_to: Vec<String> = Vec::new();
    for value in recipients.iter().flat_map(|name| fields.every(name)).take(50) {
        for address in value.split(',').map(values::bare_address) {
            if !address.is_empty() && !delivered_to.contains(&address) {
                delivered_to.push(address);
            }
        }
    }
    Mail {
        message_id: message
            .message_id()
            .and_then(id_of)
            .or_else(|| ids_of("Message-ID").into_iter().next()),
        original_message_id: fields
            .first("X-Microsoft-Original-Message-ID")
            .and_then(|value| ids(value).into_iter().next()),
        in_reply_to: values::ids_of(message.in_reply_to(), || ids_of("In-Reply-To")),
        references: values::ids_of(message.references(), || ids_of("References")),
        from: people(HeaderName::From),
        sender: people(HeaderName::Sender),
        reply_to: people(HeaderName::ReplyTo),
        to: people(HeaderName::To),
        cc: people(HeaderName::Cc),
        delivered_to,
        return_path: fields.first("Return-Path").map(values::bare_address),
        subject: message
            .subject()
            .map(values::one_line)
            .or_else(|| line("Subject").map(|text| values::decoded(&text))),
        date: message.date().and_then(values::instant),
        thread_topic: line("Thread-Topic").map(|text| values::decoded(&text)),
        thread_index: line("Thread-Index").map(|text| text.split_whitespace().collect()),
        ..Mail::default()
    }
}

#[cfg(test)]
mod tests;
