//! Throw-away PostgreSQL databases for tests, and looking for what should be gone.

mod traces;

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use url::Url;

use crate::{Engine, StoreConfig, db::Db};

pub use traces::traces;

/// As files: page by page through the log, as is usual, hundreds of small tables take five times as long.
const QUICKLY: &str = "STRATEGY FILE_COPY";

/// A database of its own on the server that `GERNE_TEST_POSTGRES` names; dropped with this.
#[derive(Debug)]
pub struct Fresh {
    server: Url,
    name: String,
    url: String,
}

impl Fresh {
    /// A new, empty database. `None`, with a notice, when no server is named.
    ///
    /// # Panics
    /// When a server is named but does not answer: a test must not pass by accident.
    #[expect(clippy::disallowed_methods, reason = "tests are told by their runner")]
    #[expect(clippy::print_stderr, reason = "what is left out must be seen")]
    pub async fn postgres() -> Option<Self> {
        let Ok(server) = std::env::var("GERNE_TEST_POSTGRES") else {
            eprintln!("SKIPPED on PostgreSQL: GERNE_TEST_POSTGRES names no server");
            return None;
        };
        let server = Url::parse(&server).expect("GERNE_TEST_POSTGRES is an address");
        let (name, url) = fresh_name(&server);
        run(&server, format!("CREATE DATABASE {name} {QUICKLY}")).await;
        Some(Self { server, name, url })
    }

    /// A new database that has the schema already, copied from a template that stays on the server:
    /// many of them cost little. `None` when no server is named: then the test runs on SQLite.
    ///
    /// # Panics
    /// As [`Self::postgres`].
    #[expect(clippy::disallowed_methods, reason = "tests are told by their runner")]
    pub async fn with_schema() -> Option<Self> {
        let server = std::env::var("GERNE_TEST_POSTGRES").ok()?;
        let server = Url::parse(&server).expect("GERNE_TEST_POSTGRES is an address");
        let template = template(&server).await;
        let (name, url) = fresh_name(&server);
        run(&server, format!("CREATE DATABASE {name} TEMPLATE {template} {QUICKLY}")).await;
        Some(Self { server, name, url })
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // Its own thread and runtime: the test's may be gone, or is the one that drops us.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("a runtime can be built");
            runtime.block_on(run(&server, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
        });
        drop(dropped.join());
    }
}

fn fresh_name(server: &Url) -> (String, String) {
    let mut random = [0_u8; 8];
    getrandom::fill(&mut random).expect("the operating system has randomness");
    let name = format!("gerne_test_{:016x}", u64::from_be_bytes(random));
    let mut url = server.clone();
    url.set_path(&name);
    (name, url.into())
}

/// The database that others are copied from; made by whoever comes first.
async fn template(server: &Url) -> String {
    const ONE_AT_A_TIME: &str = "SELECT pg_advisory_lock(20261122)";
    let name = format!("gerne_template_{}", Engine::Postgres.schema_print());
    let mut connection =
        PgConnection::connect(server.as_str()).await.expect("the test server answers");
    connection.execute(ONE_AT_A_TIME).await.expect("the lock is given");
    let there = sqlx::query("SELECT 1 FROM pg_database WHERE datname = $1").bind(&name);
    if there.fetch_optional(&mut connection).await.expect("databases are listed").is_none() {
        let (half, url) = fresh_name(server);
        run(server, format!("CREATE DATABASE {half}")).await;
        let config = StoreConfig::new(url, "", Vec::new());
        let db = Db::open(&config).await.expect("the schema can be made");
        db.close().await;
        run(server, format!("ALTER DATABASE {half} RENAME TO {name}")).await;
    }
    // The lock goes with the connection.
    drop(connection.close().await);
    name
}

async fn run(server: &Url, sql: String) {
    let mut connection =
        PgConnection::connect(server.as_str()).await.expect("the test server answers");
    connection.execute(AssertSqlSafe(sql)).await.expect("a throw-away database can be made");
    drop(connection.close().await);
}
