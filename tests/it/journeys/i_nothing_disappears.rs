//! I, the half about forgetting: erasing a person and handing out their data are one command each,
//! complete and logged; what they delete on the platform is gone here, and that it was there stays.

use std::{
    io::{Cursor, Read as _},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use gerne_demo::{Client, WorldConfig};
use gerne_domain::Timestamp;
use gerne_sim::{PersonSpec, PostSpec};
use gerne_store::{Progress, StoreConfig, StoreKey, back_up, testing::traces};
use reqwest::Method;
use serde_json::{Value, json};

use super::stage::{Database, Stage, on_both_engines};

on_both_engines!(nothing_disappears_but_on_demand);

/// Whose handle and name these are is nobody's but hers.
const HANDLE: &str = "vroniwxkqzjplm@weit.example";
const NAME: &str = "Quendolinxvb Zarpfenkrotz";

/// Everything that is to be found nowhere afterwards. Words that no text holds by chance.
const PLANTED: [&str; 21] = [
    "vroniwxkqzjplm",
    "quendolinxvb",
    "zarpfenkrotz",
    "erstewortxjqpvw",
    "alterwortlautkqjz",
    "neuerwortlautwvxq",
    "warnungvorqxzjvk",
    "bildworteqkzxwvj",
    "gpxbildbytesqvkjz",
    "notizuebersiezqkx",
    "entwurfansiekwqzx",
    "entwurfnotizvjqxk",
    "antwortansiezxqvk",
    "rufeaufihrenqjzvw",
    "ueberdiepersonxkq",
    "privatessagtezvqx",
    "inandererssacheqj",
    "antwortanderswoxz",
    "sprichtdieanderekq",
    "betreffzeilewqjvx",
    "ansichtdienurihrqz",
];

/// What somebody else deleted on the platform: gone from the rows already before.
const BURIED: &str = "sprichtdieanderekq";

async fn nothing_disappears_but_on_demand(database: Database) {
    let logged = listen_to_logs();
    let folder = tempfile::tempdir().unwrap();
    let url = database
        .url()
        .unwrap_or_else(|| format!("sqlite:{}", folder.path().join("gerne.db").display()));
    let config = WorldConfig { folder: Some(folder.path().to_owned()), ..WorldConfig::default() };
    let mut stage = Stage::set(database, config).await;
    let (anna, jonas, lena) =
        (stage.agent("anna").await, stage.agent("jonas").await, stage.agent("lena").await);
    let sim = stage.world.sim.mastodon().clone();
    sim.add_person(PersonSpec::new(HANDLE, NAME).lang("de")).unwrap();

    // She writes in public with a picture, changes it, and says more in private.
    let picture = [png(), b"gpxbildbytesqvkjz".to_vec()].concat();
    let media = sim.upload(HANDLE, picture, "image/png", Some("bildworteqkzxwvj")).unwrap();
    let post = stage.says(HANDLE, |us| {
        PostSpec::public(&format!("@{us} erstewortxjqpvw alterwortlautkqjz"))
            .spoiler("warnungvorqxzjvk")
            .media(&media)
    });
    let row = stage.row(&lena, "warnungvorqxzjvk", |_| true).await;
    sim.edit(&post, "@nordlicht_hilft erstewortxjqpvw neuerwortlautwvxq").unwrap();
    let id = row["id"].as_str().unwrap().to_owned();
    let customer = row["customer"]["id"].as_str().unwrap().to_owned();
    entries(&lena, &id, "neuerwortlautwvxq").await;
    let there = format!("/conversations/{id}/timeline");
    let pictured = |page: &Value| page["items"][0]["attachments"][0]["state"] == "ready";
    until(&lena, &there, "the picture", pictured).await;
    stage.says(HANDLE, |us| PostSpec::direct(&format!("@{us} privatessagtezvqx")));
    let private = stage.row(&lena, "privatessagtezvqx", |_| true).await;

    // They answer, note, begin to write, call each other, and keep lists of her.
    stage.answers(&lena, &row, &post, "antwortansiezxqvk").await;
    let note =
        json!({"text": "notizuebersiezqkx rufeaufihrenqjzvw", "mentions": [me(&jonas).await]});
    lena.post(&format!("/conversations/{id}/notes"), note.clone()).await.unwrap();
    let path = format!("/conversations/{id}/notes");
    lena.try_call(Method::POST, &path, Some(note), Some("remembered")).await.unwrap();
    for (kind, text) in [("reply", "entwurfansiekwqzx"), ("note", "entwurfnotizvjqxk")] {
        let path = format!("/conversations/{id}/drafts/{kind}");
        jonas.call(Method::PUT, &path, Some(json!({"text": text}))).await.unwrap();
    }
    let about = json!({"about": "ueberdiepersonxkq"});
    lena.call(Method::PATCH, &format!("/customers/{customer}"), Some(about)).await.unwrap();
    let subject = json!({"subject": "betreffzeilewqjvx"});
    lena.call(Method::PATCH, &format!("/conversations/{id}"), Some(subject)).await.unwrap();
    let view = json!({"name": "ansichtdienurihrqz", "filter": {"customer": customer}});
    lena.post("/views", view).await.unwrap();

    // In another customer's matter she says something, is answered, and is spoken of.
    let other = stage.says("clara", |us| PostSpec::public(&format!("@{us} Bei mir ruckelt es")));
    let others = stage.row(&lena, "ruckelt", |_| true).await;
    let others_id = others["id"].as_str().unwrap().to_owned();
    let hers = stage
        .says(HANDLE, |us| PostSpec::public(&format!("@{us} inandererssacheqj")).reply_to(&other));
    entries(&lena, &others_id, "inandererssacheqj").await;
    let mine = find(&lena, &others_id, "inandererssacheqj").await;
    let body = json!({"text": "antwortanderswoxz", "in_reply_to": mine["id"],
        "seen": lena.head().await.unwrap()});
    lena.reply(&others_id, "elsewhere", body).await.unwrap();
    stage.says("clara", |us| {
        let text = format!("@{us} @{HANDLE} hat recht, sprichtclaraweiter");
        PostSpec::public(&text).reply_to(&other)
    });
    entries(&lena, &others_id, "sprichtclaraweiter").await;
    let about_her = json!({"text": format!("{NAME} ({HANDLE}) auch"), "mentions": []});
    lena.post(&format!("/conversations/{others_id}/notes"), about_her).await.unwrap();

    // What clara deletes is gone, and that it was there stays.
    let regretted = stage.says("clara", |us| {
        PostSpec::public(&format!("@{us} sprichtdieanderekq")).reply_to(&other)
    });
    entries(&lena, &others_id, "sprichtdieanderekq").await;
    let regretted_entry = find(&lena, &others_id, "sprichtdieanderekq").await;
    sim.delete(&regretted).unwrap();
    let tomb = format!("/messages/{}/check", regretted_entry["id"].as_str().unwrap());
    lena.try_call(Method::POST, &tomb, None, None).await.unwrap();
    let buried = move |page: &Value| {
        items(page).iter().any(|e| e["id"] == regretted_entry["id"] && !e["deleted_at"].is_null())
    };
    let there = format!("/conversations/{others_id}/timeline");
    until(&lena, &there, "a tombstone", buried).await;

    // All of it is there before, but what was buried: the test would not see otherwise what is
    // missing after.
    let before = traces(&url, &[folder.path()], &PLANTED).await;
    let seen = |word: &&str| before.iter().any(|trace| trace.ends_with(*word));
    let lacking: Vec<&str> =
        PLANTED.into_iter().filter(|word| !seen(word) && *word != BURIED).collect();
    assert!(lacking.is_empty(), "never planted: {lacking:?}");
    let saved = in_a_new_backup(&url, folder.path()).await;
    assert!(saved.len() >= PLANTED.len() - 2, "a backup holds what is there: {saved:?}");

    let head = anna.head().await.unwrap();
    handed_out(&stage, &lena, &customer).await;

    // Only an admin erases, and says whom.
    let path = format!("/customers/{customer}/erasure");
    let (status, _) =
        jonas.try_call(Method::POST, &path, Some(json!({"confirm": NAME})), None).await.unwrap();
    assert_eq!(status, 403);
    let wrong = json!({"confirm": "Clara Otto"});
    let (status, problem) = anna.try_call(Method::POST, &path, Some(wrong), None).await.unwrap();
    assert_eq!((status, problem["code"].as_str()), (422, Some("erasure.confirm")));
    let order = json!({"confirm": format!("@{HANDLE}"), "reason": "requested"});
    let done = anna.post(&path, order.clone()).await.unwrap();
    assert!(done["counts"]["messages"].as_u64().unwrap() >= 4, "{done}");
    assert_eq!(done["counts"]["notes"], 2, "{done}");
    assert!(!done["finished_at"].is_null(), "nobody else reads: {done}");
    let (status, _) = anna.try_call(Method::POST, &path, Some(order), None).await.unwrap();
    assert_eq!(status, 404);
    let list = anna.get("/erasures").await.unwrap();
    assert_eq!(list["items"][0]["id"], done["id"]);

    // Gone for everybody, from every place.
    for path in [
        format!("/customers/{customer}"),
        format!("/conversations/{id}"),
        format!("/conversations/{}", private["id"].as_str().unwrap()),
    ] {
        assert_eq!(anna.try_call(Method::GET, &path, None, None).await.unwrap().0, 404, "{path}");
    }
    let found = anna.get("/search?q=erstewortxjqpvw&kind=messages").await.unwrap();
    assert!(items(&found).is_empty());
    let events = anna.get(&format!("/events?after={head}&limit=100")).await.unwrap();
    let told = |kind: &str| items(&events).iter().any(|event| event["kind"] == kind);
    assert!(told("customer_erased") && told("conversation_forgotten") && told("customer_exported"));

    // Clara's matter stays, without her.
    let page = lena.get(&format!("/conversations/{others_id}/timeline")).await.unwrap();
    let text = page.to_string();
    assert!(text.contains("ruckelt") && text.contains("sprichtclaraweiter"), "{text}");

    // A platform that sends everything again brings nothing back; somebody who answers below an old
    // post neither; what she says from now on is new.
    sim.drop_connections();
    stage.says("clara", |us| PostSpec::public(&format!("@{us} Und darunter?")).reply_to(&hers));
    stage.row(&lena, "Und darunter?", |_| true).await;
    leaves_no_trace(&url, folder.path(), &logged).await;
    assert_eq!(in_a_new_backup(&url, folder.path()).await, Vec::<&str>::new());

    sim.post(HANDLE, PostSpec::public("@nordlicht_hilft Hallo, neues Thema").reply_to(&post))
        .unwrap();
    let again = stage.row(&lena, "neues Thema", |_| true).await;
    assert_ne!(again["customer"]["id"], customer.as_str());
    let path = format!("/conversations/{}/timeline", again["id"].as_str().unwrap());
    let page = lena.get(&path).await.unwrap();
    assert_eq!(items(&page).iter().filter(|e| e["type"] == "message").count(), 1, "{page}");
    stage.end().await;
}

/// An archive with everything of hers and nothing of others.
async fn handed_out(stage: &Stage, lena: &Client, customer: &str) {
    let path = format!("/customers/{customer}/export?language=de");
    assert_eq!(lena.try_call(Method::GET, &path, None, None).await.unwrap().0, 403);
    let caller = stage.world.engine();
    let mut export =
        caller.export_customer(None, customer.parse().unwrap(), Some("de")).await.unwrap().value;
    let mut bytes = Vec::new();
    while let Some(piece) = export.next().await {
        bytes.extend_from_slice(&piece.unwrap());
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let page = String::from_utf8(read("index.html")).unwrap();
    let data: Value = serde_json::from_slice(&read("data.json")).unwrap();
    let picture = read("attachments/0001.png");
    assert!(picture.ends_with(b"gpxbildbytesqvkjz"));
    let data = data.to_string();
    for word in PLANTED {
        // The bytes of a picture, a list's name and what somebody else said are not in texts.
        let apart = ["gpxbildbytesqvkjz", "ansichtdienurihrqz", "sprichtdieanderekq"];
        let told = data.to_lowercase().contains(word) && page.to_lowercase().contains(word);
        assert!(told || apart.contains(&word), "{word} is not handed out");
    }
    for foreign in ["ruckelt", "sprichtclaraweiter", "Clara Otto", "Petersen"] {
        assert!(!data.contains(foreign) && !page.contains(foreign), "{foreign} is handed out");
    }
}

async fn leaves_no_trace(url: &str, folder: &std::path::Path, logged: &Mutex<Vec<u8>>) {
    let left = traces(url, &[folder], &PLANTED).await;
    // What clara deleted goes from the rows at once, from the last bytes within the day.
    let left: Vec<&String> = left
        .iter()
        .filter(|trace| !trace.starts_with("file") || !trace.ends_with(BURIED))
        .collect();
    assert!(left.is_empty(), "{left:#?}");
    let log = logged.lock().unwrap_or_else(PoisonError::into_inner);
    let log = String::from_utf8_lossy(&log).to_lowercase();
    assert!(log.contains("engine.ingest"), "the log is heard");
    let told: Vec<&str> = PLANTED.into_iter().filter(|word| log.contains(word)).collect();
    assert!(told.is_empty(), "in the log: {told:?}");
}

/// Which of the planted words a backup that is made now holds.
async fn in_a_new_backup(url: &str, folder: &std::path::Path) -> Vec<&'static str> {
    let aside = tempfile::tempdir().unwrap();
    let file = aside.path().join("new.tar.gz");
    // No secret is opened: any key will do.
    let key = StoreKey { id: "none".to_owned(), bytes: [0; 32] };
    let config = StoreConfig::new(url, folder.join("blobs"), vec![key]);
    let quiet: Progress = Arc::new(drop::<String>);
    back_up(&config, &file, Timestamp::UNIX_EPOCH, &quiet).await.unwrap();
    let mut bytes = Vec::new();
    let packed = std::fs::File::open(&file).unwrap();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes).to_lowercase();
    PLANTED.into_iter().filter(|word| text.contains(word)).collect()
}

