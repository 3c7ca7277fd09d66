//! What rules are matched against.

use crate::tree::Number;

/// A message or a found post, as far as rules look at it. What is not known is left empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Post<'p> {
    /// What it says.
    pub text: &'p str,
    /// A mail's subject. Its words count as words of the text, too.
    pub title: &'p str,
    /// Two letters. Empty: both languages' inflections are tried.
    pub lang: &'p str,
    /// The author's handle or address, without `@` in front.
    pub author: &'p str,
    /// The author's shown name.
    pub name: &'p str,
    /// What the author says about themselves.
    pub bio: &'p str,
    /// Whom it answers or is sent to.
    pub to: &'p [&'p str],
    /// `x`, `mastodon`, `facebook`, `email`.
    pub channel: &'p str,
    /// Where its links lead.
    pub links: &'p [&'p str],
    /// Labels in the house.
    pub labels: &'p [&'p str],
    /// What it holds besides words: `media`, `links`, …
    pub has: &'p [&'p str],
    /// What kind of post it is: `reply`, `quote`, …
    pub is: &'p [&'p str],
    /// The author's followers.
    pub followers: Option<u64>,
    /// The author's posts.
    pub posts: Option<u64>,
    /// `positive`, `negative`, `neutral`.
    pub sentiment: &'p str,
    /// Whether it is a complaint.
    pub complaint: Option<bool>,
    /// How urgent, in points.
    pub urgency: Option<Number>,
    /// A place that it names or comes from.
    pub place: &'p str,
    /// Two letters.
    pub country: &'p str,
    /// The platform's thread.
    pub conversation: &'p str,
    /// The account of ours that it reached.
    pub account: &'p str,
    /// Whether we know the author as a customer.
    pub customer: Option<bool>,
    /// Days since we last heard of the author.
    pub since_contact: Option<u64>,
    /// Decides whether it is in a sample: anything that stays the same for a post.
    pub key: u64,
    /// Compares its meaning with a text.
    pub likeness: Option<&'p dyn Likeness>,
}

/// How like a post is to a text, in meaning.
pub trait Likeness: std::fmt::Debug + Sync {
    /// From 0 to 1.
    fn to(&self, text: &str) -> f32;
}

/// A part of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The text.
    Text,
    /// The subject.
    Title,
}

/// Which languages' inflections count, as bits: German 1, English 2.
pub(crate) fn tongues(lang: &str) -> u8 {
    match lang.get(..2) {
        Some("de" | "DE" | "De") => 1,
        Some("en" | "EN" | "En") => 2,
        _ => 3,
    }
}
