//! Hiding what somebody said under a post of ours: anybody who sees it may, at once; a lead who is
//! somebody else looks at it afterwards; and anybody may show it again. The trace holds no words of
//! it.

use gerne_connector::Action;
use gerne_domain::{
    Actor, Conversation, Deed, Direction, EventKind, ExternalId, Hiding, HidingId, HidingReason,
    MessageId, Role, Status,
};
use gerne_store::{Page, Paged, Reader, Tx};

use crate::{Caller, Done, Engine, EngineError};

impl Engine {
    /// Hides a message of somebody on its platform. Whoever hides what is hidden already gets that
    /// hiding.
    ///
    /// # Errors
    /// `Invalid` with `hiding.ours`, `hiding.private`, `hiding.not_there`, `refused.unsupported`;
    /// what the platform says.
    pub async fn hide(
        &self,
        who: &Caller,
        id: MessageId,
        reason: HidingReason,
    ) -> Result<Done<HidingId>, EngineError> {
        let (account, connection, message) = self.platform_message(who, id).await?;
        if message.direction != Direction::In {
            return Err(EngineError::invalid("hiding.ours"));
        }
        if !message.visibility.is_public() {
            return Err(EngineError::invalid("hiding.private"));
        }
        if !self.profile(&account)?.capabilities.hide {
            return Err(EngineError::invalid("refused.unsupported"));
        }
        let external = message.external_id.filter(|_| message.deleted_at.is_none());
        let external = external.ok_or_else(|| EngineError::invalid("hiding.not_there"))?;
        // Twice is the same as once, so what is lost in between is simply done again.
        connection.act(&Action::Hide(external)).await?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                if let Some(known) = tx.hidings_of(&[id]).await?.pop() {
                    return Ok(known.id);
                }
                let message = tx.message(id).await?.ok_or(EngineError::NotFound)?;
                let hiding = Hiding {
                    id: HidingId::new(&*engine.inner.ids),
                    message_id: Some(id),
                    conversation_id: message.conversation_id,
                    account_id: message.account_id,
                    reason,
                    hidden_by: Some(who.agent),
                    hidden_at: engine.now(),
                    reviewed_by: None,
                    reviewed_at: None,
                    shown_by: None,
                    shown_at: None,
                    outcome: None,
                };
                tx.insert_hiding(&hiding).await?;
                engine.tell_hiding(tx, who.actor(), &hiding, Deed::Hidden).await?;
                Ok(hiding.id)
            })
        })
        .await
    }

    /// Shows a message again that was hidden.
    ///
    /// # Errors
    /// `Invalid` with `hiding.not_hidden`; what the platform says.
    pub async fn unhide(&self, who: &Caller, id: MessageId) -> Result<Done, EngineError> {
        let (_, connection, message) = self.platform_message(who, id).await?;
        let hiding = self.inner.store.read().await?.hidings_of(&[id]).await?.pop();
        let hiding = hiding.ok_or_else(|| EngineError::invalid("hiding.not_hidden"))?;
        let external: ExternalId = message.external_id.ok_or(EngineError::NotFound)?;
        connection.act(&Action::Unhide(external)).await?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                if !tx.end_hiding(hiding.id, Some(who.agent), engine.now()).await? {
                    return Err(EngineError::Conflict);
                }
                engine.tell_hiding(tx, who.actor(), &hiding, Deed::Shown).await
            })
        })
        .await
    }

    /// What no lead looked at yet in the conversations that one sees, the oldest first; or, for
    /// leads, what something came of, the newest first.
    pub async fn hidings(
        &self,
        who: &Caller,
        settled: bool,
        page: &Page,
    ) -> Result<Paged<Hiding>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let found = if settled {
            who.at_least(Role::Lead)?;
            db.hidings_settled(page).await?
        } else {
            Paged { items: db.hidings_waiting().await?, next: None }
        };
        let mut items = Vec::with_capacity(found.items.len());
        for hiding in found.items {
            if sees(&mut db, who, &hiding).await? {
                items.push(hiding);
            }
        }
        Ok(Paged { items, next: found.next })
    }

    /// Whether somebody may be the one who looks at it: a lead who did not hide it. Where nobody
    /// else could, who hid it may. What was hidden in the platform's own app any lead may look at.
    pub async fn may_review(&self, who: &Caller, of: &Hiding) -> Result<bool, EngineError> {
        match of.hidden_by {
            Some(first) => self.may_be_second(who, first).await,
            None => Ok(who.role >= Role::Lead),
        }
    }

    /// As a lead: it stays hidden.
    ///
    /// # Errors
    /// `Forbidden` for who hid it; `Conflict` once something came of it.
    pub async fn keep_hidden(&self, who: &Caller, id: HidingId) -> Result<Done, EngineError> {
        let mut db = self.inner.store.read().await?;
        let hiding = db.hiding(id).await?.ok_or(EngineError::NotFound)?;
        if !sees(&mut db, who, &hiding).await? {
            return Err(EngineError::NotFound);
        }
        drop(db);
        if hiding.outcome.is_some() {
            return Err(EngineError::Conflict);
        }
        if !self.may_review(who, &hiding).await? {
            return Err(EngineError::Forbidden);
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                if !tx.review_hiding(hiding.id, who.agent, engine.now()).await? {
                    return Err(EngineError::Conflict);
                }
                engine.tell_hiding(tx, who.actor(), &hiding, Deed::Kept).await
            })
        })
        .await
    }

    /// Nobody waits for what one of us hid: that was dealt with. Shown again it waits again, unless
    /// somebody said meanwhile that the matter is done.
    async fn waits_for_shown(
        &self,
        tx: &mut Tx<'_>,
        conversation: &mut Conversation,
        deed: Deed,
    ) -> Result<(), EngineError> {
        let account = tx.account(conversation.account_id).await?.ok_or(EngineError::NotFound)?;
        let done = matches!(conversation.status, Status::Resolved | Status::Snoozed);
        if deed == Deed::Shown && conversation.waiting_since.is_none() && !done {
            self.reckon_waiting(tx, &account, conversation).await?;
        }
        self.reckon(tx, &account, conversation).await?;
        self.keep(tx, conversation).await
    }

    /// The message is shown differently now, and the list of hidings is another.
    pub(crate) async fn tell_hiding(
        &self,
        tx: &mut Tx<'_>,
        who: Actor,
        hiding: &Hiding,
        deed: Deed,
    ) -> Result<(), EngineError> {
        let Some(id) = hiding.conversation_id else { return Ok(()) };
        let id = tx.conversation_joined_into(id).await?.unwrap_or(id);
        let Some(mut conversation) = tx.conversation(id).await? else { return Ok(()) };
        if deed != Deed::Kept {
            self.waits_for_shown(tx, &mut conversation, deed).await?;
        }
        let (deed, reason) = (Some(deed), Some(hiding.reason));
        let changed = EventKind::HidingChanged { hiding: hiding.id, deed, reason };
        self.emit(tx, who, &conversation, changed);
        if let Some(message) = hiding.message_id {
            let refreshed = EventKind::MessageRefreshed { message };
            self.emit(tx, who, &conversation, refreshed);
        }
        Ok(())
    }
}

/// Of a matter that was forgotten only who sees the account learns.
async fn sees(db: &mut Reader, who: &Caller, of: &Hiding) -> Result<bool, EngineError> {
    let Some(id) = of.conversation_id else { return Ok(who.scope.sees(of.account_id, None)) };
    let id = db.conversation_joined_into(id).await?.unwrap_or(id);
    Ok(who.sees(db.conversation(id).await?).is_ok())
}
