//! Where reading a folder stands.

use std::time::Duration;

use gerne_domain::{Timestamp, time::before};
use serde::{Deserialize, Serialize};

use crate::tagged::Proof;

const HOUR: Duration = Duration::from_hours(1);
const WEEK: Duration = Duration::from_hours(7 * 24);

/// Up to where a folder was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// The numbering that `uid` belongs to (UIDVALIDITY).
    pub(crate) validity: u32,
    /// The number of the last mail that was read.
    pub(crate) uid: u32,
    /// What came before this was never meant to be read.
    pub(crate) from: Timestamp,
    /// After the numbering changed: below this number everything is read a second time, and what
    /// is older than `from` passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) again: Option<u32>,
    /// Of the inbox: whether answers can be asked to addresses of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tags: Option<Proof>,
}

impl Place {
    pub(crate) fn read(cursor: &str) -> Option<Self> {
        serde_json::from_str(cursor).ok()
    }

    pub(crate) fn write(&self) -> String {
        // Numbers and an instant cannot fail to be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The same folder under a new numbering: begin at its beginning.
    pub(crate) fn anew(self, validity: u32, next: u32) -> Self {
        Self { validity, uid: 0, again: Some(next), ..self }
    }

    /// Whether a mail was there before the account was connected, and is only seen because the
    /// numbering changed. A move to another server may give all mails a new date of arrival, so
    /// the date that their writers gave them counts as well; clocks differ, and mails are late.
    pub(crate) fn is_old(
        &self,
        uid: u32,
        came: Option<Timestamp>,
        written: Option<Timestamp>,
    ) -> bool {
        let by = |at: Option<Timestamp>, slack| at.is_some_and(|at| at < before(self.from, slack));
        self.again.is_some_and(|next| uid < next) && (by(came, HOUR) || by(written, WEEK))
    }

    pub(crate) fn moved_to(self, uid: u32) -> Self {
        let again = self.again.filter(|next| uid.saturating_add(1) < *next);
        Self { uid: self.uid.max(uid), again, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn places_come_back_as_they_were_written() {
        let place = Place {
            validity: 7,
            uid: 12,
            from: "2026-11-22T10:00:00Z".parse().unwrap(),
            again: None,
            tags: None,
        };
        assert_eq!(Place::read(&place.write()), Some(place));
        assert_eq!(Place::read("?"), None);
        let anew = place.anew(8, 40);
        assert_eq!(Place::read(&anew.write()), Some(anew));
        assert_eq!(anew.moved_to(38).again, Some(40));
        assert_eq!(anew.moved_to(39).again, None);
    }

    #[test]
    fn what_was_never_meant_to_be_read_stays_unread() {
        let from = "2026-11-22T10:00:00Z".parse().unwrap();
        let (older, newer) =
            ("2026-11-14T10:00:00Z".parse().ok(), "2026-11-23T10:00:00Z".parse().ok());
        let place = Place { validity: 7, uid: 12, from, again: None, tags: None };
        assert!(!place.is_old(13, older, older));
        let anew = place.anew(8, 40);
        assert!(anew.is_old(13, older, newer));
        assert!(anew.is_old(13, newer, older));
        assert!(!anew.is_old(13, newer, newer));
        assert!(!anew.is_old(40, older, older));
    }
}
