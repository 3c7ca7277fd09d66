//! Rules: written, tried, measured.

use gerne_domain::{AccountId, Action, AgentId, LabelId, RuleId, RuleSaid, TeamId};
use gerne_engine::{
    noticing::{self as trying, Trial, Watchable},
    verbs,
};

use super::prelude::*;
use crate::{
    view::{row, rule as view},
    wire::rule::{
        BackTestBody, BackTestStep, MatchedMessage, MissedQuery, NoticingSettings, PrecisionQuery,
        Rule, RuleAction, RuleBody, RuleCheck, RuleDeed, RulePrecision, RulePreview, RuleWatch,
        TrialBody, WatchLost,
    },
};

/// All rules that are yours to see.
#[utoipa::path(get, path = "/rules", tag = "rules", responses((status = 200, body = List<Rule>)))]
pub(super) async fn list_rules(State(api): State<ApiState>, who: Who) -> Answer<Json<List<Rule>>> {
    let mut items = Vec::new();
    for rule in api.engine.rules(&who.verbs()).await? {
        items.push(view::rule(&api, &who, rule).await?);
    }
    Ok(Json(List::whole(items)))
}

/// A rule.
#[utoipa::path(get, path = "/rules/{id}", tag = "rules", params(("id" = Uuid, Path)),
    responses((status = 200, body = Rule)))]
pub(super) async fn get_rule(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<Rule>> {
    let rule = api.engine.rule(&who.verbs(), RuleId(id)).await?;
    Ok(Json(view::rule(&api, &who, rule).await?))
}

/// Make a rule; it counts from the next post on.
#[utoipa::path(post, path = "/rules", tag = "rules", request_body = RuleBody,
    responses((status = 201, body = Rule)))]
pub(super) async fn make_rule(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<RuleBody>,
) -> Answer<Written<Rule>> {
    let done = api.engine.make_rule(&who.verbs(), said(body)).await?;
    Ok(Written::created(done.seq, view::rule(&api, &who, done.value).await?))
}

/// Another rule in place of this one; it counts from the next post on.
#[utoipa::path(put, path = "/rules/{id}", tag = "rules", params(("id" = Uuid, Path)),
    request_body = RuleBody, responses((status = 200, body = Rule)))]
pub(super) async fn change_rule(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<RuleBody>,
) -> Answer<Written<Rule>> {
    let done = api.engine.change_rule(&who.verbs(), RuleId(id), said(body)).await?;
    Ok(Written::ok(done.seq, view::rule(&api, &who, done.value).await?))
}

/// A rule is no more. What it found stays.
#[utoipa::path(delete, path = "/rules/{id}", tag = "rules", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn drop_rule(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.drop_rule(&who.verbs(), RuleId(id)).await?.seq))
}

/// What a rule is: what is wrong with it, what it means, what its words match. Writes nothing.
#[utoipa::path(post, path = "/rules/check", tag = "rules", request_body = TrialBody,
    responses((status = 200, body = RuleCheck)))]
pub(super) async fn check_rule(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<TrialBody>,
) -> Answer<Json<RuleCheck>> {
    let checked = api.engine.check_rule(&who.verbs(), &trial(&body)).await?;
    Ok(Json(view::check(&body.text, checked)))
}

/// How each channel would look for a rule on its platform: whether it may, what it asks for, what that
/// does not find, what it costs. Writes nothing.
#[utoipa::path(post, path = "/rules/watches", tag = "rules", request_body = TrialBody,
    responses((status = 200, body = List<RuleWatch>)))]
pub(super) async fn rule_watches(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<TrialBody>,
) -> Answer<Json<List<RuleWatch>>> {
    let found = api.engine.rule_watches(&who.verbs(), &body.text).await?;
    let wire = |one: Watchable| RuleWatch {
        account_id: one.account.0,
        every_seconds: one.watch.as_ref().ok().map(|watch| watch.every.as_secs()),
        cost_micros: one.watch.as_ref().ok().and_then(|watch| watch.cost),
        reason: one.watch.err().map(Into::into),
        queries: one.queries,
        lost: one
            .lost
            .into_iter()
            .map(|(key, part)| WatchLost { key: key.to_owned(), part })
            .collect(),
    };
    Ok(Json(List::whole(found.into_iter().map(wire).collect())))
}

/// A rule tried on what came lately. Writes nothing.
#[utoipa::path(post, path = "/rules/preview", tag = "rules", request_body = TrialBody,
    responses((status = 200, body = RulePreview)))]
pub(super) async fn preview_rule(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<TrialBody>,
) -> Answer<Json<RulePreview>> {
    let found = api.engine.preview_rule(&who.verbs(), &trial(&body)).await?;
    let matched = view::matched(&api, &who, found.matched).await?;
    let check = view::check(&body.text, found.checked);
    Ok(Json(RulePreview { check, looked_at: found.looked_at, hits: found.hits, matched }))
}

/// A rule tried over the past, one step of it: hand the answer in again as `so_far` while `next` is
/// there. Writes nothing.
#[utoipa::path(post, path = "/rules/backtest", tag = "rules", request_body = BackTestBody,
    responses((status = 200, body = BackTestStep)))]
