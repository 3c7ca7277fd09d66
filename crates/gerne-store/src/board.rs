//! How it stands now: who waits, for how long, where.

use gerne_domain::{
    AccountId, AgentId, Conversation, ConversationId, CustomerId, Scope, Status, TeamId, Timestamp,
};

use crate::{
    Reader, StoreError,
    list::sees,
    row::{Two, from_row},
    sql::Sql,
    value::args,
};

/// Who waits for an answer, of one account and team: what is open and what was put off
/// ([`Status::AWAITED`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingNow {
    /// Through which account.
    pub account_id: AccountId,
    /// Given to which team.
    pub team_id: Option<TeamId>,
    /// How many conversations.
    pub waiting: u64,
    /// How many of them nobody has.
    pub nobodys: u64,
    /// How many of them burn: they are nearly or already too late.
    pub near: u64,
    /// How many of them are too late.
    pub missed: u64,
    /// How many began to wait since the instant that was asked for.
    pub newer: u64,
    /// How many of them were put off.
    pub snoozed: u64,
    /// Since when the longest waits.
    pub oldest: Timestamp,
}

from_row!(WaitingNow, "conversation", {
    account_id, team_id, waiting, nobodys, near, missed, newer, snoozed, oldest
});

/// How late what came last came to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lag {
    /// Through which account.
    pub account_id: AccountId,
    /// When it was written.
    pub published_at: Timestamp,
    /// When we had it.
    pub received_at: Timestamp,
}

from_row!(Lag, "message", { account_id, published_at, received_at });

const ANSWERED: &str = "SELECT conversation_id AS a, MAX(published_at) AS b FROM message
    WHERE agent_id = $1 AND direction = 'out' AND conversation_id IN
        (SELECT id FROM conversation WHERE customer_id = $2)
    GROUP BY conversation_id ORDER BY MAX(published_at) DESC LIMIT 1";
const NEWEST: &str = "SELECT account_id, published_at, received_at
    FROM (SELECT id, account_id, direction, published_at, received_at FROM message
        ORDER BY id DESC LIMIT $1) AS newest WHERE direction = 'in' ORDER BY id DESC";
const ASSIGNED: &str = "SELECT COUNT(*) AS n FROM conversation
    WHERE assignee_id = $1 AND status = 'open' AND joined_into IS NULL AND spam = 0";

const LOADS: &str = "SELECT assignee_id AS a, COUNT(*) AS b FROM conversation
    WHERE assignee_id IS NOT NULL AND status = 'open' AND joined_into IS NULL AND spam = 0
    GROUP BY assignee_id ORDER BY assignee_id";

const SAID: &str = "SELECT (SELECT COUNT(*) FROM message WHERE conversation_id = $1
        AND direction = 'in' AND addressed = 1 AND deleted_at IS NULL)
    + (SELECT COUNT(*) FROM contact WHERE conversation_id = $1 AND direction = 'in'
        AND deleted_at IS NULL) AS n";
const WENT_PUBLIC: &str = "SELECT COUNT(*) AS n FROM message m WHERE m.conversation_id = $1
    AND m.direction = 'in' AND m.addressed = 1 AND m.deleted_at IS NULL
    AND m.visibility IN ('public', 'unlisted') AND m.published_at >= $2
    AND EXISTS (SELECT 1 FROM message p WHERE p.conversation_id = $1 AND p.direction = 'in'
        AND p.visibility NOT IN ('public', 'unlisted') AND p.published_at < m.published_at)";

impl Reader {
    /// How often somebody turned to us in a matter, also by phone.
    pub async fn said_in(&mut self, conversation: ConversationId) -> Result<u64, StoreError> {
        Ok(self.one::<u64>(SAID, args![conversation]).await?.unwrap_or_default())
    }

    /// Whether they said something before everyone since an instant, after they had said it to us
    /// alone.
    pub async fn went_public(
        &mut self,
        conversation: ConversationId,
        since: Timestamp,
    ) -> Result<bool, StoreError> {
        let found: Option<u64> = self.one(WENT_PUBLIC, args![conversation, since]).await?;
        Ok(found.is_some_and(|n| n > 0))
    }

    /// Who waits now, by account and team, as far as the scope sees it. `near` and `missed` go by
    /// what has climbed.
    pub async fn waiting_now(
        &mut self,
        scope: &Scope,
        since: Timestamp,
    ) -> Result<Vec<WaitingNow>, StoreError> {
        let mut sql = Sql::new(
            "SELECT c.account_id, c.team_id, COUNT(*) AS waiting,
             COUNT(CASE WHEN c.assignee_id IS NULL THEN 1 END) AS nobodys,
             COUNT(CASE WHEN c.due_why LIKE '%\"climbed\":\"near\"%'
                 OR c.due_why LIKE '%\"climbed\":\"missed\"%' THEN 1 END) AS near,
             COUNT(CASE WHEN c.due_why LIKE '%\"climbed\":\"missed\"%' THEN 1 END) AS missed,
             COUNT(CASE WHEN c.status = 'snoozed' THEN 1 END) AS snoozed,
             COUNT(CASE WHEN c.waiting_since >= ",
        );
        sql.bind(&since)
            .push(" THEN 1 END) AS newer, MIN(c.waiting_since) AS oldest FROM conversation c");
        awaited(&mut sql, scope);
        sql.push(" GROUP BY c.account_id, c.team_id");
        self.rows_of(sql).await
    }

    /// Those who wait and for whom it is too late next, the first first.
    pub async fn late_next(
        &mut self,
        scope: &Scope,
        limit: usize,
    ) -> Result<Vec<Conversation>, StoreError> {
        let mut sql = Sql::new("SELECT c.* FROM conversation c");
        awaited(&mut sql, scope);
        sql.push(" AND c.due IS NOT NULL");
        sql.push(" AND c.due_why NOT LIKE '%\"climbed\":\"missed\"%' ORDER BY c.due, c.id LIMIT ");
        sql.bind(&limit);
        let found = self.rows_of(sql).await?;
        self.with_labels(found).await
    }

    /// How many open conversations each agent has who has any.
    pub async fn loads(&mut self) -> Result<Vec<(AgentId, u64)>, StoreError> {
        let found: Vec<Two<AgentId, u64>> = self.rows(LOADS, args![]).await?;
        Ok(found.into_iter().map(|Two(agent, open)| (agent, open)).collect())
    }

    /// When an agent last answered a customer, and where.
    pub async fn answered_before(
        &mut self,
        agent: AgentId,
        customer: CustomerId,
    ) -> Result<Option<(ConversationId, Timestamp)>, StoreError> {
        let found: Option<Two<ConversationId, Timestamp>> =
            self.row(ANSWERED, args![agent, customer]).await?;
        Ok(found.map(|Two(conversation, at)| (conversation, at)))
    }

    /// How many open conversations an agent has.
    pub async fn open_of(&mut self, agent: AgentId) -> Result<u64, StoreError> {
        Ok(self.one::<u64>(ASSIGNED, args![agent]).await?.unwrap_or_default())
    }

    /// What came in last, the newest first: of so many messages over all accounts.
    pub async fn newest_received(&mut self, most: usize) -> Result<Vec<Lag>, StoreError> {
        self.rows(NEWEST, args![most]).await
    }
}

/// Those who wait for an answer, of what the scope sees.
fn awaited(sql: &mut Sql, scope: &Scope) {
    sql.push(" WHERE c.status IN ").list(&Status::AWAITED);
    sql.push(" AND c.joined_into IS NULL AND c.waiting_since IS NOT NULL AND c.spam = 0");
    sees(sql, scope);
}
