//! What may be spent, and what was: counted by ourselves, kept with the account, asked before each
//! call. What a call may cost at most is set aside before it leaves and put right when the answer is
//! there, so that a crash in between never hides money that was spent.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use gerne_connector::{Spent, Vault, VaultError};
use gerne_domain::{
    AccountSettings, Clock, Timestamp,
    time::{after, between},
};
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};

use gerne_webapi::Purpose;

use crate::prices::Kind;

/// Under which name is kept what was set aside and not put right yet.
const SET_ASIDE: &str = "set_aside";
/// Things of today that are remembered, so that what X charges once a day is counted once.
const MOST_REMEMBERED: usize = 50_000;
/// From this much of a budget on, if money goes faster than time, nothing rings and we ask less
/// often.
pub(crate) const SLOW_FROM: f64 = 0.5;
/// So much of a budget may be spent on being rung for, spread over its time.
const FOR_RINGING: f64 = 0.1;
/// At the beginning of a day or month so much of its time counts as passed.
const BEGINNING: f64 = 1.0 / 24.0;

/// What may be spent, in millionths of a US dollar; 0: whatever it costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Budget {
    pub(crate) day: u64,
    pub(crate) month: u64,
}

impl Budget {
    pub(crate) fn of(settings: &AccountSettings) -> Self {
        let micros = |cents: u32| u64::from(cents).saturating_mul(10_000);
        Self { day: micros(settings.budget_day_cents), month: micros(settings.budget_month_cents) }
    }

    fn is_set(self) -> bool {
        self.day > 0 || self.month > 0
    }
}

/// What money is for. What X forgets first comes first: mentions, then private messages, and last
/// what is compared. Each rests when so much of a budget is spent, by whatever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Share {
    /// To answer: all of it.
    Speaking,
    /// What is said to us in public, who said it, and what it answers: 85 %.
    Reading,
    /// Private messages, which X keeps for a month: three quarters. A twentieth is theirs alone, up
    /// to nine tenths of all, so that many mentions never silence them.
    Messages,
    /// How stands what we keep: half.
    Comparing,
    /// What strangers say that a rule asks for: two fifths.
    Strangers,
}

impl From<Purpose> for Share {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::Speaking => Self::Speaking,
            Purpose::Reading => Self::Reading,
            Purpose::Checking => Self::Comparing,
        }
    }
}

impl Share {
    /// Whether `most` more may be spent of `whole`.
    fn bears(self, spent: &Sums, most: u64, whole: u64) -> bool {
        let all = spent.all.saturating_add(most);
        let percent = |part: u64| whole / 100 * part + whole % 100 * part / 100;
        match self {
            Self::Speaking => all <= whole,
            Self::Reading => all <= percent(85),
            Self::Messages => {
                let own = percent(5).max(Kind::Dm.price());
                let within = spent.messages.saturating_add(most) <= own;
                all <= percent(75) || (within && all <= percent(90))
            }
            Self::Comparing => all <= percent(50),
            Self::Strangers => all <= percent(40),
        }
    }
}

/// What was spent in a day or month.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// What is set aside included.
    all: u64,
    /// Private messages that were read.
    messages: u64,
    /// What a stream delivered.
    rings: u64,
}

impl Sums {
    fn of<'a>(lines: impl Iterator<Item = &'a Spent> + Clone) -> Self {
        let sum = |kinds: &[Kind]| {
            let of = |line: &&Spent| {
                kinds.is_empty() || kinds.iter().any(|kind| kind.name() == line.kind)
            };
            let sum: i64 = lines.clone().filter(of).map(|line| line.micros).sum();
            u64::try_from(sum).unwrap_or(0)
        };
        let rings = sum(&[Kind::EventPost, Kind::EventDm]);
        Self { all: sum(&[]), messages: sum(&[Kind::Dm]), rings }
    }
}

/// The budget does not bear it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the budget is spent")]
pub(crate) struct Paused {
    /// When there is a new one.
    pub(crate) until: Timestamp,
    /// It is that of the month.
    pub(crate) of_month: bool,
    /// It costs more than a whole one: no waiting helps.
    pub(crate) never: bool,
}

