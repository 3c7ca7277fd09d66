//! Identifiers of X tell when they were made: milliseconds since 2010-11-04T01:42:54.657Z, above 22
//! bits of worker and sequence. So a time can stand where an identifier is asked for.

use gerne_domain::Timestamp;

const EPOCH_MS: i64 = 1_288_834_974_657;
const BELOW: u32 = 22;

/// The number in an identifier; `None` for what is none.
pub(crate) fn number(id: &str) -> Option<u64> {
    id.parse().ok()
}

/// When what has this identifier was made, to the millisecond.
pub(crate) fn made_at(id: &str) -> Option<Timestamp> {
    time(number(id)?)
}

/// The same of a number.
pub(crate) fn time(number: u64) -> Option<Timestamp> {
    let ms = i64::try_from(number >> BELOW).ok()?.checked_add(EPOCH_MS)?;
    Timestamp::from_millisecond(ms).ok()
}

/// The first identifier of a millisecond; 1 for times before there were any.
pub(crate) fn first_at(at: Timestamp) -> u64 {
    let since = u64::try_from(at.as_millisecond().saturating_sub(EPOCH_MS)).unwrap_or(0);
    (since.min(u64::MAX >> (BELOW + 1)) << BELOW).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_identifiers_tell_each_other() {
        // A post of 2026-07-24T21:23:23 as X itself shows it in its documents.
        let made = made_at("2080765813578191303").unwrap();
        assert!(made.to_string().starts_with("2026-07-24T21:23:23"), "{made}");
        let first = first_at(made);
        assert_eq!(time(first), Some(made));
        assert!(first <= 2_080_765_813_578_191_303);
        assert_eq!(first_at(Timestamp::UNIX_EPOCH), 1);
        assert_eq!(made_at("dm:7"), None);
        assert!(time(first_at(Timestamp::MAX)).is_some());
    }
}
