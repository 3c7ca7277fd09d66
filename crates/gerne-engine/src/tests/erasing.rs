//! Erasing people: what a crash leaves is taken up, to the last byte.

use gerne_domain::{
    Attachment, AttachmentId, AttachmentKind, Erasure, ErasureId, ErasureReason, Forgotten,
};
use gerne_store::{Fetched, Remembered, StoreError};

use super::{scripted::said, stage::Stage};

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
