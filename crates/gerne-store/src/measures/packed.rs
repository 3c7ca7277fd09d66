//! A day of facts in few bytes. Ids and words stand once, in front; a fact is some small numbers.

use std::collections::HashMap;

use gerne_domain::Priority;
use uuid::Uuid;

use super::{Counted, Stands};
use crate::StoreError;

/// The shape that is written. The first knew no outcomes, the second no rules; both are read too.
const SHAPE: u8 = 3;

/// One fact, as figures are made of it. Ids and words are places in [`Cases`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// Days since 1970-01-01.
    pub day: i32,
    /// Through which account: a place in `ids`.
    pub account: u32,
    /// The team, likewise; 0: none.
    pub team: u32,
    /// Who, likewise; 0: nobody that we know.
    pub agent: u32,
    /// The language, a place in `words`; 0: not known.
    pub language: u32,
    /// Why it is left out, likewise; 0: it is not.
    pub left_out: u32,
    /// What came of it, likewise; 0: it ends in one way only.
    pub outcome: u32,
    /// How often they were asked again in this matter.
    pub asked_again: u32,
    /// Its labels: a place in `sets`; 0: none.
    pub labels: u32,
    /// The rules that noticed something, likewise.
    pub rules: u32,
    /// How urgent.
    pub priority: Priority,
    /// 0 to 23.
    pub hour: u8,
    /// Monday is 1.
    pub weekday: u8,
    /// Seconds since they wrote, since we had it; then the same while somebody was there.
    pub spans: [u32; 4],
    /// Whether the target was met.
    pub within: Option<bool>,
    /// Whether it counts.
    pub stands: Stands,
    /// The how manieth time.
    pub round: u32,
    /// They asked before everyone.
    pub asked_public: bool,
    /// We answered before everyone.
    pub answered_public: bool,
}

/// Many facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cases {
    /// In the order of days.
    pub all: Vec<Case>,
    /// Ids of accounts, teams, agents, labels and rules; the first is the nil UUID.
    pub ids: Vec<Uuid>,
    /// Languages and reasons; the first is empty.
    pub words: Vec<String>,
    /// Labels or rules that cases have together: places in `ids`, in order; the first is empty.
    pub sets: Vec<Vec<u32>>,
    id_places: HashMap<Uuid, u32>,
    word_places: HashMap<String, u32>,
    set_places: HashMap<Vec<u32>, u32>,
}

impl Cases {
    /// The labels of a case, as places in `ids`.
    pub fn labels_of(&self, case: &Case) -> &[u32] {
        self.set_at(case.labels)
    }

    /// The rules that noticed something, likewise.
    pub fn rules_of(&self, case: &Case) -> &[u32] {
        self.set_at(case.rules)
    }

    fn set_at(&self, place: u32) -> &[u32] {
        self.sets.get(place as usize).map_or(&[], Vec::as_slice)
    }

    /// The place of an id, where it is among them.
    pub fn place(&self, id: Uuid) -> Option<u32> {
        self.id_places.get(&id).copied()
    }

    /// One more.
    pub fn push(&mut self, counted: &Counted) {
        let fact = &counted.fact;
        let account = self.id(fact.account.0);
        let team = fact.team.map_or(0, |team| self.id(team.0));
        let agent = fact.agent.map_or(0, |agent| self.id(agent.0));
        let language = fact.language.as_deref().map_or(0, |word| self.word(word));
        let left_out = fact.left_out.as_deref().map_or(0, |word| self.word(word));
        let outcome = fact.outcome.as_deref().map_or(0, |word| self.word(word));
        let labels = fact.labels.iter().map(|label| self.id(label.0)).collect();
        let rules = fact.rules.iter().map(|rule| self.id(rule.0)).collect();
        let (labels, rules) = (self.set(labels), self.set(rules));
        let (written, received) = (fact.elapsed_written, fact.elapsed_received);
        self.all.push(Case {
            day: fact.day,
            account,
            team,
            agent,
            language,
            left_out,
            outcome,
            asked_again: fact.asked_again,
            labels,
            rules,
            priority: fact.priority,
            hour: fact.hour,
            weekday: fact.weekday,
            spans: [written, received, fact.open_written, fact.open_received],
            within: fact.within,
            stands: counted.stands,
            round: fact.round,
            asked_public: fact.asked_public,
            answered_public: fact.answered_public,
        });
    }

    pub(super) fn sort(&mut self) {
        self.all.sort_by_key(|case| case.day);
    }

    pub(super) fn pack(&self) -> Vec<u8> {
        let mut out = vec![SHAPE];
        put(&mut out, size(self.ids.len()));
        for id in &self.ids {
            out.extend(id.as_bytes());
        }
        put(&mut out, size(self.words.len()));
        for word in &self.words {
            put(&mut out, size(word.len()));
            out.extend(word.as_bytes());
        }
        put(&mut out, size(self.all.len()));
        for case in &self.all {
            for number in [case.account, case.team, case.agent, case.language, case.left_out] {
                put(&mut out, number);
            }
            put_set(&mut out, self.labels_of(case));
            case.spans.iter().for_each(|span| put(&mut out, *span));
            put(&mut out, case.round);
            put(&mut out, case.outcome);
            put(&mut out, case.asked_again);
            put_set(&mut out, self.rules_of(case));
            out.extend([case.hour, case.weekday, flags(case)]);
        }
        out
    }

