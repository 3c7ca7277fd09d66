//! What an answer leaves behind that was taken back before it left: nothing.

use gerne_domain::{Account, Conversation, Delivery, DeliveryState, Direction, Standing};
use gerne_store::Tx;

use crate::{Engine, EngineError, summary};

impl Engine {
    /// The conversation stands as before, unless a later answer of ours ended the waiting anyway.
    pub(super) async fn undone(
        &self,
        tx: &mut Tx<'_>,
        delivery: &Delivery,
        before: &Standing,
        conversation: &mut Conversation,
    ) -> Result<(), EngineError> {
        let all = tx.deliveries_of(delivery.conversation_id).await?;
        let later: Vec<&Delivery> =
            all.iter().filter(|other| other.id > delivery.id && !other.is_automatic()).collect();
        if later.iter().any(|other| other.state == DeliveryState::Sent) {
            return Ok(());
        }
        let next = later.iter().find(|other| {
            use DeliveryState::{Held, Queued, Sending};
            matches!(other.state, Held | Queued | Sending)
        });
        // The next answer is on its way: should it be taken back as well, both leave nothing.
        if let Some((next, its)) = next.and_then(|n| Some((n, n.standing_before.clone()?))) {
            tx.set_delivery_standing(next.id, &its.beyond(before)).await?;
            return Ok(());
        }
        conversation.answer_undone(before);
        Ok(())
    }

    /// What the row shows is reckoned anew; who waits only when something was deleted, or answered
    /// on the platform, since the answer was written: else it is known exactly.
    pub(super) async fn reckon_since(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        delivery: &Delivery,
        conversation: &mut Conversation,
    ) -> Result<(), EngineError> {
        let messages = tx.newest_messages(conversation.id, 200).await?;
        let since = delivery.outbound.written_at;
        let moved = messages.iter().filter(|m| m.id != delivery.message_id).any(|m| {
            let answered = m.direction == Direction::Out && m.external_id.is_some();
            let deleted = m.direction == Direction::In && m.deleted_at.is_some_and(|at| at > since);
            deleted || (answered && m.received_at > since)
        });
        if moved {
            self.reckon(tx, account, conversation).await?;
        } else {
            summary::reckon_row(conversation, &messages);
        }
        Ok(())
    }
}
