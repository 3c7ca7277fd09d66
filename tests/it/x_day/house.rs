//! An installation in a runtime of its own, so that it can die with everything that it was about to
//! do, under a clock that stands still until it is moved.

use std::time::Duration;

use gerne::{App, Listening, Settings, settings::Secretive};
use gerne_demo::{AGENTS, Client, Findings, PASSWORD, choose, connect_x, world};
use gerne_domain::{
    AccountId, AccountSettings, AccountStatus, DeliveryState, ExternalId, Message, Scope, Timestamp,
};
use gerne_engine::DevClock;
use gerne_sim::{Sim, SimClock, SimConfig, XConfig};
use gerne_store::Page;
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::{place::Place, process::pass};

/// A stand-in, and an installation beside it.
pub(super) struct House {
    pub(super) sim: Sim,
    clock: DevClock,
    account: AccountId,
    settings: Settings,
    client: Client,
    running: Option<Running>,
    _folder: tempfile::TempDir,
}

struct Running {
    listening: Listening,
    runtime: Runtime,
}

impl House {
    /// Nothing runs yet; a day on X may cost so much.
    pub(super) async fn build(start: Timestamp, x: XConfig, budget_cents: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = SimConfig { clock: SimClock::manual(start), x, ..SimConfig::default() };
        let sim = Sim::start(config).await;
        let clock = DevClock::new(start, 0.0);
        let mut settings = Settings::default();
        let url = "http://127.0.0.1:4000";
        settings.server.listen = "127.0.0.1:0".parse().unwrap();
        settings.server.public_url = url.parse().unwrap();
        let at = folder.path();
        settings.database.url = Secretive(format!("sqlite:{}/gerne.db", at.display()));
        settings.database.blobs = at.join("blobs");
        settings.key.file = at.join("gerne.key");
        settings.network.allow_hosts = vec!["127.0.0.1".to_owned()];
        settings.network.timeout_seconds = 3;
        settings.mastodon.poll_seconds = 3_600;
        settings.dev.clock = true;

        let app = App::open(settings.clone(), Some(clock.clone())).await.unwrap();
        let seeds = world::seed(&app.engine, &sim, &sim.base_url(), url, 0).await.unwrap();
        let account = connect_x(&app.engine, &sim, &sim.x().base_url(), url).await.unwrap();
        let accounts = vec![seeds.account.unwrap(), account];
        world::watch_over(&app.engine, seeds.team.unwrap(), accounts, 0).await.unwrap();
        let budget = |settings: &mut AccountSettings| settings.budget_day_cents = budget_cents;
        choose(&app.engine, account, budget).await.unwrap();
        app.engine.store().clone().close().await;
        drop(app);
        let client = Client::new(url).unwrap();
        Self { sim, clock, account, settings, client, running: None, _folder: folder }
    }

    /// Starts it.
    pub(super) async fn open(&mut self) {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let (settings, clock) = (self.settings.clone(), self.clock.clone());
        let opened = runtime.handle().spawn(async move {
            let app = App::open(settings, Some(clock)).await.unwrap();
            app.listen().unwrap()
        });
        let listening = opened.await.unwrap();
        let url = format!("http://{}", listening.address);
        self.running = Some(Running { listening, runtime });
        if self.client.cookie().is_none() {
            self.client = Client::sign_in(&url, AGENTS[0].login, PASSWORD).await.unwrap();
        }
        self.client = self.client.at(&url);
    }

    /// Ends it in good order.
    pub(super) async fn stop(&mut self) {
        let Some(Running { listening, runtime }) = self.running.take() else { return };
        runtime.handle().spawn(listening.stop()).await.unwrap();
        end(runtime).await;
    }

    /// Everything that it was about to do is never done.
    pub(super) async fn crash(&mut self) {
        let Some(Running { listening, runtime }) = self.running.take() else { return };
        end(runtime).await;
        drop(listening);
    }

    /// Time passes while nothing runs.
    pub(super) async fn pass_away(&self, step: SignedDuration) {
        self.set(self.now() + step);
        self.quiet().await;
    }

    fn engine(&self) -> &gerne_engine::Engine {
        &self.running.as_ref().expect("it runs").listening.engine
    }

    pub(super) fn now(&self) -> Timestamp {
        self.sim.x().now()
    }

    /// Puts all clocks there.
    pub(super) fn set(&self, at: Timestamp) {
        self.sim.x().clock().set(at);
        self.clock.set(Some(at), None);
    }

    /// Whether a step ended another of these spans.
    pub(super) fn every(&self, span: SignedDuration, step: SignedDuration) -> bool {
        self.now().as_second() % span.as_secs() < step.as_secs()
    }

