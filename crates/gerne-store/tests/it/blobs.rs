//! Bytes: kept once, whole or not at all, dropped only when nothing names them.

use gerne_domain::{AgentId, BlobHash};
use gerne_store::{Draft, Fetched};

use crate::support::{House, at, attachment, tx, world};

#[tokio::test]
async fn on_sqlite() {
    let house = House::sqlite().await;
    bytes_are_kept(&house).await;
    let blobs = &house.config.blob_dir;
    let mut files = walk(blobs);
    files.retain(|name| name != ".lock");
    assert!(files.iter().all(|name| name.len() == 64), "no half-written file stays: {files:?}");
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn on_postgres() {
    bytes_are_kept(&House::postgres().await).await;
}

async fn bytes_are_kept(house: &House) {
    let store = &house.store;
    let bytes: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
    let hash = store.put_blob(bytes.clone(), "image/png", at(1)).await.unwrap();
    assert_eq!(hash.0.len(), 64);
    assert_eq!(store.put_blob(bytes.clone(), "image/png", at(2)).await.unwrap(), hash);
    let blob = store.blob(&hash).await.unwrap().unwrap();
    assert_eq!((blob.bytes.len(), blob.mime.as_str()), (bytes.len(), "image/png"));
    assert_eq!(blob.bytes, bytes);
    assert!(!format!("{blob:?}").contains("[0"), "bytes are not shown");
    assert_eq!(store.blob(&BlobHash("0".repeat(64))).await.unwrap(), None);
    let mut db = store.read().await.unwrap();
    let info = db.blob_info(&hash).await.unwrap().unwrap();
    assert_eq!((info.size, info.created_at), (bytes.len() as u64, at(2)));

    // Named by an attachment, a photo, a draft: it stays as long as one of them does.
    let world = world(house).await;
    let picture = attachment(&house.ids);
    let (message, id) = (world.message.id, picture.id);
    let fetched = Fetched {
        blob: hash.clone(),
        mime: "image/png".to_owned(),
        size: info.size,
        width: None,
        height: None,
    };
    tx!(house, |tx| {
        tx.insert_attachment(message, 0, &picture, None).await?;
        tx.set_attachment_fetched(id, &fetched).await?
    });
    assert!(db.unreferenced_blobs(at(9), 9).await.unwrap().is_empty());
    assert!(!store.drop_blob(&hash).await.unwrap());
    let mut agent = world.agent.clone();
    agent.face.photo = Some(hash.clone());
    let without = world.agent.clone();
    tx!(house, |tx| {
        tx.delete_attachment(id).await?;
        tx.update_agent(&agent).await?
    });
    assert!(!store.drop_blob(&hash).await.unwrap());
    let agent: AgentId = without.id;
    let draft = Draft {
        conversation_id: world.conversation.id,
        agent_id: agent,
        kind: "reply".to_owned(),
        body: serde_json::json!({ "media": [{ "upload_id": hash.0 }] }),
        saved_at: at(3),
    };
    let conversation = world.conversation.id;
    tx!(house, |tx| {
        tx.update_agent(&without).await?;
        tx.put_draft(&draft).await?;
    });
    assert!(!store.drop_blob(&hash).await.unwrap());
    tx!(house, |tx| tx.delete_draft(conversation, agent, "reply").await?);
    assert!(db.unreferenced_blobs(at(2), 9).await.unwrap().is_empty(), "it is too young");
    assert_eq!(db.unreferenced_blobs(at(9), 9).await.unwrap(), [hash.clone()]);
    assert!(store.drop_blob(&hash).await.unwrap());
    assert!(!store.drop_blob(&hash).await.unwrap());
    assert_eq!(store.blob(&hash).await.unwrap(), None);

    // The same bytes put and dropped at the same time: there or not, never half.
    let small = b"klein".to_vec();
    let hash = store.put_blob(small.clone(), "text/plain", at(1)).await.unwrap();
    for _ in 0..20 {
        let (put, dropped) = tokio::join!(
            store.put_blob(small.clone(), "text/plain", at(1)),
            store.drop_blob(&hash)
        );
        put.unwrap();
        dropped.unwrap();
        let known = db.blob_info(&hash).await.unwrap().is_some();
        assert_eq!(store.blob(&hash).await.unwrap().is_some(), known);
    }
}

fn walk(folder: &std::path::Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names.extend(walk(&path));
        } else {
            names.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    names
}
