//! Folding and tokens: one analysis shared by search, rules and language. Pure, German and English
//! first, harmless for all others.

mod fold;
mod query;
mod token;

pub use fold::fold;
pub use query::{Query, Term, marks, query};
pub use token::{Kind, Token, tokens, words};
