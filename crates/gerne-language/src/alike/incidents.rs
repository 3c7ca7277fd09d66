//! Incidents: many people, one cause, shortly after each other.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::burst::{Background, Burst, Bursts, Key, LONGEST, Report, Sensitivity};
use super::clusters::{ClusterId, Clusters, Likeness, Taken};
use super::past::{Past, Usual};

/// A post of somebody who is not us, as incidents are looked for in it.
#[derive(Clone, Copy, Debug)]
pub struct Post<'a> {
    /// The words that tell what it is about: folded, stems, without the common ones.
    pub words: &'a [&'a str],
    /// Places, products, lines and error codes that it names.
    pub facts: &'a [&'a str],
    /// Who wrote it, one number for each person.
    pub author: u64,
    /// When.
    pub at: Timestamp,
    /// Whether it says that something is wrong.
    pub complains: bool,
}

/// An incident's number; never given again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IncidentId(pub u32);

/// An incident that goes on.
#[derive(Clone, Debug)]
pub struct Incident {
    /// Its number.
    pub id: IncidentId,
    /// When it began: its first post.
    pub since: Timestamp,
    /// Who reported it.
    pub people: BTreeSet<u64>,
    /// How many would have been usual when it was noticed.
    pub usual: f64,
    /// When somebody last reported it.
    pub last: Timestamp,
    /// What is counted for it.
    pub keys: BTreeSet<Key>,
}

/// What a post led to.
#[derive(Clone, Debug)]
pub struct Noticed {
    /// What it is about.
    pub taken: Taken,
    /// An incident that is noticed with this post.
    pub new: Option<IncidentId>,
    /// The incidents that it reports, the new one with it.
    pub of: Vec<IncidentId>,
}

/// What more people write about than is usual, and that is part of no incident.
#[derive(Clone, Debug)]
pub struct Rising {
    /// What it is about.
    pub cluster: ClusterId,
    /// The first post of it within the last hour.
    pub since: Timestamp,
    /// How many would be usual in that hour.
    pub usual: f64,
}

/// Looks for incidents in a stream of posts.
#[derive(Debug)]
pub struct Incidents {
    clusters: Clusters,
    bursts: Bursts,
    past: Past,
    open: Vec<Incident>,
    next: u32,
    taken: usize,
}

/// Clusters that have grown alike are joined, and what is over is dropped, every so many posts.
const TIDY_EVERY: usize = 256;
/// An incident is over when nobody has reported it for so long.
const OVER: SignedDuration = LONGEST;

impl Incidents {
    /// Nothing is known yet.
    pub fn new(likeness: Likeness, sensitivity: Sensitivity) -> Incidents {
        Incidents {
            clusters: Clusters::new(likeness),
            bursts: Bursts::new(sensitivity),
            past: Past::default(),
            open: Vec::new(),
            next: 0,
            taken: 0,
        }
    }

    /// Takes a post. Posts may come a little out of order.
    pub fn take(&mut self, post: &Post<'_>) -> Noticed {
        self.open.retain(|open| post.at.duration_since(open.last) <= OVER);
        self.taken += 1;
        if self.taken.is_multiple_of(TIDY_EVERY) {
            self.tidy(post.at);
        }
        let report = Report { at: post.at, author: post.author, complains: post.complains };
        let taken = self.clusters.take(post.words.iter().copied(), post.at);
        self.past.keep(&report, taken.words.clone(), post.facts);
        let keys = keys(self.clusters.now(taken.cluster), post.facts);
        let mut new = None;
        for key in &keys {
            let before = Before { past: &self.past, clusters: &self.clusters, now: post.at };
            if let Some(burst) = self.bursts.take(key, report.clone(), &before) {
                new = new.or(self.notice(key, &burst));
            }
        }
        let of = self.report(&keys, post);
        Noticed { taken, new, of }
    }

    /// The incidents that go on.
    pub fn open(&self) -> &[Incident] {
        &self.open
    }

    /// What rises at an instant: at least `least` people within an hour, the most people first.
    pub fn rising(&mut self, now: Timestamp, least: usize) -> Vec<Rising> {
        let before = Before { past: &self.past, clusters: &self.clusters, now };
        let found = self.bursts.rising(now, least, &before).into_iter();
        // Whose people mostly report an incident is that incident, seen from another side.
        let told = |key: &Key| {
            let people: BTreeSet<u64> = self.bursts.authors(key).collect();
            self.open.iter().any(|open| {
                open.keys.contains(key)
                    || 2 * open.people.intersection(&people).count() >= people.len()
            })
        };
        let found = found.filter(|burst| !told(&burst.key)).filter_map(|burst| match burst.key {
            Key::Cluster(cluster) => {
                Some(Rising { cluster, since: burst.since, usual: burst.usual })
            }
            Key::Fact(_) | Key::Both(..) => None,
        });
        found.collect()
    }

