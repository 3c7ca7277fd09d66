//! Snowflake ids: 41 bits of milliseconds since 2010-11-04T01:42:54.657Z, then 22 bits that only
//! keep apart what happened within one.

use jiff::Timestamp;

const EPOCH: i64 = 1_288_834_974_657;
const SHIFT: u32 = 22;

/// The smallest id of an instant.
pub(crate) fn at(when: Timestamp) -> u64 {
    u64::try_from(when.as_millisecond() - EPOCH).unwrap_or(0) << SHIFT
}

/// When an id was made.
#[cfg(test)]
pub(crate) fn when(id: u64) -> Timestamp {
    let millis = i64::try_from(id >> SHIFT).unwrap_or(0) + EPOCH;
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Hands out ids, each once.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    used: std::collections::HashSet<u64>,
    last: u64,
}

impl Ids {
    pub(crate) fn next(&mut self, now: Timestamp) -> u64 {
        let mut id = at(now);
        // Within one millisecond the order of creation is kept.
        if self.last >> SHIFT == id >> SHIFT {
            id = self.last + 1;
        }
        while !self.used.insert(id) {
            id += 1;
        }
        self.last = id;
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_with_time_and_are_unique() {
        let now: Timestamp = "2026-11-16T08:00:00.123Z".parse().unwrap();
        let mut ids = Ids::default();
        let first = ids.next(now);
        let many: Vec<u64> = (0..5000).map(|_| ids.next(now)).collect();
        assert!(many.is_sorted() && many[0] > first);
        assert_eq!(when(first), now);
        let earlier = ids.next(now - jiff::SignedDuration::from_secs(1));
        assert!(earlier < first);
        // The real one of a documented payload.
        let documented: Timestamp = "2026-07-24T21:05:48Z".parse().unwrap();
        assert_eq!(when(2_080_761_390_344_937_796).as_second(), documented.as_second());
    }
}
