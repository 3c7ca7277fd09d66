//! The plain evaluator: every rule on every post, nothing prepared. It is what the matcher is
//! compared with, and what tries a single rule while somebody writes it.

use std::collections::BTreeSet;

use gerne_text::Lexicon;

use crate::{
    field::Field,
    plan::{Look, Place, Plan, plan},
    post::{Post, tongues},
    span::{Span, near},
    term::{Key, ZONES, Zone, attributes, chain_offers, fits, offers, sampled},
    tree::{Number, Rule},
    walk::walk,
};

/// Positions between the subject and the text: nothing is near across.
pub(crate) const APART: u32 = 200;

/// Whether a rule matches a post.
pub fn matches(rule: &Rule, post: &Post<'_>, lexicon: &Lexicon) -> bool {
    Read::new(post, lexicon).matches(rule)
}

/// A rule made ready to be evaluated often.
#[derive(Clone, Debug)]
pub struct Prepared(Plan);

impl Prepared {
    /// Looks up what the rule's words are compared by.
    pub fn new(rule: &Rule) -> Self {
        Self(plan(rule))
    }
}

/// A post taken apart once, for many rules.
#[derive(Debug)]
pub struct Read<'p> {
    post: &'p Post<'p>,
    keys: Vec<(Key, Span)>,
    forms: Vec<(String, Span)>,
}

impl<'p> Read<'p> {
    /// Takes a post apart.
    pub fn new(post: &'p Post<'p>, lexicon: &Lexicon) -> Self {
        let mut read = Self { post, keys: Vec::new(), forms: Vec::new() };
        let first = read.text(Zone::Text, post.title, 0, lexicon);
        let first = if first == 0 { 0 } else { first + APART };
        read.text(Zone::Text, post.text, first, lexicon);
        for zone in ZONES {
            read.text(zone, of(post, zone), 0, lexicon);
        }
        attributes(post, |key| read.keys.push((key, (0, 0))));
        read
    }

    fn text(&mut self, zone: Zone, text: &str, first: u32, lexicon: &Lexicon) -> u32 {
        let tongue = tongues(self.post.lang);
        walk(text, first, |at, stop| {
            let found = match stop.chain {
                Some(chain) => chain_offers(zone, stop.raw, chain.width),
                None => offers(zone, stop.raw, stop.kind, lexicon),
            };
            for offer in found.offers.iter().filter(|offer| offer.tongues & tongue != 0) {
                let span = (at + u32::from(offer.from), at + u32::from(offer.to));
                self.keys.push((offer.key, span));
            }
            if zone == Zone::Text {
                for (form, from, to) in found.forms {
                    self.forms.push((form, (at + u32::from(from), at + u32::from(to))));
                }
            }
            found.width
        })
    }

    /// Whether a rule matches.
    pub fn matches(&self, rule: &Rule) -> bool {
        self.holds(&plan(rule))
    }

    /// Whether a rule matches that was made ready before.
    pub fn prepared(&self, rule: &Prepared) -> bool {
        self.holds(&rule.0)
    }

    fn holds(&self, plan: &Plan) -> bool {
        match plan {
            Plan::All(parts) => parts.iter().all(|part| self.holds(part)),
            Plan::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Plan::Not(part) => !self.holds(part),
            Plan::Look(Look::Raw(text)) => {
                self.post.text.contains(text) || self.post.title.contains(text)
            }
            Plan::Look(Look::Link(text)) => {
                self.post.links.iter().any(|link| link.to_lowercase().contains(text))
            }
            Plan::Look(look) => !self.look(look).is_empty(),
            Plan::Place(place) => !self.places(place).is_empty(),
            Plan::Number(field, bounds) => {
                number(self.post, *field).is_some_and(|number| within(number, bounds))
            }
            Plan::Sample(share) => sampled(self.post.key, *share),
            Plan::Like { texts, least } => alike(self.post, texts, *least),
            Plan::True => true,
        }
    }

