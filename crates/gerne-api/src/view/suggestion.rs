//! What a conversation may be a part of. Letters can lose what they answer: a new one under an old
//! subject is offered, never put there silently, because a subject proves nothing.

use std::time::Duration;

use gerne_domain::{Conversation, Direction, Scope, Status, time::before};
use gerne_engine::knowing::SameMatter;
use gerne_mail::subject::{Prefix, bare};
use gerne_store::{Reader, StoreError};

use crate::wire::conversation::{Suggestion, SuggestionReason};

/// Older matters are over.
const RECENT: Duration = Duration::from_hours(30 * 24);
/// Matters of one person that are looked at, the newest first.
const LOOKED_AT: usize = 50;

/// An open conversation of the same person that this one seems to go on with.
pub(crate) fn goes_on(earlier: Conversation, why: SameMatter) -> Suggestion {
    Suggestion {
        conversation_id: earlier.id.0,
        subject: earlier.subject.unwrap_or(earlier.preview),
        reason: match why {
            SameMatter::Number => SuggestionReason::SameNumber,
            SameMatter::Words => SuggestionReason::SameWords,
            SameMatter::Waiting => SuggestionReason::StillWaiting,
        },
    }
}

/// An earlier conversation of the same person with the same subject, that this agent sees.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn suggestion(
    db: &mut Reader,
    scope: &Scope,
    conversation: &Conversation,
) -> Result<Option<Suggestion>, StoreError> {
    let asked = conversation.status != Status::Resolved && !conversation.spam;
    if !asked || conversation.subject.is_none() {
        return Ok(None);
    }
    let Some(opening) = db.opening_message(conversation.id).await? else { return Ok(None) };
    let by_hand = opening.letter.as_ref().is_some_and(|letter| letter.automatic.is_none());
    if opening.direction != Direction::In || !by_hand {
        return Ok(None);
    }
    let (subject, prefix) = bare(opening.subject.as_deref().unwrap_or_default());
    // What is handed on is about something else, whatever it is called.
    if subject.is_empty() || prefix == Prefix::Forward {
        return Ok(None);
    }
    let subject = subject.to_lowercase();
    let after = before(opening.published_at, RECENT);
    let earlier = db.matters_before(conversation, after, LOOKED_AT).await?.into_iter();
    let mut seen = earlier.filter(|earlier| scope.sees(earlier.account_id, earlier.team_id));
    Ok(seen.find_map(|earlier| {
        let named = earlier.subject.filter(|named| bare(named).0.to_lowercase() == subject)?;
        Some(Suggestion {
            conversation_id: earlier.id.0,
            subject: named,
            reason: SuggestionReason::SameSubject,
        })
    }))
}
