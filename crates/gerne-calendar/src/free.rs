//! The free days that the law knows, as a table.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

use crate::easter::easter;

/// A day on which a region does not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeDay {
    /// Which day.
    pub date: Date,
    /// What it is called.
    pub name: Name,
}

/// What a free day is called, in both languages; one that a person entered has one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// In German.
    pub de: String,
    /// In English.
    pub en: String,
}

impl Name {
    /// The same in both languages: what a person or a calendar file called it.
    pub fn given(name: impl Into<String>) -> Name {
        let name = name.into();
        Name { de: name.clone(), en: name }
    }
}

/// One row of the law.
pub(crate) struct Law {
    when: When,
    /// The regions where it holds; a country's code holds in all its parts.
    pub(crate) regions: &'static [&'static str],
    /// The first and the last year it holds.
    years: (i16, i16),
    de: &'static str,
    en: &'static str,
}

/// How the day of a year is found.
#[derive(Clone, Copy)]
enum When {
    /// A month and a day.
    Fixed(i8, i8),
    /// The same; where it falls on a weekend, the next working day is free as well, as in the
    /// United Kingdom ("substitute day").
    Moved(i8, i8),
    /// So many days after Easter Sunday.
    Easter(i64),
    /// The n-th weekday of a month; `-1` is the last.
    Nth(i8, i8, Weekday),
    /// The Wednesday before 23 November.
    Repentance,
    /// The first Monday in February, or 1 February where that is a Friday (Ireland, Organisation of
    /// Working Time Act 1997, as changed in 2022).
    Brigid,
}

impl Law {
    /// Whether it holds in a region: named itself, or by its country.
    pub(crate) fn holds(&self, code: &str, country: &str) -> bool {
        self.regions.iter().any(|region| *region == code || *region == country)
    }

    /// The day in a year, where the law holds in it.
    pub(crate) fn date(&self, year: i16) -> Option<Date> {
        let (first, last) = self.years;
        (first..=last).contains(&year).then(|| self.when.date(year)).flatten()
    }

    /// What the day is called.
    pub(crate) fn name(&self) -> Name {
        Name { de: self.de.to_owned(), en: self.en.to_owned() }
    }

    /// The day in a year with its name.
    pub(crate) fn day(&self, year: i16) -> Option<FreeDay> {
        self.date(year).map(|date| FreeDay { date, name: self.name() })
    }

    /// Whether a substitute is given where it falls on a weekend.
    pub(crate) fn is_moved(&self) -> bool {
        matches!(self.when, When::Moved(..))
    }
}

impl When {
    fn date(self, year: i16) -> Option<Date> {
        match self {
            When::Fixed(month, day) | When::Moved(month, day) => Date::new(year, month, day).ok(),
            When::Easter(days) => easter(year)?.checked_add(days.days()).ok(),
            When::Nth(month, nth, weekday) => {
                date(year, month, 1).nth_weekday_of_month(nth, weekday).ok()
            }
            When::Repentance => date(year, 11, 23).nth_weekday(-1, Weekday::Wednesday).ok(),
            When::Brigid => {
                let first = date(year, 2, 1);
                if first.weekday() == Weekday::Friday {
                    return Some(first);
                }
                first.nth_weekday_of_month(1, Weekday::Monday).ok()
            }
        }
    }
}

const ALWAYS: (i16, i16) = (1990, i16::MAX);
/// The countries of the continent, which share most days.
const CONTINENT: &[&str] = &["DE", "AT", "LU"];
const CATHOLIC_STATES: &[&str] = &["DE-BW", "DE-BY", "DE-NW", "DE-RP", "DE-SL"];
const ISLANDS: &[&str] = &["GB-ENG", "GB-NIR", "GB-SCT"];
const ENGLAND_AND_IRELAND: &[&str] = &["GB-ENG", "GB-NIR"];

const fn law(
    when: When,
    regions: &'static [&'static str],
    years: (i16, i16),
    de: &'static str,
    en: &'static str,
) -> Law {
    Law { when, regions, years, de, en }
}

