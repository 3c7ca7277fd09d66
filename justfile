# The tasks of the house. Anything longer than five lines is a script below scripts/.
set positional-arguments

# List the tasks.
_default:
    @just --list --unsorted

# Run the product with stand-ins for the platforms: no account, no internet. Ctrl-C ends it.
demo *ARGS:
    @scripts/demo.sh "$@"

# Start the demo, walk through it, stop it.
demo-check:
    @scripts/demo.sh check

# Install what the tests need, then run all of them on both database engines.
test *FILTER:
    @scripts/test.sh "$@"

# Format, tidy, types, lints, documentation: what needs no running product.
check:
    @scripts/check.sh

# Run the long tests: the full counts of kills, faults and fuzzing.
soak *FILTER:
    @scripts/soak.sh "$@"

# Build the console into web/dist.
build-web:
    @scripts/build-web.sh

# Make the two files of a new migration.
migration NAME:
    @scripts/new-migration.sh "$1"

# Show which crate uses which.
graph:
    @scripts/graph.sh

# Measure the product beside the floors of this machine; --long adds a million conversations.
bench *ARGS:
    @scripts/bench.sh "$@"

# Score what reads texts and recordings against a folder of samples (crates/gerne-scores says which);
# without one it looks beside the project, and leaves out what is not there.
scores *DIR:
    @cargo run --quiet --package gerne-scores -- "$@"
