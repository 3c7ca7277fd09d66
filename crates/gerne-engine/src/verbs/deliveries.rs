//! What a person decides about a reply on its way.

use gerne_domain::{
    Account, AccountId, AccountStatus, Delivery, DeliveryId, DeliveryState, ExternalId, Receipt,
};
use gerne_store::{Settlement, Tx};

use crate::{Caller, Done, Engine, EngineError, deliver::changed};

impl Engine {
    /// Takes a reply back before it leaves, or gives one up that was refused. Returns it as it
    /// was, for the composer.
    ///
    /// # Errors
    /// `Conflict` once it has left.
    pub async fn undo_reply(
        &self,
        who: &Caller,
        id: DeliveryId,
    ) -> Result<Done<Delivery>, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let (account, delivery) = visible(tx, &who, id).await?;
                match delivery.state {
                    DeliveryState::Held | DeliveryState::Queued | DeliveryState::Refused => {}
                    _ => return Err(EngineError::Conflict),
                }
                engine.not_said(tx, &account, who.actor(), &delivery).await?;
                for media in &delivery.outbound.media {
                    tx.touch_blob(&media.blob, engine.now()).await?;
                }
                Ok(delivery)
            })
        })
        .await
    }

    /// Ends the undo window.
    pub async fn send_now(&self, who: &Caller, id: DeliveryId) -> Result<Done, EngineError> {
        self.queue(who, id, &[DeliveryState::Held]).await
    }

    /// Tries again what was refused, or what a person knows has not arrived.
    pub async fn retry_delivery(&self, who: &Caller, id: DeliveryId) -> Result<Done, EngineError> {
        self.queue(who, id, &[DeliveryState::Refused, DeliveryState::Unknown]).await
    }

    async fn queue(
        &self,
        who: &Caller,
        id: DeliveryId,
        from: &'static [DeliveryState],
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        let done: Done<AccountId> = self
            .write(move |tx| {
                Box::pin(async move {
                    let (account, delivery) = visible(tx, &who, id).await?;
                    if !from.contains(&delivery.state) {
                        return Err(EngineError::Conflict);
                    }
                    if account.status != AccountStatus::Connected {
                        return Err(EngineError::invalid("reply.account_disconnected"));
                    }
                    engine.queue_in(tx, &who, &delivery).await?;
                    Ok(account.id)
                })
            })
            .await?;
        Ok(Done { value: (), seq: done.seq })
    }

    async fn queue_in(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        delivery: &Delivery,
    ) -> Result<(), EngineError> {
        let step = Settlement { not_before: Some(self.now()), ..Settlement::default() };
        let queued = DeliveryState::Queued;
        let moved = tx.move_delivery(delivery.id, delivery.state, queued, &step).await?;
        let moved = moved.ok_or(EngineError::Conflict)?;
        let conversation = tx.conversation(moved.conversation_id).await?;
        let mut conversation = conversation.ok_or(EngineError::NotFound)?;
        if delivery.state != DeliveryState::Held {
            let waited = conversation.answered().or(moved.waiting_before);
            tx.set_delivery_waiting(moved.id, queued, waited).await?;
            tx.update_conversation(&conversation).await?;
        }
        self.emit(tx, who.actor(), &conversation, changed(&moved));
        self.clear_reply_alarms(tx, &moved).await
    }

    /// A person looked on the platform: it is there (and where), or it is not.
    ///
    /// # Errors
    /// `Conflict` when it is no longer unknown.
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
                let (account, delivery) = visible(tx, &who, id).await?;
                if delivery.state != DeliveryState::Unknown {
                    return Err(EngineError::Conflict);
                }
                if !arrived {
                    engine.not_said(tx, &account, who.actor(), &delivery).await?;
                    return Ok(());
                }
                // The platform's own id is not known to people; ours stands in for it.
                let receipt = Receipt {
                    external_id: ExternalId(format!("settled:{}", delivery.outbound.key)),
                    url,
                    published_at: engine.now(),
                };
                engine.arrived(tx, delivery, receipt).await
            })
        })
        .await
    }
}

async fn visible(
    tx: &mut Tx<'_>,
    who: &Caller,
    id: DeliveryId,
) -> Result<(Account, Delivery), EngineError> {
    let delivery = tx.delivery(id).await?.ok_or(EngineError::NotFound)?;
    who.sees(tx.conversation(delivery.conversation_id).await?)?;
    let account = tx.account(delivery.account_id).await?.ok_or(EngineError::NotFound)?;
    Ok((account, delivery))
}
