//! Accounts and platforms.

use std::collections::BTreeMap;

use gerne_connector::{Callback, Form};
use gerne_domain::time::before;
use gerne_domain::{Account, AccountId, ExternalId, TeamId};
use gerne_engine::verbs::{AccountChange, ConnectionEnd, ConnectionStep};
use http::{StatusCode, header};

use super::prelude::*;
use crate::{
    view,
    wire::account::{
        AccountBody, AccountInfo, AccountSettingsBody, Check, Checked, ChoicesInfo, ChooseBody,
        ConnectBody, ConnectStep, Going, PlatformInfo,
    },
};

/// Which platforms can be connected, and how.
#[utoipa::path(get, path = "/platforms", tag = "accounts",
    responses((status = 200, body = List<PlatformInfo>)))]
pub(super) async fn list_platforms(
    State(api): State<ApiState>,
    _who: Who,
) -> Answer<Json<List<PlatformInfo>>> {
    let platforms = api.engine.registry().profiles().map(PlatformInfo::from);
    Ok(Json(List::whole(platforms.collect())))
}

/// The accounts that one's teams answer for.
#[utoipa::path(get, path = "/accounts", tag = "accounts",
    responses((status = 200, body = List<AccountInfo>)))]
pub(super) async fn list_accounts(
    State(api): State<ApiState>,
    who: Who,
) -> Answer<Json<List<AccountInfo>>> {
    let accounts = db(&api).await?.accounts().await?.into_iter();
    let mine = accounts.filter(|account| who.scope.sees(account.id, None));
    Ok(Json(List::whole(view::account::infos(&api, mine).await?)))
}

/// Connect an account: either done, or the address to send the browser to.
#[utoipa::path(post, path = "/accounts/connect", tag = "accounts", request_body = ConnectBody,
    responses((status = 200, body = ConnectStep)))]
pub(super) async fn connect_account(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<ConnectBody>,
) -> Answer<Written<ConnectStep>> {
    let back = api.config.link("api/v1/accounts/callback");
    let back = url::Url::parse(&back).map_err(|_| Problem::unavailable())?;
    let form = Form(body.form);
    let (caller, again) = (who.verbs(), body.again.map(AccountId));
    let step = api.engine.connect_again(Some(&caller), again, &body.platform, &form, &back).await?;
    match step {
        ConnectionStep::Browser { url } => {
            Ok(Written::ok(api.head(), ConnectStep::Browser { url: url.into() }))
        }
        ConnectionStep::Done(connection) => {
            let account = Box::new(info(&api, connection.account).await?);
            let proof = connection.proof.into_iter().map(Into::into).collect();
            Ok(Written::ok(connection.seq, ConnectStep::Done { account, proof }))
        }
    }
}

/// Where the browser comes back to from the platform; leads on to the console's settings.
#[utoipa::path(get, path = "/accounts/callback", tag = "accounts",
    params(("state" = String, Query), ("code" = Option<String>, Query)),
    responses((status = 303)))]
pub(super) async fn connect_callback(
    State(api): State<ApiState>,
    _who: Who,
    Params(query): Params<BTreeMap<String, String>>,
) -> Answer<Response> {
    let query = match api.engine.connect_finish_or_ask(&Callback(query)).await {
        Ok(ConnectionEnd::Done(connection)) => format!("connected={}", connection.account),
        Ok(ConnectionEnd::Choose(mark)) => {
            let mark: String = url::form_urlencoded::byte_serialize(mark.as_bytes()).collect();
            format!("choose={mark}")
        }
        Err(error) => {
            let problem = Problem::from(error);
            let code: String =
                url::form_urlencoded::byte_serialize(problem.code.as_bytes()).collect();
            format!("problem={code}")
        }
    };
    let there = format!("/app/settings/channels?{query}");
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, there)]).into_response())
}

/// The accounts that a login gave, to choose from.
#[utoipa::path(get, path = "/accounts/choices", tag = "accounts",
    params(("mark" = Option<String>, Query)), responses((status = 200, body = ChoicesInfo)))]
