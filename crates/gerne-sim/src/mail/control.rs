//! The provider's part of the control API, below `/sim/api/mail/…`.
//!
//! | path | what |
//! |---|---|
//! | `GET state?as=` | addresses, ports, and the mails of this person, newest first |
//! | `POST letters` | `{as, subject, text, in_reply_to, …}`: the fields of a [`MailSpec`] |
//! | `GET journal?after=`, `GET exchanges` | what happened; what clients asked |
//! | `GET, POST, DELETE faults` | a [`Fault`] each |
//! | `POST drop_connections` | breaks every connection |

use axum::extract::{Query, State as Extract};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Attached, Mail, MailSpec, ReceivedMail};
use crate::{Fault, SimError, picture};

/// Mails of one person that the square shows.
const NEWEST: usize = 40;

pub(crate) fn router(mail: &Mail) -> Router {
    let api = Router::new()
        .route("/state", get(state))
        .route("/letters", post(write))
        .route("/journal", get(journal))
        .route("/exchanges", get(exchanges))
        .route("/faults", get(faults).post(inject).delete(clear_faults))
        .route("/drop_connections", post(drop_connections))
        .layer(axum::extract::DefaultBodyLimit::max(64 * 1024 * 1024))
        .with_state(mail.clone());
    Router::new().nest("/sim/api/mail", api)
}

#[derive(Debug, Deserialize)]
struct As {
    #[serde(rename = "as")]
    who: Option<String>,
}

async fn state(Extract(mail): Extract<Mail>, Query(by): Query<As>) -> Json<Value> {
    let who = by.who.as_deref().and_then(|who| Some((who, mail.address_of(who).ok()?)));
    let mails = who.as_ref().map(|(who, _)| letters(&mail, who));
    Json(json!({
        "company": mail.company(),
        "imap": mail.imap().to_string(), "smtp": mail.smtp().to_string(),
        "me": who.map(|(_, address)| address),
        "mails": mails.unwrap_or_default(),
    }))
}

/// What somebody received and wrote, newest first.
fn letters(mail: &Mail, who: &str) -> Vec<Value> {
    let received = mail.folder(who, "INBOX").into_iter().map(|filed| (filed, false));
    let written = mail.folder(who, "Sent").into_iter().map(|filed| (filed, true));
    let mut all: Vec<_> = received.chain(written).collect();
    all.sort_by_key(|(filed, _)| std::cmp::Reverse(filed.received));
    let letter = |(filed, mine): (super::Filed, bool)| {
        let letter = ReceivedMail::of(&filed);
        let files = letter.attachments.iter().map(|file| file.name.clone()).collect::<Vec<_>>();
        json!({
            "id": letter.id, "at": letter.at, "mine": mine, "from": letter.from,
            "name": letter.from_name.as_ref().unwrap_or(&letter.from), "to": letter.to,
            "subject": letter.subject, "text": letter.text.trim(), "files": files,
        })
    };
    all.into_iter().take(NEWEST).map(letter).collect()
}

#[derive(Debug, Deserialize)]
struct Letter {
    #[serde(rename = "as")]
    who: String,
    /// A scene of [`picture::SCENES`] to attach.
    scene: Option<String>,
    #[serde(flatten)]
    spec: MailSpec,
}

async fn write(
    Extract(mail): Extract<Mail>,
    Json(letter): Json<Letter>,
) -> Result<Json<Value>, SimError> {
    let Letter { who, scene, mut spec } = letter;
    if let Some(scene) = scene {
        let bytes = picture::scene(&scene).ok_or_else(|| SimError::NoSuchMedia(scene.clone()))?;
        let name = format!("{scene}.png");
        spec.attachments.push(Attached { name, mime: "image/png".to_owned(), bytes });
    }
    Ok(Json(json!({ "id": mail.write(&who, spec)? })))
}

#[derive(Debug, Deserialize)]
struct After {
    after: Option<u64>,
}

async fn journal(Extract(mail): Extract<Mail>, Query(from): Query<After>) -> Json<Value> {
    let mut journal = mail.journal();
    journal.retain(|entry| from.after.is_none_or(|after| entry.seq > after));
    Json(json!(journal))
}

async fn exchanges(Extract(mail): Extract<Mail>) -> Json<Value> {
    Json(json!(mail.exchanges()))
}

async fn faults(Extract(mail): Extract<Mail>) -> Json<Value> {
    Json(json!(mail.faults()))
}

async fn inject(Extract(mail): Extract<Mail>, Json(fault): Json<Fault>) -> Json<Value> {
    Json(json!({ "id": mail.inject(fault) }))
}

async fn clear_faults(Extract(mail): Extract<Mail>) -> Json<Value> {
    mail.clear_faults();
    Json(json!({}))
}

async fn drop_connections(Extract(mail): Extract<Mail>) -> Json<Value> {
    mail.drop_connections();
    Json(json!({}))
}
