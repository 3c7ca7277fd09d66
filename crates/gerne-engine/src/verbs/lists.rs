//! Teams, labels and saved views.

use gerne_domain::{
    AccountId, AgentId, EventKind, LabelId, Role, Team, TeamId, ViewId, event::Audience,
};
use gerne_store::{Label, View};

use crate::{Caller, Done, Engine, EngineError};

/// What to change about a team; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeamChange {
    /// What colleagues call it.
    pub name: Option<String>,
    /// The accounts it answers for.
    pub accounts: Option<Vec<AccountId>>,
    /// Who is in it.
    pub agents: Option<Vec<AgentId>>,
}

/// What to change about a label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelChange {
    /// The word.
    pub name: Option<String>,
    /// `#rrggbb`
    pub colour: Option<String>,
}

/// What to change about a saved view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewChange {
    /// What it is called.
    pub name: Option<String>,
    /// Which conversations; `docs/api.md`, Filter.
    pub filter: Option<serde_json::Value>,
    /// Its place in the list.
    pub position: Option<i64>,
    /// Whether everyone has it.
    pub shared: Option<bool>,
}

impl Engine {
    /// Makes a team.
    pub async fn add_team(
        &self,
        who: Option<&Caller>,
        name: &str,
    ) -> Result<Done<TeamId>, EngineError> {
        if let Some(who) = who {
            who.at_least(Role::Admin)?;
        }
        let actor = who.map_or(gerne_domain::Actor::System, Caller::actor);
        let name = named(name, "team.name")?;
        let engine = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                if tx.teams().await?.iter().any(|team| team.name == name) {
                    return Err(EngineError::invalid("team.name_taken"));
                }
                let team = Team { id: TeamId::new(&*engine.inner.ids), name };
                tx.insert_team(&team).await?;
                engine.emit_all(tx, actor, EventKind::TeamChanged { team: team.id });
                Ok(team.id)
            })
        })
        .await
    }

    /// Changes a team: its name, its accounts, who is in it.
    pub async fn change_team(
        &self,
        who: Option<&Caller>,
        id: TeamId,
        change: TeamChange,
    ) -> Result<Done, EngineError> {
        if let Some(who) = who {
            who.at_least(Role::Admin)?;
        }
        let actor = who.map_or(gerne_domain::Actor::System, Caller::actor);
        let engine = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                let mut team = tx.team(id).await?.ok_or(EngineError::NotFound)?;
                if let Some(name) = &change.name {
                    team.name = named(name, "team.name")?;
                    if tx.teams().await?.iter().any(|t| t.name == team.name && t.id != id) {
                        return Err(EngineError::invalid("team.name_taken"));
                    }
                    tx.rename_team(id, &team.name).await?;
                }
                if let Some(wanted) = &change.accounts {
                    for mut account in tx.accounts().await? {
                        if changed(&mut account.teams, id, wanted.contains(&account.id)) {
                            tx.set_account_teams(account.id, &account.teams).await?;
                        }
                    }
                }
                if let Some(wanted) = &change.agents {
                    for mut agent in tx.agents().await? {
                        if changed(&mut agent.teams, id, wanted.contains(&agent.id)) {
                            tx.set_agent_teams(agent.id, &agent.teams).await?;
                        }
                    }
                }
                engine.emit_all(tx, actor, EventKind::TeamChanged { team: id });
                Ok(())
            })
        })
        .await
    }

    /// Dissolves a team. Its conversations stay with the accounts' other teams and with admins.
    pub async fn dissolve_team(&self, who: &Caller, id: TeamId) -> Result<Done, EngineError> {
        who.at_least(Role::Admin)?;
        let (engine, actor) = (self.clone(), who.actor());
        self.write(move |tx| {
            Box::pin(async move {
                tx.team(id).await?.ok_or(EngineError::NotFound)?;
                tx.dissolve_team(id, engine.now()).await?;
                engine.emit_all(tx, actor, EventKind::TeamChanged { team: id });
                Ok(())
            })
        })
        .await
    }

    /// Makes a label.
    pub async fn add_label(
        &self,
        who: Option<&Caller>,
        name: &str,
        colour: &str,
    ) -> Result<Done<LabelId>, EngineError> {
        if let Some(who) = who {
            who.at_least(Role::Lead)?;
        }
        let actor = who.map_or(gerne_domain::Actor::System, Caller::actor);
        let (name, colour) = (named(name, "label.name")?, coloured(colour)?);
        let engine = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                if tx.labels().await?.iter().any(|label| label.name == name) {
                    return Err(EngineError::invalid("label.name_taken"));
                }
                let label = Label { id: LabelId::new(&*engine.inner.ids), name, colour };
                tx.insert_label(&label).await?;
                engine.emit_all(tx, actor, EventKind::LabelChanged { label: label.id });
                Ok(label.id)
            })
        })
        .await
    }

    /// Changes a label everywhere it stands.
    pub async fn change_label(
        &self,
        who: &Caller,
        id: LabelId,
        change: LabelChange,
    ) -> Result<Done, EngineError> {
        who.at_least(Role::Lead)?;
        let (engine, actor) = (self.clone(), who.actor());
        self.write(move |tx| {
            Box::pin(async move {
                let mut label = tx.label(id).await?.ok_or(EngineError::NotFound)?;
                if let Some(name) = &change.name {
                    label.name = named(name, "label.name")?;
                    if tx.labels().await?.iter().any(|l| l.name == label.name && l.id != id) {
                        return Err(EngineError::invalid("label.name_taken"));
                    }
                }
                if let Some(colour) = &change.colour {
                    label.colour = coloured(colour)?;
                }
                tx.update_label(&label).await?;
                engine.emit_all(tx, actor, EventKind::LabelChanged { label: id });
                Ok(())
            })
        })
        .await
    }

    /// Drops a label; it comes off every conversation.
    pub async fn drop_label(&self, who: &Caller, id: LabelId) -> Result<Done, EngineError> {
        who.at_least(Role::Lead)?;
        let (engine, actor) = (self.clone(), who.actor());
        self.write(move |tx| {
            Box::pin(async move {
                tx.label(id).await?.ok_or(EngineError::NotFound)?;
                tx.drop_label(id, engine.now()).await?;
                engine.emit_all(tx, actor, EventKind::LabelChanged { label: id });
                Ok(())
            })
        })
        .await
    }

    /// Saves a view: one's own, or, as a lead, everyone's.
    pub async fn add_view(
        &self,
        who: &Caller,
        name: &str,
        filter: serde_json::Value,
        shared: bool,
    ) -> Result<Done<ViewId>, EngineError> {
        if shared {
            who.at_least(Role::Lead)?;
        }
        let name = named(name, "view.name")?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let id = ViewId::new(&*engine.inner.ids);
                let owner = (!shared).then_some(who.agent);
                let position =
                    i64::try_from(tx.views_of(who.agent).await?.len()).unwrap_or(i64::MAX);
                tx.insert_view(&View { id, owner_id: owner, name, filter, position }).await?;
                engine.emit_view(tx, &who, owner, id);
                Ok(id)
            })
        })
        .await
    }

    /// Changes a saved view.
    pub async fn change_view(
        &self,
        who: &Caller,
        id: ViewId,
        change: ViewChange,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let view = tx.views_of(who.agent).await?.into_iter().find(|view| view.id == id);
                let mut view = view.ok_or(EngineError::NotFound)?;
                if view.owner_id.is_none() || change.shared == Some(true) {
                    who.at_least(Role::Lead)?;
                }
                let before = view.owner_id;
                if let Some(name) = &change.name {
                    view.name = named(name, "view.name")?;
                }
                if let Some(shared) = change.shared {
                    view.owner_id = (!shared).then_some(who.agent);
                }
                view.filter = change.filter.unwrap_or(view.filter);
                view.position = change.position.unwrap_or(view.position);
                tx.update_view(&view).await?;
                engine.emit_view(tx, &who, before.and(view.owner_id), id);
                Ok(())
            })
        })
        .await
    }

    /// Drops a saved view.
    pub async fn drop_view(&self, who: &Caller, id: ViewId) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let view = tx.views_of(who.agent).await?.into_iter().find(|view| view.id == id);
                let view = view.ok_or(EngineError::NotFound)?;
                if view.owner_id.is_none() {
                    who.at_least(Role::Lead)?;
                }
                tx.delete_view(id).await?;
                engine.emit_view(tx, &who, view.owner_id, id);
                Ok(())
            })
        })
        .await
    }

    fn emit_view(
        &self,
        tx: &mut gerne_store::Tx<'_>,
        who: &Caller,
        owner: Option<AgentId>,
        view: ViewId,
    ) {
        let audience = owner.map_or(Audience::Everyone, Audience::Agent);
        tx.emit(gerne_domain::NewEvent {
            at: self.now(),
            actor: who.actor(),
            audience,
            conversation_id: None,
            customer_id: None,
            kind: EventKind::ViewChanged { view },
        });
    }
}

/// Puts a team into a list or takes it out; whether that changed anything.
fn changed(teams: &mut Vec<TeamId>, team: TeamId, wanted: bool) -> bool {
    if teams.contains(&team) == wanted {
        return false;
    }
    if wanted {
        teams.push(team);
    } else {
        teams.retain(|other| *other != team);
    }
    true
}

pub(super) fn named(name: &str, code: &str) -> Result<String, EngineError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 80 {
        return Err(EngineError::invalid(code));
    }
    Ok(name.to_owned())
}

fn coloured(colour: &str) -> Result<String, EngineError> {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()) {
        Ok(colour.to_lowercase())
    } else {
        Err(EngineError::invalid("label.colour"))
    }
}
