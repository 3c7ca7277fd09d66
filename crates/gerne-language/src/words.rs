//! Words for numbers, days, months and units, in both languages. Lists of our own making.

use jiff::civil::Weekday;

/// Lengths of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// `zweiunddreißig`, `forty`, `anderthalb` in hundredths.
pub(crate) fn number(word: &str) -> Option<i32> {
    let hundredths = match word {
        "anderthalb" | "eineinhalb" => 150,
        "zweieinhalb" => 250,
        "dreieinhalb" => 350,
        "halbe" | "halben" | "halber" => 50,
        _ => whole(word)? * 100,
    };
    Some(hundredths)
}

fn whole(word: &str) -> Option<i32> {
    if let Some(n) = below_hundred(word) {
        return Some(n);
    }
    // zweiunddreissig
    let (units, tens) = word.split_once("und")?;
    let (units, tens) = (below_ten(units)?, below_hundred(tens)?);
    (tens >= 20 && tens % 10 == 0).then_some(tens + units)
}

fn below_ten(word: &str) -> Option<i32> {
    let n = match word {
        "ein" | "eins" => 1,
        "zwei" | "zwo" => 2,
        "drei" => 3,
        "vier" => 4,
        "fuenf" => 5,
        "sechs" => 6,
        "sieben" => 7,
        "acht" => 8,
        "neun" => 9,
        _ => return None,
    };
    Some(n)
}

fn below_hundred(word: &str) -> Option<i32> {
    if let Some(n) = below_ten(word) {
        return Some(n);
    }
    let n = match word {
        "null" | "zero" => 0,
        "eine" | "na" | "ner" | "einen" | "einem" | "einer" | "eines" | "one" | "a" | "an" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "zehn" | "ten" => 10,
        "elf" | "eleven" => 11,
        "zwoelf" | "twelve" => 12,
        "dreizehn" | "thirteen" => 13,
        "vierzehn" | "fourteen" => 14,
        "fuenfzehn" | "fifteen" => 15,
        "sechzehn" | "sixteen" => 16,
        "siebzehn" | "seventeen" => 17,
        "achtzehn" | "eighteen" => 18,
        "neunzehn" | "nineteen" => 19,
        "zwanzig" | "twenty" => 20,
        "dreissig" | "thirty" => 30,
        "vierzig" | "forty" => 40,
        "fuenfzig" | "fifty" => 50,
        "sechzig" | "sixty" => 60,
        "siebzig" | "seventy" => 70,
        "achtzig" | "eighty" => 80,
        "neunzig" | "ninety" => 90,
        _ => return None,
    };
    Some(n)
}

/// `dritten`, `third`, `einundzwanzigste`.
pub(crate) fn ordinal(word: &str) -> Option<i32> {
    let english = match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        "eleventh" => 11,
        "twelfth" => 12,
        "thirteenth" => 13,
        "fourteenth" => 14,
        "fifteenth" => 15,
        "sixteenth" => 16,
        "seventeenth" => 17,
        "eighteenth" => 18,
        "nineteenth" => 19,
        "twentieth" => 20,
        "thirtieth" => 30,
        _ => 0,
    };
    if english > 0 {
        return Some(english);
    }
    let stem = ["en", "er", "es", "em", "e"].iter().find_map(|end| word.strip_suffix(end))?;
    match stem {
        "erst" => return Some(1),
        "dritt" => return Some(3),
        "siebt" => return Some(7),
        "acht" => return Some(8),
        _ => {}
    }
    let n = stem.strip_suffix("st").and_then(whole).filter(|n| *n >= 20);
    n.or_else(|| stem.strip_suffix('t').and_then(whole).filter(|n| (2..20).contains(n)))
}

/// `Montag`, `mon`. The second: written so short that it may be another word.
pub(crate) fn weekday(word: &str) -> Option<(Weekday, bool)> {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let found = match word.strip_suffix("'s").filter(|day| day.ends_with("day")).unwrap_or(word) {
        "montag" | "monday" => (Monday, false),
        "dienstag" | "tuesday" => (Tuesday, false),
        "mittwoch" | "wednesday" => (Wednesday, false),
        "donnerstag" | "thursday" => (Thursday, false),
        "freitag" | "friday" => (Friday, false),
        "samstag" | "sonnabend" | "saturday" => (Saturday, false),
        "sonntag" | "sunday" => (Sunday, false),
        "mo" | "mon" => (Monday, true),
        "di" | "tue" | "tues" => (Tuesday, true),
        "mi" | "wed" | "weds" => (Wednesday, true),
        "do" | "thu" | "thur" | "thurs" => (Thursday, true),
        "fr" | "fri" => (Friday, true),
        "sa" | "sat" => (Saturday, true),
        "so" | "sun" => (Sunday, true),
        _ => return None,
    };
    Some(found)
}

/// `März`, `dec`. The second: it may be another word.
pub(crate) fn month(word: &str) -> Option<(i8, bool)> {
    let found = match word {
        "januar" | "jaenner" | "january" => (1, false),
        "februar" | "feber" | "february" => (2, false),
        "maerz" => (3, false),
        "april" => (4, false),
        "mai" => (5, false),
        "juni" | "june" => (6, false),
        "juli" | "july" => (7, false),
        "august" => (8, false),
        "september" | "sept" => (9, false),
        "oktober" | "october" => (10, false),
        "november" => (11, false),
        "dezember" | "december" => (12, false),
        "jan" => (1, true),
        "feb" => (2, true),
        "march" | "mar" | "mrz" => (3, true),
        "apr" => (4, true),
        "may" => (5, true),
        "jun" => (6, true),
        "jul" => (7, true),
        "aug" => (8, true),
        "sep" => (9, true),
        "okt" | "oct" => (10, true),
        "nov" => (11, true),
        "dez" | "dec" => (12, true),
        _ => return None,
    };
    Some(found)
}

