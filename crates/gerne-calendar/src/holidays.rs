//! Which days are free.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::free::{FreeDay, IN_PLACES, LAWS, Law, Name};
use crate::region::Region;

/// The free days of a team: those of its regions, and those that somebody entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Holidays {
    /// Whose law holds; several where a team sits in several.
    pub regions: Vec<Region>,
    /// Entered by hand, chosen from [`Holidays::in_places`], or read from a calendar file.
    pub also: BTreeMap<Date, Name>,
    /// Days on which the team works although its regions do not.
    pub except: Vec<Date>,
}

impl Holidays {
    /// Those of one region alone.
    pub fn of(region: Region) -> Holidays {
        Holidays { regions: vec![region], ..Holidays::default() }
    }

    /// What a day is called where it is free; `None` where it is not. Sundays are not holidays.
    pub fn on(&self, date: Date) -> Option<Name> {
        if self.except.contains(&date) {
            return None;
        }
        if let Some(name) = self.also.get(&date) {
            return Some(name.clone());
        }
        self.regions.iter().find_map(|region| region.free_on(date))
    }

    /// Every free day of a year, in order, each once.
    pub fn of_year(&self, year: i16) -> Vec<FreeDay> {
        let lawful = self.regions.iter().flat_map(|region| region.free_days(year));
        let entered = self
            .also
            .iter()
            .filter(|(date, _)| date.year() == year)
            .map(|(date, name)| FreeDay { date: *date, name: name.clone() });
        let days: BTreeMap<Date, Name> = lawful
            .chain(entered)
            .filter(|free| !self.except.contains(&free.date))
            .map(|free| (free.date, free.name))
            .collect();
        days.into_iter().map(|(date, name)| FreeDay { date, name }).collect()
    }

    /// What is free in some places of a region only, to choose from: Assumption Day in Bavaria,
    /// Good Friday in most cantons.
    pub fn in_places(region: Region, year: i16) -> Vec<FreeDay> {
        IN_PLACES
            .iter()
            .filter(|law| law.holds(region.code(), region.country()))
            .filter_map(|law| law.day(year))
            .collect()
    }
}

impl Region {
    /// What its law makes free in a year, substitute days included, in the order of the law.
    pub fn free_days(self, year: i16) -> Vec<FreeDay> {
        let laws: Vec<_> = self.laws().collect();
        let mut days: Vec<FreeDay> = laws.iter().filter_map(|law| law.day(year)).collect();
        let moved = laws.iter().filter(|law| law.is_moved()).filter_map(|law| law.day(year));
        for FreeDay { date, name } in moved {
            if is_weekend(date)
                && let Some(date) = next_working(date, &days)
            {
                days.push(FreeDay { date, name: substitute(&name) });
            }
        }
        days
    }

    /// What a day is called where the law makes it free. Asked for every day of a long span, so that
    /// the year's list is only made where a substitute day may be in it.
    fn free_on(self, date: Date) -> Option<Name> {
        // A substitute day lies after its holiday and never reaches the next year.
        let year = date.year();
        if let Some(law) = self.laws().find(|law| law.date(year) == Some(date)) {
            return Some(law.name());
        }
        if !self.laws().any(Law::is_moved) {
            return None;
        }
        self.free_days(year).into_iter().find(|free| free.date == date).map(|free| free.name)
    }

    fn laws(self) -> impl Iterator<Item = &'static Law> {
        LAWS.iter().filter(move |law| law.holds(self.code(), self.country()))
    }
}

/// Saturday or Sunday.
pub(crate) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn next_working(date: Date, free: &[FreeDay]) -> Option<Date> {
    (1..8)
        .filter_map(|days: i64| date.checked_add(days.days()).ok())
        .find(|day| !is_weekend(*day) && free.iter().all(|free| free.date != *day))
}

fn substitute(name: &Name) -> Name {
    Name { de: format!("{} (Ersatztag)", name.de), en: format!("{} (substitute day)", name.en) }
}
