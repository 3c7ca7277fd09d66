//! A platform's own threads.

use gerne_domain::{AccountId, ConversationId, ExternalId, ThreadId, Timestamp};

use crate::{
    Reader, StoreError, Tx,
    row::{Two, from_row},
    sql::Sql,
    value::args,
};

/// A platform's own thread, known by its topmost message that we have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Ours.
    pub id: ThreadId,
    /// Through which account we see it.
    pub account_id: AccountId,
    /// Its topmost message on the platform.
    pub external_id: ExternalId,
    /// The matter that what is said in it belongs to; `None` when each customer has their own.
    pub conversation_id: Option<ConversationId>,
    /// When we first saw it.
    pub created_at: Timestamp,
}

from_row!(Thread, "thread", { id, account_id, external_id, conversation_id, created_at });

const THREAD: &str = "SELECT * FROM thread WHERE id = $1";
const BY_EXTERNAL: &str = "SELECT * FROM thread WHERE account_id = $1 AND external_id = $2";
const OF_CONVERSATION: &str =
    "SELECT * FROM thread WHERE conversation_id = $1 ORDER BY created_at, id";
const INSERT: &str =
    "INSERT INTO thread (id, account_id, external_id, conversation_id, created_at)";
const SET_CONVERSATION: &str = "UPDATE thread SET conversation_id = $2 WHERE id = $1";
const MOVE_DELIVERIES: &str = "UPDATE delivery SET conversation_id = $3
    WHERE conversation_id = $2 AND message_id IN (SELECT id FROM message WHERE thread_id = $1)";
const MOVE_MESSAGES: &str =
    "UPDATE message SET conversation_id = $3 WHERE thread_id = $1 AND conversation_id = $2";

impl Reader {
    /// A thread.
    pub async fn thread(&mut self, id: ThreadId) -> Result<Option<Thread>, StoreError> {
        self.row(THREAD, args![id]).await
    }

    /// The thread whose topmost message the platform calls so.
    pub async fn thread_by_external(
        &mut self,
        account: AccountId,
        external_id: &ExternalId,
    ) -> Result<Option<Thread>, StoreError> {
        self.row(BY_EXTERNAL, args![account, external_id]).await
    }

    /// The threads of a conversation, the oldest first.
    pub async fn threads_of(&mut self, id: ConversationId) -> Result<Vec<Thread>, StoreError> {
        self.rows(OF_CONVERSATION, args![id]).await
    }

    /// The threads of these conversations: for list rows. The oldest first.
    pub async fn threads_of_all(
        &mut self,
        ids: &[ConversationId],
    ) -> Result<Vec<Thread>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM thread WHERE conversation_id IN ");
        sql.list(ids).push(" ORDER BY created_at, id");
        self.rows_of(sql).await
    }
}

impl Reader {
    /// How the words begin that customers wrote first in these conversations, or what they put before
    /// them. Those without words are not among them.
    pub async fn openings(
        &mut self,
        ids: &[ConversationId],
    ) -> Result<Vec<(ConversationId, String)>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new(
            "SELECT a, b FROM (SELECT c.id AS a, (SELECT
                 SUBSTR(COALESCE(NULLIF(m.content_warning, ''), m.text), 1, 400) FROM message m
                 WHERE m.conversation_id = c.id AND m.direction = 'in' AND m.addressed = 1
                 AND m.deleted_at IS NULL ORDER BY m.published_at, m.id LIMIT 1) AS b
             FROM conversation c WHERE c.id IN ",
        );
        sql.list(ids).push(") AS opened WHERE b IS NOT NULL AND b <> ''");
        let found: Vec<Two<ConversationId, String>> = self.rows_of(sql).await?;
        Ok(found.into_iter().map(|Two(id, text)| (id, text)).collect())
    }
}

impl Tx<'_> {
    /// A new thread. `Exists` when the account already has one of that name.
    pub async fn insert_thread(
        &mut self,
        id: ThreadId,
        account: AccountId,
        external_id: &ExternalId,
        conversation: Option<ConversationId>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let conversation_id = conversation;
        let external_id = external_id.clone();
        let thread =
            Thread { id, account_id: account, external_id, conversation_id, created_at: at };
        self.insert_threads(&[thread]).await
    }

    /// New threads.
    pub(crate) async fn insert_threads(&mut self, threads: &[Thread]) -> Result<(), StoreError> {
        let row =
            |t: &Thread| args![t.id, t.account_id, t.external_id, t.conversation_id, t.created_at];
        let rows = threads.iter().map(row).collect();
        self.insert_many(INSERT, rows).await.map(drop)
    }

    /// Says which matter new messages of a thread belong to. Its messages stay where they are.
    pub async fn set_thread_conversation(
        &mut self,
        id: ThreadId,
        conversation: Option<ConversationId>,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(SET_CONVERSATION, args![id, conversation]).await? > 0)
    }

    /// Moves a thread and those of its messages that are in `from` to another conversation; how
    /// many messages it was. Their deliveries go with them. Context that belongs to nobody stays so.
    pub async fn move_thread(
        &mut self,
        id: ThreadId,
        from: ConversationId,
        to: ConversationId,
    ) -> Result<u64, StoreError> {
        self.execute(SET_CONVERSATION, args![id, to]).await?;
        self.execute(MOVE_DELIVERIES, args![id, from, to]).await?;
        self.execute(MOVE_MESSAGES, args![id, from, to]).await
    }
}
