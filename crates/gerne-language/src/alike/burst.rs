//! More about one thing than is usual at this hour.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jiff::{SignedDuration, Timestamp};

use super::clusters::ClusterId;
use super::past::Usual;

/// What is counted together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Posts about the same thing.
    Cluster(ClusterId),
    /// Posts that name the same place, product, line or error, in which something is wrong.
    Fact(String),
    /// Posts about the same thing that name the same place, product, line or error.
    Both(ClusterId, String),
}

impl Key {
    /// The same, where one cluster was joined into another.
    #[must_use]
    pub fn moved(&self, from: ClusterId, into: ClusterId) -> Key {
        match self {
            Key::Cluster(cluster) if *cluster == from => Key::Cluster(into),
            Key::Both(cluster, fact) if *cluster == from => Key::Both(into, fact.clone()),
            other => other.clone(),
        }
    }
}

/// One post, as a burst counts it. Our own posts are not handed in.
#[derive(Clone, Debug)]
pub struct Report {
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it: one number for each person, so that nobody counts twice.
    pub author: u64,
    /// Whether it says that something is wrong.
    pub complains: bool,
}

/// When a burst is one.
#[derive(Clone, Debug)]
pub struct Sensitivity {
    /// So unlikely must it be that so many come by chance.
    pub chance: f64,
    /// So many different people.
    pub people: usize,
    /// So large a share of them complains.
    pub complaints: f64,
}

impl Default for Sensitivity {
    fn default() -> Self {
        Sensitivity { chance: 1e-4, people: 5, complaints: 0.5 }
    }
}

/// A burst, when it was noticed.
#[derive(Clone, Debug, PartialEq)]
pub struct Burst {
    /// Of what.
    pub key: Key,
    /// The first post of it: "since 09:40".
    pub since: Timestamp,
    /// How many people so far.
    pub people: usize,
    /// How many would be usual in the time since.
    pub usual: f64,
}

/// What came lately, by key.
#[derive(Debug)]
pub struct Bursts {
    sensitivity: Sensitivity,
    tracks: BTreeMap<Key, Track>,
}

/// What came for one key.
#[derive(Debug, Default)]
struct Track {
    /// One entry for each person of the last hours, their first post; in the order of time.
    recent: VecDeque<Report>,
    /// A burst was told and is not over.
    told: bool,
    /// How usual it is, and when that was counted.
    usual: Option<(Timestamp, Usual)>,
    /// How many people had come when a closer look found no burst.
    looked_at: usize,
}

/// The spans that are looked at; an outage is told by the shortest that is unlikely.
const WINDOWS: [SignedDuration; 3] =
    [SignedDuration::from_mins(20), SignedDuration::from_hours(1), LONGEST];
/// The longest span: what is over when nobody has come for so long, and what is usual is counted
/// before it.
pub(super) const LONGEST: SignedDuration = SignedDuration::from_hours(3);
/// For so long, a count of what is usual is not made again.
const FRESH: SignedDuration = SignedDuration::from_mins(30);
/// What rises is looked at over this span, and may come by chance once in twenty times.
const RISING_WITHIN: SignedDuration = SignedDuration::from_hours(1);
const RISING_CHANCE: f64 = 0.05;
/// What is assumed before anything is known: that three in so many posts may be of any one kind.
const ASSUMED_ALIKE: f64 = 3.0;
const ASSUMED_OF: f64 = 50.0;
/// What was usual for weeks is not exactly what is usual now: it is trusted as much as this many
/// posts would be, however many there are.
const TRUSTED: f64 = 3_000.0;

/// What a burst is measured by.
pub trait Background {
    /// How many posts of all kinds came within a span up to now.
    fn came(&self, within: SignedDuration) -> usize;
    /// How usual a key is, counted over the time before the last three hours.
    fn usual(&self, key: &Key) -> Usual;
    /// The posts of the last three hours that are of a key by the same measure, in order; `None`
    /// where what was counted as it came is all there is.
    fn lately(&self, key: &Key) -> Option<Vec<Report>>;
}

impl Bursts {
    /// Nothing came yet.
    pub fn new(sensitivity: Sensitivity) -> Bursts {
        Bursts { sensitivity, tracks: BTreeMap::new() }
    }

    /// Counts a post under a key; a burst where it makes one. Told once, until it is over: until
    /// nobody has come for three hours.
    pub fn take(
        &mut self,
        key: &Key,
        report: Report,
        background: &impl Background,
    ) -> Option<Burst> {
        let at = report.at;
        let track = self.tracks.entry(key.clone()).or_default();
        track.let_go(at);
        // A person's second post is the same person, and counts from their first.
        if track.recent.iter().any(|earlier| earlier.author == report.author) {
            return None;
        }
        track.recent.push_back(report);
        if track.told || track.recent.len() < self.sensitivity.people {
            return None;
        }
        let usual = track.usual(key, at, background);
        if track.recent.len() < track.looked_at + 2 {
            return None;
        }
        // What is counted as it comes is what was nearest then. Before a burst is told, what came
        // lately is measured as what came before: a cluster that has changed is no burst.
        track.burst(key, usual, background, &self.sensitivity)?;
        let lately = background.lately(key).map_or_else(|| track.recent.clone(), VecDeque::from);
        let mut exact = Track::default();
        exact.join(Track { recent: lately, ..Track::default() });
        let burst = exact.burst(key, usual, background, &self.sensitivity);
        track.told = burst.is_some();
        track.looked_at = track.recent.len();
        burst
    }

