//! What a person decides about a reply on its way.

use gerne_domain::{
    Account, AccountId, AccountStatus, Delivery, DeliveryId, DeliveryState, Receipt, Standing,
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
        let done = self
            .write(move |tx| {
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
            .await;
        // It may sleep again.
        self.inner.lanes.snoozes.notify_one();
        done
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
        if delivery.state != DeliveryState::Held && !delivery.is_automatic() {
            if let Some(before) = &moved.standing_before {
                let before = conversation.answer_again(before);
                let before = Standing { again_at: Some(self.now()), ..before };
                tx.set_delivery_standing(moved.id, &before).await?;
            }
            let waited = conversation.answered().or(moved.waiting_before);
            tx.set_delivery_waiting(moved.id, queued, waited).await?;
            self.keep(tx, &mut conversation).await?;
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
        let seen = match &url {
            Some(url) if arrived => self.look_at(who, id, url).await?,
            _ => None,
        };
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
                if let Some(name) = seen.as_ref().and_then(|seen| seen.external_id.as_ref())
                    && let Some(there) = tx.message_by_external(account.id, name).await?
                    && there.delivery_id.is_some_and(|other| other != delivery.id)
                {
                    return Err(EngineError::invalid("settle.another_reply"));
                }
                // What the platform calls it is not known to people: a later fetch tells.
                let receipt = seen.unwrap_or_else(|| Receipt {
                    external_id: None,
                    url,
                    published_at: delivery.attempted_at.unwrap_or_else(|| engine.now()),
                });
                if !engine.arrived(tx, delivery, receipt).await? {
                    return Err(EngineError::invalid("settle.another_reply"));
                }
                Ok(())
            })
        })
        .await
    }

    /// What stands at an address that a person pasted, when the platform can tell.
    async fn look_at(
        &self,
        who: &Caller,
        id: DeliveryId,
        url: &str,
    ) -> Result<Option<Receipt>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let delivery = db.delivery(id).await?.ok_or(EngineError::NotFound)?;
        who.sees(db.conversation(delivery.conversation_id).await?)?;
        let account = db.account(delivery.account_id).await?.ok_or(EngineError::NotFound)?;
        drop(db);
        let Ok(url) = url::Url::parse(url) else { return Ok(None) };
        // A person decides, whether the platform answers or not.
        let Ok(connection) = self.connection(&account) else { return Ok(None) };
        match connection.find_at(&url, &delivery.outbound).await {
            Ok(seen) => Ok(seen),
            Err(error) => {
                tracing::info!(error = %crate::error::chain(&error), delivery = %id, "could not look at a pasted address");
                Ok(None)
            }
        }
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
