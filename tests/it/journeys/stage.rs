//! What the stories share: a world on either engine, and short ways to say things in it.

use gerne_demo::{AGENTS, Client, PASSWORD, World, WorldConfig, world::Seeds};
use gerne_sim::PostSpec;
use serde_json::{Value, json};

use crate::process::Parts;

/// Makes a test per engine of one story. PostgreSQL is told apart by its name; without a server the
/// test says so and counts as ignored by name.
macro_rules! on_both_engines {
    ($story:ident) => {
        mod sqlite {
            #[tokio::test(flavor = "multi_thread")]
            async fn $story() {
                super::$story(crate::journeys::stage::Database::sqlite()).await;
            }
        }
        mod postgres {
            #[tokio::test(flavor = "multi_thread")]
            async fn $story() {
                let Some(database) = crate::journeys::stage::Database::postgres().await else {
                    return;
                };
                super::$story(database).await;
            }
        }
    };
}
pub(super) use on_both_engines;

/// Where a story keeps its data.
pub(super) struct Database(Option<gerne_store::testing::Fresh>);

impl Database {
    pub(super) fn sqlite() -> Self {
        Self(None)
    }

    pub(super) async fn postgres() -> Option<Self> {
        gerne_store::testing::Fresh::postgres().await.map(|fresh| Self(Some(fresh)))
    }

    /// Which engine.
    pub(super) fn name(&self) -> &'static str {
        if self.0.is_some() { "postgres" } else { "sqlite" }
    }

    pub(super) fn url(&self) -> Option<String> {
        self.0.as_ref().map(|fresh| fresh.url().to_owned())
    }
}

/// A world in which a story plays.
pub(super) struct Stage {
    pub(super) world: World,
    database: Database,
    written: usize,
}

impl Stage {
    pub(super) async fn set(database: Database, config: WorldConfig) -> Self {
        let config = WorldConfig { database: database.url(), hold_seconds: 0, ..config };
        let world = World::start(config).await.unwrap();
        Self { world, database, written: 0 }
    }

    /// One of the demo agents, signed in.
    pub(super) async fn agent(&self, key: &str) -> Client {
        let agent = AGENTS.iter().find(|agent| agent.key == key).unwrap();
        Client::sign_in(&self.world.url, agent.login, PASSWORD).await.unwrap()
    }

    /// A customer says something to the company.
    pub(super) fn says(&self, who: &str, spec: impl FnOnce(&str) -> PostSpec) -> String {
        let spec = spec(self.world.sim.company());
        self.world.sim.mastodon().post(who, spec).unwrap().id
    }

    /// Waits until the newest conversation that holds these words is there as `holds` wants it.
    pub(super) async fn row(
        &self,
        agent: &Client,
        words: &str,
        holds: fn(&Value) -> bool,
    ) -> Value {
        let words = words.to_owned();
        agent
            .until(&format!("a conversation with \"{words}\""), move |agent| {
                let words = words.clone();
                async move {
                    let page = agent.get("/conversations?order=recent&limit=100").await?;
                    let items = page["items"].as_array().cloned().unwrap_or_default();
                    Ok(items.into_iter().find(|row| {
                        row["preview"].as_str().is_some_and(|p| p.contains(&words)) && holds(row)
                    }))
                }
            })
            .await
            .unwrap()
    }

    /// Answers, and waits until the platform shows it. Returns what stands there.
    pub(super) async fn answers(
        &mut self,
        agent: &Client,
        conversation: &Value,
        to: &str,
        text: &str,
    ) -> gerne_sim::Post {
        self.written += 1;
        let key = format!("story-{}", self.written);
        let body = json!({"text": text, "seen": agent.head().await.unwrap()});
        agent.reply(conversation["id"].as_str().unwrap(), &key, body).await.unwrap();
        let start: String = text.chars().take(15).collect();
        self.world
            .sim
            .mastodon()
            .wait_for(|server| server.answers_to(to).into_iter().find(|p| p.text.contains(&start)))
            .await
            .unwrap()
    }

    /// Stops the installation; the platform and the data live on.
    pub(super) async fn leave(self, folder: tempfile::TempDir) -> (Parts, Database) {
        let database = self.database.url();
        let at = folder.path().display();
        let database = database.unwrap_or_else(|| format!("sqlite:{at}/gerne.db"));
        let World { sim, gerne, account, team, labels, .. } = self.world;
        gerne.stop().await;
        (Parts { sim, seeds: Seeds { account, team, labels }, database, folder }, self.database)
    }

    pub(super) async fn end(self) {
        self.world.stop().await;
    }
}
