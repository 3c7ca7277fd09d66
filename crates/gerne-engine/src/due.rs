//! By when a conversation is due, and why then.
//!
//! Whatever changes a conversation is kept through [`Engine::keep`]: there its due time is reckoned
//! from since when they wait, the first target that fits, the opening hours and the urgency. The
//! reason is kept with it.

use gerne_calendar::Hours;
use gerne_domain::{
    Climbed, Conversation, CustomerId, DueBy, DueWhy, Goal, LabelId, Priority, Timestamp,
};
use gerne_store::{Reader, Target, Tx};
use jiff::SignedDuration;

use crate::{Engine, EngineError, hours::Times};

impl Engine {
    /// Writes a conversation down, due when it should be.
    pub(crate) async fn keep(
        &self,
        tx: &mut Tx<'_>,
        conversation: &mut Conversation,
    ) -> Result<(), EngineError> {
        self.make_due(tx, conversation).await?;
        tx.update_conversation(conversation).await?;
        Ok(())
    }

    /// Reckons when it is due, and why then; writes nothing of it down.
    pub(crate) async fn make_due(
        &self,
        tx: &mut Tx<'_>,
        conversation: &mut Conversation,
    ) -> Result<(), EngineError> {
        let was = conversation.due_why.take();
        let times = self.times(tx).await?;
        if let Some(since) = conversation.waiting_since {
            let said = self.said_of(tx, &times, conversation, since).await?;
            let hours = times.hours(conversation.account_id, conversation.team_id);
            // How urgent their words are holds for as long as they wait.
            let heard = was.as_ref().filter(|was| was.since == since);
            let (points, causes) =
                heard.map_or((0, Vec::new()), |was| (was.points, was.causes.clone()));
            let priority = conversation.priority.max(urgent(points));
            let (mut due, mut why) = reckon(&said, &hours, priority, since);
            if let Some(done) = self.done_by(tx, &times, conversation, since).await?
                && done.over < why.over
            {
                (due, why) = (due.min(done.over), done);
            }
            let climbed = climbed(was.as_ref(), &why, self.now());
            conversation.due = Some(due);
            conversation.due_why = Some(DueWhy { climbed, points, causes, ..why });
        } else {
            conversation.due = None;
        }
        // What we promised is due too, also where nobody waits.
        if let Some(promised) = conversation.promised
            && conversation.due.is_none_or(|due| promised < due)
        {
            conversation.due = Some(promised);
            if let Some(why) = &mut conversation.due_why {
                why.by = DueBy::Promise;
            }
        }
        let missed =
            |why: &Option<DueWhy>| why.as_ref().is_some_and(|why| why.climbed == Climbed::Missed);
        if missed(&was) && !missed(&conversation.due_why) {
            self.one_less_too_late(tx, conversation).await?;
        }
        Ok(())
    }

    /// By when it should be done, where somebody said so: what is left of the time in which they wait
    /// for us.
    async fn done_by(
        &self,
        tx: &mut Tx<'_>,
        times: &Times,
        conversation: &Conversation,
        since: Timestamp,
    ) -> Result<Option<DueWhy>, EngineError> {
        if times.targets.iter().all(|target| target.said.resolution.is_none()) {
            return Ok(None);
        }
        let whom = times.whom(tx, conversation.customer_id).await?;
        let began = tx.first_word(conversation.id).await?.map_or(since, |(written, _)| written);
        let found = times.done_within(conversation, &whom, began);
        let Some((target, limit)) = found else { return Ok(None) };
        let in_hours = target.said.in_hours;
        let with_us = crate::measuring::with_us(tx, conversation, in_hours).await?;
        let left = i64::try_from(u64::from(limit).saturating_sub(with_us)).unwrap_or(i64::MAX);
        let hours = times.hours(conversation.account_id, conversation.team_id);
        let in_hours = in_hours && !hours.is_always();
        let at = |seconds: i64| later(in_hours.then_some(&hours), since, seconds);
        Ok(Some(DueWhy {
            by: DueBy::Target(target.id),
            goal: Goal::Resolution,
            since,
            seconds: limit,
            in_hours,
            priority: Priority::Normal,
            near: at(left * 4 / 5),
            over: at(left),
            climbed: Climbed::No,
            points: 0,
            causes: Vec::new(),
        }))
    }

