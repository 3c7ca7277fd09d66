//! Posts looked up: what stands before one, around one, and how they stand now.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use gerne_connector::{Batch, ConnectorError, Gap, MayReply};
use gerne_domain::{
    ExternalId, InboundMessage, Item, Refusal, Timestamp,
    time::{after, before, between},
};
use gerne_webapi::Purpose;

use crate::{
    account::Connection,
    client::{Ask, CallError},
    fetch::{MEDIA_FIELDS, READ_BACK, TWEET_FIELDS},
    normalize::DM,
    prices::Kind,
    problem::Meaning,
    purse::{Bill, Share},
    snowflake, tokens, wire,
};

/// Most that X looks up at once.
const AT_ONCE: usize = 100;
/// So many steps up a thread: each costs as much as five mentions.
const STEPS: usize = 12;
/// So much of a conversation is searched for when a person asks.
const AROUND: u32 = 100;
/// Pages that are bought at once.
const PAGES_BACK: usize = 40;
/// Search knows seven days; asked a moment later they are a moment shorter.
const SEARCHED: Duration = Duration::from_mins(7 * 24 * 60 - 5);

impl Connection {
    /// What a post answers, the beginning first. What was seen lately costs nothing.
    pub(crate) async fn ancestors(&self, id: &ExternalId) -> Result<Vec<Item>, CallError> {
        if id.0.starts_with(DM) {
            return Ok(Vec::new());
        }
        let mut found: Vec<wire::Tweet> = Vec::new();
        let mut includes = wire::Includes::default();
        let mut next = match self.seen(&id.0) {
            Some(tweet) => tweet.refers("replied_to").map(str::to_owned),
            None => Some(id.0.clone()),
        };
        for _ in 0..STEPS {
            let Some(wanted) = next.take() else { break };
            let tweet = match self.seen(&wanted) {
                Some(tweet) => Some(tweet),
                None => match self.look_at(&[wanted.as_str()], Purpose::Reading).await {
                    Ok((tweets, more, _)) => {
                        includes.media.extend(more.media);
                        tweets.into_iter().next()
                    }
                    // Without money what was said is kept without what it answers, not later.
                    Err(CallError::Paused(_)) => None,
                    Err(error) => return Err(error),
                },
            };
            // It is gone, or not shown to us: the thread begins below it.
            let Some(tweet) = tweet else { break };
            next = tweet.refers("replied_to").map(str::to_owned);
            if tweet.root() != id.0 && tweet.id != id.0 {
                found.push(tweet);
            }
        }
        self.told(&found, &includes, Purpose::Reading).await
    }

    /// What stands around a post: what it answers, and what X finds of its conversation.
    pub(crate) async fn context(&self, id: &ExternalId) -> Result<Vec<Item>, CallError> {
        if id.0.starts_with(DM) {
            return Ok(Vec::new());
        }
        let mut items = self.ancestors(id).await?;
        let seen = match self.seen(&id.0) {
            Some(tweet) => Some(tweet),
            None => self.look_at(&[&id.0], Purpose::Reading).await?.0.into_iter().next(),
        };
        let Some(root) = seen.and_then(|tweet| tweet.conversation_id) else { return Ok(items) };
        let ask = search(&format!("conversation_id:{root}"), AROUND);
        let page = self.page_of(&ask, Kind::Post).await?;
        let known: BTreeSet<String> = items.iter().map(name).collect();
        let around = self.told(&page.tweets, &page.includes, Purpose::Reading).await?;
        items.extend(around.into_iter().filter(|item| !known.contains(&name(item))));
        items.sort_by_key(published_at);
        Ok(items)
    }

    /// How posts stand now: as their newest version says, or gone.
    pub(crate) async fn states(&self, ids: &[ExternalId]) -> Result<Vec<Item>, CallError> {
        // A private message is asked for one by one, at the price of ten mentions, and its author
        // cannot take it back from us.
        let posts: Vec<&str> =
            ids.iter().map(|id| id.0.as_str()).filter(|id| !id.starts_with(DM)).collect();
        // A single one is asked for by a person.
        let purpose = if ids.len() == 1 { Purpose::Reading } else { Purpose::Checking };
        let mut items = Vec::new();
        for ids in posts.chunks(AT_ONCE) {
            let (mut tweets, mut includes, gone) = self.look_at(ids, purpose).await?;
            let newer: Vec<String> = tweets
                .iter()
                .filter(|tweet| tweet.newest() != tweet.id)
                .map(|tweet| tweet.newest().to_owned())
                .collect();
            if !newer.is_empty() {
                let newer: Vec<&str> = newer.iter().map(String::as_str).collect();
                let (newest, more, _) = self.look_at(&newer, purpose).await?;
                let replaced: BTreeSet<String> =
                    newest.iter().map(|tweet| tweet.root().to_owned()).collect();
                tweets.retain(|tweet| !replaced.contains(tweet.root()));
                tweets.extend(newest);
                includes.media.extend(more.media);
                includes.users.extend(more.users);
            }
            items.extend(self.told(&tweets, &includes, purpose).await?);
            for id in gone {
                self.memory().forget(&id);
                items.push(Item::Deleted(ExternalId(id)));
            }
        }
        Ok(items)
    }

