//! Reading everything that is kept about somebody, in order and in pieces.

use gerne_domain::{ConversationId, CustomerId, Message, MessageId, Timestamp};

use crate::{Draft, Reader, StoreError, sql::Sql, value::args};

const IN_ORDER: &str = "SELECT * FROM message
    WHERE conversation_id = $1 AND (published_at, id) > ($2, $3)
    ORDER BY published_at, id LIMIT $4";
const DRAFTS: &str =
    "SELECT * FROM draft WHERE conversation_id = $1 ORDER BY saved_at, agent_id, kind";

impl Reader {
    /// What was said in a conversation behind a place in it, the oldest first. `None`: from the
    /// beginning.
    pub async fn messages_in_order(
        &mut self,
        id: ConversationId,
        after: Option<(Timestamp, MessageId)>,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        let (at, last) = place(after);
        let found = self.rows(IN_ORDER, args![id, at, last, limit]).await?;
        self.with_attachments(found).await
    }

    /// What these people said outside their own conversations and what we answered there, in order.
    pub async fn messages_elsewhere(
        &mut self,
        people: &[CustomerId],
        after: Option<(Timestamp, MessageId)>,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        let (at, last) = place(after);
        let mut sql = Sql::new("SELECT m.* FROM message m");
        sql.push(" LEFT JOIN conversation c ON c.id = m.conversation_id");
        sql.push(" WHERE m.id IN (SELECT s.id FROM identity i");
        sql.push(" JOIN message s ON s.identity_id = i.id WHERE i.customer_id IN ").list(people);
        sql.push(" UNION SELECT a.id FROM identity i JOIN message s ON s.identity_id = i.id");
        sql.push(" JOIN message a ON a.parent_id = s.id");
        sql.push(" WHERE a.direction = 'out' AND i.customer_id IN ").list(people);
        sql.push(") AND (c.id IS NULL OR c.customer_id NOT IN ").list(people);
        sql.push(") AND (m.published_at, m.id) > (").bind(&at).push(", ").bind(&last);
        sql.push(") ORDER BY m.published_at, m.id LIMIT ").bind(&limit);
        let found = self.rows_of(sql).await?;
        self.with_attachments(found).await
    }

    /// What anybody wrote in a conversation and did not send, the oldest first.
    pub async fn drafts_in(&mut self, id: ConversationId) -> Result<Vec<Draft>, StoreError> {
        self.rows(DRAFTS, args![id]).await
    }
}

fn place(after: Option<(Timestamp, MessageId)>) -> (i64, MessageId) {
    match after {
        Some((at, id)) => (at.as_microsecond(), id),
        None => (i64::MIN, MessageId(uuid::Uuid::nil())),
    }
}
