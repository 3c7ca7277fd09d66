//! Inviting people, letting them in, changing what they may do.

use std::time::Duration;

use gerne_domain::{
    Actor, Agent, AgentId, Availability, BlobHash, EventKind, PublicFace, Role, TeamId, Timestamp,
    time::after,
};
use gerne_store::{Store, TicketKind, Tx};
use sha2::{Digest, Sha256};

use crate::{Caller, Done, Engine, EngineError};

/// How long an invitation or a set-up link is good.
const INVITED: Duration = Duration::from_hours(168);
/// How long a link for a new password is good.
const RESET: Duration = Duration::from_hours(24);

/// Somebody who will answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAgent {
    /// An e-mail address; what they sign in with.
    pub login: String,
    /// Their full name, for colleagues.
    pub name: String,
    /// The first name or alias that customers see; empty: the first word of `name`.
    pub public_name: String,
    /// What they may do.
    pub role: Role,
    /// Their teams.
    pub teams: Vec<TeamId>,
    /// `de` or `en`.
    pub language: String,
}

/// A link that lets somebody in once. Shown once; only its hash is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// For whom; `None` for the first set-up.
    pub agent: Option<AgentId>,
    /// What stands in the link.
    pub token: String,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for Invitation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Invitation").field("agent", &self.agent).finish_non_exhaustive()
    }
}

/// What a link is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The first set-up, an invitation, a new password.
    pub kind: TicketKind,
    /// Whom it lets in.
    pub agent: Option<Agent>,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// What to change about an agent; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgentChange {
    /// Their full name.
    pub name: Option<String>,
    /// What customers see.
    pub public_name: Option<String>,
    /// One line about what they do; empty clears.
    pub line: Option<String>,
    /// Whether the team page shows them.
    pub listed: Option<bool>,
    /// What they may do.
    pub role: Option<Role>,
    /// Their teams.
    pub teams: Option<Vec<TeamId>>,
    /// Their console's language.
    pub language: Option<String>,
    /// Whether new work should come to them.
    pub availability: Option<Availability>,
    /// Whether they may no longer sign in.
    pub disabled: Option<bool>,
    /// The console's own settings.
    pub settings: Option<serde_json::Value>,
    /// The public photo; `Some(None)` drops it.
    pub photo: Option<Option<BlobHash>>,
}

impl Engine {
    /// The link for the first set-up; `None` once there is an agent. Whoever has the keys of the
    /// house makes the same link of it, so that what one node printed stays good when another
    /// starts.
    pub async fn setup_link(&self) -> Result<Option<Invitation>, EngineError> {
        if self.inner.store.read().await?.agent_count().await? > 0 {
            return Ok(None);
        }
        let now = self.now();
        let ticket = gerne_store::Ticket {
            kind: TicketKind::Setup,
            agent_id: None,
            created_at: now,
            expires_at: after(now, INVITED),
        };
        let store = self.inner.store.clone();
        let link = self
            .write(move |tx| {
                Box::pin(async move {
                    for there in tx.tickets(TicketKind::Setup, now).await? {
                        for token in setup_tokens(&store, there.created_at) {
                            if tx.ticket(&token_hash(&token), now).await?.is_some() {
                                return Ok((token, there.expires_at));
                            }
                        }
                    }
                    tx.delete_tickets(TicketKind::Setup, None).await?;
                    let first = setup_tokens(&store, now).into_iter().next();
                    let token = first.unwrap_or_else(random_token);
                    tx.insert_ticket(&ticket, &token_hash(&token)).await?;
                    Ok((token, ticket.expires_at))
                })
            })
            .await?;
        let (token, expires_at) = link.value;
        Ok(Some(Invitation { agent: None, token, expires_at }))
    }

    /// Adds an agent who is let in by a link.
    pub async fn invite(
        &self,
        who: Option<&Caller>,
        new: NewAgent,
    ) -> Result<Done<Invitation>, EngineError> {
        let added = self.add_agent(who, new, None).await?;
        let link = self.issue(Some(added.value), TicketKind::Invite, INVITED).await?;
        Ok(Done { value: link, seq: added.seq })
    }

