//! How long a file may be. A long file is a sign that a shape was missed, not a fault in itself.

use super::{
    house::{Page, pages, settle},
    rust::{is_test_file, without_tests},
};

/// Most lines of a file that is not a test.
const HARD: usize = 600;
/// From here on a file is worth a look.
const LONG: usize = 400;

/// Long because they are one homogeneous table: path, and what the table holds.
const TABLES: &[(&str, &str)] = &[];

/// Lines that count: all of them, save an inline test module.
fn lines(page: &Page) -> usize {
    let text =
        if page.has_extension(&["rs"]) { without_tests(&page.text) } else { page.text.as_str() };
    text.lines().count()
}

fn counts(page: &Page) -> bool {
    page.has_extension(&["rs", "ts", "js", "svelte", "css", "sh"])
        && ![".gen.", ".d.ts"].iter().any(|made| page.path.contains(made))
        && !is_test_file(&page.path)
}

fn too_long(page: &Page) -> Option<String> {
    let (lines, is_table) = (lines(page), TABLES.iter().any(|(path, _)| *path == page.path));
    (counts(page) && lines > HARD && !is_table).then(|| {
        format!(
            "{}: {lines} lines, at most {HARD}. Split it along the nouns it talks about (`foo.rs` + \
             `foo/`), or, if it is one homogeneous table, list it in TABLES (tests/it/tidy/sizes.rs) \
             with what the table holds.",
            page.path
        )
    })
}

#[test]
fn no_file_is_too_long() {
    settle(&pages().iter().filter_map(too_long).collect::<Vec<_>>());
}

#[test]
fn no_table_is_listed_in_vain() {
    let vain = TABLES
        .iter()
        .filter(|(path, _)| !pages().iter().any(|page| page.path == *path && lines(page) > HARD));
    let complaints = vain.map(|(path, _)| format!("{path} need not stand in TABLES any more."));
    settle(&complaints.collect::<Vec<_>>());
}

/// Shown by `just check` and `cargo test -- --nocapture`: a list to think about, not a gate.
#[test]
fn report_of_long_files() {
    let long = pages().iter().filter(|page| counts(page) && lines(page) > LONG);
    let mut long: Vec<_> = long.map(|page| (lines(page), page.path.as_str())).collect();
    long.sort_unstable_by(|a, b| b.cmp(a));
    for (lines, path) in long {
        println!("long: {lines} lines  {path}");
    }
}

#[test]
fn a_long_file_is_seen() {
    let sample = |path: &str, lines: usize| Page::sample(path, &"let a = 1;\n".repeat(lines));
    assert!(too_long(&sample("crates/a/src/b.rs", HARD)).is_none());
    assert!(too_long(&sample("crates/a/src/b.rs", HARD + 1)).is_some());
    assert!(too_long(&sample("web/src/a/B.svelte", HARD + 1)).is_some());
    assert!(too_long(&sample("web/src/core/api.gen.ts", HARD + 1)).is_none());
    assert!(too_long(&sample("crates/a/src/b/tests.rs", HARD + 1)).is_none());
    let mut tested = sample("crates/a/src/b.rs", HARD);
    tested.text.push_str("#[cfg(test)]\nmod tests {\n}\n");
    assert!(too_long(&tested).is_none(), "inline tests do not count");
}
