//! Joining and separating; all of it can be undone.

use gerne_domain::{ConversationId, CustomerId, IdentityId, MessageId, ThreadId};
use gerne_engine::verbs::Part;

use super::{conversations::page, customers::customer, prelude::*};
use crate::wire::{
    conversation::{ConversationPage, JoinConversationBody, SeparateBody},
    customer::{CustomerInfo, JoinBody, SeparateCustomerBody},
};

/// Another conversation becomes part of this one.
#[utoipa::path(post, path = "/conversations/{id}/join", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = JoinConversationBody,
    responses((status = 200, body = ConversationPage)))]
pub(super) async fn join_conversation(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<JoinConversationBody>,
) -> Answer<Written<ConversationPage>> {
    let (into, from) = (ConversationId(id), ConversationId(body.other));
    let done = api.engine.join_conversations(&who.verbs(), into, from).await?;
    Ok(Written::ok(done.seq, page(&api, &who, id).await?))
}

/// Threads or messages become a conversation of their own.
#[utoipa::path(post, path = "/conversations/{id}/separate", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = SeparateBody,
    responses((status = 201, body = ConversationPage)))]
pub(super) async fn separate_conversation(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<SeparateBody>,
) -> Answer<Written<ConversationPage>> {
    let part = match (body.threads.is_empty(), body.messages.is_empty()) {
        (false, true) => Part::Threads(body.threads.into_iter().map(ThreadId).collect()),
        (true, false) => Part::Messages(body.messages.into_iter().map(MessageId).collect()),
        _ => return Err(one_of("threads", "either `threads` or `messages`")),
    };
    let field = if matches!(part, Part::Threads(_)) { "threads" } else { "messages" };
    let done = api.engine.separate(&who.verbs(), ConversationId(id), part).await;
    let done = done.blaming("separate.nothing", field).blaming("separate.everything", field)?;
    Ok(Written::created(done.seq, page(&api, &who, done.value.0).await?))
}

/// Another customer turned out to be this one.
#[utoipa::path(post, path = "/customers/{id}/join", tag = "customers",
    params(("id" = Uuid, Path)), request_body = JoinBody,
    responses((status = 200, body = CustomerInfo)))]
pub(super) async fn join_customer(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<JoinBody>,
) -> Answer<Written<CustomerInfo>> {
    let (into, from) = (CustomerId(id), CustomerId(body.other));
    let done = api.engine.join_customers(&who.verbs(), into, from).await?;
    Ok(Written::ok(done.seq, customer(&api, &who, into).await?))
}

/// Identities turned out to be somebody else.
#[utoipa::path(post, path = "/customers/{id}/separate", tag = "customers",
    params(("id" = Uuid, Path)), request_body = SeparateCustomerBody,
    responses((status = 201, body = CustomerInfo)))]
pub(super) async fn separate_customer(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<SeparateCustomerBody>,
) -> Answer<Written<CustomerInfo>> {
    let identities = body.identities.into_iter().map(IdentityId).collect();
    let done = api.engine.separate_customer(&who.verbs(), CustomerId(id), identities).await;
    let field = "identities";
    let done = done.blaming("separate.nothing", field).blaming("separate.everything", field)?;
    // The new one may have no conversation yet, so that nobody "sees" it but who made it.
    let mut db = db(&api).await?;
    let made = db.customer(done.value).await?.ok_or_else(Problem::not_found)?;
    let info = crate::view::customer::info(&api, &mut db, made).await?;
    Ok(Written::created(done.seq, info.ok_or_else(Problem::not_found)?))
}

/// Undo a join.
#[utoipa::path(post, path = "/joins/{id}/undo", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn undo_join(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.undo_join(&who.verbs(), id).await?.seq))
}
