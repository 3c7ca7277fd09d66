//! Files: upload, processing, alt text, and serving them.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{StatusCode, header};
use serde_json::json;

use super::auth::Caller;
use super::deeds::millis;
use super::entities;
use super::errors::Answer;
use super::handle::Shared;
use super::model::{Media, Processing, Who};
use super::state::{Actor, State};
use super::texts::Text;
use crate::faults::FaultKind;
use crate::journal::Effect;
use crate::params::Params;
use crate::picture;

/// What may be uploaded: type, kind, file name extension.
pub(crate) const TYPES: [(&str, &str, &str); 12] = [
    ("image/jpeg", "image", "jpeg"),
    ("image/png", "image", "png"),
    ("image/gif", "image", "gif"),
    ("image/webp", "image", "webp"),
    ("image/heic", "image", "heic"),
    ("image/avif", "image", "avif"),
    ("video/mp4", "video", "mp4"),
    ("video/webm", "video", "webm"),
    ("video/quicktime", "video", "mov"),
    ("audio/mpeg", "audio", "mp3"),
    ("audio/ogg", "audio", "ogg"),
    ("audio/wav", "audio", "wav"),
];

impl State {
    pub(crate) fn add_media(
        &mut self,
        actor: &Actor,
        bytes: Bytes,
        mime: &str,
        description: Option<String>,
    ) -> Result<String, Text> {
        let mime = mime.split(';').next().unwrap_or_default().trim().to_lowercase();
        let known = TYPES.iter().find(|(known, ..)| *known == mime);
        let (_, kind, extension) = *known.ok_or(Text::FileUnknownType)?;
        let limits = &self.config.limits;
        let most = if kind == "image" { limits.image_size_limit } else { limits.video_size_limit };
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
            return Err(Text::FileTooLarge);
        }
        let too_long = |text: &String| text.chars().count() > limits.description_limit;
        if description.as_ref().is_some_and(too_long) {
            return Err(Text::DescriptionTooLong(limits.description_limit));
        }
        let (width, height) = match kind {
            "image" => picture::size_of(&bytes).unwrap_or((640, 480)),
            "video" => (640, 360),
            _ => (0, 0),
        };
        let now = self.now();
        let mut seq = u16::try_from(self.media.len() % 65_536).unwrap_or(0);
        let salt = self.random.next();
        let mut id = self.config.flavour.id(millis(now), seq, salt);
        while self.media.contains_key(&id) {
            seq = seq.wrapping_add(1);
            id = self.config.flavour.id(millis(now), seq, salt);
        }
        let fails = self.draw("POST", "/api/v2/media", Some(actor.who), |kind| {
            matches!(kind, FaultKind::MediaFails)
        });
        let processing = if !fails.is_empty() {
            Processing::Failed
        } else if kind == "image" || self.config.processing_polls == 0 {
            Processing::Ready
        } else {
            Processing::Pending(self.config.processing_polls)
        };
        let effect = Effect::MediaUploaded { id: id.clone(), description: description.clone() };
        let media = Media {
            id: id.clone(),
            owner: actor.who,
            kind,
            mime,
            extension,
            bytes,
            width,
            height,
            description,
            focus: (0.0, 0.0),
            processing,
            used_by: None,
        };
        self.media.insert(id.clone(), media);
        self.record(actor, effect);
        Ok(id)
    }

    pub(crate) fn finish_media(&mut self, id: &str) {
        if let Some(media) = self.media.get_mut(id) {
            media.processing = Processing::Ready;
        }
    }

    fn own_media(&mut self, who: Who, id: &str) -> Option<&mut Media> {
        self.media.get_mut(id).filter(|media| media.owner == who)
    }
}

