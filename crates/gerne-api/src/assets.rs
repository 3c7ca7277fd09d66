//! The console: embedded in release builds, read from `web/dist` in debug builds.

use std::borrow::Cow;

use axum::{
    body::Body,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use rust_embed::Embed;

use crate::headers::CONSOLE_CSP;

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
#[allow_missing = true]
struct Dist;

const NOT_BUILT: &str = "console not built: run just build-web\n";
/// Files whose name holds a hash of their content.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// Whether the console is part of this binary.
pub fn console_built() -> bool {
    Dist::get("index.html").is_some()
}

/// `/` leads to the console.
pub(crate) async fn root() -> Redirect {
    Redirect::temporary("/app")
}

/// `/app`
pub(crate) async fn index(headers: HeaderMap) -> Response {
    page(&headers)
}

/// `/app/…`: a file of the console, or the console itself, which then shows what the path says.
pub(crate) async fn file(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if !is_file {
        return page(&headers);
    }
    if matches!(path.rsplit('.').next(), Some("br" | "gz")) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let hashed = path.starts_with("assets/");
    match pick(&path, &headers) {
        Some(found) => {
            found.into_answer(&path, if hashed { FOREVER } else { "no-cache" }, &headers)
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn page(headers: &HeaderMap) -> Response {
    match pick("index.html", headers) {
        Some(found) => found.into_answer("index.html", "no-cache", headers),
        None => (StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT).into_response(),
    }
}

struct Found {
    bytes: Cow<'static, [u8]>,
    etag: String,
    encoding: Option<&'static str>,
}

/// The smallest twin of a file that the browser understands.
fn pick(path: &str, headers: &HeaderMap) -> Option<Found> {
    let twins = [(Some("br"), ".br"), (Some("gzip"), ".gz"), (None, "")];
    twins.into_iter().filter(|(coding, _)| coding.is_none_or(|c| accepts(headers, c))).find_map(
        |(encoding, suffix)| {
            let file = Dist::get(&format!("{path}{suffix}"))?;
            let hash = file.metadata.sha256_hash();
            let etag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(hash.get(..12)?));
            Some(Found { bytes: file.data, etag, encoding })
        },
    )
}

/// Whether `Accept-Encoding` takes this coding: named, and not with `q=0`.
fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter();
    values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let refused = parts.any(|p| {
            p.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).is_some_and(|q| q <= 0.0)
        });
        named && !refused
    })
}

impl Found {
    fn into_answer(self, path: &str, cache: &'static str, asked: &HeaderMap) -> Response {
        let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let mut response = if known.is_some_and(|tags| tags.contains(&self.etag)) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            match self.bytes {
                // Part of the binary: nothing is copied.
                Cow::Borrowed(bytes) => Body::from(bytes).into_response(),
                Cow::Owned(bytes) => Body::from(bytes).into_response(),
            }
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime(path)));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONSOLE_CSP));
        if let Some(encoding) = self.encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        if let Ok(etag) = HeaderValue::from_str(&self.etag) {
            headers.insert(header::ETAG, etag);
        }
        response
    }
}

fn mime(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "ftl" | "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_built_console_is_served_small_and_cached() {
        let hashed = Dist::iter().find(|path| path.starts_with("assets/") && path.ends_with(".js"));
        let Some(hashed) = hashed else {
            println!("skipped: the console is not built");
            return;
        };
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, "gzip, br".parse().unwrap());
        let answer = file(Path(hashed.to_string()), headers.clone()).await;
        assert_eq!(answer.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(answer.headers()[header::CACHE_CONTROL], FOREVER);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
        headers.insert(header::IF_NONE_MATCH, answer.headers()[header::ETAG].clone());
        assert_eq!(file(Path(hashed.to_string()), headers).await.status(), 304);
        let plain = file(Path("inbox/open/1".to_owned()), HeaderMap::new()).await;
        assert_eq!(plain.status(), 200);
        assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
        assert_eq!(plain.headers()[header::CACHE_CONTROL], "no-cache");
        let twin = file(Path(format!("{hashed}.br")), HeaderMap::new()).await;
        assert_eq!(twin.status(), 404);
    }

    #[test]
    fn codings_are_taken_as_the_browser_says() {
        let mut headers = HeaderMap::new();
        assert!(!accepts(&headers, "br"));
        headers.insert(header::ACCEPT_ENCODING, "gzip, deflate, BR;q=1.0".parse().unwrap());
        assert!(accepts(&headers, "br") && accepts(&headers, "gzip") && !accepts(&headers, "zstd"));
        headers.insert(header::ACCEPT_ENCODING, "br;q=0, gzip;q=0.5".parse().unwrap());
        assert!(!accepts(&headers, "br") && accepts(&headers, "gzip"));
    }
}
