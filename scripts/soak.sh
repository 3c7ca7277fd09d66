#!/usr/bin/env bash
# The long tests: the same suites with their full counts (kills, faults, random histories), on an
# optimised build. Takes hours. Keep the figures in docs/measured.md.
# usage: soak.sh [filter]
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-test-deps.sh
export SOAK=1
exec scripts/test-postgres.sh \
    cargo test --workspace --release --no-fail-fast -- "$@" --include-ignored --show-output \
    --skip durable::child --skip process::child --skip writing::measure
