//! Rules tried before they go live: what is wrong with them, what they mean, what they would find.

use std::collections::{BTreeMap, HashMap};

use gerne_domain::{
    AccountId, FlagMark, Identity, IdentityId, Message, MessageId, Rule, Timestamp,
};
use gerne_language::tone::Team;
use gerne_rules::{Expansion, Index, Language, Parsed, Problem, Room, Scratch, Seen, Severity};
use gerne_store::{Page, Reader};
use gerne_text::Lexicon;
use jiff::{SignedDuration, tz::TimeZone};

use super::{Watching, mark, subject::Subject};
use crate::{Caller, Engine, EngineError, tones::Tones};

/// Messages that a rule is tried on while it is written.
const RECENT: usize = 1_000;
/// How far back those may lie.
const RECENT_DAYS: i64 = 30;
/// Of those that match so many are shown.
const SHOWN: usize = 30;
/// Messages of the past that are read in one go.
const STEP: usize = 5_000;
/// Examples that a trial over the past keeps.
const SAMPLES: usize = 12;
/// From this share of all posts on, a rule is broad.
const BROAD: f64 = 0.05;

/// A rule that is tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// As somebody writes it.
    pub text: String,
    /// It looks only at what came through these; empty: at everything.
    pub accounts: Vec<AccountId>,
}

/// Something wrong or doubtful, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// What, translatable, with what the translation needs and what takes it away.
    pub problem: Problem,
    /// The sentence in German.
    pub de: String,
    /// The sentence in English.
    pub en: String,
    /// What the fix says, German and English.
    pub fix: Option<(String, String)>,
    /// The rule once it is fixed.
    pub fixed: Option<String>,
}

/// A word of a rule and what it will match.
pub type WordMatches = Expansion;

/// What a rule is.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// There is a rule, whatever is doubtful about it.
    pub reads: bool,
    /// Errors and warnings, in the order of their place.
    pub problems: Vec<Broken>,
    /// As the house writes it.
    pub canonical: String,
    /// In plain words, German and English.
    pub reading: (String, String),
    /// It asks for no word.
    pub broad: bool,
    /// What its words will match among those that people have used lately.
    pub words: Vec<WordMatches>,
}

/// A message that a rule matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// Which.
    pub message: MessageId,
    /// By which words.
    pub marks: Vec<FlagMark>,
}

/// A rule tried on what came lately.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// What it is.
    pub checked: Checked,
    /// How many messages were looked at.
    pub looked_at: usize,
    /// How many it matches.
    pub hits: usize,
    /// The newest of those.
    pub matched: Vec<Matched>,
}

/// How many came on a day, and how many of those match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCount {
    /// Days since 1970-01-01, in the house's time zone.
    pub day: i64,
    /// How many came.
    pub looked_at: u64,
    /// How many of those match.
    pub hits: u64,
}

/// How often another rule matches the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// Which rule.
    pub rule: gerne_domain::RuleId,
    /// What it is called.
    pub name: String,
    /// How many both match.
    pub both: u64,
}

/// A rule tried over the past, as far as it got. Handed in again it goes on from there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BackTest {
    /// From when on; of the first step.
    pub from: Option<Timestamp>,
    /// Until when; of the first step.
    pub until: Option<Timestamp>,
    /// How many were looked at.
    pub looked_at: u64,
    /// How many match.
    pub hits: u64,
    /// By day, the oldest first.
    pub days: Vec<DayCount>,
    /// Some of those that match, from all of the time.
    pub samples: Vec<Matched>,
    /// What other rules match too, the most first.
    pub overlap: Vec<Overlap>,
    /// Where to go on; `None`: it is whole.
    pub next: Option<String>,
    /// How much of the time was looked at, from 0 to 1.
    pub progress: f64,
}

impl BackTest {
    /// The share of all posts that match.
    pub fn share(&self) -> f64 {
        if self.looked_at == 0 { 0.0 } else { ratio(self.hits, self.looked_at) }
    }

    /// How many match on a day, of the days that there are: where the past is shorter than what was
    /// asked for, nothing could match before it.
    #[expect(clippy::cast_precision_loss, reason = "an average")]
    pub fn per_day(&self, zone: &TimeZone) -> f64 {
        let seconds =
            self.from.zip(self.until).map_or(0, |(from, to)| to.duration_since(from).as_secs());
        let looked_at = seconds as f64 * self.progress / 86_400.0;
        let there = self.until.zip(self.days.first());
        let there = there.map_or(1, |(until, first)| day_in(zone, until) - first.day + 1);
        self.hits as f64 / looked_at.min(there as f64).max(1.0)
    }