/// A call cannot be paid, or not be written down.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotPaid {
    #[error(transparent)]
    Paused(#[from] Paused),
    #[error(transparent)]
    Vault(#[from] VaultError),
}

/// Money set aside for one call.
#[derive(Debug)]
#[must_use = "what is set aside must be put right"]
pub(crate) struct Held {
    day: Date,
    micros: u64,
}

/// How much of a budget is used, and how much of its time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Used {
    pub(crate) money: f64,
    pub(crate) time: f64,
}

pub(crate) struct Purse {
    vault: Arc<dyn Vault>,
    clock: Arc<dyn Clock>,
    budget: RwLock<Budget>,
    /// What was read today already.
    bought: Mutex<(Date, HashSet<(Kind, String)>)>,
    /// One at a time looks and sets aside.
    counting: tokio::sync::Mutex<()>,
}

impl Purse {
    pub(crate) fn new(vault: Arc<dyn Vault>, clock: Arc<dyn Clock>, budget: Budget) -> Self {
        Self {
            vault,
            clock,
            budget: RwLock::new(budget),
            bought: Mutex::new((Date::MIN, HashSet::new())),
            counting: tokio::sync::Mutex::new(()),
        }
    }

    pub(crate) fn heed(&self, budget: Budget) {
        *self.budget.write().unwrap_or_else(PoisonError::into_inner) = budget;
    }

    pub(crate) fn budget(&self) -> Budget {
        *self.budget.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets aside what a call may cost at most: all that a crash before its answer leaves counted.
    /// `beside` is needed right after it, by another call, and must be there as well.
    ///
    /// # Errors
    /// `Paused` when the budget does not bear it.
    pub(crate) async fn hold(&self, share: Share, most: u64, beside: u64) -> Result<Held, NotPaid> {
        let _one = self.counting.lock().await;
        let now = self.clock.now();
        let day = day(now);
        if most == 0 {
            return Ok(Held { day, micros: 0 });
        }
        let budget = self.budget();
        if budget.is_set() {
            let (today, month) = self.sums(day).await?;
            let most = most.saturating_add(beside);
            let exceeds = |spent: &Sums, whole: u64| whole > 0 && !share.bears(spent, most, whole);
            let nothing = Sums::default();
            let never = exceeds(&nothing, budget.month) || exceeds(&nothing, budget.day);
            if exceeds(&month, budget.month) {
                return Err(Paused { until: next_month(day), of_month: true, never }.into());
            }
            if exceeds(&today, budget.day) {
                return Err(Paused { until: next_day(day), of_month: false, never }.into());
            }
        }
        self.vault.spend(&[line(day, SET_ASIDE, 0, most)]).await?;
        Ok(Held { day, micros: most })
    }

    /// Whether so many rings more may be paid for: a tenth of a budget, no sooner than its time
    /// passes, and nothing once money goes faster than time.
    pub(crate) async fn may_ring(&self, rings: u64) -> Result<bool, VaultError> {
        let budget = self.budget();
        if !budget.is_set() {
            return Ok(true);
        }
        let now = self.clock.now();
        let (today, month) = self.sums(day(now)).await?;
        let (of_day, of_month) = times(now);
        let more = rings.saturating_mul(Kind::EventDm.price());
        let bears = |spent: Sums, whole: u64, time: f64| {
            let part = |spent: u64| share(spent, whole).unwrap_or(0.0);
            let all = part(spent.all);
            part(spent.rings.saturating_add(more)) <= FOR_RINGING * time.max(BEGINNING)
                && (all < SLOW_FROM || all <= time)
        };
        Ok(bears(today, budget.day, of_day) && bears(month, budget.month, of_month))
    }

    /// What it really was. Things that X charges once a day are named, and counted once.
    pub(crate) async fn settle(&self, held: Held, bill: &Bill) -> Result<(), VaultError> {
        let mut lines = Vec::new();
        if held.micros > 0 {
            let mut back = line(held.day, SET_ASIDE, 0, held.micros);
            back.micros = -back.micros;
            lines.push(back);
        }
        // Begun yesterday and answered today is today's for X, but was paid from yesterday's
        // budget: counted there.
        for (kind, count) in self.charged(bill, held.day) {
            lines.push(line(held.day, kind.name(), count, count.saturating_mul(kind.price())));
        }
        if lines.is_empty() { Ok(()) } else { self.vault.spend(&lines).await }
    }

    /// The worst of the two budgets; `None`: there is none.
    pub(crate) async fn used(&self) -> Result<Option<Used>, VaultError> {
        let budget = self.budget();
        if !budget.is_set() {
            return Ok(None);
        }
        let now = self.clock.now();
        let (today, month) = self.sums(day(now)).await?;
        let (of_day, of_month) = times(now);
        let of_day = share(today.all, budget.day).map(|money| Used { money, time: of_day });
        let of_month = share(month.all, budget.month).map(|money| Used { money, time: of_month });
        let urgent = |used: &Used| used.money - used.time;
        Ok([of_day, of_month]
            .into_iter()
            .flatten()
            .max_by(|one, other| urgent(one).total_cmp(&urgent(other))))
    }

    /// Spent today and in this month.
    async fn sums(&self, day: Date) -> Result<(Sums, Sums), VaultError> {
        let spent = self.vault.spent(day.first_of_month()).await?;
        Ok((Sums::of(spent.iter().filter(|line| line.day == day)), Sums::of(spent.iter())))
    }

    fn charged(&self, bill: &Bill, day: Date) -> Vec<(Kind, u64)> {
        let mut bought = self.bought.lock().unwrap_or_else(PoisonError::into_inner);
        if bought.0 != day || bought.1.len() > MOST_REMEMBERED {
            *bought = (day, HashSet::new());
        }
        let mut sums: Vec<(Kind, u64)> = Vec::new();
        let mut add = |kind: Kind, count: u64| match sums.iter_mut().find(|(k, _)| *k == kind) {
            Some((_, sum)) => *sum += count,
            None => sums.push((kind, count)),
        };
        for (kind, id) in &bill.things {
            // A post is one thing, in whatever list it was read.
            let what = match kind {
                Kind::Mention | Kind::Own => Kind::Post,
                kind => *kind,
            };
            if bought.1.insert((what, id.clone())) {
                add(*kind, 1);
            }
        }
        for (kind, count) in &bill.deeds {
            add(*kind, *count);
        }
        sums
    }
}

/// What an answer cost.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bill {
    /// Things that were read; the same once a day.
    pub(crate) things: Vec<(Kind, String)>,
    /// Things that were done.
    pub(crate) deeds: Vec<(Kind, u64)>,
}

