//! Pictures, videos, files of messages.

use gerne_domain::{
    AccountId, Attachment, AttachmentId, BlobHash, ExternalId, MessageId, Timestamp,
};

use crate::{
    Reader, StoreError, Tx,
    db::Row,
    row::{FromRow, from_row},
    sql::Sql,
    value::args,
};

/// Where an attachment of a platform comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The platform's identifier, or a stable place within the message.
    pub external_id: ExternalId,
    /// When to fetch it; `None`: never (it is not there yet, or too large).
    pub fetch_after: Option<Timestamp>,
}

/// An attachment with what the platform calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAttachment {
    /// What it is.
    pub attachment: Attachment,
    /// Whose.
    pub message_id: MessageId,
    /// The platform's identifier.
    pub external_id: Option<ExternalId>,
    /// When it will be fetched; `None`: we have it, or gave up.
    pub fetch_after: Option<Timestamp>,
    /// How often that was tried.
    pub attempts: u32,
}

/// An attachment that is to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueAttachment {
    /// What.
    pub attachment: Attachment,
    /// Whose.
    pub message_id: MessageId,
    /// Through which account.
    pub account_id: AccountId,
    /// How often that was tried.
    pub attempts: u32,
}

/// Our copy of an attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Where it is.
    pub blob: BlobHash,
    /// Its type, as found in its bytes.
    pub mime: String,
    /// Bytes.
    pub size: u64,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
}

from_row!(Attachment, "attachment", {
    id, kind, mime, alt, name, remote_url, preview_url, blob, size, width, height
});

impl FromRow for StoredAttachment {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("attachment");
        Ok(Self {
            attachment: Attachment::from_row(row)?,
            message_id: of.get("message_id")?,
            external_id: of.get("external_id")?,
            fetch_after: of.get("fetch_after")?,
            attempts: of.get("attempts")?,
        })
    }
}

impl FromRow for DueAttachment {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("attachment");
        Ok(Self {
            attachment: Attachment::from_row(row)?,
            message_id: of.get("message_id")?,
            account_id: of.get("account_id")?,
            attempts: of.get("attempts")?,
        })
    }
}

const ATTACHMENT: &str = "SELECT * FROM attachment WHERE id = $1";
const OF_MESSAGE: &str = "SELECT * FROM attachment WHERE message_id = $1 ORDER BY position, id";
const DUE: &str = "SELECT attachment.*, message.account_id FROM attachment
    JOIN message ON message.id = attachment.message_id
    WHERE fetch_after <= $1 ORDER BY fetch_after, attachment.id LIMIT $2";
const NEXT: &str = "SELECT MIN(fetch_after) AS n FROM attachment WHERE fetch_after IS NOT NULL";
const INSERT: &str = "INSERT INTO attachment (id, message_id, position, external_id, kind, mime,
    alt, name, remote_url, preview_url, blob, size, width, height, fetch_after, attempts)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0)";
const UPDATE: &str = "UPDATE attachment SET position = $2, kind = $3, mime = $4, alt = $5,
    name = $6, remote_url = $7, preview_url = $8, width = $9, height = $10, fetch_after = $11,
    attempts = CASE WHEN remote_url = $7 THEN attempts ELSE 0 END WHERE id = $1";
const FETCHED: &str = "UPDATE attachment SET blob = $2, mime = $3, size = $4, width = $5,
    height = $6, fetch_after = NULL WHERE id = $1";
const RETRY: &str = "UPDATE attachment SET fetch_after = $2, attempts = attempts + 1 WHERE id = $1";
const DELETE: &str = "DELETE FROM attachment WHERE id = $1";

impl Reader {
    /// An attachment, and whose it is.
    pub async fn attachment(
        &mut self,
        id: AttachmentId,
    ) -> Result<Option<StoredAttachment>, StoreError> {
        self.row(ATTACHMENT, args![id]).await
    }

    /// The attachments of a message, in order.
    pub async fn attachments_of(
        &mut self,
        id: MessageId,
    ) -> Result<Vec<StoredAttachment>, StoreError> {
        self.rows(OF_MESSAGE, args![id]).await
    }

    /// Attachments whose time to be fetched has come, the longest due first.
    pub async fn attachments_due(
        &mut self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<DueAttachment>, StoreError> {
        self.rows(DUE, args![now, limit]).await
    }

    /// When the next attachment is due to be fetched.
    pub async fn next_attachment_due(&mut self) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.one::<Option<Timestamp>>(NEXT, args![]).await?.flatten())
    }

    /// Which attachments of these messages are still to be fetched.
    pub async fn attachments_pending(
        &mut self,
        ids: &[MessageId],
    ) -> Result<Vec<AttachmentId>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT id AS n FROM attachment WHERE fetch_after IS NOT NULL");
        sql.push(" AND message_id IN ").list(ids);
        self.column_of(sql).await
    }

    pub(crate) async fn attachments_of_all(
        &mut self,
        ids: &[MessageId],
    ) -> Result<Vec<(MessageId, Attachment)>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM attachment WHERE message_id IN ");
        sql.list(ids).push(" ORDER BY position, id");
        let found: Vec<StoredAttachment> = self.rows_of(sql).await?;
        Ok(found.into_iter().map(|stored| (stored.message_id, stored.attachment)).collect())
    }
}

impl Tx<'_> {
    /// A new attachment of a message. `origin`: `None` for what we attached ourselves.
    pub async fn insert_attachment(
        &mut self,
        message: MessageId,
        position: usize,
        attachment: &Attachment,
        origin: Option<Origin>,
    ) -> Result<(), StoreError> {
        let a = attachment;
        let fetch_after = origin.as_ref().and_then(|origin| origin.fetch_after);
        let external_id = origin.map(|origin| origin.external_id);
        let values = args![
            a.id,
            message,
            position,
            external_id,
            a.kind,
            a.mime,
            a.alt,
            a.name,
            a.remote_url,
            a.preview_url,
            a.blob,
            a.size,
            a.width,
            a.height,
            fetch_after
        ];
        self.execute(INSERT, values).await.map(drop)
    }

    /// Takes over the platform's newest state of an attachment. Our copy stays; `fetch_after` says
    /// when to fetch (again); at another address the tries are counted anew.
    pub async fn update_attachment(
        &mut self,
        position: usize,
        attachment: &Attachment,
        fetch_after: Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        let a = attachment;
        let values = args![
            a.id,
            position,
            a.kind,
            a.mime,
            a.alt,
            a.name,
            a.remote_url,
            a.preview_url,
            a.width,
            a.height,
            fetch_after
        ];
        Ok(self.execute(UPDATE, values).await? > 0)
    }

    /// We have our copy.
    pub async fn set_attachment_fetched(
        &mut self,
        id: AttachmentId,
        fetched: &Fetched,
    ) -> Result<bool, StoreError> {
        let Fetched { blob, mime, size, width, height } = fetched;
        Ok(self.execute(FETCHED, args![id, blob, mime, size, width, height]).await? > 0)
    }

    /// Fetching failed: again at `fetch_after`, or never when that is `None`.
    pub async fn retry_attachment(
        &mut self,
        id: AttachmentId,
        fetch_after: Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(RETRY, args![id, fetch_after]).await? > 0)
    }

    /// The platform no longer shows it.
    pub async fn delete_attachment(&mut self, id: AttachmentId) -> Result<bool, StoreError> {
        Ok(self.execute(DELETE, args![id]).await? > 0)
    }
}
