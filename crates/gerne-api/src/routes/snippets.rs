//! Texts kept ready.

use gerne_domain::{SnippetId, TeamId};
use gerne_engine::verbs::SnippetChange;

use super::prelude::*;
use crate::wire::snippet::{NewSnippetBody, Snippet, SnippetBody};

/// Everyone's, and those of one's teams.
#[utoipa::path(get, path = "/snippets", tag = "team",
    responses((status = 200, body = List<Snippet>)))]
pub(super) async fn list_snippets(
    State(api): State<ApiState>,
    who: Who,
) -> Answer<Json<List<Snippet>>> {
    let found = api.engine.snippets(&who.verbs()).await?;
    Ok(Json(List::whole(found.into_iter().map(wire).collect())))
}

/// Keep a text ready: for a team of one's own, or for everyone.
#[utoipa::path(post, path = "/snippets", tag = "team", request_body = NewSnippetBody,
    responses((status = 201, body = Snippet)))]
pub(super) async fn make_snippet(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<NewSnippetBody>,
) -> Answer<Written<Snippet>> {
    let team = body.team_id.map(TeamId);
    let done = api.engine.add_snippet(&who.verbs(), team, &body.name, &body.text).await?;
    Ok(Written::created(done.seq, wire(done.value)))
}

/// Change one.
#[utoipa::path(patch, path = "/snippets/{id}", tag = "team", params(("id" = Uuid, Path)),
    request_body = SnippetBody, responses((status = 200, body = Snippet)))]
pub(super) async fn change_snippet(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<SnippetBody>,
) -> Answer<Written<Snippet>> {
    let change = SnippetChange {
        team: body.team_id.map(|team| team.map(TeamId)),
        name: body.name,
        text: body.text,
    };
    let done = api.engine.change_snippet(&who.verbs(), SnippetId(id), change).await?;
    Ok(Written::ok(done.seq, wire(done.value)))
}

/// Drop one.
#[utoipa::path(delete, path = "/snippets/{id}", tag = "team", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn drop_snippet(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    Ok(Gone(api.engine.drop_snippet(&who.verbs(), SnippetId(id)).await?.seq))
}

fn wire(snippet: gerne_store::Snippet) -> Snippet {
    Snippet {
        id: snippet.id.0,
        team_id: snippet.team_id.map(|id| id.0),
        name: snippet.name,
        text: snippet.text,
        changed_at: snippet.changed_at,
    }
}
