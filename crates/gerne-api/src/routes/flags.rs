//! What rules noticed: a queue of its own.

use gerne_domain::{ConversationId, FlagId, FlagState as State_, RuleId};
use gerne_store::FlagFilter;

use super::{conversations::visible, prelude::*};
use crate::{
    view::rule as view,
    wire::flag::{Confirmed, DismissBody, Flag, FlagQuery},
};

/// What rules noticed, the newest first; `total` is exact up to 1,000.
#[utoipa::path(get, path = "/flags", tag = "rules", params(FlagQuery, Page),
    responses((status = 200, body = List<Flag>)))]
pub(super) async fn list_flags(
    State(api): State<ApiState>,
    who: Who,
    Params(query): Params<FlagQuery>,
    Params(page): Params<Page>,
) -> Answer<Json<List<Flag>>> {
    let state = match query.state.as_deref() {
        None | Some("" | "open") => Some(State_::Open),
        Some("confirmed") => Some(State_::Confirmed),
        Some("dismissed") => Some(State_::Dismissed),
        Some("all") => None,
        Some(other) => {
            return Err(Problem::word("state", other, &["open", "confirmed", "dismissed", "all"]));
        }
    };
    let conversation = match query.conversation {
        Some(id) => Some(visible(&mut db(&api).await?, &who, id).await?.id),
        None => None,
    };
    // In a conversation everything is shown, whatever became of it.
    let state = if conversation.is_some() && query.state.is_none() { None } else { state };
    let rule = query.rule.map(RuleId);
    let filter = FlagFilter { state, rule, conversation, marks: query.marks };
    let (found, total) = api.engine.flags(&who.verbs(), &filter, &paged(page)).await?;
    let mut list = List::page(view::flags(&api, found.items).await?, found.next);
    list.total = u64::try_from(total).ok();
    Ok(Json(list))
}

/// One of them.
#[utoipa::path(get, path = "/flags/{id}", tag = "rules", params(("id" = Uuid, Path)),
    responses((status = 200, body = Flag)))]
pub(super) async fn get_flag(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<Flag>> {
    Ok(Json(shown(&api, &who, FlagId(id)).await?))
}

/// It is what the rule looks for. Where its author may be offered help unasked, a conversation of
/// yours is opened; the platform is asked first how the post stands now.
#[utoipa::path(post, path = "/flags/{id}/confirm", tag = "rules", params(("id" = Uuid, Path)),
    responses((status = 200, body = Confirmed)))]
pub(super) async fn confirm_flag(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Written<Confirmed>> {
    let done = api.engine.confirm_flag(&who.verbs(), FlagId(id)).await?;
    let (came, seq) = (done.value, done.seq);
    let flagged = api.engine.flag(&who.verbs(), FlagId(id)).await?;
    let mut db = db(&api).await?;
    let flag = view::flag(&api, &mut db, flagged, came.approach.clone()).await?;
    let conversation_id = came.conversation.map(|ConversationId(id)| id);
    let approach = view::approach(came.approach);
    Ok(Written::ok(seq, Confirmed { flag, conversation_id, approach, offer: came.offer }))
}

/// It is not what the rule looks for. A stranger's post is forgotten within days.
#[utoipa::path(post, path = "/flags/{id}/dismiss", tag = "rules", params(("id" = Uuid, Path)),
    request_body = DismissBody, responses((status = 200, body = Flag)))]
pub(super) async fn dismiss_flag(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<DismissBody>,
) -> Answer<Written<Flag>> {
    let reason = body.reason.map(Into::into);
    let done = api.engine.dismiss_flag(&who.verbs(), FlagId(id), reason).await?;
    Ok(Written::ok(done.seq, shown(&api, &who, FlagId(id)).await?))
}

/// A decision is taken back; a conversation that was opened stays.
#[utoipa::path(post, path = "/flags/{id}/undo", tag = "rules", params(("id" = Uuid, Path)),
    responses((status = 200, body = Flag)))]
pub(super) async fn undo_flag(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Written<Flag>> {
    let done = api.engine.reopen_flag(&who.verbs(), FlagId(id)).await?;
    Ok(Written::ok(done.seq, shown(&api, &who, FlagId(id)).await?))
}

async fn shown(api: &ApiState, who: &Who, id: FlagId) -> Answer<Flag> {
    let flagged = api.engine.flag(&who.verbs(), id).await?;
    let mut found = view::flags(api, vec![flagged]).await?;
    found.pop().ok_or_else(Problem::not_found)
}
