//! What was said before is said differently now, or no longer.

use std::time::Duration;

use gerne_domain::{
    Account, Actor, Conversation, ConversationId, Delivery, DeliveryState, EventKind, Inbound,
    InboundMessage, Mention, Message, MessageId, Outbound, Visibility,
    time::{after, before},
};
use gerne_store::{STRUCK, Tx};

use crate::{Engine, EngineError, summary};

/// The platform's clock and ours may differ by this much.
const SKEW: Duration = Duration::from_mins(10);

/// A request that was handed over is carried out within this time, if at all.
const ARRIVES_WITHIN: Duration = Duration::from_hours(1);

/// Answers in other conversations that are told of a change of what they answer.
const ANSWERS_TOLD: usize = 500;

impl Engine {
    /// A message that we have comes again. Returns whether its words had changed.
    pub(super) async fn ingest_known(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        mut known: Message,
        mut inbound: InboundMessage,
    ) -> Result<bool, EngineError> {
        // Where no time of an edit is told, what is shown now is what holds.
        let silent = inbound.edited_at.is_none()
            && inbound.visibility != Visibility::Private
            && !self.tells_edits(account);
        // A look-up can be older than what a stream already told: words never go back in time.
        let older = inbound.edited_at < known.edited_at && !silent;
        // A letter is its bytes: what comes again is the same.
        if older || known.letter.is_some() || known.deleted_at.is_some() {
            return Ok(false);
        }
        // A reply of ours comes back with the mentions that the platform needs before it: that is
        // how it was sent, not an edit.
        if known.delivery_id.is_some() && inbound.edited_at.is_none() {
            return Ok(false);
        }
        // Somebody was struck out of it who was erased: until its author changes it, it stays so.
        let warned = known.content_warning.as_deref().unwrap_or_default();
        let struck = known.text.contains(STRUCK) || warned.contains(STRUCK);
        if struck && (silent || inbound.edited_at == known.edited_at) {
            inbound.text.clone_from(&known.text);
            inbound.content_warning.clone_from(&known.content_warning);
            inbound.mentions.clone_from(&known.mentions);
        }
        // What was only context before may turn out to be said to us.
        let now_addressed = inbound.addressed && !known.addressed && !inbound.author.is_us;
        let words_changed =
            known.text != inbound.text || known.content_warning != inbound.content_warning;
        let attached = self.compare_attachments(tx, &known, &inbound).await?;
        let same = !words_changed && attached.is_empty() && known.poll == inbound.poll;
        if same && !now_addressed {
            return Ok(false);
        }
        if now_addressed && known.conversation_id.is_some() {
            tx.set_message_addressed(known.id, true).await?;
            self.waits_now(tx, account, &known).await?;
            if same {
                return Ok(true);
            }
        }
        if now_addressed && known.conversation_id.is_none() {
            // Taken away and brought in again, as what it is now.
            let external = inbound.external_id.clone();
            tx.delete_message(known.id).await?;
            self.ingest_theirs(tx, account, inbound).await?;
            if let Some(now) = tx.message_by_external(account.id, &external).await? {
                tx.point_elsewhere(known.id, now.id).await?;
            }
            return Ok(true);
        }
        // Votes, and pictures that the platform has finished, are no edit.
        let edited = words_changed || (attached.shown && inbound.edited_at > known.edited_at);
        let seen = edited || attached.shown || known.poll != inbound.poll;
        known.text = inbound.text;
        known.content_warning = inbound.content_warning;
        known.poll = inbound.poll;
        known.language = inbound.language;
        known.mentions = inbound.mentions;
        known.emojis = inbound.emojis;
        known.edited_at = match silent {
            true if words_changed => Some(self.now()),
            true => known.edited_at,
            false => inbound.edited_at,
        };
        known.addressed |= inbound.addressed;
        // The revision keeps what was attached until now.
        if edited {
            tx.edit_message(&known, self.now()).await?;
        } else {
            tx.refresh_message(&known).await?;
        }
        self.change_attachments(tx, known.id, attached).await?;
        let message = known.id;
        if edited {
            self.tell_changed(tx, account, &known, EventKind::MessageEdited { message }).await?;
        } else if seen {
            self.tell_changed(tx, account, &known, EventKind::MessageRefreshed { message }).await?;
        }
        Ok(edited)
    }

