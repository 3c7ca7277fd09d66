//! What single words make of the phrase behind or before them: `in`, `nächste`, `Ende`, `ago`.

use super::{
    chart::Item,
    sem::{Amount, Day, Len, Period, Sem, Slice, Span},
};
use crate::{
    lex::{Kind, Tok},
    words::{self, Part, Unit},
};

/// What a word means together with what follows it.
pub(super) fn led(
    toks: &[Tok<'_>],
    at: usize,
    starts: &[Vec<Item>],
    offer: &mut dyn FnMut(usize, Sem),
) {
    let Some(tok) = toks.get(at).filter(|tok| tok.kind == Kind::Word) else { return };
    let plain = tok.plain.as_str();
    let article = |i: usize| {
        let words = [
            "der", "des", "den", "die", "das", "the", "of", "von", "dem", "a", "an", "eine",
            "einer", "einem",
        ];
        toks.get(i).is_some_and(|tok| tok.is_any(&words))
    };
    // ca. 20 Minuten
    if toks.get(at + 1).is_some_and(|tok| tok.is_sign('.') && !tok.apart)
        && matches!(plain, "ca" | "max" | "min")
    {
        for item in starts.get(at + 2).into_iter().flatten() {
            if let Sem::Amount(amount) = &item.sem {
                offer(item.b, Sem::Amount(*amount));
            }
        }
    }
    // The words between: Ende der, within the, innerhalb von.
    for skip in 1..=3 {
        let here = at + skip;
        if skip > 1 && !article(here - 1) {
            break;
        }
        for item in starts.get(here).into_iter().flatten() {
            if let Some(sem) = with(plain, skip, item, toks) {
                offer(item.b, sem);
            }
        }
    }
}

fn with(plain: &str, skip: usize, item: &Item, toks: &[Tok<'_>]) -> Option<Sem> {
    let direct = skip == 1;
    match (plain, &item.sem) {
        (
            "in" | "innerhalb" | "binnen" | "within" | "inside" | "nach" | "after" | "under",
            Sem::Amount(amount),
        ) => {
            // „nach 3 Tagen“ of what happened is told apart by who asks.
            Some(Sem::Shift(*amount, false))
        }
        ("innerhalb" | "binnen" | "within" | "in" | "over", Sem::Stretch(amount, false)) => {
            Some(Sem::Stretch(*amount, false))
        }
        ("in" | "jahr" | "jahre" | "year" | "seit" | "since" | "anno", Sem::Num(n, 4))
            if direct && (195_000..210_000).contains(n) && super::clock::is_bare(toks, item.b) =>
        {
            Some(Sem::Period(Period {
                span: Span::Year(i16::try_from(n / 100).ok()?),
                slice: Slice::Whole,
            }))
        }
        ("within" | "innerhalb" | "binnen", Sem::Unit(unit, _))
            if !direct && *unit != Unit::Second =>
        {
            let len = Len::of(100, *unit);
            Some(Sem::Stretch(Amount { low: len, high: len, unit: *unit, working: false }, false))
        }
        // im Laufe des Tages, during the week
        (
            "laufe" | "during" | "course" | "verlauf" | "throughout",
            Sem::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month), _),
        ) => {
            let span = match unit {
                Unit::Day => Span::Today,
                Unit::Week => Span::Week(0),
                _ => Span::Months(0),
            };
            Some(Sem::Period(Period { span, slice: Slice::Whole }))
        }
        ("laufe" | "during" | "course" | "verlauf", Sem::Part(part)) => {
            Some(Sem::DayPart(Day::Relative(0), *part))
        }
        ("vor", Sem::Amount(amount)) if direct => Some(Sem::Shift(*amount, true)),
        (
            "mehr" | "over" | "ueber" | "gut" | "knapp" | "about" | "around" | "rund" | "etwa"
            | "ca" | "circa" | "fast" | "nearly" | "almost",
            Sem::Amount(amount),
        ) if direct => Some(Sem::Amount(*amount)),
        // in spätestens zwei Stunden, within max. two hours
        (
            "spaetestens" | "hoechstens" | "maximal" | "max" | "roughly" | "approximately" | "less"
            | "weniger" | "ungefaehr" | "wenigen" | "genau" | "exakt" | "exactly" | "just" | "nur"
            | "only" | "frueh" | "mindestens" | "precisely" | "ziemlich",
            Sem::Amount(amount),
        ) if direct => Some(Sem::Amount(*amount)),
        ("in" | "am" | "im" | "um" | "at" | "on", Sem::Part(part))
            if plain == "in" && !direct || matches!(plain, "am") && direct =>
        {
            Some(Sem::Part(*part))
        }
        _ => {
            if let Some(n) = words::which(plain).filter(|_| direct) {
                return chosen(plain, n, item, toks);
            }
            let slice = match plain {
                "ende" | "end" | "late" => Slice::End,
                "anfang" | "beginning" | "start" | "early" => Slice::Begin,
                "mitte" | "middle" | "mid" => Slice::Middle,
                _ => return None,
            };
            match &item.sem {
                Sem::Period(Period { span, slice: Slice::Whole })
                    if !matches!(span, Span::Today) =>
                {
                    Some(Sem::Period(Period { span: *span, slice }))
                }
                Sem::Unit(unit, false) => {
                    // Ende der Woche, end of the month
                    let span = match unit {
                        Unit::Week => Span::Week(0),
                        Unit::Month => Span::Months(0),
                        Unit::Quarter => Span::Quarters(0),
                        Unit::Year => Span::Years(0),
                        _ => return None,
                    };
                    Some(Sem::Period(Period { span, slice }))
                }
                _ => None,
            }
        }
    }
}

