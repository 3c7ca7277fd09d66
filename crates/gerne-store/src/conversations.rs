//! Conversations: one row each, carrying what a list shows.

use gerne_domain::{
    AccountId, Conversation, ConversationId, CustomerId, LabelId, Priority, Status, Timestamp,
};

use crate::{
    Reader, StoreError, Tx,
    row::{Two, from_row},
    sql::Sql,
    value::{Arg, args, json},
};

const CONVERSATION: &str = "SELECT * FROM conversation WHERE id = $1";
const UNRESOLVED: &str = "SELECT * FROM conversation
    WHERE account_id = $1 AND status IN ('open', 'pending', 'snoozed') AND joined_into IS NULL";
const JOINED_INTO: &str = "SELECT joined_into AS n FROM conversation WHERE id = $1";
const OF_CUSTOMER: &str = "SELECT * FROM conversation WHERE customer_id = $1
    AND joined_into IS NULL ORDER BY last_message_at DESC, id DESC LIMIT $2";
const TO_WAKE: &str = "SELECT id AS n FROM conversation
    WHERE status = 'snoozed' AND snoozed_until <= $1 AND joined_into IS NULL
    ORDER BY snoozed_until, id LIMIT $2";
const NEXT_WAKE: &str = "SELECT MIN(snoozed_until) AS n FROM conversation
    WHERE status = 'snoozed' AND snoozed_until IS NOT NULL AND joined_into IS NULL";
const TO_CLIMB: &str = "SELECT id AS n FROM conversation
    WHERE climbs_at IS NOT NULL AND climbs_at <= $1 AND joined_into IS NULL
    ORDER BY climbs_at, id LIMIT $2";
const NEXT_CLIMB: &str = "SELECT MIN(climbs_at) AS n FROM conversation
    WHERE climbs_at IS NOT NULL AND joined_into IS NULL";
const INSERT: &str = "INSERT INTO conversation (id, customer_id, account_id, team_id, assignee_id,
    status, priority, subject, preview, preview_private, last_message_id, last_message_at,
    waiting_since, unanswered, due, snoozed_until, created_at, first_response_at, resolved_at,
    no_answer, spam, place, due_why, climbs_at, promised, rev)";
const UPDATE: &str = "UPDATE conversation SET customer_id = $2, account_id = $3, team_id = $4,
    assignee_id = $5, status = $6, priority = $7, subject = $8, preview = $9,
    preview_private = $10, last_message_id = $11, last_message_at = $12, waiting_since = $13,
    unanswered = $14, due = $15, snoozed_until = $16, created_at = $17, first_response_at = $18,
    resolved_at = $19, no_answer = $20, spam = $21, place = $22, due_why = $23,
    climbs_at = $24, promised = $25, rev = rev + 1
    WHERE id = $1 RETURNING rev AS n";
const CLEAR_LABELS: &str = "DELETE FROM conversation_label WHERE conversation_id = $1";

from_row!(Conversation, "conversation", {
    id, customer_id, account_id, team_id, assignee_id, status, priority, subject, preview,
    preview_private, last_message_id, last_message_at, waiting_since, unanswered, due,
    snoozed_until, created_at, first_response_at, resolved_at, no_answer, spam, rev, promised,
    due_why as opt_json;
    labels: Vec::new(),
});

impl Reader {
    /// A conversation, also one that was joined into another.
    pub async fn conversation(
        &mut self,
        id: ConversationId,
    ) -> Result<Option<Conversation>, StoreError> {
        let found = self.row(CONVERSATION, args![id]).await?;
        Ok(self.with_labels(found.into_iter().collect()).await?.pop())
    }

    /// What of an account is not resolved, in no order.
    pub async fn unresolved_of(
        &mut self,
        account: AccountId,
    ) -> Result<Vec<Conversation>, StoreError> {
        let found = self.rows(UNRESOLVED, args![account]).await?;
        self.with_labels(found).await
    }