pub(super) async fn list_choices(
    State(api): State<ApiState>,
    who: Who,
    Params(query): Params<BTreeMap<String, String>>,
) -> Answer<Json<ChoicesInfo>> {
    let mark = query.get("mark").map(String::as_str).unwrap_or_default();
    let found = api.engine.choices(&who.verbs(), mark).await?;
    let accounts = db(&api).await?.accounts().await?;
    Ok(Json(view::account::choices(&api, found, &accounts)))
}

/// Connect some of the accounts that a login gave.
#[utoipa::path(post, path = "/accounts/choices", tag = "accounts", request_body = ChooseBody,
    responses((status = 200, body = List<AccountInfo>)))]
pub(super) async fn choose_accounts(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<ChooseBody>,
) -> Answer<Written<List<AccountInfo>>> {
    let chosen: Vec<ExternalId> = body.chosen.into_iter().map(ExternalId).collect();
    let connections = api.engine.choose(&who.verbs(), &body.mark, &chosen).await?;
    let seq = connections.iter().map(|connection| connection.seq).max();
    let mut accounts = Vec::with_capacity(connections.len());
    for connection in connections {
        accounts.push(info(&api, connection.account).await?);
    }
    Ok(Written::ok(seq.unwrap_or_else(|| api.head()), List::whole(accounts)))
}

/// Change an account: teams, settings, pause.
#[utoipa::path(patch, path = "/accounts/{id}", tag = "accounts", params(("id" = Uuid, Path)),
    request_body = AccountBody, responses((status = 200, body = AccountInfo)))]
pub(super) async fn change_account(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<AccountBody>,
) -> Answer<Written<AccountInfo>> {
    let id = AccountId(id);
    let now = account(&api, id).await?;
    let letters = api.engine.profile(&now).is_ok_and(|profile| profile.capabilities.letters);
    let change = AccountChange {
        teams: body.teams.map(|teams| teams.into_iter().map(TeamId).collect()),
        settings: body
            .settings
            .map(|wanted| settings(now.settings, wanted, letters))
            .transpose()?,
        paused: body.paused,
    };
    let done = api.engine.change_account(&who.verbs(), id, change).await;
    let done = done.blaming("team.unknown", "teams")?;
    Ok(Written::ok(done.seq, info(&api, id).await?))
}

/// Remove an account: its secrets are forgotten, what was said stays.
#[utoipa::path(delete, path = "/accounts/{id}", tag = "accounts", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn remove_account(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    account(&api, AccountId(id)).await?;
    Ok(Gone(api.engine.remove_account(Some(&who.verbs()), AccountId(id)).await?.seq))
}

/// What works and what does not, right now.
#[utoipa::path(post, path = "/accounts/{id}/check", tag = "accounts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Checked)))]
pub(super) async fn check_account(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Written<Checked>> {
    let found = account(&api, AccountId(id)).await?;
    if !who.scope.sees(found.id, None) {
        return Err(Problem::not_found());
    }
    let checks = api.engine.check_account(AccountId(id)).await?;
    let wire = |check: gerne_connector::Check| Check {
        what: check.what,
        problem: check.problem.map(Into::into),
    };
    Ok(Written::ok(api.head(), Checked { checks: checks.into_iter().map(wire).collect() }))
}

/// How much a rule would take as soon as it stands. Figures count up to `most`, then one further.
#[utoipa::path(get, path = "/accounts/{id}/forgetting", tag = "accounts",
    params(("id" = Uuid, Path), GoingQuery), responses((status = 200, body = Going)))]
pub(super) async fn count_going(
    State(api): State<ApiState>,
    _who: Who,
    At(id): At<Uuid>,
    Params(rule): Params<GoingQuery>,
) -> Answer<Json<Going>> {
    let id = AccountId(id);
    account(&api, id).await?;
    let days = |days: u32| {
        let hours = 24 * u64::from(days.min(36_500));
        (days > 0).then(|| before(api.now(), std::time::Duration::from_hours(hours)))
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut db = db(&api).await?;
    let mut going = Going { most: count(GOING), ..Going::default() };
    if let Some(old) = days(rule.resolved_days) {
        going.resolved_days =
            count(db.conversations_resolved_before(id, old, GOING + 1).await?.len());
    }
    if let Some(old) = days(rule.attachments_days) {
        going.attachments_days = count(db.attachments_before(id, old, GOING + 1).await?.len());
    }
    if let Some(old) = days(rule.strangers_days) {
        going.strangers_days = count(db.strays_before(id, old, GOING + 1).await?.len());
    }
    Ok(Json(going))
}

/// Counted so far before a rule is chosen.
const GOING: usize = 10_000;

/// A rule that is not chosen yet; 0: for ever.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct GoingQuery {
    /// Days that resolved conversations are kept.
    #[serde(default)]
    resolved_days: u32,
    /// Days that our copies of pictures and files are kept.
    #[serde(default)]
    attachments_days: u32,
    /// Days that strangers' posts are kept.
    #[serde(default)]
    strangers_days: u32,
}

