use std::sync::Arc;

use gerne_text::Lexicon;
use proptest::prelude::*;

use super::*;
use crate::{Post, brute::Read, parse};

fn rule(text: &str) -> Rule {
    let parsed = parse(text);
    parsed.rule.unwrap_or_else(|| panic!("{text}: {:?}", parsed.problems))
}

fn index(rules: &[Rule]) -> Index {
    let lexicon = Arc::new(Lexicon::default());
    Index::new((0..).zip(rules), lexicon, &Seen::default())
}

/// What a rule marks in a post; `None` when it does not match.
fn marked(text: &str, post: &Post<'_>) -> Option<String> {
    let rules = [rule(text)];
    let mut scratch = Scratch::default();
    index(&rules).find(post, &mut scratch);
    let brute = crate::brute::matches(&rules[0], post, &Lexicon::default());
    assert_eq!(!scratch.hits().is_empty(), brute, "{text} / {post:?}");
    let hit = scratch.hits().first()?;
    let marks = scratch.marks(hit).iter().map(|mark| {
        let text = if mark.part == crate::Part::Text { post.text } else { post.title };
        text.get(mark.start as usize..mark.end as usize).unwrap()
    });
    Some(marks.collect::<Vec<_>>().join("|"))
}

fn german(text: &str) -> Post<'_> {
    Post { text, lang: "de", ..Post::default() }
}

#[test]
fn words_are_found_in_all_their_forms() {
    for (rule, text, expected) in [
        ("Ausfall", "Schon wieder Ausfälle bei der Bahn", Some("Ausfälle")),
        ("Ausfall", "Der Zugausfall nervt", Some("Zugausfall")),
        ("Ausfall", "Die Ausfallzeit war lang", None),
        ("Ausfall", "#ZugAusfall heute", Some("#ZugAusfall")),
        ("Ausfall", "Internet-Ausfall in Köln", Some("Ausfall")),
        ("Internetausfall", "Internet-Ausfall in Köln", Some("Internet-Ausfall")),
        ("Internet-Ausfall", "Der Internetausfall dauert", Some("Internetausfall")),
        ("internet ausfall", "Internetausfall seit heute", Some("Internetausfall")),
        ("\"Internet Ausfall\"", "Internetausfall seit heute", Some("Internetausfall")),
        ("Störung", "Stoerung im Netz", Some("Stoerung")),
        ("Störung", "Zerstörung im Netz", None),
        ("+Ausfall", "Ausfälle und Ausfall", Some("Ausfall")),
        ("=\"kein Netz\"", "Kein Netz, keine Netze", Some("Kein|Netz")),
        ("\"kein Netz\"", "wir haben keine Netze", Some("keine|Netze")),
        ("\"kein Netz\"", "Netz kein", None),
        ("ausfall*", "Die Ausfallzeit war lang", Some("Ausfallzeit")),
        ("*ausfall", "Zugausfall", Some("Zugausfall")),
        ("*fall*", "Ausfallzeit", Some("Ausfallzeit")),
        ("st?rung", "Störung", Some("Störung")),
        ("\"kein inter*\"", "ich habe kein Internet", Some("kein|Internet")),
        ("250mbit", "nur 250 mbit", Some("250|mbit")),
        ("\"250 mbit\"", "nur 250mbit", Some("250mbit")),
        ("kein NEAR/1 Netz", "kein gutes Netz", Some("kein|Netz")),
        ("kein NEAR/1 Netz", "kein gutes schnelles Netz", None),
        ("Netz NEAR/1 kein", "kein gutes Netz", Some("kein|Netz")),
        ("Netz ONEAR/1 kein", "kein gutes Netz", None),
        ("kein NEAR/0 Netz", "kein Netz", Some("kein|Netz")),
        ("a1 NEAR/1 b1 NEAR/1 c1", "a1 x b1 x c1", Some("a1|b1|c1")),
        ("a1 NEAR/1 b1 NEAR/1 c1", "a1 x b1 x x c1", None),
        ("\"a1 b1 c1\"~2", "c1 x a1 x b1", Some("c1|a1|b1")),
        ("\"a1 b1 c1\"~1", "c1 x a1 x b1", None),
        (
            "(kein OR ohne) NEAR/2 (Netz OR \"mobile Daten\")",
            "ohne die mobilen Daten",
            Some("ohne|mobilen|Daten"),
        ),
        ("bahn -streik", "bahn fährt", Some("bahn")),
        ("bahn -streik", "bahn streikt", None),
        ("bahn", "#bahn", Some("#bahn")),
        ("#bahn", "bahn", None),
        ("@acme", "@Acme hilft", Some("@Acme")),
        ("😡", "So ein Mist 😡", Some("😡")),
        ("👍", "gut 👍🏽", Some("👍🏽")),
        ("raw:\"Google+\"", "bei Google+ gelesen", Some("Google+")),
        ("raw:\"Google+\"", "bei google+ gelesen", None),
        ("raw:NASA", "die NASA", Some("NASA")),
    ] {
        assert_eq!(marked(rule, &german(text)).as_deref(), expected, "{rule} / {text}");
    }
}

