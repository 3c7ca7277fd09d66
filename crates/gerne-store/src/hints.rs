//! How teams took hints. Counted by team and day, never by person.

use gerne_domain::{ConversationId, HintCount, HintRest, TeamId, Timestamp};

use crate::{Reader, StoreError, Tx, row::from_row, value::args};

from_row!(HintCount, "hint_count", { team_id, day, kind, done, avoided, dismissed });
from_row!(HintRest, "hint_rest", { team_id, kind, last, off_at });

const COUNTS: &str = "SELECT * FROM hint_count WHERE day >= $1 AND day <= $2
    ORDER BY day, team_id, kind";
const COUNT: &str = "INSERT INTO hint_count (team_id, day, kind, done, avoided, dismissed)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (team_id, day, kind) DO UPDATE SET
    done = hint_count.done + excluded.done, avoided = hint_count.avoided + excluded.avoided,
    dismissed = hint_count.dismissed + excluded.dismissed";
const REST: &str = "SELECT * FROM hint_rest WHERE team_id = $1 AND kind = $2";
const RESTING: &str = "SELECT * FROM hint_rest WHERE off_at IS NOT NULL ORDER BY off_at, kind";
const PUT_REST: &str = "INSERT INTO hint_rest (team_id, kind, last, off_at)
    VALUES ($1, $2, $3, $4) ON CONFLICT (team_id, kind) DO UPDATE SET
    last = excluded.last, off_at = excluded.off_at";
const WAKE: &str = "UPDATE hint_rest SET last = '', off_at = NULL WHERE team_id = $1 AND kind = $2
    AND off_at IS NOT NULL";
const DISMISSALS: &str = "SELECT n FROM hint_dismissal WHERE conversation_id = $1 AND kind = $2";
const DISMISS: &str = "INSERT INTO hint_dismissal (conversation_id, kind, n) VALUES ($1, $2, 1)
    ON CONFLICT (conversation_id, kind) DO UPDATE SET n = hint_dismissal.n + 1";

impl Reader {
    /// How often teams met hints from one day to another, both included (days since 1970, UTC).
    pub async fn hint_counts(&mut self, from: i64, to: i64) -> Result<Vec<HintCount>, StoreError> {
        self.rows(COUNTS, args![from, to]).await
    }

    /// What a team made of a kind of hint lately.
    pub async fn hint_rest(
        &mut self,
        team: TeamId,
        kind: &str,
    ) -> Result<Option<HintRest>, StoreError> {
        self.row(REST, args![team, kind]).await
    }

    /// Which kinds are silent for which teams.
    pub async fn hints_resting(&mut self) -> Result<Vec<HintRest>, StoreError> {
        self.rows(RESTING, args![]).await
    }

    /// How often a kind of hint was put away in a conversation.
    pub async fn hint_dismissals(
        &mut self,
        conversation: ConversationId,
        kind: &str,
    ) -> Result<u32, StoreError> {
        Ok(self.one(DISMISSALS, args![conversation, kind]).await?.unwrap_or_default())
    }
}

impl Tx<'_> {
    /// Adds to what was counted.
    pub async fn count_hint(&mut self, count: &HintCount) -> Result<(), StoreError> {
        let c = count;
        let values = args![c.team_id, c.day, c.kind, c.done, c.avoided, c.dismissed];
        self.execute(COUNT, values).await.map(drop)
    }

    /// What a team made of a kind of hint lately, and since when it is silent.
    pub async fn put_hint_rest(&mut self, rest: &HintRest) -> Result<(), StoreError> {
        let values = args![rest.team_id, rest.kind, rest.last, rest.off_at];
        self.execute(PUT_REST, values).await.map(drop)
    }

    /// A team wants a kind of hint again. `false`: it was not silent.
    pub async fn wake_hint(&mut self, team: TeamId, kind: &str) -> Result<bool, StoreError> {
        Ok(self.execute(WAKE, args![team, kind]).await? > 0)
    }

    /// A kind of hint was put away in a conversation.
    pub async fn dismiss_hint(
        &mut self,
        conversation: ConversationId,
        kind: &str,
    ) -> Result<(), StoreError> {
        self.execute(DISMISS, args![conversation, kind]).await.map(drop)
    }
}

/// The day that an instant lies in, as days since 1970 (UTC).
pub fn day_of(at: Timestamp) -> i64 {
    at.as_second().div_euclid(86_400)
}
