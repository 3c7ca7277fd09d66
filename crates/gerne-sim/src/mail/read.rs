//! Mails as the people who got them see them.

use bytes::Bytes;
use jiff::Timestamp;
use mail_parser::{Address, MessageParser, MimeHeaders as _, PartType};
use serde::Serialize;

use super::model::{Attached, Filed};

/// A mail in somebody's inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReceivedMail {
    /// Its id here.
    pub id: String,
    /// When it was delivered.
    pub at: Timestamp,
    /// `Message-ID`, without brackets.
    pub message_id: Option<String>,
    /// Display name of the author.
    pub from_name: Option<String>,
    /// Address of the author.
    pub from: String,
    /// `To`, addresses only.
    pub to: Vec<String>,
    /// `Cc`, addresses only.
    pub cc: Vec<String>,
    /// Decoded.
    pub subject: String,
    /// The text part; made of the HTML when there is none.
    pub text: String,
    /// The HTML part, if there is one.
    pub html: Option<String>,
    /// Message-IDs without brackets.
    pub in_reply_to: Vec<String>,
    /// Message-IDs without brackets.
    pub references: Vec<String>,
    /// Files that came with it.
    #[serde(skip)]
    pub attachments: Vec<Attached>,
    /// Every byte.
    #[serde(skip)]
    pub raw: Bytes,
}

impl ReceivedMail {
    /// A field as it stands there, unfolded; the first of several.
    pub fn header(&self, name: &str) -> Option<String> {
        header(&self.raw, name)
    }

    /// All fields, unfolded, in their order.
    pub fn headers(&self) -> Vec<(String, String)> {
        fields(&self.raw)
    }

    pub(crate) fn of(filed: &Filed) -> Self {
        let parsed = MessageParser::default().parse(filed.raw.as_ref());
        let Some(mail) = parsed else { return Self::unreadable(filed) };
        let from = mail.from().and_then(Address::first);
        let addresses = |list: Option<&Address<'_>>| -> Vec<String> {
            let all = list.into_iter().flat_map(Address::iter);
            all.filter_map(|one| one.address()).map(str::to_owned).collect()
        };
        let ids = |value: &mail_parser::HeaderValue<'_>| -> Vec<String> {
            value.as_text_list().unwrap_or_default().iter().map(ToString::to_string).collect()
        };
        let html = mail.html_part(0).and_then(|part| match &part.body {
            PartType::Html(html) => Some(html.to_string()),
            _ => None,
        });
        let file = |part: &mail_parser::MessagePart<'_>| Attached {
            name: part.attachment_name().unwrap_or_default().to_owned(),
            mime: part.content_type().map_or_else(String::new, |kind| {
                format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default())
            }),
            bytes: part.contents().to_vec(),
        };
        Self {
            id: filed.id.clone(),
            at: filed.received,
            message_id: mail.message_id().map(str::to_owned),
            from_name: from.and_then(|one| one.name()).map(str::to_owned),
            from: from.and_then(|one| one.address()).unwrap_or_default().to_owned(),
            to: addresses(mail.to()),
            cc: addresses(mail.cc()),
            subject: mail.subject().unwrap_or_default().to_owned(),
            text: mail.body_text(0).unwrap_or_default().into_owned(),
            html,
            in_reply_to: ids(mail.in_reply_to()),
            references: ids(mail.references()),
            attachments: mail.attachments().map(file).collect(),
            raw: filed.raw.clone(),
        }
    }

    fn unreadable(filed: &Filed) -> Self {
        Self {
            id: filed.id.clone(),
            at: filed.received,
            message_id: None,
            from_name: None,
            from: String::new(),
            to: Vec::new(),
            cc: Vec::new(),
            subject: String::new(),
            text: String::from_utf8_lossy(&filed.raw).into_owned(),
            html: None,
            in_reply_to: Vec::new(),
            references: Vec::new(),
            attachments: Vec::new(),
            raw: filed.raw.clone(),
        }
    }
}

/// The little that the post office looks at.
#[derive(Debug, Clone, Default)]
pub(crate) struct Envelope {
    pub(crate) message_id: Option<String>,
    pub(crate) subject: String,
}

pub(crate) fn headers(raw: &[u8]) -> Envelope {
    let parsed = MessageParser::default().parse_headers(raw);
    parsed.map_or_else(Envelope::default, |mail| Envelope {
        message_id: mail.message_id().map(str::to_owned),
        subject: mail.subject().unwrap_or_default().to_owned(),
    })
}

/// Everything above the first empty line, the line included.
pub(crate) fn head_of(raw: &[u8]) -> &[u8] {
    let end = raw.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
    end.and_then(|end| raw.get(..end)).unwrap_or(raw)
}

pub(crate) fn header(raw: &[u8], name: &str) -> Option<String> {
    let found = fields(raw).into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value)
}

pub(crate) fn fields(raw: &[u8]) -> Vec<(String, String)> {
    let head = String::from_utf8_lossy(head_of(raw)).into_owned();
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in head.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    fields
}
