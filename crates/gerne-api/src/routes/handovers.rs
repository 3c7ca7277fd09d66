//! Asking colleagues outside; handing over what somebody had.

use gerne_domain::{AccountId, AgentId, ConversationId, HandoverId, HandoverNoteId, TeamId};
use gerne_engine::verbs::{NewConsult, NewHandover, NoteDecision, Successor};

use super::prelude::*;
use crate::{
    view,
    wire::{
        entry::Entry,
        owed::{
            ConsultBody, Handover, HandoverBody, HandoverNote, HandoverNoteState, NoteAction,
            NoteDecisionBody,
        },
    },
};

/// Characters of a letter.
const LONGEST: usize = 100_000;
/// Successors of one agent.
const MOST: usize = 100;

/// Ask a colleague outside by mail: what they answer becomes a note.
#[utoipa::path(post, path = "/conversations/{id}/consult", tag = "conversations",
    params(("id" = Uuid, Path)), request_body = ConsultBody,
    responses((status = 201, body = Entry)))]
pub(super) async fn consult(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<ConsultBody>,
) -> Answer<Written<Entry>> {
    if longer(Some(&body.text), LONGEST) {
        return Err(Problem::too_long("text", LONGEST));
    }
    let new = NewConsult {
        account: body.account_id.map(AccountId),
        to: body.to,
        subject: body.subject,
        text: body.text,
    };
    let done = api.engine.consult(&who.verbs(), ConversationId(id), new).await?;
    let entry = view::entry::of_note(&mut db(&api).await?, done.value).await?;
    Ok(Written::created(done.seq, entry.ok_or_else(Problem::not_found)?))
}

/// Hand everything over that is an agent's: one's own, or as a lead another's.
#[utoipa::path(post, path = "/agents/{id}/handover", tag = "team",
    params(("id" = Uuid, Path)), request_body = HandoverBody,
    responses((status = 201, body = Handover)))]
pub(super) async fn hand_over(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<HandoverBody>,
) -> Answer<Written<Handover>> {
    for (field, given) in [("to", body.to.len()), ("per", body.per.len())] {
        if given > MOST {
            return Err(Problem::too_many(field, MOST));
        }
    }
    let to = body.to.iter().map(|to| successor("to", to.agent, to.team));
    let of = body.per.iter();
    let of = of.map(|per| Ok((TeamId(per.of), successor("per", per.agent, per.team)?)));
    let new = NewHandover {
        to: to.collect::<Answer<_>>()?,
        of_team: of.collect::<Answer<_>>()?,
        notes: body.note,
    };
    let done = api.engine.hand_over(&who.verbs(), AgentId(id), new).await;
    let done = ["agent.unknown", "agent.cannot_see", "team.unknown"]
        .iter()
        .fold(done.map_err(Problem::from), |done, code| done.blaming(code, "to"))?;
    Ok(Written::created(done.seq, one(&api, &who, done.value).await?))
}

fn successor(field: &str, agent: Option<Uuid>, team: Option<Uuid>) -> Answer<Successor> {
    match (agent, team) {
        (Some(agent), None) => Ok(Successor::Agent(AgentId(agent))),
        (None, Some(team)) => Ok(Successor::Team(TeamId(team))),
        _ => Err(one_of(field, "either `agent` or `team`")),
    }
}

/// A handing over with its notes.
#[utoipa::path(get, path = "/handovers/{id}", tag = "team", params(("id" = Uuid, Path)),
    responses((status = 200, body = Handover)))]
pub(super) async fn get_handover(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<Handover>> {
    Ok(Json(one(&api, &who, HandoverId(id)).await?))
}

/// The newest handings over that concern you.
#[utoipa::path(get, path = "/handovers", tag = "team",
    responses((status = 200, body = List<Handover>)))]
pub(super) async fn list_handovers(
    State(api): State<ApiState>,
    who: Who,
) -> Answer<Json<List<Handover>>> {
    let newest = db(&api).await?.handovers(MOST).await?;
    let mut items = Vec::new();
    for handover in newest {
        match one(&api, &who, handover.id).await {
            Ok(handover) => items.push(handover),
            Err(problem) if problem.status == 404 => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(Json(List::whole(items)))
}

/// Send a drafted note, or do not.
#[utoipa::path(post, path = "/handovers/{id}/notes/{note}", tag = "team",
    params(("id" = Uuid, Path), ("note" = Uuid, Path)), request_body = NoteDecisionBody,
    responses((status = 200, body = Handover)))]
pub(super) async fn decide_note(
    State(api): State<ApiState>,
    who: Who,
    At((id, note)): At<(Uuid, Uuid)>,
    Body(body): Body<NoteDecisionBody>,
) -> Answer<Written<Handover>> {
    let found = db(&api).await?.handover_note(HandoverNoteId(note)).await?;
    let found = found.filter(|note| note.handover_id.0 == id).ok_or_else(Problem::not_found)?;
    let decision = match body.action {
        NoteAction::Send => NoteDecision::Send(body.text),
        NoteAction::Skip => NoteDecision::Skip,
    };
    let done = api.engine.decide_handover_note(&who.verbs(), found.id, decision).await?;
    Ok(Written::ok(done.seq, one(&api, &who, HandoverId(id)).await?))
}

async fn one(api: &ApiState, who: &Who, id: HandoverId) -> Answer<Handover> {
    let (handover, notes) = api.engine.handover(&who.verbs(), id).await?;
    let mut db = db(api).await?;
    let matters: Vec<_> = notes.iter().map(|note| note.conversation_id).collect();
    let matters = db.conversations(&matters).await?;
    let people: Vec<_> = matters.iter().map(|matter| matter.customer_id).collect();
    let people = db.customers(&people).await?;
    let name = |id: ConversationId| {
        let matter = matters.iter().find(|matter| matter.id == id)?;
        people.iter().find(|c| c.id == matter.customer_id).map(|c| c.name.clone())
    };
    let note = |note: gerne_domain::HandoverNote| HandoverNote {
        id: note.id.0,
        conversation_id: note.conversation_id.0,
        customer_name: name(note.conversation_id).unwrap_or_default(),
        agent_id: note.agent_id.map(|id| id.0),
        text: note.text,
        state: match note.state {
            gerne_domain::HandoverNoteState::Drafted => HandoverNoteState::Draft,
            gerne_domain::HandoverNoteState::Sent => HandoverNoteState::Sent,
            gerne_domain::HandoverNoteState::Skipped => HandoverNoteState::Skipped,
        },
        message_id: note.message_id.map(|id| id.0),
    };
    Ok(Handover {
        id: handover.id.0,
        agent_id: handover.agent_id.0,
        by: handover.by_id.0,
        at: handover.at,
        conversations: handover.conversations,
        promises: handover.promises,
        follow_ups: handover.follow_ups,
        notes: notes.into_iter().map(note).collect(),
    })
}
