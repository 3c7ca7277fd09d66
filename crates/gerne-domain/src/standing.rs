//! How a conversation stood before an answer of ours, so that an answer that was never said leaves
//! nothing behind.

use serde::{Deserialize, Serialize};

use crate::{AgentId, Climbed, Conversation, DueWhy, NoAnswerReason, Status, Timestamp};

/// A before-image: whose turn it was, and who waited since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Whose turn it was.
    pub status: Status,
    /// Until when it slept.
    pub snoozed_until: Option<Timestamp>,
    /// When it was resolved, while it was.
    pub resolved_at: Option<Timestamp>,
    /// Why it was resolved without an answer.
    pub no_answer: Option<NoAnswerReason>,
    /// Since when a person waited.
    pub waiting_since: Option<Timestamp>,
    /// How many of their messages were unanswered.
    pub unanswered: u32,
    /// What the answer made of it.
    pub left: Status,
    /// What the answer's failure made of it, once it failed.
    pub failed: Option<Status>,
    /// When a person last said to try the answer again.
    #[serde(default)]
    pub again_at: Option<Timestamp>,
    /// Who was given it by the answer alone, as nobody had it.
    #[serde(default)]
    pub took: Option<AgentId>,
    /// By when they were to be answered, and how urgent their words were.
    #[serde(default)]
    pub due_why: Option<DueWhy>,
}

impl Standing {
    /// An earlier answer was taken back while this, the next one, is still on its way: what stood
    /// before both.
    #[must_use]
    pub fn beyond(self, earlier: &Self) -> Self {
        let untouched = self.unanswered == 0 && self.status == earlier.left;
        let base = if untouched { earlier.clone() } else { self.clone() };
        Self {
            waiting_since: earliest(self.waiting_since, earlier.waiting_since),
            unanswered: self.unanswered.saturating_add(earlier.unanswered),
            left: self.left,
            failed: self.failed,
            again_at: self.again_at,
            took: earlier.took.or(self.took),
            due_why: earlier.due_why.clone().or(self.due_why),
            ..base
        }
    }
}

impl Conversation {
    /// How it stands now, before an answer that will leave it as `left`.
    pub fn standing(&self, left: Status) -> Standing {
        Standing {
            status: self.status,
            snoozed_until: self.snoozed_until,
            resolved_at: self.resolved_at,
            no_answer: self.no_answer,
            waiting_since: self.waiting_since,
            unanswered: self.unanswered,
            left,
            failed: None,
            again_at: None,
            took: None,
            due_why: self.due_why.clone(),
        }
    }

    /// An answer was taken back before it left: all is as it was, and what came meanwhile comes on
    /// top. Whatever a colleague made of it meanwhile stays, unless somebody would be forgotten.
    pub fn answer_undone(&mut self, before: &Standing) {
        let untouched = self.unanswered == 0 && self.status == before.left;
        self.waits_again(before);
        if untouched {
            self.stands_as(before);
        } else if self.waiting_since.is_some()
            && matches!(self.status, Status::Pending | Status::Resolved)
        {
            self.reopen();
        }
        if before.took.is_some() && self.assignee_id == before.took {
            self.assignee_id = None;
        }
    }

    /// What a person said about whose turn it is, is taken back. Nothing happened since: all is
    /// exactly as it was. Something came meanwhile: it comes on top, and whoever waited before is
    /// not forgotten. A colleague has said something else since: that stays.
    ///
    /// `after` is how it stood when it had been said; its `left` says nothing here.
    pub fn step_back(&mut self, before: &Standing, after: &Standing) {
        if self.status == after.status
            && self.snoozed_until == after.snoozed_until
            && self.waits_as(after)
        {
            self.stands_as(before);
            self.waiting_since = before.waiting_since;
            self.unanswered = before.unanswered;
            self.heard_again(before);
        } else if after.waiting_since.is_none() && before.waiting_since.is_some() {
            // It had been closed over somebody who waited.
            self.waits_again(before);
            if matches!(self.status, Status::Pending | Status::Resolved) {
                self.reopen();
            }
        }
    }

    /// An answer was refused, or may not have arrived: they wait as before, and it is ours to act.
    /// Returns the before-image to keep.
    #[must_use]
    pub fn answer_lost(&mut self, before: &Standing) -> Standing {
        if self.status != Status::Resolved || before.waiting_since.is_some() {
            self.waits_again(before);
            self.reopen();
        }
        Standing { failed: Some(self.status), ..before.clone() }
    }

    /// A failed answer is tried again. Returns the before-image to keep.
    #[must_use]
    pub fn answer_again(&self, before: &Standing) -> Standing {
        if before.failed == Some(self.status) && self.waits_as(before) {
            return Standing { failed: None, left: Status::Pending, ..before.clone() };
        }
        self.standing(Status::Pending)
    }

    /// A failed answer is given up: as it was before, unless something happened since.
    pub fn answer_given_up(&mut self, before: &Standing) {
        if before.failed == Some(self.status) && self.waits_as(before) {
            self.stands_as(before);
        }
    }

    /// A failed answer turns out to be there. `false`: something happened since; who waits now
    /// must be reckoned from the messages.
    #[must_use]
    pub fn answer_found(&mut self, before: &Standing, now: Timestamp) -> bool {
        if !self.waits_as(before) {
            return false;
        }
        self.answered();
        if before.left == Status::Resolved {
            self.resolve(now, None);
        }
        true
    }

    fn waits_as(&self, before: &Standing) -> bool {
        self.waiting_since == before.waiting_since && self.unanswered == before.unanswered
    }

    fn waits_again(&mut self, before: &Standing) {
        self.waiting_since = earliest(self.waiting_since, before.waiting_since);
        self.unanswered = self.unanswered.saturating_add(before.unanswered);
        self.heard_again(before);
    }

    /// How urgent it was said holds again for whoever waits again. Nobody was told yet of their
    /// waiting anew.
    fn heard_again(&mut self, before: &Standing) {
        let known = self.due_why.as_ref().map(|why| why.since);
        if known.is_none() || known != self.waiting_since {
            let why = before.due_why.clone();
            self.due_why = why.map(|why| DueWhy { climbed: Climbed::No, ..why });
        }
    }

    fn stands_as(&mut self, before: &Standing) {
        self.status = before.status;
        self.snoozed_until = before.snoozed_until;
        self.resolved_at = before.resolved_at;
        self.no_answer = before.no_answer;
    }
}

fn earliest(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
