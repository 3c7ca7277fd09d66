//! When somebody is there, and by when something should be answered.

use gerne_calendar::OpeningHours;
use gerne_domain::{AccountId, HoursOwner, TargetId, TeamId, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Reader, StoreError, Tx,
    db::Row,
    row::{FromRow, from_row},
    value::{args, json},
};

/// Opening hours, and who covers.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredHours {
    /// Whose.
    pub owner: HoursOwner,
    /// When they are there.
    pub hours: OpeningHours,
    /// Who is there when they are not.
    pub covered_by: Option<TeamId>,
    /// When they were last changed.
    pub changed_at: Timestamp,
}

/// By when something should be answered or done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Ours. A changed target is another one.
    pub id: TargetId,
    /// The first that fits counts.
    pub place: i64,
    /// What it says.
    pub said: TargetSaid,
    /// From when on it holds: for whoever began to wait since.
    pub since: Timestamp,
    /// Until when it held.
    pub until: Option<Timestamp>,
}

/// What a target says. Empty lists fit everything; everything that is set must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TargetSaid {
    /// What it is called.
    pub name: String,
    /// Came in through one of these.
    pub accounts: Vec<AccountId>,
    /// Given to one of these.
    pub teams: Vec<TeamId>,
    /// Of one of these.
    pub priorities: Vec<gerne_domain::Priority>,
    /// The customer's language is one of these: `de`.
    pub languages: Vec<String>,
    /// With one of these.
    pub labels: Vec<gerne_domain::LabelId>,
    /// Of a customer with one of these.
    pub customer_labels: Vec<gerne_domain::LabelId>,
    /// The first answer, in seconds; `None`: not said here.
    pub first_response: Option<u32>,
    /// Each answer after that, in seconds.
    pub next_response: Option<u32>,
    /// That it is done, in seconds.
    pub resolution: Option<u32>,
    /// Only the time in which somebody is there counts.
    pub in_hours: bool,
}

impl FromRow for StoredHours {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let of = row.of("opening_hours");
        let id: Uuid = of.get("id")?;
        let owner = match of.get::<String>("whose")?.as_str() {
            "team" => HoursOwner::Team(TeamId(id)),
            "account" => HoursOwner::Account(AccountId(id)),
            _ => HoursOwner::House,
        };
        let (hours, covered_by) = (of.json("hours")?, of.get("covered_by")?);
        Ok(Self { owner, hours, covered_by, changed_at: of.get("changed_at")? })
    }
}

from_row!(Target, "target", { id, place, said as json, since, until });

const ALL: &str = "SELECT * FROM opening_hours ORDER BY id";
const PUT: &str = "INSERT INTO opening_hours (id, whose, hours, covered_by, changed_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET hours = excluded.hours,
    covered_by = excluded.covered_by, changed_at = excluded.changed_at";
const DROP: &str = "DELETE FROM opening_hours WHERE id = $1";
const TARGETS: &str = "SELECT * FROM target ORDER BY place, id";
const INSERT_TARGET: &str =
    "INSERT INTO target (id, place, said, since, until) VALUES ($1, $2, $3, $4, $5)";
const END_TARGETS: &str = "UPDATE target SET until = $1 WHERE until IS NULL";

impl Reader {
    /// All opening hours that somebody set.
    pub async fn opening_hours(&mut self) -> Result<Vec<StoredHours>, StoreError> {
        self.rows(ALL, args![]).await
    }

    /// All targets that hold or ever held, in the order in which they count.
    pub async fn targets(&mut self) -> Result<Vec<Target>, StoreError> {
        self.rows(TARGETS, args![]).await
    }
}

impl Tx<'_> {
    /// Sets opening hours, in place of those that were set before.
    pub async fn put_opening_hours(&mut self, hours: &StoredHours) -> Result<(), StoreError> {
        let (id, whose) = key(hours.owner);
        let written = json(&hours.hours)?;
        let values = args![id, whose, written, hours.covered_by, hours.changed_at];
        self.execute(PUT, values).await.map(drop)
    }

    /// Nobody says any more when they are there. `false`: nobody did.
    pub async fn drop_opening_hours(&mut self, owner: HoursOwner) -> Result<bool, StoreError> {
        Ok(self.execute(DROP, args![key(owner).0]).await? > 0)
    }

    /// Ends all targets that hold, and lets these hold from now on.
    pub async fn replace_targets(
        &mut self,
        targets: &[Target],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(END_TARGETS, args![now]).await?;
        for target in targets {
            let said = json(&target.said)?;
            let values = args![target.id, target.place, said, target.since, target.until];
            self.execute(INSERT_TARGET, values).await?;
        }
        Ok(())
    }
}

fn key(owner: HoursOwner) -> (Uuid, &'static str) {
    match owner {
        HoursOwner::House => (Uuid::nil(), "house"),
        HoursOwner::Team(team) => (team.0, "team"),
        HoursOwner::Account(account) => (account.0, "account"),
    }
}
