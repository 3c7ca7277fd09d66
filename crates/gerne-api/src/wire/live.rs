//! The live feed's frames, and the log as a list.

use axum::extract::ws::Utf8Bytes;
use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    conversation::Row,
    entry::{Actor, Entry, What},
};

/// An event, with the things it concerns as they are now.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LiveEvent {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// The matter.
    pub conversation_id: Option<Uuid>,
    /// The person.
    pub customer_id: Option<Uuid>,
    /// What happened, e.g. `status_changed`.
    pub kind: String,
    /// What else the event says.
    #[serde(flatten)]
    pub what: What,
    /// The conversation as it is now; null: none, or no longer yours to see.
    pub row: Option<Row>,
    /// For messages, notes and deliveries: as it stands on the timeline.
    pub entry: Option<Entry>,
}

/// The log, as far as one may see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Events {
    /// Oldest first.
    pub items: Vec<LiveEvent>,
    /// Everything up to here was looked at: pass it as `after`.
    pub to: i64,
    /// The newest number there is.
    pub head: i64,
}

/// The first frame.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Hello {
    /// From where the feed goes on.
    pub seq: i64,
    /// Which build answers: another one than the console's means "reload".
    pub build: String,
    /// The server's time.
    pub now: Timestamp,
    /// Who is signed in.
    pub agent: Uuid,
}

/// What somebody does in a conversation right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Doing {
    /// Has it open.
    Viewing,
    /// Types an answer.
    WritingReply,
    /// Types a note.
    WritingNote,
}

/// Somebody is in a conversation right now. Never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct PresenceItem {
    /// Where.
    pub conversation_id: Uuid,
    /// Who.
    pub agent_id: Uuid,
    /// What they do.
    pub doing: Doing,
}

/// A frame from the server.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum ServerFrame {
    /// The first one.
    Hello {
        /// Who and where.
        hello: Hello,
    },
    /// One contiguous range of the log; `from` is always one more than the last `to`.
    Events {
        /// The first number looked at.
        from: i64,
        /// The last number looked at.
        to: i64,
        /// What of it may be seen.
        events: Vec<LiveEvent>,
    },
    /// The asked-for number is too old or from the future: fetch everything again.
    Reset {
        /// Always true.
        reset: bool,
    },
    /// Who is where: all of it, whenever it changes.
    Presence {
        /// Everyone in a conversation that may be seen.
        presence: Vec<PresenceItem>,
    },
    /// Whose console is open: all of it, whenever it changes.
    Online {
        /// Agents.
        online: Vec<Uuid>,
    },
}

impl ServerFrame {
    /// As it goes over the wire.
    pub(crate) fn bytes(&self) -> Utf8Bytes {
        // Names are fixed and values are plain: what serde could refuse is not in it.
        serde_json::to_string(self).unwrap_or_default().into()
    }
}

/// Where somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Whereabouts {
    /// In this conversation.
    pub conversation_id: Uuid,
    /// Doing this.
    pub what: Doing,
}

/// A frame from the client, at each change and every 10 s.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ClientFrame {
    /// Conversations whose visitors it wants to know; at most 200.
    pub watch: Vec<Uuid>,
    /// Where it is; null: nowhere.
    pub doing: Option<Whereabouts>,
}
