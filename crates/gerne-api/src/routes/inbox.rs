//! One's own notifications and unsent texts.

use std::collections::HashMap;

use gerne_domain::{ConversationId, CustomerId, NotificationKind as Kind, Scope};

use super::prelude::*;
use crate::wire::agent::{Draft, DraftBody, DraftKind, Notification, ReadBody};

/// Characters of an unsent text, and bytes of what belongs to it.
const DRAFT_CAP: usize = 16 * 1024;

/// Where one was called, newest first.
#[utoipa::path(get, path = "/me/notifications", tag = "me", params(Page),
    responses((status = 200, body = List<Notification>)))]
pub(super) async fn list_notifications(
    State(api): State<ApiState>,
    who: Who,
    Params(page): Params<Page>,
) -> Answer<Json<List<Notification>>> {
    let mut db = db(&api).await?;
    let unread = db.unread_notifications(who.agent.id).await?;
    let found = db.notifications_of(who.agent.id, &paged(page)).await?;
    let is_returned = |n: &&gerne_store::Notification| n.kind == Kind::Returned;
    let returned = found.items.iter().filter(is_returned).filter_map(|n| n.conversation_id);
    let returned = db.returned_deliveries(who.agent.id, &returned.collect::<Vec<_>>()).await?;
    let about = names(&mut db, &who.scope, &found.items).await?;
    let wire = |n: gerne_store::Notification| Notification {
        addresses: match n.kind {
            Kind::Returned => unreached(&returned, n.conversation_id),
            _ => Vec::new(),
        },
        id: n.id,
        kind: n.kind.into(),
        conversation_id: n.conversation_id.map(|id| id.0),
        about: n.conversation_id.and_then(|id| about.get(&id).cloned()),
        actor_id: n.actor_id.map(|id| id.0),
        at: n.at,
        read_at: n.read_at,
    };
    let items = found.items.into_iter().map(wire).collect();
    Ok(Json(List { items, next: found.next, total: Some(unread) }))
}

/// The customers' names, where they may look.
async fn names(
    db: &mut gerne_store::Reader,
    scope: &Scope,
    calls: &[gerne_store::Notification],
) -> Answer<HashMap<ConversationId, String>> {
    let ids: Vec<ConversationId> = calls.iter().filter_map(|call| call.conversation_id).collect();
    let mut matters = db.conversations(&ids).await?;
    matters.retain(|matter| scope.sees(matter.account_id, matter.team_id));
    let ids: Vec<CustomerId> = matters.iter().map(|matter| matter.customer_id).collect();
    let customers = db.customers(&ids).await?;
    let name = |id| customers.iter().find(|c| c.id == id).map(|c| c.name.clone());
    Ok(matters.iter().filter_map(|m| Some((m.id, name(m.customer_id)?))).collect())
}

/// Whom the letters of one conversation did not reach for good, each once.
fn unreached(all: &[gerne_domain::Delivery], conversation: Option<ConversationId>) -> Vec<String> {
    let here = all.iter().filter(|delivery| Some(delivery.conversation_id) == conversation);
    let gone = here.flat_map(|delivery| &delivery.returned).filter(|r| r.permanent != Some(false));
    let mut addresses: Vec<String> = gone.filter_map(|r| r.address.clone()).collect();
    addresses.sort();
    addresses.dedup();
    addresses
}

/// They were seen.
#[utoipa::path(post, path = "/me/notifications/read", tag = "me", request_body = ReadBody,
    responses((status = 204)))]
pub(super) async fn read_notifications(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<ReadBody>,
) -> Answer<Gone> {
    if body.ids.as_ref().is_some_and(|ids| ids.len() > 500) {
        return Err(Problem::too_many("ids", 500));
    }
    let done = api.engine.read_notifications(&who.verbs(), body.ids).await?;
    Ok(Gone(done.seq))
}

/// One's unsent texts, newest first.
#[utoipa::path(get, path = "/me/drafts", tag = "me", responses((status = 200, body = List<Draft>)))]
pub(super) async fn list_drafts(
    State(api): State<ApiState>,
    who: Who,
) -> Answer<Json<List<Draft>>> {
    let mut db = db(&api).await?;
    let drafts = db.drafts_of(who.agent.id).await?;
    let ids: Vec<ConversationId> = drafts.iter().map(|draft| draft.conversation_id).collect();
    let matters = db.conversations(&ids).await?;
    let sees = |id| matters.iter().any(|c| c.id == id && who.scope.sees(c.account_id, c.team_id));
    let items = drafts.iter().filter(|draft| sees(draft.conversation_id)).map(wire);
    Ok(Json(List::whole(items.collect())))
}

fn wire(draft: &gerne_store::Draft) -> Draft {
    let kind = if draft.kind == "note" { DraftKind::Note } else { DraftKind::Reply };
    let text = draft.body.get("text").and_then(|text| text.as_str()).unwrap_or_default();
    Draft {
        conversation_id: draft.conversation_id.0,
        kind,
        text: text.to_owned(),
        body: draft.body.get("body").filter(|body| !body.is_null()).cloned(),
        saved_at: draft.saved_at,
    }
}

/// Keep an unsent text.
#[utoipa::path(put, path = "/conversations/{id}/drafts/{kind}", tag = "me",
    params(("id" = Uuid, Path), ("kind" = DraftKind, Path)), request_body = DraftBody,
    responses((status = 204)))]
pub(super) async fn put_draft(
    State(api): State<ApiState>,
    who: Who,
    At((id, kind)): At<(Uuid, DraftKind)>,
    Body(body): Body<DraftBody>,
) -> Answer<Gone> {
    if longer(Some(&body.text), DRAFT_CAP) {
        return Err(Problem::too_long("text", DRAFT_CAP));
    }
    if body.body.as_ref().is_some_and(|rest| rest.to_string().len() > DRAFT_CAP) {
        return Err(Problem::too_long("body", DRAFT_CAP));
    }
    let kept = serde_json::json!({ "text": body.text, "body": body.body });
    let done = api.engine.save_draft(&who.verbs(), ConversationId(id), word(kind), kept).await?;
    Ok(Gone(done.seq))
}

/// Drop an unsent text.
#[utoipa::path(delete, path = "/conversations/{id}/drafts/{kind}", tag = "me",
    params(("id" = Uuid, Path), ("kind" = DraftKind, Path)), responses((status = 204)))]
pub(super) async fn delete_draft(
    State(api): State<ApiState>,
    who: Who,
    At((id, kind)): At<(Uuid, DraftKind)>,
) -> Answer<Gone> {
    super::conversations::visible(&mut db(&api).await?, &who, id).await?;
    let done = api.engine.drop_draft(&who.verbs(), ConversationId(id), word(kind)).await?;
    Ok(Gone(done.seq))
}

fn word(kind: DraftKind) -> &'static str {
    match kind {
        DraftKind::Reply => "reply",
        DraftKind::Note => "note",
    }
}
