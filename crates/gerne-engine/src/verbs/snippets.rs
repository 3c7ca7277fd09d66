//! Texts kept ready, for everyone or for a team.

use gerne_domain::{EventKind, Role, SnippetId, TeamId};
use gerne_store::{Snippet, Tx};

use super::lists::named;
use crate::{Caller, Done, Engine, EngineError};

/// Characters of a text kept ready.
const LONGEST: usize = 5_000;

/// What to change about one; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SnippetChange {
    /// Whose it is; `Some(None)`: everyone's.
    pub team: Option<Option<TeamId>>,
    /// What it is found by.
    pub name: Option<String>,
    /// The words.
    pub text: Option<String>,
}

impl Engine {
    /// Everyone's, and those of one's own teams; an admin's are all.
    pub async fn snippets(&self, who: &Caller) -> Result<Vec<Snippet>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let teams = db.agent(who.agent).await?.map(|agent| agent.teams).unwrap_or_default();
        let mut found = db.snippets().await?;
        let admin = who.role == Role::Admin;
        found.retain(|s| admin || s.team_id.is_none_or(|team| teams.contains(&team)));
        Ok(found)
    }

    /// Keeps a text ready.
    ///
    /// # Errors
    /// `Invalid` with `snippet.name`, `snippet.text`, `team.unknown`.
    pub async fn add_snippet(
        &self,
        who: &Caller,
        team: Option<TeamId>,
        name: &str,
        text: &str,
    ) -> Result<Done<Snippet>, EngineError> {
        who.at_least(Role::Lead)?;
        let (name, text) = (named(name, "snippet.name")?, worded(text)?);
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                may_have(tx, &who, team).await?;
                let id = SnippetId::new(&*engine.inner.ids);
                let snippet = Snippet { id, team_id: team, name, text, changed_at: engine.now() };
                tx.insert_snippet(&snippet).await?;
                engine.emit_all(tx, who.actor(), EventKind::SnippetChanged { snippet: id });
                Ok(snippet)
            })
        })
        .await
    }

    /// Changes one.
    pub async fn change_snippet(
        &self,
        who: &Caller,
        id: SnippetId,
        change: SnippetChange,
    ) -> Result<Done<Snippet>, EngineError> {
        who.at_least(Role::Lead)?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let mut snippet = tx.snippet(id).await?.ok_or(EngineError::NotFound)?;
                may_have(tx, &who, snippet.team_id).await.map_err(|_| EngineError::NotFound)?;
                if let Some(team) = change.team {
                    may_have(tx, &who, team).await?;
                    snippet.team_id = team;
                }
                if let Some(name) = &change.name {
                    snippet.name = named(name, "snippet.name")?;
                }
                if let Some(text) = &change.text {
                    snippet.text = worded(text)?;
                }
                snippet.changed_at = engine.now();
                tx.update_snippet(&snippet).await?;
                engine.emit_all(tx, who.actor(), EventKind::SnippetChanged { snippet: id });
                Ok(snippet)
            })
        })
        .await
    }

    /// Drops one.
    pub async fn drop_snippet(&self, who: &Caller, id: SnippetId) -> Result<Done, EngineError> {
        who.at_least(Role::Lead)?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let snippet = tx.snippet(id).await?.ok_or(EngineError::NotFound)?;
                may_have(tx, &who, snippet.team_id).await.map_err(|_| EngineError::NotFound)?;
                tx.delete_snippet(id).await?;
                engine.emit_all(tx, who.actor(), EventKind::SnippetChanged { snippet: id });
                Ok(())
            })
        })
        .await
    }
}

/// A lead keeps texts for everyone and for their own teams, an admin for any.
async fn may_have(tx: &mut Tx<'_>, who: &Caller, team: Option<TeamId>) -> Result<(), EngineError> {
    let Some(team) = team else { return Ok(()) };
    let unknown = || EngineError::invalid("team.unknown");
    tx.team(team).await?.ok_or_else(unknown)?;
    let own = tx.agent(who.agent).await?.is_some_and(|agent| agent.teams.contains(&team));
    if own || who.role == Role::Admin { Ok(()) } else { Err(unknown()) }
}

fn worded(text: &str) -> Result<String, EngineError> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return Err(EngineError::invalid("snippet.text"));
    }
    Ok(text.to_owned())
}
