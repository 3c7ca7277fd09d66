//! How it stands now and how it was, on a large house, on both engines: the board, figures of two years;
//! and what keeping them costs each message.

use std::{sync::Arc, time::Instant};

use anyhow::{Context, Result};
use gerne_domain::{
    AgentId, Clock as _, Conversation, ConversationId, ExternalId, IdSource as _, MeasureId,
    MeasureKind, Measured, Message, Priority, Role, Scope, Timestamp,
};
use gerne_engine::{
    Caller, Engine, SystemClock, Tasks, V7,
    reports::{Asked, By, Metric},
};
use gerne_store::{Store, StoreConfig, StoreError, StoreKey, testing::Fresh};

use crate::{
    fill::Filler,
    ingest,
    platform::Prepared,
    postgres::next,
    report::{Report, Times},
};

/// Messages of each conversation.
const EACH: usize = 5;
/// Days that are reported about: two years.
const DAYS: i32 = 730;
/// People who answered.
const PEOPLE: usize = 40;
/// Messages whose keeping is measured, with and without what is measured of them.
const KEPT: usize = 10_000;
/// How often each page is asked for.
const ASKED: usize = 60;

/// All of it, at the largest size that is wanted.
pub(crate) async fn measure(report: &mut Report) -> Result<()> {
    let folder = tempfile::tempdir()?;
    on(report, "SQLite", ingest::open(folder.path()).await?).await?;
    let Some(database) = Fresh::postgres().await else {
        report.left_out("board and reports, PostgreSQL", "scripts/test-postgres.sh starts one");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let key = StoreKey { id: "bench".to_owned(), bytes: [1; 32] };
    let config = StoreConfig::new(database.url(), folder.path(), vec![key]);
    on(report, "PostgreSQL", Store::open(&config).await?).await
}

async fn on(report: &mut Report, engine_name: &str, store: Store) -> Result<()> {
    let filler = Filler::connected(&store).await?;
    filler.conversations(&store, 0, KEPT / EACH, 1).await?;
    let taken = ingest::rate(&store, &filler, KEPT).await?;
    let (plain, measured) = kept(&store, &filler).await?;
    let share = 100.0 * taken * (measured - plain) / f64::from(u32::try_from(KEPT)?);
    let name = format!("what measuring adds to a message taken in, {engine_name}");
    report.figure(&name, "%", share, "<= 10 %");
    let size = report.sizes.last().copied().unwrap_or_default();
    Report::step(&format!("filling {engine_name}: {size} conversations of {EACH} messages"));
    filler.conversations(&store, KEPT, size, EACH).await?;
    facts(&store, &filler, size).await?;
    let engine = ingest::engine(&store, Prepared::with(0), &Tasks::default())?;
    engine.pack_measures().await?;
    let agent = AgentId(V7::new(Arc::new(SystemClock)).next());
    let boss = Caller { agent, role: Role::Admin, scope: Scope::Everything };
    let mut times = Vec::new();
    for _ in 0..ASKED {
        let started = Instant::now();
        let board = engine.board(&boss).await?;
        times.push(started.elapsed());
        anyhow::ensure!(!board.waiting.is_empty(), "somebody waits");
    }
    report.times(&format!("board, {size}, {engine_name}"), Times::of(times));
    for by in [None, Some(By::Hour), Some(By::Week)] {
        let told = by.map_or("together".to_owned(), |by| format!("by {by:?}").to_lowercase());
        let mut times = Vec::new();
        for _ in 0..ASKED {
            let asked = two_years(&engine, by).await?;
            let started = Instant::now();
            let figures = engine.figures(&boss, &asked).await?;
            times.push(started.elapsed());
            anyhow::ensure!(figures.all.is_some(), "there is something to tell");
        }
        let name = format!("24 months {told}, {size}, {engine_name} (aim: p99 < 1 s)");
        report.times(&name, Times::of(times));
    }
    store.close().await;
    Ok(())
}

async fn two_years(engine: &Engine, by: Option<By>) -> Result<Asked> {
    let until = engine.clock().now().to_zoned(engine.zone().await?).date();
    let from = until.checked_sub(jiff::ToSpan::days(i64::from(DAYS)))?;
    let metric = Metric::FirstResponse;
    Ok(Asked { metric, from, until, only: Vec::new(), by, mine: false })
}

/// Seconds in which messages are kept, a hundred in a transaction, without and with what is measured of
/// them: one in five is an answer, each in a matter of its own, of which a fact is written down with what
/// has to be looked up for it. Both by turns: whatever else the machine does meets both.
async fn kept(store: &Store, filler: &Filler) -> Result<(f64, f64)> {
    let matters = Arc::new(matters(store, filler).await?);
    let ids = Arc::new(V7::new(Arc::new(SystemClock)));
    let mut seconds = [0.0, 0.0];
    for batch in (0..2 * KEPT).step_by(100) {
        let measured = batch / 100 % 2 == 1;
        let (ids, matters) = (Arc::clone(&ids), Arc::clone(&matters));
        let started = Instant::now();
        store
            .write(move |tx| {
                Box::pin(async move {
                    for n in batch..batch + 100 {
                        let Some((first, about)) = matters.get(n / EACH % matters.len()) else {
                            continue;
                        };
                        let (mut message, mut event) = next(&ids, first, about, n + 1);
                        message.external_id = Some(ExternalId(format!("kept-{n}")));
                        tx.insert_message(&message).await?;
                        if measured && n.is_multiple_of(EACH) {
                            let fact = fact(&ids, &[], about.account_id, about.id, n, 20_000);
                            let since = message.published_at;
                            tx.measured_beside(about.id, about.customer_id, since).await?;
                            tx.insert_measure(&fact, 0).await?;
                            let fact = Box::new(fact);
                            event.kind = gerne_domain::EventKind::Measured { fact };
                            let (_, received) = next(&ids, &message, about, n + 1);
                            tx.emit(received);
                        }
                        tx.emit(event);
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
        seconds[usize::from(measured)] += started.elapsed().as_secs_f64();
    }
    Ok(seconds.into())
}

/// Matters with the message that began them.
async fn matters(store: &Store, filler: &Filler) -> Result<Vec<(Message, Conversation)>> {
    let mut found = Vec::new();
    let mut db = store.read().await?;
    for n in 0..KEPT / EACH {
        let external = ExternalId(format!("post-{n}"));
        let first = db.message_by_external(filler.account, &external).await?;
        let first = first.context("the first is there")?;
        let id = first.conversation_id.context("it has a matter")?;
        found.push((first, db.conversation(id).await?.context("it is there")?));
    }
    Ok(found)
}

/// A first answer in each conversation, over two years.
async fn facts(store: &Store, filler: &Filler, size: usize) -> Result<()> {
    Report::step(&format!("{size} answers over two years"));
    let today = i32::try_from(SystemClock.now().as_second() / 86_400)?;
    let ids = Arc::new(V7::new(Arc::new(SystemClock)));
    let account = filler.account;
    let people: Vec<AgentId> = (0..PEOPLE).map(|_| AgentId(ids.next())).collect();
    for batch in (0..size).step_by(1_000) {
        let (ids, people) = (Arc::clone(&ids), people.clone());
        store
            .write(move |tx| {
                Box::pin(async move {
                    for n in batch..(batch + 1_000).min(size) {
                        let back = i32::try_from(n * DAYS as usize / size).unwrap_or_default();
                        let matter = ConversationId(ids.next());
                        let fact = fact(&ids, &people, account, matter, n, today - DAYS + back);
                        tx.insert_measure(&fact, 0).await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

fn fact(
    ids: &V7,
    people: &[AgentId],
    account: gerne_domain::AccountId,
    conversation: ConversationId,
    n: usize,
    day: i32,
) -> Measured {
    let span = |factor: usize, most: usize| u32::try_from(n * factor % most).unwrap_or_default();
    Measured {
        id: MeasureId(ids.next()),
        kind: MeasureKind::FirstResponse,
        at: Timestamp::from_second(i64::from(day) * 86_400).unwrap_or(Timestamp::UNIX_EPOCH),
        conversation,
        account,
        team: None,
        agent: people.get(n % people.len().max(1)).copied(),
        labels: Vec::new(),
        rules: Vec::new(),
        language: Some("de".to_owned()),
        priority: Priority::Normal,
        day,
        hour: u8::try_from(n % 24).unwrap_or_default(),
        weekday: u8::try_from((day + 3).rem_euclid(7) + 1).unwrap_or(1),
        elapsed_written: span(37, 86_400),
        elapsed_received: span(31, 86_400),
        open_written: span(17, 28_800),
        open_received: span(13, 28_800),
        within: Some(!n.is_multiple_of(3)),
        left_out: None,
        outcome: None,
        subject: None,
        asked_again: 0,
        round: 1,
        asked_public: true,
        answered_public: true,
    }
}
