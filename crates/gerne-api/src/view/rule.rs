//! Rules and flags as JSON.

use std::collections::BTreeMap;

use gerne_domain::{Action, FlagMark, MessageId, RuleId, Scope};
use gerne_engine::{
    noticing::{self as trying, BackTest as Test, Checked, Matched},
    verbs::{self, Flagged, MayApproach},
};
use gerne_store::Reader;
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use serde_json::Map;
use uuid::Uuid;

use super::{entry, known::units};
use crate::{
    caller::Who,
    problem::{Answer, Problem},
    state::Parts,
    wire::{
        entry::Entry,
        flag::{Approach, Flag, FlagAuthor, FlagRule, Tone, ToneCause, ToneWord},
        rule::{
            BackTest, DayHits, MatchedMessage, NoticingSettings, Precision, Rule, RuleAction,
            RuleBody, RuleCheck, RuleFix, RuleOverlap, RuleProblem, RuleWord, TestSample, TextMark,
            WordForm,
        },
    },
};

/// How well a rule notices is said over so many weeks where it is listed.
const LATELY: u32 = 4;

/// A rule.
pub(crate) async fn rule(api: &Parts, who: &Who, of: gerne_domain::Rule) -> Answer<Rule> {
    let verbs = who.verbs();
    let lately = api.engine.rule_precision(&verbs, of.id, LATELY).await?.all;
    let parsed = gerne_engine::noticing::meaning(&of.text);
    let yours = who.agent.role >= gerne_domain::Role::Lead
        && match (&who.scope, of.team_id) {
            (Scope::Everything, _) => true,
            (Scope::Of { teams, .. }, Some(team)) => teams.contains(&team),
            _ => false,
        };
    let said = of.said;
    Ok(Rule {
        id: of.id.0,
        said: RuleBody {
            name: of.name,
            text: of.text,
            team_id: of.team_id.map(|id| id.0),
            accounts: said.accounts.into_iter().map(|id| id.0).collect(),
            watches: said.watches.into_iter().map(|id| id.0).collect(),
            flags: said.flags,
            actions: said.actions.into_iter().map(action).collect(),
            waiting: said.waiting,
            dry: said.dry,
            on: of.is_on,
        },
        canonical: parsed.canonical,
        reading_de: parsed.de,
        reading_en: parsed.en,
        broad: parsed.broad,
        author_id: of.author_id.0,
        made_at: of.made_at,
        changed_at: of.changed_at,
        lately: precision(lately),
        yours,
    })
}

/// What a rule does.
pub(crate) fn action(of: Action) -> RuleAction {
    match of {
        Action::Assign { agent, team } => {
            RuleAction::Assign { agent: agent.map(|id| id.0), team: team.map(|id| id.0) }
        }
        Action::Label { label } => RuleAction::Label { label: label.0 },
        Action::Priority { priority } => RuleAction::Priority { priority: priority.into() },
        Action::Acknowledge => RuleAction::Acknowledge,
        Action::Notify { agents } => {
            RuleAction::Notify { agents: agents.into_iter().map(|id| id.0).collect() }
        }
    }
}

/// What a rule is.
pub(crate) fn check(text: &str, of: Checked) -> RuleCheck {
    let problems = of.problems.into_iter().map(|broken| {
        let error = broken.is_error();
        let problem = broken.problem;
        let at = units(text, &problem.at).unwrap_or_default();
        let fix = problem.fix.zip(broken.fix).zip(broken.fixed).map(|((fix, (de, en)), fixed)| {
            let at = units(text, &fix.at).unwrap_or_default();
            RuleFix { start: at.start, end: at.end, with: fix.with, de, en, text: fixed }
        });
        let values =
            problem.values.into_iter().map(|(name, value)| (name.to_owned(), value.into()));
        RuleProblem {
            code: problem.key.to_owned(),
            error,
            start: at.start,
            end: at.end,
            column: problem.column,
            values: values.collect(),
            de: broken.de,
            en: broken.en,
            fix,
        }
    });
    let words = of.words.into_iter().map(|one| RuleWord {
        word: one.word,
        forms: one.matches.into_iter().map(|(word, count)| WordForm { word, count }).collect(),
        total: one.total,
    });
    RuleCheck {
        ok: of.reads,
        problems: problems.collect(),
        canonical: of.canonical,
        reading_de: of.reading.0,
        reading_en: of.reading.1,
        broad: of.broad,
        words: words.collect(),
    }
}

