//! What a list row shows of a conversation, reckoned from its messages. Pure.

use gerne_domain::{Contact, Conversation, Direction, Message, MessageId, Timestamp};

use crate::thanks;

/// Characters of a preview.
const PREVIEW: usize = 160;

/// The beginning of a text on one line.
pub fn preview(text: &str) -> String {
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
fn preview_of(message: &Message) -> String {
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

/// The conversation's row shows the words of a message.
pub(crate) fn shows(conversation: &mut Conversation, message: &Message) {
    conversation.preview = preview_of(message);
    conversation.preview_private = !message.visibility.is_public();
}

/// Reckons preview, last message and waiting anew, after messages were taken away, brought in or
/// changed. `messages` are in order, oldest first; `by_hand` are those of ours of which a person
/// said that they are there; `contacts` is what was said outside the platforms.
pub(crate) fn reckon(
    conversation: &mut Conversation,
    messages: &[Message],
    by_hand: &[MessageId],
    contacts: &[Contact],
    waits_at_least_from: Timestamp,
) {
    if conversation.waiting_since.is_some() {
        let waits = waits(messages, by_hand, contacts, waits_at_least_from);
        // Nobody waits for what is no longer said; what is still said goes on waiting.
        conversation.unanswered = u32::try_from(waits.len()).unwrap_or(u32::MAX);
        conversation.waiting_since = waits.into_iter().min();
        if conversation.waiting_since.is_none() {
            conversation.pend();
        }
    }
    show(conversation, messages, by_hand);
}

/// Reckons what the row shows, while it is known who waits.
pub(crate) fn reckon_row(conversation: &mut Conversation, messages: &[Message]) {
    show(conversation, messages, &[]);
}

fn show(conversation: &mut Conversation, messages: &[Message], by_hand: &[MessageId]) {
    let newest = messages.iter().rfind(|m| m.deleted_at.is_none() && !by_itself(m));
    if let Some(newest) = newest {
        conversation.last_message_id = Some(newest.id);
        conversation.last_message_at = newest.published_at;
    }
    let shown = match conversation.waiting_since {
        Some(_) => unanswered(messages, by_hand).first().copied().or(newest),
        None => newest,
    };
    if let Some(shown) = shown {
        shows(conversation, shown);
    } else {
        conversation.preview.clear();
    }
}

/// What of theirs waits for an answer, the newest first. Only thanks waits for none, and nor does
/// what no person wrote.
pub(crate) fn unanswered<'a>(messages: &'a [Message], by_hand: &[MessageId]) -> Vec<&'a Message> {
    messages
        .iter()
        .rev()
        // An answer that is not there (refused, unknown) ends nobody's waiting, nor does what the
        // house said by itself.
        .take_while(|m| {
            let not_there = m.external_id.is_none() && !by_hand.contains(&m.id);
            m.direction == Direction::In || m.deleted_at.is_some() || not_there || by_itself(m)
        })
        .filter(|m| m.direction == Direction::In && m.addressed && m.deleted_at.is_none())
        .filter(|m| wants_answer(m))
        .collect()
}

/// Since when they wait for what: for each message that nobody answered, and for each time they came
/// to us outside the platforms. Whom we called was answered then.
pub(crate) fn waits(
    messages: &[Message],
    by_hand: &[MessageId],
    contacts: &[Contact],
    waits_at_least_from: Timestamp,
) -> Vec<Timestamp> {
    let called = contacts.iter().filter(|contact| contact.answers()).map(|contact| contact.at);
    let answered = last_answer(messages, by_hand).into_iter().chain(called).max();
    let open = |at: Timestamp| answered.is_none_or(|answered| at > answered);
    let called = contacts.iter().filter(|c| c.answers()).map(|c| c.at).max();
    // A platform's clock may be ahead of ours: nobody waits from later than it came.
    let said =
        unanswered(messages, by_hand).into_iter().map(|one| one.published_at.min(one.received_at));
    let said = said.filter(|at| called.is_none_or(|called| *at > called));
    let came = contacts.iter().filter(|c| c.is_waiting()).map(|c| c.at).filter(|at| open(*at));
    said.map(|at| at.max(waits_at_least_from)).chain(came).collect()
}

/// When we last answered so that it arrived.
pub(crate) fn last_answer(messages: &[Message], by_hand: &[MessageId]) -> Option<Timestamp> {
    let there = |m: &&Message| m.external_id.is_some() || by_hand.contains(&m.id);
    let ours = messages.iter().filter(|m| m.direction == Direction::Out && m.deleted_at.is_none());
    ours.filter(there).filter(|m| !by_itself(m)).map(|m| m.published_at).max()
}

/// Whether the house said it without a person.
fn by_itself(message: &Message) -> bool {
    message.direction == Direction::Out
        && message.letter.as_ref().is_some_and(|letter| letter.automatic.is_some())
}

/// Whether somebody waits for an answer to it: a person wrote it, and more than thanks.
pub(crate) fn wants_answer(message: &Message) -> bool {
    let by_a_person = message.letter.as_ref().is_none_or(|letter| letter.automatic.is_none());
    let says_more = !message.attachments.is_empty()
        || message.poll.is_some()
        || !thanks::only_thanks(&message.text);
    by_a_person && says_more
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
