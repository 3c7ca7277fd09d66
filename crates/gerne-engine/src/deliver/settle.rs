//! What became of a reply. Each ending is one transaction: delivery, message, conversation, event.

use gerne_domain::{
    Account, Actor, Conversation, Delivery, DeliveryState, EventKind, Receipt, Refusal, Timestamp,
};
use gerne_store::Tx;

use crate::{Engine, EngineError, alarm};

impl Engine {
    pub(super) async fn settle_arrived(
        &self,
        account: &Account,
        delivery: Delivery,
        receipt: Receipt,
    ) -> Result<(), EngineError> {
        let (engine, account) = (self.clone(), account.clone());
        self.write(move |tx| {
            Box::pin(async move { engine.arrived(tx, &account, delivery, receipt).await })
        })
        .await
        .map(drop)
    }

    /// The platform has it. Also called when a fetch finds it there before the answer came.
    pub(crate) async fn arrived(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        delivery: Delivery,
        receipt: Receipt,
    ) -> Result<(), EngineError> {
        // Another way may have settled it meanwhile: the row tells, not our copy.
        let Some(mut delivery) = tx.delivery(delivery.id).await? else { return Ok(()) };
        if delivery.state == DeliveryState::Sent {
            return Ok(());
        }
        let was_unknown = delivery.state == DeliveryState::Unknown;
        if !delivery.state.may_become(DeliveryState::Sent) {
            // Seen on the platform while we thought it queued or refused: what is there, is there.
            tracing::warn!(delivery = %delivery.id, state = ?delivery.state, "arrived by surprise");
        }
        // A fetch may have kept the same post as one of the platform's own app.
        if let Some(twin) = tx.message_by_external(account.id, &receipt.external_id).await?
            && twin.id != delivery.message_id
        {
            tx.delete_message(twin.id).await?;
        }
        tx.message_arrived(delivery.message_id, &receipt).await?;
        delivery.state = DeliveryState::Sent;
        delivery.reason = None;
        let published_at = receipt.published_at;
        delivery.receipt = Some(receipt);
        tx.update_delivery(&delivery).await?;
        if let Some(mut conversation) = tx.conversation(delivery.conversation_id).await? {
            if was_unknown && conversation.waiting_since == delivery.waiting_before {
                conversation.answered();
            }
            conversation.answer_arrived(published_at);
            tx.update_conversation(&conversation).await?;
            self.emit(tx, Actor::System, &conversation, changed(&delivery));
        }
        for kind in [alarm::REPLY_UNKNOWN, alarm::REPLY_REFUSED] {
            self.clear_alarm(tx, kind, &delivery.id.to_string()).await?;
        }
        Ok(())
    }

    pub(super) async fn settle_later(
        &self,
        account: &Account,
        delivery: Delivery,
        not_before: Timestamp,
    ) -> Result<(), EngineError> {
        let reason = Refusal::of("delivery.later");
        self.settle(account, delivery, DeliveryState::Queued, Some(reason), Some(not_before)).await
    }

    pub(super) async fn settle_refused(
        &self,
        account: &Account,
        delivery: Delivery,
        reason: Refusal,
    ) -> Result<(), EngineError> {
        self.settle(account, delivery, DeliveryState::Refused, Some(reason), None).await
    }

    pub(super) async fn settle_unknown(
        &self,
        account: &Account,
        delivery: Delivery,
        look_at: Timestamp,
    ) -> Result<(), EngineError> {
        let reason = Refusal::of("delivery.unknown");
        self.settle(account, delivery, DeliveryState::Unknown, Some(reason), Some(look_at)).await
    }

