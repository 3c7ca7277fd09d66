//! Who is told what.

use jiff::{SignedDuration, Timestamp};

use super::Visibility;
use super::deeds::millis;
use super::model::{Notification, Who};
use super::state::State;
use crate::faults::FaultKind;

impl State {
    /// Tells somebody, unless it is their own doing.
    pub(crate) fn notify(&mut self, to: Who, kind: &'static str, from: Who, status: Option<&str>) {
        if to == from {
            return;
        }
        let verdict = self.verdict(to, from, status);
        if verdict == "drop" {
            return;
        }
        let now = self.now();
        let (id, rank) = self.next_notification_id(now);
        let late = self.draw("GET", "/api/v1/notifications", Some(to), |kind| {
            matches!(kind, FaultKind::ListLate { .. })
        });
        let behind = late.iter().find_map(|(_, kind)| match kind {
            FaultKind::ListLate { behind } => Some(*behind),
            _ => None,
        });
        let notification = Notification {
            id,
            kind,
            from,
            status: status.map(str::to_owned),
            created_at: now,
            filtered: verdict == "filter",
            hidden_behind: behind.unwrap_or(0),
        };
        let filtered = notification.filtered;
        self.notifications[to].insert(rank, notification.clone());
        if !filtered {
            self.stream_notification(to, &notification);
        }
    }

    fn next_notification_id(&mut self, now: Timestamp) -> (String, u128) {
        let flavour = self.config.flavour;
        let number = self.next_notification;
        self.next_notification += 1;
        let id = if flavour == super::Flavour::GoToSocial {
            let salt = self.random.next();
            flavour.id(millis(now), u16::try_from(number % 65_536).unwrap_or(0), salt)
        } else {
            number.to_string()
        };
        let rank = flavour.notification_rank(&id);
        (id, rank)
    }

    fn verdict(&self, to: Who, from: Who, status: Option<&str>) -> String {
        let policy = &self.accounts[to].policy;
        let status = status.and_then(|id| self.status(id));
        let direct = status.is_some_and(|status| status.visibility == Visibility::Direct);
        let month = SignedDuration::from_hours(24 * 30);
        let fresh = self.now().duration_since(self.accounts[from].created_at) < month;
        let follows = |a: Who, b: Who| self.follows.contains(&(a, b));
        let answers = status
            .and_then(|status| status.in_reply_to.as_deref())
            .and_then(|id| self.any_status(id))
            .is_some_and(|parent| parent.author == to);
        let rules = [
            (!follows(to, from), &policy.for_not_following),
            (!follows(from, to), &policy.for_not_followers),
            (fresh, &policy.for_new_accounts),
            (direct && !answers, &policy.for_private_mentions),
        ];
        let hit = |word: &str| rules.iter().any(|(applies, rule)| *applies && *rule == word);
        let verdict = ["drop", "filter"].into_iter().find(|word| hit(word));
        verdict.unwrap_or("accept").to_owned()
    }
}
