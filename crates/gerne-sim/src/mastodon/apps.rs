//! Applications, codes and tokens: the state behind OAuth.

use jiff::SignedDuration;

use super::model::{App, Code, Token, Who};
use super::state::State;
use super::texts::Text;
use crate::journal::{Effect, Via};

/// Every scope a client may ask for.
pub(crate) const SCOPES: [&str; 26] = [
    "read",
    "profile",
    "write",
    "follow",
    "push",
    "write:accounts",
    "write:blocks",
    "write:bookmarks",
    "write:conversations",
    "write:favourites",
    "write:filters",
    "write:follows",
    "write:lists",
    "write:media",
    "write:mutes",
    "write:notifications",
    "write:reports",
    "write:statuses",
    "read:accounts",
    "read:bookmarks",
    "read:favourites",
    "read:follows",
    "read:lists",
    "read:notifications",
    "read:search",
    "read:statuses",
];

/// Whether `granted` covers `wanted` (`read` covers `read:statuses`).
pub(crate) fn covers(granted: &[String], wanted: &str) -> bool {
    let parent = wanted.split_once(':').map_or(wanted, |(parent, _)| parent);
    granted.iter().any(|scope| scope == wanted || scope == parent)
}

/// Splits and checks scopes; an empty wish means `read`.
pub(crate) fn parse_scopes(text: &str) -> Result<Vec<String>, Text> {
    let scopes: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if scopes.is_empty() {
        return Ok(vec!["read".to_owned()]);
    }
    let known = scopes.iter().all(|scope| SCOPES.contains(&scope.as_str()));
    if known { Ok(scopes) } else { Err(Text::BadScope) }
}

impl State {
    pub(crate) fn register_app(
        &mut self,
        name: &str,
        website: Option<&str>,
        redirect_uris: Vec<String>,
        scopes: Vec<String>,
    ) -> App {
        let now = self.now();
        let app = App {
            id: self.fresh_id(now),
            name: name.to_owned(),
            website: website.map(str::to_owned),
            redirect_uris,
            scopes,
            client_id: self.random.token(43),
            client_secret: self.random.token(43),
        };
        self.apps.insert(app.client_id.clone(), app.clone());
        self.record_as(None, Via::Api, None, Effect::AppRegistered { name: name.to_owned() });
        app
    }

    pub(crate) fn issue_code(
        &mut self,
        app: &App,
        who: Who,
        redirect_uri: &str,
        scopes: Vec<String>,
        challenge: Option<String>,
    ) -> String {
        let code = self.random.token(43);
        let lifetime = SignedDuration::from_mins(10);
        let expires_at = self.now().checked_add(lifetime).unwrap_or(self.now());
        let entry = Code {
            client_id: app.client_id.clone(),
            who,
            redirect_uri: redirect_uri.to_owned(),
            scopes,
            challenge,
            expires_at,
            used: false,
        };
        self.codes.insert(code.clone(), entry);
        code
    }

    pub(crate) fn issue_token(
        &mut self,
        who: Option<Who>,
        client_id: &str,
        app_name: &str,
        scopes: &str,
        via: Via,
    ) -> String {
        let token = self.random.token(43);
        let entry = Token {
            who,
            client_id: client_id.to_owned(),
            app_name: app_name.to_owned(),
            scopes: scopes.split_whitespace().map(str::to_owned).collect(),
            revoked: false,
        };
        self.tokens.insert(token.clone(), entry);
        let by = who.map(|who| self.accounts[who].acct());
        self.record_as(by, via, None, Effect::TokenIssued { scopes: scopes.to_owned() });
        token
    }

    pub(crate) fn revoke_token(&mut self, token: &str, via: Via) {
        let Some(entry) = self.tokens.get_mut(token) else { return };
        entry.revoked = true;
        let by = entry.who.map(|who| self.accounts[who].acct());
        self.record_as(by, via, None, Effect::TokenRevoked);
    }
}
