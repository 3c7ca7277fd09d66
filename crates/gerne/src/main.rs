//! The binary: all of it is in the library, so that tests can be the process too.

fn main() -> std::process::ExitCode {
    gerne::cli::run()
}
