//! Rules, how often they noticed rightly, and what they did by themselves.

use gerne_domain::{
    AccountId, Direction, Message, Rule, RuleDay, RuleDeed, RuleId, Scope, Timestamp,
};

use crate::{
    Page, Paged, Reader, StoreError, Tx,
    page::Key,
    row::from_row,
    sql::Sql,
    value::{args, json},
};

from_row!(Rule, "rule", {
    id, name, text, team_id, said as json, is_on, author_id, made_at, changed_at, decay_told_at,
    dropped_at
});
from_row!(RuleDay, "rule_day", { day, found, confirmed, dismissed });
from_row!(RuleDeed, "rule_deed", { id, rule_id, conversation_id, at, deed as json, dry });

const ALL: &str = "SELECT * FROM rule WHERE dropped_at IS NULL ORDER BY name, id";
const ONE: &str = "SELECT * FROM rule WHERE id = $1";
const INSERT: &str = "INSERT INTO rule (id, name, text, team_id, said, is_on, author_id, made_at,
    changed_at, decay_told_at, dropped_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const UPDATE: &str = "UPDATE rule SET name = $2, text = $3, team_id = $4, said = $5, is_on = $6,
    author_id = $7, made_at = $8, changed_at = $9, decay_told_at = $10, dropped_at = $11
    WHERE id = $1";
const DAYS: &str = "SELECT * FROM rule_day WHERE rule_id = $1 AND day >= $2 ORDER BY day";
const COUNT: &str = "INSERT INTO rule_day (rule_id, day, found, confirmed, dismissed)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (rule_id, day) DO UPDATE SET
    found = rule_day.found + excluded.found,
    confirmed = rule_day.confirmed + excluded.confirmed,
    dismissed = rule_day.dismissed + excluded.dismissed";
const DEEDS: &str = "SELECT * FROM rule_deed WHERE rule_id = $1 AND (at, id) < ($2, $3)
    ORDER BY at DESC, id DESC LIMIT $4";
const DID: &str = "SELECT COUNT(*) AS n FROM rule_deed
    WHERE rule_id = $1 AND conversation_id = $2 AND at >= $3";
const WAITING: &str = "SELECT DISTINCT c.id AS n FROM conversation c
    JOIN message m ON m.conversation_id = c.id JOIN flag f ON f.message_id = m.id
    JOIN flag_hit h ON h.flag_id = f.id
    WHERE h.rule_id = $1 AND c.waiting_since < $2 AND c.status = 'open' AND c.joined_into IS NULL
    AND f.state <> 'dismissed' AND f.published_at >= c.waiting_since
    AND NOT EXISTS (SELECT 1 FROM rule_deed d WHERE d.rule_id = h.rule_id
        AND d.conversation_id = c.id AND d.at >= c.waiting_since)
    ORDER BY c.id LIMIT $3";
const INSERT_DEED: &str = "INSERT INTO rule_deed (id, rule_id, conversation_id, at, deed, dry)
    VALUES ($1, $2, $3, $4, $5, $6)";

impl Reader {
    /// All rules that are there, by name.
    pub async fn rules(&mut self) -> Result<Vec<Rule>, StoreError> {
        self.rows(ALL, args![]).await
    }

    /// A rule, also one that is no more.
    pub async fn rule(&mut self, id: RuleId) -> Result<Option<Rule>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// What a rule found from a day on, and what people said of it.
    pub async fn rule_days(
        &mut self,
        id: RuleId,
        from_day: i64,
    ) -> Result<Vec<RuleDay>, StoreError> {
        self.rows(DAYS, args![id, from_day]).await
    }

    /// What a rule did by itself, the newest first.
    pub async fn rule_deeds(
        &mut self,
        id: RuleId,
        page: &Page,
    ) -> Result<Paged<RuleDeed>, StoreError> {
        let Key(at, last) = page.key()?.unwrap_or(Key(i64::MAX, uuid::Uuid::max()));
        let found = self.rows(DEEDS, args![id, at, last, page.limit + 1]).await?;
        let key = |deed: &RuleDeed| Key(deed.at.as_microsecond(), deed.id.0);
        Ok(Paged::cut(found, page.limit, key))
    }

