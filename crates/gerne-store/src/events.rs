//! The event log in the database.

use gerne_domain::{ConversationId, Event, NewEvent};

use crate::{
    Reader, StoreError,
    db::Row,
    row::FromRow,
    value::{args, json},
};

const HEAD: &str = "SELECT seq AS n FROM log_head WHERE id = 1";
const INSERT: &str = "INSERT INTO event (seq, at, conversation_id, customer_id, body)";
const TAKE: &str = "UPDATE log_head SET seq = seq + $1 WHERE id = 1 RETURNING seq AS n";
const AFTER: &str = "SELECT seq, body FROM event WHERE seq > $1 ORDER BY seq LIMIT $2";
const OF_CONVERSATION: &str = "SELECT seq, body FROM event
    WHERE conversation_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";
const OF_CONVERSATION_BEFORE: &str = "SELECT seq, body FROM event
    WHERE conversation_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";

impl FromRow for Event {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("event");
        Ok(Self { seq: of.get("seq")?, event: of.json("body")? })
    }
}

impl Reader {
    /// The number of the newest event; 0 before the first.
    pub async fn log_head(&mut self) -> Result<i64, StoreError> {
        Ok(self.one(HEAD, args![]).await?.unwrap_or_default())
    }

    /// The events after `seq`, in order and without a gap.
    pub async fn events_after(&mut self, seq: i64, limit: usize) -> Result<Vec<Event>, StoreError> {
        self.rows(AFTER, args![seq, limit]).await
    }

    /// The events of a conversation after `seq`, the oldest first.
    pub async fn events_of_conversation(
        &mut self,
        id: ConversationId,
        after: i64,
        limit: usize,
    ) -> Result<Vec<Event>, StoreError> {
        self.rows(OF_CONVERSATION, args![id, after, limit]).await
    }

    /// The newest events of a conversation before `seq` (`i64::MAX`: the newest of all), the
    /// oldest of them first.
    pub async fn events_of_conversation_before(
        &mut self,
        id: ConversationId,
        before: i64,
        limit: usize,
    ) -> Result<Vec<Event>, StoreError> {
        let mut events: Vec<Event> =
            self.rows(OF_CONVERSATION_BEFORE, args![id, before, limit]).await?;
        events.reverse();
        Ok(events)
    }

    /// Waits until no other node is in a transaction, and keeps them out until this one ends: all
    /// batches run one behind the other, on PostgreSQL as on SQLite. What a command read is then
    /// still true when it writes, and numbers follow the order of commits.
    pub(crate) async fn lock_log(&mut self) -> Result<(), StoreError> {
        if let Some(lock) = self.engine().lock_log() {
            self.one::<i64>(lock, args![]).await?;
        }
        Ok(())
    }

    /// Gives events their numbers and writes them down; the head afterwards.
    pub(crate) async fn append_events(&mut self, events: &[NewEvent]) -> Result<i64, StoreError> {
        if events.is_empty() {
            return self.log_head().await;
        }
        let head: i64 = self.one(TAKE, args![events.len()]).await?.unwrap_or_default();
        let mut seq = head - i64::try_from(events.len()).unwrap_or_default();
        let mut rows = Vec::with_capacity(events.len());
        for event in events {
            seq += 1;
            let body = json(event)?;
            rows.push(args![seq, event.at, event.conversation_id, event.customer_id, body]);
        }
        self.insert_many(INSERT, rows).await?;
        Ok(head)
    }
}
