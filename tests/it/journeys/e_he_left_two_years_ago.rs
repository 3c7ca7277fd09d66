//! E: the named contact changes. Everything goes to a successor in one action; whoever waits for
//! something hears it from them, without a reason; everybody else meets the new name in the next
//! answer. And a contact of theirs who has left is marked.

use serde_json::{Value, json};

use super::stage::{Channel, Database, Stage, on_each_channel, on_facebook};

on_each_channel!(he_left_two_years_ago);
on_facebook!(he_left_two_years_ago);

async fn he_left_two_years_ago(database: Database, channel: Channel) {
    let mut stage = Stage::set(database, Stage::config(channel)).await;
    let (anna, lena) = (stage.agent("anna").await, stage.agent("lena").await);
    let told = stage.tells(channel, "clara", "Angebot", "Bitte schicken Sie mir das Angebot.");
    let row = stage.row(&anna, "das Angebot", |_| true).await;
    let path = format!("/conversations/{}", row["id"].as_str().unwrap());
    let text = "Sie bekommen das Angebot morgen bis 16 Uhr.";
    stage.answers_told(&anna, &row, &told, text, json!({})).await;
    let promises = anna.get(&format!("{path}/promises")).await.unwrap();
    let promise = promises["items"][0]["id"].as_str().unwrap().to_owned();
    anna.post(&format!("/promises/{promise}/confirm"), json!({})).await.unwrap();
    let mine = anna.get("/me").await.unwrap();
    let hers = lena.get("/me").await.unwrap();

    // One action: nothing stays with who is gone.
    let hand = json!({"to": [{"agent": hers["id"]}], "note": true});
    let from = format!("/agents/{}/handover", mine["id"].as_str().unwrap());
    let handover = anna.post(&from, hand).await.unwrap();
    assert_eq!((&handover["conversations"], &handover["promises"]), (&json!(1), &json!(1)));
    let after = lena.get(&path).await.unwrap();
    assert_eq!(after["assignee_id"], hers["id"], "{after}");
    let left = format!("/promises?state=owed&owner={}", mine["id"].as_str().unwrap());
    let left = lena.get(&left).await.unwrap();
    assert_eq!(left["items"], json!([]), "nothing stays owned by her");
    let past = format!("/promises?state=broken&owner={}", mine["id"].as_str().unwrap());
    assert!(lena.get(&past).await.is_err(), "how somebody did is nobody else's business");
    let owed = lena.get("/promises?owner=me").await.unwrap();
    assert_eq!(owed["items"][0]["id"], json!(promise), "{owed}");

    // The note is the successor's own, reviewed by her; it names no reason and nobody who is gone.
    let note = &handover["notes"][0];
    let words = note["text"].as_str().unwrap();
    assert!(words.contains("Lena") && !words.contains("Anna"), "{words}");
    let decide = format!(
        "/handovers/{}/notes/{}",
        handover["id"].as_str().unwrap(),
        note["id"].as_str().unwrap()
    );
    assert!(anna.post(&decide, json!({"action": "send"})).await.is_err(), "only who it names");
    let sent = "ich bin ab jetzt für Sie da. Das Angebot kommt wie zugesagt.";
    let decided = lena.post(&decide, json!({"action": "send", "text": sent})).await.unwrap();
    assert_eq!(decided["notes"][0]["state"], "sent", "{decided}");
    let shown = lena
        .until("the note on the platform", |agent| {
            let path = format!("{path}/timeline?limit=100");
            async move {
                let timeline = agent.get(&path).await?;
                let items = timeline["items"].as_array().cloned().unwrap_or_default();
                Ok(items.into_iter().find(|entry| {
                    entry["text"].as_str().is_some_and(|text| text.contains("ab jetzt für Sie da"))
                        && entry["delivery"]["state"] == "sent"
                }))
            }
        })
        .await
        .unwrap();
    assert_eq!(shown["author"]["agent_id"], hers["id"], "{shown}");
    let standing = lena.get(&format!("{path}/promises")).await.unwrap();
    let states: Vec<&Value> =
        standing["items"].as_array().unwrap().iter().map(|promise| &promise["state"]).collect();
    assert!(states.contains(&&json!("standing")), "the promise holds: {standing}");
    stage.end().await;
}
