//! Values on their way into and out of the database: one table for both directions and engines.

use gerne_domain::{
    AccountId, AccountStatus, Address, AgentId, AlarmId, AnnouncementId, AttachmentId,
    AttachmentKind, Availability, BlobHash, ConsultId, ContactId, ContactWay, ConversationId,
    CustomerId, DeedId, DeletionId, DeletionOutcome, DeletionReason, DeliveryId, DeliveryState,
    Direction, ErasureId, ErasureReason, ExternalId, FactId, FactState, Firmness, FlagId,
    FlagReason, FlagState, FollowUpId, FollowUpState, HandoverId, HandoverNoteId,
    HandoverNoteState, HidingId, HidingOutcome, HidingReason, IdentityId, IncidentId,
    IncidentState, LabelId, LessonId, MarkKind, MeasureId, MeasureKind, MessageId, NoAnswerReason,
    NoteId, NotificationKind, Platform, Priority, PromiseId, PromiseKind, PromiseState, Role,
    RuleId, SessionId, SnippetId, Status, TargetId, TeamId, ThreadId, Timestamp, ToneClass,
    VerificationId, ViewId, Visibility,
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{StoreError, error::Cause};

/// A bound parameter. Both engines know these four, and `NULL` of each.
#[derive(Clone, Debug)]
pub(crate) enum Arg {
    Int(Option<i64>),
    Text(Option<String>),
    Id(Option<Uuid>),
    Bytes(Option<Vec<u8>>),
}

impl Arg {
    /// `NULL` of the same kind.
    pub(crate) fn absent(&self) -> Self {
        match self {
            Self::Int(_) => Self::Int(None),
            Self::Text(_) => Self::Text(None),
            Self::Id(_) => Self::Id(None),
            Self::Bytes(_) => Self::Bytes(None),
        }
    }

    /// About how many bytes it holds.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Text(Some(text)) => text.len(),
            Self::Bytes(Some(bytes)) => bytes.len(),
            Self::Int(_) | Self::Text(None) | Self::Id(_) | Self::Bytes(None) => size_of::<Self>(),
        }
    }
}

/// What a column of a result may hold.
pub(crate) trait Raw: Sized {
    fn fetch(row: &crate::db::Row, column: &'static str) -> Result<Option<Self>, sqlx::Error>;
    fn fetch_at(row: &crate::db::Row, column: usize) -> Result<Option<Self>, sqlx::Error>;
}

/// Something that is kept in one column.
pub(crate) trait Field: Sized {
    type Raw: Raw;
    fn decode(raw: Self::Raw) -> Result<Self, Cause>;
    fn encode(&self) -> Arg;
}

/// A field, or its absence.
pub(crate) trait Value: Sized {
    type Field: Field;
    fn from_field(field: Option<Self::Field>) -> Option<Self>;
}

impl<T: Field> Value for T {
    type Field = T;
    fn from_field(field: Option<T>) -> Option<T> {
        field
    }
}

impl<T: Field> Value for Option<T> {
    type Field = T;
    fn from_field(field: Option<T>) -> Option<Option<T>> {
        Some(field)
    }
}

/// What can be bound: fields, borrowed or absent ones too.
pub(crate) trait ToArg {
    const NULL: Arg;
    fn to_arg(&self) -> Arg;
}

impl<T: ToArg + ?Sized> ToArg for &T {
    const NULL: Arg = T::NULL;
    fn to_arg(&self) -> Arg {
        (**self).to_arg()
    }
}

impl<T: ToArg> ToArg for Option<T> {
    const NULL: Arg = T::NULL;
    fn to_arg(&self) -> Arg {
        self.as_ref().map_or(T::NULL, ToArg::to_arg)
    }
}

impl ToArg for str {
    const NULL: Arg = Arg::Text(None);
    fn to_arg(&self) -> Arg {
        // PostgreSQL cannot keep U+0000 in a text, and customers can write it.
        Arg::Text(Some(self.replace('\0', "\u{FFFD}")))
    }
}

impl ToArg for [u8] {
    const NULL: Arg = Arg::Bytes(None);
    fn to_arg(&self) -> Arg {
        Arg::Bytes(Some(self.to_vec()))
    }
}

/// Binds values: `args![id, name]`.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::value::ToArg::to_arg(&$value)),*] };
}
pub(crate) use args;

