//! Facebook's part of the control API, below `/sim/api/facebook/…`. Who does something is named by
//! their handle; the Page by its own.
//!
//! | path | what |
//! |---|---|
//! | `GET state?as=` | the Page, its posts and comments, and the private messages of this person |
//! | `POST posts` | `{as, text, scene, ad}`; the Page's own when `as` is the Page |
//! | `POST reviews` | `{as, text, positive}` |
//! | `POST tags`, `POST mentions` | `{as, text}`: in a post elsewhere; in a comment elsewhere |
//! | `POST comments` | `{as, on, text, scene, media, sticker}` |
//! | `POST media` | multipart `file` |
//! | `PUT, DELETE things/{id}` | `{text}`; a post or comment, by its author |
//! | `POST things/{id}/hidden` | `{on}`: by the Page, in Facebook's own app |
//! | `POST things/{id}/removed` | `{}`: the same |
//! | `POST things/{id}/reactions` | `{as, kind}`; no kind takes it back |
//! | `POST messages` | `{as, to, text, scene}`; from the Page with a `to` |
//! | `PUT messages/{id}` | `{text}` |
//! | `POST messages/{id}/reactions` | `{emoji}` |
//! | `POST read` | `{as}`: everything in Messenger |
//! | `POST people/{handle}` | `{role, unnamed, unavailable}` |
//! | `POST app` | `{requires_proof, advanced_access, human_agent}` |
//! | `POST usage` | `{percent, seconds}`: how much of the Page's calls is used up |
//! | `POST restricted`, `POST elsewhere` | `{on}`; `{as, on}`: another app owns the thread |
//! | `GET webhooks`, `POST webhooks` | what was sent; `{held}` |
//! | `GET journal?after=`, `GET requests` | what happened; what was asked |
//! | `GET, POST, DELETE faults` | a [`Fault`] each |
//! | `POST tokens` | `{scopes}`: the Page's token |
//! | `POST revoke` | `{account, subcode}`: all tokens of a person |
//! | `POST permissions` | `{account, without}`: takes one permission away |
//! | `POST drop_connections` | breaks every connection |

use axum::extract::{Path, Query, State as Extract};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Facebook, FbCommentSpec, FbMessageSpec, FbPerson, FbPostSpec, view};
use crate::params::Params;
use crate::{Fault, PersonSpec, SimError, picture};

/// What the handlers share.
#[derive(Debug, Clone)]
struct Desk {
    facebook: Facebook,
    page: String,
}

impl Desk {
    /// The handle of somebody who may be named by another: as on the Mastodon server.
    fn handle(&self, named: &str) -> Result<String, SimError> {
        let spec = PersonSpec { handle: named.to_owned(), ..PersonSpec::default() };
        let known = [named.to_owned(), FbPerson::from(&spec).handle];
        let found = known
            .into_iter()
            .find(|handle| self.facebook.shared.read(|state| state.find_author(handle)).is_some());
        found.ok_or_else(|| SimError::NoSuchPerson(named.to_owned()))
    }

    /// The file of what somebody writes: uploaded before, or a scene.
    fn file(&self, words: &Words) -> Result<Option<String>, SimError> {
        let (Some(scene), None) = (words.scene.as_deref(), &words.media) else {
            return Ok(words.media.clone());
        };
        let sticker = words.sticker;
        let bytes = picture::scene(scene).ok_or_else(|| SimError::NoSuchMedia(scene.to_owned()))?;
        if sticker {
            return self.facebook.sticker(bytes).map(Some);
        }
        self.facebook.upload(bytes, "image/png").map(Some)
    }
}

pub(crate) fn routes(facebook: &Facebook, page: &str) -> Router {
    let desk = Desk { facebook: facebook.clone(), page: page.to_owned() };
    let api = Router::new()
        .route("/state", get(state))
        .route("/posts", post(add_post))
        .route("/reviews", post(review))
        .route("/tags", post(tag))
        .route("/mentions", post(mention))
        .route("/comments", post(comment))
        .route("/media", post(upload))
        .route("/things/{id}", put(edit).delete(delete))
        .route("/things/{id}/hidden", post(hide))
        .route("/things/{id}/removed", post(remove))
        .route("/things/{id}/reactions", post(react))
        .route("/messages", post(write))
        .route("/messages/{id}", put(edit_message))
        .route("/messages/{id}/reactions", post(react_to_message))
        .route("/read", post(read))
        .route("/people/{handle}", post(change_person))
        .route("/app", post(change_app))
        .route("/usage", post(usage))
        .route("/restricted", post(restrict))
        .route("/elsewhere", post(hand_over))
        .route("/webhooks", get(webhooks).post(hold))
        .route("/journal", get(journal))
        .route("/requests", get(requests))
        .route("/faults", get(faults).post(inject).delete(clear_faults))
        .route("/tokens", post(issue_token))
        .route("/revoke", post(revoke))
        .route("/permissions", post(permissions))
        .route("/drop_connections", post(drop_connections))
        .layer(axum::extract::DefaultBodyLimit::max(32 * 1024 * 1024))
        .with_state(desk);
    Router::new().nest("/sim/api/facebook", api)
}

