//! What was promised.

use gerne_domain::{
    AgentId, ContactId, ConversationId, CustomerId, MessageId, Promise, PromiseId, PromiseState,
    Scope, TeamId, Timestamp,
};

use crate::{
    Reader, StoreError, Tx,
    list::sees,
    page::{Key, Page, Paged},
    row::{One, from_row},
    sql::Sql,
    value::{Arg, args},
};

/// Which promises.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PromiseFilter {
    /// In one of these states; empty: in any.
    pub states: Vec<PromiseState>,
    /// Only what is owed: said, and neither kept nor given up.
    pub owed: bool,
    /// Only what is due before this.
    pub due_before: Option<Timestamp>,
    /// Only what one of these teams keeps; empty: any.
    pub teams: Vec<TeamId>,
    /// Only what this agent keeps; `Some(None)`: what nobody keeps alone.
    pub owner: Option<Option<AgentId>>,
    /// Only what this customer was promised.
    pub customer: Option<CustomerId>,
}

from_row!(Promise, "promise", {
    id, conversation_id, kind, firmness, state, text, due, owner_id, team_id, made_at, made_by,
    said, message_id, contact_id, span_start, span_end, ended_at, settled_at, moved_to, moved_by,
    reason, told_before, look_at, reminded_at, quoted_at
});

const ONE: &str = "SELECT * FROM promise WHERE id = $1";
const OF_CONVERSATION: &str =
    "SELECT * FROM promise WHERE conversation_id = $1 ORDER BY made_at, id";
const OF_MESSAGE: &str = "SELECT * FROM promise WHERE message_id = $1 ORDER BY made_at, id";
const OF_CONTACT: &str = "SELECT * FROM promise WHERE contact_id = $1 ORDER BY made_at, id";
const MOVED_BY: &str = "SELECT * FROM promise WHERE moved_by = $1 ORDER BY made_at, id";
const TO_LOOK_AT: &str = "SELECT * FROM promise WHERE look_at <= $1 ORDER BY look_at, id LIMIT $2";
const NEXT_LOOK: &str = "SELECT MIN(look_at) AS n FROM promise WHERE look_at IS NOT NULL";
const NEXT_DUE: &str = "SELECT MIN(due) AS n FROM promise WHERE conversation_id = $1
    AND said = 1 AND settled_at IS NULL AND state IN ('standing', 'broken')";
const OWNED: &str = "SELECT * FROM promise WHERE owner_id = $1 AND settled_at IS NULL
    AND state IN ('proposed', 'standing', 'broken') ORDER BY due, id";
const INSERT: &str = "INSERT INTO promise (id, conversation_id, kind, firmness, state, text, due,
    owner_id, team_id, made_at, made_by, said, message_id, contact_id, span_start, span_end,
    ended_at, settled_at, moved_to, moved_by, reason, told_before, look_at, reminded_at,
    quoted_at)";
const UPDATE: &str = "UPDATE promise SET conversation_id = $2, kind = $3, firmness = $4,
    state = $5, text = $6, due = $7, owner_id = $8, team_id = $9, made_at = $10, made_by = $11,
    said = $12, message_id = $13, contact_id = $14, span_start = $15, span_end = $16,
    ended_at = $17, settled_at = $18, moved_to = $19, moved_by = $20, reason = $21,
    told_before = $22, look_at = $23, reminded_at = $24, quoted_at = $25 WHERE id = $1";
/// What was promised in a message or contact goes where that went.
const FOLLOW: &str = "UPDATE promise SET conversation_id = (SELECT m.conversation_id FROM message m
    WHERE m.id = promise.message_id) WHERE conversation_id = $1 AND message_id IN
    (SELECT m.id FROM message m WHERE m.conversation_id IS NOT NULL AND m.conversation_id <> $1
    AND m.id IN (SELECT p.message_id FROM promise p WHERE p.conversation_id = $1))";

impl Reader {
    /// A promise.
    pub async fn promise(&mut self, id: PromiseId) -> Result<Option<Promise>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// What was promised in a conversation, in the order in which it was.
    pub async fn promises_of(&mut self, id: ConversationId) -> Result<Vec<Promise>, StoreError> {
        self.rows(OF_CONVERSATION, args![id]).await
    }

    /// What a message promises.
    pub async fn promises_in(&mut self, id: MessageId) -> Result<Vec<Promise>, StoreError> {
        self.rows(OF_MESSAGE, args![id]).await
    }

    /// What was promised in a contact.
    pub async fn promises_in_contact(&mut self, id: ContactId) -> Result<Vec<Promise>, StoreError> {
        self.rows(OF_CONTACT, args![id]).await
    }

    /// What a message moved.
    pub async fn promises_moved_by(&mut self, id: MessageId) -> Result<Vec<Promise>, StoreError> {
        self.rows(MOVED_BY, args![id]).await
    }

