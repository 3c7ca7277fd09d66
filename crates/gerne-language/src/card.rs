//! The case card of a matter: what it is about, since when, what was tried by them and by us, by when
//! it is needed, what is still open. [`read`] finds what one text adds to it, [`lines`] makes the card
//! out of what all texts of a matter added. Both pure; who keeps what was read may have a person
//! correct it in between.

mod contacts;
mod demands;
mod done;
mod drafted;
pub(crate) mod forms;
mod further;
mod helpers;
mod judge;
mod moments;
mod need_words;
mod needs;
mod ours;
mod over;
mod past;
mod points;
mod questions;
mod same;
mod stands;
pub(crate) mod steps;
mod teller;
mod topic;
mod verified;
mod whose;

use std::ops::Range;

pub use self::{
    drafted::{Item, Line, lines},
    judge::{Judge, Lesson, Line as Told, Place, learn, lessons},
    same::{Same, same},
};

use crate::{
    asks, clause,
    facts::{self, FactKind, Known},
    lex::{Tok, lex},
    passed_on::passed_on,
    promises::{self, Promise},
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

/// What a text adds to what is known, in the order of its places. What a customer passes on somebody else
/// wrote: of that only what names the matter counts.
pub fn read(text: &str, place: Place, context: &Context<'_>, known: &Known<'_>) -> Vec<Found> {
    let all = |text: &str| {
        let mut found = by_rules(text, place.by, context, known);
        judge::shipped().settle(text, place, &mut found);
        found
    };
    let passed = passed_on(text).filter(|_| place.by == By::Customer);
    let Some((from, own)) = passed.and_then(|from| Some((from, text.get(..from)?))) else {
        return all(text);
    };
    let mut found = all(own);
    let below = |one: &Found| one.span.start >= from && names_the_matter(one.kind);
    found.extend(all(text).into_iter().filter(below));
    found
}

/// What a text of ours promises: by its wording where it is said to the customer; where it is a report of what
/// was said, short as those are, also by all that stands around it.
pub fn promised(text: &str, place: Place, context: &Context<'_>) -> Vec<Promise> {
    if place.by == By::Us {
        return promises::find(text, context);
    }
    let reporting = Context::reporting(context.now.clone(), context.working);
    let found = by_rules(text, place.by, &reporting, &Known::default());
    let weighed = judge::shipped().promises(text, place, &found);
    let mut promised = promises::find_as(text, context, &|span| weighed.says(span));
    promised.retain(|one| !weighed.denies(&one.span));
    promised
}

/// What the rules find in it.
fn by_rules(text: &str, by: By, context: &Context<'_>, known: &Known<'_>) -> Vec<Found> {
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
        found.retain(|one| one.kind != Kind::Fact(FactKind::Since) || moments::stands(&toks, one));
        for one in found.iter_mut().filter(|one| one.kind == Kind::Fact(FactKind::Since)) {
            moments::dates(&toks, context, one);
        }
        found.extend(moments::find(text, &toks, context, by == By::Log, &found));
        found.extend(steps::find(text, &toks, by == By::Log, &found));
    }
    match by {
        By::Customer => {
            found.extend(demands::find(text, &toks));
            found.retain(|one| {
                one.kind != Kind::Demand || !needs::is_that(&toks, &sentences, one, context)
            });
            // What is only to be there by a day is needed by it.
            let needed: Vec<Range<usize>> = found
                .iter()
                .filter(|one| one.kind == Kind::Fact(FactKind::NeededBy))
                .map(|one| one.span.clone())
                .collect();
            found.retain_mut(|one| {
                let need = needed.iter().find(|span| meet(span, &one.span));
                one.kind != Kind::Demand
                    || need.is_none_or(|need| needs::leave(text, &toks, &sentences, one, need))
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
            found.retain(|one| match one.kind {
                Kind::Fact(FactKind::Tried) => !ours.iter().any(|span| meet(span, &one.span)),
                // „Karte gesperrt“: shut by us.
                Kind::Fact(FactKind::Problem) => {
                    let shut = ours
                        .iter()
                        .any(|ours| ours.start <= one.span.start && one.span.end <= ours.end);
                    !(shut && done::shuts(&one.raw) || contacts::unreached(&one.raw))
                }
                _ => true,
            });
        }
    }
    if by != By::Us && !found.iter().any(|one| one.kind == Kind::Fact(FactKind::Problem)) {
        found.extend(topic::find(text, &toks, by == By::Log));
    }
    if by == By::Customer {
        further::find(text, &toks, &mut found);
    }
    for one in found.iter_mut().filter(|one| one.kind == Kind::Fact(FactKind::NeededBy)) {
        needs::settle(&toks, &sentences, context, one);
        needs::widen(text, &toks, &sentences, one);
    }
    found.sort_by_key(|one| (one.span.start, one.span.end));
    found
}

/// What is worth knowing wherever it stands: in a mail that they pass on, everything else is said by
/// somebody else, and of somebody else.
fn names_the_matter(kind: Kind) -> bool {
    use FactKind as F;
    matches!(
        kind,
        Kind::Fact(
            F::CustomerNo
                | F::ContractNo
                | F::AccountNo
                | F::OrderNo
                | F::InvoiceNo
                | F::TicketNo
                | F::TrackingNo
                | F::BookingRef
                | F::ErrorCode
                | F::Train
                | F::Device
                | F::Date
                | F::Time
                | F::Amount
        )
    )
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

#[cfg(test)]
mod cases;
#[cfg(test)]
mod matters;
#[cfg(test)]
mod tests;