impl Bill {
    pub(crate) fn deed(kind: Kind) -> Self {
        Self { deeds: vec![(kind, 1)], ..Self::default() }
    }

    pub(crate) fn of<'a>(kind: Kind, ids: impl IntoIterator<Item = &'a str>) -> Self {
        let things = ids.into_iter().map(|id| (kind, id.to_owned())).collect();
        Self { things, ..Self::default() }
    }
}

fn line(day: Date, kind: &str, count: u64, micros: u64) -> Spent {
    let signed = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    Spent { day, kind: kind.to_owned(), count: signed(count), micros: signed(micros) }
}

fn share(spent: u64, whole: u64) -> Option<f64> {
    let seconds = |n: u64| Duration::from_micros(n).as_secs_f64();
    (whole > 0).then(|| seconds(spent) / seconds(whole))
}

/// How much of this day and of this month has passed, from 0 to 1.
fn times(now: Timestamp) -> (f64, f64) {
    let today = day(now);
    let of_day = passed(now, today);
    let days = f64::from(today.day() - today.first_of_month().day());
    (of_day, (days + of_day) / f64::from(today.days_in_month()))
}

/// How much of a day has passed, from 0 to 1.
fn passed(now: Timestamp, day: Date) -> f64 {
    between(start(day), now).as_secs_f64() / 86_400.0
}

pub(crate) fn day(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

fn start(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC).map_or(Timestamp::MIN, |zoned| zoned.timestamp())
}

fn next_day(day: Date) -> Timestamp {
    after(start(day), Duration::from_hours(24))
}

fn next_month(day: Date) -> Timestamp {
    start(day.first_of_month().saturating_add(1.month()))
}
