//! Pictures and files.

use super::prelude::*;

/// Which copy of an attachment.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MediaQuery {
    /// `1`: the smaller picture.
    #[serde(default)]
    pub preview: Option<String>,
}

/// Our copy of an attachment: pictures inline, all else as a download.
#[utoipa::path(get, path = "/media/{id}", tag = "media", params(("id" = Uuid, Path), MediaQuery),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
pub async fn get_media(State(api): State<Api>, who: Who, At(id): At<Uuid>, Params(query): Params<MediaQuery>) -> Answer<Response> {
    soon()
}

/// A picture from an address that a customer supplied, signed by us, fetched through the guard.
#[utoipa::path(get, path = "/proxy/{token}", tag = "media", params(("token" = String, Path)),
    responses((status = 200, content_type = "image/*", body = Vec<u8>)))]
pub async fn get_proxied(State(api): State<Api>, who: Who, At(token): At<String>) -> Answer<Response> {
    soon()
}

/// An agent's public photo.
#[utoipa::path(get, path = "/photos/{hash}", tag = "media", params(("hash" = String, Path)),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>)))]
pub async fn get_photo(State(api): State<Api>, At(hash): At<String>) -> Answer<Response> {
    soon()
}
