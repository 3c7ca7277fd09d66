#!/usr/bin/env bash
# Makes the two files of the next migration, one for each engine.
# usage: new-migration.sh what_it_does
set -euo pipefail
cd "$(dirname "$0")/../migrations"

what=${1:?usage: just migration what_it_does}
if ! [[ $what =~ ^[a-z0-9_]+$ ]]; then
    echo "Name it in lower case with underscores, for example: promise_due" >&2
    exit 1
fi
last=$(find sqlite postgres -name '[0-9]*_*.sql' -printf '%f\n' | sort | tail -n 1)
last=${last%%_*}
name=$(printf '%04d_%s.sql' "$((10#${last:-0} + 1))" "$what")
for engine in sqlite postgres; do
    other=$([ "$engine" = sqlite ] && echo postgres || echo sqlite)
    echo "-- Twin of migrations/$other/$name: same tables, same columns." >"$engine/$name"
    echo "migrations/$engine/$name"
done
echo "Now name it in MIGRATIONS, SQLITE and POSTGRES, crates/gerne-store/src/db/migrations.rs."