    /// What an agent has to keep, or to look at, the first due first.
    pub async fn promises_owned(&mut self, id: AgentId) -> Result<Vec<Promise>, StoreError> {
        self.rows(OWNED, args![id]).await
    }

    /// Promises that the clock has something to do with by now, the longest overdue first.
    pub async fn promises_to_look_at(
        &mut self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<Promise>, StoreError> {
        self.rows(TO_LOOK_AT, args![now, limit]).await
    }

    /// When the clock next has something to do.
    pub async fn next_promise_look(&mut self) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.one::<Option<Timestamp>>(NEXT_LOOK, args![]).await?.flatten())
    }

    /// When the first promise of a conversation is due that is owed.
    pub async fn next_promise_due(
        &mut self,
        id: ConversationId,
    ) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.one::<Option<Timestamp>>(NEXT_DUE, args![id]).await?.flatten())
    }

    /// One page of promises in conversations that the scope sees: the first due first, what is
    /// never due last. With each whose matter it is.
    pub async fn list_promises(
        &mut self,
        filter: &PromiseFilter,
        scope: &Scope,
        page: &Page,
    ) -> Result<Paged<Promise>, StoreError> {
        let mut sql = Sql::new("SELECT p.* FROM promise p");
        narrow(&mut sql, filter, scope);
        if let Some(Key(due, id)) = page.key()? {
            sql.push(" AND (COALESCE(p.due, 4611686018427387904), p.id) > (");
            sql.bind(&due).push(", ").bind(&id).push(")");
        }
        sql.push(" ORDER BY COALESCE(p.due, 4611686018427387904), p.id LIMIT ");
        sql.bind(&(page.limit + 1));
        let found: Vec<Promise> = self.rows_of(sql).await?;
        let due = |p: &Promise| p.due.map_or(1 << 62, Timestamp::as_microsecond);
        Ok(Paged::cut(found, page.limit, |p| Key(due(p), p.id.0)))
    }

    /// How many that would be, exact up to `cap`.
    pub async fn count_promises(
        &mut self,
        filter: &PromiseFilter,
        scope: &Scope,
        cap: usize,
    ) -> Result<usize, StoreError> {
        let mut sql = Sql::new("SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM promise p");
        narrow(&mut sql, filter, scope);
        sql.push(" LIMIT ").bind(&cap).push(") AS found");
        let found: Vec<One<usize>> = self.rows_of(sql).await?;
        Ok(found.first().map_or(0, |one| one.0))
    }
}

impl Tx<'_> {
    /// New promises.
    pub async fn insert_promises(&mut self, promises: &[Promise]) -> Result<(), StoreError> {
        self.insert_many(INSERT, promises.iter().map(columns).collect()).await.map(drop)
    }

    /// Overwrites a promise. `false`: there is none.
    pub async fn update_promise(&mut self, promise: &Promise) -> Result<bool, StoreError> {
        Ok(self.execute(UPDATE, columns(promise)).await? > 0)
    }

    /// What was promised in messages that are elsewhere now goes there.
    pub async fn promises_follow(&mut self, id: ConversationId) -> Result<u64, StoreError> {
        self.execute(FOLLOW, args![id]).await
    }
}

fn narrow(sql: &mut Sql, filter: &PromiseFilter, scope: &Scope) {
    sql.push(" JOIN conversation c ON c.id = p.conversation_id WHERE c.joined_into IS NULL");
    if !filter.states.is_empty() {
        sql.push(" AND p.state IN ").list(&filter.states);
    }
    if filter.owed {
        sql.push(" AND p.said = 1 AND p.settled_at IS NULL");
        sql.push(" AND p.state IN ('standing', 'broken')");
    }
    if let Some(before) = filter.due_before {
        sql.push(" AND p.due < ").bind(&before);
    }
    if !filter.teams.is_empty() {
        sql.push(" AND p.team_id IN ").list(&filter.teams);
    }
    match filter.owner {
        Some(Some(owner)) => drop(sql.push(" AND p.owner_id = ").bind(&owner)),
        Some(None) => drop(sql.push(" AND p.owner_id IS NULL")),
        None => {}
    }
    if let Some(customer) = filter.customer {
        sql.push(" AND c.customer_id = ").bind(&customer);
    }
    sees(sql, scope);
}

fn columns(p: &Promise) -> Vec<Arg> {
    args![
        p.id,
        p.conversation_id,
        p.kind,
        p.firmness,
        p.state,
        p.text,
        p.due,
        p.owner_id,
        p.team_id,
        p.made_at,
        p.made_by,
        p.said,
        p.message_id,
        p.contact_id,
        p.span_start,
        p.span_end,
        p.ended_at,
        p.settled_at,
        p.moved_to,
        p.moved_by,
        p.reason,
        p.told_before,
        p.look_at,
        p.reminded_at,
        p.quoted_at
    ]
}
