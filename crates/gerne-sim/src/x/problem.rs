//! Errors as X answers them, in all their shapes.

use axum::response::{Html, IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Value, json};

/// Problem types are still under the old name; only their last segment means anything.
pub(crate) const TYPES: &str = "https://api.twitter.com/2/problems/";

/// A refusal on the wire.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub(crate) code: StatusCode,
    body: Body,
    headers: Vec<(HeaderName, String)>,
}

#[derive(Debug, Clone)]
enum Body {
    Json(Value),
    Html(String),
}

pub(crate) type Answer<T> = Result<T, Problem>;

impl Problem {
    pub(crate) fn json(code: StatusCode, body: Value) -> Self {
        Self { code, body: Body::Json(body), headers: Vec::new() }
    }

    /// `{title, detail, type, status}`
    pub(crate) fn new(code: StatusCode, title: &str, detail: &str, kind: &str) -> Self {
        let kind = if kind == "about:blank" { kind.to_owned() } else { format!("{TYPES}{kind}") };
        let status = code.as_u16();
        let body = json!({ "title": title, "detail": detail, "type": kind, "status": status });
        Self::json(code, body)
    }

    /// `{errors: [{parameters, message}], title, detail, type}`
    pub(crate) fn invalid(parameter: &str, value: &str, message: &str) -> Self {
        let parameters =
            if parameter.is_empty() { json!({}) } else { json!({ (parameter): [value] }) };
        let body = json!({
            "errors": [{ "parameters": parameters, "message": message }],
            "title": "Invalid Request",
            "detail": "One or more parameters to your request was invalid.",
            "type": format!("{TYPES}invalid-request"),
        });
        Self::json(StatusCode::BAD_REQUEST, body)
    }

    /// `{errors: [{code, message}]}`
    pub(crate) fn v1(code: StatusCode, number: u32, message: &str) -> Self {
        Self::json(code, json!({ "errors": [{ "code": number, "message": message }] }))
    }

    /// `{error, error_description}`
    pub(crate) fn oauth(code: StatusCode, error: &str, description: &str) -> Self {
        Self::json(code, json!({ "error": error, "error_description": description }))
    }

    pub(crate) fn html(code: StatusCode) -> Self {
        let page = format!(
            "<html><head><title>{code}</title></head><body><h1>{code}</h1><hr>cloudflare</body></html>"
        );
        Self { code, body: Body::Html(page), headers: Vec::new() }
    }

