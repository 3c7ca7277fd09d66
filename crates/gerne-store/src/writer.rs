//! The one writer. Commands queue up; it commits at once when idle and gathers what came meanwhile.

mod redo;

use std::{
    ops::{Deref, DerefMut},
    panic::AssertUnwindSafe,
    sync::{Arc, Weak, atomic::Ordering},
};

use futures_util::{FutureExt, future::BoxFuture};
use gerne_domain::{Event, NewEvent};
use tokio::sync::{mpsc, oneshot};

use crate::{Reader, StoreError, db::Conn, space, store::House};

pub(crate) use redo::Redo;

/// A transaction that a command works in. Reads like a [`Reader`], writes, and tells what happened.
///
/// Nothing but the database may be waited for inside: every other command waits behind it.
#[derive(Debug)]
pub struct Tx<'b> {
    reader: &'b mut Reader,
    events: Vec<NewEvent>,
}

impl Tx<'_> {
    /// Tells what happened. It gets its number when the transaction is committed.
    pub fn emit(&mut self, event: NewEvent) {
        self.events.push(event);
    }
}

impl Deref for Tx<'_> {
    type Target = Reader;
    fn deref(&self) -> &Reader {
        self.reader
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Reader {
        self.reader
    }
}

tokio::task_local! {
    /// Set while a command runs.
    static INSIDE: ();
}

/// Whether a command is running here: another write would wait for it, and it for that.
pub(crate) fn inside() -> bool {
    INSIDE.try_with(|()| ()).is_ok()
}

/// Something to be done in a transaction, and somebody who waits for it.
pub(crate) trait Command: Send {
    /// Does it; whether it is to be kept.
    fn run<'t>(&'t mut self, tx: &'t mut Tx<'_>) -> BoxFuture<'t, bool>;
    /// Tells the one who waits: the log's head behind it, or why nothing was kept.
    fn answer(self: Box<Self>, committed: Result<i64, StoreError>);
}

/// What the one who asked waits for: the value and the log's head behind it.
pub(crate) type Answer<T, E> = oneshot::Receiver<Result<(T, i64), E>>;

/// A command of one type.
pub(crate) struct Typed<T, E, F> {
    command: Option<F>,
    result: Option<Result<T, E>>,
    answer: oneshot::Sender<Result<(T, i64), E>>,
}

impl<T, E, F> Typed<T, E, F> {
    pub(crate) fn new(command: F) -> (Self, Answer<T, E>) {
        let (answer, receiver) = oneshot::channel();
        (Self { command: Some(command), result: None, answer }, receiver)
    }
}

impl<T, E, F> Command for Typed<T, E, F>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: for<'t> FnOnce(&'t mut Tx<'_>) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
{
    fn run<'t>(&'t mut self, tx: &'t mut Tx<'_>) -> BoxFuture<'t, bool> {
        Box::pin(async move {
            let Some(command) = self.command.take() else { return false };
            let result = command(tx).await;
            let keep = result.is_ok();
            self.result = Some(result);
            keep
        })
    }

    fn answer(self: Box<Self>, committed: Result<i64, StoreError>) {
        let answer = match (self.result, committed) {
            (Some(Ok(value)), Ok(seq)) => Ok((value, seq)),
            (Some(Err(error)), _) => Err(error),
            (_, Err(error)) => Err(error.into()),
            (None, Ok(_)) => Err(StoreError::Panicked.into()),
        };
        // Whoever asked may have gone; what was written stays.
        drop(self.answer.send(answer));
    }
}

/// Works until all stores are gone.
pub(crate) async fn work(house: Weak<House>, mut queue: mpsc::Receiver<Box<dyn Command>>) {
    while let Some(first) = queue.recv().await {
        let Some(house) = house.upgrade() else { return };
        Batch::work_off(house, first, &mut queue).await;
    }
}

struct Batch {
    reader: Reader,
    done: Vec<(Box<dyn Command>, usize)>,
    events: Vec<NewEvent>,
    savepoint: Savepoint,
}

/// Where a batch goes back to when a command behind its first fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Savepoint {
    /// The first command needs none: nothing else is lost when all of it is rolled back.
    None,
    /// Behind the first command. What others wrote since is written again.
    Standing,
    /// A command failed, and others may, too: it moves on with each, so that nothing is written
    /// twice.
    Following,
}

impl Batch {
    /// One transaction: the first command and what queues up while it works.
    async fn work_off(
        house: Arc<House>,
        first: Box<dyn Command>,
        queue: &mut mpsc::Receiver<Box<dyn Command>>,
    ) {
        let mut batch = match Self::begin(&house).await {
            Ok(batch) => batch,
            Err(error) => return first.answer(Err(error)),
        };
        let mut next = Some(first);
        while let Some(command) = next.take() {
            if let Err(error) = batch.run(command).await {
                return batch.give_up(Arc::new(error)).await;
            }
            if batch.done.is_empty() {
                // It failed alone, and its transaction went with it.
                return;
            }
            if batch.done.len() < house.batch {
                next = queue.try_recv().ok();
            }
        }
        batch.finish().await;
    }

