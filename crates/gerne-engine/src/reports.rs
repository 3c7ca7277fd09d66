//! Figures: of what was measured, for people who may see them.

mod behind;
mod gather;
mod late;
mod release;
mod spread;

use std::collections::BTreeMap;

use gather::{Of, Sum};
use gerne_domain::{AccountId, LabelId, MeasureKind, Priority, RuleId, TeamId};
use gerne_store::Reader;
use jiff::civil::Date;
use uuid::Uuid;

pub use behind::{Behind, Which};
pub use release::Least;
pub use spread::{COLUMNS, Spread};

use crate::{Caller, Engine, EngineError, day_of};

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// From their first word to the first answer.
    FirstResponse,
    /// From their oldest unanswered word to the next answer.
    NextResponse,
    /// Both: whenever somebody waited and was answered.
    Waiting,
    /// Until it was done for the first time.
    FirstResolution,
    /// Until it was done for good.
    FullResolution,
    /// It was done and was not.
    Reopened,
    /// Somebody waited, and a colleague said that it needs no answer: why.
    NoAnswer,
    /// What was promised.
    PromisesMade,
    /// What became of promises.
    Promises,
    /// Questions that an answer asked again, or would have.
    AskedAgain,
    /// Whom we spoke to unasked.
    Approaches,
}

impl Metric {
    fn kinds(self) -> &'static [MeasureKind] {
        match self {
            Metric::FirstResponse => &[MeasureKind::FirstResponse],
            Metric::NextResponse => &[MeasureKind::NextResponse],
            Metric::Waiting | Metric::NoAnswer => {
                &[MeasureKind::FirstResponse, MeasureKind::NextResponse]
            }
            Metric::FirstResolution | Metric::FullResolution => &[MeasureKind::Resolution],
            Metric::Reopened => &[MeasureKind::Reopened],
            Metric::PromisesMade => &[MeasureKind::PromiseMade],
            Metric::Promises => &[MeasureKind::PromiseEnded],
            Metric::AskedAgain => &[MeasureKind::AskedAgain],
            Metric::Approaches => &[MeasureKind::Approach],
        }
    }
}

/// By what figures are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The account it came in through.
    Account,
    /// The team it was given to.
    Team,
    /// A label on it.
    Label,
    /// A rule that had noticed something in it.
    Rule,
    /// How urgent it was.
    Priority,
    /// The customer's language.
    Language,
    /// The hour at which they wrote.
    Hour,
    /// The weekday on which they wrote.
    Weekday,
    /// The day on which it ended.
    Day,
    /// The week, by its Monday.
    Week,
    /// The month, by its first day.
    Month,
}

/// Only what is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Only {
    /// Came in through it.
    Account(AccountId),
    /// Given to it.
    Team(TeamId),
    /// With it.
    Label(LabelId),
    /// It had noticed something in it.
    Rule(RuleId),
    /// As urgent.
    Priority(Priority),
    /// In it.
    Language(String),
    /// Written at it, 0 to 23.
    Hour(u8),
    /// Written on it, Monday is 1.
    Weekday(u8),
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// About what.
    pub metric: Metric,
    /// The first day.
    pub from: Date,
    /// The day after the last.
    pub until: Date,
    /// Only what is so; see [`Engine::figures`] for which go together.
    pub only: Vec<Only>,
    /// Told apart by this.
    pub by: Option<By>,
    /// One's own alone.
    pub mine: bool,
}

/// Figures of some cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// How many.
    pub n: usize,
    /// Since they wrote, since we had it; then the same while somebody was there.
    pub spreads: [Spread; 4],
    /// How many fall into each column of [`COLUMNS`], in the order of `spreads`.
    pub columns: [[u32; COLUMNS.len()]; 4],
    /// How many were within their target, of how many that had one; those in `late` are among these.
    pub within: (usize, usize),
    /// How many still wait and became too late in the range that was asked about.
    pub late: usize,
    /// How many were answered where they were asked, of how many that were asked before everyone.
    pub in_public: (usize, usize),
    /// How many were opened again, of how many that were done for the first time.
    pub reopened: (usize, usize),
    /// How many count in no time, and why; reasons of too few are told together as `few`.
    pub left_out: BTreeMap<String, usize>,
    /// What the platform took of it: from when they wrote to when we had it.
    pub lag: Spread,
    /// How many ended how; what too few ended in is told together as `few`.
    pub outcomes: BTreeMap<String, usize>,
    /// Questions in these matters that a customer had to answer twice.
    pub asked_again: usize,
    /// The first and the last day that it stands for.
    pub days: Option<(i32, i32)>,
}

/// Of which part a figure is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// An account, a team, a label, a rule; the nil UUID: none.
    Id(Uuid),
    /// A language, how urgent, or whatever else is a word.
    Word(String),
    /// An hour, a weekday.
    Number(u8),
    /// A day, the Monday of a week, the first of a month: days since 1970-01-01.
    Day(i32),
}

impl Key {
    fn id(key: Option<&Self>) -> Option<Uuid> {
        match key {
            Some(Key::Id(id)) => Some(*id),
            _ => None,
        }
    }
}

/// An answer. What is held back so that nobody's figures can be told is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Of all that was asked about.
    pub all: Option<Figure>,
    /// Told apart.
    pub parts: BTreeMap<Key, Figure>,
    /// Figures rest on so many cases by so many people at least.
    pub least: Option<Least>,
}

