//! The pages of the OAuth flow.

use super::XClient;
use super::state::State;
use super::text::escape;
use crate::page::{join, page};
use crate::params::Params;

/// "May this app act for you?" As in a browser in which everybody is signed in.
pub(crate) fn consent(
    state: &State,
    client: &XClient,
    scopes: &[String],
    params: &Params,
) -> String {
    let german = params.get("lang").is_none_or(|lang| lang.starts_with("de"));
    let (title, asks, account, allow, deny) = if german {
        ("Zugriff auf Ihr X-Konto erlauben?", "möchte:", "Konto", "App autorisieren", "Abbrechen")
    } else {
        ("Allow access to your X account?", "would like to:", "Account", "Authorize app", "Cancel")
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
        let value = attribute(params.get(key)?);
        Some(format!("<input type=\"hidden\" name=\"{key}\" value=\"{value}\">"))
    }));
    let mut people: Vec<_> = state.people.iter().collect();
    people.sort_by_key(|person| !person.spec.company);
    let options = join(people.into_iter().map(|person| {
        let (name, handle) = (escape(&person.spec.name), attribute(&person.spec.handle));
        format!("<option value=\"{handle}\">{name} (@{handle})</option>")
    }));
    let scopes = join(scopes.iter().map(|scope| format!("<li>{}</li>", escape(scope))));
    let app = escape(&client.name);
    page(
        "X",
        if german { "de" } else { "en" },
        &format!(
            "<h1>{title}</h1><p><b>{app}</b> {asks}</p><ul>{scopes}</ul>\
             <form method=\"post\" action=\"/i/oauth2/authorize\">{hidden}\
             <label for=\"account\">{account}</label><select id=\"account\" \
             name=\"account\">{options}</select><div>\
             <button name=\"decision\" value=\"deny\">{deny}</button>\
             <button class=\"go\" name=\"decision\" value=\"allow\">{allow}</button>\
             </div></form>"
        ),
    )
}

/// X says no more than this; the reason is ours, for whoever plays with it.
pub(crate) fn wrong(why: &str) -> String {
    let text = "You weren’t able to give access to the App. Go back and try logging in again.";
    page("X", "en", &format!("<h1>Something went wrong</h1><p>{text}</p><p>({})</p>", escape(why)))
}

fn attribute(text: &str) -> String {
    escape(text).replace('"', "&quot;")
}