type Reply = Result<Json<Value>, SimError>;

fn done(outcome: Result<(), SimError>) -> Reply {
    outcome.map(|()| Json(json!({})))
}

#[derive(Debug, Deserialize)]
struct As {
    #[serde(rename = "as")]
    who: Option<String>,
}

async fn state(Extract(desk): Extract<Desk>, Query(by): Query<As>) -> Json<Value> {
    let viewer = by.who.and_then(|who| desk.handle(&who).ok());
    Json(view::state(&desk.facebook, &desk.page, viewer.as_deref()))
}

/// What somebody writes, wherever.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Words {
    #[serde(rename = "as")]
    who: String,
    to: Option<String>,
    on: String,
    text: String,
    scene: Option<String>,
    media: Option<String>,
    sticker: bool,
    ad: bool,
    positive: bool,
}

async fn add_post(Extract(desk): Extract<Desk>, Json(words): Json<Words>) -> Reply {
    let who = desk.handle(&words.who)?;
    let media = desk.file(&words)?.into_iter().collect();
    let spec = FbPostSpec { text: words.text, media, ad: words.ad };
    Ok(Json(json!(desk.facebook.post(&who, &desk.page, spec)?)))
}

async fn review(Extract(desk): Extract<Desk>, Json(words): Json<Words>) -> Reply {
    let who = desk.handle(&words.who)?;
    let made = desk.facebook.review(&who, &desk.page, words.positive, &words.text)?;
    Ok(Json(json!(made)))
}

async fn tag(Extract(desk): Extract<Desk>, Json(words): Json<Words>) -> Reply {
    let who = desk.handle(&words.who)?;
    Ok(Json(json!(desk.facebook.tag(&who, &desk.page, FbPostSpec::new(&words.text))?)))
}

async fn mention(Extract(desk): Extract<Desk>, Json(words): Json<Words>) -> Reply {
    let who = desk.handle(&words.who)?;
    let (post, comment) = desk.facebook.mention(&who, &desk.page, &words.text)?;
    Ok(Json(json!({ "post": post, "comment": comment })))
}

async fn comment(Extract(desk): Extract<Desk>, Json(words): Json<Words>) -> Reply {
    let who = desk.handle(&words.who)?;
    let media = desk.file(&words)?;
    let spec = FbCommentSpec { on: words.on, text: words.text, media };
    Ok(Json(json!(desk.facebook.comment(&who, spec)?)))
}

async fn upload(Extract(desk): Extract<Desk>, params: Params) -> Reply {
    let file = params.file("file").ok_or_else(|| SimError::NoSuchMedia(String::new()))?;
    Ok(Json(json!({ "id": desk.facebook.upload(file.bytes.to_vec(), &file.mime)? })))
}

#[derive(Debug, Deserialize)]
struct NewText {
    text: String,
}

async fn edit(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Json(new): Json<NewText>,
) -> Reply {
    done(desk.facebook.edit(&id, &new.text))
}

async fn delete(Extract(desk): Extract<Desk>, Path(id): Path<String>) -> Reply {
    done(desk.facebook.delete(&id))
}

#[derive(Debug, Deserialize)]
struct OnOff {
    #[serde(rename = "as", default)]
    who: String,
    on: bool,
}

async fn hide(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Json(new): Json<OnOff>,
) -> Reply {
    done(desk.facebook.hide_as_page(&id, new.on))
}

async fn remove(Extract(desk): Extract<Desk>, Path(id): Path<String>) -> Reply {
    done(desk.facebook.remove_as_page(&id))
}

#[derive(Debug, Deserialize)]
struct Reaction {
    #[serde(rename = "as", default)]
    who: String,
    kind: Option<String>,
    emoji: Option<String>,
}

async fn react(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Json(new): Json<Reaction>,
) -> Reply {
    done(desk.facebook.react(&desk.handle(&new.who)?, &id, new.kind.as_deref()))
}

async fn write(Extract(desk): Extract<Desk>, Json(words): Json<Words>) -> Reply {
    let who = desk.handle(&words.who)?;
    let media = desk.file(&words)?.into_iter().collect();
    let spec = FbMessageSpec { text: words.text, media, reply_to: None };
    let made = match words.to {
        Some(to) => desk.facebook.write_as_page(&who, &desk.handle(&to)?, spec)?,
        None => desk.facebook.write(&who, &desk.page, spec)?,
    };
    Ok(Json(json!(made)))
}

async fn edit_message(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Json(new): Json<NewText>,
) -> Reply {
    done(desk.facebook.edit_message(&id, &new.text))
}

async fn react_to_message(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Json(new): Json<Reaction>,
) -> Reply {
    done(desk.facebook.react_to_message(&id, new.emoji.as_deref()))
}

