//! Accounts and the platforms they live on.

use std::collections::BTreeMap;

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::words::{AccountStatus, Address, FieldKind, MentionLength, Reason};

/// After how many days something is forgotten by itself; 0: kept until a person is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Forgetting {
    /// Conversations, so many days after they were resolved; at most 36,500.
    pub resolved_days: u32,
    /// Our copies of pictures and files, so many days after they arrived; at most 36,500.
    pub attachments_days: u32,
    /// What strangers said that belongs to nobody's matter; at most 36,500.
    pub strangers_days: u32,
}

impl Default for Forgetting {
    fn default() -> Self {
        gerne_domain::Forgetting::default().into()
    }
}

impl From<gerne_domain::Forgetting> for Forgetting {
    fn from(from: gerne_domain::Forgetting) -> Self {
        let gerne_domain::Forgetting { resolved_days, attachments_days, strangers_days } = from;
        Self { resolved_days, attachments_days, strangers_days }
    }
}

impl From<Forgetting> for gerne_domain::Forgetting {
    fn from(from: Forgetting) -> Self {
        let Forgetting { resolved_days, attachments_days, strangers_days } = from;
        Self { resolved_days, attachments_days, strangers_days }
    }
}

/// What is answered by itself to who begins a matter by e-mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Acknowledgement {
    /// It is sent to everybody who begins a matter.
    pub on: bool,
    /// Rules may send it to those whom they match.
    pub by_rules: bool,
    /// Its words in German, at most 2,000 characters; empty: the house's own.
    pub german: String,
    /// Its words in English, at most 2,000 characters; empty: the house's own.
    pub english: String,
}

impl From<gerne_domain::Acknowledgement> for Acknowledgement {
    fn from(from: gerne_domain::Acknowledgement) -> Self {
        let gerne_domain::Acknowledgement { on, by_rules, german, english } = from;
        Self { on, by_rules, german, english }
    }
}

impl From<Acknowledgement> for gerne_domain::Acknowledgement {
    fn from(from: Acknowledgement) -> Self {
        let Acknowledgement { on, by_rules, german, english } = from;
        Self { on, by_rules, german, english }
    }
}

/// The house's own words for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AcknowledgementWords {
    /// In German.
    pub german: String,
    /// In English.
    pub english: String,
}

/// What a person chose about an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccountSettings {
    /// How long a public reply can be undone, in seconds; at most 120.
    pub hold_public_seconds: u32,
    /// How long a private reply can be undone, in seconds; at most 120.
    pub hold_private_seconds: u32,
    /// What is put behind each public reply and below each letter; `{name}` is the agent's public
    /// name, `{account}` the account's.
    pub signature: String,
    /// Sie or Du.
    pub address: Address,
    /// BCP 47.
    pub language: String,
    /// After how long an unanswered message is due, in seconds.
    pub target_seconds: u32,
    /// What is forgotten by itself.
    #[serde(default)]
    pub forgetting: Forgetting,
    /// What is answered by itself.
    #[serde(default)]
    pub acknowledgement: Acknowledgement,
    /// Answers to letters are asked to an address that tells which one they answer, once such
    /// addresses were proven to work; `check` says whether they do.
    #[serde(default)]
    pub tagged_answers: bool,
    /// What a person writes anew about a matter of theirs that is open is joined with it by itself;
    /// else it is offered.
    #[serde(default)]
    pub joins_matters: bool,
    /// What the platform may cost in a day (UTC), in US cents; 0: whatever it costs.
    #[serde(default)]
    pub budget_day_cents: u32,
    /// What the platform may cost in a month (UTC), in US cents; 0: whatever it costs.
    #[serde(default)]
    pub budget_month_cents: u32,
}

impl From<gerne_domain::AccountSettings> for AccountSettings {
    fn from(from: gerne_domain::AccountSettings) -> Self {
        Self {
            hold_public_seconds: from.hold_public_seconds,
            hold_private_seconds: from.hold_private_seconds,
            signature: from.signature,
            address: from.address.into(),
            language: from.language,
            target_seconds: from.target_seconds,
            forgetting: from.forgetting.into(),
            acknowledgement: from.acknowledgement.into(),
            tagged_answers: from.tagged_answers,
            joins_matters: from.joins_matters,
            budget_day_cents: from.budget_day_cents,
            budget_month_cents: from.budget_month_cents,
        }
    }
}

