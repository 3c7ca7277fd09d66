//! An engine on a throw-away store, with one account and two agents.

use std::{sync::Arc, time::Duration};

use gerne_connector::Form;
use gerne_domain::{
    AccountId, AgentId, Clock as _, Conversation, ConversationId, Delivery, DeliveryState, Event,
    ExternalId, Message, Role, Scope, TeamId, Timestamp, time::ManualClock,
};
use gerne_store::{ConversationFilter, Order, Page, Store};

use super::scripted::Scripted;
use crate::{
    Caller, Engine, EngineConfig, LeaseConfig, Registry, Tasks, V7,
    verbs::{ConnectionStep, NewAgent, NewReply, TeamChange, Written},
};

pub(super) struct Stage {
    pub(super) engine: Engine,
    pub(super) platform: Scripted,
    pub(super) clock: ManualClock,
    pub(super) account: AccountId,
    pub(super) anna: Caller,
    pub(super) jonas: Caller,
    keys: std::sync::atomic::AtomicU32,
}

impl Stage {
    /// Everything is there, nothing runs yet.
    pub(super) async fn set() -> Self {
        let store = Store::open_in_memory().await.unwrap();
        Self::on(store, Scripted::new(), "2026-11-02T09:00:00Z".parse().unwrap()).await
    }

    pub(super) async fn on(store: Store, platform: Scripted, now: Timestamp) -> Self {
        let clock = ManualClock::new(now);
        let ids = Arc::new(V7::new(Arc::new(clock.clone())));
        let config = EngineConfig {
            disclosure: crate::Disclosure::default(),
            public_url: "https://care.example.org".parse().unwrap(),
            media_cap: 1_000_000,
            recheck_every: Duration::from_mins(10),
            lease: LeaseConfig { alone: true, ..LeaseConfig::default() },
            node_name: "here".to_owned(),
            erasure_list: None,
        };
        let registry = Registry::new([Arc::new(platform.clone()) as _]);
        let engine =
            Engine::new(store, registry, Arc::new(clock.clone()), ids, config, Tasks::default());
        let team = engine.add_team(None, "Team").await.unwrap().value;
        let form = Form::default();
        let url = "https://care.example.org/callback".parse().unwrap();
        let step = engine.connect_begin(None, "scripted", &form, &url).await.unwrap();
        let ConnectionStep::Done(connection) = step else { panic!("no browser is needed") };
        let account = connection.account;
        let change = TeamChange { accounts: Some(vec![account]), ..TeamChange::default() };
        engine.change_team(None, team, change).await.unwrap();
        let anna =
            add(&engine, "anna@example.org", "Anna Albrecht", Role::Lead, team, account).await;
        let jonas =
            add(&engine, "jonas@example.org", "Jonas Dietz", Role::Agent, team, account).await;
        let keys = std::sync::atomic::AtomicU32::new(0);
        Self { engine, platform, clock, account, anna, jonas, keys }
    }

