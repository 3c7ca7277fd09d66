use std::{net::SocketAddr, path::Path};

use gerne_domain::{Account, AccountId, AccountStatus};
use gerne_store::{Store, StoreError};
use tempfile::TempDir;

use super::*;
use crate::{App, settings::Secretive};

fn settings(folder: &Path) -> Settings {
    let mut settings = Settings::default();
    settings.database.url = Secretive(format!("sqlite:{}", folder.join("var/gerne.db").display()));
    settings.database.blobs = folder.join("var/blobs");
    settings.key.file = folder.join("var/gerne.key");
    settings
}

fn is_empty(folder: &TempDir) -> bool {
    std::fs::read_dir(folder.path()).unwrap().next().is_none()
}

async fn refused(settings: &Settings, purpose: Purpose) -> String {
    format!("{:#}", prepare(settings, purpose).await.unwrap_err())
}

/// An installation that has sealed something.
async fn sealed(settings: &Settings) {
    let app = App::open(settings.clone(), None).await.unwrap();
    let store = app.engine.store().clone();
    let at = gerne_domain::Timestamp::UNIX_EPOCH;
    let account = Account {
        id: AccountId(uuid()),
        platform: "mastodon".into(),
        external_id: "1".into(),
        handle: "@nordlicht".to_owned(),
        name: "Nordlicht".to_owned(),
        base_url: "https://social.example".to_owned(),
        avatar_url: None,
        status: AccountStatus::Connected,
        problem: None,
        status_since: at,
        connected_at: at,
        settings: gerne_domain::AccountSettings::default(),
        facts: serde_json::Value::Null,
        teams: Vec::new(),
    };
    let written = store.write(move |tx| {
        Box::pin(async move {
            tx.insert_account(&account).await?;
            tx.put_secret(account.id, "token", "geheim").await?;
            Ok::<_, StoreError>(())
        })
    });
    written.await.unwrap();
    store.close().await;
}

fn uuid<T: std::str::FromStr<Err: std::fmt::Debug>>() -> T {
    "01890000-0000-7000-8000-000000000001".parse().unwrap()
}

#[tokio::test]
async fn looking_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    for purpose in [Purpose::Look, Purpose::Save] {
        let why = refused(&settings, purpose).await;
        assert!(why.contains("there is no database at") && why.contains("var/gerne.db"), "{why}");
        assert!(why.contains("right folder?") && why.contains("--config"), "{why}");
    }
    assert!(migrate(&settings, false, drop).await.is_err());
    assert!(App::open_to(Purpose::Look, settings.clone(), None).await.is_err());
    assert!(is_empty(&folder));
    assert!(migrate(&settings, true, drop).await.unwrap() > 0, "who says so makes one");
    prepare(&settings, Purpose::Look).await.unwrap();
}

/// A loop of links stands for whatever may not be read: nobody is refused that as root.
#[cfg(unix)]
#[tokio::test]
async fn what_cannot_be_read_is_not_called_missing() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = settings(folder.path());
    sealed(&settings).await;
    let in_circles = folder.path().join("circle");
    std::os::unix::fs::symlink(&in_circles, &in_circles).unwrap();
    let (key, url) = (settings.key.file.clone(), settings.database.url.clone());
    settings.database.url = Secretive(format!("sqlite:{}/gerne.db", in_circles.display()));
    for purpose in [Purpose::Serve, Purpose::Look] {
        let why = refused(&settings, purpose).await;
        assert!(why.contains("does it belong to the user who runs Gerne"), "{why}");
        assert!(!why.contains("there is no database"), "{why}");
    }
    settings.database.url = url;
    settings.key.file = in_circles;
    let why = refused(&settings, Purpose::Look).await;
    assert!(why.contains("could not look for the key") && !why.contains("put your copy"), "{why}");
    settings.key.file = key;
    prepare(&settings, Purpose::Look).await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_something_else_is_told_once_and_with_advice() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    std::fs::create_dir(folder.path().join("var")).unwrap();
    std::fs::write(folder.path().join("var/gerne.db"), "Dies ist keine Datenbank.").unwrap();
    for purpose in [Purpose::Serve, Purpose::Look] {
        let why = refused(&settings, purpose).await;
        assert_eq!(why.matches("is not a SQLite database").count(), 1, "{why}");
        assert!(why.contains("database.url") && why.contains("gerne restore"), "{why}");
    }
    assert!(!settings.key.file.exists(), "nothing was made");
}

