//! Measures things as they happen, in the transaction in which they happen.
//!
//! A fact is told to the log, and the table that figures are made of is written beside it: made anew
//! from the log, it is the same. What each fact says is defined for people at
//! `GET /reports/definitions`; the two must say the same.

mod anew;
mod ends;

use gerne_domain::{
    Actor, AgentId, Conversation, Delivery, EventKind, Goal, MeasureId, MeasureKind, Measured,
    Message, NewEvent, NoAnswerReason, Status, Timestamp, event::Audience,
};
use gerne_store::{Stands, Tx};
use jiff::{SignedDuration, civil::Date};

use crate::{Engine, EngineError, hours::Times};

/// What is measured, before it is written down.
struct Span {
    kind: MeasureKind,
    at: Timestamp,
    written: Timestamp,
    /// When we had it; `None`: when we had the first of what they wrote since.
    received: Option<Timestamp>,
    agent: Option<AgentId>,
    left_out: Option<String>,
    goal: Option<Goal>,
    round: u32,
    public: (bool, bool),
    more: More,
}

/// What only some things have that are measured.
#[derive(Clone, Debug, Default)]
struct More {
    /// How it ended.
    outcome: Option<&'static str>,
    /// What it is about.
    subject: Option<uuid::Uuid>,
    /// Whether it was in time, where no target says so.
    in_time: Option<bool>,
    asked_again: u32,
}

impl Engine {
    /// The platform took an answer to somebody who waited `since`. Before the conversation learns of
    /// it: whether it is the first is known from that.
    pub(crate) async fn measure_answer(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        since: Option<Timestamp>,
        at: Timestamp,
        message: Option<&Message>,
    ) -> Result<(), EngineError> {
        // Where nobody waited, nothing was answered.
        let Some(written) = since else { return Ok(()) };
        let answered = message.is_some_and(|message| message.visibility.is_public());
        let asked = match message.and_then(|message| message.parent_id) {
            Some(parent) => tx.message(parent).await?.is_some_and(|m| m.visibility.is_public()),
            None => answered,
        };
        let (kind, goal) = which(conversation);
        let span = Span {
            kind,
            at,
            written,
            received: None,
            agent: message.and_then(|message| message.agent_id),
            left_out: None,
            goal: Some(goal),
            round: 1,
            public: (asked, answered),
            more: More::default(),
        };
        self.measure(tx, conversation, span).await
    }

    /// Somebody was answered outside the platforms, as a colleague says: it counts in no time.
    pub(crate) async fn measure_elsewhere(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        since: Timestamp,
        at: Timestamp,
        agent: Option<AgentId>,
    ) -> Result<(), EngineError> {
        let span = Span {
            kind: which(conversation).0,
            at,
            written: since,
            received: None,
            agent,
            left_out: Some("answered_elsewhere".to_owned()),
            goal: None,
            round: 1,
            public: (false, false),
            more: More::default(),
        };
        self.measure(tx, conversation, span).await
    }

    /// An answer of ours arrived. What was resolved with it is done.
    pub(crate) async fn measure_arrived(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        delivery: &Delivery,
        at: Timestamp,
    ) -> Result<(), EngineError> {
        let standing = delivery.standing_before.as_ref();
        let since = standing.map_or(delivery.waiting_before, |before| before.waiting_since);
        let message = tx.message(delivery.message_id).await?;
        self.measure_answer(tx, conversation, since, at, message.as_ref()).await?;
        if conversation.status == Status::Resolved
            && standing.is_some_and(|before| before.left == Status::Resolved)
        {
            let done = Conversation { first_response_at: Some(at), ..conversation.clone() };
            self.measure_resolved(tx, None, &done, at, delivery.agent_id).await?;
        }
        Ok(())
    }