    async fn settle(
        &self,
        account: &Account,
        delivery: Delivery,
        state: DeliveryState,
        reason: Option<Refusal>,
        not_before: Option<Timestamp>,
    ) -> Result<(), EngineError> {
        let (engine, account) = (self.clone(), account.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let Some(mut delivery) = tx.delivery(delivery.id).await? else { return Ok(()) };
                if !delivery.state.may_become(state) {
                    return Ok(());
                }
                let was = delivery.state;
                delivery.state = state;
                delivery.reason = reason;
                delivery.not_before = not_before.unwrap_or(delivery.not_before);
                tx.update_delivery(&delivery).await?;
                let Some(mut conversation) = tx.conversation(delivery.conversation_id).await? else {
                    return Ok(());
                };
                let failed = matches!(state, DeliveryState::Refused | DeliveryState::Unknown);
                if failed && was != DeliveryState::Unknown {
                    // They wait again, since then: our try has not reached them as far as we know.
                    let target = account.settings.target();
                    conversation.answer_failed(delivery.waiting_before, target);
                    tx.update_conversation(&conversation).await?;
                }
                engine.emit(tx, Actor::System, &conversation, changed(&delivery));
                if state == DeliveryState::Refused {
                    engine.raise_reply(tx, alarm::REPLY_REFUSED, &delivery).await?;
                }
                Ok(())
            })
        })
        .await
        .map(drop)
    }

    /// Not found yet. Looks again at `next`; without one only a person can tell.
    pub(super) async fn still_unknown(
        &self,
        _account: &Account,
        delivery: Delivery,
        next: Option<Timestamp>,
        alarming: bool,
    ) -> Result<(), EngineError> {
        let engine = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                let Some(mut delivery) = tx.delivery(delivery.id).await? else { return Ok(()) };
                if delivery.state != DeliveryState::Unknown {
                    return Ok(());
                }
                delivery.not_before = next.unwrap_or(Timestamp::MAX);
                tx.update_delivery(&delivery).await?;
                if alarming {
                    engine.raise_reply(tx, alarm::REPLY_UNKNOWN, &delivery).await?;
                }
                Ok(())
            })
        })
        .await
        .map(drop)
    }

    /// What was `sending` when a process died may or may not have arrived.
    pub(crate) async fn recover(&self, account: &Account) -> Result<usize, EngineError> {
        let (id, now, engine) = (account.id, self.now(), self.clone());
        let orphaned = self
            .write(move |tx| {
                Box::pin(async move { Ok(tx.deliveries_in(id, DeliveryState::Sending).await?) })
            })
            .await?
            .value;
        let count = orphaned.len();
        for delivery in orphaned {
            engine.settle_unknown(account, delivery, now).await?;
        }
        Ok(count)
    }

    pub(super) async fn tell_delivery(
        &self,
        tx: &mut Tx<'_>,
        delivery: &Delivery,
    ) -> Result<(), EngineError> {
        if let Some(conversation) = tx.conversation(delivery.conversation_id).await? {
            self.emit(tx, Actor::System, &conversation, changed(delivery));
        }
        Ok(())
    }

    /// They take it back, or a person decides about it: the conversation waits as before.
    pub(crate) async fn not_said(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        actor: Actor,
        mut delivery: Delivery,
    ) -> Result<Conversation, EngineError> {
        let unfinished = !matches!(delivery.state, DeliveryState::Refused | DeliveryState::Unknown);
        delivery.state = DeliveryState::Cancelled;
        tx.update_delivery(&delivery).await?;
        tx.tombstone_message(delivery.message_id, self.now()).await?;
        let conversation = tx.conversation(delivery.conversation_id).await?;
        let mut conversation = conversation.ok_or(EngineError::NotFound)?;
        if unfinished {
            conversation.answer_failed(delivery.waiting_before, account.settings.target());
        }
        self.reckon(tx, account, &mut conversation).await?;
        tx.update_conversation(&conversation).await?;
        self.emit(tx, actor, &conversation, changed(&delivery));
        Ok(conversation)
    }
}

pub(crate) fn changed(delivery: &Delivery) -> EventKind {
    EventKind::DeliveryChanged {
        message: delivery.message_id,
        delivery: delivery.id,
        state: delivery.state,
    }
}
