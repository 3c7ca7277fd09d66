//! Files: at once, in chunks, what becomes of them, alt text.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{StatusCode, header};
use serde_json::{Value, json};

use super::auth::Caller;
use super::model::{Media, Processing, Who};
use super::prices::Priced;
use super::problem::{Answer, Problem};
use super::render;
use super::shared::Shared;
use super::state::State;
use super::writes::object;
use crate::faults::FaultKind;
use crate::journal::{Effect, Via};
use crate::params::Params;
use crate::picture;

const IMAGE_MOST: usize = 5 * 1024 * 1024;
const GIF_MOST: usize = 15 * 1024 * 1024;
const VIDEO_MOST: usize = 512 * 1024 * 1024;
const ALT_MOST: usize = 1000;
const CHUNKS: u32 = 1000;
const TYPES: [&str; 7] = [
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "video/mp4",
    "video/webm",
    "video/quicktime",
];
const CATEGORIES: [&str; 8] = [
    "tweet_image",
    "tweet_gif",
    "tweet_video",
    "dm_image",
    "dm_gif",
    "dm_video",
    "subtitles",
    "amplify_video",
];

impl State {
    /// Takes a whole file.
    pub(crate) fn add_media(&mut self, who: Who, mime: &str, bytes: Bytes) -> Answer<u64> {
        let id = self.begin_media(who, mime, bytes.len())?;
        self.complete(id, bytes, Via::Square)?;
        Ok(id)
    }

    fn begin_media(&mut self, who: Who, mime: &str, total: usize) -> Answer<u64> {
        let mime = mime.split(';').next().unwrap_or_default().trim().to_lowercase();
        let kind = match mime.as_str() {
            "image/gif" => "animated_gif",
            image if image.starts_with("image/") => "photo",
            _ => "video",
        };
        let most = match kind {
            "photo" => IMAGE_MOST,
            "animated_gif" => GIF_MOST,
            _ => VIDEO_MOST,
        };
        if !TYPES.contains(&mime.as_str()) {
            return Err(Problem::invalid("media_type", &mime, "Unsupported media type"));
        }
        if total > most {
            return Err(Problem::invalid("", "", &format!("File size exceeds {most} bytes.")));
        }
        let id = self.next_id();
        let media = Media {
            id,
            owner: who,
            kind,
            mime,
            bytes: Bytes::new(),
            total,
            chunks: std::collections::BTreeMap::new(),
            finalized: None,
            processing: Processing::None,
            width: 0,
            height: 0,
            alt: None,
        };
        self.media.insert(id, media);
        Ok(id)
    }

    fn complete(&mut self, id: u64, bytes: Bytes, via: Via) -> Answer<()> {
        let now = self.now();
        let polls = self.config.processing_polls;
        let Some(media) = self.media.get(&id) else { return Err(Problem::no_page()) };
        let (who, still) = (media.owner, media.kind == "photo");
        let fails = self.draw("POST", "/2/media/upload", Some(who), |kind| {
            matches!(kind, FaultKind::MediaFails)
        });
        let size = if still { picture::size_of(&bytes) } else { Some((640, 360)) };
        let (width, height) = size.unwrap_or((640, 480));
        let Some(media) = self.media.get_mut(&id) else { return Err(Problem::no_page()) };
        (media.width, media.height, media.bytes) = (width, height, bytes);
        media.chunks.clear();
        media.finalized = Some(now);
        if !fails.is_empty() && still {
            self.media.remove(&id);
            return Err(Problem::invalid("", "", "Error occurred while processing media."));
        }
        media.processing = match still {
            true => Processing::None,
            false if !fails.is_empty() => Processing::Failed,
            false if polls == 0 => Processing::Done,
            false => Processing::Pending(polls),
        };
        let by = Some(self.people[who].spec.handle.clone());
        let effect = Effect::MediaUploaded { id: id.to_string(), description: None };
        self.record_as(by, via, None, effect);
        Ok(())
    }

    /// Ready at once, with this alt text.
    pub(crate) fn finish_media(&mut self, id: u64, alt: Option<&str>) {
        if let Some(media) = self.media.get_mut(&id) {
            media.processing = Processing::None;
            media.alt = alt.map(str::to_owned);
        }
    }

    fn own_media(&mut self, who: Who, id: &str) -> Answer<&mut Media> {
        let number: u64 = id.parse().unwrap_or(0);
        let found = self.media.get_mut(&number).filter(|media| media.owner == who);
        found.ok_or_else(|| Problem::invalid("media_id", id, "The media id is invalid."))
    }

