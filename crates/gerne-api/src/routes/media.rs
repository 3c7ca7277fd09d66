//! Pictures and files.

use bytes::Bytes;
use gerne_domain::{AttachmentId, BlobHash};
use http::{HeaderMap, HeaderValue, header};

use super::{conversations::visible_message, prelude::*};
use crate::picture;

/// Pictures that browsers show without running anything.
const INLINE: [&str; 5] = ["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"];
const PLAYED: [&str; 5] = ["video/mp4", "video/webm", "audio/mpeg", "audio/ogg", "audio/mp4"];
const PDF: &str = "application/pdf";
/// For a PDF in a tab of its own. The browser's viewer is not ours to police, and Safari's and Firefox'
/// show nothing at all under `sandbox`; Chromium's wants to be an object with styles of its own.
/// Nothing else may be fetched, sent or framed, and the type is not guessed.
const VIEWER_CSP: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'",
);
/// What was said does not change; who may see it might.
const KEPT_BY_BROWSER: HeaderValue = HeaderValue::from_static("private, max-age=86400");

/// Which copy of an attachment.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct MediaQuery {
    /// `1`: the smaller picture.
    #[serde(default)]
    pub preview: Option<String>,
    /// `1`: to look at it in a tab of its own. Only a PDF is shown so.
    #[serde(default)]
    pub view: Option<String>,
}

/// Our copy of an attachment: pictures inline, a PDF when asked for, all else as a download.
#[utoipa::path(get, path = "/media/{id}", tag = "media", params(("id" = Uuid, Path), MediaQuery),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
pub(super) async fn get_media(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Params(query): Params<MediaQuery>,
) -> Answer<Response> {
    let mut db = db(&api).await?;
    let stored = db.attachment(AttachmentId(id)).await?.ok_or_else(Problem::not_found)?;
    visible_message(&mut db, &who, stored.message_id).await?;
    drop(db);
    let hash = stored.attachment.blob.ok_or_else(Problem::not_found)?;
    let small = query.preview.is_some_and(|preview| preview == "1");
    let key = format!("blob:{hash}");
    if small && let Some(preview) = api.proxy.kept(&key) {
        return Ok(file_response(preview.bytes, preview.mime, None));
    }
    let blob = api.store.blob(&hash).await?.ok_or_else(Problem::not_found)?;
    let bytes = Bytes::from(blob.bytes);
    if small {
        let whole = bytes.clone();
        let drawn = tokio::task::spawn_blocking(move || picture::preview(&whole)).await;
        if let Ok(Some(preview)) = drawn {
            api.proxy.keep(&key, preview.clone());
            return Ok(file_response(preview.bytes, preview.mime, None));
        }
    }
    let name = stored.attachment.name.as_deref();
    if query.view.is_some_and(|view| view == "1") && gerne_connector::sniff(&bytes) == Some(PDF) {
        return Ok(pdf_response(bytes, name));
    }
    Ok(file_response(bytes, &blob.mime, name))
}

/// A picture from an address that a customer supplied, signed by us, fetched through the guard.
#[utoipa::path(get, path = "/proxy/{token}", tag = "media", params(("token" = String, Path)),
    responses((status = 200, content_type = "image/*", body = Vec<u8>)))]
pub(super) async fn get_proxied(
    State(api): State<ApiState>,
    _who: Who,
    At(token): At<String>,
) -> Answer<Response> {
    let address = api.signer.open(&token).ok_or_else(Problem::not_found)?;
    let picture = api.proxy.picture(&address).await?;
    Ok(file_response(picture.bytes, picture.mime, None))
}

/// An agent's public photo.
#[utoipa::path(get, path = "/photos/{hash}", tag = "media", params(("hash" = String, Path)),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>)))]
pub(super) async fn get_photo(
    State(api): State<ApiState>,
    who: Option<Who>,
    At(hash): At<String>,
) -> Answer<Response> {
    // Only what is somebody's photo now: stepping back works on the next request.
    let agents = db(&api).await?.agents().await?;
    let shown = agents.iter().any(|agent| {
        let public = agent.face.listed && agent.disabled_at.is_none();
        agent.face.photo.as_ref().is_some_and(|photo| photo.0 == hash) && (public || who.is_some())
    });
    if !shown {
        return Err(Problem::not_found());
    }
    let blob = api.store.blob(&BlobHash(hash)).await?.ok_or_else(Problem::not_found)?;
    let mut response = file_response(blob.bytes.into(), "image/jpeg", None);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

/// Bytes from strangers, so that nothing in them can act: pictures and sound inline, all else as a
/// download.
pub(super) fn file_response(bytes: Bytes, mime: &str, name: Option<&str>) -> Response {
    let mut headers = HeaderMap::new();
    let inline = INLINE.contains(&mime) || PLAYED.contains(&mime);
    let shown = if inline { mime } else { "application/octet-stream" };
    if let Ok(shown) = HeaderValue::from_str(shown) {
        headers.insert(header::CONTENT_TYPE, shown);
    }
    let place = if inline { "inline" } else { "attachment" };
    if let Some(value) = disposition(place, name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CACHE_CONTROL, KEPT_BY_BROWSER);
    (headers, bytes).into_response()
}

/// For the browser's own viewer.
fn pdf_response(bytes: Bytes, name: Option<&str>) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PDF));
    headers.insert(header::CONTENT_SECURITY_POLICY, VIEWER_CSP);
    if let Some(value) = disposition("inline", name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CACHE_CONTROL, KEPT_BY_BROWSER);
    (headers, bytes).into_response()
}

fn disposition(place: &str, name: Option<&str>) -> Option<HeaderValue> {
    let name: String = url::form_urlencoded::byte_serialize(name.unwrap_or("file").as_bytes())
        .collect::<String>()
        .replace('+', "%20");
    HeaderValue::from_str(&format!("{place}; filename*=UTF-8''{name}")).ok()
}
