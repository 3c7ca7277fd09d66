//! The question whether it worked, in the customer's language and about their fault.

use gerne_domain::{Account, Address, Conversation, Customer, Direction, Message, Timestamp};
use gerne_language::facts::{self, FactKind};
use gerne_store::Tx;

use super::LOOKED_AT;
use crate::EngineError;

/// Characters of their own words that a question takes up.
const QUOTED: usize = 90;

pub(super) async fn is_german(
    account: &Account,
    conversation: &Conversation,
    tx: &mut Tx<'_>,
) -> Result<bool, EngineError> {
    let customer = tx.customer(conversation.customer_id).await?;
    let messages = tx.newest_messages(conversation.id, LOOKED_AT).await?;
    Ok(speaks_german(account, customer.as_ref(), &messages))
}

/// The language of a matter: the customer's, else of what they wrote last, else the account's.
pub(crate) fn speaks_german(
    account: &Account,
    customer: Option<&Customer>,
    messages: &[Message],
) -> bool {
    let mut theirs = messages.iter().rev().filter(|m| m.direction == Direction::In);
    let written = theirs.find_map(|message| message.language.as_deref());
    let known = customer.and_then(|customer| customer.language.as_deref()).or(written);
    known.unwrap_or(&account.settings.language).to_lowercase().starts_with("de")
}

/// Whether the customer is spoken to as Sie.
pub(crate) fn is_formal(account: &Account, customer: Option<&Customer>) -> bool {
    let chosen = customer.and_then(|customer| customer.address);
    chosen.unwrap_or(account.settings.address) == Address::Formal
}

/// The question whether it worked, with the fault in the customer's own words where there are some.
pub(super) fn question(
    account: &Account,
    customer: Option<&Customer>,
    conversation: &Conversation,
    messages: &[Message],
    now: Timestamp,
) -> String {
    let german = speaks_german(account, customer, messages);
    let formal = is_formal(account, customer);
    let newest = messages.iter().rev().find(|m| m.direction == Direction::In);
    let thread = newest.map(|message| message.thread_id);
    let here = messages.iter().filter(|m| Some(m.thread_id) == thread);
    let fault = here
        .filter(|m| m.direction == Direction::In && m.deleted_at.is_none())
        .find_map(|message| fault(&message.text, now));
    let subject = newest.and_then(|message| message.subject.clone());
    let subject = subject.filter(|_| conversation.subject.is_some());
    match (german, formal, fault.or(subject)) {
        (true, true, Some(fault)) => format!(
            "wir möchten sichergehen: Sie hatten uns „{fault}“ geschrieben. Ist das inzwischen behoben? \
             Ein kurzes Ja oder Nein genügt."
        ),
        (true, false, Some(fault)) => format!(
            "wir möchten sichergehen: Du hattest uns „{fault}“ geschrieben. Ist das inzwischen behoben? \
             Ein kurzes Ja oder Nein genügt."
        ),
        (true, true, None) => {
            "wir möchten sichergehen: Hat alles funktioniert, worum Sie uns gebeten hatten? Ein \
             kurzes Ja oder Nein genügt."
                .to_owned()
        }
        (true, false, None) => {
            "wir möchten sichergehen: Hat alles funktioniert, worum du uns gebeten hattest? Ein \
             kurzes Ja oder Nein genügt."
                .to_owned()
        }
        (false, _, Some(fault)) => format!(
            "we would like to be sure: you wrote \"{fault}\". Has that been fixed? A short yes or no \
             is enough."
        ),
        (false, _, None) => {
            "we would like to be sure: did everything work that you had asked us for? A short yes or \
             no is enough."
                .to_owned()
        }
    }
}

/// What does not work, in the words of who wrote it.
fn fault(text: &str, now: Timestamp) -> Option<String> {
    let context = gerne_language::when::Context::reporting(
        now.to_zoned(jiff::tz::TimeZone::UTC),
        &gerne_language::when::MondayToFriday,
    );
    let found = facts::find(text, &context, &facts::Known::default());
    let fault = found.into_iter().find(|fact| fact.kind == FactKind::Problem)?;
    let words = text.get(fault.span)?.split_whitespace().collect::<Vec<_>>().join(" ");
    let short = (4..=QUOTED).contains(&words.chars().count());
    short.then_some(words)
}
