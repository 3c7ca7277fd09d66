//! Reports without the standard's form, by what they say.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    Returned, codes, inner_head,
    phrases::{COPY, DELAYED, FAILED, NAMES, PASSES, REFUSED, SENDERS, SUBJECTS},
};
use crate::{Mail, fields::Fields};

/// What a report tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    Failed,
    Delayed,
    Delivered,
}

/// Most of the text that is looked at, in bytes.
const MOST: usize = 32 << 10;

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+(?:\.\.\.)?@(?:[A-Za-z0-9_-]+\.)*[A-Za-z0-9_-]*[A-Za-z0-9]";
    Regex::new(pattern).expect("the pattern is ours")
});

/// A sentence of a server that names an address: a person says it in other words.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"(?i)(?:could ?n.t be delivered to|could not be delivered to|could not deliver (?:your )?(?:message|mail) to|",
        r"failed recipients?|undeliverable recipients?|following recipients?|following address(?:es)?|",
        r"did not reach the following|was not delivered to|delivery to the following|delivery of email to this address|",
        r"konnte nicht zugestellt werden an|an folgende empfänger|an die folgenden? (?:empfänger|adresse)|",
        r"n'a pas pu [eê]tre d[eé]livr[eé] [aà])[^@]{0,160}?[\w.+=-]@[\w-]"
    );
    Regex::new(pattern).expect("the pattern is ours")
});

/// Whether it comes from a server rather than from a person: by its sender and its subject.
pub(super) fn looks_returned(fields: &Fields<'_>, mail: &Mail) -> bool {
    if fields.has_any(&["X-Failed-Recipients"]) {
        return true;
    }
    let kind = fields.first("Content-Type").unwrap_or_default().to_lowercase();
    if kind.contains("report-type") && kind.contains("delivery-status") {
        return true;
    }
    let subject = mail.subject.as_deref().unwrap_or_default().to_lowercase();
    let says = SUBJECTS.split('|').any(|words| subject.contains(words));
    let returned = mail.return_path.as_deref() == Some("");
    let sender = is_sender(mail);
    let auto = fields.first("Auto-Submitted").unwrap_or_default().to_lowercase();
    // "auto-replied" is what out-of-office says, and a few servers too.
    if auto.starts_with("auto-replied") {
        return sender && (says || returned && speaks(mail));
    }
    let names = NAMED.is_match(own_words(&mail.text));
    let copy = mail
        .parts
        .iter()
        .any(|part| part.mime == "message/rfc822" || part.mime == "text/rfc822-headers");
    sender && (says || returned || copy || names || speaks(mail))
        || says && (returned || names || copy && speaks(mail))
        || (returned && speaks(mail))
}

fn is_sender(mail: &Mail) -> bool {
    mail.from.iter().chain(&mail.sender).any(|from| {
        let name = from.name.as_deref().unwrap_or_default().to_lowercase();
        is_server(&from.address) || NAMES.split('|').any(|known| name.contains(known))
    })
}

fn is_server(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_lowercase();
    let local: String = local.chars().filter(char::is_ascii_alphanumeric).collect();
    SENDERS.split('|').any(|known| known == local)
}

/// Whether the text has a code of a failure and an address.
fn speaks(mail: &Mail) -> bool {
    let own = own_words(&mail.text);
    let code = codes::status(own).is_some_and(|code| !code.starts_with('2'))
        || codes::reply(own).is_some();
    let lower = own.to_lowercase();
    (code || REFUSED.split('|').any(|word| lower.contains(word))) && ADDRESS.is_match(own)
}

/// What it tells as a whole.
pub(super) fn told(_: &Fields<'_>, mail: &Mail, recipients: &[Returned]) -> Told {
    let does = |names: &[&str]| {
        let mut actions = recipients.iter().filter_map(|one| one.action.as_deref());
        actions.any(|action| names.contains(&action))
    };
    if does(&["failed", "failure"]) {
        return Told::Failed;
    }
    if does(&["delayed"]) {
        return Told::Delayed;
    }
    if does(&["delivered", "relayed", "expanded", "deliverable"]) {
        return Told::Delivered;
    }
    let subject = mail.subject.as_deref().unwrap_or_default().to_lowercase();
    let own = own_words(&mail.text).to_lowercase();
    let says =
        |words: &str| words.split('|').any(|word| own.contains(word) || subject.contains(word));
    let warns = subject.starts_with("warning") || subject.contains("delay") || says(DELAYED);
    if warns && !says(FAILED) { Told::Delayed } else { Told::Failed }
}

