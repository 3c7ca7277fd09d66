//! A platform that does not answer: told to leads soon, shown at the account, over when it answers
//! again. What was missed comes with the next fetches; what cannot come is a gap.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use gerne_connector::Resource;
use gerne_domain::{Account, Actor, EventKind, Refusal, Timestamp, time::between};

use crate::{Engine, EngineError, account_lane::Lane, alarm};

/// After so long without an answer people are told.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// When the platform answers, but only to ask for patience, people are told after so long.
pub(crate) const PUT_OFF: Duration = Duration::from_mins(15);

/// An outage of this length is told also after it is over: somebody may have waited.
const LONG: Duration = Duration::from_mins(15);

/// Stands at the account meanwhile.
const NO_ANSWER: &str = "account.no_answer";

/// What does not answer, since when, and whether people know.
#[derive(Debug, Default)]
pub(crate) struct Silence(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    since: BTreeMap<Resource, Timestamp>,
    /// `None`: a former lane may have told.
    told: Option<bool>,
}

impl Silence {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A try that began at `began` got nothing; since when it is so.
    pub(crate) fn failed(&self, resource: &Resource, began: Timestamp) -> Timestamp {
        *self.state().since.entry(resource.clone()).or_insert(began)
    }

    /// Something was fetched. Whether nothing is silent any more that people may have been told of.
    fn answered(&self, resource: &Resource) -> bool {
        let mut state = self.state();
        state.since.remove(resource);
        state.since.is_empty() && state.told != Some(false)
    }

    /// Since when something has been silent.
    pub(crate) fn since(&self) -> Option<Timestamp> {
        self.state().since.values().min().copied()
    }

    fn told(&self) -> bool {
        self.state().told == Some(true)
    }

    fn tell(&self, told: bool) {
        self.state().told = Some(told);
    }
}

impl Engine {
    /// Tells people when it has lasted. Returns how long until then.
    pub(crate) async fn silent(
        &self,
        lane: &Lane,
        since: Timestamp,
        patience: Duration,
    ) -> Option<Duration> {
        if lane.silence.told() {
            return None;
        }
        let left = patience.saturating_sub(between(since, self.now()));
        if !left.is_zero() {
            return Some(left);
        }
        match self.tell_silence(lane, since).await {
            Ok(()) => lane.silence.tell(true),
            Err(error) => {
                tracing::error!(error = %crate::error::chain(&error), "a silent account could not be told");
            }
        }
        None
    }

    async fn tell_silence(&self, lane: &Lane, since: Timestamp) -> Result<(), EngineError> {
        let (engine, id) = (self.clone(), lane.account().id);
        tracing::warn!(account = %id, %since, "the platform does not answer");
        self.write_under(&lane.hold, move |tx| {
            Box::pin(async move {
                let Some(mut account) = tx.account(id).await? else { return Ok(()) };
                if account.problem.is_none() {
                    account.problem = Some(NO_ANSWER.to_owned());
                    engine.change_problem(tx, &account).await?;
                }
                let reason = Refusal::of(NO_ANSWER).with("since", since);
                engine.raise_account(tx, alarm::ACCOUNT_UNREACHABLE, &account, reason).await
            })
        })
        .await
        .map(drop)
    }

    /// Something was fetched: an outage is over once everything answers.
    pub(crate) async fn answered(&self, lane: &Lane, resource: &Resource) {
        if !lane.silence.answered(resource) {
            return;
        }
        match self.clear_silence(lane).await {
            Ok(()) => lane.silence.tell(false),
            Err(error) => {
                tracing::error!(error = %crate::error::chain(&error), "the end of a silence could not be told");
            }
        }
    }

    async fn clear_silence(&self, lane: &Lane) -> Result<(), EngineError> {
        let (engine, id) = (self.clone(), lane.account().id);
        self.write_under(&lane.hold, move |tx| {
            Box::pin(async move {
                let Some(mut account) = tx.account(id).await? else { return Ok(()) };
                if account.problem.as_deref() == Some(NO_ANSWER) {
                    account.problem = None;
                    engine.change_problem(tx, &account).await?;
                }
                let (kind, subject) = (alarm::ACCOUNT_UNREACHABLE, id.to_string());
                let Some(over) = engine.clear_alarm(tx, kind, &subject).await? else {
                    return Ok(());
                };
                let from = over.details.get("since").and_then(|since| since.parse().ok());
                let (from, to) = (from.unwrap_or(over.raised_at), engine.now());
                if between(from, to) < LONG {
                    return Ok(());
                }
                tracing::warn!(account = %id, %from, %to, "the platform answers again");
                let reason = Refusal::of("account.was_silent").with("from", from).with("to", to);
                engine.raise_account(tx, alarm::OUTAGE, &account, reason).await
            })
        })
        .await
        .map(drop)
    }

    async fn change_problem(
        &self,
        tx: &mut gerne_store::Tx<'_>,
        account: &Account,
    ) -> Result<(), EngineError> {
        tx.update_account(account).await?;
        let changed = EventKind::AccountChanged { account: account.id };
        self.emit_account(tx, Actor::System, account.id, changed);
        Ok(())
    }
}
