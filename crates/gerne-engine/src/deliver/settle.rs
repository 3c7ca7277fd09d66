//! What became of a reply. Each ending is one transaction: delivery, message, conversation, event.

use std::sync::Arc;

use gerne_domain::{
    Account, Actor, Conversation, Delivery, DeliveryState, EventKind, Held, Message,
    NotificationKind, Receipt, Refusal, Status, Timestamp,
};
use gerne_store::{Settlement, Tx};

use crate::{Engine, EngineError, alarm, lease::Hold};

impl Engine {
    pub(super) async fn settle_arrived(
        &self,
        delivery: Delivery,
        receipt: Receipt,
    ) -> Result<bool, EngineError> {
        let engine = self.clone();
        self.write(move |tx| Box::pin(async move { engine.arrived(tx, delivery, receipt).await }))
            .await
            .map(|done| done.value)
    }

    /// The platform has it. Also called when a fetch finds it there before the answer came, which
    /// may be while we thought it queued for another try: what is there, is there. `false`: what is
    /// there is another reply of ours, so nothing is known of this one, and nothing was changed.
    pub(crate) async fn arrived(
        &self,
        tx: &mut Tx<'_>,
        delivery: Delivery,
        receipt: Receipt,
    ) -> Result<bool, EngineError> {
        // Another way may have settled it meanwhile: the row tells, not our copy.
        let Some(mut delivery) = tx.delivery(delivery.id).await? else { return Ok(true) };
        let was = delivery.state;
        if was != DeliveryState::Queued && !was.may_become(DeliveryState::Sent) {
            return Ok(true);
        }
        let Some(message) = tx.message(delivery.message_id).await? else { return Ok(true) };
        let at = receipt.published_at;
        if !is_there(tx, message, &receipt).await? {
            return Ok(false);
        }
        if was == DeliveryState::Queued {
            let step = Settlement::default();
            tx.move_delivery(delivery.id, was, DeliveryState::Sending, &step).await?;
            delivery.state = DeliveryState::Sending;
        }
        let step = Settlement { receipt: Some(receipt), ..Settlement::default() };
        let (from, to) = (delivery.state, DeliveryState::Sent);
        let Some(delivery) = tx.move_delivery(delivery.id, from, to, &step).await? else {
            return Ok(true);
        };
        if delivery.is_automatic() {
            self.tell_delivery(tx, &delivery).await?;
        } else if let Some(mut conversation) = tx.conversation(delivery.conversation_id).await? {
            // It had failed as far as we knew, so that they waited again.
            match &delivery.standing_before {
                Some(before) if before.failed.is_some() => {
                    if !conversation.answer_found(before, self.now())
                        && let Some(account) = tx.account(delivery.account_id).await?
                    {
                        self.reckon(tx, &account, &mut conversation).await?;
                    }
                }
                None if was == DeliveryState::Unknown
                    && conversation.waiting_since == delivery.waiting_before =>
                {
                    conversation.answered();
                }
                _ => {}
            }
            self.measure_arrived(tx, &conversation, &delivery, at).await?;
            conversation.answer_arrived(at);
            self.promises_said(tx, delivery.message_id, true, &mut conversation).await?;
            if !is_by_the_way(&delivery) {
                self.next_word_given(tx, &mut conversation, at, Some(delivery.message_id)).await?;
            }
            self.keep(tx, &mut conversation).await?;
            self.emit(tx, Actor::System, &conversation, changed(&delivery));
        }
        self.clear_reply_alarms(tx, &delivery).await?;
        Ok(true)
    }

    /// The platform shows what a person said is there: from now on it is known by its name.
    pub(crate) async fn named(
        &self,
        tx: &mut Tx<'_>,
        delivery: &Delivery,
        receipt: Receipt,
    ) -> Result<(), EngineError> {
        let Some(message) = tx.message(delivery.message_id).await? else { return Ok(()) };
        if !is_there(tx, message, &receipt).await? {
            return Ok(());
        }
        tx.set_delivery_receipt(delivery.id, &receipt).await?;
        self.tell_delivery(tx, delivery).await
    }

    pub(crate) async fn clear_reply_alarms(
        &self,
        tx: &mut Tx<'_>,
        delivery: &Delivery,
    ) -> Result<(), EngineError> {
        for kind in [alarm::REPLY_UNKNOWN, alarm::REPLY_REFUSED] {
            self.clear_alarm(tx, kind, &delivery.id.to_string()).await?;
        }
        Ok(())
    }

