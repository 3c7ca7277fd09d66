//! Everything X knows, behind one lock; look-ups live here, changes in `deeds`.

use std::collections::{BTreeMap, HashMap, VecDeque};

use jiff::Timestamp;

use super::ids::Ids;
use super::limits::Windows;
use super::model::{
    Access, Chain, Code, Connection, DmEvent, Family, Media, Person, Refresh, Rule, Subscription,
    Version, Who,
};
use super::prices::Bill;
use super::{XClient, XConfig, XPost};
use crate::SimClock;
use crate::faults::{FaultKind, Faults, Occasion};
use crate::journal::{Effect, JournalEntry, RequestRecord, Via};
use crate::random::Random;

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) config: XConfig,
    pub(crate) clock: SimClock,
    /// `http://127.0.0.1:port`, without a slash at the end.
    pub(crate) base: String,
    pub(crate) ids: Ids,
    pub(crate) people: Vec<Person>,
    pub(crate) by_handle: HashMap<String, Who>,
    pub(crate) by_id: HashMap<u64, Who>,
    pub(crate) versions: BTreeMap<u64, Version>,
    pub(crate) chains: HashMap<u64, Chain>,
    pub(crate) media: HashMap<u64, Media>,
    pub(crate) dms: BTreeMap<u64, DmEvent>,
    pub(crate) clients: HashMap<String, XClient>,
    pub(crate) codes: HashMap<String, Code>,
    pub(crate) families: Vec<Family>,
    pub(crate) accesses: HashMap<String, Access>,
    pub(crate) refreshes: HashMap<String, Refresh>,
    /// App-only tokens and the client that each belongs to.
    pub(crate) bearers: HashMap<String, String>,
    /// How often a spent refresh token was sent.
    pub(crate) spent_sent: u32,
    pub(crate) rules: Vec<Rule>,
    pub(crate) subscriptions: Vec<Subscription>,
    pub(crate) streams: Vec<Connection>,
    pub(crate) windows: Windows,
    pub(crate) bill: Bill,
    pub(crate) faults: Faults,
    pub(crate) random: Random,
    pub(crate) journal: Vec<JournalEntry>,
    pub(crate) requests: VecDeque<RequestRecord>,
    /// How many there were.
    pub(crate) answered: u64,
    /// Changes that are told to streams once the lock is released.
    pub(crate) outbox: Vec<super::Change>,
}

crate::stand_in::kept!(State);

/// Who does something, and by which way.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    pub(crate) who: Who,
    pub(crate) via: Via,
    pub(crate) request_id: Option<String>,
}

impl Actor {
    /// Somebody on the square.
    pub(crate) fn person(who: Who) -> Self {
        Self { who, via: Via::Square, request_id: None }
    }
}

/// Why a post is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Absent {
    Deleted,
    Protected,
}

