//! The two pages of the OAuth flow.

use super::html::escape;
use super::model::App;
use super::state::State;
use crate::params::Params;

const STYLE: &str = "\
:root{color-scheme:light dark;--bg:#f5f6fa;--card:#fff;--ink:#171a21;--dim:#5b6270;--line:#dfe3ea;--go:#4b3fd1}\
@media(prefers-color-scheme:dark){:root{--bg:#14161c;--card:#1d2028;--ink:#eef0f4;--dim:#a3aab8;--line:#343945;--go:#8f86ff}}\
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif}\
main{background:var(--card);border:1px solid var(--line);border-radius:16px;padding:32px;max-width:26rem;width:calc(100% - 96px)}\
h1{font-size:1.25rem;margin:0 0 8px}p{color:var(--dim);margin:0 0 16px}ul{padding-left:1.2em;margin:0 0 20px}\
label{display:block;font-weight:600;margin-bottom:6px}select,button{font:inherit;padding:10px 14px;border-radius:10px;border:1px solid var(--line);background:var(--card);color:inherit}\
select{width:100%;margin-bottom:20px}div{display:flex;gap:10px}button{flex:1;cursor:pointer}\
.go{background:var(--go);border-color:var(--go);color:#fff;font-weight:600}@media(prefers-color-scheme:dark){.go{color:#14161c}}\
code{display:block;padding:12px;border:1px solid var(--line);border-radius:10px;overflow-wrap:anywhere}";

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
        "en",
        &format!(
            "<h1>Authorization code</h1><p>Copy it into the application.</p><code>{code}</code>"
        ),
    )
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect()
}

fn page(lang: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>Dorfplatz</title><style>{STYLE}</style>\
         <main>{body}</main></html>"
    )
}
