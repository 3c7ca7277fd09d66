use proptest::prelude::*;

use crate::{Language, Node, parse, reading};

fn canonical(rule: &str) -> String {
    let parsed = parse(rule);
    parsed.rule.unwrap_or_else(|| panic!("{rule}: {:?}", parsed.problems)).to_string()
}

#[test]
fn both_habits_are_read() {
    for (rule, expected) in [
        ("bahn streik", "bahn streik"),
        ("bahn AND streik", "bahn streik"),
        ("bahn UND streik", "bahn streik"),
        ("bahn & streik && ausfall", "bahn streik ausfall"),
        ("bahn OR zug streik", "bahn OR (zug streik)"),
        ("(bahn ODER zug) streik", "(bahn OR zug) streik"),
        ("bahn | zug || bus", "bahn OR zug OR bus"),
        ("bahn AND NOT streik", "bahn -streik"),
        ("bahn NICHT streik", "bahn -streik"),
        ("bahn -streik", "bahn -streik"),
        ("bahn –streik", "bahn -streik"),
        ("bahn -(streik OR warnstreik)", "bahn -(streik OR warnstreik)"),
        ("bahn --streik", "bahn streik"),
        ("bahn -\"kein streik\"", "bahn -\"kein streik\""),
        ("{bahn zug} streik", "(bahn OR zug) streik"),
        ("\"kein Netz\"", "\"kein Netz\""),
        ("„kein Netz“", "\"kein Netz\""),
        ("»kein Netz« «kein»", "\"kein Netz\" kein"),
        ("\"Netz\"", "Netz"),
        ("\"OR\"", "\"OR\""),
        ("a OR- \"b\"", "a \"OR\" b"),
        ("[#bahn ＃zug", "#bahn #zug"),
        ("#😡bahn Netz^2, [SENTENCE/5", "#bahn Netz \"SENTENCE 5\""),
        ("[lang:de a", "\"lang de\" a"),
        ("b [NEAR/3 a", "b \"NEAR 3\" a"),
        ("\"kein Netz\"~3", "\"kein Netz\"~3"),
        ("(kein Netz)~3", "\"kein Netz\"~3"),
        ("\"😡 OR\"~2", "(😡 \"OR\")~2"),
        ("((a OR b) c)~5", "((a OR b) c)~5"),
        ("a NEAR b", "a NEAR/4 b"),
        ("a NEAR/3 b NEAR/2 c", "a NEAR/3 b NEAR/2 c"),
        ("a NEAR/3 (b NEAR/2 c)", "a NEAR/3 (b NEAR/2 c)"),
        ("a NEAR/3f b", "a ONEAR/3 b"),
        ("a ONEAR/3 b", "a ONEAR/3 b"),
        ("a AROUND 5 b", "a NEAR/5 b"),
        ("a AROUND(5) b", "a NEAR/5 b"),
        ("(a OR b) NEAR/3 (c OR \"d e\")", "(a OR b) NEAR/3 (c OR \"d e\")"),
        ("x a NEAR/3 b y", "x a NEAR/3 b y"),
        ("+Netz", "+Netz"),
        ("=\"kein Netz\"", "=\"kein Netz\""),
        ("ausfall* *ausfall *ausfall* st?rung", "ausfall* *ausfall *ausfall* st?rung"),
        ("wirklich?! wirk?ich?", "wirklich wirk?ich"),
        ("#bahnstreik @acme_hilft $ACME 😡", "#bahnstreik @acme_hilft $ACME 😡"),
        ("Internet-Ausfall", "Internet-Ausfall"),
        ("Ausfall, Störung.", "Ausfall Störung"),
        ("E-Mail 250mbit", "E-Mail 250mbit"),
        ("from:@anna lang:DE a", "from:anna lang:de a"),
        ("Language:de_AT a", "lang:de a"),
        ("author:anna (from:b OR from:c)", "from:anna (from:b OR from:c)"),
        ("a from:(anna OR bert)", "a from:(anna OR bert)"),
        ("a subject:\"kein Netz\"", "a title:\"kein Netz\""),
        ("a followers:>100", "a followers:>=101"),
        ("a followers:10k..1m", "a followers:10000..1000000"),
        ("a followers_count:100..", "a followers:>=100"),
        ("a authorFollowers:[100 TO 200]", "a followers:100..200"),
        ("a authorFollowers:[100 TO *]", "a followers:>=100"),
        ("a min_followers:100", "a followers:>=100"),
        ("a followers:1.000", "a followers:1000"),
        (
            "similar:\"kein Netz\" similar_threshold:0.4",
            "similar:\"kein Netz\" similar_threshold:0.4",
        ),
        ("a has:video_link is:retweet", "a has:video is:repost"),
        ("a raw:\"Google+\"", "a raw:Google+"),
        ("https://example.org/a", "https://example.org/a"),
        ("a url:example.org/x", "a url:example.org/x"),
        ("(bahn)", "bahn"),
        ("((bahn zug) bus)", "bahn zug bus"),
    ] {
        assert_eq!(canonical(rule), expected, "{rule}");
        assert_eq!(canonical(expected), expected, "{rule}");
    }
}

