//! Incidents: many people, one cause.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::words::{DeliveryState, IncidentState, Reason};

/// Somebody who reports it, by the matter that they do it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct IncidentMember {
    /// In which matter.
    pub conversation_id: Uuid,
    /// Who.
    pub customer_id: Uuid,
    /// Their name.
    pub customer_name: String,
    /// By what they said first.
    pub message_id: Uuid,
    /// Where they are, as they name it; null: they name no place.
    pub place: Option<String>,
    /// When they said it.
    pub at: Timestamp,
    /// They were told what is known.
    pub told: bool,
    /// They were told that it is over.
    pub told_over: bool,
    /// The text as it would go to them; empty while there is none.
    pub text: String,
    /// That it is over, as it would go to them.
    pub over: String,
}

/// Many people, one cause.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Incident {
    /// Ours.
    pub id: Uuid,
    /// What a person calls it.
    pub name: Option<String>,
    /// Places, products and words that several of them said, those that say most first.
    pub about: Vec<String>,
    /// Where it is, as people name it; the place that most of them name first.
    pub places: Vec<String>,
    /// When the first of them wrote.
    pub since: Timestamp,
    /// When it was noticed.
    pub noticed_at: Timestamp,
    /// When somebody last reported it.
    pub last_at: Timestamp,
    /// How many people report it: all of them, seen or not.
    pub people: usize,
    /// How many people would be usual.
    pub usual: f64,
    /// How it stands.
    pub state: IncidentState,
    /// In how many matters it is reported.
    pub matters: usize,
    /// How many of those were told what is known.
    pub told: usize,
    /// How many were told that it is over.
    pub told_over: usize,
    /// The honest text to each, with `{name}` and `{place}`.
    pub text: String,
    /// That it is over.
    pub over: String,
    /// What is known, before everyone, with `{place}`.
    pub post: String,
    /// That it is over, before everyone.
    pub post_over: String,
    /// When it was over.
    pub ended_at: Option<Timestamp>,
    /// Who reports it in matters that you see; only for a single incident.
    pub members: Vec<IncidentMember>,
}

/// How far back.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct IncidentQuery {
    /// Those that began in so many days up to now; 7 when absent.
    pub days: Option<u32>,
}

/// Name an incident, or say what people are told of it; absent leaves it as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct IncidentChange {
    /// What a person calls it; empty: nothing.
    #[serde(default)]
    pub name: Option<String>,
    /// The honest text to each, with `{name}` and `{place}`.
    #[serde(default)]
    pub text: Option<String>,
    /// That it is over.
    #[serde(default)]
    pub over: Option<String>,
    /// What is known, before everyone, with `{place}`.
    #[serde(default)]
    pub post: Option<String>,
    /// That it is over, before everyone.
    #[serde(default)]
    pub post_over: Option<String>,
}

/// An incident ends.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
pub struct IncidentEnd {
    /// It is none: it never was.
    #[serde(default)]
    pub none: bool,
}

/// Which text goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TellWhat {
    /// What is known.
    Text,
    /// That it is over.
    Over,
}

/// What one of them is told, as you read it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct TellText {
    /// In which matter.
    pub conversation_id: Uuid,
    /// The words.
    pub text: String,
}

/// Tell who reports it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct TellBody {
    /// Which text.
    pub what: TellWhat,
    /// Each with the words that you read; at most 200.
    pub texts: Vec<TellText>,
}

/// How many were told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Told {
    /// Now; who was told before is not counted.
    pub told: usize,
}

/// Something that an account said of an incident before everyone, or is about to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Announcement {
    /// Ours.
    pub id: Uuid,
    /// Which text: `text`, `over`.
    pub what: String,
    /// The words, signature included.
    pub text: String,
    /// How far it is.
    pub state: DeliveryState,
    /// Until then it can be taken back; or when it is tried again.
    pub not_before: Timestamp,
    /// Why it waits, or was refused.
    pub reason: Option<Reason>,
    /// Its page for people.
    pub url: Option<String>,
}

/// An account that can say something before everyone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Announceable {
    /// Which.
    pub account_id: Uuid,
    /// What is known, as it would be said; empty while there is no text.
    pub text: String,
    /// That it is over, as it would be said.
    pub over: String,
    /// What it said, in the order it was written.
    pub said: Vec<Announcement>,
}

/// What one account says, as you read it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct AnnounceText {
    /// Through which account.
    pub account_id: Uuid,
    /// The words.
    pub text: String,
}

/// Say it before everyone.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct AnnounceBody {
    /// Which text.
    pub what: TellWhat,
    /// Each account with the words that you read.
    pub texts: Vec<AnnounceText>,
}
