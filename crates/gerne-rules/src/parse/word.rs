//! Words, phrases, exact forms.

use std::ops::Range;

use gerne_text::tokens;

use super::{Parser, Part, Read, Stop};
use crate::{
    WILD_LETTERS,
    lex::{Kind, lex},
    tree::{Item, Leaf, Node},
};

/// What lower-case operators would be.
const OPERATORS: &[(&str, &str)] = &[
    ("and", "AND"),
    ("und", "UND"),
    ("or", "OR"),
    ("oder", "ODER"),
    ("not", "NOT"),
    ("nicht", "NICHT"),
    ("near", "NEAR"),
    ("onear", "ONEAR"),
];
/// Words between two of one sentence, about.
const SENTENCE: &str = "12";

impl Parser<'_> {
    pub(super) fn word(&mut self, word: &str, at: Range<usize>) -> Read<Part> {
        let (word, at) = self.without_weight(word, at);
        if word == "SENTENCE" || word.starts_with("SENTENCE/") {
            let problem = self.problems.error("operator.sentence", at.clone());
            problem.with("words", SENTENCE).fixed_by(at, format!("NEAR/{SENTENCE}"));
            return Err(Stop);
        }
        let operator = OPERATORS.iter().find(|(lower, _)| *lower == word.to_lowercase());
        if let Some((_, operator)) = operator {
            let problem = self.problems.warning("operator.lower_case", at.clone());
            problem.with("word", word.clone()).with("operator", *operator);
            problem.fixed_by(at.clone(), *operator);
        }
        let leaf = if is_wild(&word) {
            self.wild(&word, &at)?
        } else {
            signed(&word).unwrap_or_else(|| self.plain(&word, &at))
        };
        self.count(&at, usize::from(matches!(leaf, Leaf::Wild(_))))?;
        if matches!(&leaf, Leaf::Word(word) if word.is_empty()) {
            let problem = self.problems.error("rule.empty", at.clone());
            problem.fixed_by(at, "");
            return Err(Stop);
        }
        Ok(Part::leaf(leaf, at))
    }

    /// A word without signs around it; an emoji; or, empty, nothing at all.
    fn plain(&mut self, word: &str, at: &Range<usize>) -> Leaf {
        let found = tokens(word);
        if let [token] = found.as_slice()
            && token.kind == gerne_text::Kind::Emoji
        {
            return Leaf::Emoji(token.text.to_owned());
        }
        let start = found.first().map_or(0, |token| token.start);
        let end = found.last().map_or(0, |token| token.end);
        let bare = word.get(start..end).unwrap_or_default();
        let bare = weighted(bare).unwrap_or(bare);
        let odd = !bare.is_empty() && bare.len() != word.len();
        // Commas and full stops are habit; other signs may have been meant.
        let meant = word.replacen(bare, "", 1).chars().any(|c| !",.;:!?…'’".contains(c));
        if odd && meant {
            let problem = self.problems.warning("sign.ignored", at.clone());
            problem.with("sign", word.replacen(bare, "", 1)).fixed_by(at.clone(), bare);
        }
        // Signs before it made a word of an operator or a field: printed alone it would be one again.
        let alone = matches!(lex(bare).as_slice(), [one] if matches!(one.kind, Kind::Word(_)));
        if !bare.is_empty() && (!alone || is_operator(bare) || bare.starts_with("SENTENCE/")) {
            let words = found.iter().map(|token| Item::Word(token.text.to_owned()));
            return Leaf::Phrase(words.collect());
        }
        signed(bare).unwrap_or_else(|| Leaf::Word(bare.to_owned()))
    }

    /// Lucene's `word^3`.
    fn without_weight(&mut self, word: &str, at: Range<usize>) -> (String, Range<usize>) {
        if let Some(plain) = weighted(word) {
            let cut = at.start + plain.len()..at.end;
            let problem = self.problems.warning("weight.ignored", cut.clone());
            let weight = word.strip_prefix(plain).unwrap_or_default();
            problem.with("weight", weight).fixed_by(cut, "");
            return (plain.to_owned(), at.start..at.start + plain.len());
        }
        (word.to_owned(), at)
    }

    fn wild(&mut self, word: &str, at: &Range<usize>) -> Read<Leaf> {
        let word = tidy_wild(word);
        // The longest run of letters is what the word is found by.
        let runs = word.split(['*', '?']).map(|run| run.chars().count());
        let letters = runs.max().unwrap_or_default();
        if letters < WILD_LETTERS {
            let plain: String = word.chars().filter(|c| !matches!(c, '*' | '?')).collect();
            let problem = self.problems.error("wild.too_short", at.clone());
            problem.with("part", word).with("least", WILD_LETTERS.to_string());
            problem.fixed_by(at.clone(), plain);
            return Err(Stop);
        }
        Ok(Leaf::Wild(word))
    }

    pub(super) fn phrase(&mut self, inside: &str, at: Range<usize>) -> Read<Part> {
        let mut items = Vec::new();
        let mut wildcards = 0;
        let quote = self.problems.source(&at).chars().next().map_or(0, char::len_utf8);
        let mut from = at.start + quote;
        for chunk in inside.split_inclusive(char::is_whitespace) {
            let piece = chunk.trim_end();
            let place = from..from + piece.len();
            from += chunk.len();
            if is_wild(piece) {
                if let Leaf::Wild(word) = self.wild(piece, &place)? {
                    wildcards += 1;
                    items.push(Item::Wild(word));
                }
                continue;
            }
            items.extend(tokens(piece).iter().map(|token| Item::Word(token.text.to_owned())));
        }
        if items.is_empty() {
            self.problems.error("quote.empty", at.clone()).fixed_by(at, "");
            return Err(Stop);
        }
        self.count(&at, wildcards)?;
        // A single word in quotation marks is that word, unless only the marks make it one.
        let single = match items.as_slice() {
            [Item::Wild(word)] => Some(Leaf::Wild(word.clone())),
            [Item::Word(word)] if is_plain(word) => Some(Leaf::Word(word.clone())),
            _ => None,
        };
        Ok(Part::leaf(single.unwrap_or(Leaf::Phrase(items)), at))
    }

    /// `+word`, `="two words"`.
    pub(super) fn exact(&mut self, sign: Range<usize>) -> Read<Part> {
        let next = if self.is_tight() { self.take() } else { None };
        let (inside, end) = match next.map(|token| (token.kind, token.at)) {
            Some((Kind::Word(word), at)) => {
                let (word, at) = self.without_weight(&word, at);
                (word, at.end)
            }
            Some((Kind::Quoted(inside), at)) => (inside, at.end),
            _ => (String::new(), sign.end),
        };
        let at = sign.start..end;
        let words: Vec<String> =
            tokens(&inside).iter().map(|token| token.text.to_owned()).collect();
        if words.is_empty() {
            let written = self.problems.source(&sign).to_owned();
            let problem = self.problems.error("exact.nothing", at);
            problem.with("sign", written).fixed_by(sign, "");
            return Err(Stop);
        }
        self.count(&at, 0)?;
        Ok(Part::leaf(Leaf::Exact(words), at))
    }
}

