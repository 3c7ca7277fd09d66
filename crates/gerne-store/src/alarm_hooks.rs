//! Programs that are told of alarms, and what they are still to be told.

use gerne_domain::{AgentId, AlarmId, Timestamp};
use uuid::Uuid;

use crate::{Reader, StoreError, Tx, row::from_row, value::args};

/// A program that is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlarmHook {
    /// Ours; the key that signs what it gets is made of it.
    pub id: Uuid,
    /// Where.
    pub url: String,
    /// Who wanted it.
    pub agent_id: AgentId,
    /// When.
    pub created_at: Timestamp,
    /// When it last took a call.
    pub called_at: Option<Timestamp>,
    /// Why it takes none: a key to be translated.
    pub trouble: Option<String>,
}

/// What it is still to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlarmCall {
    /// Of which alarm.
    pub alarm_id: AlarmId,
    /// Whom.
    pub hook_id: Uuid,
    /// `raised` or `over`.
    pub phase: String,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next.
    pub next_at: Timestamp,
}

from_row!(AlarmHook, "alarm_hook", { id, url, agent_id, created_at, called_at, trouble });
from_row!(AlarmCall, "alarm_call", { alarm_id, hook_id, phase, attempts, next_at });

const HOOKS: &str = "SELECT * FROM alarm_hook ORDER BY created_at, id";
const INSERT_HOOK: &str = "INSERT INTO alarm_hook (id, url, agent_id, created_at)
    VALUES ($1, $2, $3, $4)";
const DROP_CALLS: &str = "DELETE FROM alarm_call WHERE hook_id = $1";
const DROP_HOOK: &str = "DELETE FROM alarm_hook WHERE id = $1";
const TOOK: &str = "UPDATE alarm_hook SET called_at = $2, trouble = NULL WHERE id = $1";
const TROUBLE: &str = "UPDATE alarm_hook SET trouble = $2 WHERE id = $1";
const CALL: &str = "INSERT INTO alarm_call (alarm_id, hook_id, phase, attempts, next_at)
    SELECT $1, id, $2, 0, $3 FROM alarm_hook WHERE true ON CONFLICT DO NOTHING";
const DUE: &str = "SELECT * FROM alarm_call AS c WHERE next_at <= $1
    AND (phase = 'raised' OR NOT EXISTS (SELECT 1 FROM alarm_call AS r
        WHERE r.alarm_id = c.alarm_id AND r.hook_id = c.hook_id AND r.phase = 'raised'))
    ORDER BY next_at, alarm_id, hook_id, phase DESC LIMIT $2";
const TAKE: &str = "UPDATE alarm_call SET attempts = attempts + 1, next_at = $4
    WHERE alarm_id = $1 AND hook_id = $2 AND phase = $3 AND next_at = $5";
const END: &str = "DELETE FROM alarm_call WHERE alarm_id = $1 AND hook_id = $2 AND phase = $3";

impl Reader {
    /// All of them, the oldest first.
    pub async fn alarm_hooks(&mut self) -> Result<Vec<AlarmHook>, StoreError> {
        self.rows(HOOKS, args![]).await
    }

    /// What is to be told now, the longest due first. That something is over waits until it was told
    /// that it was raised, or that was given up.
    pub async fn alarm_calls_due(
        &mut self,
        now: Timestamp,
        most: usize,
    ) -> Result<Vec<AlarmCall>, StoreError> {
        self.rows(DUE, args![now, most]).await
    }
}

impl Tx<'_> {
    /// A new one.
    pub async fn insert_alarm_hook(&mut self, hook: &AlarmHook) -> Result<(), StoreError> {
        let values = args![hook.id, hook.url, hook.agent_id, hook.created_at];
        self.execute(INSERT_HOOK, values).await.map(drop)
    }

    /// Drops one, and what it was still to be told.
    pub async fn delete_alarm_hook(&mut self, id: Uuid) -> Result<bool, StoreError> {
        self.execute(DROP_CALLS, args![id]).await?;
        Ok(self.execute(DROP_HOOK, args![id]).await? > 0)
    }

    /// All of them are to be told of an alarm; once for each phase.
    pub async fn call_alarm_hooks(
        &mut self,
        alarm: AlarmId,
        phase: &str,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        self.execute(CALL, args![alarm, phase, now]).await
    }

    /// Takes a call to carry it out; it is due again at `next_at` unless it is ended. `false`:
    /// another node took it.
    pub async fn take_alarm_call(
        &mut self,
        call: &AlarmCall,
        next_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let c = call;
        let values = args![c.alarm_id, c.hook_id, c.phase, next_at, c.next_at];
        Ok(self.execute(TAKE, values).await? > 0)
    }

    /// A call is over.
    pub async fn end_alarm_call(&mut self, call: &AlarmCall) -> Result<(), StoreError> {
        self.execute(END, args![call.alarm_id, call.hook_id, call.phase]).await.map(drop)
    }

    /// It took a call.
    pub async fn alarm_hook_took(&mut self, id: Uuid, at: Timestamp) -> Result<(), StoreError> {
        self.execute(TOOK, args![id, at]).await.map(drop)
    }

    /// It takes no calls.
    pub async fn alarm_hook_troubled(&mut self, id: Uuid, why: &str) -> Result<(), StoreError> {
        self.execute(TROUBLE, args![id, why]).await.map(drop)
    }
}
