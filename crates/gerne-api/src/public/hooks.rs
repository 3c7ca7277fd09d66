//! Calls from platforms. The connector checks the signature and says whom it concerns; what counts
//! is then fetched.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use gerne_connector::{Routed, Webhook};
use http::{HeaderMap, Method, StatusCode};

use crate::{
    problem::{Answer, Problem},
    state::ApiState,
};

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
    let connector = api.engine.registry().get(&platform).ok_or_else(Problem::not_found)?;
    let text = |value: &http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let headers = headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    let call = Webhook { method: method.to_string(), query, headers, body };
    match connector.route(&call) {
        Ok(Routed::Challenge(answer)) => Ok(answer.into_response()),
        Ok(Routed::Wake(ids)) => {
            let accounts = api.store.read().await?.accounts().await?;
            let meant = accounts.iter().filter(|account| {
                account.platform.as_str() == platform && ids.contains(&account.external_id)
            });
            meant.for_each(|account| api.engine.wake_account_anywhere(account.id));
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        Err(error) => {
            tracing::info!(platform, error = &error as &dyn std::error::Error, "call refused");
            Err(Problem::not_found())
        }
    }
}