#[test]
fn attributes_are_compared() {
    let post = Post {
        text: "Die Bahn kommt nicht",
        title: "Kein Zug",
        lang: "de",
        author: "Anna",
        name: "Anna Beispiel",
        bio: "Pendlerin und Mutter",
        to: &["acme"],
        channel: "x",
        links: &["https://www.bahn.example/Verspaetung?x=1"],
        has: &["links", "media"],
        is: &["reply"],
        followers: Some(1500),
        sentiment: "negative",
        complaint: Some(true),
        customer: Some(true),
        place: "Köln Deutz",
        key: 7,
        ..Post::default()
    };
    for (rule, expected) in [
        ("bahn from:anna", true),
        ("bahn from:(bert OR anna)", true),
        ("bahn from:bert", false),
        ("bahn followers:>1000", true),
        ("bahn followers:<1000", false),
        ("bahn followers:1000..2000", true),
        ("bahn posts:>1", false),
        ("bahn lang:en", false),
        ("bahn has:media has:links -has:video", true),
        ("has:media followers:>1000", true),
        ("bahn is:reply", true),
        ("bahn -is:repost", true),
        ("bahn is:customer", true),
        ("bahn customer:no", false),
        ("bahn place:köln", true),
        ("bahn place:bonn", false),
        ("brand:Bahn", true),
        ("topic:Zug -brand:acme", true),
        ("brand:Bus", false),
        ("bahn complaint:yes sentiment:negative", true),
        ("bahn title:zug", true),
        ("bahn title:bahn", false),
        ("zug", true),
        ("bahn bio:pendler*", false),
        ("bahn bio:Pendlerin", true),
        ("bahn name:beispiel", true),
        ("bahn site:bahn.example", true),
        ("bahn site:ahn.example", false),
        ("bahn url:verspaetung", true),
        ("bahn sample:100", true),
        ("zug NEAR/50 bahn", false),
        ("bahn similar:\"kein Zug\"", false),
        ("from:anna", true),
        ("bahn OR from:bert", true),
        ("bert OR lang:de", true),
    ] {
        assert_eq!(marked(rule, &post).is_some(), expected, "{rule}");
    }
}

const WORDS: &[&str] = &[
    "bahn",
    "Bahnen",
    "zug",
    "Züge",
    "Ausfall",
    "Zugausfall",
    "Ausfälle",
    "Netz",
    "kein",
    "Internet",
    "Internet-Ausfall",
    "#BahnStreik",
    "Streik",
    "250mbit",
    "mbit",
    "😡",
    "@acme",
    "delay",
    "delays",
    "Störung",
    "Stoerung",
    "zerstörung",
];

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(WORDS).prop_map(str::to_owned)
}

