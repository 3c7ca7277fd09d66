//! What devices and programs show (`Fehler F7121`), and what people travel with (`ICE 517`).

use std::ops::Range;

use super::{FactKind, Finder};
use crate::lex::{Kind, Tok};

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let mut at = 0;
    while at < finder.toks.len() {
        if let Some((range, because)) = error(finder, at) {
            let norm = written(finder, &range);
            at = range.end;
            finder.claim(FactKind::ErrorCode, range, norm, 92, Some(because));
        } else if let Some(range) = journey(finder, at) {
            let norm = written(finder, &range);
            at = range.end;
            finder.claim(FactKind::Train, range, norm, 92, None);
        } else {
            at += 1;
        }
    }
}

fn written(finder: &Finder<'_, '_>, range: &Range<usize>) -> String {
    let raw = finder.span(range).and_then(|span| finder.text.get(span)).unwrap_or_default();
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn error(finder: &Finder<'_, '_>, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let toks = finder.toks;
    let tok = toks.get(at).filter(|tok| tok.kind == Kind::Word || tok.text == "0")?;
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
    );
    if names {
        for place in at + 1..at + 7 {
            let next = toks.get(place)?;
            if let Some(range) = code(toks, place, true).filter(|range| finder.is_free(range)) {
                return Some((range, at..at + 1));
            }
            let link = next.is_any(&[
                "code", "nummer", "nr", "number", "no", "message", "meldung", "mit", "der", "is",
                "ist", "lautet", "says", "the", "von", "with", "shows",
            ]) || matches!(
                next.text,
                ":" | "." | "#" | "-" | "\"" | "„" | "“" | "(" | "'" | "="
            );
            if !link {
                return None;
            }
        }
        return None;
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
            ])
        })
    };
    let before = (1..=5).find(|back| signs(at.checked_sub(*back)));
    let after = (0..=2).find(|ahead| signs(Some(range.end + ahead)));
    let because = before.map(|back| at - back).or(after.map(|ahead| range.end + ahead))?;
    Some((range, because..because + 1))
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
    let number =
        first.kind == Kind::Number && digits && named && (first.text.len() >= 2 || end > at + 1);
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
    let constant = upper && under;
    if counted || !(hex || constant || lettered || number) {
        return None;
    }
    // Without a word for it, only letter and digits, as on displays.
    let shown = lettered && first.text.len() <= 3 && end - at <= 4;
    if !(named || hex || constant || shown) {
        return None;
    }
    Some(at..end)
}

const TRAINS: &[&str] = &[
    "ICE", "IC", "EC", "ECE", "RE", "RB", "IRE", "TGV", "RJ", "RJX", "NJ", "FLX", "STB", "ALX",
    "MEX", "BRB", "ME", "HKX", "WB", "IR", "REX", "CJX", "EN", "THA", "ES", "VIA", "ERB", "NWB",
    "ABR", "HLB", "ODEG", "S", "U", "STR", "ICN", "PE", "SBB", "OEBB", "RS", "AKN", "VLX", "WFB",
    "EB", "SEV", "ICx", "Ice", "ice", "NX", "TER",
];
const AIRLINES: &[&str] = &[
    "LH", "BA", "FR", "EW", "AF", "KL", "LX", "OS", "X3", "EI", "SK", "AY", "IB", "TP", "TK", "EK",
    "QR", "UA", "AA", "DL", "W6", "VY", "SN", "LO", "U2", "4U", "DE", "LS", "TUI", "EZY", "WZ",
];
const LINES: &[&str] = &[
    "bus",
    "buslinie",
    "linie",
    "tram",
    "tramlinie",
    "strassenbahn",
    "strassenbahnlinie",
    "strab",
    "metro",
    "ubahn",
    "sbahn",
    "nachtbus",
    "schnellbus",
    "line",
    "route",
    "busse",
    "metrobus",
    "tramway",
];

