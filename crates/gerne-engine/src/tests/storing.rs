//! A disk that fills up.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use super::{scripted::said, stage::Stage};
use crate::{RoomConfig, Space};

#[tokio::test]
async fn fetching_stops_before_the_disk_is_full_and_goes_on_by_itself() {
    let stage = Stage::set().await;
    let free = Arc::new(AtomicU64::new(50));
    let measured = Arc::clone(&free);
    stage.engine.set_room(RoomConfig {
        reserve: 100,
        floor: 10,
        measure: Some(Arc::new(move || Some(measured.load(Ordering::Relaxed)))),
    });
    assert_eq!(stage.engine.measure_room().await.unwrap(), Space::Short);
    let alarms = || async {
        let alarms = stage.engine.store().read().await.unwrap().standing_alarms().await.unwrap();
        alarms.into_iter().map(|alarm| alarm.kind).collect::<Vec<_>>()
    };
    assert_eq!(alarms().await, ["storage_low"]);
    stage.platform.posts(said("1", "clara", "Kein Netz", stage.now()));
    stage.engine.start();
    // Agents can still work while nothing is fetched.
    stage.engine.add_team(None, "Nachts").await.unwrap();
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
    assert!(stage.open_conversations().await.is_empty(), "nothing is fetched");
    free.store(5, Ordering::Relaxed);
    assert_eq!(stage.engine.measure_room().await.unwrap(), Space::None);
    free.store(500, Ordering::Relaxed);
    // It measures again by itself, and what was written meanwhile comes.
    stage.pass(Duration::from_secs(11));
    stage.message("1").await;
    assert_eq!(stage.engine.space(), Space::Plenty);
    assert!(alarms().await.is_empty());
    assert_eq!(stage.engine.free_space(), Some(500));
}

/// The alarm needs room itself: when it could not be written, it is written later.
#[tokio::test]
async fn leads_are_told_later_when_they_could_not_be_told_at_once() {
    let stage = Stage::set().await;
    let free = Arc::new(AtomicU64::new(50));
    let measured = Arc::clone(&free);
    stage.engine.set_room(RoomConfig {
        reserve: 100,
        floor: 10,
        measure: Some(Arc::new(move || Some(measured.load(Ordering::Relaxed)))),
    });
    let standing = async || {
        let mut db = stage.engine.store().read().await.unwrap();
        db.standing_alarms().await.unwrap().len()
    };
    stage.engine.pretend_room(Space::Short);
    assert_eq!(stage.engine.measure_room().await.unwrap(), Space::Short);
    assert_eq!(standing().await, 1);
    assert_eq!(stage.engine.measure_room().await.unwrap(), Space::Short);
    assert_eq!(standing().await, 1, "once");
    // The same when it is over.
    stage.engine.pretend_room(Space::Plenty);
    free.store(500, Ordering::Relaxed);
    stage.engine.measure_room().await.unwrap();
    assert_eq!(standing().await, 0);
}

/// Each node has its own disk: what one says does not take back what another said; what a node said
/// that is gone does not stand for ever.
#[tokio::test]
async fn nodes_tell_of_their_own_disks() {
    let stage = Stage::set().await;
    let alone = crate::LeaseConfig { alone: true, ..Default::default() };
    let with =
        |free| RoomConfig { reserve: 100, floor: 10, measure: Some(Arc::new(move || Some(free))) };
    let earlier = stage.another(alone);
    earlier.set_room(with(50));
    earlier.measure_room().await.unwrap();
    let node = stage.another(crate::LeaseConfig::default());
    node.set_room(with(500));
    node.measure_room().await.unwrap();
    let standing = async || {
        let mut db = stage.engine.store().read().await.unwrap();
        db.standing_alarms().await.unwrap().len()
    };
    assert_eq!(standing().await, 1, "another node said it");
    stage.pass(Duration::from_mins(3));
    node.measure_room().await.unwrap();
    assert_eq!(standing().await, 0, "and is gone");
    // The same on a machine of its own, after a restart: at once.
    let again = stage.another(alone);
    again.set_room(with(50));
    again.measure_room().await.unwrap();
    assert_eq!(standing().await, 1);
    stage.another(alone).measure_room().await.unwrap();
    assert_eq!(standing().await, 0);
}

/// Pictures are the largest part of what is fetched.
#[tokio::test]
async fn pictures_wait_for_room() {
    let stage = Stage::set().await;
    stage.engine.pretend_room(Space::Short);
    let lease = gerne_store::Lease {
        name: crate::share::HOUSE.to_owned(),
        holder: stage.engine.inner.node,
        token: 1,
        expires_at: stage.now(),
    };
    let config = crate::LeaseConfig { alone: true, ..Default::default() };
    let hold = crate::lease::Hold::new(lease, Duration::ZERO, &config, crate::Tasks::default());
    let hold = Arc::new(hold);
    let waiting = stage.engine.fetch_media(&hold);
    tokio::pin!(waiting);
    let long = async {
        for _ in 0..20 {
            assert!(stage.open_conversations().await.is_empty());
        }
    };
    tokio::select! {
        biased;
        _ = &mut waiting => panic!("the disk is short"),
        () = long => {}
    }
    stage.engine.pretend_room(Space::Plenty);
    assert_eq!(waiting.await.unwrap(), None);
}
