#!/usr/bin/env bash
# Installs what the tests need beside Rust and Node: PostgreSQL, Chromium, and mail servers (Dovecot,
# Postfix). Quick when all exist.
set -euo pipefail

have_postgres() { ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null; }
have_program() { command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ]; }
have_dovecot() { have_program dovecot && [ -x /usr/lib/dovecot/lmtp ] && [ -e /usr/lib/dovecot/modules/lib90_sieve_plugin.so ]; }
have_chromium() { have_program chromium-headless-shell || have_program chromium || [ -n "${CHROMIUM:-}" ]; }

missing=()
have_postgres || missing+=(postgresql)
have_chromium || missing+=(chromium-headless-shell)
have_dovecot || missing+=(dovecot-imapd dovecot-lmtpd dovecot-sieve)
have_program postfix || missing+=(postfix)
[ "${#missing[@]}" -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "The tests need ${missing[*]}. This script installs them on Debian and its relatives only." >&2
    echo "Please install them with your system's package manager: PostgreSQL 15 or newer with initdb" >&2
    echo "on the PATH, Chromium as 'chromium' on the PATH or its path in CHROMIUM, Dovecot with Sieve and" >&2
    echo "LMTP, and Postfix. The servers that a distribution starts by itself are not used." >&2
    exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "Please run as root: apt-get install -y ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi

echo "installing ${missing[*]} for the tests"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
# Not every system has Chromium without windows as a package of its own.
if ! apt-cache show chromium-headless-shell >/dev/null 2>&1; then
    missing=("${missing[@]/#chromium-headless-shell/chromium}")
fi
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null
