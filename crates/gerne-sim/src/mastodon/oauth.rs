//! OAuth 2 with PKCE, as the server speaks it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Extract;
use axum::response::{Html, IntoResponse, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::apps::{SCOPES, covers, parse_scopes};
use super::errors::{Answer, ApiError};
use super::handle::Shared;
use super::model::{App, Who};
use super::pages;
use super::state::State;
use super::texts::Text;
use crate::journal::Via;
use crate::params::Params;

pub(crate) const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

pub(crate) async fn register(
    Extract(shared): Extract<Arc<Shared>>,
    params: Params,
) -> Answer<Json<Value>> {
    let bad = |what: &str| ApiError::invalid(Text::BadApp(what.to_owned()), "en");
    let name =
        params.filled("client_name").ok_or_else(|| bad("Application name can't be blank"))?;
    let mut uris = params.list("redirect_uris");
    if let Some(one) = params.filled("redirect_uris") {
        uris.extend(one.split_whitespace().map(str::to_owned));
    }
    if uris.is_empty() || uris.iter().any(|uri| uri != OUT_OF_BAND && url::Url::parse(uri).is_err())
    {
        return Err(bad("Redirect URI must be an absolute URI."));
    }
    let scopes = parse_scopes(params.get("scopes").unwrap_or_default())
        .map_err(|_| bad("Scopes doesn't match configured on the server."))?;
    let app = shared.act(|state| state.register_app(name, params.filled("website"), uris, scopes));
    Ok(Json(json!({
        "id": app.id, "name": app.name, "website": app.website, "scopes": app.scopes,
        "redirect_uri": app.redirect_uris.join("\n"), "redirect_uris": app.redirect_uris,
        "client_id": app.client_id, "client_secret": app.client_secret,
        "client_secret_expires_at": 0, "vapid_key": "",
    })))
}

pub(crate) async fn discovery(Extract(shared): Extract<Arc<Shared>>) -> Response {
    let (base, flavour) = shared.read(|state| (state.base.clone(), state.config.flavour));
    if flavour == super::Flavour::Akkoma {
        return StatusCode::NOT_FOUND.into_response();
    }
    Json(json!({
        "issuer": format!("{base}/"),
        "authorization_endpoint": format!("{base}/oauth/authorize"),
        "token_endpoint": format!("{base}/oauth/token"),
        "revocation_endpoint": format!("{base}/oauth/revoke"),
        "userinfo_endpoint": format!("{base}/oauth/userinfo"),
        "scopes_supported": SCOPES,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "fragment", "form_post"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "service_documentation": "https://docs.joinmastodon.org/",
        "app_registration_endpoint": format!("{base}/api/v1/apps"),
    }))
    .into_response()
}

/// The consent page.
pub(crate) async fn ask(Extract(shared): Extract<Arc<Shared>>, params: Params) -> Response {
    let page = shared.read(|state| {
        let (app, scopes) = check_request(state, &params)?;
        Ok::<_, ApiError>(pages::consent(state, app, &scopes, &params))
    });
    page.map(Html).into_response()
}

/// The consent page's buttons: `account`, `decision=allow|deny`, and the request's parameters.
pub(crate) async fn decide(Extract(shared): Extract<Arc<Shared>>, params: Params) -> Response {
    if params.get("decision") == Some("deny") {
        let checked = shared.read(|state| check_request(state, &params).map(|_| ()));
        let uri = params.get("redirect_uri").unwrap_or_default();
        if let Err(error) = checked {
            return error.into_response();
        }
        let pairs = [
            ("error", "access_denied"),
            ("error_description", "The resource owner or authorization server denied the request."),
        ];
        return redirect(uri, &pairs, params.get("state"));
    }
    let outcome = shared.act(|state| {
        let acct = params.get("account").unwrap_or_default();
        let who = state.find_acct(acct).filter(|who| state.account(*who).host.is_none());
        let who = who.ok_or_else(|| ApiError::invalid(Text::NeedsUser, "en"))?;
        consent(state, &params, who)
    });
    match outcome {
        Err(error) => error.into_response(),
        Ok(code) if params.get("redirect_uri") == Some(OUT_OF_BAND) => {
            Html(pages::out_of_band(&code)).into_response()
        }
        Ok(to) => Redirect::to(&to).into_response(),
    }
}

/// Consents: gives the address to go to, or the code itself for the out-of-band address.
pub(crate) fn consent(state: &mut State, params: &Params, who: Who) -> Answer<String> {
    let (app, scopes) = check_request(state, params)?;
    let app = app.clone();
    let uri = params.get("redirect_uri").unwrap_or_default();
    let challenge = params.filled("code_challenge").map(str::to_owned);
    let code = state.issue_code(&app, who, uri, scopes, challenge);
    if uri == OUT_OF_BAND {
        return Ok(code);
    }
    Ok(with_pairs(uri, &[("code", &code)], params.get("state")))
}

pub(crate) async fn token(
    Extract(shared): Extract<Arc<Shared>>,
    headers: HeaderMap,
    params: Params,
) -> Answer<Json<Value>> {
    shared.act(|state| {
        let app = client(state, &headers, &params)?;
        let invalid_grant = || {
            let text = Text::BadApp("The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.".to_owned());
            ApiError::oauth(StatusCode::BAD_REQUEST, "invalid_grant", text)
        };
        let (who, scopes) = match params.get("grant_type") {
            Some("authorization_code") => {
                let now = state.now();
                let code = params.get("code").and_then(|code| state.codes.get_mut(code));
                let code = code.ok_or_else(invalid_grant)?;
                let right = !code.used
                    && code.expires_at > now
                    && code.client_id == app.client_id
                    && params.get("redirect_uri") == Some(code.redirect_uri.as_str())
                    && proves(code.challenge.as_deref(), params.get("code_verifier"));
                if !right {
                    return Err(invalid_grant());
                }
                code.used = true;
                (Some(code.who), code.scopes.clone())
            }
            Some("client_credentials") => {
                let scopes = wanted_scopes(&app, &params)?;
                (None, scopes)
            }
            _ => {
                let text = Text::BadApp("The authorization grant type is not supported by the authorization server.".to_owned());
                return Err(ApiError::oauth(StatusCode::BAD_REQUEST, "unsupported_grant_type", text));
            }
        };
        let scopes = scopes.join(" ");
        let token = state.issue_token(who, &app.client_id, &app.name, &scopes, Via::Api);
        let created_at = state.now().as_second();
        Ok(Json(json!({
            "access_token": token, "token_type": "Bearer", "scope": scopes, "created_at": created_at,
        })))
    })
}

pub(crate) async fn revoke(
    Extract(shared): Extract<Arc<Shared>>,
    headers: HeaderMap,
    params: Params,
) -> Answer<Json<Value>> {
    shared.act(|state| {
        let app = client(state, &headers, &params)?;
        let token = params.get("token").unwrap_or_default().to_owned();
        let owned = state.tokens.get(&token);
        if owned
            .is_some_and(|token| !token.client_id.is_empty() && token.client_id != app.client_id)
        {
            let text = Text::BadApp("You are not authorized to revoke this token".to_owned());
            return Err(ApiError::oauth(StatusCode::FORBIDDEN, "unauthorized_client", text));
        }
        state.revoke_token(&token, Via::Api);
        Ok(Json(json!({})))
    })
}

/// Client, address, scopes and PKCE method of an authorization request.
fn check_request<'a>(state: &'a State, params: &Params) -> Answer<(&'a App, Vec<String>)> {
    let bad = |error, text| ApiError::oauth(StatusCode::BAD_REQUEST, error, text);
    let app = params.get("client_id").and_then(|id| state.apps.get(id));
    let app = app.ok_or_else(|| {
        let text = Text::BadApp("Client authentication failed due to unknown client.".to_owned());
        ApiError::oauth(StatusCode::UNAUTHORIZED, "invalid_client", text)
    })?;
    let uri = params.get("redirect_uri").unwrap_or_default();
    if !app.redirect_uris.iter().any(|known| known == uri) {
        return Err(bad("invalid_redirect_uri", Text::BadRedirect));
    }
    let missing = || Text::BadApp("The request is missing a required parameter.".to_owned());
    if params.get("response_type") != Some("code") {
        return Err(bad("invalid_request", missing()));
    }
    let method = params.get("code_challenge_method");
    if params.filled("code_challenge").is_some() && method != Some("S256") {
        let text = Text::BadApp("The code_challenge_method must be S256.".to_owned());
        return Err(bad("invalid_code_challenge_method", text));
    }
    Ok((app, wanted_scopes(app, params)?))
}

