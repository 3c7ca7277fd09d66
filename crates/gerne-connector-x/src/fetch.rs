//! Lists of posts, read forward.

use std::collections::{BTreeMap, BTreeSet};

use gerne_connector::{Batch, Cursor, Gap};
use gerne_domain::{Item, Refusal, Timestamp};
use gerne_webapi::Purpose;
use serde_json::Value;

use crate::{
    account::{Connection, MENTIONS},
    client::{Ask, CallError},
    place::{Hole, Place},
    prices::Kind,
    purse::Bill,
    snowflake, wire,
};

/// What we ask of a post.
pub(crate) const TWEET_FIELDS: &str = "author_id,conversation_id,created_at,in_reply_to_user_id,\
                                       referenced_tweets,entities,attachments,lang,\
                                       possibly_sensitive,reply_settings,edit_controls,\
                                       note_tweet,display_text_range,edit_history_tweet_ids";
/// What we ask of pictures and films.
pub(crate) const MEDIA_FIELDS: &str =
    "url,preview_image_url,type,alt_text,variants,width,height,duration_ms";

/// Most that X gives on one page; on the first one; and when money is short.
pub(crate) const PAGES: [u32; 3] = [100, 25, 5];
/// X reads back 800 posts of a list and no more.
pub(crate) const READ_BACK: u32 = 800;
/// Those that were deleted since are missing in a full list.
const NEARLY: u32 = READ_BACK - 60;

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) window: &'static str,
    pub(crate) kind: Kind,
    exclude: Option<&'static str>,
}

impl List {
    /// What a page may cost at most.
    pub(crate) fn most(self, size: u32) -> u64 {
        u64::from(size) * self.kind.price()
    }

    /// What who wrote it may cost at most, asked for right after it. The smallest page is for what
    /// is left of a budget, and counts one new person.
    pub(crate) fn people(self, size: u32) -> u64 {
        let new = if size > PAGES[2] { u64::from(size) } else { 1 };
        if self.kind == Kind::Mention { new * Kind::User.price() } else { 0 }
    }
}

pub(crate) const MENTIONED: List = List { window: MENTIONS, kind: Kind::Mention, exclude: None };
pub(crate) const SAID: List =
    List { window: "tweets_of_user", kind: Kind::Own, exclude: Some("retweets") };

/// A page as it was read.
pub(crate) struct Page {
    pub(crate) tweets: Vec<wire::Tweet>,
    pub(crate) includes: wire::Includes,
    /// Entries that are not understood.
    left: Vec<Value>,
    /// Entries on it.
    pub(crate) count: u32,
    next: Option<String>,
}

impl Page {
    pub(crate) fn next_token(&self) -> Option<String> {
        self.next.clone()
    }
}

/// What a walk back brought.
struct Walk {
    tweets: Vec<wire::Tweet>,
    includes: wire::Includes,
    left: Vec<Value>,
    count: u32,
    /// It ended before its end: from here on downwards.
    cut: Option<u64>,
}

impl Connection {
    /// The next of a list. Of our own posts only answers are part of a conversation.
    pub(crate) async fn fetch_list(
        &self,
        list: List,
        since: Option<&Cursor>,
    ) -> Result<Batch, CallError> {
        let Some(since) = since else { return self.beginning(list).await };
        let mut place = Place::read(since);
        let before = place.clone();
        let asked = place.since(self.api.now());
        let walk = self.walk(list, asked, None).await?;
        let ids: BTreeSet<u64> = numbers(&walk.tweets).collect();
        let mut gap = None;
        if let Some(below) = walk.cut {
            place.holes.push(Hole { after: asked, before: below, above: walk.count });
        } else if walk.count >= NEARLY && !ids.iter().any(|id| before.knows(*id)) {
            gap = self.gap(list, asked, &ids).await?;
        }
        let fresh: Vec<wire::Tweet> = walk
            .tweets
            .into_iter()
            .filter(|tweet| snowflake::number(&tweet.id).is_some_and(|id| !before.knows(id)))
            .collect();
        let whole = walk.cut.is_none();
        let nothing_new = fresh.is_empty() && whole;
        place.handed(ids);
        let mut unreadable = Unreadable::default();
        unreadable.note(&walk.left, &before, &mut place);
        let mut items = self.messages(list, &fresh, &walk.includes, Purpose::Reading).await?;
        let mut filled = false;
        if nothing_new && let Some(hole) = place.holes.pop() {
            let (more, again) = self.fill(list, hole, &place, &mut gap).await?;
            items.extend(more);
            place.holes.extend(again);
            filled = true;
        }
        // What was cut short waits for the next look; a hole of before is read on.
        let more = (filled || whole) && !place.holes.is_empty();
        let cursor = (place != before).then(|| place.write());
        Ok(Batch { items, cursor, more, gap: gap.or_else(|| unreadable.gap()), ..Batch::default() })
    }

