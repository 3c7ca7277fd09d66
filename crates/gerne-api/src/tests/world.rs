//! Two teams with an account each, people in all roles, and something to answer.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{Router, body::Body};
use gerne_connector::Platform as _;
use gerne_domain::{
    Account, AccountId, AccountSettings, AccountStatus, Actor, Agent, AgentId, Availability,
    Clock as _, Conversation, ConversationId, Customer, CustomerId, Direction, EventKind,
    ExternalId, IdSource, Identity, IdentityId, Inbound, Letter, Message, MessageId, NewEvent,
    Platform, PublicFace, Role, SessionId, Team, TeamId, ThreadId, Timestamp, Visibility,
    event::Audience, time::ManualClock,
};
use gerne_engine::{Engine, EngineConfig, Registry, Tasks, V7};
use gerne_store::{
    Session, SessionKind, Store, StoreConfig, StoreError, StoreKey, Tx, testing::Fresh,
};
use http::{Method, Request, StatusCode, header};
use serde_json::Value;
use tower::ServiceExt as _;

use super::paper::Paper;
use crate::{ApiConfig, ApiState, router, secret, wire::words};

pub(super) const PASSWORD: &str = "correct horse battery";

/// Everything.
pub(super) struct World {
    pub(super) api: ApiState,
    pub(super) clock: ManualClock,
    pub(super) router: Router,
    pub(super) ours: Account,
    pub(super) theirs: Account,
    pub(super) team: TeamId,
    pub(super) other_team: TeamId,
    pub(super) agent: Person,
    pub(super) lead: Person,
    pub(super) admin: Person,
    pub(super) stranger: Person,
    counter: AtomicU64,
    /// Gone with the rest.
    _fresh: Option<Fresh>,
}

/// Somebody with a token.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) id: AgentId,
    pub(super) token: String,
}

/// Something that a customer wrote.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub(super) conversation: ConversationId,
    pub(super) message: MessageId,
    pub(super) customer: CustomerId,
    pub(super) identity: IdentityId,
    pub(super) thread: ThreadId,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: http::HeaderMap,
    pub(super) bytes: bytes::Bytes,
}

impl Reply {
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| {
            panic!("{}: not JSON: {:?}", self.status, String::from_utf8_lossy(&self.bytes))
        })
    }

    /// The JSON of a success.
    pub(super) fn ok(&self) -> Value {
        let text = String::from_utf8_lossy(&self.bytes);
        assert!(self.status.is_success(), "{}: {text}", self.status);
        if self.bytes.is_empty() { Value::Null } else { self.json() }
    }

    /// The status and code of a problem.
    pub(super) fn problem(&self) -> (u16, String) {
        let code = self.json()["code"].as_str().unwrap_or_default().to_owned();
        (self.status.as_u16(), code)
    }

    pub(super) fn seq(&self) -> i64 {
        self.headers["x-gerne-seq"].to_str().unwrap().parse().unwrap()
    }
}