    /// Whether a rule did anything in a matter since then.
    pub async fn rule_did(
        &mut self,
        id: RuleId,
        conversation: gerne_domain::ConversationId,
        since: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(self.one::<i64>(DID, args![id, conversation, since]).await?.unwrap_or_default() > 0)
    }

    /// Matters in which somebody has waited since before `before` and a rule noticed something since
    /// they wait.
    pub async fn waiting_and_flagged(
        &mut self,
        id: RuleId,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<gerne_domain::ConversationId>, StoreError> {
        self.column(WAITING, args![id, before, limit]).await
    }

    /// What people wrote that the scope sees and we have had since `since`, from the newest back;
    /// without what is attached. Context that belongs to nobody's matter is seen by whoever sees its
    /// account.
    pub async fn written_by_them(
        &mut self,
        scope: &Scope,
        accounts: &[AccountId],
        since: Timestamp,
        page: &Page,
    ) -> Result<Paged<Message>, StoreError> {
        let Key(at, id) = page.key()?.unwrap_or(Key(i64::MAX, uuid::Uuid::max()));
        let mut sql = Sql::new("SELECT m.* FROM message m");
        sql.push(" LEFT JOIN conversation c ON c.id = m.conversation_id");
        sql.push(" WHERE m.direction = 'in' AND m.deleted_at IS NULL AND m.received_at >= ");
        sql.bind(&since).push(" AND (m.received_at, m.id) < (").bind(&at).push(", ");
        sql.bind(&id).push(")");
        if let Scope::Of { teams, accounts } = scope {
            sql.push(" AND (m.account_id IN ").list(accounts);
            sql.push(" OR c.team_id IN ").list(teams).push(")");
        }
        if !accounts.is_empty() {
            sql.push(" AND m.account_id IN ").list(accounts);
        }
        sql.push(" ORDER BY m.received_at DESC, m.id DESC LIMIT ").bind(&(page.limit + 1));
        let found: Vec<Message> = self.rows_of(sql).await?;
        debug_assert!(found.iter().all(|message| message.direction == Direction::In));
        Ok(Paged::cut(found, page.limit, |m| Key(m.received_at.as_microsecond(), m.id.0)))
    }
}

impl Tx<'_> {
    /// A new rule.
    pub async fn insert_rule(&mut self, rule: &Rule) -> Result<(), StoreError> {
        self.execute(INSERT, columns(rule)?).await.map(drop)
    }

    /// Overwrites a rule. `false`: there is none.
    pub async fn update_rule(&mut self, rule: &Rule) -> Result<bool, StoreError> {
        Ok(self.execute(UPDATE, columns(rule)?).await? > 0)
    }

    /// Adds to what a rule found on a day, and to what people said of it.
    pub async fn count_rule(&mut self, id: RuleId, more: RuleDay) -> Result<(), StoreError> {
        let RuleDay { day, found, confirmed, dismissed } = more;
        self.execute(COUNT, args![id, day, found, confirmed, dismissed]).await.map(drop)
    }

    /// Takes back what was said of something that a rule found.
    pub async fn uncount_rule(&mut self, id: RuleId, less: RuleDay) -> Result<(), StoreError> {
        let back = |n: u64| i64::try_from(n).map_or(0, |n| -n);
        let values =
            args![id, less.day, back(less.found), back(less.confirmed), back(less.dismissed)];
        self.execute(COUNT, values).await.map(drop)
    }

    /// A rule did something, or would have.
    pub async fn insert_rule_deed(&mut self, deed: &RuleDeed) -> Result<(), StoreError> {
        let what = json(&deed.deed)?;
        let values = args![deed.id, deed.rule_id, deed.conversation_id, deed.at, what, deed.dry];
        self.execute(INSERT_DEED, values).await.map(drop)
    }
}

fn columns(rule: &Rule) -> Result<Vec<crate::value::Arg>, StoreError> {
    let r = rule;
    Ok(args![
        r.id,
        r.name,
        r.text,
        r.team_id,
        json(&r.said)?,
        r.is_on,
        r.author_id,
        r.made_at,
        r.changed_at,
        r.decay_told_at,
        r.dropped_at,
    ])
}
