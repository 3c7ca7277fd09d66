//! Posts about the same thing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::{SignedDuration, Timestamp};

use super::terms::{Term, Terms, index};

/// A cluster's number; never given again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClusterId(pub u32);

/// How alike is alike.
#[derive(Clone, Debug)]
pub struct Likeness {
    /// A post joins a cluster when the cosine to its centre is above this.
    pub join: f32,
    /// Two clusters are joined when the cosine of their centres is above this.
    pub merge: f32,
    /// After how long a word counts half as much for what a cluster is about.
    pub half_life: SignedDuration,
    /// A cluster is forgotten when nothing came to it for this long.
    pub forget: SignedDuration,
}

impl Default for Likeness {
    fn default() -> Self {
        Likeness {
            join: 0.2,
            merge: 0.25,
            half_life: SignedDuration::from_hours(6),
            forget: SignedDuration::from_hours(48),
        }
    }
}

/// Where a post went.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The cluster.
    pub cluster: ClusterId,
    /// The cosine to its centre; nought where it began one.
    pub likeness: f32,
    /// The words that it shares with the cluster, those that say most first.
    pub shared: Vec<String>,
    /// Its own words that were compared, by number.
    pub(super) words: Vec<Term>,
}

/// The clusters of a stream of posts.
#[derive(Debug)]
pub struct Clusters {
    likeness: Likeness,
    terms: Terms,
    /// In order, so that a replay gives the same.
    alive: BTreeMap<ClusterId, Cluster>,
    /// By word: the clusters whose centre holds it.
    holders: Vec<BTreeSet<ClusterId>>,
    /// Where joined clusters went.
    joined: HashMap<ClusterId, ClusterId>,
    touched: BTreeSet<ClusterId>,
    next: u32,
}

#[derive(Debug)]
struct Cluster {
    /// The centre: words and how often they came, in the order of the words.
    centre: Vec<(Term, f32)>,
    at: Timestamp,
}

/// How many of a post's words, the rarest, look for its cluster.
const RAREST: usize = 6;
/// How many words a centre holds; beyond, those that say least are dropped.
const WIDEST: usize = 128;
/// How many words of a post are compared, the rarest; fewer than a centre holds.
const LONGEST: usize = 64;
/// How many words of a centre look for one to be joined with, and how many they may find.
const HEAVIEST: usize = 8;
const NEIGHBOURS: usize = 24;
/// How many words make a cluster's core, and how often a word must come in it, beside the one that
/// comes most often.
const CORE: usize = 16;
const OFTEN: f32 = 0.25;

/// What several posts of a cluster have in common, in the order of the words.
#[derive(Debug)]
pub(super) struct Core(Vec<(Term, f32)>);

impl Core {
    pub(super) fn words(&self) -> impl Iterator<Item = Term> {
        self.0.iter().map(|word| word.0)
    }
}

impl Clusters {
    /// None yet.
    pub fn new(likeness: Likeness) -> Clusters {
        Clusters {
            likeness,
            terms: Terms::default(),
            alive: BTreeMap::new(),
            holders: Vec::new(),
            joined: HashMap::new(),
            touched: BTreeSet::new(),
            next: 0,
        }
    }

