//! What leads must know.

use gerne_domain::AlarmId;

use super::prelude::*;
use crate::{
    alarm_calls,
    wire::alarm::{Alarm, AlarmHook, AlarmHookBody, AlarmMailing, AlarmMailingBody},
};

/// What stands.
#[utoipa::path(get, path = "/alarms", tag = "team", responses((status = 200, body = List<Alarm>)))]
pub(super) async fn list_alarms(
    State(api): State<ApiState>,
    who: Who,
) -> Answer<Json<List<Alarm>>> {
    let alarms = db(&api).await?.standing_alarms().await?.into_iter();
    let caller = who.verbs();
    let mine = alarms.filter(|alarm| caller.sees_alarm(alarm));
    let wire = |alarm: gerne_store::Alarm| Alarm {
        id: alarm.id.0,
        kind: alarm.kind,
        account_id: alarm.account_id.map(|id| id.0),
        conversation_id: alarm.conversation_id.map(|id| id.0),
        reason: alarm.reason,
        details: alarm.details,
        raised_at: alarm.raised_at,
    };
    Ok(Json(List::whole(mine.map(wire).collect())))
}

/// It was seen to.
#[utoipa::path(post, path = "/alarms/{id}/clear", tag = "team", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn clear_alarm(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    let alarm = db(&api).await?.alarm(AlarmId(id)).await?;
    let alarm = alarm.filter(|alarm| alarm.cleared_at.is_none());
    let alarm = alarm.ok_or_else(Problem::not_found)?;
    Ok(Gone(api.engine.dismiss_alarm(&who.verbs(), alarm.id).await?.seq))
}

/// Reads back what a gap left out, for what its alarm says that it costs (`gap.can_be_bought`).
/// `409`: somebody decided it already.
#[utoipa::path(post, path = "/alarms/{id}/read-back", tag = "team", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn read_back_gap(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.read_back(&who.verbs(), AlarmId(id)).await?.seq))
}

/// The programs that are told of alarms.
#[utoipa::path(get, path = "/settings/alarm-hooks", tag = "team",
    responses((status = 200, body = List<AlarmHook>)))]
pub(super) async fn list_alarm_hooks(
    State(api): State<ApiState>,
    who: Who,
) -> Answer<Json<List<AlarmHook>>> {
    let found = api.engine.alarm_hooks(&who.verbs()).await?.into_iter();
    Ok(Json(List::whole(found.map(|hook| wire_hook(hook, None)).collect())))
}

/// Whether one is told of alarms by mail.
#[utoipa::path(get, path = "/me/alarm-mail", tag = "me",
    responses((status = 200, body = AlarmMailing)))]
pub(super) async fn get_alarm_mailing(
    State(api): State<ApiState>,
    who: Who,
) -> Answer<Json<AlarmMailing>> {
    Ok(Json(mailing(api.engine.alarm_mailing(&who.verbs()).await?)))
}

/// Be told of alarms by mail from now on, or no longer.
#[utoipa::path(put, path = "/me/alarm-mail", tag = "me", request_body = AlarmMailingBody,
    responses((status = 200, body = AlarmMailing)))]
pub(super) async fn put_alarm_mailing(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<AlarmMailingBody>,
) -> Answer<Written<AlarmMailing>> {
    let who = who.verbs();
    let done = api.engine.set_alarm_mailing(&who, body.on).await?;
    Ok(Written::ok(done.seq, mailing(api.engine.alarm_mailing(&who).await?)))
}

fn mailing(of: gerne_engine::AlarmMailing) -> AlarmMailing {
    AlarmMailing {
        on: of.on,
        address: of.address,
        account_id: of.through.map(|id| id.0),
        trouble: of.trouble,
    }
}

/// Tell a program of alarms: signed by a secret that is shown in this answer alone.
#[utoipa::path(post, path = "/settings/alarm-hooks", tag = "team", request_body = AlarmHookBody,
    responses((status = 201, body = AlarmHook)))]
pub(super) async fn add_alarm_hook(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<AlarmHookBody>,
) -> Answer<Written<AlarmHook>> {
    let wrong = || Problem::impossible("hook.address");
    let url = url::Url::parse(body.url.trim()).map_err(|_| wrong())?;
    if url.as_str().len() > LONGEST_URL {
        return Err(wrong());
    }
    let http = api.http.as_ref().ok_or_else(Problem::unavailable)?;
    http.guard().encrypted().check(&url).map_err(|_| wrong())?;
    let done = api.engine.add_alarm_hook(&who.verbs(), url.into()).await?;
    let keys = api.engine.alarm_hook_keys(done.value.id);
    let secret = keys.last().map(alarm_calls::secret);
    Ok(Written::created(done.seq, wire_hook(done.value, secret)))
}

/// Tell a program no longer.
#[utoipa::path(delete, path = "/settings/alarm-hooks/{id}", tag = "team",
    params(("id" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn drop_alarm_hook(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.drop_alarm_hook(&who.verbs(), id).await?.seq))
}

fn wire_hook(hook: gerne_store::AlarmHook, secret: Option<String>) -> AlarmHook {
    AlarmHook {
        id: hook.id,
        url: hook.url,
        created_at: hook.created_at,
        called_at: hook.called_at,
        trouble: hook.trouble,
        secret,
    }
}

/// Characters of an address.
const LONGEST_URL: usize = 1_000;
