//! A Mastodon server as its clients see it (API level 4.6), with flavours for its relatives.

mod accounts;
mod apps;
mod auth;
mod config;
mod deeds;
mod entities;
mod errors;
mod flavour;
mod guard;
mod handle;
mod html;
mod instance;
mod media;
pub(crate) mod model;
mod notifications;
mod notify;
mod oauth;
mod pages;
mod posts;
mod query;
mod routes;
pub(crate) mod state;
mod statuses;
mod streaming;
mod subscriptions;
mod texts;
mod timelines;
mod validate;

pub use config::{Limits, MastodonConfig, RateLimits};
pub use flavour::Flavour;
pub use handle::Mastodon;
pub use posts::{PersonSpec, PollSpec, Post, PostSpec, Visibility};

pub(crate) use handle::Change;
pub(crate) use routes::{main_router, streaming_router};
