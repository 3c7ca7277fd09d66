//! Gerne with everything it needs to be tried, as a newcomer's first command starts it and as tests
//! use it.

pub mod check;
pub mod checker;
mod choices;
pub mod client;
mod mails;
pub mod noticing;
pub mod replay;
mod settled;
mod stories;
mod tweets;
mod wall;
pub mod world;

pub use checker::{Findings, check_against, check_facebook, check_mailbox, check_x};
pub use choices::{choose, hold_replies, tag_answers};
pub use client::Client;
pub use settled::settle_in;
pub use tweets::connect_x;
pub use wall::connect_facebook;
pub use world::{AGENTS, DemoAgent, PASSWORD, World, WorldConfig};
