//! A backup holds everything, comes from one moment, goes to either engine, and is whole or
//! nothing.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use gerne_domain::DeliveryState;
use gerne_store::{
    BackupError, Page, Progress, Restored, Search, Session, SessionKind, Store, StoreConfig,
    StoreError, back_up, restore, testing::Fresh, verify_backup,
};

use crate::support::{House, at, attachment, customer, event, key, message, raw, reply, tx, world};

fn quiet() -> Progress {
    Arc::new(|_| {})
}

/// A house with something in every corner.
async fn full(house: &House) -> gerne_domain::DeliveryId {
    let w = world(house).await;
    let ids = house.ids.clone();
    let hash = house.store.put_blob(b"a picture".to_vec(), "image/png", at(3)).await.unwrap();
    let mut shown = message(&ids, w.account.id, w.thread, Some(w.conversation.id), "Öl & \"q\"", 2);
    let mut picture = attachment(&ids);
    picture.blob = Some(hash);
    picture.size = Some(9);
    shown.attachments = vec![picture.clone()];
    let (sent, delivery) = reply(&ids, &w, 5);
    let id = delivery.id;
    let (joined, _) = customer(&ids, "Zweite Anna", "anna@other.example");
    let session = Session {
        id: gerne_domain::SessionId::new(&ids),
        agent_id: w.agent.id,
        kind: SessionKind::Browser,
        label: "Firefox".to_owned(),
        created_at: at(1),
        seen_at: at(1),
        expires_at: None,
    };
    let program = Session {
        id: gerne_domain::SessionId::new(&ids),
        kind: SessionKind::Program,
        ..session.clone()
    };
    tx!(
        house,
        [w, shown, picture, sent, delivery, joined, session, program] | tx | {
            tx.insert_message(&shown).await?;
            tx.insert_attachment(shown.id, 0, &picture, None).await?;
            tx.insert_message(&sent).await?;
            tx.insert_delivery(&delivery).await?;
            tx.insert_customer(&joined).await?;
            tx.insert_session(&session, &[1; 32]).await?;
            tx.insert_session(&program, &[2; 32]).await?;
            tx.put_secret(w.account.id, "token", "geheim").await?;
            for n in 0..3 {
                tx.emit(event(n));
            }
        }
    );
    // An older row that refers to a younger one, as joining makes them.
    raw(
        house,
        "UPDATE customer SET joined_into = (SELECT id FROM customer WHERE name = 'Zweite Anna')
         WHERE name <> 'Zweite Anna' RETURNING name"
            .to_owned(),
    )
    .await;
    id
}

/// A place to restore to.
struct Target {
    config: StoreConfig,
    _folder: tempfile::TempDir,
    _fresh: Option<Fresh>,
}

impl Target {
    fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("new.db").display());
        let config = StoreConfig::new(url, folder.path().join("blobs"), vec![key("one", 1)]);
        Self { config, _folder: folder, _fresh: None }
    }

    async fn postgres() -> Self {
        let fresh = Fresh::postgres().await.expect("GERNE_TEST_POSTGRES names a server");
        let folder = tempfile::tempdir().unwrap();
        let config = StoreConfig::new(fresh.url(), "", vec![key("one", 1)]);
        Self { config, _folder: folder, _fresh: Some(fresh) }
    }

    async fn restore(&self, from: &Path) -> Result<Restored, BackupError> {
        restore(&self.config, from, at(100), &quiet()).await
    }
}

/// A file for a backup.
fn file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gerne.tar.gz");
    (folder, path)
}

