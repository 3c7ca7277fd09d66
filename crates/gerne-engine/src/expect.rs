//! By when somebody who writes now can expect an answer: from how fast answers were given lately, and
//! from how many wait before them. True means: at least eight in ten are answered within it.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use gerne_calendar::Hours;
use gerne_domain::{Account, AccountId, MeasureKind, Refusal, Scope, Timestamp};
use gerne_store::Tx;
use jiff::{RoundMode, SignedDuration, Unit, Zoned, ZonedRound};

use crate::{Engine, EngineError, alarm, hours::Times};

/// Answers that are looked back at, at most.
const ANSWERS: usize = 1_000;
/// Days that are looked back at.
const DAYS: i64 = 28;
/// With fewer answers nothing is said.
const FEWEST: usize = 20;
/// The speed is that of so much opening time.
const LATELY: SignedDuration = SignedDuration::from_hours(8);
/// What is said in opening time, in hours: the first that is not too short.
const SAID: [u32; 8] = [1, 2, 4, 8, 16, 24, 40, 80];
/// Beyond so many times what is usual they are over capacity.
const OVER: f64 = 2.0;
/// Whoever begins to wait is a flood from so many within half an hour on.
const FLOOD: u64 = 20;

/// What can be said to who writes now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Expectation {
    /// So many hours of opening time.
    pub(crate) hours: u32,
    /// It takes longer than it usually does.
    pub(crate) over: bool,
}

/// An answer that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) at: Timestamp,
    /// Seconds of opening time since they wrote.
    pub(crate) open: u32,
}

/// What was last reckoned, by account.
#[derive(Debug, Default)]
pub(crate) struct Expected(Mutex<BTreeMap<AccountId, Expectation>>);

/// What can be said where `waiting` wait already. `None`: too little is known.
pub(crate) fn expect(
    given: &[Given],
    waiting: u64,
    hours: &Hours,
    now: Timestamp,
) -> Option<Expectation> {
    if given.len() < FEWEST {
        return None;
    }
    let mut spans: Vec<u32> = given.iter().map(|given| given.open).collect();
    spans.sort_unstable();
    let usual = f64::from(*spans.get(spans.len() * 9 / 10)?);
    let median = f64::from(*spans.get(spans.len() / 2)?);
    // Only what was given lately says how fast it goes now.
    let since = opened_for(LATELY, hours, now);
    let lately = given.iter().filter(|given| given.at >= since && given.at <= now).count();
    let speed = f64::from(u32::try_from(lately).unwrap_or(u32::MAX)) / LATELY.as_secs_f64();
    let ahead = f64::from(u32::try_from(waiting).unwrap_or(u32::MAX)) + 1.0;
    // Nobody answered for a whole day's opening time: the queue says nothing then.
    let queue = if speed > 0.0 { ahead / speed } else { f64::from(SAID[SAID.len() - 1]) * 3_600.0 };
    // Not everyone is answered in order: who is not, waits longer than the queue.
    let wanted = usual.max(queue * 1.5);
    let last = SAID[SAID.len() - 1];
    let hours = SAID.into_iter().find(|hours| f64::from(*hours) * 3_600.0 >= wanted);
    let over = queue > OVER * usual.max(median).max(1_800.0) || hours.is_none();
    Some(Expectation { hours: hours.unwrap_or(last), over })
}

/// Since when so much opening time has passed, to the minute; two weeks ago at the earliest.
fn opened_for(span: SignedDuration, hours: &Hours, now: Timestamp) -> Timestamp {
    let ago = |minutes: i64| now.checked_sub(SignedDuration::from_mins(minutes)).unwrap_or(now);
    let (mut short, mut long) = (0, 14 * 24 * 60);
    while short < long {
        let middle = i64::midpoint(short, long);
        if hours.between(ago(middle), now) < span {
            short = middle + 1;
        } else {
            long = middle;
        }
    }
    ago(short)
}

