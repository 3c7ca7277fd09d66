//! The control API.
use crate::Mastodon;
use axum::Router;
pub(crate) fn router(_server: &Mastodon, _company: &str) -> Router {
    Router::new()
}
