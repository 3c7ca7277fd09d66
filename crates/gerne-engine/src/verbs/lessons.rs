//! What a team's readings learned from, looked at and taken back.

use std::collections::HashMap;

use gerne_domain::{
    Conversation, ConversationId, EventKind, LessonId, MessageId, Role, Scope, TeamId,
};
use gerne_store::Lesson;

use crate::{Caller, Done, Engine, EngineError};

/// Lessons that are shown; older ones count all the same.
const SHOWN: usize = 200;

/// A lesson as far as somebody sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// What was said.
    pub lesson: Lesson,
    /// Of which text; empty where it is gone, or not theirs to see.
    pub text: String,
    /// Where it stands.
    pub conversation: Option<ConversationId>,
}

impl Engine {
    /// The last lessons of a team that stand, the newest first; of `None` those that are everybody's.
    ///
    /// # Errors
    /// `Forbidden` to agents, and to leads of other teams.
    pub async fn lessons(
        &self,
        who: &Caller,
        team: Option<TeamId>,
    ) -> Result<Vec<Learned>, EngineError> {
        may_teach(who, team)?;
        let mut db = self.inner.store.read().await?;
        let found = db.lessons(team, SHOWN).await?;
        let ids: Vec<MessageId> = found.iter().filter_map(|(one, _)| one.message_id).collect();
        let messages = db.messages(&ids).await?;
        let of: HashMap<MessageId, ConversationId> =
            messages.iter().filter_map(|m| Some((m.id, m.conversation_id?))).collect();
        let mut places: Vec<ConversationId> = of.values().copied().collect();
        places.sort_unstable();
        places.dedup();
        let places = db.conversations(&places).await?;
        let seen = |id: &ConversationId| {
            let sees = |c: &&Conversation| who.scope.sees(c.account_id, c.team_id);
            places.iter().filter(sees).any(|c| c.id == *id)
        };
        let mut learned = Vec::with_capacity(found.len());
        for (lesson, text) in found.into_iter().rev() {
            let conversation = lesson.message_id.and_then(|id| of.get(&id).copied()).filter(seen);
            let theirs = match lesson.flag_id {
                Some(flag) => {
                    db.flag(flag).await?.is_some_and(|flag| who.scope.sees(flag.account_id, None))
                }
                None => conversation.is_some(),
            };
            let text = if theirs { text } else { String::new() };
            learned.push(Learned { lesson, text, conversation });
        }
        Ok(learned)
    }

    /// A lesson is taken back: the team's readings are as if nobody had said it. A class that it gave
    /// to a message falls back to what was read.
    ///
    /// # Errors
    /// `Forbidden` to agents, and to leads of other teams; `Conflict` when it was taken back already.
    pub async fn unlearn(&self, who: &Caller, id: LessonId) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    let lesson = tx.lesson(id).await?.ok_or(EngineError::NotFound)?;
                    may_teach(&who, lesson.team_id)?;
                    if tx.undo_lesson(id, engine.now()).await? == 0 {
                        return Err(EngineError::Conflict);
                    }
                    let tone = match lesson.message_id {
                        Some(message) => tx.tones(&[message]).await?.pop(),
                        None => None,
                    };
                    if let Some(mut tone) = tone
                        .filter(|tone| lesson.is_it && tone.read.corrected == Some(lesson.class))
                    {
                        (tone.read.corrected, tone.corrected_by) = (None, None);
                        tx.put_tones(std::slice::from_ref(&tone)).await?;
                    }
                    engine.emit_all(tx, who.actor(), EventKind::LessonsChanged);
                    Ok(())
                })
            })
            .await?;
        self.inner.teams.forget();
        Ok(done)
    }
}

/// Leads look after what their teams learned, and after what is everybody's.
fn may_teach(who: &Caller, team: Option<TeamId>) -> Result<(), EngineError> {
    who.at_least(Role::Lead)?;
    match (&who.scope, team) {
        (Scope::Of { teams, .. }, Some(team)) if !teams.contains(&team) => {
            Err(EngineError::Forbidden)
        }
        _ => Ok(()),
    }
}
