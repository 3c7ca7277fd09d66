//! Errors as `application/problem+json`. What a person reads is `code` and `values`, translated by
//! the console; `title` is English for people who read logs.

use axum::response::{IntoResponse, Response};
use gerne_connector::ConnectorError;
use gerne_engine::EngineError;
use gerne_store::StoreError;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::{blame, reading, wire::entry::Entry};

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// Its name as in the request; `settings.signature` lies in `settings`, `media.0` is the first of
    /// a list.
    pub field: String,
    /// What is wrong, translatable.
    pub code: String,
    /// What is expected and what stood there, in English, for who writes programs; null where the
    /// code says it all.
    pub detail: Option<String>,
}

impl FieldError {
    /// This field, this code.
    pub fn of(field: &str, code: &str) -> Self {
        Self { field: field.to_owned(), code: code.to_owned(), detail: None }
    }

    /// This text has more characters than it may.
    pub fn too_long(field: &str, most: usize) -> Self {
        Self::of(field, "invalid.too_long").saying(format!("at most {most} characters"))
    }

    /// With what is expected.
    #[must_use]
    pub fn saying(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// Why a request was not done. Small, since it is in every answer's type.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Problem(Box<Details>);

/// Why a request was not done.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct Details {
    /// Always `about:blank`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// English, for logs.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// Translatable.
    pub code: String,
    /// What the translation needs.
    #[schema(value_type = Object)]
    pub values: Map<String, Value>,
    /// Which fields are to blame.
    pub errors: Vec<FieldError>,
    /// For `reply.stale`: what its author had not seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missed: Option<Vec<Entry>>,
}

/// What a route answers.
pub(crate) type Answer<T> = Result<T, Problem>;

impl Problem {
    /// Any.
    pub fn new(status: StatusCode, code: impl Into<String>) -> Self {
        Self(Box::new(Details {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            code: code.into(),
            values: Map::new(),
            errors: Vec::new(),
            missed: None,
        }))
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.values.insert(name.to_owned(), value.into());
        self
    }

    /// Not JSON, or not this shape. The detail is English.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "request.malformed").with("detail", detail.into())
    }

    /// Not this shape: what does not fit. What has no name is about the whole.
    pub fn misfit(errors: Vec<FieldError>) -> Self {
        let said = |error: &FieldError| {
            let detail = error.detail.as_deref().unwrap_or(&error.code);
            if error.field.is_empty() {
                detail.to_owned()
            } else {
                format!("{}: {detail}", error.field)
            }
        };
        let detail = errors.iter().map(said).collect::<Vec<_>>().join("; ");
        let mut problem = Self::malformed(detail);
        problem.errors = errors.into_iter().filter(|error| !error.field.is_empty()).collect();
        problem
    }