macro_rules! fields {
    ($($type:ty: $raw:ty as $arg:ident, |$value:ident| $encode:expr, |$back:ident| $decode:expr;)*) => {$(
        impl Field for $type {
            type Raw = $raw;
            fn decode($back: $raw) -> Result<Self, Cause> {
                $decode
            }
            fn encode(&self) -> Arg {
                let $value = self;
                Arg::$arg(Some($encode))
            }
        }
        impl ToArg for $type {
            const NULL: Arg = Arg::$arg(None);
            fn to_arg(&self) -> Arg {
                self.encode()
            }
        }
    )*};
}

fields! {
    i64: i64 as Int, |v| *v, |raw| Ok(raw);
    u32: i64 as Int, |v| i64::from(*v), |raw| Ok(u32::try_from(raw)?);
    u64: i64 as Int, |v| i64::try_from(*v).unwrap_or(i64::MAX), |raw| Ok(u64::try_from(raw)?);
    usize: i64 as Int, |v| i64::try_from(*v).unwrap_or(i64::MAX), |raw| Ok(usize::try_from(raw)?);
    u16: i64 as Int, |v| i64::from(*v), |raw| Ok(u16::try_from(raw)?);
    bool: i64 as Int, |v| i64::from(*v), |raw| Ok(raw != 0);
    Timestamp: i64 as Int, |v| v.as_microsecond().min(LAST), |raw| Ok(Timestamp::from_microsecond(raw.min(LAST))?);
    String: String as Text, |v| v.replace('\0', "\u{FFFD}"), |raw| Ok(raw);
    Platform: String as Text, |v| v.0.clone(), |raw| Ok(Self(raw));
    ExternalId: String as Text, |v| v.0.replace('\0', "\u{FFFD}"), |raw| Ok(Self(raw));
    BlobHash: String as Text, |v| v.0.clone(), |raw| Ok(Self(raw));
    Uuid: Uuid as Id, |v| *v, |raw| Ok(raw);
    Vec<u8>: Vec<u8> as Bytes, |v| v.clone(), |raw| Ok(raw);
    [u8; 32]: Vec<u8> as Bytes, |v| v.to_vec(), |raw| Ok(<[u8; 32]>::try_from(raw.as_slice())?);
}

/// The last instant that can be read back: `Timestamp::MAX` lies within the second behind it.
const LAST: i64 = 253_402_207_200_000_000;

macro_rules! ids {
    ($($type:ty),* $(,)?) => {
        fields! { $($type: Uuid as Id, |v| v.0, |raw| Ok(Self(raw));)* }
    };
}

ids!(
    AccountId,
    AgentId,
    AlarmId,
    AnnouncementId,
    AttachmentId,
    ConsultId,
    ContactId,
    ConversationId,
    CustomerId,
    DeedId,
    DeletionId,
    DeliveryId,
    ErasureId,
    FlagId,
    FollowUpId,
    HandoverId,
    HandoverNoteId,
    FactId,
    HidingId,
    IdentityId,
    IncidentId,
    LabelId,
    LessonId,
    MeasureId,
    MessageId,
    NoteId,
    PromiseId,
    RuleId,
    SessionId,
    SnippetId,
    TargetId,
    TeamId,
    ThreadId,
    VerificationId,
    ViewId,
);

/// Enums as words. A word that is not in the table makes the row unreadable, not something else.
macro_rules! words {
    ($($type:ident { $($variant:ident = $word:literal),* $(,)? })*) => {$(
        impl $crate::value::Field for $type {
            type Raw = String;
            fn decode(raw: String) -> Result<Self, $crate::error::Cause> {
                match raw.as_str() {
                    $($word => Ok(Self::$variant),)*
                    other => Err(format!("no such word: {other}").into()),
                }
            }
            fn encode(&self) -> $crate::value::Arg {
                let word = match self { $(Self::$variant => $word,)* };
                $crate::value::Arg::Text(Some(word.to_owned()))
            }
        }
        impl $crate::value::ToArg for $type {
            const NULL: $crate::value::Arg = $crate::value::Arg::Text(None);
            fn to_arg(&self) -> $crate::value::Arg {
                $crate::value::Field::encode(self)
            }
        }
    )*};
}
pub(crate) use words;

