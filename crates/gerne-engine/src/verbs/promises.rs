//! What people do with promises: say that it is one, that it is none, that it is kept, that it will
//! not be, or that something else was promised instead.

use gerne_domain::{
    AgentId, Conversation, ConversationId, Direction, Firmness, MessageId, Promise, PromiseId,
    PromiseKind, PromiseState, Timestamp,
};
use gerne_store::{Page, Paged, PromiseFilter, Tx};

use crate::{
    Caller, Done, Engine, EngineError,
    promises::{FoundPromise, read},
};

/// A promise that somebody writes down by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPromise {
    /// What.
    pub kind: PromiseKind,
    /// The words.
    pub text: String,
    /// By when.
    pub due: Option<Timestamp>,
    /// The message in which it stands.
    pub message: Option<MessageId>,
    /// Who keeps it; `None`: who writes it down.
    pub owner: Option<AgentId>,
}

/// What to change about a promise; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PromiseChange {
    /// What.
    pub kind: Option<PromiseKind>,
    /// The words.
    pub text: Option<String>,
    /// By when.
    pub due: Option<Option<Timestamp>>,
    /// Who keeps it; `Some(None)`: the team.
    pub owner: Option<Option<AgentId>>,
    /// The message by which the customer knows that another time holds.
    pub message: Option<MessageId>,
    /// Why another time holds, when no message says so.
    pub reason: Option<String>,
}

/// What becomes of a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromiseStep {
    /// It is one.
    Confirm,
    /// It is none.
    Dismiss,
    /// It is done.
    Keep,
    /// It will not be kept, and the customer knows why.
    Break {
        /// Why.
        reason: Option<String>,
    },
}

impl Engine {
    /// One page of promises that somebody sees.
    pub async fn promises(
        &self,
        who: &Caller,
        filter: &PromiseFilter,
        page: &Page,
    ) -> Result<Paged<Promise>, EngineError> {
        let mut db = self.inner.store.read().await?;
        Ok(db.list_promises(filter, &who.scope, page).await?)
    }