    /// Not there, or not theirs to see.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found")
    }

    /// There is no such route.
    pub fn no_route() -> Self {
        let detail = "no such route; /api/v1/openapi.json lists them all";
        Self::not_found().with("detail", detail)
    }

    /// What stands in the path cannot be an id.
    pub fn no_id() -> Self {
        Self::not_found().with("detail", "what stands in the path is no id; ids are UUIDs")
    }

    /// They see it, but may not do this.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "role.forbidden")
    }

    /// Understood, but these fields are not possible.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid");
        problem.errors = errors;
        problem
    }

    /// Understood, but this field is not possible.
    pub fn field(field: &str, code: &str) -> Self {
        Self::invalid(vec![FieldError::of(field, code)])
    }

    /// Understood, but this field holds something that is not possible: what is.
    pub fn value(field: &str, detail: impl Into<String>) -> Self {
        Self::invalid(vec![FieldError::of(field, "invalid.value").saying(detail)])
    }

    /// Understood, but this word is none of those that may stand there.
    pub fn word(field: &str, found: &str, known: &[&str]) -> Self {
        Self::value(field, reading::not_one_of(found, known))
    }

    /// Understood, but this text has more characters than it may.
    pub fn too_long(field: &str, most: usize) -> Self {
        Self::invalid(vec![FieldError::too_long(field, most)])
    }

    /// Understood, but these are more than there may be.
    pub fn too_many(field: &str, most: usize) -> Self {
        let error = FieldError::of(field, "invalid.too_many");
        Self::invalid(vec![error.saying(format!("at most {most}"))])
    }

    /// Understood, but not possible; where one field is to blame, it is named.
    pub fn impossible(code: impl Into<String>) -> Self {
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, code);
        problem.errors = blame::field(&problem.code).into_iter().collect();
        problem
    }

    /// The fields to blame lie in this one.
    #[must_use]
    pub fn under(mut self, field: &str) -> Self {
        for error in &mut self.errors {
            error.field = format!("{field}.{}", error.field);
        }
        self
    }

    /// Somebody else was quicker.
    pub fn conflict() -> Self {
        Self::new(StatusCode::CONFLICT, "conflict")
    }

    /// Too many bytes.
    pub fn too_large(most: usize) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "request.too_large").with("limit", most)
    }

    /// Too often; seconds until it is worth another try.
    pub fn rate_limited(retry_after: u64) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited").with("retry_after", retry_after)
    }

    /// Something of ours does not answer.
    pub fn unavailable() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
    }

    /// There is no room on our disk; agents can do nothing about it, operators can.
    pub fn full() -> Self {
        Self::new(StatusCode::INSUFFICIENT_STORAGE, "storage.full")
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl std::ops::Deref for Problem {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl std::ops::DerefMut for Problem {
    fn deref_mut(&mut self) -> &mut Details {
        &mut self.0
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status();
        let retry = self.values.get("retry_after").and_then(Value::as_u64);
        let mut response = (status, axum::Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::TOO_MANY_REQUESTS
            && let Some(seconds) = retry
        {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::PageKey => return Self::field("after", "invalid.value"),
            StoreError::Exists { .. } => return Self::conflict(),
            StoreError::Missing { .. } => {
                return Self::not_found()
                    .with("detail", "something that the body names is not there");
            }
            error if error.is_full() => {
                tracing::error!(error = error as &dyn std::error::Error, "no room to write");
                return Self::full();
            }
            _ => {}
        }
        tracing::error!(error = &error as &dyn std::error::Error, "the database did not answer");
        Self::unavailable()
    }
}

impl From<EngineError> for Problem {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::NotFound => Self::not_found(),
            EngineError::Forbidden => Self::forbidden(),
            EngineError::Conflict | EngineError::Moved => Self::conflict(),
            EngineError::Invalid(reason) => {
                let mut problem = Self::impossible(reason.key);
                problem.values =
                    reason.values.into_iter().map(|(name, text)| (name, text.into())).collect();
                problem
            }
            EngineError::Private(holds) => {
                let kinds = holds.iter().map(|hold| Value::from(hold.kind)).collect::<Vec<_>>();
                Self::impossible("reply.private_in_public").with("kinds", kinds)
            }
            EngineError::Stale(missed) => {
                Self::new(StatusCode::CONFLICT, "reply.stale").with("missed", missed.len())
            }
            EngineError::Connector(ConnectorError::Refused { reason }) => {
                let mut problem = Self::impossible(reason.key);
                problem.values =
                    reason.values.into_iter().map(|(name, text)| (name, text.into())).collect();
                problem
            }
            EngineError::Connector(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the platform did not do it"
                );
                Self::impossible("platform.no_answer")
            }
            EngineError::Store(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_a_platform_refuses_is_said() {
        let reason = gerne_domain::Refusal::of("refused.file_too_big").with("limit", 7);
        let problem = Problem::from(EngineError::from(ConnectorError::refused(reason)));
        assert_eq!((problem.status, problem.code.as_str()), (422, "refused.file_too_big"));
        assert_eq!(problem.values["limit"], "7");
        let lost = Problem::from(EngineError::from(ConnectorError::unknown("lost")));
        assert_eq!(lost.code, "platform.no_answer");
    }
}
