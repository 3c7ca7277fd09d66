//! Dates and times written in digits: `13.03.2026`, `2026-03-13`, `3/4/26`, `14:22`, `16.30 Uhr`.

mod led;

use jiff::civil::Date;

use self::led::is_pointed;
pub(super) use self::led::is_timed;

use super::{
    Context, Grain,
    sem::{Clock, Day, Sem},
};
use crate::{
    lex::{Kind, Tok},
    rows::NUMBERED,
};

/// What begins at this token, and behind which token it ends.
pub(super) fn read(toks: &[Tok<'_>], at: usize, context: &Context<'_>) -> Vec<(usize, Sem)> {
    let mut found = Vec::new();
    let Some(first) = toks.get(at).filter(|tok| tok.kind == Kind::Number) else { return found };
    // The middle of a longer number is no date.
    let inside = at > 0
        && !first.apart
        && toks.get(at - 1).is_some_and(|tok| {
            matches!(tok.text, "." | "/" | "-" | ":" | "," | "#" | "€" | "£" | "$" | "_")
                && (tok.text != "," && tok.text != "-"
                    || toks
                        .get(at.wrapping_sub(2))
                        .is_some_and(|t| t.kind == Kind::Number && !tok.apart))
                || tok.kind == Kind::Word && !matches!(tok.plain.as_str(), "t" | "am" | "um")
        });
    // 14-16 Uhr, 2-4pm
    let window = toks.get(at.wrapping_sub(1)).is_some_and(Tok::is_dash)
        && first.text.len() <= 2
        && toks
            .get(at.wrapping_sub(2))
            .is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() <= 2)
        && (toks.get(at.wrapping_sub(3)).is_none_or(|tok| tok.apart || tok.kind == Kind::Word)
            || toks.get(at.wrapping_sub(2)).is_some_and(|tok| tok.apart))
        && toks.get(at + 1).is_some_and(|tok| tok.is_any(&["uhr", "pm", "am", "h"]));
    // 8:00-12:00
    let clocks = toks.get(at.wrapping_sub(1)).is_some_and(Tok::is_dash)
        && first.text.len() <= 2
        && toks.get(at + 1).is_some_and(|tok| tok.is_sign(':') && !tok.apart)
        && toks.get(at.wrapping_sub(3)).is_some_and(|tok| tok.is_sign(':'));
    if inside && !window && !clocks {
        return found;
    }
    date(toks, at, context, &mut found);
    clock(toks, at, &mut found);
    found
}

/// The sign glued between two numbers, and the number.
fn next<'a, 't>(toks: &'a [Tok<'t>], at: usize, signs: &str) -> Option<(&'a Tok<'t>, &'a Tok<'t>)> {
    let (sign, number) = (toks.get(at)?, toks.get(at + 1)?);
    let glued = !sign.apart && (!number.apart || sign.text == ".");
    (glued && sign.kind == Kind::Sign && signs.contains(sign.text) && number.kind == Kind::Number)
        .then_some((sign, number))
}

fn value(tok: &Tok<'_>) -> Option<i16> {
    (tok.text.len() <= 4).then(|| tok.text.parse().ok()).flatten()
}

fn small(n: i16) -> Option<i8> {
    i8::try_from(n).ok()
}

fn year(tok: &Tok<'_>) -> Option<i16> {
    let n = value(tok)?;
    match tok.text.len() {
        4 if (1900..=2199).contains(&n) => Some(n),
        2 => Some(if n < 70 { 2000 + n } else { 1900 + n }),
        _ => None,
    }
}

