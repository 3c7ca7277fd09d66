//! Looks whether what was said still stands: streams tell of edits and deletes, but not while they
//! were down.

use std::sync::Arc;

use gerne_connector::{Account as Connection, LookUp};
use gerne_domain::{Account, ExternalId};

use super::{Lane, pull::Round};
use crate::{
    Engine,
    ingest::{Incomplete, Tries},
    lease::Hold,
};

/// Messages in one question for their present states.
const AT_ONCE: usize = 40;

impl Engine {
    /// What is open is looked at again, as long as the lane lives.
    pub(super) async fn keep_rechecking(&self, lane: &Lane) {
        let mut tries = Tries::default();
        loop {
            self.inner.clock.sleep(self.inner.config.recheck_every).await;
            self.until_room().await;
            let account = lane.account();
            match self.recheck(&account, lane, &mut tries).await {
                Ok(()) => tries = Tries::default(),
                Err(error) => {
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
        tries: &mut Tries,
    ) -> Result<(), Incomplete> {
        let before = gerne_domain::time::before(self.now(), self.inner.config.recheck_every);
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
        let what = LookUp::States(messages.clone());
        let batch = connection.look_up(&what).await.map_err(Incomplete::Connector)?;
        let batch = self.complete_or_leave(account, connection, batch, tries).await?;
        self.ingest_under(hold, account, None, batch).await?;
        let (id, now) = (account.id, self.now());
        self.write(move |tx| {
            Box::pin(async move {
                let mut checked = Vec::with_capacity(messages.len());
                for external in &messages {
                    checked.extend(tx.message_by_external(id, external).await?.map(|m| m.id));
                }
                Ok(tx.mark_checked(&checked, now).await?)
            })
        })
        .await?;
        Ok(())
    }
}
