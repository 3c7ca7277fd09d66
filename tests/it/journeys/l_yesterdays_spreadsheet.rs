//! A spreadsheet of today describes yesterday. The lead's board is live, and every number opens what
//! it counts.

use std::time::{Duration, Instant};

use gerne_demo::Client;
use gerne_sim::PostSpec;
use serde_json::{Value, json};

use super::stage::{Channel, Database, Stage, on_both_engines};

on_both_engines!(yesterdays_spreadsheet);

async fn yesterdays_spreadsheet(database: Database) {
    let mut stage = Stage::set(database, Stage::config(Channel::Mastodon)).await;
    let (anna, jonas, aylin) =
        (stage.agent("anna").await, stage.agent("jonas").await, stage.agent("aylin").await);
    let before = board(&jonas).await;
    // An hour for first answers, whoever writes.
    let targets = json!({"targets": [{"name": "Eine Stunde", "first_response": 3_600}]});
    anna.call(reqwest::Method::PUT, "/settings/targets", Some(targets)).await.unwrap();

    let post = stage
        .says("clara", |company| PostSpec::public(&format!("@{company} Mein Router ist tot.")));
    let row = stage.row(&aylin, "Router ist tot", |_| true).await;
    // Both leads' boards show it within a second of the row.
    let seen = Instant::now();
    for lead in [&jonas, &anna] {
        let now = until(lead, waiting(&before) + 1).await;
        assert!(now["all"]["unassigned"].as_u64().unwrap() >= 1, "{now}");
    }
    assert!(seen.elapsed() < Duration::from_secs(5), "{:?}", seen.elapsed());
    assert_eq!(row["due_why"]["by"], "target");
    assert_eq!(
        (&row["due_why"]["goal"], &row["due_why"]["seconds"]),
        (&json!("first_response"), &json!(3_600))
    );

    // The number opens what it counts.
    let path =
        format!("/conversations?waiting=true&account={}", row["account_id"].as_str().unwrap());
    let behind = jonas.get(&path).await.unwrap();
    assert!(behind["items"].as_array().unwrap().iter().any(|c| c["id"] == row["id"]));

    stage.answers(&aylin, &row, &post, "Wir sehen sofort nach.").await;
    until(&jonas, waiting(&before)).await;
    // Today is not over: figures are of days that are; and there is a page that says what each says.
    let figures = jonas
        .get("/reports/figures?metric=first_response&from=2020-01-01&until=2100-01-01&by=hour")
        .await
        .unwrap();
    assert_eq!((&figures["all"], &figures["least_people"]), (&Value::Null, &json!(5)));
    let words = jonas.get("/reports/definitions").await.unwrap();
    assert!(words["items"].as_array().unwrap().len() > 10);
    stage.end().await;
}

async fn board(lead: &Client) -> Value {
    lead.get("/live-board").await.unwrap()
}

fn waiting(board: &Value) -> u64 {
    board["all"]["waiting"].as_u64().unwrap()
}

async fn until(lead: &Client, wanted: u64) -> Value {
    lead.until("the board shows it", move |lead| async move {
        let now = lead.get("/live-board").await?;
        Ok((waiting(&now) == wanted).then_some(now))
    })
    .await
    .unwrap()
}
