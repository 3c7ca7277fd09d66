//! Whether there is room on the disk. Fetching stops early, so that agents can still answer;
//! answering stops before anything breaks; both go on by themselves.

use std::{
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU8, AtomicU64, Ordering},
    },
    time::Duration,
};

use gerne_domain::Refusal;
use tokio::sync::watch;

use crate::{Engine, EngineError, alarm};

/// How often it is measured.
const MEASURE: Duration = Duration::from_secs(10);

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Space {
    /// Enough.
    Plenty,
    /// Nothing is fetched; agents can still answer.
    Short,
    /// Nothing is written any more.
    None,
}

/// When room counts as short, and how it is measured.
#[derive(Clone)]
pub struct RoomConfig {
    /// Below so many free bytes nothing is fetched.
    pub reserve: u64,
    /// Below so many nothing is written.
    pub floor: u64,
    /// Measures in another way than asking the file system: for tests.
    pub measure: Option<Arc<dyn Fn() -> Option<u64> + Send + Sync>>,
}

impl std::fmt::Debug for RoomConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { reserve, floor, .. } = self;
        write!(f, "RoomConfig {{ reserve: {reserve}, floor: {floor} }}")
    }
}

/// What is known about it.
pub(crate) struct Room {
    config: RwLock<RoomConfig>,
    state: watch::Sender<Space>,
    free: AtomicU64,
    known: AtomicU8,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            config: RwLock::new(RoomConfig { reserve: 0, floor: 0, measure: None }),
            state: watch::Sender::new(Space::Plenty),
            free: AtomicU64::new(0),
            known: AtomicU8::new(0),
        }
    }
}

impl Engine {
    /// Says when room counts as short; without it only what the database says counts.
    pub fn set_room(&self, config: RoomConfig) {
        *self.inner.room.config.write().unwrap_or_else(PoisonError::into_inner) = config;
    }

    /// How much room there is, as it was last measured.
    pub fn space(&self) -> Space {
        *self.inner.room.state.borrow()
    }

    /// Free bytes beside the data, as they were last measured; `None` where nobody can say.
    pub fn free_space(&self) -> Option<u64> {
        let room = &self.inner.room;
        (room.known.load(Ordering::Relaxed) == 1).then(|| room.free.load(Ordering::Relaxed))
    }

    /// Waits until there is room for what is fetched. Nothing is lost meanwhile: cursors stay.
    pub(crate) async fn until_room(&self) {
        let mut state = self.inner.room.state.subscribe();
        // The sender lives as long as the engine that we hold.
        drop(state.wait_for(|space| *space == Space::Plenty).await);
    }

    /// Measures once, and tells leads when it changed.
    pub async fn measure_room(&self) -> Result<Space, EngineError> {
        let room = &self.inner.room;
        let config = room.config.read().unwrap_or_else(PoisonError::into_inner).clone();
        let store = &self.inner.store;
        let free = match &config.measure {
            Some(measure) => measure(),
            None => store.free_space(),
        };
        room.known.store(u8::from(free.is_some()), Ordering::Relaxed);
        room.free.store(free.unwrap_or_default(), Ordering::Relaxed);
        let before = self.space();
        let mut now = space(free, config.reserve, config.floor, before);
        if now == Space::Plenty && store.found_no_room() {
            // A server whose disk we cannot see, or a quota: it goes on once something could be
            // written, and signs of life are written all the time.
            now = Space::Short;
        }
        if now == before {
            return Ok(now);
        }
        match now {
            Space::Plenty => tracing::info!(free, "there is room on the disk again"),
            Space::Short => tracing::error!(free, "the disk fills up: nothing is fetched"),
            Space::None => tracing::error!(free, "the disk is full: nothing is written"),
        }
        // First the effect, then the telling, which may find no room.
        room.state.send_replace(now);
        let engine = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                if now == Space::Plenty {
                    return engine.clear_alarm(tx, alarm::STORAGE_LOW, "storage").await.map(drop);
                }
                engine
                    .raise_house(tx, alarm::STORAGE_LOW, "storage", Refusal::of("storage.low"))
                    .await
            })
        })
        .await?;
        Ok(now)
    }

    pub(crate) async fn keep_measuring_room(&self) {
        loop {
            if let Err(error) = self.measure_room().await {
                tracing::warn!(%error, "leads could not be told about the disk");
            }
            self.inner.clock.sleep(MEASURE).await;
        }
    }
}

/// A tenth more than where it began must be free before it counts as over: it does not flicker.
fn space(free: Option<u64>, reserve: u64, floor: u64, before: Space) -> Space {
    let Some(free) = free else { return Space::Plenty };
    let more = |bytes: u64| bytes.saturating_add(bytes / 10);
    let reserve = if before >= Space::Short { more(reserve) } else { reserve };
    let floor = if before >= Space::None { more(floor) } else { floor };
    match free {
        free if free < floor => Space::None,
        free if free < reserve => Space::Short,
        _ => Space::Plenty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_gets_short_and_recovers_without_flickering() {
        let of = |free, before| space(Some(free), 1000, 100, before);
        for (free, before, expected) in [
            (1000, Space::Plenty, Space::Plenty),
            (999, Space::Plenty, Space::Short),
            (1050, Space::Short, Space::Short),
            (1100, Space::Short, Space::Plenty),
            (99, Space::Short, Space::None),
            (105, Space::None, Space::None),
            (110, Space::None, Space::Short),
            (5000, Space::None, Space::Plenty),
        ] {
            assert_eq!(of(free, before), expected, "{free} {before:?}");
        }
        assert_eq!(space(None, 1000, 100, Space::None), Space::Plenty);
    }
}
