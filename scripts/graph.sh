#!/usr/bin/env bash
# Prints which of our crates uses which, those that use the fewest first; without examples and tests.
set -euo pipefail
cd "$(dirname "$0")/.."

for manifest in crates/*/Cargo.toml; do
    name=$(basename "$(dirname "$manifest")")
    uses=$(awk '
        /^\[/ { inside = ($0 == "[dependencies]") }
        inside && /^gerne/ { sub(/[. =].*/, ""); printf "%s ", $0 }
    ' "$manifest")
    echo "$(wc -w <<<"$uses") $name -> ${uses:-nothing of ours}"
done | sort -n | cut -d' ' -f2-
