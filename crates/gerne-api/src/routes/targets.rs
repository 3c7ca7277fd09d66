//! Targets.

use gerne_domain::{AccountId, LabelId, TeamId};
use gerne_store::TargetSaid;

use super::prelude::*;
use crate::wire::target::{Target, TargetBody, TargetsBody};

/// The targets that hold, in the order in which they count.
#[utoipa::path(get, path = "/settings/targets", tag = "time",
    responses((status = 200, body = List<Target>)))]
pub(super) async fn list_targets(State(api): State<ApiState>) -> Answer<Json<List<Target>>> {
    let found = api.engine.targets().await?;
    Ok(Json(List::whole(found.into_iter().map(wire).collect())))
}

/// Say all targets anew. They hold for whoever begins to wait from now on.
#[utoipa::path(put, path = "/settings/targets", tag = "time", request_body = TargetsBody,
    responses((status = 200, body = List<Target>)))]
pub(super) async fn put_targets(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<TargetsBody>,
) -> Answer<Written<List<Target>>> {
    let wanted = body.targets.into_iter().map(said).collect();
    let done = api.engine.set_targets(&who.verbs(), wanted).await?;
    Ok(Written::ok(done.seq, List::whole(done.value.into_iter().map(wire).collect())))
}

fn said(body: TargetBody) -> TargetSaid {
    TargetSaid {
        name: body.name.trim().to_owned(),
        accounts: body.accounts.into_iter().map(AccountId).collect(),
        teams: body.teams.into_iter().map(TeamId).collect(),
        priorities: body.priorities.into_iter().map(Into::into).collect(),
        languages: body.languages,
        labels: body.labels.into_iter().map(LabelId).collect(),
        customer_labels: body.customer_labels.into_iter().map(LabelId).collect(),
        first_response: body.first_response,
        next_response: body.next_response,
        resolution: body.resolution,
        in_hours: body.in_hours,
    }
}

fn wire(target: gerne_store::Target) -> Target {
    let said = target.said;
    let said = TargetBody {
        name: said.name,
        accounts: said.accounts.into_iter().map(|id| id.0).collect(),
        teams: said.teams.into_iter().map(|id| id.0).collect(),
        priorities: said.priorities.into_iter().map(Into::into).collect(),
        languages: said.languages,
        labels: said.labels.into_iter().map(|id| id.0).collect(),
        customer_labels: said.customer_labels.into_iter().map(|id| id.0).collect(),
        first_response: said.first_response,
        next_response: said.next_response,
        resolution: said.resolution,
        in_hours: said.in_hours,
    };
    Target { id: target.id.0, since: target.since, said }
}
