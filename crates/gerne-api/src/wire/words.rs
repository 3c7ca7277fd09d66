//! The domain's closed lists of words, as the interface spells them. Each is a twin of a domain
//! type, so that the domain need not know of OpenAPI; a word added there does not compile until it
//! is added here.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! twins {
    ($($(#[$doc:meta])* $name:ident = $domain:path { $($(#[$vdoc:meta])* $variant:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$vdoc])* $variant),*
        }

        impl From<$domain> for $name {
            fn from(word: $domain) -> Self {
                match word {
                    $(<$domain>::$variant => Self::$variant),*
                }
            }
        }

        impl From<$name> for $domain {
            fn from(word: $name) -> Self {
                match word {
                    $($name::$variant => Self::$variant),*
                }
            }
        }
    )*};
}

twins! {
    /// What somebody may do. Each one may do what those before it may.
    Role = gerne_domain::Role {
        /// Answers for the accounts of their teams.
        Agent,
        /// Also sees figures and alarms of their teams.
        Lead,
        /// Also connects accounts, makes teams, invites people.
        Admin,
    }

    /// How an incident stands.
    IncidentState = gerne_domain::IncidentState {
        /// It goes on.
        Open,
        /// It is over.
        Over,
        /// A person said that it is none.
        Dismissed,
    }

    /// What became of a flag.
    FlagState = gerne_domain::FlagState {
        /// Nobody decided yet.
        Open,
        /// It is what the rule looks for.
        Confirmed,
        /// It is not.
        Dismissed,
    }

    /// Why a flag was dismissed.
    FlagReason = gerne_domain::FlagReason {
        /// It is not about us.
        NotUs,
        /// It is about us, and nobody needs help.
        NoMatter,
        /// It was solved meanwhile.
        Solved,
        /// They do not want to be spoken to: nobody approaches them unasked again.
        Never,
        /// Anything else.
        Other,
    }

    /// What a text is.
    ToneClass = gerne_domain::ToneClass {
        /// Something of the company is not as it should be.
        Complaint,
        /// Somebody wants to know something, or to have something done.
        Request,
        /// Somebody is pleased.
        Praise,
        /// None of these.
        Neutral,
    }

    /// Whether new work should come to somebody.
    Availability = gerne_domain::Availability {
        /// Takes new conversations.
        Available,
        /// Does not.
        Away,
    }

    /// Whether an account can be used right now.
    AccountStatus = gerne_domain::AccountStatus {
        /// Fetched and answered from.
        Connected,
        /// Somebody must connect it again.
        Disconnected,
        /// Switched off by a person.
        Paused,
    }

    /// Sie or Du.
    Address = gerne_domain::Address {
        /// "Sie".
        Formal,
        /// "Du".
        Informal,
    }

    /// Whose turn it is.
    Status = gerne_domain::Status {
        /// Ours to act.
        Open,
        /// Theirs.
        Pending,
        /// Ours again at a time, or when they write.
        Snoozed,
        /// Done, until they write.
        Resolved,
    }

    /// How much sooner than others it is due.
    Priority = gerne_domain::Priority {
        /// As the target says.
        Normal,
        /// In half the time.
        High,
        /// At once.
        Urgent,
    }

    /// What a target is about.
    Goal = gerne_domain::Goal {
        /// The first answer of a person that the customer can see.
        FirstResponse,
        /// Each answer after that.
        NextResponse,
        /// That it is done.
        Resolution,
    }

    /// How far something has climbed.
    Climbed = gerne_domain::Climbed {
        /// There is time.
        No,
        /// It is nearly due.
        Near,
        /// It was not done in time.
        Missed,
    }

    /// Why something needs no answer.
    NoAnswerReason = gerne_domain::NoAnswerReason {
        /// They only said thanks or confirmed.
        Thanks,
        /// It was not meant for us.
        NotForUs,
        /// It was answered by phone, in a shop.
        AnsweredElsewhere,
        /// Another customer gave the answer.
        AnsweredByCommunity,
        /// The same was written several times.
        Duplicate,
        /// The person was blocked.
        Blocked,
        /// No person wrote it. Gerne itself chooses this.
        Automatic,
        /// Anything else.
        Other,
    }

    /// What is promised.
    PromiseKind = gerne_domain::PromiseKind {
        /// Something will be done or come.
        Result,
        /// They will hear from us.
        NextWord,
        /// Somebody comes to them.
        Visit,
    }

    /// How firmly something is promised.
    Firmness = gerne_domain::Firmness {
        /// By a time.
        Firm,
        /// "It should be there on Friday."
        Soft,
        /// No time can be read.
        Open,
    }

    /// How far a promise is.
    PromiseState = gerne_domain::PromiseState {
        /// Found in a text; nobody said that it is one.
        Proposed,
        /// We owe it.
        Standing,
        /// It was done.
        Kept,
        /// Another time or thing was promised instead.
        Moved,
        /// Its time passed.
        Broken,
        /// It is none.
        Dismissed,
    }

    /// How somebody spoke with a customer.
    ContactWay = gerne_domain::ContactWay {
        /// By phone.
        Phone,
        /// In a shop.
        Shop,
        /// Somebody of ours was with them.
        Visit,
        /// A technician was with them.
        Technician,
        /// By letter.
        Letter,
        /// Otherwise.
        Other,
    }

    /// How far asking whether it worked is.
    FollowUpState = gerne_domain::FollowUpState {
        /// Its time has not come.
        Planned,
        /// The question was put.
        Asked,
        /// Only a person can ask.
        ByHand,
        /// It works.
        Worked,
        /// It does not: the matter is open again.
        Failed,
        /// Nobody wants to know any more.
        Dropped,
    }

    /// Who can read it, from narrow to wide.
    Visibility = gerne_domain::Visibility {
        /// Only who is named.
        Private,
        /// Only who follows the author.
        Followers,
        /// Everyone who has the address.
        Unlisted,
        /// Everyone.
        Public,
    }

    /// Towards us or from us.
    Direction = gerne_domain::Direction {
        /// From a customer or a bystander.
        In,
        /// From the company.
        Out,
    }

    /// What kind of thing is attached.
    AttachmentKind = gerne_domain::AttachmentKind {
        /// A still picture.
        Image,
        /// A moving picture.
        Video,
        /// Sound.
        Audio,
        /// Anything else.
        File,
        /// The message as it came, whole.
        Original,
    }

    /// Where a reply is on its way.
    DeliveryState = gerne_domain::DeliveryState {
        /// Its author can still take it back.
        Held,
        /// Waits for its turn, or for another try.
        Queued,
        /// Handed to the platform; no answer yet.
        Sending,
        /// The platform has it.
        Sent,
        /// The platform will not take it.
        Refused,
        /// The platform may or may not have it.
        Unknown,
        /// Taken back before it left.
        Cancelled,
    }

    /// What of a mention counts towards a text's length.
    MentionLength = gerne_connector::MentionLength {
        /// As written.
        Full,
        /// Of `@user@host` only `@user`.
        Local,
    }

    /// What a line of a connect form asks.
    FieldKind = gerne_connector::FieldKind {
        /// A line of text.
        Text,
        /// An `http(s)` address.
        Address,
        /// Never shown again.
        Secret,
        /// Yes (`true`) or no (absent).
        Flag,
        /// One of `choices`; absent: the first.
        Choice,
    }
}

/// A translatable text: a key, and the values it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reason {
    /// e.g. `refused.too_long`.
    pub key: String,
    /// e.g. `{"limit": "500"}`.
    pub values: std::collections::BTreeMap<String, String>,
}

impl From<gerne_domain::Refusal> for Reason {
    fn from(refusal: gerne_domain::Refusal) -> Self {
        Self { key: refusal.key, values: refusal.values }
    }
}
