//! The library API: how tests, demos and the square drive the server.

use std::sync::Arc;

use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use super::model::Who;
use super::state::{Actor, State};
use super::subscriptions::StreamEvent;
use super::{Limits, MastodonConfig, PersonSpec, Post, PostSpec};
use crate::journal::{Effect, JournalEntry, RequestRecord, Via};
use crate::net::Connections;
use crate::stand_in::{Core, handle_of_a_stand_in};
use crate::{SimClock, SimError};

/// The stand-in for a Mastodon server. Clones are handles of the same server.
#[derive(Debug, Clone)]
pub struct Mastodon {
    pub(crate) shared: Arc<Shared>,
}

#[derive(Debug)]
pub(crate) struct Shared {
    core: Core<State>,
    changes: broadcast::Sender<Change>,
    pub(crate) streams: super::streaming::Streams,
}

impl std::ops::Deref for Shared {
    type Target = Core<State>;

    fn deref(&self) -> &Core<State> {
        &self.core
    }
}

/// Something happened; streams and the square listen.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Created(String),
    Edited(String),
    Deleted(String),
    /// Likes, votes.
    Counted(String),
    People,
    Stream(Arc<StreamEvent>),
}

impl Shared {
    /// Runs `deed` under the lock, then tells everyone what changed.
    pub(crate) fn act<T>(&self, deed: impl FnOnce(&mut State) -> T) -> T {
        let deed = |state: &mut State| {
            let out = deed(state);
            (out, std::mem::take(&mut state.outbox))
        };
        self.core.act(deed, |changes| {
            for change in changes {
                // Nobody listening is fine.
                drop(self.changes.send(change));
            }
        })
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }
}

handle_of_a_stand_in!(Mastodon);

impl Mastodon {
    pub(crate) fn new(
        config: MastodonConfig,
        clock: SimClock,
        seed: u64,
        base: &str,
        connections: Connections,
        stop: CancellationToken,
    ) -> Self {
        let patience = config.patience;
        let state = State::new(config, clock.clone(), seed, base);
        let shared = Shared {
            core: Core::new(state, connections, stop, clock, patience),
            changes: broadcast::channel(16_384).0,
            streams: super::streaming::Streams::new(0),
        };
        Self { shared: Arc::new(shared) }
    }

    /// Where the server's API is: `http://127.0.0.1:port`, no slash at the end.
    pub fn base_url(&self) -> String {
        self.shared.read(|state| state.base.clone())
    }

    /// Where its streams are: `ws://127.0.0.1:port`, as `/api/v2/instance` announces it.
    pub fn streaming_url(&self) -> String {
        self.shared.read(|state| state.streaming_base.replacen("http", "ws", 1))
    }

    /// Adds somebody; the `acct` is returned.
    pub fn add_person(&self, spec: PersonSpec) -> Result<String, SimError> {
        self.shared.act(|state| {
            let who = state.add_account(spec)?;
            Ok(state.account(who).acct())
        })
    }

    /// Everybody, in the order they were added.
    pub fn people(&self) -> Vec<PersonSpec> {
        self.shared.read(|state| {
            let spec = |account: &super::model::Account| PersonSpec {
                handle: account.acct(),
                ..account.spec.clone()
            };
            state.accounts.iter().map(spec).collect()
        })
    }

    /// Somebody's account id.
    pub fn account_id(&self, acct: &str) -> Result<String, SimError> {
        let who = self.who(acct)?;
        Ok(self.shared.read(|state| state.account(who).id.clone()))
    }

    /// Somebody's `ActivityPub` identity (`account.uri`).
    pub fn account_uri(&self, acct: &str) -> Result<String, SimError> {
        let who = self.who(acct)?;
        Ok(self.shared.read(|state| state.account(who).uri(&state.base)))
    }

    /// Makes `acct` follow `other`.
    pub fn follow(&self, acct: &str, other: &str) -> Result<(), SimError> {
        let (who, other) = (self.who(acct)?, self.who(other)?);
        self.shared.act(|state| state.follow(who, other));
        Ok(())
    }

    /// Posts as `acct`, the way people on the square do. The platform's own rules hold.
    pub fn post(&self, acct: &str, spec: PostSpec) -> Result<Post, SimError> {
        let actor = Actor::person(self.who(acct)?);
        self.shared.act(|state| {
            let published = state
                .publish(&actor, spec, None)
                .map_err(|text| SimError::Refused(text.say("en")))?;
            let status = state.status(&published.id).expect("it was published just now");
            Ok(state.post(status))
        })
    }

    /// Changes text and content warning of somebody's own post; media and poll stay.
    pub fn edit(&self, id: &str, text: &str) -> Result<Post, SimError> {
        let old = self.post_by_id(id)?;
        let spec = PostSpec {
            text: text.to_owned(),
            spoiler_text: old.spoiler_text,
            media: old.media,
            language: old.language,
            ..PostSpec::default()
        };
        let actor = Actor::person(self.who(&old.author)?);
        self.shared.act(|state| {
            state.edit(&actor, id, spec).map_err(|text| SimError::Refused(text.say("en")))?;
            let status = state.any_status(id).expect("it was edited just now");
            Ok(state.post(status))
        })
    }

    /// Deletes a post as its author.
    pub fn delete(&self, id: &str) -> Result<(), SimError> {
        let actor = Actor::person(self.who(&self.post_by_id(id)?.author)?);
        self.shared.act(|state| state.delete(&actor, id));
        Ok(())
    }

