//! Tokens: what a login allows, what is derived from it, and what the platform says about one.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::auth::{Kind, Viewer};
use super::model::{Grant, PageNo, Token, Who};
use super::problem::{Answer, Problem};
use super::state::State;
use crate::journal::{Effect, Via};
use crate::params::Params;

impl State {
    pub(crate) fn new_grant(
        &mut self,
        who: Who,
        scopes: BTreeSet<String>,
        pages: BTreeSet<PageNo>,
        via: Via,
    ) -> usize {
        let by = Some(self.people[who].spec.handle.clone());
        let named: Vec<&str> = scopes.iter().map(String::as_str).collect();
        let effect = Effect::TokenIssued { scopes: named.join(" ") };
        self.record_as(by, via, None, effect);
        self.grants.push(Grant { who, scopes, pages, dead: None });
        self.grants.len() - 1
    }

    pub(crate) fn user_token(&mut self, grant: usize, long: bool) -> (String, Timestamp) {
        let lasts = if long { self.config.long_lifetime } else { self.config.short_lifetime };
        let now = self.now();
        let expires_at = now.checked_add(lasts).unwrap_or(Timestamp::MAX);
        let token = self.keep_token(grant, None, Some(expires_at));
        (token, expires_at)
    }

    /// The token of a Page; one of a long-lived login does not end.
    pub(crate) fn page_token(
        &mut self,
        grant: usize,
        page: PageNo,
        until: Option<Timestamp>,
    ) -> String {
        let same =
            |one: &Token| one.grant == grant && one.page == Some(page) && one.expires_at == until;
        let known = self.tokens.iter().find(|(_, one)| same(one)).map(|(token, _)| token.clone());
        known.unwrap_or_else(|| self.keep_token(grant, Some(page), until))
    }

    fn keep_token(
        &mut self,
        grant: usize,
        page: Option<PageNo>,
        expires_at: Option<Timestamp>,
    ) -> String {
        let token = format!("EAAG{}ZD", self.random.token(150));
        let issued_at = self.now();
        self.tokens.insert(token.clone(), Token { grant, page, issued_at, expires_at });
        token
    }

    /// Whether a user's token came from an exchange.
    pub(crate) fn is_long(&self, token: &Token) -> bool {
        token
            .expires_at
            .is_none_or(|at| at.duration_since(token.issued_at) > self.config.short_lifetime)
    }

    /// Withdraws what somebody allowed.
    pub(crate) fn kill(&mut self, grant: usize, subcode: u32) {
        if self.grants[grant].dead.is_none() {
            self.grants[grant].dead = Some(subcode);
            let by = Some(self.people[self.grants[grant].who].spec.handle.clone());
            self.record_as(by, Via::Square, None, Effect::TokenRevoked);
        }
    }
}

/// `GET /debug_token`
pub(crate) fn debug(state: &State, viewer: &Viewer, params: &Params) -> Answer<Value> {
    if viewer.kind != Kind::App {
        return Err(Problem::invalid(
            "You must provide an app access token, or a user access token that is an owner or developer of the app",
        ));
    }
    let input = params.filled("input_token");
    let input = input.ok_or_else(|| Problem::invalid("The parameter input_token is required"))?;
    let app = json!(state.config.app.id);
    let Some(token) = state.tokens.get(input) else {
        let error = json!({ "code": 190, "message": "Invalid OAuth access token - Cannot parse access token" });
        return Ok(json!({ "data": { "is_valid": false, "error": error, "scopes": [] } }));
    };
    let grant = &state.grants[token.grant];
    let good = state.viewer(input, &viewer.request_id);
    let seconds = |at: Option<Timestamp>| at.map_or(0, Timestamp::as_second);
    let access = token.issued_at.checked_add(jiff::SignedDuration::from_hours(90 * 24)).ok();
    let pages: Vec<String> =
        grant.pages.iter().map(|page| state.pages[*page].id.to_string()).collect();
    let granular: Vec<Value> =
        grant.scopes.iter().map(|scope| json!({ "scope": scope, "target_ids": pages })).collect();
    let mut data = json!({
        "app_id": app, "type": if token.page.is_some() { "PAGE" } else { "USER" },
        "application": state.config.app.name, "is_valid": good.is_ok(),
        "issued_at": token.issued_at.as_second(), "expires_at": seconds(token.expires_at),
        "data_access_expires_at": seconds(access), "scopes": grant.scopes,
        "granular_scopes": granular, "user_id": state.people[grant.who].id.to_string(),
    });
    if let Some(page) = token.page {
        data["profile_id"] = json!(state.pages[page].id.to_string());
    }
    if let Err(problem) = good {
        data["error"] = json!({
            "code": problem.code, "message": problem.message, "subcode": problem.subcode,
        });
    }
    Ok(json!({ "data": data }))
}
