//! People who want something from the company.

use serde::{Deserialize, Serialize};

use crate::{Address, CustomerId, ExternalId, IdentityId, Platform, Timestamp};

/// A person, over all the channels they use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Ours.
    pub id: CustomerId,
    /// What to call them: as they call themselves, or as an agent corrected it.
    pub name: String,
    /// BCP 47, when known.
    pub language: Option<String>,
    /// Sie or Du, when somebody chose it for them.
    pub address: Option<Address>,
    /// What colleagues should know about them.
    pub about: String,
    /// Since when their messages open nothing and alarm nobody.
    pub blocked_at: Option<Timestamp>,
    /// When we first heard of them.
    pub created_at: Timestamp,
}

/// A customer as one platform knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Ours.
    pub id: IdentityId,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// Which platform.
    pub platform: Platform,
    /// The platform's identifier.
    pub external_id: ExternalId,
    /// `anna@example.social`, as it is written there, without a leading `@`.
    pub handle: String,
    /// The display name there.
    pub name: String,
    /// Their picture there; fetched only through the guarded proxy.
    pub avatar_url: Option<String>,
    /// Their page there.
    pub profile_url: Option<String>,
    /// Nobody reads what is sent there any more.
    pub unreachable: Option<Unreachable>,
}

/// Why somebody is no longer reached so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreachable {
    /// Since when we know.
    pub since: Timestamp,
    /// They are no longer there and said so; else what we sent came back for good.
    pub left: bool,
    /// Who follows them, by address, as far as it was said; untrusted.
    #[serde(default)]
    pub successors: Vec<String>,
}
