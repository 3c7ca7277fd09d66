//! A store of each engine, and people and matters to fill it with.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use gerne_domain::{
    Account, AccountId, AccountSettings, AccountStatus, Actor, Agent, AgentId, Attachment,
    AttachmentId, AttachmentKind, Availability, Conversation, ConversationId, Customer, CustomerId,
    Delivery, DeliveryId, DeliveryState, Direction, EventKind, ExternalId, IdSource, Identity,
    IdentityId, Message, MessageId, NewEvent, Outbound, PublicFace, Role, Status, Team, TeamId,
    ThreadId, Timestamp, Visibility, event::Audience,
};
use gerne_store::{Store, StoreConfig, StoreError, StoreKey, Tx, testing::Fresh};
use uuid::Uuid;

/// Ids that grow by one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids(Arc<AtomicU64>);

impl IdSource for Ids {
    fn next(&self) -> Uuid {
        let n = self.0.fetch_add(1, Ordering::Relaxed);
        Uuid::from_u128((0x0198_0000_0000_7000_8000 << 48) | u128::from(n + 1))
    }

    fn random(&self) -> u128 {
        self.next().as_u128()
    }
}

/// A throw-away store.
#[derive(Debug)]
pub(crate) struct House {
    pub(crate) store: Store,
    pub(crate) ids: Ids,
    pub(crate) config: StoreConfig,
    folder: Option<tempfile::TempDir>,
    fresh: Option<Fresh>,
}

/// So many seconds after the beginning of the test's time.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_760_000_000 + seconds).unwrap()
}

pub(crate) fn key(id: &str, byte: u8) -> StoreKey {
    StoreKey { id: id.to_owned(), bytes: [byte; 32] }
}

impl House {
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("gerne.db").display());
        let mut config = StoreConfig::new(url, folder.path().join("blobs"), vec![key("one", 1)]);
        config.durable = false;
        Self::open(config, Some(folder), None).await
    }

    /// On a database of its own. A missing server fails: these tests are run only when asked for.
    pub(crate) async fn postgres() -> Self {
        let fresh = Fresh::postgres().await.expect("GERNE_TEST_POSTGRES names a server");
        let config = StoreConfig::new(fresh.url(), "", vec![key("one", 1)]);
        Self::open(config, None, Some(fresh)).await
    }

    async fn open(
        mut config: StoreConfig,
        folder: Option<tempfile::TempDir>,
        fresh: Option<Fresh>,
    ) -> Self {
        config.readers = 4;
        let store = Store::open(&config).await.unwrap();
        Self { store, ids: Ids::default(), config, folder, fresh }
    }

    /// Another store on the same database: another node, or the same one after a restart.
    pub(crate) async fn another(&self, config: &StoreConfig) -> Store {
        assert!(self.folder.is_some() || self.fresh.is_some());
        Store::open(config).await.unwrap()
    }
}

/// A statement past the store.
pub(crate) async fn raw(house: &House, sql: String) -> Vec<String> {
    use sqlx::{AssertSqlSafe, Connection as _, Row as _};
    let url = &house.config.url.0;
    if house.folder.is_some() {
        let mut connection = sqlx::SqliteConnection::connect(url).await.unwrap();
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
        rows.iter().map(|row| row.get::<String, _>(0)).collect()
    } else {
        let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
        rows.iter().map(|row| row.get::<String, _>(0)).collect()
    }
}

/// Runs commands in a transaction: `tx!(house, |tx| tx.insert_team(&team).await?)`. What is named
/// in brackets is cloned into it.
macro_rules! tx {
    ($house:expr, [$($name:ident),* $(,)?] |$tx:ident| $body:expr) => {{
        $(let $name = $name.clone();)*
        crate::support::tx!($house, |$tx| $body)
    }};
    ($house:expr, |$tx:ident| $body:expr) => {
        crate::support::write(&$house.store, move |$tx: &mut gerne_store::Tx<'_>| {
            Box::pin(async move { Ok($body) })
        })
        .await
        .unwrap()
    };
}
pub(crate) use tx;

/// The same with the error.
macro_rules! try_tx {
    ($house:expr, [$($name:ident),* $(,)?] |$tx:ident| $body:expr) => {{
        $(let $name = $name.clone();)*
        crate::support::write(&$house.store, move |$tx: &mut gerne_store::Tx<'_>| {
            Box::pin(async move { Ok($body) })
        })
        .await
    }};
}
pub(crate) use try_tx;

/// Pins the error's type, which a closure alone leaves open.
pub(crate) async fn write<T, F>(store: &Store, command: F) -> Result<T, StoreError>
where
    T: Send + 'static,
    F: for<'t> FnOnce(&'t mut Tx<'_>) -> gerne_store::BoxFuture<'t, Result<T, StoreError>>
        + Send
        + 'static,
{
    store.write(command).await.map(|(value, _)| value)
}

pub(crate) fn event(seconds: i64) -> NewEvent {
    NewEvent {
        at: at(seconds),
        actor: Actor::System,
        audience: Audience::Everyone,
        conversation_id: None,
        customer_id: None,
        kind: EventKind::Notified,
    }
}

/// A team with an account and an agent, and a customer with one matter and one message.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) team: Team,
    pub(crate) account: Account,
    pub(crate) agent: Agent,
    pub(crate) customer: Customer,
    pub(crate) identity: Identity,
    pub(crate) thread: ThreadId,
    pub(crate) conversation: Conversation,
    pub(crate) message: Message,
}

