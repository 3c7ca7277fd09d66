//! What leads must know. Raised once for the same thing, cleared when it is over.

use gerne_connector::Gap;
use gerne_domain::{
    Account, AccountId, Actor, AlarmId, ConversationId, Delivery, EventKind, ExternalId, NewEvent,
    Refusal, Role, Scope, TeamId, Timestamp, event::Audience,
};
use gerne_store::{Alarm, Tx};

use crate::{Caller, Done, Engine, EngineError};

/// The platform no longer accepts our credentials.
pub(crate) const ACCOUNT_DISCONNECTED: &str = "account_disconnected";
/// The platform does not answer.
pub(crate) const ACCOUNT_UNREACHABLE: &str = "account_unreachable";
/// The platform did not answer for long, and does again.
pub(crate) const OUTAGE: &str = "outage";
/// A platform will not take a reply.
pub(crate) const REPLY_REFUSED: &str = "reply_refused";
/// A reply may or may not have arrived.
pub(crate) const REPLY_UNKNOWN: &str = "reply_unknown";
/// A platform will not take what is said of an incident before everyone.
pub(crate) const ANNOUNCEMENT_REFUSED: &str = "announcement_refused";
/// What is said of an incident may or may not stand before everyone.
pub(crate) const ANNOUNCEMENT_UNKNOWN: &str = "announcement_unknown";
/// Reading goes on slowly or pauses, and people can change it: a budget.
pub(crate) const NOTICE: &str = "account_notice";
/// Something could not be read back.
pub(crate) const GAP: &str = "gap";

/// A platform demands that deletions are honoured in time, and they may not be.
pub(crate) const DELETIONS_LATE: &str = "deletions_late";

/// Something of a platform that cannot be kept.
#[derive(Clone, Debug)]
pub(crate) struct NotKept {
    /// The platform's identifier.
    pub(crate) external_id: ExternalId,
    /// Its page, when it has one.
    pub(crate) url: Option<String>,
}

/// A promise was not kept in time.
pub(crate) const PROMISE_MISSED: &str = "promise_missed";

/// Somebody was not answered in time.
pub(crate) const TARGET_MISSED: &str = "target_missed";
/// Many more begin to wait than are answered.
pub(crate) const FLOOD: &str = "flood";
/// The disk fills up.
pub(crate) const STORAGE_LOW: &str = "storage_low";

impl Caller {
    /// Whether an alarm is shown to them: of an account or a team of theirs, or of the house to who
    /// sees everything. What goes on, only more slowly, frightens nobody but leads.
    pub fn sees_alarm(&self, alarm: &Alarm) -> bool {
        let calm = alarm.reason.as_deref() == Some("usage.slowed");
        let theirs = match (&self.scope, alarm.account_id) {
            (Scope::Everything, _) => true,
            (Scope::Of { .. }, Some(account)) => self.scope.sees(account, None),
            (Scope::Of { teams, .. }, None) => alarm
                .details
                .get("team")
                .and_then(|team| team.parse().ok())
                .is_some_and(|team| teams.contains(&TeamId(team))),
        };
        theirs && (self.role >= Role::Lead || !calm)
    }
}

impl Engine {
    /// Something of the house itself, not of an account.
    pub(crate) async fn raise_house(
        &self,
        tx: &mut Tx<'_>,
        kind: &str,
        subject: &str,
        reason: Refusal,
    ) -> Result<(), EngineError> {
        let alarm = self.alarm(kind, subject, Some(&reason));
        self.raise(tx, alarm).await
    }

    /// Something about a matter.
    pub(crate) async fn raise_matter(
        &self,
        tx: &mut Tx<'_>,
        kind: &str,
        subject: &str,
        conversation: &gerne_domain::Conversation,
        reason: Refusal,
    ) -> Result<(), EngineError> {
        let alarm = self.alarm(kind, subject, Some(&reason));
        let account_id = Some(conversation.account_id);
        let conversation_id = Some(conversation.id);
        self.raise(tx, Alarm { account_id, conversation_id, ..alarm }).await
    }

    pub(crate) async fn raise_reply(
        &self,
        tx: &mut Tx<'_>,
        kind: &str,
        delivery: &Delivery,
    ) -> Result<(), EngineError> {
        let alarm = self.alarm(kind, &delivery.id.to_string(), delivery.reason.as_ref());
        let alarm = Alarm {
            account_id: Some(delivery.account_id),
            conversation_id: Some(delivery.conversation_id),
            ..alarm
        };
        self.raise(tx, alarm).await
    }

    pub(crate) async fn raise_account(
        &self,
        tx: &mut Tx<'_>,
        kind: &str,
        account: &Account,
        reason: Refusal,
    ) -> Result<(), EngineError> {
        let alarm = self.alarm(kind, &account.id.to_string(), Some(&reason));
        self.raise(tx, Alarm { account_id: Some(account.id), ..alarm }).await
    }

