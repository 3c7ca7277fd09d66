//! A: a customer's line stays dead. Whoever opens the matter sees all of it, on one timeline, and a
//! handover loses nothing: nobody asks twice.

use reqwest::Method;
use serde_json::{Value, json};

use super::stage::{Channel, Database, Stage, Told, on_each_channel};

on_each_channel!(dead_router);

async fn dead_router(database: Database, channel: Channel) {
    let mut stage = Stage::set(database, Stage::config(channel)).await;
    let (anna, lena) = (stage.agent("anna").await, stage.agent("lena").await);

    // Wednesday: the story, in private.
    let story = "Seit dem Umstieg ist die Leitung tot. Anschluss 0431 555 123, Router NL-7590, \
                 zugesagt war der 18.";
    let first = stage.tells(channel, "clara", "Leitung tot", story);
    let private = stage.row(&anna, "Seit dem Umstieg", |_| true).await;
    let text = "Ich schicke den Techniker los.";
    let answer = stage.answers_told(&anna, &private, &first, text, json!({})).await;
    assert!(answer.private, "what was private stays private: {answer:?}");
    let path = format!("/conversations/{}", private["id"].as_str().unwrap());
    let note = json!({"text": "Techniker kommt Freitag 8-12, schon zweimal neu gestartet."});
    anna.post(&format!("{path}/notes"), note).await.unwrap();

    // Friday: nothing happened. The same person, in public; another agent is there.
    let public = "Freitag, halb eins, kein Techniker. Unfassbar.";
    let public = stage.calls(channel, "clara", public);
    let row = stage.row(&lena, "kein Techniker", |_| true).await;
    let customer = row["customer"]["id"].as_str().unwrap();
    if channel == Channel::Email {
        // Who writes mails and who posts are one person once somebody who knows it says so.
        let other = json!({"other": private["customer"]["id"]});
        lena.post(&format!("/customers/{customer}/join"), other).await.unwrap();
    }
    let seen = stage.row(&lena, "kein Techniker", |_| true).await;
    let before = lena.get(&path).await.unwrap();
    assert_eq!(seen["customer"]["id"], before["customer"]["id"], "one person");
    let customer = seen["customer"]["id"].as_str().unwrap();
    let timeline = lena.get(&format!("/customers/{customer}/timeline?limit=100")).await.unwrap();
    let texts = texts(&timeline);
    for known in
        ["0431 555 123", "NL-7590", "Techniker los", "schon zweimal neu gestartet", "halb eins"]
    {
        assert!(texts.contains(known), "not on the timeline: {known}\n{texts}");
    }
    assert!(in_order(&timeline), "{timeline}");

    // Lena hands over to Anna, with a note. Anna sees the same page, plus who did what.
    let me = anna.get("/me").await.unwrap();
    let matter = format!("/conversations/{}", row["id"].as_str().unwrap());
    let note = json!({"text": "Bitte du, du kennst die Leitung.", "mentions": [me["id"]]});
    lena.post(&format!("{matter}/notes"), note).await.unwrap();
    let give = json!({"assignee_id": me["id"]});
    lena.call(Method::PATCH, &matter, Some(give)).await.unwrap();
    let called = anna.get("/me/notifications").await.unwrap();
    let kinds: Vec<&str> =
        called["items"].as_array().unwrap().iter().filter_map(|n| n["kind"].as_str()).collect();
    assert!(kinds.contains(&"mentioned") && kinds.contains(&"assigned"), "{kinds:?}");
    let after = anna.get(&format!("{matter}/timeline?limit=100")).await.unwrap();
    let items = after["items"].as_array().unwrap();
    assert!(items.iter().any(|e| e["type"] == "change" && e["change"] == "assigned"), "{after}");

    // The two threads become one matter; what was agreed in private gets a public last line.
    let join = json!({"other": private["id"]});
    let joined = anna.post(&format!("{matter}/join"), join).await.unwrap();
    assert_eq!(joined["threads"].as_array().unwrap().len(), 2, "{joined}");
    let text = "Der Techniker ist um 13 Uhr bei Ihnen.";
    let answer = stage.answers_told(&anna, &row, &public, text, json!({})).await;
    let (Told::Post(asked) | Told::OnX(asked)) = &public else { panic!("{public:?}") };
    assert_eq!(answer.answers.as_ref(), Some(asked), "where it was asked");
    assert!(!answer.private, "in public");

    // In the afternoon: it works.
    stage.calls_back("clara", &answer, "Läuft, danke!");
    let row = stage.row(&anna, "Läuft, danke", |row| row["status"] == "pending").await;
    assert_eq!(row["waiting_since"], Value::Null, "thanks start no clock: {row}");
    stage.end().await;
}

fn texts(timeline: &Value) -> String {
    let items = timeline["items"].as_array().cloned().unwrap_or_default();
    items.iter().filter_map(|entry| entry["text"].as_str()).collect::<Vec<_>>().join("\n")
}

fn in_order(timeline: &Value) -> bool {
    let items = timeline["items"].as_array().cloned().unwrap_or_default();
    let at = |entry: &Value| entry["at"].as_str()?.parse::<jiff::Timestamp>().ok();
    let times: Vec<jiff::Timestamp> = items.iter().filter_map(at).collect();
    times.len() == items.len() && times.is_sorted()
}