    /// Whether two posts went to clusters that are one by now.
    pub fn is_same(&self, one: ClusterId, other: ClusterId) -> bool {
        self.clusters.now(one) == self.clusters.now(other)
    }

    /// The words that say most about a cluster.
    pub fn words(&self, cluster: ClusterId, most: usize) -> Vec<&str> {
        self.clusters.about(cluster, most)
    }

    /// What an incident is about: places, products and words, those that say most first.
    pub fn about(&self, incident: &Incident, most: usize) -> Vec<String> {
        let mut about: Vec<String> = Vec::new();
        let facts = incident.keys.iter().filter_map(|key| match key {
            Key::Fact(fact) | Key::Both(_, fact) => Some(fact.clone()),
            Key::Cluster(_) => None,
        });
        let clusters = incident.keys.iter().filter_map(|key| match key {
            Key::Cluster(cluster) | Key::Both(cluster, _) => Some(*cluster),
            Key::Fact(_) => None,
        });
        let words = clusters.flat_map(|cluster| self.clusters.about(cluster, most));
        for word in facts.chain(words.map(str::to_owned)) {
            if !about.contains(&word) {
                about.push(word);
            }
        }
        about.truncate(most);
        about
    }

    /// The places and products that an incident is counted by, those that most people name first.
    pub fn facts(&self, incident: &Incident) -> Vec<String> {
        let facts = incident.keys.iter().filter_map(|key| match key {
            Key::Fact(fact) | Key::Both(_, fact) => Some((self.bursts.authors(key).count(), fact)),
            Key::Cluster(_) => None,
        });
        let mut facts: Vec<(usize, &String)> = facts.collect();
        facts.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
        let mut all: Vec<String> = Vec::new();
        for (_, fact) in facts {
            if !all.contains(fact) {
                all.push(fact.clone());
            }
        }
        all
    }

    /// A burst whose people mostly report an incident already is that incident, seen from another
    /// side; else it is a new one.
    fn notice(&mut self, key: &Key, burst: &Burst) -> Option<IncidentId> {
        let people: BTreeSet<u64> = self.bursts.authors(key).collect();
        let same = self.open.iter_mut().find(|open| {
            let both = open.people.intersection(&people).count();
            2 * both >= people.len().min(open.people.len())
        });
        if let Some(open) = same {
            open.keys.insert(key.clone());
            open.people.extend(people);
            open.since = open.since.min(burst.since);
            return None;
        }
        let id = IncidentId(self.next);
        self.next += 1;
        self.open.push(Incident {
            id,
            since: burst.since,
            people,
            usual: burst.usual,
            last: burst.since,
            keys: BTreeSet::from([key.clone()]),
        });
        Some(id)
    }

    fn report(&mut self, keys: &[Key], post: &Post<'_>) -> Vec<IncidentId> {
        let mut of = Vec::new();
        for open in &mut self.open {
            if keys.iter().any(|key| open.keys.contains(key)) {
                open.people.insert(post.author);
                open.last = open.last.max(post.at);
                of.push(open.id);
            }
        }
        of
    }

    fn tidy(&mut self, now: Timestamp) {
        for (from, into) in self.clusters.tidy(now) {
            self.bursts.join_clusters(from, into);
            for open in &mut self.open {
                open.keys = open.keys.iter().map(|key| key.moved(from, into)).collect();
            }
        }
        self.bursts.forget(now);
    }
}

/// What came before now.
struct Before<'a> {
    past: &'a Past,
    clusters: &'a Clusters,
    now: Timestamp,
}

impl Background for Before<'_> {
    fn came(&self, within: SignedDuration) -> usize {
        self.now.checked_sub(within).map_or(0, |since| self.past.since(since))
    }

    fn usual(&self, key: &Key) -> Usual {
        let before = self.now.checked_sub(LONGEST);
        before.map_or(Usual::default(), |before| self.past.usual(self.clusters, key, before))
    }

    fn lately(&self, key: &Key) -> Option<Vec<Report>> {
        let since = self.now.checked_sub(LONGEST).ok()?;
        Some(self.past.lately(self.clusters, key, since))
    }
}

/// What a post is counted under: what it is about, each place or product that it names, and both.
fn keys(cluster: ClusterId, facts: &[&str]) -> Vec<Key> {
    let mut keys = vec![Key::Cluster(cluster)];
    for fact in facts {
        keys.push(Key::Fact((*fact).to_owned()));
        keys.push(Key::Both(cluster, (*fact).to_owned()));
    }
    keys
}