    /// What a text would promise if it were said now in a conversation.
    pub async fn promises_in_text(
        &self,
        who: &Caller,
        id: ConversationId,
        text: &str,
    ) -> Result<Vec<FoundPromise>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let conversation = who.sees(db.conversation(id).await?)?;
        let hours = self.hours_of(&mut db, &conversation).await?;
        drop(db);
        Ok(read(text, gerne_language::card::By::Us, self.now(), &hours))
    }

    /// Writes a promise down by hand: it stands.
    ///
    /// # Errors
    /// `Invalid` with `promise.empty`; `NotFound` when the message is of another matter.
    pub async fn add_promise(
        &self,
        who: &Caller,
        id: ConversationId,
        new: NewPromise,
    ) -> Result<Done<PromiseId>, EngineError> {
        let text = new.text.trim().to_owned();
        if text.is_empty() {
            return Err(EngineError::invalid("promise.empty"));
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let mut conversation = engine.matter(tx, &who, id).await?;
                let now = engine.now();
                let message = match new.message {
                    Some(id) => {
                        let found = tx.message(id).await?;
                        let ours =
                            |m: &gerne_domain::Message| m.conversation_id == Some(conversation.id);
                        Some(found.filter(ours).ok_or(EngineError::NotFound)?)
                    }
                    None => None,
                };
                let owner = new.owner.unwrap_or(who.agent);
                engine.may_be_given(tx, &conversation, owner).await?;
                let mut promise = Promise {
                    id: PromiseId::new(&*engine.inner.ids),
                    conversation_id: conversation.id,
                    kind: new.kind,
                    firmness: if new.due.is_some() { Firmness::Firm } else { Firmness::Open },
                    state: PromiseState::Standing,
                    text,
                    due: new.due,
                    owner_id: Some(owner),
                    team_id: conversation.team_id,
                    made_at: message.as_ref().map_or(now, |message| message.published_at),
                    made_by: Some(who.agent),
                    said: true,
                    message_id: message.map(|message| message.id),
                    contact_id: None,
                    span_start: None,
                    span_end: None,
                    ended_at: None,
                    settled_at: None,
                    moved_to: None,
                    moved_by: None,
                    reason: None,
                    told_before: false,
                    look_at: None,
                    reminded_at: None,
                    quoted_at: None,
                };
                tx.insert_promises(std::slice::from_ref(&promise)).await?;
                let id = promise.id;
                engine.store_promise(tx, who.actor(), &mut conversation, &mut promise).await?;
                engine.keep(tx, &mut conversation).await?;
                Ok(id)
            })
        })
        .await
    }

    /// Says what becomes of a promise.
    ///
    /// # Errors
    /// `Conflict` when something came of it already.
    pub async fn decide_promise(
        &self,
        who: &Caller,
        id: PromiseId,
        step: PromiseStep,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let (mut conversation, mut promise) = visible(tx, &who, id).await?;
                let now = engine.now();
                let done = match step {
                    PromiseStep::Confirm => promise.confirm(),
                    PromiseStep::Dismiss => promise.dismiss(now),
                    PromiseStep::Keep => promise.keep(now),
                    PromiseStep::Break { reason } => promise.give_up(now, reason),
                };
                if !done {
                    return Err(EngineError::Conflict);
                }
                promise.owner_id = promise.owner_id.or(Some(who.agent));
                engine.store_promise(tx, who.actor(), &mut conversation, &mut promise).await?;
                engine.keep(tx, &mut conversation).await?;
                Ok(())
            })
        })
        .await
    }

    /// Changes a promise. Another time for one that stands is another promise: the customer was told
    /// by a message, or it is said why not. Returns the one that holds from now on.
    ///
    /// # Errors
    /// `Invalid` with `promise.untold` when neither is there, `promise.empty`, `agent.unknown`;
    /// `Conflict` when something came of it already.
    pub async fn change_promise(
        &self,
        who: &Caller,
        id: PromiseId,
        change: PromiseChange,
    ) -> Result<Done<PromiseId>, EngineError> {
        if change.text.as_ref().is_some_and(|text| text.trim().is_empty()) {
            return Err(EngineError::invalid("promise.empty"));
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let (mut conversation, mut promise) = visible(tx, &who, id).await?;
                let settled = promise.settled_at.is_some();
                if settled {
                    return Err(EngineError::Conflict);
                }
                if let Some(owner) = change.owner {
                    if let Some(owner) = owner {
                        engine.may_be_given(tx, &conversation, owner).await?;
                    }
                    promise.owner_id = owner;
                    promise.team_id = conversation.team_id;
                }
                let moves = change.due.is_some_and(|due| due != promise.due)
                    && promise.state != PromiseState::Proposed;
                if moves {
                    let next =
                        engine.move_promise(tx, &who, &mut conversation, promise, &change).await?;
                    engine.keep(tx, &mut conversation).await?;
                    return Ok(next);
                }
                promise.kind = change.kind.unwrap_or(promise.kind);
                promise.due = change.due.unwrap_or(promise.due);
                promise.text = change.text.map_or(promise.text, |text| text.trim().to_owned());
                engine.store_promise(tx, who.actor(), &mut conversation, &mut promise).await?;
                engine.keep(tx, &mut conversation).await?;
                Ok(promise.id)
            })
        })
        .await
    }

    async fn move_promise(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        conversation: &mut Conversation,
        mut old: Promise,
        change: &PromiseChange,
    ) -> Result<PromiseId, EngineError> {
        let reason = change.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        let told = match change.message {
            Some(id) => {
                let message = tx.message(id).await?.filter(|message| {
                    message.conversation_id == Some(conversation.id)
                        && message.direction == Direction::Out
                });
                Some(message.ok_or(EngineError::NotFound)?)
            }
            None => None,
        };
        if told.is_none() && reason.is_none() {
            return Err(EngineError::invalid("promise.untold"));
        }
        let now = self.now();
        let said = match told.as_ref().and_then(|message| message.delivery_id) {
            Some(delivery) => tx
                .delivery(delivery)
                .await?
                .is_some_and(|d| d.state == gerne_domain::DeliveryState::Sent),
            None => true,
        };
        let mut next = Promise {
            id: PromiseId::new(&*self.inner.ids),
            kind: change.kind.unwrap_or(old.kind),
            due: change.due.unwrap_or(old.due),
            state: PromiseState::Standing,
            text: change.text.as_deref().map_or_else(|| old.text.clone(), |t| t.trim().to_owned()),
            made_at: told.as_ref().map_or(now, |message| message.published_at),
            made_by: Some(who.agent),
            owner_id: old.owner_id.or(Some(who.agent)),
            said,
            message_id: told.as_ref().map(|message| message.id),
            contact_id: None,
            span_start: None,
            span_end: None,
            ended_at: None,
            look_at: None,
            reminded_at: None,
            quoted_at: None,
            reason: None,
            ..old.clone()
        };
        tx.insert_promises(std::slice::from_ref(&next)).await?;
        let told = told.map(|message| (message.id, message.published_at));
        old.move_to(next.id, told, now);
        old.reason = reason.map(str::to_owned);
        self.store_promise(tx, who.actor(), conversation, &mut old).await?;
        self.store_promise(tx, who.actor(), conversation, &mut next).await?;
        Ok(next.id)
    }
}

async fn visible(
    tx: &mut Tx<'_>,
    who: &Caller,
    id: PromiseId,
) -> Result<(Conversation, Promise), EngineError> {
    let promise = tx.promise(id).await?.ok_or(EngineError::NotFound)?;
    let conversation = who.sees(tx.conversation(promise.conversation_id).await?)?;
    Ok((conversation, promise))
}
