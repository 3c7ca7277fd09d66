//! What stands in a conversation.

use gerne_domain::{AgentId, ConversationId, MessageId};
use http::HeaderMap;

use super::{conversations::visible, prelude::*};
use crate::{
    idempotency, view,
    wire::{
        conversation::NoteBody,
        entry::{Entry, RevisedAttachment, Revision},
    },
};

/// A conversation's timeline, newest last; `next` leads to older entries.
#[utoipa::path(get, path = "/conversations/{id}/timeline", tag = "conversations",
    params(("id" = Uuid, Path), Before), responses((status = 200, body = List<Entry>)))]
pub(super) async fn get_timeline(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Params(page): Params<Before>,
) -> Answer<Json<List<Entry>>> {
    let mut db = db(&api).await?;
    let id = visible(&mut db, &who, id).await?.id;
    let (before, most) = (page.before.as_deref(), limit(page.limit));
    let list = view::timeline::of_conversation(&api, &mut db, &who.scope, id, before, most).await?;
    Ok(Json(list))
}

/// What a message said before it was changed.
#[utoipa::path(get, path = "/conversations/{id}/messages/{message_id}/revisions",
    tag = "conversations", params(("id" = Uuid, Path), ("message_id" = Uuid, Path)),
    responses((status = 200, body = List<Revision>)))]
pub(super) async fn list_revisions(
    State(api): State<ApiState>,
    who: Who,
    At((id, message)): At<(Uuid, Uuid)>,
) -> Answer<Json<List<Revision>>> {
    let mut db = db(&api).await?;
    let id = visible(&mut db, &who, id).await?.id;
    let message = db.message(MessageId(message)).await?;
    let message = message.filter(|message| message.conversation_id == Some(id));
    let message = message.ok_or_else(Problem::not_found)?;
    let attached = |a: gerne_domain::Revised| RevisedAttachment { kind: a.kind.into(), alt: a.alt };
    let wire = |revision: gerne_domain::Revision| Revision {
        text: revision.text,
        content_warning: revision.content_warning,
        attachments: revision.attachments.into_iter().map(attached).collect(),
        replaced_at: revision.replaced_at,
    };
    let revisions = db.revisions(message.id).await?;
    Ok(Json(List::whole(revisions.into_iter().map(wire).collect())))
}

/// Say something among ourselves.
#[utoipa::path(post, path = "/conversations/{id}/notes", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = NoteBody,
    responses((status = 201, body = Entry)))]
pub(super) async fn add_note(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    headers: HeaderMap,
    Body(body): Body<NoteBody>,
) -> Answer<Written<Entry>> {
    if longer(Some(&body.text), 10_000) {
        return Err(Problem::too_long("text", 10_000));
    }
    if body.mentions.len() > 100 {
        return Err(Problem::too_many("mentions", 100));
    }
    let mentions = body.mentions.into_iter().map(AgentId).collect();
    let (id, key) = (ConversationId(id), idempotency::key(&headers)?);
    let done = api.engine.add_note_once(&who.verbs(), id, body.text, mentions, key).await?;
    let entry = view::entry::of_note(&mut db(&api).await?, done.value).await?;
    Ok(Written::created(done.seq, entry.ok_or_else(Problem::not_found)?))
}
