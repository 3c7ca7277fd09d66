//! The door itself: opening, reading, writing, following.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use futures_util::future::BoxFuture;
use gerne_domain::Event;
use tokio::sync::{Notify, broadcast, mpsc};
use tokio_util::{
    sync::{CancellationToken, DropGuard},
    task::TaskTracker,
};
use uuid::Uuid;

use crate::{
    Engine, Log, Reader, StoreConfig, StoreError, StoreKey, Tx,
    db::{self, Db},
    follower,
    log::Ring,
    nodes,
    vault::Keys,
    writer::{self, Command, Typed},
};

/// Commands that may wait for the writer before callers are made to wait themselves.
const QUEUE: usize = 4096;

/// The one door to the database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) house: Arc<House>,
    queue: mpsc::Sender<Box<dyn Command>>,
    /// The followers stop when the last store is gone.
    _stop: Arc<DropGuard>,
}

/// What all clones, readers and transactions share.
#[derive(Debug)]
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) ring: Ring,
    pub(crate) keys: Keys,
    pub(crate) blobs: crate::blobs::Place,
    pub(crate) batch: usize,
    /// The database's file, when it is one.
    pub(crate) file: Option<PathBuf>,
    /// Rung when others should look: this node's followers, and other nodes.
    pub(crate) behind: Notify,
    pub(crate) bell: Notify,
    pub(crate) commits: AtomicU64,
    /// The last thing that was written found no room.
    pub(crate) full: AtomicBool,
    /// This store among those on the same database, and what they tell each other.
    pub(crate) node: Uuid,
    pub(crate) tell: mpsc::Sender<String>,
    pub(crate) to_tell: Mutex<Option<mpsc::Receiver<String>>>,
    pub(crate) told: broadcast::Sender<String>,
    tasks: TaskTracker,
    /// A throw-away store's folder; gone with it.
    _folder: Option<tempfile::TempDir>,
}

impl Store {
    /// Opens the database, brings its schema up to date, and starts the writer.
    ///
    /// # Errors
    /// When it cannot be reached, when its schema is newer than ours, when a setting is wrong.
    pub async fn open(config: &StoreConfig) -> Result<Self, StoreError> {
        Self::open_in(config, None).await
    }

    /// A throw-away store, gone with its last clone. On disk all the same, in a folder of its own:
    /// several connections of SQLite do not share memory well.
    pub async fn open_in_memory() -> Result<Self, StoreError> {
        let folder = tempfile::tempdir().map_err(StoreError::Blob)?;
        let key = StoreKey { id: "throw-away".to_owned(), bytes: [7; 32] };
        let url = format!("sqlite:{}", folder.path().join("gerne.db").display());
        let mut config = StoreConfig::new(url, folder.path().join("blobs"), vec![key]);
        config.durable = false;
        config.readers = 4;
        Self::open_in(&config, Some(folder)).await
    }

    async fn open_in(
        config: &StoreConfig,
        folder: Option<tempfile::TempDir>,
    ) -> Result<Self, StoreError> {
        let keys = Keys::new(config)?;
        let db = Db::open(config).await?;
        let house = Arc::new(House::of(config, keys, db, folder));
        let mut reader = Reader::new(house.db.read().await?, Arc::clone(&house));
        house.ring.start_at(reader.log_head().await?);
        drop(reader);
        let (queue, commands) = mpsc::channel(QUEUE);
        let stop = CancellationToken::new();
        house.tasks.spawn(writer::work(Arc::downgrade(&house), commands));
        follower::start(&house, config, &stop);
        house.tasks.close();
        let store = Self { house, queue, _stop: Arc::new(stop.drop_guard()) };
        let former = store.write(|tx| Box::pin(async move { tx.index_former_notes().await }));
        former.await?;
        Ok(store)
    }

    /// Which engine it runs on.
    pub fn engine(&self) -> Engine {
        self.house.db.engine()
    }

