//! Asking colleagues outside by mail.

use gerne_domain::{Consult, ConsultId, ThreadId, Timestamp};

use crate::{Reader, StoreError, Tx, row::from_row, value::args};

from_row!(Consult, "consult", {
    id, conversation_id, account_id, thread_id, agent_id, to_address, to_name, subject, asked_at,
    answered_at
});

const ONE: &str = "SELECT * FROM consult WHERE id = $1";
const OF_THREAD: &str = "SELECT * FROM consult WHERE thread_id = $1";
const INSERT: &str = "INSERT INTO consult (id, conversation_id, account_id, thread_id, agent_id,
    to_address, to_name, subject, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const ANSWERED: &str = "UPDATE consult SET answered_at = $2 WHERE id = $1";

impl Reader {
    /// A question.
    pub async fn consult(&mut self, id: ConsultId) -> Result<Option<Consult>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// The question that was put in a thread.
    pub async fn consult_in(&mut self, thread: ThreadId) -> Result<Option<Consult>, StoreError> {
        self.row(OF_THREAD, args![thread]).await
    }
}

impl Tx<'_> {
    /// Somebody was asked.
    pub async fn insert_consult(&mut self, consult: &Consult) -> Result<(), StoreError> {
        let c = consult;
        let values = args![
            c.id,
            c.conversation_id,
            c.account_id,
            c.thread_id,
            c.agent_id,
            c.to_address,
            c.to_name,
            c.subject,
            c.asked_at
        ];
        self.execute(INSERT, values).await.map(drop)
    }

    /// They answered.
    pub async fn consult_answered(
        &mut self,
        id: ConsultId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(ANSWERED, args![id, at]).await? > 0)
    }
}
