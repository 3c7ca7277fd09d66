//! Erasing people: what a crash leaves is taken up, to the last byte.

use gerne_domain::{
    Attachment, AttachmentId, AttachmentKind, Erasure, ErasureId, ErasureReason, Forgotten,
};
use gerne_store::{Fetched, Remembered, StoreError};
use uuid::Uuid;

use super::{scripted::said, stage::Stage};
use crate::{Engine, EngineConfig, LeaseConfig, Registry, Tasks, V7, verbs::ErasureOrder};

/// The rows were taken out, then the process died: nothing names the picture any more, and nobody
/// remembers that it was to be dropped.
async fn half_erased(stage: &Stage, all_rows: bool) -> (ErasureId, gerne_domain::BlobHash) {
    stage.platform.posts(said("1", "clara", "Kein Netz", stage.now()));
    stage.platform.posts(said("2", "clara", "Immer noch nicht", stage.now()));
    stage.engine.start();
    let message = stage.message("1").await;
    stage.message("2").await;
    let matter = stage.matter("1").await;
    let store = stage.engine.store();
    let now = stage.now();
    let ids = &*stage.engine.inner.ids;
    let erasure = Erasure {
        id: ErasureId::new(ids),
        at: now,
        agent_id: None,
        reason: ErasureReason::Requested,
        counts: Forgotten::default(),
        finished_at: None,
    };
    let picture = Attachment {
        id: AttachmentId::new(ids),
        kind: AttachmentKind::Image,
        mime: None,
        alt: None,
        name: None,
        remote_url: None,
        preview_url: None,
        blob: None,
        size: None,
        width: None,
        height: None,
    };
    let blob = store.put_blob(b"their face".to_vec(), "image/png", now).await.unwrap();
    let mime = "image/png".to_owned();
    let fetched = Fetched { blob: blob.clone(), mime, size: 10, width: None, height: None };
    let answer = Remembered {
        request_hash: [1; 32],
        status: 201,
        body: format!("{{\"id\":\"{}\"}}", message.id),
        at: now,
    };
    let (id, agent, customer) = (erasure.id, stage.anna.agent, matter.customer_id);
    store
        .write(move |tx| {
            Box::pin(async move {
                tx.insert_attachment(message.id, 0, &picture, None).await?;
                tx.set_attachment_fetched(picture.id, &fetched).await?;
                tx.remember(agent, "k1", &answer).await?;
                let identities = tx.identities_of(customer).await?;
                tx.begin_erasure(&erasure, Some(customer), &identities).await?;
                let out = tx.take_out_messages(&[message.id]).await?;
                tx.note_erasure(erasure.id, &out.counts, Some(customer)).await?;
                if all_rows {
                    let rest = tx.messages_of_people(&[customer], 9).await?;
                    tx.take_out_messages(&rest).await?;
                    let matters = tx.conversations_of_people(&[customer]).await?;
                    tx.take_out_conversations(&matters).await?;
                    tx.take_out_customers(&[customer]).await?;
                    tx.note_erasure(erasure.id, &out.counts, None).await?;
                }
                Ok::<_, StoreError>(())
            })
        })
        .await
        .unwrap();
    (id, blob)
}

async fn is_taken_up(all_rows: bool) {
    let stage = Stage::set().await;
    let (id, blob) = half_erased(&stage, all_rows).await;
    stage.pass(std::time::Duration::from_mins(6));
    let done = stage
        .until(async |stage| {
            let mut db = stage.engine.store().read().await.unwrap();
            db.erasure(id).await.unwrap().filter(|erasure| erasure.finished_at.is_some())
        })
        .await;
    assert!(done.counts.messages > 0, "what went before counts, too");
    let store = stage.engine.store();
    assert!(store.blob(&blob).await.unwrap().is_none(), "no picture is left");
    let mut db = store.read().await.unwrap();
    assert!(db.remembered(stage.anna.agent, "k1").await.unwrap().is_none());
    assert!(stage.open_conversations().await.is_empty());
}

#[tokio::test]
async fn an_erasure_that_broke_off_in_the_middle_is_taken_up() {
    is_taken_up(false).await;
}

