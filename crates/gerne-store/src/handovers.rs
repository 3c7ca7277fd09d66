//! Who took over what was somebody's, and the notes about it.

use gerne_domain::{AgentId, Conversation, Handover, HandoverId, HandoverNote, HandoverNoteId};

use crate::{
    Reader, StoreError, Tx,
    row::from_row,
    value::{Arg, args},
};

from_row!(Handover, "handover", {
    id, agent_id, by_id, at, conversations, promises, follow_ups
});
from_row!(HandoverNote, "handover_note", {
    id, handover_id, position, conversation_id, agent_id, text, state, message_id, decided_by,
    decided_at
});

const ONE: &str = "SELECT * FROM handover WHERE id = $1";
const ALL: &str = "SELECT * FROM handover ORDER BY at DESC, id DESC LIMIT $1";
const NOTE: &str = "SELECT * FROM handover_note WHERE id = $1";
const NOTES: &str = "SELECT * FROM handover_note WHERE handover_id = $1 ORDER BY position, id";
const THEIRS: &str = "SELECT * FROM conversation WHERE assignee_id = $1 AND joined_into IS NULL
    AND (status IN ('open', 'pending', 'snoozed') OR promised IS NOT NULL) ORDER BY id";
const INSERT: &str = "INSERT INTO handover (id, agent_id, by_id, at, conversations, promises,
    follow_ups) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const INSERT_NOTE: &str = "INSERT INTO handover_note (id, handover_id, position,
    conversation_id, agent_id, text, state, message_id, decided_by, decided_at)";
const UPDATE_NOTE: &str = "UPDATE handover_note SET text = $2, state = $3, message_id = $4,
    decided_by = $5, decided_at = $6 WHERE id = $1 AND state = 'drafted'";

impl Reader {
    /// A handing over.
    pub async fn handover(&mut self, id: HandoverId) -> Result<Option<Handover>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// The newest ones.
    pub async fn handovers(&mut self, limit: usize) -> Result<Vec<Handover>, StoreError> {
        self.rows(ALL, args![limit]).await
    }

    /// One note.
    pub async fn handover_note(
        &mut self,
        id: HandoverNoteId,
    ) -> Result<Option<HandoverNote>, StoreError> {
        self.row(NOTE, args![id]).await
    }

    /// The notes of a handing over, in their order.
    pub async fn handover_notes(
        &mut self,
        id: HandoverId,
    ) -> Result<Vec<HandoverNote>, StoreError> {
        self.rows(NOTES, args![id]).await
    }

    /// What is an agent's and not over: what is not resolved, and what something is owed in.
    pub async fn conversations_held_by(
        &mut self,
        id: AgentId,
    ) -> Result<Vec<Conversation>, StoreError> {
        let found = self.rows(THEIRS, args![id]).await?;
        self.with_labels(found).await
    }
}

impl Tx<'_> {
    /// Something was handed over.
    pub async fn insert_handover(
        &mut self,
        handover: &Handover,
        notes: &[HandoverNote],
    ) -> Result<(), StoreError> {
        let h = handover;
        let values =
            args![h.id, h.agent_id, h.by_id, h.at, h.conversations, h.promises, h.follow_ups];
        self.execute(INSERT, values).await?;
        self.insert_many(INSERT_NOTE, notes.iter().map(columns).collect()).await.map(drop)
    }

    /// Somebody decided about a note. `false`: somebody had already.
    pub async fn decide_handover_note(&mut self, note: &HandoverNote) -> Result<bool, StoreError> {
        let n = note;
        let values = args![n.id, n.text, n.state, n.message_id, n.decided_by, n.decided_at];
        Ok(self.execute(UPDATE_NOTE, values).await? > 0)
    }
}

fn columns(n: &HandoverNote) -> Vec<Arg> {
    args![
        n.id,
        n.handover_id,
        n.position,
        n.conversation_id,
        n.agent_id,
        n.text,
        n.state,
        n.message_id,
        n.decided_by,
        n.decided_at
    ]
}
