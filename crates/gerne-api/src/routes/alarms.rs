//! What leads must know.

use gerne_domain::{AlarmId, Scope};

use super::prelude::*;
use crate::wire::alarm::Alarm;

/// What stands.
#[utoipa::path(get, path = "/alarms", tag = "team", responses((status = 200, body = List<Alarm>)))]
pub(super) async fn list_alarms(
    State(api): State<ApiState>,
    who: Who,
) -> Answer<Json<List<Alarm>>> {
    let alarms = db(&api).await?.standing_alarms().await?.into_iter();
    let mine = alarms.filter(|alarm| sees(&who.scope, alarm));
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
    let alarm = alarm.filter(|alarm| alarm.cleared_at.is_none() && sees(&who.scope, alarm));
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

fn sees(scope: &Scope, alarm: &gerne_store::Alarm) -> bool {
    match alarm.account_id {
        Some(account) => scope.sees(account, None),
        None => *scope == Scope::Everything,
    }
}
