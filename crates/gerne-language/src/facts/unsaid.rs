//! Trouble that no word tells of: what somebody took steps against, or what they wrote of beside the
//! number of their order, where nothing else in the text is the trouble: „Die Maschine wandert durch die
//! Küche. Füße ausgerichtet“, "your letters come in Welsh. Customer no. …".

use std::ops::Range;

use super::{FactKind, Finder, tried::step};
use crate::{
    clause::{self, Piece, has},
    lex::Kind,
    rows::{HARMLESS, PRAISE, TROUBLE_WISH, UNSAID_DOES, UNSAID_NONE, UNSAID_WANTS},
};

const SELF: &[&str] = &[
    "i", "i'm", "i've", "i'd", "i'll", "ich", "we", "we're", "we've", "wir", "hi", "hello",
    "hallo", "guten", "dear", "liebe", "lieber", "liebes", "sehr", "my", "mein", "meine", "unser",
    "unsere", "our", "this", "so", "ref", "betreff", "re", "and", "und",
];

/// Reads such a text, when all else is found.
pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let told = |kind: FactKind| finder.found.iter().any(move |fact| fact.kind == kind);
    if told(FactKind::Problem) {
        return;
    }
    let first_step = finder
        .found
        .iter()
        .filter(|fact| fact.kind == FactKind::Tried)
        .map(|fact| fact.span.start)
        .min();
    let numbered = finder.found.iter().any(|fact| {
        matches!(
            fact.kind,
            FactKind::OrderNo
                | FactKind::CustomerNo
                | FactKind::ContractNo
                | FactKind::AccountNo
                | FactKind::InvoiceNo
                | FactKind::TicketNo
                | FactKind::TrackingNo
                | FactKind::BookingRef
                | FactKind::Train
                | FactKind::Device
        )
    });
    if first_step.is_none() && !numbered {
        return;
    }
    let toks = finder.toks;
    let all = 0..toks.len();
    if PRAISE.any(toks, &all) || first_step.is_none() && UNSAID_WANTS.any(toks, &all) {
        return;
    }
    let sentences = clause::sentences(toks);
    let harmless = HARMLESS.any(toks, &all) || sentences.iter().any(|one| one.end == Some('?'));
    if harmless && first_step.is_none() {
        return;
    }
    for sentence in &sentences {
        for part in clause::parts(toks, sentence) {
            let ahead = first_step
                .is_some_and(|step| toks.get(part.toks.start).is_some_and(|tok| tok.start < step));
            if speaks(finder, sentence, &part.toks, ahead) {
                finder.note_free(FactKind::Problem, &part.toks, 50, None);
                return;
            }
        }
    }
}

/// A statement of a thing: `ahead`, before a step that was taken against it.
fn speaks(finder: &Finder<'_, '_>, sentence: &Piece, part: &Range<usize>, ahead: bool) -> bool {
    let toks = finder.toks;
    let Some(first) = toks.get(part.start) else { return false };
    let words = part.clone().filter(|at| toks.get(*at).is_some_and(|tok| tok.kind == Kind::Word));
    let own = first.is_any(SELF) && !has(toks, part, &["your", "eure", "ihre"]);
    let facts = finder.found.iter().any(|fact| {
        !matches!(
            fact.kind,
            FactKind::Since | FactKind::Device | FactKind::Train | FactKind::Amount
        ) && part.clone().any(|at| toks.get(at).is_some_and(|tok| fact.span.contains(&tok.start)))
    });
    sentence.end != Some('?')
        && words.count() >= if ahead { 3 } else { 4 }
        && !own
        && !facts
        && UNSAID_DOES.any(toks, part)
        && !UNSAID_NONE.any(toks, part)
        && !HARMLESS.any(toks, part)
        && (ahead || !TROUBLE_WISH.any(toks, part))
        && step(toks, part).is_none()
}
