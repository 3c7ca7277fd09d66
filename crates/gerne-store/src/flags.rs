//! What rules noticed, what became of it, and whom we approached unasked.

use gerne_domain::{
    ConversationId, ExternalId, Flag, FlagHit, FlagId, FlagState, MessageId, Platform, RuleId,
    Scope, Timestamp,
};

use crate::{
    Page, Paged, Reader, StoreError, Tx,
    page::Key,
    row::from_row,
    sql::Sql,
    value::{args, json},
};

/// Which flags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlagFilter {
    /// In this state; `None`: in any.
    pub state: Option<FlagState>,
    /// Only what this rule noticed.
    pub rule: Option<RuleId>,
    /// Only what stands in this conversation; `None`: what waits for a decision, wherever it is.
    pub conversation: Option<ConversationId>,
    /// Also what is a mark in a conversation and waits for nothing.
    pub marks: bool,
}

/// That somebody was approached unasked, or wants to be left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approach {
    /// A hash of their platform's name for them.
    pub person: [u8; 32],
    /// When we last did.
    pub at: Option<Timestamp>,
    /// In which matter.
    pub conversation_id: Option<ConversationId>,
    /// They said no.
    pub never: bool,
}

from_row!(Flag, "flag", {
    id, account_id, message_id, platform, external_id, author, post as opt_json, queued, state,
    reason, published_at, found_at, decided_by, decided_at
});
from_row!(FlagHit, "flag_hit", { flag_id, rule_id, marks as json });
from_row!(Approach, "approach", { person, at, conversation_id, never });

const ONE: &str = "SELECT * FROM flag WHERE id = $1";
const OF_POST: &str =
    "SELECT * FROM flag WHERE platform = $1 AND external_id = $2 AND post IS NOT NULL";
const BY_AUTHOR: &str = "SELECT * FROM flag WHERE platform = $1 AND author = $2
    AND post IS NOT NULL ORDER BY found_at, id";
const OLD: &str = "SELECT id AS n FROM flag WHERE post IS NOT NULL
    AND COALESCE(decided_at, found_at) < $1 ORDER BY found_at LIMIT $2";
const INSERT: &str = "INSERT INTO flag (id, account_id, message_id, platform, external_id, author,
    post, queued, state, reason, published_at, found_at, decided_by, decided_at)";
const UPDATE: &str = "UPDATE flag SET message_id = $2, post = $3, queued = $4, state = $5,
    reason = $6, decided_by = $7, decided_at = $8 WHERE id = $1";
const INSERT_HIT: &str = "INSERT INTO flag_hit (flag_id, rule_id, marks)";
const APPROACH: &str = "SELECT * FROM approach WHERE person = $1";
const APPROACHED_IN: &str = "SELECT * FROM approach WHERE conversation_id = $1";
const PUT_APPROACH: &str = "INSERT INTO approach (person, at, conversation_id, never)
    VALUES ($1, $2, $3, $4) ON CONFLICT (person) DO UPDATE SET at = excluded.at,
    conversation_id = excluded.conversation_id, never = excluded.never";

impl Reader {
    /// A flag.
    pub async fn flag(&mut self, id: FlagId) -> Result<Option<Flag>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// The flag of a found post.
    pub async fn flag_of_post(
        &mut self,
        platform: &Platform,
        id: &ExternalId,
    ) -> Result<Option<Flag>, StoreError> {
        self.row(OF_POST, args![platform, id]).await
    }

