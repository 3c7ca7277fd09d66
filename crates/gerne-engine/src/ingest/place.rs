//! Where a message belongs. It goes where what it answers is; where that belongs to no matter, it
//! begins its own.

use gerne_domain::{
    Account, Conversation, ConversationId, Customer, Direction, ExternalId, InboundMessage,
    Message, MessageId, ThreadId, Timestamp, Visibility,
};
use gerne_store::Tx;

use super::letters;
use crate::{Engine, EngineError};

/// Where a message stands.
pub(super) struct Place {
    /// The platform's thread.
    pub(super) thread: ThreadId,
    /// What it answers, when we have it.
    pub(super) parent: Option<MessageId>,
    /// The matter; `None`: context that belongs to nobody yet.
    pub(super) conversation: Option<Conversation>,
    /// The matter began with this message.
    pub(super) opened: bool,
}

impl Engine {
    /// Where a customer's or bystander's message belongs.
    pub(super) async fn place(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: &InboundMessage,
        customer: &Customer,
    ) -> Result<Place, EngineError> {
        let parent = parent(tx, account, inbound, Some(customer)).await?;
        if let Some(parent) = &parent
            && let Some(id) = parent.conversation_id
            && let Some(conversation) = tx.conversation(id).await?
            && may_stand_in(inbound, &conversation, customer, self.now())
        {
            let thread = parent.thread_id;
            let parent = Some(parent.id);
            return Ok(Place { thread, parent, conversation: Some(conversation), opened: false });
        }
        if !inbound.addressed {
            let thread = self.context_thread(tx, account, inbound, parent.as_ref()).await?;
            let parent = parent.map(|p| p.id);
            return Ok(Place { thread, parent, conversation: None, opened: false });
        }
        let conversation = self.new_matter(account, inbound, customer);
        let id = conversation.id;
        tx.insert_conversation(&conversation).await?;
        let thread = match &parent {
            // A stranger's post under which a customer calls us is part of the matter; an
            // announcement of ours is not: a thousand people may answer it.
            Some(parent)
                if parent.direction == Direction::In && parent.conversation_id.is_none() =>
            {
                tx.set_thread_conversation(parent.thread_id, Some(id)).await?;
                let context = tx.messages_of_thread(parent.thread_id, 200).await?;
                let context: Vec<MessageId> = context.iter().map(|m| m.id).collect();
                tx.set_messages_conversation(&context, Some(id)).await?;
                parent.thread_id
            }
            _ => self.new_thread(tx, account, &inbound.external_id, Some(id)).await?,
        };
        let parent = parent.map(|p| p.id);
        Ok(Place { thread, parent, conversation: Some(conversation), opened: true })
    }

    /// A matter that begins with this message.
    pub(super) fn new_matter(
        &self,
        account: &Account,
        inbound: &InboundMessage,
        customer: &Customer,
    ) -> Conversation {
        let id = ConversationId::new(&*self.inner.ids);
        let team = account.teams.first().copied();
        let mut conversation = Conversation::begin(id, customer.id, account.id, team, self.now());
        conversation.last_message_at = inbound.published_at;
        conversation.subject.clone_from(&inbound.subject);
        conversation
    }

    /// Where a message of ours belongs that was not written here.
    pub(super) async fn place_ours(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: &InboundMessage,
    ) -> Result<Place, EngineError> {
        let parent = parent(tx, account, inbound, None).await?;
        let conversation = match parent.as_ref().and_then(|p| p.conversation_id) {
            Some(id) => tx.conversation(id).await?,
            None => None,
        };
        let thread = match (&parent, &conversation) {
            (Some(parent), Some(_)) => parent.thread_id,
            _ => self.context_thread(tx, account, inbound, parent.as_ref()).await?,
        };
        Ok(Place { thread, parent: parent.map(|p| p.id), conversation, opened: false })
    }

    async fn context_thread(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: &InboundMessage,
        parent: Option<&Message>,
    ) -> Result<ThreadId, EngineError> {
        match parent {
            Some(parent) if parent.conversation_id.is_none() => Ok(parent.thread_id),
            _ => self.new_thread(tx, account, &inbound.external_id, None).await,
        }
    }

    pub(super) async fn new_thread(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        external: &ExternalId,
        conversation: Option<ConversationId>,
    ) -> Result<ThreadId, EngineError> {
        // Its post was only context until now: what stands in the thread belongs to the matter.
        if let Some(there) = tx.thread_by_external(account.id, external).await? {
            if conversation.is_some() && there.conversation_id.is_none() {
                tx.set_thread_conversation(there.id, conversation).await?;
                let context = tx.messages_of_thread(there.id, 200).await?;
                let context = context.iter().filter(|m| m.conversation_id.is_none());
                let context: Vec<MessageId> = context.map(|m| m.id).collect();
                tx.set_messages_conversation(&context, conversation).await?;
            }
            return Ok(there.id);
        }
        let id = ThreadId::new(&*self.inner.ids);
        tx.insert_thread(id, account.id, external, conversation, self.now()).await?;
        Ok(id)
    }
}

async fn parent(
    tx: &mut Tx<'_>,
    account: &Account,
    inbound: &InboundMessage,
    customer: Option<&Customer>,
) -> Result<Option<Message>, EngineError> {
    if inbound.letter.is_some() {
        return letters::answered(tx, account, inbound, customer).await;
    }
    match &inbound.in_reply_to {
        Some(parent) => Ok(tx.message_by_external(account.id, parent).await?),
        None => Ok(None),
    }
}

/// A private word of somebody else never lands in a customer's matter, whatever it answers; but for
/// letters, of which it was found out before who takes part.
fn may_stand_in(
    inbound: &InboundMessage,
    conversation: &Conversation,
    customer: &Customer,
    now: Timestamp,
) -> bool {
    if inbound.letter.is_some() {
        return !letters::is_over(conversation, now);
    }
    conversation.customer_id == customer.id || inbound.visibility != Visibility::Private
}
