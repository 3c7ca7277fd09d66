//! A team answers without a shift plan: whoever is there takes the next right thing, and never the
//! same as somebody else.

use gerne_sim::PostSpec;
use serde_json::json;

use super::stage::{Channel, Database, Stage, on_both_engines};

on_both_engines!(from_anywhere);

async fn from_anywhere(database: Database) {
    let stage = Stage::set(database, Stage::config(Channel::Mastodon)).await;
    let (aylin, lena) = (stage.agent("aylin").await, stage.agent("lena").await);
    let mut ids = Vec::new();
    for (who, words) in [("clara", "Anschluss ist tot"), ("ben@far.example", "Rechnung ist falsch")]
    {
        stage.says(who, |company| PostSpec::public(&format!("@{company} Mein {words}.")));
        ids.push(stage.row(&aylin, words, |_| true).await["id"].clone());
    }
    // Both ask at once.
    let (one, two) = tokio::join!(aylin.post("/next", json!({})), lena.post("/next", json!({})));
    let (one, two) = (one.unwrap(), two.unwrap());
    let (hers, other) = (&one["conversation"]["id"], &two["conversation"]["id"]);
    assert!(hers.is_string() && other.is_string() && hers != other, "{one} {two}");
    let again = aylin.post("/next", json!({})).await.unwrap();
    assert!(again["conversation"]["id"] == *hers, "asked again, the same: {again}");
    assert!(again["reasons"].as_array().unwrap().contains(&json!("waiting")), "{again}");
    stage.end().await;
}
