//! Where we are in the posts of a wall and in the comments below them. A new comment below an old
//! post does not move the post, so each post has a place of its own, and is looked at the more
//! often the younger what was said below it is. Pure.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use gerne_domain::{Timestamp, time::between};
use serde::{Deserialize, Serialize};

/// So much later than what is younger something may appear.
pub(crate) const LATE: i64 = 5 * 60;
/// Posts that are watched.
const MOST: usize = 300;
/// However many were not looked at yet.
const MOST_EVER: usize = 5_000;
/// What was said below a post within this time keeps it among those that are always looked at.
const LIVELY: Duration = Duration::from_hours(2);
/// However silent, a post is looked at once in this time.
const SELDOM: Duration = Duration::from_hours(12);

/// How far a list was read: everything up to a time, and what of the last minutes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Forward {
    /// Of the newest that was handed over, in seconds since 1970.
    #[serde(rename = "n")]
    pub(crate) newest: i64,
    /// What was handed over within the time in which something may appear late.
    #[serde(rename = "s", default, skip_serializing_if = "BTreeMap::is_empty")]
    seen: BTreeMap<String, i64>,
}

impl Forward {
    /// From an instant on: when the account was connected.
    pub(crate) fn from(now: Timestamp) -> Self {
        Self { newest: now.as_second(), seen: BTreeMap::new() }
    }

    /// What to ask for: everything since this second.
    pub(crate) fn since(&self) -> i64 {
        self.newest.saturating_sub(LATE)
    }

    /// Whether it is to be handed over.
    pub(crate) fn is_new(&self, id: &str, at: i64) -> bool {
        at >= self.since() && !self.seen.contains_key(id)
    }

    /// It was handed over.
    pub(crate) fn handed(&mut self, id: &str, at: i64) {
        self.newest = self.newest.max(at);
        self.seen.insert(id.to_owned(), at);
    }

    /// It was handed over at the beginning, of which everything later is still to come.
    pub(crate) fn begun_with(&mut self, id: &str, at: i64) {
        self.seen.insert(id.to_owned(), at);
    }

    /// Forgets what cannot come again.
    pub(crate) fn tidy(&mut self) {
        let since = self.since();
        self.seen.retain(|_, at| *at >= since);
    }
}

/// A post whose comments are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Watched {
    pub(crate) id: String,
    #[serde(flatten)]
    pub(crate) read: Forward,
    /// When something was last said there.
    #[serde(rename = "l")]
    pub(crate) lively: i64,
    /// What stands below it was not read yet.
    #[serde(rename = "u", default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) unread: bool,
}

impl Watched {
    /// For how long nothing was said below it.
    fn silence(&self, now: Timestamp) -> Duration {
        between(Timestamp::from_second(self.lively).unwrap_or(Timestamp::UNIX_EPOCH), now)
    }

    pub(crate) fn is_lively(&self, now: Timestamp) -> bool {
        self.silence(now) < LIVELY
    }
}

/// A wall: its posts, and those that are watched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wall {
    pub(crate) posts: Forward,
    #[serde(default)]
    pub(crate) watched: Vec<Watched>,
}

impl Wall {
    /// Where the platform's list was read to.
    pub(crate) fn read(cursor: &str) -> Option<Self> {
        serde_json::from_str(cursor).ok()
    }

