#!/usr/bin/env bash
# Builds the console into web/dist, from where the binary takes it. Does only what is needed:
# packages are installed when the lock changed, the console is built when a source is newer.
# usage: build-web.sh [install]      with "install", stops after installing the packages
set -euo pipefail
cd "$(dirname "$0")/../web"

if ! node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19) ? 0 : 1);
' 2>/dev/null; then
    echo "The console needs Node 20.19 or newer (found: $(node --version 2>/dev/null || echo none))." >&2
    exit 1
fi

# npm writes node_modules/.package-lock.json last; older than the lock means out of date.
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    echo "installing the console's packages"
    npm ci --no-audit --no-fund --loglevel=error </dev/null
    touch node_modules/.package-lock.json
fi
[ "${1:-}" != install ] || exit 0

newer=$(find . \( -name node_modules -o -name dist \) -prune -o -type f -newer dist/index.html -print -quit 2>/dev/null || true)
if [ ! -e dist/index.html ] || [ -n "$newer" ]; then
    echo "building the console"
    npm run --silent build </dev/null
fi
