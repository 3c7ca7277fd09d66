//! Where we are in a list that X gives newest first.
//!
//! `since_id` alone would lose what appears late, below an identifier that was passed already; so
//! what is new is asked for from a little before the newest, as long as that is young. A walk back
//! that is cut short (a failure, a budget) leaves a hole, which is remembered until it is filled.

use std::{collections::BTreeSet, time::Duration};

use gerne_domain::{
    Timestamp,
    time::{before, between},
};
use serde::{Deserialize, Serialize};

use crate::snowflake;

/// So much later than others something may appear. Read twice within a day it costs once.
const LATE: Duration = Duration::from_mins(2);
/// After so long nothing appears late any more.
const SETTLED: Duration = Duration::from_mins(5);

/// The place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// The newest identifier that was handed over.
    pub(crate) newest: u64,
    /// What was handed over within the time in which something may appear late.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) seen: BTreeSet<u64>,
    /// What is still to be read, the newest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) holes: Vec<Hole>,
}

/// Between two identifiers, both excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hole {
    pub(crate) after: u64,
    pub(crate) before: u64,
    /// How many posts were read above it in the same walk.
    #[serde(default)]
    pub(crate) above: u32,
}

impl Place {
    pub(crate) fn read(cursor: &str) -> Self {
        serde_json::from_str(cursor).unwrap_or_else(|_| Self {
            newest: snowflake::number(cursor).unwrap_or(0),
            ..Self::default()
        })
    }

    pub(crate) fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| self.newest.to_string())
    }

    /// The beginning, for lists that are empty: from now on, as far as clocks agree.
    pub(crate) fn begin(now: Timestamp) -> Self {
        let newest = snowflake::first_at(before(now, SETTLED));
        Self { newest, ..Self::default() }
    }

    /// What to ask for: everything newer than this.
    pub(crate) fn since(&self, now: Timestamp) -> u64 {
        let Some(at) = snowflake::time(self.newest) else { return self.newest };
        if between(at, now) > SETTLED {
            return self.newest;
        }
        snowflake::first_at(before(at, LATE)).min(self.newest)
    }

    /// Whether it was handed over already.
    pub(crate) fn knows(&self, id: u64) -> bool {
        self.seen.contains(&id)
    }

    /// These were handed over.
    pub(crate) fn handed(&mut self, ids: impl IntoIterator<Item = u64>) {
        self.seen.extend(ids);
        self.newest = self.newest.max(self.seen.last().copied().unwrap_or(0));
        let Some(at) = snowflake::time(self.newest) else { return };
        // Twice the time: what `since` asks for begins a little before.
        let keep = snowflake::first_at(before(at, LATE * 2));
        self.seen = self.seen.split_off(&keep);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(at: &str, nth: u64) -> u64 {
        snowflake::first_at(at.parse().unwrap()) + nth
    }

    #[test]
    fn what_is_young_is_asked_for_once_more() {
        let now: Timestamp = "2026-11-20T08:10:00Z".parse().unwrap();
        let mut place = Place::begin(now);
        place.handed([id("2026-11-20T08:09:00Z", 3), id("2026-11-20T08:09:30Z", 1)]);
        assert_eq!(place.newest, id("2026-11-20T08:09:30Z", 1));
        assert!(place.since(now) < id("2026-11-20T08:07:31Z", 0));
        assert!(place.knows(id("2026-11-20T08:09:00Z", 3)));
        let later = "2026-11-20T09:10:00Z".parse().unwrap();
        assert_eq!(place.since(later), place.newest, "nothing is paid for twice");
        place.handed([id("2026-11-20T09:00:00Z", 0)]);
        assert!(!place.knows(id("2026-11-20T08:09:00Z", 3)), "what is old is forgotten");
        assert_eq!(Place::read(&place.write()), place);
        assert_eq!(Place::read("17").newest, 17);
        assert_eq!(Place::read("nonsense").newest, 0);
    }
}
