//! What would stay open if a matter were called done.

use std::collections::BTreeMap;

use gerne_domain::{ConversationId, Direction, Message, ThreadId, Timestamp};

use crate::{Caller, Engine, EngineError, summary};

/// Messages that are looked at.
const LOOKED_AT: usize = 500;

/// What would stay open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOpen {
    /// The newest message of theirs in each thread that nobody answered, the oldest first.
    pub threads: Vec<Message>,
    /// When we last answered anywhere, on a platform or outside.
    pub last_answer: Option<Timestamp>,
}

impl Engine {
    /// What would stay open if a conversation were resolved now.
    pub async fn left_open(
        &self,
        who: &Caller,
        id: ConversationId,
    ) -> Result<LeftOpen, EngineError> {
        let mut db = self.inner.store.read().await?;
        let id = db.conversation_joined_into(id).await?.unwrap_or(id);
        who.sees(db.conversation(id).await?)?;
        let messages = db.newest_messages(id, LOOKED_AT).await?;
        let contacts = db.contacts_of(&[id]).await?;
        let mut threads: BTreeMap<ThreadId, Vec<Message>> = BTreeMap::new();
        // A reply on its way counts: it is not there yet, but it is written.
        let by_hand: Vec<_> = messages
            .iter()
            .filter(|m| m.direction == Direction::Out && m.deleted_at.is_none())
            .map(|m| m.id)
            .collect();
        let called = contacts.iter().filter(|contact| contact.answers()).map(|c| c.at).max();
        let last_answer = summary::last_answer(&messages, &by_hand).into_iter().chain(called).max();
        for message in messages {
            threads.entry(message.thread_id).or_default().push(message);
        }
        let open = threads.values().filter_map(|said| {
            let waits = summary::unanswered(said, &by_hand).into_iter().next()?;
            let called = called.is_some_and(|called| called >= waits.published_at);
            (!called).then(|| waits.clone())
        });
        let mut open: Vec<Message> = open.collect();
        open.sort_by_key(|message| message.published_at);
        Ok(LeftOpen { threads: open, last_answer })
    }
}
