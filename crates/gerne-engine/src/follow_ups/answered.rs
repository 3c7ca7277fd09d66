//! Their answer: in what they write, or by a click on the page that a mail leads to.

use gerne_domain::{
    Actor, Contact, ContactId, ContactWay, Conversation, Direction, EventKind, FollowUpState,
    Inbound, Message, NotificationKind, Status,
};
use gerne_language::manners::worked;
use gerne_store::Tx;

use super::question::is_german;
use crate::{Done, Engine, EngineError, thanks::only_thanks, verbs::token_hash};

const NO_DE: &str = "Auf die Nachfrage per E-Mail: „Nein, es funktioniert noch nicht.“";
const NO_EN: &str = "Asked by e-mail whether it worked: \"No, it does not.\"";

impl Engine {
    /// What a customer writes after they were asked is read as the answer, when it is one. `true`:
    /// they say that it works, and nothing else; nobody waits because of it.
    pub(crate) async fn answers_follow_up(
        &self,
        tx: &mut Tx<'_>,
        conversation: &mut Conversation,
        message: &Message,
    ) -> Result<bool, EngineError> {
        // Only what was resolved can have been asked about.
        if conversation.status != Status::Resolved {
            return Ok(false);
        }
        let Some(mut standing) = tx.follow_up_standing(conversation.id).await? else {
            return Ok(false);
        };
        let asked = matches!(standing.state, FollowUpState::Asked | FollowUpState::ByHand);
        // Thanks say nothing yet about whether it goes on working.
        if !asked && only_thanks(&message.text) {
            return Ok(false);
        }
        let said = if only_thanks(&message.text) { Some(true) } else { worked(&message.text) };
        let state = match said.filter(|_| asked) {
            Some(true) => FollowUpState::Worked,
            Some(false) => FollowUpState::Failed,
            // They write of themselves: asking is no longer needed.
            None => FollowUpState::Dropped,
        };
        standing.answered_at = asked.then_some(message.published_at);
        self.follow_up_ends(tx, Actor::Customer, conversation, &mut standing, state).await?;
        if state == FollowUpState::Failed {
            conversation.assignee_id =
                self.still_there(tx, conversation, standing.agent_id).await?;
            let kind = NotificationKind::FollowUpFailed;
            self.call_once(tx, standing.agent_id, kind, conversation.id).await?;
        }
        Ok(state == FollowUpState::Worked)
    }

    /// What somebody clicked on the page that a mail led to.
    ///
    /// # Errors
    /// `NotFound` when no question has that page; `Conflict` when it was answered.
    pub async fn answer_follow_up(&self, token: &str, works: bool) -> Result<Done, EngineError> {
        let (engine, token) = (self.clone(), token_hash(token));
        self.write(move |tx| {
            Box::pin(async move {
                let found = tx.follow_up_by_token(&token).await?;
                let mut follow_up = found.ok_or(EngineError::NotFound)?;
                if follow_up.state != FollowUpState::Asked {
                    return Err(EngineError::Conflict);
                }
                let id = follow_up.conversation_id;
                let mut conversation = tx.conversation(id).await?.ok_or(EngineError::NotFound)?;
                let now = engine.now();
                follow_up.answered_at = Some(now);
                if works {
                    let worked = FollowUpState::Worked;
                    return engine
                        .follow_up_ends(tx, Actor::Customer, &conversation, &mut follow_up, worked)
                        .await;
                }
                let failed = FollowUpState::Failed;
                engine
                    .follow_up_ends(tx, Actor::Customer, &conversation, &mut follow_up, failed)
                    .await?;
                let account = engine.home_of(tx, &conversation).await?;
                let german = is_german(&account, &conversation, tx).await?;
                // It stands on the timeline, and somebody waits because of it.
                let contact = Contact {
                    id: ContactId::new(&*engine.inner.ids),
                    conversation_id: conversation.id,
                    agent_id: follow_up.agent_id,
                    how: ContactWay::Other,
                    direction: Direction::In,
                    at: now,
                    logged_at: now,
                    text: if german { NO_DE } else { NO_EN }.to_owned(),
                    waits: true,
                    edited_at: None,
                    deleted_at: None,
                };
                tx.insert_contact(&contact).await?;
                let before = conversation.status;
                let inbound = Inbound { waits_from: now, wants_answer: true };
                conversation.received(inbound);
                conversation.last_message_at = now;
                conversation.preview = crate::summary::preview(&contact.text);
                conversation.preview_private = true;
                let agent = follow_up.agent_id;
                conversation.assignee_id = engine.still_there(tx, &conversation, agent).await?;
                engine.keep(tx, &mut conversation).await?;
                let logged = EventKind::ContactLogged { contact: contact.id };
                engine.emit(tx, Actor::Customer, &conversation, logged);
                if before != conversation.status {
                    let status = conversation.status;
                    let changed = EventKind::StatusChanged { status, until: None };
                    engine.emit(tx, Actor::Customer, &conversation, changed);
                }
                engine.call_once(tx, agent, NotificationKind::FollowUpFailed, conversation.id).await
            })
        })
        .await
    }
}
