//! What holds for the whole house, by name.

use gerne_domain::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Reader, StoreError, Tx,
    value::{Json, args, json},
};

struct Setting<T>(T);

impl<T: DeserializeOwned + Serialize> crate::row::FromRow for Setting<T> {
    fn from_row(row: &crate::db::Row) -> Result<Self, StoreError> {
        row.of("setting").get::<Json<T>>("value").map(|json| Self(json.0))
    }
}

const ONE: &str = "SELECT value FROM setting WHERE name = $1";
const PUT: &str = "INSERT INTO setting (name, value, changed_at) VALUES ($1, $2, $3)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at";

impl Reader {
    /// A setting; `None` until somebody chose.
    pub async fn setting<T: DeserializeOwned + Serialize>(
        &mut self,
        name: &str,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.row::<Setting<T>>(ONE, args![name]).await?.map(|setting| setting.0))
    }
}

impl Tx<'_> {
    /// Somebody chose.
    pub async fn put_setting<T: Serialize + Sync>(
        &mut self,
        name: &str,
        value: &T,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let value = json(value)?;
        self.execute(PUT, args![name, value, at]).await.map(drop)
    }
}
