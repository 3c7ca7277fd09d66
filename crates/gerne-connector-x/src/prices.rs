//! What calls cost: X's price list of 2026-04-20 (docs.x.com, "Pricing"), as data.

/// A kind of thing that is read or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// One entry of our own lists: mentions, our own posts ("Owned Read").
    Mention,
    Own,
    /// A post of somebody, looked up, found or expanded.
    Post,
    /// A person.
    User,
    /// A private message that is read.
    Dm,
    /// An answer to who called us.
    Reply,
    /// A post that answers nobody.
    Create,
    /// Whatever we post with a link in it.
    Link,
    /// A private message that is said.
    DmSent,
    Delete,
    Hide,
    /// A description of a picture.
    MediaMetadata,
    /// One question how many posts there are.
    Counts,
    /// A post or private message that a stream delivered.
    EventPost,
    EventDm,
}

/// All of them, with their names in our books and their prices in millionths of a US dollar.
pub(crate) const PRICES: [(Kind, &str, u64); 15] = [
    (Kind::Mention, "mentions", 1_000),
    (Kind::Own, "own_posts", 1_000),
    (Kind::Post, "posts", 5_000),
    (Kind::User, "people", 10_000),
    (Kind::Dm, "messages", 10_000),
    (Kind::Reply, "replies", 10_000),
    (Kind::Create, "new_posts", 15_000),
    (Kind::Link, "with_link", 200_000),
    (Kind::DmSent, "messages_sent", 15_000),
    (Kind::Delete, "deletions", 10_000),
    (Kind::Hide, "hidden", 5_000),
    (Kind::MediaMetadata, "descriptions", 5_000),
    (Kind::Counts, "counts", 5_000),
    (Kind::EventPost, "events", 5_000),
    (Kind::EventDm, "events_private", 10_000),
];

impl Kind {
    /// Millionths of a US dollar for one.
    pub(crate) fn price(self) -> u64 {
        self.entry().1
    }

    /// Its name in our books.
    pub(crate) fn name(self) -> &'static str {
        self.entry().0
    }

    fn entry(self) -> (&'static str, u64) {
        let found = PRICES.iter().find(|(kind, ..)| *kind == self);
        found.map_or(("other", 0), |(_, name, price)| (*name, *price))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_a_name_and_a_price() {
        let names: BTreeSet<&str> = PRICES.iter().map(|(_, name, _)| *name).collect();
        let kinds: BTreeSet<Kind> = PRICES.iter().map(|(kind, ..)| *kind).collect();
        assert_eq!((names.len(), kinds.len()), (PRICES.len(), PRICES.len()));
        assert!(PRICES.iter().all(|(kind, name, price)| kind.name() == *name && *price > 0));
        assert_eq!(Kind::Link.price(), 200_000);
    }
}
