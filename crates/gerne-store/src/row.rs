//! Rows, and how they become values. What cannot be read says where it stands.

use uuid::Uuid;

use crate::{
    StoreError,
    db::Row,
    error::Cause,
    value::{Field, Json, Raw, Value},
};

/// Something that a whole row is read into.
pub(crate) trait FromRow: Sized {
    fn from_row(row: &Row) -> Result<Self, StoreError>;
}

/// A row together with the table it stands for.
#[derive(Clone, Copy)]
pub(crate) struct Of<'r> {
    row: &'r Row,
    table: &'static str,
}

impl Row {
    /// Reads it as a row of `table`.
    pub(crate) fn of(&self, table: &'static str) -> Of<'_> {
        Of { row: self, table }
    }
}

impl Of<'_> {
    /// One column.
    pub(crate) fn get<T: Value>(self, column: &'static str) -> Result<T, StoreError> {
        let raw = <<T::Field as Field>::Raw as Raw>::fetch(self.row, column)
            .map_err(|cause| self.unreadable(column, cause.into()))?;
        let field = raw.map(T::Field::decode).transpose();
        let field = field.map_err(|cause| self.unreadable(column, cause))?;
        T::from_field(field).ok_or_else(|| self.unreadable(column, "NULL".into()))
    }

    /// One column of JSON.
    pub(crate) fn json<T>(self, column: &'static str) -> Result<T, StoreError>
    where
        T: serde::de::DeserializeOwned + serde::Serialize,
    {
        self.get::<Json<T>>(column).map(|json| json.0)
    }

    /// One column of JSON that may be absent.
    pub(crate) fn opt_json<T>(self, column: &'static str) -> Result<Option<T>, StoreError>
    where
        T: serde::de::DeserializeOwned + serde::Serialize,
    {
        self.get::<Option<Json<T>>>(column).map(|json| json.map(|json| json.0))
    }

    fn unreadable(self, column: &'static str, cause: Cause) -> StoreError {
        let id = match Uuid::fetch(self.row, "id") {
            Ok(Some(id)) => id.to_string(),
            _ => "without id".to_owned(),
        };
        StoreError::Unreadable { table: self.table, column, id, cause }
    }
}

/// Maps columns to the fields of the same name: `from_row!(Team, "team", { id, name })`.
/// `as json` reads JSON; what stands behind `;` is set afterwards or comes from elsewhere.
macro_rules! from_row {
    (@read $of:ident $field:ident) => { $of.get(stringify!($field))? };
    (@read $of:ident $field:ident json) => { $of.json(stringify!($field))? };
    (@read $of:ident $field:ident opt_json) => { $of.opt_json(stringify!($field))? };
    (@read $of:ident $field:ident json_or_default) => { $of.opt_json(stringify!($field))?.unwrap_or_default() };
    ($type:ty, $table:literal, { $($field:ident $(as $how:ident)?),* $(,)? $(; $($rest:ident: $value:expr),* $(,)?)? }) => {
        impl $crate::row::FromRow for $type {
            fn from_row(row: &$crate::db::Row) -> Result<Self, $crate::StoreError> {
                let of = row.of($table);
                Ok(Self {
                    $($field: $crate::row::from_row!(@read of $field $($how)?),)*
                    $($($rest: $value,)*)?
                })
            }
        }
    };
}
pub(crate) use from_row;

/// One column `n`.
pub(crate) struct One<T>(pub(crate) T);

impl<T: Value> FromRow for One<T> {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        row.of("(counted)").get("n").map(Self)
    }
}

/// Two columns, `a` and `b`.
pub(crate) struct Two<A, B>(pub(crate) A, pub(crate) B);

impl<A: Value, B: Value> FromRow for Two<A, B> {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("(joined)");
        Ok(Self(of.get("a")?, of.get("b")?))
    }
}
