//! Letters by their names: what answers what.

use gerne_domain::{
    AccountId, Conversation, ConversationId, CustomerId, DeliveryId, Identity, IdentityId, Message,
    MessageId, Returned, ThreadId, Timestamp, Unreachable,
};

use crate::{
    Reader, StoreError, Tx,
    inserting::Insert,
    row::{Two, from_row},
    sql::Sql,
    value::{Arg, args, json},
};

/// Letters that one name stands for, at most: names can be written by anybody.
const MOST: usize = 200;

/// A letter that calls itself so, or says that it answers what is called so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// It is its own name.
    pub own: bool,
    /// The letter.
    pub message: Message,
}

struct Found {
    name: String,
    own: bool,
    message_id: MessageId,
}

from_row!(Found, "letter_name", { name, own, message_id });

const INSERT: Insert = Insert {
    into: "INSERT INTO letter_name (account_id, name, message_id, own)",
    select: "*",
    end: " ON CONFLICT DO NOTHING",
};
/// The index is by identity and instant, so that only letters of that time are read.
const PACE: &str = "SELECT COUNT(*) AS a, COUNT(CASE WHEN thread_id = $2 THEN 1 END) AS b
    FROM message WHERE identity_id = $1 AND published_at > $3 AND published_at <= $4";
const ACKNOWLEDGED: &str = "SELECT COUNT(*) AS n FROM conversation c
    JOIN message m ON m.conversation_id = c.id AND m.published_at > $3
    WHERE c.customer_id = $1 AND m.account_id = $2 AND m.direction = 'out' AND m.agent_id IS NULL
    AND m.delivery_id IS NOT NULL AND m.deleted_at IS NULL";
const OPENING: &str = "SELECT * FROM message WHERE conversation_id = $1
    ORDER BY published_at, id LIMIT 1";
/// Two that a person put together and took apart again are not the same matter.
const BEFORE: &str = "SELECT c.* FROM conversation c
    WHERE c.customer_id = $1 AND c.account_id = $2 AND c.id < $3 AND c.last_message_at > $4
    AND c.joined_into IS NULL AND c.spam = 0 AND c.subject IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM join_record j WHERE j.kind = 'conversation'
        AND j.undone_at IS NOT NULL AND j.into_id IN (c.id, $3) AND j.from_id IN (c.id, $3))
    ORDER BY c.last_message_at DESC, c.id DESC LIMIT $5";
const OPEN: &str = "SELECT c.* FROM conversation c
    WHERE c.customer_id = $1 AND c.id < $2 AND c.last_message_at > $3
    AND c.joined_into IS NULL AND c.spam = 0 AND c.status <> 'resolved'
    AND NOT EXISTS (SELECT 1 FROM join_record j WHERE j.kind = 'conversation'
        AND j.undone_at IS NOT NULL AND j.into_id IN (c.id, $2) AND j.from_id IN (c.id, $2))
    ORDER BY c.last_message_at DESC, c.id DESC LIMIT $4";
const RETURNED: &str = "UPDATE delivery SET returned = $2 WHERE id = $1";
const UNREACHABLE: &str = "UPDATE identity SET unreachable = $2 WHERE id = $1";

impl Reader {
    /// The letters of an account that these names stand for, ours and theirs, oldest first.
    pub async fn letters_named(
        &mut self,
        account: AccountId,
        names: &[String],
    ) -> Result<Vec<Named>, StoreError> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT name, own, message_id FROM letter_name WHERE account_id = ");
        sql.bind(&account).push(" AND name IN ").list(names);
        sql.push(" ORDER BY message_id LIMIT ").bind(&MOST);
        let found: Vec<Found> = self.rows_of(sql).await?;
        let ids: Vec<MessageId> = found.iter().map(|found| found.message_id).collect();
        let messages = self.messages(&ids).await?;
        let named = found.into_iter().filter_map(|Found { name, own, message_id }| {
            let message = messages.iter().find(|message| message.id == message_id)?.clone();
            Some(Named { name, own, message })
        });
        Ok(named.collect())
    }
}

