//! Sign-ins and tokens for programs.

use gerne_domain::SessionId;
use gerne_store::{Session, SessionKind as Kind, StoreError};

use super::prelude::*;
use crate::{
    sessions,
    wire::agent::{SessionInfo, SessionKind, TokenBody, TokenMade},
};

/// Where one is signed in, and one's tokens.
#[utoipa::path(get, path = "/me/sessions", tag = "me",
    responses((status = 200, body = List<SessionInfo>)))]
pub(super) async fn list_sessions(
    State(api): State<ApiState>,
    who: Who,
) -> Answer<Json<List<SessionInfo>>> {
    let sessions = db(&api).await?.sessions(who.agent.id).await?;
    let now = api.now();
    let good = sessions.into_iter().filter(|s| s.expires_at.is_none_or(|until| until > now));
    Ok(Json(List::whole(good.map(|session| info(session, who.session)).collect())))
}

/// End every sign-in of one's own but this one. Tokens of programs stay.
#[utoipa::path(delete, path = "/me/sessions", tag = "me", responses((status = 204)))]
pub(super) async fn end_other_sessions(State(api): State<ApiState>, who: Who) -> Answer<Gone> {
    let (agent, this) = (who.agent.id, who.session);
    let ended: Result<((), i64), StoreError> = api
        .store
        .write(move |tx| {
            Box::pin(async move {
                for session in tx.sessions(agent).await? {
                    if session.kind == Kind::Browser && session.id != this {
                        tx.delete_session(agent, session.id).await?;
                    }
                }
                Ok(())
            })
        })
        .await;
    Ok(Gone(ended?.1))
}

/// End a sign-in or a token.
#[utoipa::path(delete, path = "/me/sessions/{id}", tag = "me", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn end_session(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    let agent = who.agent.id;
    let ended: Result<(bool, i64), StoreError> = api
        .store
        .write(move |tx| Box::pin(async move { tx.delete_session(agent, SessionId(id)).await }))
        .await;
    match ended? {
        (true, seq) => Ok(Gone(seq)),
        (false, _) => Err(Problem::not_found()),
    }
}

/// A token for a program, shown once. It may do what its maker may.
#[utoipa::path(post, path = "/me/tokens", tag = "me", request_body = TokenBody,
    responses((status = 201, body = TokenMade)))]
pub(super) async fn make_token(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<TokenBody>,
) -> Answer<Written<TokenMade>> {
    let label = body.label.trim().to_owned();
    if label.is_empty() || longer(Some(&label), 100) {
        let error = FieldError::of("label", "invalid.length");
        return Err(Problem::invalid(vec![error.saying("1 to 100 characters")]));
    }
    let now = api.now();
    if body.expires_at.is_some_and(|until| until <= now) {
        return Err(Problem::field("expires_at", "invalid.past"));
    }
    let session = Session {
        id: SessionId::new(&**api.engine.ids()),
        agent_id: who.agent.id,
        kind: Kind::Program,
        label,
        created_at: now,
        seen_at: now,
        expires_at: body.expires_at,
    };
    let token = sessions::keep(&api, session.clone()).await?;
    let session = info(session, who.session);
    Ok(Written::created(api.head(), TokenMade { token, session }))
}

fn info(session: Session, current: SessionId) -> SessionInfo {
    SessionInfo {
        id: session.id.0,
        kind: match session.kind {
            Kind::Browser => SessionKind::Browser,
            Kind::Program => SessionKind::Program,
        },
        label: session.label,
        created_at: session.created_at,
        seen_at: session.seen_at,
        expires_at: session.expires_at,
        current: session.id == current,
    }
}