impl Expected {
    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<AccountId, Expectation>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Engine {
    /// Reckons for each account what can be said to who writes now, and whether more come than are
    /// answered.
    pub(crate) async fn reckon_expectations(&self) -> Result<(), EngineError> {
        let (now, today) = (self.now(), i64::from(self.today().await?));
        let mut db = self.inner.store.read().await?;
        let half = now.checked_sub(SignedDuration::from_mins(30)).unwrap_or(Timestamp::MIN);
        let waiting = db.waiting_now(&Scope::Everything, half).await?;
        let kind = MeasureKind::FirstResponse;
        let facts = db.conversations_measured(kind, (today - DAYS, today + 1), ANSWERS * 4).await?;
        let times = self.times(&mut db).await?;
        let accounts = db.accounts().await?;
        drop(db);
        self.count_too_late(&waiting).await?;
        let mut expected = BTreeMap::new();
        for account in accounts {
            let of = facts.iter().filter(|c| c.fact.account == account.id);
            let given: Vec<Given> = of
                .filter(|counted| counted.fact.left_out.is_none())
                .take(ANSWERS)
                .map(|counted| Given { at: counted.fact.at, open: counted.fact.open_written })
                .collect();
            let here = waiting.iter().filter(|w| w.account_id == account.id);
            let (all, newer) = here.fold((0, 0), |sum, w| (sum.0 + w.waiting, sum.1 + w.newer));
            let hours = times.hours(account.id, account.teams.first().copied());
            if let Some(expectation) = expect(&given, all, &hours, now) {
                expected.insert(account.id, expectation);
            }
            let answered = given.iter().filter(|given| given.at >= half).count();
            self.tell_flood(&account, newer, u64::try_from(answered).unwrap_or(u64::MAX)).await?;
        }
        *self.inner.expected.lock() = expected;
        Ok(())
    }

    /// Many more begin to wait than are answered: the leads are told once, and when it is over.
    async fn tell_flood(
        &self,
        account: &Account,
        newer: u64,
        answered: u64,
    ) -> Result<(), EngineError> {
        let flood = newer >= FLOOD && newer > answered.saturating_mul(2);
        let over = newer < FLOOD / 2 || newer <= answered;
        if !flood && !over {
            return Ok(());
        }
        let subject = account.id.to_string();
        let standing = self.inner.store.read().await?.standing_alarms().await?;
        let stands = standing.iter().any(|a| a.kind == alarm::FLOOD && a.subject == subject);
        if stands == flood {
            return Ok(());
        }
        let (engine, account) = (self.clone(), account.clone());
        self.write(move |tx| {
            Box::pin(async move {
                if flood {
                    let reason = Refusal::of("flood").with("waiting", newer);
                    let reason = reason.with("answered", answered);
                    engine.raise_account(tx, alarm::FLOOD, &account, reason).await
                } else {
                    engine.clear_alarm(tx, alarm::FLOOD, &subject).await.map(drop)
                }
            })
        })
        .await
        .map(drop)
    }

    /// What can be said to who writes to an account now, in words: until when an answer comes, in
    /// opening hours, or that it takes longer than usual. Empty where too little is known.
    pub(crate) async fn expectation_words(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        german: bool,
    ) -> Result<String, EngineError> {
        let times = self.times(tx).await?;
        let told = self.expected(account, &times);
        Ok(told.map_or_else(String::new, |(until, over)| words(&until, over, german, account)))
    }

    /// By when whoever writes to each of these accounts now would be told that an answer comes, and
    /// whether that it takes longer than usual. Nothing of accounts of which too little is known.
    pub async fn expectations(
        &self,
        accounts: &[Account],
    ) -> Result<BTreeMap<AccountId, (Timestamp, bool)>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let times = self.times(&mut db).await?;
        let told = |account: &Account| {
            let (until, over) = self.expected(account, &times)?;
            Some((account.id, (full_hour(&until).timestamp(), over)))
        };
        Ok(accounts.iter().filter_map(told).collect())
    }

    /// What was last reckoned, as a time of the account's clock.
    fn expected(&self, account: &Account, times: &Times) -> Option<(Zoned, bool)> {
        let expectation = self.inner.expected.lock().get(&account.id).copied()?;
        let hours = times.hours(account.id, account.teams.first().copied());
        let span = SignedDuration::from_hours(i64::from(expectation.hours));
        let until = hours.after(self.now(), span)?;
        Some((until.to_zoned(hours.zone().clone()), expectation.over))
    }
}

/// The next full hour, which is never sooner.
fn full_hour(until: &Zoned) -> Zoned {
    let up = ZonedRound::new().smallest(Unit::Hour).mode(RoundMode::Ceil);
    until.round(up).unwrap_or_else(|_| until.clone())
}

