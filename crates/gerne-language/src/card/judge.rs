//! What was learnt from matters of our own says of each part of a sentence how likely it stands on the card,
//! and as what. The rules find; this weighs what they found by all words around it, drops what people would not
//! have written down, and adds what no rule knows. A linear model: what it says is a sum over words.

mod features;
mod learn;

use std::{ops::Range, sync::LazyLock};

use self::features::features;
pub use self::learn::{Lesson, learn, lessons};
use super::{By, Found, Kind, compared, drafted::content};
use crate::{
    clause::{self, Piece},
    facts::FactKind,
    hashed::{signed, unsigned},
    lex::{Kind as Shape, Tok, lex},
};

/// What a part of a sentence may be on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Line {
    /// What it is about.
    About,
    /// Since when.
    Since,
    /// What they tried.
    TriedByThem,
    /// What we did.
    TriedByUs,
    /// By when it is needed.
    NeededBy,
    /// What they want, or what is left to do.
    Open,
    /// What we promised.
    Promised,
    /// How they proved who they are.
    Verified,
}

impl Line {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 8] = [
        Self::About,
        Self::Since,
        Self::TriedByThem,
        Self::TriedByUs,
        Self::NeededBy,
        Self::Open,
        Self::Promised,
        Self::Verified,
    ];

    /// As it is written in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Since => "since",
            Self::TriedByThem => "tried_by_them",
            Self::TriedByUs => "tried_by_us",
            Self::NeededBy => "needed_by",
            Self::Open => "open",
            Self::Promised => "promised",
            Self::Verified => "verified",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|line| line.name() == name)
    }

    fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Fact(FactKind::Problem) | Kind::Topic => Some(Self::About),
            Kind::Fact(FactKind::Since) => Some(Self::Since),
            Kind::Fact(FactKind::Tried) => Some(Self::TriedByThem),
            Kind::TriedByUs => Some(Self::TriedByUs),
            Kind::Fact(FactKind::NeededBy) => Some(Self::NeededBy),
            Kind::Demand | Kind::Open => Some(Self::Open),
            Kind::Verified => Some(Self::Verified),
            _ => None,
        }
    }

    /// Below this share what a rule found is dropped; from that one on what no rule found is added. Chosen on
    /// the matters that it learns from, each scored by what was learnt from others; what is kept of `About` and
    /// `Open` is less strict than that would have it, so that a new matter is never shown without.
    fn bounds(self) -> (f32, f32) {
        match self {
            Self::About => (0.1, 0.4),
            // Without a rule nothing says which day is meant.
            Self::Since | Self::NeededBy => (0.15, f32::INFINITY),
            Self::TriedByThem => (0.3, 0.45),
            Self::TriedByUs => (0.2, 0.5),
            // What they want is open until it was done, however likely somebody will have done it soon.
            Self::Open => (0.0, 0.45),
            Self::Promised => (0.2, 0.5),
            Self::Verified => (0.3, 0.4),
        }
    }
}

/// How likely something is each line.
type Shares = [f32; 8];

/// Keys of the table.
const KEYS: usize = 1 << 16;

/// What was learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct Judge {
    /// By key, then by line.
    weights: Vec<Shares>,
    bias: Shares,
}

impl Judge {
    fn shares(&self, features: &[(u32, f32)]) -> Shares {
        let mut sums = self.bias;
        for (key, value) in features {
            for (sum, weight) in
                sums.iter_mut().zip(self.weights.get(*key as usize).into_iter().flatten())
            {
                *sum += value * weight;
            }
        }
        sums.map(|sum| 1.0 / (1.0 + (-sum).exp()))
    }

    /// Writes it down, a byte for each weight.
    pub fn to_bytes(&self) -> Vec<u8> {
        let most = self.weights.iter().flatten().fold(0.0_f32, |most, one| most.max(one.abs()));
        let mut bytes: Vec<u8> =
            self.bias.iter().chain([&most]).flat_map(|number| number.to_le_bytes()).collect();
        bytes.extend(self.weights.iter().flatten().map(|weight| signed(*weight, most)));
        bytes
    }