    /// The flags of messages, in no order.
    pub async fn flags_of_messages(&mut self, ids: &[MessageId]) -> Result<Vec<Flag>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM flag WHERE message_id IN ");
        sql.list(ids);
        self.rows_of(sql).await
    }

    /// Which rules noticed these, and by which words.
    pub async fn flag_hits(&mut self, ids: &[FlagId]) -> Result<Vec<FlagHit>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT * FROM flag_hit WHERE flag_id IN ");
        sql.list(ids).push(" ORDER BY flag_id, rule_id");
        self.rows_of(sql).await
    }

    /// Found posts of a person, the oldest first.
    pub async fn flags_by(
        &mut self,
        platform: &Platform,
        author: &ExternalId,
    ) -> Result<Vec<Flag>, StoreError> {
        self.rows(BY_AUTHOR, args![platform, author]).await
    }

    /// One page of flags that the scope sees, the newest first.
    pub async fn list_flags(
        &mut self,
        filter: &FlagFilter,
        scope: &Scope,
        page: &Page,
    ) -> Result<Paged<Flag>, StoreError> {
        let mut sql = Sql::new("SELECT f.* FROM flag f");
        narrow(&mut sql, filter, scope);
        if let Some(Key(at, id)) = page.key()? {
            sql.push(" AND (f.found_at, f.id) < (").bind(&at).push(", ").bind(&id).push(")");
        }
        sql.push(" ORDER BY f.found_at DESC, f.id DESC LIMIT ").bind(&(page.limit + 1));
        let found: Vec<Flag> = self.rows_of(sql).await?;
        Ok(Paged::cut(found, page.limit, |f| Key(f.found_at.as_microsecond(), f.id.0)))
    }

    /// How many that would be, exact up to `cap`.
    pub async fn count_flags(
        &mut self,
        filter: &FlagFilter,
        scope: &Scope,
        cap: usize,
    ) -> Result<usize, StoreError> {
        let mut sql = Sql::new("SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM flag f");
        narrow(&mut sql, filter, scope);
        sql.push(" LIMIT ").bind(&cap).push(") AS found");
        Ok(self.column_of(sql).await?.first().copied().unwrap_or_default())
    }

    /// Found posts that became no matter of ours and were decided, or found, before then.
    pub async fn flags_to_forget(
        &mut self,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<FlagId>, StoreError> {
        self.column(OLD, args![before, limit]).await
    }

    /// Whether somebody was approached unasked.
    pub async fn approach(&mut self, person: [u8; 32]) -> Result<Option<Approach>, StoreError> {
        self.row(APPROACH, args![person]).await
    }

    /// Who was approached unasked in a matter.
    pub async fn approaches_in(
        &mut self,
        conversation: ConversationId,
    ) -> Result<Vec<Approach>, StoreError> {
        self.rows(APPROACHED_IN, args![conversation]).await
    }
}

impl Tx<'_> {
    /// Rules noticed something.
    pub async fn insert_flags(
        &mut self,
        flags: &[Flag],
        hits: &[FlagHit],
    ) -> Result<(), StoreError> {
        let mut rows = Vec::with_capacity(flags.len());
        for f in flags {
            let post = f.post.as_ref().map(json).transpose()?;
            rows.push(args![
                f.id,
                f.account_id,
                f.message_id,
                f.platform,
                f.external_id,
                f.author,
                post,
                f.queued,
                f.state,
                f.reason,
                f.published_at,
                f.found_at,
                f.decided_by,
                f.decided_at
            ]);
        }
        self.insert_many(INSERT, rows).await?;
        let mut rows = Vec::with_capacity(hits.len());
        for hit in hits {
            rows.push(args![hit.flag_id, hit.rule_id, json(&hit.marks)?]);
        }
        self.insert_many(INSERT_HIT, rows).await.map(drop)
    }

    /// What became of a flag. `false`: it is not there any more.
    pub async fn update_flag(&mut self, f: &Flag) -> Result<bool, StoreError> {
        let post = f.post.as_ref().map(json).transpose()?;
        let values = args![
            f.id,
            f.message_id,
            post,
            f.queued,
            f.state,
            f.reason,
            f.decided_by,
            f.decided_at
        ];
        Ok(self.execute(UPDATE, values).await? > 0)
    }

    /// Flags go, with what was found.
    pub async fn delete_flags(&mut self, ids: &[FlagId]) -> Result<u64, StoreError> {
        self.delete("DELETE FROM lesson WHERE flag_id IN ", ids).await?;
        self.delete("DELETE FROM flag_hit WHERE flag_id IN ", ids).await?;
        self.delete("DELETE FROM flag WHERE id IN ", ids).await
    }

    /// Somebody was approached unasked, or said no.
    pub async fn put_approach(&mut self, a: &Approach) -> Result<(), StoreError> {
        let values = args![a.person, a.at, a.conversation_id, a.never];
        self.execute(PUT_APPROACH, values).await.map(drop)
    }
}

fn narrow(sql: &mut Sql, filter: &FlagFilter, scope: &Scope) {
    if filter.rule.is_some() {
        sql.push(" JOIN flag_hit h ON h.flag_id = f.id");
    }
    sql.push(" LEFT JOIN message m ON m.id = f.message_id");
    sql.push(" LEFT JOIN conversation c ON c.id = m.conversation_id WHERE 1 = 1");
    match filter.state {
        // Written out, not bound: the planner must see that the partial index fits.
        Some(FlagState::Open) => drop(sql.push(" AND f.state = 'open'")),
        Some(state) => drop(sql.push(" AND f.state = ").bind(&state)),
        None => {}
    }
    if let Some(rule) = filter.rule {
        sql.push(" AND h.rule_id = ").bind(&rule);
    }
    if let Some(conversation) = filter.conversation {
        sql.push(" AND m.conversation_id = ").bind(&conversation);
    } else if !filter.marks {
        sql.push(" AND f.queued = 1");
    }
    if let Scope::Of { teams, accounts } = scope {
        sql.push(" AND (f.account_id IN ").list(accounts);
        sql.push(" OR c.team_id IN ").list(teams).push(")");
    }
}
