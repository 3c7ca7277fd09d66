//! The two pages of the OAuth flow.

use super::html::escape;
use super::model::App;
use super::state::State;
use crate::page::{join, page};
use crate::params::Params;

/// "May this application act for you?"
pub(crate) fn consent(state: &State, app: &App, scopes: &[String], params: &Params) -> String {
    let german = params.get("lang").is_none_or(|lang| lang.starts_with("de"));
    let (title, asks, as_who, allow, deny) = if german {
        ("Zugriff erlauben?", "möchte im Namen Ihres Kontos:", "Konto", "Erlauben", "Ablehnen")
    } else {
        ("Allow access?", "would like to do this for your account:", "Account", "Allow", "Deny")
    };
    let keys = [
        "response_type",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "code_challenge",
        "code_challenge_method",
        "lang",
    ];
    let hidden = join(keys.iter().filter_map(|key| {
        let value = escape(params.get(key)?);
        Some(format!("<input type=\"hidden\" name=\"{key}\" value=\"{value}\">"))
    }));
    let mut local: Vec<_> = state.accounts.iter().filter(|one| one.host.is_none()).collect();
    local.sort_by_key(|one| !one.spec.company);
    let options = join(local.into_iter().map(|account| {
        let (name, acct) = (escape(&account.spec.name), escape(&account.acct()));
        format!("<option value=\"{acct}\">{name} (@{acct})</option>")
    }));
    let scopes = join(scopes.iter().map(|scope| format!("<li>{}</li>", escape(scope))));
    let app = escape(&app.name);
    page(
        "Dorfplatz",
        if german { "de" } else { "en" },
        &format!(
            "<h1>{title}</h1><p><b>{app}</b> {asks}</p><ul>{scopes}</ul>\
             <form method=\"post\" action=\"/oauth/authorize\">{hidden}\
             <label for=\"account\">{as_who}</label><select id=\"account\" \
             name=\"account\">{options}</select><div>\
             <button name=\"decision\" value=\"deny\">{deny}</button>\
             <button class=\"go\" name=\"decision\" value=\"allow\">{allow}</button>\
             </div></form>"
        ),
    )
}

/// Shows a code to copy.
pub(crate) fn out_of_band(code: &str) -> String {
    let code = escape(code);
    page(
        "Dorfplatz",
        "en",
        &format!(
            "<h1>Authorization code</h1><p>Copy it into the application.</p><code>{code}</code>"
        ),
    )
}
