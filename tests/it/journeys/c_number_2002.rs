//! C: no one is a number. Nothing that leaves holds one of ours.

use gerne_demo::WorldConfig;
use gerne_sim::PostSpec;
use reqwest::Method;
use serde_json::{Value, json};

use super::stage::{Database, Stage, on_both_engines};
use crate::wiretap::Wiretap;

on_both_engines!(number_2002);

async fn number_2002(database: Database) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let tap = Wiretap::on(free).await;
    let config = WorldConfig { sim: free, address: Some(tap.base_url()), ..WorldConfig::default() };
    let mut stage = Stage::set(database, config).await;
    let aylin = stage.agent("aylin").await;

    // Everything that an agent can send: public, private, with a warning, with a picture.
    let post = stage.says("clara", |company| {
        PostSpec::public(&format!("@{company} Meine Rechnung 4711-2002 stimmt nicht."))
            .spoiler("Ärger")
    });
    // A row shows the warning, not what stands behind it.
    let row = stage.row(&aylin, "Ärger", |_| true).await;
    let answer =
        stage.answers(&aylin, &row, &post, "Ich prüfe Ihre Rechnung 4711-2002 sofort.").await;
    assert!(answer.text.contains("4711-2002"), "the company's own numbers are normal content");
    let direct = stage.says("ben@far.example", |company| {
        PostSpec::direct(&format!("@{company} my contract number is C-17"))
    });
    let row2 = stage.row(&aylin, "contract number", |_| true).await;
    stage.answers(&aylin, &row2, &direct, "Thank you, I have it.").await;

    // One of ours in a reply is held back with a reason, and nothing is written.
    let id = row["id"].as_str().unwrap();
    let path = format!("/conversations/{id}/replies");
    for ours in [
        format!("Ihr Vorgang {id} läuft."),
        format!("Siehe {}/app/inbox/mine/{id}", stage.world.url),
    ] {
        let body = json!({"text": ours, "seen": aylin.head().await.unwrap()});
        let (status, problem) =
            aylin.try_call(Method::POST, &path, Some(body), Some("held-back")).await.unwrap();
        assert_eq!((status, problem["code"].as_str()), (422, Some("reply.own_id")), "{problem}");
    }

    // Not one of our ids in any byte that left, in either spelling.
    let heard = tap.heard();
    assert!(heard.contains("ich prüfe ihre rechnung"), "the tap hears what is sent");
    let mut ours = Vec::new();
    for path in
        ["/conversations?limit=100", "/agents", "/teams", "/accounts", "/events?after=0&limit=200"]
    {
        ids(&aylin.get(path).await.unwrap(), &mut ours);
    }
    for row in [&row, &row2] {
        let path = format!("/conversations/{}/timeline", row["id"].as_str().unwrap());
        ids(&aylin.get(&path).await.unwrap(), &mut ours);
    }
    assert!(ours.len() > 20, "ids were found to look for: {}", ours.len());
    for id in ours {
        assert!(!heard.contains(&id), "{id} left");
        assert!(!heard.contains(&id.replace('-', "")), "{id} left without dashes");
    }
    stage.end().await;
}

/// Every UUID in a JSON value.
fn ids(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) if text.len() == 36 && text.matches('-').count() == 4 => {
            into.push(text.to_lowercase());
        }
        Value::Array(items) => items.iter().for_each(|item| ids(item, into)),
        Value::Object(fields) => fields.values().for_each(|field| ids(field, into)),
        _ => {}
    }
}