fn date(toks: &[Tok<'_>], at: usize, context: &Context<'_>, found: &mut Vec<(usize, Sem)>) {
    let Some(first) = toks.get(at) else { return };
    let Some((sign, second)) = next(toks, at + 1, "./-") else { return };
    let (Some(a), Some(b)) = (value(first), value(second)) else { return };
    let third = next(toks, at + 3, sign.text)
        .filter(|(_, tok)| {
            // „7.3. 18:05“: a clock, no year.
            // „14.3. 10-12 Uhr“: from when to when.
            let window = toks.get(at + 5).is_some_and(|tok| {
                (tok.is_dash() || tok.is_any(&["bis", "to", "und"]))
                    && toks.get(at + 6).is_some_and(|next| next.kind == Kind::Number)
            });
            !tok.apart
                || sign.text == "."
                    && (tok.text.len() == 4
                        || !window
                            && !toks.get(at + 5).is_some_and(|tok| {
                                matches!(tok.text, ":" | "." | "h") && !tok.apart
                                    || tok.plain == "uhr"
                            }))
        })
        .map(|(_, tok)| tok);
    // No fourth part: that would be an address of a computer, or a number of somebody.
    if third.is_some()
        && next(toks, at + 5, "./-").is_some_and(|(sign, number)| !sign.apart && !number.apart)
    {
        return;
    }
    if first.text.len() == 4 {
        let Some(third) = third.filter(|tok| tok.text.len() <= 2).and_then(value).and_then(small)
        else {
            return;
        };
        if let (Some(y), Some(m)) = (year(first), small(b))
            && let Ok(date) = Date::new(y, m, third)
        {
            found.push((at + 5, Sem::Day(Day::Date(date))));
        }
        return;
    }
    let (Some(a), Some(b)) = (small(a), small(b)) else { return };
    if first.text.len() > 2 || second.text.len() > 2 {
        return;
    }
    let month_first = sign.text == "/" && (context.month_first && a <= 12 || b > 12);
    let (day, month) = if month_first { (b, a) } else { (a, b) };
    let valid = Date::new(2024, month, day).is_ok();
    if !valid {
        return;
    }
    if let Some(year) = third.and_then(year)
        && let Ok(date) = Date::new(year, month, day)
    {
        found.push((at + 5, Sem::Day(Day::Date(date))));
        return;
    }
    if third.is_some_and(|tok| !tok.apart) {
        return;
    }
    let before = at.checked_sub(1).and_then(|i| toks.get(i));
    // „Version 3.3.“
    if before.is_some_and(|tok| NUMBERED.is_word(&tok.plain)) {
        return;
    }
    let led = before.is_some_and(|tok| {
        tok.is_any(&[
            "am",
            "vom",
            "bis",
            "zum",
            "den",
            "der",
            "seit",
            "ab",
            "on",
            "by",
            "since",
            "until",
            "from",
            "dated",
            "und",
            "and",
            "dem",
            "before",
            "after",
            "to",
            "spaetestens",
            "til",
            "till",
            "of",
        ]) || tok.is_dash()
            || tok.is_sign('(')
            || tok.is_sign(',')
                && at
                    .checked_sub(2)
                    .and_then(|i| toks.get(i))
                    .is_some_and(|tok| crate::words::weekday(&tok.plain).is_some())
            || crate::words::weekday(&tok.plain).is_some()
            || crate::words::relative_day(&tok.plain).is_some()
            || sign.text == "/" && is_done(toks, at)
    });
    let dotted = toks.get(at + 3).is_some_and(|tok| tok.is_sign('.') && !tok.apart);
    let ends = toks.get(at + 4).is_none_or(|tok| tok.apart || tok.kind == Kind::Sign);
    match sign.text {
        "." if dotted && ends => {
            let ends_text = toks.get(at + 4).is_none_or(|tok| tok.line);
            // `1.4.` at the end of a sentence may be both: the dot is taken in.
            let _ = ends_text;
            found.push((at + 4, Sem::Day(Day::Yearly(month, day))));
        }
        "." | "/" if led && !second.apart && !is_measured(toks, at + 3) => {
            found.push((at + 3, Sem::Day(Day::Yearly(month, day))));
        }
        _ => {}
    }
}

/// „arrived 8/2“, „checked in 8/2“: what was done stands before the day.
fn is_done(toks: &[Tok<'_>], at: usize) -> bool {
    const DONE: &[&str] = &[
        "arrived",
        "delivered",
        "shipped",
        "ordered",
        "bought",
        "purchased",
        "paid",
        "charged",
        "billed",
        "posted",
        "mailed",
        "sent",
        "returned",
        "cancelled",
        "canceled",
        "booked",
        "installed",
        "visited",
        "called",
        "started",
        "ended",
        "expired",
        "expires",
        "renewed",
        "renews",
        "placed",
        "due",
        "date",
        "flew",
        "departed",
        "stayed",
        "received",
        "issued",
        "signed",
        "activated",
        "opened",
        "closed",
        "joined",
        "effective",
        "starting",
        "bestellt",
        "geliefert",
        "bezahlt",
        "gekauft",
        "gebucht",
        "abgebucht",
    ];
    let is = |back: usize, words: &[&str]| {
        at.checked_sub(back).and_then(|i| toks.get(i)).is_some_and(|tok| tok.is_any(words))
    };
    is(1, DONE)
        || is(1, &["in", "out", "up", "off", "back"])
            && is(
                2,
                &[
                    "checked", "check", "moved", "signed", "picked", "dropped", "sent", "went",
                    "came", "cut", "shut", "turned",
                ],
            )
}

/// „um 7.42 teurer“: a price, no time of day.
fn is_priced(toks: &[Tok<'_>], at: usize) -> bool {
    (at..at + 4).any(|place| {
        toks.get(place).is_some_and(|tok| {
            tok.plain.starts_with("kost")
                || tok.plain.starts_with("erhoeh")
                || tok.is_any(&[
                    "euro",
                    "eur",
                    "chf",
                    "teurer",
                    "billiger",
                    "guenstiger",
                    "gesenkt",
                    "reduziert",
                    "gestiegen",
                    "gefallen",
                    "mehr",
                    "weniger",
                    "gekuerzt",
                    "zu",
                    "prozent",
                ])
                || matches!(tok.text, "€" | "%")
        })
    })
}

/// „1:45 Stunden“ is no time of day.
fn is_length(toks: &[Tok<'_>], at: usize) -> bool {
    toks.get(at).is_some_and(|tok| tok.plain != "h" && crate::words::unit(&tok.plain).is_some())
}

/// A unit or a currency stands behind it.
fn is_measured(toks: &[Tok<'_>], at: usize) -> bool {
    toks.get(at).is_some_and(|tok| {
        tok.is_any(&[
            "uhr", "euro", "eur", "gb", "mb", "kg", "mbit", "h", "prozent", "am", "pm", "p", "a",
            "stunden", "hours",
        ]) && !(tok.plain == "am" && tok.apart)
            || matches!(tok.text, "€" | "%" | "£" | "$")
    })
}

fn clock(toks: &[Tok<'_>], at: usize, found: &mut Vec<(usize, Sem)>) {
    let Some(first) = toks.get(at) else { return };
    let Some(hour) = value(first).and_then(small).filter(|h| *h <= 24 && first.text.len() <= 2)
    else {
        return;
    };
    let padded = first.text.len() == 2;
    // „bis spätestens 10h“, „um 8 h“: the hour, no length of time.
    if is_lettered_hour(toks, at) {
        found.push((at + 2, Sem::Time(Clock::new(hour, 0, false))));
    }
    // 14:22, 14:22:10
    if let Some((sign, second)) = next(toks, at + 1, ":.h")
        && !second.apart
        && second.text.len() == 2
        && let Some(minute) = value(second).and_then(small).filter(|m| *m < 60)
        && (hour < 24 || minute == 0)
    {
        let mut clock = Clock { grain: Grain::Minute, ..Clock::new(hour, minute, !padded) };
        let mut end = at + 3;
        if sign.is_sign(':')
            && let Some((_, third)) = next(toks, end, ":")
            && let Some(s) =
                value(third).and_then(small).filter(|s| *s < 60 && third.text.len() == 2)
        {
            clock.second = s;
            clock.grain = Grain::Second;
            end += 2;
        }
        let half = half_of_day(toks, end);
        if let Some((behind, late)) = half {
            found.push((behind, Sem::Time(at_half(clock, late))));
        } else if says_hour(toks, end)
            || toks.get(end).is_some_and(|tok| tok.plain == "h" && !tok.apart)
            || sign.is_sign('.') && is_pointed(toks, at)
            || sign.is_sign('.')
                && (padded || !is_priced(toks, end))
                && at > 0
                && toks.get(at - 1).is_some_and(|tok| tok.is_any(&["um", "gegen"]))
                && !toks.get(end).is_some_and(|tok| {
                    tok.is_sign('.')
                        && !tok.apart
                        && toks.get(end + 1).is_some_and(|next| !next.apart)
                })
        {
            let end = if says_hour(toks, end) { end + 1 } else { end };
            found.push((end, Sem::Time(Clock { open: false, ..clock })));
        } else if sign.is_sign(':')
            && !toks.get(end).is_some_and(|tok| {
                tok.is_sign(':') && !tok.apart && toks.get(end + 1).is_some_and(|next| !next.apart)
            })
            && !is_length(toks, end)
        {
            let german = says_german(toks);
            found.push((end, Sem::Time(Clock { open: clock.open && !german, ..clock })));
        }
        return;
    }
    // 3pm, 16 Uhr, 16 Uhr 30, 14h30
    if let Some((behind, late)) = half_of_day(toks, at + 1) {
        if (1..=12).contains(&hour) {
            found.push((behind, Sem::Time(at_half(Clock::new(hour, 0, true), late))));
        }
        return;
    }
    let said = says_hour(toks, at + 1)
        // um 18 h
        || toks.get(at + 1).is_some_and(|tok| tok.plain == "h")
            && at > 0
            && toks.get(at - 1).is_some_and(|tok| tok.is_any(&["um", "gegen"]))
        || toks.get(at + 1).is_some_and(|tok| tok.plain == "h" && !tok.apart)
            && (is_timed(toks, at)
                || at > 0
                    && toks.get(at - 1).is_some_and(|tok| tok.is_any(&["bis", "spaetestens"]))
                || toks.get(at + 2).is_some_and(|tok| {
                    tok.kind == Kind::Number && !tok.apart && tok.text.len() == 2
                }));
    if said {
        let minute = toks
            .get(at + 2)
            .filter(|tok| tok.kind == Kind::Number && tok.text.len() == 2)
            .and_then(value)
            .and_then(small)
            .filter(|m| {
                *m < 60 && !toks.get(at + 3).is_some_and(|tok| tok.is_sign('.') || tok.is_sign(':'))
            });
        let end = if minute.is_some() { at + 3 } else { at + 2 };
        found.push((end, Sem::Time(Clock::new(hour, minute.unwrap_or(0), true))));
        if minute.is_some() {
            found.push((at + 2, Sem::Time(Clock::new(hour, 0, true))));
        }
    }
}

fn at_half(clock: Clock, late: bool) -> Clock {
    let hour = match (late, clock.hour) {
        (true, 1..=11) => clock.hour + 12,
        (false, 12) => 0,
        (_, hour) => hour,
    };
    Clock { hour, open: false, ..clock }
}

/// `am`, `p.m.`: behind which token it ends, and whether it is the later half.
pub(super) fn half_of_day(toks: &[Tok<'_>], at: usize) -> Option<(usize, bool)> {
    let tok = toks.get(at)?;
    match tok.plain.as_str() {
        "pm" => Some((at + 1, true)),
        // „um 8 am Freitag“ is German.
        "am" if !tok.apart
            || toks.get(at + 1).is_none_or(|next| {
                next.kind == Kind::Sign
                    || next.is_any(&[
                        "on", "tomorrow", "today", "and", "to", "for", "until", "till", "this",
                    ])
            }) =>
        {
            Some((at + 1, false))
        }
        "a" | "p" => {
            let dotted = toks.get(at + 1)?.is_sign('.') && toks.get(at + 2)?.plain == "m";
            if !dotted {
                return None;
            }
            let end = if toks.get(at + 3).is_some_and(|tok| tok.is_sign('.') && !tok.apart) {
                at + 4
            } else {
                at + 3
            };
            Some((end, tok.plain == "p"))
        }
        _ => None,
    }
}

/// `Uhr`, `o'clock`.
pub(super) fn says_hour(toks: &[Tok<'_>], at: usize) -> bool {
    toks.get(at).is_some_and(|tok| tok.is_any(&["uhr", "o'clock", "oclock"]))
}

/// Whether these are German words: there a clock of digits counts to 24.
fn says_german(toks: &[Tok<'_>]) -> bool {
    toks.iter().take(60).any(|tok| {
        tok.is_any(&[
            "um", "uhr", "bis", "der", "die", "das", "und", "ist", "wir", "ich", "am", "heute",
            "morgen", "seit", "ab", "nicht", "mein",
        ])
    })
}

/// „um 8 h“, „bis spätestens 10h“: an hour of the day.
pub(super) fn is_lettered_hour(toks: &[Tok<'_>], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|n| toks.get(n));
    let hour = toks.get(at).filter(|tok| tok.text.len() <= 2).and_then(value).unwrap_or_default();
    let led = before(1).is_some_and(|tok| {
        tok.is_any(&["um", "gegen", "spaetestens", "ab"]) || tok.plain == "bis" && hour >= 8
    }) && !before(2)
        .is_some_and(|tok| tok.is_any(&["in", "binnen", "innerhalb", "nach"]));
    let letter = toks.get(at + 1).is_some_and(|tok| tok.plain == "h")
        && toks.get(at + 2).is_none_or(|tok| tok.apart || tok.kind == Kind::Sign);
    led && letter && (6..=22).contains(&hour)
}
