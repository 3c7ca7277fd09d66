//! The case card of a matter: what it is about, since when, what was tried by them and by us, by when
//! it is needed, what is still open. [`read`] finds what one text adds to it, [`lines`] makes the card
//! out of what all texts of a matter added. Both pure; who keeps what was read may have a person
//! correct it in between.

mod demands;
mod done;
pub(crate) mod forms;
mod moments;
mod need_words;
mod needs;
mod over;
mod past;
mod points;
mod same;
mod stands;
pub(crate) mod steps;
mod teller;
mod topic;
mod verified;
mod whose;

use std::ops::Range;

pub use self::same::{Same, same};

use crate::{
    asks, clause,
    facts::{self, FactKind, Known},
    lex::{Tok, lex},
    when::Context,
};

/// Whose words a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// The customer's.
    Customer,
    /// Ours, to the customer.
    Us,
    /// Ours, about what was said and done elsewhere: a logged call or visit, a note, what a technician
    /// reports.
    Log,
}

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A fact.
    Fact(FactKind),
    /// What a message is about that names no trouble.
    Topic,
    /// What we did about it.
    TriedByUs,
    /// What the customer wants or asks.
    Demand,
    /// A point of which a report says that it is open.
    Open,
    /// What we asked them for; its norm says what.
    Asked,
    /// They say that it is over.
    Over,
    /// A report says that they proved who they are; its norm says how, or `failed`.
    Verified,
}

impl Kind {
    /// As it is called in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fact(kind) => kind.name(),
            Self::Topic => "topic",
            Self::TriedByUs => "tried_by_us",
            Self::Demand => "demand",
            Self::Open => "open",
            Self::Asked => "asked",
            Self::Over => "over",
            Self::Verified => "verified",
        }
    }

    /// The one that is called so.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "topic" => Some(Self::Topic),
            "tried_by_us" => Some(Self::TriedByUs),
            "demand" => Some(Self::Demand),
            "open" => Some(Self::Open),
            "asked" => Some(Self::Asked),
            "over" => Some(Self::Over),
            "verified" => Some(Self::Verified),
            _ => FactKind::ALL.into_iter().find(|kind| kind.name() == name).map(Self::Fact),
        }
    }
}

/// Something that a text says.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What.
    pub kind: Kind,
    /// As written.
    pub raw: String,
    /// In the form in which two are compared.
    pub norm: String,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

/// What a text adds to what is known, in the order of its places.
pub fn read(text: &str, by: By, context: &Context<'_>, known: &Known<'_>) -> Vec<Found> {
    let toks = lex(text);
    let sentences = clause::sentences(&toks);
    let mut found = Vec::new();
    if by != By::Us {
        let stated = facts::find(text, context, known).into_iter().map(|fact| Found {
            kind: Kind::Fact(fact.kind),
            raw: fact.raw,
            norm: fact.norm,
            span: fact.span,
        });
        found.extend(stated);
        found.retain(|one| {
            one.kind != Kind::Fact(FactKind::NeededBy)
                || needs::stands(&toks, &sentences, one, by == By::Log)
        });
        found.retain(|one| {
            one.kind != Kind::Fact(FactKind::Tried)
                || steps::stands(&toks, &sentences, one, by == By::Log)
        });
        for one in found.iter_mut().filter(|one| one.kind == Kind::Fact(FactKind::Since)) {
            moments::dates(&toks, context, one);
        }
        found.extend(moments::find(text, &toks, context, by == By::Log, &found));
        found.extend(steps::find(text, &toks, by == By::Log, &found));
        if !found.iter().any(|one| one.kind == Kind::Fact(FactKind::Problem)) {
            found.extend(topic::find(text, &toks, by == By::Log));
        }
    }
    match by {
        By::Customer => {
            found.extend(demands::find(text, &toks));
            found.retain(|one| {
                one.kind != Kind::Demand || !needs::is_that(&toks, &sentences, one, context)
            });
            found.extend(over::find(text, &toks));
        }
        By::Us => {
            let asked = asks::find(text).into_iter().filter_map(|ask| {
                let raw = text.get(ask.sentence.clone())?.to_owned();
                let norm = ask.kind.name().to_owned();
                Some(Found { kind: Kind::Asked, raw, norm, span: ask.sentence })
            });
            found.extend(asked);
            found.extend(done::find(text, &toks, false));
            found.extend(verified::told(text, &toks));
        }
        By::Log => {
            found.extend(done::find(text, &toks, true));
            found.extend(points::open_points(text, &toks));
            found.extend(verified::find(text, &toks));
            // What we did is no step of theirs.
            let ours: Vec<Range<usize>> = found
                .iter()
                .filter(|one| one.kind == Kind::TriedByUs)
                .map(|one| one.span.clone())
                .collect();
            found.retain(|one| {
                one.kind != Kind::Fact(FactKind::Tried)
                    || !ours.iter().any(|span| meet(span, &one.span))
            });
        }
    }
    for one in found.iter_mut().filter(|one| one.kind == Kind::Fact(FactKind::NeededBy)) {
        needs::widen(text, &toks, &sentences, one);
    }
    found.sort_by_key(|one| (one.span.start, one.span.end));
    found
}

fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Keeps the words of these tokens.
fn said(text: &str, toks: &[Tok<'_>], range: &Range<usize>, kind: Kind) -> Option<Found> {
    let last = toks.get(range.end.checked_sub(1)?)?;
    let span = toks.get(range.start)?.start..last.end;
    let raw = text.get(span.clone())?.to_owned();
    Some(Found { kind, norm: compared(&raw), raw, span })
}

/// Words in the form in which two stretches of running text are compared.
pub fn compared(text: &str) -> String {
    gerne_text::words(text, 64).join(" ")
}

/// A part of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// What it is about.
    About,
    /// Since when.
    Since,
    /// What they did about it.
    TriedByThem,
    /// What we did about it.
    TriedByUs,
    /// By when they need it.
    NeededBy,
    /// What they want.
    Demand,
    /// What is still open.
    Open,
}

impl Part {
    /// As it is called in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Since => "since",
            Self::TriedByThem => "tried_by_them",
            Self::TriedByUs => "tried_by_us",
            Self::NeededBy => "needed_by",
            Self::Demand => "demand",
            Self::Open => "open",
        }
    }

    /// The one that is called so.
    pub fn named(name: &str) -> Option<Self> {
        [
            Self::About,
            Self::Since,
            Self::TriedByThem,
            Self::TriedByUs,
            Self::NeededBy,
            Self::Demand,
            Self::Open,
        ]
        .into_iter()
        .find(|part| part.name() == name)
    }

    /// What a line of this part is when a person writes it.
    pub fn kind(self) -> Kind {
        match self {
            Self::About => Kind::Fact(FactKind::Problem),
            Self::Since => Kind::Fact(FactKind::Since),
            Self::TriedByThem => Kind::Fact(FactKind::Tried),
            Self::TriedByUs => Kind::TriedByUs,
            Self::NeededBy => Kind::Fact(FactKind::NeededBy),
            Self::Demand => Kind::Demand,
            Self::Open => Kind::Open,
        }
    }
}

/// Something that was read or written in a matter.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// Which message it stands in: later ones have higher numbers.
    pub said: usize,
    /// Whose words they are.
    pub by: By,
    /// What it is.
    pub kind: Kind,
    /// What it says.
    pub text: &'a str,
    /// In the form in which two are compared.
    pub norm: &'a str,
    /// A person wrote, corrected or confirmed it: it is shown whatever else is.
    pub sure: bool,
}

/// A line of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands.
    pub part: Part,
    /// Which of the items says it.
    pub item: usize,
    /// Which others say the same.
    pub same: Vec<usize>,
}

/// Lines of one part that are drafted at most.
const MOST: usize = 3;

/// The card of a matter, part by part. Items are given in the order in which they were said;
/// `replies` says which messages were answers of ours.
pub fn lines(items: &[Item<'_>], replies: &[usize]) -> Vec<Line> {
    let mut lines = Vec::new();
    let last_reply = replies.iter().max().copied();
    let over = items.iter().filter(|item| item.kind == Kind::Over).map(|item| item.said).max();
    for (part, most) in [
        (Part::About, 1),
        (Part::Since, 1),
        (Part::TriedByThem, MOST),
        (Part::TriedByUs, MOST + 2),
        (Part::NeededBy, 1),
        (Part::Demand, 2),
        (Part::Open, 2),
    ] {
        let mut drafted: Vec<Line> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            if item.kind != part.kind() || item.text.trim().is_empty() {
                continue;
            }
            // A question that we answered since is no longer open, whatever we said.
            let answered = last_reply.is_some_and(|reply| reply > item.said);
            let asks = item.text.ends_with('?') && !demands::requests(item.text);
            let asks = asks || demands::only_replies(item.text);
            if part == Part::Demand && !item.sure && asks && answered {
                continue;
            }
            match drafted.iter_mut().find(|line| says_the_same(items, line.item, at)) {
                Some(line) => line.same.push(at),
                None => drafted.push(Line { part, item: at, same: Vec::new() }),
            }
        }
        if matches!(part, Part::Demand | Part::Open) {
            drafted.retain(|line| is_open(items, line, over));
        }
        lines.extend(chosen(items, part, drafted, most));
        if part == Part::About && lines.is_empty() {
            let topic = items.iter().position(|item| item.kind == Kind::Topic);
            lines.extend(topic.map(|item| Line { part, item, same: Vec::new() }));
        }
    }
    lines
}

