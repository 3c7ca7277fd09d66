//! By what a mail is matched with the ones before it: the pure part.

use std::collections::HashSet;

use crate::Mail;

/// An id to look up, and how it came to be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// A Message-ID without angle brackets.
    pub id: String,
    /// Where it stood.
    pub source: Source,
}

/// Where an id stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// In `In-Reply-To`.
    InReplyTo,
    /// In `References`.
    References,
    /// The mail's own: a copy of one that we sent. Comes last.
    Own,
}

/// Most ids that are looked up for one mail.
const MOST: usize = 200;

/// The ids to look up, the most telling first: `In-Reply-To`, then `References` from last to first,
/// then what the mail itself was called before a server renamed it. Each once.
pub fn names(mail: &Mail) -> Vec<Name> {
    let answered = mail.in_reply_to.iter().map(|id| (id, Source::InReplyTo));
    let ancestors = mail.references.iter().rev().map(|id| (id, Source::References));
    let own = mail.original_message_id.iter().chain(&mail.message_id).map(|id| (id, Source::Own));
    let mut seen = HashSet::new();
    let all = answered.chain(ancestors).chain(own).filter(|(id, _)| seen.insert(id.as_str()));
    all.take(MOST).map(|(id, source)| Name { id: id.clone(), source }).collect()
}

/// What stands behind the plus in addresses of ours among the recipients: `care+TOKEN@example.com`
/// for `care@example.com`. Lower case, each once.
pub fn plus_tokens(mail: &Mail, own_addresses: &[&str]) -> Vec<String> {
    let named = mail.to.iter().chain(&mail.cc).map(|mailbox| mailbox.address.as_str());
    let mut found = Vec::new();
    for address in named.chain(mail.delivered_to.iter().map(String::as_str)) {
        let Some(token) = own_addresses.iter().find_map(|own| token(address, own)) else {
            continue;
        };
        if !found.contains(&token) {
            found.push(token);
        }
    }
    found
}

fn token(address: &str, own: &str) -> Option<String> {
    let (address, own) = (address.trim().to_lowercase(), own.trim().to_lowercase());
    let (own_local, own_domain) = own.rsplit_once('@')?;
    let (local, domain) = address.rsplit_once('@')?;
    let token = local.strip_prefix(own_local)?.strip_prefix('+')?;
    (domain == own_domain && !token.is_empty()).then(|| token.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Source, names, plus_tokens};
    use crate::{Mail, Mailbox};

    fn strings(list: &[&str]) -> Vec<String> {
        list.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn the_nearest_comes_first_and_each_once() {
        let mail = Mail {
            message_id: Some("own@x".to_owned()),
            original_message_id: Some("before@x".to_owned()),
            in_reply_to: strings(&["c@x"]),
            references: strings(&["a@x", "b@x", "c@x"]),
            ..Mail::default()
        };
        let found: Vec<_> = names(&mail).into_iter().map(|name| (name.id, name.source)).collect();
        let expected = [
            ("c@x", Source::InReplyTo),
            ("b@x", Source::References),
            ("a@x", Source::References),
            ("before@x", Source::Own),
            ("own@x", Source::Own),
        ];
        assert_eq!(found, expected.map(|(id, source)| (id.to_owned(), source)));
    }

    #[test]
    fn tokens_are_found_in_any_recipient() {
        let to = |address: &str| Mailbox { name: None, address: address.to_owned() };
        let mail = Mail {
            to: vec![to("Care+AbC2@Example.com"), to("other+x@example.com")],
            cc: vec![to("care@example.com"), to("care+@example.com")],
            delivered_to: strings(&["care+abc2@example.com", "care+def@example.com"]),
            ..Mail::default()
        };
        assert_eq!(plus_tokens(&mail, &["care@example.com"]), ["abc2", "def"]);
        assert!(plus_tokens(&mail, &["care@other.example"]).is_empty());
    }
}
