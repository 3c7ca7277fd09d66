//! Who is asking, and whether they may.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};

use super::apps::covers;
use super::errors::{Answer, ApiError};
use super::handle::Shared;
use super::model::Who;
use super::state::{Actor, State};
use super::texts::Text;
use crate::journal::Via;
use crate::params::Params;

/// A request's credentials as far as they are good.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) request_id: String,
    pub(crate) token: Token,
    /// For error texts.
    pub(crate) language: String,
}

#[derive(Debug, Clone)]
pub(crate) enum Token {
    Absent,
    Unknown,
    Revoked,
    Good { who: Option<Who>, scopes: Vec<String>, application: String },
}

/// The request's id, set by the guard before anything else.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

impl Caller {
    pub(crate) fn of(state: &State, token: Option<&str>, request_id: String) -> Self {
        let found = token.map(|token| state.tokens.get(token));
        let who = found.flatten().and_then(|token| token.who);
        let language =
            who.map_or_else(|| "en".to_owned(), |who| state.account(who).spec.language.clone());
        let token = match found {
            None => Token::Absent,
            Some(None) => Token::Unknown,
            Some(Some(token)) if token.revoked => Token::Revoked,
            Some(Some(token)) => Token::Good {
                who: token.who,
                scopes: token.scopes.clone(),
                application: token.app_name.clone(),
            },
        };
        Self { request_id, token, language }
    }

    /// The person behind the token, if any; a bad token counts as none.
    pub(crate) fn who(&self) -> Option<Who> {
        match &self.token {
            Token::Good { who, .. } => *who,
            _ => None,
        }
    }

    /// A person with this scope, or the refusal.
    pub(crate) fn need(&self, scope: &str) -> Answer<Who> {
        let scopes = self.good()?;
        let allowed =
            covers(scopes, scope) || (scope == "read:accounts:own" && covers(scopes, "profile"));
        let own = scope == "read:accounts:own" && covers(scopes, "read:accounts");
        if !allowed && !own {
            return Err(self.error(StatusCode::FORBIDDEN, Text::OutsideScopes));
        }
        self.who().ok_or_else(|| self.error(StatusCode::UNPROCESSABLE_ENTITY, Text::NeedsUser))
    }

    /// Nobody, or a person with this scope; a bad token is refused either way.
    pub(crate) fn may(&self, scope: &str) -> Answer<Option<Who>> {
        if matches!(self.token, Token::Absent) {
            return Ok(None);
        }
        if !covers(self.good()?, scope) {
            return Err(self.error(StatusCode::FORBIDDEN, Text::OutsideScopes));
        }
        Ok(self.who())
    }

    pub(crate) fn error(&self, code: StatusCode, text: Text) -> ApiError {
        ApiError::new(code, text, &self.language)
    }

    pub(crate) fn not_found(&self) -> ApiError {
        ApiError::not_found(&self.language)
    }

    pub(crate) fn invalid(&self, text: Text) -> ApiError {
        ApiError::invalid(text, &self.language)
    }

    pub(crate) fn actor(&self, who: Who) -> Actor {
        let application = match &self.token {
            Token::Good { application, .. } => Some(application.clone()),
            _ => None,
        };
        Actor { who, via: Via::Api, request_id: Some(self.request_id.clone()), application }
    }

    fn good(&self) -> Answer<&[String]> {
        let text = match &self.token {
            Token::Good { scopes, .. } => return Ok(scopes),
            Token::Revoked => Text::RevokedToken,
            Token::Absent | Token::Unknown => Text::InvalidToken,
        };
        Err(self.error(StatusCode::UNAUTHORIZED, text))
    }
}

/// The token of a request: header first, then the query.
pub(crate) fn token_of(headers: &HeaderMap, query: Option<&str>) -> Option<String> {
    let header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let bearer = header.and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
    });
    bearer.or_else(|| {
        let params = Params::from_query(query.unwrap_or_default());
        params.filled("access_token").map(str::to_owned)
    })
}

impl FromRequestParts<Arc<Shared>> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        shared: &Arc<Shared>,
    ) -> Result<Self, Self::Rejection> {
        let token = token_of(&parts.headers, parts.uri.query());
        let request_id = parts.extensions.get::<RequestId>().map(|id| id.0.clone());
        Ok(shared.read(|state| Self::of(state, token.as_deref(), request_id.unwrap_or_default())))
    }
}
