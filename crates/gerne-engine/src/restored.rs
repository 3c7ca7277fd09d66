//! After a backup was put back: what was on its way then may have arrived since.

use gerne_domain::{Actor, DeliveryState};

use crate::{Engine, EngineError, deliver::changed};

impl Engine {
    /// Replies that a restore put into doubt: their conversations wait for an answer again, as far
    /// as we know, and the lanes look for them on the platforms. Returns how many. Doing it twice
    /// does nothing.
    pub async fn take_up_restored(&self) -> Result<usize, EngineError> {
        let doubted = self.inner.store.read().await?.restored_deliveries().await?;
        let count = doubted.len();
        for delivery in doubted {
            let (engine, now) = (self.clone(), self.now());
            self.write(move |tx| {
                Box::pin(async move {
                    let (id, state) = (delivery.id, DeliveryState::Unknown);
                    if !tx.postpone_delivery(id, state, now).await? {
                        return Ok(());
                    }
                    let conversation = tx.conversation(delivery.conversation_id).await?;
                    if let Some(mut conversation) = conversation {
                        if let Some(before) = &delivery.standing_before {
                            let before = conversation.answer_lost(before);
                            tx.set_delivery_standing(delivery.id, &before).await?;
                        } else {
                            conversation.answer_failed(delivery.waiting_before);
                        }
                        engine.keep(tx, &mut conversation).await?;
                        engine.emit(tx, Actor::System, &conversation, changed(&delivery));
                    }
                    Ok(())
                })
            })
            .await?;
        }
        Ok(count)
    }
}
