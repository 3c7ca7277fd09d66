//! Narrows cases down to what is asked about, and counts them up. Pure.

use std::collections::{BTreeMap, BTreeSet};

use gerne_domain::{ConversationId, MeasureKind, Scope};
use gerne_store::{Case, Cases, Stands};
use uuid::Uuid;

use super::{
    Asked, By, COLUMNS, Figure, Key, Least, Metric, Only, PRIORITIES, Spread, Which,
    release::{self, Block, Shown},
    spread,
};
use crate::day_of;

/// A breakdown waits so many days for all its parts to be large enough before it holds some back;
const PATIENCE: i32 = 28;
/// where things have several, some combination is almost always rare.
const PATIENCE_SETS: i32 = 7;

/// Cases of one kind, and what is asked about them.
pub(super) struct Of<'a> {
    pub(super) cases: &'a Cases,
    pub(super) kind: MeasureKind,
    pub(super) asked: &'a Asked,
    pub(super) range: (i32, i32),
    pub(super) least: Least,
    pub(super) own: Uuid,
    /// Which cases are wanted themselves; `None`: only what they come to.
    pub(super) which: Option<&'a Which>,
}

/// How a case counts.
enum Counts {
    /// In the figure.
    In,
    /// In no time, for a reason: a place among the words.
    Out(u32),
    /// Not at all.
    Not,
}

/// Reasons that say that nothing was wanted; others say that something went wrong, or was ours.
const NOTHING_WANTED: [&str; 8] = [
    "thanks",
    "not_for_us",
    "answered_elsewhere",
    "answered_by_community",
    "duplicate",
    "blocked",
    "automatic",
    "other",
];

