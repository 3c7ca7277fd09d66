//! Fetching pictures and files at once: platforms' links expire.

use std::{sync::Arc, time::Duration};

use gerne_connector::{ConnectorError, Media, sniff};
use gerne_domain::{Actor, Attachment, EventKind, MessageId, Timestamp, time::after};
use gerne_store::{DueAttachment, Fetched};

use crate::{Engine, EngineError, error::chain, ingest::Incomplete, lease::Hold};

/// Tries before a picture is given up; its place in the message says so.
const TRIES: u32 = 8;

/// How many are fetched side by side.
const AT_ONCE: usize = 4;

impl Engine {
    /// Fetches pictures of all accounts, on one node.
    pub(crate) async fn keep_fetching_media(&self, hold: &Arc<Hold>) {
        loop {
            let next = match self.fetch_media(hold).await {
                Ok(next) => next,
                Err(EngineError::Moved) => return,
                Err(error) => {
                    tracing::error!(error = %chain(&error), "pictures could not be fetched; trying again");
                    None
                }
            };
            let latest = after(self.now(), Duration::from_mins(1));
            tokio::select! {
                () = self.inner.clock.sleep_until(next.map_or(latest, |at| at.min(latest))) => {}
                () = self.inner.lanes.pictures.notified() => {}
            }
        }
    }

    /// Fetches what is due. Returns when the next is.
    pub(crate) async fn fetch_media(
        &self,
        hold: &Arc<Hold>,
    ) -> Result<Option<Timestamp>, EngineError> {
        loop {
            // Nothing is lost while it waits: what is due stays due.
            self.until_room().await;
            let now = self.now();
            let mut db = self.inner.store.read().await?;
            let due = db.attachments_due(now, AT_ONCE).await?;
            if due.is_empty() {
                return Ok(db.next_attachment_due().await?);
            }
            drop(db);
            // Side by side: one slow server must not keep the others' pictures waiting.
            let all = due.into_iter().map(|due| self.fetch_one(hold, due));
            futures_util::future::try_join_all(all).await?;
        }
    }

    async fn fetch_one(&self, hold: &Arc<Hold>, due: DueAttachment) -> Result<(), EngineError> {
        let id = due.attachment.id;
        // What is wrong with one account must not stop the pictures of the others.
        let fetched = self.bytes_of(hold, &due).await;
        match fetched.unwrap_or_else(|error| Err(ConnectorError::retry(error))) {
            Ok(media) => {
                let mime = sniff(&media.bytes).unwrap_or("application/octet-stream");
                let size = media.bytes.len() as u64;
                let blob = self.inner.store.put_blob(media.bytes.into(), mime, self.now()).await?;
                let (width, height) = (due.attachment.width, due.attachment.height);
                let fetched = Fetched { blob, mime: mime.to_owned(), size, width, height };
                let (engine, blob) = (self.clone(), fetched.blob.clone());
                let named = self
                    .write_under(hold, move |tx| {
                        Box::pin(async move {
                            let named = tx.set_attachment_fetched(id, &fetched).await?;
                            engine.tell_media(tx, due.message_id).await?;
                            Ok(named)
                        })
                    })
                    .await?;
                if !named.value {
                    // It was forgotten while it was fetched.
                    self.inner.store.drop_blob(&blob).await?;
                }
            }
            Err(error) => {
                let tries = due.attempts + 1;
                let lasting = matches!(error, ConnectorError::Refused { .. });
                tracing::info!(attachment = %id, error = %crate::error::chain(&error), tries, "a picture could not be fetched");
                let pause =
                    Duration::from_secs(5).saturating_mul(3_u32.saturating_pow(tries.min(8)));
                let next = (!lasting && tries < TRIES).then(|| after(self.now(), pause));
                let engine = self.clone();
                self.write_under(hold, move |tx| {
                    Box::pin(async move {
                        tx.retry_attachment(id, next).await?;
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

    async fn bytes_of(
        &self,
        hold: &Arc<Hold>,
        due: &DueAttachment,
    ) -> Result<Result<Media, ConnectorError>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let account = db.account(due.account_id).await?.ok_or(EngineError::NotFound)?;
        let external = db.message(due.message_id).await?.and_then(|message| message.external_id);
        drop(db);
        let connection = self.connection(&account)?;
        let cap = self.inner.config.media_cap;
        if let Some(url) = address(&due.attachment) {
            return Ok(connection.media(&url, cap).await);
        }
        // Still being processed on the platform: ask how the message stands.
        if let Some(external) = external
            && let Err(Incomplete::Engine(error)) =
                self.check_states(Some(hold), &account, &*connection, vec![external]).await
        {
            return Err(error);
        }
        let mut db = self.inner.store.read().await?;
        let now = db.attachment(due.attachment.id).await?;
        drop(db);
        if let Some(url) = now.and_then(|now| address(&now.attachment)) {
            return Ok(connection.media(&url, cap).await);
        }
        Ok(Err(ConnectorError::retry("the platform is still processing it")))
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

/// Where it is, once the platform has finished it.
fn address(attachment: &Attachment) -> Option<url::Url> {
    attachment.remote_url.as_deref().and_then(|url| url::Url::parse(url).ok())
}
