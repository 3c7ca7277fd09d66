//! What devices and programs show (`Fehler F7121`).

mod shown;

use std::ops::Range;

use self::shown::{on_device, on_noun, shown_small, stands_alone};
use super::{
    FactKind, Finder,
    journey::{self, TRAINS, is_counted, is_train},
};
use crate::{
    lex::{Kind, Tok},
    rows::TROUBLE,
    when,
};

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let mut at = 0;
    while at < finder.toks.len() {
        if let Some((range, because)) =
            error(finder, at).filter(|(range, _)| !is_known(finder, range))
        {
            let norm = written(finder, &range);
            at = range.end;
            finder.claim(FactKind::ErrorCode, range, norm, 92, Some(because));
        } else if let Some(range) = journey::find(finder, at) {
            let norm = written(finder, &range);
            at = range.end;
            finder.claim(FactKind::Train, range, norm, 92, None);
        } else {
            at += 1;
        }
    }
}

/// „QR code“, "the PIN code": what it is called, no code of an error.
fn is_known(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    range.len() == 1
        && finder.is(
            range.start,
            &[
                "qr", "pin", "puk", "tan", "zip", "otp", "sms", "bic", "iban", "dns", "gps", "bar",
                "ean", "promo", "wps", "wlan", "wifi", "vpn", "usb", "nfc", "id", "ok",
            ],
        )
}