    /// Adds an agent; with a password hash (argon2id, PHC string) they can sign in at once.
    pub async fn add_agent(
        &self,
        who: Option<&Caller>,
        new: NewAgent,
        password_hash: Option<String>,
    ) -> Result<Done<AgentId>, EngineError> {
        if let Some(who) = who {
            who.at_least(Role::Admin)?;
        }
        let agent = self.agent_of(new)?;
        let actor = who.map_or(Actor::System, Caller::actor);
        let engine = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                engine.insert_agent(tx, actor, &agent, password_hash.as_deref()).await?;
                Ok(agent.id)
            })
        })
        .await
    }

    fn agent_of(&self, new: NewAgent) -> Result<Agent, EngineError> {
        let login = new.login.trim().to_lowercase();
        let name = new.name.trim().to_owned();
        if !login.contains('@') || login.contains(char::is_whitespace) || login.len() > 254 {
            return Err(EngineError::invalid("agent.login"));
        }
        if name.is_empty() {
            return Err(EngineError::invalid("agent.name"));
        }
        let first = name.split_whitespace().next().unwrap_or_default();
        let public = new.public_name.trim();
        Ok(Agent {
            id: AgentId::new(&*self.inner.ids),
            login,
            face: PublicFace {
                name: if public.is_empty() { first } else { public }.to_owned(),
                photo: None,
                line: None,
                listed: false,
            },
            name,
            role: new.role,
            language: if new.language == "en" { "en" } else { "de" }.to_owned(),
            availability: Availability::Available,
            teams: new.teams,
            disabled_at: None,
        })
    }

    async fn insert_agent(
        &self,
        tx: &mut Tx<'_>,
        actor: Actor,
        agent: &Agent,
        password_hash: Option<&str>,
    ) -> Result<(), EngineError> {
        if tx.agent_by_login(&agent.login).await?.is_some() {
            return Err(EngineError::invalid("agent.login_taken"));
        }
        tx.insert_agent(agent, self.now()).await?;
        if password_hash.is_some() {
            tx.set_password(agent.id, password_hash).await?;
        }
        self.emit_all(tx, actor, EventKind::AgentChanged { agent: agent.id });
        Ok(())
    }

    /// A link with which an agent chooses a new password. Their sessions end when they use it.
    pub async fn reset_link(
        &self,
        who: Option<&Caller>,
        agent: AgentId,
    ) -> Result<Invitation, EngineError> {
        if let Some(who) = who {
            who.at_least(Role::Admin)?;
        }
        let known = self.inner.store.read().await?.agent(agent).await?;
        let known = known.ok_or(EngineError::NotFound)?;
        if known.disabled_at.is_some() {
            return Err(EngineError::invalid("agent.disabled"));
        }
        self.issue(Some(agent), TicketKind::Reset, RESET).await
    }

    async fn issue(
        &self,
        agent: Option<AgentId>,
        kind: TicketKind,
        good_for: Duration,
    ) -> Result<Invitation, EngineError> {
        let token = random_token();
        let (hash, now) = (token_hash(&token), self.now());
        let expires_at = after(now, good_for);
        let ticket = gerne_store::Ticket { kind, agent_id: agent, created_at: now, expires_at };
        self.write(move |tx| {
            Box::pin(async move {
                // A newer link makes the older ones worthless.
                tx.delete_tickets(kind, agent).await?;
                Ok(tx.insert_ticket(&ticket, &hash).await?)
            })
        })
        .await?;
        Ok(Invitation { agent, token, expires_at })
    }

    /// What a link is for; `None` when it is used, too old, or never was.
    pub async fn ticket(&self, token: &str) -> Result<Option<Ticket>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let Some(ticket) = db.ticket(&token_hash(token), self.now()).await? else {
            return Ok(None);
        };
        let agent = match ticket.agent_id {
            Some(id) => db.agent(id).await?,
            None => None,
        };
        Ok(Some(Ticket { kind: ticket.kind, agent, expires_at: ticket.expires_at }))
    }

    /// Uses a link: the first admin is made, or an agent gets a password. All their sessions end.
    pub async fn use_ticket(
        &self,
        token: &str,
        password_hash: String,
        about: NewAgent,
    ) -> Result<Done<AgentId>, EngineError> {
        let (hash, now, engine) = (token_hash(token), self.now(), self.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let taken = tx.take_ticket(&hash, now).await?;
                let taken = taken.ok_or_else(|| EngineError::invalid("ticket.gone"))?;
                let Some(id) = taken.agent_id else {
                    if tx.agent_count().await? > 0 {
                        return Err(EngineError::invalid("ticket.gone"));
                    }
                    let first = engine.agent_of(NewAgent { role: Role::Admin, ..about })?;
                    engine.insert_agent(tx, Actor::System, &first, Some(&password_hash)).await?;
                    return Ok(first.id);
                };
                let mut agent = tx.agent(id).await?.ok_or(EngineError::NotFound)?;
                if taken.kind == TicketKind::Invite {
                    if !about.name.trim().is_empty() {
                        about.name.trim().clone_into(&mut agent.name);
                    }
                    if !about.public_name.trim().is_empty() {
                        about.public_name.trim().clone_into(&mut agent.face.name);
                    }
                    agent.language = if about.language == "en" { "en" } else { "de" }.to_owned();
                }
                tx.update_agent(&agent).await?;
                tx.set_password(id, Some(&password_hash)).await?;
                tx.delete_sessions(id, None).await?;
                engine.emit_all(tx, Actor::Agent(id), EventKind::AgentChanged { agent: id });
                Ok(id)
            })
        })
        .await
    }

    /// Changes an agent: oneself in what is one's own, everything as an admin.
    pub async fn change_agent(
        &self,
        who: &Caller,
        id: AgentId,
        change: AgentChange,
    ) -> Result<Done, EngineError> {
        let powers = change.role.is_some() || change.teams.is_some() || change.disabled.is_some();
        if powers || who.agent != id {
            who.at_least(Role::Admin)?;
        }
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let mut agent = tx.agent(id).await?.ok_or(EngineError::NotFound)?;
                apply(&mut agent, &change, engine.now())?;
                let loses_admin = agent.role != Role::Admin || agent.disabled_at.is_some();
                if loses_admin && powers && !another_admin(tx, id).await? {
                    return Err(EngineError::invalid("agent.last_admin"));
                }
                if let Some(teams) = &change.teams {
                    for team in teams {
                        let team = tx.team(*team).await?;
                        team.ok_or_else(|| EngineError::invalid("team.unknown"))?;
                    }
                }
                tx.update_agent(&agent).await?;
                if change.teams.is_some() {
                    tx.set_agent_teams(id, &agent.teams).await?;
                }
                if let Some(settings) = &change.settings {
                    tx.set_agent_settings(id, settings).await?;
                }
                if change.disabled == Some(true) {
                    tx.delete_sessions(id, None).await?;
                }
                engine.emit_all(tx, who.actor(), EventKind::AgentChanged { agent: id });
                Ok(())
            })
        })
        .await
    }
}

