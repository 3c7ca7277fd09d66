//! What does not fit, and where.

use std::fmt::{Display, Formatter};

use serde::de::{Error, Expected, Unexpected};

use super::words;
use crate::problem::FieldError;

/// What does not fit: at least one thing.
#[derive(Debug)]
pub(super) struct Misfit(Vec<Wrong>);

#[derive(Debug)]
struct Wrong {
    /// From the inside out.
    path: Vec<String>,
    code: &'static str,
    detail: String,
    /// What a type of somebody else says of a text; who called it knows better words.
    foreign: bool,
}

impl Misfit {
    fn of(code: &'static str, detail: String) -> Self {
        Self(vec![Wrong { path: Vec::new(), code, detail, foreign: false }])
    }

    fn at(name: &str, code: &'static str, detail: String) -> Self {
        Self::of(code, detail).below(name)
    }

    /// Something else than was expected.
    pub(super) fn instead(expected: &str, found: &str) -> Self {
        Self::of("invalid.value", format!("expected {expected}, found {found}"))
    }

    /// A field that is not known.
    pub(super) fn unknown(name: &str, known: &[&str]) -> Self {
        let detail = format!("not a field here; {}", words::instead_of(name, known));
        Self::at(name, "request.unknown_field", detail)
    }

    /// It lies in a field or at a place of a list.
    pub(super) fn below(mut self, name: impl Display) -> Self {
        for wrong in &mut self.0 {
            wrong.path.push(name.to_string());
        }
        self
    }

    /// In better words than those of somebody else's type.
    pub(super) fn explained(self, expected: &str, found: &str) -> Self {
        let foreign = self.0.iter().any(|wrong| wrong.foreign && wrong.path.is_empty());
        if foreign { Self::instead(expected, found) } else { self }
    }

    /// This, too.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// By field; what is about the whole has no name.
    pub(super) fn errors(self) -> Vec<FieldError> {
        let error = |mut wrong: Wrong| {
            wrong.path.reverse();
            FieldError::of(&wrong.path.join("."), wrong.code).saying(wrong.detail)
        };
        self.0.into_iter().map(error).collect()
    }
}

impl Error for Misfit {
    fn custom<T: Display>(message: T) -> Self {
        let mut misfit = Self::of("invalid.value", message.to_string());
        misfit.0.iter_mut().for_each(|wrong| wrong.foreign = true);
        misfit
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::instead(&words::expected(expected), &words::unexpected(found))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        Self::of("invalid.value", super::not_one_of(found, known))
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        Self::unknown(name, known)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::at(name, "invalid.required", "missing".to_owned())
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::at(name, "invalid.value", "given twice".to_owned())
    }
}

impl Display for Misfit {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("a request does not fit")
    }
}

impl std::error::Error for Misfit {}