fn journey(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    let first = toks.get(at)?;
    if !first.apart
        && at > 0
        && toks.get(at - 1).is_some_and(|tok| {
            tok.kind != Kind::Sign
                || matches!(tok.text, "-" | "_" | "." | "@" | "/")
                    && toks.get(at - 1).is_some_and(|tok| !tok.apart)
        })
    {
        return None;
    }
    let number = |n: usize, most: usize| {
        toks.get(n).filter(|tok| tok.kind == Kind::Number && tok.text.len() <= most && !tok.line)
    };
    let free = |range: Range<usize>| finder.is_free(&range).then_some(range);
    let unit = |n: usize| {
        toks.get(n).is_some_and(|tok| {
            crate::words::unit(&tok.plain).is_some()
                || tok.is_any(&["euro", "prozent", "mal", "uhr"])
                || matches!(tok.text, "€" | "%" | ":") && !tok.apart
        })
    };
    let before = at.checked_sub(1).and_then(|i| toks.get(i));
    if first.kind == Kind::Word && TRAINS.contains(&first.text) {
        let digits = number(at + 1, 5).filter(|_| !unit(at + 2))?;
        let city = first.text.len() == 1;
        let model = before.is_some_and(|tok| {
            tok.is_any(&[
                "galaxy", "samsung", "note", "model", "modell", "iphone", "xbox", "series",
            ])
        });
        if city
            && (digits.text.len() > 2
                || digits.apart
                    && !before
                        .is_some_and(|tok| tok.is_any(&["der", "die", "the", "linie", "mit"]))
                || model)
            || model
        {
            return None;
        }
        if first.text == "RE" && digits.text.len() > 5 {
            return None;
        }
        return free(at..at + 2);
    }
    // ice 517, rb 48: nobody shouts on a phone.
    let small = matches!(first.text, "ic" | "rb" | "re" | "Re" | "Rb" | "Ic" | "s" | "u" | "ec");
    if small && let Some(digits) = number(at + 1, 4).filter(|_| !unit(at + 2)) {
        let words = [
            "zug",
            "bahn",
            "gleis",
            "verspaet*",
            "ausfall",
            "faellt",
            "train",
            "richtung",
            "nach",
            "bahnhof",
            "hbf",
            "linie",
            "umsteigen",
        ];
        let spoken = crate::clause::has(toks, &(0..toks.len()), &words);
        let fits =
            if first.text.len() == 1 { !digits.apart && digits.text.len() <= 2 } else { true };
        if spoken && fits {
            return free(at..at + 2);
        }
    }
    // the 73 bus
    if first.kind == Kind::Number
        && first.text.len() <= 3
        && toks.get(at + 1).is_some_and(|tok| tok.is_any(&["bus", "tram"]))
    {
        let led = before.is_some_and(|tok| {
            tok.is_any(&["the", "number", "no", "my", "der", "den", "dem", "a"])
        });
        return led.then(|| free(at..at + 2)).flatten();
    }
    // S-Bahn S3, U-Bahn U6
    // S-Bahn 3, Bus 142, Linie 16, U-Bahn U6
    if first.is_any(LINES)
        && (first.is_capital() || first.is_any(&["bus", "tram", "route", "line", "linie"]))
    {
        let digits = number(at + 1, 4).filter(|tok| tok.apart && !unit(at + 2))?;
        let vague = first.is_any(&["line", "route"]) && digits.text.len() > 3;
        if vague {
            return None;
        }
        let end =
            at + 2
                + usize::from(toks.get(at + 2).is_some_and(|tok| {
                    !tok.apart && tok.kind == Kind::Word && tok.text.len() == 1
                }));
        return free(at..end);
    }
    if first.is_any(&["bus", "linie", "tram"])
        && toks
            .get(at + 1)
            .is_some_and(|tok| tok.text.len() <= 2 && tok.text.chars().all(char::is_uppercase))
    {
        let digits = number(at + 2, 3).filter(|tok| !tok.apart)?;
        let _ = digits;
        return free(at..at + 3);
    }
    flight(finder, at)
}

fn flight(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    let first = toks.get(at)?;
    let spoken = (1..=4).any(|back| {
        at.checked_sub(back).and_then(|i| toks.get(i)).is_some_and(|tok: &Tok<'_>| {
            tok.plain.starts_with("flug")
                || tok.plain.starts_with("flight")
                || tok.is_any(&["flieger", "plane", "flown"])
        })
    }) || toks
        .get(at..(at + 8).min(toks.len()))
        .is_some_and(|toks| toks.iter().any(|tok| tok.is_any(&["flug", "flight", "flieger"])));
    let upper =
        |tok: &Tok<'_>| tok.kind == Kind::Word && tok.text.chars().all(|c| c.is_ascii_uppercase());
    let (code, digits_at) = if upper(first) && (2..=3).contains(&first.text.len()) {
        (first.text.to_owned(), at + 1)
    } else {
        // W6 1234, 4U 123
        let second = toks
            .get(at + 1)
            .filter(|tok| !tok.apart && tok.kind != first.kind && tok.text.len() == 1)?;
        (format!("{}{}", first.text, second.text), at + 2)
    };
    let digits = toks
        .get(digits_at)
        .filter(|tok| tok.kind == Kind::Number && (2..=4).contains(&tok.text.len()))?;
    let known = AIRLINES.contains(&code.as_str());
    let sure = spoken && (known || code.len() == 2)
        || known
            && !digits.apart
            && digits.text.len() >= 3
            && !matches!(code.as_str(), "DE" | "AA" | "TK");
    let range = at..digits_at + 1;
    (sure && finder.is_free(&range)).then_some(range)
}