impl Of<'_> {
    pub(super) fn gather(&self, scope: &Scope, path: &[By], sums: &mut BTreeMap<Option<Key>, Sum>) {
        let sees = self.sees(scope);
        let seen = self.cases.all.iter().enumerate().filter(|(_, case)| sees(case));
        let shown: Vec<Shown> = seen.filter_map(|(at, case)| self.shown(at, case)).collect();
        let blocks = release::blocks(&shown, self.least);
        self.narrow(&blocks, path, None, sums);
    }

    /// Whether the caller sees a case: as conversations, by account or team.
    fn sees(&self, scope: &Scope) -> impl Fn(&Case) -> bool {
        let places = |ids: &mut dyn Iterator<Item = Uuid>| -> BTreeSet<u32> {
            ids.filter_map(|id| self.cases.place(id)).collect()
        };
        let of = match scope {
            Scope::Everything => None,
            Scope::Of { teams, accounts } => Some((
                places(&mut teams.iter().map(|id| id.0)),
                places(&mut accounts.iter().map(|id| id.0)),
            )),
        };
        let own = self.asked.mine.then(|| self.cases.place(self.own).unwrap_or(u32::MAX));
        move |case| {
            own.is_none_or(|own| case.agent == own)
                && of.as_ref().is_none_or(|(teams, accounts)| {
                    accounts.contains(&case.account)
                        || (case.team != 0 && teams.contains(&case.team))
                })
        }
    }

    fn counts(&self, case: &Case) -> Counts {
        let word = self.word(case.left_out);
        match self.asked.metric {
            _ if case.stands == Stands::TakenBack => Counts::Not,
            Metric::NoAnswer if NOTHING_WANTED.contains(&word) => Counts::In,
            Metric::NoAnswer => Counts::Not,
            _ if case.left_out != 0 => Counts::Out(case.left_out),
            _ => Counts::In,
        }
    }

    /// How a case ended, where the figure tells that.
    fn outcome(&self, case: &Case) -> u32 {
        if self.asked.metric == Metric::NoAnswer { case.left_out } else { case.outcome }
    }

    fn word(&self, place: u32) -> &str {
        self.cases.words.get(place as usize).map_or("", String::as_str)
    }

    /// What a case is to the figure that is asked about; `None`: nothing.
    fn shown(&self, at: usize, case: &Case) -> Option<Shown> {
        let inside = match self.counts(case) {
            Counts::In => true,
            Counts::Out(_) => false,
            Counts::Not => return None,
        };
        let (counted, kind) = match (self.asked.metric, case.round, case.stands) {
            (Metric::FirstResolution, 2.., _) => return None,
            (Metric::FullResolution, 1, Stands::Superseded) => (false, 1),
            (Metric::FullResolution, _, Stands::Superseded) => return None,
            (Metric::FullResolution, 2.., Stands::Stands) => (true, 2),
            _ => (true, 0),
        };
        let (day, person) = (case.day, case.agent);
        Some(Shown {
            at,
            day,
            person,
            counted: counted && inside,
            kind: if inside { kind } else { 0 },
        })
    }

    /// Follows the path: where something is chosen, only that goes on; else all of it is told apart,
    /// and the whole goes on as well.
    fn narrow(
        &self,
        blocks: &[Block],
        path: &[By],
        key: Option<Key>,
        sums: &mut BTreeMap<Option<Key>, Sum>,
    ) {
        let Some((step, rest)) = path.split_first() else {
            return self.tell(blocks, key, sums);
        };
        let only = self.asked.only.iter().find(|only| only.by() == *step).map(Only::key);
        for (part, blocks) in self.split(blocks, *step, only.as_ref()) {
            let key = if only.is_some() { key.clone() } else { Some(part) };
            self.narrow(&blocks, rest, key, sums);
        }
        if only.is_none() {
            self.narrow(blocks, rest, key, sums);
        }
    }

    /// The parts of a step that may be shown; of all, or of the one that is chosen.
    fn split(&self, blocks: &[Block], step: By, only: Option<&Key>) -> BTreeMap<Key, Vec<Block>> {
        let mut found: BTreeMap<Key, Vec<Block>> = BTreeMap::new();
        // Something may have several labels. Cases with the very same ones are shown together: no sum
        // of some of these figures less others is one case.
        let several = matches!(step, By::Label | By::Rule);
        let patience = if several { PATIENCE_SETS } else { PATIENCE };
        let rank = |shown: &Shown| self.case(shown).map_or(0, |case| rank(step, case));
        for parts in release::parts(blocks, self.least, patience, rank) {
            for (rank, part) in parts {
                let set = self.cases.sets.get(rank as usize).filter(|_| several);
                for rank in set.map_or(std::slice::from_ref(&rank), Vec::as_slice) {
                    let key = self.key(step, *rank);
                    if only.is_none_or(|only| *only == key) {
                        found.entry(key).or_default().push(part.clone());
                    }
                }
            }
        }
        found
    }

    /// Adds blocks that lie in the range to what is told.
    fn tell(&self, blocks: &[Block], key: Option<Key>, sums: &mut BTreeMap<Option<Key>, Sum>) {
        let (from, until) = self.range;
        for block in blocks.iter().filter(|b| b.first >= from && b.last < until) {
            self.add(block, sums.entry(key.clone()).or_default());
            let span = self.asked.by.and_then(|by| Some((since(by, block.first)?, by)));
            if let (None, Some((first, by))) = (&key, span)
                && since(by, block.last) == Some(first)
            {
                self.add(block, sums.entry(Some(Key::Day(first))).or_default());
            }
        }
    }

    fn add(&self, block: &Block, sum: &mut Sum) {
        let days = sum.days.get_or_insert((block.first, block.last));
        *days = (days.0.min(block.first), days.1.max(block.last));
        for shown in &block.cases {
            let Some(case) = self.case(shown) else { continue };
            match self.counts(case) {
                Counts::Out(reason) => {
                    let of = sum.left_out.entry(self.word(reason).to_owned()).or_default();
                    of.0 += 1;
                    of.1.insert(case.agent);
                }
                Counts::In if shown.counted => self.add_counted(case, sum),
                Counts::In | Counts::Not => continue,
            }
            if self.which.is_some_and(|which| self.wanted(which, case)) {
                self.put(block, shown, sum);
            }
        }
    }

    fn add_counted(&self, case: &Case, sum: &mut Sum) {
        for (spans, span) in sum.spans.iter_mut().zip(case.spans) {
            spans.push(span);
        }
        sum.lags.push(case.spans[0].saturating_sub(case.spans[1]));
        sum.within.1 += usize::from(case.within.is_some());
        sum.within.0 += usize::from(case.within == Some(true));
        sum.in_public.1 += usize::from(case.asked_public);
        sum.in_public.0 += usize::from(case.asked_public && case.answered_public);
        if self.asked.metric == Metric::FirstResolution {
            sum.reopened.1 += 1;
            sum.reopened.0 += usize::from(case.stands == Stands::Superseded);
        }
        sum.asked_again += case.asked_again as usize;
        let outcome = self.outcome(case);
        if outcome != 0 {
            let of = sum.outcomes.entry(self.word(outcome).to_owned()).or_default();
            of.0 += 1;
            of.1.insert(case.agent);
        }
    }

    /// Whether a case is among those that are wanted themselves.
    fn wanted(&self, which: &Which, case: &Case) -> bool {
        let counted = matches!(self.counts(case), Counts::In);
        match which {
            Which::Counted => counted,
            Which::Within(met) => counted && case.within == Some(*met),
            Which::InPublic(so) => counted && case.asked_public && case.answered_public == *so,
            Which::Outcome(word) => counted && self.word(self.outcome(case)) == word,
            Which::LeftOut(reason) => !counted && self.word(case.left_out) == reason,
            Which::Late => false,
        }
    }

    /// Writes down where a case is to be found: the how manieth of its day and kind.
    fn put(&self, block: &Block, shown: &Shown, sum: &mut Sum) {
        let first = self.cases.all.partition_point(|case| case.day < shown.day);
        let place = (self.kind, shown.day, shown.at - first);
        sum.behind.entry((block.last, block.first)).or_default().push(place);
    }

    fn case(&self, shown: &Shown) -> Option<&Case> {
        self.cases.all.get(shown.at)
    }

    fn id(&self, place: u32) -> Uuid {
        self.cases.ids.get(place as usize).copied().unwrap_or_default()
    }

    fn key(&self, step: By, rank: u32) -> Key {
        match step {
            By::Account | By::Team | By::Label | By::Rule => Key::Id(self.id(rank)),
            By::Language => {
                Key::Word(self.cases.words.get(rank as usize).cloned().unwrap_or_default())
            }
            By::Priority => {
                Key::Word(PRIORITIES.get(rank as usize).copied().unwrap_or_default().to_owned())
            }
            _ => Key::Number(u8::try_from(rank).unwrap_or_default()),
        }
    }
}

