#!/usr/bin/env bash
# Runs every Rust test that is built. What only computes runs beside the others, where these leave a core idle.
# usage: rust-tests.sh [filter]
set -euo pipefail
cd "$(dirname "$0")/.."

# Texts are read, rules are matched, mails are torn apart: nothing of it waits, and nothing waits for it.
computing=' gerne-calendar gerne-language gerne-mail gerne-rules gerne-scores gerne-text '
locked=()
[ -z "${CI:-}" ] || locked=(--locked)
status=0

# What is left out is no test: a process that another test kills, and a measurement.
run() {
    printf '\n     Running %s %s\n' "$1" "$2"
    env -C "$3" "$4" "${filter[@]}" --show-output --include-ignored \
        --skip durable::child --skip process::child --skip writing::measure </dev/null 2>&1
}
filter=()
[ -z "${1:-}" ] || filter=("$1")

listed=$(scripts/test-binaries.sh "${locked[@]}" | sort)
beside=$(mktemp)
trap 'rm -f "$beside"' EXIT
(
    renice -n 19 -p "$BASHPID" >/dev/null
    failed=0
    while IFS=$'\t' read -r package target folder program; do
        [[ $computing == *" $package "* ]] || continue
        run "$package" "$target" "$folder" "$program" || failed=1
    done <<<"$listed"
    exit "$failed"
) >"$beside" &
computed=$!

while IFS=$'\t' read -r package target folder program; do
    [[ $computing != *" $package "* ]] || continue
    run "$package" "$target" "$folder" "$program" || status=1
done <<<"$listed"
wait "$computed" || status=1
cat "$beside"
exit "$status"