    /// Posts by their identifiers; what is expanded; and which of them are no longer shown.
    pub(crate) async fn look_at(
        &self,
        ids: &[&str],
        purpose: Purpose,
    ) -> Result<(Vec<wire::Tweet>, wire::Includes, Vec<String>), CallError> {
        let most = u64::try_from(ids.len()).unwrap_or(0) * Kind::Post.price();
        let ask = Ask::get("tweets", "/2/tweets", purpose)
            .with("ids", ids.join(","))
            .with("tweet.fields", TWEET_FIELDS)
            .with("expansions", "attachments.media_keys")
            .with("media.fields", MEDIA_FIELDS)
            .costs(most);
        let envelope = self
            .api
            .look(&ask, |envelope| {
                let (tweets, _) = envelope.entries::<wire::Tweet>();
                Bill::of(Kind::Post, tweets.iter().map(|t| t.id.as_str()))
            })
            .await?;
        let (tweets, _) = envelope.entries::<wire::Tweet>();
        // That a post is missing is not enough: X must say that it does not show it. What became
        // protected must go as well, as the terms have it.
        let not_shown =
            ["resource-not-found", "not-authorized-for-resource", "resource-unavailable"];
        let gone = envelope.errors.iter().filter(|error| not_shown.contains(&error.kind()));
        let gone = gone.filter_map(wire::Partial::id).filter(|id| ids.contains(id));
        let gone = gone.map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect();
        Ok((tweets, envelope.includes, gone))
    }

    /// Whether X takes an answer to this through its interface.
    pub(crate) async fn may(&self, to: &ExternalId) -> Result<MayReply, ConnectorError> {
        let cents = |kind: Kind| Some(u32::try_from(kind.price().div_ceil(10_000)).unwrap_or(0));
        if to.0.starts_with(DM) {
            return Ok(MayReply::Yes { cost: cents(Kind::DmSent), until: None });
        }
        if self.memory().has_called(&to.0).is_none() {
            let looked = self.look_at(&[&to.0], Purpose::Speaking).await;
            let (tweets, includes, gone) = looked.map_err(|error| self.api.read(error))?;
            if gone.contains(&to.0) {
                return Ok(MayReply::No { reason: Refusal::of("refused.parent_gone") });
            }
            let told = self.told(&tweets, &includes, Purpose::Speaking).await;
            told.map_err(|error| self.api.read(error))?;
        }
        Ok(match self.memory().has_called(&to.0) {
            Some(false) => MayReply::No { reason: Refusal::of("refused.not_called") },
            _ => MayReply::Yes { cost: cents(Kind::Reply), until: None },
        })
    }

    /// What is missing between two times, and what it would cost to find it by searching: as many
    /// posts as X counts there, or as came in the same time beside it.
    pub(crate) async fn missing(&self, from: Timestamp, to: Timestamp, beside: &[u64]) -> Gap {
        let begin = from.max(self.searched_since());
        let mut reason = Refusal::of("gap.beyond_read_back").with("limit", READ_BACK);
        if begin < to {
            let posts = match self.count_between(begin, to).await {
                Some(posts) => posts,
                None => as_many_as_beside(between(begin, to), beside),
            };
            let micros = posts.saturating_mul(Kind::Post.price() + Kind::User.price());
            reason = Refusal::of("gap.can_be_bought")
                .with("limit", READ_BACK)
                .with("posts", posts)
                .with("cents", micros.div_ceil(10_000));
        }
        Gap { from, to, reason }
    }

    /// How many posts name us between two times; told only to who has the application's token.
    async fn count_between(&self, from: Timestamp, to: Timestamp) -> Option<u64> {
        tokens::bearer(&*self.api.vault).await.ok()??;
        let held = self.api.purse.hold(Share::Comparing, Kind::Counts.price(), 0).await.ok()?;
        let ask = Ask::get("counts", "/2/tweets/counts/recent", Purpose::Checking)
            .with("query", self.query())
            .with("start_time", second(from))
            .with("end_time", second(to))
            .with("granularity", "day");
        let counted = self.api.look_as_app(&ask).await;
        let bill = if counted.is_ok() { Bill::deed(Kind::Counts) } else { Bill::default() };
        self.api.purse.settle(held, &bill).await.ok()?;
        let counted = counted.ok()?;
        let parts = counted.data.as_array()?;
        Some(parts.iter().filter_map(|part| part.get("tweet_count")?.as_u64()).sum())
    }

