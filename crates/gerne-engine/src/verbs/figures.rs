//! On what ground figures may rest on few people.

use gerne_domain::{EventKind, Role};
use gerne_store::FiguresGround;

use crate::{Caller, Done, Engine, EngineError};

/// Characters of a ground.
const LONGEST: usize = 1_000;

impl Engine {
    /// On what ground figures rest on few people here; `None`: they do not.
    pub async fn figures_ground(&self) -> Result<Option<FiguresGround>, EngineError> {
        Ok(self.inner.store.read().await?.figures_ground().await?)
    }

    /// Says on what legal ground figures may rest on fewer than five people, or that they may not.
    /// Told to the log.
    ///
    /// # Errors
    /// `Invalid` with `figures.ground` where it says nothing.
    pub async fn set_figures_ground(
        &self,
        who: &Caller,
        ground: Option<String>,
    ) -> Result<Done, EngineError> {
        who.at_least(Role::Admin)?;
        let ground = ground.map(|ground| ground.trim().to_owned());
        let length = ground.as_ref().map(|ground| ground.chars().count());
        if length.is_some_and(|length| !(10..=LONGEST).contains(&length)) {
            return Err(EngineError::invalid("figures.ground"));
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let (agent_id, at) = (who.agent, engine.now());
                let ground = ground.map(|ground| FiguresGround { ground, agent_id, at });
                tx.set_figures_ground(ground.as_ref()).await?;
                let few = ground.is_some();
                engine.emit_all(tx, who.actor(), EventKind::FiguresGroundChanged { few });
                Ok(())
            })
        })
        .await
    }
}
