//! B and A, what happened elsewhere: a call that somebody logged counts from when it was, with what
//! was promised in it; what stays open is asked before it is called done; and whether it worked is
//! asked once, with a no that comes back to the same agent.

use gerne_demo::WorldConfig;
use gerne_sim::MailSpec;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::stage::{Database, Stage, Told, on_both_engines};

on_both_engines!(told_by_phone);

#[expect(clippy::disallowed_methods, reason = "our own server's page")]
async fn told_by_phone(database: Database) {
    // A Wednesday in Berlin: the call was at noon, the mail comes at 15:23.
    let start: Timestamp = "2026-11-18T14:22:00Z".parse().unwrap();
    let config = WorldConfig { start, mailbox: true, ..WorldConfig::default() };
    let mut stage = Stage::set(database, config).await;
    let lena = stage.agent("lena").await;
    let mail = stage.world.sim.mail().clone();
    let letter = "Die Datei ist immer noch nicht da. Wo bleibt sie?";
    let first = mail.write("clara", MailSpec::new("Mein Download", letter)).unwrap();
    let row = stage.row(&lena, "Wo bleibt sie", |_| true).await;
    let path = format!("/conversations/{}", row["id"].as_str().unwrap());

    // Logged afterwards, as it was.
    let call = json!({"how": "phone", "direction": "in", "at": "2026-11-18T11:00:00Z",
        "text": "Frau Clausen rief an. Zugesagt: Wir schicken die Datei heute bis 15 Uhr."});
    let entry = lena.post(&format!("{path}/contacts"), call).await.unwrap();
    assert_eq!((&entry["type"], &entry["at"]), (&json!("contact"), &json!("2026-11-18T11:00:00Z")));
    let waits = lena.get(&path).await.unwrap();
    assert_eq!(waits["waiting_since"], "2026-11-18T11:00:00Z", "since the first word: {waits}");
    assert_eq!(waits["unanswered"], 2, "{waits}");
    let timeline = lena.get(&format!("{path}/timeline?limit=100")).await.unwrap();
    let said = timeline["items"].as_array().unwrap().iter();
    let kinds: Vec<&Value> =
        said.filter(|e| e["type"] != "change").map(|entry| &entry["type"]).collect();
    assert_eq!(kinds, ["contact", "message"], "one timeline, in order: {timeline}");

    // What was promised in it is found; confirmed, it is late already, and said so.
    let promises = lena.get(&format!("{path}/promises")).await.unwrap();
    let promise = &promises["items"][0];
    assert_eq!(
        (&promise["state"], &promise["due"], &promise["source"]["kind"]),
        (&json!("proposed"), &json!("2026-11-18T14:00:00Z"), &json!("contact")),
        "{promises}"
    );
    let id = promise["id"].as_str().unwrap();
    lena.post(&format!("/promises/{id}/confirm"), json!({})).await.unwrap();
    let query = format!("{path}/promises");
    lena.until("the promise is broken", |agent| {
        let query = query.clone();
        async move {
            let all = agent.get(&query).await?;
            Ok((all["items"][0]["state"] == "broken").then_some(()))
        }
    })
    .await
    .unwrap();

    // A reply that explains without a word of regret, and names no time, gets its quiet hints.
    let text = "Die Datei war wegen einer Wartung nicht da. Wir schicken sie Ihnen zeitnah.";
    let typed = json!({"kind": "reply", "text": text});
    let reading = lena.post(&format!("{path}/reading"), typed).await.unwrap();
    let hints = reading["hints"].as_array().unwrap();
    let hinted: Vec<&Value> = hints.iter().map(|hint| &hint["kind"]).collect();
    assert_eq!(hinted, ["vague_time", "no_regret"], "{reading}");
    assert!(
        hints[0]["offers"][0]["replace"]["text"].as_str().is_some_and(|t| t.starts_with("bis "))
    );

    // Done? Not yet: it says what would stay open.
    let open = format!("/resolving/{}", row["id"].as_str().unwrap());
    let left = lena.get(&open).await.unwrap();
    assert_eq!(
        (&left["unanswered"], &left["promises"][0]["id"]),
        (&json!(1), &json!(id)),
        "{left}"
    );
    assert_eq!(left["waiting_contact"], "2026-11-18T11:00:00Z", "{left}");

    let told = Told::Mail { id: first, by: "clara".to_owned() };
    let text = "Es tut uns leid, dass Sie warten mussten. Hier ist die Datei.";
    stage.answers_told(&lena, &row, &told, text, json!({"then": "resolve"})).await;
    lena.post(&format!("/promises/{id}/keep"), json!({})).await.unwrap();
    let left = lena.get(&open).await.unwrap();
    assert_eq!((&left["unanswered"], &left["promises"]), (&json!(0), &json!([])), "{left}");

    // Whether it worked is asked once, by mail also with a page.
    let at = stage.world.now() + SignedDuration::from_hours(20);
    let plan = json!({"at": at});
    let plan = lena.call(reqwest::Method::PATCH, &format!("{path}/follow_up"), Some(plan)).await;
    assert_eq!(plan.unwrap()["state"], "planned");
    stage.world.set_time(at + SignedDuration::from_mins(1));
    let asked = mail.wait_for(|mail| {
        mail.mails_of("clara").into_iter().rev().find(|mail| mail.text.contains("/worked/"))
    });
    let asked = asked.await.unwrap().text;
    assert!(asked.contains("Ja oder Nein"), "{asked}");
    let token = asked.split("/worked/").nth(1).unwrap();
    let token: String = token.chars().take_while(char::is_ascii_alphanumeric).collect();
    let page = format!("{}/worked/{token}", stage.world.url.trim_end_matches('/'));
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let shown = http.get(&page).header("accept-language", "de").send().await.unwrap();
    assert_eq!(shown.headers()["x-robots-tag"], "noindex, noarchive");
    assert!(shown.text().await.unwrap().contains("Funktioniert es wieder?"));
    let still = lena.get(&format!("{path}/follow_up")).await.unwrap();
    assert_eq!(still["state"], "asked", "looking at it changes nothing: {still}");
    assert_eq!(lena.get(&path).await.unwrap()["status"], "resolved");

    // A no comes back to the same agent.
    let no = http.post(&page).body("answer=no").send().await.unwrap();
    assert!(no.status().is_success(), "{no:?}");
    let again = lena.get(&path).await.unwrap();
    let me = lena.get("/me").await.unwrap();
    assert_eq!((&again["status"], &again["assignee_id"]), (&json!("open"), &me["id"]), "{again}");
    assert!(again["waiting_since"].is_string(), "{again}");
    let unknown = format!("{}/worked/{}", stage.world.url.trim_end_matches('/'), "0".repeat(64));
    assert_eq!(http.get(&unknown).send().await.unwrap().status(), 404);
    stage.end().await;
}
