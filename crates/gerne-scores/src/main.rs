//! Prints all scores: `cargo run -p gerne-scores -- [DIR]`.

use std::{path::PathBuf, process::ExitCode};

use gerne_scores::{Found, SCORES, default_data};

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what it is for")]
fn main() -> ExitCode {
    let data = std::env::args_os().nth(1).map_or_else(default_data, PathBuf::from);
    let mut readable = true;
    for scored in SCORES {
        match scored.find(&data) {
            Found::Score(score) => {
                for wrong in &score.wrong {
                    eprintln!("{scored}: {wrong}");
                }
                println!("score {scored} {:.4} {}", score.value, score.n);
            }
            Found::Absent => eprintln!("{scored}: no data in this place, skipped"),
            Found::Unreadable(error) => {
                readable = false;
                eprintln!("{scored}: {error}");
            }
        }
    }
    if readable { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
