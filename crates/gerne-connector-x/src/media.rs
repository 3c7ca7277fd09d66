//! Files: pictures in one piece, films and moving pictures in several, described where X takes a
//! description, and waited for while X works on them.

use std::{collections::BTreeMap, sync::PoisonError, time::Duration};

use bytes::Bytes;
use gerne_connector::{Blobs, ConnectorError};
use gerne_domain::{Outbound, OutboundMedia, Refusal, Timestamp, Visibility, time::between};
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde::Deserialize;
use serde_json::json;

use crate::{
    account::Connection,
    client::{Ask, CallError},
    prices::Kind,
    problem::{Meaning, Problem},
    purse::Bill,
    wire::Envelope,
};

/// Bytes of one piece.
const PIECE: usize = 4 * 1024 * 1024;
/// How long one try waits for a film; the file itself is kept for the next try.
const PATIENCE: Duration = Duration::from_mins(3);
/// X keeps a file for 24 hours that no post uses.
const UPLOADS_LAST: Duration = Duration::from_hours(20);
/// A piece over a slow line.
const UPLOAD: Duration = Duration::from_mins(5);

#[derive(Debug, Deserialize)]
struct Uploaded {
    #[serde(default, alias = "media_id_string")]
    id: Option<String>,
    #[serde(default)]
    processing_info: Option<Processing>,
}

#[derive(Debug, Deserialize)]
struct Processing {
    #[serde(default)]
    state: String,
    #[serde(default)]
    check_after_secs: Option<u64>,
}

impl Connection {
    /// Identifiers of all files, in order. What was uploaded for an earlier try is used again.
    pub(crate) async fn upload_all(
        &self,
        outbound: &Outbound,
        blobs: &dyn Blobs,
    ) -> Result<Vec<String>, ConnectorError> {
        let private = outbound.visibility == Visibility::Private;
        let mut ids = Vec::with_capacity(outbound.media.len());
        for (place, media) in outbound.media.iter().enumerate() {
            let slot = (outbound.key.clone(), place);
            let known = self.uploaded().get(&slot, self.api.now());
            let id = match known {
                Some(id) => id,
                None => {
                    let id = self.upload(media, private, blobs).await?;
                    self.uploaded().insert(slot, id.clone(), self.api.now());
                    id
                }
            };
            ids.push(id);
        }
        Ok(ids)
    }

    pub(crate) fn uploaded(&self) -> std::sync::MutexGuard<'_, Uploads> {
        self.uploaded.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nobody sees a file that no post uses, so a lost answer is simply another try.
    async fn upload(
        &self,
        media: &OutboundMedia,
        private: bool,
        blobs: &dyn Blobs,
    ) -> Result<String, ConnectorError> {
        let kind = FileKind::of(&media.mime)
            .filter(|_| self.facts.limits().mime_types.contains(&media.mime))
            .ok_or_else(|| {
                let reason = Refusal::of("refused.file_type").with("type", &media.mime);
                ConnectorError::refused(reason)
            })?;
        let alt = media.alt.as_deref().unwrap_or_default().trim();
        let max_alt = self.facts.limits().max_alt;
        if alt.chars().count() > usize::try_from(max_alt).unwrap_or(usize::MAX) {
            let reason = Refusal::of("refused.alt_too_long").with("limit", max_alt);
            return Err(ConnectorError::refused(reason));
        }
        let bytes = blobs.read(&media.blob).await.map_err(ConnectorError::retry)?;
        let most = kind.most_bytes();
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
            let reason = Refusal::of("refused.file_too_big").with("limit", most);
            return Err(ConnectorError::refused(reason.with("name", &media.name)));
        }
        let category = kind.category(private);
        let uploaded = if kind == FileKind::Picture {
            self.at_once(media, category, bytes).await
        } else {
            self.in_pieces(media, category, bytes).await
        };
        let id = uploaded.map_err(|error| self.file_error(error, &media.name))?;
        if !alt.is_empty() && kind != FileKind::Film {
            self.describe(&id, alt).await.map_err(|error| self.api.read(error))?;
        }
        Ok(id)
    }

    async fn at_once(
        &self,
        media: &OutboundMedia,
        category: &'static str,
        bytes: Bytes,
    ) -> Result<String, CallError> {
        let ask = Ask::deed(Method::POST, "upload", "/2/media/upload");
        let answer = self
            .api
            .act(&ask, &Bill::default(), |request| {
                let form = Form::new().text("media_category", category);
                let form = form.text("media_type", media.mime.clone());
                request.multipart(form.part("media", part(media, bytes.clone()))).timeout(UPLOAD)
            })
            .await?;
        self.until_ready(uploaded(&answer)?).await
    }

    async fn in_pieces(
        &self,
        media: &OutboundMedia,
        category: &'static str,
        bytes: Bytes,
    ) -> Result<String, CallError> {
        let nothing = Bill::default();
        let begin = json!({
            "media_type": media.mime,
            "total_bytes": bytes.len(),
            "media_category": category,
        });
        let ask = Ask::deed(Method::POST, "upload_begin", "/2/media/upload/initialize");
        let begun = self.api.act(&ask, &nothing, |request| request.json(&begin)).await?;
        let (id, _) = uploaded(&begun)?;
        let mut rest = bytes;
        let mut index = 0_u32;
        while !rest.is_empty() {
            let piece = rest.split_to(PIECE.min(rest.len()));
            let path = format!("/2/media/upload/{id}/append");
            let ask = Ask::deed(Method::POST, "upload_append", path);
            let piece = |request: reqwest::RequestBuilder| {
                let form = Form::new().text("segment_index", index.to_string());
                request.multipart(form.part("media", part(media, piece.clone()))).timeout(UPLOAD)
            };
            self.api.call(&ask, piece).await?;
            index += 1;
        }
        let ask = Ask::deed(Method::POST, "upload_end", format!("/2/media/upload/{id}/finalize"));
        let ended = self.api.act(&ask, &nothing, |request| request).await?;
        self.until_ready(uploaded(&ended)?).await
    }

    /// Asks until X has finished, as often as it wants to be asked.
    async fn until_ready(
        &self,
        (id, mut processing): (String, Option<Processing>),
    ) -> Result<String, CallError> {
        let until = self.api.later(PATIENCE);
        while let Some(state) = processing {
            match state.state.as_str() {
                "succeeded" | "" => break,
                "failed" => return Err(Problem::of(Meaning::Invalid).into()),
                _ => {}
            }
            let wait = Duration::from_secs(state.check_after_secs.unwrap_or(2).clamp(1, 60));
            if self.api.now() >= until {
                return Err(CallError::Spent(Duration::from_secs(30)));
            }
            self.api.clock.sleep(wait).await;
            let mut ask =
                Ask::get("upload_status", "/2/media/upload", gerne_webapi::Purpose::Speaking);
            ask = ask.with("command", "STATUS").with("media_id", &id);
            let answer = self.api.look(&ask, |_| Bill::default()).await?;
            processing = answer.one::<Uploaded>().and_then(|uploaded| uploaded.processing_info);
        }
        Ok(id)
    }

    async fn describe(&self, id: &str, alt: &str) -> Result<(), CallError> {
        let body = json!({ "id": id, "metadata": { "alt_text": { "text": alt } } });
        let ask = Ask::deed(Method::POST, "metadata", "/2/media/metadata");
        let ask = ask.costs(Kind::MediaMetadata.price());
        let bill = Bill::deed(Kind::MediaMetadata);
        self.api.act(&ask, &bill, |request| request.json(&body)).await.map(drop)
    }

    fn file_error(&self, error: CallError, name: &str) -> ConnectorError {
        match error.meaning() {
            Some(Meaning::Invalid | Meaning::Gone | Meaning::Forbidden) => {
                ConnectorError::refused(Refusal::of("refused.file_failed").with("name", name))
            }
            _ => self.api.read(error),
        }
    }
}