    pub(super) async fn settle_later(
        &self,
        delivery: Delivery,
        not_before: Timestamp,
        waits_for: Option<Refusal>,
    ) -> Result<(), EngineError> {
        let reason = waits_for.unwrap_or_else(|| Refusal::of("delivery.later"));
        self.settle(delivery, DeliveryState::Queued, reason, Some(not_before), None).await
    }

    pub(super) async fn settle_refused(
        &self,
        delivery: Delivery,
        reason: Refusal,
    ) -> Result<(), EngineError> {
        self.settle(delivery, DeliveryState::Refused, reason, None, None).await
    }

    pub(crate) async fn settle_unknown(
        &self,
        delivery: Delivery,
        look_at: Timestamp,
    ) -> Result<(), EngineError> {
        let reason = Refusal::of("delivery.unknown");
        self.settle(delivery, DeliveryState::Unknown, reason, Some(look_at), None).await
    }

    async fn settle(
        &self,
        delivery: Delivery,
        state: DeliveryState,
        reason: Refusal,
        not_before: Option<Timestamp>,
        hold: Option<&Arc<Hold>>,
    ) -> Result<(), EngineError> {
        let engine = self.clone();
        self.write_maybe_under(hold, move |tx| {
            Box::pin(async move {
                // What we know is about one attempt. Each claim counts one up, on whichever node,
                // so that state and count together name it.
                let Some(now) = tx.delivery(delivery.id).await? else { return Ok(()) };
                let (was, seen) = (now.state, delivery.state);
                let given_up = seen == DeliveryState::Sending && was == DeliveryState::Unknown;
                if now.attempts != delivery.attempts || !(was == seen || given_up) || was == state {
                    return Ok(());
                }
                let step = Settlement { not_before, reason: Some(reason), receipt: None };
                // Found on the platform meanwhile: then it is settled already.
                let Some(delivery) = tx.move_delivery(delivery.id, was, state, &step).await? else {
                    return Ok(());
                };
                let Some(mut conversation) = tx.conversation(delivery.conversation_id).await?
                else {
                    return Ok(());
                };
                if delivery.is_automatic() {
                    // It was no answer: nobody's waiting ended with it.
                    engine.emit(tx, Actor::System, &conversation, changed(&delivery));
                    engine.consult_stuck(tx, &delivery, &conversation).await?;
                    return Ok(());
                }
                if was == DeliveryState::Unknown && state == DeliveryState::Queued {
                    // It is on its way again: they wait no longer, until we know better.
                    if conversation.waiting_since == delivery.waiting_before {
                        conversation.answered();
                        engine.keep(tx, &mut conversation).await?;
                    }
                }
                let failed = matches!(state, DeliveryState::Refused | DeliveryState::Unknown);
                if failed && was != DeliveryState::Unknown {
                    // They wait again, since then: as far as we know our answer is not there.
                    if let Some(before) = &delivery.standing_before {
                        let before = conversation.answer_lost(before);
                        tx.set_delivery_standing(delivery.id, &before).await?;
                    } else {
                        conversation.answer_failed(delivery.waiting_before);
                    }
                    let message = delivery.message_id;
                    engine.promises_said(tx, message, false, &mut conversation).await?;
                    engine.keep(tx, &mut conversation).await?;
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
        delivery: Delivery,
        next: Option<Timestamp>,
        alarming: bool,
    ) -> Result<(), EngineError> {
        let engine = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                let next = next.unwrap_or(Timestamp::MAX);
                // Somebody may have decided meanwhile, and it may be unknown anew.
                let now = tx.delivery(delivery.id).await?;
                if now.is_none_or(|now| now.attempts != delivery.attempts) {
                    return Ok(());
                }
                let (id, state) = (delivery.id, DeliveryState::Unknown);
                let alarming = alarming && !delivery.is_automatic();
                if tx.postpone_delivery(id, state, next).await? && alarming {
                    engine.raise_reply(tx, alarm::REPLY_UNKNOWN, &delivery).await?;
                }
                Ok(())
            })
        })
        .await
        .map(drop)
    }

    /// What was `sending` when a process died may or may not have arrived.
    pub(crate) async fn recover(
        &self,
        account: &Account,
        hold: &Arc<Hold>,
    ) -> Result<(), EngineError> {
        let orphaned = self.inner.store.read().await?.deliveries_sending(account.id).await?;
        for delivery in orphaned {
            let (state, reason) = (DeliveryState::Unknown, Refusal::of("delivery.unknown"));
            let look_at = Some(self.now());
            self.settle(delivery, state, reason, look_at, Some(hold)).await?;
        }
        Ok(())
    }

    pub(crate) async fn tell_delivery(
        &self,
        tx: &mut Tx<'_>,
        delivery: &Delivery,
    ) -> Result<(), EngineError> {
        if let Some(conversation) = tx.conversation(delivery.conversation_id).await? {
            self.emit(tx, Actor::System, &conversation, changed(delivery));
        }
        Ok(())
    }

    /// Calls who wrote it: it did not arrive after all. Once for all whom it did not reach, until
    /// that was read; the call names them as they are known then.
    pub(crate) async fn call_author(
        &self,
        tx: &mut Tx<'_>,
        delivery: &Delivery,
    ) -> Result<(), EngineError> {
        let Some(agent_id) = delivery.agent_id else { return Ok(()) };
        self.call_once(tx, agent_id, NotificationKind::Returned, delivery.conversation_id).await
    }

    /// They take it back, or a person knows that it is not there: the conversation stands as
    /// before, with what came meanwhile on top.
    pub(crate) async fn not_said(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        actor: Actor,
        delivery: &Delivery,
    ) -> Result<Conversation, EngineError> {
        let (was, cancelled) = (delivery.state, DeliveryState::Cancelled);
        let step = Settlement::default();
        let delivery = tx.move_delivery(delivery.id, was, cancelled, &step).await?;
        let delivery = delivery.ok_or(EngineError::Conflict)?;
        tx.entomb_message(delivery.message_id, self.now()).await?;
        let conversation = tx.conversation(delivery.conversation_id).await?;
        let mut conversation = conversation.ok_or(EngineError::NotFound)?;
        if delivery.is_automatic() {
            self.emit(tx, actor, &conversation, changed(&delivery));
            return Ok(conversation);
        }
        self.promises_unsaid(tx, actor, delivery.message_id, &mut conversation).await?;
        self.measure_unsaid(tx, &conversation, delivery.message_id).await?;
        let (stood, had) = (conversation.status, conversation.assignee_id);
        let failed = matches!(was, DeliveryState::Refused | DeliveryState::Unknown);
        if let Some(before) = &delivery.standing_before {
            if failed {
                conversation.answer_given_up(before);
            } else {
                self.undone(tx, &delivery, before, &mut conversation).await?;
            }
            self.reckon_since(tx, account, &delivery, &mut conversation).await?;
        } else {
            // Where nobody waited, nobody waits again.
            if !failed && delivery.waiting_before.is_some() {
                conversation.answer_failed(delivery.waiting_before);
            }
            self.reckon(tx, account, &mut conversation).await?;
        }
        self.keep(tx, &mut conversation).await?;
        // The timeline says that it was resolved with the answer, and now that it is not.
        if stood == Status::Resolved && conversation.status != stood {
            let (status, until) = (conversation.status, conversation.snoozed_until);
            self.emit(tx, actor, &conversation, EventKind::StatusChanged { status, until });
        }
        if had != conversation.assignee_id {
            let (assignee, team) = (conversation.assignee_id, conversation.team_id);
            let before = Some(Held { assignee: had, team });
            let kind = EventKind::Assigned { assignee, team, before };
            self.emit(tx, actor, &conversation, kind);
        }
        self.emit(tx, actor, &conversation, changed(&delivery));
        self.clear_reply_alarms(tx, &delivery).await?;
        Ok(conversation)
    }
}

/// A message of ours is on the platform. `false`: what is there is known as another reply, which
/// says the same; nothing was changed.
async fn is_there(
    tx: &mut Tx<'_>,
    mut message: Message,
    receipt: &Receipt,
) -> Result<bool, EngineError> {
    let (url, at) = (receipt.url.as_deref(), receipt.published_at);
    let Some(id) = &receipt.external_id else {
        message.url = receipt.url.clone().or(message.url);
        tx.refresh_message(&message).await?;
        return Ok(true);
    };
    if let Some(twin) = tx.set_message_arrived(&message, id, url, at).await? {
        if tx.message(twin).await?.is_some_and(|twin| twin.delivery_id.is_some()) {
            return Ok(false);
        }
        // A fetch kept the same post as one of the platform's own app.
        tx.point_elsewhere(twin, message.id).await?;
        tx.delete_message(twin).await?;
        tx.set_message_arrived(&message, id, url, at).await?;
    }
    Ok(true)
}

/// A note that somebody else is there now, or the question whether it worked: not the word that
/// somebody was promised.
fn is_by_the_way(delivery: &Delivery) -> bool {
    ["handover:", "follow-up:"].iter().any(|kind| delivery.client_key.starts_with(kind))
}

pub(crate) fn changed(delivery: &Delivery) -> EventKind {
    EventKind::DeliveryChanged {
        message: delivery.message_id,
        delivery: delivery.id,
        state: delivery.state,
    }
}
