//! What was tried to be said, so that nothing is said twice.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use gerne_domain::{Outbound, Timestamp, time::between};

/// Nothing waits longer than a day to be said; a try that was never settled is forgotten after this.
const REMEMBERED: Duration = Duration::from_hours(48);

/// What one connection tried to say. A connection is opened anew with the process and when an
/// account comes from another node: what was written before that may have been tried by somebody
/// who is no more: whoever that was is silent for a lease's time by then, which is more than clocks
/// differ. What was written since, and was only ever waiting for its turn, was not.
#[derive(Debug)]
pub struct Tried {
    since: Timestamp,
    keys: Mutex<BTreeMap<String, Timestamp>>,
}

impl Tried {
    /// Of a connection that is opened now.
    pub fn since(now: Timestamp) -> Self {
        Self { since: now, keys: Mutex::default() }
    }

    /// Whether it may be on the platform already: then look before it is said.
    pub fn may_be_there(&self, outbound: &Outbound) -> bool {
        outbound.written_at < self.since || self.keys().contains_key(&outbound.key)
    }

    /// It is tried now.
    pub fn note(&self, key: &str, now: Timestamp) {
        let mut keys = self.keys();
        keys.retain(|_, at| between(*at, now) <= REMEMBERED);
        keys.insert(key.to_owned(), now);
    }

    /// It is there, or will never be.
    pub fn forget(&self, key: &str) {
        self.keys().remove(key);
    }

    fn keys(&self) -> MutexGuard<'_, BTreeMap<String, Timestamp>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use gerne_domain::{Outbound, Timestamp, Visibility};

    use super::Tried;

    #[test]
    fn only_what_may_have_been_tried_is_looked_for() {
        let at = |second: i64| Timestamp::from_second(1_800_000_000 + second).unwrap();
        let written = |key: &str, second| Outbound {
            key: key.to_owned(),
            written_at: at(second),
            in_reply_to: None,
            to: Vec::new(),
            visibility: Visibility::Public,
            subject: None,
            text: "Gerne!".to_owned(),
            content_warning: None,
            language: None,
            media: Vec::new(),
            letter: None,
        };
        let tried = Tried::since(at(0));
        let (old, waiting) = (written("old", -1), written("waiting", 1));
        assert!(tried.may_be_there(&old), "another process may have tried it");
        assert!(!tried.may_be_there(&waiting), "it only waited for its turn");
        tried.note("waiting", at(3_600));
        tried.note("another", at(3_600 + 47 * 3_600));
        assert!(tried.may_be_there(&waiting));
        tried.forget("waiting");
        assert!(!tried.may_be_there(&waiting));
    }
}
