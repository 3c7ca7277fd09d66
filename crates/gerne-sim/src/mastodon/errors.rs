//! Errors as the server answers them.

use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::json;

use super::texts::Text;

/// A refusal on the wire.
#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    pub(crate) code: StatusCode,
    pub(crate) text: Text,
    pub(crate) language: String,
    /// OAuth's `error`, which then goes before the text.
    pub(crate) oauth: Option<&'static str>,
    pub(crate) empty: bool,
    pub(crate) headers: Vec<(HeaderName, String)>,
}

pub(crate) type Answer<T> = Result<T, ApiError>;

impl ApiError {
    pub(crate) fn new(code: StatusCode, text: Text, language: &str) -> Self {
        let language = language.to_owned();
        Self { code, text, language, oauth: None, empty: false, headers: Vec::new() }
    }

    pub(crate) fn not_found(language: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, Text::NotFound, language)
    }

    pub(crate) fn invalid(text: Text, language: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, text, language)
    }

    pub(crate) fn oauth(code: StatusCode, error: &'static str, text: Text) -> Self {
        Self { oauth: Some(error), ..Self::new(code, text, "en") }
    }

    pub(crate) fn header(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let said = self.text.say(&self.language);
        let body = match self.oauth {
            Some(error) => json!({ "error": error, "error_description": said }),
            None => json!({ "error": said }),
        };
        let mut response = if self.empty {
            self.code.into_response()
        } else {
            (self.code, axum::Json(body)).into_response()
        };
        let headers = response.headers_mut();
        if self.code == StatusCode::UNAUTHORIZED {
            let challenge = "Bearer realm=\"Doorkeeper\", error=\"invalid_token\"";
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        response
    }
}