/// Whether somebody else could still let people in.
async fn another_admin(tx: &mut Tx<'_>, but: AgentId) -> Result<bool, EngineError> {
    let agents = tx.agents().await?;
    Ok(agents.iter().any(|a| a.id != but && a.role == Role::Admin && a.disabled_at.is_none()))
}

fn apply(agent: &mut Agent, change: &AgentChange, now: Timestamp) -> Result<(), EngineError> {
    if let Some(name) = &change.name {
        let name = name.trim();
        if name.is_empty() {
            return Err(EngineError::invalid("agent.name"));
        }
        name.clone_into(&mut agent.name);
    }
    if let Some(name) = &change.public_name {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 40 {
            return Err(EngineError::invalid("agent.public_name"));
        }
        name.clone_into(&mut agent.face.name);
    }
    if let Some(line) = &change.line {
        agent.face.line = Some(line.trim().to_owned()).filter(|line| !line.is_empty());
    }
    if let Some(photo) = &change.photo {
        agent.face.photo.clone_from(photo);
    }
    agent.face.listed = change.listed.unwrap_or(agent.face.listed);
    agent.role = change.role.unwrap_or(agent.role);
    agent.availability = change.availability.unwrap_or(agent.availability);
    if let Some(teams) = &change.teams {
        agent.teams.clone_from(teams);
    }
    if let Some(language) = &change.language {
        if !["de", "en"].contains(&language.as_str()) {
            return Err(EngineError::invalid("agent.language"));
        }
        agent.language.clone_from(language);
    }
    if let Some(disabled) = change.disabled {
        agent.disabled_at = disabled.then(|| agent.disabled_at.unwrap_or(now));
        agent.face.listed &= !disabled;
    }
    Ok(())
}

/// What the link for the first set-up that was made at that moment carries, for each of our keys.
fn setup_tokens(store: &Store, made_at: Timestamp) -> Vec<String> {
    let made = store.derive(&format!("setup {}", made_at.as_microsecond()));
    made.iter().map(hex::encode).collect()
}

/// 32 bytes of the operating system's randomness, as 64 hexadecimal digits.
pub fn random_token() -> String {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).expect("the operating system has randomness");
    hex::encode(bytes)
}

/// What is kept of a token: its SHA-256. Tokens are random, so no salt is needed.
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