/// What the sign at its beginning makes of a word.
fn signed(word: &str) -> Option<Leaf> {
    let sign = word.chars().next()?;
    let plain = word.get(sign.len_utf8()..).filter(|plain| has_word(plain))?;
    match sign {
        '#' | '＃' => Some(Leaf::Tag(plain_word(word))),
        '@' => Some(Leaf::Handle(plain.trim_matches('@').to_owned())),
        '$' if plain.chars().all(char::is_alphabetic) => Some(Leaf::Cash(plain.to_owned())),
        _ => None,
    }
}

/// What stands before a weight.
fn weighted(word: &str) -> Option<&str> {
    let (plain, weight) = word.rsplit_once('^')?;
    let number = !weight.is_empty() && weight.chars().all(|c| c.is_ascii_digit() || c == '.');
    (number && !plain.is_empty()).then_some(plain)
}

pub(super) fn item_node(item: Item) -> Node {
    Node::Leaf(match item {
        // Printed alone it would be an operator.
        Item::Word(word) if is_operator(&word) => Leaf::Phrase(vec![Item::Word(word)]),
        Item::Word(word) if word.chars().any(char::is_alphanumeric) => Leaf::Word(word),
        Item::Word(picture) => Leaf::Emoji(picture),
        Item::Wild(word) => Leaf::Wild(word),
    })
}

fn is_operator(word: &str) -> bool {
    let words = ["AND", "UND", "OR", "ODER", "NOT", "NICHT", "NEAR", "ONEAR", "AROUND", "SENTENCE"];
    words.contains(&word)
}

/// Whether a word can be written without quotation marks and is read as the same word.
pub(crate) fn is_plain(word: &str) -> bool {
    let lower = OPERATORS.iter().any(|(lower, _)| *lower == word.to_lowercase());
    word.chars().all(|c| c.is_alphanumeric() || c == '_') && !is_operator(word) && !lower
}

fn is_wild(word: &str) -> bool {
    word.contains(['*', '?']) && !word.contains("://") && tidy_wild(word).contains(['*', '?'])
}

/// Only letters, digits and the two signs; several `*` are one. Question marks at the end of a word are a
/// habit of writing.
fn tidy_wild(word: &str) -> String {
    let mut tidy = String::with_capacity(word.len());
    for c in word.chars() {
        let keep =
            c.is_alphanumeric() || matches!(c, '_' | '?') || (c == '*' && !tidy.ends_with('*'));
        if keep {
            tidy.push(c);
        }
    }
    tidy.truncate(tidy.trim_end_matches('?').len());
    tidy
}

fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The word of a tag.
fn plain_word(word: &str) -> String {
    let words = tokens(word);
    let first = words.iter().find(|token| has_word(token.text));
    first.map_or_else(String::new, |token| token.text.to_owned())
}