/// Matched messages with their entries.
pub(crate) async fn matched(
    api: &Parts,
    who: &Who,
    found: Vec<Matched>,
) -> Answer<Vec<MatchedMessage>> {
    let mut db = api.store.read().await?;
    let ids: Vec<MessageId> = found.iter().map(|one| one.message).collect();
    let entries = entry::of_messages(api, &mut db, &who.scope, &ids).await?;
    let mut entries: BTreeMap<Uuid, Entry> = entries
        .into_iter()
        .filter_map(|entry| match &entry {
            Entry::Message(message) => Some((message.id, entry)),
            _ => None,
        })
        .collect();
    let shown = found.into_iter().map(|one| {
        let entry = entries.remove(&one.message.0);
        let (text, title) = match &entry {
            Some(Entry::Message(m)) => (m.text.as_str(), m.subject.as_deref().unwrap_or_default()),
            _ => ("", ""),
        };
        let marks = marks(text, title, &one.marks);
        MatchedMessage { message_id: one.message.0, marks, entry }
    });
    Ok(shown.collect())
}

/// Places in UTF-16 units; those that lie outside of the text as it is now are left out.
fn marks(text: &str, title: &str, of: &[FlagMark]) -> Vec<TextMark> {
    let place = |mark: &FlagMark| {
        let within = if mark.title { title } else { text };
        let (start, end) = (usize::try_from(mark.start).ok()?, usize::try_from(mark.end).ok()?);
        let at = units(within, &(start..end))?;
        Some(TextMark { title: mark.title, start: at.start, end: at.end })
    };
    of.iter().filter_map(place).collect()
}

/// A trial over the past; its places stay in bytes until it is shown.
pub(crate) fn back_test(of: Test, zone: &TimeZone) -> BackTest {
    let (share, broad) = (of.share(), of.is_broad());
    let per_day = of.per_day(zone);
    BackTest {
        from: of.from,
        until: of.until,
        looked_at: of.looked_at,
        hits: of.hits,
        per_day,
        share,
        broad,
        days: of
            .days
            .iter()
            .map(|d| DayHits { day: date(d.day), looked_at: d.looked_at, hits: d.hits })
            .collect(),
        samples: of
            .samples
            .into_iter()
            .map(|one| TestSample {
                message_id: one.message.0,
                marks: one
                    .marks
                    .into_iter()
                    .map(|m| TextMark { title: m.title, start: m.start, end: m.end })
                    .collect(),
            })
            .collect(),
        overlap: of
            .overlap
            .into_iter()
            .map(|one| RuleOverlap { rule_id: one.rule.0, name: one.name, both: one.both })
            .collect(),
        next: of.next,
        progress: of.progress,
    }
}

/// A trial as it was handed out.
pub(crate) fn so_far(of: BackTest) -> Test {
    Test {
        from: of.from,
        until: of.until,
        looked_at: of.looked_at,
        hits: of.hits,
        days: of
            .days
            .iter()
            .map(|d| trying::DayCount { day: number(d.day), looked_at: d.looked_at, hits: d.hits })
            .collect(),
        samples: of
            .samples
            .into_iter()
            .map(|one| Matched {
                message: MessageId(one.message_id),
                marks: one
                    .marks
                    .into_iter()
                    .map(|m| FlagMark { title: m.title, start: m.start, end: m.end })
                    .collect(),
            })
            .collect(),
        overlap: of
            .overlap
            .into_iter()
            .map(|one| trying::Overlap {
                rule: RuleId(one.rule_id),
                name: one.name,
                both: one.both,
            })
            .collect(),
        next: of.next,
        progress: of.progress,
    }
}

/// How often a rule noticed rightly.
pub(crate) fn precision(of: verbs::Precision) -> Precision {
    Precision {
        from: date(of.from_day),
        found: of.found,
        confirmed: of.confirmed,
        dismissed: of.dismissed,
        share: of.share,
        low: of.low,
        high: of.high,
    }
}

/// What is held about noticing strangers.
pub(crate) fn noticing(of: gerne_domain::Noticing) -> NoticingSettings {
    NoticingSettings {
        strangers_days: of.strangers_days,
        fresh_hours: of.fresh_hours,
        places: of.places,
        offer_de: of.offer_de,
        offer_en: of.offer_en,
    }
}

const EPOCH: Date = Date::constant(1970, 1, 1);

fn date(day: i64) -> Date {
    EPOCH.checked_add(day.days()).unwrap_or(EPOCH)
}

