//! What numbering and publishing every change costs on PostgreSQL, beside plain inserts.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use gerne_domain::{
    Actor, Conversation, EventKind, ExternalId, IdSource, Message, MessageId, NewEvent,
    event::Audience, time::after,
};
use gerne_engine::{SystemClock, V7};
use gerne_store::{Store, StoreConfig, StoreError, StoreKey, testing::Fresh};
use sqlx::{Connection as _, Executor as _, PgConnection};

use crate::{
    fill::{Filler, text},
    floor,
    ingest::per_second,
    report::Report,
};

const WRITERS: usize = 32;
const EACH: usize = 250;

/// Messages a second from 32 writers: ours with event log, bell and search, beside a message, an
/// event and the words in a transaction each.
pub(crate) async fn measure(report: &mut Report) -> Result<()> {
    const NAME: &str = "32 writers, PostgreSQL, each durable";
    Report::step(NAME);
    let Some(database) = Fresh::postgres().await else {
        report.left_out(NAME, "no server; scripts/test-postgres.sh starts one");
        return Ok(());
    };
    let product = product(database.url()).await?;
    let Some(database) = Fresh::postgres().await else { return Ok(()) };
    let plain = plain(database.url()).await?;
    report.rate(NAME, product, plain, ">= 0.6, aim 0.85");
    Ok(())
}

async fn product(url: &str) -> Result<f64> {
    let folder = tempfile::tempdir()?;
    let key = StoreKey { id: "bench".to_owned(), bytes: [1; 32] };
    let store = Store::open(&StoreConfig::new(url, folder.path(), vec![key])).await?;
    let filler = Filler::connected(&store).await?;
    filler.conversations(&store, 0, 1, 1).await?;
    let external = ExternalId::from("post-0");
    let first = store.read().await?.message_by_external(filler.account, &external).await?;
    let first = first.context("the first is there")?;
    let conversation = first.conversation_id.context("it has a matter")?;
    let conversation = store.read().await?.conversation(conversation).await?;
    let conversation = conversation.context("it is there")?;
    let ids = Arc::new(V7::new(Arc::new(SystemClock)));
    let started = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let (store, ids) = (store.clone(), Arc::clone(&ids));
        let (first, conversation) = (first.clone(), conversation.clone());
        tasks.spawn(async move {
            for n in 0..EACH {
                let (message, event) = next(&ids, &first, &conversation, writer * EACH + n + 1);
                store
                    .write(move |tx| {
                        Box::pin(async move {
                            tx.insert_message(&message).await?;
                            tx.emit(event);
                            Ok::<_, StoreError>(())
                        })
                    })
                    .await?;
            }
            Ok::<_, StoreError>(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    let rate = per_second(WRITERS * EACH, started);
    store.close().await;
    Ok(rate)
}

/// One more message like another, and that it came.
pub(crate) fn next(
    ids: &V7,
    like: &Message,
    about: &Conversation,
    n: usize,
) -> (Message, NewEvent) {
    let id = MessageId(ids.next());
    let message = Message {
        id,
        external_id: Some(ExternalId(format!("post-{n}"))),
        text: text(n),
        // Each at an instant of its own, as people write.
        published_at: after(like.published_at, Duration::from_millis(n as u64)),
        ..like.clone()
    };
    let event = NewEvent {
        at: like.received_at,
        actor: Actor::Customer,
        audience: Audience::Conversation {
            account: about.account_id,
            team: about.team_id,
            former: None,
        },
        conversation_id: Some(about.id),
        customer_id: Some(about.customer_id),
        kind: EventKind::MessageReceived { message: id },
    };
    (message, event)
}

/// What an inbox has to know of a message, as in the floor of SQLite: the facts, and an index for
/// each question that every inbox is asked. No references that the database checks.
const TABLES: [&str; 7] = [
    "CREATE TABLE message (id UUID PRIMARY KEY, account_id UUID NOT NULL,
        external_id TEXT NOT NULL UNIQUE, conversation_id UUID NOT NULL,
        identity_id UUID NOT NULL, direction TEXT NOT NULL, visibility TEXT NOT NULL,
        addressed BIGINT NOT NULL, text TEXT NOT NULL, language TEXT, extra TEXT NOT NULL,
        published_at BIGINT NOT NULL, received_at BIGINT NOT NULL)",
    "CREATE INDEX message_conversation ON message (conversation_id, published_at)",
    "CREATE INDEX message_identity ON message (identity_id, published_at)",
    "CREATE TABLE words (message_id UUID PRIMARY KEY, folded tsvector NOT NULL)",
    "CREATE INDEX words_folded ON words USING gin (folded)",
    "CREATE TABLE event (seq BIGSERIAL PRIMARY KEY, at BIGINT NOT NULL,
        conversation_id UUID NOT NULL, body TEXT NOT NULL)",
    "CREATE INDEX event_conversation ON event (conversation_id, seq)",
];

/// The same rows from 32 connections that know nothing of each other.
async fn plain(url: &str) -> Result<f64> {
    let mut admin = PgConnection::connect(url).await?;
    for statement in TABLES {
        admin.execute(statement).await?;
    }
    let mut connections = Vec::new();
    for _ in 0..WRITERS {
        connections.push(PgConnection::connect(url).await?);
    }
    let ids = Arc::new(V7::new(Arc::new(SystemClock)));
    let (account, conversation, identity) = (ids.next(), ids.next(), ids.next());
    let started = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for (writer, mut db) in connections.into_iter().enumerate() {
        let ids = Arc::clone(&ids);
        tasks.spawn(async move {
            for n in 0..EACH {
                let (n, text) = (i64::try_from(writer * EACH + n)?, text(n));
                let id = ids.next();
                let words = gerne_text::words(&text, 10_000).join(" ");
                let mut tx = db.begin().await?;
                sqlx::query(
                    "INSERT INTO message VALUES ($1, $2, $3, $4, $5, 'in', 'public', 1, $6, 'de',
                     $7, $8, $8)",
                )
                .bind(id)
                .bind(account)
                .bind(format!("post-{n}"))
                .bind(conversation)
                .bind(identity)
                .bind(&text)
                .bind(floor::EXTRA)
                .bind(n)
                .execute(&mut *tx)
                .await?;
                sqlx::query("INSERT INTO words VALUES ($1, to_tsvector('simple', $2))")
                    .bind(id)
                    .bind(&words)
                    .execute(&mut *tx)
                    .await?;
                sqlx::query("INSERT INTO event (at, conversation_id, body) VALUES ($1, $2, $3)")
                    .bind(n)
                    .bind(conversation)
                    .bind(floor::EVENT)
                    .execute(&mut *tx)
                    .await?;
                tx.commit().await?;
            }
            Ok::<_, anyhow::Error>(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(per_second(WRITERS * EACH, started))
}
