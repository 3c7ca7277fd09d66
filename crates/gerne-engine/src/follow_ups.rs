//! Whether it worked: asked once, at the time that an agent chose, in the channel of the matter and
//! in words about the fault. A no opens the matter again, for the same agent.

mod answered;
mod question;

use std::sync::Arc;

use gerne_domain::{
    Actor, AgentId, Conversation, ConversationId, Direction, EventKind, FollowUp, FollowUpId,
    FollowUpState, NotificationKind, Role, Scope, Status, Timestamp,
};
use gerne_store::Tx;

pub(crate) use question::{is_formal, speaks_german};

use self::question::{is_german, question};
use crate::{
    Caller, Done, Engine, EngineError,
    knowing::Taught,
    verbs::{NewReply, Prepared, compose, random_token, token_hash},
};

/// In one round.
const AT_ONCE: usize = 20;
/// Characters of a question.
const LONGEST: usize = 1_000;
/// Messages that are looked at for the fault.
const LOOKED_AT: usize = 200;

/// When whether it worked is asked, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFollowUp {
    /// When; `None`: not at all.
    pub at: Option<Timestamp>,
    /// The question; `None`: words of ours about the fault.
    pub text: Option<String>,
}

impl Engine {
    /// Plans to ask whether it worked, plans it otherwise, or not at all.
    ///
    /// # Errors
    /// `Invalid` with `follow_up.past`, `follow_up.too_long`; `Conflict` once it was asked.
    pub async fn set_follow_up(
        &self,
        who: &Caller,
        id: ConversationId,
        new: NewFollowUp,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    let conversation = engine.matter(tx, &who, id).await?;
                    engine.plan_follow_up(tx, &who, &conversation, new).await
                })
            })
            .await;
        self.inner.lanes.promises.notify_one();
        done
    }

    pub(crate) async fn plan_follow_up(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        conversation: &Conversation,
        new: NewFollowUp,
    ) -> Result<(), EngineError> {
        let standing = tx.follow_up_standing(conversation.id).await?;
        let Some(at) = new.at else {
            let Some(mut standing) = standing else { return Ok(()) };
            return self
                .follow_up_ends(
                    tx,
                    who.actor(),
                    conversation,
                    &mut standing,
                    FollowUpState::Dropped,
                )
                .await;
        };
        if at <= self.now() {
            return Err(EngineError::invalid("follow_up.past"));
        }
        let text = new.text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        if text.as_ref().is_some_and(|text| text.chars().nth(LONGEST).is_some()) {
            return Err(EngineError::invalid("follow_up.too_long"));
        }
        let text = match (text, &standing) {
            (Some(text), _) => text,
            (None, Some(standing)) => standing.text.clone(),
            (None, None) => self.question(tx, conversation).await?,
        };
        let follow_up = match standing {
            Some(standing) if standing.state == FollowUpState::Asked => {
                return Err(EngineError::Conflict);
            }
            Some(standing) => {
                let state = FollowUpState::Planned;
                let changed = FollowUp { text, due: at, state, agent_id: who.agent, ..standing };
                tx.update_follow_up(&changed).await?;
                changed
            }
            None => {
                let new = FollowUp {
                    id: FollowUpId::new(&*self.inner.ids),
                    conversation_id: conversation.id,
                    agent_id: who.agent,
                    text,
                    due: at,
                    state: FollowUpState::Planned,
                    set_at: self.now(),
                    asked_at: None,
                    message_id: None,
                    token: None,
                    answered_at: None,
                };
                tx.insert_follow_up(&new).await?;
                new
            }
        };
        self.tell_follow_up(tx, who.actor(), conversation, &follow_up);
        Ok(())
    }

    /// The question whether it worked, about what the customer wrote in the thread in which it is
    /// put: nothing that was said elsewhere stands in it.
    pub async fn question_for(
        &self,
        who: &Caller,
        id: ConversationId,
    ) -> Result<String, EngineError> {
        let mut db = self.inner.store.read().await?;
        let conversation = who.sees(db.conversation(id).await?)?;
        let account = db.account(conversation.account_id).await?.ok_or(EngineError::NotFound)?;
        let customer = db.customer(conversation.customer_id).await?;
        let messages = db.newest_messages(conversation.id, LOOKED_AT).await?;
        Ok(question(&account, customer.as_ref(), &conversation, &messages, self.now()))
    }

    async fn question(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
    ) -> Result<String, EngineError> {
        let account = self.home_of(tx, conversation).await?;
        let customer = tx.customer(conversation.customer_id).await?;
        let messages = tx.newest_messages(conversation.id, LOOKED_AT).await?;
        Ok(question(&account, customer.as_ref(), conversation, &messages, self.now()))
    }

    /// Asks those whose time has come. When the next one is due.
    pub(crate) async fn ask_whether_it_worked(&self) -> Result<Option<Timestamp>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let due = db.follow_ups_due(self.now(), AT_ONCE).await?;
        drop(db);
        for follow_up in due {
            // What the platform says is asked before anything is written.
            let may = self.may_ask(&follow_up).await;
            let (engine, id) = (self.clone(), follow_up.id);
            let taught = self.taught().await?;
            let known = Arc::clone(&taught);
            let asked = self
                .write(move |tx| Box::pin(async move { engine.ask(tx, &known, id, may).await }))
                .await;
            if let Err(error) = asked {
                let error = crate::error::chain(&error);
                tracing::warn!(error, "whether it worked is to be asked by a person");
                let engine = self.clone();
                self.write(move |tx| {
                    Box::pin(async move { engine.ask(tx, &taught, id, false).await })
                })
                .await?;
            }
        }
        let mut db = self.inner.store.read().await?;
        Ok(db.next_follow_up().await?)
    }

    /// Whether the platform lets us ask there. When it does not answer, a person decides.
    async fn may_ask(&self, follow_up: &FollowUp) -> bool {
        let who = Caller { agent: follow_up.agent_id, role: Role::Agent, scope: Scope::Everything };
        let Ok(mut db) = self.inner.store.read().await else { return false };
        let messages = db.newest_messages(follow_up.conversation_id, LOOKED_AT).await;
        drop(db);
        let theirs = messages.unwrap_or_default().into_iter().rev().find(|m| {
            m.direction == Direction::In && m.deleted_at.is_none() && m.external_id.is_some()
        });
        let Some(message) = theirs else { return true };
        match self.may_reply(&who, message.id).await {
            Ok((gerne_connector::MayReply::Yes { .. }, _)) => true,
            Ok(_) => false,
            Err(error) => {
                let error = crate::error::chain(&error);
                tracing::info!(error, "it is not known whether somebody may be asked there");
                false
            }
        }
    }

    async fn ask(
        &self,
        tx: &mut Tx<'_>,
        taught: &Taught,
        id: FollowUpId,
        may: bool,
    ) -> Result<(), EngineError> {
        let Some(mut follow_up) = tx.follow_up(id).await? else { return Ok(()) };
        // Another node was quicker, or somebody thought otherwise.
        if follow_up.state != FollowUpState::Planned || follow_up.due > self.now() {
            return Ok(());
        }
        let Some(mut conversation) = tx.conversation(follow_up.conversation_id).await? else {
            return Ok(());
        };
        // Who wrote meanwhile has said more than we would ask.
        if conversation.status != Status::Resolved {
            let dropped = FollowUpState::Dropped;
            return self
                .follow_up_ends(tx, Actor::System, &conversation, &mut follow_up, dropped)
                .await;
        }
        if !may {
            let by_hand = FollowUpState::ByHand;
            self.follow_up_ends(tx, Actor::System, &conversation, &mut follow_up, by_hand).await?;
            let kind = NotificationKind::FollowUp;
            return self.call_once(tx, follow_up.agent_id, kind, conversation.id).await;
        }
        let who = Caller { agent: follow_up.agent_id, role: Role::Agent, scope: Scope::Everything };
        let target = compose::target(tx, conversation.id, None).await?;
        let account = tx.account(target.account_id).await?.ok_or(EngineError::NotFound)?;
        let letters = self.profile(&account)?.capabilities.letters;
        let mut text = follow_up.text.clone();
        if letters {
            let token = random_token();
            follow_up.token = Some(token_hash(&token));
            let page = self.inner.config.public_url.join(&format!("worked/{token}"));
            if let Ok(page) = page {
                let german = is_german(&account, &conversation, tx).await?;
                let or = if german { "Oder mit einem Klick:" } else { "Or with one click:" };
                text = format!("{text}\n\n{or}\n{page}");
            }
        }
        // What is private is no question for the public, whoever wrote it.
        let there = (conversation.id, Some(target.id), Some(target.visibility));
        self.refuse_private(tx, taught, there, &text, None).await?;
        let reply = NewReply::of_the_house(format!("follow-up:{}", follow_up.id), text);
        let stood = conversation.clone();
        let prepared: Prepared = self
            .prepare_reply(tx, &who, &conversation, &target, account, reply, Status::Resolved)
            .await?;
        let written = self.hold(tx, &who, &mut conversation, prepared).await?;
        // It is still as resolved as before.
        (conversation.status, conversation.resolved_at) = (stood.status, stood.resolved_at);
        (conversation.no_answer, conversation.assignee_id) = (stood.no_answer, stood.assignee_id);
        self.keep(tx, &mut conversation).await?;
        follow_up.state = FollowUpState::Asked;
        follow_up.asked_at = Some(self.now());
        follow_up.message_id = Some(written.message);
        tx.update_follow_up(&follow_up).await?;
        self.tell_follow_up(tx, Actor::System, &conversation, &follow_up);
        Ok(())
    }

    /// The agent whose question it was, while they are there; else whoever has it now.
    async fn still_there(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        agent: AgentId,
    ) -> Result<Option<AgentId>, EngineError> {
        if conversation.assignee_id.is_some() {
            return Ok(conversation.assignee_id);
        }
        let there = tx.agent(agent).await?.is_some_and(|agent| agent.disabled_at.is_none());
        Ok(there.then_some(agent))
    }

    async fn follow_up_ends(
        &self,
        tx: &mut Tx<'_>,
        actor: Actor,
        conversation: &Conversation,
        follow_up: &mut FollowUp,
        state: FollowUpState,
    ) -> Result<(), EngineError> {
        follow_up.state = state;
        tx.update_follow_up(follow_up).await?;
        self.tell_follow_up(tx, actor, conversation, follow_up);
        Ok(())
    }

    fn tell_follow_up(
        &self,
        tx: &mut Tx<'_>,
        actor: Actor,
        conversation: &Conversation,
        follow_up: &FollowUp,
    ) {
        let kind = EventKind::FollowUpChanged { follow_up: follow_up.id, answer: follow_up.state };
        self.emit(tx, actor, conversation, kind);
    }
}
