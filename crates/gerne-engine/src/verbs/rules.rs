//! Rules made, changed and dropped; how well they notice.

use std::collections::BTreeSet;

use gerne_domain::{
    AccountId, Action, EventKind, Noticing, NotificationKind, Role, Rule, RuleDay, RuleId,
    RuleSaid, Scope, TeamId, Timestamp,
};
use gerne_store::Tx;
use jiff::SignedDuration;

use crate::{
    Caller, Done, Engine, EngineError,
    noticing::{self, trial::day},
};

/// Characters of a rule's name.
const NAME: usize = 80;
/// More than anybody keeps apart.
const MOST: usize = 50_000;
/// A rule does no more than this by itself.
const ACTIONS: usize = 10;

/// What a rule is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleBody {
    /// What it is called.
    pub name: String,
    /// Its words.
    pub text: String,
    /// Whose; `None`: everybody's.
    pub team: Option<TeamId>,
    /// What else it says.
    pub said: RuleSaid,
    /// It looks at what comes in.
    pub is_on: bool,
}

/// How often a rule noticed rightly, and how sure that is: bounds of 95 in 100 (Wilson).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Precision {
    /// From this day on: days since 1970-01-01, UTC.
    pub from_day: i64,
    /// How often it noticed something.
    pub found: u64,
    /// What it looks for.
    pub confirmed: u64,
    /// What it does not.
    pub dismissed: u64,
    /// `None`: nobody decided anything.
    pub share: Option<f64>,
    /// Not less than this, most likely.
    pub low: f64,
    /// Not more than this, most likely.
    pub high: f64,
}

impl Precision {
    fn of(from_day: i64, days: &[RuleDay]) -> Self {
        let sum = |of: fn(&RuleDay) -> u64| days.iter().map(of).sum::<u64>();
        let (confirmed, dismissed) = (sum(|d| d.confirmed), sum(|d| d.dismissed));
        let (low, high) = wilson(confirmed, confirmed + dismissed);
        #[expect(clippy::cast_precision_loss, reason = "a share")]
        let share =
            (confirmed + dismissed > 0).then(|| confirmed as f64 / (confirmed + dismissed) as f64);
        let found = sum(|d| d.found);
        Self { from_day, found, confirmed, dismissed, share, low, high }
    }
}

/// How well a rule notices: all in all, and by week.
#[derive(Clone, Debug, PartialEq)]
pub struct RulePrecision {
    /// All of the time that was asked for.
    pub all: Precision,
    /// Week by week, the oldest first.
    pub weeks: Vec<Precision>,
    /// The last four weeks are surely worse than what was before.
    pub decays: bool,
}

impl Engine {
    /// Rules that are theirs to see, by name.
    pub async fn rules(&self, who: &Caller) -> Result<Vec<Rule>, EngineError> {
        let all = self.inner.store.read().await?.rules().await?;
        Ok(all.into_iter().filter_map(|rule| who.sees_rule(Some(rule)).ok()).collect())
    }

    /// A rule.
    pub async fn rule(&self, who: &Caller, id: RuleId) -> Result<Rule, EngineError> {
        who.sees_rule(self.inner.store.read().await?.rule(id).await?)
    }

