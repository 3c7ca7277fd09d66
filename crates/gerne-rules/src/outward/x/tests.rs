use super::*;
use crate::parse;

fn forms(word: &str) -> Vec<String> {
    match word {
        "Ausfall" => vec!["Ausfälle".into(), "Zugausfall".into()],
        "bahn*" => vec!["bahnhof".into(), "bahnen".into()],
        _ => Vec::new(),
    }
}

fn asked(rule: &str, length: usize) -> Outward {
    x(&parse(rule).rule.unwrap(), &forms, XLimits { length, rules: 5 })
}

#[test]
fn rules_become_rules_of_x() {
    for (rule, expected) in [
        ("Ausfall", "ausfall OR ausfälle OR zugausfall OR ausfaelle"),
        (
            "Ausfall -streik lang:de",
            "(ausfall OR ausfälle OR zugausfall OR ausfaelle) -streik lang:de",
        ),
        ("zug NEAR/3 bus", "zug bus"),
        ("\"kein zug\"", "kein zug"),
        ("=\"kein Zug\"", "\"kein Zug\""),
        ("bahn*", "bahnhof OR bahnen"),
        ("zug -(bus tram)", "zug"),
        ("zug from:(a OR b)", "zug (from:a OR from:b)"),
        ("#zug OR (bus has:video)", "#zug OR (bus has:video_link)"),
        ("zug followers:>10 -is:repost", "zug -is:retweet"),
        ("zug (bus OR (-tram x))", "zug (bus OR (-tram x))"),
    ] {
        assert_eq!(asked(rule, 1024).queries, [expected], "{rule}");
    }
}

#[test]
fn what_cannot_be_asked_for_is_told() {
    for (rule, key) in [
        ("has:media lang:de", "watch.too_broad"),
        ("xyz*", "watch.too_broad"),
        ("zug OR topic:strom", "watch.too_broad"),
        ("zug topic:strom", "watch.field"),
        ("zug -(a1 b1)", "watch.not"),
        ("zug NEAR/3 bus", "watch.near"),
        ("zug", "watch.forms"),
    ] {
        let found = asked(rule, 1024);
        assert!(found.lost.iter().any(|lost| lost.key == key), "{rule}: {:?}", found.lost);
        assert_eq!(found.queries.is_empty(), key == "watch.too_broad", "{rule}");
    }
}

#[test]
fn long_rules_become_several() {
    let found = asked("(zug OR bus OR tram OR taxi) lang:de", 24);
    assert_eq!(found.queries, ["(zug OR bus) lang:de", "(tram OR taxi) lang:de"]);
    assert!(asked("=\"a very long phrase that fits nowhere\"", 24).queries.is_empty());
}
