//! Reads requests; what cannot be read is a `Problem`.

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    response::{IntoResponse, Response},
};
use http::{StatusCode, header::HeaderName, request::Parts};
use serde::{Serialize, de::DeserializeOwned};

use crate::problem::Problem;

/// A JSON body. An empty one counts as `{}`.
#[derive(Debug)]
pub(crate) struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let bytes =
            bytes::Bytes::from_request(request, state).await.map_err(
                |rejection| match rejection.into_response().status() {
                    StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
                    _ => Problem::malformed("the body did not arrive whole"),
                },
            )?;
        let json: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        serde_json::from_slice(json).map(Self).map_err(|error| {
            // serde's own text may quote the value: only the place is told.
            let (line, column) = (error.line(), error.column());
            let detail = if error.is_data() { "not this shape" } else { "not JSON" };
            Problem::malformed(format!("{detail}, near line {line} column {column}"))
        })
    }
}

/// The query string.
#[derive(Debug)]
pub(crate) struct Params<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let query = axum::extract::Query::from_request_parts(parts, state).await;
        query.map(|query| Self(query.0)).map_err(|_| Problem::malformed("query"))
    }
}

/// What stands in the path. What is not an id of ours cannot be found.
#[derive(Debug)]
pub(crate) struct At<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = axum::extract::Path::from_request_parts(parts, state).await;
        path.map(|path| Self(path.0)).map_err(|_| Problem::not_found())
    }
}

/// Up to which event an answer holds everything.
pub(crate) const SEQ: HeaderName = HeaderName::from_static("x-gerne-seq");

/// An answer to a write: the new state, and the number of the event that tells everyone else.
#[derive(Debug)]
pub(crate) struct Written<T> {
    /// 200 or 201.
    pub status: StatusCode,
    /// The event's number.
    pub seq: i64,
    /// The new state.
    pub body: T,
}

impl<T> Written<T> {
    /// Changed.
    pub(crate) fn ok(seq: i64, body: T) -> Self {
        Self { status: StatusCode::OK, seq, body }
    }

    /// Made.
    pub(crate) fn created(seq: i64, body: T) -> Self {
        Self { status: StatusCode::CREATED, seq, body }
    }
}

impl<T: Serialize> IntoResponse for Written<T> {
    fn into_response(self) -> Response {
        (self.status, [(SEQ, self.seq.to_string())], axum::Json(self.body)).into_response()
    }
}

/// An answer to a write that leaves nothing to show.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gone(pub i64);

impl IntoResponse for Gone {
    fn into_response(self) -> Response {
        (StatusCode::NO_CONTENT, [(SEQ, self.0.to_string())]).into_response()
    }
}
