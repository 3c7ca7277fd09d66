//! F: "you are the only one" is never said by mistake. Many who report one thing become an incident by
//! themselves; each is told once, honestly, and once when it is over.

use gerne_demo::WorldConfig;
use gerne_sim::{PersonSpec, PostSpec};
use serde_json::{Value, json};

use super::stage::{Database, Stage, on_both_engines};

on_both_engines!(single_case);

const SAID: [(&str, &str, &str); 8] = [
    ("resi", "Resi", "Seit heute früh kein Internet in Bonn, DSL komplett ausgefallen."),
    ("olli", "Olli", "Internet in Bonn ist ausgefallen, DSL tot. Was ist da los?"),
    ("uta", "Uta", "DSL Ausfall in Bonn! Kein Internet seit Stunden, unmöglich."),
    ("jan", "Jan", "Mein Internet in Bonn geht nicht, der DSL-Anschluss ist ausgefallen."),
    ("kim", "Kim", "Kein Internet mehr in Bonn, DSL ausgefallen, und niemand sagt was!"),
    ("ines", "Ines", "In Bonn ist DSL ausgefallen, Internet ist tot. Sehr ärgerlich."),
    ("paul", "Paul", "Schon wieder kein Internet in Bonn. DSL ist komplett ausgefallen."),
    ("mia", "Mia", "DSL in Bonn ausgefallen, kein Internet, so kann ich nicht arbeiten!"),
];