    fn tells_edits(&self, account: &Account) -> bool {
        let platform = self.inner.registry.get(account.platform.as_str());
        platform.is_none_or(|platform| platform.tells_edits())
    }

    /// What was only context turns out to be said to us: its author waits.
    async fn waits_now(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        known: &Message,
    ) -> Result<(), EngineError> {
        let Some(id) = known.conversation_id else { return Ok(()) };
        let Some(mut conversation) = tx.conversation(id).await? else { return Ok(()) };
        let waits_from = known.published_at.max(account.connected_at).min(self.now());
        let wants_answer = !self.is_blocked(tx, known).await? && summary::wants_answer(known);
        let inbound = Inbound { waits_from, wants_answer };
        let done = conversation.status == gerne_domain::Status::Resolved;
        conversation.received(inbound);
        if done && conversation.resolved_at.is_none() {
            self.measure_reopened(tx, &conversation, None, self.now()).await?;
        }
        self.keep(tx, &mut conversation).await?;
        let received = EventKind::MessageReceived { message: known.id };
        self.emit(tx, Actor::Customer, &conversation, received);
        Ok(())
    }

    /// Whether we blocked whoever wrote it.
    async fn is_blocked(&self, tx: &mut Tx<'_>, message: &Message) -> Result<bool, EngineError> {
        let Some(identity) = message.identity_id else { return Ok(false) };
        let Some(identity) = tx.identity(identity).await? else { return Ok(false) };
        let author = tx.customer(identity.customer_id).await?;
        Ok(author.is_some_and(|author| author.blocked_at.is_some()))
    }

    /// The platform no longer shows it: its words go, that it was there stays.
    pub(super) async fn ingest_deleted(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        known: Message,
    ) -> Result<bool, EngineError> {
        if known.deleted_at.is_some() {
            return Ok(false);
        }
        tx.entomb_message(known.id, self.now()).await?;
        let deleted = EventKind::MessageDeleted { message: known.id };
        self.tell_changed(tx, account, &known, deleted).await?;
        Ok(true)
    }

    async fn tell_changed(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        message: &Message,
        kind: EventKind,
    ) -> Result<(), EngineError> {
        if let Some(id) = message.conversation_id
            && let Some(mut conversation) = tx.conversation(id).await?
        {
            self.reckon(tx, account, &mut conversation).await?;
            self.keep(tx, &mut conversation).await?;
            self.emit(tx, Actor::Customer, &conversation, kind);
        }
        self.tell_where_quoted(tx, message).await
    }

    /// Answers show the beginning of what they answer, also to agents who may not see where that
    /// stands and are not told what becomes of it.
    async fn tell_where_quoted(
        &self,
        tx: &mut Tx<'_>,
        message: &Message,
    ) -> Result<(), EngineError> {
        for answer in tx.answers_to(message.id, ANSWERS_TOLD).await? {
            let elsewhere = answer
                .conversation_id
                .filter(|_| answer.conversation_id != message.conversation_id);
            let Some(id) = elsewhere else { continue };
            let Some(conversation) = tx.conversation(id).await? else { continue };
            let refreshed = EventKind::MessageRefreshed { message: answer.id };
            self.emit(tx, Actor::Customer, &conversation, refreshed);
        }
        Ok(())
    }

    /// Reckons a conversation's row anew from its newest messages.
    pub(crate) async fn reckon(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        conversation: &mut Conversation,
    ) -> Result<(), EngineError> {
        let messages = shown_messages(tx, conversation.id).await?;
        let by_hand = said_by_hand(tx, &messages).await?;
        let contacts = tx.contacts_of(&[conversation.id]).await?;
        summary::reckon(conversation, &messages, &by_hand, &contacts, account.connected_at);
        Ok(())
    }

    /// Reckons anew who waits since when, also where nobody is known to.
    pub(crate) async fn reckon_waiting(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        conversation: &mut Conversation,
    ) -> Result<(), EngineError> {
        let messages = shown_messages(tx, conversation.id).await?;
        let by_hand = said_by_hand(tx, &messages).await?;
        let contacts = tx.contacts_of(&[conversation.id]).await?;
        let waits = summary::waits(&messages, &by_hand, &contacts, account.connected_at);
        if let Some(oldest) = waits.into_iter().min() {
            conversation.waiting_since = Some(oldest);
            conversation.reopen();
            self.reckon(tx, account, conversation).await?;
        }
        Ok(())
    }