    /// Somebody said that it is done. Whoever still waited `since` was not answered.
    pub(crate) async fn measure_resolved(
        &self,
        tx: &mut Tx<'_>,
        since: Option<Timestamp>,
        conversation: &Conversation,
        at: Timestamp,
        agent: Option<AgentId>,
    ) -> Result<(), EngineError> {
        let reason = match (conversation.spam, conversation.no_answer) {
            (true, _) => Some("spam".to_owned()),
            (false, reason) => reason.map(word),
        };
        if let Some(written) = since {
            let left_out = Some(reason.clone().unwrap_or_else(|| "unanswered".to_owned()));
            let (kind, _) = which(conversation);
            let (received, public, more) = (None, (false, false), More::default());
            #[rustfmt::skip]
            let span = Span {
                kind, at, written, received, agent, left_out, goal: None, round: 1, public, more,
            };
            self.measure(tx, conversation, span).await?;
        }
        let before = tx.measures_of(conversation.id).await?;
        if before.iter().any(|counted| counted.fact.kind == MeasureKind::Approach) {
            let said = conversation.first_response_at.is_some();
            let outcome = if said { "silent" } else { "unsaid" };
            self.measure_approached(tx, conversation, outcome).await?;
        }
        let mut done = before.iter().filter(|counted| {
            counted.fact.kind == MeasureKind::Resolution && counted.stands != Stands::TakenBack
        });
        if done.clone().any(|counted| counted.stands == Stands::Stands) {
            return Ok(());
        }
        let round = done.by_ref().count() + 1;
        let first = tx.first_word(conversation.id).await?;
        let (written, received) =
            first.unwrap_or((conversation.created_at, conversation.created_at));
        let account = tx.account(conversation.account_id).await?;
        let connected = account.map_or(written, |account| account.connected_at);
        let span = Span {
            kind: MeasureKind::Resolution,
            at,
            written: written.max(connected),
            received: Some(received.max(connected)),
            agent,
            // Where we spoke first, nobody waited for anything.
            left_out: reason.or_else(|| first.is_none().then(|| "we_began".to_owned())),
            goal: Some(Goal::Resolution),
            round: u32::try_from(round).unwrap_or(u32::MAX),
            public: (false, false),
            more: More { asked_again: ends::asked_again(&before), ..More::default() },
        };
        self.measure(tx, conversation, span).await
    }

    /// It was done, and is not any more.
    pub(crate) async fn measure_reopened(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        agent: Option<AgentId>,
        now: Timestamp,
    ) -> Result<(), EngineError> {
        let before = tx.measures_of(conversation.id).await?;
        let done = before.iter().rfind(|counted| {
            counted.fact.kind == MeasureKind::Resolution && counted.stands == Stands::Stands
        });
        let Some(done) = done else { return Ok(()) };
        let span = Span {
            kind: MeasureKind::Reopened,
            at: now,
            written: done.fact.at,
            received: Some(done.fact.at),
            agent,
            left_out: done.fact.left_out.clone(),
            goal: None,
            round: done.fact.round,
            public: (false, false),
            more: More::default(),
        };
        self.measure(tx, conversation, span).await
    }

    /// A step is taken back, and what was measured with it.
    pub(crate) async fn measure_taken_back(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        at: Timestamp,
    ) -> Result<(), EngineError> {
        let at = gerne_domain::time::to_micros(at);
        if tx.take_back_measures(conversation.id, at).await? > 0 {
            let (matter, measured_at) = (conversation.id, at);
            let kind = EventKind::MeasuredTakenBack { matter, measured_at, fact: None };
            self.tell_measured(tx, conversation, kind);
        }
        Ok(())
    }

    async fn measure(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        span: Span,
    ) -> Result<(), EngineError> {
        let times = self.times(tx).await?;
        let hours = times.hours(conversation.account_id, conversation.team_id);
        let customer = conversation.customer_id;
        let beside = tx.measured_beside(conversation.id, customer, span.written).await?;
        let received = span.received.or(beside.received).unwrap_or(span.written);
        let within = match span.goal {
            Some(Goal::Resolution) => self.done_within(tx, &times, conversation, &span).await?,
            Some(_) => {
                let since = span.written;
                let over = self.over(tx, &times, conversation, since).await?;
                Some(span.at <= over)
            }
            None => span.more.in_time,
        };
        let written = span.written.to_zoned(times.zone());
        let elapsed = |from: Timestamp| seconds(span.at.duration_since(from));
        let open = |from: Timestamp| seconds(hours.between(from, span.at));
        let fact = Measured {
            id: MeasureId::new(&*self.inner.ids),
            kind: span.kind,
            at: gerne_domain::time::to_micros(span.at),
            conversation: conversation.id,
            account: conversation.account_id,
            team: conversation.team_id,
            agent: span.agent,
            labels: conversation.labels.clone(),
            rules: beside.rules,
            language: beside.language,
            priority: conversation.priority,
            day: day_of(span.at.to_zoned(times.zone()).date()),
            hour: written.hour().try_into().unwrap_or_default(),
            weekday: written.weekday().to_monday_one_offset().try_into().unwrap_or_default(),
            elapsed_written: elapsed(span.written),
            elapsed_received: elapsed(received),
            open_written: open(span.written),
            open_received: open(received),
            within: within.filter(|_| span.left_out.is_none()),
            left_out: span.left_out,
            outcome: span.more.outcome.map(str::to_owned),
            subject: span.more.subject,
            asked_again: span.more.asked_again,
            round: span.round,
            asked_public: span.public.0,
            answered_public: span.public.1,
        };
        let today = day_of(self.now().to_zoned(times.zone()).date());
        tx.insert_measure(&fact, today).await?;
        self.tell_measured(tx, conversation, EventKind::Measured { fact: Box::new(fact) });
        Ok(())
    }

