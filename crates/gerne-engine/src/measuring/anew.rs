//! What was measured, made anew from the log, and packed by the day.

use gerne_domain::{EventKind, MeasureKind};
use gerne_store::Tx;

use crate::{Engine, EngineError};

/// Events read in one go while all is made anew.
const STEP: usize = 2_000;
/// Days packed in one transaction.
const DAYS: usize = 20;

impl Engine {
    /// Makes anew from the log what all figures are made of; how many facts there are.
    pub async fn rebuild_measures(&self) -> Result<usize, EngineError> {
        self.write(|tx| Box::pin(async move { Ok(tx.clear_measures().await?) })).await?;
        let (mut after, mut facts) = (0, 0);
        loop {
            let events = self.inner.store.read().await?.events_after(after, STEP).await?;
            let Some(last) = events.last() else { break };
            after = last.seq;
            let kinds = events.into_iter().map(|event| event.event.kind);
            let measured: Vec<EventKind> = kinds.filter(is_measured).collect();
            if measured.is_empty() {
                continue;
            }
            let made = self
                .write(move |tx| {
                    Box::pin(async move {
                        let mut made = 0;
                        for kind in measured {
                            made += usize::from(replay(tx, kind).await?);
                        }
                        Ok(made)
                    })
                })
                .await?;
            facts += made.value;
        }
        self.pack_measures().await?;
        Ok(facts)
    }

    /// Packs the days that are over, as is done now and then by itself.
    pub async fn pack_measures(&self) -> Result<(), EngineError> {
        // Not yesterday either: somebody's clock may be slow, and today is never packed then.
        let finished = self.today().await? - 1;
        for kind in MeasureKind::ALL {
            loop {
                let done = self
                    .write(move |tx| {
                        Box::pin(async move { Ok(tx.pack_measures(kind, finished, DAYS).await?) })
                    })
                    .await?;
                if done.value < DAYS {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Packs finished days now and then.
    pub(crate) async fn keep_packing(&self) {
        loop {
            if let Err(error) = self.pack_measures().await {
                tracing::warn!(error = %crate::error::chain(&error), "finished days could not be packed");
            }
            self.inner.clock.sleep(std::time::Duration::from_hours(1)).await;
        }
    }
}

fn is_measured(kind: &EventKind) -> bool {
    matches!(kind, EventKind::Measured { .. } | EventKind::MeasuredTakenBack { .. })
}

/// Does once more what an event says was measured, or taken back; whether it was measured.
async fn replay(tx: &mut Tx<'_>, kind: EventKind) -> Result<bool, EngineError> {
    match kind {
        EventKind::Measured { fact } => {
            tx.insert_measure(&fact, i32::MAX).await?;
            return Ok(true);
        }
        EventKind::MeasuredTakenBack { matter, measured_at, fact: Some(fact) } => {
            tx.take_back_measure(matter, measured_at, fact).await?;
        }
        EventKind::MeasuredTakenBack { matter, measured_at, .. } => {
            tx.take_back_measures(matter, measured_at).await?;
        }
        _ => {}
    }
    Ok(false)
}
