//! What the server says in keys, the console says in words: in both languages.

use std::collections::{BTreeMap, BTreeSet};

use super::house::{Page, pages, settle};

/// What keys of the server begin with. Whoever adds a kind of key adds it here, and writes its words.
const KINDS: [&str; 60] = [
    "account",
    "agent",
    "approach",
    "budget",
    "capacity",
    "card",
    "check",
    "code",
    "connect",
    "consult",
    "contact",
    "customer",
    "deletion",
    "deletions",
    "delivery",
    "erasure",
    "escalation",
    "export",
    "fact",
    "figures",
    "flag",
    "follow_up",
    "gap",
    "handover",
    "hiding",
    "hook",
    "hours",
    "incident",
    "invalid",
    "join",
    "knowledge",
    "label",
    "note",
    "notice",
    "noticing",
    "password",
    "photo",
    "platform",
    "promise",
    "refused",
    "reply",
    "report",
    "retry",
    "rule",
    "same",
    "separate",
    "settle",
    "skills",
    "snippet",
    "snooze",
    "spending",
    "storage",
    "target",
    "team",
    "ticket",
    "tone",
    "upload",
    "usage",
    "verified",
    "webhook",
];
/// Where the console looks a key up: a sentence of its own for each way in which it is told.
const SPOKEN: [&str; 3] = ["error", "reason", "check"];
const LANGUAGES: [&str; 2] = ["de", "en"];
/// Stand-ins, measuring and the demo speak to no console; what is wrong with a rule is said by the rules
/// themselves, in both languages.
const ELSEWHERE: [&str; 5] =
    ["gerne-sim/", "gerne-bench/", "gerne-demo/", "gerne-scores/", "gerne-rules/"];

/// `"reply.too_long"` in code that ships, without its tests.
fn keys(page: &Page) -> Vec<String> {
    let ships = page.path.starts_with("crates/")
        && page.path.contains("/src/")
        && !page.path.contains("/tests/")
        && !page.path.contains("/testing")
        && !ELSEWHERE.iter().any(|each| page.path.contains(each));
    if !ships || !page.has_extension(&["rs"]) {
        return Vec::new();
    }
    let code = page.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: Vec<&str> =
        code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let is_key = |text: &&str| {
        text.split_once('.').is_some_and(|(kind, rest)| {
            KINDS.contains(&kind)
                && !["css", "com", "js", "html", "rs", "json", "fields"].contains(&rest)
                && rest.len() > 1
                && rest.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.')
        })
    };
    code.split('"').filter(is_key).map(str::to_owned).collect()
}

/// The kinds of alarms: `pub(crate) const GAP: &str = "gap";`.
fn alarms(page: &Page) -> Vec<String> {
    let lines = page.text.lines().filter(|line| line.starts_with("pub(crate) const "));
    lines.filter_map(|line| Some(line.split('"').nth(1)?.to_owned())).collect()
}

/// What is written down in one language.
fn written(pages: &[Page], language: &str) -> BTreeSet<String> {
    let folder = format!("web/messages/{language}/");
    let of = pages.iter().filter(|page| page.path.starts_with(&folder));
    let lines = of.flat_map(|page| page.text.lines());
    lines.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect()
}

fn check(
    keys: &BTreeMap<String, String>,
    alarms: &[String],
    words: &[(&str, BTreeSet<String>)],
) -> Vec<String> {
    let mut complaints = Vec::new();
    for (language, words) in words {
        for (key, path) in keys {
            let name = key.replace(['.', '_'], "-");
            let of = |kind: &&str| words.contains(&format!("{kind}-{name}"));
            // What the check-up says is named like its key.
            let said = SPOKEN.iter().any(of) || words.contains(&name);
            // Whatever refuses a reply is shown at the reply.
            let at_reply = !key.starts_with("refused.") || of(&"reason");
            if !said || !at_reply {
                let kind = if key.starts_with("refused.") { "reason" } else { "error" };
                complaints
                    .push(format!("{path}: {key} has no words ({kind}-{name} in {language})"));
            }
        }
        for alarm in alarms {
            let name = format!("alarm-{}", alarm.replace('_', "-"));
            if !words.contains(&name) {
                complaints.push(format!("alarm {alarm} has no words ({name} in {language})"));
            }
        }
    }
    complaints
}

#[test]
fn every_key_of_the_server_has_words_in_both_languages() {
    let pages = pages();
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for page in pages {
        for key in keys(page) {
            found.entry(key).or_insert_with(|| page.path.clone());
        }
    }
    assert!(found.len() > 120, "the keys are found at all: {}", found.len());
    let kinds = pages.iter().find(|page| page.path == "crates/gerne-engine/src/alarm.rs");
    let kinds = kinds.map(alarms).unwrap_or_default();
    assert!(kinds.len() > 5, "the alarms are found at all: {kinds:?}");
    let words = LANGUAGES.map(|language| (language, written(pages, language)));
    let complaints = check(&found, &kinds, &words);
    settle(&complaints);
}

#[test]
fn a_key_without_words_is_found() {
    let keys = BTreeMap::from([
        ("refused.odd".to_owned(), "a.rs".to_owned()),
        ("reply.odd".to_owned(), "a.rs".to_owned()),
    ]);
    let said = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let both = [("de", said(&["reason-refused-odd", "error-reply-odd", "alarm-odd"]))];
    assert!(check(&keys, &["odd".to_owned()], &both).is_empty());
    let neither = [("de", said(&["error-refused-odd"]))];
    assert_eq!(check(&keys, &["odd".to_owned()], &neither).len(), 3);
}
