//! What was promised and what came of it; what was asked again.

use gerne_domain::{
    AgentId, Conversation, ConversationId, EventKind, MeasureKind, Measured, MessageId, Promise,
    PromiseState, Timestamp,
};
use gerne_store::{Counted, Stands, Tx};
use uuid::Uuid;

use super::{More, Span};
use crate::{Engine, EngineError};

/// How often somebody was asked in a matter what they had said.
pub(super) fn asked_again(before: &[Counted]) -> u32 {
    let again = before.iter().filter(|counted| {
        counted.fact.kind == MeasureKind::AskedAgain
            && counted.stands == Stands::Stands
            && counted.fact.outcome.as_deref() == Some("again")
    });
    u32::try_from(again.count()).unwrap_or(u32::MAX)
}

impl Engine {
    /// A promise is as it is now: that it was made and what came of it is measured once each, and
    /// taken back where it was none, or stands again.
    pub(crate) async fn measure_promise(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        promise: &Promise,
    ) -> Result<(), EngineError> {
        use PromiseState::{Broken, Dismissed, Kept, Moved, Proposed, Standing};
        let outcome = match promise.state {
            Kept if late(promise) => Some("kept_late"),
            Kept => Some("kept"),
            Moved if promise.told_before => Some("moved"),
            Moved => Some("moved_late"),
            Broken => Some("broken"),
            Proposed | Standing | Dismissed => None,
        };
        let outcome = outcome.filter(|_| promise.said);
        let made = promise.said && !matches!(promise.state, Proposed | Dismissed);
        let known = tx.measures_of(conversation.id).await?;
        let of = |kind| standing(&known, kind, promise.id.0);
        let by = promise.owner_id.or(promise.made_by);
        let (made_fact, ended_fact) = (of(MeasureKind::PromiseMade), of(MeasureKind::PromiseEnded));
        match made_fact {
            None if made => {
                let at = promise.made_at;
                let more = More { subject: Some(promise.id.0), ..More::default() };
                let span = span(MeasureKind::PromiseMade, (at, at), promise.made_by, more);
                self.measure(tx, conversation, span).await?;
            }
            Some(fact) if !made => self.take_back(tx, conversation, fact).await?,
            _ => {}
        }
        if let Some(fact) = ended_fact
            && fact.fact.outcome.as_deref() != outcome
        {
            self.take_back(tx, conversation, fact).await?;
        } else if ended_fact.is_some() {
            return Ok(());
        }
        if let Some(outcome) = outcome {
            let ended = promise.ended_at.unwrap_or_else(|| self.now());
            let in_time = promise.due.map(|_| outcome == "kept" || outcome == "moved");
            let more = More {
                outcome: Some(outcome),
                subject: Some(promise.id.0),
                in_time,
                ..More::default()
            };
            let span = span(MeasureKind::PromiseEnded, (promise.made_at, ended), by, more);
            self.measure(tx, conversation, span).await?;
        }
        Ok(())
    }

    /// An answer asks what was said already, or no longer does after its author was told.
    pub(crate) async fn measure_asked(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        answer: MessageId,
        agent: AgentId,
        outcome: &'static str,
    ) -> Result<(), EngineError> {
        let now = self.now();
        let more = More { outcome: Some(outcome), subject: Some(answer.0), ..More::default() };
        let span = span(MeasureKind::AskedAgain, (now, now), Some(agent), more);
        self.measure(tx, conversation, span).await
    }

    /// An answer never left: it asked nothing.
    pub(crate) async fn measure_unsaid(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        answer: MessageId,
    ) -> Result<(), EngineError> {
        let known = tx.measures_of(conversation.id).await?;
        match standing(&known, MeasureKind::AskedAgain, answer.0) {
            Some(fact) => self.take_back(tx, conversation, fact).await,
            None => Ok(()),
        }
    }

    /// Somebody who had not spoken to us is spoken to.
    pub(crate) async fn measure_approach(
        &self,
        tx: &mut Tx<'_>,
        matter: ConversationId,
        agent: AgentId,
    ) -> Result<(), EngineError> {
        let Some(conversation) = tx.conversation(matter).await? else { return Ok(()) };
        let now = self.now();
        let more = More { outcome: Some("begun"), subject: Some(matter.0), ..More::default() };
        let span = span(MeasureKind::Approach, (now, now), Some(agent), more);
        self.measure(tx, &conversation, span).await
    }

    /// What came of speaking to somebody unasked: `answered`, `declined`, `silent`, `unsaid`. It counts
    /// once, as what weighs most: a no before an answer, an answer before silence.
    pub(crate) async fn measure_approached(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        outcome: &'static str,
    ) -> Result<(), EngineError> {
        let known = tx.measures_of(conversation.id).await?;
        let Some(was) = standing(&known, MeasureKind::Approach, conversation.id.0) else {
            return Ok(());
        };
        if weight(was.fact.outcome.as_deref()) >= weight(Some(outcome)) {
            return Ok(());
        }
        let gone = jiff::SignedDuration::from_secs(i64::from(was.fact.elapsed_written));
        let begun = was.fact.at.checked_sub(gone).unwrap_or(was.fact.at);
        self.take_back(tx, conversation, was).await?;
        let subject = Some(conversation.id.0);
        let more = More { outcome: Some(outcome), subject, ..More::default() };
        let span = span(MeasureKind::Approach, (begun, self.now()), was.fact.agent, more);
        self.measure(tx, conversation, span).await
    }

    /// Somebody said something to us. Whom we approached has answered with it.
    pub(crate) async fn measure_heard(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
    ) -> Result<(), EngineError> {
        if tx.approaches_in(conversation.id).await?.is_empty() {
            return Ok(());
        }
        self.measure_approached(tx, conversation, "answered").await
    }

    async fn take_back(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        counted: &Counted,
    ) -> Result<(), EngineError> {
        let Measured { id, conversation: matter, at: measured_at, .. } = counted.fact;
        tx.take_back_measure(matter, measured_at, id).await?;
        let kind = EventKind::MeasuredTakenBack { matter, measured_at, fact: Some(id) };
        self.tell_measured(tx, conversation, kind);
        Ok(())
    }
}

/// The fact about something that counts, if there is one.
fn standing(known: &[Counted], kind: MeasureKind, subject: Uuid) -> Option<&Counted> {
    known.iter().find(|counted| {
        counted.fact.kind == kind
            && counted.stands == Stands::Stands
            && counted.fact.subject == Some(subject)
    })
}

/// What came of an approach, the weightiest last.
fn weight(outcome: Option<&str>) -> usize {
    const ALL: [&str; 5] = ["begun", "unsaid", "silent", "answered", "declined"];
    ALL.iter().position(|one| Some(*one) == outcome).unwrap_or_default()
}

fn late(promise: &Promise) -> bool {
    promise.due.zip(promise.ended_at).is_some_and(|(due, ended)| ended > due)
}

fn span(
    kind: MeasureKind,
    (from, at): (Timestamp, Timestamp),
    agent: Option<AgentId>,
    more: More,
) -> Span {
    Span {
        kind,
        at,
        written: from,
        received: Some(from),
        agent,
        left_out: None,
        goal: None,
        round: 1,
        public: (false, false),
        more,
    }
}
