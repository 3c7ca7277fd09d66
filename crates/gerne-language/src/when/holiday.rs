//! Days that people name instead of a date. Whether they are free is not asked here.

use gerne_calendar::easter;
use jiff::{ToSpan, civil::Date};

/// A day by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holiday {
    /// Always on this day of this month.
    Fixed(i8, i8),
    /// So many days from Easter Sunday.
    Easter(i8),
}

impl Holiday {
    /// In this year.
    pub(crate) fn on(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Easter(days) => easter(year)?.checked_add(i32::from(days).days()).ok(),
        }
    }
}

/// By its name, in one word.
pub(crate) fn named(word: &str) -> Option<Holiday> {
    use Holiday::{Easter, Fixed};
    let found = match word {
        "weihnachten" | "christmas" | "xmas" => Fixed(12, 25),
        "heiligabend" | "weihnachtsabend" => Fixed(12, 24),
        "silvester" | "nye" => Fixed(12, 31),
        "neujahr" | "neujahrstag" => Fixed(1, 1),
        "nikolaus" | "nikolaustag" => Fixed(12, 6),
        "halloween" | "reformationstag" => Fixed(10, 31),
        "allerheiligen" => Fixed(11, 1),
        "dreikoenigstag" => Fixed(1, 6),
        "valentinstag" => Fixed(2, 14),
        "ostern" | "ostersonntag" | "easter" => Easter(0),
        "ostermontag" => Easter(1),
        "karfreitag" => Easter(-2),
        "gruendonnerstag" => Easter(-3),
        "karsamstag" => Easter(-1),
        "rosenmontag" => Easter(-48),
        "aschermittwoch" => Easter(-46),
        "pfingsten" | "pfingstsonntag" => Easter(49),
        "pfingstmontag" => Easter(50),
        "himmelfahrt" | "vatertag" => Easter(39),
        "fronleichnam" => Easter(60),
        _ => return None,
    };
    Some(found)
}

/// By its name, in two words.
pub(crate) fn named_by_two(first: &str, second: &str) -> Option<Holiday> {
    use Holiday::{Easter, Fixed};
    let found = match (first, second) {
        ("good", "friday") => Easter(-2),
        ("easter", "monday") => Easter(1),
        ("easter", "sunday") => Easter(0),
        ("christmas", "eve") => Fixed(12, 24),
        ("christmas", "day") => Fixed(12, 25),
        ("boxing", "day") => Fixed(12, 26),
        ("new", "year") => Fixed(1, 1),
        ("valentine's", "day") => Fixed(2, 14),
        ("whit", "monday") => Easter(50),
        ("christi", "himmelfahrt") => Easter(39),
        _ => return None,
    };
    Some(found)
}
