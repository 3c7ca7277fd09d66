//! Figures: as JSON, as CSV, and the conversations behind them.

mod behind;
mod csv;
mod definitions;
mod saved;

use std::collections::BTreeMap;

pub(super) use behind::{__path_get_behind, get_behind};
use gerne_domain::{AccountId, LabelId, Priority as Urgency, RuleId, TeamId};
use gerne_engine::reports::{self, Asked, COLUMNS, Figures as Counted, Key, Least, Only};
use jiff::civil::Date;
pub(super) use saved::{
    __path_change_report, __path_drop_report, __path_list_reports, __path_save_report,
    change_report, drop_report, list_reports, save_report,
};

use super::prelude::*;
use crate::wire::report::{
    By, Definition, Figure, Figures, Ground, GroundBody, Metric, Part, Share, Spread,
};
use crate::wire::words::Priority;

/// What is asked.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// About what.
    pub metric: Metric,
    /// The first day: `2026-11-01`.
    pub from: String,
    /// The day after the last. Today is not over and never in it.
    pub until: String,
    /// Came in through this account.
    pub account: Option<Uuid>,
    /// Given to this team.
    pub team: Option<Uuid>,
    /// With this label.
    pub label: Option<Uuid>,
    /// This rule had noticed something in it by then.
    pub rule: Option<Uuid>,
    /// As urgent.
    pub priority: Option<Priority>,
    /// The customer's language is this.
    pub language: Option<String>,
    /// Written at this hour, 0 to 23.
    pub hour: Option<u8>,
    /// Written on this weekday, Monday is 1.
    pub weekday: Option<u8>,
    /// Told apart by this.
    pub by: Option<By>,
    /// Compared with the range before, of the same length.
    #[serde(default)]
    pub compare: bool,
    /// One's own alone.
    #[serde(default)]
    pub mine: bool,
}

/// Figures.
#[utoipa::path(get, path = "/reports/figures", tag = "time", params(Question),
    responses((status = 200, body = Figures)))]
pub(super) async fn get_figures(
    State(api): State<ApiState>,
    who: Who,
    Params(question): Params<Question>,
) -> Answer<Json<Figures>> {
    Ok(Json(figures(&api, &who, &question).await?))
}

/// The same as CSV, in the language of whoever asks; its days are those of the house's time zone.
#[utoipa::path(get, path = "/reports/figures.csv", tag = "time", params(Question),
    responses((status = 200, content_type = "text/csv", body = String)))]
pub(super) async fn get_csv(
    State(api): State<ApiState>,
    who: Who,
    Params(question): Params<Question>,
) -> Answer<Response> {
    let figures = figures(&api, &who, &question).await?;
    let name = format!(
        "attachment; filename=\"{}_{}_{}.csv\"",
        csv::word(figures.metric),
        figures.from,
        figures.until
    );
    let heads = [
        (http::header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (http::header::CONTENT_DISPOSITION, name),
    ];
    Ok((heads, csv::write(&figures, csv::Speaks::of(&who.agent.language))).into_response())
}

/// What each figure says.
#[utoipa::path(get, path = "/reports/definitions", tag = "time",
    responses((status = 200, body = List<Definition>)))]
pub(super) async fn list_definitions() -> Json<List<Definition>> {
    Json(List::whole(definitions::all()))
}

/// On what ground figures may rest on few people.
#[utoipa::path(get, path = "/settings/figures", tag = "time",
    responses((status = 200, body = Ground)))]
pub(super) async fn get_ground(State(api): State<ApiState>) -> Answer<Json<Ground>> {
    Ok(Json(ground(&api).await?))
}

/// State the legal ground, or take it back.
#[utoipa::path(put, path = "/settings/figures", tag = "time", request_body = GroundBody,
    responses((status = 200, body = Ground)))]
pub(super) async fn put_ground(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<GroundBody>,
) -> Answer<Written<Ground>> {
    let done = api.engine.set_figures_ground(&who.verbs(), body.ground).await?;
    Ok(Written::ok(done.seq, ground(&api).await?))
}

async fn ground(api: &ApiState) -> Answer<Ground> {
    let found = api.engine.figures_ground().await?;
    Ok(Ground {
        by: found.as_ref().map(|found| found.agent_id.0),
        at: found.as_ref().map(|found| found.at),
        ground: found.map(|found| found.ground),
    })
}

async fn figures(api: &ApiState, who: &Who, question: &Question) -> Answer<Figures> {
    let asked = asked(question)?;
    let caller = who.verbs();
    let now = api.engine.figures(&caller, &asked).await?;
    let before = if question.compare {
        let days = asked.until.since(asked.from).map_err(|_| range())?;
        let from = asked.from.checked_sub(days).map_err(|_| range())?;
        let before = Asked { from, until: asked.from, ..asked.clone() };
        api.engine.figures(&caller, &before).await?
    } else {
        Counted::default()
    };
    let zone = api.engine.zone().await?;
    let least = now.least.unwrap_or(Least::FIVE);
    let names = names(api, question.by, now.parts.keys()).await?;
    let part = |(key, figure): (Key, reports::Figure)| Part {
        before: before.parts.get(&key).map(wire),
        figure: wire(&figure),
        name: names.get(&key).cloned(),
        key: text(&key),
    };
    Ok(Figures {
        metric: question.metric,
        from: asked.from.to_string(),
        until: asked.until.to_string(),
        zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        all: now.all.as_ref().map(wire),
        before: before.all.as_ref().map(wire),
        parts: now.parts.into_iter().map(part).collect(),
        columns: COLUMNS.iter().copied().filter(|end| *end != u32::MAX).collect(),
        least_cases: least.cases,
        least_people: least.people,
    })
}

