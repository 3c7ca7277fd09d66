//! Writing our mails.

use jiff::{Timestamp, tz::TimeZone};
use mail_builder::{
    MessageBuilder,
    headers::{
        HeaderType, address::Address, content_type::ContentType, date::Date, message_id::MessageId,
        raw::Raw, text::Text,
    },
    mime::MimePart,
};
use sha2::{Digest as _, Sha256};

use crate::{Mailbox, Part, fields::id_of, subject};

mod quote;
mod thread_index;

/// A mail of ours, before it is bytes.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Unguessable, stored before sending, the same at each try. Without angle brackets.
    pub message_id: String,
    /// When it is written.
    pub date: Timestamp,
    /// In which zone dates in its text are said.
    pub zone: TimeZone,
    /// In which language the line above the quoted mail is.
    pub language: Language,
    /// Who writes.
    pub from: Mailbox,
    /// Where answers go, if not there.
    pub reply_to: Option<Mailbox>,
    /// To whom.
    pub to: Vec<Mailbox>,
    /// Who is to know. Who is not to be seen stands in the envelope only.
    pub cc: Vec<Mailbox>,
    /// The subject; with `answers`, the answered mail's, whose prefixes become one `Re:`.
    pub subject: String,
    /// What the agent wrote.
    pub text: String,
    /// The same as HTML, made safe; without it, it is made from the text.
    pub html: Option<String>,
    /// Files, and pictures that the HTML shows (`inline`, with a `content_id`).
    pub parts: Vec<Part>,
    /// The mail that is answered.
    pub answers: Option<Answered>,
    /// No person wrote it: marks it, so that no machine answers (RFC 3834).
    pub automatic: bool,
    /// Whether our own id stands in `References` too: for relays that rename mails.
    pub names_itself: bool,
}

/// The mail that is answered.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    /// Its id, which stands in `In-Reply-To`.
    pub message_id: Option<String>,
    /// Its own `References`.
    pub references: Vec<String>,
    /// Who wrote it.
    pub from: Option<Mailbox>,
    /// When.
    pub date: Option<Timestamp>,
    /// Its `Thread-Topic`.
    pub thread_topic: Option<String>,
    /// Its `Thread-Index`.
    pub thread_index: Option<String>,
    /// Its words, quoted below ours. Empty quotes nothing.
    pub text: String,
    /// Its words as HTML that was made safe.
    pub html: Option<String>,
}

/// Of the line above a quoted mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// "Am 21.11.2026 um 14:03 schrieb …:"
    #[default]
    German,
    /// "On 21 Nov 2026 at 14:03, … wrote:"
    English,
}

/// Longest `References`: the first id, and this many of the last.
const MOST_REFERENCES: usize = 20;
const MOST_REFERENCE_BYTES: usize = 1000;

/// The mail as bytes, the same ones for the same mail.
///
/// Nothing that is put in can add a header: line ends and control characters do not get through.
pub fn compose(mail: &Outgoing) -> Vec<u8> {
    let mut builder = MessageBuilder::new()
        .header("Date", Date::new(mail.date.as_second()))
        .header("Message-ID", MessageId::new(tidy_id(&mail.message_id).unwrap_or_default()))
        .header("From", address(&mail.from));
    if let Some(reply_to) = &mail.reply_to {
        builder = builder.header("Reply-To", address(reply_to));
    }
    for (name, people) in [("To", &mail.to), ("Cc", &mail.cc)] {
        if !people.is_empty() {
            builder = builder.header(name, Address::new_list(people.iter().map(address).collect()));
        }
    }
    let subject = match mail.answers {
        Some(_) => subject::reply(&one_line(&mail.subject)),
        None => one_line(&mail.subject),
    };
    builder = builder.header("Subject", Text::new(subject));
    for (name, value) in threading(mail) {
        builder = builder.header(name, value);
    }
    if mail.automatic {
        // RFC 3834, 5: only what answers a mail is a reply.
        let how = if mail.answers.is_some() { "auto-replied" } else { "auto-generated" };
        builder = builder
            .header("Auto-Submitted", Raw::new(how))
            .header("X-Auto-Response-Suppress", Raw::new("All"))
            .header("Precedence", Raw::new("bulk"));
    }
    let mut bytes = Vec::new();
    builder.body(body(mail)).serialize(&mut bytes);
    bytes
}