async fn single_case(database: Database) {
    let stage = Stage::set(database, WorldConfig::default()).await;
    let (jonas, aylin) = (stage.agent("jonas").await, stage.agent("aylin").await);
    let server = stage.world.sim.mastodon().clone();
    for (handle, name, _) in SAID {
        server.add_person(PersonSpec::new(handle, name).lang("de")).unwrap();
    }
    server.add_person(PersonSpec::new("late", "Lasse").lang("de")).unwrap();
    // Something else goes on as well.
    for text in ["Wie ändere ich meine Bankverbindung?", "Danke für den netten Techniker!"] {
        stage.says("ben@far.example", |us| PostSpec::public(&format!("@{us} {text}")));
    }
    let (first, more) = SAID.split_at(4);
    for (handle, _, text) in first {
        stage.says(handle, |us| PostSpec::public(&format!("@{us} {text}")));
    }
    // Before it is an incident it is a topic that rises, and opens what was said.
    let topic = jonas
        .until("a topic", |agent| async move {
            let topics = agent.get("/live-board").await?["topics"].clone();
            Ok(topics.as_array().and_then(|all| all.first().cloned()))
        })
        .await
        .unwrap();
    assert!(topic["people"].as_u64() >= Some(3), "{topic}");
    let behind = format!("/live-board/behind?what=topic&of={}", topic["of"].as_str().unwrap());
    let behind = jonas.get(&behind).await.unwrap();
    assert!(behind["items"].as_array().unwrap().len() >= 3, "{behind}");
    for (handle, _, text) in more {
        stage.says(handle, |us| PostSpec::public(&format!("@{us} {text}")));
    }
    let incident = jonas
        .until("an incident", |agent| async move {
            let page = agent.get("/incidents").await?;
            let all = page["items"].as_array().cloned().unwrap_or_default();
            Ok(all.into_iter().find(|one| one["people"].as_u64() >= Some(8)))
        })
        .await
        .unwrap();
    assert_eq!(incident["state"], "open");
    let about = incident["about"].as_array().unwrap();
    assert!(about.contains(&json!("Bonn")), "{incident}");
    assert_eq!(incident["places"], json!(["Bonn"]), "{incident}");

    // The board names it and opens it; it is no topic any more.
    let board = jonas.get("/live-board").await.unwrap();
    assert_eq!(board["incidents"][0]["id"], incident["id"], "{board}");
    assert_eq!((&board["incidents"][0]["people"], &board["topics"]), (&json!(8), &json!([])));
    let behind = incident["id"].as_str().unwrap();
    let behind = format!("/live-board/behind?what=incident&of={behind}");
    let behind = jonas.get(&behind).await.unwrap();
    assert_eq!(behind["items"].as_array().unwrap().len(), 8, "{behind}");

    // It stands in each of the matters, and nobody says by mistake that it is a single case.
    let row = stage.row(&aylin, "komplett ausgefallen", |_| true).await;
    let path = format!("/conversations/{}", row["id"].as_str().unwrap());
    let there = aylin.get(&format!("{path}/incidents")).await.unwrap();
    assert_eq!(there["items"][0]["id"], incident["id"], "{there}");
    let typed = json!({"text": "Das ist sicher ein Einzelfall."});
    let read = aylin.post(&format!("{path}/reading"), typed).await.unwrap();
    assert_eq!(read["hints"][0]["kind"], "single_case", "{read}");
    assert_eq!(read["hints"][0]["values"]["others"], "7", "{read}");

    // Who comes later belongs to it on arrival.
    let late = "@{us} Auch bei mir in Bonn: DSL ausgefallen, kein Internet.";
    let late = stage.says("late", |us| PostSpec::public(&late.replace("{us}", us)));
    let id = incident["id"].as_str().unwrap().to_owned();
    let path = format!("/incidents/{id}");
    let whole = jonas
        .until("who came late", |agent| {
            let path = path.clone();
            async move {
                let one = agent.get(&path).await?;
                Ok((one["matters"].as_u64() >= Some(9)).then_some(one))
            }
        })
        .await
        .unwrap();
    assert_eq!(whole["people"], 9, "{whole}");

    // One honest text, with each one's own name and place, read by a person, told once.
    let text = "Hallo {name}, in {place} ist DSL gestört. Wir arbeiten daran und melden uns, sobald es \
                wieder geht.";
    let body = json!({"name": "DSL Bonn", "text": text, "over": "Hallo {name}, in {place} läuft es wieder.",
        "post": "In {place} ist DSL gestört. Wir arbeiten daran.", "post_over": "In {place} läuft DSL wieder."});
    jonas.call(reqwest::Method::PATCH, &path, Some(body)).await.unwrap();
    let whole = jonas.get(&path).await.unwrap();
    let texts = texts(&whole, "text");
    let tell = json!({"what": "text", "texts": texts});
    let told = jonas.post(&format!("{path}/tell"), tell.clone()).await.unwrap();
    assert_eq!(told["told"], 9, "{whole}");
    let answer =
        server.wait_for(|server| server.answers_to(&late).into_iter().next()).await.unwrap();
    assert!(answer.text.contains("Lasse") && answer.text.contains("Bonn"), "{answer:?}");
    assert_eq!(jonas.post(&format!("{path}/tell"), tell).await.unwrap()["told"], 0, "once");

    // The same before everyone, as a post of the account: once.
    let posts = format!("{path}/announcements");
    let account = jonas.get(&posts).await.unwrap()["items"][0].clone();
    assert_eq!(account["text"], "In Bonn ist DSL gestört. Wir arbeiten daran.", "{account}");
    let words = json!([{"account_id": account["account_id"], "text": account["text"]}]);
    let say = json!({"what": "text", "texts": words});
    let announce = format!("{path}/announce");
    assert_eq!(jonas.post(&announce, say.clone()).await.unwrap()["told"], 1);
    assert_eq!(jonas.post(&announce, say).await.unwrap()["told"], 0, "once");
    let said = jonas
        .until("the post", |agent| {
            let posts = posts.clone();
            async move {
                let all = agent.get(&posts).await?;
                let said = all["items"][0]["said"][0].clone();
                Ok((said["state"] == "sent").then_some(said))
            }
        })
        .await
        .unwrap();
    assert!(said["url"].as_str().is_some_and(|url| url.starts_with("http")), "{said}");

    // It is over: a lead says so, and each is told once.
    let over = json!({"what": "over", "texts": []});
    let early = format!("{path}/tell");
    let early = jonas.try_call(reqwest::Method::POST, &early, Some(over), None).await.unwrap();
    assert_eq!(early.1["code"], "incident.not_over", "{early:?}");
    jonas.post(&format!("{path}/end"), json!({})).await.unwrap();
    let board = jonas.get("/live-board").await.unwrap();
    assert_eq!(board["incidents"][0]["told_over"], 0, "nobody knows yet: {board}");
    let whole = jonas.get(&path).await.unwrap();
    let tell = json!({"what": "over", "texts": self::texts(&whole, "over")});
    assert_eq!(jonas.post(&format!("{path}/tell"), tell).await.unwrap()["told"], 9);
    let whole = jonas.get(&path).await.unwrap();
    assert_eq!((&whole["told"], &whole["told_over"]), (&json!(9), &json!(9)), "{whole}");
    let board = jonas.get("/live-board").await.unwrap();
    assert_eq!(board["incidents"], json!([]), "over, and everybody knows");
    stage.end().await;
}

/// What would go to each.
fn texts(incident: &Value, which: &str) -> Vec<Value> {
    let members = incident["members"].as_array().unwrap().iter();
    members.map(|m| json!({"conversation_id": m["conversation_id"], "text": m[which]})).collect()
}