/// "bis Mittwoch, 28. Oktober, 12 Uhr": the next full hour, which is never sooner.
fn words(until: &Zoned, over: bool, german: bool, account: &Account) -> String {
    let until = full_hour(until);
    let informal = account.settings.address == gerne_domain::Address::Informal;
    let (day, hour) = (until.day(), until.hour());
    let weekday = usize::try_from(until.weekday().to_monday_zero_offset()).unwrap_or_default();
    let month = usize::try_from(until.month() - 1).unwrap_or_default();
    let name = |names: &[&'static str], n: usize| names.get(n).copied().unwrap_or_default();
    if german {
        let when = format!("{}, {day}. {}, {hour} Uhr", name(&TAGE, weekday), name(&MONATE, month));
        return match (over, informal) {
            (false, false) => format!("Sie hören voraussichtlich bis {when}, von uns."),
            (false, true) => format!("Du hörst voraussichtlich bis {when}, von uns."),
            (true, _) => format!(
                "Zurzeit schreiben uns sehr viele Menschen, und es dauert länger als sonst: \
                 voraussichtlich bis {when}. Das tut uns leid."
            ),
        };
    }
    let when = format!("{hour}:00 on {}, {day} {}", name(&DAYS_EN, weekday), name(&MONTHS, month));
    if over {
        return format!(
            "Very many people are writing to us at the moment, and it takes longer than usual: \
             probably until {when}. We are sorry about that."
        );
    }
    format!("You will probably hear from us by {when}.")
}

const TAGE: [&str; 7] =
    ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
const DAYS_EN: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
#[rustfmt::skip]
const MONATE: [&str; 12] = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
    "September", "Oktober", "November", "Dezember"];
#[rustfmt::skip]
const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December"];

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn hours() -> Hours {
        let week = gerne_calendar::Week::monday_to_friday(&["09:00-17:00".parse().unwrap()]);
        Hours::of(gerne_calendar::OpeningHours::new("Europe/Berlin", week).unwrap())
    }

    /// A month as it goes: people write by day and by night, more of them on some days; three answer
    /// when they are there, mostly in order. What is said to each, when they write, is compared with
    /// what comes of it.
    #[test]
    fn eight_in_ten_are_answered_within_what_was_said() {
        let hours = hours();
        let mut seed = 42_u64;
        let mut chance = move || {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            f64::from(u32::try_from(seed >> 33).unwrap()) / f64::from(1_u32 << 31)
        };
        let minute = SignedDuration::from_mins(1);
        let mut now = at("2026-10-05T06:00:00Z");
        let end = at("2026-11-14T17:00:00Z");
        let mut queue: Vec<(Timestamp, Option<Timestamp>)> = Vec::new();
        let mut given: Vec<Given> = Vec::new();
        let (mut said, mut kept, mut over) = (0, 0, 0);
        while now < end {
            let local = now.to_zoned(hours.zone().clone());
            let day = local.day();
            // One day in ten is a peak; at night few write.
            let peak = if day % 10 == 3 { 3.0 } else { 1.0 };
            let rate = if (7..22).contains(&local.hour()) { 0.04 } else { 0.01 };
            if chance() < rate * peak {
                let waiting = u64::try_from(queue.len()).unwrap();
                let last = given.len().saturating_sub(ANSWERS);
                let expectation = expect(&given[last..], waiting, &hours, now);
                let promised = expectation.and_then(|expectation| {
                    over += u32::from(expectation.over);
                    let span = SignedDuration::from_hours(i64::from(expectation.hours));
                    hours.after(now, span)
                });
                queue.push((now, promised));
            }
            // Each of the three needs a quarter of an hour for an answer.
            if hours.is_open(now) && !queue.is_empty() && chance() < 3.0 / 15.0 {
                let place = if chance() < 0.8 { 0 } else { queue.len() / 2 };
                let (wrote, promised) = queue.remove(place);
                let open = u32::try_from(hours.between(wrote, now).as_secs()).unwrap();
                given.push(Given { at: now, open });
                if let Some(promised) = promised {
                    said += 1;
                    kept += u32::from(now <= promised);
                }
            }
            now += minute;
        }
        assert!(said > 800, "{said}");
        let share = f64::from(kept) / f64::from(said);
        assert!(share >= 0.8, "{kept} of {said}, over capacity {over}");
        assert!(over * 3 < said, "what is always said says nothing: {over} of {said}");
    }

    #[test]
    fn with_little_known_nothing_is_said() {
        let now = at("2026-10-05T10:00:00Z");
        let few = vec![Given { at: now, open: 600 }; FEWEST - 1];
        assert_eq!(expect(&few, 0, &hours(), now), None);
        let many = vec![Given { at: now, open: 600 }; 100];
        let quiet = expect(&many, 0, &hours(), now).unwrap();
        assert_eq!(quiet, Expectation { hours: 1, over: false });
        let full = expect(&many, 400, &hours(), now).unwrap();
        assert!(full.over && full.hours >= 40, "{full:?}");
    }
}
