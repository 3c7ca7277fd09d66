//! People who answer, their teams, sign-ins, notifications and drafts.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::words::{Availability, Role};

/// What customers may see of an agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Face {
    /// A first name or an alias.
    pub name: String,
    /// Where the photo is; needs no sign-in.
    pub photo_url: Option<String>,
    /// One line about what they do.
    pub line: Option<String>,
    /// Whether the public team page shows them.
    pub listed: bool,
}

/// Who is signed in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Me {
    /// Ours.
    pub id: Uuid,
    /// What they sign in with.
    pub login: String,
    /// Their full name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// `de` or `en`.
    pub language: String,
    /// Whether new work should come to them.
    pub availability: Availability,
    /// What customers see.
    pub face: Face,
    /// Their teams.
    pub teams: Vec<Uuid>,
    /// The console's own: theme, density, keyboard. Free JSON, at most 16 KiB.
    #[schema(value_type = Object)]
    pub settings: serde_json::Value,
}

/// What colleagues see of an agent.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgentInfo {
    /// Ours.
    pub id: Uuid,
    /// Their full name.
    pub name: String,
    /// What they sign in with.
    pub login: String,
    /// What they may do.
    pub role: Role,
    /// Whether new work should come to them.
    pub availability: Availability,
    /// What customers see.
    pub face: Face,
    /// Their teams.
    pub teams: Vec<Uuid>,
    /// They can no longer sign in.
    pub disabled: bool,
    /// They have not chosen a password yet.
    pub invited: bool,
    /// Their console is open right now.
    pub online: bool,
}

/// Agents who answer for the same accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Team {
    /// Ours.
    pub id: Uuid,
    /// What colleagues call it.
    pub name: String,
}

impl From<gerne_domain::Team> for Team {
    fn from(team: gerne_domain::Team) -> Self {
        Self { id: team.id.0, name: team.name }
    }
}

/// What may be changed about oneself. Absent: left as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct MeBody {
    /// Full name.
    pub name: Option<String>,
    /// `de` or `en`.
    pub language: Option<String>,
    /// Whether new work should come.
    pub availability: Option<Availability>,
    /// The console's own.
    #[schema(value_type = Option<Object>)]
    pub settings: Option<serde_json::Value>,
    /// What customers see.
    pub face: Option<FaceBody>,
}

/// What may be changed about one's public face.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct FaceBody {
    /// A first name or an alias.
    pub name: Option<String>,
    /// One line; null clears it.
    #[serde(deserialize_with = "super::patch::nullable")]
    #[schema(value_type = Option<String>)]
    pub line: Option<Option<String>>,
    /// Whether the public team page shows one.
    pub listed: Option<bool>,
}

/// Another password.
#[derive(Deserialize, ToSchema)]
pub struct PasswordBody {
    /// The present one.
    pub old: String,
    /// The one to be: 10 to 256 characters.
    pub new: String,
}

/// How a session came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    /// Somebody signed in.
    Browser,
    /// Somebody made a token for a program.
    Program,
}

/// A sign-in, or a program's token.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionInfo {
    /// Ours.
    pub id: Uuid,
    /// Browser or program.
    pub kind: SessionKind,
    /// Which browser, or what the token is for.
    pub label: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Last used, to a few minutes.
    pub seen_at: Timestamp,
    /// Until when it holds.
    pub expires_at: Option<Timestamp>,
    /// It is the one that asks.
    pub current: bool,
}

/// A token to make.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct TokenBody {
    /// What it is for.
    pub label: String,
    /// Until when it holds; absent: until somebody ends it.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

/// A new token, shown once.
#[derive(Serialize, ToSchema)]
pub struct TokenMade {
    /// To be sent as `Authorization: Bearer …`.
    pub token: String,
    /// How it is listed.
    pub session: SessionInfo,
}

