//! Paths of the server.

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::response::Redirect;
use axum::routing::{any, get, patch, post};
use axum::{Json, Router};
use http::StatusCode;
use serde_json::json;

use super::handle::Shared;
use super::{
    Mastodon, accounts, guard, instance, media, notifications, oauth, statuses, streaming,
    timelines,
};

/// API, OAuth and files; streams too, unless they live on a port of their own.
pub(crate) fn main_router(server: &Mastodon, with_streaming: bool) -> Router {
    let shared = Arc::clone(&server.shared);
    let mut api = api_routes();
    if with_streaming {
        api = api.merge(stream_routes());
    }
    api.layer(from_fn_with_state(Arc::clone(&shared), guard::guard))
        .layer(DefaultBodyLimit::max(128 * 1024 * 1024))
        .merge(file_routes())
        .with_state(shared)
}

/// Streams only.
pub(crate) fn streaming_router(server: &Mastodon) -> Router {
    let shared = Arc::clone(&server.shared);
    stream_routes().layer(from_fn_with_state(Arc::clone(&shared), guard::guard)).with_state(shared)
}

fn api_routes() -> Router<Arc<Shared>> {
    Router::new()
        .merge(status_routes())
        .merge(notification_routes())
        .route("/.well-known/oauth-authorization-server", get(oauth::discovery))
        .route("/.well-known/nodeinfo", get(instance::nodeinfo_links))
        .route("/.well-known/webfinger", get(instance::webfinger))
        .route("/nodeinfo/2.0", get(instance::nodeinfo))
        .route("/oauth/authorize", get(oauth::ask).post(oauth::decide))
        .route("/oauth/token", post(oauth::token))
        .route("/oauth/revoke", post(oauth::revoke))
        .route("/oauth/userinfo", get(accounts::userinfo))
        .route("/api/v1/apps", post(oauth::register))
        .route("/api/v1/apps/verify_credentials", get(accounts::verify_app))
        .route("/api/v1/instance", get(instance::v1))
        .route("/api/v2/instance", get(instance::v2))
        .route("/api/v1/custom_emojis", get(instance::custom_emojis))
        .route("/api/v1/accounts/verify_credentials", get(accounts::verify_credentials))
        .route("/api/v1/accounts/lookup", get(accounts::lookup))
        .route("/api/v1/accounts/search", get(accounts::search))
        .route("/api/v1/accounts/relationships", get(accounts::relationships))
        .route("/api/v1/accounts/{id}", get(accounts::show))
        .route("/api/v1/accounts/{id}/statuses", get(accounts::statuses))
        .route("/api/v1/accounts/{id}/{verb}", post(accounts::follow))
        .route("/api/v1/conversations", get(timelines::conversations))
        .route("/api/v1/conversations/{id}/read", post(timelines::read_conversation))
        .route("/api/v1/timelines/home", get(timelines::home))
        .route("/api/v1/timelines/public", get(timelines::public))
        .route("/api/v1/timelines/tag/{name}", get(timelines::tag))
        .route("/api/v2/search", get(timelines::search))
        .route("/api/v1/polls/{id}", get(timelines::poll))
        .route("/api/v1/polls/{id}/votes", post(timelines::vote))
        .route("/api/v1/media", post(media::upload))
        .route("/api/v2/media", post(media::upload))
        .route("/api/v1/media/{id}", get(media::show).put(media::update).delete(media::delete))
        .route("/api/{*rest}", any(nothing))
}

fn status_routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/statuses", get(statuses::batch).post(statuses::create))
        .route(
            "/api/v1/statuses/{id}",
            get(statuses::show).put(statuses::edit).delete(statuses::delete),
        )
        .route("/api/v1/statuses/{id}/context", get(statuses::context))
        .route("/api/v1/statuses/{id}/history", get(statuses::history))
        .route("/api/v1/statuses/{id}/source", get(statuses::source))
        .route("/api/v1/statuses/{id}/quotes", get(statuses::quotes))
        .route("/api/v1/statuses/{id}/favourited_by", get(statuses::favourited_by))
        .route("/api/v1/statuses/{id}/favourite", post(statuses::favourite))
        .route("/api/v1/statuses/{id}/unfavourite", post(statuses::unfavourite))
}

fn notification_routes() -> Router<Arc<Shared>> {
    let policy = get(notifications::policy).merge(patch(notifications::set_policy));
    Router::new()
        .route("/api/v1/notifications", get(notifications::list))
        .route("/api/v1/notifications/clear", post(notifications::clear))
        .route("/api/v1/notifications/policy", policy.clone())
        .route("/api/v1/notifications/requests", get(notifications::requests))
        .route("/api/v1/notifications/requests/{id}/accept", post(notifications::accept_request))
        .route("/api/v1/notifications/{id}", get(notifications::show))
        .route("/api/v1/notifications/{id}/dismiss", post(notifications::dismiss))
        .route("/api/v2/notifications", get(notifications::grouped))
        .route("/api/v2/notifications/policy", policy)
}

fn stream_routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/streaming", get(streaming::socket))
        .route("/api/v1/streaming/", get(streaming::socket))
        .route("/api/v1/streaming/health", get(streaming::health))
        .route("/api/v1/streaming/{*rest}", get(streaming::events))
}

/// Files have no faults and no limits.
fn file_routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/system/media_attachments/files/{id}/{size}/{name}", get(media::file))
        .route("/system/accounts/avatars/{name}", get(media::avatar))
        .route("/headers/original/missing.png", get(picture_of_nothing))
        .route("/system/custom_emojis/nordlicht.png", get(picture_of_nothing))
        // People who open a post's address find it on the square.
        .route("/@{acct}/{id}", get(to_square))
        .route("/@{acct}", get(to_profile))
}

async fn nothing() -> (StatusCode, Json<serde_json::Value>) {
    (StatusCode::NOT_FOUND, Json(json!({ "error": "The page you are looking for isn't here." })))
}

async fn picture_of_nothing() -> ([(http::HeaderName, &'static str); 1], Vec<u8>) {
    let picture = crate::picture::scene("dusk").unwrap_or_default();
    ([(http::header::CONTENT_TYPE, "image/png")], picture)
}

async fn to_square(
    axum::extract::Path((_acct, id)): axum::extract::Path<(String, String)>,
) -> Redirect {
    Redirect::temporary(&format!("/?post={id}"))
}

async fn to_profile(axum::extract::Path(acct): axum::extract::Path<String>) -> Redirect {
    Redirect::temporary(&format!("/?person={acct}"))
}
