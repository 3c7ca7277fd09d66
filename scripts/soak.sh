#!/usr/bin/env bash
# The long tests: the same suites with their full counts (kills, faults, failovers, random histories),
# on an optimised build. Takes hours; says how far it is, and ends with a table of its figures, to be
# kept in docs/measured.md.
# usage: soak.sh [filter]        SEED=n chooses other moments and other histories
set -euo pipefail
cd "$(dirname "$0")/.."

logs=target/test-logs
log=$logs/soak.log
mkdir -p "$logs"
scripts/install-test-deps.sh
# Thousands of consoles at once.
ulimit -n "$(ulimit -Hn)" || true
export SOAK=1 CARGO_TERM_COLOR=never
status=0
scripts/test-postgres.sh \
    cargo test --workspace --release --no-fail-fast -- "$@" --include-ignored --nocapture \
    --skip durable::child --skip process::child --skip writing::measure 2>&1 | tee "$log" || status=$?

echo
echo "== figures of $(date -u +%F), $(nproc) cores, commit $(git rev-parse --short HEAD)"
echo
echo "| What | Figures |"
echo "|---|---|"
# A figure may stand behind the name of its test on the same line.
{ grep -ho 'MEASURED .*' "$log" || true; } | sort -u | sed -E 's/^MEASURED ([^:]*): (.*)$/| \1 | \2 |/'
echo
scripts/count-tests.sh cargo <"$log" | while read -r passed failed skipped; do
    echo "$passed passed, $failed failed, $skipped skipped"
done
exit "$status"
