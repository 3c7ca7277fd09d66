//! M: named people, and safe. Customers see a public name and a photo and nothing else; who steps
//! back is gone with the next request.

use reqwest::Method;
use serde_json::json;

use super::stage::{Channel, Database, Stage, on_facebook};

async fn over_mastodon(database: Database) {
    a_face(database, Channel::Mastodon).await;
}

mod mastodon {
    use super::over_mastodon as a_face;
    crate::journeys::stage::on_both_engines!(a_face);
}
on_facebook!(a_face);

async fn a_face(database: Database, channel: Channel) {
    let mut stage = Stage::set(database, Stage::config(channel)).await;
    let lena = stage.agent("lena").await;

    // She chooses how customers see her.
    let face = json!({"face": {"name": "Leni", "line": "Mobilfunk", "listed": true}});
    lena.call(Method::PATCH, "/me", Some(face)).await.unwrap();
    let page = team_page(&stage).await;
    assert!(page.contains("Leni") && page.contains("Mobilfunk"), "{page}");
    for private in ["Petersen", "lena@nordlicht.example", "Dietz", "Kaya", "Albrecht"] {
        assert!(!page.contains(private), "the team page shows {private}");
    }
    assert!(page.contains("noindex"), "kept out of search engines");

    // A reply carries the chosen name, and only that.
    let called = stage.calls(channel, "clara", "Meine SIM-Karte wird nicht erkannt.");
    let row = stage.row(&lena, "SIM-Karte", |_| true).await;
    let text = "Ich schalte sie neu frei.";
    let answer = stage.answers_told(&lena, &row, &called, text, json!({})).await;
    assert!(answer.text.ends_with("^Leni"), "{}", answer.text);
    assert!(!answer.text.contains("Petersen"), "{}", answer.text);

    // She steps back: gone with the very next request; her answers stay.
    let back = json!({"face": {"listed": false}});
    lena.call(Method::PATCH, "/me", Some(back)).await.unwrap();
    let page = team_page(&stage).await;
    assert!(!page.contains("Leni"), "{page}");
    assert!(page.contains("Aylin"), "the others stay: {page}");
    stage.end().await;
}

#[expect(clippy::disallowed_methods, reason = "our own server's page")]
async fn team_page(stage: &Stage) -> String {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = http.get(format!("{}/team", stage.world.url)).send().await.unwrap();
    let cached = answer.headers().get("cache-control").and_then(|v| v.to_str().ok());
    assert!(cached.is_some_and(|c| c.contains("no-store") || c.contains("no-cache")), "{cached:?}");
    answer.text().await.unwrap()
}
