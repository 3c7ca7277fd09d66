//! How often to ask: as traffic, money and windows allow. And what is told while we must wait.

use std::time::Duration;

use gerne_connector::Batch;
use gerne_domain::{Refusal, Timestamp, time::between};

use crate::{
    client::CallError,
    problem::Meaning,
    purse::{SLOW_FROM, Used},
};

/// From this much of a budget on people are told.
const TELL_FROM: f64 = 0.75;
/// At most so many times slower.
const SLOWEST: f64 = 30.0;
/// Without credit we look again so often: somebody may have paid.
const NO_CREDIT: Duration = Duration::from_hours(1);

/// How much slower than planned to ask, by what is used of a budget and what is left of a window.
pub(crate) fn slower(used: Option<Used>, window: Option<(f64, Duration)>) -> f64 {
    let money = used.filter(|used| used.money >= SLOW_FROM).map_or(1.0, |used| {
        // What is left of the time, by what is left of the money.
        let time = (1.0 - used.time).max(0.01);
        let money = (1.0 - used.money).max(0.01);
        time / money
    });
    let window =
        window.filter(|(left, _)| *left < 0.3).map_or(1.0, |(left, _)| 0.3 / left.max(0.03));
    money.max(window).clamp(1.0, SLOWEST)
}

/// How much slower or faster by what came: soon after news there is often more, and where nobody
/// wrote for hours nobody is kept waiting by a minute more.
pub(crate) fn traffic(since_news: Option<Duration>) -> f64 {
    match since_news {
        Some(gone) if gone < Duration::from_mins(3) => 0.5,
        Some(gone) if gone < Duration::from_hours(1) => 1.0,
        Some(gone) if gone < Duration::from_hours(6) => 1.5,
        Some(_) => 2.0,
        None => 1.0,
    }
}

/// What people must know while a budget is nearly spent.
pub(crate) fn notice(used: Option<Used>) -> Option<Refusal> {
    let used = used.filter(|used| used.money >= TELL_FROM && used.money > used.time)?;
    let percent = Duration::from_secs(100).mul_f64(used.money.min(9.99)).as_secs();
    Some(Refusal::of("budget.nearly_spent").with("percent", percent))
}

/// An empty purse is no failure: nothing is lost, reading goes on later, and people are told.
pub(crate) fn held_back(error: CallError, now: Timestamp) -> Result<Batch, CallError> {
    match error {
        CallError::Paused(paused) => {
            let key = if paused.of_month { "budget.month_spent" } else { "budget.day_spent" };
            // A budget can be raised at any time: it is looked at again before its day is over.
            let every = between(now, paused.until).min(Duration::from_mins(10));
            let notice = Some(Refusal::of(key).with("until", paused.until));
            Ok(Batch { every: Some(every), notice, ..Batch::default() })
        }
        error if error.meaning() == Some(Meaning::NoCredits) => {
            let notice = Some(Refusal::of("budget.no_credits"));
            Ok(Batch { every: Some(NO_CREDIT), notice, ..Batch::default() })
        }
        error => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_that_goes_faster_than_time_slows_us_down() {
        let used = |money, time| Some(Used { money, time });
        assert_eq!(slower(None, None), 1.0);
        assert_eq!(slower(used(0.4, 0.0), None), 1.0);
        assert_eq!(slower(used(0.6, 0.9), None), 1.0);
        assert!(slower(used(0.9, 0.1), None) > 8.0);
        assert_eq!(slower(used(1.2, 0.1), None), SLOWEST);
        assert!(slower(None, Some((0.1, Duration::from_mins(9)))) > 2.0);
        let traffic = |minutes| traffic(Some(Duration::from_mins(minutes)));
        assert!(
            traffic(1) < traffic(30) && traffic(30) < traffic(90) && traffic(90) < traffic(900)
        );
        assert!(notice(used(0.86, 0.2)).is_some());
        assert!(notice(used(0.86, 0.95)).is_none());
    }
}
