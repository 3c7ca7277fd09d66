//! B: one matter, three messages, one owner. Two mails and a public post become one conversation;
//! whoever writes again has waited since their first word.

use gerne_demo::WorldConfig;
use gerne_sim::{MailSpec, PostSpec};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::stage::{Database, Stage, Told, on_both_engines};

on_both_engines!(eight_and_a_half_hours);

/// On a Wednesday in Berlin: just before 15:23, 16:00, 17:06.
const FIRST: &str = "2026-11-18T14:23:00Z";
const PUBLIC: &str = "2026-11-18T15:00:00Z";
const AGAIN: &str = "2026-11-18T16:06:00Z";

async fn eight_and_a_half_hours(database: Database) {
    let start = "2026-11-18T14:22:00Z".parse().unwrap();
    let config = WorldConfig { start, mailbox: true, ..WorldConfig::default() };
    let mut stage = Stage::set(database, config).await;
    let lena = stage.agent("lena").await;

    // 15:23, by mail. Somebody else asks something a little later.
    let mail = stage.world.sim.mail().clone();
    stage.world.set_time(instant(FIRST));
    let letter = "Die Datei war mir für heute Nachmittag zugesagt. Wo bleibt sie?";
    let first = mail.write("clara", MailSpec::new("Mein Download", letter)).unwrap();
    let matter = stage.row(&lena, "Wo bleibt sie", |_| true).await;
    let since = waiting(&matter);
    assert!(minutes(since, instant(FIRST)) < 1, "since the first word: {matter}");
    stage.world.set_time(instant("2026-11-18T14:40:00Z"));
    stage.says("ben@far.example", |us| PostSpec::public(&format!("@{us} do you ship to Sylt?")));
    let other = stage.row(&lena, "ship to Sylt", |_| true).await;

    // 16:00, in public.
    stage.world.set_time(instant(PUBLIC));
    let post = stage.says("clara", |us| {
        PostSpec::public(&format!(
            "@{us} Seit Stunden warte ich auf meinen Download. Niemand sagt was."
        ))
    });
    let public = stage.row(&lena, "Seit Stunden", |_| true).await;
    assert!(minutes(waiting(&public), instant(PUBLIC)) < 1, "not known to be hers yet: {public}");

    // It is one person and one matter, which can be taken back.
    let people = format!("/customers/{}/join", id(&matter["customer"]));
    lena.post(&people, json!({"other": public["customer"]["id"]})).await.unwrap();
    let path = format!("/conversations/{}", id(&matter));
    let join = json!({"other": public["id"]});
    let joined = lena.post(&format!("{path}/join"), join.clone()).await.unwrap();
    let undo = format!("/joins/{}/undo", id(&joined["joined"][0]));
    lena.post(&undo, json!({})).await.unwrap();
    let alone = lena.get(&path).await.unwrap();
    assert_eq!((&alone["unanswered"], waiting(&alone)), (&json!(1), since), "{alone}");
    let apart = lena.get(&format!("/conversations/{}", id(&public))).await.unwrap();
    assert!(minutes(waiting(&apart), instant(PUBLIC)) < 1, "{apart}");
    let joined = lena.post(&format!("{path}/join"), join).await.unwrap();
    assert_eq!(joined["threads"].as_array().unwrap().len(), 2, "{joined}");
    let mut platforms: Vec<&str> =
        joined["platforms"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    platforms.sort_unstable();
    assert_eq!(platforms, ["email", "mastodon"]);
    assert_eq!(waiting(&joined), since, "counted from the first word");
    assert_eq!(joined["unanswered"], 2, "{joined}");
    assert_eq!(joined["preview_private"], false, "now in public: {joined}");

    // 17:06, by mail again: the waiting is not reset.
    stage.world.set_time(instant(AGAIN));
    let letter = "Wenn das heute nichts mehr wird, trete ich vom Kauf zurück.";
    let second = mail.write("clara", MailSpec::answer(&first, letter)).unwrap();
    let row = stage.row(&lena, "vom Kauf zurück", |_| true).await;
    assert_eq!(row["id"], matter["id"], "the same matter: {row}");
    assert_eq!(waiting(&row), since, "the second mail does not reset it: {row}");
    assert_eq!((&row["unanswered"], &row["status"]), (&json!(3), &json!("open")), "{row}");
    let list = lena.get("/conversations?status=open&order=due").await.unwrap();
    let listed: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|r| &r["id"]).collect();
    assert_eq!(listed, [&matter["id"], &other["id"]], "who waits longest is first, once");
    let timeline = lena.get(&format!("{path}/timeline?limit=100")).await.unwrap();
    let order =
        ["Wo bleibt sie", "Seit Stunden", "vom Kauf zurück"].map(|words| at(&timeline, words));
    assert!(order.is_sorted(), "one timeline: {timeline}");

    // One owner answers where each was asked: by mail, and in public.
    let me = lena.get("/me").await.unwrap();
    let give = json!({"assignee_id": me["id"]});
    lena.call(reqwest::Method::PATCH, &path, Some(give)).await.unwrap();
    let told = Told::Mail { id: second, by: "clara".to_owned() };
    let text = "Es tut mir leid. Die Datei ist um 17:30 Uhr bei Ihnen.";
    let answer = stage.answers_told(&lena, &row, &told, text, json!({})).await;
    assert!(answer.private, "{answer:?}");
    let entries = timeline["items"].as_array().unwrap();
    let asked = entries.iter().find(|e| says(e, "Seit Stunden")).unwrap();
    let body =
        json!({"text": "Das darf nicht sein. Sie haben Post von mir.", "in_reply_to": asked["id"]});
    let start = stage.sends(&lena, &row, body).await;
    let server = stage.world.sim.mastodon();
    let shown = server.wait_for(|server| {
        server.answers_to(&post).into_iter().find(|post| post.text.contains(&start))
    });
    assert!(shown.await.unwrap().visibility != gerne_sim::Visibility::Direct, "where it was asked");
    let done = lena.get(&path).await.unwrap();
    assert_eq!(
        (&done["status"], &done["waiting_since"], &done["unanswered"]),
        (&json!("pending"), &Value::Null, &json!(0)),
        "{done}"
    );
    stage.end().await;
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}

fn waiting(row: &Value) -> Timestamp {
    instant(row["waiting_since"].as_str().unwrap())
}

/// Whole minutes between two instants.
fn minutes(one: Timestamp, other: Timestamp) -> i64 {
    one.duration_since(other).as_mins().abs()
}

fn says(entry: &Value, words: &str) -> bool {
    entry["text"].as_str().is_some_and(|text| text.contains(words))
}

/// Where on a timeline something stands.
fn at(timeline: &Value, words: &str) -> usize {
    timeline["items"].as_array().unwrap().iter().position(|entry| says(entry, words)).unwrap()
}
