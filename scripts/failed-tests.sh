#!/usr/bin/env bash
# Reads a test runner's output on stdin and prints each test that failed, with the first lines of why.
# usage: failed-tests.sh < output
set -euo pipefail

awk '
    { gsub(/\033\[[0-9;]*m/, "") }
    # cargo: what failed is told after "failures:"; what succeeded may have been told before.
    /^(successes|failures):$/        { telling = ($0 == "failures:"); left = 0; next }
    telling && /^---- .* stdout ----$/ { print "  " $2; left = 8; next }
    # vitest and playwright
    /^ *FAIL  /                      { print "  " $0; left = 4; next }
    /^ +[0-9]+\) e2e\//              { sub(/^ +[0-9]+\) /, ""); print "  " $0; left = 8; next }
    /^stack backtrace:/              { left = 0 }
    left > 0 && NF                   { print "      " $0; left-- }
'
