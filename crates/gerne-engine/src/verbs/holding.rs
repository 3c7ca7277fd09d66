//! Writing a reply down, held until it may leave.

use gerne_domain::{
    Account, AccountStatus, AgentId, Attachment, AttachmentId, AttachmentKind, Conversation,
    ConversationId, Delivery, DeliveryId, DeliveryState, Direction, EventKind, Held, IdSource,
    Message, MessageId, Outbound, OutboundMedia, Standing, Status, ThreadId, Timestamp,
    time::after,
};
use gerne_store::Tx;

use super::{Written, compose::fits};
use crate::{Caller, Engine, EngineError, own_ids, summary};

/// A reply that is ready to be written down.
pub(crate) struct Prepared {
    pub(crate) account: Account,
    /// `None`: the house itself.
    pub(crate) author: Option<AgentId>,
    pub(crate) thread: ThreadId,
    pub(crate) parent: Option<MessageId>,
    pub(crate) outbound: Outbound,
    pub(crate) key: String,
    pub(crate) asked: Option<String>,
    /// What becomes of the conversation with it.
    pub(crate) left: Status,
}

impl Prepared {
    /// As a message of its conversation, not on the platform yet.
    pub(crate) fn message(
        &self,
        (id, delivery): (MessageId, DeliveryId),
        conversation: ConversationId,
    ) -> Message {
        let outbound = &self.outbound;
        Message {
            id,
            account_id: self.account.id,
            thread_id: self.thread,
            conversation_id: Some(conversation),
            external_id: None,
            parent_id: self.parent,
            direction: Direction::Out,
            identity_id: None,
            agent_id: self.author,
            visibility: outbound.visibility,
            addressed: false,
            subject: outbound.subject.clone(),
            text: outbound.text.clone(),
            content_warning: outbound.content_warning.clone(),
            language: outbound.language.clone(),
            mentions: outbound.to.clone(),
            emojis: Vec::new(),
            attachments: Vec::new(),
            poll: None,
            quotes: None,
            letter: outbound.letter.as_ref().map(|letter| Box::new(letter.head.clone())),
            url: None,
            published_at: outbound.written_at,
            received_at: outbound.written_at,
            edited_at: None,
            deleted_at: None,
            delivery_id: Some(delivery),
        }
    }

    /// On its way, held until this instant.
    pub(crate) fn delivery(
        self,
        (message_id, id): (MessageId, DeliveryId),
        conversation_id: ConversationId,
        not_before: Timestamp,
    ) -> Delivery {
        Delivery {
            id,
            message_id,
            conversation_id,
            account_id: self.account.id,
            agent_id: self.author,
            client_key: self.key,
            state: DeliveryState::Held,
            not_before,
            attempts: 0,
            attempted_at: None,
            reason: None,
            outbound: self.outbound,
            receipt: None,
            waiting_before: None,
            standing_before: None,
            asked: self.asked,
            returned: Vec::new(),
        }
    }
}

impl Engine {
    /// Writes a reply down, held. Passes the turn to the customer; `update_conversation` is the
    /// caller's.
    pub(crate) async fn hold(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        conversation: &mut Conversation,
        prepared: Prepared,
    ) -> Result<Written, EngineError> {
        if prepared.account.status != AccountStatus::Connected {
            return Err(EngineError::invalid("reply.account_disconnected"));
        }
        fits(&self.limits(&prepared.account)?, &prepared.outbound).map_err(EngineError::Invalid)?;
        let now = self.now();
        let url = &self.inner.config.public_url;
        if let Some(found) = own_ids::find(tx, &prepared.outbound, url, now).await? {
            return Err(EngineError::invalid_with("reply.own_id", &[("found", found)]));
        }
        let ids = (MessageId::new(&*self.inner.ids), DeliveryId::new(&*self.inner.ids));
        let message = prepared.message(ids, conversation.id);
        tx.insert_message(&message).await?;
        for (position, media) in prepared.outbound.media.iter().enumerate() {
            let attachment = attached(&*self.inner.ids, media);
            tx.insert_attachment(message.id, position, &attachment, None).await?;
        }
        let takes = conversation.assignee_id.is_none();
        let standing = conversation.standing(prepared.left);
        let standing_before = Some(Standing { took: takes.then_some(who.agent), ..standing });
        let waiting_before = conversation.answered();
        summary::shows(conversation, &message);
        conversation.last_message_id = Some(message.id);
        conversation.last_message_at = now;
        let window = prepared.account.settings.hold(message.visibility.is_public());
        let not_before = self.turn(tx, &prepared.account, after(now, window)).await?;
        let delivery = Delivery {
            waiting_before,
            standing_before,
            ..prepared.delivery(ids, conversation.id, not_before)
        };
        tx.insert_delivery(&delivery).await?;
        let written = EventKind::ReplyWritten { message: message.id, delivery: delivery.id };
        self.emit(tx, who.actor(), conversation, written);
        if takes {
            conversation.assignee_id = Some(who.agent);
            let (assignee, team) = (conversation.assignee_id, conversation.team_id);
            let before = Some(Held { assignee: None, team });
            let kind = EventKind::Assigned { assignee, team, before };
            self.emit(tx, who.actor(), conversation, kind);
        }
        Ok(Written {
            account: delivery.account_id,
            conversation: conversation.id,
            message: message.id,
            delivery: delivery.id,
        })
    }
}

fn attached(ids: &dyn IdSource, media: &OutboundMedia) -> Attachment {
    let kind = match media.mime.split('/').next() {
        Some("image") => AttachmentKind::Image,
        Some("video") => AttachmentKind::Video,
        Some("audio") => AttachmentKind::Audio,
        _ => AttachmentKind::File,
    };
    Attachment {
        id: AttachmentId::new(ids),
        kind,
        mime: Some(media.mime.clone()),
        alt: media.alt.clone(),
        name: Some(media.name.clone()),
        remote_url: None,
        preview_url: None,
        blob: Some(media.blob.clone()),
        size: None,
        width: None,
        height: None,
    }
}
