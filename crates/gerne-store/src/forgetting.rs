//! Forgetting. What is forgotten by itself is found here in small pieces; `erasing` takes it out, and
//! people with all that is theirs; `striking` and `quoting` find what others say of them; `wiping`
//! overwrites the bytes; `erasures` and `erasure_list` remember, without a word, who must not come back.

mod erasing;
mod erasure_list;
mod erasures;
mod exporting;
mod quoting;
mod striking;
mod wiping;

use gerne_domain::{AccountId, AttachmentId, BlobHash, ConversationId, MessageId, Timestamp};

use crate::{Reader, StoreError, Tx, row::Two, sql::Sql, value::args};

pub use erasing::TakenOut;
pub(crate) use erasures::Marker;
pub use striking::{STRUCK, Strike};

const RESOLVED: &str = "SELECT id AS n FROM conversation
    WHERE account_id = $1 AND status = 'resolved' AND joined_into IS NULL AND resolved_at < $2
    AND last_message_at < $2 ORDER BY resolved_at LIMIT $3";
/// What somebody answered in a conversation stays with it.
const STRAYS: &str = "SELECT m.id AS n FROM message m
    WHERE m.account_id = $1 AND m.conversation_id IS NULL AND m.direction = 'in'
    AND m.received_at < $2
    AND NOT EXISTS (SELECT 1 FROM message a
        WHERE a.parent_id = m.id AND a.conversation_id IS NOT NULL)
    ORDER BY m.received_at LIMIT $3";
const OLD_ATTACHMENTS: &str = "SELECT a.id AS a, a.blob AS b FROM attachment a
    JOIN message m ON m.id = a.message_id
    WHERE m.account_id = $1 AND a.blob IS NOT NULL AND m.received_at < $2 LIMIT $3";
const ENTOMBED_BLOBS: &str = "SELECT blob AS n FROM attachment
    WHERE message_id = $1 AND blob IS NOT NULL";

impl Reader {
    /// Conversations of an account that were resolved before `before` and in which nothing was
    /// said since; the oldest first.
    pub async fn conversations_resolved_before(
        &mut self,
        account: AccountId,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<ConversationId>, StoreError> {
        self.column(RESOLVED, args![account, before, limit]).await
    }

    /// What strangers said that belongs to nobody's matter and was fetched before `before`.
    pub async fn strays_before(
        &mut self,
        account: AccountId,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<MessageId>, StoreError> {
        self.column(STRAYS, args![account, before, limit]).await
    }

    /// Our copies of pictures and files that arrived before `before`.
    pub async fn attachments_before(
        &mut self,
        account: AccountId,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<(AttachmentId, BlobHash)>, StoreError> {
        let found: Vec<Two<AttachmentId, BlobHash>> =
            self.rows(OLD_ATTACHMENTS, args![account, before, limit]).await?;
        Ok(found.into_iter().map(|two| (two.0, two.1)).collect())
    }

    /// The bytes that a message's attachments name.
    pub async fn blobs_of_message(&mut self, id: MessageId) -> Result<Vec<BlobHash>, StoreError> {
        self.column(ENTOMBED_BLOBS, args![id]).await
    }
}

impl Tx<'_> {
    /// Attachments no longer name our copies, nor where the platform has them: the description
    /// stays. Dropping the bytes is the caller's.
    pub async fn forget_copies(&mut self, ids: &[AttachmentId]) -> Result<u64, StoreError> {
        if ids.is_empty() {
            return Ok(0);
        }
        let mut sql =
            Sql::new("UPDATE attachment SET blob = NULL, size = NULL, fetch_after = NULL,");
        sql.push(" remote_url = NULL, preview_url = NULL WHERE id IN ").list(ids);
        self.execute_of(sql).await
    }
}