    /// Whether it was done within its target: of the time in which somebody waited for us.
    async fn done_within(
        &self,
        tx: &mut Tx<'_>,
        times: &Times,
        conversation: &Conversation,
        span: &Span,
    ) -> Result<Option<bool>, EngineError> {
        let whom = times.whom(tx, conversation.customer_id).await?;
        let found = times.done_within(conversation, &whom, span.written);
        let Some((target, limit)) = found else { return Ok(None) };
        let with_us = with_us(tx, conversation, target.said.in_hours).await?;
        Ok(Some(with_us <= u64::from(limit)))
    }

    /// Tells nobody who looks at the conversation: nothing of it changed.
    fn tell_measured(&self, tx: &mut Tx<'_>, conversation: &Conversation, kind: EventKind) {
        tx.emit(NewEvent {
            at: self.now(),
            actor: Actor::System,
            audience: Audience::Account(conversation.account_id),
            conversation_id: None,
            customer_id: None,
            kind,
        });
    }

    /// Today in the house's time zone, in days since 1970-01-01.
    pub async fn today(&self) -> Result<i32, EngineError> {
        Ok(day_of(self.now().to_zoned(self.zone().await?).date()))
    }
}

/// For how many seconds somebody waited for us in a conversation until they were answered.
pub(crate) async fn with_us(
    tx: &mut Tx<'_>,
    conversation: &Conversation,
    in_hours: bool,
) -> Result<u64, EngineError> {
    let before = tx.measures_of(conversation.id).await?;
    let waits = before.iter().filter(|counted| {
        counted.stands != Stands::TakenBack
            && matches!(counted.fact.kind, MeasureKind::FirstResponse | MeasureKind::NextResponse)
    });
    let of = |fact: &Measured| if in_hours { fact.open_written } else { fact.elapsed_written };
    Ok(waits.map(|counted| u64::from(of(&counted.fact))).sum())
}

/// Days since 1970-01-01.
pub fn day_of(date: Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    date.since(epoch).map_or(0, |span| span.get_days())
}

/// What is measured when it is answered: the first answer, or the next.
fn which(conversation: &Conversation) -> (MeasureKind, Goal) {
    match conversation.first_response_at {
        None => (MeasureKind::FirstResponse, Goal::FirstResponse),
        Some(_) => (MeasureKind::NextResponse, Goal::NextResponse),
    }
}

/// Whole seconds; nought where we had it only after it was answered.
fn seconds(span: SignedDuration) -> u32 {
    u32::try_from(span.as_secs().max(0)).unwrap_or(u32::MAX)
}

fn word(reason: NoAnswerReason) -> String {
    let word = match reason {
        NoAnswerReason::Thanks => "thanks",
        NoAnswerReason::NotForUs => "not_for_us",
        NoAnswerReason::AnsweredElsewhere => "answered_elsewhere",
        NoAnswerReason::AnsweredByCommunity => "answered_by_community",
        NoAnswerReason::Duplicate => "duplicate",
        NoAnswerReason::Blocked => "blocked",
        NoAnswerReason::Automatic => "automatic",
        NoAnswerReason::Other => "other",
    };
    word.to_owned()
}
