//! What accounts cost.

use gerne_domain::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::words::Reason;

/// What an account spent: by our own count, and what its platform says itself. All money is in
/// millionths of a US dollar.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AccountSpending {
    /// What may be spent in a day (UTC); 0: whatever it costs.
    pub budget_day_micros: u64,
    /// The same in a calendar month.
    pub budget_month_micros: u64,
    /// Spent today, UTC.
    pub today_micros: i64,
    /// Spent in this month.
    pub month_micros: i64,
    /// By day and kind of call, the oldest first.
    pub lines: Vec<SpendingLine>,
    /// What the platform counted; null where it does not tell.
    pub platform: Option<PlatformUsage>,
    /// Why it does not tell although it could.
    pub platform_problem: Option<Reason>,
    /// When this was asked.
    pub at: Timestamp,
}

/// One kind of call on one day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SpendingLine {
    /// The day, UTC: `2026-11-22`.
    pub day: String,
    /// The kind of call: `mentions`, `people`, `replies`, …; `set_aside` for calls under way, or
    /// whose end nobody saw.
    pub kind: String,
    /// How many things were read or said.
    pub count: i64,
    /// What they cost.
    pub micros: i64,
}

/// What a platform itself counted: at X, posts that were read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlatformUsage {
    /// Used in its present cycle.
    pub used: u64,
    /// Most in one cycle.
    pub cap: Option<u64>,
    /// The day of the month on which a new cycle begins.
    pub reset_day: Option<u32>,
    /// By day, the oldest first.
    pub days: Vec<PlatformDay>,
}

/// What a platform counted on one day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlatformDay {
    /// The day: `2026-11-22`.
    pub day: String,
    /// How many.
    pub count: u64,
}

/// How far back.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct SpendingQuery {
    /// So many days, today included; 1 to 90.
    pub days: u32,
}

impl Default for SpendingQuery {
    fn default() -> Self {
        Self { days: 31 }
    }
}
