//! The square: a page on which a newcomer plays the customers.

use axum::Router;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use http::header;

const PAGE: &str = include_str!("square/index.html");
const STYLE: &str = include_str!("square/square.css");
const SCRIPT: &str = include_str!("square/square.js");
const ON_X: &str = include_str!("square/x.js");
const ON_FACEBOOK: &str = include_str!("square/facebook.js");
const TEXTS: &str = include_str!("square/texts.js");

/// `/` and its files.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/", get(page))
        .route("/square.css", get(async || file("text/css; charset=utf-8", STYLE)))
        .route("/square.js", get(async || file("text/javascript; charset=utf-8", SCRIPT)))
        .route("/x.js", get(async || file("text/javascript; charset=utf-8", ON_X)))
        .route("/facebook.js", get(async || file("text/javascript; charset=utf-8", ON_FACEBOOK)))
        .route("/texts.js", get(async || file("text/javascript; charset=utf-8", TEXTS)))
        .route("/scene/{name}", get(scene))
}

async fn page() -> Response {
    let policy = "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; \
                  frame-ancestors 'self'; base-uri 'none'";
    ([(header::CONTENT_SECURITY_POLICY, policy)], Html(PAGE)).into_response()
}

fn file(kind: &'static str, body: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], body).into_response()
}

/// Previews for the picture button.
async fn scene(axum::extract::Path(name): axum::extract::Path<String>) -> Response {
    match crate::picture::scene(&name) {
        None => http::StatusCode::NOT_FOUND.into_response(),
        Some(bytes) => {
            let cache = (header::CACHE_CONTROL, "public, max-age=86400");
            ([(header::CONTENT_TYPE, "image/png"), cache], bytes).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_stays_small() {
        let size = [
            super::PAGE,
            super::STYLE,
            super::SCRIPT,
            super::ON_X,
            super::ON_FACEBOOK,
            super::TEXTS,
        ]
        .iter()
        .map(|file| file.len())
        .sum::<usize>();
        assert!(size < 80_000, "{size} bytes");
    }
}
