//! The control API: `/sim/api/…`, JSON. The square and checkers in other processes use it.
//!
//! | path | what |
//! |---|---|
//! | `GET state?as=` | company, people, and the threads this person sees |
//! | `GET, POST people` | everyone; somebody new (a [`PersonSpec`]) |
//! | `POST posts` | `{as, …}` with the fields of a [`PostSpec`] |
//! | `GET, PUT, DELETE posts/{id}` | one post (deleted ones too); new text; take it back |
//! | `POST posts/{id}/favourite` | `{as, on}` |
//! | `POST posts/{id}/vote` | `{as, choices}` |
//! | `POST media?as=` | multipart `file`, `description`; or JSON `{as, scene, alt}` |
//! | `GET journal?after=`, `GET requests` | what happened; what was asked |
//! | `GET, POST, DELETE faults`, `DELETE faults/{id}` | a [`Fault`] each |
//! | `GET, POST clock` | `{set, advance_seconds, speed, skew_seconds}` |
//! | `POST tokens` | `{account, scopes}` |
//! | `POST revoke` | `{account}`: all its tokens |
//! | `POST drop_connections` | breaks every connection |
//! | `GET events` | server-sent events, one per change |

mod view;

use axum::extract::{Path, Query, State as Extract};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::mastodon::Change;
use crate::params::Params;
use crate::{
    Correspondent, Facebook, Fault, FaultId, FbPerson, Mail, Mastodon, PersonSpec, PostSpec,
    SimError, X, XPerson, picture,
};

/// What the handlers share.
#[derive(Debug, Clone)]
struct Desk {
    server: Mastodon,
    mail: Mail,
    x: X,
    facebook: Facebook,
    company: String,
    console_url: Option<String>,
}

pub(crate) fn router(
    (server, mail, x, facebook): (&Mastodon, &Mail, &X, &Facebook),
    company: &str,
    console_url: Option<String>,
) -> Router {
    let (server, mail, x) = (server.clone(), mail.clone(), x.clone());
    let facebook = facebook.clone();
    let desk = Desk { server, mail, x, facebook, company: company.to_owned(), console_url };
    let api = Router::new()
        .route("/state", get(state))
        .route("/people", get(people).post(add_person))
        .route("/posts", post(add_post))
        .route("/posts/{id}", get(show_post).put(edit_post).delete(delete_post))
        .route("/posts/{id}/favourite", post(favourite))
        .route("/posts/{id}/vote", post(vote))
        .route("/media", post(upload))
        .route("/journal", get(journal))
        .route("/requests", get(requests))
        .route("/faults", get(faults).post(inject).delete(clear_faults))
        .route("/faults/{id}", delete(clear_fault))
        .route("/clock", get(clock).post(set_clock))
        .route("/tokens", post(issue_token))
        .route("/revoke", post(revoke))
        .route("/drop_connections", post(drop_connections))
        .route("/events", get(events))
        .layer(axum::extract::DefaultBodyLimit::max(32 * 1024 * 1024))
        .with_state(desk);
    Router::new().nest("/sim/api", api)
}

type Reply = Result<Json<Value>, SimError>;

