//! D: "He will call you back next week." Three weeks later: nothing. Here a promise is confirmed
//! with one word, reminded of, moved before its time, and missed aloud.

use gerne_demo::Client;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::stage::{Channel, Database, Stage, on_each_channel, on_facebook};

on_each_channel!(three_weeks_nothing);
on_facebook!(three_weeks_nothing);

const PROMISE: &str = "Wir melden uns heute noch bei Ihnen.";

async fn three_weeks_nothing(database: Database, channel: Channel) {
    let mut stage = Stage::set(database, Stage::config(channel)).await;
    let (lena, lead) = (stage.agent("lena").await, stage.agent("jonas").await);
    let story = "Man wollte mich zurückrufen. Das ist Wochen her.";
    let told = stage.tells(channel, "clara", "Rückruf", story);
    let row = stage.row(&lena, "Wochen her", |_| true).await;
    let path = format!("/conversations/{}", row["id"].as_str().unwrap());

    // What is written holds a promise; its author sees by when, and says that it is one.
    let units = PROMISE.encode_utf16().count();
    let text = format!("{PROMISE} Danke für Ihre Geduld.");
    let said = json!({"promises": [{"start": 0, "end": units - 1, "kind": "next_word",
        "due": soon(&stage), "confirmed": true}]});
    stage.answers_told(&lena, &row, &told, &text, said).await;
    // Where it was only found, it is confirmed with one word, and by when is put right.
    let found = until_promise(&lena, &path, |p| p["kind"] == "next_word").await;
    if found["state"] == "proposed" {
        let by = json!({"due": soon(&stage)});
        let change = format!("/promises/{}", found["id"].as_str().unwrap());
        lena.call(reqwest::Method::PATCH, &change, Some(by)).await.unwrap();
        lena.post(&promise_path(&found, "confirm"), json!({})).await.unwrap();
    }
    let promise = until_promise(&lena, &path, |p| p["owed"] == true).await;
    assert_eq!((&promise["state"], &promise["kind"]), (&json!("standing"), &json!("next_word")));
    assert_eq!(promise["source"]["quote"], promise["text"]);
    let due = instant(&promise["due"]);
    let matter = lena.get(&path).await.unwrap();
    assert_eq!(instant(&matter["due"]), due, "lists are ordered by it: {matter}");
    let counts = lena.get("/conversations/counts?view=promises").await.unwrap();
    assert_eq!(counts["counts"]["promises"], 1, "{counts}");
    let owed = lena.get("/promises?owner=me").await.unwrap();
    assert_eq!(owed["items"][0]["id"], promise["id"], "{owed}");

    // Before it is due its owner is called, and the matter is ours again.
    stage.world.set_time(due - SignedDuration::from_mins(40));
    lena.until("the reminder", |agent| async move {
        let called = agent.get("/me/notifications").await?;
        let kinds = called["items"].as_array().cloned().unwrap_or_default();
        Ok(kinds.iter().any(|call| call["kind"] == "promise_due").then_some(()))
    })
    .await
    .unwrap();
    stage.row(&lena, "", |row| row["status"] == "open").await;

    // It cannot be kept: they hear it before the time, and another time holds.
    let text = "Bis dahin schaffen wir es nicht. Wir melden uns heute bis 22 Uhr bei Ihnen.";
    stage.answers_told(&lena, &row, &told, text, json!({})).await;
    let timeline = lena.get(&format!("{path}/timeline?limit=100")).await.unwrap();
    let entries = timeline["items"].as_array().unwrap();
    let message = entries
        .iter()
        .rev()
        .find(|e| e["text"].as_str().is_some_and(|t| t.contains("schaffen wir")));
    let message = &message.expect("it stands on the timeline")["id"];
    let next = due + SignedDuration::from_hours(3);
    let silent = lena.post(&promise_path(&promise, "move"), json!({"due": next})).await;
    assert!(silent.is_err(), "not without telling them");
    let moved = json!({"due": next, "message_id": message});
    let moved = lena.post(&promise_path(&promise, "move"), moved).await.unwrap();
    assert_eq!((instant(&moved["due"]), &moved["state"]), (next, &json!("standing")));
    let all = lena.get(&format!("{path}/promises")).await.unwrap();
    let first = all["items"].as_array().unwrap().iter().find(|p| p["id"] == promise["id"]).unwrap();
    assert_eq!(
        (&first["state"], &first["told_before"]),
        (&json!("moved"), &json!(true)),
        "{first}"
    );
    // What was found in the words besides is proposed only; it is the same promise.
    for found in all["items"].as_array().unwrap() {
        if found["state"] == "proposed" {
            lena.post(&promise_path(found, "dismiss"), json!({})).await.unwrap();
        }
    }

    // Missed: the lead sees it, and the matter is first in the list.
    stage.world.set_time(next + SignedDuration::from_mins(1));
    let broken = until_promise(&lena, &path, |p| p["state"] == "broken").await;
    assert_eq!(broken["owed"], true, "it is owed all the more");
    let alarms = lead.get("/alarms").await.unwrap();
    let kinds: Vec<&Value> =
        alarms["items"].as_array().unwrap().iter().map(|alarm| &alarm["kind"]).collect();
    assert!(kinds.contains(&&json!("promise_missed")), "{alarms}");
    let list = lena.get("/conversations?status=open&order=due").await.unwrap();
    assert_eq!(list["items"][0]["id"], row["id"], "{list}");

    // Late, but done: broken aloud, and owed no longer.
    let done = lena.post(&promise_path(&broken, "keep"), json!({})).await.unwrap();
    assert_eq!((&done["state"], &done["owed"]), (&json!("broken"), &json!(false)));
    assert!(done["late_seconds"].as_i64().unwrap() >= 60, "{done}");
    let alarms = lead.get("/alarms").await.unwrap();
    assert!(
        alarms["items"].as_array().unwrap().iter().all(|alarm| alarm["kind"] != "promise_missed"),
        "{alarms}"
    );
    stage.end().await;
}

/// In three hours; some platforms let nobody write a day later.
fn soon(stage: &Stage) -> String {
    (stage.world.now() + SignedDuration::from_hours(3)).to_string()
}

async fn until_promise(agent: &Client, path: &str, holds: fn(&Value) -> bool) -> Value {
    let path = format!("{path}/promises");
    agent
        .until("a promise", move |agent| {
            let path = path.clone();
            async move {
                let all = agent.get(&path).await?;
                let items = all["items"].as_array().cloned().unwrap_or_default();
                Ok(items.into_iter().find(&holds))
            }
        })
        .await
        .unwrap()
}

fn promise_path(promise: &Value, what: &str) -> String {
    format!("/promises/{}/{what}", promise["id"].as_str().unwrap())
}

fn instant(value: &Value) -> Timestamp {
    value.as_str().unwrap_or_else(|| panic!("{value}")).parse().unwrap()
}
