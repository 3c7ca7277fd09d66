//! I, the half about criticism: hiding is for hate, at once, with a reason, looked at by a lead, and
//! can be taken back; deleting needs two people. What was done stays known and holds no words.

use gerne_demo::{Client, WorldConfig};
use gerne_store::testing::traces;
use reqwest::Method;
use serde_json::{Value, json};

use super::stage::{Channel, Database, Stage, Told, on_facebook};

on_facebook!(criticism_stays);

const HATE: &str = "hasswortqzjxkv";
const OURS: &str = "versehenwqzxjk";

async fn criticism_stays(database: Database, channel: Channel) {
    let folder = tempfile::tempdir().unwrap();
    let url = database
        .url()
        .unwrap_or_else(|| format!("sqlite:{}", folder.path().join("gerne.db").display()));
    let config = WorldConfig { folder: Some(folder.path().to_owned()), ..Stage::config(channel) };
    let mut stage = Stage::set(database, config).await;
    let (lena, jonas) = (stage.agent("lena").await, stage.agent("jonas").await);
    let facebook = stage.world.sim.facebook().clone();
    let before = lena.head().await.unwrap();
    let post = stage.publishes("Ab heute gilt der neue Tarif.");
    let Told::OnFacebook(id) = stage.comments("ben", &post, &format!("Raus mit {HATE}!")) else {
        unreachable!("it is a comment")
    };
    let row = stage.row(&lena, HATE, |_| true).await;
    let conversation = row["id"].as_str().unwrap().to_owned();
    let entry = entry(&lena, &conversation, HATE).await;
    let path = format!("/messages/{}/hidden", entry["id"].as_str().unwrap());

    // Without a reason from the list nothing is hidden.
    for reason in [json!({}), json!({"reason": "criticism"})] {
        let (status, problem) =
            lena.try_call(Method::POST, &path, Some(reason), None).await.unwrap();
        assert!((400..=422).contains(&status), "{status} {problem}");
    }
    assert!(!facebook.comment_by_id(&id).unwrap().hidden);

    // With one it is, at once, whoever does it.
    let hiding = lena.post(&path, json!({"reason": "hateful"})).await.unwrap();
    hidden(&facebook, &id, true).await;
    let trace = hiding["id"].as_str().unwrap().to_owned();
    let listed = found(&jonas, "/hidings", &trace).await;
    assert_eq!((&listed["reason"], &listed["yours_to_review"]), (&json!("hateful"), &json!(true)));
    assert_eq!(found(&lena, "/hidings", &trace).await["yours_to_review"], false);
    let keep = format!("/hidings/{trace}/keep");
    let (status, _) = lena.try_call(Method::POST, &keep, None, None).await.unwrap();
    assert_eq!(status, 403, "who hid it does not judge it");
    let (status, kept) = jonas.try_call(Method::POST, &keep, None, None).await.unwrap();
    assert!((200..300).contains(&status), "{kept}");

    // Shown again; that it was hidden stays known.
    let (status, shown) = lena.try_call(Method::DELETE, &path, None, None).await.unwrap();
    assert!((200..300).contains(&status), "{shown}");
    hidden(&facebook, &id, false).await;
    let settled = found(&jonas, "/hidings?settled=true", &trace).await;
    assert!(!settled["shown_at"].is_null() && !settled["reviewed_at"].is_null(), "{settled}");

    // A mistake of ours goes only when a second person says so.
    let told = Told::OnFacebook(id.clone());
    let text = format!("Das war {OURS}.");
    let answer = stage.answers_told(&lena, &row, &told, &text, json!({})).await;
    let ours = self::entry(&lena, &conversation, OURS).await;
    let path = format!("/messages/{}/deletion", ours["id"].as_str().unwrap());
    let propose = |lena: Client| {
        let path = path.clone();
        async move {
            // Facebook may show it before we know that it arrived.
            let why = Some(json!({"reason": "mistake"}));
            let (status, said) = lena.try_call(Method::POST, &path, why, None).await?;
            Ok((200..300).contains(&status).then_some(said))
        }
    };
    let proposed = lena.until("a proposal", propose).await.unwrap();
    let proposal = proposed["id"].as_str().unwrap().to_owned();
    let confirm = format!("/deletions/{proposal}/confirm");
    let (status, _) = lena.try_call(Method::POST, &confirm, None, None).await.unwrap();
    assert_eq!(status, 403);
    assert!(!facebook.comment_by_id(&answer.id).unwrap().deleted);
    let (status, done) = jonas.try_call(Method::POST, &confirm, None, None).await.unwrap();
    assert!((200..300).contains(&status), "{done}");
    let gone = |facebook: &gerne_sim::Facebook| {
        facebook.comment_by_id(&answer.id).is_ok_and(|one| one.deleted)
    };
    facebook.wait_until(gone).await.unwrap();
    let decided = found(&jonas, "/deletions?decided=true", &proposal).await;
    assert_eq!(decided["outcome"], "deleted", "{decided}");

    // What was done cannot be changed by anybody, and holds no words of anybody.
    let anna = stage.agent("anna").await;
    for path in [format!("/hidings/{trace}"), format!("/deletions/{proposal}"), "/events".into()] {
        for method in [Method::PUT, Method::PATCH, Method::DELETE] {
            let (status, _) =
                anna.try_call(method.clone(), &path, Some(json!({})), None).await.unwrap();
            assert!(matches!(status, 404 | 405), "{method} {path}: {status}");
        }
    }
    let events = anna.get(&format!("/events?after={before}&limit=200")).await.unwrap();
    let told = events.to_string();
    for kind in ["hiding_changed", "deletion_changed"] {
        assert!(told.contains(kind), "{kind} is not told: {told}");
    }
    let kept = traces(&url, &[], &[HATE, OURS]).await;
    assert!(kept.iter().any(|trace| trace.ends_with(HATE)), "the comment itself is kept");
    for table in ["event", "hiding", "deletion"] {
        let table = format!("table {table}:");
        let told: Vec<&String> = kept.iter().filter(|it| it.starts_with(&table)).collect();
        assert!(told.is_empty(), "words in the trace: {told:#?}");
    }
    stage.end().await;
}