/// Fills in what the form does not say, from the text.
pub(super) fn complete(
    fields: &Fields<'_>,
    mail: &Mail,
    told: Told,
    recipients: &mut Vec<Returned>,
) {
    let own = own_words(&mail.text);
    if recipients.iter().all(|one| one.address.is_empty()) {
        let found = addresses(fields, mail, own);
        let template = recipients.first().cloned().unwrap_or_default();
        if !found.is_empty() {
            recipients.clear();
        }
        recipients
            .extend(found.into_iter().map(|address| Returned { address, ..template.clone() }));
    }
    if recipients.is_empty() {
        recipients.push(Returned::default());
    }
    let status = codes::status(own);
    let reply = codes::reply(own);
    for one in recipients.iter_mut() {
        if one.status.as_deref().is_none_or(|status| status.ends_with(".0.0"))
            && status.as_deref().is_some_and(|status| !status.starts_with('2'))
            && told != Told::Delivered
        {
            one.status.clone_from(&status);
            one.permanent = None;
        }
        if one.permanent.is_none() && told != Told::Delivered {
            let by_status = one.status.as_deref().and_then(codes::permanent);
            let by_reply = reply.map(|code| code >= 500);
            one.permanent = match told {
                Told::Delayed => Some(false),
                _ => by_status.or(by_reply).or_else(|| by_words(own)).or(Some(true)),
            };
        }
    }
}

/// Without a code: words for what passes.
fn by_words(own: &str) -> Option<bool> {
    let own = own.to_lowercase();
    PASSES.split('|').any(|word| own.contains(word)).then_some(false)
}

/// The text up to the copy of our mail.
fn own_words(text: &str) -> &str {
    let text = text.get(..text.floor_char_boundary(MOST)).unwrap_or(text);
    let mut at = 0;
    let mut words = 0;
    for line in text.split_inclusive('\n') {
        let lower = line.trim().to_lowercase();
        if words > 2 && lower.len() < 160 && COPY.split('|').any(|start| lower.contains(start)) {
            return text.get(..at).unwrap_or(text);
        }
        words += usize::from(!lower.is_empty());
        at += line.len();
    }
    text
}

/// Addresses that a report is about: those it says failed, else all that its own words name.
fn addresses(fields: &Fields<'_>, mail: &Mail, own: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let add = |text: &str, found: &mut Vec<String>| {
        for hit in ADDRESS.find_iter(text).take(200) {
            let address = hit.as_str().trim_matches(['.', '\'', '-', '=']).to_owned();
            if !found.iter().any(|known| known.eq_ignore_ascii_case(&address)) {
                found.push(address);
            }
        }
    };
    for value in fields.every("X-Failed-Recipients") {
        add(value, &mut found);
    }
    if found.is_empty() {
        add(own, &mut found);
        let ours: Vec<&str> =
            mail.to.iter().chain(&mail.from).map(|one| one.address.as_str()).collect();
        found.retain(|address| {
            !ours.iter().any(|ours| ours.eq_ignore_ascii_case(address)) && !is_server(address)
        });
    }
    if found.is_empty() {
        // The mail that comes back says to whom it went.
        for part in mail.parts.iter().filter(|part| part.mime.starts_with("message/rfc822")).take(3)
        {
            let head = Fields::of(inner_head(part));
            for name in ["X-Original-To", "To"] {
                found.extend(
                    ADDRESS
                        .find_iter(head.first(name).unwrap_or_default())
                        .map(|hit| hit.as_str().to_owned()),
                );
            }
        }
    }
    found.truncate(super::MOST);
    found
}
