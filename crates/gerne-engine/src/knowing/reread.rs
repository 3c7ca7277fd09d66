//! Reading everything again that was recorded before: after an update that reads better, or after the
//! company taught what its numbers look like.

use gerne_domain::MessageId;

use crate::{Engine, EngineError};

/// Messages read in one transaction.
const AT_ONCE: usize = 200;

impl Engine {
    /// Reads all messages again that stand in a matter; how many were looked at, and of how many
    /// something changed. What people made of it stays.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn reread(&self) -> Result<(u64, u64), EngineError> {
        let taught = self.taught().await?;
        let mut after = MessageId(uuid::Uuid::nil());
        let (mut looked, mut changed) = (0, 0);
        loop {
            let mut db = self.inner.store.read().await?;
            let ids = db.messages_after(after, AT_ONCE).await?;
            let Some(last) = ids.last().copied() else { return Ok((looked, changed)) };
            let messages = db.messages(&ids).await?;
            drop(db);
            after = last;
            looked += messages.len() as u64;
            let read: Vec<_> = messages
                .into_iter()
                .map(|message| {
                    let found = Self::read_message(&taught, &message);
                    (message, found)
                })
                .collect();
            let engine = self.clone();
            let done = self
                .write(move |tx| {
                    Box::pin(async move {
                        let mut changed = 0;
                        for (message, found) in read {
                            // It may have changed meanwhile: then it was read just now.
                            let now = tx.message(message.id).await?;
                            if now.is_some_and(|now| now.text == message.text) {
                                changed +=
                                    u64::from(engine.keep_again(tx, &message, &found).await?);
                            }
                        }
                        Ok(changed)
                    })
                })
                .await?;
            changed += done.value;
        }
    }
}
