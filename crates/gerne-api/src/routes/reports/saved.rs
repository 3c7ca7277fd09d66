//! Reports that are asked for again and again.

use gerne_domain::TeamId;
use gerne_engine::verbs::ReportChange;
use jiff::{ToSpan, civil::Date};

use super::{Question, asked};
use crate::{
    routes::prelude::*,
    wire::report::{NewSavedReport, Range, SavedQuestion, SavedReport, SavedReportBody},
};

/// One's own, and those of one's teams.
#[utoipa::path(get, path = "/reports/saved", tag = "time",
    responses((status = 200, body = List<SavedReport>)))]
pub(in crate::routes) async fn list_reports(
    State(api): State<ApiState>,
    who: Who,
) -> Answer<Json<List<SavedReport>>> {
    let today = today(&api).await?;
    let found = api.engine.saved_reports(&who.verbs()).await?.into_iter();
    Ok(Json(List::whole(found.filter_map(|report| wire(&who, today, report)).collect())))
}

/// Keep a question.
#[utoipa::path(post, path = "/reports/saved", tag = "time", request_body = NewSavedReport,
    responses((status = 201, body = SavedReport)))]
pub(in crate::routes) async fn save_report(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<NewSavedReport>,
) -> Answer<Written<SavedReport>> {
    let today = today(&api).await?;
    let question = checked(&api, today, &body.question)?;
    let team = body.team_id.map(TeamId);
    let done = api.engine.save_report(&who.verbs(), team, &body.name, question).await?;
    let report = wire(&who, today, done.value).ok_or_else(Problem::not_found)?;
    Ok(Written::created(done.seq, report))
}

/// Change one: who made it, for a team's its leads too.
#[utoipa::path(patch, path = "/reports/saved/{id}", tag = "time", params(("id" = Uuid, Path)),
    request_body = SavedReportBody, responses((status = 200, body = SavedReport)))]
pub(in crate::routes) async fn change_report(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<SavedReportBody>,
) -> Answer<Written<SavedReport>> {
    let today = today(&api).await?;
    let question = body.question.map(|question| checked(&api, today, &question)).transpose()?;
    let team = body.team_id.map(|team| team.map(TeamId));
    let change = ReportChange { team, name: body.name, question };
    let done = api.engine.change_report(&who.verbs(), id, change).await?;
    let report = wire(&who, today, done.value).ok_or_else(Problem::not_found)?;
    Ok(Written::ok(done.seq, report))
}

/// Drop one: who made it, for a team's its leads too.
#[utoipa::path(delete, path = "/reports/saved/{id}", tag = "time", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(in crate::routes) async fn drop_report(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.drop_report(&who.verbs(), id).await?.seq))
}

async fn today(api: &ApiState) -> Answer<Date> {
    Ok(api.now().to_zoned(api.engine.zone().await?).date())
}

/// A question that may be asked, as it is kept.
fn checked(api: &ApiState, today: Date, question: &SavedQuestion) -> Answer<String> {
    let under = |problem: Problem| problem.under("question");
    let range = range(today, question).ok_or_else(super::range).map_err(under)?;
    let asked = asked(&plain(question, range)).map_err(under)?;
    api.engine.may_be_asked(&asked).map_err(|error| under(error.into()))?;
    serde_json::to_string(question).map_err(|_| Problem::field("question", "invalid.value"))
}

/// What is asked today.
fn range(today: Date, question: &SavedQuestion) -> Option<(Date, Date)> {
    let ago = |days: i64| today.checked_sub(days.days()).ok();
    let month = today.first_of_month();
    let given = |day: &Option<String>| day.as_ref()?.parse::<Date>().ok();
    Some(match question.range {
        Range::Last7Days => (ago(7)?, today),
        Range::Last28Days => (ago(28)?, today),
        Range::Last90Days => (ago(90)?, today),
        Range::Last365Days => (ago(365)?, today),
        // On the first of a month nothing of it is over yet.
        Range::ThisMonth => (month, today.max(month.checked_add(1.day()).ok()?)),
        Range::LastMonth => (month.checked_sub(1.month()).ok()?, month),
        Range::Fixed => (given(&question.from)?, given(&question.until)?),
    })
}

fn plain(question: &SavedQuestion, (from, until): (Date, Date)) -> Question {
    let q = question.clone();
    Question {
        metric: q.metric,
        from: from.to_string(),
        until: until.to_string(),
        account: q.account,
        team: q.team,
        label: q.label,
        rule: q.rule,
        priority: q.priority,
        language: q.language,
        hour: q.hour,
        weekday: q.weekday,
        by: q.by,
        compare: q.compare,
        mine: q.mine,
    }
}

/// `None`: it cannot be read any more.
fn wire(who: &Who, today: Date, report: gerne_store::SavedReport) -> Option<SavedReport> {
    let question: SavedQuestion = serde_json::from_str(&report.question).ok()?;
    let (from, until) = range(today, &question)?;
    Some(SavedReport {
        id: report.id,
        name: report.name,
        team_id: report.team_id.map(|id| id.0),
        mine: report.agent_id == who.agent.id,
        question,
        from: from.to_string(),
        until: until.to_string(),
        changed_at: report.changed_at,
    })
}
