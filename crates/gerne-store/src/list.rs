//! Lists of conversations: filter, scope, order, page, count.

use gerne_domain::{
    AccountId, AgentId, Climbed, Conversation, ConversationId, CustomerId, LabelId, Scope, Status,
    TeamId, Timestamp,
};

use crate::{
    Page, Paged, Reader, StoreError,
    page::Key,
    row::{FromRow, One},
    sql::Sql,
};

/// Whose conversations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Assignee {
    /// Anybody's, or nobody's.
    #[default]
    Any,
    /// Nobody's.
    None,
    /// This agent's.
    Agent(AgentId),
}

/// Which conversations. Empty lists do not narrow; everything that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConversationFilter {
    /// In one of these.
    pub statuses: Vec<Status>,
    /// Whose.
    pub assignee: Assignee,
    /// Given to one of these teams.
    pub teams: Vec<TeamId>,
    /// Came in through one of these accounts.
    pub accounts: Vec<AccountId>,
    /// With one of these labels.
    pub labels: Vec<LabelId>,
    /// Of this customer.
    pub customer: Option<CustomerId>,
    /// Somebody waits for us.
    pub waiting_only: bool,
    /// `None`: whether spam or not. `Some(false)`: what is not.
    pub spam: Option<bool>,
    /// With unanswered messages.
    pub unanswered: bool,
    /// In which this agent has a draft.
    pub has_draft_of: Option<AgentId>,
    /// In which this agent was called by a note.
    pub mentioned: Option<AgentId>,
    /// Given to no team.
    pub no_team: bool,
    /// One of these.
    pub among: Option<Vec<ConversationId>>,
    /// Began to wait then or later.
    pub waits_since: Option<Timestamp>,
    /// Is nearly or already too late; `Missed`: only what is too late.
    pub climbed: Option<Climbed>,
    /// Given to this agent, or to nobody and to one of these teams (or no team, of these accounts).
    pub needs_me: Option<NeedsMe>,
}

/// Whom something needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedsMe {
    /// The agent.
    pub agent: AgentId,
    /// Their teams.
    pub teams: Vec<TeamId>,
    /// The accounts of their teams: what came in there and was given to no team is theirs too.
    pub accounts: Vec<AccountId>,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What is urgent, then what is due first; what is not open, and what is never due, last.
    #[default]
    Due,
    /// The newest message first.
    Recent,
    /// The oldest newest message first.
    Oldest,
    /// Who waits longest first; who does not wait last.
    Waiting,
}

/// How many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// So many, or the cap.
    pub n: usize,
    /// There are at least `n`: counting stopped there.
    pub capped: bool,
}

/// Since when somebody waits, as the index `conversation_status_waits` has it.
macro_rules! waits {
    () => {
        "COALESCE(c.waiting_since, 2305843009213693952)"
    };
}
/// Where who does not wait stands.
const NEVER: i64 = 1 << 61;

struct Listed {
    place: i64,
    conversation: Conversation,
}

impl FromRow for Listed {
    fn from_row(row: &crate::db::Row) -> Result<Self, StoreError> {
        let place = row.of("conversation").get("place")?;
        Ok(Self { place, conversation: Conversation::from_row(row)? })
    }
}

impl Reader {
    /// One page of the conversations that pass the filter, as far as the scope sees them.
    /// Conversations that were joined into others are not in any list.
    pub async fn list_conversations(
        &mut self,
        filter: &ConversationFilter,
        scope: &Scope,
        order: Order,
        page: &Page,
    ) -> Result<Paged<Conversation>, StoreError> {
        let sql = list(filter, scope, order, page)?;
        let rows: Vec<Listed> = self.rows_of(sql).await?;
        let paged = Paged::cut(rows, page.limit, |listed| key(listed, order));
        let items = paged.items.into_iter().map(|listed| listed.conversation).collect();
        Ok(Paged { items: self.with_labels(items).await?, next: paged.next })
    }

    /// How many conversations pass the filter, exact up to `cap`.
    pub async fn count_conversations(
        &mut self,
        filter: &ConversationFilter,
        scope: &Scope,
        cap: usize,
    ) -> Result<Count, StoreError> {
        let mut sql = Sql::new("SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM conversation c");
        narrow(&mut sql, filter, scope);
        sql.push(" LIMIT ").bind(&(cap + 1)).push(") AS found");
        let found: Vec<One<usize>> = self.rows_of(sql).await?;
        let n = found.first().map_or(0, |one| one.0);
        Ok(Count { n: n.min(cap), capped: n > cap })
    }

    /// How the engine would read a list: its query plan, for tests and for the curious.
    pub async fn explain_conversations(
        &mut self,
        filter: &ConversationFilter,
        scope: &Scope,
        order: Order,
        page: &Page,
    ) -> Result<Vec<String>, StoreError> {
        let sql = list(filter, scope, order, page)?;
        self.explain(sql).await
    }
}

