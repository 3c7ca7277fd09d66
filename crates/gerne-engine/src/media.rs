//! Fetching pictures and files at once: platforms' links expire.

use std::time::Duration;

use gerne_connector::{Account as Connection, ConnectorError};
use gerne_domain::{Account, Actor, EventKind, MessageId, Timestamp, time::after};
use gerne_store::DueAttachment;

use crate::{Engine, EngineError};

/// Tries before a picture is given up; its place in the message says so.
const TRIES: u32 = 8;

impl Engine {
    /// Fetches what is due. Returns when the next is.
    pub(crate) async fn fetch_media(
        &self,
        account: &Account,
        connection: &dyn Connection,
    ) -> Result<Option<Timestamp>, EngineError> {
        loop {
            let now = self.now();
            let mut db = self.inner.store.read().await?;
            let due = db.attachments_due(account.id, now, 16).await?;
            if due.is_empty() {
                return Ok(db.next_attachment_at(account.id).await?);
            }
            drop(db);
            for attachment in due {
                self.fetch_one(account, connection, attachment).await?;
            }
        }
    }

    async fn fetch_one(
        &self,
        account: &Account,
        connection: &dyn Connection,
        due: DueAttachment,
    ) -> Result<(), EngineError> {
        let url = due.remote_url.as_deref().and_then(|url| url::Url::parse(url).ok());
        let fetched = match url {
            Some(url) => connection.media(&url, self.inner.config.media_cap).await,
            // Still being processed on the platform: ask how the message stands.
            None => {
                if let Some(external) = due.message_external.clone() {
                    drop(self.check_states(account, connection, vec![external]).await);
                }
                Err(ConnectorError::retry("no address yet"))
            }
        };
        match fetched {
            Ok(media) => {
                let mime = sniff(&media.bytes).unwrap_or("application/octet-stream");
                let size = media.bytes.len() as u64;
                let blob = self.inner.store.put_blob(media.bytes, mime, self.now()).await?;
                let engine = self.clone();
                self.write(move |tx| {
                    Box::pin(async move {
                        tx.attachment_fetched(due.id, &blob, mime, size).await?;
                        engine.tell_media(tx, due.message_id).await
                    })
                })
                .await?;
            }
            Err(error) => {
                let tries = due.attempts + 1;
                let lasting = matches!(error, ConnectorError::Refused { .. });
                tracing::info!(attachment = %due.id, %error, tries, "a picture could not be fetched");
                let pause = Duration::from_secs(5).saturating_mul(3_u32.saturating_pow(tries.min(8)));
                let next = (!lasting && tries < TRIES).then(|| after(self.now(), pause));
                let engine = self.clone();
                self.write(move |tx| {
                    Box::pin(async move {
                        tx.attachment_failed(due.id, next).await?;
                        if next.is_none() {
                            engine.tell_media(tx, due.message_id).await?;
                        }
                        Ok(())
                    })
                })
                .await?;
            }
        }
        Ok(())
    }

    async fn tell_media(
        &self,
        tx: &mut gerne_store::Tx<'_>,
        message: MessageId,
    ) -> Result<(), EngineError> {
        let conversation = match tx.message(message).await?.and_then(|m| m.conversation_id) {
            Some(id) => tx.conversation(id).await?,
            None => None,
        };
        if let Some(conversation) = conversation {
            self.emit(tx, Actor::System, &conversation, EventKind::MediaFetched { message });
        }
        Ok(())
    }
}

/// What bytes are, by how they begin. What is not known is a harmless download.
fn sniff(bytes: &[u8]) -> Option<&'static str> {
    let riff = |kind: &[u8]| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(kind);
    let brand = bytes.get(4..8) == Some(b"ftyp");
    Some(match bytes {
        b if b.starts_with(b"\x89PNG\r\n\x1a\n") => "image/png",
        b if b.starts_with(b"\xff\xd8\xff") => "image/jpeg",
        b if b.starts_with(b"GIF87a") || b.starts_with(b"GIF89a") => "image/gif",
        _ if riff(b"WEBP") => "image/webp",
        _ if riff(b"WAVE") => "audio/wav",
        _ if brand && bytes.get(8..12) == Some(b"avif") => "image/avif",
        _ if brand => "video/mp4",
        b if b.starts_with(b"\x1a\x45\xdf\xa3") => "video/webm",
        b if b.starts_with(b"OggS") => "audio/ogg",
        b if b.starts_with(b"ID3") || b.starts_with(b"\xff\xfb") => "audio/mpeg",
        b if b.starts_with(b"%PDF-") => "application/pdf",
        _ => return None,
    })
}
