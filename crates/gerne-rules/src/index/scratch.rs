//! Room to work in: one for each thread, used again for each post, so that matching allocates
//! nothing once it has seen the usual words.

use std::ops::Range;

use gerne_text::{Kind, Token, each_token};

use super::{
    Index, NONE, RuleId, Seen,
    cache::{Cache, Found, Known, print},
};
use crate::{
    brute::{APART, of},
    effort,
    post::{Part, Post, tongues},
    span::Span,
    term::{BOTH, Offers, Zone, attributes, chain_offers, offers},
    walk::{Chain, POSITIONS, Stop, Walker},
};

/// A rule that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The rule.
    pub rule: RuleId,
    /// Where its marks are in [`Scratch::marks`].
    pub marks: Range<usize>,
}

/// A stretch of a post that made a rule match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// In which part.
    pub part: Part,
    /// First byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

/// Room for matching against one index. It fits any; another index makes it start afresh.
#[derive(Debug, Default)]
pub struct Scratch {
    serial: u64,
    pub(super) cache: Cache,
    pub(super) epoch: u32,
    pub(super) terms: Vec<Presence>,
    /// A bit for each term: whether it is in the post. Asked far more often than where.
    bits: Vec<u64>,
    pub(super) present: Vec<u32>,
    pub(super) places: Vec<At>,
    pub(super) rules: Vec<u32>,
    pub(super) spans: Vec<Span>,
    pub(super) regions: Vec<(usize, usize)>,
    pub(super) hits: Vec<Hit>,
    pub(super) marks: Vec<Mark>,
    lower: String,
    found: Vec<Found>,
    tokens: Vec<Met>,
    counts: Vec<u32>,
    posts: u32,
}

/// Whether a term is in the post at hand, and where first and last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Presence {
    pub(super) epoch: u32,
    pub(super) first: u32,
    last: u32,
}

/// A token of the text at hand, and what the cache holds of it.
#[derive(Clone, Copy, Debug)]
struct Met {
    print: u64,
    known: Option<Known>,
    start: u32,
    /// Its first byte without a sign.
    from: u32,
    end: u32,
    kind: Kind,
    linked: bool,
}

/// A place of a term.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub(super) span: Span,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) part: Option<Part>,
    pub(super) next: u32,
}

impl Scratch {
    /// Rules that matched the last post, in no certain order.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// What made them match.
    pub fn marks(&self, hit: &Hit) -> &[Mark] {
        self.marks.get(hit.marks.clone()).unwrap_or_default()
    }

    /// What it has counted since it was asked last, for [`Seen::learn`]. `index` is the one that
    /// it worked for.
    pub fn learned(&mut self, index: &Index) -> Seen {
        if self.serial != index.serial {
            return Seen::default();
        }
        let mut seen = Seen { posts: f64::from(self.posts), ..Seen::default() };
        for (name, count) in index.terms.names.iter().zip(&mut self.counts) {
            if *count > 0 {
                seen.counts.insert(*name, f64::from(std::mem::take(count)));
            }
        }
        self.posts = 0;
        seen
    }

    /// Makes ready for a post of an index.
    pub(super) fn begin(&mut self, index: &Index) {
        if self.serial != index.serial || self.epoch == u32::MAX {
            self.serial = index.serial;
            self.cache.clear();
            self.epoch = 0;
            self.terms.clear();
            self.terms.resize(index.terms.len(), Presence { epoch: 0, first: NONE, last: NONE });
            self.bits.clear();
            self.bits.resize(index.terms.len().div_ceil(64), 0);
            self.present.clear();
            self.rules.clear();
            self.rules.resize(index.len(), 0);
            self.counts.clear();
            self.counts.resize(index.terms.len(), 0);
            self.posts = 0;
        }
        self.epoch += 1;
        self.posts = self.posts.saturating_add(1);
        for term in self.present.drain(..) {
            if let Some(bits) = self.bits.get_mut(term as usize / 64) {
                *bits = 0;
            }
        }
        self.places.clear();
        self.spans.clear();
        self.regions.clear();
        self.hits.clear();
        self.marks.clear();
    }

    /// Whether a term is in the post.
    pub(super) fn has(&self, term: u32) -> bool {
        self.bits.get(term as usize / 64).is_some_and(|bits| bits >> (term % 64) & 1 == 1)
    }

    /// Writes down everything that the post is and holds.
    pub(super) fn read(&mut self, index: &Index, post: &Post<'_>) {
        let tongues = tongues(post.lang);
        let mut first = 0;
        if !post.title.is_empty() {
            first = self.text(index, Zone::Text, post.title, 0, tongues, Some(Part::Title));
            first = if first == 0 { 0 } else { first + APART };
        }
        self.text(index, Zone::Text, post.text, first, tongues, Some(Part::Text));
        for zone in &index.zones {
            let part = (*zone == Zone::Title).then_some(Part::Title);
            self.text(index, *zone, of(post, *zone), 0, tongues, part);
        }
        attributes(post, |key| {
            index.terms.with_key(key, |term| self.mark(term, (0, 0), (0, 0), None));
        });
        if !index.terms.raw.is_empty() {
            for (text, part) in [(post.text, Part::Text), (post.title, Part::Title)] {
                index.terms.raw.within(text, |term, start, end| {
                    let narrow = |place: usize| u32::try_from(place).unwrap_or(NONE);
                    self.mark(term, (0, 0), (narrow(start), narrow(end)), Some(part));
                });
            }
        }
        if !index.terms.links.is_empty() {
            let mut lower = std::mem::take(&mut self.lower);
            for link in post.links {
                lower.clear();
                lower.extend(link.chars().flat_map(char::to_lowercase));
                index
                    .terms
                    .links
                    .within(&lower, |term, _, _| self.mark(term, (0, 0), (0, 0), None));
            }
            self.lower = lower;
        }
    }

