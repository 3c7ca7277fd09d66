//! What a reply is made of: what it answers, whom it reaches, whether it fits.

use gerne_connector::Limits;
use gerne_domain::{
    Account, Automatic, Conversation, ConversationId, DeliveryId, DeliveryState, Direction,
    EventKind, Mention, Message, MessageId, Outbound, Refusal,
};
use gerne_store::Tx;

use super::wording::as_counted;
use crate::{Caller, EngineError, Missed, ingest::change::said_by_hand, summary::unanswered};

/// A second answer, or one beside a newer message, is refused (decision 0007).
pub(super) async fn refuse_stale(
    tx: &mut Tx<'_>,
    who: &Caller,
    conversation: ConversationId,
    seen: i64,
) -> Result<(), EngineError> {
    let events = tx.events_of_conversation(conversation, seen, 200).await?;
    let written: Vec<DeliveryId> = events
        .iter()
        .filter_map(|event| match event.event.kind {
            EventKind::ReplyWritten { delivery, .. } => Some(delivery),
            _ => None,
        })
        .collect();
    // What was called back was never said, and what the house says by itself is no answer.
    let mut taken_back = tx.deliveries(&written).await?;
    taken_back.retain(|d| d.state == DeliveryState::Cancelled || d.is_automatic());
    let taken_back: Vec<DeliveryId> = taken_back.into_iter().map(|delivery| delivery.id).collect();
    let missed: Vec<Missed> = events
        .into_iter()
        .filter(|event| match event.event.kind {
            EventKind::MessageReceived { .. }
            | EventKind::MessageEdited { .. }
            | EventKind::MessageDeleted { .. }
            | EventKind::ConversationJoined { .. } => true,
            EventKind::ReplyWritten { delivery, .. } => {
                event.event.actor != who.actor() && !taken_back.contains(&delivery)
            }
            _ => false,
        })
        .map(|event| Missed { seq: event.seq, kind: event.event.kind })
        .collect();
    if missed.is_empty() { Ok(()) } else { Err(EngineError::Stale(missed)) }
}

/// What is answered: what was asked for, else the newest unanswered message, else the newest of
/// theirs, else the newest of ours.
pub(crate) async fn target(
    tx: &mut Tx<'_>,
    conversation: ConversationId,
    asked: Option<MessageId>,
) -> Result<Message, EngineError> {
    if let Some(id) = asked {
        let message = tx.message(id).await?.filter(|m| m.conversation_id == Some(conversation));
        let message = message.ok_or(EngineError::NotFound)?;
        return match message {
            m if m.deleted_at.is_some() => Err(EngineError::invalid("reply.target_deleted")),
            m if m.external_id.is_some() => Ok(m),
            // It is there, but nobody knows its name: what it answers is answered once more.
            m if !said_by_hand(tx, std::slice::from_ref(&m)).await?.is_empty() => {
                let above = match m.parent_id {
                    Some(parent) => tx.message(parent).await?,
                    None => None,
                };
                let above = above.filter(|m| m.deleted_at.is_none() && m.external_id.is_some());
                above.ok_or_else(|| EngineError::invalid("reply.target_not_there"))
            }
            _ => Err(EngineError::invalid("reply.target_not_there")),
        };
    }
    let messages = tx.newest_messages(conversation, 200).await?;
    let by_hand = said_by_hand(tx, &messages).await?;
    let there = |m: &&Message| m.deleted_at.is_none() && m.external_id.is_some();
    let unanswered = unanswered(&messages, &by_hand).into_iter().find(|m| m.external_id.is_some());
    let theirs = |m: &&Message| m.direction == Direction::In;
    let newest_in = || {
        let all = || messages.iter().rev().filter(there).filter(theirs);
        all().find(|m| by_a_person(m)).or_else(|| all().find(|m| !reports(m)))
    };
    // What the post says about a letter is answered by nobody who reads: rather ours goes on.
    let newest = || {
        let all = || messages.iter().rev().filter(there);
        all().find(|m| !reports(m)).or_else(|| all().next())
    };
    unanswered
        .or_else(newest_in)
        .or_else(newest)
        .cloned()
        .ok_or_else(|| EngineError::invalid("reply.nothing_to_answer"))
}

/// What no person wrote is answered only when somebody asks for it.
fn by_a_person(message: &Message) -> bool {
    message.letter.as_ref().is_none_or(|letter| letter.automatic.is_none())
}

fn reports(message: &Message) -> bool {
    message.letter.as_ref().and_then(|letter| letter.automatic).is_some_and(Automatic::is_report)
}

/// Whom it must reach: the author of what it answers (the customer, when that was us), and whom
/// the agent added out of those who are named there. A private reply names nobody else by itself.
pub(super) async fn recipients(
    tx: &mut Tx<'_>,
    account: &Account,
    conversation: &Conversation,
    target: &Message,
    also: &[String],
) -> Result<Vec<Mention>, EngineError> {
    let author = match target.identity_id {
        Some(id) => tx.identity(id).await?,
        None => tx
            .identities_of(conversation.customer_id)
            .await?
            .into_iter()
            .find(|i| i.platform == account.platform),
    };
    let mut to: Vec<Mention> = author
        .into_iter()
        .map(|i| Mention { external_id: i.external_id, handle: i.handle })
        .collect();
    for handle in also {
        let handle = handle.trim().trim_start_matches('@');
        let named = target.mentions.iter().find(|m| m.handle.eq_ignore_ascii_case(handle));
        let named = named.ok_or_else(|| {
            EngineError::invalid_with("reply.recipient_unknown", &[("handle", handle.to_owned())])
        })?;
        if named.external_id != account.external_id && !to.contains(named) {
            to.push(named.clone());
        }
    }
    Ok(to)
}

/// Whether the platform can carry it at all.
pub(super) fn fits(limits: &Limits, outbound: &Outbound) -> Result<(), Refusal> {
    // Who an answer names by itself counts nothing where weights count.
    let text = if limits.counting.weighted { outbound.text.clone() } else { as_counted(outbound) };
    let length = limits.counting.count(&text)
        + outbound.content_warning.as_deref().map_or(0, |w| limits.counting.count(w));
    let private = limits
        .max_private_length
        .filter(|_| outbound.visibility == gerne_domain::Visibility::Private);
    if let Some(limit) = private.or(limits.max_length)
        && length > limit
    {
        let refusal = Refusal::of("reply.too_long");
        return Err(refusal.with("length", length).with("limit", limit));
    }
    if outbound.media.len() > limits.max_media as usize {
        return Err(Refusal::of("reply.media_too_many").with("limit", limits.max_media));
    }
    for media in &outbound.media {
        if !limits.mime_types.is_empty() && !limits.mime_types.contains(&media.mime) {
            return Err(Refusal::of("reply.media_type").with("mime", &media.mime));
        }
        let alt = media.alt.as_deref().map_or(0, |alt| alt.chars().count());
        if alt > limits.max_alt as usize {
            return Err(Refusal::of("reply.media_alt_too_long").with("limit", limits.max_alt));
        }
    }
    Ok(())
}