    /// Puts a post, as the words that tell what it is about (folded, stems, without the common
    /// ones), where it belongs.
    pub fn take<'a>(&mut self, words: impl IntoIterator<Item = &'a str>, at: Timestamp) -> Taken {
        let mut post = self.terms.count(words);
        if post.len() > LONGEST {
            post.sort_by_key(|term| (self.terms.posts(*term), *term));
            post.truncate(LONGEST);
            post.sort_unstable();
        }
        self.holders.resize_with(self.terms.len(), BTreeSet::new);
        let best = self.nearest(&post).filter(|(_, likeness)| *likeness > self.likeness.join);
        let (cluster, likeness) = best.unwrap_or_else(|| (self.begin(at), 0.0));
        let shared = self.shared(cluster, &post);
        self.add(cluster, post.iter().map(|term| (*term, 1.0)).collect(), at);
        Taken { cluster, likeness, shared, words: post }
    }

    /// The cluster that a cluster was joined into, or itself.
    pub fn now(&self, cluster: ClusterId) -> ClusterId {
        let mut now = cluster;
        while let Some(next) = self.joined.get(&now) {
            now = *next;
        }
        now
    }

    /// What a cluster is about: its heaviest words.
    pub fn about(&self, cluster: ClusterId, most: usize) -> Vec<&str> {
        let Some(cluster) = self.alive.get(&self.now(cluster)) else { return Vec::new() };
        self.heaviest(&cluster.centre, most).into_iter().map(|term| self.terms.name(term)).collect()
    }

    /// How many clusters are alive.
    pub fn len(&self) -> usize {
        self.alive.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.alive.is_empty()
    }

    /// Forgets what is over and joins what has grown alike since the last time; to be called every
    /// few hundred posts or every minute. Returns which went into which.
    pub fn tidy(&mut self, now: Timestamp) -> Vec<(ClusterId, ClusterId)> {
        self.forget(now);
        let mut joined = Vec::new();
        while let Some(cluster) = self.touched.pop_first() {
            let Some(into) = self.twin(cluster) else { continue };
            let (small, large) = self.by_weight(cluster, into);
            self.join(small, large);
            joined.push((small, large));
        }
        joined
    }

    /// What several posts of a cluster have in common: the words that came most often, without those
    /// that single posts brought. Posts of the past are measured by it, and posts that the centre was
    /// made of are not favoured.
    pub(super) fn core(&self, cluster: ClusterId) -> Core {
        let centre = self.alive.get(&self.now(cluster)).map(|cluster| cluster.centre.as_slice());
        let mut often: Vec<(Term, f32)> = centre.unwrap_or_default().to_vec();
        often.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let least = often.first().map_or(0.0, |most| most.1 * OFTEN);
        often.retain(|word| word.1 >= least);
        often.truncate(CORE);
        often.sort_by_key(|word| word.0);
        Core(often)
    }

    /// Whether a post, as the numbers of its words, is about what a cluster's core says.
    pub(super) fn belongs(&self, post: &[Term], core: &Core) -> bool {
        self.cosine(post, &core.0) > self.likeness.join
    }

    fn begin(&mut self, at: Timestamp) -> ClusterId {
        let cluster = ClusterId(self.next);
        self.next += 1;
        self.alive.insert(cluster, Cluster { centre: Vec::new(), at });
        cluster
    }

    fn nearest(&self, post: &[Term]) -> Option<(ClusterId, f32)> {
        let mut rarest: Vec<Term> = post.to_vec();
        rarest.sort_by_key(|term| (self.terms.posts(*term), *term));
        let near: BTreeSet<ClusterId> = rarest
            .iter()
            .take(RAREST)
            .filter_map(|term| self.holders.get(index(*term)))
            .flatten()
            .copied()
            .collect();
        best(near.into_iter().filter_map(|cluster| {
            Some((cluster, self.cosine(post, &self.alive.get(&cluster)?.centre)))
        }))
    }

    fn cosine(&self, post: &[Term], centre: &[(Term, f32)]) -> f32 {
        let post: Vec<(Term, f32)> = post.iter().map(|term| (*term, 1.0)).collect();
        self.dot(&post, centre) / (self.length(&post) * self.length(centre))
    }

    /// The cluster that one is to be joined with.
    fn twin(&self, cluster: ClusterId) -> Option<ClusterId> {
        let centre = &self.alive.get(&cluster)?.centre;
        let length = self.length(centre);
        let mut votes: BTreeMap<ClusterId, u32> = BTreeMap::new();
        for term in self.heaviest(centre, HEAVIEST) {
            for other in self.holders.get(index(term)).into_iter().flatten() {
                *votes.entry(*other).or_default() += 1;
            }
        }
        votes.remove(&cluster);
        let mut near: Vec<(ClusterId, u32)> = votes.into_iter().collect();
        near.sort_by_key(|(other, votes)| (std::cmp::Reverse(*votes), *other));
        let near = near.into_iter().take(NEIGHBOURS).filter_map(|(other, _)| {
            let theirs = &self.alive.get(&other)?.centre;
            Some((other, self.dot(centre, theirs) / (length * self.length(theirs))))
        });
        best(near).filter(|(_, likeness)| *likeness > self.likeness.merge).map(|(other, _)| other)
    }

    /// The lighter one first.
    fn by_weight(&self, one: ClusterId, other: ClusterId) -> (ClusterId, ClusterId) {
        let weight = |cluster: ClusterId| -> f32 {
            self.alive.get(&cluster).map_or(0.0, |cluster| cluster.centre.iter().map(|c| c.1).sum())
        };
        if weight(one) <= weight(other) { (one, other) } else { (other, one) }
    }

    fn join(&mut self, small: ClusterId, large: ClusterId) {
        let Some(gone) = self.alive.remove(&small) else { return };
        for (term, _) in &gone.centre {
            self.let_go(*term, small);
        }
        self.joined.insert(small, large);
        self.add(large, gone.centre, gone.at);
    }

    /// Adds words to a centre that has aged meanwhile, and keeps it narrow.
    fn add(&mut self, id: ClusterId, words: Vec<(Term, f32)>, at: Timestamp) {
        let Some(mut cluster) = self.alive.remove(&id) else { return };
        let aged = fading(cluster.at, at, self.likeness.half_life);
        // What is joined may be older than what it is joined to.
        let late = fading(at, cluster.at, self.likeness.half_life);
        cluster.at = cluster.at.max(at);
        let mut centre: BTreeMap<Term, f32> =
            cluster.centre.into_iter().map(|(term, weight)| (term, weight * aged)).collect();
        for (term, weight) in words {
            *centre.entry(term).or_default() += weight * late;
            if let Some(holders) = self.holders.get_mut(index(term)) {
                holders.insert(id);
            }
        }
        let mut centre: Vec<(Term, f32)> = centre.into_iter().collect();
        if centre.len() > WIDEST {
            let kept: BTreeSet<Term> = self.heaviest(&centre, WIDEST * 3 / 4).into_iter().collect();
            for (term, _) in centre.iter().filter(|(term, _)| !kept.contains(term)) {
                self.let_go(*term, id);
            }
            centre.retain(|(term, _)| kept.contains(term));
        }
        cluster.centre = centre;
        self.alive.insert(id, cluster);
        self.touched.insert(id);
    }

    fn forget(&mut self, now: Timestamp) {
        let over: Vec<ClusterId> = self
            .alive
            .iter()
            .filter(|(_, cluster)| now.duration_since(cluster.at) > self.likeness.forget)
            .map(|(id, _)| *id)
            .collect();
        for id in &over {
            let Some(cluster) = self.alive.remove(id) else { continue };
            for (term, _) in cluster.centre {
                self.let_go(term, *id);
            }
            self.touched.remove(id);
        }
        if !over.is_empty() {
            let lost = |id: &ClusterId| !self.alive.contains_key(&self.now(*id));
            let gone: Vec<ClusterId> = self.joined.keys().copied().filter(lost).collect();
            for id in gone {
                self.joined.remove(&id);
            }
        }
    }

    fn let_go(&mut self, term: Term, cluster: ClusterId) {
        if let Some(holders) = self.holders.get_mut(index(term)) {
            holders.remove(&cluster);
        }
    }

    fn shared(&self, cluster: ClusterId, post: &[Term]) -> Vec<String> {
        let Some(cluster) = self.alive.get(&cluster) else { return Vec::new() };
        let holds = |term: &Term| cluster.centre.binary_search_by_key(term, |word| word.0).is_ok();
        let mut shared: Vec<Term> = post.iter().copied().filter(|term| holds(term)).collect();
        shared.sort_by_key(|term| (self.terms.posts(*term), *term));
        shared.into_iter().map(|term| self.terms.name(term).to_owned()).collect()
    }

    fn heaviest(&self, centre: &[(Term, f32)], most: usize) -> Vec<Term> {
        let mut weights: Vec<(f32, Term)> = centre
            .iter()
            .map(|(term, weight)| (weight * self.terms.rarity(*term), *term))
            .collect();
        weights.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        weights.into_iter().take(most).map(|(_, term)| term).collect()
    }

    fn dot(&self, one: &[(Term, f32)], other: &[(Term, f32)]) -> f32 {
        let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        few.iter()
            .filter_map(|(term, weight)| {
                let at = many.binary_search_by_key(term, |word| word.0).ok()?;
                let theirs = many.get(at)?.1;
                Some(weight * theirs * self.terms.rarity(*term).powi(2))
            })
            .sum()
    }

    fn length(&self, centre: &[(Term, f32)]) -> f32 {
        let squares =
            centre.iter().map(|(term, weight)| (weight * self.terms.rarity(*term)).powi(2));
        squares.sum::<f32>().sqrt().max(f32::MIN_POSITIVE)
    }
}

/// What is left of a weight after a time; one where the time runs backwards.
fn fading(from: Timestamp, to: Timestamp, half_life: SignedDuration) -> f32 {
    let passed = to.duration_since(from).max(SignedDuration::ZERO);
    (-(passed.as_secs_f32() / half_life.as_secs_f32().max(1.0))).exp2()
}

/// The most alike; of equals the first, so that a replay gives the same.
fn best(all: impl Iterator<Item = (ClusterId, f32)>) -> Option<(ClusterId, f32)> {
    all.fold(None, |best, next| match best {
        Some((_, likeness)) if likeness >= next.1 => best,
        _ => Some(next),
    })
}