impl World {
    pub(super) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(super) async fn with(adjust: impl FnOnce(&mut ApiConfig)) -> Self {
        gerne_webapi::install_tls();
        let clock = ManualClock::new("2026-11-21T09:00:00Z".parse().unwrap());
        let (store, fresh) = house().await;
        let ids = Arc::new(V7::new(Arc::new(clock.clone())));
        let url: url::Url = "https://care.example".parse().unwrap();
        let config = EngineConfig {
            disclosure: gerne_engine::Disclosure::default(),
            public_url: url.clone(),
            media_cap: 1 << 20,
            recheck_every: std::time::Duration::from_mins(10),
            lease: gerne_engine::LeaseConfig { alone: true, ..Default::default() },
            node_name: "here".to_owned(),
            erasure_list: None,
        };
        let registry =
            Registry::new([Arc::new(Paper::default()) as Arc<dyn gerne_connector::Platform>]);
        assert_eq!(Paper::default().profile().platform, "paper");
        let time = Arc::new(clock.clone());
        let engine = Engine::new(store, registry, time, ids, config, Tasks::default());
        let mut config = ApiConfig::new(url);
        config.company = "Nordlicht".to_owned();
        adjust(&mut config);
        let api = ApiState::new(engine, config);
        api.start();
        let seed = Seed::plant(&api).await;
        Self {
            router: router(api.clone()),
            clock,
            ours: seed.accounts[0].clone(),
            theirs: seed.accounts[1].clone(),
            team: seed.teams[0],
            other_team: seed.teams[1],
            agent: seed.people[0].clone(),
            lead: seed.people[1].clone(),
            admin: seed.people[2].clone(),
            stranger: seed.people[3].clone(),
            counter: AtomicU64::new(0),
            api,
            _fresh: fresh,
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A word that was not used before.
    pub(super) fn fresh(&self) -> String {
        format!("w{}", self.counter.fetch_add(1, Ordering::Relaxed))
    }

    /// A new customer writes to an account.
    pub(super) async fn said(&self, account: &Account, text: &str) -> Said {
        let ids = Arc::clone(self.api.engine.ids());
        let said = Said {
            conversation: ConversationId::new(&*ids),
            message: MessageId::new(&*ids),
            customer: CustomerId::new(&*ids),
            identity: IdentityId::new(&*ids),
            thread: ThreadId::new(&*ids),
        };
        let (account, text, now, word) =
            (account.clone(), text.to_owned(), self.now(), self.fresh());
        self.write(move |tx| {
            Box::pin(async move { customer_writes(tx, said, &account, &text, &word, now).await })
        })
        .await;
        said
    }

    /// The same customer writes again.
    pub(super) async fn said_more(&self, before: Said, text: &str) -> MessageId {
        let id = MessageId::new(&**self.api.engine.ids());
        let (account, text, now, word) =
            (self.ours.clone(), text.to_owned(), self.now(), self.fresh());
        self.write(move |tx| {
            Box::pin(async move {
                let said = Said { message: id, ..before };
                let message = message(said, &account, &text, &word, now);
                tx.insert_message(&message).await?;
                let team = tx.conversation(before.conversation).await?.and_then(|c| c.team_id);
                tx.emit(received(said, account.id, team, now));
                Ok(())
            })
        })
        .await;
        id
    }

    /// A letter of the same customer that opened a matter of its own.
    pub(super) async fn letter(&self, before: Said, subject: &str, letter: Letter) -> Said {
        let ids = Arc::clone(self.api.engine.ids());
        let said = Said {
            conversation: ConversationId::new(&*ids),
            message: MessageId::new(&*ids),
            thread: ThreadId::new(&*ids),
            ..before
        };
        let (account, now, word) = (self.ours.clone(), self.now(), self.fresh());
        let (id, team) = (said.conversation, account.teams.first().copied());
        let mut matter = Conversation::begin(id, said.customer, account.id, team, now);
        matter.subject = Some(subject.to_owned());
        matter.status = gerne_domain::Status::Open;
        let mut message = message(said, &account, "Guten Tag", &word, now);
        message.subject.clone_from(&matter.subject);
        message.letter = Some(Box::new(letter));
        self.write(move |tx| {
            Box::pin(async move {
                tx.insert_conversation(&matter).await?;
                let thread = ExternalId(format!("thread-{word}"));
                tx.insert_thread(said.thread, account.id, &thread, Some(id), now).await?;
                tx.insert_message(&message).await.map(drop)
            })
        })
        .await;
        said
    }

    /// As if a day had passed for first answers.
    pub(super) async fn forget_answers(&self) {
        self.write(|tx| {
            Box::pin(async { tx.purge_remembered(gerne_domain::Timestamp::MAX).await.map(drop) })
        })
        .await;
    }

    pub(super) async fn write<F>(&self, command: F) -> i64
    where
        F: for<'t> FnOnce(
                &'t mut Tx<'_>,
            )
                -> futures_util::future::BoxFuture<'t, Result<(), StoreError>>
            + Send
            + 'static,
    {
        self.api.store.write(command).await.unwrap().1
    }

    /// A request as a program with somebody's token.
    pub(super) async fn call(
        &self,
        who: &Person,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> Reply {
        let mut request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).unwrap())
            .uri(format!("/api/v1{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", who.token));
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or(Body::empty(), |body| Body::from(body.to_string()));
        self.send(request.body(body).unwrap()).await
    }

