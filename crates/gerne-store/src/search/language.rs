//! Words and questions in the languages of FTS5 and of PostgreSQL.

use gerne_text::{Query, Term};

pub(super) fn all(query: &Query, one: fn(&Term) -> String, and: &str) -> String {
    query.terms.iter().map(one).collect::<Vec<_>>().join(and)
}

/// A term in the language of FTS5. Everything is a quoted string, so nothing is an operator.
pub(super) fn fts5(term: &Term) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', ""));
    match term {
        Term::Word { text, prefix: true } => format!("{}*", quoted(text)),
        Term::Word { text, prefix: false } => quoted(text),
        Term::Phrase(words) => quoted(&words.join(" ")),
        Term::Either(terms) => {
            format!("({})", terms.iter().map(fts5).collect::<Vec<_>>().join(" OR "))
        }
    }
}

/// A term as a `tsquery`, everything quoted.
pub(super) fn tsquery(term: &Term) -> String {
    match term {
        Term::Word { text, prefix: true } => format!("{}:*", lexeme(text)),
        Term::Word { text, prefix: false } => lexeme(text),
        Term::Phrase(words) => {
            let words: Vec<String> = words.iter().map(|word| lexeme(word)).collect();
            format!("({})", words.join(" <-> "))
        }
        Term::Either(terms) => {
            format!("({})", terms.iter().map(tsquery).collect::<Vec<_>>().join(" | "))
        }
    }
}

/// The words with their places, so that PostgreSQL's own parser takes no part.
pub(super) fn tsvector(words: &[String]) -> String {
    // Places end at 16383; only phrases care.
    let placed = |(word, place): (&String, i32)| format!("{}:{}", lexeme(word), place.min(16_383));
    words.iter().zip(1..).map(placed).collect::<Vec<_>>().join(" ")
}

fn lexeme(word: &str) -> String {
    format!("'{}'", word.replace('\\', "\\\\").replace('\'', "''"))
}