pub(crate) async fn world(house: &House) -> World {
    let ids = &house.ids;
    let team = Team { id: TeamId::new(ids), name: format!("Team {}", ids.next().simple()) };
    let account = account(ids, &[team.id]);
    let agent = agent(ids, &[team.id]);
    let (customer, identity) = customer(ids, "Anna Albrecht", "anna@example.social");
    let conversation = Conversation::begin(
        ConversationId::new(ids),
        customer.id,
        account.id,
        Some(team.id),
        at(0),
    );
    let thread = ThreadId::new(ids);
    let mut message = message(ids, account.id, thread, Some(conversation.id), "Kein Netz", 1);
    message.identity_id = Some(identity.id);
    let world = World { team, account, agent, customer, identity, thread, conversation, message };
    tx!(
        house,
        [world] | tx | {
            tx.insert_team(&world.team).await?;
            tx.insert_account(&world.account).await?;
            tx.insert_agent(&world.agent, at(0)).await?;
            tx.insert_customer(&world.customer).await?;
            tx.upsert_identity(&world.identity).await?;
            tx.insert_conversation(&world.conversation).await?;
            let id = ExternalId(format!("t{}", world.thread));
            let conversation = Some(world.conversation.id);
            tx.insert_thread(world.thread, world.account.id, &id, conversation, at(0)).await?;
            tx.insert_message(&world.message).await?;
        }
    );
    world
}

pub(crate) fn account(ids: &Ids, teams: &[TeamId]) -> Account {
    let id = AccountId::new(ids);
    Account {
        id,
        platform: "mastodon".into(),
        external_id: ExternalId(id.to_string()),
        handle: "@nordlicht_hilft".to_owned(),
        name: "Nordlicht".to_owned(),
        base_url: "https://social.example".to_owned(),
        avatar_url: None,
        status: AccountStatus::Connected,
        problem: None,
        status_since: at(0),
        connected_at: at(0),
        settings: AccountSettings::default(),
        facts: serde_json::json!({ "max": 500 }),
        teams: teams.to_vec(),
    }
}

pub(crate) fn agent(ids: &Ids, teams: &[TeamId]) -> Agent {
    let id = AgentId::new(ids);
    Agent {
        id,
        login: format!("{}@example.org", id.0.simple()),
        name: "Lena Lorenz".to_owned(),
        face: PublicFace { name: "Lena".to_owned(), ..PublicFace::default() },
        role: Role::Agent,
        language: "de".to_owned(),
        availability: Availability::Available,
        teams: teams.to_vec(),
        disabled_at: None,
    }
}

pub(crate) fn customer(ids: &Ids, name: &str, handle: &str) -> (Customer, Identity) {
    let id = CustomerId::new(ids);
    let customer = Customer {
        id,
        name: name.to_owned(),
        language: Some("de".to_owned()),
        address: None,
        about: String::new(),
        blocked_at: None,
        created_at: at(0),
    };
    let identity = Identity {
        id: IdentityId::new(ids),
        customer_id: id,
        platform: "mastodon".into(),
        external_id: ExternalId(format!("p{id}")),
        handle: handle.to_owned(),
        name: name.to_owned(),
        avatar_url: None,
        profile_url: None,
        unreachable: None,
    };
    (customer, identity)
}

pub(crate) fn message(
    ids: &Ids,
    account_id: AccountId,
    thread_id: ThreadId,
    conversation_id: Option<ConversationId>,
    text: &str,
    seconds: i64,
) -> Message {
    let id = MessageId::new(ids);
    Message {
        id,
        account_id,
        thread_id,
        conversation_id,
        external_id: Some(ExternalId(format!("m{id}"))),
        parent_id: None,
        direction: Direction::In,
        identity_id: None,
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
        url: Some("https://social.example/@anna/1".to_owned()),
        published_at: at(seconds),
        received_at: at(seconds + 1),
        edited_at: None,
        deleted_at: None,
        delivery_id: None,
    }
}

pub(crate) fn attachment(ids: &Ids) -> Attachment {
    Attachment {
        id: AttachmentId::new(ids),
        kind: AttachmentKind::Image,
        mime: Some("image/png".to_owned()),
        alt: Some("Ein Router".to_owned()),
        name: None,
        remote_url: Some("https://social.example/1.png".to_owned()),
        preview_url: None,
        blob: None,
        size: None,
        width: None,
        height: None,
    }
}

/// A reply that is held until `seconds`, with the message that it carries.
pub(crate) fn reply(ids: &Ids, world: &World, seconds: i64) -> (Message, Delivery) {
    let conversation = Some(world.conversation.id);
    let mut message = message(ids, world.account.id, world.thread, conversation, "Gerne!", seconds);
    let id = DeliveryId::new(ids);
    message.direction = Direction::Out;
    message.agent_id = Some(world.agent.id);
    message.external_id = None;
    message.delivery_id = Some(id);
    let outbound = Outbound {
        key: id.to_string(),
        in_reply_to: world.message.external_id.clone(),
        to: Vec::new(),
        visibility: Visibility::Unlisted,
        subject: None,
        text: "Gerne! ^Lena".to_owned(),
        content_warning: None,
        language: None,
        media: Vec::new(),
        written_at: at(seconds),
        letter: None,
    };
    let delivery = Delivery {
        id,
        message_id: message.id,
        conversation_id: world.conversation.id,
        account_id: world.account.id,
        agent_id: Some(world.agent.id),
        client_key: format!("client-{id}"),
        state: DeliveryState::Held,
        not_before: at(seconds),
        attempts: 0,
        attempted_at: None,
        reason: None,
        outbound,
        receipt: None,
        waiting_before: Some(at(1)),
        standing_before: Some(world.conversation.standing(Status::Pending)),
        asked: Some("hash".to_owned()),
        returned: Vec::new(),
    };
    (message, delivery)
}