/// What holds everywhere in its regions.
///
/// Sources: the holiday acts of the German federal states (Feiertagsgesetze) and the German
/// Unification Treaty, article 2; Austria: Arbeitsruhegesetz, § 7; Switzerland: Federal
/// Constitution, article 110 and the days that every canton keeps; Luxembourg: Code du travail, L.
/// 232-2; United Kingdom: Banking and Financial Dealings Act 1971 and proclamations; Ireland:
/// Organisation of Working Time Act 1997.
#[rustfmt::skip]
pub(crate) const LAWS: &[Law] = &[
    law(When::Fixed(1, 1), &["DE", "AT", "CH", "LU", "IE"], ALWAYS, "Neujahr", "New Year's Day"),
    law(When::Moved(1, 1), ISLANDS, ALWAYS, "Neujahr", "New Year's Day"),
    law(When::Moved(1, 2), &["GB-SCT"], ALWAYS, "2. Januar", "2 January"),
    law(When::Fixed(1, 6), &["DE-BW", "DE-BY", "DE-ST", "AT"], ALWAYS, "Heilige Drei Könige", "Epiphany"),
    law(When::Brigid, &["IE"], (2023, i16::MAX), "Brigidstag", "Saint Brigid's Day"),
    law(When::Fixed(3, 8), &["DE-BE"], (2019, i16::MAX), "Internationaler Frauentag", "International Women's Day"),
    law(When::Fixed(3, 8), &["DE-MV"], (2023, i16::MAX), "Internationaler Frauentag", "International Women's Day"),
    law(When::Fixed(3, 17), &["IE"], ALWAYS, "St. Patrick's Day", "Saint Patrick's Day"),
    law(When::Moved(3, 17), &["GB-NIR"], ALWAYS, "St. Patrick's Day", "Saint Patrick's Day"),
    law(When::Easter(-2), &["DE", "GB-ENG", "GB-NIR", "GB-SCT"], ALWAYS, "Karfreitag", "Good Friday"),
    law(When::Easter(0), &["DE-BB"], ALWAYS, "Ostersonntag", "Easter Sunday"),
    law(When::Easter(1), &["DE", "AT", "LU", "IE", "GB-ENG", "GB-NIR"], ALWAYS, "Ostermontag", "Easter Monday"),
    law(When::Fixed(5, 1), CONTINENT, ALWAYS, "Tag der Arbeit", "Labour Day"),
    law(When::Nth(5, 1, Weekday::Monday), &["IE"], (1994, i16::MAX), "Maifeiertag", "May Day"),
    law(When::Nth(5, 1, Weekday::Monday), ISLANDS, (1990, 2019), "Maifeiertag", "Early May bank holiday"),
    law(When::Fixed(5, 8), ISLANDS, (2020, 2020), "Maifeiertag", "Early May bank holiday"),
    law(When::Nth(5, 1, Weekday::Monday), ISLANDS, (2021, i16::MAX), "Maifeiertag", "Early May bank holiday"),
    law(When::Fixed(5, 8), &["DE-BE"], (2020, 2020), "Tag der Befreiung", "Liberation Day"),
    law(When::Fixed(5, 8), &["DE-BE"], (2025, 2025), "Tag der Befreiung", "Liberation Day"),
    law(When::Fixed(5, 8), ISLANDS, (2023, 2023), "Krönung von Charles III.", "Coronation of Charles III"),
    law(When::Fixed(5, 9), &["LU"], (2019, i16::MAX), "Europatag", "Europe Day"),
    law(When::Easter(39), &["DE", "AT", "CH", "LU"], ALWAYS, "Christi Himmelfahrt", "Ascension Day"),
    law(When::Easter(49), &["DE-BB"], ALWAYS, "Pfingstsonntag", "Whit Sunday"),
    law(When::Easter(50), CONTINENT, ALWAYS, "Pfingstmontag", "Whit Monday"),
    law(When::Nth(5, -1, Weekday::Monday), ISLANDS, (1990, 2011), "Frühlingsfeiertag", "Spring bank holiday"),
    law(When::Fixed(6, 4), ISLANDS, (2012, 2012), "Frühlingsfeiertag", "Spring bank holiday"),
    law(When::Fixed(6, 5), ISLANDS, (2012, 2012), "Thronjubiläum", "Diamond Jubilee"),
    law(When::Nth(5, -1, Weekday::Monday), ISLANDS, (2013, 2021), "Frühlingsfeiertag", "Spring bank holiday"),
    law(When::Fixed(6, 2), ISLANDS, (2022, 2022), "Frühlingsfeiertag", "Spring bank holiday"),
    law(When::Fixed(6, 3), ISLANDS, (2022, 2022), "Thronjubiläum", "Platinum Jubilee"),
    law(When::Nth(5, -1, Weekday::Monday), ISLANDS, (2023, i16::MAX), "Frühlingsfeiertag", "Spring bank holiday"),
    law(When::Easter(60), &["DE-BW", "DE-BY", "DE-HE", "DE-NW", "DE-RP", "DE-SL", "AT"], ALWAYS, "Fronleichnam", "Corpus Christi"),
    law(When::Nth(6, 1, Weekday::Monday), &["IE"], ALWAYS, "Junifeiertag", "June holiday"),
    law(When::Fixed(6, 17), &["DE-BE"], (2028, 2028), "75. Jahrestag des Volksaufstands", "75th anniversary of the uprising"),
    law(When::Fixed(6, 23), &["LU"], ALWAYS, "Nationalfeiertag", "National Day"),
    law(When::Moved(7, 12), &["GB-NIR"], ALWAYS, "Orangemen's Day", "Battle of the Boyne"),
    law(When::Fixed(8, 1), &["CH"], (1994, i16::MAX), "Bundesfeier", "Swiss National Day"),
    law(When::Nth(8, 1, Weekday::Monday), &["GB-SCT", "IE"], ALWAYS, "Sommerfeiertag", "Summer bank holiday"),
    law(When::Fixed(8, 15), &["DE-SL", "AT", "LU"], ALWAYS, "Mariä Himmelfahrt", "Assumption Day"),
    law(When::Nth(8, -1, Weekday::Monday), ENGLAND_AND_IRELAND, ALWAYS, "Sommerfeiertag", "Summer bank holiday"),
    law(When::Fixed(9, 19), ISLANDS, (2022, 2022), "Staatsbegräbnis von Elizabeth II.", "State funeral of Elizabeth II"),
    law(When::Fixed(9, 20), &["DE-TH"], (2019, i16::MAX), "Weltkindertag", "Universal Children's Day"),
    law(When::Fixed(10, 3), &["DE"], ALWAYS, "Tag der Deutschen Einheit", "German Unity Day"),
    law(When::Fixed(10, 26), &["AT"], ALWAYS, "Nationalfeiertag", "Austrian National Day"),
    law(When::Nth(10, -1, Weekday::Monday), &["IE"], ALWAYS, "Oktoberfeiertag", "October holiday"),
    law(When::Fixed(10, 31), &["DE"], (2017, 2017), "Reformationstag", "Reformation Day"),
    law(When::Fixed(10, 31), &["DE-BB", "DE-MV", "DE-SN", "DE-ST", "DE-TH"], (1990, 2016), "Reformationstag", "Reformation Day"),
    law(When::Fixed(10, 31), &["DE-BB", "DE-HB", "DE-HH", "DE-MV", "DE-NI", "DE-SH", "DE-SN", "DE-ST", "DE-TH"], (2018, i16::MAX), "Reformationstag", "Reformation Day"),
    law(When::Fixed(11, 1), CATHOLIC_STATES, ALWAYS, "Allerheiligen", "All Saints' Day"),
    law(When::Fixed(11, 1), &["AT", "LU"], ALWAYS, "Allerheiligen", "All Saints' Day"),
    law(When::Repentance, &["DE-SN"], (1995, i16::MAX), "Buß- und Bettag", "Day of Repentance and Prayer"),
    law(When::Repentance, &["DE"], (1990, 1994), "Buß- und Bettag", "Day of Repentance and Prayer"),
    law(When::Moved(11, 30), &["GB-SCT"], (2007, i16::MAX), "St. Andrew's Day", "Saint Andrew's Day"),
    law(When::Fixed(12, 8), &["AT"], ALWAYS, "Mariä Empfängnis", "Immaculate Conception"),
    law(When::Fixed(12, 25), &["DE", "AT", "CH", "LU", "IE"], ALWAYS, "1. Weihnachtstag", "Christmas Day"),
    law(When::Moved(12, 25), ISLANDS, ALWAYS, "1. Weihnachtstag", "Christmas Day"),
    law(When::Fixed(12, 26), &["DE", "AT", "LU"], ALWAYS, "2. Weihnachtstag", "Boxing Day"),
    law(When::Fixed(12, 26), &["IE"], ALWAYS, "2. Weihnachtstag", "Saint Stephen's Day"),
    law(When::Moved(12, 26), ISLANDS, ALWAYS, "2. Weihnachtstag", "Boxing Day"),
];

