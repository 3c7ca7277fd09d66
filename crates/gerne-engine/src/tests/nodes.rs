//! Several nodes on one database: each runs in a runtime of its own, which a test can kill or
//! freeze as an operating system does with a process.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use gerne_connector::Batch;
use gerne_domain::{DeliveryState, Role, Scope};
use gerne_store::{Store, StoreConfig, StoreError, StoreKey, testing::Fresh};
use tokio::runtime::{Builder, Runtime};

use super::{
    scripted::{Scripted, said},
    stage::Stage,
};
use crate::{
    Caller, Engine, EngineConfig, EngineError, LeaseConfig, Registry, Tasks, V7, share,
    verbs::{NewReply, Next},
};

/// A database that several may open.
struct Place {
    config: StoreConfig,
    _folder: tempfile::TempDir,
    _fresh: Option<Fresh>,
}

impl Place {
    fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("gerne.db").display());
        Self::at(url, folder, None)
    }

    async fn postgres() -> Option<Self> {
        let fresh = Fresh::postgres().await?;
        Some(Self::at(fresh.url().to_owned(), tempfile::tempdir().unwrap(), Some(fresh)))
    }

    fn at(url: String, folder: tempfile::TempDir, fresh: Option<Fresh>) -> Self {
        let key = StoreKey { id: "one".to_owned(), bytes: [1; 32] };
        let mut config = StoreConfig::new(url, folder.path().join("blobs"), vec![key]);
        config.durable = false;
        config.readers = 3;
        config.poll = Duration::from_millis(20);
        Self { config, _folder: folder, _fresh: fresh }
    }

    /// The account and the agents; its own engine only writes, as an API does.
    async fn stage(&self) -> Stage {
        let store = Store::open(&self.config).await.unwrap();
        Stage::on(store, Scripted::new(), "2026-11-02T09:00:00Z".parse().unwrap()).await
    }
}

struct Node {
    engine: Engine,
    runtime: Option<Runtime>,
}

impl Node {
    async fn start(place: &Place, stage: &Stage) -> Self {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (config, platform, clock) =
            (place.config.clone(), stage.platform.clone(), stage.clock.clone());
        let started = runtime.spawn(async move {
            let store = Store::open(&config).await.unwrap();
            let ids = Arc::new(V7::new(Arc::new(clock.clone())));
            let config = EngineConfig {
                disclosure: crate::Disclosure::default(),
                public_url: "https://care.example.org".parse().unwrap(),
                media_cap: 1_000_000,
                recheck_every: Duration::from_mins(10),
                node_name: "here".to_owned(),
                erasure_list: None,
                lease: LeaseConfig::default(),
            };
            let registry = Registry::new([Arc::new(platform) as _]);
            let tasks = Tasks::default();
            let engine = Engine::new(store, registry, Arc::new(clock), ids, config, tasks);
            engine.start();
            engine
        });
        let node = Self { engine: started.await.unwrap(), runtime: Some(runtime) };
        stage.until(async |stage| node.mark(stage).await.map(drop)).await;
        node
    }

    fn runtime(&self) -> &Runtime {
        self.runtime.as_ref().unwrap()
    }

    fn works(&self, stage: &Stage) -> bool {
        self.engine.health(stage.account).is_some()
    }

    /// Its last sign of life.
    async fn mark(&self, stage: &Stage) -> Option<gerne_domain::Timestamp> {
        let mut db = stage.engine.store().read().await.unwrap();
        let name = share::of_node(self.engine.inner.node, "here");
        db.lease(&name).await.unwrap().map(|lease| lease.expires_at)
    }

    /// SIGSTOP between two transactions; what is dropped at the end is SIGCONT. Inside of one PostgreSQL
    /// would end it after a while, and SQLite, which is for one process, never.
    async fn freeze(&self, stage: &Stage) -> std::sync::mpsc::Sender<()> {
        loop {
            let (thaw, frozen) = std::sync::mpsc::channel();
            let (tell, told) = tokio::sync::oneshot::channel();
            drop(self.runtime().spawn(async move {
                tell.send(()).unwrap();
                frozen.recv().ok();
            }));
            told.await.unwrap();
            // Whoever waits for SQLite's lock has a thread of its own, which stands still for nobody and asks
            // again within 100 ms.
            let log = stage.engine.store().log();
            let asked_again = log.wait_beyond(i64::MAX);
            if calm(stage).await {
                drop(tokio::time::timeout(Duration::from_millis(150), asked_again).await);
                if calm(stage).await {
                    return thaw;
                }
            }
        }
    }

