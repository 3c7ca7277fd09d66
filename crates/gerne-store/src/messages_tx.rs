//! What was said: writing. Text and search index change together; what is new is indexed at the
//! end of its batch.

use futures_util::future;
use gerne_domain::{
    Conversation, ConversationId, ExternalId, Message, MessageId, Revised, Timestamp,
};

use crate::{
    StoreError, Thread, Tx,
    inserting::Insert,
    liked::UNLIKE,
    messages::Extra,
    row::from_row,
    sql::Sql,
    value::{Arg, args, json},
};

const INSERT: Insert = Insert {
    into: "INSERT INTO message (id, account_id, thread_id, conversation_id,
    external_id, parent_id, direction, identity_id, agent_id, visibility, addressed, subject, text,
    content_warning, language, extra, published_at, received_at, edited_at, deleted_at, checked_at,
    delivery_id)",
    select: "*",
    end: " ON CONFLICT DO NOTHING",
};
const KEEP_REVISION: &str = "INSERT INTO revision (message_id, replaced_at, text,
    content_warning, attachments)
    SELECT id, $2, text, content_warning, $3 FROM message WHERE id = $1 AND deleted_at IS NULL
    ON CONFLICT DO NOTHING";
const EDIT: &str = "UPDATE message SET visibility = $2, subject = $3, text = $4,
    content_warning = $5, language = $6, extra = $7, edited_at = $8
    WHERE id = $1 AND deleted_at IS NULL";
const REFRESH: &str = "UPDATE message SET extra = $2 WHERE id = $1 AND deleted_at IS NULL";
const ENTOMB: &str = "UPDATE message SET text = '', subject = NULL, content_warning = NULL,
    extra = $3, deleted_at = $2 WHERE id = $1 AND deleted_at IS NULL";
const DROP_REVISIONS: &str = "DELETE FROM revision WHERE message_id = $1";
const DROP_NAMES: &str = "DELETE FROM letter_name WHERE message_id = $1";
const DROP_FACTS: &str = "DELETE FROM fact WHERE message_id = $1";
const DROP_ATTACHMENTS: &str = "DELETE FROM attachment WHERE message_id = $1";
const NO_LONGER_DELETED: &str = "UPDATE deletion SET outcome = 'gone', decided_at = $2,
    message_id = NULL WHERE message_id = $1 AND outcome IS NULL";
const NO_LONGER_HIDDEN: &str = "UPDATE hiding SET outcome = 'gone', message_id = NULL
    WHERE message_id = $1";
const PROMISED_IN: &str = "UPDATE promise SET text = '' WHERE message_id = $1";
const UNPROMISED: &str = "DELETE FROM promise WHERE message_id = $1";
const OUTBOUND: &str = "SELECT id, outbound FROM delivery WHERE message_id = $1
    AND state IN ('sent', 'cancelled')";
const EMPTY_OUTBOUND: &str = "UPDATE delivery SET outbound = $2, receipt = NULL WHERE id = $1";
const DELETE: &str = "DELETE FROM message WHERE id = $1";
const NEW_PARENT: &str = "UPDATE message SET parent_id = $2 WHERE parent_id = $1";
const NEW_LAST: &str = "UPDATE conversation SET last_message_id = $2 WHERE last_message_id = $1
    AND id IN (SELECT conversation_id FROM message WHERE id = $1)";
const HOLDER: &str = "SELECT held.id AS n FROM message m
    JOIN message held ON held.account_id = m.account_id AND held.external_id = $2
    WHERE m.id = $1 AND held.id <> $1";
const ARRIVED: &str =
    "UPDATE message SET external_id = $2, published_at = $3, extra = $4, checked_at = $3
    WHERE id = $1";
const ADDRESS: &str = "UPDATE message SET addressed = $2 WHERE id = $1";

struct Carried {
    id: uuid::Uuid,
    outbound: gerne_domain::Outbound,
}

from_row!(Carried, "delivery", { id, outbound as json });