fn written(finder: &Finder<'_, '_>, range: &Range<usize>) -> String {
    let raw = finder.span(range).and_then(|span| finder.text.get(span)).unwrap_or_default();
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn error(finder: &Finder<'_, '_>, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let toks = finder.toks;
    let tok = toks.get(at)?;
    if let Some(found) = shown_small(toks, at).filter(|(range, _)| finder.is_free(range)) {
        return Some(found);
    }
    if tok.kind == Kind::Number && tok.text != "0" {
        return ahead(finder, at);
    }
    if tok.kind == Kind::Sign {
        return None;
    }
    let plain = tok.plain.as_str();
    let names = matches!(
        plain,
        "error"
            | "fehler"
            | "fehlercode"
            | "fehlermeldung"
            | "errorcode"
            | "stoerungscode"
            | "fehlernummer"
            | "fehlernr"
            | "stoercode"
            | "fault"
            | "errormeldung"
            | "stoerung"
            | "statuscode"
            | "errors"
            | "fehlercodes"
            | "err"
            | "exception"
            | "fehlernumer"
            | "fehlerkode"
            | "fehlermeldungen"
            | "stoerungsmeldung"
            | "meldig"
            | "faehler"
            | "fehlermeldig"
            | "ausnahme"
            | "alarm"
            | "alarmcode"
            | "displaycode"
            | "anzeigecode"
            | "displaymeldung"
            | "systemmeldung"
            | "errorcodes"
    );
    // „code 43“: short, or it would be a PIN.
    let told = at.checked_sub(1).and_then(|i| toks.get(i)).is_some_and(|tok| {
        tok.is_any(&[
            "says", "saying", "shows", "showing", "zeigt", "meldet", "throws", "gives", "kommt",
        ])
    });
    let short = plain == "code"
        && toks.get(at + 1).is_some_and(|tok| {
            tok.kind == Kind::Word || tok.text.len() <= if told { 6 } else { 3 }
        });
    let alone = at.checked_sub(1).and_then(|i| toks.get(i)).is_none_or(|tok| {
        tok.kind == Kind::Sign
            || tok.is_any(&[
                "der", "the", "mit", "dem", "den", "ein", "a", "says", "zeigt", "kommt", "with",
                "einen", "shows", "display", "anzeige", "saying", "showing", "meldet", "throws",
                "gives",
            ])
    });
    // „Code SAVE15 worked a treat“ takes something off.
    let off = toks.get(at + 1).is_some_and(|tok| tok.kind == Kind::Word && tok.text.len() > 3)
        && !TROUBLE.any(toks, &(0..toks.len()));
    let short = short && !off;
    let itself =
        toks.get(at + 1).is_some_and(|tok| (tok.is_dash() || tok.text == "_") && !tok.apart)
            && tok.text.chars().all(char::is_uppercase);
    // „Meldung APP-5031“: what it shows is written as codes are.
    let message = plain == "meldung"
        && (at + 1..at + 4)
            .find(|n| !toks.get(*n).is_some_and(|tok| matches!(tok.text, ":" | "\"" | "„" | "“")))
            .and_then(|n| code(toks, n, true))
            .is_some_and(|range| {
                toks.get(range.start).is_some_and(|tok| tok.kind == Kind::Word && tok.is_capital())
            });
    let names = names && !itself || short && alone || message;
    if names {
        for place in at + 1..at + 9 {
            let next = toks.get(place)?;
            if let Some(range) = code(toks, place, true).filter(|range| finder.is_free(range)) {
                if is_other(finder, &range) {
                    return None;
                }
                // „ERR 602“: its letters are its own.
                if tok.text == "ERR" && place == at + 1 && next.kind == Kind::Number {
                    return Some((at..range.end, at..at + 1));
                }
                // „Fehlercode -1009“
                let minus = toks.get(place - 1).is_some_and(|tok| tok.text == "-" && tok.apart)
                    && toks.get(place).is_some_and(|tok| tok.kind == Kind::Number && !tok.apart);
                return Some((range.start - usize::from(minus)..range.end, at..at + 1));
            }
            let link = next.is_any(&[
                "code",
                "nummer",
                "nr",
                "number",
                "no",
                "message",
                "meldung",
                "mit",
                "der",
                "is",
                "ist",
                "lautet",
                "says",
                "the",
                "von",
                "with",
                "shows",
                "am",
                "im",
                "auf",
                "an",
                "dem",
                "display",
                "bildschirm",
                "anzeige",
                "screen",
                "on",
                "panel",
                "readout",
                "lcd",
                "was",
                "war",
                "und",
                "zwar",
                "which",
                "reads",
                "reading",
                "app",
                "geraet",
                "hier",
                "here",
                "wie",
                "folgt",
                "erschien",
                "erscheint",
                "kam",
                "kommt",
                "dort",
                "lautete",
                "appeared",
                "came",
                "up",
                "it",
                "drauf",
                "steht",
                "da",
                "dann",
                "text",
            ]) || matches!(
                next.text,
                ":" | "." | "#" | "-" | "\"" | "„" | "“" | "(" | "'" | "=" | "["
            );
            if !link {
                return None;
            }
        }
        return None;
    }
    // HTTP 502
    if matches!(tok.text, "HTTP" | "http" | "Http")
        && toks.get(at + 1).is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() == 3)
    {
        return Some((at..at + 2, at..at + 1));
    }
    // „Linie U4“
    if TRAINS.contains(&tok.text)
        && tok.text.len() <= 2
        && toks.get(at + 1).is_some_and(|tok| tok.kind == Kind::Number)
    {
        return None;
    }
    if super::device::is_model(toks, at) || is_train(tok.text) {
        return None;
    }
    // „Waschmaschine piept, E 18“
    let apart = at..at + 2;
    if matches!(tok.text, "E" | "F" | "H" | "ER" | "EA" | "Err" | "ERR")
        && toks.get(at + 1).is_some_and(|tok| tok.kind == Kind::Number && tok.apart)
        && finder.is_free(&apart)
        && stands_alone(finder, &apart)
    {
        return Some((apart.clone(), apart));
    }
    if let Some(found) = spaced(finder, at).or_else(|| ahead(finder, at)) {
        return Some(found);
    }
    // zeigt E18 an, display shows F05
    let range = code(toks, at, false).filter(|range| finder.is_free(range))?;
    let signs = |n: Option<usize>| {
        n.and_then(|n| toks.get(n)).is_some_and(|tok| {
            tok.is_any(&[
                "zeigt",
                "anzeige",
                "display",
                "shows",
                "showing",
                "flashing",
                "blinkt",
                "says",
                "anzeigt",
                "meldet",
                "steht",
                "reads",
                "kommt",
                "code",
                "displaying",
                "displays",
                "error",
                "fehler",
                "screen",
                "bildschirm",
                "erscheint",
                "wirft",
                "throws",
                "gets",
                "getting",
                "meldung",
                "saying",
                "bringt",
                "gibt",
                "wirft",
                "leuchtet",
                "blinking",
                "flashes",
                "threw",
                "lautet",
                "popup",
                "pops",
                "flash",
                "blinks",
                "beeps",
                "piept",
                "stops",
                "stopped",
                "stoppt",
                "bricht",
                "shuts",
                "locks",
                "crashes",
                "crashed",
                "abgestuerzt",
                "stuerzt",
                "trips",
                "panel",
                "readout",
                "lcd",
                "leuchten",
                "blinken",
                "zeigte",
                "zeigen",
                "meldete",
                "quittiert",
                "throwing",
                "popped",
                "appears",
                "appearing",
                "wechselt",
            ])
        })
    };
    // „I got E24“: who only says so means a code where nothing else looks like one.
    let gets = |n: Option<usize>| {
        n.and_then(|n| toks.get(n)).is_some_and(|tok| {
            tok.is_any(&[
                "got", "get", "see", "sehe", "bekomme", "erhalte", "kriege", "receive", "received",
                "going", "goes", "went", "mit", "with", "on",
            ])
        })
    };
    let display = |text: &str| {
        matches!(text, "E" | "F" | "ERR" | "Err" | "H" | "EA" | "e" | "f" | "er" | "ER" | "EC")
            || text.len() > 2 && toks.get(at + 1).is_some_and(Tok::is_dash)
    };
    let coded = display(tok.text)
        && toks.get(range.end - 1).is_some_and(|last| last.kind == Kind::Number)
        && !toks.get(range.end).is_some_and(|tok| {
            crate::words::unit(&tok.plain).is_some() || matches!(tok.text, "€" | "%")
        });
    if coded
        && tok.text.len() <= 4
        && let Some(back) = (1..=3).find(|back| gets(at.checked_sub(*back)))
    {
        return Some((range, at - back..at - back + 1));
    }
    // ERR_TIMED_OUT is nothing else.
    let shouted = toks.get(at + 1).is_some_and(|tok| tok.text == "_")
        && (tok.apart
            || at
                .checked_sub(1)
                .and_then(|n| toks.get(n))
                .is_none_or(|before| !matches!(before.text, "@" | "#" | "/" | ".")));
    if shouted && tok.text.len() > 2 {
        return Some((range.clone(), range));
    }
    if on_device(toks, &range) {
        return Some((range.clone(), range));
    }
    if coded && (stands_alone(finder, &range) || on_noun(toks, &range)) {
        return Some((range.clone(), range));
    }
    let before = (1..=5).find(|back| signs(at.checked_sub(*back)));
    let after = (0..=2).find(|ahead| signs(Some(range.end + ahead)));
    let because = before.map(|back| at - back).or(after.map(|ahead| range.end + ahead))?;
    Some((range, because..because + 1))
}