    /// The newest, whenever they were said. What was said since the account was connected and lies
    /// below them is a hole, and comes next.
    async fn beginning(&self, list: List) -> Result<Batch, CallError> {
        let page = self.page_that_fits(list, None, None, None, &PAGES[1..]).await?;
        let mut place = Place::begin(self.api.now());
        place.handed(numbers(&page.tweets));
        let after = snowflake::first_at(self.begun);
        let oldest = numbers(&page.tweets).min().filter(|oldest| *oldest > after);
        if let (Some(before), Some(_)) = (oldest, &page.next) {
            place.holes.push(Hole { after, before, above: page.count });
        }
        let more = !place.holes.is_empty();
        let items = self.messages(list, &page.tweets, &page.includes, Purpose::Reading).await?;
        Ok(Batch { items, cursor: Some(place.write()), more, ..Batch::default() })
    }

    /// Everything between two identifiers, as far as X reads back. What fails after the first page
    /// keeps what was read: it was paid for.
    async fn walk(&self, list: List, after: u64, before: Option<u64>) -> Result<Walk, CallError> {
        let mut walk = Walk {
            tweets: Vec::new(),
            includes: wire::Includes::default(),
            left: Vec::new(),
            count: 0,
            cut: None,
        };
        let mut token: Option<String> = None;
        loop {
            // Mostly there is little: a large page would set aside, and lose in a crash, what it
            // might have cost.
            let sizes = if token.is_none() { &PAGES[1..] } else { &PAGES[..] };
            let page =
                self.page_that_fits(list, Some(after), before, token.as_deref(), sizes).await;
            let page = match page {
                Ok(page) => page,
                Err(error) if walk.count == 0 => return Err(error),
                Err(error) => {
                    tracing::info!(%error, "a walk back through a list was cut short");
                    walk.cut = numbers(&walk.tweets).min();
                    return Ok(walk);
                }
            };
            walk.count = walk.count.saturating_add(page.count);
            let Page { tweets, includes, left, next, .. } = page;
            walk.tweets.extend(tweets);
            walk.left.extend(left);
            walk.includes.users.extend(includes.users);
            walk.includes.tweets.extend(includes.tweets);
            walk.includes.media.extend(includes.media);
            match next {
                Some(next) if token.as_ref() != Some(&next) => token = Some(next),
                _ => return Ok(walk),
            }
        }
    }

    /// As much of a hole as can be read now; what is left of it.
    async fn fill(
        &self,
        list: List,
        hole: Hole,
        place: &Place,
        gap: &mut Option<Gap>,
    ) -> Result<(Vec<Item>, Option<Hole>), CallError> {
        let mut walk = self.walk(list, hole.after, Some(hole.before)).await?;
        let ids: BTreeSet<u64> = numbers(&walk.tweets).collect();
        let above = hole.above.saturating_add(walk.count);
        if walk.cut.is_none() && above >= NEARLY {
            *gap = self.gap(list, hole.after, &ids).await?;
        }
        // The youngest of it were asked for once more meanwhile.
        walk.tweets.retain(|tweet| snowflake::number(&tweet.id).is_none_or(|id| !place.knows(id)));
        let items = self.messages(list, &walk.tweets, &walk.includes, Purpose::Reading).await?;
        Ok((items, walk.cut.map(|before| Hole { before, above, ..hole })))
    }

    /// Large pages while money lasts, smaller ones for what is left.
    async fn page_that_fits(
        &self,
        list: List,
        after: Option<u64>,
        before: Option<u64>,
        token: Option<&str>,
        sizes: &[u32],
    ) -> Result<Page, CallError> {
        let mut last = None;
        for size in sizes {
            match self.page(list, after, before, token, *size).await {
                Err(CallError::Paused(paused)) => last = Some(paused),
                page => return page,
            }
        }
        Err(last.map_or(CallError::Spent(std::time::Duration::from_mins(1)), CallError::Paused))
    }

    async fn page(
        &self,
        list: List,
        after: Option<u64>,
        before: Option<u64>,
        token: Option<&str>,
        size: u32,
    ) -> Result<Page, CallError> {
        let what = if list == MENTIONED { "mentions" } else { "tweets" };
        let path = format!("/2/users/{}/{what}", self.us.id);
        let mut ask = Ask::get(list.window, path, Purpose::Reading)
            .with("max_results", size)
            .with("tweet.fields", TWEET_FIELDS)
            .with("expansions", "attachments.media_keys")
            .with("media.fields", MEDIA_FIELDS)
            .costs(list.most(size))
            .and_then(list.people(size));
        for (name, value) in [("since_id", after), ("until_id", before)] {
            if let Some(value) = value {
                ask = ask.with(name, value);
            }
        }
        for (name, value) in [("pagination_token", token), ("exclude", list.exclude)] {
            if let Some(value) = value {
                ask = ask.with(name, value);
            }
        }
        self.page_of(&ask, list.kind).await
    }

