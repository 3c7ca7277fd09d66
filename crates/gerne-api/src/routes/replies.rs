//! Answering and speaking first.

use super::prelude::*;
use crate::wire::{conversation::ConversationPage, reply::{Replied, ReplyBody, StartBody}};

/// Answer: held for the undo window, then it leaves.
#[utoipa::path(post, path = "/conversations/{id}/replies", tag = "conversations", params(("id" = Uuid, Path), ("idempotency-key" = String, Header)), request_body = ReplyBody, responses((status = 201, body = Replied)))]
pub async fn reply(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<ReplyBody>) -> Answer<Written<Replied>> {
    soon()
}

/// Speak first.
#[utoipa::path(post, path = "/conversations", tag = "conversations", params(("idempotency-key" = String, Header)), request_body = StartBody, responses((status = 201, body = ConversationPage)))]
pub async fn start_conversation(State(api): State<Api>, who: Who, Body(body): Body<StartBody>) -> Answer<Written<ConversationPage>> {
    soon()
}
