//! The binary: all of it is in the library, so that tests can be the process too.

/// What is fetched is kept a seventh faster than with glibc's allocator (docs/measured.md). SQLite and
/// everything else that is written in C uses it, too. Huge pages are off: they cost 20 MB at rest.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    gerne::cli::run()
}
