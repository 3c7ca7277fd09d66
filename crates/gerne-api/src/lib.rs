//! The interface: everything that people and programs ask of Gerne goes through here, as HTTP with
//! JSON and as a live feed. The contract is `docs/api.md`.

mod address;
mod alarm_calls;
mod app;
mod assets;
mod blame;
mod caller;
mod config;
mod doors;
mod extract;
mod guard;
mod headers;
mod idempotency;
mod live;
mod metrics;
mod openapi;
mod password;
mod picture;
mod problem;
mod proxy;
mod public;
mod reading;
mod routes;
mod secret;
mod sessions;
mod stamp;
mod state;
#[cfg(test)]
mod tests;
mod view;
pub mod wire;

pub use address::{Net, NetError};
pub use app::router;
pub use assets::console_built;
pub use config::{ApiConfig, DevClock};
pub use openapi::openapi;
pub use password::{hash_password, password_weakness};
pub use problem::{FieldError, Problem};
pub use state::ApiState;
