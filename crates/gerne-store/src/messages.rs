//! What was said: reading.

use gerne_domain::{
    AccountId, Attachment, ConversationId, CustomerId, Emoji, ExternalId, Letter, Mention, Message,
    MessageId, Poll, Revised, Revision, Scope, ThreadId,
};
use serde::{Deserialize, Serialize};

use crate::{
    Page, Paged, Reader, StoreError,
    db::Row,
    list::sees,
    page::Key,
    row::{FromRow, Two},
    sql::Sql,
    value::args,
};

/// What is kept of a message and never searched.
#[derive(Serialize, Deserialize)]
pub(crate) struct Extra {
    pub(crate) mentions: Vec<Mention>,
    pub(crate) emojis: Vec<Emoji>,
    pub(crate) poll: Option<Poll>,
    pub(crate) quotes: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) letter: Option<Box<Letter>>,
    pub(crate) url: Option<String>,
}

const MESSAGE: &str = "SELECT * FROM message WHERE id = $1";
const BY_EXTERNAL: &str = "SELECT * FROM message WHERE account_id = $1 AND external_id = $2";
const OF_THREAD: &str =
    "SELECT * FROM message WHERE thread_id = $1 ORDER BY published_at, id LIMIT $2";
const ANSWERS: &str =
    "SELECT * FROM message WHERE parent_id = $1 ORDER BY published_at, id LIMIT $2";
const NEWEST: &str = "SELECT * FROM message WHERE conversation_id = $1
    ORDER BY published_at DESC, id DESC LIMIT $2";
const OLDER: &str = "SELECT * FROM message
    WHERE conversation_id = $1 AND (published_at, id) < ($2, $3)
    ORDER BY published_at DESC, id DESC LIMIT $4";
const REVISIONS: &str = "SELECT * FROM revision
    WHERE message_id = $1 ORDER BY replaced_at";
impl FromRow for Revision {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("revision");
        let attachments: Option<Vec<Revised>> = of.opt_json("attachments")?;
        Ok(Self {
            text: of.get("text")?,
            content_warning: of.get("content_warning")?,
            attachments: attachments.unwrap_or_default(),
            replaced_at: of.get("replaced_at")?,
        })
    }
}

impl FromRow for Message {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("message");
        let extra: Extra = of.json("extra")?;
        Ok(Self {
            id: of.get("id")?,
            account_id: of.get("account_id")?,
            thread_id: of.get("thread_id")?,
            conversation_id: of.get("conversation_id")?,
            external_id: of.get("external_id")?,
            parent_id: of.get("parent_id")?,
            direction: of.get("direction")?,
            identity_id: of.get("identity_id")?,
            agent_id: of.get("agent_id")?,
            visibility: of.get("visibility")?,
            addressed: of.get("addressed")?,
            subject: of.get("subject")?,
            text: of.get("text")?,
            content_warning: of.get("content_warning")?,
            language: of.get("language")?,
            mentions: extra.mentions,
            emojis: extra.emojis,
            attachments: Vec::new(),
            poll: extra.poll,
            quotes: extra.quotes,
            letter: extra.letter,
            url: extra.url,
            published_at: of.get("published_at")?,
            received_at: of.get("received_at")?,
            edited_at: of.get("edited_at")?,
            deleted_at: of.get("deleted_at")?,
            delivery_id: of.get("delivery_id")?,
        })
    }
}

impl Reader {
    /// A message.
    pub async fn message(&mut self, id: MessageId) -> Result<Option<Message>, StoreError> {
        let found = self.row(MESSAGE, args![id]).await?;
        Ok(self.with_attachments(found.into_iter().collect()).await?.pop())
    }

