//! What people type into a search box. No text is an error.

use std::ops::Range;

use crate::token::{Token, parts, tokens};

/// What must be found: all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Each of them.
    pub terms: Vec<Term>,
}

/// One thing that must be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A word, or what begins with it.
    Word {
        /// Folded.
        text: String,
        /// Longer words that begin so are found too.
        prefix: bool,
    },
    /// These words, one behind the other.
    Phrase(Vec<String>),
    /// One of these.
    Either(Vec<Term>),
}

/// Terms beyond these are not looked at.
const TERMS: usize = 16;
/// From so many letters on a word also stands for the compounds that begin with it.
const COMPOUND: usize = 4;
/// From so many letters on the word that is being typed stands for what it may become.
const TYPED: usize = 2;

/// Reads a search. All terms must be found; the last one may still be in the making; quotation
/// marks of any kind make a phrase. `None`: there is nothing to look for.
pub fn query(text: &str) -> Option<Query> {
    let mut terms = Vec::new();
    let pieces: Vec<&str> = text.split(is_quote).collect();
    let last = pieces.len() - 1;
    for (n, piece) in pieces.iter().enumerate() {
        // Between an odd quotation mark and the next, or the end.
        if n % 2 == 1 {
            let words: Vec<String> =
                tokens(piece).iter().map(Token::folded).filter(|w| !w.is_empty()).collect();
            if !words.is_empty() {
                terms.push(Term::Phrase(words.into_iter().take(TERMS).collect()));
            }
        } else {
            unquoted(piece, n == last, &mut terms);
        }
    }
    terms.truncate(TERMS);
    (!terms.is_empty()).then_some(Query { terms })
}

/// Where in a text the words of a query stand, as bytes, in order.
pub fn marks(text: &str, query: &Query) -> Vec<Range<usize>> {
    let hit = |token: &Token<'_>| {
        let word = token.folded();
        let parts = parts(token.text);
        query.terms.iter().any(|term| {
            holds(term, &word) || parts.iter().any(|part| !part.is_empty() && holds(term, part))
        })
    };
    tokens(text).iter().filter(|token| hit(token)).map(|token| token.start..token.end).collect()
}

fn holds(term: &Term, word: &str) -> bool {
    match term {
        Term::Word { text, prefix: true } => word.starts_with(text.as_str()),
        Term::Word { text, prefix: false } => word == text,
        Term::Phrase(words) => words.iter().any(|one| one == word),
        Term::Either(terms) => terms.iter().any(|term| holds(term, word)),
    }
}

fn unquoted(piece: &str, last_piece: bool, terms: &mut Vec<Term>) {
    let tokens = tokens(piece);
    let mut chains: Vec<&[Token<'_>]> = tokens.chunk_by(|_, next| next.linked).collect();
    chains.truncate(TERMS);
    let count = chains.len();
    for (n, chain) in chains.into_iter().enumerate() {
        let typed = last_piece && n + 1 == count;
        let words: Vec<String> =
            chain.iter().map(Token::folded).filter(|w| !w.is_empty()).collect();
        match (words.as_slice(), chain) {
            ([], _) => {}
            ([one], [token]) => {
                let pieces: Vec<String> =
                    parts(token.text).into_iter().filter(|part| !part.is_empty()).collect();
                let whole = word(one.clone(), typed);
                if pieces.len() > 1 {
                    terms.push(Term::Either(vec![whole, Term::Phrase(pieces)]));
                } else {
                    terms.push(whole);
                }
            }
            _ => {
                let whole = word(words.concat(), typed);
                terms.push(Term::Either(vec![whole, Term::Phrase(words)]));
            }
        }
    }
}

fn word(text: String, typed: bool) -> Term {
    let letters = text.chars().count();
    let prefix = letters >= COMPOUND || (typed && letters >= TYPED);
    Term::Word { text, prefix }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(term: &Term) -> String {
        match term {
            Term::Word { text, prefix } => format!("{text}{}", if *prefix { "*" } else { "" }),
            Term::Phrase(words) => format!("\"{}\"", words.join(" ")),
            Term::Either(terms) => {
                format!("({})", terms.iter().map(shown).collect::<Vec<_>>().join("|"))
            }
        }
    }

    #[test]
    fn searches_are_read() {
        for (text, expected) in [
            ("Störung", "storung*"),
            ("kein netz", "kein* netz*"),
            ("im ne", "im ne*"),
            ("in x", "in x"),
            ("\"kein Netz\" Köln", "\"kein netz\" koln*"),
            ("„kein Netz“", "\"kein netz\""),
            ("\"kein Netz", "\"kein netz\""),
            ("Internet-Ausfall", "(internetausfall*|\"internet ausfall\")"),
            ("250mbit", "(250mbit*|\"250 mbit\")"),
            ("#BahnStreik", "(bahnstreik*|\"bahn streik\")"),
            ("Danke 👍", "danke* 👍"),
        ] {
            let terms = query(text).unwrap().terms;
            assert_eq!(terms.iter().map(shown).collect::<Vec<_>>().join(" "), expected, "{text}");
        }
        for nothing in ["", "  ", "\"", "\"\"", "-- ; '", "()*:^"] {
            assert_eq!(query(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn hits_are_marked() {
        let text = "Seit heute Störungsmeldung in Köln";
        let query = query("stoerung koeln").unwrap();
        let marked: Vec<_> =
            marks(text, &query).into_iter().filter_map(|at| text.get(at)).collect();
        assert_eq!(marked, ["Störungsmeldung", "Köln"]);
    }

    proptest! {
        #[test]
        fn no_text_is_an_error(text in "\\PC{0,60}") {
            if let Some(query) = query(&text) {
                prop_assert!(!query.terms.is_empty() && query.terms.len() <= TERMS);
                drop(marks(&text, &query));
            }
        }
    }
}