impl Tx<'_> {
    /// Keeps a message, unless the account already has one that the platform calls so: then
    /// nothing happens and it returns `false`. Its attachments have a method of their own.
    pub async fn insert_message(&mut self, message: &Message) -> Result<bool, StoreError> {
        Ok(!self.insert_messages(std::slice::from_ref(message)).await?.is_empty())
    }

    /// Keeps messages as [`Self::insert_message`] does, in few statements; which of them are new.
    /// Either all of their ids were used before, or none.
    pub async fn insert_messages(
        &mut self,
        messages: &[Message],
    ) -> Result<Vec<MessageId>, StoreError> {
        // Taken apart while the rows are written.
        self.index_new_messages(messages);
        let rows = rows(messages)?;
        self.insert_rows(messages, rows).await
    }

    /// Keeps what begins matters, as the methods for each of the three do: conversations, their
    /// threads, their first messages. The words are taken apart, and the messages' rows prepared,
    /// while the others are written.
    pub async fn insert_openings(
        &mut self,
        conversations: &[Conversation],
        threads: &[Thread],
        messages: &[Message],
    ) -> Result<Vec<MessageId>, StoreError> {
        self.index_new_messages(messages);
        let matters = async {
            self.insert_conversations(conversations).await?;
            self.insert_threads(threads).await
        };
        let (matters, rows) = future::join(matters, async { rows(messages) }).await;
        matters?;
        self.insert_rows(messages, rows?).await
    }

    /// What was put into the search index last are their words: those of messages that are not new
    /// go again.
    async fn insert_rows(
        &mut self,
        messages: &[Message],
        rows: Vec<Vec<Arg>>,
    ) -> Result<Vec<MessageId>, StoreError> {
        let mut new: Vec<MessageId> = messages.iter().map(|message| message.id).collect();
        let inserted = self.insert_many(INSERT, rows).await?;
        if inserted == 0 {
            new.clear();
        } else if inserted < new.len() as u64 {
            // Rare, so that it is asked for only then: every row returned wakes somebody.
            let mut sql = Sql::new("SELECT id AS n FROM message WHERE id IN ");
            sql.list(&new);
            new = self.column_of(sql).await?;
        }
        if new.len() < messages.len() {
            self.index_only(&new);
        }
        let fresh: Vec<&Message> = messages.iter().filter(|m| new.contains(&m.id)).collect();
        self.insert_letter_names(&fresh).await?;
        Ok(new)
    }

    /// Takes over the platform's newest state of a message; what it said until now becomes a
    /// revision, with what was attached: change that afterwards. Deleted messages stay deleted:
    /// `false`.
    pub async fn edit_message(
        &mut self,
        message: &Message,
        replaced_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let m = message;
        let attached = self.attachments_of(m.id).await?.into_iter().map(|stored| stored.attachment);
        let attached: Vec<Revised> =
            attached.map(|a| Revised { kind: a.kind, alt: a.alt }).collect();
        let attached = (!attached.is_empty()).then(|| json(&attached)).transpose()?;
        self.execute(KEEP_REVISION, args![m.id, replaced_at, attached]).await?;
        let extra = extra(m)?;
        let values = args![
            m.id,
            m.visibility,
            m.subject,
            m.text,
            m.content_warning,
            m.language,
            extra,
            m.edited_at
        ];
        let there = self.execute(EDIT, values).await? > 0;
        if there {
            self.index_message(m).await?;
        }
        Ok(there)
    }

    /// Takes over what changes without being an edit: votes of a poll, a page's address.
    pub async fn refresh_message(&mut self, message: &Message) -> Result<bool, StoreError> {
        let extra = extra(message)?;
        Ok(self.execute(REFRESH, args![message.id, extra]).await? > 0)
    }

    /// Empties a message that the platform no longer shows: its words, revisions and attachments
    /// are gone, also from the search; that it was there stays. `false`: it already was so.
    pub async fn entomb_message(
        &mut self,
        id: MessageId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let nothing = json(&Extra {
            mentions: Vec::new(),
            emojis: Vec::new(),
            poll: None,
            quotes: None,
            letter: None,
            url: None,
        })?;
        if self.execute(ENTOMB, args![id, at, nothing]).await? == 0 {
            return Ok(false);
        }
        self.execute(DROP_REVISIONS, args![id]).await?;
        self.execute(DROP_ATTACHMENTS, args![id]).await?;
        self.execute(DROP_NAMES, args![id]).await?;
        self.execute(DROP_FACTS, args![id]).await?;
        self.execute(NO_LONGER_DELETED, args![id, at]).await?;
        self.execute(NO_LONGER_HIDDEN, args![id]).await?;
        self.execute(PROMISED_IN, args![id]).await?;
        self.execute(UNLIKE, args![id]).await?;
        // What was to be said stands in the way to the platform as well.
        if let Some(Carried { id, mut outbound }) = self.row(OUTBOUND, args![id]).await? {
            outbound.text.clear();
            (outbound.subject, outbound.content_warning) = (None, None);
            outbound.to.clear();
            outbound.media.clear();
            outbound.letter = None;
            let outbound = json(&outbound)?;
            self.execute(EMPTY_OUTBOUND, args![id, outbound]).await?;
        }
        self.unindex_message(id).await?;
        Ok(true)
    }

    /// Removes a message without a trace: our own copy of what turned out to be there twice.
    /// Nothing may point at it any more.
    pub async fn delete_message(&mut self, id: MessageId) -> Result<bool, StoreError> {
        self.execute(DROP_REVISIONS, args![id]).await?;
        self.execute(DROP_ATTACHMENTS, args![id]).await?;
        self.execute(DROP_NAMES, args![id]).await?;
        self.execute(UNPROMISED, args![id]).await?;
        self.execute(DROP_FACTS, args![id]).await?;
        self.execute(UNLIKE, args![id]).await?;
        self.take_out_noticed(&[id]).await?;
        self.unindex_message(id).await?;
        Ok(self.execute(DELETE, args![id]).await? > 0)
    }

    /// What answers `from`, and the row of its conversation, point at `to`: they are the same, and
    /// `from` goes.
    pub async fn point_elsewhere(
        &mut self,
        from: MessageId,
        to: MessageId,
    ) -> Result<(), StoreError> {
        self.execute(NEW_PARENT, args![from, to]).await?;
        self.execute(NEW_LAST, args![from, to]).await?;
        Ok(())
    }

    /// The platform has a message of ours. When another row already holds that identifier (it was
    /// fetched before the receipt came), nothing is changed and that row's id is returned.
    pub async fn set_message_arrived(
        &mut self,
        message: &Message,
        external_id: &ExternalId,
        url: Option<&str>,
        published_at: Timestamp,
    ) -> Result<Option<MessageId>, StoreError> {
        let id = message.id;
        let holder: Option<MessageId> = self.one(HOLDER, args![id, external_id]).await?;
        if holder.is_none() {
            let mut message = message.clone();
            message.url = url.map(str::to_owned).or(message.url);
            let extra = extra(&message)?;
            self.execute(ARRIVED, args![id, external_id, published_at, extra]).await?;
            message.published_at = published_at;
            self.index_message(&message).await?;
        }
        Ok(holder)
    }

    /// Moves messages to a conversation, or to none; how many. Their deliveries go with them: what
    /// becomes of a reply is told where it stands.
    pub async fn set_messages_conversation(
        &mut self,
        ids: &[MessageId],
        conversation: Option<ConversationId>,
    ) -> Result<u64, StoreError> {
        if ids.is_empty() {
            return Ok(0);
        }
        let mut sql = Sql::new("UPDATE message SET conversation_id = ");
        sql.bind(&conversation).push(" WHERE id IN ").list(ids);
        let moved = self.execute_of(sql).await?;
        if let Some(conversation) = conversation {
            let mut sql = Sql::new("UPDATE delivery SET conversation_id = ");
            sql.bind(&conversation).push(" WHERE message_id IN ").list(ids);
            self.execute_of(sql).await?;
        }
        Ok(moved)
    }

    /// Says whether a message was said to us.
    pub async fn set_message_addressed(
        &mut self,
        id: MessageId,
        addressed: bool,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(ADDRESS, args![id, addressed]).await? > 0)
    }

    /// Says when messages were last compared with the platform.
    pub async fn mark_checked(
        &mut self,
        ids: &[MessageId],
        at: Timestamp,
    ) -> Result<u64, StoreError> {
        if ids.is_empty() {
            return Ok(0);
        }
        let mut sql = Sql::new("UPDATE message SET checked_at = ");
        sql.bind(&at).push(" WHERE id IN ").list(ids);
        self.execute_of(sql).await
    }
}

fn rows(messages: &[Message]) -> Result<Vec<Vec<Arg>>, StoreError> {
    messages.iter().map(columns).collect()
}

fn columns(m: &Message) -> Result<Vec<Arg>, StoreError> {
    Ok(args![
        m.id,
        m.account_id,
        m.thread_id,
        m.conversation_id,
        m.external_id,
        m.parent_id,
        m.direction,
        m.identity_id,
        m.agent_id,
        m.visibility,
        m.addressed,
        m.subject,
        m.text,
        m.content_warning,
        m.language,
        extra(m)?,
        m.published_at,
        m.received_at,
        m.edited_at,
        m.deleted_at,
        m.received_at,
        m.delivery_id
    ])
}

fn extra(m: &Message) -> Result<String, StoreError> {
    json(&Extra {
        mentions: m.mentions.clone(),
        emojis: m.emojis.clone(),
        poll: m.poll.clone(),
        quotes: m.quotes.clone(),
        letter: m.letter.clone(),
        url: m.url.clone(),
    })
}