impl Engine {
    /// Figures of what ended between two days, as far as the caller sees it and as far as they may be
    /// shown. Today is not over and not in them.
    ///
    /// An account or a team may be chosen, and one more thing beside it, either as `only` or as `by`:
    /// the narrower the cases, the nearer a figure comes to one person. Days, weeks and months go
    /// with everything. One's own figures (`mine`) are not held back, and may be asked any way.
    ///
    /// # Errors
    /// `Invalid` with `report.range`, `report.too_narrow`.
    pub async fn figures(&self, who: &Caller, asked: &Asked) -> Result<Figures, EngineError> {
        let least = if asked.mine { Least::ONE } else { self.least().await? };
        let sums = self.sums(who, asked, least, None).await?;
        let mut figures: BTreeMap<Option<Key>, Figure> =
            sums.into_iter().map(|(key, sum)| (key, sum.figure(least))).collect();
        let all = figures.remove(&None);
        let parts = figures.into_iter().filter_map(|(key, figure)| Some((key?, figure))).collect();
        Ok(Figures { all, parts, least: Some(least) })
    }

    /// Whether such a question may be asked at all.
    ///
    /// # Errors
    /// As [`Engine::figures`].
    pub fn may_be_asked(&self, asked: &Asked) -> Result<(), EngineError> {
        if asked.from >= asked.until {
            return Err(EngineError::invalid("report.range"));
        }
        path(asked).map(drop)
    }

    /// What figures are made of; with the cases behind them, where those are wanted.
    async fn sums(
        &self,
        who: &Caller,
        asked: &Asked,
        least: Least,
        which: Option<&Which>,
    ) -> Result<BTreeMap<Option<Key>, Sum>, EngineError> {
        if asked.from >= asked.until {
            return Err(EngineError::invalid("report.range"));
        }
        let path = path(asked)?;
        let range = (day_of(asked.from), day_of(asked.until).min(self.today().await?));
        // A day that is packed or opened meanwhile must be in one of the two, and in no other.
        let mut db = self.inner.store.snapshot().await?;
        let mut sums: BTreeMap<Option<Key>, Sum> = BTreeMap::new();
        for only in &asked.only {
            if let Only::Rule(id) = only
                && !sees(&mut db, who, *id).await?
            {
                return Ok(sums);
            }
        }
        for kind in asked.metric.kinds() {
            // Blocks begin at the first day there is, whatever range is asked about.
            let cases = db.cases(*kind, i64::MIN, i64::from(range.1)).await?;
            let own = who.agent.0;
            let of = Of { cases: &cases, kind: *kind, asked, range, least, own, which };
            of.gather(&who.scope, &path, &mut sums);
        }
        self.add_late(&mut db, who, (asked, range, least), &mut sums).await?;
        if asked.by == Some(By::Rule) {
            let ids: Vec<Uuid> = sums.keys().filter_map(|key| Key::id(key.as_ref())).collect();
            for id in ids {
                if !sees(&mut db, who, RuleId(id)).await? {
                    sums.remove(&Some(Key::Id(id)));
                }
            }
        }
        Ok(sums)
    }

    /// On how many cases by how many people figures rest here.
    pub(crate) async fn least(&self) -> Result<Least, EngineError> {
        let ground = self.inner.store.read().await?.figures_ground().await?;
        Ok(if ground.is_some() { Least::ONE } else { Least::FIVE })
    }
}

/// Whether a rule is theirs to see; what it noticed outlives it.
async fn sees(db: &mut Reader, who: &Caller, id: RuleId) -> Result<bool, EngineError> {
    Ok(db.rule(id).await?.is_some_and(|rule| who.sees_rules_of(rule.team_id)))
}

/// The steps by which cases are narrowed, coarse ones first: the same question always takes the same
/// way, or two ways to it would show different days of it.
fn path(asked: &Asked) -> Result<Vec<By>, EngineError> {
    let by = asked.by.filter(|by| !matches!(by, By::Day | By::Week | By::Month));
    let mut steps: Vec<By> = asked.only.iter().map(Only::by).chain(by).collect();
    steps.sort_unstable();
    let few = steps.len() <= 2 && steps.windows(2).all(|pair| pair[0] != pair[1]);
    let coarse = steps.len() < 2 || matches!(steps[0], By::Account | By::Team);
    // A team within an account would also be an account within a team.
    let one_way = steps.get(1) != Some(&By::Team);
    if asked.mine || (few && coarse && one_way) {
        Ok(steps)
    } else {
        Err(EngineError::invalid("report.too_narrow"))
    }
}

const PRIORITIES: [&str; 3] = ["normal", "high", "urgent"];

impl Only {
    fn by(&self) -> By {
        match self {
            Only::Account(_) => By::Account,
            Only::Team(_) => By::Team,
            Only::Label(_) => By::Label,
            Only::Rule(_) => By::Rule,
            Only::Priority(_) => By::Priority,
            Only::Language(_) => By::Language,
            Only::Hour(_) => By::Hour,
            Only::Weekday(_) => By::Weekday,
        }
    }

    fn key(&self) -> Key {
        match self {
            Only::Account(id) => Key::Id(id.0),
            Only::Team(id) => Key::Id(id.0),
            Only::Label(id) => Key::Id(id.0),
            Only::Rule(id) => Key::Id(id.0),
            Only::Priority(priority) => Key::Word(
                PRIORITIES.get(*priority as usize).copied().unwrap_or_default().to_owned(),
            ),
            Only::Language(language) => Key::Word(language.clone()),
            Only::Hour(n) | Only::Weekday(n) => Key::Number(*n),
        }
    }
}
