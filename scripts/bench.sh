#!/usr/bin/env bash
# Measures the product beside the floors of this machine, in one run; writes target/bench.json.
# usage: bench.sh [--long] [name...]     see crates/gerne-bench
set -euo pipefail
cd "$(dirname "$0")/.."

[ -d web/dist ] || scripts/build-web.sh
# Five thousand sockets need as many files, in each of two processes.
ulimit -n "$(ulimit -Hn)" 2>/dev/null || true
cargo build --release --package gerne --package gerne-bench
# Its own server, and one that waits for the disk: durable work is measured.
export GERNE_TEST_POSTGRES_DURABLE=1
# For the server alone: the product refuses settings that it does not know.
exec scripts/test-postgres.sh env -u GERNE_TEST_POSTGRES_DURABLE target/release/gerne-bench "$@"
