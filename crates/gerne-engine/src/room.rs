//! Whether there is room on the disk. Fetching stops early, so that agents can still answer;
//! answering stops before anything breaks; both go on by themselves.

use std::{
    collections::HashSet,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering},
    },
    time::Duration,
};

use gerne_domain::{Refusal, time::before};
use tokio::sync::watch;

use crate::{Engine, EngineError, alarm, share};

/// How often it is measured.
const MEASURE: Duration = Duration::from_secs(10);
/// A node that runs has shown it after so long.
const STARTING: Duration = Duration::from_mins(2);

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
    /// Leads were told that there is too little. Not the same as `state`: telling needs room, too.
    told: AtomicBool,
    free: AtomicU64,
    known: AtomicU8,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            config: RwLock::new(RoomConfig { reserve: 0, floor: 0, measure: None }),
            state: watch::Sender::new(Space::Plenty),
            told: AtomicBool::new(false),
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

    /// Measures once, and tells leads when it changed, or when they could not be told before.
    ///
    /// # Errors
    /// When leads could not be told; what was measured counts all the same.
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
        let was = self.space();
        let mut now = space(free, config.reserve, config.floor, was);
        if now == Space::Plenty && store.found_no_room() {
            // A server whose disk we cannot see, or a quota: it goes on once something could be
            // written, and signs of life are written all the time.
            now = Space::Short;
        }
        if now != was {
            match now {
                Space::Plenty => tracing::info!(free, "there is room on the disk again"),
                Space::Short => tracing::error!(free, "the disk fills up: nothing is fetched"),
                Space::None => tracing::error!(free, "the disk is full: nothing is written"),
            }
            // First the effect, then the telling, which may find no room.
            room.state.send_replace(now);
        }
        self.tell_room(now).await?;
        Ok(now)
    }

    /// Tells leads how it stands, once: an alarm for each node. Those of nodes that are gone are
    /// cleared by one that has room.
    async fn tell_room(&self, now: Space) -> Result<(), EngineError> {
        let told = &self.inner.room.told;
        let ours = subject(&share::of_node(self.inner.node, &self.inner.config.node_name));
        let low = now != Space::Plenty;
        let mut over = Vec::new();
        if !low {
            over = self.storage_alarms_of_the_gone(&ours).await?;
            if told.load(Ordering::Relaxed) {
                over.push(ours.clone());
            }
        }
        let raise = low && !told.load(Ordering::Relaxed);
        if !raise && over.is_empty() {
            return Ok(());
        }
        let engine = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                for subject in &over {
                    engine.clear_alarm(tx, alarm::STORAGE_LOW, subject).await?;
                }
                if raise {
                    let reason = Refusal::of("storage.low");
                    engine.raise_house(tx, alarm::STORAGE_LOW, &ours, reason).await?;
                }
                Ok(())
            })
        })
        .await?;
        told.store(low, Ordering::Relaxed);
        Ok(())
    }

    /// What stands for nodes that show no sign of life any more: they cannot clear it themselves.
    async fn storage_alarms_of_the_gone(&self, ours: &str) -> Result<Vec<String>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let mut standing = db.standing_alarms().await?;
        // A node that has just begun is given time for its first sign.
        let young = before(self.now(), STARTING);
        standing.retain(|alarm| {
            alarm.kind == alarm::STORAGE_LOW
                && alarm.subject != ours
                && (self.inner.config.lease.alone || alarm.raised_at < young)
        });
        if standing.is_empty() {
            return Ok(Vec::new());
        }
        let leases = db.leases().await?;
        let there: HashSet<String> =
            leases.into_iter().filter(|l| !l.is_free()).map(|l| subject(&l.name)).collect();
        let alone = self.inner.config.lease.alone;
        let subjects = standing.into_iter().map(|alarm| alarm.subject);
        Ok(subjects.filter(|subject| alone || !there.contains(subject)).collect())
    }

    pub(crate) async fn keep_measuring_room(&self) {
        loop {
            if let Err(error) = self.measure_room().await {
                tracing::warn!(error = %crate::error::chain(&error), "leads could not be told about the disk");
            }
            self.inner.clock.sleep(MEASURE).await;
        }
    }
}

/// What an alarm is about.
fn subject(node: &str) -> String {
    format!("storage/{node}")
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
impl Engine {
    /// As if it had been measured, and leads could not be told.
    pub(crate) fn pretend_room(&self, space: Space) {
        self.inner.room.state.send_replace(space);
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
