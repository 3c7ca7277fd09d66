//! Posts that nobody addressed to us become matters of ours when somebody confirms that they are.

use gerne_domain::{
    Account, Actor, AgentId, Conversation, ConversationId, Direction, EventKind, Inbound,
    InboundMessage, Message, MessageId, Status,
};
use gerne_store::Tx;

use super::place::Place;
use crate::{Engine, EngineError, summary};

impl Engine {
    /// A found post becomes a matter of ours, which `by` has. Its author did not write to us: it
    /// waits from now on, because we said that we would help.
    pub(crate) async fn take_found(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: InboundMessage,
        by: AgentId,
    ) -> Result<(ConversationId, MessageId), EngineError> {
        if let Some(known) = tx.message_by_external(account.id, &inbound.external_id).await? {
            // It came in otherwise meanwhile.
            let id = known.id;
            let taken = self.take_up(tx, account, id, by, true).await?;
            return Ok((taken.ok_or(EngineError::NotFound)?, id));
        }
        let (customer, identity) = self.identify(tx, account, &inbound).await?;
        let mut conversation = self.new_matter(account, &inbound, &customer);
        tx.insert_conversation(&conversation).await?;
        let of = Some(conversation.id);
        let thread = self.new_thread(tx, account, &inbound.external_id, of).await?;
        let matter = Some(conversation.clone());
        let place = Place { thread, parent: None, conversation: matter, opened: true };
        let message = self.said(account, &inbound, &place, Some(identity.id), Direction::In);
        tx.insert_message(&message).await?;
        self.insert_attachments(tx, &message, &inbound).await?;
        self.opens_with(tx, &mut conversation, &message, by).await?;
        Ok((conversation.id, message.id))
    }

    /// A message that we have belongs to a matter, of its own where it stands in none. `None`: it
    /// stands in none and is not to.
    pub(crate) async fn take_up(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        id: MessageId,
        by: AgentId,
        opens: bool,
    ) -> Result<Option<ConversationId>, EngineError> {
        let message = tx.message(id).await?.ok_or(EngineError::NotFound)?;
        if message.conversation_id.is_some() || !opens {
            return Ok(message.conversation_id);
        }
        let author = message.identity_id.ok_or(EngineError::NotFound)?;
        let author = tx.identity(author).await?.ok_or(EngineError::NotFound)?;
        let of = ConversationId::new(&*self.inner.ids);
        let team = account.teams.first().copied();
        let mut conversation =
            Conversation::begin(of, author.customer_id, account.id, team, self.now());
        conversation.subject.clone_from(&message.subject);
        tx.insert_conversation(&conversation).await?;
        tx.set_thread_conversation(message.thread_id, Some(of)).await?;
        let around = tx.messages_of_thread(message.thread_id, 200).await?;
        let around: Vec<MessageId> =
            around.iter().filter(|m| m.conversation_id.is_none()).map(|m| m.id).collect();
        tx.set_messages_conversation(&around, Some(of)).await?;
        self.opens_with(tx, &mut conversation, &message, by).await?;
        Ok(Some(of))
    }

    async fn opens_with(
        &self,
        tx: &mut Tx<'_>,
        conversation: &mut Conversation,
        message: &Message,
        by: AgentId,
    ) -> Result<(), EngineError> {
        let asks = Inbound { waits_from: self.now(), wants_answer: true };
        conversation.received(asks);
        conversation.status = Status::Open;
        conversation.assignee_id = Some(by);
        conversation.last_message_id = Some(message.id);
        conversation.last_message_at = message.published_at;
        summary::shows(conversation, message);
        self.keep(tx, conversation).await?;
        self.emit(tx, Actor::Agent(by), conversation, EventKind::ConversationOpened);
        let received = EventKind::MessageReceived { message: message.id };
        self.emit(tx, Actor::Customer, conversation, received);
        let assigned =
            EventKind::Assigned { assignee: Some(by), team: conversation.team_id, before: None };
        self.emit(tx, Actor::Agent(by), conversation, assigned);
        Ok(())
    }
}
