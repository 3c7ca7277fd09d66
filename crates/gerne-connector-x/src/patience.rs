//! How long to wait before a stream is opened again, as X wants it ("Handling disconnections"): at
//! once the first time, then ever longer, by what went wrong. Pure.

use std::time::Duration;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The connection broke, or was ended.
    Broke,
    /// X answered with an error.
    Refused,
    /// Too many connections or requests; X may say until when.
    Limited(Option<Duration>),
}

/// Failures in a row, by their kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patience {
    broke: u32,
    refused: u32,
    limited: u32,
}

impl Patience {
    /// How long to wait after this.
    pub(crate) fn fail(&mut self, trouble: Trouble) -> Duration {
        match trouble {
            Trouble::Broke => {
                self.broke = self.broke.saturating_add(1);
                let steps = self.broke.saturating_sub(1).min(64);
                Duration::from_millis(250).saturating_mul(steps).min(Duration::from_secs(16))
            }
            Trouble::Refused => {
                self.refused = self.refused.saturating_add(1);
                doubled(Duration::from_secs(5), self.refused).min(Duration::from_secs(320))
            }
            Trouble::Limited(told) => {
                self.limited = self.limited.saturating_add(1);
                let own =
                    doubled(Duration::from_mins(1), self.limited).min(Duration::from_hours(1));
                own.max(told.unwrap_or_default())
            }
        }
    }

    /// Something was heard.
    pub(crate) fn succeed(&mut self) {
        *self = Self::default();
    }
}

fn doubled(first: Duration, times: u32) -> Duration {
    first.saturating_mul(1 << times.saturating_sub(1).min(16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_as_x_wants_it() {
        let mut patience = Patience::default();
        let mut waits =
            |trouble, n: usize| (0..n).map(|_| patience.fail(trouble)).collect::<Vec<_>>();
        let millis =
            |all: &[u64]| all.iter().map(|n| Duration::from_millis(*n)).collect::<Vec<_>>();
        assert_eq!(waits(Trouble::Broke, 4), millis(&[0, 250, 500, 750]));
        assert_eq!(waits(Trouble::Broke, 90).last(), Some(&Duration::from_secs(16)));
        assert_eq!(waits(Trouble::Refused, 3), millis(&[5_000, 10_000, 20_000]));
        assert_eq!(waits(Trouble::Refused, 9).last(), Some(&Duration::from_secs(320)));
        assert_eq!(waits(Trouble::Limited(None), 2), millis(&[60_000, 120_000]));
        let told = Duration::from_mins(14);
        assert_eq!(waits(Trouble::Limited(Some(told)), 1), [told]);
        patience.succeed();
        assert_eq!(patience.fail(Trouble::Broke), Duration::ZERO);
    }
}
