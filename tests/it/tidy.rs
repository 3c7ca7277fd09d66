//! The house keeps itself in order. Each check reads files; none builds, runs or fetches anything.
//!
//! A check is a pure function from what it reads to a list of complaints, so that each module can
//! also prove, with a bad sample, that its check is able to fail. A complaint names the place and
//! says what to do. The rules and their reasons: `docs/style.md`, `ARCHITECTURE.md`.

mod crates;
mod house;
mod keys;
mod papers;
mod places;
mod rust;
mod scripts;
mod sizes;
mod twins;
mod web;
mod words;