    /// From when on an answer to who waited `since` is too late.
    pub(crate) async fn over(
        &self,
        db: &mut Reader,
        times: &Times,
        conversation: &Conversation,
        since: Timestamp,
    ) -> Result<Timestamp, EngineError> {
        let said = self.said_of(db, times, conversation, since).await?;
        let hours = times.hours(conversation.account_id, conversation.team_id);
        let points = conversation.due_why.as_ref().map_or(0, |why| why.points);
        let priority = conversation.priority.max(urgent(points));
        Ok(reckon(&said, &hours, priority, since).1.over)
    }

    /// What is said about how long an answer may take: by the first target that fits and held when
    /// they began to wait, else by the account.
    async fn said_of(
        &self,
        db: &mut Reader,
        times: &Times,
        conversation: &Conversation,
        since: Timestamp,
    ) -> Result<Said, EngineError> {
        let goal = match conversation.first_response_at {
            None => Goal::FirstResponse,
            Some(_) => Goal::NextResponse,
        };
        let whom = times.whom(db, conversation.customer_id).await?;
        for target in times.targets.iter().filter(|target| held(target, since)) {
            let Some(seconds) = seconds(target, goal) else { continue };
            if fits(target, conversation, &whom) {
                let said = &target.said;
                let shifts = said.priorities.is_empty();
                let by = DueBy::Target(target.id);
                return Ok(Said { by, goal, seconds, in_hours: said.in_hours, shifts });
            }
        }
        let id = conversation.account_id;
        let seconds = match times.within(id) {
            Some(seconds) => seconds,
            None => db.account(id).await?.map_or(0, |account| account.settings.target_seconds),
        };
        Ok(Said { by: DueBy::Account, goal, seconds, in_hours: true, shifts: true })
    }
}

/// What of a customer targets go by.
#[derive(Debug, Default)]
pub(crate) struct Whom {
    language: String,
    labels: Vec<LabelId>,
}

impl Times {
    /// What of a customer targets go by, as far as there are such targets.
    pub(crate) async fn whom(
        &self,
        db: &mut Reader,
        customer: CustomerId,
    ) -> Result<Whom, EngineError> {
        let mut whom = Whom::default();
        if self.targets.iter().any(|target| !target.said.languages.is_empty()) {
            let customer = db.customer(customer).await?;
            whom.language = customer.and_then(|customer| customer.language).unwrap_or_default();
        }
        if self.targets.iter().any(|target| !target.said.customer_labels.is_empty()) {
            let carried = db.customer_labels(&[customer]).await?;
            whom.labels = carried.into_iter().map(|(_, label)| label).collect();
        }
        Ok(whom)
    }

    /// Within how many seconds such a conversation should be done, and by which target: of the time
    /// in which they wait for us.
    pub(crate) fn done_within(
        &self,
        conversation: &Conversation,
        whom: &Whom,
        since: Timestamp,
    ) -> Option<(&Target, u32)> {
        let mut fitting =
            self.targets.iter().filter(|t| held(t, since) && fits(t, conversation, whom));
        fitting.find_map(|t| Some((t, seconds(t, Goal::Resolution)?)))
    }
}

/// What is said about how long something may take.
struct Said {
    by: DueBy,
    goal: Goal,
    seconds: u32,
    in_hours: bool,
    /// Urgency makes it shorter: it was not said for this urgency.
    shifts: bool,
}

/// Whether a target held when somebody began to wait.
fn held(target: &Target, since: Timestamp) -> bool {
    target.since <= since && target.until.is_none_or(|until| since < until)
}

fn seconds(target: &Target, goal: Goal) -> Option<u32> {
    match goal {
        Goal::FirstResponse => target.said.first_response,
        Goal::NextResponse => target.said.next_response,
        Goal::Resolution => target.said.resolution,
    }
}

/// Whether it is said for such a conversation.
fn fits(target: &Target, c: &Conversation, whom: &Whom) -> bool {
    let said = &target.said;
    let any = |n: usize| n == 0;
    let plain = whom.language.split(['-', '_']).next().unwrap_or(&whom.language);
    let spoken = said.languages.iter().any(|wanted| wanted.eq_ignore_ascii_case(plain));
    let carried = whom.labels.iter().any(|label| said.customer_labels.contains(label));
    (any(said.accounts.len()) || said.accounts.contains(&c.account_id))
        && (any(said.teams.len()) || c.team_id.is_some_and(|team| said.teams.contains(&team)))
        && (any(said.priorities.len()) || said.priorities.contains(&c.priority))
        && (any(said.labels.len()) || c.labels.iter().any(|label| said.labels.contains(label)))
        && (any(said.languages.len()) || spoken)
        && (any(said.customer_labels.len()) || carried)
}

