//! A mail provider as its clients see it: `IMAP4rev1` (RFC 3501 with IDLE, UIDPLUS, MOVE,
//! SPECIAL-USE, LITERAL+, SASL-IR, ID, NAMESPACE, ENABLE) and submission (RFC 6409), each on a
//! loopback port of its own, and the people who write to the company from their own clients.
//!
//! What it does not do: TLS (it listens on loopback only), `ENVELOPE` and `BODYSTRUCTURE`, parts by
//! number, and extensions beyond those that it announces.

mod auth;
mod bounce;
mod clients;
mod compose;
mod config;
mod control;
mod handle;
mod imap;
mod model;
mod office;
mod read;
mod smtp;
mod wire;
mod write;

pub use clients::MailClient;
pub use config::{BounceStyle, Correspondent, Habit, MailConfig, MailboxSpec};
pub use handle::Mail;
pub use model::{Attached, Exchange, Filed, MailSpec, Submitted};
pub use read::ReceivedMail;

pub(crate) use control::router;
pub(crate) use handle::start;
