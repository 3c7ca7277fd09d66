//! What connectors to web platforms share: one guarded HTTP client, capped bodies, decisions drawn
//! from status codes, OAuth, request smoothing, back-off and sockets.
//!
//! Everything here treats what comes from outside as hostile: names are resolved once and every
//! address is checked before a byte leaves, redirects are followed by hand and checked again,
//! bodies are read up to a cap, and no proxy is taken from the environment.

mod backoff;
mod base;
mod body;
mod error;
mod guard;
mod http;
mod lines;
mod oauth;
mod public;
mod smooth;
mod socket;
mod tls;
mod window;

pub use backoff::Backoff;
pub use base::base_of;
pub use error::{HttpError, Phase, StatusError};
pub use guard::{Allow, AllowError, Blocked, Guard, ResolveError};
pub use http::{Answer, Http, HttpConfig, SetupError};
pub use lines::Lines;
pub use oauth::{Begun, OAuth, OAuthError, Token, returned};
pub use public::{FetchError, Fetched};
pub use smooth::{Purpose, Smooth};
pub use socket::{Frame, Socket, SocketError};
pub use tls::install_tls;
pub use window::Window;

#[cfg(test)]
mod tests;
