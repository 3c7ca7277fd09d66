//! Who is asking, and whether they may.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;

use super::model::{Author, PageNo, Who};
use super::problem::{Answer, Problem};
use super::state::{Actor, Node, State};
use crate::journal::Via;
use crate::params::Params;

/// Somebody with a good token.
#[derive(Debug, Clone)]
pub(crate) struct Viewer {
    pub(crate) token: String,
    pub(crate) kind: Kind,
    pub(crate) scopes: BTreeSet<String>,
    pub(crate) request_id: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    App,
    User { who: Who, grant: usize },
    Page { page: PageNo, who: Who },
}

/// The request's id, set by the guard before anything else.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

impl Viewer {
    pub(crate) fn has(&self, scope: &str) -> bool {
        self.scopes.contains(scope)
    }

    pub(crate) fn page(&self) -> Option<PageNo> {
        match self.kind {
            Kind::Page { page, .. } => Some(page),
            _ => None,
        }
    }

    /// What `me` is.
    pub(crate) fn me(&self) -> Node {
        match self.kind {
            Kind::App => Node::App,
            Kind::User { who, .. } => Node::User(who),
            Kind::Page { page, .. } => Node::Page(page),
        }
    }

    /// A Page that may do what the permission is for.
    pub(crate) fn acts(&self, scope: &str) -> Answer<PageNo> {
        let page = self.page().ok_or_else(Problem::needs_page)?;
        if self.has(scope) { Ok(page) } else { Err(Problem::permission(scope)) }
    }

    /// A Page that may read what the permission is for.
    pub(crate) fn reads(&self, scope: &str) -> Answer<PageNo> {
        let page = self.page().ok_or_else(Problem::needs_page)?;
        if self.has(scope) { Ok(page) } else { Err(Problem::reads(scope)) }
    }

    pub(crate) fn actor(&self, page: PageNo) -> Actor {
        let request_id = Some(self.request_id.clone());
        Actor { who: Author::Page(page), via: Via::Api, request_id }
    }
}

impl State {
    /// Whose token it is, if it is good.
    pub(crate) fn viewer(&self, token: &str, request_id: &str) -> Answer<Viewer> {
        let (token, request_id) = (token.to_owned(), request_id.to_owned());
        if let Some((id, secret)) = token.split_once('|') {
            if id == self.config.app.id && secret == self.config.app.secret {
                let scopes = BTreeSet::new();
                return Ok(Viewer { token, kind: Kind::App, scopes, request_id });
            }
            return Err(Problem::new(190, "Invalid OAuth access token signature.")
                .status(StatusCode::UNAUTHORIZED));
        }
        let Some(kept) = self.tokens.get(&token) else {
            let why = "Invalid OAuth access token - Cannot parse access token";
            return Err(Problem::new(190, why).status(StatusCode::UNAUTHORIZED));
        };
        let grant = &self.grants[kept.grant];
        if let Some(subcode) = grant.dead {
            return Err(Problem::dead_token(subcode));
        }
        if kept.expires_at.is_some_and(|at| at <= self.now()) {
            return Err(Problem::dead_token(463));
        }
        let kind = match kept.page {
            None => Kind::User { who: grant.who, grant: kept.grant },
            Some(page) if self.is_admin(grant.who, page) => Kind::Page { page, who: grant.who },
            Some(_) => return Err(Problem::dead_token(492)),
        };
        Ok(Viewer { token, kind, scopes: grant.scopes.clone(), request_id })
    }

    pub(crate) fn is_admin(&self, who: Who, page: PageNo) -> bool {
        self.pages[page].spec.admins.contains(&self.people[who].spec.handle)
    }

    /// `appsecret_proof`, where the app says so; a wrong one is refused everywhere.
    pub(crate) fn check_proof(&self, viewer: &Viewer, params: &Params) -> Answer<()> {
        let refused = |text: &str| Err(Problem::new(100, text).kind("GraphMethodException"));
        let Some(proof) = params.filled("appsecret_proof") else {
            if self.config.app.requires_proof && viewer.kind != Kind::App {
                return refused("API calls from the server require an appsecret_proof argument");
            }
            return Ok(());
        };
        let (said, fresh) = match params.number::<i64>("appsecret_time") {
            None => (viewer.token.clone(), true),
            Some(time) => {
                let at = Timestamp::from_second(time).unwrap_or(Timestamp::MIN);
                let age = self.now().duration_since(at).abs();
                (format!("{}|{time}", viewer.token), age <= SignedDuration::from_mins(5))
            }
        };
        if fresh && proof == hmac_hex(&self.config.app.secret, said.as_bytes()) {
            return Ok(());
        }
        refused("Invalid appsecret_proof provided in the API argument")
    }
}

/// Lower-case hex of HMAC-SHA256.
pub(crate) fn hmac_hex(key: &str, message: &[u8]) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(message);
    let mut hex = String::with_capacity(64);
    for byte in mac.finalize().into_bytes() {
        write!(hex, "{byte:02x}").expect("a String takes everything");
    }
    hex
}

/// The token of a request: in the header, or as a parameter.
pub(crate) fn token_of(headers: &HeaderMap, params: &Params) -> Option<String> {
    let header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let bearer = header
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer") || *scheme == "OAuth")
        .map(|(_, token)| token.trim().to_owned());
    bearer.or_else(|| params.filled("access_token").map(str::to_owned))
}