/// What holds in some places of its regions only; a company there chooses them.
#[rustfmt::skip]
pub(crate) const IN_PLACES: &[Law] = &[
    law(When::Fixed(1, 2), &["CH"], ALWAYS, "Berchtoldstag", "Berchtold's Day"),
    law(When::Fixed(1, 6), &["CH"], ALWAYS, "Heilige Drei Könige", "Epiphany"),
    law(When::Easter(-2), &["CH"], ALWAYS, "Karfreitag", "Good Friday"),
    law(When::Easter(1), &["CH"], ALWAYS, "Ostermontag", "Easter Monday"),
    law(When::Fixed(5, 1), &["CH"], ALWAYS, "Tag der Arbeit", "Labour Day"),
    law(When::Easter(50), &["CH"], ALWAYS, "Pfingstmontag", "Whit Monday"),
    law(When::Easter(60), &["DE-SN", "DE-TH", "CH"], ALWAYS, "Fronleichnam", "Corpus Christi"),
    law(When::Fixed(8, 8), &["DE-BY"], ALWAYS, "Augsburger Friedensfest", "Peace of Augsburg"),
    law(When::Fixed(8, 15), &["DE-BY", "CH"], ALWAYS, "Mariä Himmelfahrt", "Assumption Day"),
    law(When::Fixed(11, 1), &["CH"], ALWAYS, "Allerheiligen", "All Saints' Day"),
    law(When::Fixed(12, 8), &["CH"], ALWAYS, "Mariä Empfängnis", "Immaculate Conception"),
    law(When::Fixed(12, 26), &["CH"], ALWAYS, "Stephanstag", "Saint Stephen's Day"),
];
