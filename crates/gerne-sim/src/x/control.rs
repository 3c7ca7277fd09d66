//! X's part of the control API, below `/sim/api/x/…`. People may be named by their handle on X or
//! by the one they have on the Mastodon server.
//!
//! | path | what |
//! |---|---|
//! | `GET state?as=` | company, threads and private messages of this person, what was spent |
//! | `POST posts` | `{as, text, reply_to, quote, scene, alt}` |
//! | `POST media` | multipart `as`, `file`, `description` |
//! | `PUT, DELETE posts/{id}` | `{text}`; take it back |
//! | `POST messages` | `{as, to, text}`; to the company when nobody is named |
//! | `POST people/{handle}` | `{protected, premium, open_dms}` |
//! | `GET journal?after=`, `GET requests`, `GET bill` | what happened, was asked, would cost |
//! | `GET, POST, DELETE faults` | a [`Fault`] each |
//! | `POST tokens` | `{account, scopes}` |
//! | `POST revoke` | `{account}`: all its tokens |
//! | `POST credits` | `{micros}`: what was paid in advance; `null` never runs out |
//! | `POST drop_connections` | breaks every connection |

use axum::extract::{Path, Query, State as Extract};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{X, XPerson, XPostSpec, view};
use crate::params::Params;
use crate::{Fault, PersonSpec, SimError, picture};

/// What the handlers share.
#[derive(Debug, Clone)]
struct Desk {
    x: X,
    company: String,
}

impl Desk {
    /// The handle on X of somebody who may be named by another.
    fn handle(&self, named: &str) -> Result<String, SimError> {
        let legal =
            XPerson::from(&PersonSpec { handle: named.to_owned(), ..PersonSpec::default() });
        let known = [named.to_owned(), legal.handle];
        let found = known.into_iter().find(|handle| self.x.who(handle).is_ok());
        found.ok_or_else(|| SimError::NoSuchPerson(named.to_owned()))
    }
}

pub(crate) fn routes(x: &X, company: &str) -> Router {
    let desk = Desk { x: x.clone(), company: company.to_owned() };
    let api = Router::new()
        .route("/state", get(state))
        .route("/posts", post(add_post))
        .route("/posts/{id}", put(edit_post).delete(delete_post))
        .route("/media", post(upload))
        .route("/messages", post(write))
        .route("/people/{handle}", post(change_person))
        .route("/journal", get(journal))
        .route("/requests", get(requests))
        .route("/bill", get(bill))
        .route("/faults", get(faults).post(inject).delete(clear_faults))
        .route("/tokens", post(issue_token))
        .route("/revoke", post(revoke))
        .route("/credits", post(credits))
        .route("/drop_connections", post(drop_connections))
        .layer(axum::extract::DefaultBodyLimit::max(32 * 1024 * 1024))
        .with_state(desk);
    Router::new().nest("/sim/api/x", api)
}

type Reply = Result<Json<Value>, SimError>;

#[derive(Debug, Deserialize)]
struct As {
    #[serde(rename = "as")]
    who: Option<String>,
}

async fn state(Extract(desk): Extract<Desk>, Query(by): Query<As>) -> Json<Value> {
    let viewer = by.who.and_then(|who| desk.handle(&who).ok());
    Json(view::state(&desk.x, &desk.company, viewer.as_deref()))
}

#[derive(Debug, Deserialize)]
struct NewPost {
    #[serde(rename = "as")]
    who: String,
    /// A scene of [`picture::SCENES`] to attach.
    scene: Option<String>,
    alt: Option<String>,
    #[serde(flatten)]
    spec: XPostSpec,
}

async fn add_post(Extract(desk): Extract<Desk>, Json(new): Json<NewPost>) -> Reply {
    let who = desk.handle(&new.who)?;
    let mut spec = new.spec;
    if let Some(scene) = new.scene {
        let bytes = picture::scene(&scene).ok_or_else(|| SimError::NoSuchMedia(scene.clone()))?;
        spec.media.push(desk.x.upload(&who, bytes, "image/png", new.alt.as_deref())?);
    }
    Ok(Json(json!(desk.x.post(&who, spec)?)))
}

