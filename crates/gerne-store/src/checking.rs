//! What platforms may have changed or deleted since we last asked them.
//!
//! Each message knows when it was compared with its platform. Each thread knows since when all of
//! it was, at least: so those to ask about next are found without looking at every message.

use gerne_domain::{AccountId, ExternalId, Message, ThreadId, Timestamp};

use crate::{Reader, StoreError, Tx, sql::Sql, value::args};

const TO_CHECK: &str = "SELECT message.* FROM conversation
    JOIN message ON message.conversation_id = conversation.id
    WHERE conversation.status IN ('open', 'pending', 'snoozed')
    AND conversation.joined_into IS NULL
    AND message.account_id = $1 AND message.checked_at < $2 AND message.external_id IS NOT NULL
    AND message.deleted_at IS NULL ORDER BY message.checked_at, message.id LIMIT $3";
const THREADS: &str = "SELECT id AS n FROM thread
    WHERE account_id = $1 AND COALESCE(checked_at, created_at) < $2
    ORDER BY COALESCE(checked_at, created_at) LIMIT $3";
const OLDEST: &str = "SELECT COALESCE(checked_at, created_at) AS n FROM thread
    WHERE account_id = $1 ORDER BY COALESCE(checked_at, created_at) LIMIT 1";
const KEPT: &str =
    "SELECT COUNT(*) AS n FROM message WHERE account_id = $1 AND external_id IS NOT NULL";

impl Reader {
    /// Messages in conversations that are not resolved and that nobody compared with the platform
    /// since `before`: they may have been edited or deleted there. The longest unchecked first.
    pub async fn messages_to_check(
        &mut self,
        account: AccountId,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        let found = self.rows(TO_CHECK, args![account, before, limit]).await?;
        self.with_attachments(found).await
    }

    /// Threads of an account of which something was perhaps not compared with the platform since
    /// `before`, whatever became of their conversations. The longest unchecked first.
    pub async fn threads_to_check(
        &mut self,
        account: AccountId,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<ThreadId>, StoreError> {
        self.column(THREADS, args![account, before, limit]).await
    }

    /// What the platform calls the messages of these threads that nobody compared with it since
    /// `before` and that are still there. The longest unchecked first.
    pub async fn unchecked_in(
        &mut self,
        threads: &[ThreadId],
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<ExternalId>, StoreError> {
        if threads.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT external_id AS n FROM message WHERE thread_id IN ");
        sql.list(threads).push(" AND checked_at < ").bind(&before);
        sql.push(" AND external_id IS NOT NULL AND deleted_at IS NULL");
        sql.push(" ORDER BY checked_at, id LIMIT ").bind(&limit);
        self.column_of(sql).await
    }

    /// Since when everything of an account that is still there was compared with its platform at
    /// least once; `None`: it has no threads.
    pub async fn checked_since(
        &mut self,
        account: AccountId,
    ) -> Result<Option<Timestamp>, StoreError> {
        self.one(OLDEST, args![account]).await
    }

    /// How many messages of an account its platform knows.
    pub async fn messages_kept(&mut self, account: AccountId) -> Result<u64, StoreError> {
        Ok(self.one(KEPT, args![account]).await?.unwrap_or_default())
    }
}

impl Tx<'_> {
    /// Says of threads when all of them was last compared with the platform: when their longest
    /// unchecked message was; `now` where nothing is there to be checked any more.
    pub async fn mark_threads_checked(
        &mut self,
        threads: &[ThreadId],
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        if threads.is_empty() {
            return Ok(0);
        }
        let mut sql = Sql::new(
            "UPDATE thread SET checked_at = COALESCE((SELECT MIN(m.checked_at) FROM message m
                WHERE m.thread_id = thread.id AND m.external_id IS NOT NULL
                AND m.deleted_at IS NULL), ",
        );
        sql.bind(&now).push(") WHERE id IN ").list(threads);
        self.execute_of(sql).await
    }
}
