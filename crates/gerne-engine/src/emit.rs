//! How verbs write transactions and tell what they did.

use gerne_domain::{
    AccountId, Actor, AgentId, Conversation, CustomerId, EventKind, NewEvent, TeamId,
    event::Audience,
};
use gerne_store::{BoxFuture, Tx};

use crate::{Done, Engine, EngineError};

impl Engine {
    /// One verb, one transaction: all of it is durable when this returns, or nothing happened.
    pub(crate) async fn write<T, F>(&self, verb: F) -> Result<Done<T>, EngineError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx<'_>) -> BoxFuture<'t, Result<T, EngineError>> + Send + 'static,
    {
        let (value, seq) = self.inner.store.write(verb).await?;
        Ok(Done { value, seq })
    }

    /// Tells whoever sees the conversation.
    pub(crate) fn emit(
        &self,
        tx: &mut Tx<'_>,
        actor: Actor,
        conversation: &Conversation,
        kind: EventKind,
    ) {
        self.emit_moved(tx, actor, conversation, None, kind);
    }

    /// Tells also whoever saw it until now, when it was given to another team.
    pub(crate) fn emit_moved(
        &self,
        tx: &mut Tx<'_>,
        actor: Actor,
        conversation: &Conversation,
        former: Option<TeamId>,
        kind: EventKind,
    ) {
        tx.emit(NewEvent {
            at: self.now(),
            actor,
            audience: Audience::Conversation {
                account: conversation.account_id,
                team: conversation.team_id,
                former: former.filter(|team| Some(*team) != conversation.team_id),
            },
            conversation_id: Some(conversation.id),
            customer_id: Some(conversation.customer_id),
            kind,
        });
    }

    /// Tells everyone: names of teams, agents, labels.
    pub(crate) fn emit_all(&self, tx: &mut Tx<'_>, actor: Actor, kind: EventKind) {
        self.emit_plain(tx, actor, Audience::Everyone, kind);
    }

    /// Tells one agent.
    pub(crate) fn emit_agent(&self, tx: &mut Tx<'_>, actor: Actor, to: AgentId, kind: EventKind) {
        self.emit_plain(tx, actor, Audience::Agent(to), kind);
    }

    /// Tells whoever answers for an account.
    pub(crate) fn emit_account(
        &self,
        tx: &mut Tx<'_>,
        actor: Actor,
        to: AccountId,
        kind: EventKind,
    ) {
        self.emit_plain(tx, actor, Audience::Account(to), kind);
    }

    /// Tells everyone that something about a customer changed; who may not see them fetches nothing.
    pub(crate) fn emit_customer(
        &self,
        tx: &mut Tx<'_>,
        actor: Actor,
        customer: CustomerId,
        kind: EventKind,
    ) {
        tx.emit(NewEvent {
            at: self.now(),
            actor,
            audience: Audience::Everyone,
            conversation_id: None,
            customer_id: Some(customer),
            kind,
        });
    }

    fn emit_plain(&self, tx: &mut Tx<'_>, actor: Actor, audience: Audience, kind: EventKind) {
        let at = self.now();
        tx.emit(NewEvent { at, actor, audience, conversation_id: None, customer_id: None, kind });
    }
}
