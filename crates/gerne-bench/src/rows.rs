//! What is measured.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use gerne_demo::{AGENTS, Client, PASSWORD, World, WorldConfig};
use gerne_domain::{ExternalId, Scope, Status};
use gerne_sim::{MastodonConfig, PostSpec};
use gerne_store::{ConversationFilter, Order, Page, Search, Store, StoreConfig, StoreKey};
use serde_json::json;

use crate::{
    fill::{FREQUENT, Filler, RARE},
    report::Report,
};

const ROWS: usize = 20_000;

/// Durable writing, beside the least that could be written.
pub(crate) async fn writing(report: &mut Report) -> Result<()> {
    Report::step("writing");
    let folder = tempfile::tempdir()?;
    let store = open(folder.path()).await?;
    let filler = Filler::new(&store).await?;
    let started = Instant::now();
    filler.conversations(&store, 0, ROWS).await?;
    let product = per_second(ROWS, started);
    store.close().await;
    let floor = floor(&filler, &folder.path().join("floor.db"))?;
    report.rate("messages kept, durable (SQLite)", product, floor);
    Ok(())
}

/// A message, an event and its words for search, a hundred in a durable transaction.
fn floor(filler: &Filler, path: &std::path::Path) -> Result<f64> {
    let mut db = rusqlite::Connection::open(path)?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE message (id BLOB PRIMARY KEY, text TEXT NOT NULL) STRICT;
         CREATE TABLE event (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
         CREATE VIRTUAL TABLE words USING fts5 (text, content='', prefix='2 3');",
    )?;
    let started = Instant::now();
    for from in (0..ROWS).step_by(100) {
        let tx = db.transaction()?;
        for n in from..from + 100 {
            let (id, text) = filler.plain(n);
            tx.prepare_cached("INSERT INTO message VALUES (?1, ?2)")?.execute((id, &text))?;
            let row = i64::try_from(n)?;
            tx.prepare_cached("INSERT INTO event VALUES (?1, ?2)")?.execute((row, "{}"))?;
            tx.prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?
                .execute((row, &text))?;
        }
        tx.commit()?;
    }
    Ok(per_second(ROWS, started))
}

/// The inbox and the search, on stores of growing size.
pub(crate) async fn reading(report: &mut Report, sizes: &[usize]) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let store = open(folder.path()).await?;
    let filler = Filler::new(&store).await?;
    let mut there = 0;
    for size in sizes {
        Report::step(&format!("filling up to {size} conversations"));
        filler.conversations(&store, there, size - there).await?;
        there = *size;
        let filter =
            ConversationFilter { statuses: vec![Status::Open], ..ConversationFilter::default() };
        let scope = Scope::Of { teams: vec![], accounts: vec![filler.account] };
        let mut times = Vec::new();
        for _ in 0..200 {
            let started = Instant::now();
            let mut db = store.read().await?;
            let page = Page::first(50);
            let found = db.list_conversations(&filter, &scope, Order::Due, &page).await?;
            times.push(started.elapsed());
            anyhow::ensure!(found.items.len() == 50, "a full page");
        }
        report.times(&format!("inbox page of 50, {size} conversations"), &mut times);
        for (name, word) in [("rare", RARE), ("frequent", FREQUENT)] {
            let mut times = Vec::new();
            for _ in 0..100 {
                let started = Instant::now();
                let mut db = store.read().await?;
                let page = Page::first(20);
                let found = db.search_messages(&Search::of(word), &scope, &page).await?;
                times.push(started.elapsed());
                anyhow::ensure!(!found.items.is_empty(), "{word} is found");
            }
            report.times(&format!("search, {name} word, {size} messages"), &mut times);
        }
    }
    store.close().await;
    Ok(())
}

/// Through everything: platform, connector, engine, interface and back.
pub(crate) async fn end_to_end(report: &mut Report) -> Result<()> {
    Report::step("through everything");
    let world = World::start(WorldConfig {
        hold_seconds: 0,
        mastodon: MastodonConfig { rate_limits: None, ..MastodonConfig::default() },
        ..WorldConfig::default()
    })
    .await?;
    let agent = Client::sign_in(&world.url, AGENTS[0].login, PASSWORD).await?;
    let (mut seen, mut answered) = (Vec::new(), Vec::new());
    for n in 0..50 {
        let text = format!("@{} Frage {n}", world.sim.company());
        let started = Instant::now();
        let post = world.sim.mastodon().post("clara", PostSpec::public(&text))?;
        let conversation = kept(&world, &post.id).await?;
        seen.push(started.elapsed());
        let started = Instant::now();
        let body = json!({"text": "Ich schaue.", "seen": 0, "send_anyway": true});
        agent.reply(&conversation, &format!("bench-{n}"), body).await?;
        let server = world.sim.mastodon();
        server.wait_for(|server| server.answers_to(&post.id).pop()).await?;
        answered.push(started.elapsed());
    }
    report.times("posted -> in the store", &mut seen);
    report.times("answered -> on the platform", &mut answered);
    world.stop().await;
    Ok(())
}

async fn kept(world: &World, post: &str) -> Result<String> {
    let account = world.account.context("the world is seeded")?;
    let (store, external) = (world.engine().store(), ExternalId::from(post));
    let log = store.log();
    loop {
        let head = log.head();
        let found = store.read().await?.message_by_external(account, &external).await?;
        if let Some(id) = found.and_then(|message| message.conversation_id) {
            return Ok(id.to_string());
        }
        log.wait_beyond(head).await;
    }
}

async fn open(folder: &std::path::Path) -> Result<Store> {
    let key = StoreKey { id: "bench".to_owned(), bytes: [1; 32] };
    let url = format!("sqlite:{}", folder.join("bench.db").display());
    Ok(Store::open(&StoreConfig::new(url, folder.join("blobs"), vec![key])).await?)
}

#[expect(clippy::cast_precision_loss, reason = "a rate")]
fn per_second(n: usize, started: Instant) -> f64 {
    n as f64 / started.elapsed().max(Duration::from_nanos(1)).as_secs_f64()
}