fn number(date: Date) -> i64 {
    EPOCH.until(date).map_or(0, |span| span.get_days().into())
}

/// Flags, with the names of their rules.
pub(crate) async fn flags(api: &Parts, found: Vec<Flagged>) -> Answer<Vec<Flag>> {
    let mut db = api.store.read().await?;
    let house = api.engine.noticing().await?;
    let mut shown = Vec::with_capacity(found.len());
    for flagged in found {
        let away =
            if flagged.flag.queued { api.engine.stays_away(&house, &flagged).await? } else { None };
        let away = MayApproach { may: away.is_none(), reason: away, there: false };
        shown.push(flag(api, &mut db, flagged, away).await?);
    }
    Ok(shown)
}

/// A flag.
pub(crate) async fn flag(
    api: &Parts,
    db: &mut Reader,
    of: Flagged,
    away: MayApproach,
) -> Answer<Flag> {
    let (text, subject, language, url, author) = match (&of.flag.post, &of.message) {
        (Some(post), _) => {
            let m = &post.message;
            let author = FlagAuthor {
                name: m.author.name.clone(),
                handle: m.author.handle.clone(),
                profile_url: m.author.profile_url.clone(),
                followers: post.followers,
            };
            (m.text.clone(), m.subject.clone(), m.language.clone(), m.url.clone(), author)
        }
        (None, Some(m)) => {
            let known = match m.identity_id {
                Some(id) => db.identity(id).await?,
                None => None,
            };
            let author = FlagAuthor {
                name: known.as_ref().map(|i| i.name.clone()).unwrap_or_default(),
                handle: known.as_ref().map(|i| i.handle.clone()).unwrap_or_default(),
                profile_url: known.and_then(|i| i.profile_url),
                followers: None,
            };
            (m.text.clone(), m.subject.clone(), m.language.clone(), m.url.clone(), author)
        }
        (None, None) => return Err(Problem::not_found()),
    };
    let mut rules = Vec::with_capacity(of.hits.len());
    for hit in &of.hits {
        let name = db.rule(hit.rule_id).await?.map(|rule| rule.name).unwrap_or_default();
        let marks = marks(&text, subject.as_deref().unwrap_or_default(), &hit.marks);
        rules.push(FlagRule { id: hit.rule_id.0, name, marks });
    }
    let tone = api.engine.tone_of(&text, language.as_deref(), of.flag.message_id).await?;
    Ok(Flag {
        id: of.flag.id.0,
        state: of.flag.state.into(),
        queued: of.flag.queued,
        account_id: of.flag.account_id.0,
        platform: of.flag.platform.0,
        conversation_id: of.message.as_ref().and_then(|m| m.conversation_id).map(|id| id.0),
        message_id: of.flag.message_id.map(|id| id.0),
        author,
        tone: self::tone(&text, tone),
        subject,
        text,
        language,
        url,
        at: of.flag.published_at,
        found_at: of.flag.found_at,
        rules,
        approach: approach(away),
        reason: of.flag.reason.map(Into::into),
        decided_at: of.flag.decided_at,
    })
}

/// Whether somebody may be approached.
pub(crate) fn approach(of: MayApproach) -> Approach {
    let values: Map<_, _> = of
        .reason
        .iter()
        .flat_map(|reason| reason.values.iter())
        .map(|(name, value)| (name.clone(), value.clone().into()))
        .collect();
    Approach { may: of.may, code: of.reason.map(|reason| reason.key), values, there: of.there }
}

/// What was read of a text.
pub(crate) fn tone(text: &str, of: gerne_domain::ToneRead) -> Tone {
    let place = |start: u32, end: u32| {
        let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
        units(text, &(start..end))
    };
    let cause = |one: gerne_domain::ToneCause| {
        let at = place(one.start, one.end)?;
        Some(ToneCause { cause: one.cause, points: one.points, start: at.start, end: at.end })
    };
    let words = of.said.words.iter().filter_map(|word| {
        let at = place(word.start, word.end)?;
        Some(ToneWord { start: at.start, end: at.end, weight: word.weight })
    });
    Tone {
        class: of.class.into(),
        complaint: f32::from(of.complaint) / 1_000.0,
        words: words.collect(),
        urgency: of.urgency,
        causes: of.said.causes.into_iter().filter_map(cause).collect(),
        worries: of.said.worries.into_iter().filter_map(cause).collect(),
        alike: of.said.alike,
        corrected: of.corrected.map(Into::into),
    }
}
