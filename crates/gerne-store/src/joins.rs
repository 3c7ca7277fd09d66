//! Two that turn out to be one, and back. What was moved is written down, so that undoing moves
//! back exactly that.

use gerne_domain::{
    AgentId, ConsultId, ContactId, ConversationId, CustomerId, DeliveryId, FollowUpId, IdentityId,
    LabelId, MessageId, NoteId, PromiseId, ThreadId, Timestamp,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Reader, StoreError, Tx,
    row::from_row,
    sql::Sql,
    value::{ToArg, args, json, words},
};

/// What was joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinKind {
    /// Two conversations.
    Conversation,
    /// Two customers.
    Customer,
}

words! { JoinKind { Conversation = "conversation", Customer = "customer" } }

/// What a joining moved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Moved {
    /// Threads of a conversation.
    pub threads: Vec<ThreadId>,
    /// Messages of a conversation.
    pub messages: Vec<MessageId>,
    /// Notes of a conversation.
    pub notes: Vec<NoteId>,
    /// Deliveries of a conversation.
    pub deliveries: Vec<DeliveryId>,
    /// What was promised in a conversation.
    pub promises: Vec<PromiseId>,
    /// What was said outside the platforms.
    pub contacts: Vec<ContactId>,
    /// What colleagues outside were asked.
    pub consults: Vec<ConsultId>,
    /// Askings whether it worked.
    pub follow_ups: Vec<FollowUpId>,
    /// Identities of a customer.
    pub identities: Vec<IdentityId>,
    /// Conversations of a customer.
    pub conversations: Vec<ConversationId>,
    /// Labels of a customer that the other did not carry.
    pub labels: Vec<LabelId>,
}

/// A joining.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinRecord {
    /// Ours.
    pub id: Uuid,
    /// What was joined.
    pub kind: JoinKind,
    /// The one that stayed.
    pub into_id: Uuid,
    /// The one that became part of it.
    pub from_id: Uuid,
    /// What was moved.
    pub moved: Moved,
    /// Who did it; `None`: Gerne itself.
    pub agent_id: Option<AgentId>,
    /// When.
    pub at: Timestamp,
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
}

from_row!(JoinRecord, "join_record", {
    id, kind, into_id, from_id, moved as json, agent_id, at, undone_at
});

const RECORD: &str = "SELECT * FROM join_record WHERE id = $1";
const STANDING: &str = "SELECT * FROM join_record
    WHERE kind = $1 AND into_id = $2 AND undone_at IS NULL ORDER BY at, id";
const INSERT: &str = "INSERT INTO join_record (id, kind, into_id, from_id, moved, agent_id, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";
const UNDONE: &str = "UPDATE join_record SET undone_at = $2 WHERE id = $1 AND undone_at IS NULL";

