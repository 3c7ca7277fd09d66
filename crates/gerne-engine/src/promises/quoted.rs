//! Customers who say that we did not keep our word: it is in their matter, and it matters.

use gerne_domain::{Actor, Conversation, Message, NotificationKind, Priority, PromiseState};
use gerne_language::{promises, when::Context};
use gerne_store::Tx;

use super::Days;
use crate::{Engine, EngineError};

impl Engine {
    /// Somebody whom we owe something wrote. If they quote what we promised, it is marked, its
    /// keepers are called, and the matter is more urgent.
    pub(crate) async fn is_reminded_of_promises(
        &self,
        tx: &mut Tx<'_>,
        conversation: &mut Conversation,
        message: &Message,
    ) -> Result<(), EngineError> {
        if conversation.promised.is_none() {
            return Ok(());
        }
        let hours = self.hours_of(tx, conversation).await?;
        let days = Days(&hours);
        let written = message.published_at.to_zoned(hours.zone().clone());
        let quoted = promises::quoted(&message.text, &Context::reporting(written, &days));
        if !quoted.iter().any(|quoted| quoted.broken) {
            return Ok(());
        }
        if conversation.priority == Priority::Normal {
            conversation.priority = Priority::High;
        }
        for mut promise in tx.promises_of(conversation.id).await? {
            if !promise.is_owed() || promise.quoted_at.is_some() {
                continue;
            }
            promise.quoted_at = Some(message.published_at);
            self.store_promise(tx, Actor::Customer, conversation, &mut promise).await?;
            let keeper = promise.owner_id.or(conversation.assignee_id);
            if let (Some(keeper), true) = (keeper, promise.state != PromiseState::Proposed) {
                self.call_once(tx, keeper, NotificationKind::PromiseQuoted, conversation.id)
                    .await?;
            }
        }
        Ok(())
    }
}
