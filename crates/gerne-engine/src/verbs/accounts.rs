//! Connecting the company's accounts, and caring for them.

use std::collections::BTreeMap;

use gerne_connector::{Begin, Callback, Check, Choice, Connected, Finished, Form, Secret};
use gerne_domain::{
    Account, AccountId, AccountSettings, AccountStatus, Actor, AgentId, EventKind, ExternalId,
    InboundMessage, NoAnswerReason, Platform, Role, TeamId, time::after,
};
use gerne_store::{Connecting, Tx};
use serde::{Deserialize, Serialize};

use crate::{Caller, Done, Engine, EngineError, alarm};

/// How long a browser may take to come back.
const CONNECTING: std::time::Duration = std::time::Duration::from_mins(30);

/// What connecting needs next.
#[derive(Clone, Debug)]
pub enum ConnectionStep {
    /// Send the browser there; it comes back to the redirect address.
    Browser {
        /// Where to.
        url: url::Url,
    },
    /// It works.
    Done(Connection),
}

/// What a browser that came back brought.
#[derive(Clone, Debug)]
pub enum ConnectionEnd {
    /// It works.
    Done(Connection),
    /// Its owner must choose among several accounts, by this mark.
    Choose(String),
}

/// What a login gave to choose from.
#[derive(Clone, Debug)]
pub struct Choices {
    /// Of which platform.
    pub platform: Platform,
    /// What there is.
    pub choices: Vec<Choice>,
}

/// An account that works, and the proof.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Which.
    pub account: AccountId,
    /// "We can read": the newest mentions, at most three.
    pub proof: Vec<InboundMessage>,
    /// The log holds it up to here.
    pub seq: i64,
}

/// What to change about an account; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountChange {
    /// Which teams answer for it.
    pub teams: Option<Vec<TeamId>>,
    /// What a person chooses about it.
    pub settings: Option<AccountSettings>,
    /// Whether it rests.
    pub paused: Option<bool>,
}

/// What is kept until the owner has chosen.
#[derive(Serialize, Deserialize)]
struct Open {
    choices: Vec<Choice>,
    /// What the connector must find again.
    pending: String,
}

/// What is kept while the owner's browser is away.
#[derive(Serialize, Deserialize)]
struct Away {
    /// Which account is to be connected again; `None`: any.
    again: Option<AccountId>,
    /// What the connector must find again.
    pending: String,
}

impl Engine {
    /// Starts connecting an account. `who` is `None` from the command line.
    pub async fn connect_begin(
        &self,
        who: Option<&Caller>,
        platform: &str,
        form: &Form,
        redirect: &url::Url,
    ) -> Result<ConnectionStep, EngineError> {
        self.connect_again(who, None, platform, form, redirect).await
    }

    /// The same for an account that was connected before: nobody else's is taken in its place.
    ///
    /// # Errors
    /// `connect.other_account`, now or when the browser comes back, with whose it is (`found`) and
    /// whose it should be (`wanted`).
    pub async fn connect_again(
        &self,
        who: Option<&Caller>,
        again: Option<AccountId>,
        platform: &str,
        form: &Form,
        redirect: &url::Url,
    ) -> Result<ConnectionStep, EngineError> {
        if let Some(who) = who {
            who.at_least(Role::Admin)?;
        }
        let connector = self.inner.registry.get(platform);
        let connector = connector.ok_or_else(|| EngineError::invalid("platform.unknown"))?;
        let agent = who.map(|who| who.agent);
        match connector.begin(form, redirect).await? {
            Begin::Browser { url, state, pending } => {
                let away = Away { again, pending: pending.expose().to_owned() };
                let connecting = Connecting {
                    platform: Platform::from(platform),
                    agent_id: agent,
                    state: serde_json::to_string(&away).unwrap_or_default(),
                    expires_at: after(self.now(), CONNECTING),
                };
                self.write(move |tx| {
                    Box::pin(async move { Ok(tx.put_connecting(&state, &connecting).await?) })
                })
                .await?;
                Ok(ConnectionStep::Browser { url })
            }
            Begin::Done(connected) => {
                let platform = Platform::from(platform);
                Ok(ConnectionStep::Done(self.adopt(agent, again, platform, *connected).await?))
            }
        }
    }

