//! What others said and we like on its platform, and who of us said so.

use gerne_domain::{AgentId, Liked, MessageId, Timestamp};

use crate::{Reader, StoreError, Tx, row::from_row, sql::Sql, value::args};

from_row!(Liked, "liked", { message_id, liked_by, liked_at });

const LIKE: &str = "INSERT INTO liked (message_id, liked_by, liked_at) VALUES ($1, $2, $3)
    ON CONFLICT DO NOTHING";
pub(crate) const UNLIKE: &str = "DELETE FROM liked WHERE message_id = $1";

impl Reader {
    /// Which of these messages we like.
    pub async fn liked_of(&mut self, ids: &[MessageId]) -> Result<Vec<Liked>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM liked WHERE message_id IN ");
        sql.list(ids);
        self.rows_of(sql).await
    }
}

impl Tx<'_> {
    /// We like a message. `false`: we did already.
    pub async fn like_message(
        &mut self,
        id: MessageId,
        by: AgentId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(LIKE, args![id, by, at]).await? > 0)
    }

    /// No longer. `false`: we did not.
    pub async fn unlike_message(&mut self, id: MessageId) -> Result<bool, StoreError> {
        Ok(self.execute(UNLIKE, args![id]).await? > 0)
    }
}