#[tokio::test]
async fn an_erasure_that_broke_off_before_the_bytes_is_taken_up() {
    is_taken_up(true).await;
}

#[tokio::test]
async fn an_erasure_that_takes_long_is_not_begun_beside_itself() {
    let stage = Stage::set().await;
    let (id, _) = half_erased(&stage, false).await;
    let (store, elsewhere) = (stage.engine.store(), Uuid::from_u128(77));
    let take = async |work: bool| {
        let now = stage.now();
        let done: Result<(bool, i64), StoreError> = store
            .write(move |tx| {
                Box::pin(async move {
                    if work {
                        tx.claim_erasure(id, elsewhere, now, gerne_domain::Timestamp::MAX).await
                    } else {
                        tx.beat_erasure(id, elsewhere, now).await
                    }
                })
            })
            .await;
        done.unwrap().0
    };
    // Another process is at it, for much longer than five minutes, and lives.
    assert!(take(true).await);
    for _ in 0..10 {
        stage.pass(std::time::Duration::from_mins(1));
        assert!(take(false).await);
        let patience = std::time::Duration::from_mins(5);
        let before = gerne_domain::time::before(stage.now(), patience);
        stage.engine.resume_erasures(before).await.unwrap();
    }
    let left = store.read().await.unwrap().erasures_unfinished().await.unwrap();
    assert_eq!(left.len(), 1, "nobody else did anything");
    // It stands still: somebody else ends it, and it can do no more.
    stage
        .until(async |stage| {
            stage.pass(std::time::Duration::from_mins(1));
            let mut db = stage.engine.store().read().await.unwrap();
            db.erasure(id).await.unwrap().filter(|erasure| erasure.finished_at.is_some())
        })
        .await;
    assert!(!take(false).await);
}

#[tokio::test]
async fn a_note_is_written_once_also_when_an_erasure_broke_off_in_between() {
    let stage = Stage::set().await;
    stage.platform.posts(said("9", "ben", "Meiner auch", stage.now()));
    let (id, _) = half_erased(&stage, false).await;
    let theirs = stage.matter("9").await.id;
    let note = async || {
        let (text, key) = ("Siehe Störung".to_owned(), Some("k9".to_owned()));
        let done = stage.engine.add_note_once(&stage.anna, theirs, text, Vec::new(), key).await;
        done.unwrap().value
    };
    let first = note().await;
    stage.pass(std::time::Duration::from_mins(6));
    stage
        .until(async |stage| {
            let mut db = stage.engine.store().read().await.unwrap();
            db.erasure(id).await.unwrap().filter(|erasure| erasure.finished_at.is_some())
        })
        .await;
    assert_eq!(note().await, first, "asked again, because the answer was lost");
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.notes_of(theirs).await.unwrap().len(), 1);
}

#[tokio::test]
async fn every_node_keeps_its_own_list_of_erasures() {
    let stage = Stage::set().await;
    stage.platform.posts(said("1", "clara", "Kein Netz", stage.now()));
    stage.engine.start();
    let customer = stage.matter("1").await.customer_id;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("erasures.jsonl");
    // Another node, with a disk of its own; the first has none.
    let clock = std::sync::Arc::new(stage.clock.clone());
    let config = EngineConfig {
        lease: LeaseConfig::default(),
        erasure_list: Some(path.clone()),
        ..stage.engine.inner.config.clone()
    };
    let ids = std::sync::Arc::new(V7::new(clock.clone()));
    let registry = Registry::new([std::sync::Arc::new(stage.platform.clone()) as _]);
    let store = stage.engine.store().clone();
    let other = Engine::new(store, registry, clock, ids, config, Tasks::default());
    other.start();
    let confirm = "clara".to_owned();
    let order = ErasureOrder { customer, confirm, reason: ErasureReason::Requested };
    let erased = stage.engine.erase_customer(None, order).await.unwrap().value;
    assert!(erased.finished_at.is_some());
    let listed = stage
        .until(async |stage| {
            stage.pass(std::time::Duration::from_secs(10));
            let list = stage.engine.store().read_erasure_list(&path).await.unwrap();
            list.into_iter().find(|record| record.erasure == erased)
        })
        .await;
    assert!(!listed.marks.is_empty());
}
