//! Days that people name instead of a date. Whether they are free is not asked here.

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

/// The Gregorian computus as Meeus and Jones give it.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_is_where_the_calendar_has_it() {
        for (year, month, day) in [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28)] {
            assert_eq!(easter(year), Date::new(year, month, day).ok());
        }
    }
}
