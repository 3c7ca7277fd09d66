//! The envelope: data, includes, meta, errors; and what it costs.

use std::collections::BTreeSet;

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Spelling;
use super::auth::Caller;
use super::fields::{Wanted, newer};
use super::model::{Version, Who};
use super::prices::Priced;
use super::problem::{missing, not_authorized};
use super::render;
use super::state::{Absent, State};

/// An answer in the making.
#[derive(Debug)]
pub(crate) struct Envelope {
    viewer: Option<Who>,
    /// What a post of the answer itself costs.
    price: Priced,
    /// Whether it is charged; streams of events have a price of their own.
    charged: bool,
    users: BTreeSet<Who>,
    tweets: BTreeSet<u64>,
    media: BTreeSet<u64>,
    errors: Vec<Value>,
    wanted: Wanted,
}

impl Envelope {
    pub(crate) fn new(caller: &Caller, wanted: Wanted) -> Self {
        Self::for_viewer(caller.who(), wanted)
    }

    pub(crate) fn for_viewer(viewer: Option<Who>, wanted: Wanted) -> Self {
        Self {
            viewer,
            price: Priced::PostRead,
            charged: true,
            users: BTreeSet::new(),
            tweets: BTreeSet::new(),
            media: BTreeSet::new(),
            errors: Vec::new(),
            wanted,
        }
    }

    /// The owner of the app reads what is their own.
    pub(crate) fn owned(mut self, owned: bool) -> Self {
        if owned {
            self.price = Priced::OwnedRead;
        }
        self
    }

    pub(crate) fn free(mut self) -> Self {
        self.charged = false;
        self
    }

    /// A post as data, with what it refers to noted for `includes`.
    pub(crate) fn tweet(&mut self, state: &mut State, version: &Version) -> Value {
        if self.charged {
            state.bill.read(state.clock.platform_now(), "post", version.first, self.price);
        }
        if self.wanted.expands("author_id") {
            self.users.insert(version.author);
        }
        if self.wanted.expands("attachments.media_keys") {
            self.media.extend(&version.media);
        }
        if self.wanted.expands("edit_history_tweet_ids") {
            self.tweets.extend(&state.chain(version).versions);
        }
        if self.wanted.expands("entities.mentions.username") {
            self.users.extend(version.named.iter().chain(&version.implied));
        }
        if self.wanted.expands("in_reply_to_user_id") {
            let parent = version.reply_to.and_then(|id| state.versions.get(&id));
            self.users.extend(parent.map(|parent| parent.author));
        }
        for id in version.reply_to.into_iter().chain(version.quote) {
            self.refer(state, id);
        }
        render::tweet(state, version, &self.wanted)
    }

    fn refer(&mut self, state: &State, id: u64) {
        if !self.wanted.expands("referenced_tweets.id") {
            return;
        }
        match state.see(self.viewer, id) {
            Some(Ok(version)) => {
                self.tweets.insert(id);
                if self.wanted.expands("referenced_tweets.id.author_id") {
                    self.users.insert(version.author);
                }
                if self.wanted.expands("referenced_tweets.id.attachments.media_keys") {
                    self.media.extend(&version.media);
                }
            }
            absent => self.absent(absent.and_then(Result::err), "referenced_tweets.id", id),
        }
    }

    /// Notes a post that cannot be shown.
    pub(crate) fn absent(&mut self, why: Option<Absent>, parameter: &str, id: u64) {
        let id = id.to_string();
        let error = match why {
            Some(Absent::Protected) => not_authorized("tweet", parameter, &id),
            _ => missing("tweet", parameter, &id),
        };
        if !self.errors.contains(&error) {
            self.errors.push(error);
        }
    }

    pub(crate) fn no_user(&mut self, parameter: &str, value: &str) {
        self.errors.push(missing("user", parameter, value));
    }

    /// A person as data.
    pub(crate) fn user(&self, state: &mut State, who: Who) -> Value {
        let now = state.now();
        state.bill.read(now, "user", state.person(who).id, Priced::UserRead);
        render::user(state, who, &self.wanted)
    }

    /// A private message as data.
    pub(crate) fn dm(&mut self, state: &mut State, id: u64) -> Value {
        let now = state.now();
        state.bill.read(now, "dm", id, Priced::DmRead);
        let event = &state.dms[&id];
        if self.wanted.expands("sender_id") {
            self.users.insert(event.sender);
        }
        if self.wanted.expands("participant_ids") {
            self.users.extend([event.sender, event.recipient]);
        }
        if self.wanted.expands("attachments.media_keys") {
            self.media.extend(&event.media);
        }
        render::dm(state, event, &self.wanted)
    }

    /// `includes` and `errors` of what was noted.
    pub(crate) fn close(mut self, state: &mut State, body: &mut Value) {
        let now = state.now();
        if self.charged {
            for id in &self.tweets {
                let first = state.versions[id].first;
                state.bill.read(now, "post", first, Priced::PostRead);
            }
            for who in &self.users {
                let id = state.person(*who).id;
                state.bill.read(now, "user", id, Priced::UserRead);
            }
        }
        let mut includes = json!({});
        if !self.users.is_empty() {
            let one = |who: &Who| render::user(state, *who, &self.wanted);
            includes["users"] = self.users.iter().map(one).collect();
        }
        if !self.tweets.is_empty() {
            let one = |id: &u64| render::tweet(state, &state.versions[id], &self.wanted);
            includes["tweets"] = self.tweets.iter().map(one).collect();
        }
        if !self.media.is_empty() {
            let known = self.media.iter().filter_map(|id| state.media.get(id));
            includes["media"] = known.map(|one| render::media(state, one, &self.wanted)).collect();
        }
        if includes.as_object().is_some_and(|fields| !fields.is_empty()) {
            body["includes"] = includes;
        }
        if !self.errors.is_empty() {
            body["errors"] = json!(std::mem::take(&mut self.errors));
        }
        respell(state, body);
    }

    /// One thing, or the errors about it.
    pub(crate) fn one(self, state: &mut State, data: Option<Value>) -> Response {
        let mut body = json!({});
        if let Some(data) = data {
            body["data"] = data;
        }
        self.close(state, &mut body);
        Json(body).into_response()
    }

    /// Several; `data` is absent when there are none.
    pub(crate) fn many(self, state: &mut State, data: Vec<Value>, meta: Option<Value>) -> Response {
        let mut body = json!({});
        if !data.is_empty() {
            body["data"] = Value::Array(data);
        }
        if let Some(meta) = meta {
            body["meta"] = meta;
        }
        self.close(state, &mut body);
        Json(body).into_response()
    }
}

/// In the configured spelling.
pub(crate) fn respell(state: &State, body: &mut Value) {
    if state.config.spelling == Spelling::Posts {
        newer(body);
    }
}