pub(super) async fn back_test(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<BackTestBody>,
) -> Answer<Json<BackTestStep>> {
    let trial =
        Trial { text: body.text, accounts: body.accounts.into_iter().map(AccountId).collect() };
    let so_far = view::so_far(body.so_far.unwrap_or_default());
    let test = api.engine.back_test(&who.verbs(), &trial, body.days.unwrap_or(30), so_far).await?;
    let samples = if test.next.is_none() { test.samples.clone() } else { Vec::new() };
    let shown = view::matched(&api, &who, samples).await?;
    let zone = api.engine.zone().await?;
    Ok(Json(BackTestStep { test: view::back_test(test, &zone), shown }))
}

/// How well a rule notices, by what people decided.
#[utoipa::path(get, path = "/rules/{id}/precision", tag = "rules",
    params(("id" = Uuid, Path), PrecisionQuery), responses((status = 200, body = RulePrecision)))]
pub(super) async fn rule_precision(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Params(query): Params<PrecisionQuery>,
) -> Answer<Json<RulePrecision>> {
    let weeks = query.weeks.unwrap_or(12);
    let found = api.engine.rule_precision(&who.verbs(), RuleId(id), weeks).await?;
    Ok(Json(RulePrecision {
        all: view::precision(found.all),
        weeks: found.weeks.into_iter().map(view::precision).collect(),
        decays: found.decays,
    }))
}

/// What a rule did not match in conversations that somebody put a label on, lately.
#[utoipa::path(get, path = "/rules/{id}/missed", tag = "rules",
    params(("id" = Uuid, Path), MissedQuery),
    responses((status = 200, body = List<MatchedMessage>)))]
pub(super) async fn rule_missed(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Params(query): Params<MissedQuery>,
) -> Answer<Json<List<MatchedMessage>>> {
    let rule = api.engine.rule(&who.verbs(), RuleId(id)).await?;
    let missed = api.engine.missed_by(&who.verbs(), &rule, LabelId(query.label)).await?;
    let missed = missed.into_iter().map(|message| trying::Matched { message, marks: Vec::new() });
    Ok(Json(List::whole(view::matched(&api, &who, missed.collect()).await?)))
}

/// What a rule did by itself, the newest first.
#[utoipa::path(get, path = "/rules/{id}/deeds", tag = "rules", params(("id" = Uuid, Path), Page),
    responses((status = 200, body = List<RuleDeed>)))]
pub(super) async fn rule_deeds(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Params(page): Params<Page>,
) -> Answer<Json<List<RuleDeed>>> {
    let rule = api.engine.rule(&who.verbs(), RuleId(id)).await?;
    let mut db = db(&api).await?;
    let found = db.rule_deeds(rule.id, &paged(page)).await?;
    let mut ids: Vec<_> = found.items.iter().map(|deed| deed.conversation_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut seen = db.conversations(&ids).await?;
    seen.retain(|one| who.scope.sees(one.account_id, one.team_id));
    let rows = row::rows(&api, &mut db, who.agent.id, seen).await?;
    let items = found.items.into_iter().map(|deed| RuleDeed {
        id: deed.id.0,
        conversation_id: deed.conversation_id.0,
        row: rows.iter().find(|row| row.id == deed.conversation_id.0).cloned(),
        at: deed.at,
        action: view::action(deed.deed),
        dry: deed.dry,
    });
    Ok(Json(List::page(items.collect(), found.next)))
}

/// What is held about noticing strangers.
#[utoipa::path(get, path = "/settings/noticing", tag = "rules",
    responses((status = 200, body = NoticingSettings)))]
pub(super) async fn get_noticing(State(api): State<ApiState>) -> Answer<Json<NoticingSettings>> {
    Ok(Json(view::noticing(api.engine.noticing().await?)))
}

/// Say anew what is held about noticing strangers.
#[utoipa::path(put, path = "/settings/noticing", tag = "rules", request_body = NoticingSettings,
    responses((status = 200, body = NoticingSettings)))]
pub(super) async fn put_noticing(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<NoticingSettings>,
) -> Answer<Written<NoticingSettings>> {
    let said = gerne_domain::Noticing {
        strangers_days: body.strangers_days,
        fresh_hours: body.fresh_hours,
        places: body.places,
        offer_de: body.offer_de,
        offer_en: body.offer_en,
    };
    let done = api.engine.set_noticing(&who.verbs(), said).await?;
    Ok(Written::ok(done.seq, view::noticing(done.value)))
}

fn trial(body: &TrialBody) -> Trial {
    let accounts = body.accounts.iter().copied().map(AccountId).collect();
    Trial { text: body.text.clone(), accounts }
}

fn said(body: RuleBody) -> verbs::RuleBody {
    let action = |action| match action {
        RuleAction::Assign { agent, team } => {
            Action::Assign { agent: agent.map(AgentId), team: team.map(TeamId) }
        }
        RuleAction::Label { label } => Action::Label { label: LabelId(label) },
        RuleAction::Priority { priority } => Action::Priority { priority: priority.into() },
        RuleAction::Acknowledge => Action::Acknowledge,
        RuleAction::Notify { agents } => {
            Action::Notify { agents: agents.into_iter().map(AgentId).collect() }
        }
    };
    verbs::RuleBody {
        name: body.name,
        text: body.text,
        team: body.team_id.map(TeamId),
        said: RuleSaid {
            accounts: body.accounts.into_iter().map(AccountId).collect(),
            watches: body.watches.into_iter().map(AccountId).collect(),
            flags: body.flags,
            actions: body.actions.into_iter().map(action).collect(),
            waiting: body.waiting,
            dry: body.dry,
        },
        is_on: body.on,
    }
}