    pub(crate) fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "Unauthorized", "Unauthorized", "about:blank")
    }

    pub(crate) fn forbidden(detail: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "Forbidden", detail, "about:blank")
    }

    pub(crate) fn not_summoned() -> Self {
        Self::forbidden(
            "Reply to this conversation is not allowed because you have not been mentioned or \
             otherwise engaged by the author of the post you are replying to.",
        )
    }

    pub(crate) fn duplicate() -> Self {
        Self::forbidden("You are not allowed to create a Tweet with duplicate content.")
    }

    pub(crate) fn parent_gone() -> Self {
        let text = "You attempted to reply to a Tweet that is deleted or not visible to you.";
        Self::invalid("", "", text)
    }

    pub(crate) fn quoted_gone() -> Self {
        let text = "You attempted to quote a Tweet that is deleted or not visible to you.";
        Self::invalid("", "", text)
    }

    pub(crate) fn needs_text() -> Self {
        Self::invalid("text", "", "text or media is required.")
    }

    pub(crate) fn too_long() -> Self {
        Self::invalid(
            "",
            "",
            "Your Tweet text is too long. For more information on how Twitter determines text \
             length see https://github.com/twitter/twitter-text.",
        )
    }

    /// A user's deed with an app's token.
    pub(crate) fn needs_user() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "Unsupported Authentication",
            "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  \
             Supported authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context].",
            "unsupported-authentication",
        )
    }

    /// An app's deed with a user's token.
    pub(crate) fn needs_app() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "Unsupported Authentication",
            "Authenticating with OAuth 2.0 User Context is forbidden for this endpoint.  \
             Supported authentication types are [OAuth 2.0 Application-Only].",
            "unsupported-authentication",
        )
    }

    pub(crate) fn credits_depleted() -> Self {
        Self::new(
            StatusCode::PAYMENT_REQUIRED,
            "CreditsDepleted",
            "Your enrolled account does not have any credits to fulfill this request.",
            "credits",
        )
    }

    pub(crate) fn usage_capped() -> Self {
        let code = StatusCode::TOO_MANY_REQUESTS;
        let body = json!({
            "title": "UsageCapExceeded", "detail": "Usage cap exceeded: Monthly product cap",
            "type": format!("{TYPES}usage-capped"), "period": "Monthly", "scope": "Product",
            "status": code.as_u16(),
        });
        Self::json(code, body)
    }

    /// What is not there: HTTP 200 with `errors` and no `data`.
    pub(crate) fn no_post(parameter: &str, id: u64) -> Self {
        let error = missing("tweet", parameter, &id.to_string());
        Self::json(StatusCode::OK, json!({ "errors": [error] }))
    }

    pub(crate) fn no_user(parameter: &str, value: &str) -> Self {
        let error = missing("user", parameter, value);
        Self::json(StatusCode::OK, json!({ "errors": [error] }))
    }

    pub(crate) fn no_page() -> Self {
        let code = StatusCode::NOT_FOUND;
        Self::new(code, "Not Found", "Not Found", "about:blank")
    }

    pub(crate) fn header(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The words of the error, for people on the square.
    pub(crate) fn words(&self) -> String {
        let Body::Json(body) = &self.body else { return self.code.to_string() };
        let message = &body["errors"][0]["message"];
        let said = message.as_str().or(body["errors"][0]["detail"].as_str());
        said.or(body["detail"].as_str()).unwrap_or(self.code.as_str()).to_owned()
    }

    /// By a status alone, as a fault wants it.
    pub(crate) fn of_status(code: u16) -> Self {
        let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        match code {
            400 => Self::invalid("id", "x", "The `id` query parameter value [x] is not valid"),
            401 => Self::unauthorized(),
            402 => Self::credits_depleted(),
            403 => Self::new(
                status,
                "Client Forbidden",
                "When authenticating requests to the Twitter API v2 endpoints, you must use keys \
                 and tokens from a Twitter developer App that is attached to a Project.",
                "client-forbidden",
            ),
            404 => Self::no_page(),
            500 => {
                Self::new(status, "Internal Server Error", "Something is broken.", "internal-error")
            }
            _ => Self::html(status),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let refused = self.code.is_client_error();
        let mut response = match self.body {
            Body::Json(body) => (self.code, axum::Json(body)).into_response(),
            Body::Html(page) => (self.code, Html(page)).into_response(),
        };
        let headers = response.headers_mut();
        let json = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
        if refused && json {
            let kind = HeaderValue::from_static("application/problem+json");
            headers.insert(header::CONTENT_TYPE, kind);
        }
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        response
    }
}

/// An entry of `errors` for what never was or is gone.
pub(crate) fn missing(kind: &str, parameter: &str, id: &str) -> Value {
    json!({
        "value": id, "resource_id": id, "resource_type": kind, "parameter": parameter,
        "title": "Not Found Error", "type": format!("{TYPES}resource-not-found"),
        "detail": format!("Could not find {kind} with {parameter}: [{id}]."),
    })
}

/// An entry of `errors` for what only followers see.
pub(crate) fn not_authorized(kind: &str, parameter: &str, id: &str) -> Value {
    let name = if kind == "tweet" { "Tweet" } else { "User" };
    json!({
        "value": id, "resource_id": id, "resource_type": kind, "parameter": parameter,
        "title": "Authorization Error", "section": "data",
        "type": format!("{TYPES}not-authorized-for-resource"),
        "detail": format!("Sorry, you are not authorized to see the {name} with {parameter}: [{id}]."),
    })
}
