//! What is attached: kept with a message when it comes, and compared when it comes again.

use std::{collections::HashSet, time::Duration};

use gerne_connector::sniff;
use gerne_domain::{
    AccountId, Attachment, AttachmentId, AttachmentKind, Content, ExternalId, InboundAttachment,
    InboundMessage, Item, Message, MessageId, Timestamp, time::after,
};
use gerne_store::{Origin, StoredAttachment, Tx};

use crate::{Engine, EngineError};

/// What is still being processed on the platform is looked at again after this long.
const PROCESSING: Duration = Duration::from_secs(30);

/// What originals are: RFC 5322, whole.
const ORIGINAL: &str = "message/rfc822";

/// How the platform's newest state of what is attached differs from what we have.
#[derive(Debug, Default)]
pub(super) struct Changes {
    gone: Vec<AttachmentId>,
    kept: Vec<(usize, Attachment, Option<Timestamp>)>,
    new: Vec<(usize, Attachment, Origin)>,
    /// Somebody who looks at the message sees the difference.
    pub(super) shown: bool,
}

impl Changes {
    pub(super) fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.kept.is_empty() && self.new.is_empty()
    }
}

impl Engine {
    pub(super) fn attached(&self, inbound: &InboundAttachment) -> Attachment {
        let (blob, size, found) = match &inbound.content {
            Some(Content::Kept { blob, size, mime }) => {
                (Some(blob.clone()), Some(*size), Some(mime.clone()))
            }
            Some(Content::Bytes(_)) | None => (None, None, None),
        };
        Attachment {
            id: AttachmentId::new(&*self.inner.ids),
            kind: inbound.kind,
            mime: found.or_else(|| inbound.mime.clone()),
            alt: inbound.alt.clone(),
            name: inbound.name.clone(),
            remote_url: inbound.url.clone(),
            preview_url: inbound.preview_url.clone(),
            blob,
            size,
            width: inbound.width,
            height: inbound.height,
        }
    }

    /// Keeps the bytes that came with messages, durably, before anything names them: a crash between
    /// leaves bytes that nothing names, which are swept later, and the same batch comes again.
    pub(super) async fn keep_contents(
        &self,
        account: AccountId,
        items: &mut [Item],
    ) -> Result<(), EngineError> {
        let brings = |message: &InboundMessage| {
            message.attachments.iter().any(|a| matches!(a.content, Some(Content::Bytes(_))))
        };
        let mut messages: Vec<_> = items
            .iter_mut()
            .filter_map(|item| match item {
                Item::Message(message) if brings(message) => Some(message),
                Item::Message(_) | Item::Deleted(_) => None,
            })
            .collect();
        if messages.is_empty() {
            return Ok(());
        }
        let ids: Vec<ExternalId> = messages.iter().map(|m| m.external_id.clone()).collect();
        let known = self.inner.store.read().await?.messages_by_external(account, &ids).await?;
        let known: HashSet<ExternalId> = known.into_iter().filter_map(|m| m.external_id).collect();
        messages.retain(|message| !known.contains(&message.external_id));
        for attachment in messages.into_iter().flat_map(|message| &mut message.attachments) {
            let Some(Content::Bytes(bytes)) = &attachment.content else { continue };
            let mime = match (attachment.kind, sniff(bytes)) {
                (AttachmentKind::Original, _) => ORIGINAL,
                (_, Some(found)) => found,
                (_, None) => "application/octet-stream",
            };
            let size = bytes.len() as u64;
            let blob = self.inner.store.put_blob(bytes.to_vec(), mime, self.now()).await?;
            attachment.content = Some(Content::Kept { blob, size, mime: mime.to_owned() });
        }
        Ok(())
    }

    /// Attachments are fetched at once: platforms' links expire.
    pub(crate) async fn insert_attachments(
        &self,
        tx: &mut Tx<'_>,
        message: &Message,
        inbound: &InboundMessage,
    ) -> Result<(), EngineError> {
        for (position, attachment) in message.attachments.iter().enumerate() {
            let Some(from) = inbound.attachments.get(position) else { continue };
            let origin = origin(from, self.now());
            tx.insert_attachment(message.id, position, attachment, Some(origin)).await?;
        }
        Ok(())
    }

