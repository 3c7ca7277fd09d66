//! Letters as they came: all of the text, the formatted form in a page of its own, the file.
//!
//! The page is hostile HTML behind two walls: it is made safe each time it is shown, so that a better
//! sanitiser mends old letters too, and it stands in a frame whose own policy lets nothing run and
//! nothing be fetched from elsewhere (decision 0027).

use std::sync::{Arc, LazyLock};

use base64::Engine as _;
use gerne_domain::{AttachmentKind, MessageId};
use gerne_mail::{Mail, Remote, Showing, safe_html};
use http::{HeaderMap, HeaderValue, header};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::{conversations::visible_message, media::file_response, prelude::*};
use crate::view::proxied;

/// The frame follows the console's colours; the letter brings none of its own.
const STYLE: &str = ":root{color-scheme:light dark}\
    body{margin:0;padding:12px 16px;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}\
    img{max-width:100%;height:auto}table{max-width:100%}td,th{overflow-wrap:break-word}\
    pre{white-space:pre-wrap}\
    blockquote{margin:8px 0;padding-left:12px;border-left:3px solid #8888}a{color:LinkText}";

/// What the page may do: show, and open links in a new tab.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; img-src 'self' data:; style-src 'sha256-{hash}'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'self'; \
         sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    )
});

/// All that a letter says.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FullText {
    /// The whole text: quotes and signature too.
    pub text: String,
    /// It has a formatted form.
    pub formatted: bool,
    /// Pictures on other servers that the formatted form would show.
    pub remote_pictures: usize,
}

/// How the formatted form is shown.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PageQuery {
    /// `1`: with pictures from other servers, through our proxy.
    #[serde(default)]
    pub pictures: Option<String>,
}

/// All of a letter's text.
#[utoipa::path(get, path = "/messages/{id}/full", tag = "conversations",
    params(("id" = Uuid, Path)), responses((status = 200, body = FullText)))]
pub(super) async fn full_text(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<FullText>> {
    let bytes = original(&api, &who, id).await?;
    let full = read(bytes, |mail| {
        let remote = mail.html.as_ref().map(|html| safe_html(html, &Showing::default()).remote);
        FullText {
            formatted: mail.html.is_some(),
            remote_pictures: remote.unwrap_or_default(),
            text: mail.text,
        }
    });
    Ok(Json(full.await?))
}

/// A letter's file, as it came.
#[utoipa::path(get, path = "/messages/{id}/original", tag = "conversations",
    params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
pub(super) async fn get_original(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Response> {
    let bytes = original(&api, &who, id).await?;
    Ok(file_response(bytes.into(), "message/rfc822", Some("original.eml")))
}

/// A letter's formatted form, for a frame.
#[utoipa::path(get, path = "/messages/{id}/page", tag = "conversations",
    params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, content_type = "text/html", body = String)))]
pub(super) async fn get_page(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Params(query): Params<PageQuery>,
) -> Answer<Response> {
    let bytes = original(&api, &who, id).await?;
    let with_pictures = query.pictures.is_some_and(|pictures| pictures == "1");
    let page = read(bytes, move |mail| page(&api, id, &mail, with_pictures)).await?;
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if let Ok(policy) = HeaderValue::from_str(&POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok((headers, page).into_response())
}

/// A picture inside a letter, by its `Content-ID`.
#[utoipa::path(get, path = "/messages/{id}/inline/{content_id}", tag = "conversations",
    params(("id" = Uuid, Path), ("content_id" = String, Path)),
    responses((status = 200, content_type = "image/*", body = Vec<u8>)))]
pub(super) async fn get_inline(
    State(api): State<ApiState>,
    who: Who,
    At((id, content_id)): At<(Uuid, String)>,
) -> Answer<Response> {
    let bytes = original(&api, &who, id).await?;
    let part = read(bytes, move |mail| {
        mail.parts.into_iter().find(|part| part.content_id.as_deref() == Some(&content_id))
    });
    let part = part.await?.ok_or_else(Problem::not_found)?;
    let mime = gerne_connector::sniff(&part.bytes).unwrap_or("application/octet-stream");
    Ok(file_response(part.bytes.into(), mime, part.name.as_deref()))
}

/// A letter's bytes, for who may see its conversation.
async fn original(api: &ApiState, who: &Who, id: Uuid) -> Answer<Vec<u8>> {
    let mut db = db(api).await?;
    let message = visible_message(&mut db, who, MessageId(id)).await?;
    let kept = message.attachments.into_iter().find(|a| a.kind == AttachmentKind::Original);
    let hash = kept.and_then(|kept| kept.blob).ok_or_else(Problem::not_found)?;
    drop(db);
    Ok(api.store.blob(&hash).await?.ok_or_else(Problem::not_found)?.bytes)
}

/// Reads it where it does not keep others waiting: a large letter takes a while.
async fn read<T: Send + 'static>(
    bytes: Vec<u8>,
    take: impl FnOnce(Mail) -> T + Send + 'static,
) -> Answer<T> {
    let read = tokio::task::spawn_blocking(move || take(gerne_mail::read(&bytes))).await;
    read.map_err(|_| Problem::new(http::StatusCode::INTERNAL_SERVER_ERROR, "internal"))
}

fn page(api: &ApiState, id: Uuid, mail: &Mail, with_pictures: bool) -> String {
    let known: Vec<String> = mail.parts.iter().filter_map(|p| p.content_id.clone()).collect();
    let remote = if with_pictures {
        let api = api.clone();
        Remote::Through(Arc::new(move |address| proxied(&api, Some(address))))
    } else {
        Remote::Blocked
    };
    let picture = move |content_id: &str| {
        known.iter().find(|known| *known == content_id).map(|known| {
            let name: String = url::form_urlencoded::byte_serialize(known.as_bytes()).collect();
            format!("/api/v1/messages/{id}/inline/{}", name.replace('+', "%20"))
        })
    };
    let showing = Showing { picture: Arc::new(picture), remote };
    let body = match &mail.html {
        Some(html) => safe_html(html, &showing).html,
        None => format!("<pre>{}</pre>", escaped(&mail.text)),
    };
    format!(
        "<!doctype html><html><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <style>{STYLE}</style></head><body>{body}</body></html>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