/// Why somebody is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotificationKind {
    /// A colleague named them in a note.
    Mentioned,
    /// They were given something.
    Assigned,
    /// What they sent did not arrive after all.
    Returned,
    /// Somebody whose matter is theirs waits nearly too long.
    TargetNear,
    /// Somebody whose matter is theirs was not answered in time.
    TargetMissed,
    /// A promise is due soon.
    PromiseDue,
    /// A promise was missed.
    PromiseMissed,
    /// A customer says that we did not keep our word.
    PromiseQuoted,
    /// Only a person can ask there whether it worked.
    FollowUp,
    /// It did not work.
    FollowUpFailed,
    /// Whom they asked outside answered.
    ConsultAnswered,
    /// What they asked outside did not arrive.
    ConsultReturned,
    /// A rule that is to call them found something.
    Rule,
    /// A rule of theirs finds worse than it did.
    RuleDecays,
}

impl From<gerne_domain::NotificationKind> for NotificationKind {
    fn from(kind: gerne_domain::NotificationKind) -> Self {
        use gerne_domain::NotificationKind as Kind;
        match kind {
            Kind::Mentioned => Self::Mentioned,
            Kind::Assigned => Self::Assigned,
            Kind::Returned => Self::Returned,
            Kind::TargetNear => Self::TargetNear,
            Kind::TargetMissed => Self::TargetMissed,
            Kind::PromiseDue => Self::PromiseDue,
            Kind::PromiseMissed => Self::PromiseMissed,
            Kind::PromiseQuoted => Self::PromiseQuoted,
            Kind::FollowUp => Self::FollowUp,
            Kind::FollowUpFailed => Self::FollowUpFailed,
            Kind::ConsultAnswered => Self::ConsultAnswered,
            Kind::ConsultReturned => Self::ConsultReturned,
            Kind::Rule => Self::Rule,
            Kind::RuleDecays => Self::RuleDecays,
        }
    }
}

/// Somebody was called.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Notification {
    /// Ours.
    pub id: Uuid,
    /// Why.
    pub kind: NotificationKind,
    /// Where.
    pub conversation_id: Option<Uuid>,
    /// The customer's name there; absent where they may not look any more.
    pub about: Option<String>,
    /// By whom.
    pub actor_id: Option<Uuid>,
    /// Whom it did not reach, of what came back; else empty.
    pub addresses: Vec<String>,
    /// When.
    pub at: Timestamp,
    /// When they saw it.
    pub read_at: Option<Timestamp>,
}

/// Which notifications were seen; absent: all.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReadBody {
    /// These.
    pub ids: Option<Vec<Uuid>>,
}

/// What an unsent text wants to become. Two texts that never mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DraftKind {
    /// An answer.
    Reply,
    /// A note among ourselves.
    Note,
}

/// An unsent text.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Draft {
    /// Where.
    pub conversation_id: Uuid,
    /// What it wants to become.
    pub kind: DraftKind,
    /// The words.
    pub text: String,
    /// What else the composer keeps.
    #[schema(value_type = Option<Object>)]
    pub body: Option<serde_json::Value>,
    /// When it was kept.
    pub saved_at: Timestamp,
}

/// An unsent text to keep.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct DraftBody {
    /// The words.
    pub text: String,
    /// What else the composer keeps: visibility, warning, pictures. At most 16 KiB.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub body: Option<serde_json::Value>,
}

/// Somebody to invite.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct InviteBody {
    /// An e-mail address.
    pub login: String,
    /// Full name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Their teams.
    #[serde(default)]
    pub teams: Vec<Uuid>,
}

/// Somebody was invited.
#[derive(Serialize, ToSchema)]
pub struct Invited {
    /// Who.
    pub agent: AgentInfo,
    /// The one-time address to hand to them.
    pub link: String,
}

/// A one-time address to hand to somebody.
#[derive(Serialize, ToSchema)]
pub struct Link {
    /// The address.
    pub link: String,
}

/// What may be changed about a colleague. Absent: left as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct AgentBody {
    /// Full name.
    pub name: Option<String>,
    /// What they may do.
    pub role: Option<Role>,
    /// All their teams.
    pub teams: Option<Vec<Uuid>>,
    /// Whether they may sign in.
    pub disabled: Option<bool>,
}

/// A team to make.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewTeamBody {
    /// What colleagues call it.
    pub name: String,
}

/// What may be changed about a team. Absent: left as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct TeamBody {
    /// What colleagues call it.
    pub name: Option<String>,
    /// All accounts it answers for.
    pub accounts: Option<Vec<Uuid>>,
    /// All its agents.
    pub agents: Option<Vec<Uuid>>,
}