#[tokio::test]
async fn sqlite_to_sqlite() {
    comes_back(&House::sqlite().await, &Target::sqlite(), &Target::sqlite()).await;
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn sqlite_to_postgres_to_sqlite() {
    comes_back(&House::sqlite().await, &Target::postgres().await, &Target::sqlite()).await;
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn postgres_to_sqlite_to_postgres() {
    comes_back(&House::postgres().await, &Target::sqlite(), &Target::postgres().await).await;
}

async fn comes_back(house: &House, first: &Target, second: &Target) {
    let reply = full(house).await;
    let (_folder, file) = file();
    let made = back_up(&house.config, &file, at(50), &quiet()).await.unwrap();
    assert_eq!(verify_backup(&file).await.unwrap(), made);
    assert_eq!((made.sums.blobs, made.sums.blob_bytes), (1, 9));
    assert_eq!(made.head.log_head, 3);
    assert!(made.sums.missing_blobs.is_empty());

    let restored = first.restore(&file).await.unwrap();
    assert_eq!((restored.deliveries_unknown, restored.sign_ins_ended), (1, 1));
    let store = Store::open(&first.config).await.unwrap();
    let mut db = store.read().await.unwrap();
    let delivery = db.delivery(reply).await.unwrap().unwrap();
    assert_eq!(delivery.state, DeliveryState::Unknown);
    assert_eq!(delivery.reason.unwrap().key, "delivery.restored");
    let doubted = db.restored_deliveries().await.unwrap();
    assert_eq!(doubted.len(), 1, "its conversation does not know it yet");
    let account = db.accounts().await.unwrap().remove(0);
    assert_eq!(db.secret(account.id, "token").await.unwrap().as_deref(), Some("geheim"));
    // Found by its words, though the index was not in the file.
    let found = db
        .search_messages(&Search::of("oel"), &gerne_domain::Scope::Everything, &Page::first(5))
        .await
        .unwrap();
    assert_eq!(found.items.len(), 1);
    let customers = db.search_customers("zweite", &Page::first(5)).await.unwrap();
    assert_eq!(customers.items.len(), 1);
    let hash = found.items[0].attachments[0].blob.clone().unwrap();
    assert_eq!(store.blob(&hash).await.unwrap().unwrap().bytes, b"a picture");
    assert_eq!(store.log().head(), 3);
    drop(db);
    // The log goes on where it was.
    let ((), seq) = store
        .write(|tx| {
            Box::pin(async move {
                tx.emit(event(9));
                Ok::<_, StoreError>(())
            })
        })
        .await
        .unwrap();
    assert_eq!(seq, 4);
    store.close().await;

    // And from there to the other engine: the same in every line of every table.
    let (_again, again) = (file.parent().unwrap(), file.with_extension("second"));
    let here = back_up(&first.config, &again, at(60), &quiet()).await.unwrap();
    second.restore(&again).await.unwrap();
    let third = file.with_extension("third");
    let there = back_up(&second.config, &third, at(61), &quiet()).await.unwrap();
    assert_eq!(here.head.tables, there.head.tables);
    let mut tables = here.sums.tables.iter().zip(&there.sums.tables);
    // Restored twice, the doubt about the reply is one of a later restore.
    let differs = tables.find(|(here, there)| here != there);
    assert_eq!(differs, None);
    assert_eq!(here.sums.blob_bytes, there.sums.blob_bytes);
    assert_ne!(made.head.engine, "");
}

#[tokio::test]
async fn a_backup_beside_a_busy_writer_is_of_one_moment_on_sqlite() {
    beside_a_busy_writer(House::sqlite().await, &Target::sqlite()).await;
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn a_backup_beside_a_busy_writer_is_of_one_moment_on_postgres() {
    beside_a_busy_writer(House::postgres().await, &Target::sqlite()).await;
}

/// Each write puts a message, its event, and a file, and drops an older file. Whatever moment the
/// backup is of: as many messages as events, every file there (restoring checks references, the
/// log and the files).
async fn beside_a_busy_writer(house: House, target: &Target) {
    let w = world(&house).await;
    let house = Arc::new(house);
    let (writer, ids) = (Arc::clone(&house), house.ids.clone());
    let (started, mut start) = tokio::sync::mpsc::channel(1);
    let stop = tokio_util::sync::CancellationToken::new();
    let stopped = stop.clone();
    let hammer = async move {
        let mut last = None;
        for n in 0_u32.. {
            if stopped.is_cancelled() {
                return n;
            }
            let bytes = format!("picture {n}").into_bytes();
            let hash = writer.store.put_blob(bytes, "image/png", at(3)).await.unwrap();
            let mut m = message(&ids, w.account.id, w.thread, Some(w.conversation.id), "x", 2);
            m.subject = Some("hammer".to_owned());
            let mut picture = attachment(&ids);
            picture.blob = Some(hash.clone());
            tx!(
                writer,
                [m, picture] | tx | {
                    tx.insert_message(&m).await?;
                    tx.insert_attachment(m.id, 0, &picture, None).await?;
                    tx.emit(event(1));
                }
            );
            if let Some((id, hash)) = last.replace((m.id, hash)) {
                tx!(writer, |tx| tx.entomb_message(id, at(9)).await?);
                writer.store.drop_blob(&hash).await.unwrap();
            }
            if n == 20 {
                started.send(()).await.unwrap();
            }
        }
        0
    };
    let (_folder, file) = file();
    let backups = async {
        start.recv().await.unwrap();
        for n in 0..5 {
            let file = file.with_extension(format!("{n}"));
            let made = back_up(&house.config, &file, at(50), &quiet()).await.unwrap();
            assert!(made.sums.missing_blobs.is_empty(), "{:?}", made.sums.missing_blobs);
            let rows =
                |name: &str| made.sums.tables.iter().find(|table| table.name == name).unwrap().rows;
            assert_eq!(rows("message"), rows("event") + 1);
            assert_eq!(u64::try_from(made.head.log_head).unwrap(), rows("event"));
        }
        stop.cancel();
    };
    let (written, ()) = tokio::join!(hammer, backups);
    assert!(written > 20);
    target.restore(&file.with_extension("4")).await.unwrap();
}

#[tokio::test]
async fn what_is_not_whole_is_refused_and_touches_nothing() {
    let house = House::sqlite().await;
    full(&house).await;
    let (_folder, file) = file();
    back_up(&house.config, &file, at(50), &quiet()).await.unwrap();
    let good = std::fs::read(&file).unwrap();
    let target = Target::sqlite();
    let database = target.config.url.0.strip_prefix("sqlite:").unwrap().to_owned();
    let mut bad = vec![good[..good.len() - 1].to_vec(), good[..good.len() / 2].to_vec(), vec![]];
    for at in [0, good.len() / 3, good.len() / 2, good.len() - 3] {
        bad.push(damaged(&good, at));
    }
    for (n, bad) in bad.into_iter().enumerate() {
        std::fs::write(&file, bad).unwrap();
        let refused = target.restore(&file).await;
        assert!(matches!(refused, Err(BackupError::Broken(_))), "{n}");
        assert!(!Path::new(&database).exists(), "{n}: nothing was made");
    }
    // The whole one is taken all the same, and only once.
    std::fs::write(&file, good).unwrap();
    target.restore(&file).await.unwrap();
    let error = target.restore(&file).await.unwrap_err();
    assert!(matches!(error, BackupError::NotEmpty { .. }), "{error}");
}

/// One bit flipped at a place or soon behind it. Compression can say the same in several ways (where
/// words repeat, a reference may point to either), so a flip that leaves what is packed as it was is
/// no damage: the next bit is taken then.
fn damaged(good: &[u8], at: usize) -> Vec<u8> {
    let unpacked = |bytes: &[u8]| {
        let mut all = Vec::new();
        let read = flate2::bufread::GzDecoder::new(bytes).read_to_end(&mut all);
        read.ok().map(|_| all)
    };
    let whole = unpacked(good);
    assert!(whole.is_some());
    let mut flips = (at * 8 + 6..good.len() * 8).map(|bit| {
        let mut flipped = good.to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        flipped
    });
    flips.find(|flipped| unpacked(flipped) != whole).unwrap()
}

#[tokio::test]
async fn another_key_is_told_before_anything_is_done() {
    let house = House::sqlite().await;
    full(&house).await;
    let (_folder, file) = file();
    back_up(&house.config, &file, at(50), &quiet()).await.unwrap();
    let mut target = Target::sqlite();
    for keys in [vec![key("one", 9)], vec![key("two", 1)]] {
        target.config.keys = keys;
        let error = target.restore(&file).await.unwrap_err();
        assert!(matches!(&error, BackupError::Key { id } if id == "one"), "{error}");
    }
    // More keys than needed do no harm.
    target.config.keys = vec![key("two", 2), key("one", 1)];
    target.restore(&file).await.unwrap();
}

#[tokio::test]
async fn a_lost_file_is_told_and_the_rest_is_saved() {
    let house = House::sqlite().await;
    full(&house).await;
    let hash = house.store.put_blob(b"spoiled".to_vec(), "image/png", at(3)).await.unwrap();
    let fan: String = hash.0.chars().take(2).collect();
    std::fs::write(house.config.blob_dir.join(fan).join(&hash.0), b"sp0iled").unwrap();
    let (_folder, file) = file();
    let made = back_up(&house.config, &file, at(50), &quiet()).await.unwrap();
    assert_eq!(made.sums.missing_blobs, [hash.0]);
    assert_eq!(made.sums.blobs, 1);
    Target::sqlite().restore(&file).await.unwrap();
}

#[tokio::test]
async fn nothing_is_dropped_from_under_a_backup() {
    let house = House::sqlite().await;
    let hash = house.store.put_blob(b"unused".to_vec(), "image/png", at(3)).await.unwrap();
    let lock = std::fs::File::open(house.config.blob_dir.join(".lock"));
    assert!(lock.is_err(), "made when it is needed");
    std::fs::write(house.config.blob_dir.join(".lock"), b"").unwrap();
    let lock = std::fs::File::open(house.config.blob_dir.join(".lock")).unwrap();
    lock.lock_shared().unwrap();
    assert!(!house.store.drop_blob(&hash).await.unwrap());
    drop(lock);
    assert!(house.store.drop_blob(&hash).await.unwrap());
}

#[tokio::test]
async fn there_must_be_something_to_back_up() {
    let target = Target::sqlite();
    let (_folder, file) = file();
    let error = back_up(&target.config, &file, at(0), &quiet()).await.unwrap_err();
    assert!(matches!(error, BackupError::Nothing(_) | BackupError::Store(_)), "{error}");
    assert!(!file.exists());
    let gone = Path::new("/no/such/folder/gerne.tar.gz");
    let house = House::sqlite().await;
    let error = back_up(&house.config, gone, at(0), &quiet()).await.unwrap_err();
    assert!(matches!(error, BackupError::File { .. }), "{error}");
}

/// A file system of a few kilobytes; only root may make one.
#[tokio::test]
async fn a_full_disk_leaves_no_half_file() {
    let house = House::sqlite().await;
    full(&house).await;
    // What does not get smaller.
    let mut state = 1_u32;
    let noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    });
    let noise: Vec<u8> = noise.take(400_000).collect();
    house.store.put_blob(noise, "image/png", at(3)).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mount = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
        .arg(folder.path())
        .stderr(std::process::Stdio::null())
        .status();
    if !mount.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: a small file system cannot be mounted here");
        return;
    }
    let file = folder.path().join("gerne.tar.gz");
    let error = back_up(&house.config, &file, at(50), &quiet()).await;
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    std::process::Command::new("umount").arg(folder.path()).status().unwrap();
    assert!(matches!(error, Err(BackupError::File { .. })));
    assert_eq!(left, 0);
}
