//! Throw-away PostgreSQL databases for tests, and looking for what should be gone.

mod traces;

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use url::Url;

pub use traces::traces;

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
        let mut random = [0_u8; 8];
        getrandom::fill(&mut random).expect("the operating system has randomness");
        let name = format!("gerne_test_{:016x}", u64::from_be_bytes(random));
        run(&server, format!("CREATE DATABASE {name}")).await;
        let mut url = server.clone();
        url.set_path(&name);
        Some(Self { server, name, url: url.into() })
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

async fn run(server: &Url, sql: String) {
    let mut connection =
        PgConnection::connect(server.as_str()).await.expect("the test server answers");
    connection.execute(AssertSqlSafe(sql)).await.expect("a throw-away database can be made");
    drop(connection.close().await);
}
