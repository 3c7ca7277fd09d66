//! Wiring. The only crate that names every connector.

// The command line names us as the binary does.
extern crate self as gerne;

pub mod app;
pub mod cli;
mod clock;
pub mod key;
mod outside;
pub mod place;
pub mod settings;
pub mod words;

pub use app::{App, Door, Listening};
pub use place::Purpose;
pub use settings::Settings;
