//! What a mail says, as plain values.

use jiff::Timestamp;

use crate::{Automatic, Report};

/// A mail that was read. Ids stand without angle brackets, texts without NUL.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mail {
    /// `Message-ID`. Not unique and not always there: see [`fingerprint`](crate::fingerprint).
    pub message_id: Option<String>,
    /// `X-Microsoft-Original-Message-ID`: what the writer's program had put, before Exchange put
    /// its own.
    pub original_message_id: Option<String>,
    /// `In-Reply-To`, usually one.
    pub in_reply_to: Vec<String>,
    /// `References`, oldest first.
    pub references: Vec<String>,
    /// `From`. Empty when the mail names nobody.
    pub from: Vec<Mailbox>,
    /// `Sender`.
    pub sender: Vec<Mailbox>,
    /// `Reply-To`.
    pub reply_to: Vec<Mailbox>,
    /// `To`, groups flattened.
    pub to: Vec<Mailbox>,
    /// `Cc`, groups flattened.
    pub cc: Vec<Mailbox>,
    /// Addresses of `Delivered-To`, `X-Original-To`, `Envelope-To` and `X-Forwarded-To`.
    pub delivered_to: Vec<String>,
    /// `Return-Path`; empty for `<>`, the mark of mail that wants no answer.
    pub return_path: Option<String>,
    /// `Subject`, decoded, on one line.
    pub subject: Option<String>,
    /// `Date`, as the writer's machine put it.
    pub date: Option<Timestamp>,
    /// All of its text: what stands in it plainly, else the HTML as text. At most 1 MiB.
    pub text: String,
    /// Its HTML as it came: hostile, for [`safe_html`](crate::safe_html) only. At most 1 MiB.
    pub html: Option<String>,
    /// Whether `text` was made from `html`, because there was no plain text.
    pub text_is_from_html: bool,
    /// Attached files, pictures inside the text, and mails inside the mail (as `.eml`).
    pub parts: Vec<Part>,
    /// `Thread-Topic`: by this and the next, Outlook groups.
    pub thread_topic: Option<String>,
    /// `Thread-Index`, base64 as it came.
    pub thread_index: Option<String>,
    /// Set when a machine sent it, or a list.
    pub automatic: Option<Automatic>,
    /// Set when it says what became of a mail of ours.
    pub report: Option<Report>,
    /// Whether it came over a mailing list or in bulk.
    pub list: bool,
    /// `X-Auto-Response-Suppress` asks for no automatic answer. Ordinary mail has it too.
    pub asks_no_answer: bool,
    /// Whether parts or text beyond the caps were left out.
    pub shortened: bool,
    /// False when it could not be taken apart: then `text` is what its bytes say.
    pub readable: bool,
}

/// Somebody who is named in a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mailbox {
    /// The name beside the address.
    pub name: Option<String>,
    /// The address as written; empty when only a name stands there.
    pub address: String,
}

/// A file in a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The name its sender gave it: hostile, never a path.
    pub name: Option<String>,
    /// The type its sender says it has, lower case; not to be believed.
    pub mime: String,
    /// `Content-ID`, which HTML names it by (`cid:`).
    pub content_id: Option<String>,
    /// Whether it belongs inside the text.
    pub inline: bool,
    /// The bytes, decoded.
    pub bytes: Vec<u8>,
}