    /// A new rule: of a team of theirs, or as an admin everybody's. It counts from the next post on.
    ///
    /// # Errors
    /// `Invalid` with `rule.name`, `rule.broken`, `rule.action`, `rule.too_many`.
    pub async fn make_rule(&self, who: &Caller, body: RuleBody) -> Result<Done<Rule>, EngineError> {
        may_write(who, body.team)?;
        self.possible(&body)?;
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    if tx.rules().await?.len() >= MOST {
                        return Err(EngineError::invalid("rule.too_many"));
                    }
                    known(tx, &who, &body.said).await?;
                    let now = engine.now();
                    let rule = Rule {
                        id: RuleId::new(&*engine.inner.ids),
                        name: body.name.trim().to_owned(),
                        text: body.text,
                        team_id: body.team,
                        said: body.said,
                        is_on: body.is_on,
                        author_id: who.agent,
                        made_at: now,
                        changed_at: now,
                        decay_told_at: None,
                        dropped_at: None,
                    };
                    tx.insert_rule(&rule).await?;
                    engine.emit_all(tx, who.actor(), EventKind::RuleChanged { rule: rule.id });
                    Ok(rule)
                })
            })
            .await?;
        self.hear_of_rule(done.value.id).await?;
        Ok(done)
    }

    /// Another rule in place of this one. Who changes its words is its author from now on.
    ///
    /// # Errors
    /// As [`Engine::make_rule`].
    pub async fn change_rule(
        &self,
        who: &Caller,
        id: RuleId,
        body: RuleBody,
    ) -> Result<Done<Rule>, EngineError> {
        may_write(who, body.team)?;
        self.possible(&body)?;
        self.rewrite(who, id, move |engine, who, rule| {
            if rule.text != body.text {
                rule.author_id = who.agent;
                rule.decay_told_at = None;
            }
            rule.name = body.name.trim().to_owned();
            rule.text = body.text;
            rule.team_id = body.team;
            rule.said = body.said;
            rule.is_on = body.is_on;
            rule.changed_at = engine.now();
        })
        .await
    }

    /// A rule is no more. What it found stays.
    pub async fn drop_rule(&self, who: &Caller, id: RuleId) -> Result<Done<Rule>, EngineError> {
        self.rewrite(who, id, |engine, _, rule| rule.dropped_at = Some(engine.now())).await
    }

    /// How well a rule notices, over the last `weeks` weeks.
    pub async fn rule_precision(
        &self,
        who: &Caller,
        id: RuleId,
        weeks: u32,
    ) -> Result<RulePrecision, EngineError> {
        let mut db = self.inner.store.read().await?;
        let rule = who.sees_rule(db.rule(id).await?)?;
        let today = day(self.now());
        let weeks = i64::from(weeks.clamp(1, 104));
        let from = today + 1 - 7 * weeks;
        let days = db.rule_days(rule.id, from).await?;
        let week = |nth: i64| {
            let begin = from + 7 * nth;
            let of: Vec<RuleDay> =
                days.iter().filter(|d| (begin..begin + 7).contains(&d.day)).copied().collect();
            Precision::of(begin, &of)
        };
        Ok(RulePrecision {
            all: Precision::of(from, &days),
            weeks: (0..weeks).map(week).collect(),
            decays: decays(&days, today),
        })
    }

    /// Says anew what is held about noticing strangers.
    ///
    /// # Errors
    /// `Invalid` with `noticing.days`, `noticing.hours`, `noticing.places`, `noticing.offer`.
    pub async fn set_noticing(
        &self,
        who: &Caller,
        mut said: Noticing,
    ) -> Result<Done<Noticing>, EngineError> {
        who.at_least(Role::Admin)?;
        let refuse = |code: &str| Err(EngineError::invalid(code));
        if !(1..=30).contains(&said.strangers_days) {
            return refuse("noticing.days");
        }
        if !(1..=336).contains(&said.fresh_hours) {
            return refuse("noticing.hours");
        }
        let host = |place: &String| {
            let place = place.trim().trim_start_matches('@').to_lowercase();
            (!place.is_empty() && place.len() <= 253 && !place.contains(char::is_whitespace))
                .then_some(place)
        };
        let Some(places) = said.places.iter().map(host).collect::<Option<BTreeSet<_>>>() else {
            return refuse("noticing.places");
        };
        if places.len() > 1_000 {
            return refuse("noticing.places");
        }
        said.places = places.into_iter().collect();
        let fine = |text: &String| (1..=1_000).contains(&text.trim().chars().count());
        if !fine(&said.offer_de) || !fine(&said.offer_en) {
            return refuse("noticing.offer");
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                tx.put_setting(noticing::SETTING, &said, engine.now()).await?;
                engine.emit_all(tx, who.actor(), EventKind::NoticingChanged);
                Ok(said)
            })
        })
        .await
    }

    /// Tells a rule's author, once, that it finds worse than it did.
    pub(crate) async fn tell_of_decay(
        &self,
        tx: &mut Tx<'_>,
        id: RuleId,
    ) -> Result<(), EngineError> {
        let Some(mut rule) = tx.rule(id).await? else { return Ok(()) };
        let now = self.now();
        let before = now.checked_sub(SignedDuration::from_hours(24 * WORSE_DAYS));
        let told = rule.decay_told_at.zip(before.ok()).is_some_and(|(told, since)| told > since);
        if told || rule.dropped_at.is_some() {
            return Ok(());
        }
        let today = day(now);
        let days = tx.rule_days(id, today - LOOKED_BACK).await?;
        if decays(&days, today) {
            rule.decay_told_at = Some(now);
            tx.update_rule(&rule).await?;
            self.call(tx, rule.author_id, NotificationKind::RuleDecays, None, None).await?;
            self.emit_all(tx, gerne_domain::Actor::System, EventKind::RuleChanged { rule: id });
        }
        Ok(())
    }

    async fn rewrite<F>(
        &self,
        who: &Caller,
        id: RuleId,
        change: F,
    ) -> Result<Done<Rule>, EngineError>
    where
        F: FnOnce(&Engine, &Caller, &mut Rule) + Send + 'static,
    {
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    let mut rule = who.sees_rule(tx.rule(id).await?)?;
                    may_write(&who, rule.team_id)?;
                    change(&engine, &who, &mut rule);
                    known(tx, &who, &rule.said).await?;
                    tx.update_rule(&rule).await?;
                    engine.emit_all(tx, who.actor(), EventKind::RuleChanged { rule: id });
                    Ok(rule)
                })
            })
            .await?;
        self.hear_of_rule(id).await?;
        Ok(done)
    }

    fn possible(&self, body: &RuleBody) -> Result<(), EngineError> {
        let name = body.name.trim().chars().count();
        if name == 0 || name > NAME {
            return Err(EngineError::invalid("rule.name"));
        }
        let parsed = gerne_rules::parse(&body.text);
        if let Some(error) = parsed.error() {
            let values = [("problem", error.key.to_owned()), ("column", error.column.to_string())];
            return Err(EngineError::invalid_with("rule.broken", &values));
        }
        if parsed.rule.is_none() {
            return Err(EngineError::invalid("rule.broken"));
        }
        let fine = |action: &Action| match action {
            Action::Assign { agent, team } => agent.is_some() || team.is_some(),
            Action::Acknowledge => true,
            Action::Notify { agents } => !agents.is_empty() && agents.len() <= 20,
            Action::Label { .. } | Action::Priority { .. } => true,
        };
        let said = &body.said;
        if said.actions.len() > ACTIONS || !said.actions.iter().all(fine) {
            return Err(EngineError::invalid("rule.action"));
        }
        if said.waiting.is_some_and(|seconds| !(60..=90 * 24 * 3_600).contains(&seconds)) {
            return Err(EngineError::invalid("rule.waiting"));
        }
        Ok(())
    }
}

