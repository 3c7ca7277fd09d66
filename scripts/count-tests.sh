#!/usr/bin/env bash
# Reads a test runner's output on stdin and prints "passed failed skipped".
# usage: count-tests.sh cargo|vitest|playwright|node|any < output    any: one of the last three
#
# A Rust test cannot report that it skipped itself: it prints a line "skipped: why" and returns.
# Such a test is counted as skipped, never as passed. Its line is seen with --show-output only.
set -euo pipefail

awk -v runner="${1:?which runner wrote this?}" '
    # Colours off: they stand between the words.
    { gsub(/\033\[[0-9;]*m/, "") }
    # The number before a word on this line; 0 when the word is not there.
    function before(word,    i) {
        for (i = 2; i <= NF; i++) { w = $i; gsub(/[;,.|]/, "", w); if (w == word) return $(i - 1) + 0 }
        return 0
    }
    function is(which) { return runner == which || runner == "any" }
    runner == "cargo" && /^(successes|failures):$/ { succeeded = ($0 == "successes:") }
    runner == "cargo" && /^---- .* stdout ----$/   { said = 0 }
    runner == "cargo" && succeeded && !said && (tolower($0) ~ /^skipped[: ]/ || /, skipped$/) {
        said = 1; passed--; skipped++
    }
    runner == "cargo" && /^test result: / {
        passed += before("passed"); failed += before("failed"); skipped += before("ignored")
    }
    is("vitest") && /^ *Tests +[0-9]/ {
        passed += before("passed"); failed += before("failed")
        skipped += before("skipped") + before("todo")
    }
    is("playwright") && /^ +[0-9]+ (passed|failed|flaky|skipped|interrupted|did not run)/ {
        # Flaky: it passed when it was run again, which only CI does. Its name stands below.
        if ($2 == "passed" || $2 == "flaky") passed += $1
        else if ($2 == "skipped" || $2 == "did") skipped += $1
        else failed += $1
    }
    is("node") && /^(#|ℹ) (pass|fail|cancelled|skipped|todo) [0-9]+/ {
        if ($2 == "pass") passed += $3
        else if ($2 == "skipped" || $2 == "todo") skipped += $3
        else failed += $3
    }
    END { print passed + 0, failed + 0, skipped + 0 }
'