    /// A connection to read with. Each statement sees what is committed when it runs. Within
    /// [`crate::at_work`] it waits behind nobody who asks.
    pub async fn read(&self) -> Result<Reader, StoreError> {
        Ok(Reader::new(self.house.db.read().await?, Arc::clone(&self.house)))
    }

    /// A connection that sees the database as it is now, until it is dropped. Drop it soon.
    pub async fn snapshot(&self) -> Result<Reader, StoreError> {
        Ok(Reader::new(self.house.db.snapshot().await?, Arc::clone(&self.house)))
    }

    /// Does something in a transaction. Returns once it is durable, with the number of its last
    /// event (or of the last one before it, when it told nothing).
    ///
    /// A command that fails or panics leaves nothing behind and disturbs no other. Once it is
    /// queued it is carried out, also when the caller stops waiting. A command whose statement
    /// failed is not kept, even when it goes on; one that asks for another write is refused that.
    pub async fn write<T, E, F>(&self, command: F) -> Result<(T, i64), E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx<'_>) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    {
        if writer::inside() {
            return Err(StoreError::Nested.into());
        }
        let (command, answer) = Typed::new(command);
        self.queue.send(Box::new(command)).await.map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// Follows the event log.
    pub fn log(&self) -> Log {
        Log::new(self.clone())
    }

    /// How many transactions the writer committed since the start: for measuring.
    pub fn commits(&self) -> u64 {
        self.house.commits.load(Ordering::Relaxed)
    }

    /// Carries out what is queued, then closes the connections: every later call fails, on all
    /// clones.
    pub async fn close(self) {
        let barrier = self.write(|_| Box::pin(async { Ok::<_, StoreError>(()) })).await;
        if let Err(error) = barrier {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "the writer did not finish");
        }
        let Self { house, queue, _stop: stop } = self;
        drop((queue, stop));
        house.db.close().await;
    }
}

/// Tells this store's hints from those of others; nothing is ever kept under it.
fn random_node() -> Uuid {
    let mut bytes = [0_u8; 16];
    // Without randomness it hears itself, which does no harm.
    getrandom::fill(&mut bytes).ok();
    Uuid::from_bytes(bytes)
}

impl House {
    fn of(config: &StoreConfig, keys: Keys, db: Db, folder: Option<tempfile::TempDir>) -> Self {
        let (tell, to_tell) = mpsc::channel(nodes::QUEUE);
        Self {
            ring: Ring::new(0, config.ring),
            keys,
            blobs: crate::blobs::Place::new(PathBuf::clone(&config.blob_dir)),
            batch: config.batch.max(1),
            file: db::file_of(&config.url.0),
            behind: Notify::new(),
            bell: Notify::new(),
            commits: AtomicU64::new(0),
            full: AtomicBool::new(false),
            node: random_node(),
            tell,
            to_tell: Mutex::new(Some(to_tell)),
            told: broadcast::Sender::new(nodes::QUEUE),
            tasks: TaskTracker::new(),
            db,
            _folder: folder,
        }
    }

    /// The data alone: no writer, no followers, and the schema as it is. For backups.
    pub(crate) async fn visit(config: &StoreConfig, create: bool) -> Result<Self, StoreError> {
        let keys = Keys::new(config)?;
        Ok(Self::of(config, keys, Db::connect(config, create).await?, None))
    }

    /// Runs something beside the callers, until `stop`.
    pub(crate) fn spawn<F>(&self, stop: &CancellationToken, task: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.tasks.spawn(stop.clone().run_until_cancelled_owned(crate::at_work(task)));
    }

    /// Tells all who follow. Called in commit order by the writer.
    pub(crate) fn published(&self, events: Vec<Event>) {
        if events.is_empty() {
            return;
        }
        if !self.ring.extend(events) {
            // Another node's events stand between; the follower reads them in order.
            self.behind.notify_one();
        }
        self.bell.notify_one();
    }
}