    /// These messages, in no order.
    pub async fn messages(&mut self, ids: &[MessageId]) -> Result<Vec<Message>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM message WHERE id IN ");
        sql.list(ids);
        let found = self.rows_of(sql).await?;
        self.with_attachments(found).await
    }

    /// The message that the platform calls so.
    pub async fn message_by_external(
        &mut self,
        account: AccountId,
        external_id: &ExternalId,
    ) -> Result<Option<Message>, StoreError> {
        let found = self.row(BY_EXTERNAL, args![account, external_id]).await?;
        Ok(self.with_attachments(found.into_iter().collect()).await?.pop())
    }

    /// The messages that the platform calls so, in no order.
    pub async fn messages_by_external(
        &mut self,
        account: AccountId,
        external_ids: &[ExternalId],
    ) -> Result<Vec<Message>, StoreError> {
        if external_ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM message WHERE account_id = ");
        sql.bind(&account).push(" AND external_id IN ").list(external_ids);
        let found = self.rows_of(sql).await?;
        self.with_attachments(found).await
    }

    /// The newest messages of a conversation, the oldest of them first.
    pub async fn newest_messages(
        &mut self,
        id: ConversationId,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        let mut found: Vec<Message> = self.rows(NEWEST, args![id, limit]).await?;
        found.reverse();
        self.with_attachments(found).await
    }

    /// A page of a conversation's messages: the newest first page, then older ones. Within a page
    /// the oldest first; `next` leads to older ones.
    pub async fn timeline(
        &mut self,
        id: ConversationId,
        page: &Page,
    ) -> Result<Paged<Message>, StoreError> {
        let Key(at, before) = page.key()?.unwrap_or(Key(i64::MAX, uuid::Uuid::max()));
        let found = self.rows(OLDER, args![id, at, before, page.limit + 1]).await?;
        self.older(found, page.limit).await
    }

    /// The same over all conversations of a customer that the scope sees.
    pub async fn customer_timeline(
        &mut self,
        id: CustomerId,
        scope: &Scope,
        page: &Page,
    ) -> Result<Paged<Message>, StoreError> {
        let mut sql = Sql::new("SELECT m.* FROM message m");
        sql.push(" JOIN conversation c ON c.id = m.conversation_id WHERE c.customer_id = ");
        sql.bind(&id);
        sees(&mut sql, scope);
        if let Some(Key(at, before)) = page.key()? {
            sql.push(" AND (m.published_at, m.id) < (").bind(&at).push(", ").bind(&before);
            sql.push(")");
        }
        sql.push(" ORDER BY m.published_at DESC, m.id DESC LIMIT ").bind(&(page.limit + 1));
        let found = self.rows_of(sql).await?;
        self.older(found, page.limit).await
    }

    /// The messages of a thread, the oldest first.
    pub async fn messages_of_thread(
        &mut self,
        id: ThreadId,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        let found = self.rows(OF_THREAD, args![id, limit]).await?;
        self.with_attachments(found).await
    }

    /// What answers a message directly, the oldest first.
    pub async fn answers_to(
        &mut self,
        id: MessageId,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        let found = self.rows(ANSWERS, args![id, limit]).await?;
        self.with_attachments(found).await
    }

    /// What a message said before, the oldest first.
    pub async fn revisions(&mut self, id: MessageId) -> Result<Vec<Revision>, StoreError> {
        self.rows(REVISIONS, args![id]).await
    }

    /// How often these messages were changed; those that never were are left out.
    pub async fn revision_counts(
        &mut self,
        ids: &[MessageId],
    ) -> Result<Vec<(MessageId, u32)>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT message_id AS a, COUNT(*) AS b FROM revision");
        sql.push(" WHERE message_id IN ").list(ids).push(" GROUP BY message_id");
        let counts = self.rows_of::<Two<MessageId, u32>>(sql).await?;
        Ok(counts.into_iter().map(|two| (two.0, two.1)).collect())
    }

    async fn older(
        &mut self,
        found: Vec<Message>,
        limit: usize,
    ) -> Result<Paged<Message>, StoreError> {
        let key = |m: &Message| Key(m.published_at.as_microsecond(), m.id.0);
        let Paged { mut items, next } = Paged::cut(found, limit, key);
        items.reverse();
        Ok(Paged { items: self.with_attachments(items).await?, next })
    }

    pub(crate) async fn with_attachments(
        &mut self,
        mut messages: Vec<Message>,
    ) -> Result<Vec<Message>, StoreError> {
        let ids: Vec<MessageId> = messages.iter().map(|message| message.id).collect();
        let mut found = self.attachments_of_all(&ids).await?;
        if !found.is_empty() {
            for message in &mut messages {
                let mine = found.extract_if(.., |(id, _)| *id == message.id);
                message.attachments =
                    mine.map(|(_, attachment): (_, Attachment)| attachment).collect();
            }
        }
        Ok(messages)
    }
}
