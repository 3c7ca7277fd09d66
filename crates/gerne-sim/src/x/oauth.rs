//! OAuth 2.0 with PKCE for users, and client credentials for the app itself.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Extract;
use axum::response::{Html, IntoResponse, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::grants::Renewal;
use super::model::{Code, Who};
use super::problem::{Answer, Problem};
use super::shared::Shared;
use super::state::State;
use super::{XClient, XTokens, pages};
use crate::journal::Via;
use crate::params::Params;

/// What may be asked for.
const SCOPES: [&str; 22] = [
    "tweet.read",
    "tweet.write",
    "tweet.moderate.write",
    "users.read",
    "users.email",
    "follows.read",
    "follows.write",
    "offline.access",
    "space.read",
    "mute.read",
    "mute.write",
    "like.read",
    "like.write",
    "list.read",
    "list.write",
    "block.read",
    "block.write",
    "bookmark.read",
    "bookmark.write",
    "media.write",
    "dm.read",
    "dm.write",
];
const LONGEST_STATE: usize = 500;

/// The consent page.
pub(crate) async fn ask(Extract(shared): Extract<Arc<Shared>>, params: Params) -> Response {
    let page = shared.read(|state| {
        let (client, scopes) = check(state, &params)?;
        Ok::<_, String>(pages::consent(state, client, &scopes, &params))
    });
    match page {
        Ok(page) => Html(page).into_response(),
        Err(why) => (StatusCode::BAD_REQUEST, Html(pages::wrong(&why))).into_response(),
    }
}

/// The consent page's buttons: `account`, `decision=allow|deny`, and the request's parameters.
pub(crate) async fn decide(Extract(shared): Extract<Arc<Shared>>, params: Params) -> Response {
    let outcome = shared.act(|state| {
        if params.get("decision") == Some("deny") {
            check(state, &params)?;
            let uri = params.get("redirect_uri").unwrap_or_default();
            return Ok(with_pairs(uri, &[("error", "access_denied")], params.get("state")));
        }
        let who = state.find(params.get("account").unwrap_or_default());
        consent(state, &params, who.ok_or_else(|| "nobody is signed in".to_owned())?)
    });
    match outcome {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(why) => (StatusCode::BAD_REQUEST, Html(pages::wrong(&why))).into_response(),
    }
}

/// Consents: gives the address where the browser is sent.
pub(crate) fn consent(state: &mut State, params: &Params, who: Who) -> Result<String, String> {
    let (client, scopes) = check(state, params)?;
    let client_id = client.id.clone();
    let redirect = params.get("redirect_uri").unwrap_or_default().to_owned();
    let expires_at =
        state.now().checked_add(state.config.code_lifetime).unwrap_or(jiff::Timestamp::MAX);
    let code = state.random.token(64);
    let to = with_pairs(&redirect, &[("code", &code)], params.get("state"));
    let challenge = params.filled("code_challenge").map(str::to_owned);
    let plain = params.get("code_challenge_method") == Some("plain");
    let used = false;
    let kept = Code { who, client_id, redirect, scopes, challenge, plain, expires_at, used };
    state.codes.insert(code, kept);
    Ok(to)
}

/// `POST /2/oauth2/token`
pub(crate) async fn token(
    Extract(shared): Extract<Arc<Shared>>,
    headers: HeaderMap,
    params: Params,
) -> Answer<Json<Value>> {
    shared.act(|state| {
        let client = client(state, &headers, &params)?;
        match params.get("grant_type") {
            Some("authorization_code") => {
                let (who, scopes) = redeem(state, &client.id, &params)?;
                let pair = state.new_family(who, &client.id, scopes.clone(), Via::Api);
                Ok(Json(said(state, &pair, &scopes)))
            }
            Some("refresh_token") => {
                let token = params.get("refresh_token").unwrap_or_default();
                match state.renew(&client.id, token) {
                    Renewal::Renewed(pair, scopes) => Ok(Json(said(state, &pair, &scopes))),
                    Renewal::Refused => Err(bad("Value passed for the token was invalid.")),
                }
            }
            _ => Err(bad("Missing required parameter [grant_type].")),
        }
    })
}

/// `POST /2/oauth2/revoke`
pub(crate) async fn revoke(
    Extract(shared): Extract<Arc<Shared>>,
    headers: HeaderMap,
    params: Params,
) -> Answer<Json<Value>> {
    shared.act(|state| {
        let client = client(state, &headers, &params)?;
        let token = params.filled("token");
        let token = token.ok_or_else(|| bad("Missing required parameter [token]."))?;
        state.revoke(&client.id, token);
        Ok(Json(json!({ "revoked": true })))
    })
}

/// `POST /oauth2/token`: the app's own token, which does not end.
pub(crate) async fn app_token(
    Extract(shared): Extract<Arc<Shared>>,
    headers: HeaderMap,
    params: Params,
) -> Answer<Json<Value>> {
    shared.act(|state| {
        let refused =
            || Problem::v1(StatusCode::FORBIDDEN, 99, "Unable to verify your credentials");
        if params.get("grant_type") != Some("client_credentials") {
            return Err(refused());
        }
        let client = basic(state, &headers).ok_or_else(refused)?;
        Ok(Json(json!({ "token_type": "bearer", "access_token": state.bearer(&client.id) })))
    })
}

impl State {
    /// The app's token; always the same one.
    pub(crate) fn bearer(&mut self, client: &str) -> String {
        if let Some((token, _)) = self.bearers.iter().find(|(_, owner)| *owner == client) {
            return token.clone();
        }
        let token = format!("AAAAAAAAAAAAAAAAAAAAA{}", self.random.token(80));
        self.bearers.insert(token.clone(), client.to_owned());
        token
    }
}

fn said(state: &State, pair: &XTokens, scopes: &[String]) -> Value {
    let lasts = pair.expires_at.duration_since(state.now()).as_secs();
    let mut body = json!({
        "token_type": "bearer", "expires_in": lasts, "access_token": pair.access,
        "scope": scopes.join(" "),
    });
    if let Some(refresh) = &pair.refresh {
        body["refresh_token"] = json!(refresh);
    }
    body
}

fn redeem(state: &mut State, client: &str, params: &Params) -> Answer<(Who, Vec<String>)> {
    let refused = || bad("Value passed for the authorization code was invalid.");
    let now = state.now();
    let code = params.get("code").and_then(|code| state.codes.get_mut(code));
    let code = code.ok_or_else(refused)?;
    let right = !code.used
        && code.expires_at > now
        && code.client_id == client
        && params.get("redirect_uri") == Some(code.redirect.as_str());
    if !right {
        return Err(refused());
    }
    if !proves(code, params.get("code_verifier")) {
        return Err(bad("Value passed for the code verifier did not match the code challenge."));
    }
    code.used = true;
    Ok((code.who, code.scopes.clone()))
}

fn proves(code: &Code, verifier: Option<&str>) -> bool {
    let (Some(challenge), Some(verifier)) = (&code.challenge, verifier) else { return false };
    if code.plain {
        return verifier == challenge;
    }
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())) == *challenge
}

