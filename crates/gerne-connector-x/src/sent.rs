//! Whether something that we said is there: read back from our own posts.

use std::time::Duration;

use gerne_connector::ConnectorError;
use gerne_domain::{Outbound, Receipt, Visibility, time::before};
use gerne_webapi::Purpose;
use url::Url;

use crate::{
    account::Connection,
    client::{Ask, CallError},
    compose,
    fetch::{MEDIA_FIELDS, PAGES, Page, SAID, TWEET_FIELDS},
    prices::Kind,
    send::private_receipt,
    snowflake, text, wire,
};

/// Pages of our own posts that are looked through.
const MOST_PAGES: usize = 5;
/// Messages of a conversation that are looked through; and when money is short.
const CONVERSATION: [u32; 2] = [20, 5];
/// Clocks may differ by so much.
const SLACK: Duration = Duration::from_mins(2);

impl Connection {
    /// The post that answers the same and says the same, since it was written.
    pub(crate) async fn find(
        &self,
        outbound: &Outbound,
    ) -> Result<Option<Receipt>, ConnectorError> {
        let found = self.look_for(outbound).await.map_err(|error| self.api.read(error))?;
        found.ok_or_else(too_many)
    }

    /// The same before it is said: for an empty purse the answer waits.
    pub(crate) async fn find_first(
        &self,
        outbound: &Outbound,
    ) -> Result<Option<Receipt>, ConnectorError> {
        let found = self.look_for(outbound).await.map_err(|error| match error {
            error @ CallError::Paused(_) => self.api.said(error),
            error => self.api.read(error),
        })?;
        found.ok_or_else(too_many)
    }

    async fn look_for(&self, outbound: &Outbound) -> Result<Option<Option<Receipt>>, CallError> {
        if outbound.visibility == Visibility::Private {
            self.find_private(outbound).await
        } else {
            self.find_public(outbound).await
        }
    }

    /// `None`: not looked through to the end.
    async fn find_public(&self, outbound: &Outbound) -> Result<Option<Option<Receipt>>, CallError> {
        let mut token: Option<String> = None;
        for _ in 0..MOST_PAGES {
            // An answer is younger than what it answers, and than the words that were written.
            let written = snowflake::first_at(before(outbound.written_at, SLACK));
            let parent = outbound.in_reply_to.as_ref().and_then(|id| snowflake::number(&id.0));
            let path = format!("/2/users/{}/tweets", self.us.id);
            let mut ask = Ask::get(SAID.window, path, Purpose::Speaking)
                .with("since_id", parent.unwrap_or(0).max(written))
                .with("exclude", "retweets")
                .with("tweet.fields", TWEET_FIELDS)
                .with("expansions", "attachments.media_keys")
                .with("media.fields", MEDIA_FIELDS);
            if let Some(token) = &token {
                ask = ask.with("pagination_token", token);
            }
            let sizes = if token.is_none() { &PAGES[1..] } else { &PAGES[..] };
            let page = self.own_page_that_fits(&ask, sizes).await?;
            if let Some(tweet) = page.tweets.iter().find(|tweet| is_it(tweet, outbound)) {
                return Ok(Some(Some(self.receipt(tweet.root()))));
            }
            token = page.next_token();
            if token.is_none() {
                return Ok(Some(None));
            }
        }
        Ok(None)
    }

    /// A large page while money lasts, a smaller one for what is left.
    async fn own_page_that_fits(&self, ask: &Ask, sizes: &[u32]) -> Result<Page, CallError> {
        let mut last = None;
        for size in sizes.iter().copied() {
            let ask = ask.clone().with("max_results", size).costs(SAID.most(size));
            match self.page_of(&ask, Kind::Own).await {
                Err(CallError::Paused(paused)) => last = Some(paused),
                page => return page,
            }
        }
        Err(last.map_or(CallError::Spent(SLACK), CallError::Paused))
    }

    async fn find_private(
        &self,
        outbound: &Outbound,
    ) -> Result<Option<Option<Receipt>>, CallError> {
        let Some(to) = compose::recipient(outbound, &self.us) else { return Ok(Some(None)) };
        let begin = snowflake::first_at(before(outbound.written_at, SLACK));
        let (mut events, mut size) = (Vec::new(), 0);
        for most in CONVERSATION {
            size = most;
            match self.events_with(&to.external_id.0, most).await {
                Err(CallError::Paused(_)) if most > CONVERSATION[1] => {}
                told => {
                    events = told?;
                    break;
                }
            }
        }
        let older =
            |event: &wire::DmEvent| snowflake::number(&event.id).is_some_and(|id| id < begin);
        let whole = events.len() < usize::try_from(size).unwrap_or(0) || events.iter().any(older);
        let found = events.iter().find(|event| {
            self.us.is(event.sender_id.as_deref())
                && snowflake::number(&event.id).is_some_and(|id| id >= begin)
                && event.attachments.media_keys.len() == outbound.media.len()
                && compose::same_words(
                    &outbound.text,
                    &text::plain(&event.text, &event.entities, None),
                )
        });
        let found = found.map(|event| private_receipt(&event.id, self.api.now()));
        Ok((whole || found.is_some()).then_some(found))
    }

    /// Our post at an address, when it answers what `outbound` answers.
    pub(crate) async fn ours_at(
        &self,
        url: &Url,
        outbound: &Outbound,
    ) -> Result<Option<Receipt>, ConnectorError> {
        let Some((_, id)) = text::status_of(url.as_str()) else { return Ok(None) };
        let looked = self.look_at(&[id], Purpose::Speaking).await;
        let (tweets, ..) = looked.map_err(|error| self.api.read(error))?;
        let answers = outbound.in_reply_to.as_ref().map(gerne_domain::ExternalId::as_str);
        let ours = tweets.iter().find(|tweet| {
            self.us.is(tweet.author_id.as_deref()) && tweet.refers("replied_to") == answers
        });
        Ok(ours.map(|tweet| self.receipt(tweet.root())))
    }
}

/// The time when it was written was not reached: that proves nothing.
fn too_many() -> ConnectorError {
    ConnectorError::retry("too many posts of ours to look through")
}

fn is_it(tweet: &wire::Tweet, outbound: &Outbound) -> bool {
    let answers = outbound.in_reply_to.as_ref().map(gerne_domain::ExternalId::as_str);
    tweet.refers("replied_to") == answers
        && tweet.attachments.media_keys.len() == outbound.media.len()
        && compose::same_words(&outbound.text, &text::words(tweet))
}