/// An account as the console shows it.
async fn info(api: &ApiState, id: AccountId) -> Answer<AccountInfo> {
    let account = account(api, id).await?;
    view::account::infos(api, [account]).await?.pop().ok_or_else(Problem::not_found)
}

/// An account that is there.
async fn account(api: &ApiState, id: AccountId) -> Answer<Account> {
    let mut db = db(api).await?;
    if db.account_removed_at(id).await?.is_some() {
        return Err(Problem::not_found());
    }
    db.account(id).await?.ok_or_else(Problem::not_found)
}

/// The settings as they are, with what was asked for.
fn settings(
    now: gerne_domain::AccountSettings,
    wanted: AccountSettingsBody,
    letters: bool,
) -> Answer<gerne_domain::AccountSettings> {
    let mut wrong = Vec::new();
    for (field, seconds, most) in [
        ("hold_public_seconds", wanted.hold_public_seconds, 120),
        ("hold_private_seconds", wanted.hold_private_seconds, 120),
        ("target_seconds", wanted.target_seconds, 30 * 24 * 60 * 60),
    ] {
        let least = if field == "target_seconds" { 60 } else { 0 };
        if seconds.is_some_and(|seconds| seconds > most || seconds < least) {
            let error = FieldError::of(&format!("settings.{field}"), "invalid.range");
            wrong.push(error.saying(format!("from {least} to {most}")));
        }
    }
    if let Some(days) = wanted.forgetting {
        for (field, days) in [
            ("resolved_days", days.resolved_days),
            ("attachments_days", days.attachments_days),
            ("strangers_days", days.strangers_days),
        ] {
            if days > 36_500 {
                let field = format!("settings.forgetting.{field}");
                wrong.push(FieldError::of(&field, "invalid.range").saying("from 0 to 36500"));
            }
        }
    }
    // Below a letter stands what the law wants there; behind a post, a name.
    let signature = if letters { 1_000 } else { 100 };
    if longer(wanted.signature.as_deref(), signature) {
        wrong.push(FieldError::too_long("settings.signature", signature));
    }
    if wanted.language.as_ref().is_some_and(|tag| tag.is_empty() || longer(Some(tag), 35)) {
        let error = FieldError::of("settings.language", "invalid.value");
        wrong.push(error.saying("expected a language tag of at most 35 characters, like `de`"));
    }
    if let Some(words) = &wanted.acknowledgement {
        for (field, text) in [("german", &words.german), ("english", &words.english)] {
            if longer(Some(text), 2_000) {
                let field = format!("settings.acknowledgement.{field}");
                wrong.push(FieldError::too_long(&field, 2_000));
            }
        }
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    Ok(gerne_domain::AccountSettings {
        hold_public_seconds: wanted.hold_public_seconds.unwrap_or(now.hold_public_seconds),
        hold_private_seconds: wanted.hold_private_seconds.unwrap_or(now.hold_private_seconds),
        signature: wanted.signature.unwrap_or(now.signature),
        address: wanted.address.map_or(now.address, Into::into),
        language: wanted.language.unwrap_or(now.language),
        target_seconds: wanted.target_seconds.unwrap_or(now.target_seconds),
        forgetting: wanted.forgetting.map_or(now.forgetting, Into::into),
        acknowledgement: wanted.acknowledgement.map_or(now.acknowledgement, Into::into),
        tagged_answers: wanted.tagged_answers.unwrap_or(now.tagged_answers),
        joins_matters: wanted.joins_matters.unwrap_or(now.joins_matters),
        budget_day_cents: wanted.budget_day_cents.unwrap_or(now.budget_day_cents),
        budget_month_cents: wanted.budget_month_cents.unwrap_or(now.budget_month_cents),
    })
}
