//! What a mail consists of: its text, its HTML, its files.

use mail_parser::{Encoding, Message, MessagePart, MimeHeaders as _, PartType};

use super::{MOST_TEXT, html, values};
use crate::{Mail, Part};

/// Most files that are kept of one mail.
const MOST_PARTS: usize = 200;
/// Most texts of one mail that are put together.
const MOST_BODIES: usize = 50;

/// Fills in text, HTML and parts.
pub(super) fn fill(mail: &mut Mail, message: &Message<'_>, raw: &[u8]) {
    let bodies = |ids: &[u32]| -> Vec<&MessagePart<'_>> {
        ids.iter().take(MOST_BODIES).filter_map(|id| message.part(*id)).collect()
    };
    let (texts, htmls) = (bodies(&message.text_body), bodies(&message.html_body));
    mail.shortened = message.text_body.len() > MOST_BODIES || message.html_body.len() > MOST_BODIES;

    if htmls.iter().any(|part| part.is_text_html()) {
        let pieces = htmls.iter().filter_map(|part| match &part.body {
            PartType::Html(html) => Some(html.clone().into_owned()),
            PartType::Text(text) => Some(html::from_text(text)),
            _ => None,
        });
        mail.html = Some(capped(pieces, "\n", &mut mail.shortened));
    }
    let plain = texts.iter().filter_map(|part| match &part.body {
        PartType::Text(text) => Some(text.clone().into_owned()),
        // Text beside HTML in one mail: all of it is to be read.
        PartType::Html(html) if texts.len() > 1 => Some(html::to_text(html)),
        _ => None,
    });
    let only_html = texts.iter().all(|part| part.is_text_html());
    mail.text = if only_html { String::new() } else { capped(plain, "\n\n", &mut mail.shortened) };
    if mail.text.trim().is_empty()
        && let Some(html) = &mail.html
    {
        mail.text = html::to_text(html);
        mail.text_is_from_html = true;
    }
    mail.shortened |= message.attachments.len() > MOST_PARTS;
    for id in message.attachments.iter().take(MOST_PARTS) {
        let Some(part) = message.part(*id) else { continue };
        if let Some(part) = file(part, raw, mail.html.as_deref()) {
            mail.parts.push(part);
        }
    }
}

fn capped(pieces: impl Iterator<Item = String>, between: &str, shortened: &mut bool) -> String {
    let mut whole = String::new();
    for piece in pieces {
        if !whole.is_empty() {
            whole.push_str(between);
        }
        whole.push_str(&values::clean(&piece));
        if whole.len() > MOST_TEXT {
            whole.truncate(whole.floor_char_boundary(MOST_TEXT));
            *shortened = true;
            break;
        }
    }
    whole.replace("\r\n", "\n").replace('\r', "\n")
}

fn file(part: &MessagePart<'_>, raw: &[u8], html: Option<&str>) -> Option<Part> {
    let kind = part.content_type();
    let mime = kind.map(|kind| match kind.subtype() {
        Some(subtype) => format!("{}/{subtype}", kind.ctype()).to_lowercase(),
        None => kind.ctype().to_lowercase(),
    });
    let is_mail = part.is_message();
    let bytes = match &part.body {
        PartType::Text(text) | PartType::Html(text) => text.as_bytes().to_vec(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
        PartType::Message(inner) if part.encoding == Encoding::None => {
            let range = part.offset_body as usize..part.offset_end as usize;
            raw.get(range).unwrap_or(&inner.raw_message).to_vec()
        }
        PartType::Message(inner) => inner.raw_message.to_vec(),
        PartType::Multipart(_) => return None,
    };
    let name = part.attachment_name().map(values::one_line).filter(|name| !name.is_empty());
    let subject = |inner: &Message<'_>| inner.subject().map(|text| format!("{text}.eml"));
    let name =
        name.or_else(|| part.message().and_then(subject).map(|name| values::one_line(&name)));
    let content_id = part.content_id().map(values::bare_address).filter(|id| !id.is_empty());
    let shown_by_id = content_id.as_deref().zip(html).is_some_and(|(id, html)| names_it(html, id));
    let disposed_inline =
        part.content_disposition().is_some_and(mail_parser::ContentType::is_inline);
    let is_picture = mime.as_deref().is_some_and(|mime| mime.starts_with("image/"));
    let default = if is_mail { "message/rfc822" } else { "text/plain" };
    Some(Part {
        name,
        inline: shown_by_id || (disposed_inline && is_picture),
        mime: mime.unwrap_or_else(|| default.to_owned()),
        content_id,
        bytes,
    })
}

/// Whether the HTML shows the part with this id. Cheap: a mail may have many of both.
fn names_it(html: &str, id: &str) -> bool {
    html.match_indices("cid:").take(500).any(|(at, word)| {
        let rest = html.get(at + word.len()..).unwrap_or_default();
        rest.starts_with(id)
    })
}
