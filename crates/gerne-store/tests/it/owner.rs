//! A user of PostgreSQL who is not its administrator, as in most installations.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use gerne_store::{Store, StoreConfig, StoreError, back_up, restore, testing::Fresh};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tracing::{Event, Metadata, Subscriber, span};
use url::Url;

use crate::support::{House, at, key, world};

async fn as_administrator(fresh: &Fresh, sql: String) {
    let mut connection = PgConnection::connect(fresh.url()).await.unwrap();
    connection.execute(AssertSqlSafe(sql)).await.unwrap();
    connection.close().await.unwrap();
}

/// An empty database, a user who owns nothing, and the database as they reach it.
async fn somebody() -> (Fresh, String, StoreConfig) {
    let fresh = Fresh::postgres().await.expect("GERNE_TEST_POSTGRES names a server");
    let mut url: Url = fresh.url().parse().unwrap();
    let user = format!("{}_user", url.path().trim_start_matches('/'));
    as_administrator(&fresh, format!("CREATE ROLE {user} LOGIN PASSWORD 'geheim'")).await;
    url.set_username(&user).unwrap();
    url.set_password(Some("geheim")).unwrap();
    let config = StoreConfig::new(url, "", vec![key("one", 1)]);
    (fresh, user, config)
}

async fn owns(fresh: &Fresh, user: &str) {
    let name = fresh.url().parse::<Url>().unwrap();
    let name = name.path().trim_start_matches('/');
    as_administrator(fresh, format!("ALTER DATABASE {name} OWNER TO {user}")).await;
}

async fn goes(fresh: Fresh, user: String) {
    owns(&fresh, "CURRENT_USER").await;
    as_administrator(&fresh, format!("DROP OWNED BY {user} CASCADE; DROP ROLE {user}")).await;
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn who_may_make_no_tables_is_told_whose_the_database_must_be() {
    let (fresh, user, config) = somebody().await;
    let refused = Store::open(&config).await.unwrap_err();
    assert!(matches!(refused, StoreError::NotOurs(_)), "{refused:?}");
    assert!(refused.to_string().contains("ALTER DATABASE"), "{refused}");
    owns(&fresh, &user).await;
    Store::open(&config).await.unwrap().close().await;
    goes(fresh, user).await;
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn a_restore_by_the_owner_brings_no_warnings_of_the_server() {
    let house = House::sqlite().await;
    world(&house).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("gerne.tar.gz");
    let quiet: gerne_store::Progress = Arc::new(|_| ());
    back_up(&house.config, &file, at(50), &quiet).await.unwrap();
    let (fresh, user, config) = somebody().await;
    owns(&fresh, &user).await;
    let warnings = Warnings::default();
    let heard = tracing::subscriber::set_default(warnings.clone());
    restore(&config, &file, at(100), &quiet).await.unwrap();
    drop(heard);
    assert_eq!(warnings.0.load(Ordering::Relaxed), 0);
    goes(fresh, user).await;
}

/// Counts what would stand in the log.
#[derive(Clone, Debug, Default)]
struct Warnings(Arc<AtomicUsize>);

impl Subscriber for Warnings {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= tracing::Level::WARN
    }

    fn event(&self, _: &Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}