fn list(
    filter: &ConversationFilter,
    scope: &Scope,
    order: Order,
    page: &Page,
) -> Result<Sql, StoreError> {
    let mut sql = Sql::new("SELECT c.* FROM conversation c");
    narrow(&mut sql, filter, scope);
    if let Some(Key(number, id)) = page.key()? {
        sql.push(match order {
            Order::Due => " AND (c.place, c.id) > (",
            Order::Recent => " AND (c.last_message_at, c.id) < (",
            Order::Oldest => " AND (c.last_message_at, c.id) > (",
            Order::Waiting => concat!(" AND (", waits!(), ", c.id) > ("),
        });
        sql.bind(&number).push(", ").bind(&id).push(")");
    }
    sql.push(match order {
        Order::Due => " ORDER BY c.place, c.id LIMIT ",
        Order::Recent => " ORDER BY c.last_message_at DESC, c.id DESC LIMIT ",
        Order::Oldest => " ORDER BY c.last_message_at, c.id LIMIT ",
        Order::Waiting => concat!(" ORDER BY ", waits!(), ", c.id LIMIT "),
    });
    sql.bind(&(page.limit + 1));
    Ok(sql)
}

fn key(listed: &Listed, order: Order) -> Key {
    let number = match order {
        Order::Due => listed.place,
        Order::Recent | Order::Oldest => {
            Timestamp::as_microsecond(listed.conversation.last_message_at)
        }
        Order::Waiting => {
            listed.conversation.waiting_since.map_or(NEVER, Timestamp::as_microsecond)
        }
    };
    Key(number, listed.conversation.id.0)
}

fn narrow(sql: &mut Sql, filter: &ConversationFilter, scope: &Scope) {
    let f = filter;
    sql.push(" WHERE c.joined_into IS NULL");
    statuses(sql, &f.statuses);
    match f.assignee {
        Assignee::Any => {}
        Assignee::None => drop(sql.push(" AND c.assignee_id IS NULL")),
        Assignee::Agent(agent) => drop(sql.push(" AND c.assignee_id = ").bind(&agent)),
    }
    one_of(sql, " AND c.team_id = ", " AND c.team_id IN ", &f.teams);
    one_of(sql, " AND c.account_id = ", " AND c.account_id IN ", &f.accounts);
    if !f.labels.is_empty() {
        sql.push(" AND EXISTS (SELECT 1 FROM conversation_label l");
        sql.push(" WHERE l.conversation_id = c.id AND l.label_id IN ").list(&f.labels).push(")");
    }
    if let Some(customer) = f.customer {
        sql.push(" AND c.customer_id = ").bind(&customer);
    }
    if f.waiting_only {
        sql.push(" AND c.waiting_since IS NOT NULL");
    }
    if f.no_team {
        sql.push(" AND c.team_id IS NULL");
    }
    if let Some(among) = &f.among {
        sql.push(" AND c.id IN ").list(among);
    }
    if let Some(since) = f.waits_since {
        sql.push(" AND c.waiting_since >= ").bind(&since);
    }
    match f.climbed {
        None | Some(Climbed::No) => {}
        Some(Climbed::Near) => {
            sql.push(" AND (c.due_why LIKE '%\"climbed\":\"near\"%'");
            sql.push(" OR c.due_why LIKE '%\"climbed\":\"missed\"%')");
        }
        Some(Climbed::Missed) => {
            sql.push(" AND c.due_why LIKE '%\"climbed\":\"missed\"%'");
        }
    }
    if let Some(spam) = f.spam {
        sql.push(" AND c.spam = ").bind(&spam);
    }
    if f.unanswered {
        sql.push(" AND c.unanswered > 0");
    }
    if let Some(agent) = f.has_draft_of {
        sql.push(" AND c.id IN (SELECT conversation_id FROM draft WHERE agent_id = ").bind(&agent);
        sql.push(")");
    }
    if let Some(agent) = f.mentioned {
        sql.push(" AND c.id IN (SELECT conversation_id FROM note_mention WHERE agent_id = ");
        sql.bind(&agent).push(")");
    }
    if let Some(needs) = &f.needs_me {
        sql.push(" AND (c.assignee_id = ").bind(&needs.agent);
        sql.push(" OR (c.assignee_id IS NULL AND (c.team_id IN ").list(&needs.teams);
        sql.push(" OR (c.team_id IS NULL AND c.account_id IN ").list(&needs.accounts).push("))))");
    }
    sees(sql, scope);
}

/// What the scope sees of `c`.
pub(crate) fn sees(sql: &mut Sql, scope: &Scope) {
    if let Scope::Of { teams, accounts } = scope {
        sql.push(" AND (c.account_id IN ").list(accounts);
        sql.push(" OR c.team_id IN ").list(teams).push(")");
    }
}

/// Written out, not bound: the planner must see that a partial index fits.
fn statuses(sql: &mut Sql, statuses: &[Status]) {
    match statuses {
        [] => {}
        [one] => {
            sql.push(match one {
                Status::Open => " AND c.status = 'open'",
                Status::Pending => " AND c.status = 'pending'",
                Status::Snoozed => " AND c.status = 'snoozed'",
                Status::Resolved => " AND c.status = 'resolved'",
            });
        }
        several => drop(sql.push(" AND c.status IN ").list(several)),
    }
}

fn one_of<T: crate::value::ToArg>(
    sql: &mut Sql,
    equal: &'static str,
    within: &'static str,
    values: &[T],
) {
    match values {
        [] => {}
        [one] => drop(sql.push(equal).bind(one)),
        several => drop(sql.push(within).list(several)),
    }
}
