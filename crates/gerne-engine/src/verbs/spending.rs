//! What an account spent.

use gerne_connector::{ConnectorError, Usage};
use gerne_domain::{AccountId, AccountStatus, Refusal, Role};
use gerne_store::Spending;
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};

use crate::{Caller, Engine, EngineError};

/// What an account spent, by our own count, and what its platform says itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSpending {
    /// By day (UTC) and kind of call, the oldest first.
    pub lines: Vec<Spending>,
    /// Millionths of a US dollar on this day (UTC).
    pub today: i64,
    /// The same in this month.
    pub month: i64,
    /// What may be spent in a day; 0: whatever it costs.
    pub budget_day: u64,
    /// The same in a month.
    pub budget_month: u64,
    /// What the platform counted, where it tells.
    pub usage: Option<Usage>,
    /// Why it does not tell although it could.
    pub usage_problem: Option<Refusal>,
}

impl Engine {
    /// What an account spent in the last `days` days, today included.
    pub async fn spending(
        &self,
        who: &Caller,
        id: AccountId,
        days: u32,
    ) -> Result<AccountSpending, EngineError> {
        who.at_least(Role::Lead)?;
        let mut db = self.inner.store.read().await?;
        let account = db.account(id).await?.filter(|account| who.scope.sees(account.id, None));
        let account = account.ok_or(EngineError::NotFound)?;
        if db.account_removed_at(id).await?.is_some() {
            return Err(EngineError::NotFound);
        }
        let today = self.now().to_zoned(TimeZone::UTC).date();
        let since = today.saturating_sub(i64::from(days.saturating_sub(1)).days());
        let all = db.spent(id, &since.min(today.first_of_month()).to_string()).await?;
        drop(db);
        let sum = |from: Date| {
            let from = from.to_string();
            all.iter().filter(|line| line.day >= from).map(|line| line.micros).sum()
        };
        let (spent_today, spent_in_month) = (sum(today), sum(today.first_of_month()));
        let (mut usage, mut usage_problem) = (None, None);
        if account.status == AccountStatus::Connected {
            match self.connection(&account)?.usage(days).await {
                Ok(told) => usage = told,
                Err(ConnectorError::Refused { reason }) => usage_problem = Some(reason),
                Err(error) => {
                    tracing::info!(error = %crate::error::chain(&error), "usage is not told");
                    usage_problem = Some(Refusal::of("spending.platform_silent"));
                }
            }
        }
        let micros = |cents: u32| u64::from(cents).saturating_mul(10_000);
        let since = since.to_string();
        Ok(AccountSpending {
            // What was set aside and put right again is nothing.
            lines: all
                .into_iter()
                .filter(|line| line.day >= since && (line.count, line.micros) != (0, 0))
                .collect(),
            today: spent_today,
            month: spent_in_month,
            budget_day: micros(account.settings.budget_day_cents),
            budget_month: micros(account.settings.budget_month_cents),
            usage,
            usage_problem,
        })
    }
}
