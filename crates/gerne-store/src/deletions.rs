//! Proposals to delete messages on their platforms, and what came of them.

use gerne_domain::{AgentId, Deletion, DeletionId, DeletionOutcome, MessageId, Timestamp};

use crate::{Page, Paged, Reader, StoreError, Tx, page::Key, row::from_row, value::args};

from_row!(Deletion, "deletion", {
    id, message_id, conversation_id, account_id, reason, proposed_by, proposed_at, decided_by,
    decided_at, outcome
});

const ONE: &str = "SELECT * FROM deletion WHERE id = $1";
const WAITING: &str = "SELECT * FROM deletion WHERE outcome IS NULL ORDER BY proposed_at, id";
const OF_MESSAGE: &str = "SELECT * FROM deletion WHERE message_id = $1 AND outcome IS NULL";
const DECIDED: &str = "SELECT * FROM deletion WHERE outcome IS NOT NULL
    AND (proposed_at, id) < ($1, $2) ORDER BY proposed_at DESC, id DESC LIMIT $3";
const INSERT: &str = "INSERT INTO deletion (id, message_id, conversation_id, account_id, reason,
    proposed_by, proposed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const DECIDE: &str = "UPDATE deletion SET outcome = $2, decided_by = $3, decided_at = $4,
    message_id = NULL WHERE id = $1 AND outcome IS NULL";

impl Reader {
    /// A proposal.
    pub async fn deletion(&mut self, id: DeletionId) -> Result<Option<Deletion>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// The proposal for a message that waits for the second person.
    pub async fn deletion_of(&mut self, id: MessageId) -> Result<Option<Deletion>, StoreError> {
        self.row(OF_MESSAGE, args![id]).await
    }

    /// All proposals that wait for the second person, the oldest first.
    pub async fn deletions_waiting(&mut self) -> Result<Vec<Deletion>, StoreError> {
        self.rows(WAITING, args![]).await
    }

    /// Proposals that were decided, the newest first.
    pub async fn deletions_decided(&mut self, page: &Page) -> Result<Paged<Deletion>, StoreError> {
        let Key(at, id) = page.key()?.unwrap_or(Key(i64::MAX, uuid::Uuid::max()));
        let found = self.rows(DECIDED, args![at, id, page.limit + 1]).await?;
        let key = |d: &Deletion| Key(d.proposed_at.as_microsecond(), d.id.0);
        Ok(Paged::cut(found, page.limit, key))
    }
}

impl Tx<'_> {
    /// A new proposal. `Exists` when one waits for the same message.
    pub async fn insert_deletion(&mut self, deletion: &Deletion) -> Result<(), StoreError> {
        let d = deletion;
        let values = args![
            d.id,
            d.message_id,
            d.conversation_id,
            d.account_id,
            d.reason,
            d.proposed_by,
            d.proposed_at
        ];
        self.execute(INSERT, values).await.map(drop)
    }

    /// What came of a proposal; which message it was is forgotten with it. `false`: it was decided
    /// already.
    pub async fn decide_deletion(
        &mut self,
        id: DeletionId,
        outcome: DeletionOutcome,
        by: Option<AgentId>,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(DECIDE, args![id, outcome, by, at]).await? > 0)
    }
}