/// What accounts, teams, labels and rules are called; accounts and rules also that are no more.
async fn names(
    api: &ApiState,
    by: Option<By>,
    keys: impl Iterator<Item = &Key>,
) -> Answer<BTreeMap<Key, String>> {
    let mut db = db(api).await?;
    let all: Vec<(Uuid, String)> = match by {
        Some(By::Account) => {
            db.accounts_ever().await?.into_iter().map(|a| (a.id.0, a.handle)).collect()
        }
        Some(By::Team) => db.teams().await?.into_iter().map(|t| (t.id.0, t.name)).collect(),
        Some(By::Label) => db.labels().await?.into_iter().map(|l| (l.id.0, l.name)).collect(),
        Some(By::Rule) => {
            let mut rules = Vec::new();
            for key in keys {
                if let Key::Id(id) = key
                    && let Some(rule) = db.rule(RuleId(*id)).await?
                {
                    rules.push((*id, rule.name));
                }
            }
            rules
        }
        _ => Vec::new(),
    };
    Ok(all.into_iter().map(|(id, name)| (Key::Id(id), name)).collect())
}

fn range() -> Problem {
    Problem::impossible("report.range")
}

fn asked(question: &Question) -> Answer<Asked> {
    let date = |text: &str, field| {
        text.parse::<Date>().map_err(|_| Problem::value(field, "expected a day, like 2026-11-24"))
    };
    let q = question;
    let only = [
        q.account.map(|id| Only::Account(AccountId(id))),
        q.team.map(|id| Only::Team(TeamId(id))),
        q.label.map(|id| Only::Label(LabelId(id))),
        q.rule.map(|id| Only::Rule(RuleId(id))),
        q.priority.map(|priority| Only::Priority(Urgency::from(priority))),
        q.language.clone().map(Only::Language),
        q.hour.map(Only::Hour),
        q.weekday.map(Only::Weekday),
    ];
    Ok(Asked {
        metric: match q.metric {
            Metric::FirstResponse => reports::Metric::FirstResponse,
            Metric::NextResponse => reports::Metric::NextResponse,
            Metric::Waiting => reports::Metric::Waiting,
            Metric::FirstResolution => reports::Metric::FirstResolution,
            Metric::FullResolution => reports::Metric::FullResolution,
            Metric::Reopened => reports::Metric::Reopened,
            Metric::NoAnswer => reports::Metric::NoAnswer,
            Metric::PromisesMade => reports::Metric::PromisesMade,
            Metric::Promises => reports::Metric::Promises,
            Metric::AskedAgain => reports::Metric::AskedAgain,
            Metric::Approaches => reports::Metric::Approaches,
        },
        from: date(&q.from, "from")?,
        until: date(&q.until, "until")?,
        only: only.into_iter().flatten().collect(),
        by: q.by.map(|by| match by {
            By::Account => reports::By::Account,
            By::Team => reports::By::Team,
            By::Label => reports::By::Label,
            By::Rule => reports::By::Rule,
            By::Priority => reports::By::Priority,
            By::Language => reports::By::Language,
            By::Hour => reports::By::Hour,
            By::Weekday => reports::By::Weekday,
            By::Day => reports::By::Day,
            By::Week => reports::By::Week,
            By::Month => reports::By::Month,
        }),
        mine: q.mine,
    })
}

fn wire(figure: &reports::Figure) -> Figure {
    let [elapsed_written, elapsed_received, open_written, open_received] =
        std::array::from_fn(|n| {
            let spread = figure.spreads.get(n).copied().unwrap_or_default();
            Spread {
                median: spread.median,
                p90: spread.p90,
                p99: spread.p99,
                mean: spread.mean,
                distribution: figure.columns.get(n).map(|all| all.to_vec()).unwrap_or_default(),
            }
        });
    let lag = Spread {
        median: figure.lag.median,
        p90: figure.lag.p90,
        p99: figure.lag.p99,
        mean: figure.lag.mean,
        distribution: Vec::new(),
    };
    let share = |(n, of): (usize, usize)| Share { n, of };
    Figure {
        n: figure.n,
        elapsed_written,
        elapsed_received,
        open_written,
        open_received,
        within_target: share(figure.within),
        still_waiting: figure.late,
        in_public: share(figure.in_public),
        reopened: share(figure.reopened),
        lag,
        outcomes: figure.outcomes.clone(),
        asked_again: figure.asked_again,
        left_out: figure.left_out.clone(),
        first_day: figure.days.map(|(first, _)| day(first)),
        last_day: figure.days.map(|(_, last)| day(last)),
    }
}

fn text(key: &Key) -> String {
    match key {
        Key::Id(id) => id.to_string(),
        Key::Word(word) => word.clone(),
        Key::Number(number) => number.to_string(),
        Key::Day(days) => day(*days),
    }
}

fn day(days: i32) -> String {
    let epoch = jiff::civil::date(1970, 1, 1);
    let date = epoch.checked_add(jiff::ToSpan::days(i64::from(days)));
    date.map(|date| date.to_string()).unwrap_or_default()
}