    /// Waits until nothing more seems to happen at this time. Should something happen later, then it
    /// was slow: that is part of life.
    pub(super) async fn quiet(&self) {
        let mut last = (0, 0);
        let mut same = 0;
        for _ in 0..200 {
            pass(Duration::from_millis(1)).await;
            let head =
                self.running.as_ref().map_or(0, |it| it.listening.engine.store().log().head());
            let now = (self.sim.x().request_count(), head);
            same = if now == last { same + 1 } else { 0 };
            last = now;
            if same == 4 {
                return;
            }
        }
    }

    /// Answers a post or private message, if it is here already.
    pub(super) async fn answer(&self, asked: &str, key: &str, text: &str) -> bool {
        let Some(message) = self.kept(&ExternalId(asked.to_owned())).await else { return false };
        let Some(conversation) = message.conversation_id else { return false };
        let body = json!({
            "in_reply_to": message.id, "text": text, "seen": 0, "send_anyway": true,
        });
        let path = format!("/conversations/{conversation}/replies");
        let (status, said) =
            self.client.try_call(Method::POST, &path, Some(body), Some(key)).await.unwrap();
        if said["code"] == "reply.account_disconnected" {
            return false;
        }
        assert_eq!(status, 201, "{said}");
        true
    }

    /// What is kept of a post.
    pub(super) async fn kept(&self, id: &ExternalId) -> Option<Message> {
        let mut db = self.engine().store().read().await.unwrap();
        db.message_by_external(self.account, id).await.unwrap()
    }

    pub(super) async fn lost_its_tokens(&self) -> bool {
        let mut db = self.engine().store().read().await.unwrap();
        let account = db.account(self.account).await.unwrap().unwrap();
        account.status == AccountStatus::Disconnected
    }

    /// The owner connects it again; a platform that has a bad day may not let them.
    pub(super) async fn connect(&self) -> bool {
        let (url, address) = (self.settings.server.public_url.as_str(), self.sim.x().base_url());
        match connect_x(self.engine(), &self.sim, &address, url).await {
            Ok(account) => {
                assert_eq!(account, self.account, "it is the same account");
                true
            }
            Err(_) => false,
        }
    }

    /// A person tries again what nobody knows the end of. How often it was possible.
    pub(super) async fn try_unknown_again(&self) -> usize {
        let mut tried = 0;
        for delivery in self.deliveries(&[DeliveryState::Unknown]).await {
            let path = format!("/deliveries/{}/retry", delivery.id);
            let asked = self.client.try_call(Method::POST, &path, None, None).await;
            tried += usize::from(asked.is_ok_and(|(status, _)| status == 200));
        }
        tried
    }

    /// Whether nothing is under way.
    pub(super) async fn is_settled(&self) -> bool {
        use DeliveryState::{Held, Queued, Sending, Unknown};
        self.deliveries(&[Held, Queued, Sending, Unknown]).await.is_empty()
    }

    async fn deliveries(&self, states: &[DeliveryState]) -> Vec<gerne_domain::Delivery> {
        let mut db = self.engine().store().read().await.unwrap();
        let page = Page::first(1_000);
        db.list_deliveries(states, &Scope::Everything, &page).await.unwrap().items
    }

    /// Day, kind and price of what was spent by our own count.
    pub(super) async fn books(&self, since: &str) -> Vec<(String, String, i64)> {
        let mut db = self.engine().store().read().await.unwrap();
        let spent = db.spent(self.account, since).await.unwrap();
        spent.into_iter().map(|line| (line.day, line.kind, line.micros)).collect()
    }

    /// Alarms about what can no longer be read back.
    pub(super) async fn gaps(&self) -> Vec<Value> {
        let alarms = self.client.get("/alarms").await.unwrap();
        let alarms = alarms["items"].as_array().cloned().unwrap_or_default();
        alarms.into_iter().filter(|alarm| alarm["kind"] == "gap").collect()
    }

    /// What people are told now.
    pub(super) async fn problems(&self) -> String {
        let alarms = self.client.get("/alarms").await.unwrap_or_default();
        let deliveries = self.client.get("/deliveries?state=queued&state=unknown").await;
        format!("{alarms:#} {:#} {:#?}", deliveries.unwrap_or_default(), self.sim.x().bill())
    }

    /// The longest time between saying something and its being here.
    pub(super) async fn latest<'a>(
        &self,
        posts: impl Iterator<Item = &'a String>,
    ) -> SignedDuration {
        let mut latest = SignedDuration::ZERO;
        for id in posts {
            if let Some(message) = self.kept(&ExternalId(id.clone())).await {
                latest = latest.max(message.received_at.duration_since(message.published_at));
            }
        }
        latest
    }

    pub(super) async fn compare(&self) -> Findings {
        Place::X.compare(&self.sim, self.engine().store(), self.account).await
    }
}

/// Every task is dropped where it waits.
async fn end(runtime: Runtime) {
    let ended = move || runtime.shutdown_timeout(Duration::from_secs(5));
    tokio::task::spawn_blocking(ended).await.unwrap();
}
