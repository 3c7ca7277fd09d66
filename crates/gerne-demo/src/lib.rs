//! Gerne with everything it needs to be tried, as a newcomer's first command starts it and as tests
//! use it.

pub mod check;
pub mod checker;
pub mod client;
mod mails;
pub mod replay;
pub mod world;

pub use checker::{Findings, check_against, check_mailbox};
pub use client::Client;
pub use world::{AGENTS, DemoAgent, PASSWORD, World, WorldConfig};
