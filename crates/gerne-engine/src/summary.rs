//! What a list row shows of a conversation, reckoned from its messages. Pure.

use std::time::Duration;

use gerne_domain::{Conversation, Direction, Message, Timestamp};

/// Characters of a preview.
const PREVIEW: usize = 160;

/// The beginning of a text on one line.
pub(crate) fn preview(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if line.chars().count() + word.chars().count() + 1 > PREVIEW {
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// What a message says in a row: its warning where it has one (nobody shows what stands behind it
/// unasked), else its words, else what is attached.
pub(crate) fn preview_of(message: &Message) -> String {
    if let Some(warning) = message.content_warning.as_deref().filter(|w| !w.trim().is_empty()) {
        return preview(warning);
    }
    let words = preview(&message.text);
    if !words.is_empty() {
        return words;
    }
    let alt = message.attachments.iter().find_map(|a| a.alt.as_deref()).unwrap_or_default();
    if alt.is_empty() { String::new() } else { preview(alt) }
}

/// Reckons preview, last message and waiting anew, after messages were taken away, brought in or
/// changed. `messages` are in order, oldest first.
pub(crate) fn reckon(
    conversation: &mut Conversation,
    messages: &[Message],
    waits_at_least_from: Timestamp,
    target: Duration,
) {
    let there = || messages.iter().filter(|m| m.deleted_at.is_none());
    let unanswered: Vec<&Message> = messages
        .iter()
        .rev()
        // An answer that is not there (refused, unknown) ends nobody's waiting.
        .take_while(|m| {
            m.direction == Direction::In || m.deleted_at.is_some() || m.external_id.is_none()
        })
        .filter(|m| m.direction == Direction::In && m.addressed && m.deleted_at.is_none())
        .collect();
    if let Some(newest) = there().next_back() {
        conversation.last_message_id = Some(newest.id);
        conversation.last_message_at = newest.published_at;
    }
    if conversation.waiting_since.is_some() {
        // Nobody waits for what is no longer said; what is still said goes on waiting.
        conversation.unanswered = u32::try_from(unanswered.len()).unwrap_or(u32::MAX);
        conversation.waiting_since =
            unanswered.last().map(|oldest| oldest.published_at.max(waits_at_least_from));
        if conversation.waiting_since.is_none() {
            conversation.pend();
        }
        conversation.reckon_due(target);
    }
    let shown = match conversation.waiting_since {
        Some(_) => unanswered.last().copied(),
        None => there().next_back(),
    };
    if let Some(shown) = shown {
        conversation.preview = preview_of(shown);
        conversation.preview_private = !shown.visibility.is_public();
    } else {
        conversation.preview.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_is_one_line_and_ends_between_words() {
        assert_eq!(preview("Guten  Tag,\n\nmein Router"), "Guten Tag, mein Router");
        let long = "wort ".repeat(100);
        let cut = preview(&long);
        assert!(cut.ends_with("wort…") && cut.chars().count() <= PREVIEW + 1, "{cut}");
    }
}
