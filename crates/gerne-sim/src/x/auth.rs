//! Who is asking, and whether they may.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::HeaderMap;
use http::header;
use http::request::Parts;

use super::model::Who;
use super::problem::{Answer, Problem};
use super::shared::Shared;
use super::state::{Actor, State};
use crate::journal::Via;

/// A request's credentials as far as they are good.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) request_id: String,
    pub(crate) token: Token,
}

#[derive(Debug, Clone)]
pub(crate) enum Token {
    /// None, or one that is not good: X says the same to both.
    Bad,
    App {
        client: String,
    },
    User {
        who: Who,
        scopes: Vec<String>,
        client: String,
    },
}

/// The request's id, set by the guard before anything else.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

impl Caller {
    pub(crate) fn of(state: &State, token: Option<&str>, request_id: String) -> Self {
        let token = token.map_or(Token::Bad, |token| state.token(token));
        Self { request_id, token }
    }

    /// The person behind the token, if any.
    pub(crate) fn who(&self) -> Option<Who> {
        match &self.token {
            Token::User { who, .. } => Some(*who),
            _ => None,
        }
    }

    pub(crate) fn client(&self) -> &str {
        match &self.token {
            Token::Bad => "",
            Token::App { client } | Token::User { client, .. } => client,
        }
    }

    /// Reading what is public: an app or a user with these scopes.
    pub(crate) fn reads(&self, scopes: &[&str]) -> Answer<Option<Who>> {
        match &self.token {
            Token::Bad => Err(Problem::unauthorized()),
            Token::App { .. } => Ok(None),
            Token::User { .. } => self.user(scopes).map(Some),
        }
    }

    /// A user with all of these scopes.
    pub(crate) fn user(&self, scopes: &[&str]) -> Answer<Who> {
        match &self.token {
            Token::Bad => Err(Problem::unauthorized()),
            Token::App { .. } => Err(Problem::needs_user()),
            Token::User { who, scopes: granted, .. } => {
                let has = |scope: &&str| granted.iter().any(|one| one == scope);
                if scopes.iter().all(has) { Ok(*who) } else { Err(Problem::forbidden("Forbidden")) }
            }
        }
    }

    /// An app.
    pub(crate) fn app(&self) -> Answer<&str> {
        match &self.token {
            Token::Bad => Err(Problem::unauthorized()),
            Token::User { .. } => Err(Problem::needs_app()),
            Token::App { client } => Ok(client),
        }
    }

    pub(crate) fn actor(&self, who: Who) -> Actor {
        Actor { who, via: Via::Api, request_id: Some(self.request_id.clone()) }
    }
}

impl State {
    pub(crate) fn token(&self, token: &str) -> Token {
        if let Some(client) = self.bearers.get(token) {
            return Token::App { client: client.clone() };
        }
        let Some(access) = self.accesses.get(token) else { return Token::Bad };
        let family = &self.families[access.family];
        if access.revoked || family.dead || access.expires_at <= self.now() {
            return Token::Bad;
        }
        let (scopes, client) = (family.scopes.clone(), family.client_id.clone());
        Token::User { who: family.who, scopes, client }
    }
}

/// The token of a request; X takes it from the header only.
pub(crate) fn token_of(headers: &HeaderMap) -> Option<String> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

impl FromRequestParts<Arc<Shared>> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        shared: &Arc<Shared>,
    ) -> Result<Self, Self::Rejection> {
        let token = token_of(&parts.headers);
        let request_id = parts.extensions.get::<RequestId>().map(|id| id.0.clone());
        Ok(shared.read(|state| Self::of(state, token.as_deref(), request_id.unwrap_or_default())))
    }
}
