//! One's own notifications and unsent texts.

use super::prelude::*;
use crate::wire::{agent::{Draft, DraftBody, DraftKind, Notification, ReadBody}};

/// Where one was called, newest first.
#[utoipa::path(get, path = "/me/notifications", tag = "me", params(Page), responses((status = 200, body = List<Notification>)))]
pub async fn list_notifications(State(api): State<Api>, who: Who, Params(page): Params<Page>) -> Answer<Json<List<Notification>>> {
    soon()
}

/// They were seen.
#[utoipa::path(post, path = "/me/notifications/read", tag = "me", request_body = ReadBody, responses((status = 204)))]
pub async fn read_notifications(State(api): State<Api>, who: Who, Body(body): Body<ReadBody>) -> Answer<Gone> {
    soon()
}

/// One's unsent texts, newest first.
#[utoipa::path(get, path = "/me/drafts", tag = "me", responses((status = 200, body = List<Draft>)))]
pub async fn list_drafts(State(api): State<Api>, who: Who) -> Answer<Json<List<Draft>>> {
    soon()
}

/// Keep an unsent text.
#[utoipa::path(put, path = "/conversations/{id}/drafts/{kind}", tag = "me", params(("id" = Uuid, Path), ("kind" = DraftKind, Path)), request_body = DraftBody, responses((status = 204)))]
pub async fn put_draft(State(api): State<Api>, who: Who, At((id, kind)): At<(Uuid, DraftKind)>, Body(body): Body<DraftBody>) -> Answer<Gone> {
    soon()
}

/// Drop an unsent text.
#[utoipa::path(delete, path = "/conversations/{id}/drafts/{kind}", tag = "me", params(("id" = Uuid, Path), ("kind" = DraftKind, Path)), responses((status = 204)))]
pub async fn delete_draft(State(api): State<Api>, who: Who, At((id, kind)): At<(Uuid, DraftKind)>) -> Answer<Gone> {
    soon()
}
