//! Facebook Login: the dialog, the code, the exchange for a token that lasts.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State as Extract;
use axum::response::{Html, IntoResponse, Redirect, Response};
use http::StatusCode;
use serde_json::{Value, json};

use super::auth::{Kind, Viewer};
use super::fields::parse;
use super::model::{Code, PageNo, Who};
use super::problem::{Answer, Problem};
use super::shared::Shared;
use super::state::State;
use super::{nodes, page};
use crate::journal::Via;
use crate::params::Params;

/// What may be asked for.
const PERMISSIONS: [&str; 13] = [
    "public_profile",
    "email",
    "business_management",
    "pages_show_list",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_manage_engagement",
    "pages_manage_posts",
    "pages_manage_metadata",
    "pages_messaging",
    "pages_utility_messaging",
    "pages_manage_ads",
    "read_insights",
];

/// `GET /dialog/oauth`
pub(crate) async fn ask(Extract(shared): Extract<Arc<Shared>>, params: Params) -> Response {
    let shown = shared.read(|state| {
        let scopes = check(state, &params)?;
        Ok::<_, String>(page::consent(state, &scopes, &params))
    });
    match shown {
        Ok(html) => Html(html).into_response(),
        Err(why) => (StatusCode::BAD_REQUEST, Html(page::wrong(&why))).into_response(),
    }
}

/// The dialog's buttons: `account`, `pages[]`, `granted[]`, `decision=allow|deny`, and the
/// request's parameters.
pub(crate) async fn decide(Extract(shared): Extract<Arc<Shared>>, params: Params) -> Response {
    let outcome = shared.act(|state| {
        if params.get("decision") == Some("deny") {
            check(state, &params)?;
            let uri = params.get("redirect_uri").unwrap_or_default();
            let pairs = [
                ("error", "access_denied"),
                ("error_code", "200"),
                ("error_description", "Permissions error"),
                ("error_reason", "user_denied"),
            ];
            return Ok(with_pairs(uri, &pairs, params.get("state")));
        }
        let who = state.find_person(params.get("account").unwrap_or_default());
        let who = who.ok_or_else(|| "nobody is signed in".to_owned())?;
        let named: Vec<String> = params.list("pages");
        let pages = state
            .pages_of(who)
            .into_iter()
            .filter(|page| named.is_empty() || named.contains(&state.pages[*page].spec.handle));
        let pages = pages.collect();
        let refused = params.list("refused").into_iter().collect();
        consent(state, &params, who, &pages, &refused)
    });
    match outcome {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(why) => (StatusCode::BAD_REQUEST, Html(page::wrong(&why))).into_response(),
    }
}

/// Consents: gives the address where the browser is sent.
pub(crate) fn consent(
    state: &mut State,
    params: &Params,
    who: Who,
    pages: &BTreeSet<PageNo>,
    refused: &BTreeSet<String>,
) -> Result<String, String> {
    let mut scopes: BTreeSet<String> = check(state, params)?.into_iter().collect();
    scopes.insert("public_profile".to_owned());
    scopes.retain(|scope| !refused.contains(scope));
    let redirect = params.get("redirect_uri").unwrap_or_default().to_owned();
    let expires_at =
        state.now().checked_add(state.config.code_lifetime).unwrap_or(jiff::Timestamp::MAX);
    let grant = state.new_grant(who, scopes, pages.clone(), Via::Api);
    let code = format!("AQ{}", state.random.token(120));
    let to = with_pairs(&redirect, &[("code", &code)], params.get("state"));
    state.codes.insert(code, Code { grant, redirect, expires_at, used: false });
    // What Facebook puts at the end of every way back.
    Ok(format!("{to}#_=_"))
}

