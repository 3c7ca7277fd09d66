//! Calls from platforms. The connector checks the signature and says whom it concerns; what it says
//! is kept before it is answered, and worked off afterwards.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use gerne_connector::Webhook;
use gerne_engine::{Called, EngineError};
use http::{HeaderMap, Method, StatusCode, header};

use crate::{
    problem::{Answer, Problem},
    state::ApiState,
};

/// Most bytes of one call: a thousand updates are less than one MiB, but for very long texts.
pub(crate) const MOST_BYTES: usize = 8 * 1024 * 1024;

/// A call from a platform.
///
/// # Errors
/// `not_found` for platforms that we do not speak or that make no calls, and for forged calls.
pub(crate) async fn hook(
    State(api): State<ApiState>,
    method: Method,
    Path(platform): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer<Response> {
    let text = |value: &http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let headers = headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    let call = Webhook { method: method.to_string(), query, headers, body };
    match api.engine.called(&platform, call).await {
        // Facebook wants 200 and nothing else.
        Ok(Called::Taken) => Ok(StatusCode::OK.into_response()),
        Ok(Called::Answer { mime, body }) => {
            Ok(([(header::CONTENT_TYPE, mime)], body).into_response())
        }
        Err(error @ (EngineError::Invalid(_) | EngineError::NotFound)) => {
            tracing::info!(platform, error = &error as &dyn std::error::Error, "call refused");
            Err(Problem::not_found())
        }
        // It comes again.
        Err(error) => Err(error.into()),
    }
}