/// X's kinds of files, with their limits (docs.x.com, "Media best practices").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileKind {
    Picture,
    Moving,
    Film,
}

impl FileKind {
    fn of(mime: &str) -> Option<Self> {
        match mime {
            "image/gif" => Some(Self::Moving),
            _ if mime.starts_with("image/") => Some(Self::Picture),
            _ if mime.starts_with("video/") => Some(Self::Film),
            _ => None,
        }
    }

    fn category(self, private: bool) -> &'static str {
        match (self, private) {
            (Self::Picture, false) => "tweet_image",
            (Self::Moving, false) => "tweet_gif",
            (Self::Film, false) => "tweet_video",
            (Self::Picture, true) => "dm_image",
            (Self::Moving, true) => "dm_gif",
            (Self::Film, true) => "dm_video",
        }
    }

    fn most_bytes(self) -> u64 {
        match self {
            Self::Picture => 5 * 1024 * 1024,
            Self::Moving => 15 * 1024 * 1024,
            Self::Film => 512 * 1024 * 1024,
        }
    }
}

fn part(media: &OutboundMedia, bytes: Bytes) -> Part {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let part = Part::stream_with_length(bytes.clone(), size).file_name(media.name.clone());
    // A type that is none was refused before.
    part.mime_str(&media.mime).unwrap_or_else(|_| Part::stream_with_length(bytes, size))
}

fn uploaded(answer: &Envelope) -> Result<(String, Option<Processing>), CallError> {
    let uploaded: Option<Uploaded> = answer.one();
    let uploaded = uploaded.and_then(|u| Some((u.id?, u.processing_info)));
    uploaded.ok_or(CallError::Http(gerne_webapi::HttpError::Malformed { line: 1, column: 1 }))
}

/// Files that were uploaded and that no post uses yet.
#[derive(Debug, Default)]
pub(crate) struct Uploads(BTreeMap<(String, usize), (String, Timestamp)>);

impl Uploads {
    fn get(&self, slot: &(String, usize), now: Timestamp) -> Option<String> {
        let (id, at) = self.0.get(slot)?;
        (between(*at, now) < UPLOADS_LAST).then(|| id.clone())
    }

    fn insert(&mut self, slot: (String, usize), id: String, now: Timestamp) {
        self.0.retain(|_, (_, at)| between(*at, now) < UPLOADS_LAST);
        self.0.insert(slot, (id, now));
    }

    pub(crate) fn forget(&mut self, key: &str) {
        self.0.retain(|(of, _), _| of != key);
    }
}
