//! What stands in a conversation.

use super::prelude::*;
use crate::wire::{conversation::NoteBody, entry::{Entry, Revision}};

/// A conversation's timeline, newest last; `next` leads to older entries.
#[utoipa::path(get, path = "/conversations/{id}/timeline", tag = "conversations", params(("id" = Uuid, Path), Before), responses((status = 200, body = List<Entry>)))]
pub async fn get_timeline(State(api): State<Api>, who: Who, At(id): At<Uuid>, Params(page): Params<Before>) -> Answer<Json<List<Entry>>> {
    soon()
}

/// What a message said before it was changed.
#[utoipa::path(get, path = "/conversations/{id}/messages/{message_id}/revisions", tag = "conversations", params(("id" = Uuid, Path), ("message_id" = Uuid, Path)), responses((status = 200, body = List<Revision>)))]
pub async fn list_revisions(State(api): State<Api>, who: Who, At((id, other)): At<(Uuid, Uuid)>) -> Answer<Json<List<Revision>>> {
    soon()
}

/// Say something among ourselves.
#[utoipa::path(post, path = "/conversations/{id}/notes", tag = "conversations", params(("id" = Uuid, Path)), request_body = NoteBody, responses((status = 201, body = Entry)))]
pub async fn add_note(State(api): State<Api>, who: Who, At(id): At<Uuid>, Body(body): Body<NoteBody>) -> Answer<Written<Entry>> {
    soon()
}