/// What goes back, in four pieces: to whom, from whom, which, end.
type Back = [&'static str; 4];
const THREADS_BACK: Back =
    ["UPDATE thread SET conversation_id = ", " WHERE conversation_id = ", " AND id IN ", ""];
const MESSAGES_BACK: Back =
    ["UPDATE message SET conversation_id = ", " WHERE conversation_id = ", " AND id IN ", ""];
const NOTES_BACK: Back =
    ["UPDATE note SET conversation_id = ", " WHERE conversation_id = ", " AND id IN ", ""];
const MENTIONS_BACK: Back = [
    "UPDATE note_mention SET conversation_id = ",
    " WHERE conversation_id = ",
    " AND note_id IN ",
    "",
];
const DELIVERIES_BACK: Back =
    ["UPDATE delivery SET conversation_id = ", " WHERE conversation_id = ", " AND id IN ", ""];
/// What is on its way goes where its message went.
const DELIVERIES_FOLLOW: &str = "UPDATE delivery SET conversation_id = $1
    WHERE conversation_id = $2 AND message_id IN (SELECT id FROM message WHERE conversation_id = $1)";
const PROMISES_BACK: Back =
    ["UPDATE promise SET conversation_id = ", " WHERE conversation_id = ", " AND id IN ", ""];
const CONTACTS_BACK: Back =
    ["UPDATE contact SET conversation_id = ", " WHERE conversation_id = ", " AND id IN ", ""];
const CONSULTS_BACK: Back =
    ["UPDATE consult SET conversation_id = ", " WHERE conversation_id = ", " AND id IN ", ""];
const FOLLOW_UPS_BACK: Back =
    ["UPDATE follow_up SET conversation_id = ", " WHERE conversation_id = ", " AND id IN ", ""];
const IDENTITIES_BACK: Back =
    ["UPDATE identity SET customer_id = ", " WHERE customer_id = ", " AND id IN ", ""];
const CONVERSATIONS_BACK: Back = [
    "UPDATE conversation SET rev = rev + 1, customer_id = ",
    " WHERE customer_id = ",
    " AND id IN ",
    "",
];

const MOVE_THREADS: &str =
    "UPDATE thread SET conversation_id = $2 WHERE conversation_id = $1 RETURNING id AS n";
const MOVE_MESSAGES: &str =
    "UPDATE message SET conversation_id = $2 WHERE conversation_id = $1 RETURNING id AS n";
const MOVE_NOTES: &str =
    "UPDATE note SET conversation_id = $2 WHERE conversation_id = $1 RETURNING id AS n";
const MOVE_MENTIONS: &str =
    "UPDATE note_mention SET conversation_id = $2 WHERE conversation_id = $1";
const MOVE_DELIVERIES: &str =
    "UPDATE delivery SET conversation_id = $2 WHERE conversation_id = $1 RETURNING id AS n";
const MOVE_PROMISES: &str =
    "UPDATE promise SET conversation_id = $2 WHERE conversation_id = $1 RETURNING id AS n";
const MOVE_CONTACTS: &str =
    "UPDATE contact SET conversation_id = $2 WHERE conversation_id = $1 RETURNING id AS n";
const MOVE_CONSULTS: &str =
    "UPDATE consult SET conversation_id = $2 WHERE conversation_id = $1 RETURNING id AS n";
/// Of two that stand the one that goes is asked no more.
const ONE_FOLLOW_UP: &str = "UPDATE follow_up SET state = 'dropped' WHERE conversation_id = $1
    AND state IN ('planned', 'asked', 'by_hand') AND EXISTS (SELECT 1 FROM follow_up f
    WHERE f.conversation_id = $2 AND f.state IN ('planned', 'asked', 'by_hand'))";
const MOVE_FOLLOW_UPS: &str =
    "UPDATE follow_up SET conversation_id = $2 WHERE conversation_id = $1 RETURNING id AS n";
const CONVERSATION_INTO: &str =
    "UPDATE conversation SET joined_into = $2, rev = rev + 1 WHERE id = $1";
const MOVE_IDENTITIES: &str =
    "UPDATE identity SET customer_id = $2 WHERE customer_id = $1 RETURNING id AS n";
const MOVE_CONVERSATIONS: &str = "UPDATE conversation SET customer_id = $2, rev = rev + 1
    WHERE customer_id = $1 RETURNING id AS n";
const SHARE_LABELS: &str = "INSERT INTO customer_label (customer_id, label_id)
    SELECT $2, label_id FROM customer_label WHERE customer_id = $1
    ON CONFLICT DO NOTHING RETURNING label_id AS n";
const CUSTOMER_INTO: &str = "UPDATE customer SET joined_into = $2 WHERE id = $1";

impl Reader {
    /// A joining.
    pub async fn join_record(&mut self, id: Uuid) -> Result<Option<JoinRecord>, StoreError> {
        self.row(RECORD, args![id]).await
    }

    /// What became part of a conversation and still is, the oldest joining first.
    pub async fn conversation_joins(
        &mut self,
        into: ConversationId,
    ) -> Result<Vec<JoinRecord>, StoreError> {
        self.rows(STANDING, args![JoinKind::Conversation, into]).await
    }

    /// Who became part of a customer and still is, the oldest joining first.
    pub async fn customer_joins(
        &mut self,
        into: CustomerId,
    ) -> Result<Vec<JoinRecord>, StoreError> {
        self.rows(STANDING, args![JoinKind::Customer, into]).await
    }
}

impl Tx<'_> {
    /// Makes `from` part of `into`: its threads, messages, notes, deliveries and
    /// what is owed go there. The row
    /// of `from` stays as it is, out of all lists; reckoning `into` anew is the caller's.
    pub async fn join_conversations(
        &mut self,
        id: Uuid,
        into: ConversationId,
        from: ConversationId,
        by: Option<AgentId>,
        at: Timestamp,
    ) -> Result<JoinRecord, StoreError> {
        self.execute(ONE_FOLLOW_UP, args![from, into]).await?;
        let moved = Moved {
            threads: self.column(MOVE_THREADS, args![from, into]).await?,
            messages: self.column(MOVE_MESSAGES, args![from, into]).await?,
            notes: self.column(MOVE_NOTES, args![from, into]).await?,
            deliveries: self.column(MOVE_DELIVERIES, args![from, into]).await?,
            promises: self.column(MOVE_PROMISES, args![from, into]).await?,
            contacts: self.column(MOVE_CONTACTS, args![from, into]).await?,
            consults: self.column(MOVE_CONSULTS, args![from, into]).await?,
            follow_ups: self.column(MOVE_FOLLOW_UPS, args![from, into]).await?,
            ..Moved::default()
        };
        self.execute(MOVE_MENTIONS, args![from, into]).await?;
        self.execute(CONVERSATION_INTO, args![from, into]).await?;
        let (kind, into_id, from_id) = (JoinKind::Conversation, into.0, from.0);
        let (agent_id, undone_at) = (by, None);
        self.keep(JoinRecord { id, kind, into_id, from_id, moved, agent_id, at, undone_at }).await
    }

    /// Undoes a joining of conversations: what was moved goes back, and what has been said since in
    /// the threads that were moved goes with them. Also when `into` itself became part of another
    /// meanwhile. `false`: it was undone already.
    pub async fn separate_conversations(
        &mut self,
        record: &JoinRecord,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        if self.execute(UNDONE, args![record.id, at]).await? == 0 {
            return Ok(false);
        }
        let (into, from) = (ConversationId(record.into_id), ConversationId(record.from_id));
        let into = self.conversation_joined_into(into).await?.unwrap_or(into);
        let moved = &record.moved;
        self.give_back(THREADS_BACK, from, into, &moved.threads).await?;
        self.give_back(MESSAGES_BACK, from, into, &moved.messages).await?;
        self.give_back_since(record, from, into).await?;
        // What became part of `into` by another joining that stands is that one's to give back, also
        // where it stands in one of these threads.
        for other in self.conversation_joins(into).await? {
            let others = other.moved.messages.iter().filter(|id| !moved.messages.contains(id));
            let others: Vec<MessageId> = others.copied().collect();
            self.give_back(MESSAGES_BACK, into, from, &others).await?;
        }
        self.give_back(NOTES_BACK, from, into, &moved.notes).await?;
        self.give_back(MENTIONS_BACK, from, into, &moved.notes).await?;
        self.give_back(DELIVERIES_BACK, from, into, &moved.deliveries).await?;
        self.execute(DELIVERIES_FOLLOW, args![from, into]).await?;
        self.give_back(PROMISES_BACK, from, into, &moved.promises).await?;
        self.promises_follow(into).await?;
        self.give_back(CONTACTS_BACK, from, into, &moved.contacts).await?;
        self.give_back(CONSULTS_BACK, from, into, &moved.consults).await?;
        self.give_back(FOLLOW_UPS_BACK, from, into, &moved.follow_ups).await?;
        self.execute(CONVERSATION_INTO, args![from, None::<ConversationId>]).await?;
        Ok(true)
    }

    /// Makes `from` part of `into`: identities and conversations go there; `into` carries the labels of
    /// both.
    pub async fn join_customers(
        &mut self,
        id: Uuid,
        into: CustomerId,
        from: CustomerId,
        by: Option<AgentId>,
        at: Timestamp,
    ) -> Result<JoinRecord, StoreError> {
        let moved = Moved {
            identities: self.column(MOVE_IDENTITIES, args![from, into]).await?,
            conversations: self.column(MOVE_CONVERSATIONS, args![from, into]).await?,
            labels: self.column(SHARE_LABELS, args![from, into]).await?,
            ..Moved::default()
        };
        self.execute(CUSTOMER_INTO, args![from, into]).await?;
        self.index_customer(from).await?;
        self.index_customer(into).await?;
        let (kind, into_id, from_id) = (JoinKind::Customer, into.0, from.0);
        let (agent_id, undone_at) = (by, None);
        self.keep(JoinRecord { id, kind, into_id, from_id, moved, agent_id, at, undone_at }).await
    }

    /// Undoes a joining of customers: identities and conversations that were moved go back.
    /// Conversations that began since stay; moving them is the caller's. `false`: it was undone
    /// already.
    pub async fn separate_customers(
        &mut self,
        record: &JoinRecord,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        if self.execute(UNDONE, args![record.id, at]).await? == 0 {
            return Ok(false);
        }
        let (into, from) = (CustomerId(record.into_id), CustomerId(record.from_id));
        let into = self.customer_joined_into(into).await?.unwrap_or(into);
        self.give_back(IDENTITIES_BACK, from, into, &record.moved.identities).await?;
        self.give_back(CONVERSATIONS_BACK, from, into, &record.moved.conversations).await?;
        if !record.moved.labels.is_empty() {
            let mut sql = Sql::new("DELETE FROM customer_label WHERE customer_id = ");
            sql.bind(&into).push(" AND label_id IN ").list(&record.moved.labels);
            self.execute_of(sql).await?;
        }
        self.execute(CUSTOMER_INTO, args![from, None::<CustomerId>]).await?;
        self.index_customer(from).await?;
        self.index_customer(into).await?;
        Ok(true)
    }

    async fn keep(&mut self, record: JoinRecord) -> Result<JoinRecord, StoreError> {
        let JoinRecord { id, kind, into_id, from_id, moved, agent_id, at, .. } = &record;
        let moved = json(moved)?;
        self.execute(INSERT, args![id, kind, into_id, from_id, moved, agent_id, at]).await?;
        Ok(record)
    }

    /// What was said since in the threads that were moved, and not what stood in them before: some of
    /// it may have been `into`'s own.
    async fn give_back_since(
        &mut self,
        record: &JoinRecord,
        from: ConversationId,
        into: ConversationId,
    ) -> Result<(), StoreError> {
        for threads in record.moved.threads.chunks(1024) {
            let mut sql = Sql::new("UPDATE message SET conversation_id = ");
            sql.bind(&from).push(" WHERE conversation_id = ").bind(&into);
            // Ids tell what came later.
            sql.push(" AND id > ").bind(&record.id).push(" AND thread_id IN ").list(threads);
            self.execute_of(sql).await?;
        }
        Ok(())
    }

    async fn give_back<O: ToArg, T: ToArg>(
        &mut self,
        back: Back,
        to: O,
        from: O,
        ids: &[T],
    ) -> Result<(), StoreError> {
        for ids in ids.chunks(1024) {
            let mut sql = Sql::new(back[0]);
            sql.bind(&to).push(back[1]).bind(&from).push(back[2]).list(ids).push(back[3]);
            self.execute_of(sql).await?;
        }
        Ok(())
    }
}
