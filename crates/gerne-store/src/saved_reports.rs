//! Reports that are asked for again and again.

use gerne_domain::{AgentId, TeamId, Timestamp};
use uuid::Uuid;

use crate::{Reader, StoreError, Tx, row::from_row, value::args};

/// A question with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedReport {
    /// Ours.
    pub id: Uuid,
    /// Who made it.
    pub agent_id: AgentId,
    /// Who sees it too; `None`: only who made it.
    pub team_id: Option<TeamId>,
    /// What it is called.
    pub name: String,
    /// What is asked, as whoever asks writes it: JSON.
    pub question: String,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

from_row!(SavedReport, "saved_report", { id, agent_id, team_id, name, question, changed_at });

const ONE: &str = "SELECT * FROM saved_report WHERE id = $1";
const ALL: &str = "SELECT r.* FROM saved_report r LEFT JOIN team t ON t.id = r.team_id
    WHERE t.dissolved_at IS NULL ORDER BY r.name, r.id";
const INSERT: &str = "INSERT INTO saved_report (id, agent_id, team_id, name, question, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6)";
const UPDATE: &str = "UPDATE saved_report SET team_id = $2, name = $3, question = $4,
    changed_at = $5 WHERE id = $1";
const DELETE: &str = "DELETE FROM saved_report WHERE id = $1";

impl Reader {
    /// One of them.
    pub async fn saved_report(&mut self, id: Uuid) -> Result<Option<SavedReport>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// All of them, by name; not those of teams that were dissolved.
    pub async fn saved_reports(&mut self) -> Result<Vec<SavedReport>, StoreError> {
        self.rows(ALL, args![]).await
    }
}

impl Tx<'_> {
    /// A new one.
    pub async fn insert_saved_report(&mut self, report: &SavedReport) -> Result<(), StoreError> {
        let r = report;
        let values = args![r.id, r.agent_id, r.team_id, r.name, r.question, r.changed_at];
        self.execute(INSERT, values).await.map(drop)
    }

    /// Changes one.
    pub async fn update_saved_report(&mut self, report: &SavedReport) -> Result<bool, StoreError> {
        let r = report;
        let values = args![r.id, r.team_id, r.name, r.question, r.changed_at];
        Ok(self.execute(UPDATE, values).await? > 0)
    }

    /// Drops one.
    pub async fn delete_saved_report(&mut self, id: Uuid) -> Result<bool, StoreError> {
        Ok(self.execute(DELETE, args![id]).await? > 0)
    }
}
