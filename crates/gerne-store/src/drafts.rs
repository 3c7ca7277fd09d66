//! Texts that nobody sent yet.

use gerne_domain::{AgentId, ConversationId, Timestamp};
use serde_json::Value;

use crate::{
    Reader, StoreError, Tx,
    row::{Two, from_row},
    sql::Sql,
    value::{args, json},
};

/// A text that nobody sent yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Where.
    pub conversation_id: ConversationId,
    /// Whose.
    pub agent_id: AgentId,
    /// `reply` or `note`: two texts that never mix.
    pub kind: String,
    /// The text and what belongs to it, as the console wrote it.
    pub body: Value,
    /// When it was last kept.
    pub saved_at: Timestamp,
}

from_row!(Draft, "draft", { conversation_id, agent_id, kind, body as json, saved_at });

const DRAFT: &str = "SELECT * FROM draft
    WHERE conversation_id = $1 AND agent_id = $2 AND kind = $3";
const OF_AGENT: &str =
    "SELECT * FROM draft WHERE agent_id = $1 ORDER BY saved_at DESC, conversation_id, kind";
const PUT: &str = "INSERT INTO draft (conversation_id, agent_id, kind, body, saved_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (conversation_id, agent_id, kind)
    DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at";
const DELETE: &str = "DELETE FROM draft
    WHERE conversation_id = $1 AND agent_id = $2 AND kind = $3";

impl Reader {
    /// An agent's draft of a kind (`reply` or `note`).
    pub async fn draft(
        &mut self,
        conversation: ConversationId,
        agent: AgentId,
        kind: &str,
    ) -> Result<Option<Draft>, StoreError> {
        self.row(DRAFT, args![conversation, agent, kind]).await
    }

    /// All drafts of an agent, the last kept first.
    pub async fn drafts_of(&mut self, agent: AgentId) -> Result<Vec<Draft>, StoreError> {
        self.rows(OF_AGENT, args![agent]).await
    }

    /// In which of these conversations an agent has a draft: for list rows.
    pub async fn conversations_with_draft(
        &mut self,
        agent: AgentId,
        ids: &[ConversationId],
    ) -> Result<Vec<ConversationId>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT DISTINCT conversation_id AS n FROM draft WHERE agent_id = ");
        sql.bind(&agent).push(" AND conversation_id IN ").list(ids);
        self.column_of(sql).await
    }

    /// Who has a draft in these conversations: for what is told to many at once.
    pub async fn drafters(
        &mut self,
        ids: &[ConversationId],
    ) -> Result<Vec<(ConversationId, AgentId)>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT DISTINCT conversation_id AS a, agent_id AS b FROM draft");
        sql.push(" WHERE conversation_id IN ").list(ids);
        let found = self.rows_of::<Two<ConversationId, AgentId>>(sql).await?;
        Ok(found.into_iter().map(|Two(conversation, agent)| (conversation, agent)).collect())
    }
}

impl Tx<'_> {
    /// Keeps a draft; the one before it is gone.
    pub async fn put_draft(&mut self, draft: &Draft) -> Result<(), StoreError> {
        let d = draft;
        let body = json(&d.body)?;
        let values = args![d.conversation_id, d.agent_id, d.kind, body, d.saved_at];
        self.execute(PUT, values).await.map(drop)
    }

    /// Drops a draft. `false`: there was none.
    pub async fn delete_draft(
        &mut self,
        conversation: ConversationId,
        agent: AgentId,
        kind: &str,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(DELETE, args![conversation, agent, kind]).await? > 0)
    }
}
