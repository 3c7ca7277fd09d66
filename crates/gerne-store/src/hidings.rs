//! What was hidden on platforms, by whom and why, and who looked at it.

use gerne_domain::{AgentId, Hiding, HidingId, HidingOutcome, MessageId, Timestamp};

use crate::{Page, Paged, Reader, StoreError, Tx, page::Key, row::from_row, sql::Sql, value::args};

from_row!(Hiding, "hiding", {
    id, message_id, conversation_id, account_id, reason, hidden_by, hidden_at, reviewed_by,
    reviewed_at, shown_by, shown_at, outcome
});

const ONE: &str = "SELECT * FROM hiding WHERE id = $1";
const WAITING: &str = "SELECT * FROM hiding WHERE outcome IS NULL ORDER BY hidden_at, id";
const SETTLED: &str = "SELECT * FROM hiding WHERE outcome IS NOT NULL
    AND (hidden_at, id) < ($1, $2) ORDER BY hidden_at DESC, id DESC LIMIT $3";
const INSERT: &str = "INSERT INTO hiding (id, message_id, conversation_id, account_id, reason,
    hidden_by, hidden_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const REVIEW: &str = "UPDATE hiding SET outcome = $2, reviewed_by = $3, reviewed_at = $4
    WHERE id = $1 AND outcome IS NULL";
const SHOW: &str = "UPDATE hiding SET outcome = $2, shown_by = $3, shown_at = $4, message_id = NULL
    WHERE id = $1 AND message_id IS NOT NULL";

impl Reader {
    /// One of them.
    pub async fn hiding(&mut self, id: HidingId) -> Result<Option<Hiding>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// What of these messages is hidden, and since when.
    pub async fn hidings_of(&mut self, ids: &[MessageId]) -> Result<Vec<Hiding>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM hiding WHERE message_id IN ");
        sql.list(ids);
        self.rows_of(sql).await
    }

    /// All that no lead looked at yet, the oldest first.
    pub async fn hidings_waiting(&mut self) -> Result<Vec<Hiding>, StoreError> {
        self.rows(WAITING, args![]).await
    }

    /// Those that something came of, the newest first.
    pub async fn hidings_settled(&mut self, page: &Page) -> Result<Paged<Hiding>, StoreError> {
        let Key(at, id) = page.key()?.unwrap_or(Key(i64::MAX, uuid::Uuid::max()));
        let found = self.rows(SETTLED, args![at, id, page.limit + 1]).await?;
        let key = |h: &Hiding| Key(h.hidden_at.as_microsecond(), h.id.0);
        Ok(Paged::cut(found, page.limit, key))
    }
}

impl Tx<'_> {
    /// A message was hidden. `Exists` when it is already.
    pub async fn insert_hiding(&mut self, hiding: &Hiding) -> Result<(), StoreError> {
        let h = hiding;
        let values = args![
            h.id,
            h.message_id,
            h.conversation_id,
            h.account_id,
            h.reason,
            h.hidden_by,
            h.hidden_at
        ];
        self.execute(INSERT, values).await.map(drop)
    }

    /// A lead looked at it, and it stays hidden. `false`: something came of it already.
    pub async fn review_hiding(
        &mut self,
        id: HidingId,
        by: AgentId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let values = args![id, HidingOutcome::Kept, by, at];
        Ok(self.execute(REVIEW, values).await? > 0)
    }

    /// It is shown again, by one of us or in the platform's own app; which message it was is
    /// forgotten. `false`: it was not hidden any more.
    pub async fn end_hiding(
        &mut self,
        id: HidingId,
        by: Option<AgentId>,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let values = args![id, HidingOutcome::Shown, by, at];
        Ok(self.execute(SHOW, values).await? > 0)
    }
}
