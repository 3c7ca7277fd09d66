//! What can be done to a message besides answering.

use super::prelude::*;
use crate::wire::{entry::Entry};

/// Ask the platform for its present state now.
#[utoipa::path(post, path = "/messages/{id}/check", tag = "conversations", params(("id" = Uuid, Path)), responses((status = 200, body = Entry)))]
pub async fn check_message(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Written<Entry>> {
    soon()
}

/// A sign that we like it.
#[utoipa::path(post, path = "/messages/{id}/like", tag = "conversations", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn like_message(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Gone> {
    soon()
}

/// No longer.
#[utoipa::path(delete, path = "/messages/{id}/like", tag = "conversations", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn unlike_message(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Gone> {
    soon()
}

/// Delete a message of ours on the platform.
#[utoipa::path(delete, path = "/messages/{id}", tag = "conversations", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn delete_message(State(api): State<Api>, who: Who, At(id): At<Uuid>) -> Answer<Gone> {
    soon()
}
