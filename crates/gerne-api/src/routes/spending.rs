//! What accounts cost.

use gerne_domain::AccountId;

use super::prelude::*;
use crate::wire::spending::{
    AccountSpending, PlatformDay, PlatformUsage, SpendingLine, SpendingQuery,
};

/// What an account spent, by day and kind of call.
#[utoipa::path(get, path = "/accounts/{id}/spending", tag = "accounts",
    params(("id" = Uuid, Path), SpendingQuery), responses((status = 200, body = AccountSpending)))]
pub(super) async fn get_spending(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Params(query): Params<SpendingQuery>,
) -> Answer<Json<AccountSpending>> {
    let days = query.days.clamp(1, 90);
    let spent = api.engine.spending(&who.verbs(), AccountId(id), days).await?;
    let line = |line: gerne_store::Spending| {
        let gerne_store::Spending { day, kind, count, micros } = line;
        SpendingLine { day, kind, count, micros }
    };
    let usage = |usage: gerne_connector::Usage| PlatformUsage {
        used: usage.used,
        cap: usage.cap,
        reset_day: usage.reset_day,
        days: usage
            .days
            .into_iter()
            .map(|(day, count)| PlatformDay { day: day.to_string(), count })
            .collect(),
    };
    Ok(Json(AccountSpending {
        budget_day_micros: spent.budget_day,
        budget_month_micros: spent.budget_month,
        today_micros: spent.today,
        month_micros: spent.month,
        lines: spent.lines.into_iter().map(line).collect(),
        platform: spent.usage.map(usage),
        platform_problem: spent.usage_problem.map(Into::into),
        at: api.now(),
    }))
}