    fn look(&self, look: &Look) -> BTreeSet<Span> {
        match look {
            Look::Keys(keys) => {
                let found = self.keys.iter().filter(|(key, _)| keys.contains(key));
                found.map(|(_, span)| *span).collect()
            }
            Look::Pattern(pattern) => {
                let found = self.forms.iter().filter(|(form, _)| fits(pattern, form));
                found.map(|(_, span)| *span).collect()
            }
            Look::Raw(_) | Look::Link(_) => BTreeSet::new(),
        }
    }

    fn places(&self, place: &Place) -> BTreeSet<Span> {
        match place {
            Place::Look(look) => self.look(look),
            Place::Row(looks) => {
                let mut looks = looks.iter();
                let mut rows = looks.next().map(|look| self.look(look)).unwrap_or_default();
                for look in looks {
                    let next = self.look(look);
                    let follow = |row: Span| {
                        let after = next.iter().filter(move |span| span.0 == row.1 + 1);
                        after.map(move |span| (row.0, span.1))
                    };
                    rows = rows.iter().flat_map(|row| follow(*row)).collect();
                }
                rows
            }
            Place::Any(parts) => parts.iter().flat_map(|part| self.places(part)).collect(),
            Place::Near { left, right, words, ordered } => {
                let (left, right) = (self.places(left), self.places(right));
                let pairs = left.iter().flat_map(|l| right.iter().map(move |r| (*l, *r)));
                pairs.filter_map(|(l, r)| near(l, r, *words, *ordered)).collect()
            }
            Place::Window { parts, extra } => {
                let parts: Vec<BTreeSet<Span>> = parts.iter().map(|p| self.places(p)).collect();
                windows(&parts, *extra)
            }
        }
    }
}

/// Stretches that hold one of each, none of them twice, with few other words.
fn windows(parts: &[BTreeSet<Span>], extra: u32) -> BTreeSet<Span> {
    let mut found = BTreeSet::new();
    let starts: BTreeSet<u32> = parts.iter().flatten().map(|span| span.0).collect();
    for start in starts {
        if let Some(end) = window(parts.iter().map(|part| part.iter().copied()), start, extra) {
            found.insert((start, end));
        }
    }
    found
}

/// Where the window that begins here ends: each part at its first place from here on.
pub(crate) fn window(
    parts: impl Iterator<Item = impl Iterator<Item = Span>>,
    start: u32,
    extra: u32,
) -> Option<u32> {
    let (mut end, mut covered, mut begins) = (start, 0_u32, false);
    for mut part in parts {
        let span = part.find(|span| span.0 >= start)?;
        end = end.max(span.1);
        covered += span.1 - span.0 + 1;
        begins |= span.0 == start;
    }
    (begins && (end - start + 1).saturating_sub(covered) <= extra).then_some(end)
}

/// The text of a zone.
pub(crate) fn of<'p>(post: &Post<'p>, zone: Zone) -> &'p str {
    match zone {
        Zone::Text => post.text,
        Zone::Title => post.title,
        Zone::Name => post.name,
        Zone::Bio => post.bio,
        Zone::Place => post.place,
    }
}

/// A number of a post.
pub(crate) fn number(post: &Post<'_>, field: Field) -> Option<Number> {
    let whole = |number: Option<u64>| {
        number.map(|number| Number::whole(i64::try_from(number).unwrap_or(i64::MAX)))
    };
    match field {
        Field::Followers => whole(post.followers),
        Field::Posts => whole(post.posts),
        Field::SinceContact => whole(post.since_contact),
        Field::Urgency => post.urgency,
        _ => None,
    }
}

/// Whether a number lies within one of these bounds.
pub(crate) fn within(number: Number, bounds: &[(Option<Number>, Option<Number>)]) -> bool {
    bounds.iter().any(|(from, to)| {
        from.is_none_or(|from| number >= from) && to.is_none_or(|to| number <= to)
    })
}

/// Whether a post is like one of these texts.
pub(crate) fn alike(post: &Post<'_>, texts: &[String], least: i64) -> bool {
    let Some(likeness) = post.likeness else { return false };
    let least = f64::from(i32::try_from(least).unwrap_or(i32::MAX)) / 1000.0;
    texts.iter().any(|text| f64::from(likeness.to(text)) >= least)
}
