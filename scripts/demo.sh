#!/usr/bin/env bash
# Builds the console and the product, then runs it with stand-ins for the platforms.
# usage: demo.sh [check | options of gerne-demo]
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/build-web.sh
echo "building Gerne (several minutes the first time)"
cargo build --locked --package gerne-demo
exec target/debug/gerne-demo "$@"