impl From<AccountSettings> for gerne_domain::AccountSettings {
    fn from(from: AccountSettings) -> Self {
        Self {
            hold_public_seconds: from.hold_public_seconds,
            hold_private_seconds: from.hold_private_seconds,
            signature: from.signature,
            address: from.address.into(),
            language: from.language,
            target_seconds: from.target_seconds,
            forgetting: from.forgetting.into(),
            acknowledgement: from.acknowledgement.into(),
            tagged_answers: from.tagged_answers,
            joins_matters: from.joins_matters,
            budget_day_cents: from.budget_day_cents,
            budget_month_cents: from.budget_month_cents,
        }
    }
}

/// How a text's length is counted. Characters are grapheme clusters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counting {
    /// What a web address counts as; null: as written.
    pub url_length: Option<u32>,
    /// What of a mention counts.
    pub mentions: MentionLength,
    /// By the weights of twitter-text instead; the other two say nothing then.
    pub weighted: bool,
}

/// What one account may send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Limits {
    /// Most of what `counting` counts; null: no limit.
    pub max_length: Option<u32>,
    /// The same for private messages, where it differs; null: the same.
    pub max_private_length: Option<u32>,
    /// How length is counted.
    pub counting: Counting,
    /// Pictures and files a message may carry.
    pub max_media: u32,
    /// Bytes of one picture.
    pub max_image_bytes: u64,
    /// Bytes of one video or other file.
    pub max_file_bytes: u64,
    /// Characters of a picture's description.
    pub max_alt: u32,
    /// Accepted types.
    pub mime_types: Vec<String>,
    /// What saying something costs; null: nothing.
    pub prices: Option<Prices>,
    /// Seconds since they last wrote in private within which they may be written to; null: for ever.
    pub private_window_seconds: Option<u64>,
    /// Seconds within which something said in public may be answered in private, once; null: as often
    /// and as late as one likes.
    pub private_reply_seconds: Option<u64>,
}

/// What saying something costs, in millionths of a US dollar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Prices {
    /// A public answer.
    pub reply: u32,
    /// A public answer with a link in it.
    pub reply_with_link: u32,
    /// A private message.
    pub private: u32,
}

impl From<gerne_connector::Prices> for Prices {
    fn from(from: gerne_connector::Prices) -> Self {
        let gerne_connector::Prices { reply, reply_with_link, private } = from;
        Self { reply, reply_with_link, private }
    }
}

impl From<(gerne_connector::Limits, gerne_connector::Windows)> for Limits {
    fn from((from, windows): (gerne_connector::Limits, gerne_connector::Windows)) -> Self {
        Self {
            private_window_seconds: windows.message.map(|within| within.as_secs()),
            private_reply_seconds: windows.private_reply.map(|within| within.as_secs()),
            max_length: from.max_length,
            max_private_length: from.max_private_length,
            counting: Counting {
                url_length: from.counting.url_length,
                mentions: from.counting.mentions.into(),
                weighted: from.counting.weighted,
            },
            max_media: from.max_media,
            max_image_bytes: from.max_image_bytes,
            max_file_bytes: from.max_file_bytes,
            max_alt: from.max_alt,
            mime_types: from.mime_types,
            prices: from.prices.map(Into::into),
        }
    }
}

/// What a platform can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Capabilities {
    /// Posts can carry a warning.
    pub content_warning: bool,
    /// Messages have subjects.
    pub subject: bool,
    /// Pictures can carry a description.
    pub alt_text: bool,
    /// We can speak first, in public.
    pub start_public: bool,
    /// We can speak first, in private.
    pub start_private: bool,
    /// We can say something before everyone, to nobody in particular.
    pub announce: bool,
    /// Others' posts can be hidden.
    pub hide: bool,
    /// Our own posts can be deleted.
    pub delete: bool,
    /// What others left on our page can be deleted.
    pub delete_others: bool,
    /// Posts can be liked.
    pub like: bool,
    /// Private messages exist.
    pub private: bool,
    /// Public posts can be kept out of public timelines; public answers are by default.
    pub unlisted: bool,
    /// Public posts can only be answered by who was called in them: a message that is not
    /// `addressed` is answered on the platform itself.
    pub only_when_called: bool,
    /// Messages are letters: any address can be written to, copies can be sent, and the original
    /// stands behind what is shown.
    pub letters: bool,
}

