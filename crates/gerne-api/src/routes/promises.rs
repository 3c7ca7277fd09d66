//! Promises: what we owe, and what becomes of it.

use gerne_domain::{
    AgentId, ConversationId, CustomerId, MessageId, PromiseId, PromiseState, TeamId,
};
use gerne_engine::{
    EngineError,
    verbs::{NewPromise, PromiseChange, PromiseStep},
};
use gerne_store::PromiseFilter;

use super::{conversations::visible, prelude::*};
use crate::{
    view,
    wire::promise::{BreakBody, MoveBody, NewPromiseBody, Promise, PromiseBody, PromiseQuery},
};

/// Characters of a promise's words and of a reason.
const LONGEST: usize = 1_000;

/// Promises, the first due first; what is never due last.
#[utoipa::path(get, path = "/promises", tag = "conversations", params(PromiseQuery, Page),
    responses((status = 200, body = List<Promise>)))]
pub(super) async fn list_promises(
    State(api): State<ApiState>,
    who: Who,
    Params(query): Params<PromiseQuery>,
    Params(page): Params<Page>,
) -> Answer<Json<List<Promise>>> {
    let filter = filter(&who, query)?;
    let found = api.engine.promises(&who.verbs(), &filter, &paged(page)).await?;
    let shown = view::promise::promises(&api, &mut db(&api).await?, found.items).await?;
    Ok(Json(List::page(shown, found.next)))
}

/// What may be asked for.
const STATES: [&str; 8] =
    ["owed", "proposed", "standing", "kept", "moved", "broken", "dismissed", "all"];

fn filter(who: &Who, query: PromiseQuery) -> Answer<PromiseFilter> {
    use PromiseState::{Broken, Dismissed, Kept, Moved, Proposed, Standing};
    let states = match query.state.as_deref() {
        None | Some("" | "owed" | "all") => Vec::new(),
        Some("proposed") => vec![Proposed],
        Some("standing") => vec![Standing],
        Some("kept") => vec![Kept],
        Some("moved") => vec![Moved],
        Some("broken") => vec![Broken],
        Some("dismissed") => vec![Dismissed],
        Some(other) => return Err(Problem::word("state", other, &STATES)),
    };
    let owner = match query.owner.as_deref() {
        None | Some("") => None,
        Some("me") => Some(Some(who.agent.id)),
        Some("none") => Some(None),
        Some(id) => {
            let id = id.parse().map_err(|_| {
                Problem::value("owner", "expected `me`, `none` or the id of an agent")
            });
            Some(Some(AgentId(id?)))
        }
    };
    // What somebody has to do may be seen, not how somebody did: that is nobody's business but theirs.
    let past = states.iter().any(|state| !matches!(state, Proposed | Standing));
    let past = past || query.state.as_deref() == Some("all");
    if past && owner.flatten().is_some_and(|owner| owner != who.agent.id) {
        return Err(Problem::value("owner", "how somebody else did is shown to nobody"));
    }
    Ok(PromiseFilter {
        owed: states.is_empty() && query.state.as_deref() != Some("all"),
        states,
        due_before: query.due_before,
        teams: query.team.map(TeamId).into_iter().collect(),
        owner,
        customer: query.customer.map(CustomerId),
    })
}

/// What was promised in a conversation, in the order in which it was.
#[utoipa::path(get, path = "/conversations/{id}/promises", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 200, body = List<Promise>)))]
pub(super) async fn conversation_promises(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<List<Promise>>> {
    let mut db = db(&api).await?;
    let id = visible(&mut db, &who, id).await?.id;
    let found = db.promises_of(id).await?;
    Ok(Json(List::whole(view::promise::promises(&api, &mut db, found).await?)))
}

/// Write a promise down by hand: it stands.
#[utoipa::path(post, path = "/conversations/{id}/promises", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = NewPromiseBody,
    responses((status = 201, body = Promise)))]
pub(super) async fn add_promise(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<NewPromiseBody>,
) -> Answer<Written<Promise>> {
    fits("text", Some(&body.text))?;
    let new = NewPromise {
        kind: body.kind.into(),
        text: body.text,
        due: body.due,
        message: body.message_id.map(MessageId),
        owner: body.owner.map(AgentId),
    };
    let done = owned(api.engine.add_promise(&who.verbs(), ConversationId(id), new).await)?;
    Ok(Written::created(done.seq, one(&api, done.value).await?))
}

