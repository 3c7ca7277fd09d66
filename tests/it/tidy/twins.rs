//! Migrations come in twins: the same file names for both engines, numbered without a gap, and run.

use std::collections::BTreeSet;

use super::house::{pages, settle};

const ENGINES: [&str; 2] = ["sqlite", "postgres"];

fn check<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names = [BTreeSet::new(), BTreeSet::new()];
    let mut complaints = Vec::new();
    for path in paths.filter_map(|path| path.strip_prefix("migrations/")) {
        match path.split_once('/') {
            Some((engine, name)) if ENGINES.contains(&engine) && is_well_named(name) => {
                names[usize::from(engine == ENGINES[1])].insert(name);
            }
            Some((_, name)) if name.eq_ignore_ascii_case("README.md") => {}
            _ if path.eq_ignore_ascii_case("README.md") => {}
            _ => complaints.push(format!(
                "migrations/{path}: name it migrations/{{sqlite,postgres}}/NNNN_what_it_does.sql \
                 (`just migration what_it_does` makes both)."
            )),
        }
    }
    for (own, other, engine) in [(0, 1, ENGINES[1]), (1, 0, ENGINES[0])] {
        for name in names[own].difference(&names[other]) {
            complaints.push(format!(
                "migrations/{engine}/{name} is missing. Each change is made on both engines, in \
                 files of the same name; one without anything to do holds a comment that says so."
            ));
        }
    }
    for (nth, name) in names[0].iter().enumerate() {
        let expected = format!("{:04}_", nth + 1);
        if !name.starts_with(&expected) {
            complaints.push(format!(
                "migrations/sqlite/{name}: expected a name that begins with {expected}. Two branches \
                 took the same number, or one was left out: renumber the one that did not ship."
            ));
        }
    }
    complaints
}

/// Migrations are compiled in: one that no source names would never run.
fn forgotten(paths: &[&str], sources: &[&str]) -> Vec<String> {
    let migrations = paths.iter().filter(|path| path.starts_with("migrations/"));
    let lost = migrations.filter(|path| {
        path.strip_suffix(".sql").is_some() && !sources.iter().any(|source| source.contains(**path))
    });
    let complaints = lost.map(|path| {
        format!("{path}: nothing runs it. Name it in crates/gerne-store/src/db/migrations.rs: `MIGRATIONS`, `SQLITE`, `POSTGRES`.")
    });
    complaints.collect()
}

fn is_well_named(name: &str) -> bool {
    let Some((number, what)) = name.strip_suffix(".sql").and_then(|name| name.split_once('_'))
    else {
        return false;
    };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    number.len() == 4 && number.chars().all(|c| c.is_ascii_digit()) && what.chars().all(plain)
}

#[test]
fn migrations_are_twins() {
    settle(&check(pages().iter().map(|page| page.path.as_str())));
}

#[test]
fn migrations_are_run() {
    let paths: Vec<_> = pages().iter().map(|page| page.path.as_str()).collect();
    let sources = pages().iter().filter(|page| page.path.starts_with("crates/gerne-store/src/"));
    settle(&forgotten(&paths, &sources.map(|page| page.text.as_str()).collect::<Vec<_>>()));
}

#[test]
fn a_migration_that_nothing_runs_is_seen() {
    let paths = ["migrations/sqlite/0001_house.sql", "migrations/README.md"];
    assert_eq!(forgotten(&paths, &["no word of it"]).len(), 1);
    let source = "include_str!(\"../../../migrations/sqlite/0001_house.sql\")";
    assert!(forgotten(&paths, &[source]).is_empty());
}

#[test]
fn a_lone_migration_is_seen() {
    let table: &[(&[&str], usize)] = &[
        (&["migrations/sqlite/0001_house.sql", "migrations/postgres/0001_house.sql"], 0),
        (&["migrations/sqlite/0001_house.sql"], 1),
        (&["migrations/postgres/0001_house.sql"], 1),
        (&["migrations/sqlite/0001_a.sql", "migrations/postgres/0001_b.sql"], 2),
        (&["migrations/sqlite/0002_a.sql", "migrations/postgres/0002_a.sql"], 1),
        (&["migrations/sqlite/1_a.sql", "migrations/postgres/1_a.sql"], 2),
        (&["migrations/mysql/0001_a.sql"], 1),
        (&["crates/gerne-store/src/lib.rs"], 0),
    ];
    for (paths, expected) in table {
        let complaints = check(paths.iter().copied());
        assert_eq!(complaints.len(), *expected, "{paths:?}: {complaints:?}");
    }
}
