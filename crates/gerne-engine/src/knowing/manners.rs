//! What is said about how somebody says it: a time that is none, an explanation without a word of
//! regret to who waited, blame. One quiet line each.

use std::{collections::BTreeMap, ops::Range};

use gerne_domain::{Conversation, Timestamp, time::after};
use gerne_language::{manners, when};
use jiff::{ToSpan as _, Zoned, tz::TimeZone};

use super::{
    phrases::Tone,
    reading::{Hint, Offer},
};

/// So much time is left for what is promised for today.
const TODAY: std::time::Duration = std::time::Duration::from_hours(2);
/// The last hour of a day that is offered.
const EVENING: i8 = 17;

/// What there is to say about how a text says it.
pub(super) fn hints(
    text: &str,
    conversation: &Conversation,
    tone: Tone,
    zone: &TimeZone,
    now: Timestamp,
) -> Vec<Hint> {
    let mut hints = Vec::new();
    if let Some(span) = when::vague(text) {
        hints.push(vague(text, span, tone, zone, now));
    }
    let waited = conversation.unanswered > 1 || conversation.due.is_some_and(|due| due < now);
    if waited
        && !manners::regrets(text)
        && let Some(span) = manners::explains(text)
    {
        let offer = Offer {
            label: "offer.sorry",
            values: BTreeMap::from([("text", regret(tone).trim().to_owned())]),
            replace: Some((span.start..span.start, regret(tone).to_owned())),
        };
        hints.push(hint("no_regret", "hint.no_regret", span, vec![offer]));
    }
    if let Some(span) = manners::blames(text) {
        hints.push(hint("blame", "hint.blame", span, Vec::new()));
    }
    hints
}

/// What says that nobody else has the same.
const SINGLE: &[&str] = &[
    "einzelfall",
    "keine störung",
    "keine stoerung",
    "keine störungen",
    "nichts bekannt",
    "isolated case",
    "isolated incident",
    "only one",
    "one-off",
    "no outage",
    "no known issue",
    "not aware of any",
];

/// The bytes that say that nobody else has the same.
pub(super) fn calls_single(text: &str) -> Option<Range<usize>> {
    let folded = text.to_lowercase();
    // What changes its length when it is made small has no place that could be told.
    if folded.len() != text.len() {
        return None;
    }
    SINGLE.iter().find_map(|said| {
        let start = folded.find(said)?;
        text.is_char_boundary(start).then_some(start..start + said.len())
    })
}

/// Others report the same just now.
pub(super) fn single(span: Range<usize>, incident: &gerne_domain::Incident, others: usize) -> Hint {
    let about = incident.name.clone().unwrap_or_else(|| incident.about.join(", "));
    let values = BTreeMap::from([
        ("others", others.to_string()),
        ("since", incident.since.to_string()),
        ("about", about),
    ]);
    Hint { values, ..hint("single_case", "hint.single_case", span, Vec::new()) }
}

fn hint(kind: &'static str, key: &'static str, span: Range<usize>, offers: Vec<Offer>) -> Hint {
    Hint { kind, key, values: BTreeMap::new(), span, source: None, offers }
}

/// A time that can be kept, or when they hear the next word.
fn vague(text: &str, span: Range<usize>, tone: Tone, zone: &TimeZone, now: Timestamp) -> Hint {
    let words = text.get(span.clone()).unwrap_or_default().to_owned();
    let (day, hour) = by(now.to_zoned(zone.clone()), after(now, TODAY).to_zoned(zone.clone()));
    let when = match (tone.german, day) {
        (true, Day::Today) => format!("heute {hour} Uhr"),
        (true, Day::Tomorrow) => format!("morgen {hour} Uhr"),
        (true, Day::Monday) => format!("Montag {hour} Uhr"),
        (false, Day::Today) => format!("{} today", english(hour)),
        (false, Day::Tomorrow) => format!("{} tomorrow", english(hour)),
        (false, Day::Monday) => format!("{} on Monday", english(hour)),
    };
    let by = if tone.german { format!("bis {when}") } else { format!("by {when}") };
    let word = if tone.german {
        format!("{words}, mit einem Zwischenstand {by}")
    } else {
        format!("{words}, with an update {by}")
    };
    let offer = |label, text: String| Offer {
        label,
        values: BTreeMap::from([("when", when.clone())]),
        replace: Some((span.clone(), text)),
    };
    let offers = vec![offer("offer.by_time", by), offer("offer.next_word", word)];
    Hint {
        values: BTreeMap::from([("text", words)]),
        ..hint("vague_time", "hint.vague_time", span.clone(), offers)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    Today,
    Tomorrow,
    Monday,
}

/// The next full hour with some time before it, while people work; else noon of the next working day.
fn by(now: Zoned, soon: Zoned) -> (Day, i8) {
    let working = |day: &Zoned| !matches!(day.weekday().to_monday_one_offset(), 6 | 7);
    let hour = soon.hour() + 1;
    if working(&now) && soon.date() == now.date() && (9..=EVENING).contains(&hour) {
        return (Day::Today, hour);
    }
    match now.checked_add(1.day()) {
        Ok(tomorrow) if working(&tomorrow) => (Day::Tomorrow, 12),
        _ => (Day::Monday, 12),
    }
}

fn english(hour: i8) -> String {
    match hour {
        12 => "noon".to_owned(),
        1..=11 => format!("{hour} am"),
        _ => format!("{} pm", hour - 12),
    }
}

fn regret(tone: Tone) -> &'static str {
    match (tone.german, tone.address) {
        (true, gerne_domain::Address::Formal) => "Es tut uns leid, dass Sie warten mussten. ",
        (true, gerne_domain::Address::Informal) => "Es tut uns leid, dass du warten musstest. ",
        (false, _) => "We are sorry that you had to wait. ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    #[test]
    fn what_is_offered_can_be_kept() {
        for (now, offered) in [
            ("2026-11-18T08:10:00Z", "bis heute 12 Uhr"),
            ("2026-11-18T15:30:00Z", "bis morgen 12 Uhr"),
            // A Friday evening.
            ("2026-11-20T16:30:00Z", "bis Montag 12 Uhr"),
        ] {
            let text = "Wir melden uns zeitnah.";
            let span = when::vague(text).unwrap();
            let tone = Tone { german: true, address: gerne_domain::Address::Formal };
            let hint = vague(text, span, tone, &berlin(), now.parse().unwrap());
            let (at, by) = hint.offers[0].replace.clone().unwrap();
            assert_eq!((text.get(at), by.as_str()), (Some("zeitnah"), offered));
        }
    }

    #[test]
    fn hours_are_written_as_people_do() {
        assert_eq!([9, 12, 15].map(english), ["9 am", "noon", "3 pm"]);
    }
}
