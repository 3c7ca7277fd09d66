//! Reports that are asked for again and again: one's own, or a team's.

use gerne_domain::{EventKind, Role, TeamId};
use gerne_store::{Reader, SavedReport};
use uuid::Uuid;

use super::lists::named;
use crate::{Caller, Done, Engine, EngineError};

/// More than anybody keeps for themselves, or for all of their teams.
const MOST: usize = 100;
/// Bytes of a question.
const LONGEST: usize = 2_000;

/// What a report is to be; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportChange {
    /// Who sees it too; `Some(None)`: only who made it.
    pub team: Option<Option<TeamId>>,
    /// What it is called.
    pub name: Option<String>,
    /// What is asked: JSON that its caller has looked at.
    pub question: Option<String>,
}

impl Engine {
    /// One's own, and those of one's teams.
    pub async fn saved_reports(&self, who: &Caller) -> Result<Vec<SavedReport>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let teams = teams(&mut db, who).await?;
        let mut found = db.saved_reports().await?;
        found.retain(|report| sees(who, &teams, report));
        Ok(found)
    }

    /// Keeps a question. For a team: its leads, and admins.
    ///
    /// # Errors
    /// `Invalid` with `report.name`, `report.too_many`, `team.unknown`; `Forbidden` for a team's.
    pub async fn save_report(
        &self,
        who: &Caller,
        team: Option<TeamId>,
        name: &str,
        question: String,
    ) -> Result<Done<SavedReport>, EngineError> {
        let name = named(name, "report.name")?;
        fits(&question)?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                may_have(tx, &who, team).await?;
                let all = tx.saved_reports().await?;
                if all.iter().filter(|report| report.agent_id == who.agent).count() >= MOST {
                    return Err(EngineError::invalid("report.too_many"));
                }
                let id = engine.inner.ids.next();
                let (agent_id, changed_at) = (who.agent, engine.now());
                let report =
                    SavedReport { id, agent_id, team_id: team, name, question, changed_at };
                tx.insert_saved_report(&report).await?;
                engine.emit_all(tx, who.actor(), EventKind::ReportsChanged);
                Ok(report)
            })
        })
        .await
    }

    /// Changes one: who made it, for a team's its leads too.
    ///
    /// # Errors
    /// As [`Engine::save_report`]; `NotFound` when they do not see it.
    pub async fn change_report(
        &self,
        who: &Caller,
        id: Uuid,
        change: ReportChange,
    ) -> Result<Done<SavedReport>, EngineError> {
        change.question.as_deref().map_or(Ok(()), fits)?;
        let name = change.name.as_deref().map(|name| named(name, "report.name")).transpose()?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let mut report = changeable(tx, &who, id).await?;
                if let Some(team) = change.team {
                    may_have(tx, &who, team).await?;
                    report.team_id = team;
                }
                report.name = name.unwrap_or(report.name);
                report.question = change.question.unwrap_or(report.question);
                report.changed_at = engine.now();
                tx.update_saved_report(&report).await?;
                engine.emit_all(tx, who.actor(), EventKind::ReportsChanged);
                Ok(report)
            })
        })
        .await
    }

    /// Drops one: who made it, for a team's its leads too.
    ///
    /// # Errors
    /// `NotFound` when they do not see it, `Forbidden`.
    pub async fn drop_report(&self, who: &Caller, id: Uuid) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                changeable(tx, &who, id).await?;
                tx.delete_saved_report(id).await?;
                engine.emit_all(tx, who.actor(), EventKind::ReportsChanged);
                Ok(())
            })
        })
        .await
    }
}

async fn teams(db: &mut Reader, who: &Caller) -> Result<Vec<TeamId>, EngineError> {
    Ok(db.agent(who.agent).await?.map(|agent| agent.teams).unwrap_or_default())
}

fn sees(who: &Caller, teams: &[TeamId], report: &SavedReport) -> bool {
    report.agent_id == who.agent || report.team_id.is_some_and(|team| teams.contains(&team))
}

async fn changeable(db: &mut Reader, who: &Caller, id: Uuid) -> Result<SavedReport, EngineError> {
    let teams = teams(db, who).await?;
    let report = db.saved_report(id).await?.filter(|report| sees(who, &teams, report));
    let report = report.ok_or(EngineError::NotFound)?;
    if report.agent_id != who.agent && who.role == Role::Agent {
        return Err(EngineError::Forbidden);
    }
    Ok(report)
}

/// A lead keeps reports for their own teams, an admin for any; everybody for themselves.
async fn may_have(db: &mut Reader, who: &Caller, team: Option<TeamId>) -> Result<(), EngineError> {
    let Some(team) = team else { return Ok(()) };
    who.at_least(Role::Lead)?;
    let unknown = || EngineError::invalid("team.unknown");
    db.team(team).await?.ok_or_else(unknown)?;
    let own = teams(db, who).await?.contains(&team);
    if own || who.role == Role::Admin { Ok(()) } else { Err(unknown()) }
}

fn fits(question: &str) -> Result<(), EngineError> {
    let fits = question.len() <= LONGEST;
    if fits { Ok(()) } else { Err(EngineError::invalid("report.too_narrow")) }
}
