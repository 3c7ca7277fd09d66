//! What people do at a shell, as processes of their own, beside an installation that serves.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use gerne_demo::client::Client;
use gerne_domain::{
    AccountId, Conversation, Customer, CustomerId, Direction, ExternalId, Identity, Message,
    ThreadId, Timestamp, Visibility,
};
use gerne_store::{Store, StoreError};
use reqwest::Method;

use crate::process::{Home, Shell, pass};

/// Something that stands in no other place.
const WORDS: &str = "Mein Anschluss im Gartenhaus";

#[tokio::test(flavor = "multi_thread")]
async fn a_start_that_cannot_have_its_port_leaves_nothing_behind() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("var");
    let settings = folder.path().join("gerne.toml");
    let text = format!(
        "[server]\nlisten = \"{}\"\n[database]\nurl = \"sqlite:{1}/gerne.db\"\nblobs = \
         \"{1}/blobs\"\n[key]\nfile = \"{1}/gerne.key\"\n",
        taken.local_addr().unwrap(),
        at.display(),
    );
    std::fs::write(&settings, text).unwrap();
    let said = Shell::at(&settings).run(&["serve"]).await;
    assert!(!said.ok && said.err.contains("something listens there already"), "{said:?}");
    assert!(!at.exists(), "no database and no key were made");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_handed_out_and_erased_and_figures_made_anew_at_a_shell_while_it_serves() {
    let home = Home::new(None, 1.0).await;
    let node = home.start("serving").await;
    let store = home.store().await;
    let clara = writes(&store, home.seeds.account.unwrap()).await;
    let shell = home.shell();
    let found = shell.run(&["customer", "find", "Clara"]).await;
    assert!(found.ok && found.out.contains(&clara.to_string()), "{found:?}");
    assert!(found.out.contains("Clara Petersen") && found.out.contains("@clara@"), "{found:?}");

    // Nobody was answered yet.
    let made = shell.run(&["reports", "rebuild"]).await;
    assert!(made.ok && made.out.contains("0 facts read from the log"), "{made:?}");

    let to = home.folder().join("clara.zip");
    let id = clara.to_string();
    let export = ["customer", "export", &id, "--to", to.to_str().unwrap()];
    let done = shell.run(&export).await;
    assert!(done.ok && done.out.contains("Everything about Clara Petersen is in"), "{done:?}");
    let (names, data) = archive(&to);
    assert!(names.iter().any(|name| name == "index.html"), "{names:?}");
    assert!(data.contains(WORDS));
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&to).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "for its owner alone");
    }
    let again = shell.run(&export).await;
    assert!(!again.ok && again.err.contains("could not make"), "not overwritten: {again:?}");

    let wrong = shell.run(&["customer", "erase", &id, "--confirm", "Somebody"]).await;
    assert!(!wrong.ok && !wrong.err.contains("erasure.confirm"), "in words: {wrong:?}");
    let erase = ["customer", "erase", &id, "--confirm", "clara petersen", "--reason", "objected"];
    let done = shell.run(&erase).await;
    assert!(done.ok && done.out.contains("1 messages, 1 conversations"), "{done:?}");
    let none = shell.run(&["customer", "find", "Clara"]).await;
    assert!(none.ok && none.out.contains("Nobody is found"), "{none:?}");
    for gone in [&export[..], &erase[..]] {
        let said = shell.run(gone).await;
        assert!(!said.ok && said.err.contains("there is no customer"), "{said:?}");
    }
    // Finished at once, or as soon as nobody reads what was there before.
    let began = Instant::now();
    let mut listed = shell.run(&["customer", "erasures"]).await;
    while !listed.out.contains("finished") && began.elapsed() < Duration::from_secs(30) {
        pass(Duration::from_millis(500)).await;
        listed = shell.run(&["customer", "erasures"]).await;
    }
    assert!(listed.ok && listed.out.contains("1 messages"), "{listed:?}");
    assert!(!listed.out.contains("Clara"), "nothing about them");
    let list = home.folder().join("erasures.jsonl");
    let known = shell.run(&["customer", "erase-again", list.to_str().unwrap()]).await;
    assert!(known.out.contains("1 erasures known, 0 people erased again"), "{known:?}");
    let nothing = home.folder().join("nothing.jsonl");
    let known = shell.run(&["customer", "erase-again", nothing.to_str().unwrap()]).await;
    assert!(!known.ok && known.err.contains("names nobody"), "{known:?}");
    drop(store);
    node.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_stopped_leaves_no_half_of_one() {
    let home = Home::new(None, 1.0).await;
    let store = home.store().await;
    // Some tens of megabytes that do not get smaller: long enough to be stopped in.
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..60 {
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random.to_le_bytes()
        })
        .take(1 << 16)
        .flatten()
        .collect();
        store.put_blob(bytes, "image/png", Timestamp::UNIX_EPOCH).await.unwrap();
    }
    store.close().await;
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("gerne.tar.gz");
    let shell = home.shell();
    let running = shell.begin(&["backup", "--to", to.to_str().unwrap()]);
    // Its file is there, so it is in the middle.
    let began = Instant::now();
    while there(folder.path()).is_empty() {
        assert!(began.elapsed() < Duration::from_mins(1), "it does not begin");
        pass(Duration::from_millis(2)).await;
    }
    running.signal("TERM");
    let said = running.end().await;
    assert!(!said.ok && said.err.contains("stopped; nothing was written"), "{said:?}");
    assert_eq!(there(folder.path()), Vec::<PathBuf>::new());
    // The next one is whole.
    let done = shell.run(&["backup", "--to", to.to_str().unwrap()]).await;
    assert!(done.ok, "{done:?}");
    let whole = shell.run(&["backup", "--verify", to.to_str().unwrap()]).await;
    assert!(whole.ok && whole.out.contains("It is whole."), "{whole:?}");
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::disallowed_methods, reason = "somebody who asks meanwhile; awaited below")]
async fn the_key_is_replaced_without_a_failed_request() {
    let home = Home::new(None, 1.0).await;
    let node = home.start("serving").await;
    let login = gerne_demo::world::AGENTS[0].login;
    let agent = Client::sign_in(&node.url, login, gerne_demo::world::PASSWORD).await.unwrap();
    let shell = home.shell();
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let (asking, stopped) = (agent.clone(), std::sync::Arc::clone(&stop));
    let account = home.seeds.account.unwrap();
    let asked = tokio::spawn(async move {
        let mut count = 0;
        while !stopped.load(std::sync::atomic::Ordering::Relaxed) {
            for (method, path) in [
                (Method::GET, "/conversations".to_owned()),
                (Method::GET, "/accounts".to_owned()),
                // Opens the account's token.
                (Method::POST, format!("/accounts/{account}/check")),
            ] {
                let (status, answer) = asking.try_call(method, &path, None, None).await.unwrap();
                assert!((200..300).contains(&status), "{path}: {status} {answer}");
                count += 1;
            }
        }
        count
    });
    let key = home.folder().join("gerne.key");
    let copy = std::fs::read_to_string(&key).unwrap();
    for _ in 0..3 {
        let done = shell.run(&["key", "rotate"]).await;
        assert!(done.ok && done.out.contains("is the first now"), "{done:?}");
        // What comes in after it comes through the account's token.
        crate::crash::post(&home, 1);
    }
    // Older backups need the old ones: nobody throws them away by the way.
    let list = shell.run(&["key", "list"]).await;
    assert!(list.ok && list.out.contains("backups from before the rotation do"), "{list:?}");
    let before = std::fs::read_to_string(&key).unwrap();
    let unsure = shell.run(&["key", "retire"]).await;
    assert!(!unsure.ok && unsure.err.contains("--yes"), "{unsure:?}");
    assert!(unsure.out.contains("Backups that were made before"), "{unsure:?}");
    assert_eq!(std::fs::read_to_string(&key).unwrap(), before, "nothing was done");
    let done = shell.run(&["key", "retire", "--yes"]).await;
    assert!(done.ok && done.out.contains("is gone"), "{done:?}");
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    assert!(asked.await.unwrap() > 0);
    let list = shell.run(&["key", "list"]).await;
    assert!(list.ok && list.out.contains("seals"), "{list:?}");

    // Somebody puts the copy from before there: what is missing is said by name.
    let right = std::fs::read_to_string(&key).unwrap();
    let first = |text: &str| text.split(':').next().unwrap().trim().to_owned();
    std::fs::write(&key, &copy).unwrap();
    let list = shell.run(&["key", "list"]).await;
    let missing = format!("{}  MISSING: secrets were sealed with it", first(&right));
    assert!(!list.ok && list.out.contains(&missing), "{list:?}");
    assert!(list.out.contains(&first(&copy)) && list.out.contains("Put your copy"), "{list:?}");
    // Another key of the same name.
    std::fs::write(&key, format!("{}:{}\n", first(&right), "ab".repeat(32))).unwrap();
    let list = shell.run(&["key", "list"]).await;
    assert!(!list.ok && list.out.contains("WRONG: another key of this name"), "{list:?}");
    std::fs::remove_file(&key).unwrap();
    let list = shell.run(&["key", "list"]).await;
    assert!(!list.ok && list.out.contains(&missing), "no key at all: {list:?}");
    std::fs::write(&key, right).unwrap();
    node.stop().await;
}