impl Reader {
    /// How many messages of theirs were written in a time, and how many of them in one thread.
    pub async fn pace_of(
        &mut self,
        identity: IdentityId,
        thread: ThreadId,
        after: Timestamp,
        until: Timestamp,
    ) -> Result<(u64, u64), StoreError> {
        let counted: Option<Two<u64, u64>> =
            self.row(PACE, args![identity, thread, after, until]).await?;
        Ok(counted.map_or((0, 0), |two| (two.0, two.1)))
    }

    /// Whether the house itself wrote to somebody since then, from this account.
    pub async fn acknowledged_since(
        &mut self,
        customer: CustomerId,
        account: AccountId,
        after: Timestamp,
    ) -> Result<bool, StoreError> {
        let found: Vec<u64> = self.column(ACKNOWLEDGED, args![customer, account, after]).await?;
        Ok(found.first().is_some_and(|count| *count > 0))
    }
}

impl Reader {
    /// The oldest message of a conversation: what it began with.
    pub async fn opening_message(
        &mut self,
        id: ConversationId,
    ) -> Result<Option<Message>, StoreError> {
        let found = self.row(OPENING, args![id]).await?;
        Ok(self.with_attachments(found.into_iter().collect()).await?.pop())
    }

    /// What the same person wrote about before, on the same account, the newest first: what has a
    /// subject, is no spam, was last written in after an instant, and was never told apart from it.
    pub async fn matters_before(
        &mut self,
        conversation: &Conversation,
        after: Timestamp,
        limit: usize,
    ) -> Result<Vec<Conversation>, StoreError> {
        let Conversation { id, customer_id, account_id, .. } = *conversation;
        let found = self.rows(BEFORE, args![customer_id, account_id, id, after, limit]).await?;
        self.with_labels(found).await
    }

    /// What the same person has open on any account, the newest first: what began before, is no spam,
    /// was last written in after an instant, and was never told apart from it.
    pub async fn open_matters_of(
        &mut self,
        conversation: &Conversation,
        after: Timestamp,
        limit: usize,
    ) -> Result<Vec<Conversation>, StoreError> {
        let Conversation { id, customer_id, .. } = *conversation;
        let found = self.rows(OPEN, args![customer_id, id, after, limit]).await?;
        self.with_labels(found).await
    }
}

impl Tx<'_> {
    /// Keeps the names of new letters.
    pub(crate) async fn insert_letter_names(
        &mut self,
        messages: &[&Message],
    ) -> Result<(), StoreError> {
        let rows: Vec<Vec<Arg>> = messages.iter().flat_map(|message| names(message)).collect();
        if !rows.is_empty() {
            self.insert_many(INSERT, rows).await?;
        }
        Ok(())
    }

    /// Keeps what came back of a reply.
    pub async fn set_delivery_returned(
        &mut self,
        id: DeliveryId,
        returned: &[Returned],
    ) -> Result<bool, StoreError> {
        let returned = (!returned.is_empty()).then(|| json(&returned)).transpose()?;
        Ok(self.execute(RETURNED, args![id, returned]).await? > 0)
    }

    /// Keeps that nobody reads what is sent to an identity, or that somebody does again.
    pub async fn set_identity_unreachable(
        &mut self,
        identity: &Identity,
        unreachable: Option<&Unreachable>,
    ) -> Result<bool, StoreError> {
        let id: IdentityId = identity.id;
        let unreachable = unreachable.map(json).transpose()?;
        Ok(self.execute(UNREACHABLE, args![id, unreachable]).await? > 0)
    }
}

/// The rows of one letter: its own name first, so that a letter that names itself is not its own
/// answer.
fn names(message: &Message) -> Vec<Vec<Arg>> {
    let Some(letter) = &message.letter else { return Vec::new() };
    let own = letter.name.iter().map(|name| (name, true));
    let chain = letter.chain.iter().map(|name| (name, false));
    let mut seen = Vec::new();
    let mut rows = Vec::new();
    for (name, own) in own.chain(chain) {
        if !name.is_empty() && !seen.contains(&name) {
            seen.push(name);
            rows.push(args![message.account_id, name, message.id, own]);
        }
    }
    rows
}
