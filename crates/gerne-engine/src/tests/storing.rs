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
