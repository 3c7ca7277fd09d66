//! People who want something from the company.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{letter::Unreachable, patch::nullable, words::Address};

/// A customer as one platform knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Identity {
    /// Ours.
    pub id: Uuid,
    /// Which platform.
    pub platform: String,
    /// As it is written there, without a leading `@`.
    pub handle: String,
    /// Display name there.
    pub name: String,
    /// Their picture, through our proxy.
    pub avatar_url: Option<String>,
    /// Their page there.
    pub profile_url: Option<String>,
    /// Nobody reads what is sent there any more.
    pub unreachable: Option<Unreachable>,
}

/// A customer who turned out to be this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct JoinedCustomer {
    /// The join, to be undone by.
    pub id: Uuid,
    /// The one that is no longer there.
    pub from: Uuid,
    /// What they were called.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// By whom; null: by Gerne.
    pub by: Option<Uuid>,
}

/// A person, over all the channels they use.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CustomerInfo {
    /// Ours.
    pub id: Uuid,
    /// What to call them.
    pub name: String,
    /// BCP 47, when known.
    pub language: Option<String>,
    /// Sie or Du, when somebody chose.
    pub address: Option<Address>,
    /// What colleagues should know.
    pub about: String,
    /// Labels that they carry.
    pub labels: Vec<Uuid>,
    /// Their messages open nothing.
    pub blocked: bool,
    /// When we first heard of them.
    pub created_at: Timestamp,
    /// On the platforms.
    pub identities: Vec<Identity>,
    /// Who turned out to be them.
    pub joined: Vec<JoinedCustomer>,
}

/// What may be changed about a customer. Absent: left as it is; null clears.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CustomerBody {
    /// What to call them.
    pub name: Option<String>,
    /// BCP 47.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub language: Option<Option<String>>,
    /// Sie or Du.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<Address>)]
    pub address: Option<Option<Address>>,
    /// What colleagues should know; at most 4,000 characters.
    pub about: Option<String>,
    /// Labels that they carry, these and no others; at most 20.
    pub labels: Option<Vec<Uuid>>,
    /// Their messages open nothing.
    pub blocked: Option<bool>,
}

/// Who is the same.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct JoinBody {
    /// The one that becomes part of this one.
    pub other: Uuid,
}

/// Which identities are somebody else.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct SeparateCustomerBody {
    /// These.
    pub identities: Vec<Uuid>,
}
