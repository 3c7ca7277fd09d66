//! Looks whether what was said still stands: streams tell of edits and deletes, but not while they
//! were down. What is open is looked at often; everything else where a platform demands that
//! deletions are honoured in time, and in such time.

use std::{sync::Arc, time::Duration};

use gerne_connector::{Account as Connection, ConnectorError, LookUp};
use gerne_domain::{Account, ExternalId, time::before};

use super::{Lane, pull::Round};
use crate::{
    Engine,
    deadlines::Deadline,
    ingest::{Incomplete, Tries},
    lease::Hold,
};

/// Messages in one question for their present states.
const AT_ONCE: usize = 40;

impl Engine {
    /// What is open is looked at again, as long as the lane lives.
    pub(super) async fn keep_rechecking(&self, lane: &Lane) {
        let mut tries = Tries::default();
        let mut patience = Duration::ZERO;
        loop {
            let deadline = self.deadline_of(&lane.account());
            let every = self.inner.config.recheck_every;
            let every = deadline.map_or(every, |deadline| every.min(deadline.to_ask()));
            self.inner.clock.sleep(every.max(patience)).await;
            self.until_room().await;
            let account = lane.account();
            match self.recheck(&account, lane, every, &mut tries).await {
                Ok(()) => (tries, patience) = (Tries::default(), Duration::ZERO),
                Err(error) => {
                    patience = asked(&error);
                    if let Round::Stop = self.failed(&account, error).await {
                        return;
                    }
                }
            }
        }
    }

    async fn recheck(
        &self,
        account: &Account,
        lane: &Lane,
        every: Duration,
        tries: &mut Tries,
    ) -> Result<(), Incomplete> {
        // First what must not be late.
        if let Some(deadline) = self.deadline_of(account) {
            self.recheck_in_time(account, lane, deadline, every, tries).await?;
        }
        let before = before(self.now(), self.inner.config.recheck_every);
        loop {
            let mut db = self.inner.store.read().await?;
            let due = db.messages_to_check(account.id, before, AT_ONCE).await?;
            drop(db);
            let external: Vec<ExternalId> = due.into_iter().filter_map(|m| m.external_id).collect();
            if external.is_empty() {
                return Ok(());
            }
            let last = external.len() < AT_ONCE;
            let connection = &*lane.connection;
            self.check_states_or_leave(Some(&lane.hold), account, connection, external, tries)
                .await?;
            if last {
                return Ok(());
            }
        }
    }

    /// Everything that a platform wants deleted in time, the longest unchecked first, and no more
    /// at once than is needed to be done in time: the platform's patience is for answers, too.
    async fn recheck_in_time(
        &self,
        account: &Account,
        lane: &Lane,
        deadline: Deadline,
        every: Duration,
        tries: &mut Tries,
    ) -> Result<(), Incomplete> {
        let store = &self.inner.store;
        let kept = store.read().await?.messages_kept(account.id).await?;
        let mut left = deadline.share(kept, every);
        let due = before(self.now(), deadline.due());
        while left > 0 {
            let mut db = store.read().await?;
            let threads = db.threads_to_check(account.id, due, AT_ONCE).await?;
            let external = db.unchecked_in(&threads, due, AT_ONCE.min(left)).await?;
            drop(db);
            if threads.is_empty() {
                return Ok(());
            }
            if external.is_empty() {
                let now = self.now();
                self.write_under(&lane.hold, move |tx| {
                    Box::pin(async move { Ok(tx.mark_threads_checked(&threads, now).await?) })
                })
                .await?;
                continue;
            }
            left = left.saturating_sub(external.len());
            let connection = &*lane.connection;
            self.check_states_or_leave(Some(&lane.hold), account, connection, external, tries)
                .await?;
        }
        Ok(())
    }

    /// Asks the platform how messages stand now, and keeps what it says.
    pub(crate) async fn check_states(
        &self,
        hold: Option<&Arc<Hold>>,
        account: &Account,
        connection: &dyn Connection,
        messages: Vec<ExternalId>,
    ) -> Result<(), Incomplete> {
        let tries = &mut Tries::default();
        self.check_states_or_leave(hold, account, connection, messages, tries).await
    }

    async fn check_states_or_leave(
        &self,
        hold: Option<&Arc<Hold>>,
        account: &Account,
        connection: &dyn Connection,
        messages: Vec<ExternalId>,
        tries: &mut Tries,
    ) -> Result<(), Incomplete> {
        // What is changed while the platform is asked may be missing in its answer.
        let (id, asked) = (account.id, self.now());
        let what = LookUp::States(messages.clone());
        let batch = connection.look_up(&what).await.map_err(Incomplete::Connector)?;
        let batch = self.complete_or_leave(account, connection, batch, tries).await?;
        self.ingest_under(hold, account, None, batch).await?;
        self.write(move |tx| {
            Box::pin(async move {
                let mut checked = Vec::with_capacity(messages.len());
                for external in &messages {
                    checked.extend(tx.message_by_external(id, external).await?.map(|m| m.id));
                }
                Ok(tx.mark_checked(&checked, asked).await?)
            })
        })
        .await?;
        Ok(())
    }
}

/// How long the platform asked us to wait.
fn asked(error: &Incomplete) -> Duration {
    match error {
        Incomplete::Connector(ConnectorError::Retry { after, .. }) => after.unwrap_or_default(),
        _ => Duration::ZERO,
    }
}
