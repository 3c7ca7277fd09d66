//! Rules that notice: a query language for people, and a matcher for thousands of rules on every
//! post. Pure: no I/O, no clock, no dice. `docs/rules.md` is the language for those who write it.

mod brute;
mod check;
mod effort;
mod expand;
mod field;
mod index;
mod lex;
mod live;
mod outward;
mod parse;
mod plan;
mod post;
mod print;
mod problem;
mod reading;
mod span;
mod term;
mod tree;
mod walk;

pub use brute::{Prepared, Read, matches};
pub use expand::{Expansion, expand};
pub use field::{Choice, Field, Kind};
pub use index::{Hit, Index, Mark, RuleId, Scratch, Seen};
pub use live::{MERGE, Matcher, Room};
pub use outward::{Lost, Outward, XLimits, hashtags, x};
pub use parse::{Parsed, parse};
pub use post::{Likeness, Part, Post};
pub use problem::{Fix, Language, Problem, Severity};
pub use reading::reading;
pub use tree::{Item, Leaf, Node, Number, Rule, Value};

/// Longest rule, in characters.
pub const LONGEST: usize = 4096;
/// Deepest nesting of brackets.
pub const DEEPEST: usize = 32;
/// Most words, phrases and fields in one rule.
pub const LEAVES: usize = 500;
/// Most words with `*` or `?` in one rule.
pub const WILDCARDS: usize = 50;
/// Most words that may stand between two that are near each other.
pub const FARTHEST: u8 = 50;
/// Words that may stand between two that are near each other, where nobody says how many.
pub const NEAR: u8 = 4;
/// Fewest letters beside a `*`.
pub const WILD_LETTERS: usize = 3;
