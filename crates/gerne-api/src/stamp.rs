//! `X-Gerne-Seq`: up to which event an answer holds everything.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::HeaderValue;

use crate::{extract::SEQ, state::ApiState};

/// Looks at the log before anything is read: what is in the answer is at least as new. Writes say
/// their own number.
pub(crate) async fn stamp(State(api): State<ApiState>, request: Request, next: Next) -> Response {
    let before = api.head();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if !headers.contains_key(&SEQ) {
        headers.insert(SEQ, HeaderValue::from(before));
    }
    response
}