    pub(super) async fn get(&self, who: &Person, path: &str) -> Value {
        self.call(who, "GET", path, None).await.ok()
    }

    /// Any request.
    pub(super) async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Reply { status: parts.status, headers: parts.headers, bytes }
    }
}

/// On PostgreSQL where a server is named (`scripts/test-postgres.sh`), else on SQLite.
async fn house() -> (Store, Option<Fresh>) {
    let Some(fresh) = Fresh::with_schema().await else {
        return (Store::open_in_memory().await.unwrap(), None);
    };
    let key = StoreKey { id: "throw-away".to_owned(), bytes: [7; 32] };
    let mut config = StoreConfig::new(fresh.url(), "", vec![key]);
    config.durable = false;
    config.readers = 4;
    (Store::open(&config).await.unwrap(), Some(fresh))
}

/// A fixed word for each, so that tests read well.
struct Seed {
    accounts: Vec<Account>,
    teams: Vec<TeamId>,
    people: Vec<Person>,
}

impl Seed {
    async fn plant(api: &ApiState) -> Self {
        let ids = Arc::clone(api.engine.ids());
        let now = api.now();
        let teams: Vec<Team> = ["Versand", "Technik"]
            .map(|name| Team { id: TeamId::new(&*ids), name: name.to_owned() })
            .into();
        let accounts: Vec<Account> = [("nordlicht", 0), ("südlicht", 1)]
            .map(|(name, i)| account(&*ids, name, teams[i].id, now))
            .into();
        let people: Vec<(Agent, String)> = [
            ("anna", Role::Agent, vec![teams[0].id]),
            ("lena", Role::Lead, vec![teams[0].id]),
            ("ada", Role::Admin, vec![]),
            ("otto", Role::Lead, vec![teams[1].id]),
        ]
        .into_iter()
        .map(|(name, role, teams)| (agent(&*ids, name, role, teams), secret::token()))
        .collect();
        let seed = Self {
            teams: teams.iter().map(|team| team.id).collect(),
            accounts: accounts.clone(),
            people: people
                .iter()
                .map(|(agent, token)| Person { id: agent.id, token: token.clone() })
                .collect(),
        };
        let planted: Result<((), i64), StoreError> = api
            .store
            .write(move |tx| {
                Box::pin(async move {
                    for team in &teams {
                        tx.insert_team(team).await?;
                    }
                    for account in &accounts {
                        tx.insert_account(account).await?;
                    }
                    for (agent, token) in &people {
                        tx.insert_agent(agent, now).await?;
                        let session = session(&*ids, agent.id, now);
                        tx.insert_session(&session, &secret::hash(token)).await?;
                    }
                    Ok(())
                })
            })
            .await;
        planted.unwrap();
        seed
    }
}

fn session(ids: &dyn IdSource, agent_id: AgentId, now: Timestamp) -> Session {
    Session {
        id: SessionId::new(ids),
        agent_id,
        kind: SessionKind::Program,
        label: "test".to_owned(),
        created_at: now,
        seen_at: now,
        expires_at: None,
    }
}

