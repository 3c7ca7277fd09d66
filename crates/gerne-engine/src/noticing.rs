//! Rules that look at everything that comes in and at every found post. Each node holds all of them
//! ready to match (decision 0039); a change is heard of through the log and counts at once.

pub(crate) mod acting;
pub(crate) mod keeping;
pub(crate) mod subject;
pub(crate) mod trial;
pub(crate) mod watching;

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use gerne_domain::{AccountId, FlagMark, Noticing as House, Rule, RuleId, Scope, TeamId};
use gerne_rules::{Field, Language, MERGE, Matcher, Part, Post, Room};
use gerne_text::Lexicon;
use tokio::sync::Mutex;

use crate::{Caller, Engine, EngineError, error::chain};

pub use trial::{
    BackTest, Broken, Checked, DayCount, Matched, Missed, Overlap, Preview, Trial, WordMatches,
};
pub use watching::Watchable;

/// A rule in the house's own writing, and in plain words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// As the house writes it.
    pub canonical: String,
    /// German.
    pub de: String,
    /// English.
    pub en: String,
    /// It asks for no word.
    pub broad: bool,
}

/// What a rule's words mean; empty when they cannot be read.
pub fn meaning(text: &str) -> Meaning {
    let Some(rule) = gerne_rules::parse(text).rule else { return Meaning::default() };
    Meaning {
        canonical: rule.to_string(),
        de: gerne_rules::reading(&rule, Language::German),
        en: gerne_rules::reading(&rule, Language::English),
        broad: rule.broad,
    }
}

/// Under which name the house keeps what it says about strangers.
pub(crate) const SETTING: &str = "noticing";

/// The rules of this node, read when they are first needed.
#[derive(Debug, Default)]
pub(crate) struct Noticing {
    /// Held while all rules are read: what changes meanwhile is heard of afterwards.
    watching: Mutex<Option<Arc<Watching>>>,
    /// Held while one is read and put: of two changes the later one stays.
    changing: Mutex<()>,
}

/// All rules, ready to match.
#[derive(Debug)]
pub(crate) struct Watching {
    matcher: Matcher,
    rules: RwLock<HashMap<u64, Arc<Rule>>>,
    /// Rooms that nobody works in now. What they know of words is worth keeping.
    rooms: std::sync::Mutex<Vec<Room>>,
}

/// So many rooms are kept; more are made while more work at once.
const ROOMS: usize = 8;

/// A rule that matched, and what made it.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) rule: Arc<Rule>,
    pub(crate) marks: Vec<FlagMark>,
}

impl Watching {
    fn of(rules: Vec<Rule>) -> Self {
        let on: Vec<Rule> = rules.into_iter().filter(looks).collect();
        let parsed = on.iter().filter_map(|rule| Some((key(rule.id), parsed(rule)?)));
        let matcher = Matcher::new(parsed, Lexicon::default());
        let rules = on.into_iter().map(|rule| (key(rule.id), Arc::new(rule))).collect();
        Self { matcher, rules: RwLock::new(rules), rooms: std::sync::Mutex::default() }
    }

