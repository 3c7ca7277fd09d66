//! Who is told of alarms by mail, and what they are still to be told.

use gerne_domain::{AccountId, AgentId, AlarmId, Timestamp};

use crate::{
    Reader, StoreError, Tx,
    row::from_row,
    sql::Sql,
    value::{args, words},
};

/// Somebody who is told by mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlarmReader {
    /// Who.
    pub agent_id: AgentId,
    /// Since when.
    pub since: Timestamp,
    /// Why the last mail did not reach them: a key to be translated.
    pub trouble: Option<String>,
}

/// How far a mail got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlarmMailState {
    /// It certainly has not left.
    Waiting,
    /// It may have left. It is looked for, and never sent again.
    Sending,
    /// It left.
    Sent,
    /// It will not leave any more.
    Dropped,
}

words! {
    AlarmMailState {
        Waiting = "waiting", Sending = "sending", Sent = "sent", Dropped = "dropped",
    }
}

/// A mail about an alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlarmMail {
    /// Of which alarm.
    pub alarm_id: AlarmId,
    /// To whom.
    pub agent_id: AgentId,
    /// `raised` or `over`.
    pub phase: String,
    /// How far it got.
    pub state: AlarmMailState,
    /// What the mail is called, since it was first tried.
    pub name: Option<String>,
    /// Through which account it was last tried.
    pub account_id: Option<AccountId>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is looked at next; when it ended.
    pub next_at: Timestamp,
}

from_row!(AlarmReader, "alarm_reader", { agent_id, since, trouble });
from_row!(AlarmMail, "alarm_mail", {
    alarm_id, agent_id, phase, state, name, account_id, attempts, next_at
});

const READERS: &str = "SELECT * FROM alarm_reader ORDER BY agent_id";
const PUT_READER: &str = "INSERT INTO alarm_reader (agent_id, since) VALUES ($1, $2)
    ON CONFLICT (agent_id) DO NOTHING";
const DROP_READER: &str = "DELETE FROM alarm_reader WHERE agent_id = $1";
const DROP_WAITING: &str = "DELETE FROM alarm_mail WHERE agent_id = $1 AND state = 'waiting'";
const TROUBLE: &str = "UPDATE alarm_reader SET trouble = $2 WHERE agent_id = $1";
const WRITE: &str = "INSERT INTO alarm_mail (alarm_id, agent_id, phase, state, attempts, next_at)
    SELECT $1, agent_id, $2, 'waiting', 0, $3 FROM alarm_reader WHERE true ON CONFLICT DO NOTHING";
const DUE: &str = "SELECT * FROM alarm_mail WHERE state IN ('waiting', 'sending') AND next_at <= $1
    ORDER BY next_at, alarm_id, agent_id, phase DESC LIMIT $2";
const ONE: &str = "SELECT * FROM alarm_mail WHERE alarm_id = $1 AND agent_id = $2 AND phase = $3";
const MOVE: &str = "UPDATE alarm_mail SET state = $4, name = $5, account_id = $6, attempts = $7,
    next_at = $8 WHERE alarm_id = $1 AND agent_id = $2 AND phase = $3 AND state = $9
    AND attempts = $10";
const FORGET: &str = "DELETE FROM alarm_mail WHERE next_at < $1";

impl Reader {
    /// Everybody who is told by mail.
    pub async fn alarm_readers(&mut self) -> Result<Vec<AlarmReader>, StoreError> {
        self.rows(READERS, args![]).await
    }

    /// What is to be sent or looked for now, the longest due first; that something is raised before
    /// that it is over.
    pub async fn alarm_mails_due(
        &mut self,
        now: Timestamp,
        most: usize,
    ) -> Result<Vec<AlarmMail>, StoreError> {
        self.rows(DUE, args![now, most]).await
    }

    /// One.
    pub async fn alarm_mail(
        &mut self,
        alarm: AlarmId,
        agent: AgentId,
        phase: &str,
    ) -> Result<Option<AlarmMail>, StoreError> {
        self.row(ONE, args![alarm, agent, phase]).await
    }

    /// One that is called so.
    pub async fn alarm_mail_named(
        &mut self,
        names: &[String],
    ) -> Result<Option<AlarmMail>, StoreError> {
        if names.is_empty() {
            return Ok(None);
        }
        let mut sql = Sql::new("SELECT * FROM alarm_mail WHERE name IN ");
        sql.list(names).push(" LIMIT 1");
        Ok(self.rows_of(sql).await?.pop())
    }
}

impl Tx<'_> {
    /// Somebody is told by mail from now on; whoever was already still is.
    pub async fn put_alarm_reader(
        &mut self,
        agent: AgentId,
        since: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(PUT_READER, args![agent, since]).await.map(drop)
    }

    /// Somebody is told by mail no longer; what has not left yet does not leave.
    pub async fn drop_alarm_reader(&mut self, agent: AgentId) -> Result<bool, StoreError> {
        self.execute(DROP_WAITING, args![agent]).await?;
        Ok(self.execute(DROP_READER, args![agent]).await? > 0)
    }

    /// Why a mail did not reach somebody; `None`: one did.
    pub async fn alarm_reader_troubled(
        &mut self,
        agent: AgentId,
        why: Option<&str>,
    ) -> Result<(), StoreError> {
        self.execute(TROUBLE, args![agent, why]).await.map(drop)
    }

    /// All who are told by mail are to be told of an alarm; once for each phase.
    pub async fn mail_alarm(
        &mut self,
        alarm: AlarmId,
        phase: &str,
        next_at: Timestamp,
    ) -> Result<u64, StoreError> {
        self.execute(WRITE, args![alarm, phase, next_at]).await
    }

    /// Writes down how far a mail got, in place of how far it was. `false`: it is no longer there.
    pub async fn move_alarm_mail(
        &mut self,
        was: &AlarmMail,
        now: &AlarmMail,
    ) -> Result<bool, StoreError> {
        let (state, attempts) = (was.state, was.attempts);
        let n = now;
        let values = args![
            was.alarm_id,
            was.agent_id,
            was.phase,
            n.state,
            n.name,
            n.account_id,
            n.attempts,
            n.next_at,
            state,
            attempts
        ];
        Ok(self.execute(MOVE, values).await? > 0)
    }

    /// Forgets mails that ended before an instant.
    pub async fn forget_alarm_mails(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        self.execute(FORGET, args![before]).await
    }
}
