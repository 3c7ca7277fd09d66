//! Alarms by mail, to leads who want that: through a mailbox of the house, never twice, and again when
//! it is over. The lane of that mailbox carries them when no answer waits to leave.
//!
//! A mail that may have left is looked for and never sent again: one that is lost costs a look at the
//! console, one that comes twice is soon read by nobody.

mod words;

use std::time::Duration;

use gerne_connector::{Account as Connection, ConnectorError};
use gerne_domain::{
    Account, AccountId, AccountStatus, Agent, InboundMessage, Mailbox, Outbound, Role, Scope,
    TeamId, Timestamp, Visibility,
    time::{after, before, pause},
};
use gerne_store::{Alarm, AlarmMail, AlarmMailState as State, Reader, Tx};

use crate::{
    Caller, Done, Engine, EngineError, alarm, deliver::StoreBlobs, error::chain, lease::Hold,
    verbs::Reaches,
};

/// What is over within this time is not told at all.
const LEAVES_AFTER: Duration = Duration::from_mins(1);
/// Mails looked at in one go.
const AT_ONCE: usize = 20;
/// Tries, over all mailboxes. The pauses between them grow: within a day.
const TRIES: u32 = 12;
/// When a mail that may have left is looked for.
const LOOKS_AFTER: Duration = Duration::from_mins(3);
/// So long a mail is known by its name after it left: reports come late.
const KNOWN_FOR: Duration = Duration::from_hours(30 * 24);

/// What is told by mail: what leads do something about, and not what is about a single matter.
const TOLD: [&str; 7] = [
    alarm::ACCOUNT_DISCONNECTED,
    alarm::ACCOUNT_UNREACHABLE,
    alarm::NOTICE,
    alarm::DELETIONS_LATE,
    alarm::TARGET_MISSED,
    alarm::FLOOD,
    alarm::STORAGE_LOW,
];

/// Whether somebody is told of alarms by mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlarmMailing {
    /// They are.
    pub on: bool,
    /// At which address.
    pub address: String,
    /// Through which account mails leave now; `None`: there is no mailbox, so that none leave.
    pub through: Option<AccountId>,
    /// Why the last one did not reach them: a key to be translated.
    pub trouble: Option<String>,
}

/// What became of a round.
pub(crate) enum Mailed {
    /// There was nothing to do.
    Nothing,
    /// Something was done; there may be more.
    Something,
    /// The mailbox no longer accepts our credentials.
    Reauthorize,
}

/// A mail that was taken to be sent.
struct Letter {
    mail: AlarmMail,
    outbound: Outbound,
}

impl Engine {
    /// Whether a lead is told of alarms by mail.
    pub async fn alarm_mailing(&self, who: &Caller) -> Result<AlarmMailing, EngineError> {
        who.at_least(Role::Lead)?;
        let mut db = self.inner.store.read().await?;
        let agent = db.agent(who.agent).await?.ok_or(EngineError::Forbidden)?;
        let readers = db.alarm_readers().await?;
        let reader = readers.into_iter().find(|reader| reader.agent_id == agent.id);
        Ok(AlarmMailing {
            on: reader.is_some(),
            address: agent.login,
            through: self.mailboxes(&mut db).await?.first().map(|account| account.id),
            trouble: reader.and_then(|reader| reader.trouble),
        })
    }

