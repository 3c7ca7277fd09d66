//! Who may be the same person; joining and rejecting; proving it with a code.

use std::collections::HashMap;

use gerne_domain::{ConversationId, CustomerId};
use gerne_engine::{LikenessLevel as Level, LikenessReason as Reason, Suggested, knowing};

use super::{customers::customer, prelude::*};
use crate::{
    view,
    wire::{
        customer::CustomerInfo,
        same::{LikenessLevel, LikenessReason, PersonSuggestion, ProofCodeBody, SentProofCode},
    },
};

/// Who may be the same person, the likeliest first.
#[utoipa::path(get, path = "/customers/{id}/suggestions", tag = "customers",
    params(("id" = Uuid, Path)), responses((status = 200, body = List<PersonSuggestion>)))]
pub(super) async fn list_suggestions(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<List<PersonSuggestion>>> {
    let found = api.engine.suggestions(&who.verbs(), CustomerId(id)).await?;
    let ids: Vec<CustomerId> = found.iter().map(|one| one.other).collect();
    let mut db = db(&api).await?;
    let customers = db.customers(&ids).await?;
    let infos = view::customer::infos(&api, &mut db, customers).await?;
    let mut infos: HashMap<Uuid, CustomerInfo> =
        infos.into_iter().map(|info| (info.id, info)).collect();
    let shown = found.into_iter().filter_map(|one| Some(shown(infos.remove(&one.other.0)?, one)));
    Ok(Json(List::whole(shown.collect())))
}

/// They are one.
#[utoipa::path(post, path = "/customers/{id}/suggestions/{other}/join", tag = "customers",
    params(("id" = Uuid, Path), ("other" = Uuid, Path)),
    responses((status = 200, body = CustomerInfo)))]
pub(super) async fn join_suggestion(
    State(api): State<ApiState>,
    who: Who,
    At((id, other)): At<(Uuid, Uuid)>,
) -> Answer<Written<CustomerInfo>> {
    let into = CustomerId(id);
    let done = api.engine.join_customers(&who.verbs(), into, CustomerId(other)).await?;
    Ok(Written::ok(done.seq, customer(&api, &who, into).await?))
}

/// They are two. It is not asked again.
#[utoipa::path(post, path = "/customers/{id}/suggestions/{other}/reject", tag = "customers",
    params(("id" = Uuid, Path), ("other" = Uuid, Path)), responses((status = 204)))]
pub(super) async fn reject_suggestion(
    State(api): State<ApiState>,
    who: Who,
    At((id, other)): At<(Uuid, Uuid)>,
) -> Answer<Gone> {
    let (id, other) = (CustomerId(id), CustomerId(other));
    Ok(Gone(api.engine.reject_suggestion(&who.verbs(), id, other).await?.seq))
}

/// Send a code to one of the two. When the other says it back, they are joined.
#[utoipa::path(post, path = "/customers/{id}/suggestions/{other}/code", tag = "customers",
    params(("id" = Uuid, Path), ("other" = Uuid, Path)), request_body = ProofCodeBody,
    responses((status = 201, body = SentProofCode)))]
pub(super) async fn send_code(
    State(api): State<ApiState>,
    who: Who,
    At((id, other)): At<(Uuid, Uuid)>,
    Body(body): Body<ProofCodeBody>,
) -> Answer<Written<SentProofCode>> {
    let two = (CustomerId(id), CustomerId(other));
    let conversation = ConversationId(body.conversation_id);
    let done = api.engine.send_proof_code(&who.verbs(), conversation, two).await?;
    let sent = SentProofCode {
        conversation_id: done.value.written.conversation.0,
        message_id: done.value.written.message.0,
        delivery_id: done.value.written.delivery.0,
        until: done.value.until,
    };
    Ok(Written::created(done.seq, sent))
}

fn shown(info: CustomerInfo, found: Suggested) -> PersonSuggestion {
    PersonSuggestion {
        id: info.id,
        name: info.name,
        identities: info.identities,
        level: match found.level {
            Level::VeryLikely => LikenessLevel::VeryLikely,
            Level::Suggestion | Level::Silent => LikenessLevel::Suggestion,
        },
        bits: tenths(found.bits),
        reasons: found.reasons.into_iter().map(reason).collect(),
        found_at: found.found_at,
    }
}

fn reason(reason: Reason) -> LikenessReason {
    let kind = reason.values.iter().find(|(name, _)| *name == "kind").map(|(_, kind)| kind.clone());
    let masked = kind.is_some_and(|kind: String| knowing::is_sensitive(&kind));
    let value = |(name, value): (&str, String)| {
        let value = if masked && name == "value" { knowing::masked(&value) } else { value };
        (name.to_owned(), value)
    };
    LikenessReason {
        key: reason.key.to_owned(),
        values: reason.values.into_iter().map(value).collect(),
        bits: tenths(reason.bits),
    }
}

fn tenths(bits: f64) -> f64 {
    (bits * 10.0).round() / 10.0
}
