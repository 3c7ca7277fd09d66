//! Wiring. The only crate that names every connector.

pub mod app;
mod clock;
pub mod key;
pub mod settings;
pub mod words;

pub use app::{App, Listening};
pub use settings::Settings;