async fn read(Extract(desk): Extract<Desk>, Json(by): Json<As>) -> Reply {
    let who = desk.handle(&by.who.unwrap_or_default())?;
    done(desk.facebook.read_messages(&who, &desk.page))
}

#[derive(Debug, Deserialize)]
struct Settings {
    role: Option<bool>,
    unnamed: Option<bool>,
    unavailable: Option<bool>,
}

async fn change_person(
    Extract(desk): Extract<Desk>,
    Path(handle): Path<String>,
    Json(new): Json<Settings>,
) -> Reply {
    let handle = desk.handle(&handle)?;
    done(desk.facebook.change_person(&handle, |person| {
        person.role = new.role.unwrap_or(person.role);
        person.unnamed = new.unnamed.unwrap_or(person.unnamed);
        person.unavailable = new.unavailable.unwrap_or(person.unavailable);
    }))
}

#[derive(Debug, Deserialize)]
struct AppSettings {
    requires_proof: Option<bool>,
    advanced_access: Option<bool>,
    human_agent: Option<bool>,
}

async fn change_app(Extract(desk): Extract<Desk>, Json(new): Json<AppSettings>) -> Json<Value> {
    desk.facebook.change_app(|app| {
        app.requires_proof = new.requires_proof.unwrap_or(app.requires_proof);
        app.advanced_access = new.advanced_access.unwrap_or(app.advanced_access);
        app.human_agent = new.human_agent.unwrap_or(app.human_agent);
    });
    Json(json!({}))
}

#[derive(Debug, Deserialize)]
struct Used {
    percent: u32,
    seconds: i64,
}

async fn usage(Extract(desk): Extract<Desk>, Json(new): Json<Used>) -> Reply {
    let lasts = SignedDuration::from_secs(new.seconds);
    done(desk.facebook.set_usage(&desk.page, new.percent, lasts))
}

async fn restrict(Extract(desk): Extract<Desk>, Json(new): Json<OnOff>) -> Reply {
    done(desk.facebook.restrict(&desk.page, new.on))
}

async fn hand_over(Extract(desk): Extract<Desk>, Json(new): Json<OnOff>) -> Reply {
    done(desk.facebook.hand_over(&desk.handle(&new.who)?, &desk.page, new.on))
}

async fn webhooks(Extract(desk): Extract<Desk>) -> Json<Value> {
    let facebook = &desk.facebook;
    Json(json!({
        "active": facebook.webhooks_active(), "waiting": facebook.webhooks_waiting(),
        "lost": facebook.webhooks_lost(), "sent": facebook.deliveries(),
    }))
}

#[derive(Debug, Deserialize)]
struct Held {
    held: bool,
}

async fn hold(Extract(desk): Extract<Desk>, Json(new): Json<Held>) -> Json<Value> {
    desk.facebook.hold_webhooks(new.held);
    Json(json!({}))
}

#[derive(Debug, Deserialize)]
struct After {
    after: Option<u64>,
}

async fn journal(Extract(desk): Extract<Desk>, Query(from): Query<After>) -> Json<Value> {
    let mut journal = desk.facebook.journal();
    journal.retain(|entry| from.after.is_none_or(|after| entry.seq > after));
    Json(json!(journal))
}

async fn requests(Extract(desk): Extract<Desk>) -> Json<Value> {
    Json(json!(desk.facebook.requests()))
}

async fn faults(Extract(desk): Extract<Desk>) -> Json<Value> {
    Json(json!(desk.facebook.faults()))
}

async fn inject(Extract(desk): Extract<Desk>, Json(fault): Json<Fault>) -> Json<Value> {
    Json(json!({ "id": desk.facebook.inject(fault) }))
}

async fn clear_faults(Extract(desk): Extract<Desk>) -> Json<Value> {
    desk.facebook.clear_faults();
    Json(json!({}))
}

#[derive(Debug, Deserialize)]
struct NewToken {
    scopes: Option<String>,
}

async fn issue_token(Extract(desk): Extract<Desk>, Json(wish): Json<NewToken>) -> Reply {
    let scopes = wish.scopes.as_deref().unwrap_or(super::PERMISSIONS);
    Ok(Json(json!({ "access_token": desk.facebook.page_token(&desk.page, scopes)? })))
}

#[derive(Debug, Deserialize)]
struct Withdrawn {
    account: String,
    subcode: Option<u32>,
    without: Option<String>,
}

async fn revoke(Extract(desk): Extract<Desk>, Json(wish): Json<Withdrawn>) -> Reply {
    let who = desk.handle(&wish.account)?;
    done(desk.facebook.kill_tokens(&who, wish.subcode.unwrap_or(458)))
}

async fn permissions(Extract(desk): Extract<Desk>, Json(wish): Json<Withdrawn>) -> Reply {
    let who = desk.handle(&wish.account)?;
    done(desk.facebook.take_permission(&who, wish.without.as_deref().unwrap_or_default()))
}

async fn drop_connections(Extract(desk): Extract<Desk>) -> Json<Value> {
    desk.facebook.drop_connections();
    Json(json!({}))
}
