//! The programs that people write with, each with its habits: what its heads look like, how it
//! quotes, and how it encodes.

mod quote;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::compose::{self, Head, Part};
use super::model::{Attached, domain_of};
use crate::random::Random;

/// A program for mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailClient {
    /// Microsoft Outlook for Windows: Word's HTML, the whole mail below, unquoted, below a rule.
    Outlook,
    /// Apple Mail on a Mac: the answer above, quoted lines with `>`.
    AppleMail,
    /// An iPhone: as Apple Mail, with the line that says so.
    Iphone,
    /// Gmail in a browser: `gmail_quote`, attribution that wraps.
    Gmail,
    /// Thunderbird: plain text, the answer *below* the quote.
    Thunderbird,
    /// web.de in a browser: HTML with a head block above the old mail.
    WebDe,
}

impl MailClient {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Outlook, Self::AppleMail, Self::Iphone, Self::Gmail, Self::Thunderbird, Self::WebDe];

    /// One that stays the same for a handle.
    pub fn of(handle: &str) -> Self {
        let mut random = Random::of(handle);
        let at = random.below(Self::ALL.len());
        Self::ALL.get(at).copied().unwrap_or(Self::Thunderbird)
    }
}

/// What is answered.
#[derive(Debug, Clone)]
pub(crate) struct Parent {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) to: String,
    pub(crate) at: Timestamp,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: Option<String>,
    pub(crate) message_id: Option<String>,
    pub(crate) references: Vec<String>,
    pub(crate) thread_index: Option<String>,
    pub(crate) thread_topic: Option<String>,
}

/// Everything that a client makes a mail of.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    pub(crate) client: MailClient,
    pub(crate) german: bool,
    pub(crate) at: Timestamp,
    pub(crate) name: &'a str,
    pub(crate) address: &'a str,
    pub(crate) to: &'a [String],
    pub(crate) cc: &'a [String],
    pub(crate) subject: &'a str,
    pub(crate) text: &'a str,
    pub(crate) html: Option<&'a str>,
    pub(crate) signature: Option<&'a str>,
    pub(crate) parent: Option<&'a Parent>,
    pub(crate) files: &'a [Attached],
    pub(crate) headers: &'a [(String, String)],
}

/// The bytes of the mail.
pub(crate) fn write(draft: &Draft<'_>, random: &mut Random) -> Vec<u8> {
    let head = head(draft, random);
    let body = body(draft, random);
    head.over_part(&body)
}

fn head(draft: &Draft<'_>, random: &mut Random) -> Head {
    let mut fields: Vec<(&str, String)> = vec![
        ("From", compose::mailbox(Some(draft.name), draft.address)),
        ("To", draft.to.join(", ")),
    ];
    if !draft.cc.is_empty() {
        fields.push(("Cc", draft.cc.join(", ")));
    }
    fields.push(("Subject", compose::words(&subject(draft))));
    fields.push(("Date", compose::date(draft.at)));
    fields.push(("Message-ID", format!("<{}>", message_id(draft, random))));
    if let Some(parent) = draft.parent
        && let Some(id) = &parent.message_id
    {
        let mut chain: Vec<String> = parent.references.iter().map(|id| format!("<{id}>")).collect();
        chain.push(format!("<{id}>"));
        fields.push(("In-Reply-To", format!("<{id}>")));
        fields.push(("References", chain.join(" ")));
    }
    match draft.client {
        MailClient::Outlook => {
            fields.push(("Thread-Topic", topic(draft)));
            fields.push(("Thread-Index", thread_index(draft, random)));
            fields.push(("Accept-Language", "de-DE, en-US".to_owned()));
            fields.push(("Content-Language", language(draft, "de-DE", "en-GB")));
            fields.push((
                "X-MS-Has-Attach",
                if draft.files.is_empty() { "" } else { "yes" }.to_owned(),
            ));
        }
        MailClient::AppleMail => {
            fields.push(("X-Mailer", "Apple Mail (2.3826.200.121)".to_owned()));
        }
        MailClient::Iphone => fields.push(("X-Mailer", "iPhone Mail (23B85)".to_owned())),
        MailClient::Gmail => {}
        MailClient::Thunderbird => {
            fields.push(("User-Agent", "Mozilla Thunderbird".to_owned()));
            fields.push(("Content-Language", language(draft, "de-DE", "en-US")));
        }
        MailClient::WebDe => {
            fields.push(("X-Priority", "3".to_owned()));
            fields.push(("Importance", "normal".to_owned()));
            fields.push(("Sensitivity", "Normal".to_owned()));
            fields.push(("X-UI-Message-Type", "mail".to_owned()));
        }
    }
    let replaced =
        |name: &str| draft.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
    let mut head = Head::default();
    for (name, value) in fields.iter().filter(|(name, _)| !replaced(name)) {
        head.add(name, value);
    }
    for (name, value) in draft.headers {
        head.add(name, &compose::words(value));
    }
    head
}

fn language(draft: &Draft<'_>, german: &str, english: &str) -> String {
    if draft.german { german } else { english }.to_owned()
}

