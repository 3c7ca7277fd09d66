//! What can be done to a message besides answering.

use gerne_domain::MessageId;

use super::prelude::*;
use crate::{
    view,
    wire::{
        entry::Entry,
        may::{May, MayReplyInfo},
    },
};

/// Ask the platform for its present state now.
#[utoipa::path(post, path = "/messages/{id}/check", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 200, body = Entry)))]
pub(super) async fn check_message(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Written<Entry>> {
    let id = MessageId(id);
    api.engine.check_message(&who.verbs(), id).await?;
    let seq = api.head();
    let entry = view::entry::of_message(&api, &mut db(&api).await?, &who.scope, id).await?;
    Ok(Written::ok(seq, entry.ok_or_else(Problem::not_found)?))
}

/// You go and answer it on the platform itself: the answer that is read back is yours.
#[utoipa::path(post, path = "/messages/{id}/goes-there", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn goes_there(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    api.engine.goes_there(&who.verbs(), MessageId(id)).await?;
    Ok(Gone(api.head()))
}

/// Whether it may be answered, until when, and whether its author may be answered in private.
#[utoipa::path(get, path = "/messages/{id}/may-reply", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 200, body = MayReplyInfo)))]
pub(super) async fn may_reply(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<MayReplyInfo>> {
    let (here, privately) = api.engine.may_reply(&who.verbs(), MessageId(id)).await?;
    let privately = privately.map(May::from);
    Ok(Json(MayReplyInfo { here: here.into(), privately }))
}

/// A sign that we like it.
#[utoipa::path(post, path = "/messages/{id}/like", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn like_message(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.like(&who.verbs(), MessageId(id), true).await?.seq))
}

/// No longer.
#[utoipa::path(delete, path = "/messages/{id}/like", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn unlike_message(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.like(&who.verbs(), MessageId(id), false).await?.seq))
}
