//! What an agent's text promises, by when, and how firmly; and what a customer says was promised.
//!
//! A part of a sentence promises where we, our staff or somebody for us will do something, or the
//! customer will get something from us. Requests, questions, the past, what is negated, what depends
//! on the customer, and how things are in general promise nothing.

mod binds;
mod brief;
mod due;
mod outcome;
mod parts;
mod quoted;

use std::ops::Range;

pub use self::quoted::{Quoted, quoted};
use self::{
    binds::{binds, is_over},
    due::due,
    parts::parts,
};
use crate::{
    clause,
    lex::{Tok, lex},
    rows::{DEPENDS, NEXT_WORD, SOFT, UNBOUND, VAGUE, VISITOR, VISITS},
    when::{self, Context, Due, Kind, Lean, Sem, When},
};

/// What is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PromiseKind {
    /// Something will be done or come.
    Result,
    /// They will hear from us.
    NextWord,
    /// Somebody comes to them.
    Visit,
}

/// How firmly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Firmness {
    /// `wir rufen an`
    Firm,
    /// `sollte`, `voraussichtlich`
    Soft,
    /// No time can be read: `sobald wir mehr wissen`, `zeitnah`.
    Open,
}

/// A promise.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// What is promised.
    pub kind: PromiseKind,
    /// How firmly.
    pub firmness: Firmness,
    /// By when.
    pub due: Option<Due>,
    /// The bytes of the sentence's part.
    pub span: Range<usize>,
    /// The bytes of the words that say when.
    pub when: Option<Range<usize>>,
    /// The bytes of the words that bind.
    pub because: Range<usize>,
    /// The bytes of a time that is none: `zeitnah`.
    pub vague: Option<Range<usize>>,
}

/// All promises of an agent's text, in order.
pub fn find(text: &str, context: &Context<'_>) -> Vec<Promise> {
    find_as(text, context, &|_| false)
}

/// The same, and what says a time in a part that is held to be a promise for other reasons.
pub(crate) fn find_as(
    text: &str,
    context: &Context<'_>,
    says: &dyn Fn(&Range<usize>) -> bool,
) -> Vec<Promise> {
    let toks = lex(text);
    let whens = when::find_in(&toks, context);
    let whens: Vec<When> = whens.into_iter().map(|when| counted(&toks, when, context)).collect();
    let mut found: Vec<Promise> = Vec::new();
    for sentence in clause::sentences(&toks) {
        if sentence.end == Some('?') || depends(&toks, &sentence.toks) {
            continue;
        }
        let mut open_time: Vec<&When> = Vec::new();
        let mut bound = Vec::new();
        let mut before: Range<usize> = sentence.toks.start..sentence.toks.start;
        for part in parts(&toks, &sentence) {
            let within = |range: &Range<usize>| -> Vec<&When> {
                whens.iter().filter(|when| range.contains(&when.toks.start)).collect()
            };
            // „Es dauert zwei Stunden, dann haben Sie …“: then is the time before it.
            let then = toks.get(part.start).is_some_and(|tok| tok.is_any(&["dann", "then"]));
            let inside = match within(&part) {
                own if own.is_empty() && then => within(&before),
                own => own,
            };
            before = part.clone();
            let held = || {
                let timed = due(&inside, context).is_some();
                (timed && bytes(&toks, &part).is_some_and(|span| says(&span))).then(|| part.clone())
            };
            match binds(&toks, &part, &sentence, &inside).or_else(held) {
                Some(because) => bound.push((part, because, inside)),
                // A time beside the promise: „Termin: Freitag, 10 Uhr. …, der Kollege kommt“.
                None if !UNBOUND.any(&toks, &part) && !is_over(&toks, &part) => {
                    open_time.extend(inside);
                }
                None => {}
            }
        }
        for (part, because, inside) in bound {
            let due = due(&inside, context).or_else(|| due(&open_time, context));
            found.extend(promise(&toks, &part, &because, due));
        }
    }
    found
}

/// A length of time that is counted from now: „Drei Werktage, dann ist die Karte da“, "give me an hour".
fn counted(toks: &[Tok<'_>], when: When, context: &Context<'_>) -> When {
    let Sem::Amount(amount) = when.sem else { return when };
    let end = when.toks.end;
    let comma = usize::from(toks.get(end).is_some_and(|tok| tok.is_sign(',')));
    let then = clause::has(
        toks,
        &(end..(end + comma + 3).min(toks.len())),
        &[
            "dann",
            "then",
            "and it's",
            "and you'll",
            "and we'll",
            "and they'll",
            "and i'll",
            "and it'll",
            "and you're",
            "and it is",
            "und sie",
            "und du",
            "und es",
        ],
    );
    let given = clause::has(
        toks,
        &(when.toks.start.saturating_sub(3)..when.toks.start),
        &[
            "gib mir",
            "gib uns",
            "gebt mir",
            "gebt uns",
            "geben sie mir",
            "geben sie uns",
            "give me",
            "give us",
            "please allow",
            "allow us",
            "allow up to",
        ],
    );
    let sem = Sem::Shift(amount, false);
    match when::resolve_sem(&sem, Lean::Future, context).filter(|_| then || given || amount.working)
    {
        Some((from, to, grain)) => When { kind: Kind::Shift, from, to, grain, sem, ..when },
        None => when,
    }
}

/// Nothing binds us before the customer does something.
fn depends(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    DEPENDS.any(toks, sentence)
}

fn promise(
    toks: &[Tok<'_>],
    part: &Range<usize>,
    because: &Range<usize>,
    due: Option<(Due, Range<usize>)>,
) -> Option<Promise> {
    let soft = SOFT.any(toks, part);
    let (due, when) = due.map_or((None, None), |(due, span)| (Some(due), Some(span)));
    let firmness = match (due, soft) {
        (None, _) => Firmness::Open,
        (Some(_), true) => Firmness::Soft,
        (Some(_), false) => Firmness::Firm,
    };
    let vague = VAGUE.find(toks, part);
    Some(Promise {
        kind: kind(toks, part),
        firmness,
        due,
        span: bytes(toks, part)?,
        when,
        because: bytes(toks, because)?,
        vague: vague.and_then(|range| bytes(toks, &range)),
    })
}

/// The bytes of some tokens.
fn bytes(toks: &[Tok<'_>], range: &Range<usize>) -> Option<Range<usize>> {
    Some(toks.get(range.start)?.start..toks.get(range.end.checked_sub(1)?)?.end)
}

fn kind(toks: &[Tok<'_>], part: &Range<usize>) -> PromiseKind {
    let visitor = VISITOR.any(toks, part);
    let comes = VISITS.any(toks, part);
    let word = NEXT_WORD.any(toks, part);
    match (visitor && comes, word) {
        (true, false) => PromiseKind::Visit,
        (_, true) => PromiseKind::NextWord,
        _ => PromiseKind::Result,
    }
}

#[cfg(test)]
mod tests;