    /// Reads what [`Judge::to_bytes`] wrote; `None` if it is something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (numbers, rest) = bytes.split_at_checked(4 * 9)?;
        let mut numbers = numbers.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four));
        let mut bias = [0.0; 8];
        bias.iter_mut().zip(&mut numbers).for_each(|(bias, number)| *bias = number);
        let most = numbers.next()?;
        let (weights, over) = rest.as_chunks::<8>();
        (weights.len() == KEYS && over.is_empty()).then(|| Self {
            weights: weights.iter().map(|row| row.map(|byte| unsigned(byte, most))).collect(),
            bias,
        })
    }
}

/// The one that ships.
pub(super) fn shipped() -> &'static Judge {
    static SHIPPED: LazyLock<Judge> = LazyLock::new(|| {
        Judge::from_bytes(include_bytes!("../../models/card.bin"))
            .unwrap_or(Judge { weights: Vec::new(), bias: [0.0; 8] })
    });
    &SHIPPED
}

/// Where something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose words they are.
    pub by: By,
    /// Nothing of the matter was said before.
    pub opens: bool,
}

/// A part of a sentence, and how likely it is each line.
struct Judged {
    toks: Range<usize>,
    span: Range<usize>,
    shares: Shares,
}

impl Judge {
    fn judged(&self, toks: &[Tok<'_>], place: Place, found: &[Found]) -> Vec<Judged> {
        let pieces = pieces(toks);
        let all = features(toks, &pieces, place, found);
        let judged = pieces.into_iter().zip(&all).map(|(piece, features)| Judged {
            span: span(toks, &piece),
            shares: self.shares(features),
            toks: piece.toks,
        });
        judged.collect()
    }

    /// How likely parts of a text are a promise of ours, beside what the rules find in it.
    pub(super) fn promises(&self, text: &str, place: Place, found: &[Found]) -> Promises {
        let judged = self.judged(&lex(text), place, found).into_iter();
        Promises(judged.map(|one| (one.span, one.shares[Line::Promised as usize])).collect())
    }

    /// Drops of what the rules found what is hardly so, and adds what they did not find.
    pub(super) fn settle(&self, text: &str, place: Place, found: &mut Vec<Found>) {
        let toks = lex(text);
        let judged = self.judged(&toks, place, found);
        found.retain(|one| {
            let Some(line) = Line::of(one.kind) else { return true };
            likeliest(judged.iter().map(|one| (&one.span, one.shares[line as usize])), &one.span)
                .is_none_or(|share| share >= line.bounds().0)
        });
        let open = if place.by == By::Customer { Kind::Demand } else { Kind::Open };
        for (line, kind) in [
            (Line::About, Kind::Fact(FactKind::Problem)),
            (Line::TriedByThem, Kind::Fact(FactKind::Tried)),
            (Line::TriedByUs, Kind::TriedByUs),
            (Line::Open, open),
            (Line::Verified, Kind::Verified),
        ] {
            for span in added(&toks, &judged, line, found) {
                let raw = text.get(span.clone()).unwrap_or_default().to_owned();
                let told = content(&raw).len();
                let least = if matches!(line, Line::TriedByThem | Line::TriedByUs) { 2 } else { 1 };
                if told >= least {
                    found.push(Found { kind, norm: compared(&raw), raw, span });
                }
            }
        }
        let is_about = |one: &Found| Line::of(one.kind) == Some(Line::About);
        // A single word says less than any sentence beside it.
        if found.iter().any(|one| is_about(one) && content(&one.raw).len() > 1) {
            found.retain(|one| !is_about(one) || content(&one.raw).len() > 1);
        }
        if place.opens && !found.iter().any(is_about) {
            found.extend(likeliest_about(text, &judged));
        }
        found.sort_by_key(|one| (one.span.start, one.span.end));
    }
}

/// From this share on the likeliest part of what opens a matter says what it is about, where none does by itself.
const AT_LEAST: f32 = 0.03;

/// What a matter is about that opens with this text: its likeliest part.
fn likeliest_about(text: &str, judged: &[Judged]) -> Option<Found> {
    let about = |one: &Judged| one.shares[Line::About as usize];
    let telling = judged.iter().filter_map(|one| {
        let raw = text.get(one.span.clone())?.to_owned();
        (about(one) >= AT_LEAST && content(&raw).len() > 1).then_some((one, raw))
    });
    let (one, raw) = telling.max_by(|(a, _), (b, _)| about(a).total_cmp(&about(b)))?;
    Some(Found { kind: Kind::Topic, norm: compared(&raw), raw, span: one.span.clone() })
}

/// The stretches that are a line and that no rule found. Parts of one sentence are one stretch.
fn added(toks: &[Tok<'_>], judged: &[Judged], line: Line, found: &[Found]) -> Vec<Range<usize>> {
    let mut added: Vec<Range<usize>> = Vec::new();
    let mut last: Option<&Judged> = None;
    for one in judged {
        let known = found
            .iter()
            .any(|other| Line::of(other.kind) == Some(line) && overlap(&one.span, &other.span));
        if known || one.shares[line as usize] < line.bounds().1 {
            last = None;
            continue;
        }
        let goes_on = last.is_some_and(|last| {
            let between = toks.get(last.toks.end..one.toks.start).unwrap_or_default();
            !between.iter().any(|tok| matches!(tok.text, "." | "!" | "?" | "…"))
                && !toks.get(one.toks.start).is_some_and(|tok| tok.line)
        });
        match added.last_mut().filter(|_| goes_on) {
            Some(before) => before.end = one.span.end,
            None => added.push(one.span.clone()),
        }
        last = Some(one);
    }
    added
}

/// How likely parts of a text are a promise of ours.
#[derive(Clone, Debug)]
pub(super) struct Promises(Vec<(Range<usize>, f32)>);

impl Promises {
    fn share(&self, span: &Range<usize>) -> Option<f32> {
        likeliest(self.0.iter().map(|(span, share)| (span, *share)), span)
    }

    /// It is hardly one, whatever its wording.
    pub(super) fn denies(&self, span: &Range<usize>) -> bool {
        self.share(span).is_some_and(|share| share < Line::Promised.bounds().0)
    }

    /// It is one, whatever its wording.
    pub(super) fn says(&self, span: &Range<usize>) -> bool {
        self.share(span).is_some_and(|share| share >= Line::Promised.bounds().1)
    }
}

/// The greatest share among the parts that a stretch overlaps.
fn likeliest<'s>(
    parts: impl Iterator<Item = (&'s Range<usize>, f32)>,
    span: &Range<usize>,
) -> Option<f32> {
    let here = parts.filter(|(part, _)| overlap(part, span)).map(|(_, share)| share);
    here.reduce(f32::max)
}

/// Whether two stretches share half of the shorter.
fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    both > 0 && both * 2 >= a.len().min(b.len())
}

/// The bytes of a part.
fn span(toks: &[Tok<'_>], piece: &Piece) -> Range<usize> {
    let toks = toks.get(piece.toks.clone()).unwrap_or_default();
    toks.first().map_or(0, |tok| tok.start)..toks.last().map_or(0, |tok| tok.end)
}

/// The parts of a text that are weighed, in order; each with the sign that ends its sentence.
fn pieces(toks: &[Tok<'_>]) -> Vec<Piece> {
    const JOINS: &[&str] = &["und", "and", "dann", "then", "aber", "but"];
    let mut pieces: Vec<Piece> = Vec::new();
    for sentence in clause::sentences(toks) {
        for part in clause::parts(toks, &sentence) {
            let mut start = part.toks.start;
            for at in part.toks.clone() {
                let joins = toks.get(at).is_some_and(|tok| tok.is_any(JOINS));
                if joins && at >= start + 2 && part.toks.end > at + 2 {
                    pieces.push(Piece { toks: start..at, end: sentence.end });
                    start = at;
                }
            }
            pieces.push(Piece { toks: start..part.toks.end, end: sentence.end });
        }
    }
    let says = |tok: &Tok<'_>| tok.kind != Shape::Sign;
    pieces.retain(|piece| toks.get(piece.toks.clone()).is_some_and(|toks| toks.iter().any(says)));
    pieces
}

#[cfg(test)]
mod tests;
