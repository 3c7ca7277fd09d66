//! A letter in our words, and ours as a letter. Pure: no I/O, no clock.

use gerne_domain::{Author, InboundMessage, Outbound, Receipt, Visibility};
use serde_json::json;

use crate::wire;

pub(crate) fn message(letter: &wire::Message) -> InboundMessage {
    InboundMessage {
        external_id: letter.id.as_str().into(),
        in_reply_to: None,
        author: Author {
            external_id: letter.by.as_str().into(),
            handle: letter.by.clone(),
            name: letter.by.clone(),
            avatar_url: None,
            profile_url: None,
            also: Vec::new(),
            is_us: false,
        },
        visibility: Visibility::Private,
        addressed: true,
        subject: None,
        text: letter.text.clone(),
        content_warning: None,
        language: None,
        mentions: Vec::new(),
        emojis: Vec::new(),
        attachments: Vec::new(),
        poll: None,
        quotes: None,
        letter: None,
        url: None,
        published_at: letter.at,
        edited_at: letter.edited_at,
        hidden: None,
    }
}

/// The bytes of an answer and the receipt for it.
pub(crate) fn letter(outbound: &Outbound) -> (Vec<u8>, Receipt) {
    let answers = outbound.in_reply_to.as_ref().map(gerne_domain::ExternalId::as_str);
    let letter = json!({ "answers": answers, "text": outbound.text, "at": outbound.written_at });
    let receipt = Receipt {
        external_id: Some(outbound.key.as_str().into()),
        url: None,
        published_at: outbound.written_at,
    };
    (letter.to_string().into_bytes(), receipt)
}
