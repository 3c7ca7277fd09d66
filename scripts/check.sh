#!/usr/bin/env bash
# What can be known without running the product, cheapest first.
# usage: check.sh [quick]        with "quick", only what needs no compiler
set -euo pipefail
cd "$(dirname "$0")/.."

step() { echo "== $1"; shift; "$@"; }

step "format" cargo fmt --all --check
[ "${1:-}" != quick ] || exit 0
step "console: packages" scripts/build-web.sh install
step "console: types and lints" npm --prefix web run --silent check
step "clippy" cargo clippy --workspace --all-targets -- -D warnings
step "tidy" cargo test --quiet -p gerne-tests -- tidy --nocapture
RUSTDOCFLAGS="-D warnings" step "documentation" cargo doc --workspace --no-deps --quiet
if command -v cargo-deny >/dev/null; then
    step "licences and advisories" cargo deny check
else
    echo "== licences and advisories: not checked, cargo-deny is not installed"
fi
echo "all checks passed"
