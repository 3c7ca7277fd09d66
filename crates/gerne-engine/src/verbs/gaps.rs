//! Gaps that can be closed for money.

use gerne_connector::{Batch, Gap};
use gerne_domain::{AlarmId, Refusal, Role, Timestamp};

use crate::{
    Caller, Done, Engine, EngineError, alarm,
    ingest::{Incomplete, Tries},
};

/// What says of a gap that it can be.
const CAN_BE_BOUGHT: &str = "gap.can_be_bought";

impl Engine {
    /// Reads back what a gap left out, in the way that costs what its alarm says. The alarm is gone
    /// from the moment somebody decides, so that nobody pays twice, and stands again when the
    /// platform does not do it.
    ///
    /// # Errors
    /// `Conflict`: somebody was quicker. `NotFound`: it is no gap that can be bought.
    pub async fn read_back(&self, who: &Caller, id: AlarmId) -> Result<Done, EngineError> {
        who.at_least(Role::Lead)?;
        let mut db = self.inner.store.read().await?;
        let alarm = db.alarm(id).await?.ok_or(EngineError::NotFound)?;
        let bought = alarm.kind == alarm::GAP && alarm.reason.as_deref() == Some(CAN_BE_BOUGHT);
        let account = alarm.account_id.filter(|id| bought && who.scope.sees(*id, None));
        let account = db.account(account.ok_or(EngineError::NotFound)?).await?;
        drop(db);
        let account = account.ok_or(EngineError::NotFound)?;
        let instant = |key: &str| -> Option<Timestamp> { alarm.details.get(key)?.parse().ok() };
        let (from, to) = instant("from").zip(instant("to")).ok_or(EngineError::NotFound)?;
        let connection = self.connection(&account)?;

        let (engine, standing) = (self.clone(), alarm.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let cleared = engine.clear_alarm(tx, &standing.kind, &standing.subject).await?;
                cleared.map(drop).ok_or(EngineError::Conflict)
            })
        })
        .await?;
        let read = async {
            let bought = connection.read_back(from, to).await.map_err(Incomplete::Connector)?;
            let tries = &mut Tries::default();
            loop {
                let batch = Batch { more: false, ..bought.clone() };
                let batch = self.complete_or_leave(&account, &*connection, batch, tries).await?;
                // Cut where it leans on too much: what is kept by then needs no look-up any more.
                let cut = batch.more();
                let done = self.ingest_under(None, &account, None, batch).await?;
                if !cut {
                    return Ok(done);
                }
            }
        };
        match read.await {
            Ok(done) => Ok(Done { seq: done.seq, value: () }),
            Err(failed) => {
                let reason = Refusal { key: CAN_BE_BOUGHT.to_owned(), values: alarm.details };
                let gap = Gap { from, to, reason };
                let engine = self.clone();
                self.write(move |tx| {
                    Box::pin(async move { engine.raise_gap(tx, &account, &gap).await })
                })
                .await?;
                Err(match failed {
                    Incomplete::Connector(error) => error.into(),
                    Incomplete::Engine(error) => error,
                })
            }
        }
    }
}
