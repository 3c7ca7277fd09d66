//! Mailboxes, folders, and mails within them.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Correspondent, MailClient};

/// What somebody writes.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct MailSpec {
    /// Empty for an answer: the client's prefix and the subject of what is answered.
    pub subject: String,
    /// What they write, without quote and signature.
    pub text: String,
    /// Their own HTML instead of what their client makes of the text.
    pub html: Option<String>,
    /// Files.
    pub attachments: Vec<Attached>,
    /// Id of a mail they received (or wrote): quoted as their client does.
    pub in_reply_to: Option<String>,
    /// Addresses; empty: the company, or who wrote what is answered.
    pub to: Vec<String>,
    /// Addresses.
    pub cc: Vec<String>,
    /// Another client than the one they always use.
    pub client: Option<MailClient>,
    /// A signature below the text.
    pub signature: Option<String>,
    /// Headers besides (or instead of) those of the client, as in `("List-Id", "<news.x.example>")`.
    pub headers: Vec<(String, String)>,
    /// When their client says it was written; `None`: now.
    pub date: Option<Timestamp>,
}

impl MailSpec {
    /// A plain letter to the company.
    pub fn new(subject: &str, text: &str) -> Self {
        Self { subject: subject.to_owned(), text: text.to_owned(), ..Self::default() }
    }

    /// An answer to a mail.
    pub fn answer(id: &str, text: &str) -> Self {
        Self { in_reply_to: Some(id.to_owned()), text: text.to_owned(), ..Self::default() }
    }

    /// With a file.
    #[must_use]
    pub fn attach(mut self, name: &str, mime: &str, bytes: Vec<u8>) -> Self {
        let (name, mime) = (name.to_owned(), mime.to_owned());
        self.attachments.push(Attached { name, mime, bytes });
        self
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// A file that comes with a mail.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Attached {
    /// File name.
    pub name: String,
    /// Media type.
    pub mime: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// A mail as the submission server took it, byte by byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// Its id here.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Who signed in; `None` for people of ours.
    pub login: Option<String>,
    /// Envelope sender; empty for `<>`.
    pub from: String,
    /// Envelope recipients.
    pub to: Vec<String>,
    /// Every byte between `DATA` and the final dot, dots unstuffed.
    pub raw: Bytes,
}

/// A mail as it lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// Its id here; the same in every folder.
    pub id: String,
    /// Within the folder.
    pub uid: u32,
    /// `\Seen`, …
    pub flags: BTreeSet<String>,
    /// `INTERNALDATE`.
    pub received: Timestamp,
    /// Every byte, headers of the delivery on top.
    pub raw: Bytes,
    /// Grows with each change of it.
    pub(super) version: u64,
}

/// A command of a client, and what it was told. Secrets are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// The stand-in's clock.
    pub at: Timestamp,
    /// `IMAP` or `SMTP`.
    pub wire: String,
    /// Who signed in.
    pub login: Option<String>,
    /// `UID FETCH`, `RCPT`, `MESSAGE` (the content after `DATA`), …
    pub command: String,
    /// Its arguments; empty for what signs in.
    pub arguments: String,
    /// First word of the answer (`OK`, `NO`, `250`, …); empty when there was none.
    pub answer: String,
    /// The faults that changed the outcome.
    pub faults: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Folder {
    pub(crate) name: String,
    pub(crate) special: Option<&'static str>,
    pub(crate) uidvalidity: u32,
    pub(crate) uidnext: u32,
    /// The first UID that no client has selected yet (`\Recent`).
    pub(crate) recent_from: u32,
    /// By rising UID.
    pub(crate) mails: Vec<Filed>,
}

impl Folder {
    fn new(name: &str, special: Option<&'static str>, uidvalidity: u32) -> Self {
        let name = name.to_owned();
        Self { name, special, uidvalidity, uidnext: 1, recent_from: 1, mails: Vec::new() }
    }

    pub(crate) fn put(
        &mut self,
        id: &str,
        raw: Bytes,
        received: Timestamp,
        flags: &[String],
    ) -> u32 {
        let uid = self.uidnext;
        self.uidnext += 1;
        let flags = flags.iter().filter(|flag| !is_recent(flag)).cloned().collect();
        self.mails.push(Filed { id: id.to_owned(), uid, flags, received, raw, version: 0 });
        uid
    }

