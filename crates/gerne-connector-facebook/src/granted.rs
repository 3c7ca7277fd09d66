//! Codes become tokens, and tokens say what they may do.

use gerne_connector::{ConnectorError, Secret};
use gerne_webapi::Purpose;
use serde_json::Value;

use crate::{
    Facebook,
    client::{Api, Ask, Bearer, CallError, graph},
    connect::{Asked, rejected},
    problem::{Meaning, Problem},
    send::refusal,
};

impl Facebook {
    /// A token for a code, or for one that lives shorter.
    pub(crate) async fn token(
        &self,
        asked: &Asked,
        query: &[(&str, &str)],
    ) -> Result<Secret, ConnectorError> {
        let url = graph(&asked.base, &self.config.version, "oauth/access_token");
        let request = self.http.request(reqwest::Method::GET, url).query(query);
        let answer = self.http.send(request).await;
        let answer = answer.map_err(|error| rejected(CallError::Http(error)))?;
        let status = answer.status().as_u16();
        let body = answer.bytes(64 * 1024).await;
        let body = body.map_err(|error| rejected(CallError::Http(error)))?;
        let value: Value =
            serde_json::from_slice(&body).map_err(|_| refusal("connect.not_facebook"))?;
        if let Some(token) = value.get("access_token").and_then(Value::as_str) {
            return Ok(Secret::new(token));
        }
        let problem = Problem::of_value(status, &value, None);
        Err(match (problem.code, problem.meaning) {
            // "Error validating application", "Error validating client secret".
            (Some(1 | 101), _) => refusal("connect.client_rejected"),
            (_, Meaning::Failed | Meaning::RateLimited) => {
                problem.decide(gerne_webapi::Phase::Read)
            }
            _ => refusal("connect.expired"),
        })
    }

    /// What a token may do; `None` where Facebook does not tell.
    pub(crate) async fn granted(&self, asked: &Asked, token: &Secret) -> Option<Vec<String>> {
        let secret = asked.app_secret.as_deref().filter(|_| !asked.app_id.is_empty())?;
        let app = Secret::new(format!("{}|{secret}", asked.app_id));
        let api = Api::new(
            self.http.clone(),
            self.clock.clone(),
            asked.base.clone(),
            &self.config.version,
            Bearer::Given(app, None),
        );
        told_scopes(&api, token).await.ok()?
    }
}

/// What Facebook says of a token, asked with the application's own.
async fn told_scopes(api: &Api, token: &Secret) -> Result<Option<Vec<String>>, CallError> {
    let ask = Ask::get("debug_token", Purpose::Speaking).with("input_token", token.expose());
    let told = api.look(&ask).await?;
    let data = told.get("data").unwrap_or(&Value::Null);
    if data.get("is_valid").and_then(Value::as_bool) == Some(false) {
        let error = data.get("error").cloned().unwrap_or_default();
        let mut error = serde_json::json!({ "error": error });
        // It is told under another name there.
        let sub = error.pointer("/error/subcode").cloned();
        if let (Some(sub), Some(error)) = (sub, error["error"].as_object_mut()) {
            error.insert("error_subcode".to_owned(), sub);
        }
        let problem = Problem::of_value(401, &error, None);
        return Err(problem.into());
    }
    let scopes = data.get("scopes").and_then(Value::as_array);
    let text = |scope: &Value| scope.as_str().map(str::to_owned);
    Ok(scopes.map(|scopes| scopes.iter().filter_map(text).collect()))
}
