//! Deletions that a platform demands in time: how the time is used, and who is told when it is not
//! enough.

use std::time::Duration;

use gerne_domain::{Account, Refusal, Timestamp, time::between};

use crate::{Engine, EngineError, alarm};

/// After so long at the latest a deletion there must have happened here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Deadline(pub(crate) Duration);

impl Deadline {
    /// After so long a message is asked about again. Three quarters: asking costs money on some
    /// platforms.
    pub(crate) fn due(self) -> Duration {
        self.0 * 3 / 4
    }

    /// All that is due is asked about within so long. Half of what is left: the rest is for
    /// platforms that do not answer.
    pub(crate) fn to_ask(self) -> Duration {
        self.0 / 8
    }

    /// How many of `kept` messages to ask about in one round of `every`, so that all of them are
    /// through in time even when they are due together.
    pub(crate) fn share(self, kept: u64, every: Duration) -> usize {
        let part = every.as_secs_f64() / self.to_ask().as_secs_f64().max(1.0);
        let part = Duration::from_secs(kept).mul_f64(part.min(1.0)).as_secs();
        usize::try_from(part.saturating_add(1)).unwrap_or(usize::MAX)
    }
}

/// How an account keeps its platform's deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeletionsKept {
    /// What the platform demands.
    pub within: Duration,
    /// Since when everything that we keep of it was compared with it at least once; `None`: we keep
    /// nothing.
    pub checked_since: Option<Timestamp>,
}

impl Engine {
    pub(crate) fn deadline_of(&self, account: &Account) -> Option<Deadline> {
        self.profile(account).ok()?.deletions_within.map(Deadline)
    }

    /// How an account keeps its platform's deadline for deletions; `None`: there is none.
    pub async fn deletions_kept(
        &self,
        account: &Account,
    ) -> Result<Option<DeletionsKept>, EngineError> {
        let Some(Deadline(within)) = self.deadline_of(account) else { return Ok(None) };
        let checked_since = self.inner.store.read().await?.checked_since(account.id).await?;
        Ok(Some(DeletionsKept { within, checked_since }))
    }

    /// Tells when a deadline is not kept, whatever the reason: a platform that does not answer, an
    /// account that is disconnected, too much to ask about; and when it is kept again.
    pub(crate) async fn watch_deadlines(&self) -> Result<(), EngineError> {
        let accounts = self.inner.store.read().await?.accounts().await?;
        for account in accounts {
            let Some(kept) = self.deletions_kept(&account).await? else { continue };
            let late = kept.checked_since.filter(|at| between(*at, self.now()) > kept.within);
            let (kind, subject) = (alarm::DELETIONS_LATE, account.id.to_string());
            let standing = self.inner.store.read().await?.standing_alarms().await?;
            let told = standing.iter().any(|a| a.kind == kind && a.subject == subject);
            if told == late.is_some() {
                continue;
            }
            let engine = self.clone();
            self.write(move |tx| {
                Box::pin(async move {
                    let Some(since) = late else {
                        return engine.clear_alarm(tx, kind, &subject).await.map(drop);
                    };
                    let hours = kept.within.as_secs().div_ceil(3600);
                    let reason = Refusal::of("deletions.late");
                    let reason = reason.with("since", since).with("hours", hours);
                    engine.raise_account(tx, kind, &account, reason).await
                })
            })
            .await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_together_is_asked_about_in_time() {
        let hours = Duration::from_hours;
        let deadline = Deadline(hours(24));
        assert_eq!((deadline.due(), deadline.to_ask()), (hours(18), hours(3)));
        let tick = Duration::from_mins(10);
        // Eighteen rounds in three hours.
        assert_eq!(deadline.share(0, tick), 1);
        assert!(deadline.share(1_000_000, tick) * 18 >= 1_000_000);
        assert!(deadline.share(1_000_000, tick) < 60_000);
        assert_eq!(Deadline(Duration::from_mins(1)).share(1000, tick), 1001, "all at once");
    }
}