    /// When we last answered in a conversation, on a platform or outside.
    pub(crate) async fn last_answer(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
    ) -> Result<Option<gerne_domain::Timestamp>, EngineError> {
        let messages = tx.newest_messages(conversation.id, 200).await?;
        let by_hand = said_by_hand(tx, &messages).await?;
        let contacts = tx.contacts_of(&[conversation.id]).await?;
        let called = contacts.iter().filter(|contact| contact.answers()).map(|c| c.at);
        Ok(summary::last_answer(&messages, &by_hand).into_iter().chain(called).max())
    }

    /// The answer of which a person said that it is there, when this is it: alike, and posted when
    /// it was tried.
    pub(super) async fn said_before(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: &InboundMessage,
    ) -> Result<Option<Delivery>, EngineError> {
        let nameless = tx.deliveries_without_name(account.id).await?;
        Ok(nameless.into_iter().find(|delivery| {
            let written = delivery.outbound.written_at;
            let from = before(written, SKEW);
            let to = after(delivery.attempted_at.unwrap_or(written), ARRIVES_WITHIN);
            (from..=to).contains(&inbound.published_at) && is_it(&delivery.outbound, inbound)
        }))
    }

    /// The delivery that a message of ours on the platform proves, if one is on its way: the same
    /// answer to the same message, alike in everything that was sent. A colleague may answer the
    /// same message in the platform's own app; that must never pass for ours.
    pub(super) async fn on_its_way(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: &InboundMessage,
    ) -> Result<Option<Delivery>, EngineError> {
        let underway = tx.deliveries_underway(account.id).await?;
        Ok(underway
            .into_iter()
            .find(|delivery| delivery.attempts > 0 && is_it(&delivery.outbound, inbound)))
    }
}

/// The newest of a conversation that count for who waits and for its row: what is hidden on its
/// platform was dealt with.
async fn shown_messages(
    tx: &mut Tx<'_>,
    conversation: ConversationId,
) -> Result<Vec<Message>, EngineError> {
    let mut messages = tx.newest_messages(conversation, 200).await?;
    let ids: Vec<MessageId> = messages.iter().map(|message| message.id).collect();
    let hidden = tx.hidings_of(&ids).await?;
    messages.retain(|message| hidden.iter().all(|one| one.message_id != Some(message.id)));
    Ok(messages)
}

/// Which of these are replies that a person said are there: the platform has not named them yet.
pub(crate) async fn said_by_hand(
    tx: &mut Tx<'_>,
    messages: &[Message],
) -> Result<Vec<MessageId>, EngineError> {
    let nameless = messages.iter().filter(|m| m.external_id.is_none() && m.deleted_at.is_none());
    let ids: Vec<_> = nameless.filter_map(|m| m.delivery_id).collect();
    let deliveries = tx.deliveries(&ids).await?;
    let sent = deliveries.into_iter().filter(|delivery| delivery.state == DeliveryState::Sent);
    Ok(sent.map(|delivery| delivery.message_id).collect())
}

fn is_it(sent: &Outbound, inbound: &InboundMessage) -> bool {
    sent.in_reply_to == inbound.in_reply_to
        && sent.visibility == inbound.visibility
        && sent.content_warning == inbound.content_warning
        && sent.media.len() == inbound.attachments.len()
        && reaches(sent, inbound)
        && squeeze(&sent.text) == squeeze(&inbound.text)
}

/// The same people are named: who had to be reached, and nobody but those and who stands in the
/// words.
fn reaches(sent: &Outbound, inbound: &InboundMessage) -> bool {
    let same = |a: &Mention, b: &Mention| {
        a.external_id == b.external_id || a.handle.eq_ignore_ascii_case(&b.handle)
    };
    let words = sent.text.to_lowercase();
    let in_words = |mention: &Mention| {
        let name = mention.handle.split('@').next().unwrap_or_default().to_lowercase();
        words.contains(&format!("@{name}"))
    };
    sent.to.iter().all(|to| inbound.mentions.iter().any(|named| same(to, named)))
        && inbound.mentions.iter().all(|named| {
            sent.to.iter().any(|to| same(to, named))
                || in_words(named)
                || named.external_id == inbound.author.external_id
        })
}

/// What was said, without the mentions that a platform needs before it, and without blanks, which
/// platforms move.
fn squeeze(text: &str) -> String {
    let words = text.split_whitespace().skip_while(|word| word.starts_with('@'));
    words.collect()
}
