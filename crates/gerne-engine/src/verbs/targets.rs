//! Targets: by when something should be answered.

use gerne_domain::{EventKind, Role, TargetId};
use gerne_store::{Target, TargetSaid};

use crate::{Caller, Done, Engine, EngineError};

/// More than anybody keeps apart.
const MOST: usize = 50;
/// The longest that can be said: a year.
const LONGEST_SECONDS: u32 = 366 * 24 * 3_600;

impl Engine {
    /// The targets that hold, in the order in which they count.
    pub async fn targets(&self) -> Result<Vec<Target>, EngineError> {
        let all = self.inner.store.read().await?.targets().await?;
        Ok(all.into_iter().filter(|target| target.until.is_none()).collect())
    }

    /// Says all targets anew: the first that fits counts. They hold for whoever begins to wait from
    /// now on; whoever waits already keeps what held then. Those that say the same as before stay.
    ///
    /// # Errors
    /// `Invalid` with `target.name`, `target.seconds`, `target.too_many`.
    pub async fn set_targets(
        &self,
        who: &Caller,
        wanted: Vec<TargetSaid>,
    ) -> Result<Done<Vec<Target>>, EngineError> {
        who.at_least(Role::Admin)?;
        if wanted.len() > MOST {
            return Err(EngineError::invalid("target.too_many"));
        }
        wanted.iter().try_for_each(possible)?;
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    let now = engine.now();
                    let targets: Vec<Target> = (0_i64..)
                        .zip(wanted)
                        .map(|(place, said)| Target {
                            id: TargetId::new(&*engine.inner.ids),
                            place,
                            said,
                            since: now,
                            until: None,
                        })
                        .collect();
                    let all = tx.targets().await?;
                    let held = all.iter().filter(|target| target.until.is_none());
                    let same = held.map(|t| &t.said).eq(targets.iter().map(|t| &t.said));
                    if !same {
                        tx.replace_targets(&targets, now).await?;
                        engine.emit_all(tx, who.actor(), EventKind::TargetsChanged);
                    }
                    let all = tx.targets().await?;
                    Ok(all.into_iter().filter(|target| target.until.is_none()).collect())
                })
            })
            .await?;
        self.inner.times.forget();
        Ok(done)
    }
}

fn possible(said: &TargetSaid) -> Result<(), EngineError> {
    let name = said.name.trim().chars().count();
    if name == 0 || name > 80 {
        return Err(EngineError::invalid("target.name"));
    }
    let all = [said.first_response, said.next_response, said.resolution];
    let fine = |seconds: &u32| (60..=LONGEST_SECONDS).contains(seconds);
    if all.iter().all(Option::is_none) || !all.iter().flatten().all(fine) {
        return Err(EngineError::invalid("target.seconds"));
    }
    Ok(())
}
