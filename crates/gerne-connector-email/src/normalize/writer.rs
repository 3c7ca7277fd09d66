//! Who wrote a mail.

use gerne_mail::{Mail, Mailbox};

use crate::facts::{Facts, domain};

/// Who wrote it: the address in lower case.
pub(super) struct Writer {
    pub(super) address: String,
    pub(super) name: Option<String>,
}

/// Services that send what somebody wrote into a form, in their own name.
const RELAYS: &[&str] = &[
    "123formbuilder.com",
    "formspree.io",
    "formsubmit.co",
    "getform.io",
    "jotform.com",
    "netlify.com",
    "shopify.com",
    "squarespace.info",
    "typeform.com",
    "wix.com",
    "wix-forms.com",
    "wordpress.com",
    "wufoo.com",
];
/// Names that programs on one's own site use.
const PROGRAMS: &[&str] = &[
    "form",
    "forms",
    "formular",
    "kontaktformular",
    "kontakt-formular",
    "mailer",
    "no-reply",
    "noreply",
    "donotreply",
    "shop",
    "webform",
    "website",
    "webmaster",
    "wordpress",
    "www",
    "www-data",
];

/// Whoever is named in `From`; where that is ourselves or a form, in `Reply-To`.
pub(super) fn writer(mail: &Mail, facts: &Facts) -> Writer {
    let from = first(&mail.from).or_else(|| first(&mail.sender));
    let reply_to = first(&mail.reply_to);
    let chosen = match (from, reply_to) {
        (Some(from), Some(other))
            if lower(from) != lower(other)
                && !facts.is_ours(&lower(other))
                && speaks_for_others(&lower(from), facts) =>
        {
            Some(other)
        }
        (from, other) => from.or(other),
    };
    // A name without an address, or nothing at all: still somebody.
    let name = chosen.or_else(|| mail.from.first()).and_then(|mailbox| mailbox.name.clone());
    let address =
        chosen.map(lower).or_else(|| mail.return_path.clone().map(|path| path.to_lowercase()));
    let address = address.filter(|address| !address.trim().is_empty());
    Writer {
        address: address.unwrap_or_else(|| "unknown@invalid".to_owned()),
        name: name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()),
    }
}

fn first(mailboxes: &[Mailbox]) -> Option<&Mailbox> {
    mailboxes.iter().find(|mailbox| !mailbox.address.trim().is_empty())
}

pub(super) fn lower(mailbox: &Mailbox) -> String {
    mailbox.address.trim().to_lowercase()
}

fn speaks_for_others(from: &str, facts: &Facts) -> bool {
    let host = domain(from);
    let local = from.rsplit_once('@').map_or(from, |(local, _)| local);
    let own_house =
        facts.own().any(|own| domain(own) == host || host.ends_with(&format!(".{}", domain(own))));
    facts.is_ours(from)
        || facts.relays.iter().any(|relay| relay == from || relay == host)
        || (own_house && PROGRAMS.contains(&local))
        || RELAYS.iter().any(|relay| host == *relay || host.ends_with(&format!(".{relay}")))
}