async fn hidden(facebook: &gerne_sim::Facebook, id: &str, hidden: bool) {
    let so = |facebook: &gerne_sim::Facebook| {
        facebook.comment_by_id(id).is_ok_and(|one| one.hidden == hidden)
    };
    facebook.wait_until(so).await.unwrap();
}

/// The entry of a timeline that holds these words.
async fn entry(agent: &Client, conversation: &str, words: &str) -> Value {
    let (path, words) = (format!("/conversations/{conversation}/timeline"), words.to_owned());
    agent
        .until("an entry", move |agent| {
            let (path, words) = (path.clone(), words.clone());
            async move {
                let page = agent.get(&path).await?;
                let items = page["items"].as_array().cloned().unwrap_or_default();
                let holds = |one: &Value| {
                    one["type"] == "message"
                        && one.to_string().contains(&words)
                        && !one["external_url"].as_str().is_some_and(str::is_empty)
                };
                Ok(items.into_iter().find(holds))
            }
        })
        .await
        .unwrap()
}

/// One of a list, once it is there.
async fn found(agent: &Client, path: &str, id: &str) -> Value {
    let (path, id) = (path.to_owned(), id.to_owned());
    agent
        .until("one of a list", move |agent| {
            let (path, id) = (path.clone(), id.clone());
            async move {
                let page = agent.get(&path).await?;
                let items = page["items"].as_array().cloned().unwrap_or_default();
                Ok(items.into_iter().find(|one| one["id"] == id.as_str()))
            }
        })
        .await
        .unwrap()
}
