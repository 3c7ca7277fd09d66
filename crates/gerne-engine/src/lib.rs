//! The verbs of the house. Pure rules stand in `gerne-domain`, words for the platforms in the
//! connectors, SQL in `gerne-store`; what happens in which order and in which transaction is here.

mod account_lane;
mod alarm;
mod alarm_mails;
mod announcing;
mod board;
mod caller;
mod calling;
mod climbs;
pub mod clock;
mod deadlines;
mod deliver;
mod due;
mod emit;
mod error;
mod expect;
mod export;
mod follow;
mod follow_ups;
mod forget;
pub mod hours;
mod ids;
mod incidents;
mod ingest;
pub mod knowing;
mod lease;
mod measuring;
mod media;
pub mod noticing;
mod outage;
mod own_ids;
mod promises;
mod pushed;
mod registry;
pub mod reports;
mod restored;
mod room;
mod same;
mod share;
mod snoozes;
mod summary;
mod supervise;
mod tasks;
#[cfg(test)]
mod tests;
mod thanks;
mod tones;
mod topics;
mod vault;
pub mod verbs;
mod wake;

use std::sync::Arc;

use gerne_domain::{Clock, IdSource, Timestamp};
use gerne_store::Store;

pub use account_lane::Health;
pub use alarm_mails::AlarmMailing;
pub use board::{Board, BoardNumber};
pub use caller::Caller;
pub use clock::{DevClock, SystemClock};
pub use deadlines::DeletionsKept;
pub use error::{EngineError, Missed};
pub use export::{Disclosure, Export};
pub use follow_ups::NewFollowUp;
pub use forget::ERASURES_KNOWN;
pub use gerne_language::same::{Level as LikenessLevel, Reason as LikenessReason};
pub use ids::V7;
pub use lease::LeaseConfig;
pub use measuring::day_of;
pub use promises::{FoundPromise, SaidPromise};
pub use pushed::Called;
pub use registry::Registry;
pub use room::{RoomConfig, Space};
pub use same::{SentCode, Suggested};
pub use summary::preview;
pub use tasks::Tasks;
pub use topics::TopicSeen;
pub use vault::StoreVault;

/// A verb's result, and the number of the last event that it wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done<T = ()> {
    /// What came of it.
    pub value: T,
    /// The log holds everything that it did up to here.
    pub seq: i64,
}

/// What an operator may choose.
#[derive(Clone, Debug)]
pub struct EngineConfig {
    /// Where customers and agents reach this installation; replies that hold it are ours to check.
    pub public_url: url::Url,
    /// Most bytes of one picture or file that are kept.
    pub media_cap: u64,
    /// How often messages of open conversations are looked up again for edits and deletes.
    pub recheck_every: std::time::Duration,
    /// How nodes share the accounts.
    pub lease: LeaseConfig,
    /// What this node is called where people see which one works for an account.
    pub node_name: String,
    /// Where the list of erased people is kept beside the database, for restored backups.
    pub erasure_list: Option<std::path::PathBuf>,
    /// What is said about whoever keeps the data, where somebody asks for theirs.
    pub disclosure: Disclosure,
}

/// Everything a verb needs. Cheap to clone.
#[derive(Clone)]
pub struct Engine {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) registry: Registry,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn IdSource>,
    pub(crate) config: EngineConfig,
    pub(crate) tasks: Tasks,
    /// This process, in the rows that it claims.
    pub(crate) node: uuid::Uuid,
    pub(crate) lanes: supervise::Lanes,
    pub(crate) forgetting: forget::Forgetting,
    pub(crate) room: room::Room,
    pub(crate) knowing: knowing::Knowing,
    pub(crate) noticing: noticing::Noticing,
    pub(crate) teams: verbs::tones::Teams,
    pub(crate) times: hours::Kept,
    pub(crate) expected: expect::Expected,
    pub(crate) sameness: same::Sameness,
    pub(crate) topics: topics::Topics,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("registry", &self.inner.registry).finish_non_exhaustive()
    }
}

impl Engine {
    /// An engine that does nothing until a verb is called or it is `start`ed.
    pub fn new(
        store: Store,
        registry: Registry,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn IdSource>,
        config: EngineConfig,
        tasks: Tasks,
    ) -> Self {
        let (node, lanes) = (ids.next(), supervise::Lanes::default());
        let forgetting = forget::Forgetting::default();
        let room = room::Room::default();
        let knowing = knowing::Knowing::default();
        let noticing = noticing::Noticing::default();
        let teams = verbs::tones::Teams::default();
        let times = hours::Kept::default();
        let expected = expect::Expected::default();
        let sameness = same::Sameness::default();
        let topics = topics::Topics::default();
        let inner = Inner {
            store,
            registry,
            clock,
            ids,
            config,
            tasks,
            node,
            lanes,
            forgetting,
            room,
            knowing,
            noticing,
            teams,
            times,
            expected,
            sameness,
            topics,
        };
        Self { inner: Arc::new(inner) }
    }

    /// The store, for those who only read.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The platforms.
    pub fn registry(&self) -> &Registry {
        &self.inner.registry
    }

    /// The clock.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    /// The id source.
    pub fn ids(&self) -> &Arc<dyn IdSource> {
        &self.inner.ids
    }

    /// The tracked tasks.
    pub fn tasks(&self) -> &Tasks {
        &self.inner.tasks
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// Evenly from 0 to 1, from the random part of an id.
    pub(crate) fn chance(&self) -> f64 {
        let [.., a, b, c, d] = self.inner.ids.next().into_bytes();
        f64::from(u32::from_be_bytes([a, b, c, d])) / f64::from(u32::MAX)
    }
}