    /// It matches more than anybody will look at.
    pub fn is_broad(&self) -> bool {
        self.looked_at >= 20 && self.share() > BROAD
    }
}

/// Messages of conversations with a label that a rule does not match.
pub type Missed = Vec<MessageId>;

impl Engine {
    /// What a rule is: what is wrong with it, what it means, what its words match.
    pub async fn check_rule(&self, who: &Caller, trial: &Trial) -> Result<Checked, EngineError> {
        let parsed = gerne_rules::parse(&trial.text);
        let recent = match parsed.rule {
            Some(_) => self.recent(who, trial, RECENT).await?,
            None => Vec::new(),
        };
        Ok(checked(&trial.text, &parsed, &recent))
    }

    /// A rule tried on what came lately.
    pub async fn preview_rule(&self, who: &Caller, trial: &Trial) -> Result<Preview, EngineError> {
        let parsed = gerne_rules::parse(&trial.text);
        let recent = self.recent(who, trial, RECENT).await?;
        let checked = checked(&trial.text, &parsed, &recent);
        let mut preview =
            Preview { checked, looked_at: recent.len(), hits: 0, matched: Vec::new() };
        let Some(rule) = parsed.rule else { return Ok(preview) };
        let surroundings = self.surroundings(&recent).await?;
        let tried = Tried::new(&rule);
        let mut scratch = Scratch::default();
        for message in &recent {
            let Some(marks) = tried.marks(&surroundings, message, &mut scratch) else { continue };
            preview.hits += 1;
            if preview.matched.len() < SHOWN {
                preview.matched.push(Matched { message: message.id, marks });
            }
        }
        Ok(preview)
    }

    /// A rule tried over the past of so many days, one step of it; `so_far` is what the step before
    /// gave.
    ///
    /// # Errors
    /// `Invalid` with the key of what is wrong with the rule.
    pub async fn back_test(
        &self,
        who: &Caller,
        trial: &Trial,
        days: u32,
        so_far: BackTest,
    ) -> Result<BackTest, EngineError> {
        let Some(rule) = gerne_rules::parse(&trial.text).rule else {
            return Err(EngineError::invalid("rule.broken"));
        };
        let mut test = so_far;
        let until = *test.until.get_or_insert_with(|| self.now());
        let span = SignedDuration::from_hours(24 * i64::from(days.clamp(1, 366)));
        let from = until.checked_sub(span).unwrap_or(Timestamp::MIN);
        let from = *test.from.get_or_insert(from);
        let (watching, zone) = (self.watching().await?, self.zone().await?);
        let mut db = self.inner.store.read().await?;
        let page = Page::after(test.next.take(), STEP);
        let found = db.written_by_them(&who.scope, &trial.accounts, from, &page).await?;
        drop(db);
        let surroundings = self.surroundings(&found.items).await?;
        let tried = Tried::new(&rule);
        let mut adding = Adding::of(&test, &watching, &zone);
        let (mut scratch, mut room) = (Scratch::default(), Room::default());
        for message in &found.items {
            if message.received_at > until {
                continue;
            }
            let marks = tried.marks(&surroundings, message, &mut scratch);
            adding.add(&mut test, &surroundings, message, marks, &mut room);
        }
        adding.finish(&mut test);
        let reached = found.items.last().map_or(from, |last| last.received_at);
        test.next = found.next;
        test.progress = if test.next.is_none() { 1.0 } else { part(from, reached, until) };
        Ok(test)
    }

