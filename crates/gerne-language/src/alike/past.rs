//! The posts of the last weeks, to say how usual something is.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use jiff::{SignedDuration, Timestamp};

use super::burst::{Key, Report};
use super::clusters::{Clusters, Core};
use super::terms::{Term, index};

/// What was written in the last weeks: which words, which facts.
#[derive(Debug, Default)]
pub(super) struct Past {
    posts: VecDeque<Written>,
    /// The number of the first post that is kept; posts are numbered as they come.
    first: u64,
    by_word: Vec<VecDeque<u64>>,
    by_fact: HashMap<String, VecDeque<u64>>,
}

#[derive(Debug)]
struct Written {
    at: Timestamp,
    words: Vec<Term>,
    facts: Vec<String>,
    author: u64,
    complains: bool,
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usual {
    /// Posts like these.
    pub alike: usize,
    /// Posts of all kinds in the same time.
    pub of: usize,
}

/// How long, and how much at most, is kept; some ten megabytes.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 21);
const MOST: usize = 100_000;
/// How many posts of the past are compared with a cluster.
const LOOKED_AT: usize = 1_000;

/// What makes a post one of a key.
enum Measure<'a> {
    Fact(&'a str),
    Core(Core, Option<&'a str>),
}

impl<'a> Measure<'a> {
    fn of(key: &'a Key, clusters: &Clusters) -> Measure<'a> {
        match key {
            Key::Fact(fact) => Measure::Fact(fact),
            Key::Cluster(cluster) => Measure::Core(clusters.core(*cluster), None),
            Key::Both(cluster, fact) => Measure::Core(clusters.core(*cluster), Some(fact)),
        }
    }

    /// Whether a post that is near is of the key.
    fn holds(&self, post: &Written, clusters: &Clusters) -> bool {
        match self {
            Measure::Fact(_) => true,
            Measure::Core(core, _) => clusters.belongs(&post.words, core),
        }
    }
}

/// The numbers of several lists that lie in a range; each list is in order.
fn within<'a>(lists: impl Iterator<Item = &'a VecDeque<u64>>, range: &Range<u64>) -> Vec<u64> {
    lists
        .flat_map(|list| {
            let begin = list.partition_point(|number| *number < range.start);
            let end = list.partition_point(|number| *number < range.end);
            list.range(begin..end.max(begin)).copied()
        })
        .collect()
}

impl Past {
    /// Keeps one more post, and lets go of what is too old.
    pub(super) fn keep(&mut self, report: &Report, words: Vec<Term>, facts: &[&str]) {
        let at = report.at;
        let number = self.first + self.posts.len() as u64;
        for word in &words {
            if self.by_word.len() <= index(*word) {
                self.by_word.resize_with(index(*word) + 1, VecDeque::new);
            }
            if let Some(posts) = self.by_word.get_mut(index(*word)) {
                posts.push_back(number);
            }
        }
        for fact in facts {
            self.by_fact.entry((*fact).to_owned()).or_default().push_back(number);
        }
        let facts = facts.iter().map(|fact| (*fact).to_owned()).collect();
        let Report { author, complains, .. } = *report;
        self.posts.push_back(Written { at, words, facts, author, complains });
        while self.posts.len() > MOST
            || self.posts.front().is_some_and(|first| at.duration_since(first.at) > KEPT)
        {
            self.let_go();
        }
    }

    /// How many posts before an instant would be counted under a key, by what its cluster is about
    /// now.
    pub(super) fn usual(&self, clusters: &Clusters, key: &Key, before: Timestamp) -> Usual {
        let of = self.before(before);
        let measure = Measure::of(key, clusters);
        let near = self.near(&measure, self.first..self.first + of as u64);
        // Of very many, every so-manieth stands for the others.
        let step = near.len() / LOOKED_AT + 1;
        let looked = near.into_iter().step_by(step).filter_map(|number| self.post(number));
        let alike = step * looked.filter(|post| measure.holds(post, clusters)).count();
        Usual { alike, of }
    }

    /// The posts since an instant that would be counted under a key, by the same measure.
    pub(super) fn lately(&self, clusters: &Clusters, key: &Key, since: Timestamp) -> Vec<Report> {
        let end = self.first + self.posts.len() as u64;
        let measure = Measure::of(key, clusters);
        self.near(&measure, self.first + self.before(since) as u64..end)
            .into_iter()
            .filter_map(|number| self.post(number))
            .filter(|post| measure.holds(post, clusters))
            .map(|post| Report { at: post.at, author: post.author, complains: post.complains })
            .collect()
    }

    /// The numbers of the posts in a range that name the fact, or share a word of the core.
    fn near(&self, measure: &Measure<'_>, range: Range<u64>) -> Vec<u64> {
        let mut near: Vec<u64> = match measure {
            Measure::Fact(fact) | Measure::Core(_, Some(fact)) => {
                within(self.by_fact.get(*fact).into_iter(), &range)
            }
            Measure::Core(core, None) => {
                within(core.words().filter_map(|word| self.by_word.get(index(word))), &range)
            }
        };
        near.sort_unstable();
        near.dedup();
        near
    }

    fn post(&self, number: u64) -> Option<&Written> {
        self.posts.get(usize::try_from(number.checked_sub(self.first)?).ok()?)
    }

    /// How many posts were written before an instant; posts come in the order of time, nearly.
    fn before(&self, at: Timestamp) -> usize {
        self.posts.partition_point(|post| post.at < at)
    }

    /// How many posts of all kinds were written since an instant.
    pub(super) fn since(&self, at: Timestamp) -> usize {
        self.posts.len() - self.before(at)
    }

    fn let_go(&mut self) {
        let Some(gone) = self.posts.pop_front() else { return };
        self.first += 1;
        for word in gone.words {
            if let Some(posts) = self.by_word.get_mut(index(word)) {
                posts.pop_front();
            }
        }
        for fact in gone.facts {
            if let Some(posts) = self.by_fact.get_mut(&fact) {
                posts.pop_front();
                if posts.is_empty() {
                    self.by_fact.remove(&fact);
                }
            }
        }
    }
}
