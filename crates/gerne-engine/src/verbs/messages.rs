//! What is done to single messages on their platform.

use std::sync::Arc;

use gerne_connector::{Account as Connection, Action, MayReply};
use gerne_domain::{Account, Direction, EventKind, Message, MessageId};

use crate::{
    Caller, Done, Engine, EngineError,
    ingest::{Incomplete, went},
};

impl Engine {
    /// Asks the platform how a message stands now.
    pub async fn check_message(&self, who: &Caller, id: MessageId) -> Result<(), EngineError> {
        let (account, connection, message) = self.platform_message(who, id).await?;
        let external = message.external_id.ok_or(EngineError::NotFound)?;
        match self.check_states(None, &account, &*connection, vec![external]).await {
            Ok(()) => Ok(()),
            Err(Incomplete::Connector(error)) => Err(error.into()),
            Err(Incomplete::Engine(error)) => Err(error),
        }
    }

    /// Likes a message on the platform, or no longer. That we do is remembered: no platform tells
    /// it with what it shows us.
    pub async fn like(&self, who: &Caller, id: MessageId, like: bool) -> Result<Done, EngineError> {
        let (_, connection, message) = self.platform_message(who, id).await?;
        let external = message.external_id.ok_or(EngineError::NotFound)?;
        let action = if like { Action::Like(external) } else { Action::Unlike(external) };
        // Twice is the same as once, so what is lost in between is simply done again.
        connection.act(&action).await?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let changed = if like {
                    tx.like_message(id, who.agent, engine.now()).await?
                } else {
                    tx.unlike_message(id).await?
                };
                let Some(of) = message.conversation_id.filter(|_| changed) else { return Ok(()) };
                let Some(conversation) = tx.conversation(of).await? else { return Ok(()) };
                let refreshed = EventKind::MessageRefreshed { message: id };
                engine.emit(tx, who.actor(), &conversation, refreshed);
                Ok(())
            })
        })
        .await
    }

    /// Says that `who` goes to answer a message on the platform itself: the answer that is read back
    /// from there is theirs. The last who says so has it; where answers are given here it means
    /// nothing.
    pub async fn goes_there(&self, who: &Caller, id: MessageId) -> Result<(), EngineError> {
        let (account, _, message) = self.platform_message(who, id).await?;
        let external = message.external_id.ok_or(EngineError::NotFound)?;
        if !self.profile(&account)?.capabilities.only_when_called || message.addressed {
            return Ok(());
        }
        let (engine, agent) = (self.clone(), who.agent);
        self.write(move |tx| {
            Box::pin(async move { went::note(tx, &engine, account.id, external, agent).await })
        })
        .await
        .map(drop)
    }

    /// Whether a message may be answered through the platform's interface, and whether its author
    /// may be answered in private instead.
    pub async fn may_reply(
        &self,
        who: &Caller,
        id: MessageId,
    ) -> Result<(MayReply, Option<MayReply>), EngineError> {
        let (_, connection, message) = self.platform_message(who, id).await?;
        let external = message.external_id.ok_or(EngineError::NotFound)?;
        let may = connection.may_reply(&external).await?;
        let privately = if message.direction == Direction::In && message.visibility.is_public() {
            connection.may_write(&external).await?
        } else {
            None
        };
        Ok((may, privately))
    }

    pub(super) async fn platform_message(
        &self,
        who: &Caller,
        id: MessageId,
    ) -> Result<(Account, Arc<dyn Connection>, Message), EngineError> {
        let mut db = self.inner.store.read().await?;
        let message = db.message(id).await?.ok_or(EngineError::NotFound)?;
        let conversation = message.conversation_id.ok_or(EngineError::NotFound)?;
        who.sees(db.conversation(conversation).await?)?;
        let account = db.account(message.account_id).await?.ok_or(EngineError::NotFound)?;
        let connection = self.connection(&account)?;
        Ok((account, connection, message))
    }
}
