//! Lists and their pages.

use std::fmt::Formatter;

use serde::{Deserialize, Deserializer, Serialize, de::Visitor};
use utoipa::{IntoParams, ToSchema};

/// A page of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct List<T> {
    /// What is on this page.
    pub items: Vec<T>,
    /// Pass it as `after` for the next page; null at the end.
    pub next: Option<String>,
    /// How many there are in all, where it is cheap to know.
    pub total: Option<u64>,
}

impl<T> List<T> {
    /// All there is, on one page.
    pub fn whole(items: Vec<T>) -> Self {
        let total = u64::try_from(items.len()).ok();
        Self { items, next: None, total }
    }

    /// A page of something longer.
    pub fn page(items: Vec<T>, next: Option<String>) -> Self {
        Self { items, next, total: None }
    }
}

/// Which page.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Page {
    /// `next` of the page before.
    pub after: Option<String>,
    /// At most so many; 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    #[serde(default, deserialize_with = "asked")]
    pub limit: Option<u32>,
}

/// Which page of a timeline, which is read from its end.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Before {
    /// `next` of the page that was read before: leads to what is older.
    pub before: Option<String>,
    /// At most so many; 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    #[serde(default, deserialize_with = "asked")]
    pub limit: Option<u32>,
}

/// Reads a limit, so that what is no number is told what is allowed. More than that is the most.
pub fn asked<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    struct Asked;

    impl Visitor<'_> for Asked {
        type Value = u32;

        fn expecting(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
            f.write_str("a whole number from 1 to 200")
        }

        fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<u32, E> {
            Ok(u32::try_from(number).unwrap_or(u32::MAX))
        }
    }

    from.deserialize_u32(Asked).map(Some)
}

/// The number of items a caller asked for, within bounds.
pub fn limit(asked: Option<u32>) -> u32 {
    asked.unwrap_or(50).clamp(1, 200)
}
