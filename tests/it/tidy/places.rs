//! What may be written where: SQL, platforms' names, the web framework.

use super::{
    house::{Page, pages, settle},
    rust::{is_test_file, without_comments, without_tests},
};

/// Words that begin or belong to a statement of SQL, as we write it: keywords in capitals.
const SQL: &[&[&str]] = &[
    &["SELECT ", " FROM "],
    &["INSERT INTO "],
    &["UPDATE ", " SET "],
    &["DELETE FROM "],
    &["CREATE TABLE "],
    &["CREATE INDEX "],
    &["ALTER TABLE "],
    &["PRAGMA "],
];
/// The bench measures what a bare database can do, so that our figures stand beside a floor.
const SQL_HOMES: &[&str] = &["crates/gerne-store/", "crates/gerne-bench/", "tests/it/tidy/"];

/// Names of platforms, and of kinds of platforms where they stand as a whole text in quotes.
const PLATFORMS: &[&str] =
    &["mastodon", "gotosocial", "facebook", "instagram", "twitter", "\"x\"", "\"email\""];
const BLIND_TO_PLATFORMS: &[&str] =
    &["crates/gerne-engine/", "crates/gerne-store/", "crates/gerne-domain/"];

const AXUM_HOMES: &[&str] = &["crates/gerne-api/", "crates/gerne/", "crates/gerne-sim/"];

fn is_in(page: &Page, homes: &[&str]) -> bool {
    homes.iter().any(|home| page.path.starts_with(home))
}

/// Every statement-like run of words outside the store, with its line.
fn sql(page: &Page) -> Vec<String> {
    if !page.has_extension(&["rs"]) || is_in(page, SQL_HOMES) {
        return Vec::new();
    }
    let code = without_comments(&page.text);
    let quoted = code.split('"').enumerate().filter(|(nth, _)| nth % 2 == 1).map(|(_, text)| text);
    let statements = quoted.filter(|text| {
        let text = text.replace('\n', " ");
        SQL.iter().any(|words| words.iter().all(|word| text.contains(word)))
    });
    let complaints = statements.map(|text| {
        let start: String = text.chars().take(50).collect();
        format!(
            "{}: SQL outside gerne-store: \"{start}\". Give the store a method that says what you \
             need, with a case in its conformance suite.",
            page.path
        )
    });
    complaints.collect()
}

fn platform_names(page: &Page) -> Vec<String> {
    let blind = is_in(page, BLIND_TO_PLATFORMS) && page.has_extension(&["rs"]);
    if !blind || is_test_file(&page.path) {
        return Vec::new();
    }
    let code = without_comments(without_tests(&page.text)).to_lowercase();
    let named = |line: &str| PLATFORMS.iter().find(|name| line.contains(**name)).copied();
    let lines = code.lines().enumerate().filter_map(|(nth, line)| Some((nth + 1, named(line)?)));
    let complaints = lines.map(|(line, name)| {
        format!(
            "{}:{line}: names the platform {name}. Below the connectors all platforms are alike: put \
             the difference into the connector's Profile, Limits or Capabilities, as data.",
            page.path
        )
    });
    complaints.collect()
}

fn axum(page: &Page) -> Vec<String> {
    if !page.has_extension(&["rs"])
        || is_in(page, AXUM_HOMES)
        || page.path.starts_with("tests/it/tidy/")
    {
        return Vec::new();
    }
    let code = without_comments(&page.text);
    let lines = code.lines().enumerate().filter(|(_, line)| line.contains("axum::"));
    let complaints = lines.map(|(nth, _)| {
        format!(
            "{}:{}: axum outside gerne-api. What is served over HTTP is a route of gerne-api; the \
             engine offers a verb for it.",
            page.path,
            nth + 1
        )
    });
    complaints.collect()
}

#[test]
fn sql_stays_in_the_store() {
    settle(&pages().iter().flat_map(sql).collect::<Vec<_>>());
}

#[test]
fn the_lower_floors_name_no_platform() {
    settle(&pages().iter().flat_map(platform_names).collect::<Vec<_>>());
}

#[test]
fn axum_stays_at_the_door() {
    settle(&pages().iter().flat_map(axum).collect::<Vec<_>>());
}

#[test]
fn sql_outside_the_store_is_seen() {
    let table = [
        ("crates/gerne-engine/src/a.rs", "let q = \"SELECT id FROM message\";", 1),
        ("crates/gerne-engine/src/a.rs", "let q = \"UPDATE message\n SET text = ''\";", 1),
        ("crates/gerne-api/src/a.rs", "f(r#\"DELETE FROM message\"#);", 1),
        ("crates/gerne-store/src/a.rs", "let q = \"SELECT id FROM message\";", 0),
        ("crates/gerne-engine/src/a.rs", "// as SELECT id FROM message does\nlet a = 1;", 0),
        ("crates/gerne-engine/src/a.rs", "let text = \"Please SELECT something\";", 0),
        ("web/src/a.ts", "const q = \"SELECT id FROM message\"", 0),
    ];
    for (path, text, expected) in table {
        assert_eq!(sql(&Page::sample(path, text)).len(), expected, "{path}: {text}");
    }
}

#[test]
fn a_platform_below_the_connectors_is_seen() {
    let table = [
        ("crates/gerne-engine/src/a.rs", "if platform == \"mastodon\" {", 1),
        ("crates/gerne-engine/src/a.rs", "struct MastodonThing;", 1),
        ("crates/gerne-store/src/a.rs", "let p = Platform::from(\"x\");", 1),
        ("crates/gerne-engine/src/a.rs", "// Mastodon keeps keys for one hour.\nlet a = 1;", 0),
        ("crates/gerne-engine/src/a/tests.rs", "Platform::from(\"mastodon\")", 0),
        (
            "crates/gerne-engine/src/a.rs",
            "fn a() {}\n#[cfg(test)]\nmod tests {\n \"mastodon\" }",
            0,
        ),
        ("crates/gerne-connector-mastodon/src/a.rs", "\"mastodon\"", 0),
        ("crates/gerne-engine/src/a.rs", "let max_x = y.email;", 0),
    ];
    for (path, text, expected) in table {
        assert_eq!(platform_names(&Page::sample(path, text)).len(), expected, "{path}: {text}");
    }
}

#[test]
fn axum_elsewhere_is_seen() {
    let line = "use axum::Router;";
    assert_eq!(axum(&Page::sample("crates/gerne-engine/src/a.rs", line)).len(), 1);
    assert_eq!(axum(&Page::sample("tests/it/journeys/a.rs", line)).len(), 1);
    assert!(axum(&Page::sample("crates/gerne-api/src/a.rs", line)).is_empty());
    assert!(
        axum(&Page::sample("crates/gerne-engine/src/a.rs", "// axum::Router").clone()).is_empty()
    );
}
