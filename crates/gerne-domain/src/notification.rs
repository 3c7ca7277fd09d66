//! Why an agent is called.

/// Why somebody is called to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
