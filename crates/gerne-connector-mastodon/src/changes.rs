//! Posts that a stream said were edited or deleted, until what became of them is kept.
//!
//! They follow the same rule as lists: what a fetch hands over counts as done only when the cursor
//! that came with it comes back, because only then was it committed. A list in memory ends with its
//! process; what was rung for and not fetched by then is found by the engine's own re-check.

use std::collections::BTreeMap;

use gerne_connector::Cursor;
use gerne_domain::Timestamp;

/// Most posts that are remembered; more are found by the engine's own re-check.
const MOST: usize = 1000;

/// The list.
#[derive(Debug)]
pub(crate) struct Changed {
    /// Tells this list from that of an earlier connection, whose numbers mean nothing here.
    since: i64,
    rung: u64,
    posts: BTreeMap<String, u64>,
}

impl Changed {
    pub(crate) fn new(now: Timestamp) -> Self {
        Self { since: now.as_microsecond(), rung: 0, posts: BTreeMap::new() }
    }

    /// A post was changed. One that is changed once more is looked at once more, although an
    /// earlier change of it is being fetched. `false`: there is no room.
    pub(crate) fn ring(&mut self, post: String) -> bool {
        if self.posts.len() >= MOST && !self.posts.contains_key(&post) {
            return false;
        }
        self.rung += 1;
        self.posts.insert(post, self.rung);
        true
    }

    /// What the cursor proves to be kept is forgotten.
    pub(crate) fn kept(&mut self, cursor: Option<&Cursor>) {
        let number = cursor.and_then(|cursor| cursor.split_once(':'));
        if let Some((since, upto)) = number
            && since.parse() == Ok(self.since)
            && let Ok(upto) = upto.parse::<u64>()
        {
            self.posts.retain(|_, rung| *rung > upto);
        }
    }

    /// The posts that were rung for first, at most `limit`; the cursor behind them; whether there
    /// are more.
    pub(crate) fn next(&self, limit: usize) -> (Vec<String>, Option<Cursor>, bool) {
        let mut posts: Vec<(u64, &String)> =
            self.posts.iter().map(|(post, rung)| (*rung, post)).collect();
        posts.sort_unstable();
        let more = posts.len() > limit;
        posts.truncate(limit);
        let cursor = posts.last().map(|(upto, _)| format!("{}:{upto}", self.since));
        (posts.into_iter().map(|(_, post)| post.clone()).collect(), cursor, more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_forgotten_before_it_is_kept() {
        let mut changed = Changed::new(Timestamp::UNIX_EPOCH);
        for post in ["a", "b", "c"] {
            assert!(changed.ring(post.to_owned()));
        }
        let (posts, cursor, more) = changed.next(2);
        assert_eq!((posts, more), (vec!["a".to_owned(), "b".to_owned()], true));
        changed.kept(None);
        assert_eq!(changed.next(2).0, ["a", "b"], "the commit failed");
        // `a` changes once more while it is on its way.
        changed.ring("a".to_owned());
        changed.kept(cursor.as_ref());
        let (posts, cursor, more) = changed.next(2);
        assert_eq!((posts, more), (vec!["c".to_owned(), "a".to_owned()], false));
        changed.kept(cursor.as_ref());
        assert_eq!(changed.next(2), (Vec::new(), None, false));
    }

    #[test]
    fn a_cursor_of_an_earlier_connection_proves_nothing() {
        let mut old = Changed::new(Timestamp::UNIX_EPOCH);
        old.ring("x".to_owned());
        let cursor = old.next(9).1;
        let mut new = Changed::new(Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_secs(1));
        new.ring("y".to_owned());
        new.kept(cursor.as_ref());
        assert_eq!(new.next(9).0, ["y"]);
    }

    #[test]
    fn there_is_an_end_to_it() {
        let mut changed = Changed::new(Timestamp::UNIX_EPOCH);
        assert!((0..MOST).all(|n| changed.ring(n.to_string())));
        assert!(!changed.ring("one more".to_owned()));
        assert!(changed.ring("7".to_owned()), "known ones still count");
    }
}