impl From<gerne_connector::Capabilities> for Capabilities {
    fn from(from: gerne_connector::Capabilities) -> Self {
        Self {
            content_warning: from.content_warning,
            subject: from.subject,
            alt_text: from.alt_text,
            start_public: from.start_public,
            start_private: from.start_private,
            announce: from.announce,
            hide: from.hide,
            delete: from.delete,
            delete_others: from.delete_others,
            like: from.like,
            private: from.private,
            unlisted: from.unlisted,
            only_when_called: from.only_when_called,
            letters: from.letters,
        }
    }
}

/// Whether an account's live stream stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StreamState {
    /// It does.
    Open,
    /// It should, but does not.
    Closed,
    /// There is none.
    None,
}

/// How an account's fetching goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Health {
    /// When it last worked.
    pub last_fetch_at: Option<Timestamp>,
    /// How long after it was written the newest message came, in seconds.
    pub lag_seconds: Option<u64>,
    /// Whether the live stream stands.
    pub stream: StreamState,
    /// When it is tried again.
    pub next_try_at: Option<Timestamp>,
    /// Since when the platform has not answered.
    pub silent_since: Option<Timestamp>,
    /// What the node is called that works for it; null: nobody does at the moment. With several
    /// nodes only that one knows the figures above.
    pub node: Option<String>,
}

/// One of the company's presences on a platform.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AccountInfo {
    /// Ours.
    pub id: Uuid,
    /// Which connector speaks for it.
    pub platform: String,
    /// As people write it.
    pub handle: String,
    /// Display name.
    pub name: String,
    /// Where its server is.
    pub base_url: String,
    /// Its picture, through our proxy.
    pub avatar_url: Option<String>,
    /// Whether it works.
    pub status: AccountStatus,
    /// Why not: a translatable key.
    pub problem: Option<String>,
    /// Since when it is so.
    pub status_since: Timestamp,
    /// When it was first connected.
    pub connected_at: Timestamp,
    /// Which teams answer for it.
    pub teams: Vec<Uuid>,
    /// What a person chose.
    pub settings: AccountSettings,
    /// What is answered by itself where the settings leave its words empty.
    pub acknowledges_with: AcknowledgementWords,
    /// What it may send; null while it is not connected.
    pub limits: Option<Limits>,
    /// What its platform can do.
    pub capabilities: Capabilities,
    /// How its fetching goes.
    pub health: Health,
}

/// One line of a connect form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ConnectField {
    /// Its name in the form.
    pub key: String,
    /// What it asks.
    pub kind: FieldKind,
    /// Whether it must be filled.
    pub required: bool,
    /// An example of what to write.
    pub example: String,
    /// What can be chosen, the usual first; empty where something is written.
    pub choices: Vec<String>,
    /// Shown only to who asks for more.
    pub advanced: bool,
}

/// How an account of a platform is connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ConnectForm {
    /// Whether the owner then agrees in a browser.
    pub browser: bool,
    /// What to ask before.
    pub fields: Vec<ConnectField>,
}

/// A kind of platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlatformInfo {
    /// In our words, e.g. `mastodon`.
    pub platform: String,
    /// For people.
    pub name: String,
    /// How to connect.
    pub connect: ConnectForm,
    /// What it can do.
    pub capabilities: Capabilities,
}

fn is_choice(field: &gerne_connector::ConnectField) -> bool {
    field.kind == gerne_connector::FieldKind::Choice
}

impl From<&gerne_connector::Profile> for PlatformInfo {
    fn from(from: &gerne_connector::Profile) -> Self {
        let field = |field: &gerne_connector::ConnectField| ConnectField {
            key: field.key.to_owned(),
            kind: field.kind.into(),
            required: field.required,
            example: if is_choice(field) { String::new() } else { field.example.to_owned() },
            choices: if is_choice(field) {
                field.example.split('|').map(str::to_owned).collect()
            } else {
                Vec::new()
            },
            advanced: field.advanced,
        };
        Self {
            platform: from.platform.to_owned(),
            name: from.name.to_owned(),
            connect: ConnectForm {
                browser: from.connect.browser,
                fields: from.connect.fields.iter().map(field).collect(),
            },
            capabilities: from.capabilities.into(),
        }
    }
}