    /// Tells a lead of alarms by mail from now on, or no longer. Only for oneself.
    pub async fn set_alarm_mailing(&self, who: &Caller, on: bool) -> Result<Done, EngineError> {
        who.at_least(Role::Lead)?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                if on {
                    tx.put_alarm_reader(who.agent, engine.now()).await?;
                } else {
                    tx.drop_alarm_reader(who.agent).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// An alarm was raised, or is over: whoever wants mails is to be told.
    pub(crate) async fn mail_alarm(
        &self,
        tx: &mut Tx<'_>,
        alarm: &Alarm,
        phase: &str,
    ) -> Result<(), EngineError> {
        // What goes on all the same, only more slowly, wakes nobody.
        let calm = alarm.reason.as_deref() == Some("usage.slowed");
        if calm || alarm.conversation_id.is_some() || !TOLD.contains(&alarm.kind.as_str()) {
            return Ok(());
        }
        let now = self.now();
        let at = if phase == "raised" { after(now, LEAVES_AFTER) } else { now };
        if tx.mail_alarm(alarm.id, phase, at).await? > 0 {
            tx.forget_alarm_mails(before(now, KNOWN_FOR)).await?;
        }
        Ok(())
    }

    /// Carries one mail through an account, where it is the one that mails leave through.
    pub(crate) async fn mail_one_alarm(
        &self,
        account: &Account,
        connection: &dyn Connection,
        hold: &Hold,
    ) -> Result<Mailed, EngineError> {
        if !self.profile(account)?.capabilities.letters {
            return Ok(Mailed::Nothing);
        }
        let mut db = self.inner.store.read().await?;
        let due = db.alarm_mails_due(self.now(), AT_ONCE).await?;
        if due.is_empty() {
            return Ok(Mailed::Nothing);
        }
        let mailboxes = self.mailboxes(&mut db).await?;
        drop(db);
        let ours = due.into_iter().find(|mail| match mail.state {
            State::Sending => mail.account_id == Some(account.id),
            // A mailbox that fails hands it on to the next.
            _ => {
                let turn = mail.attempts as usize % mailboxes.len().max(1);
                mailboxes.get(turn).is_some_and(|mailbox| mailbox.id == account.id)
            }
        });
        let Some(mail) = ours else { return Ok(Mailed::Nothing) };
        let looks = mail.state == State::Sending;
        let Some(letter) = self.take_alarm_mail(account, mail).await? else {
            return Ok(Mailed::Something);
        };
        if looks {
            let found = connection.find_sent(&letter.outbound).await;
            return self.alarm_mail_found(letter, found.map(|found| found.is_some())).await;
        }
        if !hold.is_good(&*self.inner.clock) {
            // Another node may have the mailbox; it certainly has not left.
            self.end_alarm_mail(letter.mail, State::Waiting, self.now(), None).await?;
            return Ok(Mailed::Nothing);
        }
        let blobs = StoreBlobs(self.inner.store.clone());
        let sent = connection.send(&letter.outbound, &blobs).await.map(drop);
        self.alarm_mail_sent(letter, sent).await
    }

    /// Takes a mail to send it or to look for it, in the transaction in which it is seen whether it is
    /// still to be told. `None`: it is not, or another node has it.
    async fn take_alarm_mail(
        &self,
        account: &Account,
        mail: AlarmMail,
    ) -> Result<Option<Letter>, EngineError> {
        let (engine, account, now) = (self.clone(), account.clone(), self.now());
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    let Some((alarm, agent)) = engine.still_told(tx, &mail).await? else {
                        let gone =
                            AlarmMail { state: State::Dropped, next_at: now, ..mail.clone() };
                        tx.move_alarm_mail(&mail, &gone).await?;
                        return Ok(None);
                    };
                    let to =
                        Mailbox { name: Some(agent.name.clone()), address: agent.login.clone() };
                    let head = engine.letter_head(&account, "", Some(Reaches::one(to)), None)?;
                    let mut head = head.ok_or(EngineError::NotFound)?;
                    head.automatic = true;
                    if mail.state == State::Sending {
                        head.head.name.clone_from(&mail.name);
                    }
                    let taken = AlarmMail {
                        state: State::Sending,
                        name: head.head.name.clone(),
                        account_id: Some(account.id),
                        attempts: mail.attempts + 1,
                        next_at: after(now, LOOKS_AFTER),
                        ..mail.clone()
                    };
                    if !tx.move_alarm_mail(&mail, &taken).await? {
                        return Ok(None);
                    }
                    let words = engine.alarm_words(tx, &alarm, &agent, &mail.phase).await?;
                    let outbound = Outbound {
                        key: taken.name.clone().unwrap_or_default(),
                        in_reply_to: None,
                        to: vec![gerne_domain::Mention {
                            external_id: agent.login.to_lowercase().as_str().into(),
                            handle: agent.login.clone(),
                        }],
                        visibility: Visibility::Private,
                        subject: Some(words.subject),
                        text: words.text,
                        content_warning: None,
                        language: Some(agent.language.clone()),
                        media: Vec::new(),
                        written_at: told_at(&alarm, &mail.phase),
                        letter: Some(head),
                    };
                    Ok(Some(Letter { mail: taken, outbound }))
                })
            })
            .await?;
        Ok(done.value)
    }

    /// Of what a mail tells whom, unless it is no longer to be told: they do not want it or may not
    /// know, it was over before they were told, or it was tried for long.
    async fn still_told(
        &self,
        tx: &mut Tx<'_>,
        mail: &AlarmMail,
    ) -> Result<Option<(Alarm, Agent)>, EngineError> {
        if mail.attempts >= TRIES {
            tx.alarm_reader_troubled(mail.agent_id, Some("alarm_mail.gave_up")).await?;
            return Ok(None);
        }
        let (alarm, agent) = (tx.alarm(mail.alarm_id).await?, tx.agent(mail.agent_id).await?);
        let Some((alarm, agent)) = alarm.zip(agent) else { return Ok(None) };
        if mail.state == State::Sending {
            return Ok(Some((alarm, agent)));
        }
        let told = tx.alarm_mail(alarm.id, agent.id, "raised").await?;
        let told = told.is_some_and(|told| matches!(told.state, State::Sent | State::Sending));
        let moot = if mail.phase == "raised" { alarm.cleared_at.is_some() } else { !told };
        let readers = tx.alarm_readers().await?;
        let reads = readers.iter().any(|reader| reader.agent_id == agent.id);
        if moot || !reads || !may_know(tx, &alarm, &agent).await? {
            return Ok(None);
        }
        Ok(Some((alarm, agent)))
    }

    async fn alarm_mail_sent(
        &self,
        letter: Letter,
        sent: Result<(), ConnectorError>,
    ) -> Result<Mailed, EngineError> {
        let (now, attempts) = (self.now(), letter.mail.attempts);
        let (state, next_at, trouble) = match &sent {
            Ok(()) => (State::Sent, now, None),
            Err(ConnectorError::Retry { after: asked, .. }) => {
                let (first, most) = (Duration::from_secs(30), Duration::from_hours(3));
                let wait = pause(first, most, attempts, self.chance());
                (State::Waiting, after(now, asked.unwrap_or_default().max(wait)), None)
            }
            // It is looked for when it is due again.
            Err(ConnectorError::Unknown { .. }) => return Ok(Mailed::Something),
            Err(ConnectorError::Refused { reason }) => {
                (State::Dropped, now, Some(reason.key.clone()))
            }
            Err(ConnectorError::Reauthorize { .. }) => (State::Waiting, now, None),
        };
        if let Err(error) = &sent {
            tracing::warn!(error = %chain(error), "an alarm could not be told by mail");
        }
        self.end_alarm_mail(letter.mail, state, next_at, trouble).await?;
        let signed_out = matches!(sent, Err(ConnectorError::Reauthorize { .. }));
        Ok(if signed_out { Mailed::Reauthorize } else { Mailed::Something })
    }

    /// What looking for a mail came to. Not found, it is given up.
    async fn alarm_mail_found(
        &self,
        letter: Letter,
        found: Result<bool, ConnectorError>,
    ) -> Result<Mailed, EngineError> {
        let now = self.now();
        match found {
            Ok(true) => self.end_alarm_mail(letter.mail, State::Sent, now, None).await?,
            Ok(false) | Err(ConnectorError::Refused { .. } | ConnectorError::Unknown { .. }) => {
                let lost = Some("alarm_mail.unknown".to_owned());
                self.end_alarm_mail(letter.mail, State::Dropped, now, lost).await?;
            }
            // Looked for again when it is due.
            Err(ConnectorError::Retry { .. }) => {}
            Err(ConnectorError::Reauthorize { .. }) => return Ok(Mailed::Reauthorize),
        }
        Ok(Mailed::Something)
    }

    async fn end_alarm_mail(
        &self,
        was: AlarmMail,
        state: State,
        next_at: Timestamp,
        trouble: Option<String>,
    ) -> Result<(), EngineError> {
        self.write(move |tx| {
            Box::pin(async move {
                let now = AlarmMail { state, next_at, ..was.clone() };
                if tx.move_alarm_mail(&was, &now).await? && state != State::Waiting {
                    tx.alarm_reader_troubled(was.agent_id, trouble.as_deref()).await?;
                }
                Ok(())
            })
        })
        .await
        .map(drop)
    }

    /// A letter that has to do with a mail about an alarm and with no customer: our copy of it, a
    /// report on it, a machine's answer to it. Returns whether it was one.
    pub(crate) async fn is_of_an_alarm(
        &self,
        tx: &mut Tx<'_>,
        inbound: &InboundMessage,
    ) -> Result<bool, EngineError> {
        let Some(letter) = inbound.letter.as_deref() else { return Ok(false) };
        let about = letter.report.iter().flat_map(|report| &report.about);
        let names: Vec<String> = match (inbound.author.is_us, letter.automatic) {
            (true, _) => letter.name.iter().cloned().collect(),
            (false, Some(_)) => about.chain(&letter.chain).cloned().collect(),
            (false, None) => return Ok(false),
        };
        let Some(mail) = tx.alarm_mail_named(&names).await? else { return Ok(false) };
        if letter.automatic == Some(gerne_domain::Automatic::Bounce) {
            tx.alarm_reader_troubled(mail.agent_id, Some("alarm_mail.returned")).await?;
        }
        Ok(true)
    }

    /// Connected mailboxes, the one that was connected first before others.
    async fn mailboxes(&self, db: &mut Reader) -> Result<Vec<Account>, EngineError> {
        let mut all = db.accounts().await?;
        all.retain(|account| {
            account.status == AccountStatus::Connected
                && self.profile(account).is_ok_and(|profile| profile.capabilities.letters)
        });
        all.sort_by_key(|account| (account.connected_at, account.id));
        Ok(all)
    }
}

/// Whether somebody may know of an alarm: leads of who it is about, and admins.
async fn may_know(db: &mut Reader, alarm: &Alarm, agent: &Agent) -> Result<bool, EngineError> {
    if agent.disabled_at.is_some() || agent.role < Role::Lead {
        return Ok(false);
    }
    let scope = db.scope_of(agent).await?;
    let team = alarm.details.get("team").and_then(|team| team.parse().ok()).map(TeamId);
    Ok(match (alarm.account_id, team) {
        (Some(account), team) => scope.sees(account, team),
        (None, Some(team)) => scope.sees(AccountId(uuid::Uuid::nil()), Some(team)),
        (None, None) => scope == Scope::Everything,
    })
}

/// When what a mail tells happened.
fn told_at(alarm: &Alarm, phase: &str) -> Timestamp {
    match phase {
        "raised" => alarm.raised_at,
        _ => alarm.cleared_at.unwrap_or(alarm.raised_at),
    }
}