    /// What a rule did not match in conversations that somebody put a label on.
    pub async fn missed_by(
        &self,
        who: &Caller,
        rule: &Rule,
        label: gerne_domain::LabelId,
    ) -> Result<Missed, EngineError> {
        let Some(parsed) = gerne_rules::parse(&rule.text).rule else { return Ok(Vec::new()) };
        let trial = Trial { text: String::new(), accounts: rule.said.accounts.clone() };
        let recent = self.recent(who, &trial, STEP).await?;
        let mut ids: Vec<_> = recent.iter().filter_map(|m| m.conversation_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut db = self.inner.store.read().await?;
        let mut labelled = std::collections::HashSet::new();
        for some in ids.chunks(500) {
            let found = db.conversations(some).await?.into_iter();
            labelled.extend(found.filter(|c| c.labels.contains(&label)).map(|c| c.id));
        }
        drop(db);
        let surroundings = self.surroundings(&recent).await?;
        let tried = Tried::new(&parsed);
        let mut scratch = Scratch::default();
        let mut matched = std::collections::HashSet::new();
        for message in &recent {
            let Some(id) = message.conversation_id.filter(|id| labelled.contains(id)) else {
                continue;
            };
            if tried.marks(&surroundings, message, &mut scratch).is_some() {
                matched.insert(id);
            }
        }
        let mut missed = Vec::new();
        for message in recent.iter().rev() {
            let of = message.conversation_id.filter(|id| labelled.contains(id));
            // Of each conversation the first word, once.
            if of.is_some_and(|id| matched.insert(id)) {
                missed.push(message.id);
            }
        }
        missed.truncate(SHOWN);
        Ok(missed)
    }

    async fn recent(
        &self,
        who: &Caller,
        trial: &Trial,
        most: usize,
    ) -> Result<Vec<Message>, EngineError> {
        let span = SignedDuration::from_hours(24 * RECENT_DAYS);
        let since = self.now().checked_sub(span).unwrap_or(Timestamp::MIN);
        let mut db = self.inner.store.read().await?;
        let page = Page::first(most);
        Ok(db.written_by_them(&who.scope, &trial.accounts, since, &page).await?.items)
    }

    async fn surroundings(&self, messages: &[Message]) -> Result<Surroundings, EngineError> {
        let mut db = self.inner.store.read().await?;
        Surroundings::of(&mut db, messages).await
    }
}

/// Who wrote messages, and through which accounts they came.
struct Surroundings {
    accounts: HashMap<AccountId, gerne_domain::Account>,
    people: HashMap<IdentityId, Identity>,
}

impl Surroundings {
    async fn of(db: &mut Reader, messages: &[Message]) -> Result<Self, EngineError> {
        let accounts = db.accounts_ever().await?;
        let mut ids: Vec<IdentityId> = messages.iter().filter_map(|m| m.identity_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut people = HashMap::new();
        for some in ids.chunks(1_000) {
            people.extend(db.identities(some).await?.into_iter().map(|one| (one.id, one)));
        }
        let accounts = accounts.into_iter().map(|account| (account.id, account)).collect();
        Ok(Self { accounts, people })
    }
}

/// One rule, ready to be tried.
struct Tried {
    index: Index,
}

impl Tried {
    fn new(rule: &gerne_rules::Rule) -> Self {
        let lexicon = std::sync::Arc::new(Lexicon::default());
        Self { index: Index::new([(0, rule)], lexicon, &Seen::default()) }
    }

    fn marks(
        &self,
        around: &Surroundings,
        message: &Message,
        scratch: &mut Scratch,
    ) -> Option<Vec<FlagMark>> {
        let account = around.accounts.get(&message.account_id)?;
        let author = message.identity_id.and_then(|id| around.people.get(&id));
        let tones = Tones::of(&Team::default(), &message.text, message.language.as_deref());
        let subject = Subject::kept(account, author, message)
            .toned(&tones)
            .asked(|field| self.index.asks(field), None);
        self.index.find(&subject.post(), scratch);
        let hit = scratch.hits().first()?;
        Some(scratch.marks(hit).iter().map(mark).collect())
    }
}

/// What a step adds to a trial over the past.
struct Adding<'w> {
    watching: &'w Watching,
    zone: &'w TimeZone,
    days: BTreeMap<i64, DayCount>,
    overlap: BTreeMap<gerne_domain::RuleId, Overlap>,
}

impl<'w> Adding<'w> {
    fn of(test: &BackTest, watching: &'w Watching, zone: &'w TimeZone) -> Self {
        Self {
            watching,
            zone,
            days: test.days.iter().map(|day| (day.day, *day)).collect(),
            overlap: test.overlap.iter().map(|one| (one.rule, one.clone())).collect(),
        }
    }