/// Those that a person wrote, and of the others so many: the first, but for what changes, the last.
fn chosen(items: &[Item<'_>], part: Part, drafted: Vec<Line>, most: usize) -> Vec<Line> {
    let sure = |line: &Line| {
        let of = |at: &usize| items.get(*at).is_some_and(|item| item.sure);
        of(&line.item) || line.same.iter().any(of)
    };
    let written = drafted.iter().filter(|line| sure(line)).count();
    let mut room = most.saturating_sub(written);
    let mut keep = vec![false; drafted.len()];
    let newest_first = matches!(part, Part::NeededBy | Part::Demand | Part::Open | Part::TriedByUs);
    let mut order: Vec<usize> = if newest_first {
        (0..drafted.len()).rev().collect()
    } else {
        (0..drafted.len()).collect()
    };
    if part == Part::NeededBy {
        // A day of their life says less than a word that says that they need it.
        let said = |at: &usize| {
            let item = drafted.get(*at).and_then(|line| items.get(line.item));
            item.is_some_and(|item| needs::says_so(item.text))
        };
        order.sort_by_key(|at| !said(at));
    }
    for at in order {
        let Some(line) = drafted.get(at) else { continue };
        let here = sure(line) || room > 0;
        if !sure(line) && room > 0 {
            room -= 1;
        }
        if let Some(kept) = keep.get_mut(at) {
            *kept = here;
        }
    }
    drafted.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(line, _)| line).collect()
}

/// A demand is open until they say that it is over, or we did what it is about.
fn is_open(items: &[Item<'_>], line: &Line, over: Option<usize>) -> bool {
    let all = || std::iter::once(&line.item).chain(&line.same).filter_map(|at| items.get(*at));
    if all().any(|item| item.sure) {
        return true;
    }
    let last = all().map(|item| item.said).max().unwrap_or_default();
    if over.is_some_and(|over| over > last) {
        return false;
    }
    let words: Vec<String> = all().flat_map(|item| content(item.text)).collect();
    !items.iter().any(|item| {
        if item.kind != Kind::TriedByUs || item.said <= last {
            return false;
        }
        // A single word in many may name only what both speak of.
        let shared = content(item.text).iter().filter(|word| words.contains(word)).count();
        shared > 0 && shared * 3 >= words.len()
    })
}

fn says_the_same(items: &[Item<'_>], a: usize, b: usize) -> bool {
    let (Some(a), Some(b)) = (items.get(a), items.get(b)) else { return false };
    if !a.norm.is_empty() && a.norm == b.norm {
        return true;
    }
    let (a, b) = (content(a.text), content(b.text));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    !short.is_empty() && shared * 10 >= short.len() * 7
}

/// The words that carry what is said.
fn content(text: &str) -> Vec<String> {
    let toks = lex(text);
    let long = toks.iter().filter(|tok| tok.text.chars().count() >= 4);
    let words = long.filter(|tok| !tok.is_any(EMPTY)).map(|tok| tok.plain.clone());
    let mut words: Vec<String> = words.collect();
    words.sort();
    words.dedup();
    words
}

/// Words that say nothing by themselves.
const EMPTY: &[&str] = &[
    "habe", "haben", "hatte", "wurde", "wurden", "bitte", "immer", "noch", "wieder", "schon",
    "auch", "sein", "seit", "nicht", "eine", "einen", "einem", "einer", "mein", "meine", "meinen",
    "ihre", "ihren", "sind", "dass", "dann", "aber", "oder", "mehr", "ganz", "jetzt", "have",
    "been", "with", "that", "this", "your", "still", "please", "again", "from", "just", "will",
    "would", "could", "should", "they", "them", "there", "were", "into", "about", "when", "what",
    "heute", "today", "koennen", "moechte", "want", "need", "brauche",
];

#[cfg(test)]
mod cases;
#[cfg(test)]
mod matters;
#[cfg(test)]
mod tests;
