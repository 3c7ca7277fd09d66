//! Prints all scores: `cargo run -p gerne-scores -- [DIR] [--only PREFIX] [--failures]
//! [--read]` (of our own texts those that were developed against). What is wrong with texts (`language.`)
//! is only told where it is asked for, and never of our own that nobody read.

use std::{path::PathBuf, process::ExitCode};

use gerne_scores::{Found, SCORES, card_parts, default_data, fact_kinds, score_what_was_read};

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what it is for")]
fn main() -> ExitCode {
    let mut data = default_data();
    let (mut only, mut failures) = (String::new(), false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--failures" => failures = true,
            "--read" => score_what_was_read(),
            "--kinds" => {
                let file = PathBuf::from(arguments.next().unwrap_or_default());
                println!("{}", fact_kinds(&file).unwrap_or_else(|error| format!("{error:#}")));
                return ExitCode::SUCCESS;
            }
            "--parts" => {
                let file = PathBuf::from(arguments.next().unwrap_or_default());
                println!("{}", card_parts(&file).unwrap_or_else(|error| format!("{error:#}")));
                return ExitCode::SUCCESS;
            }
            "--only" => only = arguments.next().unwrap_or_default(),
            _ => data = PathBuf::from(argument),
        }
    }
    let mut readable = true;
    for scored in SCORES.iter().filter(|scored| scored.name.starts_with(&only)) {
        let told = failures || !scored.name.starts_with("language.");
        match scored.find(&data) {
            Found::Score(score) => {
                for wrong in score.wrong.iter().filter(|_| told) {
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
