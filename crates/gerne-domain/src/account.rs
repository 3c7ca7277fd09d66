//! The company's own presence on a platform.

use std::{fmt, time::Duration};

use serde::{Deserialize, Serialize};

use crate::{AccountId, ExternalId, TeamId, Timestamp};

/// The kind of platform, as its connector names itself: `mastodon`, `x`, `facebook`, `email`.
/// Data, not an enum: the engine and the store know no platform by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Platform(pub String);

impl Platform {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Platform {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether an account can be used right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountStatus {
    /// Polled and answered from.
    Connected,
    /// The platform no longer accepts our credentials: somebody must connect it again.
    Disconnected,
    /// Switched off by a person; nothing is fetched, nothing is sent.
    Paused,
}

/// How texts that the product generates address people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Address {
    /// "Sie".
    #[default]
    Formal,
    /// "Du".
    Informal,
}

/// After how many days something is forgotten by itself; 0: kept until a person is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Forgetting {
    /// Conversations, so many days after they were resolved: with everything said and noted in them.
    pub resolved_days: u32,
    /// Pictures and files, so many days after they arrived: the words stay.
    pub attachments_days: u32,
    /// What strangers said that belongs to nobody's matter: context that was fetched, posts that
    /// were found and dismissed.
    pub strangers_days: u32,
}

impl Default for Forgetting {
    fn default() -> Self {
        Self { resolved_days: 0, attachments_days: 0, strangers_days: 14 }
    }
}

/// What is answered by itself to who begins a matter by letter: that it arrived. No promise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Acknowledgement {
    /// It is sent to everybody who begins a matter.
    pub on: bool,
    /// Rules may send it to those whom they match.
    pub by_rules: bool,
    /// Its words in German; `{when}` stands for when an answer comes. Empty: ours.
    pub german: String,
    /// Its words in English, for who writes in anything else. Empty: ours.
    pub english: String,
}

/// What a person may choose about an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountSettings {
    /// How long a public reply can still be undone, in seconds.
    pub hold_public_seconds: u32,
    /// How long a private reply can still be undone, in seconds.
    pub hold_private_seconds: u32,
    /// What is put behind each public reply; `{name}` is the agent's public name. Empty: nothing.
    pub signature: String,
    /// Sie or Du.
    pub address: Address,
    /// BCP 47 language that generated texts use when the customer's is unknown.
    pub language: String,
    /// After how long an unanswered message is due, in seconds.
    pub target_seconds: u32,
    /// What is forgotten by itself, and when.
    pub forgetting: Forgetting,
    /// What is answered by itself, where messages are letters.
    pub acknowledgement: Acknowledgement,
    /// Answers to letters are asked to an address that tells which one they answer (`care+…@`),
    /// once such addresses were proven to work.
    pub tagged_answers: bool,
    /// What a person writes anew about a matter of theirs that is open is joined with it by itself;
    /// else it is offered.
    pub joins_matters: bool,
    /// What the platform may cost in a day (UTC), in US cents; 0: whatever it costs.
    pub budget_day_cents: u32,
    /// What the platform may cost in a month (UTC), in US cents; 0: whatever it costs.
    pub budget_month_cents: u32,
}

impl Default for AccountSettings {
    fn default() -> Self {
        Self {
            hold_public_seconds: 6,
            hold_private_seconds: 2,
            signature: "^{name}".to_owned(),
            address: Address::Formal,
            language: "de".to_owned(),
            target_seconds: 4 * 60 * 60,
            forgetting: Forgetting::default(),
            acknowledgement: Acknowledgement::default(),
            tagged_answers: false,
            joins_matters: false,
            budget_day_cents: 0,
            budget_month_cents: 0,
        }
    }
}

impl AccountSettings {
    /// How long a reply is held, by whether everyone can read it.
    pub fn hold(&self, public: bool) -> Duration {
        let seconds = if public { self.hold_public_seconds } else { self.hold_private_seconds };
        Duration::from_secs(seconds.into())
    }
}

/// One connected account. Secrets are not here: they live in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Ours.
    pub id: AccountId,
    /// Which connector speaks for it.
    pub platform: Platform,
    /// The platform's identifier of this account: who "we" are there.
    pub external_id: ExternalId,
    /// `@nordlicht_hilft`, as people write it.
    pub handle: String,
    /// The display name.
    pub name: String,
    /// Where the platform's server is, for platforms that have many.
    pub base_url: String,
    /// Its picture on the platform.
    pub avatar_url: Option<String>,
    /// Whether it works.
    pub status: AccountStatus,
    /// Why it does not: a translatable key.
    pub problem: Option<String>,
    /// Since when it has been as `status` says.
    pub status_since: Timestamp,
    /// When it was first connected; waiting never counts from before.
    pub connected_at: Timestamp,
    /// What a person chose.
    pub settings: AccountSettings,
    /// What the connector found out about this server (limits, scopes), as it wrote it down.
    pub facts: serde_json::Value,
    /// Which teams answer for it.
    pub teams: Vec<TeamId>,
}
