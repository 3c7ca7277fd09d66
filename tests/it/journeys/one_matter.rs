//! What begins below a post, goes on in private and ends before everyone is one matter: comment,
//! private reply, Messenger, a public word of thanks.

use gerne_demo::WorldConfig;
use gerne_sim::{FacebookConfig, FbIds};
use serde_json::json;

use super::stage::{Channel, Database, Stage};

mod one_id {
    use super::with_one_id as one_matter;
    crate::journeys::stage::on_both_engines!(one_matter);
}
mod two_ids {
    use super::with_two_ids as one_matter;
    crate::journeys::stage::on_both_engines!(one_matter);
}

async fn with_one_id(database: Database) {
    one_matter(database, FbIds::OnePerPage).await;
}

/// Who comments has another id in Messenger: only the private reply tells that both are one.
async fn with_two_ids(database: Database) {
    one_matter(database, FbIds::TwoPerPage).await;
}

async fn one_matter(database: Database, ids: FbIds) {
    let channel = Channel::Facebook;
    let on_facebook = FacebookConfig { ids, ..FacebookConfig::default() };
    let config = WorldConfig { on_facebook, ..Stage::config(channel) };
    let mut stage = Stage::set(database, config).await;
    let aylin = stage.agent("aylin").await;
    let told = stage.calls(channel, "clara", "Der Techniker kam schon wieder nicht.");
    let row = stage.row(&aylin, "Techniker", |_| true).await;
    let text = "Das tut uns leid, wir schreiben Ihnen privat.";
    let public = stage.answers_told(&aylin, &row, &told, text, json!({})).await;
    assert!(!public.private, "asked in public, answered in public: {public:?}");

    let private = json!({"visibility": "private"});
    let text = "Unter welcher Adresse sollte er kommen?";
    let private = stage.answers_told(&aylin, &row, &told, text, private).await;
    assert!(private.private && private.answers.is_some(), "{private:?}");

    let back = stage.answers_back("clara", &private, "Sternstraße 12, bitte nachmittags.");
    let again = stage.row(&aylin, "Sternstraße", |_| true).await;
    assert_eq!(again["id"], row["id"], "the same matter: {again}");
    let text = "Morgen um 15 Uhr.";
    let answer = stage.answers_told(&aylin, &again, &back, text, json!({})).await;
    assert!(answer.private, "asked in private, answered in private: {answer:?}");

    stage.calls_back("clara", &public, "Er war da, alles läuft. Danke!");
    let thanks = stage.row(&aylin, "alles läuft", |_| true).await;
    assert_eq!(thanks["id"], row["id"], "the same matter: {thanks}");
    assert_eq!(thanks["customer"]["id"], row["customer"]["id"]);
    stage.end().await;
}