/// Client and scopes of an authorization request; an error is for the page, nobody is redirected.
fn check<'a>(state: &'a State, params: &Params) -> Result<(&'a XClient, Vec<String>), String> {
    let client = params.get("client_id").and_then(|id| state.clients.get(id));
    let client = client.ok_or("the client is unknown")?;
    let uri = params.get("redirect_uri").unwrap_or_default();
    let known = client.redirects.is_empty() || client.redirects.iter().any(|one| one == uri);
    if !known || url::Url::parse(uri).is_err() {
        return Err("the redirect_uri is not one of those registered".to_owned());
    }
    if params.get("response_type") != Some("code") {
        return Err("response_type must be code".to_owned());
    }
    if params.filled("state").is_none_or(|state| state.len() > LONGEST_STATE) {
        return Err("state must have 1 to 500 characters".to_owned());
    }
    let method = params.get("code_challenge_method").unwrap_or("plain");
    if params.filled("code_challenge").is_none() || !matches!(method, "S256" | "plain") {
        return Err("PKCE is required".to_owned());
    }
    let scopes: Vec<String> =
        params.get("scope").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    let strange = scopes.iter().find(|scope| !SCOPES.contains(&scope.as_str()));
    match strange {
        Some(scope) => Err(format!("the scope {scope} does not exist")),
        None if scopes.is_empty() => Err("scope is missing".to_owned()),
        None => Ok((client, scopes)),
    }
}

/// A confidential client by Basic, a public one by `client_id`; neither the other way round.
fn client(state: &State, headers: &HeaderMap, params: &Params) -> Answer<XClient> {
    let missing = || {
        let text = "Missing valid authorization header";
        Problem::oauth(StatusCode::UNAUTHORIZED, "unauthorized_client", text)
    };
    if headers.contains_key(header::AUTHORIZATION) {
        return basic(state, headers).ok_or_else(missing);
    }
    let known = params.get("client_id").and_then(|id| state.clients.get(id));
    let client = known.ok_or_else(|| bad("Value passed for the client id was invalid."))?;
    if client.secret.is_some() { Err(missing()) } else { Ok(client.clone()) }
}

fn basic(state: &State, headers: &HeaderMap) -> Option<XClient> {
    let encoded = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let pair = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    let (id, secret) = pair.split_once(':')?;
    // Both were form-encoded before, as RFC 6749 says; plain ones look the same.
    let plain = |text: &str| {
        let pair = format!("x={text}");
        let mut parsed = url::form_urlencoded::parse(pair.as_bytes());
        parsed.next().map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    let client = state.clients.get(id).or_else(|| state.clients.get(&plain(id)))?;
    let known = client.secret.as_deref()?;
    (known == secret || known == plain(secret)).then(|| client.clone())
}

fn bad(description: &str) -> Problem {
    Problem::oauth(StatusCode::BAD_REQUEST, "invalid_request", description)
}

fn with_pairs(uri: &str, pairs: &[(&str, &str)], state: Option<&str>) -> String {
    let Ok(mut url) = url::Url::parse(uri) else { return uri.to_owned() };
    if let Some(state) = state.filter(|state| !state.is_empty()) {
        url.query_pairs_mut().append_pair("state", state);
    }
    url.query_pairs_mut().extend_pairs(pairs);
    url.into()
}
