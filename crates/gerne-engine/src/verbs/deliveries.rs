//! What a person decides about a reply on its way.

use gerne_domain::{
    AccountStatus, Actor, Delivery, DeliveryId, DeliveryState, ExternalId, Receipt,
};
use gerne_store::Tx;

use crate::{Caller, Done, Engine, EngineError, deliver::changed};

/// What was taken back, for the composer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// The reply as it would have left, signature included.
    pub delivery: Delivery,
}

impl Engine {
    /// Takes a reply back, while it is held; or gives one up that was refused.
    pub async fn undo_reply(
        &self,
        who: &Caller,
        id: DeliveryId,
    ) -> Result<Done<TakenBack>, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let delivery = visible(tx, &who, id).await?;
                let may = match delivery.state {
                    DeliveryState::Held | DeliveryState::Queued => true,
                    DeliveryState::Refused => true,
                    _ => false,
                };
                if !may {
                    return Err(EngineError::Conflict);
                }
                let account = tx.account(delivery.account_id).await?.ok_or(EngineError::NotFound)?;
                engine.not_said(tx, &account, who.actor(), delivery.clone()).await?;
                let subject = delivery.id.to_string();
                engine.clear_alarm(tx, crate::alarm::REPLY_REFUSED, &subject).await?;
                Ok(TakenBack { delivery })
            })
        })
        .await
    }

    /// Ends the undo window.
    pub async fn send_now(&self, who: &Caller, id: DeliveryId) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    let mut delivery = visible(tx, &who, id).await?;
                    if delivery.state != DeliveryState::Held {
                        return Err(EngineError::Conflict);
                    }
                    delivery.state = DeliveryState::Queued;
                    delivery.not_before = engine.now();
                    engine.keep(tx, who.actor(), &delivery).await?;
                    Ok(delivery.account_id)
                })
            })
            .await?;
        self.nudge(done.value);
        Ok(Done { value: (), seq: done.seq })
    }

    /// Tries again what was refused, or what a person knows has not arrived.
    pub async fn retry_delivery(&self, who: &Caller, id: DeliveryId) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    let mut delivery = visible(tx, &who, id).await?;
                    if !matches!(delivery.state, DeliveryState::Refused | DeliveryState::Unknown) {
                        return Err(EngineError::Conflict);
                    }
                    let account = tx.account(delivery.account_id).await?;
                    if account.is_none_or(|a| a.status != AccountStatus::Connected) {
                        return Err(EngineError::invalid("reply.account_disconnected"));
                    }
                    delivery.state = DeliveryState::Queued;
                    delivery.not_before = engine.now();
                    delivery.reason = None;
                    if let Some(mut conversation) = tx.conversation(delivery.conversation_id).await? {
                        delivery.waiting_before = conversation.answered().or(delivery.waiting_before);
                        tx.update_conversation(&conversation).await?;
                    }
                    engine.keep(tx, who.actor(), &delivery).await?;
                    for kind in [crate::alarm::REPLY_REFUSED, crate::alarm::REPLY_UNKNOWN] {
                        engine.clear_alarm(tx, kind, &delivery.id.to_string()).await?;
                    }
                    Ok(delivery.account_id)
                })
            })
            .await?;
        self.nudge(done.value);
        Ok(Done { value: (), seq: done.seq })
    }

    /// A person looked on the platform: it is there (and where), or it is not.
    pub async fn settle_delivery(
        &self,
        who: &Caller,
        id: DeliveryId,
        arrived: bool,
        url: Option<String>,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let delivery = visible(tx, &who, id).await?;
                if delivery.state != DeliveryState::Unknown {
                    return Err(EngineError::Conflict);
                }
                let account = tx.account(delivery.account_id).await?.ok_or(EngineError::NotFound)?;
                if arrived {
                    // The platform's own id comes when a fetch finds it; until then ours stands in.
                    let receipt = Receipt {
                        external_id: ExternalId(format!("settled:{}", delivery.outbound.key)),
                        url,
                        published_at: engine.now(),
                    };
                    return engine.arrived(tx, &account, delivery, receipt).await;
                }
                let subject = delivery.id.to_string();
                engine.not_said(tx, &account, who.actor(), delivery).await?;
                engine.clear_alarm(tx, crate::alarm::REPLY_UNKNOWN, &subject).await
            })
        })
        .await
    }

    async fn keep(
        &self,
        tx: &mut Tx<'_>,
        actor: Actor,
        delivery: &Delivery,
    ) -> Result<(), EngineError> {
        tx.update_delivery(delivery).await?;
        if let Some(conversation) = tx.conversation(delivery.conversation_id).await? {
            self.emit(tx, actor, &conversation, changed(delivery));
        }
        Ok(())
    }
}

async fn visible(tx: &mut Tx<'_>, who: &Caller, id: DeliveryId) -> Result<Delivery, EngineError> {
    let delivery = tx.delivery(id).await?.ok_or(EngineError::NotFound)?;
    who.sees(tx.conversation(delivery.conversation_id).await?)?;
    Ok(delivery)
}
