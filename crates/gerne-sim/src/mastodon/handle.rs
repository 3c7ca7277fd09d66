//! The library API: how tests, demos and the square drive the server.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{broadcast, watch};
use tokio_util::sync::CancellationToken;

use super::model::Who;
use super::state::{Actor, State};
use super::subscriptions::StreamEvent;
use super::{Limits, MastodonConfig, PersonSpec, Post, PostSpec};
use crate::faults::{Fault, FaultId, FaultState};
use crate::journal::{Effect, JournalEntry, RequestRecord, Via};
use crate::net::Connections;
use crate::{SimClock, SimError};

/// The stand-in for a Mastodon server. Clones are handles of the same server.
#[derive(Debug, Clone)]
pub struct Mastodon {
    pub(crate) shared: Arc<Shared>,
}

#[derive(Debug)]
pub(crate) struct Shared {
    state: Mutex<State>,
    changes: broadcast::Sender<Change>,
    version: watch::Sender<u64>,
    pub(crate) connections: Connections,
    pub(crate) streams: super::streaming::Streams,
    pub(crate) stop: CancellationToken,
    pub(crate) clock: SimClock,
    pub(crate) patience: Duration,
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
        let (out, changes) = {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            let out = deed(&mut state);
            (out, std::mem::take(&mut state.outbox))
        };
        for change in changes {
            // Nobody listening is fine.
            drop(self.changes.send(change));
        }
        self.version.send_modify(|version| *version += 1);
        out
    }

    /// Reads under the lock.
    pub(crate) fn read<T>(&self, with: impl FnOnce(&State) -> T) -> T {
        with(&self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    /// Resolves when anything changes after the call.
    pub(crate) fn versions(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }
}

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
        let state = Mutex::new(State::new(config, clock.clone(), seed, base));
        let changes = broadcast::channel(16_384).0;
        let version = watch::channel(0).0;
        let shared = Shared {
            state,
            changes,
            version,
            connections,
            streams: super::streaming::Streams::new(0),
            stop,
            clock,
            patience,
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

    /// The server's clock.
    pub fn clock(&self) -> &SimClock {
        &self.shared.clock
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

    /// Adds a fault.
    pub fn inject(&self, fault: Fault) -> FaultId {
        self.shared.act(|state| state.faults.inject(fault))
    }

    /// Removes one fault (requests that hang on it go on).
    pub fn clear_fault(&self, id: FaultId) {
        self.shared.act(|state| state.faults.clear(Some(id)));
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        self.shared.act(|state| state.faults.clear(None));
    }

    /// All faults with their counts.
    pub fn faults(&self) -> Vec<FaultState> {
        self.shared.read(|state| state.faults.states())
    }

    /// How often a fault happened; 0 when it was cleared.
    pub fn fault_hits(&self, id: FaultId) -> u32 {
        self.faults().iter().find(|state| state.id == id).map_or(0, |state| state.hits)
    }

    /// Breaks every open connection now, streams included.
    pub fn drop_connections(&self) {
        self.shared.connections.cut_all();
    }

    /// Everything that happened, in order.
    pub fn journal(&self) -> Vec<JournalEntry> {
        self.shared.read(|state| state.journal.clone())
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

    /// Waits until `look` finds something; looks again after every change, never sleeps.
    /// Gives up after the configured patience (10 s).
    pub async fn wait_for<T>(
        &self,
        mut look: impl FnMut(&Self) -> Option<T>,
    ) -> Result<T, SimError> {
        let mut versions = self.shared.versions();
        let patience = self.shared.patience;
        let search = async {
            loop {
                versions.borrow_and_update();
                if let Some(found) = look(self) {
                    return found;
                }
                if versions.changed().await.is_err() {
                    std::future::pending::<()>().await;
                }
            }
        };
        tokio::time::timeout(patience, search).await.map_err(|_| SimError::TimedOut(patience))
    }

    /// Waits until `holds` is true; see [`wait_for`](Self::wait_for).
    pub async fn wait_until(&self, mut holds: impl FnMut(&Self) -> bool) -> Result<(), SimError> {
        self.wait_for(|server| holds(server).then_some(())).await
    }

    /// The present instant on the server's clock.
    pub fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    pub(crate) fn who(&self, acct: &str) -> Result<Who, SimError> {
        let found = self.shared.read(|state| state.find_acct(acct));
        found.ok_or_else(|| SimError::NoSuchPerson(acct.to_owned()))
    }
}