/// `Stunden`, `hrs`, `Werktage`. The second: only days on which people work.
pub(crate) fn unit(word: &str) -> Option<(Unit, bool)> {
    use Unit::{Day, Hour, Minute, Month, Quarter, Second, Week, Year};
    let found = match word {
        "sekunde" | "sekunden" | "sek" | "second" | "seconds" | "sec" | "secs" => (Second, false),
        "minute" | "minuten" | "min" | "mins" | "minutes" => (Minute, false),
        "stunde" | "stunden" | "std" | "stdn" | "h" | "hour" | "hours" | "hr" | "hrs" => {
            (Hour, false)
        }
        "tag" | "tage" | "tagen" | "tages" | "day" | "days" => (Day, false),
        "wt" | "wd" | "wds" => (Day, true),
        "werktag" | "werktags" | "werktage" | "werktagen" | "werktages" | "arbeitstag"
        | "arbeitstage" | "arbeitstagen" | "arbeitstages" | "geschaeftstag" | "geschaeftstage"
        | "geschaeftstagen" | "bankarbeitstag" | "bankarbeitstage" | "bankarbeitstagen"
        | "banktag" | "banktage" | "banktagen" | "bankwerktage" | "bankwerktagen"
        | "wochentage" | "wochentagen" | "weekdays" | "workday" | "workdays" => (Day, true),
        "woche" | "wochen" | "week" | "weeks" | "wk" | "wks" => (Week, false),
        "monat" | "monate" | "monaten" | "monats" | "month" | "months" => (Month, false),
        "quartal" | "quartals" | "quartale" | "quarter" | "quarters" => (Quarter, false),
        "jahr" | "jahre" | "jahren" | "jahres" | "year" | "years" | "yr" | "yrs" => (Year, false),
        _ => return None,
    };
    Some(found)
}

/// Which one of several: this, the next, the last, the one after the next.
pub(crate) fn which(word: &str) -> Option<i32> {
    let n = match word {
        "this" | "current" => 0,
        "next" | "coming" | "upcoming" | "following" => 1,
        "last" | "past" | "previous" => -1,
        _ => {
            let stem =
                ["en", "er", "es", "em", "e"].iter().find_map(|end| word.strip_suffix(end))?;
            match stem {
                "dies" | "laufend" | "aktuell" => 0,
                "naechst" | "kommend" | "folgend" => 1,
                "uebernaechst" => 2,
                "letzt" | "vergangen" | "vorig" => -1,
                "vorletzt" => -2,
                _ => return None,
            }
        }
    };
    Some(n)
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Early,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}

impl Part {
    /// From which hour to which.
    pub(crate) fn hours(self) -> (i8, i8) {
        match self {
            Self::Early => (6, 10),
            Self::Morning => (6, 12),
            Self::Noon => (11, 14),
            Self::Afternoon => (12, 18),
            Self::Evening => (18, 24),
            Self::Night => (20, 24),
        }
    }
}

/// `nachmittags`, `evening`. Not `morgen`, which mostly is a day.
pub(crate) fn part(word: &str) -> Option<Part> {
    let part = match word {
        "frueh" | "fruehmorgens" => Part::Early,
        "morgens" | "vormittag" | "vormittags" | "morning" | "mornings" | "vm" => Part::Morning,
        "mittag" | "mittags" | "lunchtime" => Part::Noon,
        "nachmittag" | "nachmittags" | "afternoon" | "arvo" | "nm" => Part::Afternoon,
        "abend" | "abends" | "evening" => Part::Evening,
        "nacht" | "nachts" | "night" => Part::Night,
        _ => return None,
    };
    Some(part)
}

/// A day by its distance from today.
pub(crate) fn relative_day(word: &str) -> Option<i32> {
    let days = match word {
        "heute" | "heut" | "heutigen" | "today" | "tday" => 0,
        "morgen" | "morgigen" | "tomorrow" | "tmrw" | "tomoz" | "tmr" | "tomorow" | "tommorow"
        | "tommorrow" => 1,
        "uebermorgen" => 2,
        "gestern" | "gestrigen" | "yesterday" | "yesterday's" => -1,
        "vorgestern" => -2,
        _ => return None,
    };
    Some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_numbers_are_read() {
        for (word, expected) in [
            ("zwei", Some(200)),
            ("zweiunddreissig", Some(3200)),
            ("einundzwanzig", Some(2100)),
            ("anderthalb", Some(150)),
            ("seventeen", Some(1700)),
            ("hund", None),
            ("und", None),
            ("rund", None),
        ] {
            assert_eq!(number(word), expected, "{word}");
        }
        for (word, expected) in [
            ("ersten", Some(1)),
            ("dritter", Some(3)),
            ("zwoelften", Some(12)),
            ("einundzwanzigste", Some(21)),
            ("third", Some(3)),
            ("besten", None),
            ("achten", Some(8)),
        ] {
            assert_eq!(ordinal(word), expected, "{word}");
        }
    }
}
