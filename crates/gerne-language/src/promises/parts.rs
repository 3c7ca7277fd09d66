//! Parts of sentences that may bind for themselves.

use std::ops::Range;

use crate::{
    clause::{self, Piece, has},
    lex::{Kind as TokKind, Tok},
    rows::{COMMIT, COMMIT_TIMED, NO_ACT, STATIVE, UNBOUND, VERBS, VISITOR},
};

/// Parts of a sentence; „und“ parts two that both bind or where only one does.
pub(super) fn parts(toks: &[Tok<'_>], sentence: &Piece) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for piece in glued(toks, clause::parts(toks, sentence)) {
        let mut start = piece.start;
        for at in piece.clone() {
            let joins = toks.get(at).is_some_and(|tok| tok.is_any(&["und", "and", "then", "&"]));
            let binding =
                |range: &Range<usize>| COMMIT.any(toks, range) || COMMIT_TIMED.any(toks, range);
            // „zwischen 8 und 10 Uhr“ is one time.
            let counts = |n: Option<usize>| {
                n.and_then(|n| toks.get(n)).is_some_and(|tok| {
                    tok.kind == TokKind::Number || crate::words::number(&tok.plain).is_some()
                })
            };
            let window = counts(at.checked_sub(1)) && counts(Some(at + 1));
            if joins
                && !window
                && at > start
                && (binding(&(at + 1..piece.end)) && binds_or_breaks(toks, &(start..at))
                    || goes_on(toks, &(start..at), at + 1))
            {
                found.push(start..at);
                start = at + 1;
            }
        }
        found.push(start..piece.end);
    }
    found
}

/// „… gefunden und stellen es morgen zu“: the same who goes on with another verb.
fn goes_on(toks: &[Tok<'_>], left: &Range<usize>, at: usize) -> bool {
    let verb = toks.get(at).is_some_and(|tok| {
        tok.kind == TokKind::Word
            && !tok.is_capital()
            && tok.plain.len() > 4
            && tok.plain.ends_with("en")
            && !NO_ACT.is_word(&tok.plain)
    });
    let object = toks.get(at + 1).is_some_and(|tok| {
        tok.is_any(&[
            "es", "das", "den", "die", "ihnen", "dir", "sie", "dich", "ihn", "uns", "euch", "ihr",
            "ihre", "dein", "deine", "morgen", "heute", "dann",
        ])
    });
    verb && object && has(toks, left, &["wir", "ich"]) && has(toks, left, &["haben", "habe", "hab"])
}

fn binds_or_breaks(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    range.clone().any(|at| toks.get(at).is_some_and(|tok| is_verb(&tok.plain)))
        || COMMIT.any(toks, range)
        || COMMIT_TIMED.any(toks, range)
        || UNBOUND.any(toks, range)
        || STATIVE.any(toks, range)
}

/// A part that only holds a time belongs to the one before it: „am Donnerstag, den 12. März, …“.
fn glued(toks: &[Tok<'_>], pieces: Vec<Piece>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let verbless =
            !piece.toks.clone().any(|at| toks.get(at).is_some_and(|tok| is_verb(&tok.plain)));
        let short = piece.toks.len() <= 9
            && verbless
            && !toks.get(piece.toks.start).is_some_and(|tok| tok.is_any(&["dass", "that"]))
            && VISITOR.find(toks, &piece.toks).is_none_or(|who| who.start > piece.toks.start + 1)
            && !COMMIT.any(toks, &piece.toks)
            && !COMMIT_TIMED.any(toks, &piece.toks);
        match found.last_mut() {
            Some(last) if short && last.end + 1 >= piece.toks.start => last.end = piece.toks.end,
            _ => found.push(piece.toks),
        }
    }
    // And one at the beginning belongs to the one behind it.
    if found.len() > 1
        && let Some(first) = found.first().cloned()
        && !first.clone().any(|at| toks.get(at).is_some_and(|tok| is_verb(&tok.plain)))
        && first.len() <= 8
        && !UNBOUND.any(toks, &first)
        && let Some(second) = found.get_mut(1)
    {
        second.start = first.start;
        found.remove(0);
    }
    found
}

fn is_verb(word: &str) -> bool {
    VERBS.is_word(word)
}