fn there(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// The names in an archive, and what is for machines.
fn archive(path: &Path) -> (Vec<String>, String) {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let names = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let data = std::io::read_to_string(zip.by_name("data.json").unwrap()).unwrap();
    (names, data)
}

/// Somebody wrote to the account.
async fn writes(store: &Store, account: AccountId) -> CustomerId {
    let at: Timestamp = "2026-11-02T09:00:00Z".parse().unwrap();
    let (customer, thread): (CustomerId, ThreadId) = (id(1), id(2));
    let person = Customer {
        id: customer,
        name: "Clara Petersen".to_owned(),
        language: None,
        address: None,
        about: String::new(),
        blocked_at: None,
        created_at: at,
    };
    let identity = Identity {
        id: id(3),
        customer_id: customer,
        platform: "mastodon".into(),
        external_id: ExternalId("clara-1".to_owned()),
        handle: "clara@social.example".to_owned(),
        name: person.name.clone(),
        avatar_url: None,
        profile_url: None,
        unreachable: None,
    };
    let matter = Conversation::begin(id(4), customer, account, None, at);
    let message = Message {
        id: id(5),
        account_id: account,
        thread_id: thread,
        conversation_id: Some(matter.id),
        external_id: Some(ExternalId("said-1".to_owned())),
        parent_id: None,
        direction: Direction::In,
        identity_id: Some(identity.id),
        agent_id: None,
        visibility: Visibility::Public,
        addressed: true,
        subject: None,
        text: WORDS.to_owned(),
        content_warning: None,
        language: None,
        mentions: Vec::new(),
        emojis: Vec::new(),
        attachments: Vec::new(),
        poll: None,
        quotes: None,
        url: None,
        published_at: at,
        received_at: at,
        edited_at: None,
        deleted_at: None,
        delivery_id: None,
        letter: None,
    };
    let written: Result<_, StoreError> = store
        .write(move |tx| {
            Box::pin(async move {
                tx.insert_customer(&person).await?;
                tx.upsert_identity(&identity).await?;
                tx.insert_conversation(&matter).await?;
                let name = ExternalId("said-1".to_owned());
                tx.insert_thread(thread, account, &name, Some(matter.id), at).await?;
                tx.insert_message(&message).await.map(drop)
            })
        })
        .await;
    written.unwrap();
    customer
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(n: u8) -> T {
    format!("01980000-0000-7000-8000-0000000000{n:02}").parse().unwrap()
}
