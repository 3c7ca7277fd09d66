//! The interface: everything that people and programs ask of Gerne goes through here, as HTTP with
//! JSON and as a live feed. The contract is `docs/api.md`.

mod address;
mod assets;
mod caller;
mod config;
mod doors;
mod extract;
mod guard;
mod headers;
mod live;
mod openapi;
mod password;
mod picture;
mod problem;
mod routes;
mod secret;
mod state;
pub mod wire;

pub use address::{Net, NetError};
pub use config::{ApiConfig, DevClock};
pub use openapi::openapi;
pub use problem::Problem;