#[tokio::test]
async fn a_key_is_never_replaced_in_silence() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = settings(folder.path());
    sealed(&settings).await;
    let file = settings.key.file.clone();
    let copy = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    for purpose in [Purpose::Serve, Purpose::Look, Purpose::Save] {
        let why = refused(&settings, purpose).await;
        assert!(why.contains("put your copy there") && why.contains("gerne.key"), "{why}");
    }
    assert!(App::open(settings.clone(), None).await.is_err());
    assert!(!file.exists());
    // Another key of the same name opens nothing, and one of another name neither.
    let name = String::from_utf8_lossy(&copy).split(':').next().unwrap().to_owned();
    for other in [name.as_str(), "other"] {
        std::fs::write(&file, format!("{other}:{}\n", "ab".repeat(32))).unwrap();
        for purpose in [Purpose::Serve, Purpose::Look, Purpose::Save] {
            let why = refused(&settings, purpose).await;
            assert!(why.contains("sealed with another key"), "{why}");
        }
    }
    std::fs::write(&file, copy).unwrap();
    settings.key.create = false;
    for purpose in [Purpose::Serve, Purpose::Look, Purpose::Save] {
        prepare(&settings, purpose).await.unwrap();
    }
}

#[tokio::test]
async fn only_who_serves_changes_the_schema_and_only_alone() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    let fresh = prepare(&settings, Purpose::Serve).await.unwrap();
    gerne_store::migrate_to(&fresh, 1).await.unwrap();
    assert!(refused(&settings, Purpose::Look).await.contains("gerne migrate"));
    prepare(&settings, Purpose::Save).await.unwrap();
    let serving = take(&settings).unwrap();
    assert!(App::open(settings.clone(), None).await.is_err());
    assert!(migrate(&settings, false, drop).await.is_err());
    assert_eq!(look(&fresh).await.unwrap().schema, Some(1), "somebody else serves it");
    drop(serving);
    assert!(migrate(&settings, false, drop).await.unwrap() > 0);
    prepare(&settings, Purpose::Look).await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn what_is_made_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    let config = prepare(&settings, Purpose::Serve).await.unwrap();
    let store = Store::open(&config).await.unwrap();
    let var = folder.path().join("var");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&var), 0o700);
    for entry in std::fs::read_dir(&var).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path) & 0o077, 0, "{}", path.display());
    }
    store.close().await;
}

#[tokio::test]
async fn a_server_that_is_away_is_told_at_once_and_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = settings(folder.path());
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    settings.database.url = Secretive(format!("postgres://gerne:geheim@{closed}/gerne"));
    let why = refused(&settings, Purpose::Serve).await;
    assert!(why.contains(&format!("nobody answers at {closed}")), "{why}");
    assert!(!why.contains("geheim"), "{why}");
}

#[test]
fn why_nobody_can_listen() {
    let listen: SocketAddr = "127.0.0.1:80".parse().unwrap();
    for (kind, word) in [
        (ErrorKind::AddrInUse, "already"),
        (ErrorKind::AddrNotAvailable, "no such address"),
        (ErrorKind::PermissionDenied, "not allowed"),
    ] {
        assert!(not_there(listen, &kind.into()).contains(word));
    }
}

#[test]
fn nothing_of_a_password_is_shown() {
    let told = |url: &str| {
        let mut settings = Settings::default();
        settings.database.url = Secretive(url.to_owned());
        cannot(&settings)
    };
    for password in ["geh@eim/nis", "geh/eimnis", "geh@eimnis", "geh#eimnis", "geh?eimnis"] {
        let told = told(&format!("postgres://gerne:{password}@db.example:5432/gerne"));
        assert!(told.contains("write @ as %40"), "{told}");
        assert!(!told.contains("eim") && !told.contains("nis"), "{told}");
    }
    let clear = told("postgres://gerne:geheimnis@db.example:5432/gerne");
    assert!(clear.contains("db.example, database \"gerne\""), "{clear}");
}
