//! X (API v2) as its clients see it: OAuth 2.0 with PKCE, posts, mentions, search, private
//! messages, files, streams, limits, and a price list that counts what every call would cost.
//!
//! What it does not do: OAuth 1.0a, webhooks, likes, polls, lists, communities, and encrypted
//! messages. It knows the more common top-level domains, not all of them.

mod activity;
mod answer;
mod auth;
mod config;
mod control;
mod deeds;
mod desk;
mod dms;
mod events;
mod fields;
mod grants;
mod guard;
mod handle;
mod ids;
mod limits;
mod lookups;
mod media;
pub(crate) mod model;
mod oauth;
mod pages;
mod paging;
mod posts;
mod prices;
mod problem;
mod query;
mod render;
mod routes;
mod rules;
mod search;
mod shared;
pub(crate) mod state;
mod stream;
mod text;
mod timelines;
mod view;
mod writes;

pub use config::{LimitBody, Spelling, XClient, XConfig, XPerson};
pub use handle::X;
pub use posts::{XMessage, XPost, XPostSpec, XTokens};
pub use prices::{BillLine, Priced};

pub(crate) use control::routes as control;
pub(crate) use routes::{files, router};
pub(crate) use shared::{Change, Shared};

/// What a care inbox asks for.
pub const SCOPES: &str = "tweet.read tweet.write tweet.moderate.write users.read dm.read dm.write \
                          media.write offline.access";

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Binds a port; who calls serves [`router`] on it.
pub(crate) async fn open(
    config: XConfig,
    at: SocketAddr,
    clock: crate::SimClock,
    seed: u64,
    stop: &CancellationToken,
) -> Result<(X, TcpListener), crate::SimError> {
    let listener = TcpListener::bind(at).await?;
    let base = format!("http://{}", listener.local_addr()?);
    let shared = Shared::new(config, clock, seed, &base, stop.clone());
    Ok((X { shared: Arc::clone(&shared) }, listener))
}
