//! What an agent waits for, over HTTP, on installations of growing size; and what the process holds.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use gerne_demo::{AGENTS, Client, PASSWORD, World, WorldConfig};
use gerne_domain::AccountStatus;
use gerne_engine::{Caller, verbs::AccountChange};
use gerne_store::{Store, StoreConfig};
use reqwest::Method;

use crate::{
    fill::{FREQUENT, Filler, RARE},
    report::{Report, Times},
    server::{self, Server},
};

const SIZE: &str = "binary with console, stripped";
const PAGES: usize = 300;
const SEARCHES: usize = 150;

struct At {
    size: usize,
    inbox: Times,
    rare: Times,
    frequent: Times,
}

/// Inbox and search, at each of the sizes.
pub(crate) async fn measure(report: &mut Report) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let filler = installation(folder.path()).await?;
    let sizes = report.sizes.clone();
    let (mut there, mut all) = (0, Vec::new());
    for size in &sizes {
        Report::step(&format!("filling up to {size} conversations"));
        let started = Instant::now();
        let store = open(folder.path()).await?;
        filler.conversations(&store, there, size - there, 1).await?;
        store.close().await;
        let rate = crate::ingest::per_second(size - there, started);
        report.figure(&format!("filled to {size}: conversations a second"), "/s", rate, "");
        there = *size;
        all.push(at(report, folder.path(), *size).await?);
    }
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return Ok(()) };
    let name = |what: &str| format!("{what}, {} beside {}", last.size, first.size);
    report.ratio(&name("inbox p50"), "ms", last.inbox.p50, first.inbox.p50, "<= 1.5");
    report.ratio(&name("search rare p50"), "ms", last.rare.p50, first.rare.p50, "<= 1.5");
    report.ratio(
        &name("search frequent p50"),
        "ms",
        last.frequent.p50,
        first.frequent.p50,
        "<= 1.5",
    );
    let name = format!("frequent beside rare word p50, {}", last.size);
    report.ratio(&name, "ms", last.frequent.p50, last.rare.p50, "<= 3");
    if report.long {
        crate::upgrade::measure(report, folder.path(), there).await.context("upgrade")?;
    }
    // What is handed out carries no line tables.
    let stripped = folder.path().join("stripped");
    let mut strip = std::process::Command::new("strip");
    strip.arg("-o").arg(&stripped).arg(server::binary()?);
    if strip.status().is_ok_and(|status| status.success()) {
        let size = std::fs::metadata(&stripped)?.len();
        #[expect(clippy::cast_precision_loss, reason = "a size for reading")]
        report.figure(SIZE, "MB", size as f64 / 1e6, "");
    } else {
        report.left_out(SIZE, "there is no strip here");
    }
    Ok(())
}

async fn at(report: &mut Report, folder: &Path, size: usize) -> Result<At> {
    let server = Server::start(folder).await?;
    let cold = server.start.as_secs_f64() * 1e3;
    report.figure(&format!("start until ready, {size} conversations"), "ms", cold, "<= 200 ms");
    let memory = server.memory()?;
    report.figure(&format!("memory idle, {size}"), "MB", memory.resident, "<= 30 MB");
    report.figure(&format!("memory idle without pages of files, {size}"), "MB", memory.own, "");
    let agent = Client::sign_in(&server.url(), AGENTS[0].login, PASSWORD).await?;
    let inbox = times(&agent, "/conversations?status=open&sort=due&limit=50", PAGES).await?;
    report.times(&format!("inbox page of 50, {size}"), inbox);
    let rare = times(&agent, &format!("/search?kind=messages&q={RARE}&limit=20"), SEARCHES).await?;
    report.times(&format!("search, a rare word, {size}"), rare);
    let frequent = format!("/search?kind=messages&q={FREQUENT}&limit=20");
    let frequent = times(&agent, &frequent, SEARCHES).await?;
    report.times(&format!("search, a frequent word, {size}"), frequent);
    report.figure(&format!("memory after that, {size}"), "MB", server.memory()?.resident, "");
    Ok(At { size, inbox, rare, frequent })
}

async fn times(agent: &Client, path: &str, n: usize) -> Result<Times> {
    let mut times = Vec::with_capacity(n);
    for warm in 0..n + 20 {
        let started = Instant::now();
        let (status, value) = agent.try_call(Method::GET, path, None, None).await?;
        let took = started.elapsed();
        let items = value["items"].as_array().map_or(0, Vec::len);
        anyhow::ensure!(status == 200 && items > 0, "{path}: {status} {items} items");
        if warm >= 20 {
            times.push(took);
        }
    }
    Ok(Times::of(times))
}

/// An installation with team, agents and an account that rests, in `folder`.
pub(crate) async fn installation(folder: &Path) -> Result<Filler> {
    let config = WorldConfig { folder: Some(folder.to_owned()), ..WorldConfig::default() };
    let world = World::start(config).await?;
    let account = world.account.context("the world is seeded")?;
    let engine = world.engine();
    let agents = engine.store().read().await?.agents().await?;
    let admin = agents.iter().find(|agent| agent.role == gerne_domain::Role::Admin);
    let admin = admin.context("there is an admin")?;
    let caller =
        Caller { agent: admin.id, role: admin.role, scope: gerne_domain::Scope::Everything };
    let rest = AccountChange { paused: Some(true), ..AccountChange::default() };
    engine.change_account(&caller, account, rest).await?;
    let filler = Filler::of(account, world.team)?;
    let resting = engine.store().read().await?.account(account).await?;
    anyhow::ensure!(resting.is_some_and(|a| a.status == AccountStatus::Paused), "it rests");
    world.stop().await;
    Ok(filler)
}

/// The store of that installation, nobody else having it open. The key never meets a secret here.
pub(crate) async fn open(folder: &Path) -> Result<Store> {
    let key = gerne_store::StoreKey { id: "bench".to_owned(), bytes: [1; 32] };
    let url = format!("sqlite:{}/gerne.db", folder.display());
    let mut config = StoreConfig::new(url, folder.join("blobs"), vec![key]);
    config.poll = Duration::from_mins(1);
    Ok(Store::open(&config).await?)
}