/// What tells a case from others, as a small number.
fn rank(step: By, case: &Case) -> u32 {
    match step {
        By::Account => case.account,
        By::Team => case.team,
        By::Language => case.language,
        By::Priority => case.priority as u32,
        By::Hour => case.hour.into(),
        By::Weekday => case.weekday.into(),
        By::Label => case.labels,
        By::Rule => case.rules,
        By::Day | By::Week | By::Month => 0,
    }
}

/// The first day of the span of time that a day lies in.
pub(super) fn since(by: By, day: i32) -> Option<i32> {
    match by {
        By::Day => Some(day),
        // 1970-01-01 was a Thursday.
        By::Week => Some(day - (day + 3).rem_euclid(7)),
        By::Month => {
            let date = jiff::civil::date(1970, 1, 1);
            let date = date.checked_add(jiff::ToSpan::days(i64::from(day))).ok()?;
            Some(day_of(date.first_of_month()))
        }
        _ => None,
    }
}

/// What a figure is made of.
#[derive(Debug, Default)]
pub(super) struct Sum {
    spans: [Vec<u32>; 4],
    lags: Vec<u32>,
    within: (usize, usize),
    in_public: (usize, usize),
    reopened: (usize, usize),
    asked_again: usize,
    outcomes: Reasons,
    left_out: Reasons,
    days: Option<(i32, i32)>,
    /// Where the cases are that are wanted themselves, by the last and the first day of what is
    /// shown together.
    pub(super) behind: BTreeMap<(i32, i32), Vec<Place>>,
    /// Those who still wait and are too late.
    pub(super) late: Vec<ConversationId>,
}

/// Where a case is kept: of which kind, on which day, the how-manieth.
pub(super) type Place = (MeasureKind, i32, usize);

/// How many, by how many people, by a word.
type Reasons = BTreeMap<String, (usize, BTreeSet<u32>)>;

impl Sum {
    pub(super) fn figure(self, least: Least) -> Figure {
        let n = self.spans.first().map_or(0, Vec::len);
        let (left_out, outcomes) = (told(self.left_out, least), told(self.outcomes, least));
        let mut columns = [[0; COLUMNS.len()]; 4];
        for (columns, spans) in columns.iter_mut().zip(&self.spans) {
            *columns = spread::distribution(spans.iter().copied());
        }
        let (in_public, days, late) = (self.in_public, self.days, self.late.len());
        let (within, reopened) = ((self.within.0, self.within.1 + late), self.reopened);
        Figure {
            n,
            spreads: self.spans.map(Spread::of),
            columns,
            within,
            late,
            in_public,
            reopened,
            left_out,
            lag: Spread::of(self.lags),
            outcomes,
            asked_again: self.asked_again,
            days,
        }
    }

    /// Whether so many of a figure may be told by themselves: they are enough, and what is left when
    /// they are taken from the others is, too.
    pub(super) fn tells(&self, which: &Which, least: Least) -> bool {
        let (all, word) = match which {
            Which::LeftOut(reason) => (&self.left_out, reason),
            Which::Outcome(word) => (&self.outcomes, word),
            Which::Counted | Which::Within(_) | Which::InPublic(_) | Which::Late => return true,
        };
        let mut rest = (0, BTreeSet::new());
        for (_, (count, people)) in all.iter().filter(|(other, _)| *other != word) {
            rest.0 += count;
            rest.1.extend(people);
        }
        all.get(word).is_some_and(|of| enough(of, least)) && (rest.0 == 0 || enough(&rest, least))
    }
}

/// Whether so many by so many people may be told.
fn enough((count, people): &(usize, BTreeSet<u32>), least: Least) -> bool {
    *count >= least.cases && people.len() >= least.people
}

/// Reasons of enough; the others together as `few`.
fn told(reasons: Reasons, least: Least) -> BTreeMap<String, usize> {
    let mut told = BTreeMap::new();
    for (reason, (count, people)) in reasons {
        let fine = enough(&(count, people), least);
        *told.entry(if fine { reason } else { "few".to_owned() }).or_default() += count;
    }
    told
}
