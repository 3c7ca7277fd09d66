//! Hiding what others said under a post of ours: at once, reversible, looked at by a lead.

use gerne_domain::{HidingId, MessageId};

use super::prelude::*;
use crate::{
    view,
    wire::hiding::{Hiding, HidingBody, HidingQuery},
};

/// Hide a message of somebody on its platform, now.
#[utoipa::path(post, path = "/messages/{id}/hidden", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = HidingBody,
    responses((status = 201, body = Hiding)))]
pub(super) async fn hide_message(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<HidingBody>,
) -> Answer<Written<Hiding>> {
    let done = api.engine.hide(&who.verbs(), MessageId(id), body.reason.into()).await?;
    let found = db(&api).await?.hiding(done.value).await?.ok_or_else(Problem::not_found)?;
    Ok(Written::created(done.seq, wire(&api, &who, found).await?))
}

/// Show it again.
#[utoipa::path(delete, path = "/messages/{id}/hidden", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn unhide_message(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.unhide(&who.verbs(), MessageId(id)).await?.seq))
}

/// What is hidden and no lead looked at yet, the oldest first; or what something came of.
#[utoipa::path(get, path = "/hidings", tag = "conversations", params(HidingQuery, Page),
    responses((status = 200, body = List<Hiding>)))]
pub(super) async fn list_hidings(
    State(api): State<ApiState>,
    who: Who,
    Params(query): Params<HidingQuery>,
    Params(page): Params<Page>,
) -> Answer<Json<List<Hiding>>> {
    let found = api.engine.hidings(&who.verbs(), query.settled, &paged(page)).await?;
    let mut items = Vec::with_capacity(found.items.len());
    for hiding in found.items {
        items.push(wire(&api, &who, hiding).await?);
    }
    Ok(Json(List::page(items, found.next)))
}

/// As a lead who did not hide it: it stays hidden.
#[utoipa::path(post, path = "/hidings/{id}/keep", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn keep_hidden(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.keep_hidden(&who.verbs(), HidingId(id)).await?.seq))
}

async fn wire(api: &ApiState, who: &Who, of: gerne_domain::Hiding) -> Answer<Hiding> {
    let mut db = db(api).await?;
    let entry = match of.message_id {
        Some(id) => view::entry::of_message(api, &mut db, &who.scope, id).await?,
        None => None,
    };
    drop(db);
    let waits = of.outcome.is_none();
    let yours_to_review = waits && api.engine.may_review(&who.verbs(), &of).await?;
    Ok(Hiding {
        id: of.id.0,
        entry,
        conversation_id: of.conversation_id.map(|id| id.0),
        account_id: of.account_id.0,
        reason: of.reason.into(),
        hidden_by: of.hidden_by.map(|id| id.0),
        hidden_at: of.hidden_at,
        yours_to_review,
        reviewed_by: of.reviewed_by.map(|id| id.0),
        reviewed_at: of.reviewed_at,
        shown_by: of.shown_by.map(|id| id.0),
        shown_at: of.shown_at,
        outcome: of.outcome.map(Into::into),
    })
}