#[test]
fn rules_are_read_aloud() {
    for (rule, german, english) in [
        (
            "(Ausfall OR Störung) -Streik lang:de",
            "Beiträge mit „Ausfall“ oder „Störung“, ohne „Streik“, auf Deutsch",
            "Posts with “Ausfall” or “Störung”, without “Streik”, in German",
        ),
        (
            "kein NEAR/3 Netz followers:>=1000",
            "Beiträge mit „kein“ und „Netz“ mit höchstens 3 Wörtern dazwischen, von Leuten mit mindestens 1000 Followern",
            "Posts with “kein” and “Netz” with at most 3 words between, by people with at least 1000 followers",
        ),
        (
            "bahn (complaint:yes OR from:anna)",
            "Beiträge mit „bahn“, (die Beschwerden sind oder von @anna)",
            "Posts with “bahn”, (that are complaints or by @anna)",
        ),
        ("#ausfall", "Beiträge mit dem Hashtag #ausfall", "Posts with the hashtag #ausfall"),
        (
            "künd*",
            "Beiträge mit Wörtern, die mit „künd“ beginnen",
            "Posts with words that begin with “künd”",
        ),
        (
            "(künd* OR *wechsel) -danke",
            "Beiträge mit Wörtern, die mit „künd“ beginnen, oder Wörtern, die auf „wechsel“ enden, ohne „danke“",
            "Posts with words that begin with “künd” or words that end in “wechsel”, without “danke”",
        ),
    ] {
        let rule = parse(rule).rule.unwrap();
        assert_eq!(reading(&rule, Language::German), german);
        assert_eq!(reading(&rule, Language::English), english);
    }
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zäöü]{3,8}",
        Just("OR".to_owned()),
        Just("AND".to_owned()),
        Just("NEAR/3".to_owned()),
        Just("(".to_owned()),
        Just(")".to_owned()),
        Just("-".to_owned()),
        Just("\"".to_owned()),
        Just("{".to_owned()),
        Just("}".to_owned()),
        Just("~2".to_owned()),
        Just("+".to_owned()),
        Just("*".to_owned()),
        Just("lang:de".to_owned()),
        Just("followers:".to_owned()),
        Just(" ".to_owned()),
        Just("#x1y".to_owned()),
        Just("😡".to_owned()),
        "\\PC{1,3}",
    ]
}

fn rule() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[a-zäöü]{3,8}",
        "\"[a-z]{3,6} [a-z]{3,6}\"",
        "[a-z]{3,5}\\*",
        "#[a-z]{3,5}",
        "\\+[a-z]{3,5}",
        Just("lang:de".to_owned()),
        Just("from:(anna OR bert)".to_owned()),
        Just("followers:100..200".to_owned()),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("(x1 {a} -{b})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("({a} NEAR/3 {b})")),
        ]
    })
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,80}") {
        drop(parse(&text));
    }

    #[test]
    fn no_heap_of_pieces_makes_it_panic(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        let parsed = parse(&text);
        for problem in &parsed.problems {
            prop_assert!(text.get(problem.at.clone()).is_some(), "{:?}", problem);
            if let Some(fix) = &problem.fix {
                prop_assert!(text.get(fix.at.clone()).is_some(), "{:?}", problem);
            }
            prop_assert!(!problem.text(Language::German).is_empty(), "{}", problem.key);
        }
        prop_assert_eq!(parsed.rule.is_none(), parsed.error().is_some());
        if let Some(rule) = parsed.rule {
            let again = parse(&rule.to_string()).rule;
            prop_assert_eq!(again.as_ref().map(|r| &r.root), Some(&rule.root), "{} / {}", text, rule);
        }
    }

    #[test]
    fn changes_that_are_offered_lead_to_a_rule(
        pieces in prop::collection::vec(piece(), 0..40)
    ) {
        let mut text = pieces.concat();
        let written = text.clone();
        // Each takes at least one piece away or makes it right.
        for _ in 0..200 {
            let parsed = parse(&text);
            let Some(problem) = parsed.error() else { return Ok(()) };
            let too_much = problem.key.starts_with("rule.too_");
            prop_assume!(!too_much);
            let fix = problem.fix.as_ref().map(|fix| fix.apply(&text));
            prop_assert!(fix.is_some(), "{written}: {text}: {}", problem.key);
            text = fix.unwrap_or_default();
        }
        prop_assert!(false, "{written}: still {text}");
    }

    #[test]
    fn what_is_printed_is_read_as_the_same(text in rule()) {
        if let Some(rule) = parse(&text).rule {
            let printed = rule.to_string();
            let again = parse(&printed).rule;
            prop_assert_eq!(again.as_ref(), Some(&rule), "{}", printed);
            prop_assert!(!matches!(&rule.root, Node::And(parts) if parts.len() < 2));
        }
    }
}
