//! One matter of the demo's days with a memory: a dead line, told once, with a promise that was not
//! kept, a call that somebody logged, a technician who is due, and a question that was answered
//! before it is asked. A newcomer meets all of it in the first conversation that is theirs.

use anyhow::{Context, Result};
use gerne_domain::Timestamp;
use gerne_sim::{Correspondent, MailClient, MailSpec};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::json;

use crate::{
    Client,
    mails::{Deed, What},
};

/// Something that an agent does in a matter besides answering.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    /// Confirms whatever was read as a promise.
    Confirms,
    /// Writes down a call that came in just now.
    Logs { text: &'static str },
    /// Writes down a visit that was promised, due after so long.
    PromisesVisit { text: &'static str, after: SignedDuration },
    /// Takes the matter.
    Takes,
    /// Begins an answer, and leaves it.
    Begins { text: &'static str },
}

/// Who lives through it.
pub(crate) fn writer() -> Correspondent {
    Correspondent::new("torben.luehrs", "Torben Lührs", "de")
        .at("torben.luehrs@mailpost.example")
        .with(MailClient::Thunderbird)
}

/// All of it.
pub(crate) fn deeds() -> Vec<Deed> {
    let at = |hours: i64, minutes: i64, what: What| Deed {
        before_end: SignedDuration::from_hours(hours) + SignedDuration::from_mins(minutes),
        what,
    };
    let does = |agent, act| What::Does { agent, key: "tot", act };
    let first = MailSpec::new(
        "Anschluss seit der Umstellung tot",
        "Guten Tag,\n\nseit der Umstellung auf 250 MBit gestern früh ist mein Internet tot. Meine \
         Kundennummer ist 4711-882931, der Router ist eine FRITZ!Box 7590. Den Router habe ich schon \
         zweimal neu gestartet und das Kabel getauscht.\n\nIch arbeite von zu Hause und brauche den \
         Anschluss bis Montag um 8 Uhr. Wann kommt ein Techniker?\n\nTorben Lührs\nTel. 0171 2345678",
    );
    let again = MailSpec {
        text: "Guten Tag,\n\nSie wollten sich längst melden. Bis jetzt habe ich nichts gehört. Und ich \
               möchte eine Gutschrift für die Tage ohne Anschluss.\n\nTorben Lührs"
            .to_owned(),
        ..MailSpec::default()
    };
    let writes = |key, answers, spec| What::Writes {
        who: "torben.luehrs",
        key,
        answers,
        spec: Box::new(spec),
    };
    vec![
        at(50, 0, writes("tot", false, first)),
        at(
            49,
            20,
            What::Answers {
                agent: "jonas",
                key: "tot",
                who: "torben.luehrs",
                text: "Guten Tag Herr Lührs,\n\ndas tut mir leid. Ich habe Ihre Leitung gemessen: Bis zum \
                       Verteiler kommt kein Signal an. Wir melden uns morgen bis 12 Uhr mit einem Termin \
                       für den Techniker.",
            },
        ),
        at(49, 10, does("jonas", Act::Confirms)),
        at(
            20,
            0,
            does(
                "lena",
                Act::Logs {
                    text: "Herr Lührs hat angerufen: Niemand hat sich gemeldet. Ich habe mich entschuldigt \
                           und ihm den Besuch eines Technikers zugesagt.",
                },
            ),
        ),
        at(
            19,
            50,
            does(
                "lena",
                Act::PromisesVisit {
                    text: "Techniker am Anschluss",
                    // Shortly after the history ends.
                    after: SignedDuration::from_hours(22),
                },
            ),
        ),
        at(4, 30, writes("tot-2", true, again)),
        at(4, 10, does("anna", Act::Takes)),
        at(
            4,
            0,
            does(
                "anna",
                Act::Begins {
                    text: "Guten Tag Herr Lührs,\n\nes tut mir leid, dass Sie so lange nichts gehört haben. \
                           Wie lautet Ihre Kundennummer?",
                },
            ),
        ),
    ]
}

/// Does it in a conversation.
pub(crate) async fn play(client: &Client, id: &str, act: Act, now: Timestamp) -> Result<()> {
    let path = format!("/conversations/{id}");
    match act {
        Act::Confirms => {
            let promises = client.get(&format!("{path}/promises")).await?;
            let items = promises["items"].as_array().cloned().unwrap_or_default();
            for promise in items.iter().filter(|promise| promise["state"] == "proposed") {
                let promise = promise["id"].as_str().context("a promise has an id")?;
                client.post(&format!("/promises/{promise}/confirm"), json!({})).await?;
            }
        }
        Act::Logs { text } => {
            let body = json!({"how": "phone", "direction": "in", "text": text});
            let path = format!("{path}/contacts");
            let key = Some("history-contact");
            let (status, value) = client.try_call(Method::POST, &path, Some(body), key).await?;
            anyhow::ensure!(status == 201, "a contact was not taken: {status} {value}");
        }
        Act::PromisesVisit { text, after } => {
            let due = (now + after).to_string();
            let body = json!({"kind": "visit", "text": text, "due": due});
            client.post(&format!("{path}/promises"), body).await?;
        }
        Act::Takes => {
            let me = client.get("/me").await?;
            let body = json!({"assignee_id": me["id"]});
            client.call(Method::PATCH, &path, Some(body)).await?;
        }
        Act::Begins { text } => {
            let body = json!({"text": text, "body": null});
            client.call(Method::PUT, &format!("{path}/drafts/reply"), Some(body)).await?;
        }
    }
    Ok(())
}
