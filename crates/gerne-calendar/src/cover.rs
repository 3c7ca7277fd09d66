//! The hours that count for something: a team's own, together with those of whoever covers for it.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::holidays::Holidays;
use crate::hours::{OpeningHours, joined};

/// When somebody is there: whenever one of several teams is, or always where nobody said when.
#[derive(Clone, Debug, PartialEq)]
pub struct Hours {
    zone: TimeZone,
    /// One's own first. None: always open.
    parts: Vec<OpeningHours>,
}

impl Hours {
    /// Always open, in a time zone.
    pub fn always(zone: TimeZone) -> Hours {
        Hours { zone, parts: Vec::new() }
    }

    /// As these hours say.
    pub fn of(own: OpeningHours) -> Hours {
        Hours { zone: own.zone().clone(), parts: vec![own] }
    }

    /// The same, and open too whenever these are. What is always open stays so.
    #[must_use]
    pub fn covered_by(mut self, other: OpeningHours) -> Hours {
        if !self.parts.is_empty() {
            self.parts.push(other);
        }
        self
    }

    /// Whether nobody said when.
    pub fn is_always(&self) -> bool {
        self.parts.is_empty()
    }

    /// The time zone of one's own hours.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// One's own free days; `None` where nobody said when.
    pub fn holidays(&self) -> Option<&Holidays> {
        self.parts.first().map(OpeningHours::holidays)
    }

    /// Whether somebody is there at an instant.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|part| part.is_open(at))
    }

    /// How much of a span was open; nought where the second is not later.
    pub fn between(&self, from: Timestamp, to: Timestamp) -> SignedDuration {
        match self.parts.as_slice() {
            [] => to.duration_since(from).max(SignedDuration::ZERO),
            [own] => own.between(from, to),
            _ => self
                .spans(from)
                .take_while(|(opens, _)| *opens < to)
                .map(|(opens, closes)| closes.min(to).duration_since(opens.max(from)))
                .fold(SignedDuration::ZERO, |sum, open| sum + open),
        }
    }

    /// When so much opening time will be over, as [`OpeningHours::after`].
    pub fn after(&self, from: Timestamp, open: SignedDuration) -> Option<Timestamp> {
        match self.parts.as_slice() {
            [] => from.checked_add(open.max(SignedDuration::ZERO)).ok(),
            [own] => own.after(from, open),
            _ => {
                let mut left = open.max(SignedDuration::ZERO);
                for (opens, closes) in self.spans(from) {
                    let opens = opens.max(from);
                    let here = closes.duration_since(opens);
                    if left <= here {
                        return opens.checked_add(left).ok();
                    }
                    left -= here;
                }
                None
            }
        }
    }

    /// When somebody is there next: the instant itself where somebody is.
    pub fn next_open(&self, at: Timestamp) -> Option<Timestamp> {
        self.after(at, SignedDuration::ZERO)
    }

    /// When the last will go, where somebody is there; `None` where nobody is, or never goes.
    pub fn closes(&self, at: Timestamp) -> Option<Timestamp> {
        let mut until = self.parts.iter().filter_map(|part| part.closes(at)).max()?;
        // Whoever covers may come before the first has gone.
        while let Some(later) =
            self.parts.iter().filter_map(|part| part.closes(until)).max().filter(|l| *l > until)
        {
            until = later;
        }
        Some(until)
    }

    fn spans(&self, from: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> + '_ {
        let mut parts: Vec<_> = self.parts.iter().map(|part| part.spans(from).peekable()).collect();
        let sorted = std::iter::from_fn(move || {
            let first = parts
                .iter_mut()
                .enumerate()
                .filter_map(|(n, part)| part.peek().map(|(opens, _)| (*opens, n)))
                .min()?;
            parts.get_mut(first.1)?.next()
        });
        joined(sorted)
    }
}
