//! Which opening hours count for a conversation, and which targets there are.
//!
//! Both are asked for with every message, and seldom changed: they are kept in memory, and forgotten
//! when somebody changes them, on this node or on another.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use gerne_calendar::{Hours, OpeningHours};
use gerne_domain::{Account, AccountId, Conversation, HoursOwner, TeamId};
use gerne_store::{Reader, StoredHours, Target};
use jiff::tz::TimeZone;

use crate::{Engine, EngineError};

/// The time zone where nobody said one.
const ZONE: &str = "Europe/Berlin";

/// The hours that count for a conversation: its team's, else its account's, else the house's; with
/// whoever covers. Always open until somebody says when.
pub async fn for_conversation(
    engine: &Engine,
    db: &mut Reader,
    conversation: &Conversation,
) -> Result<Hours, EngineError> {
    let times = engine.times(db).await?;
    Ok(times.hours(conversation.account_id, conversation.team_id))
}

/// All hours and targets.
#[derive(Debug, Default)]
pub(crate) struct Times {
    hours: BTreeMap<HoursOwner, StoredHours>,
    pub(crate) targets: Vec<Target>,
    /// In how many seconds each account wants to have answered, where no target fits.
    accounts: HashMap<AccountId, u32>,
}

/// What was last read of them.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<Last>);

#[derive(Debug, Default)]
struct Last {
    times: Option<Arc<Times>>,
    /// How often somebody changed them.
    changes: u64,
}

impl Kept {
    /// Somebody changed them.
    pub(crate) fn forget(&self) {
        let mut last = self.lock();
        last.times = None;
        last.changes += 1;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Last> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Times {
    /// The hours that count for what belongs to these.
    pub(crate) fn hours(&self, account: AccountId, team: Option<TeamId>) -> Hours {
        let own = team
            .and_then(|team| self.hours.get(&HoursOwner::Team(team)))
            .or_else(|| self.hours.get(&HoursOwner::Account(account)))
            .or_else(|| self.hours.get(&HoursOwner::House));
        let Some(own) = own else { return Hours::always(self.zone()) };
        let hours = Hours::of(own.hours.clone());
        let cover = own.covered_by.and_then(|team| self.hours.get(&HoursOwner::Team(team)));
        match cover {
            Some(cover) if cover.owner != own.owner => hours.covered_by(cover.hours.clone()),
            _ => hours,
        }
    }

    /// One's own hours alone, without whoever covers; `None`: nobody said when.
    pub(crate) fn own(&self, account: AccountId, team: Option<TeamId>) -> Option<&OpeningHours> {
        team.and_then(|team| self.hours.get(&HoursOwner::Team(team)))
            .or_else(|| self.hours.get(&HoursOwner::Account(account)))
            .or_else(|| self.hours.get(&HoursOwner::House))
            .map(|own| &own.hours)
    }

    /// In how many seconds an account wants to have answered, where no target fits; `None`: it was
    /// connected since.
    pub(crate) fn within(&self, account: AccountId) -> Option<u32> {
        self.accounts.get(&account).copied()
    }

    /// The time zone of the house, in which days begin.
    pub(crate) fn zone(&self) -> TimeZone {
        let house = self.hours.get(&HoursOwner::House).map(|own| own.hours.zone().clone());
        house.or_else(|| TimeZone::get(ZONE).ok()).unwrap_or(TimeZone::UTC)
    }
}

impl Engine {
    /// All hours and targets as they are now.
    pub(crate) async fn times(&self, db: &mut Reader) -> Result<Arc<Times>, EngineError> {
        let changes = {
            let last = self.inner.times.lock();
            if let Some(times) = &last.times {
                return Ok(Arc::clone(times));
            }
            last.changes
        };
        let hours = db.opening_hours().await?;
        let within = |account: &Account| (account.id, account.settings.target_seconds);
        let times = Arc::new(Times {
            hours: hours.into_iter().map(|hours| (hours.owner, hours)).collect(),
            targets: db.targets().await?,
            accounts: db.accounts_ever().await?.iter().map(within).collect(),
        });
        let mut last = self.inner.times.lock();
        // What was changed while it was read may not be in it.
        if last.changes == changes {
            last.times = Some(Arc::clone(&times));
        }
        Ok(times)
    }

    /// The time zone of the house, in which days begin.
    pub async fn zone(&self) -> Result<TimeZone, EngineError> {
        let mut db = self.inner.store.read().await?;
        Ok(self.times(&mut db).await?.zone())
    }
}