    /// Another engine on the same store: another node, or the same one after a restart.
    pub(super) fn another(&self, lease: LeaseConfig) -> Engine {
        let clock = Arc::new(self.clock.clone());
        let ids = Arc::new(V7::new(Arc::new(self.clock.clone())));
        let config = EngineConfig { lease, ..self.engine.inner.config.clone() };
        let registry = Registry::new([Arc::new(self.platform.clone()) as _]);
        Engine::new(self.engine.store().clone(), registry, clock, ids, config, Tasks::default())
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Moves time on, and lets whoever waited for it work until everything waits again.
    pub(super) fn pass(&self, span: Duration) {
        self.clock.advance(span);
    }

    /// Waits until `look` finds something; looks again after each event. What it found is then in the
    /// log's memory too, which a commit reaches a moment after the database: a reply that is written
    /// next has seen it.
    pub(super) async fn until<T>(&self, look: impl AsyncFnMut(&Self) -> Option<T>) -> T {
        self.in_time(look).await.expect("it happens in time")
    }

    async fn in_time<T>(&self, mut look: impl AsyncFnMut(&Self) -> Option<T>) -> Option<T> {
        let log = self.engine.store().log();
        let search = async {
            loop {
                let head = log.head();
                if let Some(found) = look(self).await {
                    let there = self.engine.store().read().await.unwrap().log_head().await.unwrap();
                    log.wait_beyond(there - 1).await;
                    return found;
                }
                // Some changes tell nobody (a cursor moved): look again soon as well.
                drop(tokio::time::timeout(Duration::from_millis(20), log.wait_beyond(head)).await);
            }
        };
        tokio::time::timeout(Duration::from_secs(20), search).await.ok()
    }

    pub(super) async fn message(&self, external: &str) -> Message {
        let external = ExternalId::from(external);
        self.until(async |stage| {
            let mut db = stage.engine.store().read().await.unwrap();
            db.message_by_external(stage.account, &external).await.unwrap()
        })
        .await
    }

    /// The conversation that a message stands in.
    pub(super) async fn matter(&self, external: &str) -> Conversation {
        let id = self.message(external).await.conversation_id.expect("it belongs to a matter");
        self.conversation(id).await
    }

    pub(super) async fn conversation(&self, id: ConversationId) -> Conversation {
        let mut db = self.engine.store().read().await.unwrap();
        db.conversation(id).await.unwrap().expect("it is there")
    }

    pub(super) async fn open_conversations(&self) -> Vec<Conversation> {
        let mut db = self.engine.store().read().await.unwrap();
        let filter = ConversationFilter::default();
        let scope = Scope::Everything;
        db.list_conversations(&filter, &scope, Order::Recent, &Page::first(100))
            .await
            .unwrap()
            .items
    }

    pub(super) async fn delivery(&self, written: Written, state: DeliveryState) -> Delivery {
        let mut last = None;
        let found = self.in_time(async |stage| {
            let mut db = stage.engine.store().read().await.unwrap();
            let found = db.delivery(written.delivery).await.unwrap().unwrap();
            last = Some(found.clone());
            (found.state == state).then_some(found)
        });
        if let Some(found) = found.await {
            return found;
        }
        let mut db = self.engine.store().read().await.unwrap();
        let account = db.account(self.account).await.unwrap();
        let health = self.engine.health(self.account);
        panic!("not {state:?} at {}: {last:#?}, {health:?}, {account:#?}", self.now());
    }

    /// Waits until the platform's no to our credentials is written down.
    pub(super) async fn disconnected(&self) {
        self.until(async |stage| {
            let mut db = stage.engine.store().read().await.unwrap();
            let account = db.account(stage.account).await.unwrap().unwrap();
            (account.status == gerne_domain::AccountStatus::Disconnected).then_some(())
        })
        .await;
    }

    pub(super) async fn events(&self) -> Vec<Event> {
        self.engine.store().read().await.unwrap().events_after(0, 10_000).await.unwrap()
    }

    pub(super) fn reply(&self, text: &str) -> NewReply {
        let key = self.keys.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        NewReply {
            key: format!("key-{key}"),
            in_reply_to: None,
            text: text.to_owned(),
            visibility: None,
            content_warning: None,
            language: None,
            media: Vec::new(),
            also_to: Vec::new(),
            letter: crate::verbs::NewLetter::default(),
            seen: self.engine.store().log().head(),
            send_anyway: false,
            resolve: false,
            in_public: None,
            hinted: Vec::new(),
            asked: None,
            promises: Vec::new(),
        }
    }

    /// Answers, and lets the undo window pass.
    pub(super) async fn answers(&self, id: ConversationId, text: &str) -> Written {
        let reply = self.reply(text);
        let written = self.engine.reply(&self.anna, id, reply).await.unwrap().value;
        self.pass(Duration::from_secs(7));
        written
    }
}

/// An admin without teams, as they are invited.
pub(super) fn somebody(name: &str) -> NewAgent {
    NewAgent {
        login: format!("{name}@example.org"),
        name: name.to_owned(),
        public_name: String::new(),
        role: Role::Admin,
        teams: Vec::new(),
        language: "de".to_owned(),
    }
}

async fn add(
    engine: &Engine,
    login: &str,
    name: &str,
    role: Role,
    team: TeamId,
    account: AccountId,
) -> Caller {
    let new = NewAgent {
        login: login.to_owned(),
        name: name.to_owned(),
        public_name: String::new(),
        role,
        teams: vec![team],
        language: "de".to_owned(),
    };
    let agent: AgentId = engine.add_agent(None, new, None).await.unwrap().value;
    Caller { agent, role, scope: Scope::Of { teams: vec![team], accounts: vec![account] } }
}
