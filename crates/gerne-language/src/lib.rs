//! What German and English texts of customers and agents say: times, facts, questions, promises.
//!
//! Pure: no I/O, no clock; the time of writing is an argument. Every recogniser takes time linear in
//! the text, looks at no more than [`LONGEST`] bytes of it, never panics, names places on characters'
//! borders, and says which words made it find what it found.

pub mod alike;
pub mod asks;
pub mod card;
#[cfg(test)]
mod cases;
mod clause;
pub mod facts;
pub mod hashed;
pub mod lang;
mod lex;
pub mod manners;
mod passed_on;
pub mod places;
pub mod promises;
mod rows;
pub mod same;
pub mod secrets;
pub mod tone;
pub mod when;
mod words;

/// Of a text longer than this (in bytes) only the beginning is looked at.
pub const LONGEST: usize = 32_768;

/// A language of customers and agents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// German.
    De,
    /// English.
    En,
}
