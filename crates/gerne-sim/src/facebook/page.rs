//! The pages of the login.

use super::state::State;
use crate::page::{join, page};
use crate::params::Params;

/// "Continue as …, for these Pages, with these permissions?" As in a browser in which everybody is
/// signed in.
pub(crate) fn consent(state: &State, scopes: &[String], params: &Params) -> String {
    let german = params.get("lang").is_none_or(|lang| lang.starts_with("de"));
    let (title, account, pages, allow, deny) = if german {
        ("Mit Facebook anmelden", "Konto", "Seiten", "Weiter", "Abbrechen")
    } else {
        ("Log in with Facebook", "Account", "Pages", "Continue", "Cancel")
    };
    let keys = ["response_type", "client_id", "redirect_uri", "scope", "state", "lang"];
    let hidden = join(keys.iter().filter_map(|key| {
        let value = escape(params.get(key)?);
        Some(format!("<input type=\"hidden\" name=\"{key}\" value=\"{value}\">"))
    }));
    let mut people: Vec<usize> = (0..state.people.len()).collect();
    people.sort_by_key(|who| state.pages_of(*who).is_empty());
    let options = join(people.into_iter().map(|who| {
        let spec = &state.people[who].spec;
        format!("<option value=\"{}\">{}</option>", escape(&spec.handle), escape(&spec.name))
    }));
    let boxes = join(state.pages.iter().map(|one| {
        let (handle, name) = (escape(&one.spec.handle), escape(&one.spec.name));
        format!(
            "<li><label><input type=\"checkbox\" name=\"pages[]\" value=\"{handle}\" checked> \
             {name}</label></li>"
        )
    }));
    let scopes = join(scopes.iter().map(|scope| format!("<li>{}</li>", escape(scope))));
    let app = escape(&state.config.app.name);
    page(
        "Facebook",
        if german { "de" } else { "en" },
        &format!(
            "<h1>{title}</h1><p><b>{app}</b></p><ul>{scopes}</ul>\
             <form method=\"post\" action=\"/dialog/oauth\">{hidden}\
             <label for=\"account\">{account}</label><select id=\"account\" \
             name=\"account\">{options}</select><p>{pages}</p><ul>{boxes}</ul><div>\
             <button name=\"decision\" value=\"deny\">{deny}</button>\
             <button class=\"go\" name=\"decision\" value=\"allow\">{allow}</button>\
             </div></form>"
        ),
    )
}

/// What Facebook shows instead of the dialog; nobody is sent back.
pub(crate) fn wrong(why: &str) -> String {
    let body = format!("<h1>Sorry, something went wrong.</h1><p>{}</p>", escape(why));
    page("Facebook", "en", &body)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