/// When it is due, and why. What is urgent is due at once, and too late after a quarter of the time.
fn reckon(said: &Said, hours: &Hours, priority: Priority, since: Timestamp) -> (Timestamp, DueWhy) {
    let whole = i64::from(said.seconds);
    let priority = if said.shifts { priority } else { Priority::Normal };
    let (due, over) = match priority {
        Priority::Normal => (whole, whole),
        Priority::High => (whole / 2, whole / 2),
        Priority::Urgent => (0, whole / 4),
    };
    let in_hours = said.in_hours && !hours.is_always();
    let at = |seconds: i64| later(in_hours.then_some(hours), since, seconds);
    let why = DueWhy {
        by: said.by,
        goal: said.goal,
        since,
        seconds: said.seconds,
        in_hours,
        priority,
        near: at(over * 4 / 5),
        over: at(over),
        climbed: Climbed::No,
        points: 0,
        causes: Vec::new(),
    };
    (if due == 0 { since } else { at(due) }, why)
}

/// How urgent words with so many points are.
fn urgent(points: u16) -> Priority {
    match points {
        0..3 => Priority::Normal,
        3..5 => Priority::High,
        _ => Priority::Urgent,
    }
}

/// So many seconds later, of the time in which somebody is there where hours are given. A team that
/// never opens is not waited for.
fn later(hours: Option<&Hours>, since: Timestamp, seconds: i64) -> Timestamp {
    let span = SignedDuration::from_secs(seconds);
    let open = hours.and_then(|hours| hours.after(since, span));
    open.unwrap_or_else(|| since.checked_add(span).unwrap_or(Timestamp::MAX))
}

/// How far it had climbed, as far as that still holds: each step is told once.
fn climbed(was: Option<&DueWhy>, why: &DueWhy, now: Timestamp) -> Climbed {
    let same = was.filter(|was| was.since == why.since);
    match same.map_or(Climbed::No, |was| was.climbed) {
        Climbed::Missed if why.over <= now => Climbed::Missed,
        Climbed::Missed | Climbed::Near if why.near <= now => Climbed::Near,
        _ => Climbed::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn said(seconds: u32, shifts: bool) -> Said {
        Said { by: DueBy::Account, goal: Goal::FirstResponse, seconds, in_hours: true, shifts }
    }

    #[test]
    fn urgency_makes_it_shorter_and_hours_longer() {
        let week = gerne_calendar::Week::monday_to_friday(&["09:00-17:00".parse().unwrap()]);
        let open = gerne_calendar::OpeningHours::new("Europe/Berlin", week).unwrap();
        let hours = Hours::of(open);
        let always = Hours::always(jiff::tz::TimeZone::UTC);
        // A Friday at four in the afternoon in Berlin.
        let since = at("2026-03-27T15:00:00Z");
        let due = |hours: &Hours, priority, shifts| {
            let (due, why) = reckon(&said(4 * 3_600, shifts), hours, priority, since);
            (due, why.over, why.in_hours)
        };
        // One hour is left on Friday; the clock changes in the night before Monday.
        let monday = at("2026-03-30T10:00:00Z");
        assert_eq!(due(&hours, Priority::Normal, true), (monday, monday, true));
        let half = at("2026-03-30T08:00:00Z");
        assert_eq!(due(&hours, Priority::High, true), (half, half, true));
        assert_eq!(due(&hours, Priority::High, false), (monday, monday, true));
        let quarter = at("2026-03-27T16:00:00Z");
        assert_eq!(due(&hours, Priority::Urgent, true), (since, quarter, true));
        let plain = at("2026-03-27T19:00:00Z");
        assert_eq!(due(&always, Priority::Normal, true), (plain, plain, false));
    }

    #[test]
    fn a_step_is_told_once_while_the_same_wait() {
        let since = at("2026-03-27T15:00:00Z");
        let always = Hours::always(jiff::tz::TimeZone::UTC);
        let (_, why) = reckon(&said(100, true), &always, Priority::Normal, since);
        let was = DueWhy { climbed: Climbed::Missed, ..why.clone() };
        let later = since + SignedDuration::from_secs(120);
        assert_eq!(climbed(Some(&was), &why, later), Climbed::Missed);
        let (_, longer) = reckon(&said(140, true), &always, Priority::Normal, since);
        assert_eq!(climbed(Some(&was), &longer, later), Climbed::Near, "there is time again");
        let other = DueWhy { since: later, ..was };
        assert_eq!(climbed(Some(&other), &why, later), Climbed::No);
    }
}