/// Change a promise. Another time for one that stands is another promise: answers with that.
#[utoipa::path(patch, path = "/promises/{id}", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = PromiseBody,
    responses((status = 200, body = Promise)))]
pub(super) async fn change_promise(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<PromiseBody>,
) -> Answer<Written<Promise>> {
    fits("text", body.text.as_deref())?;
    fits("reason", body.reason.as_deref())?;
    let change = PromiseChange {
        kind: body.kind.map(Into::into),
        text: body.text,
        due: body.due,
        owner: body.owner.map(|owner| owner.map(AgentId)),
        message: body.message_id.map(MessageId),
        reason: body.reason,
    };
    let done = owned(api.engine.change_promise(&who.verbs(), PromiseId(id), change).await)?;
    Ok(Written::ok(done.seq, one(&api, done.value).await?))
}

/// It is a promise.
#[utoipa::path(post, path = "/promises/{id}/confirm", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 200, body = Promise)))]
pub(super) async fn confirm_promise(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Written<Promise>> {
    decide(&api, &who, id, PromiseStep::Confirm).await
}

/// It is none.
#[utoipa::path(post, path = "/promises/{id}/dismiss", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 200, body = Promise)))]
pub(super) async fn dismiss_promise(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Written<Promise>> {
    decide(&api, &who, id, PromiseStep::Dismiss).await
}

/// It is done. One that was broken stays broken, and is owed no longer.
#[utoipa::path(post, path = "/promises/{id}/keep", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 200, body = Promise)))]
pub(super) async fn keep_promise(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Written<Promise>> {
    decide(&api, &who, id, PromiseStep::Keep).await
}

/// It will not be kept, and nothing takes its place.
#[utoipa::path(post, path = "/promises/{id}/break", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = BreakBody,
    responses((status = 200, body = Promise)))]
pub(super) async fn break_promise(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<BreakBody>,
) -> Answer<Written<Promise>> {
    fits("reason", body.reason.as_deref())?;
    let reason = body.reason.map(|reason| reason.trim().to_owned()).filter(|r| !r.is_empty());
    decide(&api, &who, id, PromiseStep::Break { reason }).await
}

/// Another time was promised instead: answers with the promise that holds now.
#[utoipa::path(post, path = "/promises/{id}/move", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = MoveBody,
    responses((status = 200, body = Promise)))]
pub(super) async fn move_promise(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<MoveBody>,
) -> Answer<Written<Promise>> {
    fits("text", body.text.as_deref())?;
    fits("reason", body.reason.as_deref())?;
    let change = PromiseChange {
        due: Some(body.due),
        text: body.text,
        message: body.message_id.map(MessageId),
        reason: body.reason,
        ..PromiseChange::default()
    };
    let done = owned(api.engine.change_promise(&who.verbs(), PromiseId(id), change).await)?;
    Ok(Written::ok(done.seq, one(&api, done.value).await?))
}

async fn decide(
    api: &ApiState,
    who: &Who,
    id: Uuid,
    step: PromiseStep,
) -> Answer<Written<Promise>> {
    let done = api.engine.decide_promise(&who.verbs(), PromiseId(id), step).await?;
    Ok(Written::ok(done.seq, one(api, PromiseId(id)).await?))
}

async fn one(api: &ApiState, id: PromiseId) -> Answer<Promise> {
    let mut db = db(api).await?;
    let found = db.promise(id).await?.ok_or_else(Problem::not_found)?;
    let mut shown = view::promise::promises(api, &mut db, vec![found]).await?;
    shown.pop().ok_or_else(Problem::not_found)
}

fn fits(field: &str, text: Option<&str>) -> Answer<()> {
    if longer(text, LONGEST) { Err(Problem::too_long(field, LONGEST)) } else { Ok(()) }
}

/// Here the agent of a promise is its owner.
fn owned<T>(done: Result<T, EngineError>) -> Answer<T> {
    done.blaming("agent.unknown", "owner").blaming("agent.cannot_see", "owner")
}
