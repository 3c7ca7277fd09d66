//! The square.
use axum::Router;
pub(crate) fn router() -> Router {
    Router::new()
}
