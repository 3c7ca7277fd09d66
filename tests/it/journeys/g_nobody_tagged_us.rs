//! G: rules that notice. Somebody complains without naming us; a rule finds it, a person decides, help is
//! offered once, and who says no is left alone.

use gerne_demo::{Client, WorldConfig};
use gerne_sim::{PersonSpec, PostSpec};
use serde_json::{Value, json};

use super::stage::{Database, Stage, on_both_engines};

on_both_engines!(nobody_tagged_us);

async fn nobody_tagged_us(database: Database) {
    let mut stage = Stage::set(database, WorldConfig::default()).await;
    let (anna, aylin) = (stage.agent("anna").await, stage.agent("aylin").await);
    let server = stage.world.sim.mastodon().clone();
    for (handle, name) in [("rosa", "Rosa"), ("milan", "Milan"), ("tom", "Tom")] {
        let note = if handle == "tom" { "Ich lese nur. #nobot" } else { "" };
        let person =
            PersonSpec { note: note.to_owned(), ..PersonSpec::new(handle, name).lang("de") };
        server.add_person(person).unwrap();
    }
    // What came before: something for the rule to be tried on.
    stage.says("rosa", |us| {
        PostSpec::public(&format!("@{us} Wann ist der nächste Ausfall geplant? #nordlicht"))
    });
    let before = stage.row(&aylin, "nächste Ausfall", |_| true).await;

    // A broken rule says where and what to write instead; the fixed one says what it means.
    let broken = json!({"text": "(#nordlicht (ausfall OR tot)"});
    let broken = anna.post("/rules/check", broken).await.unwrap();
    assert_eq!(broken["ok"], false);
    let fixed = broken["problems"][0]["fix"]["text"].as_str().unwrap().to_owned();
    assert_eq!(anna.post("/rules/check", json!({"text": fixed})).await.unwrap()["ok"], true);
    let text = "#nordlicht (ausfall OR tot OR weg)";
    let preview = anna.post("/rules/preview", json!({"text": text})).await.unwrap();
    assert_eq!((&preview["hits"], &preview["ok"]), (&json!(1), &json!(true)), "{preview}");
    assert!(preview["reading_de"].as_str().unwrap().starts_with("Beiträge"), "{preview}");
    assert!(!preview["matched"][0]["marks"].as_array().unwrap().is_empty(), "{preview}");
    let mut test = anna.post("/rules/backtest", json!({"text": text})).await.unwrap();
    while !test["next"].is_null() {
        let next = json!({"text": text, "so_far": test});
        test = anna.post("/rules/backtest", next).await.unwrap();
    }
    assert_eq!((&test["hits"], &test["progress"]), (&json!(1), &json!(1.0)), "{test}");

    // Agents do not write rules; leads and admins do, and they count at once.
    let account = before["account_id"].clone();
    let rule = json!({"name": "Ausfälle", "text": text, "watches": [account]});
    let refused = aylin.try_call(reqwest::Method::POST, "/rules", Some(rule.clone()), None).await;
    assert_eq!(refused.unwrap().0, 403);
    let rule = anna.post("/rules", rule).await.unwrap();

    // How it looks there is said: by hashtag, and in what the server knows of everybody, as these words
    // also stand without one. It costs nothing.
    let watches = anna.post("/rules/watches", json!({"text": text})).await.unwrap();
    let watch = &watches["items"][0];
    assert_eq!((&watch["reason"], &watch["cost_micros"]), (&Value::Null, &Value::Null), "{watch}");
    assert_eq!(watch["queries"], json!(["nordlicht", ""]), "{watch}");
    // A rule without hashtags reads what the server knows of everybody.
    let words = "Nordlicht NEAR/3 Vertrag";
    let watches = anna.post("/rules/watches", json!({"text": words})).await.unwrap();
    assert_eq!(watches["items"][0]["queries"][1], "", "{watches}");
    let words = json!({"name": "Vertrag", "text": words, "watches": [account]});
    anna.post("/rules", words).await.unwrap();
    server.post("rosa", PostSpec::public("Mein Nordlicht Vertrag ist eine Zumutung")).unwrap();
    let found = flagged(&aylin, "Zumutung").await;
    assert_eq!(found["conversation_id"], Value::Null, "{found}");
    let path = format!("/flags/{}/dismiss", found["id"].as_str().unwrap());
    aylin.post(&path, json!({"reason": "no_matter"})).await.unwrap();

    // Nobody addressed us.
    let told =
        server.post("milan", PostSpec::public("Bei #nordlicht ist wieder alles tot. Danke auch."));
    let told = told.unwrap().id;
    server.post("tom", PostSpec::public("Und wieder ein Ausfall bei #nordlicht")).unwrap();
    let flag = flagged(&aylin, "alles tot").await;
    assert_eq!((&flag["queued"], &flag["conversation_id"]), (&json!(true), &Value::Null));
    assert_eq!(flag["rules"][0]["id"], rule["id"]);
    assert!(!flag["rules"][0]["marks"].as_array().unwrap().is_empty(), "{flag}");
    assert_eq!(flag["approach"]["may"], true, "{flag}");
    let none = aylin.get("/conversations?order=recent").await.unwrap();
    let none = none["items"].as_array().unwrap().iter();
    assert!(none.clone().all(|row| !row["preview"].as_str().unwrap().contains("alles tot")));

    // Confirmed: a matter of whoever confirms, with an offer of help that is theirs to send.
    let path = format!("/flags/{}", flag["id"].as_str().unwrap());
    let confirmed = aylin.post(&format!("{path}/confirm"), json!({})).await.unwrap();
    let again = aylin
        .try_call(reqwest::Method::POST, &format!("{path}/confirm"), Some(json!({})), None)
        .await;
    assert_eq!(again.unwrap().0, 409);
    let offer = confirmed["offer"].as_str().unwrap();
    assert!(offer.contains("Milan"), "{confirmed}");
    let row = stage.row(&aylin, "alles tot", |_| true).await;
    assert_eq!(row["id"], confirmed["conversation_id"]);
    let said = stage.answers(&aylin, &row, &told, offer).await;
    assert_eq!(said.in_reply_to.as_deref(), Some(told.as_str()), "in public, where they said it");

    // Once: no second word before they answer.
    let head = aylin.head().await.unwrap();
    let second = json!({"text": "Haben Sie gesehen?", "seen": head});
    let to = format!("/conversations/{}/replies", row["id"].as_str().unwrap());
    let second = aylin.try_call(reqwest::Method::POST, &to, Some(second), Some("second")).await;
    let (status, problem) = second.unwrap();
    assert_eq!((status, &problem["code"]), (422, &json!("approach.once")), "{problem}");

    // They say no: never again, whatever they write.
    stage.says("milan", |us| {
        PostSpec::public(&format!("@{us} Nein danke, lasst mich in Ruhe.")).reply_to(&said.id)
    });
    stage.row(&aylin, "in Ruhe", |_| true).await;
    server.post("milan", PostSpec::public("#nordlicht, der dritte Ausfall")).unwrap();
    let later = flagged(&aylin, "der dritte Ausfall").await;
    assert_eq!(later["approach"]["code"], "approach.never", "{later}");
    let path = format!("/flags/{}", later["id"].as_str().unwrap());
    let confirmed = aylin.post(&format!("{path}/confirm"), json!({})).await.unwrap();
    assert_eq!(confirmed["conversation_id"], Value::Null, "{confirmed}");

    // Who does not want to be found is not approached; dismissed with one key.
    let tom = flagged(&aylin, "wieder ein Ausfall").await;
    assert_eq!(tom["approach"]["code"], "approach.opted_out", "{tom}");
    let path = format!("/flags/{}/dismiss", tom["id"].as_str().unwrap());
    aylin.post(&path, json!({"reason": "no_matter"})).await.unwrap();
    let left = aylin.get("/flags").await.unwrap();
    assert_eq!(left["total"], 0, "{left}");
    let precision = format!("/rules/{}/precision", rule["id"].as_str().unwrap());
    let precision = aylin.get(&precision).await.unwrap();
    let all = &precision["all"];
    assert_eq!((&all["confirmed"], &all["dismissed"]), (&json!(2), &json!(1)), "{precision}");
    assert!(all["low"].as_f64() < all["share"].as_f64() && all["high"].as_f64() < Some(1.0));
    stage.end().await;
}

/// Waits until a rule noticed something with these words.
async fn flagged(agent: &Client, words: &str) -> Value {
    agent
        .until(&format!("a flag with \"{words}\""), move |agent| async move {
            let page = agent.get("/flags").await?;
            let items = page["items"].as_array().cloned().unwrap_or_default();
            Ok(items
                .into_iter()
                .find(|flag| flag["text"].as_str().is_some_and(|t| t.contains(words))))
        })
        .await
        .unwrap()
}