    /// SIGKILL.
    fn kill(mut self) -> Engine {
        self.runtime.take().unwrap().shutdown_background();
        self.engine.clone()
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Whether others can write, and what was written is in the log's memory.
async fn calm(stage: &Stage) -> bool {
    let store = stage.engine.store();
    let calm = async {
        store.write(|_| Box::pin(async { Ok::<_, StoreError>(()) })).await.unwrap();
        let there = store.read().await.unwrap().log_head().await.unwrap();
        store.log().wait_beyond(there - 1).await;
    };
    tokio::time::timeout(Duration::from_secs(1), calm).await.is_ok()
}

/// Two seconds pass, and everybody who lives has given a sign of life.
async fn beat(stage: &Stage, alive: &[&Node]) {
    let mut before = Vec::new();
    for node in alive {
        before.push(node.mark(stage).await);
    }
    stage.pass(Duration::from_secs(2));
    for (node, before) in alive.iter().zip(before) {
        stage
            .until(async |stage| {
                let moved = node.mark(stage).await > before;
                if !moved {
                    // It may have been at work when time passed, and waits from then on.
                    stage.pass(Duration::from_millis(50));
                }
                moved.then_some(())
            })
            .await;
    }
}

/// Beats until it works for the account; how many seconds it took.
async fn until_works(stage: &Stage, node: &Node) -> u64 {
    let mut seconds = 0;
    while !node.works(stage) {
        beat(stage, &[node]).await;
        seconds += 2;
        assert!(seconds < 60, "nobody takes over");
    }
    seconds
}

/// Whoever writes it may not have heard yet of what another node kept.
fn anyway(reply: NewReply) -> NewReply {
    NewReply { send_anyway: true, ..reply }
}

macro_rules! on_both {
    ($($body:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $body() {
                super::$body(super::Place::sqlite()).await;
            })*
        }

        mod postgres {
            $(#[tokio::test]
            #[ignore = "runs with scripts/test-postgres.sh"]
            async fn $body() {
                if let Some(place) = super::Place::postgres().await {
                    super::$body(place).await;
                }
            })*
        }
    };
}

on_both! {
    one_account_has_one_node_until_that_lets_go,
    a_killed_nodes_work_is_taken_over_within_ten_seconds,
    a_node_that_stood_still_neither_keeps_nor_sends,
    next_gives_no_two_the_same_whichever_node_they_ask,
}

async fn one_account_has_one_node_until_that_lets_go(place: Place) {
    let stage = place.stage().await;
    let one = Node::start(&place, &stage).await;
    stage.until(async |stage| one.works(stage).then_some(())).await;
    let two = Node::start(&place, &stage).await;
    for n in 0..8 {
        beat(&stage, &[&one, &two]).await;
        stage.platform.posts(said(&n.to_string(), "clara", "Hallo", stage.now()));
        stage.message(&n.to_string()).await;
        assert!(one.works(&stage) && !two.works(&stage), "the lease is renewed");
    }
    // Written on a third node, it leaves through the first as soon as it may.
    let matter = stage.matter("0").await;
    let reply = anyway(stage.reply("Kommt."));
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    stage.engine.send_now(&stage.anna, written.delivery).await.unwrap();
    stage.delivery(written, DeliveryState::Sent).await;

    let engine = one.engine.clone();
    let ended =
        one.runtime().spawn(async move { engine.tasks().shut_down(Duration::from_secs(10)).await });
    assert!(ended.await.unwrap());
    let seconds = until_works(&stage, &two).await;
    assert!(seconds <= 4, "a lease that was given back needs no waiting: {seconds} s");
    stage.platform.posts(said("after", "clara", "Noch da?", stage.now()));
    stage.message("after").await;
    assert_eq!(stage.platform.sent().len(), 1);
}

async fn a_killed_nodes_work_is_taken_over_within_ten_seconds(place: Place) {
    let stage = place.stage().await;
    let one = Node::start(&place, &stage).await;
    stage.until(async |stage| one.works(stage).then_some(())).await;
    let two = Node::start(&place, &stage).await;
    beat(&stage, &[&one, &two]).await;
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let matter = stage.matter("1").await;
    one.kill();
    stage.platform.posts(said("2", "ben", "Meiner auch", stage.now()));
    let reply = anyway(stage.reply("Wir schauen."));
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    let seconds = until_works(&stage, &two).await;
    assert!(seconds <= 10, "{seconds} s");
    stage.message("2").await;
    beat(&stage, &[&two]).await;
    stage.delivery(written, DeliveryState::Sent).await;
    assert_eq!(stage.platform.sent().len(), 1);
}

async fn a_node_that_stood_still_neither_keeps_nor_sends(place: Place) {
    let stage = place.stage().await;
    let one = Node::start(&place, &stage).await;
    stage.until(async |stage| one.works(stage).then_some(())).await;
    let two = Node::start(&place, &stage).await;
    beat(&stage, &[&one, &two]).await;
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let matter = stage.matter("1").await;
    let lane = one.engine.lane(stage.account).unwrap();
    let thaw = one.freeze(&stage).await;
    let reply = anyway(stage.reply("Wir schauen."));
    let written = stage.engine.reply(&stage.anna, matter.id, reply).await.unwrap().value;
    until_works(&stage, &two).await;
    beat(&stage, &[&two]).await;
    stage.delivery(written, DeliveryState::Sent).await;
    assert!(!lane.hold.is_good(&stage.clock), "by its own clock it is over");

    // What the first still wants to write is refused, and leaves nothing.
    let mut db = stage.engine.store().read().await.unwrap();
    let cursor = db.cursor(stage.account, "all").await.unwrap();
    drop(thaw);
    let (engine, hold, account) = (one.engine.clone(), Arc::clone(&lane.hold), lane.account());
    let late = one.runtime().spawn(async move {
        let resource = "all".into();
        let batch = Batch { cursor: Some("0".to_owned()), ..Batch::default() };
        let batch = engine.complete(&account, &*lane.connection(), batch).await.unwrap();
        engine.ingest_under(Some(&hold), &account, Some(&resource), batch).await
    });
    assert!(matches!(late.await.unwrap(), Err(EngineError::Moved)));
    assert_eq!(db.cursor(stage.account, "all").await.unwrap(), cursor);
    stage.until(async |stage| (!one.works(stage)).then_some(())).await;
    beat(&stage, &[&one, &two]).await;
    assert!(two.works(&stage) && !one.works(&stage), "it does not take it back");
    assert_eq!(stage.platform.sent().len(), 1, "and nothing left twice");
}

async fn next_gives_no_two_the_same_whichever_node_they_ask(place: Place) {
    const MANY: usize = 8;
    let stage = place.stage().await;
    let nodes = [Node::start(&place, &stage).await, Node::start(&place, &stage).await];
    for n in 0..MANY {
        let (id, who) = (n.to_string(), format!("kunde{n}"));
        stage.platform.posts(said(&id, &who, "Mein Router ist tot", stage.now()));
        stage.message(&id).await;
    }
    let mut asked = Vec::new();
    for n in 0..MANY {
        let new = super::stage::somebody(&format!("agent{n}"));
        let agent = stage.engine.add_agent(None, new, None).await.unwrap().value;
        let who = Caller { agent, role: Role::Admin, scope: Scope::Everything };
        let node = &nodes[n % 2];
        let engine = node.engine.clone();
        let next = async move { engine.next(&who, &BTreeSet::new()).await.unwrap().value };
        asked.push(node.runtime().spawn(next));
    }
    let mut given = BTreeSet::new();
    for next in asked {
        let Next::One(one) = next.await.unwrap() else { panic!("there is one for each") };
        given.insert(one.conversation.id);
    }
    assert_eq!(given.len(), MANY);
}

#[tokio::test]
async fn what_one_node_prints_for_the_first_set_up_is_good_when_another_starts() {
    let store = Store::open_in_memory().await.unwrap();
    let clock = gerne_domain::time::ManualClock::new("2026-11-02T09:00:00Z".parse().unwrap());
    let node = || {
        let time = Arc::new(clock.clone());
        let ids = Arc::new(V7::new(time.clone()));
        let config = EngineConfig {
            disclosure: crate::Disclosure::default(),
            public_url: "https://care.example.org".parse().unwrap(),
            media_cap: 1,
            recheck_every: Duration::from_mins(10),
            node_name: String::new(),
            erasure_list: None,
            lease: LeaseConfig::default(),
        };
        Engine::new(store.clone(), Registry::new([]), time, ids, config, Tasks::default())
    };
    let first = node().setup_link().await.unwrap().unwrap();
    clock.advance(Duration::from_hours(1));
    let second = node().setup_link().await.unwrap().unwrap();
    assert_eq!(first, second);
    assert!(node().ticket(&first.token).await.unwrap().is_some());
    clock.advance(Duration::from_hours(24 * 8));
    assert!(node().ticket(&first.token).await.unwrap().is_none(), "too old");
    let third = node().setup_link().await.unwrap().unwrap();
    assert_ne!(first.token, third.token);
    assert!(node().ticket(&third.token).await.unwrap().is_some());
}
