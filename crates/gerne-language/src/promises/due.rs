//! The deadline of the times beside a promise.

use std::ops::Range;

use super::binds::is_ahead;
use crate::when::{Bound, Context, Due, Grain, Kind, When};

/// The deadline of the times in one part: a day and a time of day that stand apart are one.
pub(super) fn due(whens: &[&When], context: &Context<'_>) -> Option<(Due, Range<usize>)> {
    let now = context.now.datetime();
    let ahead = |when: &&&When| {
        is_ahead(when) && when.to >= now && when.kind != Kind::Now && !is_far(when, now)
    };
    let first = whens.iter().filter(ahead).enumerate().filter_map(|(n, when)| {
        // „heute oder spätestens morgen“: the later word counts.
        let last_word = n > 0
            && when.bound == Some(Bound::By)
            && when.time().is_none()
            && matches!(when.kind, Kind::Date | Kind::Part | Kind::Period);
        (n == 0 || last_word).then_some(when)
    });
    let Some(first) = first.last() else { return beginning(whens, context) };
    let mut due = first.due()?;
    let mut span = first.whole.clone();
    // „am Sonntag, dem 7.6., ab 6 Uhr“: it begins then.
    let from = |when: &&&When| when.bound == Some(Bound::From) && when.kind == Kind::Time;
    let others = whens.iter().filter(|when| ahead(when) || from(when));
    for other in others.filter(|other| other.toks != first.toks) {
        let Some(second) = other.due() else { continue };
        let timed = |when: &When| {
            matches!(when.kind, Kind::Time)
                || when.kind == Kind::Interval && when.grain == Grain::Minute
        };
        match (due.time, second.time) {
            // „heute bis 24 Uhr“ ends with the day.
            (None, Some(time)) if timed(other) && time == jiff::civil::Time::midnight() => {
                let Ok(date) = due.date.tomorrow() else { continue };
                due = Due { date, time: Some(time), grain: Grain::Minute };
            }
            (None, Some(time)) if timed(other) && due.grain <= Grain::Day => {
                due = Due { date: due.date, time: Some(time), grain: Grain::Minute };
            }
            (Some(time), None) if timed(first) && second.grain <= Grain::Day => {
                due = Due { date: second.date, time: Some(time), grain: Grain::Minute };
            }
            _ => continue,
        }
        span = span.start.min(other.whole.start)..span.end.max(other.whole.end);
        break;
    }
    Some((due, span))
}

/// A date without a year that was meant as the last one: nobody promises for in ten months.
fn is_far(when: &When, now: jiff::civil::DateTime) -> bool {
    when.dated
        && when.from.date().year() > now.date().year()
        && when.kind == Kind::Date
        && now.date().until(when.from.date()).is_ok_and(|span| span.get_days() > 240)
}

/// „Ab morgen 8 Uhr läuft es wieder“: due when it begins.
fn beginning(whens: &[&When], context: &Context<'_>) -> Option<(Due, Range<usize>)> {
    let now = context.now.datetime();
    let when = whens.iter().find(|when| when.bound == Some(Bound::From) && when.from >= now)?;
    let time = when.time();
    let grain = if time.is_some() { Grain::Minute } else { Grain::Day };
    Some((Due { date: when.from.date(), time, grain }, when.whole.clone()))
}
