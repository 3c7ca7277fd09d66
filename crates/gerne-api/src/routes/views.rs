//! Saved lists.

use gerne_domain::ViewId;
use gerne_engine::verbs::ViewChange;

use super::prelude::*;
use crate::wire::{
    conversation::{NewViewBody, View, ViewBody},
    filter::Filter,
};

/// Everyone's and one's own, in their order.
#[utoipa::path(get, path = "/views", tag = "team", responses((status = 200, body = List<View>)))]
pub(super) async fn list_views(State(api): State<ApiState>, who: Who) -> Answer<Json<List<View>>> {
    let views = db(&api).await?.views_of(who.agent.id).await?;
    Ok(Json(List::whole(views.into_iter().map(wire).collect())))
}

/// Save a list; shared ones are for leads to make.
#[utoipa::path(post, path = "/views", tag = "team", request_body = NewViewBody,
    responses((status = 201, body = View)))]
pub(super) async fn make_view(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<NewViewBody>,
) -> Answer<Written<View>> {
    let filter = serde_json::to_value(&body.filter).unwrap_or_default();
    let done = api.engine.add_view(&who.verbs(), &body.name, filter, body.shared).await?;
    Ok(Written::created(done.seq, view(&api, &who, done.value).await?))
}

/// Change a saved list; shared ones are for leads to change.
#[utoipa::path(patch, path = "/views/{id}", tag = "team", params(("id" = Uuid, Path)),
    request_body = ViewBody, responses((status = 200, body = View)))]
pub(super) async fn change_view(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<ViewBody>,
) -> Answer<Written<View>> {
    let filter = body.filter.and_then(|filter| serde_json::to_value(&filter).ok());
    let change =
        ViewChange { name: body.name, filter, position: body.position, shared: body.shared };
    let done = api.engine.change_view(&who.verbs(), ViewId(id), change).await?;
    Ok(Written::ok(done.seq, view(&api, &who, ViewId(id)).await?))
}

/// Drop a saved list.
#[utoipa::path(delete, path = "/views/{id}", tag = "team", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn drop_view(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.drop_view(&who.verbs(), ViewId(id)).await?.seq))
}

/// A saved list that this agent has.
pub(super) async fn view(api: &ApiState, who: &Who, id: ViewId) -> Answer<View> {
    let view = db(api).await?.view(id).await?;
    let mine = view.filter(|view| view.owner_id.is_none_or(|owner| owner == who.agent.id));
    mine.map(wire).ok_or_else(Problem::not_found)
}

fn wire(view: gerne_store::View) -> View {
    View {
        id: view.id.0,
        name: view.name,
        shared: view.owner_id.is_none(),
        filter: serde_json::from_value::<Filter>(view.filter).unwrap_or_default(),
        position: view.position,
    }
}
