//! Labels.

use gerne_domain::LabelId;
use gerne_engine::verbs::LabelChange;

use super::prelude::*;
use crate::wire::conversation::{Label, LabelBody, NewLabelBody};

/// All labels.
#[utoipa::path(get, path = "/labels", tag = "team", responses((status = 200, body = List<Label>)))]
pub(super) async fn list_labels(
    State(api): State<ApiState>,
    _who: Who,
) -> Answer<Json<List<Label>>> {
    let labels = db(&api).await?.labels().await?;
    Ok(Json(List::whole(labels.into_iter().map(wire).collect())))
}

/// Make a label.
#[utoipa::path(post, path = "/labels", tag = "team", request_body = NewLabelBody,
    responses((status = 201, body = Label)))]
pub(super) async fn make_label(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<NewLabelBody>,
) -> Answer<Written<Label>> {
    let done = api.engine.add_label(Some(&who.verbs()), &body.name, &body.colour).await?;
    Ok(Written::created(done.seq, label(&api, done.value).await?))
}

/// Change a label.
#[utoipa::path(patch, path = "/labels/{id}", tag = "team", params(("id" = Uuid, Path)),
    request_body = LabelBody, responses((status = 200, body = Label)))]
pub(super) async fn change_label(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<LabelBody>,
) -> Answer<Written<Label>> {
    let change = LabelChange { name: body.name, colour: body.colour };
    let done = api.engine.change_label(&who.verbs(), LabelId(id), change).await?;
    Ok(Written::ok(done.seq, label(&api, LabelId(id)).await?))
}

/// Drop a label from everything.
#[utoipa::path(delete, path = "/labels/{id}", tag = "team", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn drop_label(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.drop_label(&who.verbs(), LabelId(id)).await?.seq))
}

async fn label(api: &ApiState, id: LabelId) -> Answer<Label> {
    db(api).await?.label(id).await?.map(wire).ok_or_else(Problem::not_found)
}

fn wire(label: gerne_store::Label) -> Label {
    Label { id: label.id.0, name: label.name, colour: label.colour }
}
