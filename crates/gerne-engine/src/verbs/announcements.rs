//! What accounts say of an incident before everyone: read by a lead, once for each text and account.

use gerne_domain::{
    Account, AccountId, AccountStatus, Announcement, AnnouncementId, DeliveryState, Incident,
    IncidentId, IncidentState, Outbound, Receipt, Role, Timestamp, Visibility, time::after,
};
use gerne_store::{Settlement, Tx};

use super::{
    Telling,
    compose::fits,
    wording::{not_empty, sign, signature},
};
use crate::{Caller, Done, Engine, EngineError, knowing::privacy, own_ids};

/// An account that can say something before everyone, and what it said of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announceable {
    /// Which.
    pub account: Account,
    /// What it said, in the order it was written.
    pub said: Vec<Announcement>,
}

impl Engine {
    /// The accounts that can say something of an incident before everyone, as far as the caller sees
    /// them.
    pub async fn announceable(
        &self,
        who: &Caller,
        id: IncidentId,
    ) -> Result<Vec<Announceable>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let said = db.announcements_of(id).await?;
        let mut found = Vec::new();
        for account in db.accounts().await? {
            let can = self.profile(&account).is_ok_and(|profile| profile.capabilities.announce);
            let said: Vec<_> =
                said.iter().filter(|one| one.account_id == account.id).cloned().collect();
            let connected = account.status == AccountStatus::Connected;
            let shown = who.scope.sees(account.id, None) && can && (connected || !said.is_empty());
            if shown {
                found.push(Announceable { account, said });
            }
        }
        Ok(found)
    }

    /// Says something of an incident before everyone, through each account with the words that a lead
    /// read. What an account said already is left out. How many say it now.
    ///
    /// # Errors
    /// `Invalid` with `incident.not_over`, `incident.dismissed`, `announcement.impossible`, and of a
    /// text that the platform would not take; `Private` where it tells what is nobody's business.
    pub async fn announce(
        &self,
        who: &Caller,
        id: IncidentId,
        what: Telling,
        texts: Vec<(AccountId, String)>,
    ) -> Result<Done<usize>, EngineError> {
        who.at_least(Role::Lead)?;
        let incident = self.incident(who, id).await?.incident;
        match incident.state {
            IncidentState::Dismissed => return Err(EngineError::invalid("incident.dismissed")),
            IncidentState::Open if what == Telling::Over => {
                return Err(EngineError::invalid("incident.not_over"));
            }
            IncidentState::Open | IncidentState::Over => {}
        }
        let taught = self.taught().await?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let mut count = 0;
                for (account, text) in texts {
                    let now = engine.now();
                    let everybody = privacy::Public { customer: None, thread: &[], now };
                    privacy::refuse(tx, &taught, &everybody, &text, None).await?;
                    let one =
                        engine.announcement(tx, &who, &incident, what, account, &text).await?;
                    count += usize::from(tx.insert_announcement(&one).await?);
                }
                engine.tell_incident(tx, who.actor(), id);
                Ok(count)
            })
        })
        .await
    }

    async fn announcement(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        incident: &Incident,
        what: Telling,
        account: AccountId,
        text: &str,
    ) -> Result<Announcement, EngineError> {
        not_empty(text, 0).map_err(EngineError::Invalid)?;
        let account = tx.account(account).await?.filter(|a| who.scope.sees(a.id, None));
        let account = account.ok_or(EngineError::NotFound)?;
        if !self.profile(&account)?.capabilities.announce {
            return Err(EngineError::invalid("announcement.impossible"));
        }
        if account.status != AccountStatus::Connected {
            return Err(EngineError::invalid("reply.account_disconnected"));
        }
        let author = tx.agent(who.agent).await?.ok_or(EngineError::Forbidden)?;
        let now = self.now();
        let outbound = Outbound {
            key: self.inner.ids.next().simple().to_string(),
            in_reply_to: None,
            to: Vec::new(),
            visibility: Visibility::Public,
            subject: None,
            text: sign(text, signature(&account, &author.face.name), false),
            content_warning: None,
            language: Some(account.settings.language.clone()),
            media: Vec::new(),
            written_at: now,
            letter: None,
        };
        fits(&self.limits(&account)?, &outbound).map_err(EngineError::Invalid)?;
        let url = &self.inner.config.public_url;
        if let Some(found) = own_ids::find(tx, &outbound, url, now).await? {
            return Err(EngineError::invalid_with("reply.own_id", &[("found", found)]));
        }
        Ok(Announcement {
            id: AnnouncementId::new(&*self.inner.ids),
            incident_id: incident.id,
            account_id: account.id,
            what: what.word().to_owned(),
            agent_id: who.agent,
            state: DeliveryState::Held,
            not_before: after(now, account.settings.hold(true)),
            attempts: 0,
            attempted_at: None,
            reason: None,
            outbound,
            receipt: None,
        })
    }

    /// Takes back what has not left, was refused, or of which nobody knew and a person says that it is
    /// not there: then it may be written anew.
    pub async fn drop_announcement(
        &self,
        who: &Caller,
        id: AnnouncementId,
    ) -> Result<Done, EngineError> {
        who.at_least(Role::Lead)?;
        let one = self.one_announcement(who, id).await?;
        let gone = matches!(
            one.state,
            DeliveryState::Held
                | DeliveryState::Queued
                | DeliveryState::Refused
                | DeliveryState::Unknown
        );
        if !gone {
            return Err(EngineError::Conflict);
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                if !tx.drop_announcement(id, one.state).await? {
                    return Err(EngineError::Conflict);
                }
                engine.announcement_settled(tx, &one).await?;
                engine.tell_incident(tx, who.actor(), one.incident_id);
                Ok(())
            })
        })
        .await
    }

    /// A person looked: what nobody knew of is there.
    pub async fn announcement_is_there(
        &self,
        who: &Caller,
        id: AnnouncementId,
    ) -> Result<Done, EngineError> {
        who.at_least(Role::Lead)?;
        let one = self.one_announcement(who, id).await?;
        let at: Timestamp = one.attempted_at.unwrap_or(one.outbound.written_at);
        let receipt = Receipt { external_id: None, url: None, published_at: at };
        let step = Settlement { receipt: Some(receipt), ..Settlement::default() };
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let (from, to) = (DeliveryState::Unknown, DeliveryState::Sent);
                if tx.move_announcement(id, from, to, &step).await?.is_none() {
                    return Err(EngineError::Conflict);
                }
                engine.announcement_settled(tx, &one).await?;
                engine.tell_incident(tx, who.actor(), one.incident_id);
                Ok(())
            })
        })
        .await
    }

    async fn one_announcement(
        &self,
        who: &Caller,
        id: AnnouncementId,
    ) -> Result<Announcement, EngineError> {
        let found = self.inner.store.read().await?.announcement(id).await?;
        let one = found.filter(|one| who.scope.sees(one.account_id, None));
        one.ok_or(EngineError::NotFound)
    }
}