    fn add(
        &mut self,
        test: &mut BackTest,
        around: &Surroundings,
        message: &Message,
        marks: Option<Vec<FlagMark>>,
        room: &mut Room,
    ) {
        let day = day_in(self.zone, message.received_at);
        let count = self.days.entry(day).or_insert(DayCount { day, looked_at: 0, hits: 0 });
        count.looked_at += 1;
        test.looked_at += 1;
        let Some(marks) = marks else { return };
        count.hits += 1;
        test.hits += 1;
        // The more there were, the rarer another one takes the place of an older one: all of the
        // time is shown, and the same ones each time.
        let place = usize::try_from(scatter(test.hits) % test.hits).unwrap_or(usize::MAX);
        let matched = Matched { message: message.id, marks };
        if test.samples.len() < SAMPLES {
            test.samples.push(matched);
        } else if let Some(sample) = test.samples.get_mut(place) {
            *sample = matched;
        }
        let Some(account) = around.accounts.get(&message.account_id) else { return };
        let author = message.identity_id.and_then(|id| around.people.get(&id));
        let tones = Tones::of(&Team::default(), &message.text, message.language.as_deref());
        let subject = Subject::kept(account, author, message)
            .toned(&tones)
            .asked(|field| self.watching.asks(field), None);
        for hit in self.watching.find(account.id, &subject.post(), room) {
            let new = Overlap { rule: hit.rule.id, name: hit.rule.name.clone(), both: 0 };
            self.overlap.entry(hit.rule.id).or_insert(new).both += 1;
        }
    }

    fn finish(self, test: &mut BackTest) {
        test.days = self.days.into_values().collect();
        test.overlap = self.overlap.into_values().collect();
        test.overlap.sort_by(|a, b| b.both.cmp(&a.both).then_with(|| a.name.cmp(&b.name)));
    }
}

fn checked(text: &str, parsed: &Parsed, recent: &[Message]) -> Checked {
    let problems = parsed.problems.iter().map(|problem| broken(text, problem)).collect();
    let Some(rule) = &parsed.rule else {
        return Checked {
            reads: false,
            problems,
            canonical: String::new(),
            reading: Default::default(),
            broad: false,
            words: Vec::new(),
        };
    };
    let vocabulary = vocabulary(recent);
    let counted = vocabulary.iter().map(|(word, count)| (word.as_str(), *count));
    let words = gerne_rules::expand(rule, counted, &Lexicon::default());
    Checked {
        reads: true,
        problems,
        canonical: rule.to_string(),
        reading: (
            gerne_rules::reading(rule, Language::German),
            gerne_rules::reading(rule, Language::English),
        ),
        broad: rule.broad,
        words,
    }
}

fn broken(text: &str, problem: &Problem) -> Broken {
    let fix = problem.fix_text(text, Language::German);
    let fix = fix.zip(problem.fix_text(text, Language::English));
    Broken {
        de: problem.text(Language::German),
        en: problem.text(Language::English),
        fixed: problem.fix.as_ref().map(|fix| fix.apply(text)),
        fix,
        problem: problem.clone(),
    }
}

impl Broken {
    /// There is no rule because of it.
    pub fn is_error(&self) -> bool {
        self.problem.severity == Severity::Error
    }
}

/// Words that people used, with how often.
fn vocabulary(messages: &[Message]) -> BTreeMap<String, u64> {
    let mut words = BTreeMap::new();
    for message in messages {
        // A word is looked for in a letter's subject too.
        let said = [message.text.as_str(), message.subject.as_deref().unwrap_or_default()];
        let said = said.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
        for word in said.filter(|word| word.chars().nth(2).is_some()) {
            *words.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    words
}

/// Days since 1970-01-01, UTC.
pub(crate) fn day(at: Timestamp) -> i64 {
    at.as_second().div_euclid(24 * 3_600)
}

/// Days since 1970-01-01 in a time zone.
fn day_in(zone: &TimeZone, at: Timestamp) -> i64 {
    crate::day_of(at.to_zoned(zone.clone()).date()).into()
}

/// How much of a time was looked at by who came from its end to here.
fn part(from: Timestamp, reached: Timestamp, until: Timestamp) -> f64 {
    let whole = until.as_second() - from.as_second();
    let done = until.as_second() - reached.as_second();
    let seconds = |n: i64| u64::try_from(n.max(0)).unwrap_or_default();
    if whole <= 0 { 1.0 } else { ratio(seconds(done), seconds(whole)).min(1.0) }
}

#[expect(clippy::cast_precision_loss, reason = "a share of posts or of seconds")]
fn ratio(of: u64, all: u64) -> f64 {
    of as f64 / all.max(1) as f64
}

/// Numbers that look thrown (splitmix).
fn scatter(n: u64) -> u64 {
    let n = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n ^ (n >> 31)
}
