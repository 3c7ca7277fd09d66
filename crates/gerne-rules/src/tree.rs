//! What a rule means.

use crate::{effort, field::Field};

/// A rule that can be matched.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// Its meaning. Conjunctions hold no conjunctions, alternatives no alternatives.
    pub root: Node,
    /// Whether it asks for nothing but attributes, and so matches much.
    pub broad: bool,
}

/// A part of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// All of them.
    And(Vec<Node>),
    /// One of them.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// Both, with few words between.
    Near {
        /// One side: words, phrases, alternatives of them, or what is near each other itself.
        left: Box<Node>,
        /// The other.
        right: Box<Node>,
        /// Most words between them.
        words: u8,
        /// The left one stands first.
        ordered: bool,
    },
    /// All of them within one stretch of text, in any order.
    Window {
        /// Words, phrases, or alternatives of them.
        parts: Vec<Node>,
        /// Most words in the stretch that belong to none of them.
        extra: u8,
    },
    /// Something that is looked for.
    Leaf(Leaf),
}

/// Something that is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Leaf {
    /// A word in any inflection and spelling, as it was written.
    Word(String),
    /// These forms, one behind the other, and no others.
    Exact(Vec<String>),
    /// Words in any inflection, one behind the other.
    Phrase(Vec<Item>),
    /// A word with `*` (any letters) and `?` (one letter).
    Wild(String),
    /// Only as a hashtag, without `#`.
    Tag(String),
    /// Somebody addressed in the text, without `@`.
    Handle(String),
    /// A share's name, without `$`.
    Cash(String),
    /// A picture among letters.
    Emoji(String),
    /// What is known about a post; one of the values is enough.
    Field(Field, Vec<Value>),
}

/// A word within a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// In any inflection.
    Word(String),
    /// With `*` or `?`.
    Wild(String),
}

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A name, a code or a text.
    Text(String),
    /// A number within these bounds, both included.
    Between(Option<Number>, Option<Number>),
}

/// A number in thousandths: exact, so that rules can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(pub i64);

impl Number {
    /// Thousandths in one.
    pub const ONE: i64 = 1000;

    /// A whole number.
    pub const fn whole(value: i64) -> Self {
        Self(value.saturating_mul(Self::ONE))
    }
}

impl Node {
    /// All of these, flat. One alone is itself.
    pub(crate) fn all(parts: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::And(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Self::And(flat) }
    }

    /// One of these, flat. One alone is itself.
    pub(crate) fn any(parts: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::Or(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Self::Or(flat) }
    }

    /// Not this; what is denied twice is said.
    pub(crate) fn not(part: Self) -> Self {
        match part {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Whether it can only be met by something that is there.
    pub(crate) fn asks_for_something(&self) -> bool {
        effort::add(1);
        match self {
            Self::And(parts) => parts.iter().any(Self::asks_for_something),
            Self::Or(parts) => parts.iter().all(Self::asks_for_something),
            Self::Not(_) => false,
            Self::Near { .. } | Self::Window { .. } | Self::Leaf(_) => true,
        }
    }

    /// Whether something of it must stand in the text.
    pub(crate) fn asks_for_words(&self) -> bool {
        match self {
            Self::And(parts) => parts.iter().any(Self::asks_for_words),
            Self::Or(parts) => parts.iter().all(Self::asks_for_words),
            Self::Not(_) => false,
            Self::Leaf(Leaf::Field(field, _)) => field.is_narrow(),
            Self::Near { .. } | Self::Window { .. } | Self::Leaf(_) => true,
        }
    }

    /// All leaves, in order.
    pub fn leaves(&self) -> Vec<&Leaf> {
        let mut found = Vec::new();
        self.gather(&mut found);
        found
    }

    fn gather<'n>(&'n self, found: &mut Vec<&'n Leaf>) {
        match self {
            Self::And(parts) | Self::Or(parts) | Self::Window { parts, .. } => {
                parts.iter().for_each(|part| part.gather(found));
            }
            Self::Not(part) => part.gather(found),
            Self::Near { left, right, .. } => {
                left.gather(found);
                right.gather(found);
            }
            Self::Leaf(leaf) => found.push(leaf),
        }
    }
}