/// Connecting an account: which platform, and its filled form.
#[derive(Clone, Deserialize, ToSchema)]
pub struct ConnectBody {
    /// In our words, e.g. `mastodon`.
    pub platform: String,
    /// The filled form, by field.
    pub form: BTreeMap<String, String>,
    /// The account that is to be connected again, and none other; absent: any.
    #[serde(default)]
    pub again: Option<Uuid>,
}

impl std::fmt::Debug for ConnectBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConnectBody").field("platform", &self.platform).finish_non_exhaustive()
    }
}

/// "We can read": one of the newest mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Proof {
    /// Who wrote it.
    pub author: String,
    /// What.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

impl From<gerne_domain::InboundMessage> for Proof {
    fn from(message: gerne_domain::InboundMessage) -> Self {
        let text = message.text.chars().take(280).collect();
        Self { author: message.author.name, text, at: message.published_at }
    }
}

/// What connecting needs next.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum ConnectStep {
    /// Send the browser there.
    Browser {
        /// Where to.
        url: String,
    },
    /// Nothing: it works.
    Done {
        /// The account.
        account: Box<AccountInfo>,
        /// "We can read".
        proof: Vec<Proof>,
    },
}

/// What a login gave to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChoicesInfo {
    /// Of which platform.
    pub platform: String,
    /// What there is.
    pub choices: Vec<ChoiceInfo>,
}

/// One of the accounts that a login gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChoiceInfo {
    /// The platform's identifier, for `chosen`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its picture, through our proxy.
    pub picture_url: Option<String>,
    /// Why it cannot be connected.
    pub problem: Option<Reason>,
    /// It is connected already: choosing it renews its token.
    pub connected: bool,
}

/// Which of them to connect.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ChooseBody {
    /// As it stood in the address that the browser was sent to (`choose=`).
    pub mark: String,
    /// Their `id`s.
    pub chosen: Vec<String>,
}

/// One thing that a check looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Check {
    /// What, e.g. `token`, `scope.write`, `streaming`.
    pub what: String,
    /// Null: fine.
    pub problem: Option<Reason>,
}

/// What works and what does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Checked {
    /// One by one.
    pub checks: Vec<Check>,
}

/// What may be changed about an account. Absent: left as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct AccountBody {
    /// All teams that answer for it.
    pub teams: Option<Vec<Uuid>>,
    /// What a person chooses; those absent stay.
    pub settings: Option<AccountSettingsBody>,
    /// Switch it off, or on again.
    pub paused: Option<bool>,
}

/// Settings to change. Absent: left as it is.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct AccountSettingsBody {
    /// Seconds, at most 120.
    pub hold_public_seconds: Option<u32>,
    /// Seconds, at most 120.
    pub hold_private_seconds: Option<u32>,
    /// `{name}` is the agent's public name, `{account}` the account's; at most 100 characters, below
    /// letters 1,000.
    pub signature: Option<String>,
    /// Sie or Du.
    pub address: Option<Address>,
    /// BCP 47.
    pub language: Option<String>,
    /// Seconds, 60 to 30 days.
    pub target_seconds: Option<u32>,
    /// All three of them.
    pub forgetting: Option<Forgetting>,
    /// All four of them.
    pub acknowledgement: Option<Acknowledgement>,
    /// Answers to letters are asked to addresses of their own.
    pub tagged_answers: Option<bool>,
    /// What goes on with an open matter is joined with it by itself.
    pub joins_matters: Option<bool>,
    /// US cents in a day; 0: whatever it costs.
    pub budget_day_cents: Option<u32>,
    /// US cents in a month; 0: whatever it costs.
    pub budget_month_cents: Option<u32>,
}

/// How much a rule would take at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Going {
    /// Resolved conversations.
    pub resolved_days: u32,
    /// Copies of pictures and files.
    pub attachments_days: u32,
    /// Strangers' posts.
    pub strangers_days: u32,
    /// Counted so far; a figure above it says that there are more.
    pub most: u32,
}
