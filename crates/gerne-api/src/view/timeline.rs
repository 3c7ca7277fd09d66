//! Timelines: messages, notes and changes of one conversation, or of a customer's.

use gerne_domain::{ConversationId, CustomerId, Scope, Timestamp};
use gerne_store::{Page, Paged, Reader, StoreError};

use super::{change, message};
use crate::{
    state::Parts,
    wire::{List, entry::Entry},
};

/// Events read at a time.
const EVENTS: usize = 200;

/// How far a timeline was read: pages are cut by messages; notes and changes fill the time between
/// them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    /// Where the store goes on with older messages.
    messages: Option<String>,
    /// What is older than this was not shown yet.
    until: i64,
    /// Events before this were not looked at yet.
    seq: i64,
}

impl Place {
    const END: Self = Self { messages: None, until: i64::MAX, seq: i64::MAX };

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('~');
        let messages = parts.next()?.to_owned();
        let until = parts.next()?.parse().ok()?;
        let seq = parts.next()?.parse().ok()?;
        Some(Self { messages: Some(messages), until, seq })
    }

    fn write(&self) -> Option<String> {
        let messages = self.messages.as_ref()?;
        Some(format!("{messages}~{}~{}", self.until, self.seq))
    }
}

/// A page of a conversation's timeline, newest last.
///
/// # Errors
/// `PageKey` when `before` is not ours; when the database does not answer.
pub(crate) async fn of_conversation(
    api: &Parts,
    db: &mut Reader,
    scope: &Scope,
    id: ConversationId,
    before: Option<&str>,
    limit: u32,
) -> Result<List<Entry>, StoreError> {
    let place = place(before)?;
    let page = Page::after(place.messages.clone(), size(limit));
    let Paged { items, next } = db.timeline(id, &page).await?;
    let since = since(items.first().map(|message| message.published_at), next.is_some());
    let mut entries = messages(api, db, scope, items).await?;
    let within = |at: Timestamp| (since..place.until).contains(&at.as_microsecond());
    let notes = db.notes_of(id).await?.into_iter().filter(|note| within(note.created_at));
    entries.extend(notes.map(change::note));
    let contacts = db.contacts_of(&[id]).await?.into_iter().filter(|contact| within(contact.at));
    entries.extend(contacts.map(change::contact));
    let mut seq = place.seq;
    'reading: loop {
        let events = db.events_of_conversation_before(id, seq, EVENTS).await?;
        let last = events.len() < EVENTS;
        for event in events.into_iter().rev() {
            if event.event.at.as_microsecond() < since {
                break 'reading;
            }
            seq = event.seq;
            entries.extend(change::change(&event));
        }
        if last {
            break;
        }
    }
    entries.sort_by_key(Entry::at);
    let place = Place { messages: next, until: since, seq };
    Ok(List::page(entries, place.write()))
}

/// A page of everything said with a customer that the scope sees, newest last.
///
/// # Errors
/// `PageKey` when `before` is not ours; when the database does not answer.
pub(crate) async fn of_customer(
    api: &Parts,
    db: &mut Reader,
    scope: &Scope,
    id: CustomerId,
    before: Option<&str>,
    limit: u32,
) -> Result<List<Entry>, StoreError> {
    let place = place(before)?;
    let page = Page::after(place.messages.clone(), size(limit));
    let Paged { items, next } = db.customer_timeline(id, scope, &page).await?;
    let since = since(items.first().map(|message| message.published_at), next.is_some());
    // Not newest ones only: a note stands in any conversation of theirs.
    let mine: Vec<ConversationId> = db
        .conversations_of(id, CONVERSATIONS)
        .await?
        .into_iter()
        .filter(|c| scope.sees(c.account_id, c.team_id))
        .map(|c| c.id)
        .collect();
    let mut entries = messages(api, db, scope, items).await?;
    let within = |at: Timestamp| (since..place.until).contains(&at.as_microsecond());
    let notes = db.notes_of_all(&mine).await?.into_iter();
    entries.extend(notes.filter(|note| within(note.created_at)).map(change::note));
    let contacts = db.contacts_of(&mine).await?.into_iter();
    entries.extend(contacts.filter(|contact| within(contact.at)).map(change::contact));
    entries.sort_by_key(Entry::at);
    let place = Place { messages: next, until: since, seq: 0 };
    Ok(List::page(entries, place.write()))
}

/// Conversations of one customer that a timeline looks at.
const CONVERSATIONS: usize = 500;

async fn messages(
    api: &Parts,
    db: &mut Reader,
    scope: &Scope,
    messages: Vec<gerne_domain::Message>,
) -> Result<Vec<Entry>, StoreError> {
    let entries = message::entries(api, db, scope, messages).await?;
    // What was called back was never said.
    let said = entries.into_iter().filter(|entry| !entry.is_taken_back());
    Ok(said.map(|entry| Entry::Message(Box::new(entry))).collect())
}

fn place(before: Option<&str>) -> Result<Place, StoreError> {
    before.map_or(Ok(Place::END), |text| Place::read(text).ok_or(StoreError::PageKey))
}

/// The oldest page reaches back to the beginning.
fn since(oldest: Option<Timestamp>, more: bool) -> i64 {
    oldest.filter(|_| more).map_or(i64::MIN, Timestamp::as_microsecond)
}

fn size(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(50)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back() {
        let place = Place { messages: Some("1f-ab".to_owned()), until: -5, seq: 77 };
        assert_eq!(Place::read(&place.write().unwrap()), Some(place));
        assert_eq!(Place::END.write(), None);
        for other in ["", "x", "a~b~c", "a~1"] {
            assert_eq!(Place::read(other), None, "{other}");
        }
    }
}
