//! Brings other processes' events into the ring: by looking now and then, sooner when a bell rings.

use std::{
    sync::{Arc, PoisonError, Weak},
    time::Duration,
};

use tokio::{sync::mpsc, time::MissedTickBehavior};
use tokio_util::sync::CancellationToken;

use crate::{Engine, Reader, StoreConfig, StoreError, db, nodes::Hint, store::House};

/// Between two rings of the bell: `NOTIFY` is cheap only when it is rare.
const BETWEEN_RINGS: Duration = Duration::from_millis(5);

/// Events read in one go.
const STEP: usize = 1000;

/// Starts what follows, until `stop`.
pub(crate) fn start(house: &Arc<House>, config: &StoreConfig, stop: &CancellationToken) {
    let follow = follow(Arc::downgrade(house), config.poll);
    house.spawn(stop, follow);
    if house.db.engine() == Engine::Postgres {
        house.spawn(stop, ring_bell(Arc::downgrade(house), config.clone()));
        house.spawn(stop, listen(Arc::downgrade(house), config.clone()));
        let hints = house.to_tell.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(hints) = hints {
            house.spawn(stop, tell(hints, config.clone()));
        }
    }
}

/// Catches up when the ring is behind: at a bell, and every `poll` in case a bell was lost.
async fn follow(house: Weak<House>, poll: Duration) {
    let mut ticks = tokio::time::interval(poll);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let Some(strong) = house.upgrade() else { return };
        tokio::select! {
            () = strong.behind.notified() => {}
            _ = ticks.tick() => {}
        }
        if let Err(error) = catch_up(&strong).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "the log could not be read");
        }
    }
}

/// Reads what the ring lacks.
pub(crate) async fn catch_up(house: &Arc<House>) -> Result<(), StoreError> {
    let mut reader = Reader::new(house.db.read().await?, Arc::clone(house));
    while reader.log_head().await? > house.ring.head() {
        let events = reader.events_after(house.ring.head(), STEP).await?;
        house.ring.extend(events);
    }
    Ok(())
}

/// Rings for the other nodes after commits of this one, from a connection of its own: inside the
/// write transactions `NOTIFY` would put all commits of the cluster in one line.
async fn ring_bell(house: Weak<House>, config: StoreConfig) {
    let mut bell = db::Bell::new(&config);
    loop {
        let Some(strong) = house.upgrade() else { return };
        strong.bell.notified().await;
        if let Err(error) = bell.ring().await {
            tracing::debug!(error = &error as &dyn std::error::Error, "the bell did not ring");
        }
        pause(BETWEEN_RINGS).await;
    }
}

/// Tells the other nodes what they should hear, from a connection of its own.
async fn tell(mut hints: mpsc::Receiver<String>, config: StoreConfig) {
    let mut bell = db::Bell::new(&config);
    while let Some(line) = hints.recv().await {
        if let Err(error) = bell.tell(&line).await {
            tracing::debug!(error = &error as &dyn std::error::Error, "a hint was not told");
            pause(config.poll).await;
        }
    }
}

/// Hears the other nodes' bells. Without it all still arrives, a little later.
async fn listen(house: Weak<House>, config: StoreConfig) {
    let mut bell = db::Bell::new(&config);
    loop {
        let heard = bell.hear().await;
        let Some(house) = house.upgrade() else { return };
        match heard {
            Ok(None) => house.behind.notify_one(),
            Ok(Some(line)) => {
                if let Ok(Hint { from, text }) = serde_json::from_str(&line)
                    && from != house.node
                {
                    // Nobody may be listening.
                    drop(house.told.send(text));
                }
            }
            Err(error) => {
                tracing::debug!(error = &error as &dyn std::error::Error, "no bell is heard");
                pause(config.poll).await;
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "paces the database connection, not the product")]
async fn pause(span: Duration) {
    tokio::time::sleep(span).await;
}