/// `GET, POST /oauth/access_token`
pub(crate) fn token(state: &mut State, params: &Params) -> Answer<Value> {
    let app = state.config.app.clone();
    if params.get("client_id") != Some(app.id.as_str()) {
        return Err(Problem::new(
            101,
            "Error validating application. Cannot get application info due to a system error.",
        ));
    }
    let secret = params.get("client_secret");
    if secret != Some(app.secret.as_str()) {
        return Err(Problem::new(1, "Error validating client secret."));
    }
    match params.get("grant_type") {
        Some("client_credentials") => Ok(json!({
            "access_token": format!("{}|{}", app.id, app.secret), "token_type": "bearer",
        })),
        Some("fb_exchange_token") => {
            let old = params.get("fb_exchange_token").unwrap_or_default();
            let viewer = state.viewer(old, "")?;
            let Kind::User { grant, .. } = viewer.kind else {
                return Err(Problem::invalid("The token is not a user's"));
            };
            Ok(told(state, grant, true))
        }
        None | Some("authorization_code") => {
            let now = state.now();
            let code = params.get("code").unwrap_or_default();
            let kept = state.codes.get_mut(code);
            let kept = kept
                .ok_or_else(|| Problem::invalid("Invalid verification code format.").sub(36_009))?;
            if kept.used {
                return Err(Problem::new(100, "This authorization code has been used.").sub(36_009));
            }
            if kept.expires_at <= now {
                return Err(Problem::new(100, "This authorization code has expired.").sub(36_007));
            }
            if params.get("redirect_uri") != Some(kept.redirect.as_str()) {
                let text = "Error validating verification code. Please make sure your \
                            redirect_uri is identical to the one you used in the OAuth dialog \
                            request";
                return Err(Problem::new(100, text).sub(36_008));
            }
            kept.used = true;
            let grant = kept.grant;
            Ok(told(state, grant, false))
        }
        Some(other) => Err(Problem::invalid(&format!("grant_type is not known: {other}"))),
    }
}

fn told(state: &mut State, grant: usize, long: bool) -> Value {
    let (token, until) = state.user_token(grant, long);
    let lasts = until.duration_since(state.now()).as_secs();
    json!({ "access_token": token, "token_type": "bearer", "expires_in": lasts })
}

/// `GET /me/accounts`
pub(crate) fn accounts(state: &mut State, viewer: &Viewer, params: &Params) -> Answer<Value> {
    let Kind::User { who, grant } = viewer.kind else {
        return Err(Problem::no_field("accounts", "Page"));
    };
    if !viewer.has("pages_show_list") {
        return Ok(json!({ "data": [] }));
    }
    let fields = parse(params.get("fields"))?;
    let kept = &state.tokens[&viewer.token];
    let until = if state.is_long(kept) { None } else { kept.expires_at };
    let pages: Vec<PageNo> = state
        .pages_of(who)
        .into_iter()
        .filter(|page| state.grants[grant].pages.contains(page))
        .collect();
    let mut data = Vec::new();
    for page in pages {
        let token = state.page_token(grant, page, until);
        data.push(nodes::account(state, page, &token, &fields)?);
    }
    let cursors = json!({ "before": "QVFIUnBhZA", "after": "QVFIUmFmdA" });
    Ok(json!({ "data": data, "paging": { "cursors": cursors } }))
}

impl State {
    /// The Pages that somebody may do everything on.
    pub(crate) fn pages_of(&self, who: Who) -> Vec<PageNo> {
        (0..self.pages.len()).filter(|page| self.is_admin(who, *page)).collect()
    }
}

/// Scopes of a login; an error is for the dialog, nobody is redirected.
fn check(state: &State, params: &Params) -> Result<Vec<String>, String> {
    let app = &state.config.app;
    if params.get("client_id") != Some(app.id.as_str()) {
        return Err("Invalid App ID".to_owned());
    }
    let uri = params.get("redirect_uri").unwrap_or_default();
    let known = app.redirects.is_empty() || app.redirects.iter().any(|one| one == uri);
    if !known || url::Url::parse(uri).is_err() {
        return Err("URL Blocked: the redirect URI is not white-listed".to_owned());
    }
    if params.get("response_type").is_some_and(|kind| kind != "code") {
        return Err("response_type must be code".to_owned());
    }
    let scopes: Vec<String> = params
        .get("scope")
        .unwrap_or_default()
        .split([',', ' '])
        .filter(|scope| !scope.is_empty())
        .map(str::to_owned)
        .collect();
    match scopes.iter().find(|scope| !PERMISSIONS.contains(&scope.as_str())) {
        Some(scope) => Err(format!("Invalid Scopes: {scope}")),
        None => Ok(scopes),
    }
}

fn with_pairs(uri: &str, pairs: &[(&str, &str)], state: Option<&str>) -> String {
    let Ok(mut url) = url::Url::parse(uri) else { return uri.to_owned() };
    url.query_pairs_mut().extend_pairs(pairs);
    if let Some(state) = state.filter(|state| !state.is_empty()) {
        url.query_pairs_mut().append_pair("state", state);
    }
    url.into()
}
