//! The bytes of a story's letters.

use std::fmt::Write as _;

use super::Step;

/// A letter that we sent, as it left.
#[derive(Debug)]
pub(super) struct Ours {
    pub(super) id: String,
    /// Where its answer goes.
    pub(super) reply_to: String,
}

/// `{{OUT1.id}}` and its like, as they turned out.
pub(super) fn filled(text: &str, sent: &[Ours]) -> String {
    let mut text = text.to_owned();
    for (n, ours) in (1..).zip(sent) {
        text = text.replace(&format!("{{{{OUT{n}.id}}}}"), &ours.id);
        text = text.replace(&format!("{{{{OUT{n}.reply_to}}}}"), &ours.reply_to);
    }
    text
}

/// The letter that a step brings, with these words in it.
pub(super) fn letter(step: &Step, sent: &[Ours], words: &str) -> Vec<u8> {
    let mut head = String::new();
    let mut field = |name: &str, value: &str| {
        // Writing to a string cannot fail.
        write!(head, "{name}: {value}\r\n").ok();
    };
    field("From", &step.from);
    field("To", &filled(&step.to, sent));
    if let Some(cc) = &step.cc {
        field("Cc", cc);
    }
    field("Subject", &step.subject);
    if let Some(id) = &step.message_id {
        field("Message-ID", &format!("<{id}>"));
    }
    if let Some(id) = &step.in_reply_to {
        field("In-Reply-To", &format!("<{}>", filled(id, sent)));
    }
    if !step.references.is_empty() {
        let ids = step.references.iter().map(|id| format!("<{}>", filled(id, sent)));
        field("References", &ids.collect::<Vec<_>>().join(" "));
    }
    for (name, value) in &step.headers {
        // The last server writes it itself, from the envelope.
        if name != "Return-Path" {
            field(name, value);
        }
    }
    field("MIME-Version", "1.0");
    let text = "Content-Type: text/plain; charset=utf-8\r\n\r\n";
    let Some(report) = &step.report else {
        return format!("{head}{text}{words}\r\n").into_bytes();
    };
    let (original, status) = (filled(&report.original_message_id, sent), &report.status);
    format!(
        "{head}Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\n{text}This is the mail system. {words}\r\n\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.test\r\n\r\n\
         Final-Recipient: rfc822; nosuch@web.test\r\nAction: failed\r\nStatus: {status}\r\n\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{original}>\r\n\
         From: {to}\r\nTo: nosuch@web.test\r\nSubject: x\r\n\r\nx\r\n--b--\r\n",
        to = step.to
    )
    .into_bytes()
}

/// The envelope sender.
pub(super) fn envelope(step: &Step) -> &str {
    let path = step.headers.get("Return-Path").map(String::as_str);
    path.map_or(&step.from, |path| path.trim_matches(['<', '>']))
}