    pub(crate) fn mail(&self, uid: u32) -> Option<&Filed> {
        let at = self.mails.binary_search_by_key(&uid, |mail| mail.uid).ok()?;
        self.mails.get(at)
    }

    pub(crate) fn mail_mut(&mut self, uid: u32) -> Option<&mut Filed> {
        let at = self.mails.binary_search_by_key(&uid, |mail| mail.uid).ok()?;
        self.mails.get_mut(at)
    }
}

pub(crate) fn is_recent(flag: &str) -> bool {
    flag.eq_ignore_ascii_case("\\Recent")
}

impl Filed {
    pub(crate) fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|known| known.eq_ignore_ascii_case(flag))
    }

    /// Changes a flag; whether that changed anything.
    pub(crate) fn flag(&mut self, flag: &str, on: bool) -> bool {
        if is_recent(flag) || self.has(flag) == on {
            return false;
        }
        if on {
            self.flags.insert(flag.to_owned());
        } else {
            self.flags.retain(|known| !known.eq_ignore_ascii_case(flag));
        }
        self.version += 1;
        true
    }
}

/// Whose mailbox it is.
#[derive(Debug)]
pub(crate) enum Owner {
    /// The company's; how it is called.
    Company(String),
    Person(Correspondent),
}

#[derive(Debug)]
pub(crate) struct Postbox {
    pub(crate) address: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) password: String,
    /// Access tokens and until when they are good.
    pub(crate) tokens: BTreeMap<String, Timestamp>,
    pub(crate) owner: Owner,
    pub(crate) folders: Vec<Folder>,
    /// To whom the mailbox answered by itself, and when.
    pub(crate) told: BTreeMap<String, Timestamp>,
}

impl Postbox {
    pub(crate) fn new(address: &str, password: &str, owner: Owner, uidvalidity: u32) -> Self {
        let folders = [
            ("INBOX", None),
            ("Archive", Some("\\Archive")),
            ("Drafts", Some("\\Drafts")),
            ("Junk", Some("\\Junk")),
            ("Sent", Some("\\Sent")),
            ("Trash", Some("\\Trash")),
        ];
        let folder = |(name, special)| Folder::new(name, special, uidvalidity);
        Self {
            address: address.to_owned(),
            aliases: Vec::new(),
            password: password.to_owned(),
            tokens: BTreeMap::new(),
            owner,
            folders: folders.into_iter().map(folder).collect(),
            told: BTreeMap::new(),
        }
    }

    /// Whether mails to this address, with or without something after a plus, end here.
    pub(crate) fn takes(&self, address: &str) -> bool {
        let plain = without_plus(address);
        std::iter::once(&self.address)
            .chain(&self.aliases)
            .any(|own| own.eq_ignore_ascii_case(&plain) || own.eq_ignore_ascii_case(address))
    }

    pub(crate) fn folder(&self, name: &str) -> Option<&Folder> {
        self.folders.iter().find(|folder| same_folder(&folder.name, name))
    }

    pub(crate) fn folder_mut(&mut self, name: &str) -> Option<&mut Folder> {
        self.folders.iter_mut().find(|folder| same_folder(&folder.name, name))
    }

    pub(crate) fn add_folder(&mut self, name: &str, uidvalidity: u32) {
        self.folders.push(Folder::new(name, None, uidvalidity));
    }

    pub(crate) fn person(&self) -> Option<&Correspondent> {
        match &self.owner {
            Owner::Person(person) => Some(person),
            Owner::Company(_) => None,
        }
    }

    /// How others' clients show it.
    pub(crate) fn name(&self) -> &str {
        match &self.owner {
            Owner::Person(person) => &person.name,
            Owner::Company(name) => name,
        }
    }
}

/// `INBOX` in any case, others exactly.
pub(crate) fn same_folder(one: &str, other: &str) -> bool {
    one == other || (one == "INBOX" && other.eq_ignore_ascii_case("INBOX"))
}

pub(crate) fn domain_of(address: &str) -> String {
    address.rsplit_once('@').map(|(_, domain)| domain.to_lowercase()).unwrap_or_default()
}

fn without_plus(address: &str) -> String {
    let Some((local, domain)) = address.rsplit_once('@') else { return address.to_owned() };
    let local = local.split_once('+').map_or(local, |(local, _)| local);
    format!("{local}@{domain}")
}
