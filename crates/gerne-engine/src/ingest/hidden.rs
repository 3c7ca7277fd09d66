//! Hidden, or shown again, in the platform's own app: what stands there now holds here too.

use std::time::Duration;

use gerne_domain::{
    Account, Actor, Deed, Direction, ExternalId, Hiding, HidingId, HidingReason, time::after,
};
use gerne_store::Tx;

use crate::{Engine, EngineError};

/// What was read can be as old as this: read before one of us hid it, and kept afterwards.
const READ_BEFORE: Duration = Duration::from_mins(2);

impl Engine {
    /// Keeps that a message of theirs is hidden on its platform, or no longer. Who did it there is
    /// not told.
    pub(super) async fn hidden_elsewhere(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        external: &ExternalId,
        hidden: bool,
    ) -> Result<(), EngineError> {
        let Some(message) = tx.message_by_external(account.id, external).await? else {
            return Ok(());
        };
        if message.direction != Direction::In || message.deleted_at.is_some() {
            return Ok(());
        }
        let now = self.now();
        match tx.hidings_of(&[message.id]).await?.pop() {
            None if hidden => {
                let hiding = Hiding {
                    id: HidingId::new(&*self.inner.ids),
                    message_id: Some(message.id),
                    conversation_id: message.conversation_id,
                    account_id: account.id,
                    reason: HidingReason::Elsewhere,
                    hidden_by: None,
                    hidden_at: now,
                    reviewed_by: None,
                    reviewed_at: None,
                    shown_by: None,
                    shown_at: None,
                    outcome: None,
                };
                tx.insert_hiding(&hiding).await?;
                self.tell_hiding(tx, Actor::System, &hiding, Deed::Hidden).await
            }
            Some(hiding) if !hidden => {
                let ours = hiding.hidden_by.is_some();
                if ours && now < after(hiding.hidden_at, READ_BEFORE) {
                    return Ok(());
                }
                tx.end_hiding(hiding.id, None, now).await?;
                self.tell_hiding(tx, Actor::System, &hiding, Deed::Shown).await
            }
            None | Some(_) => Ok(()),
        }
    }
}
