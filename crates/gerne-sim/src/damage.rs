//! Answers that arrive broken.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use futures_util::StreamExt as _;
use http::{HeaderValue, header};

use crate::net::Switch;

/// A well-formed answer whose body ends in the middle.
pub(crate) async fn truncated(response: Response) -> Response {
    let (parts, bytes) = body_of(response).await;
    Response::from_parts(parts, Body::from(bytes.slice(..bytes.len() / 2)))
}

/// Promises the whole body, sends half of it, and cuts the line.
pub(crate) async fn cut_body(response: Response, switch: &Switch) -> Response {
    let (mut parts, bytes) = body_of(response).await;
    let half = bytes.slice(..bytes.len() / 2);
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    let switch = switch.clone();
    let first = futures_util::stream::once(async move { Ok::<_, std::io::Error>(half) });
    let end = futures_util::stream::once(async move {
        // Let the first half reach the wire before the cut.
        tokio::task::yield_now().await;
        switch.cut();
        Err(std::io::Error::other("cut on purpose"))
    });
    Response::from_parts(parts, Body::from_stream(first.chain(end)))
}

/// JSON with so much white space before it that the body has `bytes` bytes.
pub(crate) fn oversize(response: Response, bytes: u64) -> Response {
    const CHUNK: u64 = 65_536;
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let spaces = Bytes::from(vec![b' '; 65_536]);
    let padding = futures_util::stream::iter(0..bytes.div_ceil(CHUNK))
        .map(move |_| Ok::<_, axum::Error>(spaces.clone()));
    Response::from_parts(parts, Body::from_stream(padding.chain(body.into_data_stream())))
}

async fn body_of(response: Response) -> (http::response::Parts, Bytes) {
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    (parts, bytes)
}
