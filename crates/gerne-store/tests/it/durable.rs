//! What was answered is there after the process is gone.

use std::process::{Command, Stdio};

use gerne_domain::{Team, TeamId};
use gerne_store::{Store, StoreConfig, StoreError};

use crate::support::{House, Ids, event, key, tx};

/// Told by the parent to the child: where to write.
const FOLDER: &str = "GERNE_TEST_KILL_FOLDER";

fn config(folder: &std::path::Path) -> StoreConfig {
    let url = format!("sqlite:{}", folder.join("gerne.db").display());
    StoreConfig::new(url, folder.join("blobs"), vec![key("one", 1)])
}

#[tokio::test]
async fn a_reopened_file_holds_everything() {
    let house = House::sqlite().await;
    let team = Team { id: TeamId::new(&house.ids), name: "Früh".to_owned() };
    tx!(
        house,
        [team] | tx | {
            tx.insert_team(&team).await?;
            tx.emit(event(1));
        }
    );
    // Not closed: as if the process had vanished.
    let again = house.another(&house.config).await;
    assert_eq!(again.read().await.unwrap().teams().await.unwrap(), [team]);
    assert_eq!(again.log().head(), 1);
}

/// A child writes until it is killed, at any moment; every write that it reported is there, the log
/// has no gap, and what it reported is at most one behind what is there.
#[tokio::test]
async fn a_killed_writer_loses_nothing_it_answered() {
    for round in 0..4 {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("answered");
        let file = std::fs::File::create(&output).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "durable::child", "--ignored", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::from(file))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let enough = 30 + round * 57;
        loop {
            let answered = answered(&output);
            if answered >= enough {
                break;
            }
            assert!(child.try_wait().unwrap().is_none(), "the child ended by itself");
            tokio::task::yield_now().await;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let answered = answered(&output);
        let store = Store::open(&config(folder.path())).await.unwrap();
        let mut db = store.read().await.unwrap();
        let teams = i64::try_from(db.teams().await.unwrap().len()).unwrap();
        let head = db.log_head().await.unwrap();
        let events = db.events_after(0, 100_000).await.unwrap();
        let numbers: Vec<i64> = events.iter().map(|event| event.seq).collect();
        assert_eq!(numbers, (1..=head).collect::<Vec<_>>(), "gapless");
        assert_eq!(teams, head, "each write came with its event");
        assert!(teams >= answered, "{answered} were answered, {teams} are there");
    }
}

/// The child: not a test of its own.
#[tokio::test]
#[ignore = "started by a_killed_writer_loses_nothing_it_answered"]
#[expect(clippy::disallowed_methods, reason = "the parent says where to write")]
async fn child() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let store = Store::open(&config(folder.as_ref())).await.unwrap();
    let ids = Ids::default();
    for n in 1.. {
        let team = Team { id: TeamId::new(&ids), name: format!("Team {n}") };
        let write = store.write(move |tx| {
            Box::pin(async move {
                tx.insert_team(&team).await?;
                tx.emit(event(n));
                Ok::<_, StoreError>(())
            })
        });
        let ((), seq) = write.await.unwrap();
        println!("answered {seq}.");
    }
}

/// The last number that stands whole in the child's output.
fn answered(output: &std::path::Path) -> i64 {
    let text = std::fs::read_to_string(output).unwrap();
    let whole = text.rsplit_once('.').map_or("", |(whole, _)| whole);
    whole.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default()
}
