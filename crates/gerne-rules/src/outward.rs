//! Rules for platforms that filter on their side. What a platform is asked for is coarser than the
//! rule: it lets more through, and the rule itself decides here.

mod hashtags;
mod x;

pub use hashtags::hashtags;
pub use x::{XLimits, x};

/// What a platform is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outward {
    /// Each is a rule of its own there; together they cover ours. None: it cannot be watched there.
    pub queries: Vec<String>,
    /// What the platform will not find, or cannot sort out for us.
    pub lost: Vec<Lost>,
}

/// Something that a platform's filter cannot do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// `watch.forms`: only the listed forms of a word are found there; `watch.wildcard`,
    /// `watch.field`, `watch.not`, `watch.near`: left out there and applied here;
    /// `watch.too_broad`: nothing remains that could be asked for; `watch.too_long`;
    /// `watch.only_hashtags`: posts without the hashtag are not seen.
    pub key: &'static str,
    /// The part of the rule.
    pub part: String,
}

impl Outward {
    fn lose(&mut self, key: &'static str, part: impl Into<String>) {
        let lost = Lost { key, part: part.into() };
        if !self.lost.contains(&lost) {
            self.lost.push(lost);
        }
    }
}
