//! C: no one is a number. Nothing that leaves holds one of ours.

use gerne_demo::{Client, WorldConfig};
use gerne_sim::{FacebookConfig, PostSpec, XConfig};
use reqwest::Method;
use serde_json::{Value, json};

use super::stage::{Channel, Database, Stage, Told, What, on_each_channel, on_facebook};
use crate::wiretap::Wiretap;

on_each_channel!(number_2002);
on_facebook!(number_2002);

async fn number_2002(database: Database, channel: Channel) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let tap = Wiretap::on(free).await;
    let usual = Stage::config(channel);
    let tapped = Some(tap.base_url());
    let config = match channel {
        Channel::X => {
            let on_x = XConfig { port: free.port(), ..usual.on_x };
            WorldConfig { on_x, x_address: tapped, ..usual }
        }
        Channel::Facebook => {
            let on_facebook = FacebookConfig { port: free.port(), ..usual.on_facebook };
            WorldConfig { on_facebook, facebook_address: tapped, ..usual }
        }
        Channel::Mastodon | Channel::Email => WorldConfig { sim: free, address: tapped, ..usual },
    };
    let mut stage = Stage::set(database, config).await;
    let aylin = stage.agent("aylin").await;

    // Everything that an agent can send.
    let rows = match channel {
        Channel::Mastodon => posts(&mut stage, &aylin).await,
        Channel::Email => mails(&mut stage, &aylin).await,
        Channel::X | Channel::Facebook => elsewhere(&mut stage, &aylin, channel).await,
    };

    // One of ours in a reply is held back with a reason, and nothing is written.
    let id = rows[0]["id"].as_str().unwrap();
    let path = format!("/conversations/{id}/replies");
    let mut bodies = vec![
        json!({"text": format!("Ihr Vorgang {id} läuft.")}),
        json!({"text": format!("Siehe {}/app/inbox/mine/{id}", stage.world.url)}),
    ];
    if channel == Channel::Email {
        bodies.push(json!({"text": "Es läuft.", "subject": format!("Vorgang {id}")}));
    }
    for mut body in bodies {
        body["seen"] = aylin.head().await.unwrap().into();
        let (status, problem) =
            aylin.try_call(Method::POST, &path, Some(body), Some("held-back")).await.unwrap();
        assert_eq!((status, problem["code"].as_str()), (422, Some("reply.own_id")), "{problem}");
    }

    // Not one of our ids in any byte that left, in either spelling.
    let heard = match channel {
        Channel::Mastodon | Channel::X | Channel::Facebook => tap.heard(),
        Channel::Email => sent(&stage),
    };
    // Facebook is told in a form.
    let told = ["ich prüfe ihre rechnung", "ich+pr%c3%bcfe+ihre+rechnung"];
    assert!(told.iter().any(|words| heard.contains(words)), "what is sent is heard");
    let mut ours = Vec::new();
    for path in
        ["/conversations?limit=100", "/agents", "/teams", "/accounts", "/events?after=0&limit=200"]
    {
        ids(&aylin.get(path).await.unwrap(), &mut ours);
    }
    for row in &rows {
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

/// Public, private, with a warning.
async fn posts(stage: &mut Stage, aylin: &Client) -> Vec<Value> {
    let post = stage.says("clara", |company| {
        PostSpec::public(&format!("@{company} Meine Rechnung 4711-2002 stimmt nicht."))
            .spoiler("Ärger")
    });
    // A row shows the warning, not what stands behind it.
    let row = stage.row(aylin, "Ärger", |_| true).await;
    let answer =
        stage.answers(aylin, &row, &post, "Ich prüfe Ihre Rechnung 4711-2002 sofort.").await;
    assert!(answer.text.contains("4711-2002"), "the company's own numbers are normal content");
    let direct = stage.says("ben@far.example", |company| {
        PostSpec::direct(&format!("@{company} my contract number is C-17"))
    });
    let row2 = stage.row(aylin, "contract number", |_| true).await;
    stage.answers(aylin, &row2, &direct, "Thank you, I have it.").await;
    vec![row, row2]
}

/// In public, and in private.
async fn elsewhere(stage: &mut Stage, aylin: &Client, channel: Channel) -> Vec<Value> {
    let called = stage.calls(channel, "clara", "Meine Rechnung 4711-2002 stimmt nicht.");
    let row = stage.row(aylin, "Meine Rechnung", |_| true).await;
    let text = "Ich prüfe Ihre Rechnung 4711-2002 sofort.";
    let answer = stage.answers_told(aylin, &row, &called, text, json!({})).await;
    assert!(answer.text.contains("4711-2002"), "the company's own numbers are normal content");
    let told = stage.tells(channel, "ben@far.example", "", "my contract number is C-17");
    let row2 = stage.row(aylin, "contract number", |_| true).await;
    let answer = stage.answers_told(aylin, &row2, &told, "Thank you, I have it.", json!({})).await;
    assert!(answer.private, "{answer:?}");
    vec![row, row2]
}

/// An answer, one with a copy for somebody else, a letter that answers nothing.
async fn mails(stage: &mut Stage, aylin: &Client) -> Vec<Value> {
    let letter = "Meine Rechnung 4711-2002 stimmt nicht.";
    let told = stage.tells(Channel::Email, "clara", "Rechnung 4711-2002", letter);
    let row = stage.row(aylin, "Meine Rechnung", |_| true).await;
    let text = "Ich prüfe Ihre Rechnung 4711-2002 sofort.";
    let answer = stage.answers_told(aylin, &row, &told, text, json!({})).await;
    assert!(answer.text.contains("4711-2002"), "the company's own numbers are normal content");
    // What they answer is found by the name of our letter, and by nothing that counts.
    let back = stage.answers_back("clara", &answer, "Und was ist mit dem November?");
    let again = stage.row(aylin, "dem November", |_| true).await;
    assert_eq!(again["id"], row["id"], "the same matter: {again}");
    let copy = json!({"cc": ["ben@far.example"]});
    let text = "Der November stimmt auch nicht.";
    let answer = stage.answers_told(aylin, &row, &back, text, copy).await;
    let What::Mail(mail) = &answer.what else { panic!("{answer:?}") };
    assert_eq!(mail.subject, "Re: Rechnung 4711-2002");

    let told = stage.tells(Channel::Email, "ben@far.example", "", "my contract number is C-17");
    assert!(matches!(told, Told::Mail { .. }));
    let row2 = stage.row(aylin, "contract number", |_| true).await;
    stage.answers_told(aylin, &row2, &told, "Thank you, I have it.", json!({})).await;
    let first = json!({"account_id": stage.world.mailbox, "to": {"handle": "clara@web.example"},
        "visibility": "private", "subject": "Ihre Gutschrift", "text": "Guten Tag, sie ist da."});
    let call = aylin.try_call(Method::POST, "/conversations", Some(first), Some("first"));
    let (status, page) = call.await.unwrap();
    assert_eq!(status, 201, "{page}");
    let mail = stage.world.sim.mail();
    mail.wait_until(|mail| {
        mail.mails_of("clara").iter().any(|mail| mail.subject == "Ihre Gutschrift")
    })
    .await
    .unwrap();
    for mail in mail.mails_of("clara").iter().chain(&mail.mails_of("ben@far.example")) {
        let subject = mail.subject.replace("4711-2002", "");
        assert!(!subject.contains(|c: char| c.is_ascii_digit()), "a number: {}", mail.subject);
    }
    vec![row, row2]
}

/// All that the provider was told, as it stood on the line and as people read it; lower-case.
fn sent(stage: &Stage) -> String {
    let mail = stage.world.sim.mail();
    let mut all = String::new();
    for submitted in mail.submitted_by_product() {
        let raw = String::from_utf8_lossy(&submitted.raw);
        // A long line may have been broken in the middle of anything.
        all.push_str(&raw.replace("=\r\n", "").replace("\r\n ", ""));
    }
    for who in ["clara", "ben@far.example"] {
        for received in mail.mails_of(who) {
            let html = received.html.unwrap_or_default();
            all.extend([received.subject, received.text, html, "\n".to_owned()]);
        }
    }
    for exchange in mail.exchanges() {
        all.extend([exchange.command, exchange.arguments, "\n".to_owned()]);
    }
    all.to_lowercase()
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
