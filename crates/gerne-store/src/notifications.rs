//! What calls somebody: notifications for agents, alarms for leads.

use std::collections::BTreeMap;

use gerne_domain::{AccountId, AgentId, AlarmId, ConversationId, NotificationKind, Timestamp};
use uuid::Uuid;

use crate::{
    Page, Paged, Reader, StoreError, Tx,
    page::Key,
    row::from_row,
    sql::Sql,
    value::{args, json},
};

/// Somebody was called or given something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Ours.
    pub id: Uuid,
    /// Who.
    pub agent_id: AgentId,
    /// Why.
    pub kind: NotificationKind,
    /// Where.
    pub conversation_id: Option<ConversationId>,
    /// By whom.
    pub actor_id: Option<AgentId>,
    /// When.
    pub at: Timestamp,
    /// When they saw it.
    pub read_at: Option<Timestamp>,
}

/// Something that leads must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Ours.
    pub id: AlarmId,
    /// `account_disconnected`, `account_unreachable`, `reply_refused`, `reply_unknown`, `gap`.
    pub kind: String,
    /// What it is about, in one text: two alarms of a kind never stand for the same.
    pub subject: String,
    /// Of which account.
    pub account_id: Option<AccountId>,
    /// Where.
    pub conversation_id: Option<ConversationId>,
    /// Why: a translatable key.
    pub reason: Option<String>,
    /// The values of the reason: which message, since when.
    pub details: BTreeMap<String, String>,
    /// Since when.
    pub raised_at: Timestamp,
    /// When it was over.
    pub cleared_at: Option<Timestamp>,
}

from_row!(Notification, "notification", {
    id, agent_id, kind, conversation_id, actor_id, at, read_at
});
from_row!(Alarm, "alarm", {
    id, kind, subject, account_id, conversation_id, reason, details as json, raised_at,
    cleared_at
});

const INSERT: &str = "INSERT INTO notification (id, agent_id, kind, conversation_id, actor_id, at)
    VALUES ($1, $2, $3, $4, $5, $6)";
const UNREAD: &str =
    "SELECT COUNT(*) AS n FROM notification WHERE agent_id = $1 AND read_at IS NULL";
const CALLED: &str = "SELECT COUNT(*) AS n FROM notification
    WHERE agent_id = $1 AND kind = $2 AND conversation_id = $3 AND read_at IS NULL";
const READ_ALL: &str =
    "UPDATE notification SET read_at = $2 WHERE agent_id = $1 AND read_at IS NULL";
const PURGE: &str = "DELETE FROM notification WHERE at < $1";
const ALARM: &str = "SELECT * FROM alarm WHERE id = $1";
const STANDING: &str = "SELECT * FROM alarm WHERE cleared_at IS NULL ORDER BY raised_at, id";
const RAISE: &str = "INSERT INTO alarm (id, kind, subject, account_id, conversation_id, reason,
    raised_at, details) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
const CLEAR: &str = "UPDATE alarm SET cleared_at = $3
    WHERE kind = $1 AND subject = $2 AND cleared_at IS NULL RETURNING *";

impl Reader {
    /// An agent's notifications, the newest first.
    pub async fn notifications_of(
        &mut self,
        agent: AgentId,
        page: &Page,
    ) -> Result<Paged<Notification>, StoreError> {
        let mut sql = Sql::new("SELECT * FROM notification WHERE agent_id = ");
        sql.bind(&agent);
        if let Some(Key(at, id)) = page.key()? {
            sql.push(" AND (at, id) < (").bind(&at).push(", ").bind(&id).push(")");
        }
        sql.push(" ORDER BY at DESC, id DESC LIMIT ").bind(&(page.limit + 1));
        let found = self.rows_of(sql).await?;
        let key = |n: &Notification| Key(n.at.as_microsecond(), n.id);
        Ok(Paged::cut(found, page.limit, key))
    }

    /// How many notifications an agent has not seen.
    pub async fn unread_notifications(&mut self, agent: AgentId) -> Result<u64, StoreError> {
        Ok(self.one(UNREAD, args![agent]).await?.unwrap_or_default())
    }

    /// Whether an agent was called there for this and has not seen it yet.
    pub async fn called_unread(
        &mut self,
        agent: AgentId,
        kind: NotificationKind,
        conversation: ConversationId,
    ) -> Result<bool, StoreError> {
        let found: Option<u64> = self.one(CALLED, args![agent, kind, conversation]).await?;
        Ok(found.is_some_and(|count| count > 0))
    }

    /// An alarm, also one that is over.
    pub async fn alarm(&mut self, id: AlarmId) -> Result<Option<Alarm>, StoreError> {
        self.row(ALARM, args![id]).await
    }

    /// The alarms that stand, the oldest first.
    pub async fn standing_alarms(&mut self) -> Result<Vec<Alarm>, StoreError> {
        self.rows(STANDING, args![]).await
    }
}

const DETAIL: &str = "UPDATE alarm SET details = $3
    WHERE kind = $1 AND subject = $2 AND cleared_at IS NULL";

impl Tx<'_> {
    /// A new notification.
    pub async fn insert_notification(&mut self, new: &Notification) -> Result<(), StoreError> {
        let n = new;
        let values = args![n.id, n.agent_id, n.kind, n.conversation_id, n.actor_id, n.at];
        self.execute(INSERT, values).await.map(drop)
    }

    /// An agent saw these notifications of theirs, or all; how many were new to them.
    pub async fn mark_notifications_read(
        &mut self,
        agent: AgentId,
        ids: Option<&[Uuid]>,
        at: Timestamp,
    ) -> Result<u64, StoreError> {
        let Some(ids) = ids else { return self.execute(READ_ALL, args![agent, at]).await };
        let mut sql = Sql::with(READ_ALL, args![agent, at]);
        sql.push(" AND id IN ").list(ids);
        self.execute_of(sql).await
    }

    /// Forgets notifications older than `before`.
    pub async fn purge_notifications(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        self.execute(PURGE, args![before]).await
    }

    /// Raises an alarm, unless one of that kind already stands for the same: then `false`.
    pub async fn raise_alarm(&mut self, alarm: &Alarm) -> Result<bool, StoreError> {
        let a = alarm;
        let details = json(&a.details)?;
        let values = args![
            a.id,
            a.kind,
            a.subject,
            a.account_id,
            a.conversation_id,
            a.reason,
            a.raised_at,
            details
        ];
        Ok(self.execute(RAISE, values).await? > 0)
    }

    /// Says other details of an alarm that stands; `false`: it does not.
    pub async fn detail_alarm(
        &mut self,
        kind: &str,
        subject: &str,
        details: &std::collections::BTreeMap<String, String>,
    ) -> Result<bool, StoreError> {
        let done = self.execute(DETAIL, args![kind, subject, json(details)?]).await?;
        Ok(done > 0)
    }

    /// It is over. `None`: no such alarm stands.
    pub async fn clear_alarm(
        &mut self,
        kind: &str,
        subject: &str,
        at: Timestamp,
    ) -> Result<Option<Alarm>, StoreError> {
        self.row(CLEAR, args![kind, subject, at]).await
    }
}