fn any_rule() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        6 => word(),
        1 => (word(), word()).prop_map(|(a, b)| format!("\"{a} {b}\"")),
        1 => (word(), word(), 0_u8..4).prop_map(|(a, b, n)| format!("\"{a} {b}\"~{n}")),
        1 => Just("*fall*".to_owned()),
        1 => Just("bahn*".to_owned()),
        1 => Just("+Ausfall".to_owned()),
        1 => Just("#bahnstreik".to_owned()),
        1 => Just("lang:de".to_owned()),
        1 => Just("from:(anna OR bert)".to_owned()),
        1 => Just("followers:100..200".to_owned()),
        1 => Just("has:media".to_owned()),
        1 => Just("title:bahn".to_owned()),
        1 => Just("raw:Netz".to_owned()),
        1 => Just("sample:50".to_owned()),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            3 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} {b})")),
            3 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            2 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} -{b})")),
            2 => (inner.clone(), inner.clone(), 0_u8..4)
                .prop_map(|(a, b, n)| format!("({a} NEAR/{n} {b})")),
            1 => (inner.clone(), inner, 0_u8..4)
                .prop_map(|(a, b, n)| format!("({a} ONEAR/{n} {b})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_index_finds_what_the_plain_evaluator_finds(
        rules in prop::collection::vec(any_rule(), 1..12),
        texts in prop::collection::vec(prop::collection::vec(word(), 0..12), 1..4),
        lang in prop::sample::select(&["de", "en", ""][..]),
        known in any::<(bool, u8)>(),
    ) {
        let rules: Vec<Rule> = rules.iter().filter_map(|text| parse(text).rule).collect();
        let index = index(&rules);
        let mut scratch = Scratch::default();
        for words in &texts {
            let text = words.join(" ");
            let post = Post {
                text: &text,
                title: if known.0 { "Die Bahn" } else { "" },
                lang,
                author: if known.0 { "anna" } else { "" },
                has: if known.1 % 2 == 0 { &["media"] } else { &[] },
                followers: Some(u64::from(known.1)),
                key: u64::from(known.1),
                ..Post::default()
            };
            index.find(&post, &mut scratch);
            let mut found: Vec<u64> = scratch.hits().iter().map(|hit| hit.rule).collect();
            found.sort_unstable();
            let lexicon = Lexicon::default();
            let read = Read::new(&post, &lexicon);
            let expected: Vec<u64> = (0..)
                .zip(&rules)
                .filter(|(_, rule)| read.matches(rule))
                .map(|(id, _)| id)
                .collect();
            let shown: Vec<String> = rules.iter().map(ToString::to_string).collect();
            prop_assert_eq!(found, expected, "{} / {:?}", text, shown);
            for hit in scratch.hits() {
                for mark in scratch.marks(hit) {
                    let part = if mark.part == crate::Part::Text { post.text } else { post.title };
                    prop_assert!(part.get(mark.start as usize..mark.end as usize).is_some());
                }
            }
        }
    }

    #[test]
    fn whatever_is_written_is_matched_as_the_plain_evaluator_does(
        rule in any_rule(),
        text in "\\PC{0,120}|[a-zäöüß#@&:/.*?! -]{0,120}",
    ) {
        if let Some(rule) = parse(&rule).rule {
            let post = Post { text: &text, ..Post::default() };
            let mut scratch = Scratch::default();
            index(std::slice::from_ref(&rule)).find(&post, &mut scratch);
            let lexicon = Lexicon::default();
            let expected = Read::new(&post, &lexicon).matches(&rule);
            prop_assert_eq!(!scratch.hits().is_empty(), expected, "{} / {}", rule, text);
        }
    }

    #[test]
    fn no_post_makes_it_panic(text in "\\PC{0,200}", title in "\\PC{0,20}") {
        let rules = [rule("bahn NEAR/3 zug"), rule("*fall* OR raw:a"), rule("-zug abc*def bahn")
        ];
        let index = index(&rules);
        let mut scratch = Scratch::default();
        index.find(&Post { text: &text, title: &title, ..Post::default() }, &mut scratch);
    }
}
