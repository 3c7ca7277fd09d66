//! Times of day in words: `halb neun`, `viertel nach drei`, `half past eight`, `noon`, `um 3`.

use super::{
    numeric,
    sem::{Clock, Sem},
};
use crate::{
    lex::{Kind, Tok},
    words,
};

/// What begins at this token, and behind which token it ends.
pub(super) fn read(toks: &[Tok<'_>], at: usize) -> Vec<(usize, Sem)> {
    let mut found = Vec::new();
    let Some(first) = toks.get(at) else { return found };
    let mut push = |end: usize, clock: Option<Clock>| {
        if let Some(clock) = clock {
            let (end, clock) = match numeric::half_of_day(toks, end) {
                Some((behind, late)) => (
                    behind,
                    clock.within(if late { words::Part::Afternoon } else { words::Part::Morning }),
                ),
                None if numeric::says_hour(toks, end) => (end + 1, clock),
                None => (end, clock),
            };
            found.push((end, Sem::Time(clock)));
        }
    };
    match first.plain.as_str() {
        "mitternacht" | "midnight" => push(at + 1, Some(Clock::new(24, 0, false))),
        "noon" | "midday" => push(at + 1, Some(Clock::new(12, 0, false))),
        "halb" => push(at + 2, hour(toks, at + 1).and_then(|h| before(h, 30))),
        "half" if toks.get(at + 1).is_some_and(|tok| tok.plain == "past") => {
            push(at + 3, hour(toks, at + 2).and_then(|h| past(h, 30)));
        }
        "half" => push(
            at + 2,
            hour(toks, at + 1)
                .filter(|_| {
                    numeric::is_timed(toks, at)
                        || at > 0
                            && toks
                                .get(at - 1)
                                .is_some_and(|tok| tok.is_any(&["by", "before", "until", "till"]))
                        || toks.get(at + 2).is_some_and(|tok| {
                            tok.is_any(&["bus", "train", "tram", "flight", "service", "ferry"])
                        })
                })
                .and_then(|h| past(h, 30)),
        ),
        "dreiviertel" => push(at + 2, hour(toks, at + 1).and_then(|h| before(h, 15))),
        "viertel" | "quarter" => {
            if let Some((end, clock)) = relative(toks, at, 15) {
                push(end, Some(clock));
            } else if first.plain == "viertel" {
                push(at + 2, hour(toks, at + 1).and_then(|h| before(h, 45)));
            }
        }
        "a" if toks.get(at + 1).is_some_and(|tok| tok.plain == "quarter") => {
            if let Some((end, clock)) = relative(toks, at + 1, 15) {
                push(end, Some(clock));
            }
        }
        _ => {}
    }
    // fünf nach drei, 10 to 8
    if let Some(minutes) = small_number(first).filter(|m| (1..30).contains(m)) {
        let named = toks.get(at + 1).is_some_and(|tok| tok.is_any(&["minuten", "minutes", "min"]));
        let skip = usize::from(named);
        let timed = named || numeric::is_timed(toks, at) || first.kind == Kind::Word;
        if timed && let Some((end, clock)) = relative(toks, at + skip, minutes) {
            push(end, Some(clock));
        }
    }
    // um drei, at 3; acht Uhr, eight o'clock, three pm
    if let Some(hour) = hour(toks, at) {
        let said = first.kind == Kind::Word && numeric::says_hour(toks, at + 1);
        let half = first.kind == Kind::Word
            && first.plain != "a"
            && numeric::half_of_day(toks, at + 1).is_some();
        let alone = numeric::is_timed(toks, at) && is_bare(toks, at + 1) && !is_count(toks, at);
        if said
            && let Some(minute) =
                toks.get(at + 2).and_then(small_number).filter(|m| (1..60).contains(m))
        {
            push(at + 3, Some(Clock::new(hour, minute, true)));
        }
        if said || half || alone {
            push(at + 1, Some(Clock::new(hour, 0, true)));
        }
    }
    found
}

/// „Bitte um 2 Ersatzteile“, "at 3 locations": so many, no hour.
fn is_count(toks: &[Tok<'_>], at: usize) -> bool {
    let next = toks.get(at + 1);
    let begged =
        at.checked_sub(2).and_then(|n| toks.get(n)).is_some_and(|tok| {
            tok.is_any(&["bitte", "bitten", "geht", "ging", "handelt", "gebeten"])
        }) && next.is_some_and(|tok| tok.kind == Kind::Word && tok.is_capital());
    begged
        || at.checked_sub(1).and_then(|n| toks.get(n)).is_some_and(|tok| tok.plain == "at")
            && next.is_some_and(|tok| {
                tok.is_any(&["different", "other", "of", "more", "separate", "such"])
                    || tok.kind == Kind::Word
                        && !tok.is_capital()
                        && tok.plain.len() > 4
                        && tok.plain.ends_with('s')
                        && !tok.is_any(&["always", "this", "yes", "as", "mins"])
                        && !tok.plain.ends_with("ss")
            })
}

/// Nothing that is counted follows.
pub(super) fn is_bare(toks: &[Tok<'_>], at: usize) -> bool {
    let Some(next) = toks.get(at) else { return true };
    // „heute um 3 per Mail“, „3 per day“: by what means, or of what.
    let means = next.is_any(&["per", "pro"])
        && toks.get(at + 1).is_some_and(|tok| {
            tok.is_any(&[
                "sms", "mail", "email", "e", "post", "telefon", "whatsapp", "phone", "fax", "text",
                "chat", "dm", "anruf", "video",
            ])
        });
    if means {
        return true;
    }
    let counted = words::unit(&next.plain).is_some()
        || words::month(&next.plain).is_some_and(|(_, unsure)| !unsure || next.is_capital())
        || words::weekday(&next.plain).is_some_and(|(_, short)| !short && !next.apart)
        || next.is_any(&[
            "prozent", "percent", "euro", "eur", "mal", "times", "personen", "people", "gb", "mb",
            "mbit", "kg", "per", "pro", "uhr", "st", "nd", "rd", "th", "ten", "oder", "or",
        ]);
    let glued = !next.apart
        && match next.kind {
            Kind::Sign => {
                let more = toks.get(at + 1).is_some_and(|tok| !tok.apart && tok.kind != Kind::Sign);
                matches!(next.text, "%" | "€" | "£" | "$" | "°")
                    || matches!(next.text, "." | "," | ":" | "/" | "-") && more
            }
            Kind::Word | Kind::Number => true,
        };
    !counted && !glued
}

/// `nach drei`, `to eight`, `nach halb drei`, `vor halb drei`.
fn relative(toks: &[Tok<'_>], at: usize, minutes: i8) -> Option<(usize, Clock)> {
    let side = toks.get(at + 1)?;
    let back = match side.plain.as_str() {
        "vor" | "to" | "of" => true,
        "nach" | "past" | "after" => false,
        _ => return None,
    };
    let half = toks.get(at + 2)?.plain == "halb";
    let place = if half { at + 3 } else { at + 2 };
    let h = hour(toks, place)?;
    let written = toks.get(place).is_some_and(|tok| tok.kind == Kind::Number);
    if written && !is_bare(toks, place + 1) && !numeric::says_hour(toks, place + 1) {
        return None;
    }
    let clock = match (half, back) {
        (false, true) => before(h, minutes)?,
        (false, false) => past(h, minutes)?,
        (true, true) => before(h, 30 + minutes)?,
        (true, false) => before(h, 30 - minutes)?,
    };
    Some((place + 1, clock))
}

fn small_number(tok: &Tok<'_>) -> Option<i8> {
    match tok.kind {
        Kind::Number if tok.text.len() <= 2 => tok.text.parse().ok(),
        Kind::Word => words::number(&tok.plain)
            .filter(|n| n % 100 == 0)
            .and_then(|n| i8::try_from(n / 100).ok()),
        _ => None,
    }
}

fn hour(toks: &[Tok<'_>], at: usize) -> Option<i8> {
    let tok = toks.get(at)?;
    if tok
        .is_any(&["a", "an", "eine", "einen", "einem", "einer", "eines", "ein", "halbe", "halben"])
    {
        // „ein Uhr“, never „um ein Problem“.
        return (tok.plain == "ein" && numeric::says_hour(toks, at + 1)).then_some(1);
    }
    small_number(tok).filter(|h| (0..=24).contains(h))
}

fn before(hour: i8, minutes: i8) -> Option<Clock> {
    let at = i16::from(hour) * 60 - i16::from(minutes);
    clock(if at < 0 { at + 12 * 60 } else { at }, hour)
}

fn past(hour: i8, minutes: i8) -> Option<Clock> {
    clock(i16::from(hour) * 60 + i16::from(minutes), hour)
}

fn clock(minutes: i16, hour: i8) -> Option<Clock> {
    let h = i8::try_from(minutes / 60).ok().filter(|h| *h < 24)?;
    let clock = Clock::new(h, i8::try_from(minutes % 60).ok()?, hour <= 12);
    Some(if h == 0 && hour <= 12 { Clock { hour: 12, open: false, ..clock } } else { clock })
}