    /// Likes a post, or takes it back.
    pub fn favourite(&self, acct: &str, id: &str, on: bool) -> Result<(), SimError> {
        let actor = Actor::person(self.who(acct)?);
        self.post_by_id(id)?;
        self.shared.act(|state| state.favourite(&actor, id, on));
        Ok(())
    }

    /// Uploads a file as `acct`; returns its id. Ready at once.
    pub fn upload(
        &self,
        acct: &str,
        bytes: Vec<u8>,
        mime: &str,
        description: Option<&str>,
    ) -> Result<String, SimError> {
        let actor = Actor::person(self.who(acct)?);
        self.shared.act(|state| {
            let id = state
                .add_media(&actor, bytes.into(), mime, description.map(str::to_owned))
                .map_err(|text| SimError::Refused(text.say("en")))?;
            state.finish_media(&id);
            Ok(id)
        })
    }

    /// A post that exists, or one that was deleted (see [`Post::deleted`]).
    pub fn post_by_id(&self, id: &str) -> Result<Post, SimError> {
        let found = self.shared.read(|state| state.any_status(id).map(|status| state.post(status)));
        found.ok_or_else(|| SimError::NoSuchPost(id.to_owned()))
    }

    /// Everything that `acct` posted and did not delete, oldest first.
    pub fn statuses_of(&self, acct: &str) -> Vec<Post> {
        self.posts(|post| post.author == acct && !post.deleted)
    }

    /// Direct answers to a post, oldest first, deleted ones left out.
    pub fn answers_to(&self, id: &str) -> Vec<Post> {
        self.posts(|post| post.in_reply_to.as_deref() == Some(id) && !post.deleted)
    }

    /// All posts that ever existed and satisfy `keep`, oldest first.
    pub fn posts(&self, keep: impl Fn(&Post) -> bool) -> Vec<Post> {
        self.shared.read(|state| {
            state.statuses.values().map(|status| state.post(status)).filter(|p| keep(p)).collect()
        })
    }

    /// How many notifications `acct` has.
    pub fn notification_count(&self, acct: &str) -> usize {
        self.who(acct).map_or(0, |who| self.shared.read(|state| state.notifications[who].len()))
    }

    /// Hands out a token directly (`scopes` separated by spaces), past the OAuth flow.
    ///
    /// # Panics
    /// When nobody has this handle: a test's mistake.
    pub fn token_for(&self, acct: &str, scopes: &str) -> String {
        let who = self.who(acct).expect("somebody must have this handle");
        self.shared.act(|state| state.issue_token(Some(who), "", "Gerne", scopes, Via::Square))
    }

    /// Withdraws one token; it answers 401 from now on, and its streams end.
    pub fn revoke_token(&self, token: &str) {
        self.shared.act(|state| state.revoke_token(token, Via::Square));
    }

    /// Withdraws all tokens of an account, as when its owner changes the password.
    pub fn revoke_all_tokens(&self, acct: &str) -> Result<(), SimError> {
        let who = self.who(acct)?;
        self.shared.act(|state| {
            let theirs: Vec<String> = state
                .tokens
                .iter()
                .filter(|(_, token)| token.who == Some(who))
                .map(|(token, _)| token.clone())
                .collect();
            for token in theirs {
                state.revoke_token(&token, Via::Square);
            }
        });
        Ok(())
    }

    /// Consents as `acct` to an authorization request, as a person does who opens `url` in a
    /// browser and presses the button. Returns where the browser is sent (with `code` and
    /// `state`), or the code itself for the out-of-band address.
    pub fn approve(&self, url: &str, acct: &str) -> Result<String, SimError> {
        let who = self.who(acct)?;
        let query = url::Url::parse(url)
            .map_err(|error| SimError::Refused(format!("not an address: {error}")))?;
        let params = crate::params::Params::from_query(query.query().unwrap_or_default());
        self.shared
            .act(|state| super::oauth::consent(state, &params, who))
            .map_err(|error| SimError::Refused(error.text.say("en")))
    }

    /// What happened through the API (by the product), of statuses only.
    pub fn product_effects(&self) -> Vec<JournalEntry> {
        let mut journal = self.journal();
        journal.retain(|entry| entry.via == Via::Api && entry.effect.status_id().is_some());
        journal
    }

    /// The requests that arrived, oldest first.
    pub fn requests(&self) -> Vec<RequestRecord> {
        self.shared.read(|state| state.requests.iter().cloned().collect())
    }

    /// How many statuses were really created with this Idempotency-Key.
    pub fn created_with_key(&self, key: &str) -> usize {
        let with_key = |entry: &&JournalEntry| matches!(&entry.effect, Effect::StatusCreated { idempotency_key: Some(k), .. } if k == key);
        self.shared.read(|state| state.journal.iter().filter(with_key).count())
    }

    /// Changes the announced and enforced limits while running.
    pub fn set_limits(&self, limits: Limits) {
        self.shared.act(|state| state.config.limits = limits);
    }

    /// Switches request limits on or off while running.
    pub fn set_rate_limits(&self, limits: Option<super::RateLimits>) {
        self.shared.act(|state| state.config.rate_limits = limits);
    }

    /// How many streams (WebSocket and SSE) are open now.
    pub fn open_streams(&self) -> usize {
        self.shared.streams.load(std::sync::atomic::Ordering::SeqCst)
    }

    pub(crate) fn who(&self, acct: &str) -> Result<Who, SimError> {
        let found = self.shared.read(|state| state.find_acct(acct));
        found.ok_or_else(|| SimError::NoSuchPerson(acct.to_owned()))
    }
}
