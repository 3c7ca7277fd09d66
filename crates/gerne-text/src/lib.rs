//! Folding and tokens: one analysis shared by search, rules and language. Pure, German and English
//! first, harmless for all others.

mod compound;
mod english;
mod fold;
mod german;
mod query;
mod same;
mod stem;
mod token;

pub use compound::Lexicon;
pub use fold::fold;
pub use query::{Query, Term, marks, query};
pub use same::same_words;
pub use stem::{Tongue, exact, stem};
pub use token::{Kind, Token, each_token, parts, tokens, words};
