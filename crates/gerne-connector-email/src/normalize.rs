//! From mails to our words. Pure: the same bytes give the same message.

use std::sync::Arc;

use gerne_connector::sniff;
use gerne_domain::{
    AttachmentKind, Author, Content, ExternalId, InboundAttachment, InboundMessage, Letter,
    Timestamp, Visibility,
    time::{after, before, to_micros},
};
use gerne_mail::{Mail, Part};

use crate::{account::Watched, facts::Facts, fetch::by_place, imap::Head, place::Place};

mod letter;
mod writer;

/// Where and when a mail came.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Came {
    pub(crate) watched: Watched,
    pub(crate) at: Timestamp,
    /// Only its head came: the rest has so many bytes.
    pub(crate) size: Option<u64>,
}

/// Smaller pictures inside a text are logos and signs: they stay in the original.
const LOGO: usize = 8 * 1024;
/// Dates that writers' machines gave are believed so far from when it came.
const YEAR: std::time::Duration = std::time::Duration::from_hours(24 * 365);

/// A mail as a message.
pub(crate) fn message(raw: &Arc<[u8]>, facts: &Facts, came: &Came) -> InboundMessage {
    let mail = gerne_mail::read(raw);
    let (text, shortened) = match came.size {
        Some(size) => (too_large(size, came.watched, facts), true),
        None if !mail.readable => (unreadable_text(&mail.text), true),
        None => letter::wrote(&mail),
    };
    let mut letter = letter::letter(&mail, facts);
    letter.shortened = shortened || mail.shortened;
    // Spam is told nothing, not even that somebody is there.
    letter.no_acknowledgement |= came.watched == Watched::Junk;
    let mut message =
        envelope(&hex::encode(gerne_mail::fingerprint(raw)), &mail, letter, facts, came);
    message.text = text;
    if came.size.is_none() {
        message.attachments = attachments(raw, &mail);
    }
    message
}

/// A mail that nobody can take apart: there it is, whole.
pub(crate) fn unreadable(raw: &Arc<[u8]>, facts: &Facts, came: &Came) -> InboundMessage {
    let letter = Letter { shortened: true, ..Letter::default() };
    let id = hex::encode(gerne_mail::fingerprint(raw));
    let mut message = envelope(&id, &Mail::default(), letter, facts, came);
    message.text = unreadable_text("");
    message.attachments = vec![original(raw)];
    message
}

/// A mail that the server does not hand over.
pub(crate) fn unobtainable(
    facts: &Facts,
    watched: Watched,
    place: Place,
    head: &Head,
) -> InboundMessage {
    let came = Came { watched, at: head.came.unwrap_or(place.from), size: None };
    let id = by_place(watched, place, head.uid).0;
    let mut message = envelope(&id, &Mail::default(), Letter::default(), facts, &came);
    let folder = folder(watched, facts);
    message.text = format!(
        "Der Mailserver gibt diese E-Mail nicht heraus. Sie liegt im Postfach im Ordner „{folder}“.\n\n\
         The mail server does not hand over this e-mail. It is in the mailbox, in the folder “{folder}”."
    );
    message
}

fn envelope(id: &str, mail: &Mail, letter: Letter, facts: &Facts, came: &Came) -> InboundMessage {
    let writer = writer::writer(mail, facts);
    let address = writer.address;
    let is_us = came.watched == Watched::Sent && facts.is_ours(&address);
    InboundMessage {
        external_id: ExternalId::from(id),
        in_reply_to: None,
        author: Author {
            external_id: ExternalId(address.clone()),
            name: writer.name.unwrap_or_else(|| address.clone()),
            handle: address,
            avatar_url: None,
            profile_url: None,
            also: Vec::new(),
            is_us,
        },
        visibility: Visibility::Private,
        addressed: !is_us,
        subject: mail.subject.clone().filter(|subject| !subject.trim().is_empty()),
        text: String::new(),
        content_warning: None,
        language: None,
        mentions: Vec::new(),
        emojis: Vec::new(),
        attachments: Vec::new(),
        poll: None,
        quotes: None,
        letter: Some(Box::new(letter)),
        url: None,
        published_at: to_micros(written_at(mail.date, came.at)),
        edited_at: None,
        hidden: None,
    }
}

/// When it was written, as far as that can be believed.
fn written_at(says: Option<Timestamp>, came: Timestamp) -> Timestamp {
    // A few minutes ahead are a clock that is off, not the future.
    match says {
        Some(at) if at <= came && at >= before(came, YEAR) => at,
        Some(at) if at <= after(came, std::time::Duration::from_mins(5)) && at > came => came,
        _ => came,
    }
}

fn attachments(raw: &Arc<[u8]>, mail: &Mail) -> Vec<InboundAttachment> {
    let mut attachments = vec![original(raw)];
    for (place, part) in mail.parts.iter().enumerate() {
        if part.inline && part.bytes.len() < LOGO {
            continue;
        }
        attachments.push(attachment(place, part));
    }
    attachments
}

fn original(raw: &Arc<[u8]>) -> InboundAttachment {
    InboundAttachment {
        external_id: ExternalId::from("original"),
        kind: AttachmentKind::Original,
        url: None,
        preview_url: None,
        mime: Some("message/rfc822".to_owned()),
        alt: None,
        name: None,
        content: Some(Content::Bytes(Arc::clone(raw))),
        width: None,
        height: None,
    }
}

fn attachment(place: usize, part: &Part) -> InboundAttachment {
    let found = sniff(&part.bytes);
    let kind = match found.and_then(|mime| mime.split_once('/')) {
        Some(("image", _)) => AttachmentKind::Image,
        Some(("video", _)) => AttachmentKind::Video,
        Some(("audio", _)) => AttachmentKind::Audio,
        _ => AttachmentKind::File,
    };
    InboundAttachment {
        external_id: ExternalId(format!("part:{place}")),
        kind,
        url: None,
        preview_url: None,
        mime: Some(found.map_or_else(|| part.mime.clone(), str::to_owned)),
        alt: None,
        name: part.name.clone(),
        content: Some(Content::Bytes(part.bytes.as_slice().into())),
        width: None,
        height: None,
    }
}

fn unreadable_text(says: &str) -> String {
    let note = "Diese E-Mail lässt sich nicht lesen. Das Original liegt bei.\n\n\
                This e-mail cannot be read. The original is attached.";
    let says: String = says.chars().take(10_000).collect();
    if says.trim().is_empty() { note.to_owned() } else { format!("{note}\n\n{says}") }
}

fn too_large(size: u64, watched: Watched, facts: &Facts) -> String {
    let (megabytes, folder) = (size / (1024 * 1024), folder(watched, facts));
    format!(
        "Diese E-Mail ist mit {megabytes} MB zu groß, um sie hier zu zeigen. Sie liegt im Postfach im \
         Ordner „{folder}“.\n\n\
         This e-mail has {megabytes} MB, too many to show it here. It is in the mailbox, in the folder \
         “{folder}”."
    )
}

fn folder(watched: Watched, facts: &Facts) -> String {
    let known = match watched {
        Watched::Inbox => None,
        Watched::Junk => facts.junk.clone(),
        Watched::Sent => facts.sent.clone(),
    };
    known.unwrap_or_else(|| "INBOX".to_owned())
}
