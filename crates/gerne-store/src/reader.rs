//! A connection that reads. Each aggregate adds its own methods in its own file.

use std::sync::Arc;

use crate::{
    StoreError,
    db::{Conn, Engine, Row, Text},
    row::{FromRow, One},
    search::Later,
    sql::Sql,
    store::House,
    value::{Arg, Value},
    writer::Redo,
};

/// A connection that reads. Give it back (drop it) before waiting for anything else.
#[derive(Debug)]
pub struct Reader {
    pub(crate) conn: Conn,
    pub(crate) house: Arc<House>,
    /// A statement failed: what a transaction still does after that cannot be kept.
    pub(crate) doomed: bool,
    /// The number of the newest event, where a batch locked it when it began.
    pub(crate) head: i64,
    /// What is made found at the end of the batch.
    pub(crate) later: Later,
    /// What the commands of a batch wrote behind its savepoint.
    pub(crate) redo: Redo,
}

impl Reader {
    pub(crate) fn new(conn: Conn, house: Arc<House>) -> Self {
        let (later, redo) = (Later::default(), Redo::default());
        Self { conn, house, doomed: false, head: 0, later, redo }
    }

    pub(crate) fn engine(&self) -> Engine {
        self.conn.engine()
    }

    /// Rows of a statement.
    pub(crate) async fn rows<T: FromRow>(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = self.all(Text::Written(sql), args).await?;
        rows.iter().map(T::from_row).collect()
    }

    /// The first row of a statement.
    pub(crate) async fn row<T: FromRow>(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Option<T>, StoreError> {
        let rows = self.all(Text::Written(sql), args).await?;
        rows.first().map(T::from_row).transpose()
    }

    /// Column `n` of the first row.
    pub(crate) async fn one<T: Value>(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.row::<One<T>>(sql, args).await?.map(|one| one.0))
    }

    /// Column `n` of all rows.
    pub(crate) async fn column<T: Value>(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Vec<T>, StoreError> {
        Ok(self.rows::<One<T>>(sql, args).await?.into_iter().map(|one| one.0).collect())
    }

    /// Rows of a statement that was put together.
    pub(crate) async fn rows_of<T: FromRow>(&mut self, sql: Sql) -> Result<Vec<T>, StoreError> {
        let (text, args) = sql.into_parts(self.engine());
        let rows = self.all(Text::Built(text), args).await?;
        rows.iter().map(T::from_row).collect()
    }

    /// Column `n` of all rows of a statement that was put together.
    pub(crate) async fn column_of<T: Value>(&mut self, sql: Sql) -> Result<Vec<T>, StoreError> {
        Ok(self.rows_of::<One<T>>(sql).await?.into_iter().map(|one| one.0).collect())
    }

    /// Runs a statement; how many rows it touched.
    pub(crate) async fn execute(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<u64, StoreError> {
        self.run(Text::Written(sql), args).await
    }

    /// Runs a statement that was put together; how many rows it touched.
    pub(crate) async fn execute_of(&mut self, sql: Sql) -> Result<u64, StoreError> {
        let (text, args) = sql.into_parts(self.engine());
        self.run(Text::Built(text), args).await
    }

    /// How the engine would run a statement.
    pub(crate) async fn explain(&mut self, sql: Sql) -> Result<Vec<String>, StoreError> {
        let (text, args) = sql.into_parts(self.engine());
        let text = Text::Built(format!("{}{text}", self.engine().explain()));
        let rows = self.all(text, args).await?;
        let column = self.engine().explained();
        rows.iter().map(|row| row.of("(plan)").get(column)).collect()
    }

    async fn all(&mut self, text: Text, args: Vec<Arg>) -> Result<Vec<Row>, StoreError> {
        let again = self.redo.copy(&text, &args, true);
        let rows = self.conn.all(text, args).await;
        self.doomed |= rows.is_err();
        let rows = rows?;
        if let Some(again) = again {
            self.redo.push(again, rows.len() as u64);
        }
        Ok(rows)
    }

    pub(crate) async fn run(&mut self, text: Text, args: Vec<Arg>) -> Result<u64, StoreError> {
        let again = self.redo.copy(&text, &args, false);
        let touched = self.conn.execute(text, args).await;
        self.doomed |= touched.is_err();
        if touched.as_ref().is_err_and(crate::space::is_full) {
            self.house.full.store(true, std::sync::atomic::Ordering::Relaxed);
        }
        let touched = touched?;
        if let Some(again) = again {
            self.redo.push(again, touched);
        }
        Ok(touched)
    }
}
