//! Before and after a matter is resolved: what would stay open, and whether it worked.

use gerne_domain::{ConversationId, Message};
use gerne_engine::NewFollowUp;

use super::{conversations::visible, prelude::*};
use crate::{
    view,
    wire::known::{CardLine, CardPart},
    wire::owed::{FollowUp, FollowUpBody, Resolving, UnansweredThread},
};

/// Characters of a message that are shown.
const SHOWN: usize = 280;

/// What would stay open if a conversation were resolved now.
#[utoipa::path(get, path = "/resolving/{id}", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 200, body = Resolving)))]
pub(super) async fn get_resolving(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<Resolving>> {
    let mut db = db(&api).await?;
    let conversation = visible(&mut db, &who, id).await?;
    let open = api.engine.left_open(&who.verbs(), conversation.id).await?;
    let accounts = db.accounts().await?;
    let platform = |message: &Message| {
        let account = accounts.iter().find(|account| account.id == message.account_id);
        account.map(|account| account.platform.0.clone()).unwrap_or_default()
    };
    let thread = |message: &Message| UnansweredThread {
        thread_id: message.thread_id.0,
        message_id: message.id.0,
        platform: platform(message),
        at: message.published_at,
        text: message.text.chars().take(SHOWN).collect(),
    };
    let threads: Vec<_> = open.threads.iter().map(thread).collect();
    let owed = db.promises_of(conversation.id).await?;
    let owed = owed.into_iter().filter(|promise| promise.settled_at.is_none()).collect();
    let standing = db.follow_up_standing(conversation.id).await?;
    let question = match &standing {
        Some(standing) => standing.text.clone(),
        None => api.engine.question_for(&who.verbs(), conversation.id).await?,
    };
    let contacts = db.contacts_of(&[conversation.id]).await?;
    let waits = contacts.iter().filter(|contact| contact.is_waiting()).map(|contact| contact.at);
    let waiting_contact = waits.filter(|at| open.last_answer.is_none_or(|last| *at > last)).min();
    let card = api.engine.card(&who.verbs(), conversation.id).await?;
    let card = view::known::card(&api, &mut db, api.head(), &card).await?;
    let open_part = |line: &CardLine| matches!(line.part, CardPart::Demand | CardPart::Open);
    let lines = card.lines.into_iter().filter(open_part).collect();
    Ok(Json(Resolving {
        lines,
        unanswered: u32::try_from(threads.len()).unwrap_or(u32::MAX),
        threads,
        waiting_contact,
        promises: view::promise::promises(&api, &mut db, owed).await?,
        question,
        follow_up: standing.map(shown),
    }))
}

/// When it is asked whether it worked, once the conversation is resolved.
#[utoipa::path(get, path = "/conversations/{id}/follow_up", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 200, body = Option<FollowUp>)))]
pub(super) async fn get_follow_up(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<Option<FollowUp>>> {
    let mut db = db(&api).await?;
    let id = visible(&mut db, &who, id).await?.id;
    Ok(Json(db.follow_up_of(id).await?.map(shown)))
}

/// Plan to ask whether it worked, otherwise, or not at all.
#[utoipa::path(patch, path = "/conversations/{id}/follow_up", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = FollowUpBody,
    responses((status = 200, body = Option<FollowUp>)))]
pub(super) async fn set_follow_up(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<FollowUpBody>,
) -> Answer<Written<Option<FollowUp>>> {
    let mut db = db(&api).await?;
    let id: ConversationId = visible(&mut db, &who, id).await?.id;
    let known = db.follow_up_standing(id).await?.map(|standing| standing.due);
    let new = NewFollowUp { at: body.at.unwrap_or(known), text: body.text };
    let done = api.engine.set_follow_up(&who.verbs(), id, new).await?;
    Ok(Written::ok(done.seq, db.follow_up_of(id).await?.map(shown)))
}

fn shown(follow_up: gerne_domain::FollowUp) -> FollowUp {
    FollowUp {
        id: follow_up.id.0,
        at: follow_up.due,
        text: follow_up.text,
        state: follow_up.state.into(),
        agent_id: follow_up.agent_id.0,
        asked_at: follow_up.asked_at,
        answered_at: follow_up.answered_at,
    }
}
