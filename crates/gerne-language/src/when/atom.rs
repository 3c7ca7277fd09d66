//! What single words and fixed groups of words mean by themselves.

use jiff::civil::{ISOWeekDate, Weekday};

use super::{
    Context, Lean, clock, holiday, numeric,
    sem::{Amount, Clock, Day, Len, Period, Sem, Slice, Span},
};
use crate::{
    lex::{Kind, Tok},
    words::{self, Part, Unit},
};

/// What begins at this token, and behind which token it ends.
pub(super) fn read(toks: &[Tok<'_>], at: usize, context: &Context<'_>) -> Vec<(usize, Sem)> {
    let mut found = numeric::read(toks, at, context);
    found.extend(clock::read(toks, at));
    let Some(tok) = toks.get(at) else { return found };
    match tok.kind {
        Kind::Number => number(toks, at, &mut found),
        Kind::Word => {
            word(toks, at, &mut found);
            found.extend(numbered_week(toks, at, context));
        }
        Kind::Sign => {}
    }
    found
}

fn number(toks: &[Tok<'_>], at: usize, found: &mut Vec<(usize, Sem)>) {
    let Some(tok) = toks.get(at) else { return };
    let glued_before = at > 0
        && !tok.apart
        && toks.get(at - 1).is_some_and(|before| {
            matches!(before.text, "." | "," | ":" | "/" | "#" | "_") || before.kind == Kind::Word
        });
    let Some(n) = (tok.text.len() <= 5).then(|| tok.text.parse::<i32>().ok()).flatten() else {
        return;
    };
    if glued_before || numeric::is_lettered_hour(toks, at) {
        return;
    }
    found.push((at + 1, Sem::Num(n * 100, tok.text.len())));
    let Some(next) = toks.get(at + 1).filter(|next| !next.apart) else { return };
    if next.is_sign('.')
        && n <= 31
        // „on Monday at 8.“ ends a sentence.
        && !is_led(toks, at, &["at", "um", "gegen"])
        // „on September 11. Text me“
        && !at.checked_sub(1).and_then(|i| toks.get(i)).is_some_and(|before| {
            words::month(&before.plain).is_some() && before.kind == Kind::Word
        })
        && toks.get(at + 2).is_none_or(|tok| tok.apart || tok.kind == Kind::Word)
    {
        found.push((at + 2, Sem::Ord(n)));
        if is_led(toks, at, &["am", "vom", "zum", "seit", "bis", "den", "dem", "ab"])
            && ends(toks, at + 2)
        {
            found.extend(
                i8::try_from(n)
                    .ok()
                    .filter(|n| *n > 0)
                    .map(|n| (at + 2, Sem::Day(Day::Monthly(n)))),
            );
        }
    }
    if next.is_any(&["st", "nd", "rd", "th", "te", "ten", "ter", "tes"]) && n <= 31 {
        found.push((at + 2, Sem::Ord(n)));
        let led = is_led(toks, at, &["the"])
            && at > 1
            && is_led(
                toks,
                at - 1,
                &["on", "by", "before", "until", "since", "from", "for", "till", "of"],
            );
        if led && ends(toks, at + 2) {
            found.extend(
                i8::try_from(n)
                    .ok()
                    .filter(|n| *n > 0)
                    .map(|n| (at + 2, Sem::Day(Day::Monthly(n)))),
            );
        }
    }
    // 3,5 or 1.25
    if matches!(next.text, "." | ",")
        && let Some(part) = toks
            .get(at + 2)
            .filter(|tok| !tok.apart && tok.kind == Kind::Number && tok.text.len() <= 2)
        && let Ok(fraction) = part.text.parse::<i32>()
    {
        let hundredths = if part.text.len() == 1 { fraction * 10 } else { fraction };
        found.push((at + 3, Sem::Num(n * 100 + hundredths, 5)));
    }
}

fn is_led(toks: &[Tok<'_>], at: usize, words: &[&str]) -> bool {
    at.checked_sub(1).and_then(|i| toks.get(i)).is_some_and(|tok| tok.is_any(words))
}

/// No noun follows: „am 3. Tag“ is no day of a month.
fn ends(toks: &[Tok<'_>], at: usize) -> bool {
    toks.get(at).is_none_or(|tok| {
        tok.kind == Kind::Sign
            || tok.line
            || !tok.is_capital()
                && tok.kind == Kind::Word
                && !tok.is_any(&[
                    "of", "time", "day", "floor", "attempt", "tag", "mal", "stock", "week",
                    "engineer", "try", "call", "order",
                ])
                && words::month(&tok.plain).is_none()
    })
}

fn word(toks: &[Tok<'_>], at: usize, found: &mut Vec<(usize, Sem)>) {
    let Some(tok) = toks.get(at) else { return };
    let plain = tok.plain.as_str();
    let before = at.checked_sub(1).and_then(|i| toks.get(i));
    let next = toks.get(at + 1);

    if let Some(n) = words::number(plain) {
        found.push((at + 1, Sem::Num(n, 0)));
    }
    if let Some(n) = words::ordinal(plain) {
        found.push((at + 1, Sem::Ord(n)));
    }
    if let Some((unit, working)) = words::unit(plain) {
        found.push((at + 1, Sem::Unit(unit, working)));
    }
    let wished = before.is_some_and(|tok| {
        tok.is_any(&[
            "guten",
            "gute",
            "schoenen",
            "schoene",
            "schoenes",
            "schoener",
            "good",
            "nice",
            "great",
            "lovely",
            "wonderful",
            "angenehmen",
            "erholsames",
            "entspannten",
            "tollen",
            "pleasant",
            "relaxing",
        ])
    });
    if let Some(days) = words::relative_day(plain) {
        let as_part = plain == "morgen"
            && (wished
                || before.is_some_and(|tok| {
                    words::relative_day(&tok.plain).is_some() && tok.plain != "morgen"
                        || words::weekday(&tok.plain).is_some_and(|(_, short)| !short)
                        || tok.is_any(&[
                            "am",
                            "jeden",
                            "diesen",
                            "diesem",
                            "naechsten",
                            "jeder",
                            "der",
                        ])
                }));
        if !as_part {
            found.push((at + 1, Sem::Day(Day::Relative(days))));
        } else if !wished {
            found.push((at + 1, Sem::Part(Part::Morning)));
        }
    }
    if let Some(part) = words::part(plain).filter(|_| !wished) {
        found.push((at + 1, Sem::Part(part)));
    }
    if let Some((weekday, short)) = words::weekday(plain) {
        let dotted = next.is_some_and(|tok| tok.is_sign('.') && !tok.apart);
        // „bei Fr. Aydin“ names somebody.
        let title = plain == "fr"
            && dotted
            && toks.get(at + 2).is_some_and(|tok| {
                tok.kind == Kind::Word && tok.is_capital() && words::part(&tok.plain).is_none()
            })
            && before.is_none_or(|tok| {
                tok.is_any(&["bei", "von", "mit", "an", "fuer", "und", "zu", "durch", "rr"])
                    || matches!(tok.text, "." | ":" | "!" | "?" | "," | "-" | "–")
            });
        let sure = !title
            && (!short
                || tok.is_capital()
                    && (dotted
                        && toks.get(at + 2).is_none_or(|tok| tok.kind != Kind::Word || !tok.line)
                        || next.is_some_and(|tok| tok.kind == Kind::Number || tok.is_sign(','))
                        || before.is_some_and(|tok| {
                            tok.is_any(&[
                                "am", "bis", "on", "by", "until", "this", "next", "der", "since",
                                "seit",
                            ])
                        }))
                || plain.len() >= 3 && plain != "sun" && plain != "sat" && plain != "wed");
        if sure {
            found.push((at + 1, Sem::Day(Day::Weekday(weekday, None))));
            if dotted && short {
                found.push((at + 2, Sem::Day(Day::Weekday(weekday, None))));
            }
        }
    }
    if let Some((month, unsure)) = words::month(plain) {
        let near = |tok: Option<&Tok<'_>>| {
            tok.is_some_and(|tok| {
                tok.kind == Kind::Number && tok.text.len() <= 4
                    || words::ordinal(&tok.plain).is_some()
                    || tok.is_any(&[
                        "of", "in", "by", "until", "since", "from", "early", "late", "mid", "th",
                        "st", "nd", "rd", "next", "last", "ende", "anfang", "mitte", "end", "im",
                    ])
            })
        };
        let dot_before = before.is_some_and(|tok| tok.is_sign('.'))
            && near(at.checked_sub(2).and_then(|i| toks.get(i)));
        let counted = before.is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() <= 2)
            || words::ordinal(before.map_or("", |tok| &tok.plain)).is_some();
        // „Nov. 5, 2026“
        let dot_behind = next.is_some_and(|tok| tok.is_sign('.') && !tok.apart)
            && near(toks.get(at + 2).filter(|tok| tok.kind == Kind::Number))
            && tok.is_capital();
        let verb = matches!(plain, "may" | "march" | "mar")
            && !counted
            && next.is_some_and(|tok| {
                tok.is_any(&["i", "we", "be", "have", "you", "not", "also", "need"])
            });
        if !unsure
            || ((near(before) || dot_before || dot_behind || near(next) && tok.is_capital())
                && !verb)
        {
            let sem = Sem::Period(Period { span: Span::Month(month, None), slice: Slice::Whole });
            found.push((at + 1, sem.clone()));
            // „30 Oct. 2026“, „3. Okt. bestellt“; „in July.“, „on 30 Oct. We …“ end a sentence.
            let cut = plain.len() <= 4
                && !matches!(plain, "mai" | "may" | "juni" | "juli" | "june" | "july");
            let goes_on = toks.get(at + 2).is_some_and(|tok| !tok.is_capital());
            if cut && goes_on && next.is_some_and(|tok| tok.is_sign('.') && !tok.apart) {
                found.push((at + 2, sem));
            }
        }
    }
    if let Some(holiday) = holiday::named(plain) {
        found.push((at + 1, Sem::Day(Day::Holiday(holiday, None))));
    }
    if let Some(holiday) = next.and_then(|next| holiday::named_by_two(plain, &next.plain)) {
        found.push((at + 2, Sem::Day(Day::Holiday(holiday, None))));
    }
    joined(plain, wished, at, found);
    fixed(toks, at, found);
}

/// `Samstagvormittag`, `Monatsende`, `Viertelstunde`.
fn joined(plain: &str, wished: bool, at: usize, found: &mut Vec<(usize, Sem)>) {
    let mut one = |sem: Sem| found.push((at + 1, sem));
    let amount = |minutes: i32| {
        let len = Len::of(minutes * 100, Unit::Minute);
        Sem::Amount(Amount { low: len, high: len, unit: Unit::Minute, working: false })
    };
    let period = |span: Span, slice: Slice| Sem::Period(Period { span, slice });
    match plain {
        "wochenende" | "wochenendes" | "weekend" | "wochenends" if !wished => {
            one(period(Span::Weekend(0), Slice::Whole));
        }
        "monatsende" => one(period(Span::Months(0), Slice::End)),
        "monatsanfang" => one(period(Span::Months(1), Slice::Begin)),
        "jahresende" => one(period(Span::Years(0), Slice::End)),
        "quartalsende" => one(period(Span::Quarters(0), Slice::End)),
        "wochenmitte" => one(period(Span::Week(0), Slice::Middle)),
        "wochenanfang" => one(period(Span::Week(1), Slice::Begin)),
        "eod" | "cob" | "feierabend" | "tagesende" | "dienstschluss" | "geschaeftsschluss"
        | "betriebsschluss" | "ladenschluss" => {
            one(period(Span::Today, Slice::Whole));
        }
        "eow" => one(period(Span::Week(0), Slice::End)),
        "eom" => one(period(Span::Months(0), Slice::End)),
        "eoy" => one(period(Span::Years(0), Slice::End)),
        "viertelstunde" => one(amount(15)),
        "dreiviertelstunde" => one(amount(45)),
        "fortnight" => {
            let len = Len::of(1400, Unit::Day);
            one(Sem::Amount(Amount { low: len, high: len, unit: Unit::Day, working: false }));
        }
        "tonight" => one(Sem::DayPart(Day::Relative(0), Part::Evening)),
        "jetzt" | "now" | "sofort" | "immediately" => one(Sem::Now),
        _ => {
            let days: [(&str, Weekday); 8] = [
                ("montag", Weekday::Monday),
                ("dienstag", Weekday::Tuesday),
                ("mittwoch", Weekday::Wednesday),
                ("donnerstag", Weekday::Thursday),
                ("freitag", Weekday::Friday),
                ("samstag", Weekday::Saturday),
                ("sonnabend", Weekday::Saturday),
                ("sonntag", Weekday::Sunday),
            ];
            let split = days.iter().find_map(|(name, day)| Some((plain.strip_prefix(name)?, *day)));
            if let Some((rest, day)) = split {
                let part = if rest == "morgen" || rest == "frueh" {
                    Some(Part::Morning)
                } else {
                    words::part(rest)
                };
                if let Some(part) = part {
                    one(Sem::DayPart(Day::Weekday(day, None), part));
                }
            }
        }
    }
}

/// `I'll text you in ten`, `bin in zehn da`: minutes, where nothing else is counted.
fn in_ten(toks: &[Tok<'_>], at: usize) -> Option<(usize, Sem)> {
    toks.get(at).filter(|tok| tok.plain == "in")?;
    let before = at.checked_sub(1).and_then(|n| toks.get(n));
    if before.is_some_and(|tok| tok.kind == Kind::Number || words::number(&tok.plain).is_some()) {
        return None;
    }
    let n = words::number(&toks.get(at + 1)?.plain)
        .filter(|n| matches!(n / 100, 5 | 10 | 15 | 20 | 30))?;
    let ends = toks.get(at + 2).is_none_or(|tok| {
        tok.line
            || matches!(tok.text, "." | "!" | "," | ";" | ")")
            || tok.is_any(&["da", "bei", "zurueck", "back", "and", "und", "with"])
    });
    let len = Len::of(n, Unit::Minute);
    let amount = Amount { low: len, high: len, unit: Unit::Minute, working: false };
    ends.then_some((at + 2, Sem::Shift(amount, false)))
}

/// `KW 21`, `calendar week 21`: the week of that number, this year's or the next one's.
fn numbered_week(toks: &[Tok<'_>], at: usize, context: &Context<'_>) -> Option<(usize, Sem)> {
    let first = toks.get(at)?;
    let two =
        first.is_any(&["calendar"]) && toks.get(at + 1).is_some_and(|tok| tok.plain == "week");
    if !two && !first.is_any(&["kw", "kalenderwoche", "cw", "wk"]) {
        return None;
    }
    let place = (at + 1 + usize::from(two)..at + 4)
        .find(|n| !toks.get(*n).is_some_and(|tok| matches!(tok.text, "." | "-" | ":")))?;
    let tok = toks.get(place).filter(|tok| tok.kind == Kind::Number && tok.text.len() <= 2)?;
    let week: i8 = tok.text.parse().ok().filter(|n| (1..=53).contains(n))?;
    let today = context.today();
    let iso = today.iso_week_date();
    let monday =
        |year: i16| ISOWeekDate::new(year, week, Weekday::Monday).ok().map(ISOWeekDate::date);
    let this = monday(iso.year())?;
    let now = ISOWeekDate::new(iso.year(), iso.week(), Weekday::Monday).ok()?.date();
    let ahead = context.lean == Lean::Future && this < now;
    let target = if ahead { monday(iso.year() + 1)? } else { this };
    let weeks = now.until(target).ok()?.get_days() / 7;
    Some((place + 1, Sem::Period(Period { span: Span::Week(weeks), slice: Slice::Whole })))
}

/// Groups of words that are not what their words are.
fn fixed(toks: &[Tok<'_>], at: usize, found: &mut Vec<(usize, Sem)>) {
    let is = |n: usize, words: &[&str]| toks.get(at + n).is_some_and(|tok| tok.is_any(words));
    if is(0, &["day"]) && (is(1, &["after", "before"])) && is(2, &["tomorrow", "yesterday"]) {
        let days = match (is(1, &["after"]), is(2, &["tomorrow"])) {
            (true, true) => 2,
            (false, false) => -2,
            _ => return,
        };
        found.push((at + 3, Sem::Day(Day::Relative(days))));
    }
    // a week on Friday, a week from Monday
    let led = usize::from(is(0, &["a"]));
    if is(led, &["week"]) && is(led + 1, &["on", "from"]) {
        let day = toks.get(at + led + 2).and_then(|tok| words::weekday(&tok.plain));
        if let Some((day, false)) = day {
            found.push((at + led + 3, Sem::Day(Day::After(day, None, 7))));
        }
    }
    // a week today, two weeks tomorrow
    if is(1, &["week", "weeks"])
        && let Some(n) =
            toks.get(at).and_then(|tok| words::number(&tok.plain)).filter(|n| *n < 1_000)
        && let Some(days) = toks.get(at + 2).and_then(|tok| match tok.plain.as_str() {
            "today" => Some(0),
            "tomorrow" => Some(1),
            _ => None,
        })
    {
        found.push((at + 3, Sem::Day(Day::Relative(n / 100 * 7 + days))));
    }
    if is(0, &["12"]) && is(1, &["noon", "midday"]) {
        found.push((at + 2, Sem::Time(Clock::new(12, 0, false))));
    }
    // after the weekend, nach dem Wochenende
    if is(0, &["after", "nach"]) && is(1, &["the", "dem"]) && is(2, &["weekend", "wochenende"]) {
        found.push((at + 3, Sem::Day(Day::WeekdayOfWeek(Weekday::Monday, 1))));
    }
    if let Some((end, sem)) = in_ten(toks, at) {
        found.push((end, sem));
    }
    if is(0, &["first"]) && is(1, &["thing"]) {
        found.push((at + 2, Sem::Part(Part::Early)));
    }
    let counted = |hundredths: i32, unit: Unit| {
        let len = Len::of(hundredths, unit);
        Sem::Amount(Amount { low: len, high: len, unit, working: false })
    };
    // a couple of hours, ein paar Stunden
    let few = if is(0, &["couple"]) {
        Some(if is(1, &["of"]) { 2 } else { 1 })
    } else if is(0, &["paar"]) {
        Some(1)
    } else {
        None
    };
    if let Some(n) = few
        && let Some((unit, working)) = toks.get(at + n).and_then(|tok| words::unit(&tok.plain))
    {
        let len = Len::of(200, unit);
        found.push((at + n + 1, Sem::Amount(Amount { low: len, high: len, unit, working })));
    }
    // half an hour, an hour and a half
    if is(0, &["half"]) && is(1, &["an", "a"]) && is(2, &["hour", "day", "year"]) {
        let unit = toks
            .get(at + 2)
            .and_then(|tok| words::unit(&tok.plain))
            .map_or(Unit::Hour, |(unit, _)| unit);
        found.push((at + 3, counted(50, unit)));
    }
    if is(0, &["half"]) && is(1, &["hour"]) {
        found.push((at + 2, counted(50, Unit::Hour)));
    }
    if is(0, &["hour"]) && is(1, &["and"]) && is(2, &["a"]) && is(3, &["half"]) {
        found.push((at + 4, counted(150, Unit::Hour)));
    }
    // two and a half hours, 2 1/2
    if let Some(n) = toks.get(at).and_then(|tok| words::number(&tok.plain))
        && is(1, &["and", "und"])
        && (is(2, &["a"]) && is(3, &["half"]) || is(2, &["eine"]) && is(3, &["halbe"]))
        && let Some((unit, _)) = toks.get(at + 4).and_then(|tok| words::unit(&tok.plain))
    {
        found.push((at + 5, counted(n + 50, unit)));
    }
    // month end, year's end
    if is(0, &["month", "month's"]) && is(1, &["end"]) {
        found.push((at + 2, Sem::Period(Period { span: Span::Months(0), slice: Slice::End })));
    }
    if is(0, &["year", "year's"]) && is(1, &["end"]) {
        found.push((at + 2, Sem::Period(Period { span: Span::Years(0), slice: Slice::End })));
    }
    // business days
    if is(0, &["business", "working", "work", "bank", "banking"]) && is(1, &["day", "days"]) {
        found.push((at + 2, Sem::Unit(Unit::Day, true)));
    }
    // close of business, end of day
    if is(0, &["close"]) && is(1, &["of"]) && is(2, &["business", "play", "day"])
        || is(0, &["end"]) && is(1, &["of"]) && (is(2, &["day", "business", "play"]))
        || is(0, &["end"])
            && is(1, &["of"])
            && is(2, &["the", "this"])
            && is(3, &["day", "business"])
        || is(0, &["ende"]) && is(1, &["des"]) && is(2, &["tages", "arbeitstages"])
    {
        let end = if is(3, &["day", "business"]) { at + 4 } else { at + 3 };
        found.push((end, Sem::Period(Period { span: Span::Today, slice: Slice::Whole })));
    }
}