    pub(super) fn unpack(&mut self, day: i64, bytes: &[u8]) -> Result<(), StoreError> {
        self.read(day, bytes).ok_or_else(|| StoreError::Unreadable {
            table: "measure_day",
            column: "body",
            id: day.to_string(),
            cause: "it is cut off, or of another shape".into(),
        })
    }

    fn read(&mut self, day: i64, bytes: &[u8]) -> Option<()> {
        let mut from = Bytes(bytes);
        let shape = from.byte()?;
        if !(1..=SHAPE).contains(&shape) {
            return None;
        }
        let (mut ids, mut words) = (Vec::new(), Vec::new());
        for _ in 0..from.number()? {
            let id = Uuid::from_slice(from.take(16)?).ok()?;
            ids.push(self.id(id));
        }
        for _ in 0..from.number()? {
            let length = from.number()? as usize;
            let word = std::str::from_utf8(from.take(length)?).ok()?;
            words.push(self.word(word));
        }
        let day = i32::try_from(day).ok()?;
        for _ in 0..from.number()? {
            let account = place(&ids, from.number()?);
            let team = place(&ids, from.number()?);
            let agent = place(&ids, from.number()?);
            let language = place(&words, from.number()?);
            let left_out = place(&words, from.number()?);
            let labels = self.read_set(&mut from, &ids)?;
            let spans = [from.number()?, from.number()?, from.number()?, from.number()?];
            let round = from.number()?;
            let (outcome, asked_again) = match shape {
                1 => (0, 0),
                _ => (place(&words, from.number()?), from.number()?),
            };
            let rules = match shape {
                1 | 2 => 0,
                _ => self.read_set(&mut from, &ids)?,
            };
            let (hour, weekday, flags) = (from.byte()?, from.byte()?, from.byte()?);
            self.all.push(Case {
                day,
                account,
                team,
                agent,
                language,
                left_out,
                outcome,
                asked_again,
                labels,
                rules,
                priority: match flags & 3 {
                    0 => Priority::Normal,
                    1 => Priority::High,
                    _ => Priority::Urgent,
                },
                hour,
                weekday,
                spans,
                within: (flags & 4 != 0).then_some(flags & 8 != 0),
                stands: match flags >> 4 & 3 {
                    0 => Stands::Stands,
                    1 => Stands::Superseded,
                    _ => Stands::TakenBack,
                },
                round,
                asked_public: flags & 64 != 0,
                answered_public: flags & 128 != 0,
            });
        }
        Some(())
    }

    fn read_set(&mut self, from: &mut Bytes<'_>, ids: &[u32]) -> Option<u32> {
        let count = from.number()?;
        let set = (0..count).map(|_| Some(place(ids, from.number()?))).collect::<Option<_>>()?;
        Some(self.set(set))
    }

    fn set(&mut self, mut set: Vec<u32>) -> u32 {
        if self.sets.is_empty() {
            self.sets.push(Vec::new());
            self.set_places.insert(Vec::new(), 0);
        }
        set.sort_unstable();
        if let Some(place) = self.set_places.get(&set) {
            return *place;
        }
        let next = size(self.sets.len());
        self.sets.push(set.clone());
        self.set_places.insert(set, next);
        next
    }

    fn id(&mut self, id: Uuid) -> u32 {
        if self.ids.is_empty() {
            self.ids.push(Uuid::nil());
            self.id_places.insert(Uuid::nil(), 0);
        }
        let next = size(self.ids.len());
        let place = *self.id_places.entry(id).or_insert(next);
        if place == next {
            self.ids.push(id);
        }
        place
    }

    fn word(&mut self, word: &str) -> u32 {
        if self.words.is_empty() {
            self.words.push(String::new());
            self.word_places.insert(String::new(), 0);
        }
        if let Some(place) = self.word_places.get(word) {
            return *place;
        }
        let next = size(self.words.len());
        self.words.push(word.to_owned());
        self.word_places.insert(word.to_owned(), next);
        next
    }
}

/// Where nothing of a kind was packed, all of it is nothing.
fn place(all: &[u32], n: u32) -> u32 {
    all.get(n as usize).copied().unwrap_or_default()
}

fn put_set(out: &mut Vec<u8>, set: &[u32]) {
    put(out, size(set.len()));
    set.iter().for_each(|place| put(out, *place));
}

fn size(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn flags(case: &Case) -> u8 {
    let priority = match case.priority {
        Priority::Normal => 0,
        Priority::High => 1,
        Priority::Urgent => 2,
    };
    let stands = match case.stands {
        Stands::Stands => 0,
        Stands::Superseded => 1,
        Stands::TakenBack => 2,
    };
    priority
        | (u8::from(case.within.is_some()) << 2)
        | (u8::from(case.within == Some(true)) << 3)
        | (stands << 4)
        | (u8::from(case.asked_public) << 6)
        | (u8::from(case.answered_public) << 7)
}

/// Seven bits in each byte, the lowest first; the eighth says that more follow.
fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}