    /// These conversations, in no order.
    pub async fn conversations(
        &mut self,
        ids: &[ConversationId],
    ) -> Result<Vec<Conversation>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM conversation WHERE id IN ");
        sql.list(ids);
        let found = self.rows_of(sql).await?;
        self.with_labels(found).await
    }

    /// What a conversation was joined into, the last in the chain.
    pub async fn conversation_joined_into(
        &mut self,
        id: ConversationId,
    ) -> Result<Option<ConversationId>, StoreError> {
        let mut last = None;
        let mut at = id;
        while let Some(next) =
            self.one::<Option<ConversationId>>(JOINED_INTO, args![at]).await?.flatten()
        {
            (last, at) = (Some(next), next);
        }
        Ok(last)
    }

    /// Which of these became part of others: they have nothing of their own to show.
    pub async fn conversations_joined(
        &mut self,
        ids: &[ConversationId],
    ) -> Result<Vec<ConversationId>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let joined = "SELECT id AS n FROM conversation WHERE joined_into IS NOT NULL AND id IN ";
        let mut sql = Sql::new(joined);
        sql.list(ids);
        self.column_of(sql).await
    }

    /// The newest conversations of a customer, without those that were joined into others.
    pub async fn conversations_of(
        &mut self,
        customer: CustomerId,
        limit: usize,
    ) -> Result<Vec<Conversation>, StoreError> {
        let found = self.rows(OF_CUSTOMER, args![customer, limit]).await?;
        self.with_labels(found).await
    }

    /// Snoozed conversations whose time has come, the longest overdue first.
    pub async fn conversations_to_wake(
        &mut self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<ConversationId>, StoreError> {
        self.column(TO_WAKE, args![now, limit]).await
    }

    /// When the next snoozed conversation wakes.
    pub async fn next_wake(&mut self) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.one::<Option<Timestamp>>(NEXT_WAKE, args![]).await?.flatten())
    }

    /// What is nearly due or was not done in time, and nobody was told yet; the longest first.
    pub async fn conversations_to_climb(
        &mut self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<ConversationId>, StoreError> {
        self.column(TO_CLIMB, args![now, limit]).await
    }

    /// When the next one is.
    pub async fn next_climb(&mut self) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.one::<Option<Timestamp>>(NEXT_CLIMB, args![]).await?.flatten())
    }

    pub(crate) async fn with_labels(
        &mut self,
        mut conversations: Vec<Conversation>,
    ) -> Result<Vec<Conversation>, StoreError> {
        if conversations.is_empty() {
            return Ok(conversations);
        }
        let ids: Vec<ConversationId> = conversations.iter().map(|c| c.id).collect();
        let mut sql = Sql::new("SELECT conversation_id AS a, label_id AS b");
        sql.push(" FROM conversation_label WHERE conversation_id IN ").list(&ids);
        sql.push(" ORDER BY label_id");
        for Two(id, label) in self.rows_of::<Two<ConversationId, LabelId>>(sql).await? {
            conversations.iter_mut().filter(|c| c.id == id).for_each(|c| c.labels.push(label));
        }
        Ok(conversations)
    }
}

impl Tx<'_> {
    /// A new conversation, with its labels.
    pub async fn insert_conversation(
        &mut self,
        conversation: &Conversation,
    ) -> Result<(), StoreError> {
        self.insert_conversations(std::slice::from_ref(conversation)).await
    }

    /// New conversations, with their labels.
    pub(crate) async fn insert_conversations(
        &mut self,
        conversations: &[Conversation],
    ) -> Result<(), StoreError> {
        let row = |conversation: &Conversation| {
            let mut values = columns(conversation);
            values.extend(args![conversation.rev]);
            values
        };
        let rows = conversations.iter().map(row).collect();
        self.insert_many(INSERT, rows).await?;
        for conversation in conversations {
            self.put_labels(conversation.id, &conversation.labels).await?;
        }
        Ok(())
    }

    /// Overwrites a conversation and moves its revision on by one, whatever revision is passed;
    /// the revision now, or `None` when there is none. Labels have a method of their own.
    ///
    /// Safe without comparing revisions: transactions run one behind the other on both engines, so
    /// what was read in this one is still so.
    pub async fn update_conversation(
        &mut self,
        conversation: &Conversation,
    ) -> Result<Option<i64>, StoreError> {
        self.one(UPDATE, columns(conversation)).await
    }

    /// Which labels are on it: these and no others. Moves its revision on by one.
    pub async fn set_conversation_labels(
        &mut self,
        id: ConversationId,
        labels: &[LabelId],
    ) -> Result<Option<i64>, StoreError> {
        const TOUCH: &str =
            "UPDATE conversation SET rev = rev + 1 WHERE id = $1 RETURNING rev AS n";
        let rev = self.one(TOUCH, args![id]).await?;
        if rev.is_some() {
            self.execute(CLEAR_LABELS, args![id]).await?;
            self.put_labels(id, labels).await?;
        }
        Ok(rev)
    }

    async fn put_labels(
        &mut self,
        id: ConversationId,
        labels: &[LabelId],
    ) -> Result<(), StoreError> {
        if labels.is_empty() {
            return Ok(());
        }
        let mut sql =
            Sql::new("INSERT INTO conversation_label (conversation_id, label_id) VALUES ");
        sql.rows(labels.iter().map(|label| args![id, label]));
        sql.push(" ON CONFLICT DO NOTHING");
        self.execute_of(sql).await.map(drop)
    }
}

/// Where a conversation stands in a list that is ordered by due time: what is open first, of that
/// what is urgent, however long others are overdue; what has no due time last. One number, so that a
/// page begins with one comparison.
fn place(conversation: &Conversation) -> i64 {
    const NEVER: i64 = 1 << 61;
    const NOT_OPEN: i64 = 1 << 62;
    const URGENT: i64 = -(1 << 61);
    let Some(due) = conversation.due.map(Timestamp::as_microsecond) else {
        return if conversation.status == Status::Open { NEVER } else { NOT_OPEN + NEVER };
    };
    match (conversation.status, conversation.priority) {
        (Status::Open, Priority::Urgent) => URGENT + due,
        (Status::Open, _) => due,
        _ => NOT_OPEN + due,
    }
}

fn columns(c: &Conversation) -> Vec<Arg> {
    args![
        c.id,
        c.customer_id,
        c.account_id,
        c.team_id,
        c.assignee_id,
        c.status,
        c.priority,
        c.subject,
        c.preview,
        c.preview_private,
        c.last_message_id,
        c.last_message_at,
        c.waiting_since,
        c.unanswered,
        c.due,
        c.snoozed_until,
        c.created_at,
        c.first_response_at,
        c.resolved_at,
        c.no_answer,
        c.spam,
        place(c),
        c.due_why.as_ref().and_then(|why| json(why).ok()),
        c.climbs_at(),
        c.promised
    ]
}
