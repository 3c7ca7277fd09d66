//! When a reply leaves that stands behind others: what it says of itself, and what it keeps to.

use gerne_domain::{Account, Timestamp, time::after};
use gerne_store::Tx;

use crate::{Engine, EngineError};

impl Engine {
    /// When a reply leaves that could leave at `earliest`. Behind so many others that the platform
    /// would make it wait, it waits from the beginning: then it is known when its turn is.
    pub(crate) async fn turn(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        earliest: Timestamp,
    ) -> Result<Timestamp, EngineError> {
        let Some(pace) = self.connection(account)?.pace() else { return Ok(earliest) };
        let most = usize::try_from(pace.most).unwrap_or(usize::MAX).max(1);
        let before = tx.nth_last_due(account.id, most).await?;
        Ok(before.map_or(earliest, |before| earliest.max(after(before, pace.within))))
    }
}
