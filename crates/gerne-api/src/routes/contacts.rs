//! What was said outside the platforms: by phone, in a shop, at the door.

use gerne_domain::{ContactId, ConversationId};
use gerne_engine::{
    SaidPromise,
    verbs::{ContactChange, NewContact},
};
use http::HeaderMap;

use super::prelude::*;
use crate::{
    idempotency, view,
    wire::{
        contact::{ContactBody, NewContactBody},
        entry::Entry,
        promise::SaidPromiseBody,
    },
};

/// Promises in one text at most.
const MOST: usize = 50;

/// Write down what was said outside the platforms, when it was.
#[utoipa::path(post, path = "/conversations/{id}/contacts", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = NewContactBody,
    responses((status = 201, body = Entry)))]
pub(super) async fn log_contact(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    headers: HeaderMap,
    Body(body): Body<NewContactBody>,
) -> Answer<Written<Entry>> {
    let new = NewContact {
        how: body.how.into(),
        direction: body.direction.into(),
        at: body.at.unwrap_or_else(|| api.engine.clock().now()),
        text: body.text,
        waits: body.waits,
        promises: said(body.promises)?,
        key: idempotency::key(&headers)?,
    };
    let done = api.engine.log_contact(&who.verbs(), ConversationId(id), new).await?;
    Ok(Written::created(done.seq, one(&api, done.value).await?))
}

/// Change what was written down: its author for a week, leads always.
#[utoipa::path(patch, path = "/contacts/{id}", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = ContactBody,
    responses((status = 200, body = Entry)))]
pub(super) async fn change_contact(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<ContactBody>,
) -> Answer<Written<Entry>> {
    let change = ContactChange {
        how: body.how.map(Into::into),
        at: body.at,
        text: body.text,
        waits: body.waits,
    };
    let done = api.engine.change_contact(&who.verbs(), ContactId(id), change).await?;
    Ok(Written::ok(done.seq, one(&api, ContactId(id)).await?))
}

/// Take back what was written down by mistake. That there was something stays, without words.
#[utoipa::path(delete, path = "/contacts/{id}", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn delete_contact(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.delete_contact(&who.verbs(), ContactId(id)).await?.seq))
}

/// The engine's words for what an author says about promises.
pub(super) fn said(promises: Vec<SaidPromiseBody>) -> Answer<Vec<SaidPromise>> {
    if promises.len() > MOST {
        return Err(Problem::too_many("promises", MOST));
    }
    let one = |promise: SaidPromiseBody| SaidPromise {
        start: promise.start,
        end: promise.end,
        kind: promise.kind.into(),
        due: promise.due,
        confirmed: promise.confirmed,
    };
    Ok(promises.into_iter().map(one).collect())
}

async fn one(api: &ApiState, id: ContactId) -> Answer<Entry> {
    let found = view::entry::of_contact(&mut db(api).await?, id).await?;
    found.ok_or_else(Problem::not_found)
}