    pub(crate) async fn raise_gap(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        gap: &Gap,
    ) -> Result<(), EngineError> {
        let subject = format!("{}:{}/{}", account.id, gap.from, gap.to);
        let reason = gap.reason.clone().with("from", gap.from).with("to", gap.to);
        let alarm = self.alarm(GAP, &subject, Some(&reason));
        self.raise(tx, Alarm { account_id: Some(account.id), ..alarm }).await
    }

    /// Something was fetched and cannot be kept: it is passed over, and somebody must look at it
    /// where it stands.
    pub(crate) async fn raise_not_kept(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        item: &NotKept,
    ) -> Result<(), EngineError> {
        self.raise_item(tx, account, "gap.not_kept", item).await
    }

    /// Something was kept without what it answers: the platform does not give its thread.
    pub(crate) async fn raise_torn(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        item: &NotKept,
    ) -> Result<(), EngineError> {
        self.raise_item(tx, account, "gap.without_thread", item).await
    }

    async fn raise_item(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        key: &str,
        item: &NotKept,
    ) -> Result<(), EngineError> {
        let subject = format!("{}:{}", account.id, item.external_id);
        let mut reason = Refusal::of(key).with("message", &item.external_id);
        if let Some(url) = &item.url {
            reason = reason.with("url", url);
        }
        let alarm = self.alarm(GAP, &subject, Some(&reason));
        self.raise(tx, Alarm { account_id: Some(account.id), ..alarm }).await
    }

    pub(crate) fn alarm(&self, kind: &str, subject: &str, reason: Option<&Refusal>) -> Alarm {
        Alarm {
            id: AlarmId::new(&*self.inner.ids),
            kind: kind.to_owned(),
            subject: subject.to_owned(),
            account_id: None::<gerne_domain::AccountId>,
            conversation_id: None::<ConversationId>,
            reason: reason.map(|reason| reason.key.clone()),
            details: reason.map(|reason| reason.values.clone()).unwrap_or_default(),
            raised_at: self.now(),
            cleared_at: None::<Timestamp>,
        }
    }

    pub(crate) async fn raise(&self, tx: &mut Tx<'_>, alarm: Alarm) -> Result<(), EngineError> {
        if tx.raise_alarm(&alarm).await? {
            tx.call_alarm_hooks(alarm.id, "raised", self.now()).await?;
            self.mail_alarm(tx, &alarm, "raised").await?;
            let kind = EventKind::AlarmRaised { alarm: alarm.id };
            self.tell_alarm(tx, &alarm, kind).await?;
        }
        Ok(())
    }

    /// It is over. Nothing happens when it was not standing.
    pub(crate) async fn clear_alarm(
        &self,
        tx: &mut Tx<'_>,
        kind: &str,
        subject: &str,
    ) -> Result<Option<Alarm>, EngineError> {
        let cleared = tx.clear_alarm(kind, subject, self.now()).await?;
        if let Some(alarm) = &cleared {
            tx.call_alarm_hooks(alarm.id, "over", self.now()).await?;
            self.mail_alarm(tx, alarm, "over").await?;
            let kind = EventKind::AlarmCleared { alarm: alarm.id };
            self.tell_alarm(tx, alarm, kind).await?;
        }
        Ok(cleared)
    }

    /// A lead has seen to it.
    pub async fn dismiss_alarm(&self, who: &Caller, id: AlarmId) -> Result<Done, EngineError> {
        who.at_least(Role::Lead)?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let alarm = tx.alarm(id).await?.ok_or(EngineError::NotFound)?;
                if !who.sees_alarm(&alarm) {
                    return Err(EngineError::NotFound);
                }
                engine.clear_alarm(tx, &alarm.kind, &alarm.subject).await.map(drop)
            })
        })
        .await
    }

    pub(crate) async fn tell_alarm(
        &self,
        tx: &mut Tx<'_>,
        alarm: &Alarm,
        kind: EventKind,
    ) -> Result<(), EngineError> {
        let conversation = match alarm.conversation_id {
            Some(id) => tx.conversation(id).await?,
            None => None,
        };
        let team = alarm.details.get("team").and_then(|team| team.parse().ok()).map(TeamId);
        let audience = match (&conversation, alarm.account_id) {
            // Of a team and no account: who sees the team sees it.
            (None, None) if team.is_some() => {
                let account = AccountId(uuid::Uuid::nil());
                Audience::Conversation { account, team, former: None }
            }
            (Some(c), _) => {
                Audience::Conversation { account: c.account_id, team: c.team_id, former: None }
            }
            (None, Some(account)) => Audience::Account(account),
            (None, None) => Audience::Everyone,
        };
        tx.emit(NewEvent {
            at: self.now(),
            actor: Actor::System,
            audience,
            conversation_id: conversation.as_ref().map(|c| c.id),
            customer_id: conversation.as_ref().map(|c| c.customer_id),
            kind,
        });
        Ok(())
    }
}