/// `nächste Woche`, `this afternoon`, `letzten Freitag`, `die nächsten drei Tage`.
fn chosen(plain: &str, n: i32, item: &Item, toks: &[Tok<'_>]) -> Option<Sem> {
    let period = |span: Span| Some(Sem::Period(Period { span, slice: Slice::Whole }));
    match &item.sem {
        Sem::Unit(Unit::Week, _) => period(Span::Week(n)),
        Sem::Unit(Unit::Month, _) => period(Span::Months(n)),
        Sem::Unit(Unit::Quarter, _) => period(Span::Quarters(n)),
        Sem::Unit(Unit::Year, _) => period(Span::Years(n)),
        Sem::Unit(unit @ (Unit::Hour | Unit::Minute), _) if n == 1 && is_one(toks, item) => {
            let len = Len::of(100, *unit);
            Some(Sem::Stretch(Amount { low: len, high: len, unit: *unit, working: false }, false))
        }
        Sem::Unit(Unit::Day, true) => {
            let len = Len::of(100 * n.max(1), Unit::Day);
            Some(Sem::Shift(Amount { low: len, high: len, unit: Unit::Day, working: true }, n < 0))
        }
        Sem::Unit(Unit::Day, false)
            if n != 0 && matches!(plain, "next" | "following")
                || plain.starts_with("naechst")
                    && matches!(item.sem, Sem::Unit(Unit::Day, false))
                    && item.b == item.a + 1
                    && toks
                        .get(item.a)
                        .is_some_and(|tok| matches!(tok.plain.as_str(), "tag" | "day")) =>
        {
            Some(Sem::Day(Day::Relative(n)))
        }
        Sem::Day(Day::Weekday(weekday, None)) => Some(Sem::Day(Day::Weekday(*weekday, Some(n)))),
        Sem::DayPart(Day::Weekday(weekday, None), part) => {
            Some(Sem::DayPart(Day::Weekday(*weekday, Some(n)), *part))
        }
        Sem::Part(part) if n == 0 => Some(Sem::DayPart(Day::Relative(0), *part)),
        Sem::Part(Part::Night | Part::Evening) if n == -1 => {
            Some(Sem::DayPart(Day::Relative(-1), Part::Night))
        }
        Sem::Period(Period { span: Span::Weekend(0), .. }) => period(Span::Weekend(n)),
        Sem::Period(Period { span: Span::Month(month, None), .. }) => {
            period(if n == 0 { Span::Month(*month, None) } else { Span::NextMonth(*month, n) })
        }
        Sem::Amount(amount) if n != 0 => Some(Sem::Stretch(*amount, n < 0)),
        _ => None,
    }
}

/// A single one: the next hours are none that can be counted.
fn is_one(toks: &[Tok<'_>], item: &Item) -> bool {
    toks.get(item.a).is_some_and(|tok| tok.is_any(&["stunde", "hour", "minute"]))
}

/// What words behind a phrase make of it: `ago`, `her`.
pub(super) fn trailed(toks: &[Tok<'_>], left: &Item) -> Option<(usize, Sem)> {
    let tok = toks.get(left.b)?;
    match &left.sem {
        Sem::Amount(amount) if tok.is_any(&["ago", "her", "zuvor", "earlier", "back"]) => {
            Some((left.b + 1, Sem::Shift(*amount, true)))
        }
        Sem::Amount(amount) if tok.is_any(&["later", "spaeter"]) => {
            Some((left.b + 1, Sem::Shift(*amount, false)))
        }
        Sem::Amount(amount)
            if tok.is_any(&["from"])
                && toks.get(left.b + 1).is_some_and(|tok| tok.is_any(&["now", "today"])) =>
        {
            Some((left.b + 2, Sem::Shift(*amount, false)))
        }
        Sem::Day(Day::Weekday(weekday, None)) if tok.is_any(&["week"]) => {
            Some((left.b + 1, Sem::Day(Day::After(*weekday, None, 7))))
        }
        _ => None,
    }
}
