//! Shell scripts stop at the first fault, and the one that counts tests counts right.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use super::house::{Page, pages, root, settle};

/// Longest recipe of the justfile; what is longer is a script, which an editor can check.
const RECIPE: usize = 5;

fn is_script(page: &Page) -> bool {
    (page.path.starts_with("scripts/") && page.has_extension(&["sh"])) || page.path == ".ci/run"
}

/// What a script begins with, and how it must then ask to be stopped.
const KINDS: [(&str, &str); 2] =
    [("#!/usr/bin/env bash", "set -euo pipefail"), ("#!/bin/sh", "set -eu")];

fn strict(page: &Page) -> Option<String> {
    let first = page.text.lines().next().unwrap_or_default();
    let Some((_, wanted)) = KINDS.iter().find(|(begins, _)| *begins == first) else {
        return Some(format!("{}: begin with `{}`.", page.path, KINDS[0].0));
    };
    (!page.text.lines().any(|line| line == *wanted))
        .then(|| format!("{}: add `{wanted}`, or a fault in the middle goes unseen.", page.path))
}

fn long_recipes(page: &Page) -> Vec<String> {
    let mut complaints = Vec::new();
    let (mut name, mut lines) = ("", 0);
    for line in page.text.lines() {
        if line.starts_with([' ', '\t']) {
            lines += 1;
            if lines == RECIPE + 1 {
                complaints.push(format!(
                    "{}: the recipe `{name}` has more than {RECIPE} lines: make it a script below \
                     scripts/.",
                    page.path
                ));
            }
        } else if !line.is_empty() {
            (name, lines) = (line, 0);
        }
    }
    complaints
}

/// `passed failed skipped`, as scripts/count-tests.sh reads them from a runner's output.
fn count(runner: &str, output: &str) -> String {
    let mut script = Command::new("bash")
        .arg(root().join("scripts/count-tests.sh"))
        .arg(runner)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("bash runs");
    script.stdin.take().expect("piped").write_all(output.as_bytes()).expect("the script reads");
    let answer = script.wait_with_output().expect("the script ends");
    String::from_utf8_lossy(&answer.stdout).trim().to_owned()
}

#[test]
fn scripts_are_strict() {
    let scripts: Vec<_> = pages().iter().filter(|page| is_script(page)).collect();
    assert!(!scripts.is_empty(), "no script was found: look at is_script");
    settle(&scripts.into_iter().filter_map(strict).collect::<Vec<_>>());
}

#[test]
fn recipes_are_short() {
    let justfile = pages().iter().filter(|page| page.path == "justfile");
    settle(&justfile.flat_map(long_recipes).collect::<Vec<_>>());
}

#[test]
fn a_careless_script_is_seen() {
    let table = [
        ("#!/usr/bin/env bash\nset -euo pipefail\n", true),
        ("#!/bin/sh\nset -eu\n", true),
        ("#!/usr/bin/env bash\nset -eu\n", false),
        ("#!/usr/bin/env bash\n", false),
        ("#!/bin/ksh\nset -eu\n", false),
    ];
    for (text, fine) in table {
        assert_eq!(strict(&Page::sample("scripts/a.sh", text)).is_none(), fine, "{text}");
    }
}

#[test]
fn a_long_recipe_is_seen() {
    let recipe = |lines: usize| format!("a:\n{}\nb:\n    x\n", "    x\n".repeat(lines));
    assert!(long_recipes(&Page::sample("justfile", &recipe(RECIPE))).is_empty());
    assert_eq!(long_recipes(&Page::sample("justfile", &recipe(RECIPE + 1))).len(), 1);
}

#[test]
fn tests_are_counted_as_each_runner_reports_them() {
    let cargo = "running 4 tests\n\
                 successes:\n\
                 ---- a stdout ----\n\
                 SKIPPED on PostgreSQL: no server\n\
                 skipped: nor data\n\
                 ---- b stdout ----\n\
                 score: no data beside the project, skipped\n\
                 ---- c stdout ----\n\
                 it skipped a beat\n\
                 failures:\n\
                 ---- d stdout ----\n\
                 skipped: counted as failed already\n\
                 test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished\n\
                 test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out;\n";
    let vitest = " Test Files  1 failed | 2 passed (3)\n      \
                  Tests  1 failed | 20 passed | 2 skipped (23)\n";
    let coloured = "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m20 passed\u{1b}[39m (20)\n";
    let playwright = "Running 6 tests using 1 worker\n\n  1 failed\n    [chromium] › a.spec.ts:1\n  \
                      1 flaky\n  1 skipped\n  3 did not run\n  4 passed (3.2s)\n";
    let node = "# tests 5\n# pass 3\n# fail 1\n# cancelled 0\n# skipped 1\n# todo 0\n";
    let table = [
        ("cargo", cargo, "12 2 3"),
        ("cargo", "error: could not compile", "0 0 0"),
        ("vitest", vitest, "20 1 2"),
        ("vitest", coloured, "20 0 0"),
        ("playwright", playwright, "5 1 4"),
        ("node", node, "3 1 1"),
        ("any", playwright, "5 1 4"),
        ("any", vitest, "20 1 2"),
        ("any", node, "3 1 1"),
    ];
    for (runner, output, expected) in table {
        assert_eq!(count(runner, output), expected, "{runner}: {output}");
    }
}