async fn upload(Extract(desk): Extract<Desk>, params: Params) -> Reply {
    let who = desk.handle(params.get("as").unwrap_or_default())?;
    let file = params.file("file").ok_or_else(|| SimError::NoSuchMedia(String::new()))?;
    let alt = params.filled("description");
    Ok(Json(json!({ "id": desk.x.upload(&who, file.bytes.to_vec(), &file.mime, alt)? })))
}

#[derive(Debug, Deserialize)]
struct NewText {
    text: String,
}

async fn edit_post(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Json(new): Json<NewText>,
) -> Reply {
    Ok(Json(json!(desk.x.edit(&id, &new.text)?)))
}

async fn delete_post(Extract(desk): Extract<Desk>, Path(id): Path<String>) -> Reply {
    desk.x.delete(&id)?;
    Ok(Json(json!({})))
}

#[derive(Debug, Deserialize)]
struct Message {
    #[serde(rename = "as")]
    who: String,
    to: Option<String>,
    text: String,
}

async fn write(Extract(desk): Extract<Desk>, Json(message): Json<Message>) -> Reply {
    let who = desk.handle(&message.who)?;
    let to = desk.handle(message.to.as_deref().unwrap_or(&desk.company))?;
    Ok(Json(json!(desk.x.write(&who, &to, &message.text)?)))
}

#[derive(Debug, Deserialize)]
struct Settings {
    protected: Option<bool>,
    premium: Option<bool>,
    open_dms: Option<bool>,
}

async fn change_person(
    Extract(desk): Extract<Desk>,
    Path(handle): Path<String>,
    Json(new): Json<Settings>,
) -> Reply {
    let handle = desk.handle(&handle)?;
    desk.x.change_person(&handle, |person| {
        person.protected = new.protected.unwrap_or(person.protected);
        person.premium = new.premium.unwrap_or(person.premium);
        person.open_dms = new.open_dms.unwrap_or(person.open_dms);
    })?;
    Ok(Json(json!({})))
}

#[derive(Debug, Deserialize)]
struct After {
    after: Option<u64>,
}

async fn journal(Extract(desk): Extract<Desk>, Query(from): Query<After>) -> Json<Value> {
    let mut journal = desk.x.journal();
    journal.retain(|entry| from.after.is_none_or(|after| entry.seq > after));
    Json(json!(journal))
}

async fn requests(Extract(desk): Extract<Desk>) -> Json<Value> {
    Json(json!(desk.x.requests()))
}

async fn bill(Extract(desk): Extract<Desk>) -> Json<Value> {
    Json(json!({ "micros": desk.x.spent(), "lines": desk.x.bill(), "calls": desk.x.calls() }))
}

async fn faults(Extract(desk): Extract<Desk>) -> Json<Value> {
    Json(json!(desk.x.faults()))
}

async fn inject(Extract(desk): Extract<Desk>, Json(fault): Json<Fault>) -> Json<Value> {
    Json(json!({ "id": desk.x.inject(fault) }))
}

async fn clear_faults(Extract(desk): Extract<Desk>) -> Json<Value> {
    desk.x.clear_faults();
    Json(json!({}))
}

#[derive(Debug, Deserialize)]
struct NewToken {
    account: String,
    #[serde(default)]
    scopes: Option<String>,
}

async fn issue_token(Extract(desk): Extract<Desk>, Json(wish): Json<NewToken>) -> Reply {
    let handle = desk.handle(&wish.account)?;
    let tokens = desk.x.tokens_for(&handle, wish.scopes.as_deref().unwrap_or(super::SCOPES));
    Ok(Json(json!({ "access_token": tokens.access, "refresh_token": tokens.refresh })))
}

async fn revoke(Extract(desk): Extract<Desk>, Json(wish): Json<NewToken>) -> Reply {
    desk.x.revoke_all_tokens(&desk.handle(&wish.account)?)?;
    Ok(Json(json!({})))
}

#[derive(Debug, Deserialize)]
struct Credits {
    micros: Option<u64>,
}

async fn credits(Extract(desk): Extract<Desk>, Json(new): Json<Credits>) -> Json<Value> {
    desk.x.set_credits(new.micros);
    Json(json!({}))
}

async fn drop_connections(Extract(desk): Extract<Desk>) -> Json<Value> {
    desk.x.drop_connections();
    Json(json!({}))
}
