//! Labels.

use super::prelude::*;
use crate::wire::{conversation::{Label, LabelBody, NewLabelBody}};

/// All labels.
#[utoipa::path(get, path = "/labels", tag = "team", responses((status = 200, body = List<Label>)))]
pub async fn list_labels(State(api): State<Api>, who: Who) -> Answer<Json<List<Label>>> {
    soon()
}

/// Make a label.
#[utoipa::path(post, path = "/labels", tag = "team", request_body = NewLabelBody, responses((status = 201, body = Label)))]
pub async fn make_label(State(api): State<Api>, who: Who, Body(body): Body<NewLabelBody>) -> Answer<Written<Label>> {
    soon()
}

/// Change a label.
#[utoipa::path(patch, path = "/labels/{id}", tag = "team", params(("id" = Uuid, Path)), request_body = LabelBody, responses((status = 200, body = Label)))]
pub async fn change_label(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<LabelBody>) -> Answer<Written<Label>> {
    soon()
}

/// Drop a label from everything.
#[utoipa::path(delete, path = "/labels/{id}", tag = "team", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn drop_label(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Gone> {
    soon()
}
