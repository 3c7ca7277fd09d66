//! Paths of Facebook: the login, the Graph API (one handler: its paths are ids), files.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::get;

use super::files::{face, file, plain};
use super::shared::Shared;
use super::{Facebook, answer, guard, login};

/// Everything.
pub(crate) fn router(facebook: &Facebook) -> Router {
    let shared = Arc::clone(&facebook.shared);
    Router::new()
        .route("/dialog/oauth", get(login::ask).post(login::decide))
        .route("/{version}/dialog/oauth", get(login::ask).post(login::decide))
        .fallback(answer::graph)
        .layer(from_fn_with_state(Arc::clone(&shared), guard::guard))
        .layer(DefaultBodyLimit::max(64 * 1024 * 1024))
        .merge(file_routes())
        .with_state(shared)
}

/// Files alone, for the square's own address.
pub(crate) fn files(facebook: &Facebook) -> Router {
    file_routes().with_state(Arc::clone(&facebook.shared))
}

/// Files have no faults and no limits.
fn file_routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/fbcdn/{name}", get(file))
        .route("/fbfile/{name}", get(plain))
        .route("/fbpicture/{name}", get(face))
}
