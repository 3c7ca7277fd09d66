use super::*;
use crate::{Parsed, Severity, parse};

/// Rule, key, first column, what it marks, the repaired rule.
type Row = (&'static str, &'static str, usize, &'static str, Option<&'static str>);

const BROKEN: &[Row] = &[
    ("(a OR b", "bracket.never_closed", 1, "(", Some("(a OR b)")),
    ("a (b (c)", "bracket.never_closed", 3, "(", Some("a (b (c))")),
    ("a OR b)", "bracket.never_opened", 7, ")", Some("a OR b")),
    ("{a b", "bracket.never_closed", 1, "{", Some("{a b}")),
    ("a ()", "bracket.empty", 3, "()", Some("a ")),
    ("a AND OR b", "operator.nothing_before", 7, "OR", Some("a OR b")),
    ("OR bahn", "operator.nothing_before", 1, "OR", Some(" bahn")),
    ("bahn OR", "operator.nothing_after", 6, "OR", Some("bahn ")),
    ("(bahn UND) zug", "operator.nothing_after", 7, "UND", Some("(bahn ) zug")),
    ("bahn NOT", "operator.nothing_after", 6, "NOT", Some("bahn ")),
    ("NEAR/3 b", "operator.nothing_before", 1, "NEAR/3", Some(" b")),
    ("a follower:>100", "field.unknown", 3, "follower:", Some("a followers:>100")),
    ("a qwertz:b", "field.unknown_listed", 3, "qwertz:", Some("a qwertz b")),
    ("a lang: de", "field.no_value", 3, "lang:", Some("a lang:de")),
    ("a followers:viele", "field.number", 13, "viele", Some("a followers:>100")),
    ("a followers:500..100", "field.bounds", 13, "500..100", Some("a followers:100..500")),
    ("a sample:200", "field.range", 10, "200", Some("a sample:100")),
    ("a lang:deutsch", "field.language", 8, "deutsch", Some("a lang:de")),
    ("a has:picture", "field.value", 7, "picture", Some("a has:images")),
    ("a sentiment:schlecht", "field.value", 13, "schlecht", Some("a sentiment:negative")),
    ("a has:vidoe", "field.value", 7, "vidoe", Some("a has:video")),
    ("a from:(b AND c)", "field.list", 11, "AND", Some("a from:(b OR c)")),
    ("-bahn", "rule.only_not", 1, "-bahn", Some("bahn")),
    ("-bahn -zug", "rule.only_not", 1, "-bahn -zug", Some("bahn -zug")),
    ("bahn OR -streik", "rule.or_not", 9, "-streik", Some("(bahn) -streik")),
    ("(a AND b) NEAR/3 c", "near.operand", 1, "(a AND b)", Some("(a NEAR/3 c) (b NEAR/3 c)")),
    ("a NEAR/3 lang:de", "near.operand", 10, "lang:de", Some("a lang:de")),
    ("from:b NEAR/3 a", "near.operand", 1, "from:b", Some("from:b a")),
    ("a NEAR/3 -b", "near.operand", 10, "-b", Some("a -(a NEAR/3 b)")),
    ("NOT b NEAR/3 a c", "near.operand", 1, "NOT b", Some("-(b NEAR/3 a) c")),
    (
        "(a (b OR lang:de)) NEAR c",
        "near.operand",
        1,
        "(a (b OR lang:de))",
        Some("(a (b OR lang:de)) c"),
    ),
    ("(a OR b} c", "bracket.never_closed", 1, "(", Some("(a OR b) c")),
    ("{a b) c", "bracket.never_closed", 1, "{", Some("{a b} c")),
    ("({a b) c", "bracket.never_closed", 2, "{", Some("({a b}) c")),
    ("a (", "bracket.never_closed", 3, "(", Some("a ")),
    ("a lang:()", "bracket.empty", 8, "()", Some("a ")),
    ("a OR -", "operator.nothing_after", 3, "OR", Some("a  -")),
    ("(a OR -b) c", "rule.or_not", 7, "-b", Some("(a) -b c")),
    ("-a OR (-b -c)", "rule.only_not", 1, "-a OR (-b -c)", Some("a -b -c")),
    ("\"a b\"~ c", "near.distance", 6, "~", Some("\"a b\"~4 c")),
    ("\"a b\"~many", "near.distance", 6, "~many", Some("\"a b\"~4")),
    ("\"a b\" ~3", "window.operand", 7, "~3", Some("\"a b\"~3")),
    ("\"st* bahn\"", "wild.too_short", 2, "st*", Some("\"st bahn\"")),
    ("a NEAR/200 b", "near.distance", 3, "NEAR/200", Some("a NEAR/50 b")),
    ("a NEAR/x b", "near.distance", 3, "NEAR/x", Some("a NEAR/4 b")),
    ("a NEAR/ b", "near.distance", 3, "NEAR/", Some("a NEAR/4 b")),
    ("\"a b\"~99", "near.distance", 6, "~99", Some("\"a b\"~50")),
    ("bahn~2", "window.operand", 5, "~2", Some("bahn")),
    ("a SENTENCE b", "operator.sentence", 3, "SENTENCE", Some("a NEAR/12 b")),
    ("st*", "wild.too_short", 1, "st*", Some("st")),
    ("bahn *", "wild.too_short", 6, "*", Some("bahn ")),
    ("bahn \"", "quote.never_closed", 6, "\"", Some("bahn ")),
    ("\"kein netz", "quote.never_closed", 1, "\"kein netz", Some("\"kein netz\"")),
    ("bahn \"\"", "quote.empty", 6, "\"\"", Some("bahn ")),
    ("bahn +(zug)", "exact.nothing", 6, "+", Some("bahn (zug)")),
    ("", "rule.empty", 1, "", Some("outage OR Störung")),
    ("   ", "rule.empty", 1, "", Some("outage OR Störung   ")),
    (" - ", "rule.empty", 1, " -", Some("outage OR Störung ")),
];