    /// A room to work in; [`Watching::leave`] gives it back.
    pub(crate) fn room(&self) -> Room {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Keeps a room for whoever comes next.
    pub(crate) fn leave(&self, room: Room) {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        if rooms.len() < ROOMS {
            rooms.push(room);
        }
    }

    /// Makes one index of all that changed, and wakes rules by words that are rare lately.
    fn tend(&self) {
        let mut rooms =
            std::mem::take(&mut *self.rooms.lock().unwrap_or_else(PoisonError::into_inner));
        self.matcher.tend(&mut rooms);
        for room in rooms {
            self.leave(room);
        }
    }

    /// Whether any rule asks for a field.
    pub(crate) fn asks(&self, field: Field) -> bool {
        self.matcher.asks(field)
    }

    /// Another rule counts from the next post on.
    fn put(&self, rule: Rule) {
        let id = key(rule.id);
        let wanted = looks(&rule).then(|| parsed(&rule)).flatten();
        let rules = || self.rules.write().unwrap_or_else(PoisonError::into_inner);
        // In this order: what is found can be named. The matcher is changed while others match.
        if let Some(parsed) = wanted {
            rules().insert(id, Arc::new(rule));
            self.matcher.put(id, parsed);
        } else if rules().contains_key(&id) {
            self.matcher.remove(id);
            rules().remove(&id);
        }
        if self.matcher.pending() >= MERGE {
            self.matcher.merge();
        }
    }

    /// Whether there is any rule at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.rules.read().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// The rules that match a post that came through an account, and their words.
    pub(crate) fn find(&self, account: AccountId, post: &Post<'_>, room: &mut Room) -> Vec<Hit> {
        self.matcher.find(post, room);
        let rules = self.rules.read().unwrap_or_else(PoisonError::into_inner);
        let mut found: Vec<Hit> = room
            .hits()
            .iter()
            .filter_map(|hit| {
                let rule = Arc::clone(rules.get(&hit.rule)?);
                let here = rule.said.accounts.is_empty() || rule.said.accounts.contains(&account);
                let marks = room.marks(hit).iter().map(mark).collect();
                here.then_some(Hit { rule, marks })
            })
            .collect();
        found.sort_by_key(|hit| hit.rule.id);
        found
    }

    /// The rules that an account looks for on its platform.
    pub(crate) fn watched_by(&self, account: AccountId) -> Vec<Arc<Rule>> {
        let rules = self.rules.read().unwrap_or_else(PoisonError::into_inner);
        let watched = rules.values().filter(|rule| rule.said.watches.contains(&account));
        let mut watched: Vec<Arc<Rule>> = watched.cloned().collect();
        watched.sort_by_key(|rule| rule.id);
        watched
    }
}

pub(crate) fn mark(mark: &gerne_rules::Mark) -> FlagMark {
    FlagMark { title: mark.part == Part::Title, start: mark.start, end: mark.end }
}

/// What the matcher calls a rule: the random half of its id.
fn key(id: RuleId) -> u64 {
    id.0.as_u64_pair().1
}

fn looks(rule: &Rule) -> bool {
    rule.is_on && rule.dropped_at.is_none()
}

fn parsed(rule: &Rule) -> Option<gerne_rules::Rule> {
    let parsed = gerne_rules::parse(&rule.text).rule;
    if parsed.is_none() {
        tracing::warn!(rule = %rule.id, "a rule that was kept cannot be read any more");
    }
    parsed
}

impl Caller {
    /// `NotFound` unless the rule is theirs to see: of one of their teams, or everybody's.
    pub(crate) fn sees_rule(&self, rule: Option<Rule>) -> Result<Rule, EngineError> {
        let seen = |rule: &Rule| rule.dropped_at.is_none() && self.sees_rules_of(rule.team_id);
        rule.filter(seen).ok_or(EngineError::NotFound)
    }

    /// Whether rules of a team, or of nobody, are theirs to see.
    pub(crate) fn sees_rules_of(&self, team: Option<TeamId>) -> bool {
        match (&self.scope, team) {
            (Scope::Everything, _) | (_, None) => true,
            (Scope::Of { teams, .. }, Some(team)) => teams.contains(&team),
        }
    }
}

impl Engine {
    /// All rules, ready to match.
    pub(crate) async fn watching(&self) -> Result<Arc<Watching>, EngineError> {
        let mut kept = self.inner.noticing.watching.lock().await;
        if let Some(watching) = &*kept {
            return Ok(Arc::clone(watching));
        }
        let rules = self.inner.store.read().await?.rules().await?;
        let watching = Arc::new(Watching::of(rules));
        *kept = Some(Arc::clone(&watching));
        Ok(watching)
    }

    /// A rule was changed, here or on another node.
    pub(crate) async fn hear_of_rule(&self, id: RuleId) -> Result<(), EngineError> {
        let _one = self.inner.noticing.changing.lock().await;
        // Whoever reads them for the first time may have read before this change.
        let kept = self.inner.noticing.watching.lock().await.clone();
        let Some(watching) = kept else { return Ok(()) };
        if let Some(rule) = self.inner.store.read().await?.rule(id).await? {
            watching.put(rule);
        }
        Ok(())
    }

    /// What changed since the last time becomes part of the large index, and rules are woken by the words
    /// that are rare lately. Matching goes on meanwhile.
    pub(crate) async fn tend_rules(&self) {
        let kept = self.inner.noticing.watching.lock().await.clone();
        if let Some(watching) = kept {
            let tended = tokio::task::spawn_blocking(move || watching.tend()).await;
            if let Err(error) = tended {
                tracing::warn!(error = %chain(&error), "rules could not be merged");
            }
        }
    }

    /// A rule changed, here or on another node.
    pub(crate) async fn rule_changed(&self, rule: RuleId) {
        if self.hear_of_rule(rule).await.is_err() {
            self.forget_rules().await;
        }
    }

    /// What was changed could not be heard of: everything is read again.
    pub(crate) async fn forget_rules(&self) {
        *self.inner.noticing.watching.lock().await = None;
    }

    /// What the house says about noticing strangers.
    pub async fn noticing(&self) -> Result<House, EngineError> {
        let mut db = self.inner.store.read().await?;
        Ok(db.setting(SETTING).await?.unwrap_or_default())
    }
}
