//! What every call would cost, in micro-dollars, as the price list of April 2026 says.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

/// What X asks money for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Priced {
    /// A post that was read.
    PostRead,
    /// An own resource that the owner of the app read.
    OwnedRead,
    /// A person that was read, expansions too.
    UserRead,
    /// A private message that was read.
    DmRead,
    /// A post that was made.
    PostCreate,
    /// A post with an address in it.
    PostCreateWithUrl,
    /// An answer to somebody who mentioned or quoted the account.
    SummonedReply,
    /// A private message that was sent.
    DmCreate,
    /// A post or message that was deleted.
    Delete,
    /// A reply that was hidden or shown.
    Manage,
    /// An alt text.
    MediaMetadata,
    /// One question how many posts there are.
    Counts,
    /// A delivered event about a post; deletions are free.
    PostEvent,
    /// A delivered event about a private message received.
    DmEvent,
}

impl Priced {
    /// Micro-dollars each.
    pub fn micros(self) -> u64 {
        match self {
            Self::OwnedRead => 1_000,
            Self::PostRead
            | Self::Manage
            | Self::MediaMetadata
            | Self::Counts
            | Self::PostEvent => 5_000,
            Self::UserRead | Self::DmRead | Self::SummonedReply | Self::Delete | Self::DmEvent => {
                10_000
            }
            Self::PostCreate | Self::DmCreate => 15_000,
            Self::PostCreateWithUrl => 200_000,
        }
    }
}

/// One line of the bill: what a day (UTC) saw of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BillLine {
    /// `2026-11-16`
    pub day: String,
    /// What.
    pub kind: Priced,
    /// How many, repetitions of the same day left out.
    pub count: u64,
    /// Micro-dollars.
    pub micros: u64,
}

/// Everything that was charged.
#[derive(Debug, Default)]
pub(crate) struct Bill {
    lines: BTreeMap<(String, Priced), u64>,
    day: String,
    seen: HashSet<(&'static str, u64)>,
    posts: BTreeMap<String, u64>,
}

impl Bill {
    pub(crate) fn charge(&mut self, now: Timestamp, kind: Priced, count: u64) {
        if count > 0 {
            *self.lines.entry((day(now), kind)).or_default() += count;
        }
    }

    /// A resource that was read: the second time on the same day (UTC) costs nothing.
    pub(crate) fn read(&mut self, now: Timestamp, what: &'static str, id: u64, kind: Priced) {
        let today = day(now);
        if self.day != today {
            self.day.clone_from(&today);
            self.seen.clear();
        }
        if self.seen.insert((what, id)) {
            if what == "post" {
                *self.posts.entry(today).or_default() += 1;
            }
            self.charge(now, kind, 1);
        }
    }

    pub(crate) fn lines(&self) -> Vec<BillLine> {
        let line = |((day, kind), count): (&(String, Priced), &u64)| BillLine {
            day: day.clone(),
            kind: *kind,
            count: *count,
            micros: count * kind.micros(),
        };
        self.lines.iter().map(line).collect()
    }

    pub(crate) fn total(&self) -> u64 {
        self.lines.iter().map(|((_, kind), count)| count * kind.micros()).sum()
    }

    /// Posts read by day, oldest first.
    pub(crate) fn posts_by_day(&self) -> &BTreeMap<String, u64> {
        &self.posts
    }

    /// Posts read in the month of `now`.
    pub(crate) fn posts_this_month(&self, now: Timestamp) -> u64 {
        let month: String = day(now).chars().take(7).collect();
        self.posts.iter().filter(|(day, _)| day.starts_with(&month)).map(|(_, count)| count).sum()
    }
}

fn day(now: Timestamp) -> String {
    now.to_zoned(TimeZone::UTC).date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_costs_once_a_day() {
        let mut bill = Bill::default();
        let now: Timestamp = "2026-11-16T23:59:00Z".parse().unwrap();
        for _ in 0..3 {
            bill.read(now, "post", 1, Priced::OwnedRead);
        }
        bill.read(now, "user", 1, Priced::UserRead);
        assert_eq!(bill.total(), 11_000);
        let tomorrow = now + jiff::SignedDuration::from_mins(2);
        bill.read(tomorrow, "post", 1, Priced::PostRead);
        assert_eq!((bill.total(), bill.lines().len()), (16_000, 3));
        assert_eq!(bill.posts_this_month(now), 2);
    }
}