    /// What was counted under one cluster is counted under another from now on.
    pub fn join_clusters(&mut self, from: ClusterId, into: ClusterId) {
        let both = Key::Both(from, String::new())..Key::Both(ClusterId(from.0 + 1), String::new());
        let mut moving: Vec<Key> = self.tracks.range(both).map(|(key, _)| key.clone()).collect();
        moving.push(Key::Cluster(from));
        for key in moving {
            if let Some(track) = self.tracks.remove(&key) {
                self.tracks.entry(key.moved(from, into)).or_default().join(track);
            }
        }
    }

    /// What at least `least` people wrote about in the hour up to `now`: at least twice as many as is
    /// usual, and that hardly by chance. Fewer than make a burst, and complaining or not. The most
    /// people first.
    pub fn rising(
        &mut self,
        now: Timestamp,
        least: usize,
        background: &impl Background,
    ) -> Vec<Burst> {
        let came = background.came(RISING_WITHIN);
        let mut rising = Vec::new();
        for (key, track) in &mut self.tracks {
            let lately = |report: &&Report| now.duration_since(report.at) <= RISING_WITHIN;
            let people = track.recent.iter().filter(lately).count();
            let Some(first) = track.recent.iter().find(lately) else { continue };
            if people < least || !matches!(key, Key::Cluster(_)) {
                continue;
            }
            let since = first.at;
            let usual = track.usual(key, now, background);
            let (chance, expected) = by_chance(people, came.saturating_sub(people), usual);
            if chance < RISING_CHANCE && ratio(people, 1) >= 2.0 * expected {
                rising.push(Burst { key: key.clone(), since, people, usual: expected });
            }
        }
        rising.sort_by(|one, other| other.people.cmp(&one.people).then(one.key.cmp(&other.key)));
        rising
    }

    /// Who came to a key within the last three hours before its newest post.
    pub fn authors(&self, key: &Key) -> impl Iterator<Item = u64> {
        self.tracks.get(key).into_iter().flat_map(|track| &track.recent).map(|report| report.author)
    }

    /// Drops what is over: keys that nobody came to within the last three hours.
    pub fn forget(&mut self, now: Timestamp) {
        self.tracks.retain(|_, track| {
            track.let_go(now);
            !track.recent.is_empty()
        });
    }
}

impl Track {
    /// How usual it is, counted again when that is old.
    fn usual(&mut self, key: &Key, at: Timestamp, background: &impl Background) -> Usual {
        let known = self.usual.filter(|(counted, _)| at.duration_since(*counted) < FRESH);
        self.usual.insert(known.unwrap_or_else(|| (at, background.usual(key)))).1
    }

    fn let_go(&mut self, now: Timestamp) {
        while self.recent.front().is_some_and(|first| now.duration_since(first.at) > LONGEST) {
            self.recent.pop_front();
        }
        self.told &= !self.recent.is_empty();
        self.looked_at = self.looked_at.min(self.recent.len());
    }

    /// Takes in what was counted elsewhere; each person stays one.
    fn join(&mut self, gone: Track) {
        self.told |= gone.told;
        self.usual = None;
        let mut all: Vec<Report> = self.recent.drain(..).chain(gone.recent).collect();
        all.sort_by_key(|report| report.at);
        let mut people = BTreeSet::new();
        all.retain(|report| people.insert(report.author));
        self.recent = all.into();
    }

    /// The burst that the shortest unlikely span makes.
    fn burst(
        &self,
        key: &Key,
        usual: Usual,
        background: &impl Background,
        sensitivity: &Sensitivity,
    ) -> Option<Burst> {
        WINDOWS
            .into_iter()
            .find_map(|window| self.burst_within(window, key, usual, background, sensitivity))
    }

    fn burst_within(
        &self,
        window: SignedDuration,
        key: &Key,
        usual: Usual,
        background: &impl Background,
        sensitivity: &Sensitivity,
    ) -> Option<Burst> {
        let now = self.recent.back()?.at;
        let within: Vec<&Report> =
            self.recent.iter().filter(|report| now.duration_since(report.at) <= window).collect();
        let since = within.first()?.at;
        let people = within.len();
        let complaints = within.iter().filter(|report| report.complains).count();
        if people < sensitivity.people || ratio(complaints, people) <= sensitivity.complaints {
            return None;
        }
        let others = background.came(window).saturating_sub(people);
        let (chance, expected) = by_chance(people, others, usual);
        (chance < sensitivity.chance).then(|| Burst {
            key: key.clone(),
            since,
            people,
            usual: expected,
        })
    }
}

/// The chance that so many or more of the posts that came would be of a kind that was so usual
/// before, and how many would be expected. The share is not known exactly: it has a gamma
/// distribution, so that the count has a negative binomial one.
fn by_chance(people: usize, others: usize, usual: Usual) -> (f64, f64) {
    let (alike, of) = (ratio(usual.alike, 1), ratio(usual.of, 1));
    let share = (alike + ASSUMED_ALIKE) / (of + ASSUMED_OF);
    let trust = (of + ASSUMED_OF).min(TRUSTED);
    let came = ratio(others, 1);
    let shape = share * trust;
    let hit = came / (trust + came);
    // The chance of exactly k, for k from nought on.
    let mut exactly = (1.0 - hit).powf(shape);
    let mut k = 0.0;
    let mut tail = 0.0;
    for n in 0..people + 200 {
        if n >= people {
            tail += exactly;
        }
        exactly *= hit * (shape + k) / (k + 1.0);
        k += 1.0;
    }
    (tail, share * came)
}

fn ratio(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of posts within weeks")]
    let ratio = part as f64 / whole.max(1) as f64;
    ratio
}
