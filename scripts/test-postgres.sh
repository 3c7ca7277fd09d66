#!/bin/sh
# Runs a command with a throw-away PostgreSQL server beside it.
#
#   scripts/test-postgres.sh cargo test -p gerne-store
#
# The server lives in a temporary folder, listens on a free port of the loopback address, writes
# nothing to the disk that it must keep, and is gone afterwards. GERNE_TEST_POSTGRES names it.
# GERNE_TEST_POSTGRES_DURABLE=1: it waits for the disk, as in production (for measuring).
# PG_BIN: where initdb and postgres are, when they are not in the usual places.
set -eu

if [ "$#" -eq 0 ]; then
    echo "usage: $0 command..." >&2
    exit 2
fi

bin="${PG_BIN:-}"
if [ -z "$bin" ]; then
    if command -v initdb >/dev/null 2>&1; then
        bin=$(dirname "$(command -v initdb)")
    else
        for found in /usr/lib/postgresql/*/bin; do bin="$found"; done
    fi
fi
if [ ! -x "$bin/initdb" ]; then
    echo "no initdb found: install PostgreSQL or set PG_BIN" >&2
    exit 2
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/gerne-postgres.XXXXXX")
# PostgreSQL refuses to run as root.
if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$folder"
    as() { su postgres -s /bin/sh -c "cd '$folder' && $*"; }
else
    as() { sh -c "$*"; }
fi

stop() {
    as "'$bin/pg_ctl' -D '$folder/data' -m immediate -w stop" >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

as "'$bin/initdb' -D '$folder/data' -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync" \
    >"$folder.log" 2>&1 || { cat "$folder.log" >&2; rm -f "$folder.log"; exit 1; }
rm -f "$folder.log"

# Somebody else may take a free port before the server does: try a few.
tries=0
while :; do
    port=$((20000 + ($$ * 7 + tries * 997) % 40000))
    options="-p $port -k $folder -h 127.0.0.1 -c max_connections=300 -c shared_buffers=64MB"
    if [ -z "${GERNE_TEST_POSTGRES_DURABLE:-}" ]; then
        options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    fi
    if as "'$bin/pg_ctl' -D '$folder/data' -l '$folder/server.log' -w -o '$options' start" \
        >/dev/null 2>&1; then
        break
    fi
    tries=$((tries + 1))
    if [ "$tries" -ge 10 ]; then
        cat "$folder/server.log" >&2
        exit 1
    fi
done

GERNE_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"
export GERNE_TEST_POSTGRES
status=0
"$@" || status=$?
exit "$status"
