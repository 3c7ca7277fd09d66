//! Saved lists.

use super::prelude::*;
use crate::wire::{conversation::{NewViewBody, View, ViewBody}};

/// Everyone's and one's own, in their order.
#[utoipa::path(get, path = "/views", tag = "team", responses((status = 200, body = List<View>)))]
pub async fn list_views(State(api): State<Api>, who: Who) -> Answer<Json<List<View>>> {
    soon()
}

/// Save a list; shared ones are for leads to make.
#[utoipa::path(post, path = "/views", tag = "team", request_body = NewViewBody, responses((status = 201, body = View)))]
pub async fn make_view(State(api): State<Api>, who: Who, Body(body): Body<NewViewBody>) -> Answer<Written<View>> {
    soon()
}

/// Change a saved list; shared ones are for leads to change.
#[utoipa::path(patch, path = "/views/{id}", tag = "team", params(("id" = Uuid, Path)), request_body = ViewBody, responses((status = 200, body = View)))]
pub async fn change_view(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<ViewBody>) -> Answer<Written<View>> {
    soon()
}

/// Drop a saved list.
#[utoipa::path(delete, path = "/views/{id}", tag = "team", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn drop_view(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Gone> {
    soon()
}
