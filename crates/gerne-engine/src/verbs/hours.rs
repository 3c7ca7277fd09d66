//! Opening hours: whose, when, and who covers.

use gerne_calendar::{IcalError, IcalRead, OpeningHours, from_ical};
use gerne_domain::{EventKind, HoursOwner, Role, TeamId};
use gerne_store::{StoredHours, Tx};
use jiff::ToSpan;

use crate::{Caller, Done, Engine, EngineError};

/// Opening hours to set.
#[derive(Clone, Debug, PartialEq)]
pub struct HoursChange {
    /// When they are there.
    pub hours: OpeningHours,
    /// Who is there when they are not.
    pub covered_by: Option<TeamId>,
}

/// What a calendar file says: its free days, and what it holds besides.
pub type IcalDays = IcalRead;

/// Years of a calendar file that are read: the last, this one and those to come.
const YEARS_TO_COME: i16 = 3;

impl Engine {
    /// All opening hours that somebody set.
    pub async fn opening_hours(&self) -> Result<Vec<StoredHours>, EngineError> {
        Ok(self.inner.store.read().await?.opening_hours().await?)
    }

    /// Says when somebody is there.
    ///
    /// # Errors
    /// `NotFound` where the team or account is not, `Invalid` with `hours.cover` where the team that
    /// covers is not, or is the team itself.
    pub async fn set_hours(
        &self,
        who: &Caller,
        owner: HoursOwner,
        change: HoursChange,
    ) -> Result<Done<StoredHours>, EngineError> {
        who.at_least(Role::Admin)?;
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    exists(tx, owner).await?;
                    if let Some(cover) = change.covered_by {
                        let itself = owner == HoursOwner::Team(cover);
                        if itself || tx.team(cover).await?.is_none() {
                            return Err(EngineError::invalid("hours.cover"));
                        }
                    }
                    let HoursChange { hours, covered_by } = change;
                    let stored = StoredHours { owner, hours, covered_by, changed_at: engine.now() };
                    tx.put_opening_hours(&stored).await?;
                    engine.emit_all(tx, who.actor(), EventKind::HoursChanged);
                    Ok(stored)
                })
            })
            .await?;
        self.inner.times.forget();
        Ok(done)
    }

    /// Nobody says any more when they are there.
    pub async fn drop_hours(&self, who: &Caller, owner: HoursOwner) -> Result<Done, EngineError> {
        who.at_least(Role::Admin)?;
        let (engine, who) = (self.clone(), who.clone());
        let done = self
            .write(move |tx| {
                Box::pin(async move {
                    if !tx.drop_opening_hours(owner).await? {
                        return Err(EngineError::NotFound);
                    }
                    engine.emit_all(tx, who.actor(), EventKind::HoursChanged);
                    Ok(())
                })
            })
            .await?;
        self.inner.times.forget();
        Ok(done)
    }

    /// The free days of a calendar file, to be looked at before they are kept.
    ///
    /// # Errors
    /// `Invalid` with `hours.ical_unreadable`, `hours.ical_empty`, `hours.ical_too_large`.
    pub fn read_ical(&self, text: &str) -> Result<IcalDays, EngineError> {
        let this_year = self.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let first = this_year.saturating_sub(1.year()).year();
        let key = |error| match error {
            IcalError::Unreadable(_) => "hours.ical_unreadable",
            IcalError::Empty => "hours.ical_empty",
            IcalError::TooLarge => "hours.ical_too_large",
        };
        let years = first..=this_year.year().saturating_add(YEARS_TO_COME);
        from_ical(text, years).map_err(|error| EngineError::invalid(key(error)))
    }
}

async fn exists(tx: &mut Tx<'_>, owner: HoursOwner) -> Result<(), EngineError> {
    let there = match owner {
        HoursOwner::House => true,
        HoursOwner::Team(team) => tx.team(team).await?.is_some(),
        HoursOwner::Account(account) => tx.account(account).await?.is_some(),
    };
    if there { Ok(()) } else { Err(EngineError::NotFound) }
}
