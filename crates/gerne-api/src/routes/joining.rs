//! Joining and separating; all of it can be undone.

use super::prelude::*;
use crate::wire::{customer::{CustomerInfo, JoinBody, SeparateCustomerBody}, conversation::{ConversationPage, JoinConversationBody, SeparateBody}};

/// Another conversation becomes part of this one.
#[utoipa::path(post, path = "/conversations/{id}/join", tag = "conversations", params(("id" = Uuid, Path)), request_body = JoinConversationBody, responses((status = 200, body = ConversationPage)))]
pub async fn join_conversation(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<JoinConversationBody>) -> Answer<Written<ConversationPage>> {
    soon()
}

/// Threads or messages become a conversation of their own.
#[utoipa::path(post, path = "/conversations/{id}/separate", tag = "conversations", params(("id" = Uuid, Path)), request_body = SeparateBody, responses((status = 201, body = ConversationPage)))]
pub async fn separate_conversation(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<SeparateBody>) -> Answer<Written<ConversationPage>> {
    soon()
}

/// Another customer turned out to be this one.
#[utoipa::path(post, path = "/customers/{id}/join", tag = "conversations", params(("id" = Uuid, Path)), request_body = JoinBody, responses((status = 200, body = CustomerInfo)))]
pub async fn join_customer(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<JoinBody>) -> Answer<Written<CustomerInfo>> {
    soon()
}

/// Identities turned out to be somebody else.
#[utoipa::path(post, path = "/customers/{id}/separate", tag = "conversations", params(("id" = Uuid, Path)), request_body = SeparateCustomerBody, responses((status = 201, body = CustomerInfo)))]
pub async fn separate_customer(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<SeparateCustomerBody>) -> Answer<Written<CustomerInfo>> {
    soon()
}

/// Undo a join.
#[utoipa::path(post, path = "/joins/{id}/undo", tag = "conversations", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn undo_join(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Gone> {
    soon()
}
