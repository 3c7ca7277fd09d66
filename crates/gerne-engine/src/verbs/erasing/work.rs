//! Carrying an erasure out to its end, whoever began it: one worker at a time, and another when that
//! one is gone.

use std::time::Duration;

use gerne_domain::{Actor, CustomerId, Erasure, ErasureId, Timestamp};
use gerne_store::{BoxFuture, Tx};

use crate::{Done, Engine, EngineError};

/// Tries to empty the database's log while somebody reads.
const TRIES: usize = 20;

/// How often whoever carries out an erasure shows that they live.
const BEAT: Duration = Duration::from_mins(1);

/// Carrying out an erasure: who is at it is alone at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    pub(super) erasure: ErasureId,
    pub(super) at: Timestamp,
    worker: uuid::Uuid,
}

impl Engine {
    /// Writes down that somebody is being erased, and that we are at it.
    pub(super) async fn begin(
        &self,
        erasure: &Erasure,
        customer: CustomerId,
    ) -> Result<Work, EngineError> {
        let work = Work { erasure: erasure.id, at: erasure.at, worker: self.inner.ids.next() };
        let (begun, now) = (erasure.clone(), self.now());
        self.write(move |tx| {
            Box::pin(async move {
                let identities = tx.identities_of(customer).await?;
                tx.begin_erasure(&begun, Some(customer), &identities).await?;
                tx.claim_erasure(begun.id, work.worker, now, Timestamp::MAX).await?;
                Ok(())
            })
        })
        .await?;
        Ok(work)
    }

    /// Goes on although the one who asked went away: half an erasure is none.
    pub(super) async fn to_the_end(
        &self,
        work: Work,
        customer: Option<CustomerId>,
        actor: Actor,
    ) -> Result<Done<Erasure>, EngineError> {
        let (told, end) = tokio::sync::oneshot::channel();
        let engine = self.clone();
        self.inner.tasks.spawn_to_end("erasure", async move {
            // Whoever stands still for too long has lost it: somebody else is at it then.
            let done = tokio::select! {
                done = engine.carry_out(work, customer, actor) => done,
                () = engine.keep_beating(work) => Err(EngineError::Moved),
            };
            if let Err(error) = &done {
                let id = work.erasure;
                tracing::error!(erasure = %id, error = %crate::error::chain(&error), "an erasure broke off; it is taken up again");
            }
            // Nobody may be waiting any more; the record tells.
            drop(told.send(done));
        });
        end.await.map_err(|_| EngineError::Store(gerne_store::StoreError::Closed))?
    }

    /// Takes up erasures that a crash or a long reader left unfinished and whose worker showed no
    /// sign of life since `before`. After a crash first goes what it was still to drop.
    pub(crate) async fn resume_erasures(&self, before: Timestamp) -> Result<(), EngineError> {
        let unfinished = self.inner.store.read().await?.erasures_unfinished().await?;
        for (id, customer) in unfinished {
            let erasure = self.inner.store.read().await?.erasure(id).await?;
            let Some(erasure) = erasure else { continue };
            let work = Work { erasure: id, at: erasure.at, worker: self.inner.ids.next() };
            let now = self.now();
            let claimed = self
                .write(move |tx| {
                    Box::pin(
                        async move { Ok(tx.claim_erasure(id, work.worker, now, before).await?) },
                    )
                })
                .await?;
            if !claimed.value {
                continue;
            }
            self.drop_what_a_crash_left(id).await?;
            let actor = erasure.agent_id.map_or(Actor::System, Actor::Agent);
            self.to_the_end(work, customer, actor).await?;
        }
        Ok(())
    }

    /// Gives signs of life; returns when somebody else has it.
    async fn keep_beating(&self, work: Work) {
        loop {
            self.inner.clock.sleep(BEAT).await;
            match self.write_as(work, |_| Box::pin(async { Ok(()) })).await {
                Err(EngineError::Moved) => return,
                Err(error) => {
                    tracing::warn!(error = %crate::error::chain(&error), "no sign of life of an erasure");
                }
                Ok(_) => {}
            }
        }
    }

    /// Writes, as long as the erasure is ours; and shows that we live.
    pub(super) async fn write_as<T, F>(&self, work: Work, verb: F) -> Result<Done<T>, EngineError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx<'_>) -> BoxFuture<'t, Result<T, EngineError>> + Send + 'static,
    {
        let now = self.now();
        self.write(move |tx| {
            Box::pin(async move {
                if !tx.beat_erasure(work.erasure, work.worker, now).await? {
                    return Err(EngineError::Moved);
                }
                verb(tx).await
            })
        })
        .await
    }

    async fn carry_out(
        &self,
        work: Work,
        customer: Option<CustomerId>,
        actor: Actor,
    ) -> Result<Done<Erasure>, EngineError> {
        let mut seq = 0;
        if let Some(customer) = customer {
            seq = self.take_all_out(work, customer, actor).await?;
        }
        self.inner.forgetting.has_dropped(work.erasure);
        self.finish(work).await?;
        let mut db = self.inner.store.read().await?;
        let value = db.erasure(work.erasure).await?.ok_or(EngineError::NotFound)?;
        Ok(Done { value, seq })
    }

    /// Makes the bytes unreadable and says that it is done. The list is written in any case.
    async fn finish(&self, work: Work) -> Result<(), EngineError> {
        let id = work.erasure;
        self.write_erasure_list().await?;
        for _ in 0..TRIES {
            if self.inner.store.wipe().await? {
                let now = self.now();
                self.write_as(work, move |tx| {
                    Box::pin(async move { Ok(tx.finish_erasure(id, now).await?) })
                })
                .await?;
                // The record itself is nothing to hide; only the list is brought up to it.
                return self.write_erasure_list().await;
            }
        }
        tracing::info!(erasure = %id, "somebody still reads what was there before; again later");
        Ok(())
    }
}
