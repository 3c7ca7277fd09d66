//! How spans are spread. Pure.

use serde::Serialize;

/// How spans are spread, in whole seconds. Percentiles are values that occurred: the smallest that
/// at least so many in a hundred do not exceed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// Half took no longer.
    pub median: u32,
    /// Nine in ten took no longer.
    pub p90: u32,
    /// Ninety-nine in a hundred took no longer.
    pub p99: u32,
    /// All together, divided by how many; rounded to the nearest second.
    pub mean: u32,
}

/// Ends of the columns of a distribution, in seconds; the last has none.
pub const COLUMNS: [u32; 12] =
    [300, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 172_800, 345_600, 604_800, u32::MAX];

impl Spread {
    /// Of these; none: all nought.
    pub fn of(mut spans: Vec<u32>) -> Spread {
        let count = spans.len();
        if count == 0 {
            return Spread::default();
        }
        let sum: u64 = spans.iter().map(|span| u64::from(*span)).sum();
        let mean = (sum + count as u64 / 2) / count as u64;
        // From the top down: each search leaves the smaller ones in front.
        let mut upper = count;
        let mut at = |percent: usize| {
            let place = (count * percent).div_ceil(100).max(1) - 1;
            let (_, found, _) = spans[..upper].select_nth_unstable(place);
            let found = *found;
            upper = place + 1;
            found
        };
        let (p99, p90, median) = (at(99), at(90), at(50));
        Spread { median, p90, p99, mean: u32::try_from(mean).unwrap_or(u32::MAX) }
    }
}

/// How many fall into each column.
pub(super) fn distribution(spans: impl Iterator<Item = u32>) -> [u32; COLUMNS.len()] {
    let mut columns = [0; COLUMNS.len()];
    for span in spans {
        let place = COLUMNS.partition_point(|end| *end < span);
        if let Some(column) = columns.get_mut(place) {
            *column += 1;
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_occurred() {
        let hundred: Vec<u32> = (1..=100).rev().collect();
        assert_eq!(Spread::of(hundred), Spread { median: 50, p90: 90, p99: 99, mean: 51 });
        assert_eq!(Spread::of(vec![7]), Spread { median: 7, p90: 7, p99: 7, mean: 7 });
        let few = Spread::of(vec![30, 10, 20, 1_000]);
        assert_eq!(few, Spread { median: 20, p90: 1_000, p99: 1_000, mean: 265 });
        assert_eq!(Spread::of(Vec::new()), Spread::default());
    }

    #[test]
    fn columns_hold_their_ends() {
        let columns = distribution([0, 300, 301, 604_800, 604_801].into_iter());
        assert_eq!((columns[0], columns[1], columns[10], columns[11]), (2, 1, 1, 1));
    }
}
