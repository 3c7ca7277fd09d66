//! Keys come and go; what was sealed stays readable as long as its key is there.

use std::sync::{Arc, Mutex};

use gerne_domain::AccountId;
use gerne_store::{KeySource, StoreError};

use crate::support::{House, key, raw, tx, world, write};

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

async fn opened(store: &gerne_store::Store, id: AccountId) -> Result<String, StoreError> {
    Ok(store.read().await?.secret(id, "a").await?.expect("it is there"))
}
