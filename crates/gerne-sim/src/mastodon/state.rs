//! Everything the server knows, behind one lock; look-ups live here, changes in `deeds`.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use jiff::Timestamp;

use super::model::{Account, App, Code, Media, Notification, Status, Token, Who};
use super::{Change, MastodonConfig, Post, Visibility};
use crate::SimClock;
use crate::faults::{FaultKind, Faults, Occasion};
use crate::journal::{Effect, JournalEntry, RequestRecord, Via};
use crate::random::Random;

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) config: MastodonConfig,
    pub(crate) clock: SimClock,
    /// `http://127.0.0.1:port`, without a slash at the end.
    pub(crate) base: String,
    pub(crate) streaming_base: String,
    pub(crate) accounts: Vec<Account>,
    pub(crate) by_acct: HashMap<String, Who>,
    /// (follower, followed)
    pub(crate) follows: BTreeSet<(Who, Who)>,
    pub(crate) statuses: BTreeMap<u128, Status>,
    /// Id of a status to the ids of its direct answers.
    pub(crate) replies: HashMap<String, Vec<String>>,
    /// Id of a status to the ids of those that quote it.
    pub(crate) quotes: HashMap<String, Vec<String>>,
    pub(crate) notifications: Vec<BTreeMap<u128, Notification>>,
    pub(crate) next_notification: u64,
    pub(crate) media: HashMap<String, Media>,
    pub(crate) apps: HashMap<String, App>,
    pub(crate) codes: HashMap<String, Code>,
    pub(crate) tokens: HashMap<String, Token>,
    /// (author, key) to what it made and when.
    pub(crate) keys: HashMap<(Who, String), (String, Timestamp)>,
    pub(crate) read_conversations: BTreeSet<(Who, String)>,
    pub(crate) windows: HashMap<String, (Timestamp, u32)>,
    pub(crate) faults: Faults,
    pub(crate) random: Random,
    pub(crate) journal: Vec<JournalEntry>,
    pub(crate) requests: VecDeque<RequestRecord>,
    /// Changes that are told to streams once the lock is released.
    pub(crate) outbox: Vec<Change>,
}

crate::stand_in::kept!(State);

/// Who does something, and by which way.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    pub(crate) who: Who,
    pub(crate) via: Via,
    pub(crate) request_id: Option<String>,
    pub(crate) application: Option<String>,
}

impl Actor {
    /// Somebody on the square.
    pub(crate) fn person(who: Who) -> Self {
        Self { who, via: Via::Square, request_id: None, application: None }
    }
}

