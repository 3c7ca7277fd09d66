//! Incidents: many people, one cause.

use std::collections::BTreeMap;

use gerne_domain::{ConversationId, IncidentId};
use gerne_engine::verbs::{IncidentSeen, IncidentTexts, Telling, ToldText, place_of, worded_for};

use super::{conversations::visible, prelude::*};
use crate::wire::incident::{
    Incident, IncidentChange, IncidentEnd, IncidentMember, IncidentQuery, TellBody, TellWhat, Told,
};

/// Incidents of the last days, the last first; without who reports them.
#[utoipa::path(get, path = "/incidents", tag = "rules", params(IncidentQuery),
    responses((status = 200, body = List<Incident>)))]
pub(super) async fn list_incidents(
    State(api): State<ApiState>,
    who: Who,
    Params(query): Params<IncidentQuery>,
) -> Answer<Json<List<Incident>>> {
    let found = api.engine.incidents(&who.verbs(), query.days.unwrap_or(7)).await?;
    Ok(Json(List::whole(found.into_iter().map(short).collect())))
}

/// An incident, and who reports it in matters that you see.
#[utoipa::path(get, path = "/incidents/{id}", tag = "rules", params(("id" = Uuid, Path)),
    responses((status = 200, body = Incident)))]
pub(super) async fn get_incident(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<Incident>> {
    Ok(Json(whole(&api, &who, IncidentId(id)).await?))
}

/// Incidents that are reported in a conversation, and go on or ended lately.
#[utoipa::path(get, path = "/conversations/{id}/incidents", tag = "rules",
    params(("id" = Uuid, Path)), responses((status = 200, body = List<Incident>)))]
pub(super) async fn conversation_incidents(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<List<Incident>>> {
    let id = visible(&mut db(&api).await?, &who, id).await?.id;
    let found = api.engine.incidents_in(&who.verbs(), id).await?;
    Ok(Json(List::whole(found.into_iter().map(short).collect())))
}

/// Name an incident, or say what people are told of it.
#[utoipa::path(patch, path = "/incidents/{id}", tag = "rules", params(("id" = Uuid, Path)),
    request_body = IncidentChange, responses((status = 200, body = Incident)))]
pub(super) async fn change_incident(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<IncidentChange>,
) -> Answer<Written<Incident>> {
    let id = IncidentId(id);
    let IncidentChange { name, text, over, post, post_over } = body;
    let texts = IncidentTexts { text, over, post, post_over };
    let done = api.engine.change_incident(&who.verbs(), id, name, texts).await?;
    Ok(Written::ok(done.seq, whole(&api, &who, id).await?))
}

/// An incident is over, or is none. Who reports one that is over is told once.
#[utoipa::path(post, path = "/incidents/{id}/end", tag = "rules", params(("id" = Uuid, Path)),
    request_body = IncidentEnd, responses((status = 200, body = Incident)))]
pub(super) async fn end_incident(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<IncidentEnd>,
) -> Answer<Written<Incident>> {
    let done = api.engine.end_incident(&who.verbs(), IncidentId(id), body.none).await?;
    Ok(Written::ok(done.seq, whole(&api, &who, IncidentId(id)).await?))
}

/// Tell who reports it, each with the words that you read; once for each text.
#[utoipa::path(post, path = "/incidents/{id}/tell", tag = "rules", params(("id" = Uuid, Path)),
    request_body = TellBody, responses((status = 200, body = Told)))]
pub(super) async fn tell_of_incident(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<TellBody>,
) -> Answer<Written<Told>> {
    let texts = body
        .texts
        .into_iter()
        .map(|one| ToldText { conversation: ConversationId(one.conversation_id), text: one.text });
    let id = IncidentId(id);
    let done =
        api.engine.tell_of_incident(&who.verbs(), id, body.what.into(), texts.collect()).await?;
    Ok(Written::ok(done.seq, Told { told: done.value }))
}

impl From<TellWhat> for Telling {
    fn from(what: TellWhat) -> Self {
        match what {
            TellWhat::Text => Self::Text,
            TellWhat::Over => Self::Over,
        }
    }
}

async fn whole(api: &ApiState, who: &Who, id: IncidentId) -> Answer<Incident> {
    let seen = api.engine.incident(&who.verbs(), id).await?;
    let mut db = db(api).await?;
    let ids: Vec<_> = seen.members.iter().map(|(_, c)| c.customer_id).collect();
    let names = db.customers(&ids).await?;
    let said: Vec<_> = seen.members.iter().map(|(member, _)| member.message_id).collect();
    let said: BTreeMap<_, _> = db.messages(&said).await?.into_iter().map(|m| (m.id, m)).collect();
    let body = seen.incident.body.clone();
    let members = seen.members.iter().map(|(member, conversation)| {
        let known = names.iter().find(|customer| customer.id == conversation.customer_id);
        let name = known.map(|customer| customer.name.clone()).unwrap_or_default();
        let said = said.get(&member.message_id);
        let own = |text: &str| worded_for(text, &name, said, &body.places);
        IncidentMember {
            conversation_id: conversation.id.0,
            customer_id: conversation.customer_id.0,
            message_id: member.message_id.0,
            at: member.at,
            told: member.told.iter().any(|told| told == "text"),
            told_over: member.told.iter().any(|told| told == "over"),
            place: said.and_then(place_of),
            text: own(&body.text),
            over: own(&body.over),
            customer_name: name.clone(),
        }
    });
    let members = members.collect();
    Ok(Incident { members, ..short(seen) })
}

fn short(seen: IncidentSeen) -> Incident {
    let of = seen.incident;
    #[expect(clippy::cast_precision_loss, reason = "a count of people")]
    let usual = of.usual as f64 / 100.0;
    Incident {
        id: of.id.0,
        name: of.name,
        about: of.about,
        places: of.body.places,
        since: of.since,
        noticed_at: of.noticed_at,
        last_at: of.last_at,
        people: seen.people,
        usual,
        state: of.state.into(),
        matters: seen.matters,
        told: seen.told.0,
        told_over: seen.told.1,
        text: of.body.text,
        over: of.body.over,
        post: of.body.post,
        post_over: of.body.post_over,
        ended_at: of.ended_at,
        members: Vec::new(),
    }
}