    async fn begin(house: &Arc<House>) -> Result<Self, StoreError> {
        let conn = house.db.write().await?;
        let mut reader = Reader::new(conn, Arc::clone(house));
        if let Err(error) = reader.begin_batch().await {
            reader.conn.discard().await;
            return Err(error);
        }
        let savepoint = Savepoint::None;
        Ok(Self { reader, done: Vec::new(), events: Vec::new(), savepoint })
    }

    /// Runs one command and keeps or undoes it. `Err`: the transaction is beyond saving.
    async fn run(&mut self, mut command: Box<dyn Command>) -> Result<(), sqlx::Error> {
        if let Err(error) = self.secure().await {
            return self.lost(command, error);
        }
        let before = self.reader.redo.len();
        self.reader.doomed = false;
        self.reader.later.begin();
        let mut tx = Tx { reader: &mut self.reader, events: Vec::new() };
        let running = AssertUnwindSafe(command.run(&mut tx)).catch_unwind();
        let kept = INSIDE.scope((), running).await;
        let events = tx.events;
        let doomed = matches!(kept, Ok(true)) && self.reader.doomed;
        let kept = if doomed { Ok(false) } else { kept };
        if !matches!(kept, Ok(true))
            && let Err(error) = self.undo(before).await
        {
            return self.lost(command, error);
        }
        match kept {
            Ok(true) => {
                self.events.extend(events);
                self.done.push((command, self.events.len()));
            }
            // Whatever error it had itself comes first.
            Ok(false) => command.answer(Err(StoreError::Doomed)),
            Err(_) => {
                tracing::error!("a command broke off; nothing of it was kept");
                command.answer(Err(StoreError::Panicked));
            }
        }
        Ok(())
    }

    /// Sees to it that the next command can be undone alone. On PostgreSQL a savepoint for each would
    /// be a round trip for each.
    async fn secure(&mut self) -> Result<(), sqlx::Error> {
        let Reader { conn, redo, .. } = &mut self.reader;
        let sql = match self.savepoint {
            _ if self.done.is_empty() => return Ok(()),
            Savepoint::None => "SAVEPOINT batch",
            Savepoint::Standing if !redo.is_full() => return Ok(()),
            Savepoint::Following if redo.is_empty() => return Ok(()),
            Savepoint::Standing | Savepoint::Following => {
                "RELEASE SAVEPOINT batch; SAVEPOINT batch"
            }
        };
        conn.control(sql).await?;
        redo.begin();
        if self.savepoint == Savepoint::None {
            self.savepoint = Savepoint::Standing;
        }
        Ok(())
    }

    /// The command that ran last never was. Before it there were so many statements to be kept.
    async fn undo(&mut self, before: usize) -> Result<(), sqlx::Error> {
        let Reader { conn, redo, later, .. } = &mut self.reader;
        later.undo();
        if self.done.is_empty() {
            return conn.control("ROLLBACK").await;
        }
        self.savepoint = Savepoint::Following;
        conn.control("ROLLBACK TO SAVEPOINT batch").await?;
        redo.write_again(before, conn).await
    }

    fn lost(&mut self, command: Box<dyn Command>, error: sqlx::Error) -> Result<(), sqlx::Error> {
        let at = self.events.len();
        self.done.push((command, at));
        Err(error)
    }

    /// Makes found what is new, numbers the events, commits, publishes, answers: in this order.
    async fn finish(mut self) {
        let new = std::mem::take(&mut self.events);
        self.reader.redo.end();
        let head = match self.reader.end_batch(&new).await {
            Ok(head) => head,
            Err(StoreError::Database(error)) => return self.give_up(Arc::new(error)).await,
            Err(error) => {
                let error = sqlx::Error::Encode(error.into());
                return self.give_up(Arc::new(error)).await;
            }
        };
        let Self { reader, done, .. } = self;
        let house = Arc::clone(&reader.house);
        drop(reader);
        house.commits.fetch_add(1, Ordering::Relaxed);
        house.full.store(false, Ordering::Relaxed);
        let before = head - i64::try_from(new.len()).unwrap_or_default();
        let events = new.into_iter().zip(before + 1..).map(|(event, seq)| Event { seq, event });
        house.published(events.collect());
        for (command, events) in done {
            command.answer(Ok(before + i64::try_from(events).unwrap_or_default()));
        }
    }

    /// Nothing of the batch was kept, or nobody can say whether it was.
    async fn give_up(self, error: Arc<sqlx::Error>) {
        tracing::warn!(error = &*error as &dyn std::error::Error, "a batch was not committed");
        let Self { reader, done, .. } = self;
        if space::is_full(&error) {
            reader.house.full.store(true, Ordering::Relaxed);
        }
        discard(reader.conn).await;
        for (command, _) in done {
            command.answer(Err(StoreError::Commit(Arc::clone(&error))));
        }
    }
}

async fn discard(conn: Conn) {
    conn.discard().await;
}
