//! What the kept commands of a batch wrote behind its savepoint. When one behind them fails, the
//! database goes back to the savepoint, and they are written again.
//!
//! That comes to the same: statements are given their time, their ids and all else that they do not
//! find in the database, and no other node writes while the log is locked.

use crate::{
    db::{Conn, Text},
    value::Arg,
};

/// So many bytes are kept for that before the savepoint moves on. Most batches keep less.
const MOST: usize = 1 << 20;

/// The statements behind a savepoint, in their order.
#[derive(Debug, Default)]
pub(crate) struct Redo {
    on: bool,
    written: Vec<Written>,
    bytes: usize,
}

/// A statement, and how many rows it touched or brought.
#[derive(Debug)]
pub(crate) struct Written {
    text: Text,
    args: Vec<Arg>,
    rows: u64,
    /// Its rows were asked for.
    brings: bool,
}

impl Redo {
    /// Nothing was written behind the savepoint yet.
    pub(crate) fn begin(&mut self) {
        *self = Self { on: true, ..Self::default() };
    }

    /// Nothing will be undone any more.
    pub(crate) fn end(&mut self) {
        *self = Self::default();
    }

    /// Statements so far.
    pub(crate) fn len(&self) -> usize {
        self.written.len()
    }

    /// Whether there is nothing to be written again.
    pub(crate) fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// Whether the savepoint has to move on before the next command.
    pub(crate) fn is_full(&self) -> bool {
        self.bytes > MOST
    }

    /// A statement that is about to be run, if it has to be kept.
    pub(crate) fn copy(&self, text: &Text, args: &[Arg], brings: bool) -> Option<Written> {
        let keep = self.on && !text.reads();
        keep.then(|| Written { text: text.clone(), args: args.to_vec(), rows: 0, brings })
    }

    /// It was run, and touched or brought so many rows.
    pub(crate) fn push(&mut self, written: Written, rows: u64) {
        self.bytes += written.args.iter().map(Arg::size).sum::<usize>();
        self.written.push(Written { rows, ..written });
    }

    /// Writes the first `kept` statements again; the others are forgotten.
    pub(crate) async fn write_again(
        &mut self,
        kept: usize,
        conn: &mut Conn,
    ) -> Result<(), sqlx::Error> {
        self.written.truncate(kept);
        for Written { text, args, rows, brings } in &self.written {
            let (text, args) = (text.clone(), args.clone());
            let again = match brings {
                true => conn.all(text, args).await?.len() as u64,
                false => conn.execute(text, args).await?,
            };
            if again != *rows {
                // Somebody would be told what is not so.
                let what = "what was written again did not come to the same";
                return Err(sqlx::Error::Protocol(what.to_owned()));
            }
        }
        Ok(())
    }
}
