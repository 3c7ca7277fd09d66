//! Tone and care: corrected, looked at.

use gerne_domain::{ConversationId, LessonId, MessageId, TeamId};

use super::{conversations::visible, prelude::*};
use crate::{
    view,
    wire::{
        escalation::{Escalation, Lesson, LessonQuery, ToneBody},
        flag::Tone,
    },
};

/// What was read of a message: what it is, how urgent, and why. Null: nothing was.
#[utoipa::path(get, path = "/messages/{id}/tone", tag = "rules", params(("id" = Uuid, Path)),
    responses((status = 200, body = Option<Tone>)))]
pub(super) async fn get_tone(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<Option<Tone>>> {
    let mut db = db(&api).await?;
    let message = db.message(MessageId(id)).await?.ok_or_else(Problem::not_found)?;
    let of = message.conversation_id.ok_or_else(Problem::not_found)?;
    visible(&mut db, &who, of.0).await?;
    let kept = db.tones(&[message.id]).await?.pop();
    Ok(Json(kept.map(|tone| view::rule::tone(&message.text, tone.read))))
}

/// Say what a message is, in place of what was read. The team's readings learn from it.
#[utoipa::path(put, path = "/messages/{id}/tone", tag = "rules", params(("id" = Uuid, Path)),
    request_body = ToneBody, responses((status = 200, body = Tone)))]
pub(super) async fn put_tone(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<ToneBody>,
) -> Answer<Written<Tone>> {
    let class = body.class.map(Into::into);
    let done = api.engine.correct_tone(&who.verbs(), MessageId(id), class).await?;
    let message = db(&api).await?.message(MessageId(id)).await?.ok_or_else(Problem::not_found)?;
    Ok(Written::ok(done.seq, view::rule::tone(&message.text, done.value.read)))
}

/// What nobody looked at with care yet, the oldest first; `total` is exact up to 1,000.
#[utoipa::path(get, path = "/escalations", tag = "rules", params(Page),
    responses((status = 200, body = List<Escalation>)))]
pub(super) async fn list_escalations(
    State(api): State<ApiState>,
    who: Who,
    Params(page): Params<Page>,
) -> Answer<Json<List<Escalation>>> {
    let (found, total) = api.engine.escalations(&who.verbs(), &paged(page)).await?;
    let mut db = db(&api).await?;
    let mut items = Vec::with_capacity(found.items.len());
    for one in found.items {
        let conversation = db.conversation(one.conversation_id).await?;
        let row = match conversation {
            Some(conversation) => view::row::row(&api, &mut db, who.agent.id, conversation).await?,
            None => None,
        };
        items.push(Escalation { row, ..wire(one) });
    }
    let mut list = List::page(items, found.next);
    list.total = u64::try_from(total).ok();
    Ok(Json(list))
}

/// What a team's readings learned from, the newest first; without a team what is everybody's.
#[utoipa::path(get, path = "/lessons", tag = "rules", params(LessonQuery),
    responses((status = 200, body = List<Lesson>)))]
pub(super) async fn list_lessons(
    State(api): State<ApiState>,
    who: Who,
    Params(query): Params<LessonQuery>,
) -> Answer<Json<List<Lesson>>> {
    let found = api.engine.lessons(&who.verbs(), query.team.map(TeamId)).await?;
    let items = found.into_iter().map(|learned| Lesson {
        id: learned.lesson.id.0,
        conversation_id: learned.conversation.map(|id| id.0),
        message_id: learned.lesson.message_id.map(|id| id.0),
        text: learned.text,
        is_it: learned.lesson.is_it,
        class: learned.lesson.class.into(),
        agent_id: learned.lesson.agent_id.0,
        at: learned.lesson.at,
    });
    Ok(Json(List::whole(items.collect())))
}

/// A lesson is taken back: readings are as if nobody had said it.
#[utoipa::path(delete, path = "/lessons/{id}", tag = "rules", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn undo_lesson(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.unlearn(&who.verbs(), LessonId(id)).await?.seq))
}

/// Why a conversation is to be handled with care, or was; null: it never was.
#[utoipa::path(get, path = "/conversations/{id}/escalation", tag = "rules",
    params(("id" = Uuid, Path)), responses((status = 200, body = Option<Escalation>)))]
pub(super) async fn get_escalation(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<Option<Escalation>>> {
    let mut db = db(&api).await?;
    let id = visible(&mut db, &who, id).await?.id;
    Ok(Json(db.escalations_of(&[id]).await?.pop().map(wire)))
}

/// You looked at it: it is answered as everything else again.
#[utoipa::path(delete, path = "/conversations/{id}/escalation", tag = "rules",
    params(("id" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn settle_escalation(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.settle_escalation(&who.verbs(), ConversationId(id)).await?.seq))
}

fn wire(of: gerne_domain::Escalation) -> Escalation {
    Escalation {
        conversation_id: of.conversation_id.0,
        message_id: of.message_id.map(|id| id.0),
        worries: of.worries,
        since: of.since,
        row: None,
        settled_at: of.settled_at,
        settled_by: of.settled_by.map(|id| id.0),
    }
}
