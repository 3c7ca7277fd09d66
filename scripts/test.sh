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
passed=0 failed=0 skipped=0 broken=()

# Runs one suite, shows it, keeps it, adds up what its runner counted.
# suite NAME RUNNER COMMAND...
suite() {
    local name=$1 runner=$2 status=0 p f s
    shift 2
    echo "== $name"
    "$@" </dev/null 2>&1 | tee "$logs/$name.log" || status=$?
    read -r p f s < <(scripts/count-tests.sh "$runner" <"$logs/$name.log")
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    echo "== $name: $p passed, $f failed, $s skipped"
    # A runner that failed without counting a failure did not get to run: that is a failure too.
    if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then
        broken+=("$name")
        failed=$((failed + 1))
    fi
    if [ -z "$filter" ] && [ "$((p + f))" -eq 0 ] && [ "$status" -eq 0 ]; then
        echo "$name ran no test at all" >&2
        broken+=("$name")
        failed=$((failed + 1))
    fi
}

npm_test() { (cd web && npm run --silent "$@"); }

scripts/install-test-deps.sh
scripts/build-web.sh

only=()
[ -z "$filter" ] || only=("$filter")
suite rust cargo scripts/test-postgres.sh \
    cargo test --workspace --no-fail-fast -- "${only[@]}" --show-output

if [ -z "$filter" ]; then
    suite web-units vitest npm_test test
    suite web-browser playwright npm_test e2e
else
    suite web-units vitest npm_test test -- --passWithNoTests -t "$filter"
    suite web-browser playwright npm_test e2e -- --pass-with-no-tests -g "$filter"
fi

if [ "${#broken[@]}" -gt 0 ]; then
    echo "did not run to the end: ${broken[*]} (see $logs)"
fi
[ "$skipped" -eq 0 ] || echo "$skipped skipped (not counted as passed)"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