    /// Search knows nothing older.
    pub(crate) fn searched_since(&self) -> Timestamp {
        before(self.api.now(), SEARCHED)
    }

    /// What names us between two times, by search: a person who may spend it agreed. What is too old
    /// for search, and what money or windows do not bear now, is missing still.
    pub(crate) async fn buy_back(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Batch, CallError> {
        let begin = from.max(self.searched_since());
        if begin >= to {
            let reason = Refusal::of("gap.too_old_to_buy");
            return Ok(Batch { gap: Some(Gap { from, to, reason }), ..Batch::default() });
        }
        // The last millisecond of the gap belongs to it.
        let until = after(to, Duration::from_millis(1));
        let (since, until) = (snowflake::first_at(begin), snowflake::first_at(until));
        let mut tweets: BTreeMap<String, wire::Tweet> = BTreeMap::new();
        let mut includes = wire::Includes::default();
        let mut token: Option<String> = None;
        let mut whole = false;
        for _ in 0..PAGES_BACK {
            let mut ask =
                search(&self.query(), 100).with("since_id", since).with("until_id", until);
            ask.purpose = Purpose::Speaking;
            if let Some(token) = &token {
                ask = ask.with("next_token", token);
            }
            let page = match self.page_of(&ask, Kind::Post).await {
                Ok(page) => page,
                Err(error) if tweets.is_empty() => return Err(error),
                // What was paid for is kept.
                Err(_) => break,
            };
            includes.media.extend(page.includes.media.iter().cloned());
            tweets.extend(page.tweets.iter().map(|tweet| (tweet.root().to_owned(), tweet.clone())));
            token = page.next_token();
            if token.is_none() {
                whole = true;
                break;
            }
        }
        let ids: BTreeSet<u64> =
            tweets.values().filter_map(|tweet| snowflake::number(&tweet.id)).collect();
        let ids: Vec<u64> = ids.into_iter().collect();
        let oldest = ids.first().and_then(|id| snowflake::time(*id));
        let gap = match oldest.filter(|_| !whole) {
            Some(oldest) => Some(self.missing(from, oldest, &ids).await),
            None if from < begin => {
                let reason = Refusal::of("gap.too_old_to_buy");
                Some(Gap { from, to: begin, reason })
            }
            None => None,
        };
        let tweets: Vec<wire::Tweet> = tweets.into_values().collect();
        let items = self.told(&tweets, &includes, Purpose::Speaking).await?;
        Ok(Batch { items, gap, ..Batch::default() })
    }

    /// Search for everything that names us.
    fn query(&self) -> String {
        format!("@{} -is:retweet", self.us.handle)
    }

    fn seen(&self, id: &str) -> Option<wire::Tweet> {
        self.memory().tweet(id).cloned()
    }

    /// A gone parent is no mistake of who asks.
    pub(crate) fn is_gone(error: &CallError) -> bool {
        matches!(error.meaning(), Some(Meaning::Gone | Meaning::Protected | Meaning::ParentGone))
    }
}

/// What came in a time, if as much came in it as did beside it. Identifiers tell when; ascending.
fn as_many_as_beside(time: Duration, beside: &[u64]) -> u64 {
    let at = |id: Option<&u64>| id.and_then(|id| snowflake::time(*id));
    let Some((first, last)) = at(beside.first()).zip(at(beside.last())) else { return 1 };
    let took = between(first, last).as_secs().max(1);
    let count = u64::try_from(beside.len()).unwrap_or(u64::MAX);
    count.saturating_mul(time.as_secs()).div_ceil(took).max(1)
}

/// What X finds of the last seven days, the newest first.
pub(crate) fn search(query: &str, most: u32) -> Ask {
    Ask::get("search", "/2/tweets/search/recent", Purpose::Reading)
        .with("query", query)
        .with("max_results", most)
        .with("sort_order", "recency")
        .with("tweet.fields", TWEET_FIELDS)
        .with("expansions", "attachments.media_keys")
        .with("media.fields", MEDIA_FIELDS)
        .costs(u64::from(most) * Kind::Post.price())
}

/// As X reads times: to the second.
fn second(at: Timestamp) -> String {
    let whole = Timestamp::from_second(at.as_second()).unwrap_or(at);
    whole.to_string()
}

fn name(item: &Item) -> String {
    match item {
        Item::Message(message) => message.external_id.0.clone(),
        Item::Deleted(id) => id.0.clone(),
    }
}

fn published_at(item: &Item) -> Option<Timestamp> {
    let message: Option<&InboundMessage> = match item {
        Item::Message(message) => Some(message),
        Item::Deleted(_) => None,
    };
    message.map(|message| message.published_at)
}