/// „Fehler 14:22 Uhr“ tells when, „Fehler 3x“ how often, „Fehler 49,90“ how much.
fn is_other(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    let timed = finder.whens.iter().any(|when| {
        (when.dated || matches!(when.kind, when::Kind::Time))
            && when.toks.start < range.end
            && range.start < when.toks.end
            && (when.toks != *range || finder.tok(range.start + 1).is_some_and(|t| t.is_sign(':')))
    });
    let number = finder.tok(range.start).is_some_and(|tok| tok.kind == Kind::Number);
    // „Fehler am 3. Versuch“
    let ordinal = number
        && range.len() == 1
        && finder.tok(range.start).is_some_and(|tok| tok.text.len() <= 2)
        && finder.tok(range.end).is_some_and(|tok| tok.is_sign('.') && !tok.apart)
        && finder.tok(range.end + 1).is_some_and(|tok| !tok.line);
    let often = number && range.len() == 2 && finder.is(range.start + 1, &["x", "mal", "fach"]);
    let price = number
        && finder.tok(range.end).is_some_and(|tok| tok.text == "," && !tok.apart)
        && finder.tok(range.end + 1).is_some_and(|tok| tok.kind == Kind::Number && !tok.apart);
    timed || often || ordinal || price
}

/// `a 503 error`, `E19 keeps coming up`: the code before what names it.
fn ahead(finder: &Finder<'_, '_>, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let toks = finder.toks;
    let first = toks.get(at).filter(|tok| tok.apart && tok.kind != Kind::Sign)?;
    let range = code(toks, at, true).filter(|range| finder.is_free(range))?;
    let next = range.end;
    let dash = usize::from(toks.get(next).is_some_and(Tok::is_dash));
    let named = toks.get(next + dash).filter(|tok| {
        !tok.line
            && tok.is_any(&[
                "error",
                "errors",
                "fault",
                "fehler",
                "fehlermeldung",
                "fehlercode",
                "error-code",
                "code",
            ])
    });
    let number = first.kind == Kind::Number;
    let shape = if number {
        range.len() == 1
            && first.text.len() == 3
            && (dash == 1 || named.is_some_and(|tok| tok.is_any(&["error", "fault", "fehler"])))
            && at.checked_sub(1).is_some_and(|before| {
                finder.is(
                    before,
                    &["a", "an", "the", "einen", "ein", "der", "den", "http", "with", "mit"],
                )
            })
    } else {
        first.text.len() <= 3 && first.text.chars().all(|c| c.is_ascii_uppercase())
    };
    (named.is_some() && shape).then(|| (range, next + dash..next + dash + 1))
}