/// Everything that our crates write to the log, of all tests of this process.
fn listen_to_logs() -> Arc<Mutex<Vec<u8>>> {
    static LOGGED: OnceLock<Arc<Mutex<Vec<u8>>>> = OnceLock::new();
    Arc::clone(LOGGED.get_or_init(|| {
        let logged = Arc::new(Mutex::new(Vec::new()));
        let filter = "info,gerne=debug,gerne_api=debug,gerne_engine=debug,gerne_store=debug,\
                      gerne_webapi=debug,gerne_connector_mastodon=debug,sqlx=warn";
        let written = Ears(Arc::clone(&logged));
        let subscriber = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_ansi(false)
            .with_span_events(tracing_subscriber::fmt::format::FmtSpan::CLOSE)
            .with_writer(move || written.clone())
            .finish();
        // Another test may listen already; then this one hears nothing and says so.
        drop(tracing_subscriber::util::SubscriberInitExt::try_init(subscriber));
        logged
    }))
}

#[derive(Clone)]
struct Ears(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Ears {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn items(page: &Value) -> Vec<Value> {
    page["items"].as_array().cloned().unwrap_or_default()
}

async fn me(agent: &Client) -> Value {
    agent.get("/me").await.unwrap()["id"].clone()
}

async fn until(agent: &Client, path: &str, what: &str, holds: impl Fn(&Value) -> bool) {
    let (path, holds) = (path.to_owned(), &holds);
    agent
        .until(what, move |agent| {
            let path = path.clone();
            async move {
                let page = agent.get(&path).await?;
                Ok(holds(&page).then_some(()))
            }
        })
        .await
        .unwrap();
}

/// Waits until a conversation's timeline holds these words.
async fn entries(agent: &Client, conversation: &str, words: &str) {
    let path = format!("/conversations/{conversation}/timeline");
    until(agent, &path, words, |page| page.to_string().contains(words)).await;
}

async fn find(agent: &Client, conversation: &str, words: &str) -> Value {
    let page = agent.get(&format!("/conversations/{conversation}/timeline")).await.unwrap();
    let found = items(&page).into_iter().find(|e| e.to_string().contains(words));
    found.unwrap_or_else(|| panic!("{words} is not there: {page}"))
}

/// The smallest picture that is one.
fn png() -> Vec<u8> {
    let digits = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154\
                  789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082";
    let digits: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks_exact(2).filter_map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect()
}