    pub(crate) fn write(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// Watches a post from a time on.
    pub(crate) fn watch(&mut self, id: &str, from: i64, lively: i64) {
        if self.watched.iter().any(|post| post.id == id) {
            return;
        }
        let read = Forward { newest: from, seen: BTreeMap::new() };
        self.watched.push(Watched { id: id.to_owned(), read, lively, unread: true });
    }

    /// Of more than are watched those go that were silent for longest, once they were read: after
    /// an hour with a thousand posts, what stands below each of them is read all the same.
    pub(crate) fn trim(&mut self) {
        if self.watched.len() <= MOST {
            return;
        }
        let mut by_silence: Vec<(bool, i64, String)> =
            self.watched.iter().map(|post| (post.unread, post.lively, post.id.clone())).collect();
        by_silence.sort();
        let read = by_silence.iter().filter(|(unread, ..)| !unread).count();
        let must_go = self.watched.len().saturating_sub(MOST_EVER);
        let go = (self.watched.len() - MOST).min(read).max(must_go);
        let gone: BTreeSet<String> = by_silence.drain(..go).map(|(_, _, id)| id).collect();
        self.watched.retain(|post| !gone.contains(&post.id));
    }

    pub(crate) fn post(&mut self, id: &str) -> Option<&mut Watched> {
        self.watched.iter_mut().find(|post| post.id == id)
    }

    /// It is gone.
    pub(crate) fn forget(&mut self, id: &str) {
        self.watched.retain(|post| post.id != id);
    }

    /// Which posts to look at now, the longest unlooked first; at most so many of those that are
    /// lively, and of those that are silent. `looked`: when each was looked at, in this life.
    pub(crate) fn due(
        &self,
        looked: &BTreeMap<String, Timestamp>,
        now: Timestamp,
        (most_lively, most_silent): (usize, usize),
    ) -> Vec<String> {
        let (mut always, mut others) = (Vec::new(), Vec::new());
        for post in &self.watched {
            let silent = post.silence(now);
            let since = looked.get(&post.id).map(|at| between(*at, now));
            if post.is_lively(now) {
                always.push((looked.get(&post.id).copied(), post.id.clone()));
            } else if since.is_none_or(|since| since >= (silent / 20).min(SELDOM)) {
                // Never looked at in this life: after those that wait.
                others.push((since.is_none(), std::cmp::Reverse(since), post.id.clone()));
            }
        }
        always.sort();
        others.sort();
        let always = always.into_iter().take(most_lively).map(|(_, id)| id);
        always.chain(others.into_iter().take(most_silent).map(|(_, _, id)| id)).collect()
    }

    /// Whether a lively post was not looked at since an instant, in this life.
    pub(crate) fn is_behind(
        &self,
        looked: &BTreeMap<String, Timestamp>,
        now: Timestamp,
        since: Timestamp,
    ) -> bool {
        self.watched
            .iter()
            .any(|post| post.is_lively(now) && looked.get(&post.id).is_none_or(|at| *at < since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    #[test]
    fn what_is_young_is_asked_for_once_more_and_told_once() {
        let mut place = Forward::from(at(0));
        place.handed("a", at(10).as_second());
        place.handed("b", at(20).as_second());
        place.tidy();
        assert_eq!(place.since(), at(20 - LATE).as_second());
        assert!(!place.is_new("a", at(10).as_second()));
        assert!(place.is_new("late", at(-100).as_second()));
        assert!(!place.is_new("old", at(-400).as_second()));
        place.handed("c", at(1_000).as_second());
        place.tidy();
        assert_eq!(place.seen.len(), 1);
    }

    #[test]
    fn lively_posts_are_always_looked_at_and_silent_ones_seldom() {
        let mut wall = Wall { posts: Forward::from(at(0)), watched: Vec::new() };
        let day = 86_400;
        wall.watch("hot", 0, at(10 * day - 60).as_second());
        wall.watch("day", 0, at(9 * day).as_second());
        wall.watch("old", 0, at(0).as_second());
        let now = at(10 * day);
        let mut looked = BTreeMap::new();
        assert_eq!(wall.due(&looked, now, (10, 10)), ["hot", "day", "old"]);
        assert_eq!(wall.due(&looked, now, (10, 1)).len(), 2, "only so many silent ones at once");
        let earlier = Timestamp::from_second(now.as_second() - 60).unwrap();
        assert!(wall.is_behind(&looked, now, earlier), "never looked at");
        for id in ["hot", "day", "old"] {
            looked.insert(id.to_owned(), now);
        }
        assert!(!wall.is_behind(&looked, now, earlier));
        let hour = Timestamp::from_second(now.as_second() + 4_800).unwrap();
        assert_eq!(
            wall.due(&looked, hour, (10, 10)),
            ["hot", "day"],
            "a day silent: each 72 minutes"
        );
        let half = Timestamp::from_second(now.as_second() + day / 2 + 1).unwrap();
        assert_eq!(wall.due(&looked, half, (10, 10)), ["day", "hot", "old"], "none is forgotten");
        assert_eq!(Wall::read(&wall.write().unwrap()).unwrap(), wall);
    }

    #[test]
    fn who_was_silent_for_longest_goes() {
        let mut wall = Wall { posts: Forward::default(), watched: Vec::new() };
        for nth in 0..400 {
            wall.watch(&format!("{nth}"), 0, nth);
        }
        wall.trim();
        assert_eq!(wall.watched.len(), 400, "nothing goes that was not read");
        wall.watched.iter_mut().for_each(|post| post.unread = false);
        wall.trim();
        assert_eq!(wall.watched.len(), MOST);
        assert!(wall.post("0").is_none() && wall.post("399").is_some());
        wall.forget("399");
        assert!(wall.post("399").is_none());
    }
}