/// The days that are compared with what was before, and after which it may be told again.
const WORSE_DAYS: i64 = 28;
/// How far back is looked.
const LOOKED_BACK: i64 = 182;
/// Fewer decisions say nothing.
const ENOUGH: u64 = 10;

/// The last four weeks are surely worse than what was before.
fn decays(days: &[RuleDay], today: i64) -> bool {
    let (before, lately): (Vec<RuleDay>, Vec<RuleDay>) =
        days.iter().partition(|d| d.day <= today - WORSE_DAYS);
    let (before, lately) = (Precision::of(0, &before), Precision::of(0, &lately));
    let enough = |p: &Precision| p.confirmed + p.dismissed >= ENOUGH;
    enough(&before) && enough(&lately) && lately.high < before.low
}

/// Bounds between which a share lies in 95 of 100 cases.
fn wilson(of: u64, all: u64) -> (f64, f64) {
    const Z: f64 = 1.96;
    if all == 0 {
        return (0.0, 1.0);
    }
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    let (of, n) = (of as f64, all as f64);
    let share = of / n;
    let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let inner = share * (1.0 - share) / n + Z * Z / (4.0 * n * n);
    let half = Z / (1.0 + Z * Z / n) * inner.sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// Leads write rules of their teams, admins all.
fn may_write(who: &Caller, team: Option<TeamId>) -> Result<(), EngineError> {
    who.at_least(Role::Lead)?;
    match (&who.scope, team) {
        (Scope::Everything, _) => Ok(()),
        (Scope::Of { teams, .. }, Some(team)) if teams.contains(&team) => Ok(()),
        _ => Err(EngineError::Forbidden),
    }
}

/// What a rule names is there, and theirs to see.
async fn known(tx: &mut Tx<'_>, who: &Caller, said: &RuleSaid) -> Result<(), EngineError> {
    let accounts: BTreeSet<AccountId> = tx.accounts().await?.into_iter().map(|a| a.id).collect();
    let named = said.accounts.iter().chain(&said.watches);
    for id in named {
        if !accounts.contains(id) || !who.scope.sees(*id, None) {
            return Err(EngineError::invalid("rule.account"));
        }
    }
    for action in &said.actions {
        let there = match action {
            Action::Label { label } => tx.label(*label).await?.is_some(),
            Action::Assign { agent, .. } => match agent {
                Some(agent) => tx.agent(*agent).await?.is_some(),
                None => true,
            },
            Action::Notify { agents } => {
                let mut all = true;
                for agent in agents {
                    all &= tx.agent(*agent).await?.is_some();
                }
                all
            }
            Action::Priority { .. } | Action::Acknowledge => true,
        };
        if !there {
            return Err(EngineError::invalid("rule.action"));
        }
    }
    Ok(())
}

/// When it is that something found is no longer looked at.
pub(crate) fn hours_before(now: Timestamp, hours: u32) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(hours.into())).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_decisions_are_unsure() {
        let (low, high) = wilson(9, 10);
        assert!(low > 0.59 && low < 0.61 && high > 0.98, "{low} {high}");
        let (low, high) = wilson(900, 1_000);
        assert!(low > 0.87 && high < 0.92, "{low} {high}");
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }

    #[test]
    fn worse_is_told_when_it_is_sure() {
        let day = |day, confirmed, dismissed| RuleDay { day, found: 0, confirmed, dismissed };
        let good = day(100, 40, 2);
        assert!(!decays(&[good, day(200, 5, 3)], 201), "too few to tell");
        assert!(decays(&[good, day(200, 6, 14)], 201));
        assert!(!decays(&[good, day(200, 18, 2)], 201));
    }
}