fn threading(mail: &Outgoing) -> Vec<(&'static str, HeaderType<'static>)> {
    let answered = mail.answers.as_ref();
    let parent = answered.and_then(|answered| answered.message_id.as_deref()).and_then(tidy_id);
    let mut references: Vec<String> = Vec::new();
    let known = answered.map(|answered| answered.references.as_slice()).unwrap_or_default();
    let known = known.iter().filter_map(|id| tidy_id(id));
    let own = mail.names_itself.then(|| tidy_id(&mail.message_id)).flatten();
    // The parent is the last one, wherever it stood before.
    let known: Vec<String> = known.filter(|id| Some(id) != parent.as_ref()).collect();
    for id in known.into_iter().chain(parent.clone()).chain(own) {
        if !references.contains(&id) {
            references.push(id);
        }
    }
    shorten(&mut references);
    let mut headers: Vec<(&'static str, HeaderType<'static>)> = Vec::new();
    if let Some(parent) = parent {
        headers.push(("In-Reply-To", MessageId::new(parent).into()));
    }
    if !references.is_empty() {
        headers.push(("References", MessageId::new_list(references.into_iter()).into()));
    }
    let topic = answered.and_then(|answered| answered.thread_topic.as_deref()).map(one_line);
    if let Some(topic) = topic.filter(|topic| !topic.is_empty()) {
        headers.push(("Thread-Topic", Text::new(topic).into()));
    }
    let index = answered.and_then(|answered| answered.thread_index.as_deref());
    if let Some(index) = index.and_then(|index| thread_index::child(index, mail)) {
        headers.push(("Thread-Index", Raw::new(index).into()));
    }
    headers
}

/// The first id and the last ones (RFC 5322, 3.6.4, leaves the length to us).
fn shorten(references: &mut Vec<String>) {
    let bytes = |ids: &[String]| ids.iter().map(|id| id.len() + 3).sum::<usize>();
    while references.len() > 2
        && (references.len() > MOST_REFERENCES + 1 || bytes(references) > MOST_REFERENCE_BYTES)
    {
        references.remove(1);
    }
}

fn body(mail: &Outgoing) -> MimePart<'static> {
    let (text, html) = quote::bodies(mail);
    let (inline, files): (Vec<&Part>, Vec<&Part>) =
        mail.parts.iter().partition(|part| part.inline && part.content_id.is_some());
    let mut html = MimePart::new("text/html", html);
    if !inline.is_empty() {
        let mut parts = vec![html];
        parts.extend(inline.into_iter().map(file));
        html = multipart(mail, "related", parts);
    }
    let text = MimePart::new("text/plain", text);
    let words = multipart(mail, "alternative", vec![text, html]);
    if files.is_empty() {
        return words;
    }
    let mut parts = vec![words];
    parts.extend(files.into_iter().map(file));
    multipart(mail, "mixed", parts)
}

/// The boundary follows from the Message-ID, which nobody outside can guess.
fn multipart(mail: &Outgoing, kind: &str, parts: Vec<MimePart<'static>>) -> MimePart<'static> {
    let hash = Sha256::digest(format!("{kind} {}", mail.message_id));
    let mut boundary = "=_".to_owned();
    for byte in hash.iter().take(16) {
        boundary.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        boundary.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
    }
    MimePart::new(
        ContentType::new(format!("multipart/{kind}")).attribute("boundary", boundary),
        parts,
    )
}

fn file(part: &Part) -> MimePart<'static> {
    let is_type = |text: &str| {
        let ok = |c: char| c.is_ascii_alphanumeric() || "-+._/".contains(c);
        text.split('/').count() == 2 && text.len() < 128 && text.chars().all(ok)
    };
    // A multipart or a mail would be read as part of this one.
    let plain =
        is_type(&part.mime) && !["multipart/", "message/"].iter().any(|s| part.mime.starts_with(s));
    let mime = if plain { part.mime.as_str() } else { "application/octet-stream" };
    let name = part.name.as_deref().map(one_line).filter(|name| !name.is_empty());
    let mut kind = ContentType::new(mime.to_owned());
    let mut disposition = ContentType::new(if part.inline { "inline" } else { "attachment" });
    if let Some(name) = name {
        // Older programs read the name here only.
        kind = kind.attribute("name", name.clone());
        disposition = disposition.attribute("filename", name);
    }
    let mut made =
        MimePart::new(kind, part.bytes.clone()).header("Content-Disposition", disposition);
    if let Some(id) = part.content_id.as_deref().and_then(tidy_id) {
        made = made.header("Content-ID", MessageId::new(id));
    }
    made.header("Content-Transfer-Encoding", Raw::new("base64")).encoded()
}

trait Encoded {
    /// Writes the bytes as base64, also those of text: files arrive as they were.
    fn encoded(self) -> Self;
}

impl Encoded for MimePart<'static> {
    fn encoded(mut self) -> Self {
        if let mail_builder::mime::BodyPart::Binary(bytes) = &self.contents {
            let mut lines = String::with_capacity(bytes.len() / 3 * 4 + bytes.len() / 50);
            for chunk in bytes.chunks(57) {
                use base64::Engine as _;
                base64::engine::general_purpose::STANDARD.encode_string(chunk, &mut lines);
                lines.push_str("\r\n");
            }
            self.contents = lines.into_bytes().into();
        }
        self
    }
}

fn address(mailbox: &Mailbox) -> Address<'static> {
    let name = mailbox.name.as_deref().map(one_line).filter(|name| !name.is_empty());
    let address: String =
        mailbox.address.chars().filter(|c| !c.is_control() && !" <>,;\"".contains(*c)).collect();
    Address::new_address(name, address)
}

/// An id that is one word of printable ASCII; others would break the header.
fn tidy_id(id: &str) -> Option<String> {
    let id = id_of(id)?;
    let plain = id.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>'));
    (plain && id.len() <= 250).then_some(id)
}

/// On one line, without control characters.
fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
