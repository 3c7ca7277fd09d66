//! Oneself.

use super::prelude::*;
use crate::wire::{agent::{Me, MeBody, PasswordBody}, media::FileBody};

/// Who is signed in.
#[utoipa::path(get, path = "/me", tag = "me", responses((status = 200, body = Me)))]
pub async fn get_me(State(api): State<Api>, who: Who) -> Answer<Json<Me>> {
    soon()
}

/// Change oneself. `face.listed=false` steps back from public view at once.
#[utoipa::path(patch, path = "/me", tag = "me", request_body = MeBody, responses((status = 200, body = Me)))]
pub async fn change_me(State(api): State<Api>, who: Who, Body(body): Body<MeBody>) -> Answer<Written<Me>> {
    soon()
}

/// Another photo: re-encoded, square, without metadata.
#[utoipa::path(put, path = "/me/photo", tag = "me", request_body(content = FileBody, content_type = "multipart/form-data"), responses((status = 200, body = Me)))]
pub async fn put_photo(State(api): State<Api>, who: Who) -> Answer<Written<Me>> {
    soon()
}

/// No photo.
#[utoipa::path(delete, path = "/me/photo", tag = "me", responses((status = 200, body = Me)))]
pub async fn delete_photo(State(api): State<Api>, who: Who) -> Answer<Written<Me>> {
    soon()
}

/// Another password; ends all other browser sessions.
#[utoipa::path(post, path = "/me/password", tag = "me", request_body = PasswordBody, responses((status = 204)))]
pub async fn change_password(State(api): State<Api>, who: Who, Body(body): Body<PasswordBody>) -> Answer<Gone> {
    soon()
}