    /// The browser came back. A mark is good for one visit.
    ///
    /// # Errors
    /// `connect.choose_one` where it brought several accounts and nobody is there to choose.
    pub async fn connect_finish(&self, back: &Callback) -> Result<Connection, EngineError> {
        match self.connect_finish_or_ask(back).await? {
            ConnectionEnd::Done(connection) => Ok(connection),
            ConnectionEnd::Choose(_) => Err(EngineError::invalid("connect.choose_one")),
        }
    }

    /// The same where one login may give several accounts.
    pub async fn connect_finish_or_ask(
        &self,
        back: &Callback,
    ) -> Result<ConnectionEnd, EngineError> {
        let mark = back.0.get("state").ok_or_else(|| EngineError::invalid("connect.state"))?;
        let pending = self.take_pending(mark).await?;
        let connector = self.inner.registry.get(pending.platform.as_str());
        let connector = connector.ok_or_else(|| EngineError::invalid("platform.unknown"))?;
        let away: Away = serde_json::from_str(&pending.state)
            .map_err(|_| EngineError::invalid("connect.state"))?;
        let finished = connector.finish_or_ask(&Secret::new(away.pending), back).await?;
        let (choices, kept) = match finished {
            Finished::Connected(connected) => {
                let brought = connected.clone();
                let platform = pending.platform.clone();
                let adopted =
                    self.adopt(pending.agent_id, away.again, pending.platform, *connected).await;
                if adopted.is_err() {
                    self.discard(connector.as_ref(), &platform, &brought).await;
                }
                return Ok(ConnectionEnd::Done(adopted?));
            }
            Finished::Choose { choices, pending } => (choices, pending),
        };
        // To connect one again there is nothing to choose.
        if let Some(again) = away.again {
            let wanted = self.inner.store.read().await?.account(again).await?;
            let wanted = wanted.ok_or(EngineError::NotFound)?.external_id;
            if choices.iter().any(|choice| choice.id == wanted) {
                let connected = connector.choose(&kept, &wanted).await?;
                let done = self.adopt(pending.agent_id, away.again, pending.platform, connected);
                return Ok(ConnectionEnd::Done(done.await?));
            }
            return Err(EngineError::invalid("connect.other_account"));
        }
        let open = Open { choices, pending: kept.expose().to_owned() };
        let open = serde_json::to_string(&open).unwrap_or_default();
        // The browser's mark is spent by now: from here on it is ours alone.
        self.keep_pending(mark, Connecting { state: open, ..pending }).await?;
        Ok(ConnectionEnd::Choose(mark.clone()))
    }

    /// What there is to choose from.
    pub async fn choices(&self, who: &Caller, mark: &str) -> Result<Choices, EngineError> {
        who.at_least(Role::Admin)?;
        let (open, pending) = self.open_choice(mark).await?;
        let platform = pending.platform.clone();
        self.keep_pending(mark, pending).await?;
        Ok(Choices { platform, choices: open.choices })
    }

    /// Connects those that were chosen. What could not be connected can be chosen again.
    pub async fn choose(
        &self,
        who: &Caller,
        mark: &str,
        chosen: &[ExternalId],
    ) -> Result<Vec<Connection>, EngineError> {
        who.at_least(Role::Admin)?;
        let (open, pending) = self.open_choice(mark).await?;
        let known = |id: &ExternalId| open.choices.iter().any(|choice| choice.id == *id);
        let connect = async {
            if chosen.is_empty() || !chosen.iter().all(known) {
                return Err(EngineError::invalid("connect.choose_one"));
            }
            let connector = self.inner.registry.get(pending.platform.as_str());
            let connector = connector.ok_or_else(|| EngineError::invalid("platform.unknown"))?;
            let kept = Secret::new(open.pending.clone());
            let mut connections = Vec::with_capacity(chosen.len());
            for id in chosen {
                let connected = connector.choose(&kept, id).await?;
                let agent = Some(who.agent);
                let done = self.adopt(agent, None, pending.platform.clone(), connected).await?;
                connections.push(done);
            }
            Ok(connections)
        };
        let connected = connect.await;
        if connected.is_err() {
            self.keep_pending(mark, pending).await?;
        }
        connected
    }

