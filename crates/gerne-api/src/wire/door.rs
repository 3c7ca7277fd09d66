//! What somebody who is not signed in can ask.

use std::fmt;

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Signing in.
#[derive(Deserialize, ToSchema)]
pub struct SignInBody {
    /// An e-mail address.
    pub login: String,
    /// The password.
    pub password: String,
}

/// Whether somebody must set the house up.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Setup {
    /// There is no agent yet.
    pub needed: bool,
}

/// The first admin.
#[derive(Deserialize, ToSchema)]
pub struct SetupBody {
    /// From the one-time address printed at first start.
    pub ticket: String,
    /// Full name.
    pub name: String,
    /// An e-mail address.
    pub login: String,
    /// 10 to 256 characters.
    pub password: String,
    /// What customers see.
    pub public_name: String,
    /// `de` or `en`.
    pub language: String,
}

/// What a one-time address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TicketKind {
    /// A new colleague chooses a password.
    Invite,
    /// A colleague chooses another password.
    Reset,
}

/// A one-time address.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Ticket {
    /// What it is for.
    pub kind: TicketKind,
    /// Whose it is.
    pub name: String,
    /// What they sign in with.
    pub login: String,
    /// Until when it holds.
    pub expires_at: Timestamp,
}

/// Using a one-time address.
#[derive(Deserialize, ToSchema)]
pub struct TicketBody {
    /// 10 to 256 characters.
    pub password: String,
    /// Full name, if it should be another.
    #[serde(default)]
    pub name: Option<String>,
    /// What customers see.
    #[serde(default)]
    pub public_name: Option<String>,
    /// `de` or `en`.
    #[serde(default)]
    pub language: Option<String>,
}

macro_rules! hidden {
    ($($name:ty),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

hidden!(
    SignInBody,
    SetupBody,
    TicketBody,
    super::agent::PasswordBody,
    super::agent::TokenMade,
    super::agent::Invited,
    super::agent::Link
);
