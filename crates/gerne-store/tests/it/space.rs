//! A full disk: what does not fit fails cleanly, and everything goes on once there is room.

use gerne_store::{Store, StoreConfig, StoreError};

use crate::support::{event, key};

/// A file system of four megabytes: a new database takes two; only root may make one.
#[tokio::test]
async fn a_full_disk_breaks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mount = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=4m", "tmpfs"])
        .arg(folder.path())
        .stderr(std::process::Stdio::null())
        .status();
    if !mount.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: a small file system cannot be mounted here");
        return;
    }
    let mut filling = tokio::task::JoinSet::new();
    filling.spawn(fill(folder.path().to_owned()));
    let outcome = filling.join_next().await.unwrap();
    std::process::Command::new("umount").arg("-l").arg(folder.path()).status().unwrap();
    outcome.unwrap();
}

async fn fill(folder: std::path::PathBuf) {
    let url = format!("sqlite:{}", folder.join("gerne.db").display());
    let config = StoreConfig::new(url, folder.join("blobs"), vec![key("one", 1)]);
    let store = Store::open(&config).await.unwrap();
    assert!(store.free_space().is_some_and(|free| free < 4 << 20));
    assert!(!store.found_no_room());
    // Somebody else takes the room.
    let filler = folder.join("filler");
    let room = usize::try_from(store.free_space().unwrap()).unwrap();
    std::fs::write(&filler, vec![1; room.saturating_sub(64 << 10)]).unwrap();
    let write = |n: i64| {
        store.write(move |tx| {
            Box::pin(async move {
                for _ in 0..20 {
                    tx.emit(event(n));
                }
                Ok::<_, StoreError>(())
            })
        })
    };
    let mut kept = 0;
    let error = loop {
        match write(1).await {
            Ok(((), seq)) => kept = seq,
            Err(error) => break error,
        }
        assert!(kept < 100_000, "it never filled up");
    };
    assert!(error.is_full(), "{error:?}");
    assert!(store.found_no_room());
    // Reading goes on, and what was answered is there.
    assert_eq!(store.read().await.unwrap().log_head().await.unwrap(), kept);
    std::fs::remove_file(&filler).unwrap();
    let ((), seq) = write(2).await.unwrap();
    assert_eq!(seq, kept + 20, "no number was lost");
    assert!(!store.found_no_room());
    store.close().await;
}