    async fn open_choice(&self, mark: &str) -> Result<(Open, Connecting), EngineError> {
        let pending = self.take_pending(mark).await?;
        let open = serde_json::from_str(&pending.state)
            .map_err(|_| EngineError::invalid("connect.state"))?;
        Ok((open, pending))
    }

    async fn take_pending(&self, mark: &str) -> Result<Connecting, EngineError> {
        let (mark, now) = (mark.to_owned(), self.now());
        let taken = self
            .write(move |tx| Box::pin(async move { Ok(tx.take_connecting(&mark, now).await?) }))
            .await?;
        taken.value.ok_or_else(|| EngineError::invalid("connect.state"))
    }

    async fn keep_pending(&self, mark: &str, kept: Connecting) -> Result<(), EngineError> {
        let mark = mark.to_owned();
        let keep = self
            .write(move |tx| Box::pin(async move { Ok(tx.put_connecting(&mark, &kept).await?) }));
        keep.await.map(drop)
    }

    /// Rights that were granted a moment ago and are not kept end here. Not where the account is
    /// connected already: there a platform could end what is in use along with them.
    async fn discard(
        &self,
        connector: &dyn gerne_connector::Platform,
        platform: &Platform,
        brought: &Connected,
    ) {
        let (base, who) = (&brought.base_url, &brought.external_id);
        let known =
            async { self.inner.store.read().await?.account_by_external(platform, base, who).await };
        if !matches!(known.await, Ok(None)) {
            return;
        }
        if let Err(error) = connector.discard(brought).await {
            tracing::warn!(%platform, %error, "what was granted and is not kept could not be ended");
        }
    }

