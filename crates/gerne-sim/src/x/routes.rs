//! Paths of X: the API, OAuth, and the files that other hosts serve.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, delete, get, post, put};

use super::problem::Problem;
use super::shared::Shared;
use super::{
    X, activity, desk, dms, guard, lookups, media, oauth, rules, search, timelines, writes,
};

/// Everything.
pub(crate) fn router(x: &X) -> Router {
    let shared = Arc::clone(&x.shared);
    Router::new()
        .merge(oauth_routes())
        .merge(reading())
        .merge(writing())
        .merge(messages())
        .merge(streams())
        .route("/2/{*rest}", any(nothing))
        .layer(from_fn_with_state(Arc::clone(&shared), guard::guard))
        .layer(DefaultBodyLimit::max(64 * 1024 * 1024))
        .merge(file_routes())
        .with_state(shared)
}

/// Files alone, for the square's own address.
pub(crate) fn files(x: &X) -> Router {
    file_routes().with_state(Arc::clone(&x.shared))
}

fn oauth_routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/i/oauth2/authorize", get(oauth::ask).post(oauth::decide))
        .route("/2/oauth2/token", post(oauth::token))
        .route("/2/oauth2/revoke", post(oauth::revoke))
        .route("/oauth2/token", post(oauth::app_token))
}

fn reading() -> Router<Arc<Shared>> {
    Router::new()
        .route("/2/users/me", get(lookups::me))
        .route("/2/users", get(lookups::users))
        .route("/2/users/by", get(lookups::users_by))
        .route("/2/users/by/username/{name}", get(lookups::user_by))
        .route("/2/users/{id}", get(lookups::user))
        .route("/2/users/{id}/mentions", get(timelines::mentions))
        .route("/2/users/{id}/tweets", get(timelines::tweets))
        .route("/2/tweets/search/recent", get(search::recent))
        .route("/2/tweets/counts/recent", get(search::counts))
        .route("/2/tweets/{id}/quote_tweets", get(timelines::quotes))
}

fn writing() -> Router<Arc<Shared>> {
    Router::new()
        .route("/2/tweets", get(lookups::tweets).post(writes::create))
        .route("/2/tweets/{id}", get(lookups::tweet).delete(writes::delete))
        .route("/2/tweets/{id}/hidden", put(writes::hide))
        .route("/2/media/upload", get(media::status).post(media::upload))
        .route("/2/media/upload/initialize", post(media::initialize))
        .route("/2/media/upload/{id}/append", post(media::append))
        .route("/2/media/upload/{id}/finalize", post(media::finalize))
        .route("/2/media/metadata", post(media::metadata))
}

fn messages() -> Router<Arc<Shared>> {
    Router::new()
        .route("/2/dm_events", get(dms::all))
        .route("/2/dm_events/{id}", delete(dms::delete).get(dms::one))
        .route("/2/dm_conversations/with/{id}/dm_events", get(dms::with))
        .route("/2/dm_conversations/with/{id}/messages", post(dms::send_to))
        .route("/2/dm_conversations/{id}/dm_events", get(dms::conversation))
        .route("/2/dm_conversations/{id}/messages", post(dms::send_in))
}

fn streams() -> Router<Arc<Shared>> {
    Router::new()
        .route("/2/tweets/search/stream", get(rules::listen))
        .route("/2/tweets/search/stream/rules", get(rules::list).post(rules::change))
        .route("/2/tweets/search/stream/rules/counts", get(rules::counts))
        .route("/2/activity/stream", get(activity::listen))
        .route("/2/activity/subscriptions", get(activity::list).post(activity::subscribe))
        .route(
            "/2/activity/subscriptions/{id}",
            put(activity::change).delete(activity::unsubscribe),
        )
        .route("/2/usage/tweets", get(desk::usage))
        .route("/2/connections", get(desk::connections).delete(desk::kill))
        .route("/2/connections/all", delete(desk::kill_all))
        .route("/2/connections/{endpoint}", delete(desk::kill_endpoint))
}

/// Files have no faults and no limits.
fn file_routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/media/{name}", get(media::file))
        .route("/preview/{name}", get(media::preview))
        .route("/profile_images/{id}/{name}", get(media::avatar))
}

async fn nothing() -> Problem {
    Problem::no_page()
}
