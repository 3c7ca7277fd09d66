//! Reads requests; what cannot be read is a `Problem`.

use axum::{
    extract::{FromRequest, FromRequestParts, Multipart, Request},
    response::{IntoResponse, Response},
};
use http::{
    HeaderMap, StatusCode,
    header::{self, HeaderName},
    request::Parts,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{app::BODY_CAP, problem::Problem, reading};

/// A JSON body. An empty one counts as `{}`.
#[derive(Debug)]
pub(crate) struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let said = content_type(request.headers());
        let bytes =
            bytes::Bytes::from_request(request, state).await.map_err(
                |rejection| match rejection.into_response().status() {
                    StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(BODY_CAP),
                    _ => Problem::malformed("the body did not arrive whole"),
                },
            )?;
        let json: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        reading::body(json, said.as_deref()).map(Self)
    }
}

/// A form with a file.
#[derive(Debug)]
pub(crate) struct Form(pub Multipart);

/// What is no form is told so.
pub(crate) const FORM: &str = "not a form: send multipart/form-data with a part `file`";

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let form = Multipart::from_request(request, state).await;
        form.map(Self).map_err(|_| Problem::malformed(FORM))
    }
}

/// What a body says that it is, where that is not JSON.
fn content_type(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    (!kind.contains("json")).then(|| kind.chars().take(100).collect())
}

/// The query string.
#[derive(Debug)]
pub(crate) struct Params<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        reading::query(parts.uri.query().unwrap_or_default()).map(Self)
    }
}

/// What stands in the path. What is not an id of ours cannot be found.
#[derive(Debug)]
pub(crate) struct At<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = axum::extract::Path::from_request_parts(parts, state).await;
        path.map(|path| Self(path.0)).map_err(|_| Problem::no_id())
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