impl State {
    pub(crate) fn new(config: XConfig, clock: SimClock, seed: u64, base: &str) -> Self {
        let client = config.client.clone();
        Self {
            config,
            clock,
            base: base.to_owned(),
            ids: Ids::default(),
            people: Vec::new(),
            by_handle: HashMap::new(),
            by_id: HashMap::new(),
            versions: BTreeMap::new(),
            chains: HashMap::new(),
            media: HashMap::new(),
            dms: BTreeMap::new(),
            clients: HashMap::from([(client.id.clone(), client)]),
            codes: HashMap::new(),
            families: Vec::new(),
            accesses: HashMap::new(),
            refreshes: HashMap::new(),
            bearers: HashMap::new(),
            spent_sent: 0,
            rules: Vec::new(),
            subscriptions: Vec::new(),
            streams: Vec::new(),
            windows: Windows::default(),
            bill: Bill::default(),
            faults: Faults::seeded(seed ^ 0x58),
            random: Random::seeded(seed ^ 0x58),
            journal: Vec::new(),
            requests: VecDeque::new(),
            answered: 0,
            outbox: Vec::new(),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.platform_now()
    }

    pub(crate) fn next_id(&mut self) -> u64 {
        let now = self.now();
        self.ids.next(now)
    }

    pub(crate) fn person(&self, who: Who) -> &Person {
        &self.people[who]
    }

    pub(crate) fn find(&self, handle: &str) -> Option<Who> {
        let handle = handle.trim().trim_start_matches('@').to_lowercase();
        self.by_handle.get(&handle).copied()
    }

    pub(crate) fn find_id(&self, id: &str) -> Option<Who> {
        id.parse().ok().and_then(|id: u64| self.by_id.get(&id).copied())
    }

    /// The account that registered a client; its own reads are cheap.
    pub(crate) fn owner_of(&self, client: &str) -> Option<Who> {
        let owner = self.clients.get(client).and_then(|client| client.owner.clone());
        match owner {
            Some(handle) => self.find(&handle),
            None => self.people.iter().position(|person| person.spec.company),
        }
    }

    pub(crate) fn chain(&self, version: &Version) -> &Chain {
        &self.chains[&version.first]
    }

    /// A version that `viewer` may see; `None` for an id that never was.
    pub(crate) fn see(&self, viewer: Option<Who>, id: u64) -> Option<Result<&Version, Absent>> {
        let version = self.versions.get(&id)?;
        if self.chain(version).deleted.is_some() {
            return Some(Err(Absent::Deleted));
        }
        let shown = self.may_read(viewer, version.author);
        Some(if shown { Ok(version) } else { Err(Absent::Protected) })
    }

    pub(crate) fn visible(&self, viewer: Option<Who>, id: u64) -> Option<&Version> {
        self.see(viewer, id).and_then(Result::ok)
    }

    /// Whether `viewer` may read what `author` writes.
    pub(crate) fn may_read(&self, viewer: Option<Who>, author: Who) -> bool {
        let person = &self.people[author];
        !person.spec.protected
            || viewer.is_some_and(|who| who == author || person.followers.contains(&who))
    }

    /// Whether the author of a post "mentioned or quoted" an account, as the reply rule asks.
    pub(crate) fn summons(&self, version: &Version, account: Who) -> bool {
        let implied = self.config.implicit_mentions_summon && version.implied.contains(&account);
        let quoted = version.quote.and_then(|id| self.versions.get(&id));
        version.author == account
            || version.named.contains(&account)
            || implied
            || quoted.is_some_and(|quoted| quoted.author == account)
    }

    pub(crate) fn post(&self, version: &Version) -> XPost {
        let chain = self.chain(version);
        let handle = |who: &Who| self.people[*who].spec.handle.clone();
        let id = |id: &u64| id.to_string();
        XPost {
            id: version.id.to_string(),
            versions: chain.versions.iter().map(id).collect(),
            author: handle(&version.author),
            text: version.text.clone(),
            typed: version.text.chars().skip(version.prefix).collect(),
            reply_to: version.reply_to.as_ref().map(id),
            quote: version.quote.as_ref().map(id),
            conversation: version.conversation.to_string(),
            named: version.named.iter().map(handle).collect(),
            media: version.media.iter().map(id).collect(),
            created_at: version.created_at,
            deleted: chain.deleted.is_some(),
            hidden: chain.hidden,
            via_api: version.via_api,
        }
    }

    pub(crate) fn post_url(&self, version: &Version) -> String {
        format!("https://x.com/{}/status/{}", self.people[version.author].spec.handle, version.id)
    }

    pub(crate) fn record(&mut self, actor: &Actor, effect: Effect) {
        let by = Some(self.people[actor.who].spec.handle.clone());
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
        let account = who.map(|who| self.people[who].spec.handle.clone());
        self.faults.draw(Occasion { method, path, account: account.as_deref() }, wanted)
    }
}

/// `2026-07-24T21:05:48.000Z`
pub(crate) fn wire_time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string()
}
