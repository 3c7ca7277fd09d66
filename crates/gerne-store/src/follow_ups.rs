//! Asking whether it worked.

use gerne_domain::{AgentId, ConversationId, FollowUp, FollowUpId, Timestamp};

use crate::{
    Reader, StoreError, Tx,
    row::from_row,
    value::{Arg, args},
};

from_row!(FollowUp, "follow_up", {
    id, conversation_id, agent_id, text, due, state, set_at, asked_at, message_id, token,
    answered_at
});

const ONE: &str = "SELECT * FROM follow_up WHERE id = $1";
const STANDING: &str = "SELECT * FROM follow_up WHERE conversation_id = $1
    AND state IN ('planned', 'asked', 'by_hand')";
const NEWEST: &str = "SELECT * FROM follow_up WHERE conversation_id = $1
    ORDER BY set_at DESC, id DESC LIMIT 1";
const BY_TOKEN: &str = "SELECT * FROM follow_up WHERE token = $1";
const DUE: &str = "SELECT * FROM follow_up WHERE state = 'planned' AND due <= $1
    ORDER BY due, id LIMIT $2";
const NEXT: &str = "SELECT MIN(due) AS n FROM follow_up WHERE state = 'planned'";
const OWNED: &str = "SELECT * FROM follow_up WHERE agent_id = $1
    AND state IN ('planned', 'asked', 'by_hand') ORDER BY due, id";
const INSERT: &str = "INSERT INTO follow_up (id, conversation_id, agent_id, text, due, state,
    set_at, asked_at, message_id, token, answered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const UPDATE: &str = "UPDATE follow_up SET conversation_id = $2, agent_id = $3, text = $4,
    due = $5, state = $6, set_at = $7, asked_at = $8, message_id = $9, token = $10,
    answered_at = $11 WHERE id = $1";

impl Reader {
    /// One of them.
    pub async fn follow_up(&mut self, id: FollowUpId) -> Result<Option<FollowUp>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// The one of a conversation that is planned or waits for its answer.
    pub async fn follow_up_standing(
        &mut self,
        id: ConversationId,
    ) -> Result<Option<FollowUp>, StoreError> {
        self.row(STANDING, args![id]).await
    }

    /// The newest one of a conversation.
    pub async fn follow_up_of(
        &mut self,
        id: ConversationId,
    ) -> Result<Option<FollowUp>, StoreError> {
        self.row(NEWEST, args![id]).await
    }

    /// The one whose page a mail led to.
    pub async fn follow_up_by_token(
        &mut self,
        token: &[u8; 32],
    ) -> Result<Option<FollowUp>, StoreError> {
        self.row(BY_TOKEN, args![token]).await
    }

    /// Those whose time has come, the longest overdue first.
    pub async fn follow_ups_due(
        &mut self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<FollowUp>, StoreError> {
        self.rows(DUE, args![now, limit]).await
    }

    /// When the next one is due.
    pub async fn next_follow_up(&mut self) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.one::<Option<Timestamp>>(NEXT, args![]).await?.flatten())
    }

    /// Those whose answers come to an agent.
    pub async fn follow_ups_owned(&mut self, id: AgentId) -> Result<Vec<FollowUp>, StoreError> {
        self.rows(OWNED, args![id]).await
    }
}

impl Tx<'_> {
    /// One is planned. `Exists` when another of that conversation stands.
    pub async fn insert_follow_up(&mut self, follow_up: &FollowUp) -> Result<(), StoreError> {
        self.execute(INSERT, columns(follow_up)).await.map(drop)
    }

    /// Overwrites one. `false`: there is none.
    pub async fn update_follow_up(&mut self, follow_up: &FollowUp) -> Result<bool, StoreError> {
        Ok(self.execute(UPDATE, columns(follow_up)).await? > 0)
    }
}

fn columns(f: &FollowUp) -> Vec<Arg> {
    args![
        f.id,
        f.conversation_id,
        f.agent_id,
        f.text,
        f.due,
        f.state,
        f.set_at,
        f.asked_at,
        f.message_id,
        f.token,
        f.answered_at
    ]
}