    /// One page of posts, by whatever question.
    pub(crate) async fn page_of(&self, ask: &Ask, kind: Kind) -> Result<Page, CallError> {
        let envelope = self.api.look(ask, |envelope| bill(envelope, kind)).await?;
        let (tweets, left) = envelope.entries::<wire::Tweet>();
        let count = u32::try_from(tweets.len() + left.len()).unwrap_or(u32::MAX);
        let next = envelope.meta.next_token.clone().filter(|token| !token.is_empty());
        Ok(Page { tweets, includes: envelope.includes, left, count, next })
    }

    /// Whether something lies between what X reads back and what we had: then it says from when to
    /// when, and what it would cost to find it by searching.
    async fn gap(
        &self,
        list: List,
        after: u64,
        ids: &BTreeSet<u64>,
    ) -> Result<Option<Gap>, CallError> {
        let (Some(oldest), true) = (ids.first().copied(), list == MENTIONED) else {
            return Ok(None);
        };
        // The last that we had is still in the list: nothing is missing.
        let size = PAGES[2];
        let below =
            self.page(list, Some(after.saturating_sub(1)), Some(oldest), None, size).await?;
        if below.count > 0 {
            return Ok(None);
        }
        let time = |id: u64| snowflake::time(id).unwrap_or(Timestamp::UNIX_EPOCH);
        let beside: Vec<u64> = ids.iter().copied().collect();
        Ok(Some(self.missing(time(after), time(oldest), &beside).await))
    }

    /// Posts as messages, oldest first.
    pub(crate) async fn messages(
        &self,
        list: List,
        tweets: &[wire::Tweet],
        includes: &wire::Includes,
        purpose: Purpose,
    ) -> Result<Vec<Item>, CallError> {
        let mut wanted: BTreeMap<&str, &wire::Tweet> = BTreeMap::new();
        for tweet in tweets {
            let said = tweet.refers("replied_to").is_some();
            let shared = tweet.refers("retweeted").is_some();
            if !shared && (list != SAID || said) {
                // Of two versions on one page the newer holds.
                let newer = |known: &&wire::Tweet| {
                    snowflake::number(&known.id) >= snowflake::number(&tweet.id)
                };
                if !wanted.get(tweet.root()).is_some_and(newer) {
                    wanted.insert(tweet.root(), tweet);
                }
            }
        }
        let wanted: Vec<wire::Tweet> = wanted.into_values().cloned().collect();
        self.told(&wanted, includes, purpose).await
    }
}

/// What a page cost: its entries, and whatever was expanded.
fn bill(envelope: &wire::Envelope, kind: Kind) -> Bill {
    let ids: Vec<&str> = envelope
        .data
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.get("id").and_then(Value::as_str))
        .collect();
    let mut bill = Bill::of(kind, ids);
    let includes = &envelope.includes;
    bill.things.extend(includes.tweets.iter().map(|tweet| (Kind::Post, tweet.id.clone())));
    bill.things.extend(includes.users.iter().map(|user| (Kind::User, user.id.clone())));
    bill
}

fn numbers(tweets: &[wire::Tweet]) -> impl Iterator<Item = u64> {
    tweets.iter().filter_map(|tweet| snowflake::number(&tweet.id))
}

/// Entries that are not understood must not stop those behind them, but are told, once.
#[derive(Default)]
struct Unreadable {
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    count: u32,
}

impl Unreadable {
    fn note(&mut self, left: &[Value], before: &Place, place: &mut Place) {
        for value in left {
            let id = value.get("id").and_then(Value::as_str).and_then(snowflake::number);
            let Some(id) = id.filter(|id| !before.knows(*id)) else { continue };
            let Some(at) = snowflake::time(id) else { continue };
            tracing::warn!(id, "an entry of a list is not understood and left out");
            self.count += 1;
            self.from = Some(self.from.map_or(at, |from| from.min(at)));
            self.to = Some(self.to.map_or(at, |to| to.max(at)));
            place.handed([id]);
        }
    }

    fn gap(&self) -> Option<Gap> {
        let reason = Refusal::of("gap.unreadable").with("count", self.count);
        Some(Gap { from: self.from?, to: self.to?, reason })
    }
}
