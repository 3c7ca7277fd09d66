//! Texts that are written again and again.

use gerne_domain::{SnippetId, TeamId, Timestamp};

use crate::{Reader, StoreError, Tx, row::from_row, value::args};

/// A text kept ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Ours.
    pub id: SnippetId,
    /// Whose; `None`: everyone's.
    pub team_id: Option<TeamId>,
    /// What it is found by.
    pub name: String,
    /// The words; `{customer}` and `{agent}` stand for names.
    pub text: String,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

from_row!(Snippet, "snippet", { id, team_id, name, text, changed_at });

const ONE: &str = "SELECT * FROM snippet WHERE id = $1";
const ALL: &str = "SELECT s.* FROM snippet s LEFT JOIN team t ON t.id = s.team_id
    WHERE t.dissolved_at IS NULL ORDER BY s.name, s.id";
const INSERT: &str = "INSERT INTO snippet (id, team_id, name, text, changed_at)
    VALUES ($1, $2, $3, $4, $5)";
const UPDATE: &str = "UPDATE snippet SET team_id = $2, name = $3, text = $4, changed_at = $5
    WHERE id = $1";
const DELETE: &str = "DELETE FROM snippet WHERE id = $1";

impl Reader {
    /// A text kept ready.
    pub async fn snippet(&mut self, id: SnippetId) -> Result<Option<Snippet>, StoreError> {
        self.row(ONE, args![id]).await
    }

    /// All of them, by name; not those of teams that were dissolved.
    pub async fn snippets(&mut self) -> Result<Vec<Snippet>, StoreError> {
        self.rows(ALL, args![]).await
    }
}

impl Tx<'_> {
    /// A new one.
    pub async fn insert_snippet(&mut self, snippet: &Snippet) -> Result<(), StoreError> {
        let s = snippet;
        self.execute(INSERT, args![s.id, s.team_id, s.name, s.text, s.changed_at]).await.map(drop)
    }

    /// Changes one.
    pub async fn update_snippet(&mut self, snippet: &Snippet) -> Result<bool, StoreError> {
        let s = snippet;
        Ok(self.execute(UPDATE, args![s.id, s.team_id, s.name, s.text, s.changed_at]).await? > 0)
    }

    /// Drops one.
    pub async fn delete_snippet(&mut self, id: SnippetId) -> Result<bool, StoreError> {
        Ok(self.execute(DELETE, args![id]).await? > 0)
    }
}