/// `display shows EA 38`: letters and a number with a blank between.
fn spaced(finder: &Finder<'_, '_>, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    const SHOWS: &[&str] = &[
        "shows",
        "showing",
        "show",
        "displays",
        "displaying",
        "flashes",
        "flashing",
        "reads",
        "zeigt",
        "blinkt",
        "meldet",
        "display",
        "anzeige",
        "steht",
        "erscheint",
        "leuchtet",
        "displayed",
    ];
    let toks = finder.toks;
    let letters = toks.get(at).filter(|tok| {
        tok.kind == Kind::Word
            && tok.text.len() <= 3
            && tok.text.chars().all(|c| c.is_ascii_uppercase())
    })?;
    let number = toks.get(at + 1).filter(|tok| {
        tok.kind == Kind::Number && tok.apart && !tok.line && (1..=3).contains(&tok.text.len())
    })?;
    let led = (1..=2).find(|back| at.checked_sub(*back).is_some_and(|n| finder.is(n, SHOWS)))?;
    let ends = toks.get(at + 2).is_none_or(|tok| tok.apart || tok.kind == Kind::Sign);
    let other = is_counted(toks, at + 2) || TRAINS.contains(&letters.text) || number.text == "0";
    (ends && !other && finder.is_free(&(at..at + 2))).then(|| (at..at + 2, at - led..at - led + 1))
}

/// `F7121`, `E-24`, `0x80070057`, `ERR_RESET`, and where words said so also `503`.
fn code(toks: &[Tok<'_>], at: usize, named: bool) -> Option<Range<usize>> {
    let first = toks.get(at).filter(|tok| tok.kind != Kind::Sign)?;
    let mut end = at + 1;
    let mut digits = first.kind == Kind::Number;
    let mut under = false;
    while let Some(tok) = toks.get(end).filter(|tok| !tok.apart) {
        let joint = matches!(tok.text, "-" | "_" | "." | "/" | ":")
            && toks.get(end + 1).is_some_and(|next| !next.apart && next.kind != Kind::Sign);
        if tok.kind == Kind::Sign && !joint {
            break;
        }
        under |= tok.text == "_";
        digits |= tok.kind == Kind::Number;
        end += 1;
    }
    // E 24, HTTP 503
    let upper = first.kind == Kind::Word && first.text.chars().all(|c| c.is_ascii_uppercase());
    if named
        && upper
        && end == at + 1
        && first.text.len() <= 4
        && toks.get(end).is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() <= 5)
    {
        return Some(at..end + 1);
    }
    let hex = first.text == "0"
        && toks.get(at + 1).is_some_and(|tok| tok.plain.starts_with('x') && !tok.apart);
    let lettered = first.kind == Kind::Word && digits && (upper || named && first.text.len() <= 2);
    let ends = toks.get(end).is_none_or(|tok| tok.kind == Kind::Sign || tok.line);
    let number = first.kind == Kind::Number
        && digits
        && named
        && (first.text.len() >= 2 || end > at + 1 || ends);
    let counted = first.kind == Kind::Number
        && end == at + 1
        && toks.get(end).is_some_and(|tok| {
            crate::words::unit(&tok.plain).is_some()
                || tok.is_any(&["mal", "times", "uhr", "prozent", "euro"])
                || tok.text == "%"
                || tok.text == "€"
        });
    // "E 04" on a display
    let quoted = at
        .checked_sub(1)
        .and_then(|i| toks.get(i))
        .is_some_and(|tok| matches!(tok.text, "\"" | "„" | "“" | "'"));
    if !named && quoted && upper && end == at + 1 && first.text.len() == 1 {
        return toks
            .get(end)
            .filter(|tok| tok.kind == Kind::Number && tok.text.len() <= 3)
            .map(|_| at..end + 1);
    }
    // „Fehler EA“
    let letters = named
        && upper
        && end == at + 1
        && first.text.len() == 2
        && !toks
            .get(end)
            .is_some_and(|tok| tok.kind == Kind::Word && tok.text.chars().all(char::is_uppercase));
    if letters {
        return Some(at..end);
    }
    let constant = (upper || named && first.kind == Kind::Word && first.text.len() > 2) && under;
    // „bleibt mit e15 stehen“
    let small = !named
        && matches!(first.text, "e" | "f" | "er")
        && end == at + 2
        && toks.get(at + 1).is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() <= 3);
    if small {
        return Some(at..end);
    }
    if counted || !(hex || constant || lettered || number) {
        return None;
    }
    // Without a word for it, only letter and digits, as on displays.
    let dashed = upper
        && end == at + 3
        && (2..=6).contains(&first.text.len())
        && toks.get(at + 1).is_some_and(Tok::is_dash);
    let post = toks.get(end).is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() == 1)
        && toks.get(end + 1).is_some_and(|tok| !tok.apart && tok.text.len() == 2);
    let shown = lettered && !post && (first.text.len() <= 3 && end - at <= 4 || dashed);
    if !(named || hex || constant || shown) {
        return None;
    }
    Some(at..end)
}