const DOUBTFUL: &[Row] = &[
    ("bahn or streik", "operator.lower_case", 6, "or", Some("bahn OR streik")),
    ("bahn und streik", "operator.lower_case", 6, "und", Some("bahn UND streik")),
    ("a lang:de lang:en", "rule.never", 11, "lang:en", Some("a lang:de ")),
    ("a followers:<10 followers:>20", "rule.never", 17, "followers:>20", Some("a followers:<10 ")),
    ("a -a", "rule.never", 3, "-a", Some("a ")),
    ("störung b -Stoerung", "rule.never", 11, "-Stoerung", Some("störung b ")),
    ("followers:>10k bahn", "field.number_short", 11, ">10k", None),
    ("has:media followers:>10000", "rule.broad", 1, "has:media followers:>10000", None),
    ("bahn country:de", "field.unfed", 6, "country:de", None),
    ("bahn is:verified", "field.unfed", 6, "is:verified", None),
    ("bahn - streik", "sign.ignored", 6, "-", Some("bahn  streik")),
    ("bahn^2 streik", "weight.ignored", 5, "^2", Some("bahn streik")),
];

fn check(row: &Row, severity: Severity) -> Parsed {
    let (rule, key, column, marked, repaired) = row;
    let parsed = parse(rule);
    let found = parsed.problems.iter().find(|problem| problem.key == *key);
    let problem = found.unwrap_or_else(|| panic!("{rule}: {key}: {:?}", parsed.problems));
    assert_eq!((problem.severity, problem.column), (severity, *column), "{rule}: {problem:?}");
    assert_eq!(rule.get(problem.at.clone()), Some(*marked), "{rule}: {problem:?}");
    let applied = problem.fix.as_ref().map(|fix| fix.apply(rule));
    assert_eq!(applied.as_deref(), *repaired, "{rule}: {problem:?}");
    for language in [Language::German, Language::English] {
        let text = problem.text(language);
        assert!(!text.is_empty() && !text.contains(['{', '}']) || rule.contains('{'), "{text}");
        assert!(!text.contains("“”") && !text.contains("„“"), "{rule}: {text}");
        assert_eq!(problem.fix_text(rule, language).is_some(), repaired.is_some());
    }
    parsed
}

#[test]
fn what_is_broken_is_told_with_its_place_and_a_fix_that_works() {
    for row in BROKEN {
        let parsed = check(row, Severity::Error);
        assert_eq!(parsed.rule, None, "{}", row.0);
        if let Some(repaired) = row.4.filter(|_| row.1 != "field.value") {
            let again = parse(repaired);
            assert_eq!(again.error(), None, "{} -> {repaired}", row.0);
        }
    }
}

#[test]
fn what_is_doubtful_is_told_and_still_a_rule() {
    for row in DOUBTFUL {
        let parsed = check(row, Severity::Warning);
        assert!(parsed.rule.is_some(), "{}", row.0);
        if let Some(repaired) = row.4 {
            let again = parse(repaired);
            assert!(again.problems.iter().all(|p| p.key != row.1), "{} -> {repaired}", row.0);
        }
    }
}

#[test]
fn limits_are_told() {
    let many = "bahn ".repeat(501);
    let wild = "bahn* ".repeat(51);
    let deep = format!("{}bahn{}", "(".repeat(40), ")".repeat(40));
    let long = "b".repeat(5000);
    for (rule, key) in [
        (many, "rule.too_many_words"),
        (wild, "rule.too_many_wildcards"),
        (deep, "rule.too_deep"),
        (long, "rule.too_long"),
    ] {
        let parsed = parse(&rule);
        assert_eq!(parsed.error().map(|problem| problem.key), Some(key));
        assert_eq!(parsed.rule, None);
    }
}

#[test]
fn sentences_say_what_is_wrong() {
    let text = |rule: &str, language| parse(rule).problems[0].text(language);
    assert_eq!(
        text("a AND OR b", Language::English),
        "OR needs something before it; remove AND / OR."
    );
    assert_eq!(
        text("follower:>100", Language::German),
        "Das Feld „follower:“ gibt es nicht. Meinten Sie „followers:“?"
    );
    let parsed = parse("bahn or streik");
    assert_eq!(parsed.problems[0].value("operator"), "OR");
    assert_eq!(
        parsed.problems[0].fix_text("bahn or streik", Language::German).unwrap(),
        "„or“ durch „OR“ ersetzen"
    );
}

#[test]
fn every_sentence_exists_twice() {
    for (key, german, english) in texts::ROWS {
        let places = |text: &str| {
            let mut names: Vec<_> =
                text.split('{').skip(1).filter_map(|t| t.split('}').next()).collect();
            names.sort_unstable();
            names.dedup();
            names.join(" ")
        };
        assert_eq!(places(german), places(english), "{key}");
        assert!(!german.is_empty() && !english.is_empty(), "{key}");
    }
}