    /// Keeps a connected account with its secrets; one that was there before goes on where it was.
    async fn adopt(
        &self,
        agent: Option<AgentId>,
        again: Option<AccountId>,
        platform: Platform,
        connected: Connected,
    ) -> Result<Connection, EngineError> {
        let engine = self.clone();
        let connector = self.inner.registry.get(platform.as_str());
        let connector = connector.ok_or_else(|| EngineError::invalid("platform.unknown"))?;
        let settings = connector.profile().settings.clone();
        let Connected { external_id, handle, name, base_url, avatar_url, facts, secrets, proof } =
            connected;
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    let now = engine.now();
                    let known = tx.account_by_external(&platform, &base_url, &external_id).await?;
                    if let Some(wanted) = again
                        && known.as_ref().is_none_or(|known| known.id != wanted)
                    {
                        let wanted = tx.account(wanted).await?.ok_or(EngineError::NotFound)?;
                        let names = [("found", handle), ("wanted", wanted.handle)];
                        return Err(EngineError::invalid_with("connect.other_account", &names));
                    }
                    let is_new = known.is_none();
                    let connector = engine.inner.registry.get(platform.as_str());
                    let facts = match (&known, connector) {
                        (Some(known), Some(connector)) => connector.again(&known.facts, facts),
                        _ => facts,
                    };
                    let mut account = known.unwrap_or_else(|| Account {
                        id: AccountId::new(&*engine.inner.ids),
                        platform,
                        external_id,
                        handle: String::new(),
                        name: String::new(),
                        base_url,
                        avatar_url: None,
                        status: AccountStatus::Connected,
                        problem: None,
                        status_since: now,
                        connected_at: now,
                        settings,
                        facts: serde_json::Value::Null,
                        teams: Vec::new(),
                    });
                    account.handle = handle;
                    account.name = name;
                    account.avatar_url = avatar_url;
                    account.facts = facts;
                    account.status = AccountStatus::Connected;
                    account.problem = None;
                    account.status_since = now;
                    if is_new {
                        // With one team there is nothing to choose.
                        account.teams = match tx.teams().await?.as_slice() {
                            [only] => vec![only.id],
                            _ => Vec::new(),
                        };
                        tx.insert_account(&account).await?;
                    } else {
                        tx.restore_account(account.id).await?;
                        tx.update_account(&account).await?;
                    }
                    keep_secrets(tx, account.id, &secrets).await?;
                    let actor = agent.map_or(Actor::System, Actor::Agent);
                    let changed = EventKind::AccountChanged { account: account.id };
                    engine.emit_all(tx, actor, changed);
                    let subject = account.id.to_string();
                    engine.clear_alarm(tx, alarm::ACCOUNT_DISCONNECTED, &subject).await?;
                    Ok(account.id)
                })
            })
            .await?;
        self.inner.times.forget();
        Ok(Connection { account: done.value, proof, seq: done.seq })
    }

    /// Changes who answers for an account and how.
    pub async fn change_account(
        &self,
        who: &Caller,
        id: AccountId,
        change: AccountChange,
    ) -> Result<Done, EngineError> {
        who.at_least(Role::Admin)?;
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    let mut account = tx.account(id).await?.ok_or(EngineError::NotFound)?;
                    if let Some(teams) = change.teams {
                        for team in &teams {
                            let team = tx.team(*team).await?;
                            team.ok_or_else(|| EngineError::invalid("team.unknown"))?;
                        }
                        account.teams = teams;
                    }
                    if let Some(settings) = change.settings {
                        // What waits for money may have some now; else it is put off again.
                        if budget(&account.settings) != budget(&settings) {
                            tx.hurry(id, engine.now()).await?;
                        }
                        account.settings = settings;
                    }
                    match (change.paused, account.status) {
                        (Some(true), AccountStatus::Connected) => {
                            account.status = AccountStatus::Paused;
                            account.status_since = engine.now();
                        }
                        (Some(false), AccountStatus::Paused) => {
                            account.status = AccountStatus::Connected;
                            account.status_since = engine.now();
                        }
                        _ => {}
                    }
                    tx.update_account(&account).await?;
                    engine.emit_all(tx, who.actor(), EventKind::AccountChanged { account: id });
                    Ok(())
                })
            })
            .await;
        self.inner.times.forget();
        let done = done?;
        self.nudge(id);
        Ok(done)
    }

    /// Takes an account away: its secrets go at once, its conversations stay to be read. What is not
    /// resolved is: nobody can answer it any more.
    pub async fn remove_account(
        &self,
        who: Option<&Caller>,
        id: AccountId,
    ) -> Result<Done, EngineError> {
        if let Some(who) = who {
            who.at_least(Role::Admin)?;
        }
        let actor = who.map_or(Actor::System, Caller::actor);
        let engine = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                tx.account(id).await?.ok_or(EngineError::NotFound)?;
                tx.remove_account(id, engine.now()).await?;
                tx.delete_secrets(id).await?;
                tx.forget_pushed(id).await?;
                engine.emit_all(tx, actor, EventKind::AccountChanged { account: id });
                // Nobody can answer there any more: nothing of it waits for anybody.
                for mut conversation in tx.unresolved_of(id).await? {
                    let (since, now) = (conversation.waiting_since, engine.now());
                    conversation.resolve(now, Some(NoAnswerReason::Other));
                    engine.measure_resolved(tx, since, &conversation, now, None).await?;
                    engine.keep(tx, &mut conversation).await?;
                    let kind =
                        EventKind::StatusChanged { status: conversation.status, until: None };
                    engine.emit(tx, actor, &conversation, kind);
                }
                let subject = id.to_string();
                for kind in [alarm::ACCOUNT_DISCONNECTED, alarm::ACCOUNT_UNREACHABLE, alarm::NOTICE]
                {
                    engine.clear_alarm(tx, kind, &subject).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// What works and what does not, asked of the platform now.
    pub async fn check_account(&self, id: AccountId) -> Result<Vec<Check>, EngineError> {
        let account = self.inner.store.read().await?.account(id).await?;
        let account = account.ok_or(EngineError::NotFound)?;
        Ok(self.connection(&account)?.check().await)
    }
}

fn budget(settings: &AccountSettings) -> (u32, u32) {
    (settings.budget_day_cents, settings.budget_month_cents)
}

async fn keep_secrets(
    tx: &mut Tx<'_>,
    account: AccountId,
    secrets: &BTreeMap<String, Secret>,
) -> Result<(), EngineError> {
    for (name, secret) in secrets {
        tx.put_secret(account, name, secret.expose()).await?;
    }
    Ok(())
}
