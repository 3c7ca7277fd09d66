//! Files: uploaded with their description, waited for while the server works on them.

use std::{collections::BTreeMap, sync::PoisonError, time::Duration};

use gerne_connector::{Blobs, ConnectorError};
use gerne_domain::{
    Clock, Outbound, OutboundMedia, Refusal, Timestamp,
    time::{after, between},
};
use reqwest::{
    Method,
    multipart::{Form, Part},
};

use crate::{
    account::Connection,
    client::{CallError, JSON_CAP},
    wire,
};

/// How long one try waits for a film; the file itself is kept for the next try.
const PATIENCE: Duration = Duration::from_mins(2);
/// How long an upload is used again. Mastodon deletes files that no post uses after 24 hours
/// (`Vacuum::MediaAttachmentsVacuum`, `TTL = 1.day`).
const UPLOADS_LAST: Duration = Duration::from_hours(20);
/// A film of 100 MB over a slow line.
const UPLOAD: Duration = Duration::from_mins(10);

impl Connection {
    /// Identifiers of all files, in order. What was uploaded for an earlier try is used again.
    pub(crate) async fn upload_all(
        &self,
        outbound: &Outbound,
        blobs: &dyn Blobs,
    ) -> Result<Vec<String>, ConnectorError> {
        let mut ids = Vec::with_capacity(outbound.media.len());
        for (place, media) in outbound.media.iter().enumerate() {
            let slot = (outbound.key.clone(), place);
            let known = self.uploaded().get(&slot, self.api.clock.now());
            let id = match known {
                // Servers clear up what no post uses, some sooner than others.
                Some(id) if self.until_ready(&id).await? == State::Ready => id,
                _ => {
                    self.uploaded().remove(&slot);
                    let id = self.upload(media, blobs).await?;
                    self.uploaded().insert(slot.clone(), id.clone(), self.api.clock.now());
                    if self.until_ready(&id).await? == State::Gone {
                        self.uploaded().remove(&slot);
                        return Err(failed(&media.name));
                    }
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
        blobs: &dyn Blobs,
    ) -> Result<String, ConnectorError> {
        let limits = self.facts().limits;
        let bytes = blobs.read(&media.blob).await.map_err(ConnectorError::retry)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let picture = media.mime.starts_with("image/");
        let most = if picture { limits.max_image_bytes } else { limits.max_file_bytes };
        if size > most {
            return Err(ConnectorError::refused(
                Refusal::of("refused.file_too_big").with("limit", most).with("name", &media.name),
            ));
        }
        if !limits.mime_types.is_empty() && !limits.mime_types.contains(&media.mime) {
            return Err(ConnectorError::refused(
                Refusal::of("refused.file_type").with("type", &media.mime),
            ));
        }
        let alt = media.alt.as_deref().unwrap_or_default();
        if alt.chars().count() > usize::try_from(limits.max_alt).unwrap_or(usize::MAX) {
            return Err(ConnectorError::refused(
                Refusal::of("refused.alt_too_long").with("limit", limits.max_alt),
            ));
        }
        let form = || -> Result<Form, ConnectorError> {
            let part = Part::stream_with_length(bytes.clone(), size).file_name(media.name.clone());
            let part = part.mime_str(&media.mime).map_err(|_| {
                ConnectorError::refused(Refusal::of("refused.file_type").with("type", &media.mime))
            })?;
            let form = Form::new().part("file", part);
            Ok(if alt.is_empty() { form } else { form.text("description", alt.to_owned()) })
        };
        let second = form()?;
        let answer = match self
            .api
            .call(Method::POST, "/api/v2/media", |r| r.multipart(second).timeout(UPLOAD))
            .await
        {
            // Servers without the second version work on the file before they answer.
            Err(error) if matches!(error.status(), Some(404 | 405)) => {
                let first = form()?;
                self.api
                    .call(Method::POST, "/api/v1/media", |r| r.multipart(first).timeout(UPLOAD))
                    .await
            }
            answer => answer,
        };
        let answer = answer.map_err(|error| match error.status() {
            Some(413) => ConnectorError::refused(
                Refusal::of("refused.file_too_big").with("limit", most).with("name", &media.name),
            ),
            Some(415 | 422) => failed(&media.name),
            _ => error.read(),
        })?;
        let uploaded: wire::MediaAttachment =
            answer.json(JSON_CAP).await.map_err(|error| CallError::from(error).read())?;
        Ok(uploaded.id)
    }

    /// Asks until the server has finished: 206 while it works, 200 when it is done.
    async fn until_ready(&self, id: &str) -> Result<State, ConnectorError> {
        let path = format!("/api/v1/media/{id}");
        let clock: &dyn Clock = &*self.api.clock;
        let until = after(clock.now(), PATIENCE);
        let mut pause = Duration::from_millis(500);
        loop {
            let answer = match self.api.look(&path, &[]).await {
                Err(error) if matches!(error.status(), Some(404 | 410 | 422)) => {
                    return Ok(State::Gone);
                }
                answer => answer.map_err(CallError::read)?,
            };
            if answer.status() != 206 {
                return Ok(State::Ready);
            }
            if clock.now() >= until {
                return Err(ConnectorError::retry_after(
                    Duration::from_secs(30),
                    "the server still works on a file",
                ));
            }
            clock.sleep(pause).await;
            pause = pause.saturating_mul(2).min(Duration::from_secs(10));
        }
    }
}

/// How the server has a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Ready,
    /// It could not work on it, or cleared it up.
    Gone,
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

    fn remove(&mut self, slot: &(String, usize)) {
        self.0.remove(slot);
    }

    pub(crate) fn forget(&mut self, key: &str) {
        self.0.retain(|(of, _), _| of != key);
    }
}

fn failed(name: &str) -> ConnectorError {
    ConnectorError::refused(Refusal::of("refused.file_failed").with("name", name))
}
