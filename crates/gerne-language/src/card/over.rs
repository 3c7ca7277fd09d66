//! A customer says that it is over: „läuft wieder“, "sorted, thanks".

use super::{Found, Kind, said};
use crate::{
    clause::{self, has},
    lex::Tok,
    rows::WORKS,
};

pub(super) fn find(text: &str, toks: &[Tok<'_>]) -> Option<Found> {
    clause::sentences(toks).into_iter().find_map(|sentence| {
        let range = &sentence.toks;
        let doubt = sentence.end == Some('?')
            || has(
                toks,
                range,
                &[
                    "nicht", "not", "nie", "never", "kein", "keine", "wenn", "if", "bis", "until",
                    "aber", "but", "wann", "when", "erst", "kurz", "briefly", "falls", "damit",
                    "so",
                ],
            );
        let works = WORKS.any(toks, range) && !doubt;
        works.then(|| said(text, toks, range, Kind::Over)).flatten()
    })
}