    /// Compares; changes nothing.
    pub(super) async fn compare_attachments(
        &self,
        tx: &mut Tx<'_>,
        known: &Message,
        inbound: &InboundMessage,
    ) -> Result<Changes, EngineError> {
        let mut stored: Vec<(usize, StoredAttachment)> =
            tx.attachments_of(known.id).await?.into_iter().enumerate().collect();
        let edited = inbound.edited_at > known.edited_at;
        let now = self.now();
        let mut changes = Changes::default();
        for (position, theirs) in inbound.attachments.iter().enumerate() {
            let same = |(place, ours): &(usize, StoredAttachment)| match &ours.external_id {
                Some(id) => *id == theirs.external_id,
                // What we attached ourselves has no name of theirs: its place tells.
                None => *place == position && ours.attachment.kind == theirs.kind,
            };
            let Some(at) = stored.iter().position(same) else {
                changes.new.push((position, self.attached(theirs), origin(theirs, now)));
                changes.shown = true;
                continue;
            };
            let (place, ours) = stored.remove(at);
            let (merged, fetch_after) = merged(&ours, theirs, edited, now);
            if merged != ours.attachment || fetch_after != ours.fetch_after || place != position {
                changes.shown |= is_seen(&ours.attachment, &merged) || place != position;
                changes.kept.push((position, merged, fetch_after));
            }
        }
        changes.shown |= !stored.is_empty();
        changes.gone = stored.into_iter().map(|(_, ours)| ours.attachment.id).collect();
        Ok(changes)
    }

    pub(super) async fn change_attachments(
        &self,
        tx: &mut Tx<'_>,
        message: MessageId,
        changes: Changes,
    ) -> Result<(), EngineError> {
        for id in changes.gone {
            tx.delete_attachment(id).await?;
        }
        for (position, attachment, fetch_after) in changes.kept {
            tx.update_attachment(position, &attachment, fetch_after).await?;
        }
        for (position, attachment, origin) in changes.new {
            tx.insert_attachment(message, position, &attachment, Some(origin)).await?;
        }
        Ok(())
    }
}

fn origin(from: &InboundAttachment, now: Timestamp) -> Origin {
    let fetch_after = match (&from.content, &from.url) {
        (Some(_), _) => None,
        (None, Some(_)) => Some(now),
        (None, None) => Some(after(now, PROCESSING)),
    };
    Origin { external_id: from.external_id.clone(), fetch_after }
}

/// Theirs, with what we found out ourselves; and when to fetch it.
fn merged(
    ours: &StoredAttachment,
    theirs: &InboundAttachment,
    edited: bool,
    now: Timestamp,
) -> (Attachment, Option<Timestamp>) {
    let have = &ours.attachment;
    let is_here = have.blob.is_some();
    let merged = Attachment {
        kind: theirs.kind,
        alt: theirs.alt.clone(),
        // What was found in the bytes is better known than what is said about them.
        mime: if is_here { have.mime.clone() } else { theirs.mime.clone().or(have.mime.clone()) },
        remote_url: theirs.url.clone().or_else(|| have.remote_url.clone()),
        preview_url: theirs.preview_url.clone().or_else(|| have.preview_url.clone()),
        width: theirs.width.or(have.width),
        height: theirs.height.or(have.height),
        ..have.clone()
    };
    let moved = merged.remote_url != have.remote_url;
    // Servers move what they keep: our copy is the same, unless somebody changed the message.
    let fetch_after = if moved && (!is_here || (edited && ours.external_id.is_some())) {
        Some(now)
    } else {
        ours.fetch_after
    };
    (merged, fetch_after)
}

/// Addresses are not shown while we have our copy.
fn is_seen(before: &Attachment, now: &Attachment) -> bool {
    let bare = |a: &Attachment| Attachment { remote_url: None, preview_url: None, ..a.clone() };
    bare(before) != bare(now) || (now.blob.is_none() && before.remote_url != now.remote_url)
}
