//! Deleting a message on its platform takes two people (decision 0030): one proposes it, and a lead
//! who is somebody else decides. That holds for what we said, and for what somebody left on our page
//! where the platform lets us take that away. The trace holds no words of it and is never changed.

use gerne_connector::{Action, Batch, ConnectorError};
use gerne_domain::{
    AgentId, Deed, Deletion, DeletionId, DeletionOutcome, DeletionReason, Direction, EventKind,
    Item, MessageId, Role,
};
use gerne_store::{Page, Paged, Reader};

use crate::{Caller, Done, Engine, EngineError, ingest::Incomplete};

impl Engine {
    /// Proposes to delete a message. Whoever proposes what somebody proposed already gets
    /// that proposal.
    ///
    /// # Errors
    /// `Invalid` with `deletion.not_ours` where only our own can be deleted,
    /// `deletion.reason_for_theirs` when something of somebody else is to go for how we would say it,
    /// `deletion.not_there`, `refused.unsupported`.
    pub async fn propose_deletion(
        &self,
        who: &Caller,
        id: MessageId,
        reason: DeletionReason,
    ) -> Result<Done<DeletionId>, EngineError> {
        let (account, _, message) = self.platform_message(who, id).await?;
        let can = self.profile(&account)?.capabilities;
        let theirs = message.direction == Direction::In;
        if theirs && !(can.delete_others && message.visibility.is_public()) {
            return Err(EngineError::invalid("deletion.not_ours"));
        }
        // What somebody says of us stays: only what breaks a rule goes.
        if theirs && reason.is_about_ours() {
            return Err(EngineError::invalid("deletion.reason_for_theirs"));
        }
        if message.external_id.is_none() || message.deleted_at.is_some() {
            return Err(EngineError::invalid("deletion.not_there"));
        }
        if !theirs && !can.delete {
            return Err(EngineError::invalid("refused.unsupported"));
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                if let Some(waiting) = tx.deletion_of(id).await? {
                    return Ok(waiting.id);
                }
                let message = tx.message(id).await?.ok_or(EngineError::NotFound)?;
                let conversation = message.conversation_id.ok_or(EngineError::NotFound)?;
                let conversation = who.sees(tx.conversation(conversation).await?)?;
                let deletion = Deletion {
                    id: DeletionId::new(&*engine.inner.ids),
                    message_id: Some(id),
                    conversation_id: Some(conversation.id),
                    account_id: message.account_id,
                    reason,
                    proposed_by: who.agent,
                    proposed_at: engine.now(),
                    decided_by: None,
                    decided_at: None,
                    outcome: None,
                };
                tx.insert_deletion(&deletion).await?;
                let changed = told(&deletion, Deed::Proposed);
                engine.emit(tx, who.actor(), &conversation, changed);
                Ok(deletion.id)
            })
        })
        .await
    }

    /// What waits for a second person in the conversations that one sees, the oldest first; or,
    /// for leads, what was decided, the newest first.
    pub async fn deletions(
        &self,
        who: &Caller,
        decided: bool,
        page: &Page,
    ) -> Result<Paged<Deletion>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let found = if decided {
            who.at_least(Role::Lead)?;
            db.deletions_decided(page).await?
        } else {
            Paged { items: db.deletions_waiting().await?, next: None }
        };
        let mut items = Vec::with_capacity(found.items.len());
        for deletion in found.items {
            if sees(&mut db, who, &deletion).await? {
                items.push(deletion);
            }
        }
        Ok(Paged { items, next: found.next })
    }

    /// Whether somebody may be the second person: a lead who did not propose it. Where nobody else
    /// could decide, who proposed it may.
    pub async fn may_decide(&self, who: &Caller, of: &Deletion) -> Result<bool, EngineError> {
        self.may_be_second(who, of.proposed_by).await
    }

    /// Whether somebody may look at what another did: a lead who is somebody else, or whoever it
    /// was where nobody else could.
    pub(super) async fn may_be_second(
        &self,
        who: &Caller,
        first: AgentId,
    ) -> Result<bool, EngineError> {
        if who.role < Role::Lead {
            return Ok(false);
        }
        if who.agent != first {
            return Ok(true);
        }
        let agents = self.inner.store.read().await?.agents().await?;
        let other = |agent: &gerne_domain::Agent| {
            agent.id != who.agent && agent.disabled_at.is_none() && agent.role >= Role::Lead
        };
        Ok(!agents.iter().any(other))
    }

    /// As the second person: deletes it on the platform and here.
    ///
    /// # Errors
    /// `Forbidden` for who proposed it; `Conflict` once it is decided; what the platform says.
    pub async fn confirm_deletion(
        &self,
        who: &Caller,
        id: DeletionId,
    ) -> Result<Done, EngineError> {
        let deletion = self.to_decide(who, id).await?;
        let message = deletion.message_id.ok_or(EngineError::Conflict)?;
        let (account, connection, message) = self.platform_message(who, message).await?;
        let external = message.external_id.ok_or(EngineError::NotFound)?;
        let mut outcome = DeletionOutcome::Deleted;
        match connection.act(&Action::Delete(external.clone())).await {
            Ok(()) => {}
            // Gone already is what was wanted.
            Err(ConnectorError::Refused { reason }) if reason.key == "refused.gone" => {
                outcome = DeletionOutcome::Gone;
            }
            Err(error) => return Err(error.into()),
        }
        // Written down before it is gone here, too: that would end the proposal by itself.
        let decided = self.decide(who, &deletion, outcome).await?;
        let batch = Batch { items: vec![Item::Deleted(external)], ..Batch::default() };
        let completed = match self.complete(&account, &*connection, batch).await {
            Ok(completed) => completed,
            Err(Incomplete::Engine(error)) => return Err(error),
            Err(Incomplete::Connector(error)) => return Err(error.into()),
        };
        self.ingest(&account, None, completed).await?;
        Ok(decided)
    }

    /// As the second person: lets it stand.
    pub async fn decline_deletion(
        &self,
        who: &Caller,
        id: DeletionId,
    ) -> Result<Done, EngineError> {
        let deletion = self.to_decide(who, id).await?;
        self.decide(who, &deletion, DeletionOutcome::Declined).await
    }

    /// Takes one's own proposal back.
    pub async fn withdraw_deletion(
        &self,
        who: &Caller,
        id: DeletionId,
    ) -> Result<Done, EngineError> {
        let mut db = self.inner.store.read().await?;
        let deletion = db.deletion(id).await?.ok_or(EngineError::NotFound)?;
        drop(db);
        if deletion.proposed_by != who.agent {
            return Err(EngineError::Forbidden);
        }
        self.decide(who, &deletion, DeletionOutcome::Withdrawn).await
    }

    async fn to_decide(&self, who: &Caller, id: DeletionId) -> Result<Deletion, EngineError> {
        let mut db = self.inner.store.read().await?;
        let deletion = db.deletion(id).await?.ok_or(EngineError::NotFound)?;
        if !sees(&mut db, who, &deletion).await? {
            return Err(EngineError::NotFound);
        }
        drop(db);
        if deletion.outcome.is_some() {
            return Err(EngineError::Conflict);
        }
        if !self.may_decide(who, &deletion).await? {
            return Err(EngineError::Forbidden);
        }
        Ok(deletion)
    }

    async fn decide(
        &self,
        who: &Caller,
        deletion: &Deletion,
        outcome: DeletionOutcome,
    ) -> Result<Done, EngineError> {
        let (engine, who, deletion) = (self.clone(), who.clone(), deletion.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let (by, at) = (Some(who.agent), engine.now());
                if !tx.decide_deletion(deletion.id, outcome, by, at).await? {
                    return Err(EngineError::Conflict);
                }
                if let Some(id) = deletion.conversation_id
                    && let Some(conversation) = tx.conversation(id).await?
                {
                    let deed = match outcome {
                        DeletionOutcome::Deleted | DeletionOutcome::Gone => Deed::Deleted,
                        DeletionOutcome::Declined => Deed::Declined,
                        DeletionOutcome::Withdrawn => Deed::Withdrawn,
                    };
                    let changed = told(&deletion, deed);
                    engine.emit(tx, who.actor(), &conversation, changed);
                }
                Ok(())
            })
        })
        .await
    }
}

fn told(of: &Deletion, deed: Deed) -> EventKind {
    let (deed, reason) = (Some(deed), Some(of.reason));
    EventKind::DeletionChanged { deletion: of.id, deed, reason }
}

/// Of a matter that was forgotten only who sees the account learns.
async fn sees(db: &mut Reader, who: &Caller, of: &Deletion) -> Result<bool, EngineError> {
    let Some(id) = of.conversation_id else { return Ok(who.scope.sees(of.account_id, None)) };
    let id = db.conversation_joined_into(id).await?.unwrap_or(id);
    Ok(who.sees(db.conversation(id).await?).is_ok())
}
