//! Who asks, and from where.

use std::{net::SocketAddr, ops::Deref, sync::Arc};

use axum::extract::{ConnectInfo, FromRequestParts, OptionalFromRequestParts};
use gerne_domain::{Agent, Scope, SessionId};
use http::request::Parts;

use crate::{address, problem::Problem, state::ApiState};

/// Somebody who is signed in, or a program that acts for them.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// The sign-in or token.
    pub session: SessionId,
    /// Who.
    pub agent: Agent,
    /// What they may see.
    pub scope: Scope,
}

impl Caller {
    /// For the engine's verbs.
    pub(crate) fn verbs(&self) -> gerne_engine::Caller {
        gerne_engine::Caller {
            agent: self.agent.id,
            role: self.agent.role,
            scope: self.scope.clone(),
        }
    }
}

/// What the guard found out; in each request's extensions.
#[derive(Clone, Debug)]
pub(crate) enum Signed {
    /// Somebody.
    In(Arc<Caller>),
    /// Nobody, and why.
    Out(Problem),
}

/// Extractor: who asks. Routes that ask for it are guarded in `routes.rs`.
#[derive(Clone, Debug)]
pub(crate) struct Who(pub Arc<Caller>);

impl Deref for Who {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Who {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match parts.extensions.get::<Signed>() {
            Some(Signed::In(caller)) => Ok(Self(Arc::clone(caller))),
            Some(Signed::Out(problem)) => Err(problem.clone()),
            None => Err(Problem::new(http::StatusCode::UNAUTHORIZED, "session.required")),
        }
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for Who {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Problem> {
        Ok(match parts.extensions.get::<Signed>() {
            Some(Signed::In(caller)) => Some(Self(Arc::clone(caller))),
            _ => None,
        })
    }
}

/// Extractor: from where a request comes, past our own proxies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whence(pub std::net::IpAddr);

impl FromRequestParts<ApiState> for Whence {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &ApiState) -> Result<Self, Problem> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        // Without a connection (in-process calls) everything counts as one stranger.
        let peer = peer.unwrap_or(std::net::Ipv4Addr::UNSPECIFIED.into());
        Ok(Self(address::client(peer, &parts.headers, &api.config.trusted_proxies)))
    }
}
