//! From a connector to the durable store, beside the least that has to be written.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Result;
use gerne_domain::{Clock, IdSource};
use gerne_engine::{Engine, EngineConfig, LeaseConfig, Registry, SystemClock, Tasks, V7};
use gerne_store::{Store, StoreConfig, StoreKey};

use crate::{fill::Filler, floor, platform::Prepared, report::Report};

const MESSAGES: usize = 20_000;

/// Messages a second, fetched a hundred at a time, each batch durable with its cursor.
pub(crate) async fn measure(report: &mut Report) -> Result<()> {
    Report::step("messages from a connector to the store");
    let folder = tempfile::tempdir()?;
    let store = open(folder.path()).await?;
    let filler = Filler::connected(&store).await?;
    let product = rate(&store, &filler, MESSAGES).await?;
    store.close().await;
    let floor = floor::ingest(&folder.path().join("floor.db"), MESSAGES)?;
    report.rate("messages kept, durable, SQLite", product, floor, ">= 0.5");
    Ok(())
}

/// How many messages a second go through everything, of so many.
pub(crate) async fn rate(store: &Store, filler: &Filler, messages: usize) -> Result<f64> {
    let tasks = Tasks::default();
    let engine = engine(store, Prepared::with(messages), &tasks)?;
    let started = Instant::now();
    engine.start();
    let end = messages.to_string();
    let log = store.log();
    loop {
        let seen = log.head();
        let cursor = store.read().await?.cursor(filler.account, "inbox").await?;
        if cursor.is_some_and(|cursor| cursor == end) {
            break;
        }
        log.wait_beyond(seen).await;
    }
    let rate = per_second(messages, started);
    tasks.stop();
    Ok(rate)
}

/// An engine with a platform that has so much to say.
pub(crate) fn engine(store: &Store, platform: Prepared, tasks: &Tasks) -> Result<Engine> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let ids: Arc<dyn IdSource> = Arc::new(V7::new(Arc::clone(&clock)));
    let registry = Registry::new([Arc::new(platform) as Arc<_>]);
    let config = EngineConfig {
        disclosure: gerne_engine::Disclosure::default(),
        public_url: "https://bench.example".parse()?,
        media_cap: 0,
        recheck_every: Duration::from_hours(24),
        node_name: "here".to_owned(),
        erasure_list: None,
        lease: LeaseConfig { alone: true, ..LeaseConfig::default() },
    };
    Ok(Engine::new(store.clone(), registry, clock, ids, config, tasks.clone()))
}

/// A durable store of its own.
pub(crate) async fn open(folder: &std::path::Path) -> Result<Store> {
    let key = StoreKey { id: "bench".to_owned(), bytes: [1; 32] };
    let url = format!("sqlite:{}", folder.join("bench.db").display());
    Ok(Store::open(&StoreConfig::new(url, folder.join("blobs"), vec![key])).await?)
}

#[expect(clippy::cast_precision_loss, reason = "a rate")]
pub(crate) fn per_second(n: usize, started: Instant) -> f64 {
    n as f64 / started.elapsed().max(Duration::from_nanos(1)).as_secs_f64()
}