pub(crate) async fn upload(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Response> {
    let who = caller.need("write:media")?;
    shared.act(|state| {
        let file = params.file("file").ok_or_else(|| caller.invalid(Text::FileUnknownType))?;
        let description = params.get("description").map(str::to_owned);
        let mime = guess(&file.mime, &file.name);
        let actor = caller.actor(who);
        let id = state
            .add_media(&actor, file.bytes.clone(), &mime, description)
            .map_err(|text| caller.invalid(text))?;
        let Some(media) = state.own_media(who, &id) else { return Err(caller.not_found()) };
        if let Some(focus) = params.get("focus").and_then(parse_focus) {
            media.focus = focus;
        }
        // Processing of pictures ends within the request; a failure of it is told at once.
        if media.processing == Processing::Failed && media.kind == "image" {
            return Err(caller.invalid(Text::FileFailed));
        }
        let code = if media.processing == Processing::Ready {
            StatusCode::OK
        } else {
            StatusCode::ACCEPTED
        };
        let media = &state.media[&id];
        Ok((code, Json(entities::media(state, media))).into_response())
    })
}

pub(crate) async fn show(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Response> {
    let who = caller.need("write:media")?;
    shared.act(|state| {
        let media = state.own_media(who, &id).ok_or_else(|| caller.not_found())?;
        let code = match media.processing {
            Processing::Failed => return Err(caller.invalid(Text::FileFailed)),
            Processing::Ready => StatusCode::OK,
            Processing::Pending(left) if left > 1 => {
                media.processing = Processing::Pending(left - 1);
                StatusCode::PARTIAL_CONTENT
            }
            Processing::Pending(_) => {
                // This time it still answers 206; the next one finds it ready.
                let answer = entities::media(state, &state.media[&id]);
                state.finish_media(&id);
                return Ok((StatusCode::PARTIAL_CONTENT, Json(answer)).into_response());
            }
        };
        Ok((code, Json(entities::media(state, &state.media[&id]))).into_response())
    })
}

pub(crate) async fn update(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer<Response> {
    let who = caller.need("write:media")?;
    shared.act(|state| {
        let limit = state.config.limits.description_limit;
        let media = state.own_media(who, &id).ok_or_else(|| caller.not_found())?;
        if let Some(description) = params.get("description") {
            if description.chars().count() > limit {
                return Err(caller.invalid(Text::DescriptionTooLong(limit)));
            }
            media.description = Some(description.to_owned());
        }
        if let Some(focus) = params.get("focus").and_then(parse_focus) {
            media.focus = focus;
        }
        Ok(Json(entities::media(state, &state.media[&id])).into_response())
    })
}

pub(crate) async fn delete(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Response> {
    let who = caller.need("write:media")?;
    shared.act(|state| {
        let media = state.own_media(who, &id).ok_or_else(|| caller.not_found())?;
        if media.used_by.is_some() {
            return Err(caller.invalid(Text::FileNotFound(id.clone())));
        }
        state.media.remove(&id);
        Ok(Json(json!({})).into_response())
    })
}

/// `/system/media_attachments/files/:id/:size/:name`
pub(crate) async fn file(
    Extract(shared): Extract<Arc<Shared>>,
    Path((id, size, _name)): Path<(String, String, String)>,
) -> Response {
    let found = shared.read(|state| {
        let media = state.media.get(&id)?;
        Some((media.kind, media.mime.clone(), media.bytes.clone()))
    });
    match found {
        None => StatusCode::NOT_FOUND.into_response(),
        Some(("video" | "gifv", ..)) if size == "small" => {
            serve("image/png", picture::scene("film").unwrap_or_default().into())
        }
        Some((_, mime, bytes)) => serve(&mime, bytes),
    }
}

/// `/system/accounts/avatars/:id.png`
pub(crate) async fn avatar(
    Extract(shared): Extract<Arc<Shared>>,
    Path(name): Path<String>,
) -> Response {
    let (id, extension) = name.rsplit_once('.').unwrap_or((&name, "png"));
    let seed = shared.read(|state| {
        let account = state.account(state.find_account_id(id)?);
        Some((format!("{}|{}", account.acct(), account.spec.look), account.spec.company))
    });
    match seed {
        None => StatusCode::NOT_FOUND.into_response(),
        Some((seed, company)) if extension == "svg" => {
            serve("image/svg+xml", picture::avatar_svg(&seed, company).into())
        }
        Some((seed, company)) => serve("image/png", picture::avatar_png(&seed, company).into()),
    }
}

fn serve(mime: &str, bytes: Bytes) -> Response {
    let cache = (header::CACHE_CONTROL, "public, max-age=2419200, immutable".to_owned());
    ([(header::CONTENT_TYPE, mime.to_owned()), cache], bytes).into_response()
}

/// Clients often send no usable type; the file's name then decides.
fn guess(mime: &str, name: &str) -> String {
    if mime != "application/octet-stream" {
        return mime.to_owned();
    }
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    let extension = if extension == "jpg" { "jpeg" } else { extension.as_str() };
    let found = TYPES.iter().find(|(.., known)| *known == extension);
    found.map_or(mime, |(mime, ..)| mime).to_owned()
}

fn parse_focus(text: &str) -> Option<(f64, f64)> {
    let (x, y) = text.split_once(',')?;
    Some((x.trim().parse().ok()?, y.trim().parse().ok()?))
}
