//! What servers say became of a mail of ours (RFC 3464), with or without the standard's form.

use std::sync::LazyLock;

use regex::Regex;

use crate::{
    Mail, Part,
    fields::{Fields, header_end, id_of, ids},
};

mod codes;
mod phrases;
mod status;
mod words;

pub(crate) use words::Told;

/// What became of a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// For whom, each address once. Empty when it does not say.
    pub recipients: Vec<Returned>,
    /// Ids of the mail that it is about, the most telling first.
    pub about: Vec<String>,
}

/// What became of it for one recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// To whom it did not get; empty when the report does not say.
    pub address: String,
    /// `failed`, `delayed`, `delivered`, `relayed`, `expanded`; lower case.
    pub action: Option<String>,
    /// `5.1.1` (RFC 3463).
    pub status: Option<String>,
    /// Whether trying again is useless; `None` when it does not say.
    pub permanent: Option<bool>,
    /// What the other server said, at most 500 characters.
    pub diagnostic: Option<String>,
}

/// Most recipients of one report.
const MOST: usize = 100;

static MESSAGE_ID: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?im)^[ \t>]*(?:x-)?message-id:\s*<([^<>\s]{3,250})>";
    Regex::new(pattern).expect("the pattern is ours")
});

/// Reads the report that a mail is, if it is one.
pub(crate) fn of(fields: &Fields<'_>, mail: &Mail) -> Option<(Told, Report)> {
    let statuses: Vec<&Part> =
        parts(mail, &["message/delivery-status", "message/global-delivery-status"]);
    let form = statuses.iter().map(|part| status::read(&part.bytes)).collect::<Vec<_>>();
    let formal: Vec<Returned> = form.iter().flat_map(|form| form.recipients.clone()).collect();
    if formal.is_empty() && statuses.is_empty() && !words::looks_returned(fields, mail) {
        return None;
    }
    let mut recipients = formal;
    let told = words::told(fields, mail, &recipients);
    words::complete(fields, mail, told, &mut recipients);
    recipients.truncate(MOST);
    let mut about = Vec::new();
    for id in form.iter().flat_map(|form| &form.about) {
        push(&mut about, id.clone());
    }
    originals(fields, mail, &mut about);
    Some((told, Report { recipients, about }))
}

/// The ids of the mail that a report or a complaint is about.
pub(crate) fn originals(fields: &Fields<'_>, mail: &Mail, about: &mut Vec<String>) {
    let inner = [
        "message/rfc822",
        "text/rfc822-headers",
        "message/rfc822-headers",
        "message/partial",
        "message/global",
    ];
    for part in parts(mail, &inner) {
        let head = Fields::of(&part.bytes);
        for name in ["Message-ID", "X-Microsoft-Original-Message-ID"] {
            for id in head.first(name).map(ids).unwrap_or_default() {
                push(about, id);
            }
        }
    }
    for id in mail.in_reply_to.iter().chain(mail.references.iter().rev()) {
        push(about, id.clone());
    }
    for found in MESSAGE_ID.captures_iter(&mail.text).take(5) {
        if let Some(id) = found.get(1).and_then(|id| id_of(id.as_str())) {
            push(about, id);
        }
    }
    for id in fields.first("X-Original-Message-ID").map(ids).unwrap_or_default() {
        push(about, id);
    }
    let own = mail.message_id.as_deref();
    about.retain(|id| Some(id.as_str()) != own);
}

fn push(about: &mut Vec<String>, id: String) {
    if about.len() < MOST && !about.contains(&id) {
        about.push(id);
    }
}

fn parts<'m>(mail: &'m Mail, kinds: &[&str]) -> Vec<&'m Part> {
    mail.parts.iter().filter(|part| kinds.contains(&part.mime.as_str())).take(20).collect()
}

/// The header of the mail inside, as far as one is there.
fn inner_head(part: &Part) -> &[u8] {
    part.bytes.get(..header_end(&part.bytes)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