fn agent(ids: &dyn IdSource, name: &str, role: Role, teams: Vec<TeamId>) -> Agent {
    Agent {
        id: AgentId::new(ids),
        login: format!("{name}@care.example"),
        name: format!("{name} Albrecht"),
        face: PublicFace { name: name.to_owned(), ..PublicFace::default() },
        role,
        language: "de".to_owned(),
        availability: Availability::Available,
        teams,
        disabled_at: None,
    }
}

fn account(ids: &dyn IdSource, name: &str, team: TeamId, now: Timestamp) -> Account {
    Account {
        id: AccountId::new(ids),
        platform: Platform::from("paper"),
        external_id: ExternalId::from(name),
        handle: format!("@{name}"),
        name: name.to_owned(),
        base_url: "https://paper.example".to_owned(),
        avatar_url: None,
        status: AccountStatus::Connected,
        problem: None,
        status_since: now,
        connected_at: now,
        settings: AccountSettings::default(),
        facts: Value::Null,
        teams: vec![team],
    }
}

async fn customer_writes(
    tx: &mut Tx<'_>,
    said: Said,
    account: &Account,
    text: &str,
    word: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let customer = Customer {
        id: said.customer,
        name: format!("Kundin {word}"),
        language: None,
        address: None,
        about: String::new(),
        blocked_at: None,
        created_at: now,
    };
    tx.insert_customer(&customer).await?;
    let identity = Identity {
        id: said.identity,
        customer_id: said.customer,
        platform: account.platform.clone(),
        external_id: ExternalId::from(word),
        handle: format!("{word}@example.social"),
        name: customer.name.clone(),
        avatar_url: Some(format!("https://example.social/{word}.png")),
        profile_url: None,
        unreachable: None,
    };
    tx.upsert_identity(&identity).await?;
    let team = account.teams.first().copied();
    let mut conversation =
        Conversation::begin(said.conversation, said.customer, account.id, team, now);
    let inbound = Inbound { waits_from: now, wants_answer: true };
    conversation.received(inbound);
    let due = |since| {
        gerne_domain::time::after(
            since,
            std::time::Duration::from_secs(account.settings.target_seconds.into()),
        )
    };
    conversation.due = conversation.waiting_since.map(due);
    conversation.preview = text.to_owned();
    conversation.last_message_id = Some(said.message);
    tx.insert_conversation(&conversation).await?;
    let thread = ExternalId(format!("thread-{word}"));
    tx.insert_thread(said.thread, account.id, &thread, Some(said.conversation), now).await?;
    tx.insert_message(&message(said, account, text, word, now)).await?;
    tx.emit(received(said, account.id, team, now));
    Ok(())
}

fn received(said: Said, account: AccountId, team: Option<TeamId>, at: Timestamp) -> NewEvent {
    NewEvent {
        at,
        actor: Actor::Customer,
        audience: Audience::Conversation { account, team, former: None },
        conversation_id: Some(said.conversation),
        customer_id: Some(said.customer),
        kind: EventKind::MessageReceived { message: said.message },
    }
}

fn message(said: Said, account: &Account, text: &str, word: &str, now: Timestamp) -> Message {
    Message {
        id: said.message,
        account_id: account.id,
        thread_id: said.thread,
        conversation_id: Some(said.conversation),
        external_id: Some(ExternalId(format!("message-{word}"))),
        parent_id: None,
        direction: Direction::In,
        identity_id: Some(said.identity),
        agent_id: None,
        visibility: Visibility::Public,
        addressed: true,
        subject: None,
        text: text.to_owned(),
        content_warning: None,
        language: Some("de".to_owned()),
        mentions: Vec::new(),
        emojis: Vec::new(),
        attachments: Vec::new(),
        poll: None,
        quotes: None,
        letter: None,
        url: None,
        published_at: now,
        received_at: now,
        edited_at: None,
        deleted_at: None,
        delivery_id: None,
    }
}

/// A word of the interface as JSON.
pub(super) fn status(value: &Value) -> words::Status {
    serde_json::from_value(value.clone()).unwrap()
}
