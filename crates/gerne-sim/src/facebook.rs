//! Facebook (Graph API) as its clients see it: login and the three kinds of tokens, a Page's posts,
//! comments two levels deep, visitors' posts, tags, reviews, Messenger, webhooks, usage headers.
//!
//! What it does not do: Instagram, groups, events, insights, ads, templates and quick replies, batch
//! requests. A time-out, a lost answer or a hole in the webhooks comes by a [`Fault`](crate::Fault).

mod answer;
mod auth;
mod config;
mod control;
mod deeds;
mod desk;
mod edges;
mod errors;
mod events;
mod fields;
mod files;
mod guard;
mod handle;
mod login;
mod messenger;
pub(crate) mod model;
mod nodes;
mod page;
mod parts;
mod posts;
mod problem;
mod reading;
mod routes;
mod send;
mod shared;
pub(crate) mod state;
mod subscriptions;
mod tokens;
mod usage;
mod view;
mod webhooks;
mod writing;

pub use config::{FacebookConfig, FbApp, FbIds, FbPage, FbPerson};
pub use handle::Facebook;
pub use posts::{
    FbComment, FbCommentSpec, FbDelivery, FbMessage, FbMessageSpec, FbPost, FbPostSpec,
};

pub(crate) use control::routes as control;
pub(crate) use routes::{files, router};
pub(crate) use shared::Shared;
pub(crate) use webhooks::courier;

/// What a care inbox asks for.
pub const PERMISSIONS: &str = "pages_show_list,pages_read_engagement,pages_read_user_content,\
                               pages_manage_engagement,pages_manage_posts,pages_manage_metadata,\
                               pages_messaging";

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Binds a port; who calls serves [`router`] on it.
pub(crate) async fn open(
    config: FacebookConfig,
    at: SocketAddr,
    clock: crate::SimClock,
    seed: u64,
    stop: &CancellationToken,
) -> Result<(Facebook, TcpListener), crate::SimError> {
    let listener = TcpListener::bind(at).await?;
    let base = format!("http://{}", listener.local_addr()?);
    let shared = Shared::new(config, clock, seed, &base, stop.clone());
    Ok((Facebook { shared: Arc::clone(&shared) }, listener))
}
