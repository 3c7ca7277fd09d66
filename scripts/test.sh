#!/usr/bin/env bash
# Runs every test: Rust on both database engines, the console's units, the console in a browser.
# usage: test.sh [filter]        only tests whose name holds the filter
#
# Ends with a plain line "N passed, N failed". Exits non-zero when anything failed, when a suite did
# not run to its end, or when no test ran at all. Full output: target/test-logs/.
set -euo pipefail
cd "$(dirname "$0")/.."

filter=${1:-}
logs=target/test-logs
mkdir -p "$logs"
export CARGO_TERM_COLOR=never NO_COLOR=1 FORCE_COLOR=0
passed=0 failed=0 skipped=0 broken=() red=()

finish() {
    # Once more at the end, where whoever reads the log looks first.
    for name in "${red[@]}"; do
        echo "failed in $name:"
        scripts/failed-tests.sh <"$logs/$name.log"
    done
    [ "${#broken[@]}" -eq 0 ] || echo "did not run to the end: ${broken[*]} (see $logs)"
    [ "$skipped" -eq 0 ] || echo "$skipped skipped (not counted as passed)"
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}

# Something that the tests stand on. Without it there is no point in going on.
# need NAME COMMAND...
need() {
    local name=$1 since=$SECONDS
    shift
    echo "== $name"
    "$@" </dev/null && echo "== $name: after $((SECONDS - since)) s" && return
    broken+=("$name") failed=$((failed + 1))
    finish
}

# Runs one suite, shows it, keeps it, adds up what its runner counted.
# suite NAME RUNNER COMMAND...
suite() {
    local name=$1 runner=$2 status=0 since=$SECONDS p f s
    shift 2
    echo "== $name"
    "$@" </dev/null 2>&1 | tee "$logs/$name.log" || status=$?
    read -r p f s < <(scripts/count-tests.sh "$runner" <"$logs/$name.log")
    echo "== $name: $p passed, $f failed, $s skipped, after $((SECONDS - since)) s"
    [ "$f" -eq 0 ] || red+=("$name")
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    # A runner that failed without counting a failure did not get to run: that is a failure too.
    # So is one that, unfiltered, found nothing to run.
    if [ "$f" -eq 0 ] && { [ "$status" -ne 0 ] || { [ -z "$filter" ] && [ "$p" -eq 0 ]; }; }; then
        broken+=("$name") failed=$((failed + 1))
    fi
}

in_web() { (cd web && "$@"); }
locked=()
[ -z "${CI:-}" ] || locked=(--locked)

# A first build is quicker without what only later builds, and debuggers, would use.
[ -d target/debug/incremental ] || export CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=none

need "what the tests need" scripts/install-test-deps.sh
need "console" scripts/build-web.sh
# The console's units need no server: they run while cargo builds.
if [ -z "$filter" ]; then units=(--); else units=(-- --passWithNoTests -t "$filter"); fi
(
    units_status=0
    in_web npm run --silent test "${units[@]}" >"$logs/units.out" 2>&1 </dev/null || units_status=$?
    echo "$units_status" >"$logs/units.status"
) &
units_told() {
    cat "$logs/units.out"
    return "$(cat "$logs/units.status")"
}
# The server's binary comes with it, and the tests need nothing built again. (With --all-targets programs
# that have no tests would be linked twice.)
need "build" cargo build "${locked[@]}" --workspace --lib --bins --tests --examples

# What tests write is gone with them. In memory, where there is room, nobody waits for the disk.
room=$(df --output=avail --block-size=1G /dev/shm 2>/dev/null | tail -n 1 || true)
if [ -z "${TMPDIR:-}" ] && [ "${room:-0}" -ge 8 ]; then
    TMPDIR=$(mktemp -d /dev/shm/gerne-tests.XXXXXX)
    trap 'rm -rf "$TMPDIR"' EXIT
    # Databases and mail servers run as somebody else.
    chmod 1777 "$TMPDIR"
    export TMPDIR
fi

only=()
[ -z "$filter" ] || only=("$filter")
# PostgreSQL's half is ignored where no server is; here there is one.
suite rust cargo scripts/test-postgres.sh scripts/rust-tests.sh "${only[@]}"
# The interface runs on the engine that is there: above on PostgreSQL, here on SQLite.
api=$(scripts/test-binaries.sh "${locked[@]}" | awk -F '\t' '$1 == "gerne-api" { print $4 }')
suite rust-api-sqlite cargo env -C crates/gerne-api "${api:-no-program}" "${only[@]}" --show-output
# So for the browser.
GERNE_DEMO=$(realpath "${CARGO_TARGET_DIR:-target}/debug/gerne-demo")
export GERNE_DEMO

wait
suite web-units vitest units_told
if [ -z "$filter" ]; then
    suite web-browser any in_web npm run --silent e2e
    # Whatever reckons times in SQL is seen in a browser on the other engine, too.
    suite web-browser-postgres any scripts/test-postgres.sh \
        npm --prefix web run --silent e2e -- 'time\.spec'
else
    suite web-browser any in_web npm run --silent e2e -- --pass-with-no-tests -g "$filter"
fi

finish
