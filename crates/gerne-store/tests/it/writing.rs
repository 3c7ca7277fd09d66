//! The one writer: many commands, few commits, and each on its own.

use std::{panic::AssertUnwindSafe, sync::Arc};

use futures_util::{FutureExt, future::join_all};
use gerne_domain::{Team, TeamId};
use gerne_store::StoreError;

use crate::support::{House, Ids, event};

#[derive(Debug)]
enum Verb {
    Store(StoreError),
    No(usize),
}

impl From<StoreError> for Verb {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

#[tokio::test]
async fn failing_ones_fail_alone_on_sqlite() {
    failing_ones_fail_alone(&House::sqlite().await).await;
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn failing_ones_fail_alone_on_postgres() {
    failing_ones_fail_alone(&House::postgres().await).await;
}

/// Of each seven one says no after writing, one breaks a rule of the database, one panics.
async fn failing_ones_fail_alone(house: &House) {
    let ids = Arc::new(Ids::default());
    let writes = (0..140_usize).map(|n| {
        let ids = Arc::clone(&ids);
        house.store.write(move |tx| {
            Box::pin(async move {
                let name = format!("Team {n}");
                let team = Team { id: TeamId::new(&*ids), name };
                tx.insert_team(&team).await?;
                tx.emit(event(i64::try_from(n).unwrap_or_default()));
                match n % 7 {
                    2 => return Err(Verb::No(n)),
                    4 => tx.insert_team(&team).await?,
                    6 => panic!("as a defect would"),
                    _ => {}
                }
                Ok(n)
            })
        })
    });
    let results = join_all(writes).await;
    let mut seqs = Vec::new();
    for (n, result) in results.into_iter().enumerate() {
        match (n % 7, result) {
            (2, Err(Verb::No(no))) => assert_eq!(no, n),
            (4, Err(Verb::Store(StoreError::Exists { .. })))
            | (6, Err(Verb::Store(StoreError::Panicked))) => {}
            (0 | 1 | 3 | 5, Ok((value, seq))) => {
                assert_eq!(value, n);
                seqs.push(seq);
            }
            (_, other) => panic!("{n}: {other:?}"),
        }
    }
    seqs.sort_unstable();
    assert_eq!(seqs, (1..=80).collect::<Vec<_>>(), "each has a number of its own, without a gap");
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.teams().await.unwrap().len(), 80);
    let events = db.events_after(0, 999).await.unwrap();
    assert_eq!(events.len(), 80);
}

#[tokio::test]
async fn many_writes_need_few_commits() {
    let house = House::sqlite().await;
    let before = house.store.commits();
    let ids = Arc::new(Ids::default());
    let writes = (0..500_usize).map(|n| {
        let ids = Arc::clone(&ids);
        house.store.write(move |tx| {
            Box::pin(async move {
                let team = Team { id: TeamId::new(&*ids), name: format!("Team {n}") };
                tx.insert_team(&team).await
            })
        })
    });
    for result in join_all(writes).await {
        result.unwrap();
    }
    let needed = house.store.commits() - before;
    assert!((1..=20).contains(&needed), "500 writes needed {needed} commits");
}

#[tokio::test]
async fn who_stops_waiting_changes_nothing() {
    let house = House::sqlite().await;
    let team = Team { id: TeamId::new(&house.ids), name: "Weiter".to_owned() };
    let id = team.id;
    let mut write =
        Box::pin(house.store.write(move |tx| Box::pin(async move { tx.insert_team(&team).await })));
    // Asked, then gone.
    assert!(AssertUnwindSafe(write.as_mut()).now_or_never().is_none());
    drop(write);
    let barrier = house.store.write(|_| Box::pin(async { Ok::<_, StoreError>(()) }));
    barrier.await.unwrap();
    assert!(house.store.read().await.unwrap().team(id).await.unwrap().is_some());
}

#[tokio::test]
async fn readers_cannot_write() {
    let house = House::sqlite().await;
    let mut db = house.store.read().await.unwrap();
    assert!(db.teams().await.unwrap().is_empty());
    let version = crate::support::raw(&house, "PRAGMA journal_mode".to_owned()).await;
    assert_eq!(version, ["wal"]);
}