impl IntoResponse for SimError {
    fn into_response(self) -> Response {
        let code = match self {
            Self::NoSuchPerson(_) | Self::NoSuchPost(_) | Self::NoSuchMedia(_) => {
                StatusCode::NOT_FOUND
            }
            Self::BadHandle(_) | Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TimedOut(_) | Self::Listen(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        (code, Json(json!({ "error": self.to_string() }))).into_response()
    }
}

#[derive(Debug, Deserialize)]
struct As {
    #[serde(rename = "as")]
    who: Option<String>,
}

async fn state(Extract(desk): Extract<Desk>, Query(by): Query<As>) -> Json<Value> {
    let mut state = view::state(&desk.server, &desk.company, by.who.as_deref());
    state["console"] = json!(desk.console_url);
    Json(state)
}

async fn people(Extract(desk): Extract<Desk>) -> Json<Value> {
    Json(view::people(&desk.server))
}

async fn add_person(Extract(desk): Extract<Desk>, Json(spec): Json<PersonSpec>) -> Reply {
    let writes = Correspondent::new(&spec.handle, &spec.name, &spec.language);
    let on_x = XPerson::from(&spec);
    let on_facebook = FbPerson::from(&spec);
    let acct = desk.server.add_person(spec)?;
    // Somebody with the same short name may be there already: then it is the same person.
    if let Err(error) = desk.x.add_person(on_x) {
        tracing::debug!(%error, "not added to X");
    }
    if let Err(error) = desk.facebook.add_person(on_facebook) {
        tracing::debug!(%error, "not added to Facebook");
    }
    desk.mail.add_person(Correspondent { handle: acct.clone(), ..writes })?;
    Ok(Json(json!({ "handle": acct })))
}

#[derive(Debug, Deserialize)]
struct NewPost {
    #[serde(rename = "as")]
    who: String,
    #[serde(flatten)]
    spec: PostSpec,
}

async fn add_post(Extract(desk): Extract<Desk>, Json(new): Json<NewPost>) -> Reply {
    Ok(Json(json!(desk.server.post(&new.who, new.spec)?)))
}

async fn show_post(Extract(desk): Extract<Desk>, Path(id): Path<String>) -> Reply {
    Ok(Json(json!(desk.server.post_by_id(&id)?)))
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
    Ok(Json(json!(desk.server.edit(&id, &new.text)?)))
}

async fn delete_post(Extract(desk): Extract<Desk>, Path(id): Path<String>) -> Reply {
    desk.server.delete(&id)?;
    Ok(Json(json!({})))
}

#[derive(Debug, Deserialize)]
struct Like {
    #[serde(rename = "as")]
    who: String,
    on: bool,
}

async fn favourite(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Json(like): Json<Like>,
) -> Reply {
    desk.server.favourite(&like.who, &id, like.on)?;
    Ok(Json(json!({})))
}

#[derive(Debug, Deserialize)]
struct Vote {
    #[serde(rename = "as")]
    who: String,
    choices: Vec<usize>,
}

async fn vote(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Json(vote): Json<Vote>,
) -> Reply {
    let who = desk.server.who(&vote.who)?;
    desk.server
        .shared
        .act(|state| state.vote(who, &id, &vote.choices))
        .map_err(|text| SimError::Refused(text.say("en")))?;
    Ok(Json(json!({})))
}

async fn upload(Extract(desk): Extract<Desk>, params: Params) -> Reply {
    let who = params.get("as").unwrap_or_default();
    let alt = params.filled("description").or(params.filled("alt"));
    let (bytes, mime) = match (params.file("file"), params.filled("scene")) {
        (Some(file), _) => (file.bytes.to_vec(), file.mime.clone()),
        (None, Some(scene)) => {
            let bytes =
                picture::scene(scene).ok_or_else(|| SimError::NoSuchMedia(scene.to_owned()))?;
            (bytes, "image/png".to_owned())
        }
        (None, None) => return Err(SimError::NoSuchMedia(String::new())),
    };
    let id = desk.server.upload(who, bytes, &mime, alt)?;
    Ok(Json(json!({ "id": id })))
}

#[derive(Debug, Deserialize)]
struct After {
    after: Option<u64>,
}

async fn journal(Extract(desk): Extract<Desk>, Query(from): Query<After>) -> Json<Value> {
    let mut journal = desk.server.journal();
    journal.retain(|entry| from.after.is_none_or(|after| entry.seq > after));
    Json(json!(journal))
}

async fn requests(Extract(desk): Extract<Desk>) -> Json<Value> {
    Json(json!(desk.server.requests()))
}

async fn faults(Extract(desk): Extract<Desk>) -> Json<Value> {
    Json(json!(desk.server.faults()))
}

async fn inject(Extract(desk): Extract<Desk>, Json(fault): Json<Fault>) -> Json<Value> {
    Json(json!({ "id": desk.server.inject(fault) }))
}

async fn clear_faults(Extract(desk): Extract<Desk>) -> Json<Value> {
    desk.server.clear_faults();
    Json(json!({}))
}

async fn clear_fault(Extract(desk): Extract<Desk>, Path(id): Path<u64>) -> Json<Value> {
    desk.server.clear_fault(FaultId(id));
    Json(json!({}))
}

async fn clock(Extract(desk): Extract<Desk>) -> Json<Value> {
    let clock = desk.server.clock();
    Json(json!({ "now": clock.now(), "platform": clock.platform_now(), "speed": clock.speed() }))
}

#[derive(Debug, Deserialize)]
struct Hands {
    set: Option<Timestamp>,
    advance_seconds: Option<f64>,
    speed: Option<f64>,
    skew_seconds: Option<i64>,
}

async fn set_clock(desk: Extract<Desk>, Json(hands): Json<Hands>) -> Json<Value> {
    let hand = desk.server.clock().clone();
    if let Some(speed) = hands.speed {
        hand.set_speed(speed);
    }
    if let Some(at) = hands.set {
        hand.set(at);
    }
    if let Some(seconds) = hands.advance_seconds {
        hand.advance(SignedDuration::try_from_secs_f64(seconds).unwrap_or_default());
    }
    if let Some(skew) = hands.skew_seconds {
        hand.set_skew(SignedDuration::from_secs(skew));
    }
    // Whoever waits for a time looks again.
    desk.server.shared.act(|_| ());
    clock(desk).await
}

#[derive(Debug, Deserialize)]
struct NewToken {
    account: String,
    #[serde(default)]
    scopes: Option<String>,
}

async fn issue_token(Extract(desk): Extract<Desk>, Json(wish): Json<NewToken>) -> Reply {
    desk.server.who(&wish.account)?;
    let scopes = wish.scopes.as_deref().unwrap_or("read write");
    Ok(Json(json!({ "access_token": desk.server.token_for(&wish.account, scopes) })))
}

async fn revoke(Extract(desk): Extract<Desk>, Json(wish): Json<NewToken>) -> Reply {
    desk.server.revoke_all_tokens(&wish.account)?;
    Ok(Json(json!({})))
}

async fn drop_connections(Extract(desk): Extract<Desk>) -> Json<Value> {
    desk.server.drop_connections();
    Json(json!({}))
}

/// One `change` per change; the square then asks for the state again.
async fn events(Extract(desk): Extract<Desk>) -> Response {
    let letters = desk.mail.shared.happenings();
    let on_x = desk.x.shared.listen();
    let on_facebook = desk.facebook.shared.listen();
    let stop = desk.server.shared.stop.clone();
    let feed = (desk.server.shared.listen(), letters, on_x, on_facebook, stop);
    let body =
        futures_util::stream::unfold((Some(":)\n\n".to_owned()), feed), |(first, feed)| async {
            let (mut changes, mut letters, mut on_x, mut on_facebook, stop) = feed;
            if let Some(first) = first {
                let feed = (changes, letters, on_x, on_facebook, stop);
                return Some((Ok::<_, std::convert::Infallible>(first), (None, feed)));
            }
            loop {
                let change = tokio::select! {
                    change = changes.recv() => change,
                    Ok(()) = letters.changed() => Ok(Change::People),
                    Ok(_) = on_x.recv() => Ok(Change::People),
                    Ok(_) = on_facebook.recv() => Ok(Change::People),
                    () = stop.cancelled() => return None,
                };
                let (kind, id) = match change {
                    Ok(Change::Created(id)) => ("created", id),
                    Ok(Change::Edited(id)) => ("edited", id),
                    Ok(Change::Deleted(id)) => ("deleted", id),
                    Ok(Change::Counted(id)) => ("counted", id),
                    Ok(Change::People) => ("people", String::new()),
                    Ok(Change::Stream(_)) => continue,
                    // Behind: everything may have changed.
                    Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {
                        ("all", String::new())
                    }
                    Err(tokio::sync::broadcast::error::RecvError::Closed) => return None,
                };
                let data = json!({ "kind": kind, "id": id });
                return Some((
                    Ok(format!("event: change\ndata: {data}\n\n")),
                    (None, (changes, letters, on_x, on_facebook, stop)),
                ));
            }
        });
    let kind = [(http::header::CONTENT_TYPE, "text/event-stream")];
    (kind, axum::body::Body::from_stream(body)).into_response()
}
