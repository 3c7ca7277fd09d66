//! Keys come and go; what was sealed stays readable as long as its key is there.

use std::sync::{Arc, Mutex};

use gerne_domain::AccountId;
use gerne_store::{KeySource, StoreError};

use crate::support::{House, at, key, raw, tx, world, write};

#[tokio::test]
async fn keys_rotate_on_sqlite() {
    keys_rotate(&House::sqlite().await).await;
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn keys_rotate_on_postgres() {
    keys_rotate(&House::postgres().await).await;
}

async fn keys_rotate(house: &House) {
    let id = world(house).await.account.id;
    for name in ["a", "b", "c"] {
        tx!(house, |tx| tx.put_secret(id, name, &format!("geheim-{name}")).await?);
    }
    // A new key in front: the old secrets open, new ones and resealed ones use it.
    let mut config = house.config.clone();
    config.keys = vec![key("two", 2), key("one", 1)];
    let store = house.another(&config).await;
    assert_eq!(opened(&store, id).await.unwrap(), "geheim-a");
    write(&store, move |tx| Box::pin(async move { tx.put_secret(id, "c", "neu").await }))
        .await
        .unwrap();
    let mut resealed = Vec::new();
    loop {
        let count = write(&store, |tx| Box::pin(async move { tx.reseal(1).await })).await.unwrap();
        if count == 0 {
            break;
        }
        resealed.push(count);
    }
    assert_eq!(resealed, [1, 1]);
    // The old key is no longer needed.
    config.keys = vec![key("two", 2)];
    let store = house.another(&config).await;
    assert_eq!(opened(&store, id).await.unwrap(), "geheim-a");
    // Without it nothing opens, and says so.
    let error = opened(&house.store, id).await.unwrap_err();
    assert!(matches!(&error, StoreError::Sealed { key_id } if key_id == "two"), "{error}");
    // The right name with the wrong bytes does not open either.
    config.keys = vec![key("two", 9)];
    let error = opened(&house.another(&config).await, id).await.unwrap_err();
    assert!(matches!(error, StoreError::Sealed { .. }));

    // A sealed value that was moved to another place does not open there.
    raw(
        house,
        "UPDATE secret SET sealed = (SELECT s.sealed FROM secret s WHERE s.name = 'b')
         WHERE name = 'a'"
            .to_owned(),
    )
    .await;
    let error = opened(&store, id).await.unwrap_err();
    assert!(matches!(error, StoreError::Sealed { .. }));
    config.keys = Vec::new();
    assert!(matches!(
        gerne_store::Store::open(&config).await,
        Err(StoreError::Config { name: "keys", .. })
    ));
    assert!(!format!("{:?}", key("x", 7)).contains('7'));
}

/// One process serves while another rotates, as often as it likes: nothing that is asked fails, and
/// what is sealed meanwhile is sealed with the newest key.
#[tokio::test]
async fn keys_change_under_a_serving_store() {
    let house = House::sqlite().await;
    let id = world(&house).await.account.id;
    let ring = Arc::new(Mutex::new(vec![key("one", 1)]));
    let mut config = house.config.clone();
    let source = Arc::clone(&ring);
    config.key_source = Some(KeySource(Arc::new(move || Ok(source.lock().unwrap().clone()))));
    let serving = house.another(&config).await;
    write(&serving, move |tx| Box::pin(async move { tx.put_secret(id, "a", "geheim").await }))
        .await
        .unwrap();
    let stop = tokio_util::sync::CancellationToken::new();
    let (stopped, asked) = (stop.clone(), serving.clone());
    let mut asking = tokio::task::JoinSet::new();
    asking.spawn(async move {
        let mut times = 0;
        while !stopped.is_cancelled() {
            assert_eq!(opened(&asked, id).await.unwrap(), "geheim");
            write(&asked, move |tx| Box::pin(async move { tx.put_secret(id, "b", "neu").await }))
                .await
                .unwrap();
            times += 1;
        }
        times
    });
    for n in 2..8 {
        let fresh = key(&format!("k{n}"), n);
        ring.lock().unwrap().insert(0, fresh.clone());
        // Another process: it reads the keys when it starts.
        config.keys = ring.lock().unwrap().clone();
        let rotating = house.another(&config).await;
        while write(&rotating, |tx| Box::pin(async move { tx.reseal(10).await })).await.unwrap() > 0
        {
        }
        let used = rotating.read().await.unwrap().keys_in_use().await.unwrap();
        assert_eq!(used, std::slice::from_ref(&fresh.id));
        ring.lock().unwrap().truncate(1);
        rotating.close().await;
    }
    stop.cancel();
    assert!(asking.join_next().await.unwrap().unwrap() > 0);
}

/// A process that marks whom it erased does so with keys that still are there, and knows marks that
/// another made with a key it has not seen.
#[tokio::test]
async fn marks_follow_the_keys() {
    let house = House::sqlite().await;
    let w = world(&house).await;
    let ring = Arc::new(Mutex::new(vec![key("one", 1)]));
    let mut config = house.config.clone();
    let source = Arc::clone(&ring);
    config.key_source = Some(KeySource(Arc::new(move || Ok(source.lock().unwrap().clone()))));
    let serving = house.another(&config).await;
    // Rotated and retired while it serves.
    *ring.lock().unwrap() = vec![key("two", 2)];
    let erasure = gerne_domain::Erasure {
        id: gerne_domain::ErasureId::new(&house.ids),
        at: at(9),
        agent_id: None,
        reason: gerne_domain::ErasureReason::Requested,
        counts: gerne_domain::Forgotten::default(),
        finished_at: None,
    };
    let identity = w.identity.clone();
    write(&serving, move |tx| {
        Box::pin(async move { tx.begin_erasure(&erasure, None, &[identity]).await })
    })
    .await
    .unwrap();
    let mut db = serving.read().await.unwrap();
    assert_eq!(db.keys_in_use().await.unwrap(), ["two"]);
    let (platform, external) = (&w.identity.platform, &w.identity.external_id);
    assert_eq!(db.identity_erased_at(platform, external).await.unwrap(), Some(at(9)));
    drop(db);
    // Another process is started later; the first knows what it marked.
    config.keys = vec![key("three", 3)];
    config.key_source = None;
    let said = w.message.external_id.clone().unwrap();
    let (account, messages) = (w.account.id, vec![(w.account.id, said.clone())]);
    let later = house.another(&config).await;
    let id = later.read().await.unwrap().erasure_records().await.unwrap()[0].erasure.id;
    write(&later, move |tx| Box::pin(async move { tx.mark_messages(id, at(9), &messages).await }))
        .await
        .unwrap();
    *ring.lock().unwrap() = vec![key("three", 3), key("two", 2)];
    assert!(serving.read().await.unwrap().message_was_erased(account, &said).await.unwrap());

    // A key that only made marks and is lost does not stop a restore; it is said.
    let folder = tempfile::tempdir().unwrap();
    let (file, told) = (folder.path().join("gerne.tar.gz"), Arc::new(Mutex::new(Vec::new())));
    let telling = Arc::clone(&told);
    let progress: gerne_store::Progress = Arc::new(move |word| telling.lock().unwrap().push(word));
    gerne_store::back_up(&config, &file, at(10), &progress).await.unwrap();
    let url = format!("sqlite:{}", folder.path().join("new.db").display());
    let target = gerne_store::StoreConfig::new(url, folder.path().join("b"), vec![key("three", 3)]);
    gerne_store::restore(&target, &file, at(11), &progress).await.unwrap();
    let told = told.lock().unwrap().join("\n");
    assert!(told.contains("the key \"two\" is not there"), "{told}");
    assert!(!told.contains("the key \"three\""), "{told}");
}

async fn opened(store: &gerne_store::Store, id: AccountId) -> Result<String, StoreError> {
    Ok(store.read().await?.secret(id, "a").await?.expect("it is there"))
}