    fn text(
        &mut self,
        index: &Index,
        zone: Zone,
        text: &str,
        first: u32,
        tongues: u8,
        part: Option<Part>,
    ) -> u32 {
        self.cut(zone, text);
        let age = self.cache.age;
        let tokens = std::mem::take(&mut self.tokens);
        let mut known = tokens.iter().map(|token| token.known);
        let mut visit = |at: u32, stop: Stop<'_>| {
            let known = if stop.chain.is_none() { known.next().flatten() } else { None };
            let known = match known.filter(|_| self.cache.age == age) {
                Some(known) => known,
                None => self.token(index, zone, &stop),
            };
            for nth in 0..u32::from(known.count) {
                let Some(found) = self.cache.store.get((known.start + nth) as usize).copied()
                else {
                    break;
                };
                if found.tongues & tongues != 0 {
                    let span = (at + u32::from(found.from), at + u32::from(found.to));
                    self.mark(found.term, span, (stop.start, stop.end), part);
                }
            }
            known.width
        };
        let mut walker = Walker::new(text, first);
        for token in &tokens {
            let (start, end) = (token.start as usize, token.end as usize);
            let Some(raw) = text.get(token.from as usize..end) else { break };
            let token = Token { text: raw, start, end, kind: token.kind, linked: token.linked };
            walker.token(&token, &mut visit);
        }
        let behind = walker.end(&mut visit);
        self.tokens = tokens;
        behind
    }

    /// Cuts a text, then asks what is known of all tokens: where one after the other is asked for while it
    /// is read, each waits for memory alone.
    fn cut(&mut self, zone: Zone, text: &str) {
        let narrow = |place: usize| u32::try_from(place).unwrap_or(NONE);
        self.tokens.clear();
        each_token(text, |token| {
            if self.tokens.len() < POSITIONS as usize {
                self.tokens.push(Met {
                    print: print_of(zone, token.text, token.kind, None),
                    known: None,
                    start: narrow(token.start),
                    from: narrow(token.end - token.text.len()),
                    end: narrow(token.end),
                    kind: token.kind,
                    linked: token.linked,
                });
            }
        });
        for token in &mut self.tokens {
            token.known = self.cache.get(token.print);
        }
    }

    fn token(&mut self, index: &Index, zone: Zone, stop: &Stop<'_>) -> Known {
        let print = print_of(zone, stop.raw, stop.kind, stop.chain);
        if let Some(known) = self.cache.get(print) {
            return known;
        }
        let taken = match stop.chain {
            Some(chain) => chain_offers(zone, stop.raw, chain.width),
            None => offers(zone, stop.raw, stop.kind, &index.lexicon),
        };
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        resolve(index, zone, &taken, &mut found);
        let known = self.cache.put(print, &found, taken.width);
        self.found = found;
        known
    }

    fn mark(&mut self, term: u32, span: Span, bytes: (u32, u32), part: Option<Part>) {
        effort::add(1);
        let place = u32::try_from(self.places.len()).unwrap_or(NONE);
        let Some(presence) = self.terms.get_mut(term as usize) else { return };
        if presence.epoch == self.epoch {
            if let Some(last) = self.places.get_mut(presence.last as usize) {
                last.next = place;
            }
            presence.last = place;
        } else {
            *presence = Presence { epoch: self.epoch, first: place, last: place };
            self.present.push(term);
            if let Some(bits) = self.bits.get_mut(term as usize / 64) {
                *bits |= 1 << (term % 64);
            }
            if let Some(count) = self.counts.get_mut(term as usize) {
                *count = count.saturating_add(1);
            }
        }
        self.places.push(At { span, start: bytes.0, end: bytes.1, part, next: NONE });
    }
}

/// What a token is known by.
fn print_of(zone: Zone, raw: &str, kind: Kind, chain: Option<Chain>) -> u64 {
    let kind = match kind {
        Kind::Word => 0_u32,
        Kind::Tag => 1,
        Kind::Handle => 2,
        Kind::Emoji => 3,
    };
    // The width of a chain is part of what it is: `a-b2c` takes more positions than `a-bbc`.
    let width = chain.map_or(0, |chain| u32::from(chain.width) + 1);
    print(raw.as_bytes(), kind | (zone as u32) << 4 | width << 8)
}

/// The terms that a token is.
fn resolve(index: &Index, zone: Zone, taken: &Offers, found: &mut Vec<Found>) {
    for offer in &taken.offers {
        index.terms.with_key(offer.key, |term| {
            let same = |found: &&mut Found| {
                (found.term, found.from, found.to) == (term, offer.from, offer.to)
            };
            match found.iter_mut().find(same) {
                Some(known) => known.tongues |= offer.tongues,
                None => found.push(Found {
                    term,
                    from: offer.from,
                    to: offer.to,
                    tongues: offer.tongues,
                }),
            }
        });
    }
    if zone != Zone::Text || index.terms.patterns.is_empty() {
        return;
    }
    for (form, from, to) in &taken.forms {
        index.terms.patterns.fitting(form, |term| {
            let new = Found { term, from: *from, to: *to, tongues: BOTH };
            if !found.contains(&new) {
                found.push(new);
            }
        });
    }
}