/// Their own, or the client's prefix before that of the parent.
fn subject(draft: &Draft<'_>) -> String {
    let Some(parent) = draft.parent.filter(|_| draft.subject.is_empty()) else {
        return draft.subject.to_owned();
    };
    let prefix = match draft.client {
        MailClient::Outlook | MailClient::WebDe if draft.german => "AW: ",
        MailClient::Outlook => "RE: ",
        _ => "Re: ",
    };
    // Clients replace any prefix that they know.
    let mut rest = parent.subject.as_str();
    while let Some((first, after)) = rest.split_once(':')
        && ["re", "aw", "antwort", "antw", "sv"].contains(&first.trim().to_lowercase().as_str())
    {
        rest = after.trim_start();
    }
    format!("{prefix}{rest}")
}

fn message_id(draft: &Draft<'_>, random: &mut Random) -> String {
    let domain = domain_of(draft.address);
    let uuid = |random: &mut Random| {
        let part = |random: &mut Random, bytes: usize| random.hex(bytes);
        let (a, b, c) = (part(random, 4), part(random, 2), part(random, 6));
        format!("{a}-{b}-4{b}-a{b}-{c}")
    };
    match draft.client {
        MailClient::Outlook => {
            let host = "AM0PR01MB6211.eurprd01.prod.exchangelabs.com";
            format!("AM0PR01MB6211{}@{host}", random.hex(12).to_uppercase())
        }
        MailClient::AppleMail | MailClient::Iphone => {
            format!("{}@{domain}", uuid(random).to_uppercase())
        }
        MailClient::Gmail => format!(
            "CA{}={}+{}@mail.gmail.com",
            random.token(20),
            random.token(10),
            random.token(12)
        ),
        MailClient::Thunderbird => format!("{}@{domain}", uuid(random)),
        MailClient::WebDe => {
            let millis = draft.at.as_millisecond();
            format!("trinity-{}-{millis}@3c-app-webde-bap{:02}", uuid(random), random.below(60))
        }
    }
}

fn topic(draft: &Draft<'_>) -> String {
    let known = draft.parent.and_then(|parent| parent.thread_topic.clone());
    compose::words(&known.unwrap_or_else(|| match draft.parent {
        Some(parent) if draft.subject.is_empty() => parent.subject.clone(),
        _ => draft.subject.to_owned(),
    }))
}

/// 22 bytes for a new thread; an answer appends 5 (MS-OXOMSG 2.2.1.3).
fn thread_index(draft: &Draft<'_>, random: &mut Random) -> String {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    let byte = |random: &mut Random| u8::try_from(random.next() & 0xff).unwrap_or(0);
    let before = draft.parent.and_then(|parent| parent.thread_index.as_ref());
    let mut index = before.and_then(|text| STANDARD.decode(text.trim()).ok()).unwrap_or_default();
    if index.len() < 22 {
        // FILETIME's upper six bytes, then a GUID.
        let ticks = (draft.at.as_second() + 11_644_473_600) * 10_000_000;
        index = ticks.to_be_bytes().into_iter().take(6).collect();
        index.extend((0..16).map(|_| byte(random)));
    } else {
        index.extend((0..5).map(|_| byte(random)));
    }
    STANDARD.encode(index)
}

fn body(draft: &Draft<'_>, random: &mut Random) -> Part {
    let text = quote::text(draft);
    let html = match draft.html {
        Some(own) => Some(quote::around(draft, own)),
        None => quote::html(draft),
    };
    let plain_kind = match draft.client {
        MailClient::AppleMail | MailClient::Iphone => "text/plain;\r\n\tcharset=utf-8",
        MailClient::Outlook => "text/plain; charset=\"utf-8\"",
        MailClient::Gmail => "text/plain; charset=\"UTF-8\"",
        MailClient::Thunderbird => "text/plain; charset=UTF-8; format=flowed",
        MailClient::WebDe => "text/plain; charset=UTF-8",
    };
    let encoding = match draft.client {
        MailClient::Outlook => "base64",
        MailClient::Thunderbird => "8bit",
        _ => "quoted-printable",
    };
    // A plain part in base64 is what Outlook does when letters are not ASCII.
    let encoding =
        if encoding == "base64" && text.is_ascii() { "quoted-printable" } else { encoding };
    let plain = Part::text(plain_kind, encoding, &text);
    let content = match html {
        None => plain,
        Some(html) => {
            let kind = "text/html; charset=\"utf-8\"";
            let rich = Part::text(kind, "quoted-printable", &html);
            if draft.client == MailClient::WebDe {
                rich
            } else {
                Part::multi("alternative", &boundary(draft.client, random), &[plain, rich])
            }
        }
    };
    if draft.files.is_empty() {
        return content;
    }
    let mut parts = vec![content];
    parts.extend(draft.files.iter().map(Part::file));
    Part::multi("mixed", &boundary(draft.client, random), &parts)
}

fn boundary(client: MailClient, random: &mut Random) -> String {
    match client {
        MailClient::Outlook => format!("_000_AM0PR01MB6211{}_", random.hex(8).to_uppercase()),
        MailClient::AppleMail => format!("Apple-Mail=_{}", random.hex(16).to_uppercase()),
        MailClient::Iphone => format!("Apple-Mail-{}", random.hex(16).to_uppercase()),
        MailClient::Gmail => format!("000000000000{}", random.hex(8)),
        MailClient::Thunderbird => format!("------------{}", random.token(24)),
        MailClient::WebDe => format!("abmob-{}", random.hex(16)),
    }
}