fn wanted_scopes(app: &App, params: &Params) -> Answer<Vec<String>> {
    let bad = || ApiError::oauth(StatusCode::BAD_REQUEST, "invalid_scope", Text::BadScope);
    let scopes = parse_scopes(params.get("scope").unwrap_or_default()).map_err(|_| bad())?;
    let allowed = scopes.iter().all(|scope| covers(&app.scopes, scope));
    if allowed { Ok(scopes) } else { Err(bad()) }
}

/// The client by `client_secret_post` or `client_secret_basic`.
fn client(state: &State, headers: &HeaderMap, params: &Params) -> Answer<App> {
    let basic = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Basic "))
        .and_then(|encoded| STANDARD.decode(encoded).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|pair| pair.split_once(':').map(|(a, b)| (a.to_owned(), b.to_owned())));
    let (id, secret) = basic.unwrap_or_else(|| {
        let text = |key| params.get(key).unwrap_or_default().to_owned();
        (text("client_id"), text("client_secret"))
    });
    let app = state.apps.get(&id).filter(|app| app.client_secret == secret);
    app.cloned().ok_or_else(|| {
        let text = Text::BadApp("Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.".to_owned());
        ApiError::oauth(StatusCode::UNAUTHORIZED, "invalid_client", text)
    })
}

fn proves(challenge: Option<&str>, verifier: Option<&str>) -> bool {
    match (challenge, verifier) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(challenge), Some(verifier)) => {
            URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())) == challenge
        }
    }
}

fn redirect(uri: &str, pairs: &[(&str, &str)], state: Option<&str>) -> Response {
    Redirect::to(&with_pairs(uri, pairs, state)).into_response()
}

fn with_pairs(uri: &str, pairs: &[(&str, &str)], state: Option<&str>) -> String {
    let Ok(mut url) = url::Url::parse(uri) else { return uri.to_owned() };
    url.query_pairs_mut().extend_pairs(pairs);
    if let Some(state) = state.filter(|state| !state.is_empty()) {
        url.query_pairs_mut().append_pair("state", state);
    }
    url.into()
}
