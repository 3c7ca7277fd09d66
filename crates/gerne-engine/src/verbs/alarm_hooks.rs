//! Programs that are told of alarms. Who calls them is whoever speaks HTTP here; what is due, what
//! was taken and when to try again is said here.

use std::time::Duration;

use gerne_domain::{EventKind, Role, time::after};
use gerne_store::{Alarm, AlarmCall, AlarmHook};
use uuid::Uuid;

use crate::{Caller, Done, Engine, EngineError};

/// More than anybody has.
const MOST: usize = 20;
/// Calls taken in one go.
const AT_ONCE: usize = 20;
/// How long after each attempt the next one comes: within a day. After one more it is given up.
const PAUSES: [Duration; 8] = [
    Duration::from_mins(1),
    Duration::from_mins(5),
    Duration::from_mins(15),
    Duration::from_mins(30),
    Duration::from_hours(1),
    Duration::from_hours(3),
    Duration::from_hours(6),
    Duration::from_hours(12),
];

/// A call that is to be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToCall {
    /// What is told.
    pub alarm: Alarm,
    /// To whom.
    pub hook: AlarmHook,
    /// The call itself.
    pub call: AlarmCall,
}

impl Engine {
    /// The programs that are told of alarms.
    pub async fn alarm_hooks(&self, who: &Caller) -> Result<Vec<AlarmHook>, EngineError> {
        who.at_least(Role::Admin)?;
        Ok(self.inner.store.read().await?.alarm_hooks().await?)
    }

    /// From now on a program is told of alarms. Whether its address may be called is the caller's to
    /// see.
    ///
    /// # Errors
    /// `Invalid` with `hook.too_many`.
    pub async fn add_alarm_hook(
        &self,
        who: &Caller,
        url: String,
    ) -> Result<Done<AlarmHook>, EngineError> {
        who.at_least(Role::Admin)?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                if tx.alarm_hooks().await?.len() >= MOST {
                    return Err(EngineError::invalid("hook.too_many"));
                }
                let hook = AlarmHook {
                    id: engine.inner.ids.next(),
                    url,
                    agent_id: who.agent,
                    created_at: engine.now(),
                    called_at: None,
                    trouble: None,
                };
                tx.insert_alarm_hook(&hook).await?;
                engine.emit_all(tx, who.actor(), EventKind::AlarmHooksChanged);
                Ok(hook)
            })
        })
        .await
    }

    /// A program is told no longer.
    pub async fn drop_alarm_hook(&self, who: &Caller, id: Uuid) -> Result<Done, EngineError> {
        who.at_least(Role::Admin)?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                if !tx.delete_alarm_hook(id).await? {
                    return Err(EngineError::NotFound);
                }
                engine.emit_all(tx, who.actor(), EventKind::AlarmHooksChanged);
                Ok(())
            })
        })
        .await
    }

    /// The keys that sign what a program is told: one for each of the installation's, the newest
    /// last.
    pub fn alarm_hook_keys(&self, id: Uuid) -> Vec<[u8; 32]> {
        self.inner.store.derive(&format!("alarm hook {id}"))
    }

    /// Takes the calls that are due. Whoever takes them carries them out; what they do not end comes
    /// again.
    pub async fn take_alarm_calls(&self) -> Result<Vec<ToCall>, EngineError> {
        let now = self.now();
        let due = self.inner.store.read().await?.alarm_calls_due(now, AT_ONCE).await?;
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    let hooks = tx.alarm_hooks().await?;
                    let mut taken = Vec::new();
                    for call in due {
                        let alarm = tx.alarm(call.alarm_id).await?;
                        let hook = hooks.iter().find(|hook| hook.id == call.hook_id).cloned();
                        let tried = call.attempts as usize;
                        let last = PAUSES.last().filter(|_| tried == PAUSES.len());
                        let pause = PAUSES.get(tried).or(last).copied();
                        let (Some(alarm), Some(hook), Some(pause)) = (alarm, hook, pause) else {
                            // Forgotten meanwhile, or tried for a day.
                            tx.end_alarm_call(&call).await?;
                            continue;
                        };
                        if tx.take_alarm_call(&call, after(now, pause)).await? {
                            taken.push(ToCall { alarm, hook, call });
                        }
                    }
                    Ok(taken)
                })
            })
            .await?;
        Ok(done.value)
    }

    /// What came of a call: it was taken, or why not.
    pub async fn alarm_called(
        &self,
        done: ToCall,
        trouble: Option<String>,
    ) -> Result<(), EngineError> {
        let now = self.now();
        self.write(move |tx| {
            Box::pin(async move {
                match &trouble {
                    None => {
                        tx.end_alarm_call(&done.call).await?;
                        tx.alarm_hook_took(done.hook.id, now).await?;
                    }
                    Some(why) => tx.alarm_hook_troubled(done.hook.id, why).await?,
                }
                Ok(())
            })
        })
        .await
        .map(drop)
    }
}
