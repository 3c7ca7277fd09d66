#!/usr/bin/env bash
# Lists the Rust tests of the workspace, built: a line "package<TAB>target<TAB>folder<TAB>program" each.
# usage: test-binaries.sh [cargo arguments]
set -euo pipefail
cd "$(dirname "$0")/.."

cargo test "$@" --workspace --no-run --message-format=json 2>/dev/null | node -e '
    const { dirname } = require("node:path");
    const lines = require("node:fs").readFileSync(0, "utf8").trim().split("\n").map(JSON.parse);
    for (const { executable, manifest_path, package_id, profile, target } of lines) {
        if (!executable || !profile?.test) continue;
        const name = package_id.match(/([\w-]+)[#@][^#/]*$/)[1];
        console.log([name, target.name, dirname(manifest_path), executable].join("\t"));
    }
'
