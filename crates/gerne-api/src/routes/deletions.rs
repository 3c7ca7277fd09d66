//! Deleting a message of ours on its platform: one proposes, another decides.

use gerne_domain::{DeletionId, MessageId};

use super::prelude::*;
use crate::{
    view,
    wire::deletion::{Deletion, DeletionBody, DeletionQuery},
};

/// Propose to delete a message of ours. Doing it takes a second person.
#[utoipa::path(post, path = "/messages/{id}/deletion", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = DeletionBody,
    responses((status = 201, body = Deletion)))]
pub(super) async fn propose_deletion(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<DeletionBody>,
) -> Answer<Written<Deletion>> {
    let done = api.engine.propose_deletion(&who.verbs(), MessageId(id), body.reason.into()).await?;
    Ok(Written::created(done.seq, one(&api, &who, done.value).await?))
}

/// Proposals that wait for a second person, the oldest first; or those that were decided.
#[utoipa::path(get, path = "/deletions", tag = "conversations", params(DeletionQuery, Page),
    responses((status = 200, body = List<Deletion>)))]
pub(super) async fn list_deletions(
    State(api): State<ApiState>,
    who: Who,
    Params(query): Params<DeletionQuery>,
    Params(page): Params<Page>,
) -> Answer<Json<List<Deletion>>> {
    let found = api.engine.deletions(&who.verbs(), query.decided, &paged(page)).await?;
    let mut items = Vec::with_capacity(found.items.len());
    for deletion in found.items {
        items.push(wire(&api, &who, deletion).await?);
    }
    Ok(Json(List::page(items, found.next)))
}

/// As the second person: delete it on the platform now.
#[utoipa::path(post, path = "/deletions/{id}/confirm", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn confirm_deletion(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.confirm_deletion(&who.verbs(), DeletionId(id)).await?.seq))
}

/// As the second person: let it stand.
#[utoipa::path(post, path = "/deletions/{id}/decline", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn decline_deletion(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.decline_deletion(&who.verbs(), DeletionId(id)).await?.seq))
}

/// Take one's own proposal back.
#[utoipa::path(post, path = "/deletions/{id}/withdraw", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn withdraw_deletion(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.withdraw_deletion(&who.verbs(), DeletionId(id)).await?.seq))
}

async fn one(api: &ApiState, who: &Who, id: DeletionId) -> Answer<Deletion> {
    let found = db(api).await?.deletion(id).await?.ok_or_else(Problem::not_found)?;
    wire(api, who, found).await
}

async fn wire(api: &ApiState, who: &Who, of: gerne_domain::Deletion) -> Answer<Deletion> {
    let mut db = db(api).await?;
    let entry = match of.message_id {
        Some(id) => view::entry::of_message(api, &mut db, &who.scope, id).await?,
        None => None,
    };
    drop(db);
    let waits = of.outcome.is_none();
    let yours_to_decide = waits && api.engine.may_decide(&who.verbs(), &of).await?;
    Ok(Deletion {
        id: of.id.0,
        entry,
        conversation_id: of.conversation_id.map(|id| id.0),
        account_id: of.account_id.0,
        reason: of.reason.into(),
        proposed_by: of.proposed_by.0,
        proposed_at: of.proposed_at,
        yours_to_decide,
        decided_by: of.decided_by.map(|id| id.0),
        decided_at: of.decided_at,
        outcome: of.outcome.map(Into::into),
    })
}
