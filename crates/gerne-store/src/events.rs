//! The event log in the database.

use futures_util::future;
use gerne_domain::{ConversationId, Event, NewEvent};

use crate::{
    Engine, Reader, StoreError,
    db::{Row, Text},
    row::FromRow,
    value::{args, json},
};

const HEAD: &str = "SELECT seq AS n FROM log_head WHERE id = 1";
/// Locks that put all batches one behind the other: on SQLite there is one for the database.
const BEGIN_SQLITE: &str = "BEGIN IMMEDIATE; SELECT seq AS n FROM log_head WHERE id = 1";
const BEGIN_POSTGRES: &str = "BEGIN; SELECT seq AS n FROM log_head WHERE id = 1 FOR UPDATE";
const INSERT: &str = "INSERT INTO event (seq, at, conversation_id, customer_id, body)";
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

    /// Begins a transaction. Waits until no other node is in one, and keeps them out until this one
    /// ends: all batches run one behind the other, on PostgreSQL as on SQLite. What a command read
    /// is then still true when it writes, and numbers follow the order of commits.
    pub(crate) async fn begin_batch(&mut self) -> Result<(), StoreError> {
        let begin = match self.engine() {
            Engine::Sqlite => BEGIN_SQLITE,
            Engine::Postgres => BEGIN_POSTGRES,
        };
        self.head = self.conn.number(begin).await?.unwrap_or_default();
        Ok(())
    }

    /// Ends a transaction that holds these new events: makes found what was written, gives the
    /// events their numbers, writes them down and commits; the head afterwards.
    pub(crate) async fn end_batch(&mut self, events: &[NewEvent]) -> Result<i64, StoreError> {
        // Written down for keeping while the words are put into the index.
        let bodies = async { events.iter().map(json).collect::<Result<Vec<_>, _>>() };
        let (indexed, bodies) = future::join(self.index_waiting(), bodies).await;
        indexed?;
        // Nobody else moved it since: it is locked.
        let before = self.head;
        let head = before + i64::try_from(events.len()).unwrap_or_default();
        let row = |((event, body), seq): ((&NewEvent, String), i64)| {
            args![seq, event.at, event.conversation_id, event.customer_id, body]
        };
        let rows = events.iter().zip(bodies?).zip(before + 1..).map(row).collect();
        self.insert_many(INSERT, rows).await?;
        if head > before {
            // In one round trip. Whole numbers of ours need no parameters.
            let end = format!("UPDATE log_head SET seq = {head} WHERE id = 1; COMMIT");
            self.conn.control(Text::Built(end)).await?;
        } else {
            self.conn.control("COMMIT").await?;
        }
        Ok(head)
    }
}