words! {
    AccountStatus { Connected = "connected", Disconnected = "disconnected", Paused = "paused" }
    Address { Formal = "formal", Informal = "informal" }
    AttachmentKind { Image = "image", Video = "video", Audio = "audio", File = "file", Original = "original" }
    Availability { Available = "available", Away = "away" }
    DeliveryState {
        Held = "held", Queued = "queued", Sending = "sending", Sent = "sent", Refused = "refused",
        Unknown = "unknown", Cancelled = "cancelled",
    }
    Direction { In = "in", Out = "out" }
    DeletionReason {
        Mistake = "mistake", WrongPlace = "wrong_place", PrivateData = "private_data",
        Tone = "tone", Hateful = "hateful", Dangerous = "dangerous", Insulting = "insulting",
        Spam = "spam", Required = "required", Other = "other",
    }
    DeletionOutcome {
        Deleted = "deleted", Declined = "declined", Withdrawn = "withdrawn", Gone = "gone",
    }
    ErasureReason {
        Requested = "requested", NoLongerNeeded = "no_longer_needed",
        ConsentWithdrawn = "consent_withdrawn", Objected = "objected", Unlawful = "unlawful",
        Required = "required",
    }
    FactState {
        Drafted = "drafted", Confirmed = "confirmed", Corrected = "corrected",
        Dismissed = "dismissed",
    }
    ToneClass {
        Complaint = "complaint", Request = "request", Praise = "praise", Neutral = "neutral",
    }
    IncidentState { Open = "open", Over = "over", Dismissed = "dismissed" }
    FlagState { Open = "open", Confirmed = "confirmed", Dismissed = "dismissed" }
    FlagReason {
        NotUs = "not_us", NoMatter = "no_matter", Solved = "solved", Never = "never",
        Other = "other",
    }
    HidingReason {
        Hateful = "hateful", Dangerous = "dangerous", Insulting = "insulting",
        PrivateData = "private_data", Spam = "spam", Other = "other",
        Elsewhere = "elsewhere",
    }
    ContactWay {
        Phone = "phone", Shop = "shop", Visit = "visit", Technician = "technician",
        Letter = "letter", Other = "other",
    }
    NotificationKind {
        Mentioned = "mentioned", Assigned = "assigned", Returned = "returned",
        TargetNear = "target_near", TargetMissed = "target_missed", PromiseDue = "promise_due",
        PromiseMissed = "promise_missed", PromiseQuoted = "promise_quoted",
        FollowUp = "follow_up", FollowUpFailed = "follow_up_failed",
        ConsultAnswered = "consult_answered", ConsultReturned = "consult_returned",
        Rule = "rule", RuleDecays = "rule_decays",
    }
    PromiseKind { Result = "result", NextWord = "next_word", Visit = "visit" }
    Firmness { Firm = "firm", Soft = "soft", Open = "open" }
    PromiseState {
        Proposed = "proposed", Standing = "standing", Kept = "kept", Moved = "moved",
        Broken = "broken", Dismissed = "dismissed",
    }
    FollowUpState {
        Planned = "planned", Asked = "asked", ByHand = "by_hand", Worked = "worked",
        Failed = "failed", Dropped = "dropped",
    }
    HandoverNoteState { Drafted = "drafted", Sent = "sent", Skipped = "skipped" }
    HidingOutcome { Kept = "kept", Shown = "shown", Gone = "gone" }
    MeasureKind {
        FirstResponse = "first_response", NextResponse = "next_response",
        Resolution = "resolution", Reopened = "reopened", PromiseMade = "promise_made",
        PromiseEnded = "promise_ended", AskedAgain = "asked_again", Approach = "approach",
    }
    MarkKind { Identity = "identity", Message = "message" }
    NoAnswerReason {
        Thanks = "thanks", NotForUs = "not_for_us", AnsweredElsewhere = "answered_elsewhere",
        AnsweredByCommunity = "answered_by_community", Duplicate = "duplicate", Blocked = "blocked", Automatic = "automatic",
        Other = "other",
    }
    Priority { Normal = "normal", High = "high", Urgent = "urgent" }
    Role { Agent = "agent", Lead = "lead", Admin = "admin" }
    Status { Open = "open", Pending = "pending", Snoozed = "snoozed", Resolved = "resolved" }
    Visibility {
        Private = "private", Followers = "followers", Unlisted = "unlisted", Public = "public",
    }
}

/// Writes a value as JSON, to be bound.
pub(crate) fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    Ok(serde_json::to_string(value)?)
}

/// Something kept as JSON in one text column.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned + Serialize> Field for Json<T> {
    type Raw = String;
    fn decode(raw: String) -> Result<Self, Cause> {
        Ok(Self(serde_json::from_str(&raw)?))
    }
    fn encode(&self) -> Arg {
        Arg::Text(serde_json::to_string(&self.0).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_can_be_read_back() {
        let Arg::Int(Some(raw)) = Timestamp::MAX.to_arg() else { panic!("an instant is a number") };
        assert!(Timestamp::decode(raw).is_ok());
        assert!(Timestamp::decode(Timestamp::MAX.as_microsecond()).is_ok(), "written before");
    }
}
