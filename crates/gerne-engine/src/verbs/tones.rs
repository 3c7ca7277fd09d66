//! What people say of the tone of messages, and what teams learn from it; what a person must look at.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use gerne_domain::{
    ConversationId, Escalation, EventKind, LessonId, MessageId, TeamId, Tone, ToneClass,
};
use gerne_language::tone::{self, Class, Lesson as Said_, Said, Team};
use gerne_store::{Approach, Lesson, Page, Paged, Tx};

use crate::{Caller, Done, Engine, EngineError};

/// Lessons that a team is made of; older ones have faded.
const LESSONS: usize = 2_000;

/// What teams taught, made from their lessons when it is first needed.
#[derive(Debug, Default)]
pub(crate) struct Teams(Mutex<HashMap<Option<TeamId>, Arc<Team>>>);

impl Teams {
    /// Somebody taught something.
    pub(crate) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Engine {
    /// What a team taught, on top of the shared model.
    pub(crate) async fn taught_tone(&self, team: Option<TeamId>) -> Result<Arc<Team>, EngineError> {
        let teams = &self.inner.teams.0;
        if let Some(team) = teams.lock().unwrap_or_else(PoisonError::into_inner).get(&team) {
            return Ok(Arc::clone(team));
        }
        let lessons = self.inner.store.read().await?.lessons(team, LESSONS).await?;
        let said = lessons.iter().filter(|(_, text)| !text.is_empty()).map(|(lesson, text)| {
            let class = class(lesson.class);
            let said = if lesson.is_it { Said::Is(class) } else { Said::IsNot(class) };
            Said_ { text, said }
        });
        let made = Arc::new(Team::replay(tone::shipped(), said));
        teams.lock().unwrap_or_else(PoisonError::into_inner).insert(team, Arc::clone(&made));
        Ok(made)
    }

    /// A person says what a message is, in place of what was read; `None` takes that back. Their
    /// team's readings learn from it.
    ///
    /// # Errors
    /// `NotFound` when it is not theirs to see, or was not read.
    pub async fn correct_tone(
        &self,
        who: &Caller,
        id: MessageId,
        said: Option<ToneClass>,
    ) -> Result<Done<Tone>, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    let message = tx.message(id).await?.ok_or(EngineError::NotFound)?;
                    let of = message.conversation_id.ok_or(EngineError::NotFound)?;
                    let conversation = who.sees(tx.conversation(of).await?)?;
                    let tone = tx.tones(&[id]).await?.pop();
                    let mut tone = tone.ok_or(EngineError::NotFound)?;
                    tx.undo_lessons_of(id, engine.now()).await?;
                    tone.read.corrected = said;
                    tone.corrected_by = said.map(|_| who.agent);
                    tx.put_tones(std::slice::from_ref(&tone)).await?;
                    if let Some(class) = said {
                        let lesson = Lesson {
                            id: LessonId::new(&*engine.inner.ids),
                            team_id: conversation.team_id,
                            message_id: Some(id),
                            flag_id: None,
                            is_it: true,
                            class,
                            agent_id: who.agent,
                            at: engine.now(),
                            undone_at: None,
                        };
                        tx.insert_lesson(&lesson).await?;
                    }
                    engine.emit_all(tx, who.actor(), EventKind::LessonsChanged);
                    let refreshed = EventKind::MessageRefreshed { message: id };
                    engine.emit(tx, who.actor(), &conversation, refreshed);
                    Ok(tone)
                })
            })
            .await?;
        self.inner.teams.forget();
        Ok(done)
    }

    /// What nobody looked at yet with care, the oldest first; and how many that is, up to a thousand.
    pub async fn escalations(
        &self,
        who: &Caller,
        page: &Page,
    ) -> Result<(Paged<Escalation>, usize), EngineError> {
        let mut db = self.inner.store.read().await?;
        let found = db.escalations_open(&who.scope, page).await?;
        Ok((found, db.count_escalations_open(&who.scope, 1_000).await?))
    }

    /// What a person must look at goes with a matter into the one that it becomes part of; so does
    /// that somebody was approached unasked in it.
    pub(crate) async fn care_follows(
        &self,
        tx: &mut Tx<'_>,
        from: ConversationId,
        into: ConversationId,
    ) -> Result<(), EngineError> {
        let both = tx.escalations_of(&[from, into]).await?;
        let open = |id: ConversationId| {
            both.iter().find(|one| one.conversation_id == id && one.settled_at.is_none())
        };
        if let Some(gone) = open(from) {
            let mut moved = Escalation { conversation_id: into, ..gone.clone() };
            if let Some(kept) = open(into) {
                moved.since = moved.since.min(kept.since);
                let more = kept.worries.iter().filter(|worry| !gone.worries.contains(worry));
                moved.worries.extend(more.cloned());
            }
            tx.put_escalation(&moved).await?;
        }
        for approach in tx.approaches_in(from).await? {
            tx.put_approach(&Approach { conversation_id: Some(into), ..approach }).await?;
        }
        Ok(())
    }

    /// Somebody looked at it: it is answered as everything else again.
    pub async fn settle_escalation(
        &self,
        who: &Caller,
        id: ConversationId,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let conversation = who.sees(tx.conversation(id).await?)?;
                let found = tx.escalations_of(&[id]).await?.pop();
                let Some(mut found) = found.filter(|one| one.settled_at.is_none()) else {
                    return Err(EngineError::Conflict);
                };
                (found.settled_by, found.settled_at) = (Some(who.agent), Some(engine.now()));
                tx.put_escalation(&found).await?;
                engine.emit(tx, who.actor(), &conversation, EventKind::EscalationChanged);
                Ok(())
            })
        })
        .await
    }
}

fn class(of: ToneClass) -> Class {
    match of {
        ToneClass::Complaint => Class::Complaint,
        ToneClass::Request => Class::Request,
        ToneClass::Praise => Class::Praise,
        ToneClass::Neutral => Class::Neutral,
    }
}
