//! Errors as the Graph API answers them.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};

/// A refusal on the wire.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    pub(crate) code: u32,
    pub(crate) subcode: Option<u32>,
    pub(crate) kind: &'static str,
    pub(crate) message: String,
    pub(crate) transient: bool,
    pub(crate) data: Option<Value>,
}

pub(crate) type Answer<T> = Result<T, Problem>;

impl Problem {
    pub(crate) fn new(code: u32, message: &str) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            code,
            subcode: None,
            kind: "OAuthException",
            message: message.to_owned(),
            transient: false,
            data: None,
        }
    }

    /// The message with the code before it, as most have it.
    pub(crate) fn numbered(code: u32, message: &str) -> Self {
        Self::new(code, &format!("(#{code}) {message}"))
    }

    #[must_use]
    pub(crate) fn sub(mut self, subcode: u32) -> Self {
        self.subcode = Some(subcode);
        self
    }

    #[must_use]
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    #[must_use]
    pub(crate) fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    #[must_use]
    pub(crate) fn transient(mut self) -> Self {
        self.transient = true;
        self
    }

    /// `(#100) …`
    pub(crate) fn invalid(message: &str) -> Self {
        Self::numbered(100, message)
    }

    /// What is not there, or not for this token: Facebook says the same to both.
    pub(crate) fn missing(method: &str, id: &str) -> Self {
        Self::new(
            100,
            &format!(
                "Unsupported {} request. Object with ID '{id}' does not exist, cannot be loaded \
                 due to missing permissions, or does not support this operation. Please read the \
                 Graph API documentation at https://developers.facebook.com/docs/graph-api",
                method.to_lowercase()
            ),
        )
        .sub(33)
        .kind("GraphMethodException")
    }

    pub(crate) fn no_field(name: &str, kind: &str) -> Self {
        Self::invalid(&format!("Tried accessing nonexisting field ({name}) on node type ({kind})"))
    }

    pub(crate) fn syntax(fields: &str) -> Self {
        Self::new(2500, &format!("Syntax error \"Expected end of string\" in field list: {fields}"))
    }

    pub(crate) fn permission(name: &str) -> Self {
        Self::numbered(
            200,
            &format!(
                "The permission(s) {name} are not available. It could because either they are \
                 deprecated or need to be approved by App Review."
            ),
        )
        .status(StatusCode::FORBIDDEN)
    }

    pub(crate) fn reads(name: &str) -> Self {
        Self::numbered(
            10,
            &format!(
                "This endpoint requires the '{name}' permission or the 'Page Public Content \
                 Access' feature. Refer to https://developers.facebook.com/docs/apps/review for \
                 details."
            ),
        )
    }

    pub(crate) fn needs_page() -> Self {
        Self::numbered(210, "A page access token is required to request this resource.")
    }

    pub(crate) fn outside_window() -> Self {
        Self::numbered(
            10,
            "This message is sent outside of allowed window. Learn more about the new policy \
             here: https://developers.facebook.com/docs/messenger-platform/policy-overview",
        )
        .sub(2_018_278)
    }

    /// What the square shows.
    pub(crate) fn words(&self) -> String {
        self.message.clone()
    }

    /// The answer, with the trace that Facebook gives each.
    pub(crate) fn say(self, trace: &str) -> Response {
        let mut error = json!({
            "message": self.message, "type": self.kind, "code": self.code,
        });
        if let Some(subcode) = self.subcode {
            error["error_subcode"] = json!(subcode);
        }
        if self.transient {
            error["is_transient"] = json!(true);
        }
        if let Some(data) = self.data {
            error["error_data"] = data;
        }
        error["fbtrace_id"] = json!(format!("A{trace}"));
        let reason = if self.code == 190 { "invalid_token" } else { "invalid_request" };
        let quoted: String = self.message.chars().filter(|c| c.is_ascii() && *c != '"').collect();
        let challenge = format!("OAuth \"Facebook Platform\" \"{reason}\" \"{quoted}\"");
        let mut response = (self.status, axum::Json(json!({ "error": error }))).into_response();
        let headers = response.headers_mut();
        if let Ok(challenge) = HeaderValue::from_str(&challenge) {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