impl State {
    pub(crate) fn new(config: MastodonConfig, clock: SimClock, seed: u64, base: &str) -> Self {
        Self {
            config,
            clock,
            base: base.to_owned(),
            streaming_base: base.to_owned(),
            accounts: Vec::new(),
            by_acct: HashMap::new(),
            follows: BTreeSet::new(),
            statuses: BTreeMap::new(),
            replies: HashMap::new(),
            quotes: HashMap::new(),
            notifications: Vec::new(),
            next_notification: 1,
            media: HashMap::new(),
            apps: HashMap::new(),
            codes: HashMap::new(),
            tokens: HashMap::new(),
            keys: HashMap::new(),
            read_conversations: BTreeSet::new(),
            windows: HashMap::new(),
            faults: Faults::seeded(seed),
            random: Random::seeded(seed),
            journal: Vec::new(),
            requests: VecDeque::new(),
            outbox: Vec::new(),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.platform_now()
    }

    /// `127.0.0.1:port`, or what it calls itself.
    pub(crate) fn domain(&self) -> &str {
        if let Some(domain) = &self.config.domain {
            return domain;
        }
        self.base.split_once("://").map_or(self.base.as_str(), |(_, host)| host)
    }

    pub(crate) fn account(&self, who: Who) -> &Account {
        &self.accounts[who]
    }

    /// By `user`, `user@host`, `@user…`; our own host may be named.
    pub(crate) fn find_acct(&self, acct: &str) -> Option<Who> {
        let acct = acct.trim().trim_start_matches('@').to_lowercase();
        let (name, host) = match acct.split_once('@') {
            Some((name, host)) if host == self.domain() => (name, None),
            Some((name, host)) => (name, Some(host)),
            None => (acct.as_str(), None),
        };
        let key = host.map_or_else(|| name.to_owned(), |host| format!("{name}@{host}"));
        self.by_acct.get(&key).copied()
    }

    pub(crate) fn find_account_id(&self, id: &str) -> Option<Who> {
        self.accounts.iter().position(|account| account.id == id)
    }

    /// A mention as written: a bare name may also mean somebody whose host the writer left out
    /// because it is the writer's own.
    pub(crate) fn find_mention(&self, by: Who, name: &str, host: Option<&str>) -> Option<Who> {
        if let Some(host) = host {
            return self.find_acct(&format!("{name}@{host}"));
        }
        let neighbour = self.accounts[by].host.as_ref();
        neighbour
            .and_then(|host| self.find_acct(&format!("{name}@{host}")))
            .or_else(|| self.find_acct(name))
    }

    /// A status that still exists.
    pub(crate) fn status(&self, id: &str) -> Option<&Status> {
        self.any_status(id).filter(|status| !status.deleted)
    }

    /// A status, deleted ones included.
    pub(crate) fn any_status(&self, id: &str) -> Option<&Status> {
        let rank = self.config.flavour.rank(id);
        self.statuses.get(&rank).filter(|status| status.id == id)
    }

    pub(crate) fn status_mut(&mut self, id: &str) -> Option<&mut Status> {
        let rank = self.config.flavour.rank(id);
        self.statuses.get_mut(&rank).filter(|status| status.id == id && !status.deleted)
    }

    /// A status that exists and that `viewer` may see.
    pub(crate) fn visible(&self, viewer: Option<Who>, id: &str) -> Option<&Status> {
        self.status(id).filter(|status| self.may_see(viewer, status))
    }

    pub(crate) fn may_see(&self, viewer: Option<Who>, status: &Status) -> bool {
        let named = |who: Who| status.author == who || status.mentions.contains(&who);
        match status.visibility {
            Visibility::Public | Visibility::Unlisted => true,
            Visibility::Private => {
                viewer.is_some_and(|who| named(who) || self.follows.contains(&(who, status.author)))
            }
            Visibility::Direct => viewer.is_some_and(named),
        }
    }

    pub(crate) fn ancestors(&self, viewer: Option<Who>, id: &str) -> Vec<&Status> {
        let mut found = Vec::new();
        let mut next = self.status(id).and_then(|status| status.in_reply_to.clone());
        while let Some(status) = next.take().and_then(|id| self.any_status(&id)) {
            next.clone_from(&status.in_reply_to);
            if !status.deleted && self.may_see(viewer, status) {
                found.push(status);
            }
        }
        found.reverse();
        found
    }

    /// Answers and answers to them, depth first.
    pub(crate) fn descendants(&self, viewer: Option<Who>, id: &str) -> Vec<&Status> {
        let mut found = Vec::new();
        let mut stack: Vec<&str> = self.answer_ids(id).rev().collect();
        while let Some(id) = stack.pop() {
            if let Some(status) = self.visible(viewer, id) {
                found.push(status);
            }
            stack.extend(self.answer_ids(id).rev());
        }
        found
    }

    /// The first status of the thread.
    pub(crate) fn root<'a>(&'a self, status: &'a Status) -> &'a Status {
        let mut root = status;
        while let Some(parent) = root.in_reply_to.as_deref().and_then(|id| self.any_status(id)) {
            root = parent;
        }
        root
    }

    /// The statuses that quote this one.
    pub(crate) fn quotes_of(&self, id: &str) -> impl Iterator<Item = &Status> {
        self.quotes.get(id).into_iter().flatten().filter_map(|id| self.status(id))
    }

    fn answer_ids(&self, id: &str) -> impl DoubleEndedIterator<Item = &str> {
        self.replies.get(id).into_iter().flatten().map(String::as_str)
    }

    pub(crate) fn post(&self, status: &Status) -> Post {
        let acct = |who: &Who| self.accounts[*who].acct();
        Post {
            id: status.id.clone(),
            uri: self.status_uri(status),
            url: self.status_url(status),
            author: acct(&status.author),
            text: status.text.clone(),
            html: status.html.clone(),
            spoiler_text: status.spoiler_text.clone(),
            visibility: status.visibility,
            language: status.language.clone(),
            in_reply_to: status.in_reply_to.clone(),
            quote: status.quote.clone(),
            mentions: status.mentions.iter().map(acct).collect(),
            media: status.media.clone(),
            created_at: status.created_at,
            edited_at: status.edited_at,
            deleted: status.deleted,
            favourited_by: status.favourites.iter().map(acct).collect(),
            idempotency_key: status.idempotency_key.clone(),
            application: status.application.clone(),
        }
    }

    pub(crate) fn status_uri(&self, status: &Status) -> String {
        format!("{}/statuses/{}", self.accounts[status.author].uri(&self.base), status.id)
    }

    pub(crate) fn status_url(&self, status: &Status) -> String {
        format!("{}/{}", self.accounts[status.author].url(&self.base), status.id)
    }

    pub(crate) fn record(&mut self, actor: &Actor, effect: Effect) {
        let by = Some(self.accounts[actor.who].acct());
        self.record_as(by, actor.via, actor.request_id.clone(), effect);
    }

    pub(crate) fn record_as(
        &mut self,
        by: Option<String>,
        via: Via,
        request_id: Option<String>,
        effect: Effect,
    ) {
        let seq = u64::try_from(self.journal.len()).unwrap_or(u64::MAX) + 1;
        let at = self.clock.now();
        self.journal.push(JournalEntry { seq, at, via, by, request_id, effect });
    }

    /// Draws the faults of some kinds for an occasion.
    pub(crate) fn draw(
        &mut self,
        method: &str,
        path: &str,
        who: Option<Who>,
        wanted: fn(&FaultKind) -> bool,
    ) -> Vec<(crate::FaultId, FaultKind)> {
        let account = who.map(|who| self.accounts[who].acct());
        self.faults.draw(Occasion { method, path, account: account.as_deref() }, wanted)
    }
}
