//! Oneself.

use gerne_engine::verbs::AgentChange;
use gerne_store::StoreError;

use super::{prelude::*, uploads::single_file};
use crate::{
    extract::Form,
    password::weakness,
    picture, view,
    wire::{
        agent::{Me, MeBody, PasswordBody},
        media::FileBody,
    },
};

/// Most bytes of the console's own settings.
const SETTINGS_CAP: usize = 16 * 1024;

/// Who is signed in.
#[utoipa::path(get, path = "/me", tag = "me", responses((status = 200, body = Me)))]
pub(super) async fn get_me(State(api): State<ApiState>, who: Who) -> Answer<Json<Me>> {
    Ok(Json(view::agent::me(&mut db(&api).await?, who.agent.clone()).await?))
}

/// Change oneself. `face.listed=false` steps back from public view at once.
#[utoipa::path(patch, path = "/me", tag = "me", request_body = MeBody,
    responses((status = 200, body = Me)))]
pub(super) async fn change_me(
    State(api): State<ApiState>,
    who: Who,
    Body(body): Body<MeBody>,
) -> Answer<Written<Me>> {
    if let Some(settings) = &body.settings {
        let fits = settings.is_object() && settings.to_string().len() <= SETTINGS_CAP;
        if !fits {
            return Err(Problem::field("settings", "invalid.settings"));
        }
    }
    let face = body.face.unwrap_or_default();
    if face.line.as_ref().is_some_and(|line| longer(line.as_deref(), 120)) {
        return Err(Problem::too_long("face.line", 120));
    }
    let change = AgentChange {
        name: body.name,
        public_name: face.name,
        line: face.line.map(Option::unwrap_or_default),
        listed: face.listed,
        language: body.language,
        availability: body.availability.map(Into::into),
        settings: body.settings,
        ..AgentChange::default()
    };
    changed(&api, &who, change).await
}

/// Another photo: re-encoded, square, without metadata.
#[utoipa::path(put, path = "/me/photo", tag = "me",
    request_body(content = FileBody, content_type = "multipart/form-data"),
    responses((status = 200, body = Me)))]
pub(super) async fn put_photo(
    State(api): State<ApiState>,
    who: Who,
    Form(form): Form,
) -> Answer<Written<Me>> {
    let file = single_file(form, picture::PHOTO_CAP).await?;
    let photo = tokio::task::spawn_blocking(move || picture::portrait(&file.bytes))
        .await
        .map_err(|_| Problem::unavailable())?;
    let photo = photo.map_err(|error| match error {
        picture::PhotoError::NotAPicture => Problem::field("file", "photo.not_a_picture"),
        picture::PhotoError::TooLarge => Problem::field("file", "photo.too_large"),
    })?;
    let hash = api.store.put_blob(photo, "image/jpeg", api.now()).await?;
    changed(&api, &who, AgentChange { photo: Some(Some(hash)), ..AgentChange::default() }).await
}

/// No photo.
#[utoipa::path(delete, path = "/me/photo", tag = "me", responses((status = 200, body = Me)))]
pub(super) async fn delete_photo(State(api): State<ApiState>, who: Who) -> Answer<Written<Me>> {
    changed(&api, &who, AgentChange { photo: Some(None), ..AgentChange::default() }).await
}

async fn changed(api: &ApiState, who: &Who, change: AgentChange) -> Answer<Written<Me>> {
    let id = who.agent.id;
    let done = api.engine.change_agent(&who.verbs(), id, change).await;
    let done = done.blaming("agent.public_name", "face.name")?;
    let mut db = db(api).await?;
    let agent = db.agent(id).await?.ok_or_else(Problem::not_found)?;
    Ok(Written::ok(done.seq, view::agent::me(&mut db, agent).await?))
}

/// Another password; ends all other sign-ins and tokens.
#[utoipa::path(post, path = "/me/password", tag = "me", request_body = PasswordBody,
    responses((status = 204)))]
pub(super) async fn change_password(
    State(api): State<ApiState>,
    who: Who,
    whence: Whence,
    Body(body): Body<PasswordBody>,
) -> Answer<Gone> {
    // They are signed in here: only the strict limit counts.
    api.doors.try_login(&who.agent.login, whence.0, true)?;
    let (agent, session) = (who.agent.id, who.session);
    let old = db(&api).await?.password_hash(agent).await?;
    if !api.passwords.verify(&body.old, old.as_deref()).await? {
        return Err(Problem::field("old", "password.wrong"));
    }
    if let Some(weak) = weakness("new", &body.new) {
        return Err(Problem::invalid(vec![weak]));
    }
    let hash = api.passwords.hash(&body.new).await?;
    let kept: Result<((), i64), StoreError> = api
        .store
        .write(move |tx| {
            Box::pin(async move {
                tx.set_password(agent, Some(&hash)).await?;
                tx.delete_sessions(agent, Some(session)).await?;
                Ok(())
            })
        })
        .await;
    Ok(Gone(kept?.1))
}
