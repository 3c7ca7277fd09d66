use std::sync::Arc;

use gerne_text::Lexicon;
use proptest::prelude::*;

use crate::{Index, LONGEST, Post, Rule, Scratch, Seen, effort, parse};

/// What makes parsers look far ahead or back.
const PIECES: &[&str] = &[
    "bahn",
    "or",
    "OR",
    "AND",
    "NOT",
    "-",
    "(",
    ")",
    "{",
    "}",
    "\"",
    "„",
    "\"a b\"",
    "~",
    "~3",
    "NEAR/3",
    "AROUND",
    "AROUND(",
    "lang:",
    "lang:(",
    "lang:de",
    "followers:[",
    "followers:[1 TO",
    "]",
    "x:",
    "a:b",
    "+",
    "=",
    "#",
    "@",
    "*",
    "bah*",
    "?",
    "^2",
    "😡",
    "://",
    "|",
    "&",
    " ",
    "  ",
    "-bahn",
    "STÖRUNG",
];
/// Steps for each byte of a rule: far less than the rule is long, far more than is needed.
const EACH: usize = 50;

fn steps(text: &str) -> usize {
    effort::of(|| drop(parse(text)))
}

/// Repeated until it is as long as rules may be.
fn filled(pieces: &[&str]) -> String {
    let one = pieces.concat();
    let times = LONGEST / one.chars().count().max(1);
    one.repeat(times)
}

const NEARLY: &[&str] = &[
    "bahn NEAR/3 bahn NEAR/3 bahn",
    "(bahn OR zug) NEAR/5 (zug OR bahn) NEAR/5 (bahn OR kein)",
    "\"bahn bahn zug\"",
    "\"bahn zug kein\"~5",
    "(bahn OR \"zug bahn\") ONEAR/5 (zug OR \"bahn kein\")",
    "*bah* -zug -\"kein netz\"",
    "bahn OR zug OR kein OR netz",
];

fn matching(index: &Index, words: &[&str], times: usize) -> usize {
    let text = format!("{} ", words.join(" ")).repeat(times);
    let mut scratch = Scratch::default();
    effort::of(|| index.find(&Post { text: &text, ..Post::default() }, &mut scratch))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn reading_a_rule_takes_steps_in_proportion_to_it(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 1..6)
    ) {
        let text = filled(&pieces);
        let taken = steps(&text);
        prop_assert!(taken <= EACH * (text.len() + 10), "{pieces:?}: {taken} of {}", text.len());
    }

    #[test]
    fn matching_a_post_takes_steps_in_proportion_to_it(
        words in prop::collection::vec(
            prop::sample::select(&["bahn", "zug", "kein", "netz", "und", "Bahn-Zug", "😡"][..]), 1..6)
    ) {
        let rules: Vec<Rule> = NEARLY.iter().map(|rule| parse(rule).rule.unwrap()).collect();
        let index = Index::new((0..).zip(&rules), Arc::new(Lexicon::default()), &Seen::default());
        // At its ends a text has less around it: what further words add is compared.
        let [short, long, longer] = [40, 80, 120].map(|times| matching(&index, &words, times));
        let (first, next) = (long - short, longer - long);
        prop_assert!(next <= first * 11 / 10 + 500, "{words:?}: {short} {long} {longer}");
    }
}

#[test]
fn of_two_pieces_none_looks_through_the_whole_rule_each_time() {
    // `x:&x:&…` did: each field read the whole rest for its name.
    for pieces in PIECES.iter().flat_map(|one| PIECES.iter().map(|other| [*one, *other])) {
        let text = filled(&pieces);
        let taken = steps(&text);
        assert!(taken <= EACH * (text.len() + 10), "{pieces:?}: {taken} of {}", text.len());
    }
}

#[test]
fn steps_are_counted() {
    assert!(steps("bahn OR zug") > 10);
    let rules = [parse("bahn NEAR/3 zug").rule.unwrap()];
    let index = Index::new((0..).zip(&rules), Arc::new(Lexicon::default()), &Seen::default());
    assert!(matching(&index, &["bahn", "zug"], 10) > 40);
}
