//! What is said among ourselves, and what is not said yet.

use std::collections::BTreeSet;

use gerne_domain::{
    AgentId, ConversationId, EventKind, NewEvent, Note, NoteId, NotificationKind, event::Audience,
};
use gerne_store::{Draft, ONLY_AN_ID, Remembered, Tx};

use crate::{Caller, Done, Engine, EngineError};

impl Engine {
    /// Says something among ourselves, and calls whoever is mentioned.
    pub async fn add_note(
        &self,
        who: &Caller,
        id: ConversationId,
        text: String,
        mentions: Vec<AgentId>,
    ) -> Result<Done<NoteId>, EngineError> {
        self.add_note_once(who, id, text, mentions, None).await
    }

    /// The same, and with a key only once: who asks again, because the process died before it
    /// answered, gets the note of the first time.
    pub async fn add_note_once(
        &self,
        who: &Caller,
        id: ConversationId,
        text: String,
        mentions: Vec<AgentId>,
        key: Option<String>,
    ) -> Result<Done<NoteId>, EngineError> {
        // No header holds a line break: no caller's own key looks like this.
        let key = key.map(|key| format!("{ONLY_AN_ID}{key}"));
        if text.trim().is_empty() {
            return Err(EngineError::invalid("note.empty"));
        }
        let (engine, who) = (self.clone(), who.clone());
        let taught = self.taught().await?;
        self.write(move |tx| {
            Box::pin(async move {
                let conversation = engine.matter(tx, &who, id).await?;
                if let Some(key) = &key
                    && let Some(first) = tx.remembered(who.agent, key).await?
                    && let Ok(note) = first.body.parse()
                {
                    return Ok(note);
                }
                let mentions: BTreeSet<AgentId> = mentions.into_iter().collect();
                let note = Note {
                    id: NoteId::new(&*engine.inner.ids),
                    conversation_id: conversation.id,
                    agent_id: who.agent,
                    text,
                    mentions: mentions.iter().copied().collect(),
                    created_at: engine.now(),
                    consult_id: None,
                    author: None,
                };
                tx.insert_note(&note).await?;
                engine.keep_noted(tx, &taught, &note, conversation.customer_id).await?;
                if let Some(key) = key {
                    let (body, at) = (note.id.to_string(), note.created_at);
                    let first = Remembered { request_hash: [0; 32], status: 201, body, at };
                    tx.remember(who.agent, &key, &first).await?;
                }
                engine.emit(tx, who.actor(), &conversation, EventKind::NoteAdded { note: note.id });
                for agent in mentions {
                    // Who may not see the conversation is not called to it.
                    if agent != who.agent
                        && engine.may_be_given(tx, &conversation, agent).await.is_ok()
                    {
                        let kind = NotificationKind::Mentioned;
                        let (about, by) = (Some(conversation.id), Some(who.agent));
                        engine.call(tx, agent, kind, about, by).await?;
                    }
                }
                engine.drop_sent_draft(tx, &who, id, "note").await?;
                Ok(note.id)
            })
        })
        .await
    }

    /// Keeps an unsent text. Only its author learns of it.
    pub async fn save_draft(
        &self,
        who: &Caller,
        id: ConversationId,
        kind: &'static str,
        body: serde_json::Value,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                who.sees(tx.conversation(id).await?)?;
                tx.put_draft(&Draft {
                    conversation_id: id,
                    agent_id: who.agent,
                    kind: kind.to_owned(),
                    body,
                    saved_at: engine.now(),
                })
                .await?;
                engine.emit_draft(tx, &who, id);
                Ok(())
            })
        })
        .await
    }

    /// Drops an unsent text.
    pub async fn drop_draft(
        &self,
        who: &Caller,
        id: ConversationId,
        kind: &'static str,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                tx.delete_draft(id, who.agent, kind).await?;
                engine.emit_draft(tx, &who, id);
                Ok(())
            })
        })
        .await
    }

    /// Marks what somebody was called to as seen; all of it without ids.
    pub async fn read_notifications(
        &self,
        who: &Caller,
        ids: Option<Vec<uuid::Uuid>>,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                tx.mark_notifications_read(who.agent, ids.as_deref(), engine.now()).await?;
                engine.emit_agent(tx, who.actor(), who.agent, EventKind::Notified);
                Ok(())
            })
        })
        .await
    }

    /// What was sent is no draft any more, on none of its author's devices.
    pub(super) async fn drop_sent_draft(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        id: ConversationId,
        kind: &str,
    ) -> Result<(), EngineError> {
        if tx.delete_draft(id, who.agent, kind).await? {
            self.emit_draft(tx, who, id);
        }
        Ok(())
    }

    fn emit_draft(&self, tx: &mut Tx<'_>, who: &Caller, id: ConversationId) {
        tx.emit(NewEvent {
            at: self.now(),
            actor: who.actor(),
            audience: Audience::Agent(who.agent),
            conversation_id: Some(id),
            customer_id: None,
            kind: EventKind::DraftChanged,
        });
    }
}
