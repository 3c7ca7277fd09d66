//! Posts that nobody addressed to us, found by X's search of the last seven days
//! (`GET /2/tweets/search/recent`): only where a rule names the account, within a share of the budget.
//! A post costs half a cent, who wrote it another cent unless they are known.

use std::{collections::BTreeSet, time::Duration};

use gerne_connector::{Batch, Cursor, Sought, Watch, WatchBy};
use gerne_domain::{FoundPost, Item};
use gerne_webapi::Purpose;

use crate::{
    account::Connection, client::CallError, normalize::Person, pace, prices::Kind, purse::Share,
    snowflake, states::search, wire,
};

/// Characters of a question to X are 512; so many are left beside what we add.
const LENGTH: usize = 440;
/// Questions for one rule.
const QUESTIONS: usize = 5;
/// How often each is asked, while money lasts.
const EVERY: Duration = Duration::from_mins(10);
/// Posts on a page: at the beginning, and from then on; X gives ten at least.
const PAGES: [u32; 2] = [10, 25];
/// Pages that are read at once. What more came since is passed over: nobody waits for it.
const MOST_PAGES: usize = 4;

/// What it may be asked for, and at what price.
pub(crate) fn watch() -> Watch {
    let cost = u32::try_from(Kind::Post.price() + Kind::User.price()).unwrap_or(u32::MAX);
    let by = WatchBy::Queries { length: LENGTH, most: QUESTIONS };
    Watch { by, every: EVERY, cost: Some(cost) }
}

impl Connection {
    /// What was found since, oldest first. Without money or in a spent window nothing is, and it says
    /// when there will be.
    pub(crate) async fn seek(
        &self,
        question: &str,
        since: Option<&Cursor>,
    ) -> Result<Sought, CallError> {
        let found = match self.find_strangers(question, since).await {
            Ok(found) => found,
            Err(error) => {
                let Batch { every, notice, .. } = pace::held_back(error, self.api.now())?;
                return Ok(Sought { every, notice, ..Sought::default() });
            }
        };
        let used = self.api.purse.used().await?;
        let slower = pace::slower(used, self.api.left("search"));
        Ok(Sought { every: Some(EVERY.mul_f64(slower)), ..found })
    }

    async fn find_strangers(
        &self,
        question: &str,
        since: Option<&Cursor>,
    ) -> Result<Sought, CallError> {
        // What names us comes by itself, at a fifth of the price.
        let us = &self.us.handle;
        let question = format!("({question}) -is:retweet -from:{us} -@{us}");
        let oldest = snowflake::first_at(self.searched_since()).saturating_add(1);
        let since = since.and_then(|id| snowflake::number(id)).map(|id| id.max(oldest));
        let (size, most) = if since.is_some() { (PAGES[1], MOST_PAGES) } else { (PAGES[0], 1) };
        let mut tweets: Vec<wire::Tweet> = Vec::new();
        let mut includes = wire::Includes::default();
        let mut token: Option<String> = None;
        for _ in 0..most {
            let people = u64::from(size) * Kind::User.price();
            let mut ask = search(&question, size).out_of(Share::Strangers).and_then(people);
            ask.purpose = Purpose::Checking;
            if let Some(since) = since {
                ask = ask.with("since_id", since);
            }
            if let Some(token) = &token {
                ask = ask.with("next_token", token);
            }
            let page = match self.page_of(&ask, Kind::Post).await {
                Ok(page) => page,
                Err(error) if tweets.is_empty() => return Err(error),
                // What was paid for is looked at.
                Err(_) => break,
            };
            token = page.next_token();
            includes.media.extend(page.includes.media);
            tweets.extend(page.tweets);
            if token.is_none() {
                break;
            }
        }
        let newest = tweets.iter().filter_map(|tweet| snowflake::number(&tweet.id)).max();
        let cursor = newest.into_iter().chain(since).max().map(|id| id.to_string());
        let authors: BTreeSet<String> =
            tweets.iter().filter_map(|tweet| tweet.author_id.clone()).collect();
        let people = self.known.all(&self.api, &authors, Purpose::Checking).await?;
        let items = self.told(&tweets, &includes, Purpose::Checking).await?;
        let posts = items.into_iter().filter_map(|item| match item {
            Item::Message(message) => {
                let person = people.get(&message.author.external_id.0);
                let known = |of: fn(&Person) -> Option<u64>| person.and_then(of);
                Some(FoundPost {
                    bio: String::new(),
                    followers: known(|person| person.followers),
                    posts: known(|person| person.posts),
                    opted_out: person.is_some_and(|person| person.left_alone),
                    message: *message,
                })
            }
            Item::Deleted(_) => None,
        });
        Ok(Sought { posts: posts.collect(), cursor, ..Sought::default() })
    }
}
