//! What was said outside the platforms.

use gerne_domain::{Contact, ContactId, ConversationId};

use crate::{
    Reader, StoreError, Tx,
    row::from_row,
    sql::Sql,
    value::{Arg, args},
};

from_row!(Contact, "contact", {
    id, conversation_id, agent_id, how, direction, at, logged_at, text, waits, edited_at,
    deleted_at
});

const ONE: &str = "SELECT * FROM contact WHERE id = $1";
const INSERT: &str = "INSERT INTO contact (id, conversation_id, agent_id, how, direction, at,
    logged_at, text, waits, edited_at, deleted_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const UPDATE: &str = "UPDATE contact SET conversation_id = $2, agent_id = $3, how = $4,
    direction = $5, at = $6, logged_at = $7, text = $8, waits = $9, edited_at = $10,
    deleted_at = $11 WHERE id = $1";

impl Reader {
    /// One of them.
    pub async fn contact(&mut self, id: ContactId) -> Result<Option<Contact>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// Those of these conversations, the oldest first.
    pub async fn contacts_of(
        &mut self,
        ids: &[ConversationId],
    ) -> Result<Vec<Contact>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM contact WHERE conversation_id IN ");
        sql.list(ids).push(" ORDER BY at, id");
        self.rows_of(sql).await
    }
}

impl Tx<'_> {
    /// One was written down.
    pub async fn insert_contact(&mut self, contact: &Contact) -> Result<(), StoreError> {
        self.execute(INSERT, columns(contact)).await.map(drop)
    }

    /// Overwrites one. `false`: there is none.
    pub async fn update_contact(&mut self, contact: &Contact) -> Result<bool, StoreError> {
        Ok(self.execute(UPDATE, columns(contact)).await? > 0)
    }
}

fn columns(c: &Contact) -> Vec<Arg> {
    args![
        c.id,
        c.conversation_id,
        c.agent_id,
        c.how,
        c.direction,
        c.at,
        c.logged_at,
        c.text,
        c.waits,
        c.edited_at,
        c.deleted_at
    ]
}