    /// Files that a post or message shall carry.
    pub(crate) fn media_for(&mut self, who: Who, ids: &[String]) -> Answer<Vec<u64>> {
        let refused = || Problem::invalid("", "", "Your media IDs are invalid.");
        let now = self.now();
        let mut found = Vec::new();
        let mut moving = 0;
        for id in ids {
            let media = self.own_media(who, id).map_err(|_| refused())?;
            let fresh = media.finalized.is_some_and(|at| now.duration_since(at).as_secs() < 86_400);
            if !fresh || !matches!(media.processing, Processing::None | Processing::Done) {
                return Err(refused());
            }
            moving += usize::from(media.kind != "photo");
            found.push(media.id);
        }
        if found.len() > 4 || (moving > 0 && found.len() > 1) {
            let text = "You can attach up to 4 photos, 1 animated GIF or 1 video.";
            return Err(Problem::invalid("", "", text));
        }
        Ok(found)
    }
}

/// `POST /2/media/upload`: a picture at once, as multipart or base64 in JSON.
pub(crate) async fn upload(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Response> {
    let who = caller.user(&["media.write"])?;
    let category = known_category(params.get("media_category"))?;
    let file = params.file("media");
    let (bytes, mime) = match (file, params.get("media")) {
        (Some(file), _) => (file.bytes.clone(), file.mime.clone()),
        (None, Some(text)) => {
            let bytes = STANDARD.decode(text.trim());
            let bytes = bytes.map_err(|_| Problem::invalid("media", "", "Invalid base64."))?;
            (bytes.into(), String::new())
        }
        (None, None) => return Err(Problem::invalid("media", "", "media is required")),
    };
    let mime = params.filled("media_type").map_or(mime, str::to_owned);
    let mime = sniff(&bytes).map_or(mime, str::to_owned);
    if mime.starts_with("video/") || mime == "image/gif" {
        let text = "Use the chunked upload for this media category.";
        return Err(Problem::invalid("media_category", &category, text));
    }
    shared.act(|state| {
        let id = state.begin_media(who, &mime, bytes.len())?;
        state.complete(id, bytes, Via::Api)?;
        Ok(told(state, id))
    })
}

/// `POST /2/media/upload/initialize`
pub(crate) async fn initialize(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    body: Bytes,
) -> Answer<Response> {
    let who = caller.user(&["media.write"])?;
    let body = object(&body)?;
    known_category(body["media_category"].as_str())?;
    let mime = body["media_type"].as_str().unwrap_or_default().to_owned();
    let total = body["total_bytes"].as_u64().and_then(|total| usize::try_from(total).ok());
    let missing = || Problem::invalid("", "", "$.total_bytes: is missing but it is required");
    let total = total.filter(|total| *total > 0).ok_or_else(missing)?;
    shared.act(|state| {
        let id = state.begin_media(who, &mime, total)?;
        let mut data = render::upload(&state.media[&id], state.now());
        data["expires_after_secs"] = json!(86_400);
        Ok(Json(json!({ "data": data })).into_response())
    })
}

/// `POST /2/media/upload/{id}/append`
pub(crate) async fn append(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer<Response> {
    let who = caller.user(&["media.write"])?;
    let index: Option<u32> = params.number("segment_index").filter(|index| *index < CHUNKS);
    let index = index
        .ok_or_else(|| Problem::invalid("segment_index", "", "segment_index must be 0 to 999"))?;
    let bytes = match (params.file("media"), params.get("media")) {
        (Some(file), _) => file.bytes.clone(),
        (None, Some(text)) => STANDARD.decode(text.trim()).unwrap_or_default().into(),
        (None, None) => return Err(Problem::invalid("media", "", "media is required")),
    };
    shared.act(|state| {
        let now = state.now().as_second();
        let media = state.own_media(who, &id)?;
        if media.finalized.is_some() {
            return Err(Problem::invalid("media_id", &id, "The upload is finalized."));
        }
        media.chunks.insert(index, bytes);
        Ok(Json(json!({ "data": { "expires_at": now + 86_400 } })).into_response())
    })
}

/// `POST /2/media/upload/{id}/finalize`
pub(crate) async fn finalize(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer<Response> {
    let who = caller.user(&["media.write"])?;
    shared.act(|state| {
        let media = state.own_media(who, &id)?;
        if media.finalized.is_none() {
            let whole =
                media.chunks.keys().copied().eq(0..u32::try_from(media.chunks.len()).unwrap_or(0));
            let bytes: Vec<u8> = media.chunks.values().flatten().copied().collect();
            if !whole || bytes.len() != media.total {
                return Err(Problem::invalid(
                    "media_id",
                    &id,
                    "Segments do not add up to provided total file size.",
                ));
            }
            let number = media.id;
            state.complete(number, bytes.into(), Via::Api)?;
        }
        Ok(told(state, id.parse().unwrap_or(0)))
    })
}

/// `GET /2/media/upload?command=STATUS&media_id=`
pub(crate) async fn status(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Response> {
    let who = caller.user(&["media.write"])?;
    if params.get("command").is_some_and(|command| command != "STATUS") {
        return Err(Problem::invalid("command", "", "command must be STATUS"));
    }
    let id = params.get("media_id").unwrap_or_default().to_owned();
    shared.act(|state| {
        let media = state.own_media(who, &id)?;
        media.processing = match media.processing {
            Processing::Pending(left) if left > 1 => Processing::Pending(left - 1),
            Processing::Pending(_) => Processing::Done,
            other => other,
        };
        let number = media.id;
        Ok(told(state, number))
    })
}

/// `POST /2/media/metadata`
pub(crate) async fn metadata(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    body: Bytes,
) -> Answer<Response> {
    let who = caller.user(&["media.write"])?;
    let body = object(&body)?;
    let text = body["metadata"]["alt_text"]["text"].as_str().map(str::to_owned);
    let text = text.ok_or_else(|| {
        Problem::invalid("", "", "$.metadata.alt_text.text: is missing but it is required")
    })?;
    if text.chars().count() > ALT_MOST {
        return Err(Problem::invalid(
            "",
            "",
            "$.metadata.alt_text.text: must be at most 1000 characters long",
        ));
    }
    shared.act(|state| {
        let id = body["id"].as_str().unwrap_or_default().to_owned();
        state.own_media(who, &id)?.alt = Some(text.clone());
        let now = state.now();
        state.bill.charge(now, Priced::MediaMetadata, 1);
        let metadata = json!({ "alt_text": { "text": text } });
        Ok(Json(json!({ "data": { "id": id, "associated_metadata": metadata } })).into_response())
    })
}

fn told(state: &State, id: u64) -> Response {
    let data = state.media.get(&id).map(|media| render::upload(media, state.now()));
    Json(json!({ "data": data.unwrap_or(Value::Null) })).into_response()
}

fn known_category(category: Option<&str>) -> Answer<String> {
    let category = category.unwrap_or_default();
    if CATEGORIES.contains(&category) {
        return Ok(category.to_owned());
    }
    Err(Problem::invalid("media_category", category, "media_category is not in the enumeration"))
}

fn sniff(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if starts(b"\x89PNG") {
        Some("image/png")
    } else if starts(b"\xff\xd8") {
        Some("image/jpeg")
    } else if starts(b"GIF8") {
        Some("image/gif")
    } else if starts(b"RIFF") {
        Some("image/webp")
    } else {
        None
    }
}

/// `/media/{id}.{extension}`, as `pbs.twimg.com` and `video.twimg.com` do it.
pub(crate) async fn file(
    Extract(shared): Extract<Arc<Shared>>,
    Path(name): Path<String>,
) -> Response {
    let id: u64 = name.split('.').next().and_then(|id| id.parse().ok()).unwrap_or(0);
    let found =
        shared.read(|state| state.media.get(&id).map(|one| (one.mime.clone(), one.bytes.clone())));
    match found {
        None => StatusCode::NOT_FOUND.into_response(),
        Some((mime, bytes)) => serve(&mime, bytes),
    }
}

/// `/preview/{id}.png`
pub(crate) async fn preview() -> Response {
    serve("image/png", picture::scene("film").unwrap_or_default().into())
}

/// `/profile_images/{id}/picture_normal.png`, or `.svg` for the square.
pub(crate) async fn avatar(
    Extract(shared): Extract<Arc<Shared>>,
    Path((id, name)): Path<(String, String)>,
) -> Response {
    let found = shared.read(|state| {
        let spec = &state.person(state.find_id(&id)?).spec;
        Some((format!("{}|{}", spec.handle, spec.look), spec.company))
    });
    match found {
        None => StatusCode::NOT_FOUND.into_response(),
        Some((seed, company)) if name.ends_with(".svg") => {
            serve("image/svg+xml", picture::avatar_svg(&seed, company).into())
        }
        Some((seed, company)) => serve("image/png", picture::avatar_png(&seed, company).into()),
    }
}

fn serve(mime: &str, bytes: Bytes) -> Response {
    ([(header::CONTENT_TYPE, mime.to_owned())], bytes).into_response()
}
