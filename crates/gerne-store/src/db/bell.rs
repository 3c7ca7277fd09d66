//! How nodes on one PostgreSQL database hear of each other.

use sqlx::{
    Connection as _,
    postgres::{PgConnection, PgListener},
};

use crate::{StoreConfig, StoreError};

/// Tells other nodes to look, and hears them. A hint only; PostgreSQL alone has it.
pub(crate) struct Bell {
    url: String,
    rope: Option<PgConnection>,
    ear: Option<PgListener>,
}

/// The channel's name.
const BELL: &str = "gerne_log";
/// What nodes tell each other.
const HINTS: &str = "gerne_nodes";

impl Bell {
    pub(crate) fn new(config: &StoreConfig) -> Self {
        Self { url: config.url.0.clone(), rope: None, ear: None }
    }

    /// Rings once.
    pub(crate) async fn ring(&mut self) -> Result<(), StoreError> {
        let mut rope = match self.rope.take() {
            Some(rope) => rope,
            None => PgConnection::connect(&self.url).await?,
        };
        sqlx::raw_sql("NOTIFY gerne_log").execute(&mut rope).await?;
        self.rope = Some(rope);
        Ok(())
    }

    /// Tells a line.
    pub(crate) async fn tell(&mut self, line: &str) -> Result<(), StoreError> {
        let mut rope = match self.rope.take() {
            Some(rope) => rope,
            None => PgConnection::connect(&self.url).await?,
        };
        let sql = sqlx::query("SELECT pg_notify($1, $2)").bind(HINTS).bind(line.to_owned());
        sql.execute(&mut rope).await?;
        self.rope = Some(rope);
        Ok(())
    }

    /// Resolves when somebody rang, or with the line that somebody told.
    pub(crate) async fn hear(&mut self) -> Result<Option<String>, StoreError> {
        let mut ear = if let Some(ear) = self.ear.take() {
            ear
        } else {
            let mut ear = PgListener::connect(&self.url).await?;
            ear.listen_all([BELL, HINTS]).await?;
            ear
        };
        let heard = ear.recv().await?;
        self.ear = Some(ear);
        Ok((heard.channel() == HINTS).then(|| heard.payload().to_owned()))
    }
}
