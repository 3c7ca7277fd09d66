//! What people travel with: trains, lines, flights (`ICE 517`, `Linie 3`, `LH 123`).

use std::ops::Range;

use super::Finder;
use crate::{
    lex::{Kind, Tok},
    rows::TRAIN_LINES,
};

pub(super) const TRAINS: &[&str] = &[
    "ICE", "IC", "EC", "ECE", "RE", "RB", "IRE", "TGV", "RJ", "RJX", "NJ", "FLX", "STB", "ALX",
    "MEX", "BRB", "ME", "HKX", "WB", "IR", "REX", "CJX", "EN", "THA", "ES", "VIA", "ERB", "NWB",
    "ABR", "HLB", "ODEG", "S", "U", "STR", "ICN", "PE", "SBB", "OEBB", "RS", "AKN", "VLX", "WFB",
    "EB", "SEV", "ICx", "Ice", "ice", "NX", "TER",
];
const AIRLINES: &[&str] = &[
    "LH", "BA", "FR", "EW", "AF", "KL", "LX", "OS", "X3", "EI", "SK", "AY", "IB", "TP", "TK", "EK",
    "QR", "UA", "AA", "DL", "W6", "VY", "SN", "LO", "U2", "4U", "DE", "LS", "TUI", "EZY", "WZ",
    "VS", "QF", "SQ", "CX", "DY", "XQ", "AZ", "LY", "HV", "D8", "A3", "TOM",
];
/// The name of a kind of train.
pub(super) fn is_train(word: &str) -> bool {
    TRAINS.contains(&word) && word.len() > 1
}

pub(super) fn find(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    let first = toks.get(at)?;
    if !first.apart
        && at > 0
        && toks.get(at - 1).is_some_and(|tok| {
            tok.kind != Kind::Sign
                || matches!(tok.text, "-" | "_" | "." | "@" | "/")
                    && toks.get(at - 1).is_some_and(|tok| !tok.apart)
                    && !(tok.text == "/"
                        && at > 1
                        && toks.get(at - 2).is_some_and(|tok| tok.kind == Kind::Number))
        })
    {
        return None;
    }
    let number = |n: usize, most: usize| {
        toks.get(n).filter(|tok| tok.kind == Kind::Number && tok.text.len() <= most && !tok.line)
    };
    let free = |range: Range<usize>| finder.is_free(&range).then_some(range);
    let unit = |n: usize| is_counted(toks, n);
    let before = at.checked_sub(1).and_then(|i| toks.get(i));
    // N15 bus, X5 bus
    if first.kind == Kind::Word
        && first.text.len() == 1
        && first.is_capital()
        && number(at + 1, 3).is_some_and(|tok| !tok.apart)
        && toks.get(at + 2).is_some_and(|tok| tok.is_any(&["bus", "tram"]) && !tok.line)
    {
        return free(at..at + 3);
    }
    if first.kind == Kind::Word && TRAINS.contains(&first.text) {
        // ICE-517, ICE Nr. 517
        let mut place = at + 1;
        while place < at + 4
            && first.text.len() > 1
            && toks.get(place).is_some_and(|tok| {
                tok.is_dash() && !tok.apart
                    || tok.is_any(&["nr", "nummer", "no"])
                    || tok.is_sign('.')
            })
        {
            place += 1;
        }
        let Some(digits) = number(place, 5).filter(|_| !unit(place + 1)) else {
            return line(finder, at).or_else(|| flight(finder, at));
        };
        let city = first.text.len() == 1;
        // „EasyJet U2 7215“
        if city && number(place + 1, 4).is_some_and(|tok| tok.apart && tok.text.len() >= 3) {
            return flight(finder, at);
        }
        let ultra = toks.get(place + 1).is_some_and(|tok| {
            tok.apart && !tok.line && matches!(tok.text, "Ultra" | "Pro" | "Plus" | "Max" | "FE")
        });
        let model = ultra
            || before.is_some_and(|tok| {
                tok.is_any(&[
                    "galaxy", "samsung", "note", "model", "modell", "iphone", "xbox", "series",
                ])
            })
            || city && super::device::is_model(toks, at);
        if city
            && (digits.text.len() > 2
                || digits.apart
                    && at > 0
                    && !before.is_some_and(|tok| {
                        tok.is_any(&[
                            "der",
                            "die",
                            "the",
                            "linie",
                            "mit",
                            "bei",
                            "in",
                            "an",
                            "heute",
                            "gestern",
                            "eure",
                            "eurer",
                            "on",
                            "your",
                            "und",
                            "danke",
                            "thanks",
                            "liebe",
                            "hallo",
                            "hey",
                            "oder",
                            "or",
                            "and",
                            "beide",
                            "ausfall",
                            "verspaetung",
                            "wieder",
                            "immer",
                            "warum",
                            "wann",
                            "statt",
                            "dass",
                            "again",
                            "line",
                            "diese",
                            "dieser",
                            "jede",
                            "jeder",
                        ])
                    })
                || model)
            || model
        {
            return None;
        }
        if first.text == "RE" && digits.text.len() > 5 {
            return None;
        }
        return free(at..place + 1);
    }
    // ice 517, rb 48: nobody shouts on a phone.
    let small = matches!(
        first.text,
        "ic" | "rb"
            | "re"
            | "Re"
            | "Rb"
            | "Ic"
            | "s"
            | "u"
            | "ec"
            | "rex"
            | "flx"
            | "ire"
            | "nj"
            | "rj"
            | "Ec"
            | "ICe"
            | "mex"
            | "tgv"
    );
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
            "faehrt",
            "voll",
            "kam",
            "steht",
            "haelt",
            "haltestelle",
            "schaffner",
            "strecke",
            "wagen",
            "anschluss",
            "station",
            "platform",
            "late",
            "cancelled",
            "ausgefallen",
            "spaet",
        ];
        let spoken = crate::clause::has(toks, &(0..toks.len()), &words);
        let fits =
            if first.text.len() == 1 { !digits.apart && digits.text.len() <= 2 } else { true };
        let led = first.text.len() > 1
            && before.is_some_and(|tok| {
                tok.is_any(&["der", "dem", "den", "die", "im", "vom", "beim", "mein"])
            });
        if (spoken || led) && fits {
            return free(at..at + 2);
        }
    }
    // the 73 bus
    if first.kind == Kind::Number
        && first.text.len() <= 3
        && toks.get(at + 1).is_some_and(|tok| tok.is_any(&["bus", "tram", "er"]))
    {
        let led = before.is_some_and(|tok| {
            tok.is_any(&[
                "the", "number", "no", "my", "der", "den", "dem", "a", "your", "this", "that",
                "evening", "morning", "last", "every",
            ])
        });
        return led.then(|| free(at..at + 2)).flatten();
    }
    // der 13A kam nicht
    if first.kind == Kind::Number
        && first.text.len() <= 3
        && toks.get(at + 1).is_some_and(|tok| {
            !tok.apart && tok.text.len() == 1 && tok.text.chars().all(|c| c.is_ascii_uppercase())
        })
        && toks.get(at + 2).is_some_and(|tok| {
            tok.is_any(&[
                "kam", "kommt", "faehrt", "fuhr", "faellt", "fiel", "hat", "hatte", "never",
                "didn't", "came", "was", "nach", "richtung",
            ])
        })
        && before.is_some_and(|tok| tok.is_any(&["der", "den", "dem", "the", "die"]))
        && crate::clause::has(
            toks,
            &(0..toks.len()),
            &[
                "bus",
                "haltestelle",
                "min",
                "minuten",
                "minutes",
                "stop",
                "driver",
                "fahrer",
                "late",
            ],
        )
    {
        return free(at..at + 2);
    }
    if let Some(found) = line(finder, at) {
        return Some(found);
    }
    // der N8, Linie X30
    let lettered = first.kind == Kind::Word
        && matches!(first.text, "N" | "M" | "X" | "E")
        && number(at + 1, 2).is_some_and(|tok| !tok.apart)
        && before.is_some_and(|tok| {
            tok.is_any(&[
                "der",
                "die",
                "den",
                "im",
                "the",
                "nachtbus",
                "schnellbus",
                "metrobus",
                "linie",
                "tram",
                "bus",
            ])
        })
        && !toks.get(at + 2).is_some_and(|tok| !tok.apart && tok.kind == Kind::Word);
    if lettered && first.text != "E" {
        return free(at..at + 2);
    }
    flight(finder, at).or_else(|| coded(finder, at))
}

/// `XC 1218 sat outside Derby`: capitals and a number, where something is said of trains.
fn coded(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    const OTHERS: &[&str] = &[
        "KW", "EUR", "CHF", "USD", "GBP", "NR", "NO", "TEL", "PLZ", "BLZ", "BIC", "ISO", "DIN",
        "HTTP", "ERR", "AM", "PM", "UM", "AB", "BIS", "VON", "THE", "AND", "UND", "FOR", "MIT",
        "OF", "ON", "IN", "AT", "MO", "DI", "MI", "DO", "FR", "SA", "SO", "MON", "TUE", "WED",
        "THU", "FRI", "SAT", "SUN", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP",
        "OCT", "OKT", "NOV", "DEC", "DEZ", "PO", "ID", "PIN", "TAN", "IT", "ICH", "WE", "WIR",
        "IS", "ALL", "NUR", "ONLY", "CA", "MIN", "MAX", "KM", "KG", "REF", "VON", "ZU", "TO", "BY",
        "NOT", "NOW", "NOCH", "SEIT", "VOR", "NACH", "OVER", "PER", "JE", "TR",
    ];
    const SPOKEN: &[&str] = &[
        "train",
        "trains",
        "platform",
        "connection",
        "carriage",
        "carriages",
        "conductor",
        "delay repay",
        "guard",
        "departed",
        "departure",
        "sat outside",
        "stuck outside",
        "terminated",
        "zug",
        "zuege",
        "bahn",
        "gleis",
        "bahnsteig",
        "anschluss",
        "anschlusszug",
        "umstieg",
        "umsteigen",
        "abfahrt",
        "ankunft",
        "schaffner",
        "zugbegleiter",
        "waggon",
        "hbf",
        "hauptbahnhof",
        "bahnhof",
        "fahrgastrechte",
        "verspaetung",
        "zugausfall",
    ];
    let toks = finder.toks;
    let first = toks.get(at).filter(|tok| {
        tok.kind == Kind::Word
            && (2..=3).contains(&tok.text.len())
            && tok.text.chars().all(|c| c.is_ascii_uppercase())
            && !OTHERS.contains(&tok.text)
    })?;
    let number = toks
        .get(at + 1)
        .filter(|tok| tok.kind == Kind::Number && !tok.line && (2..=5).contains(&tok.text.len()))?;
    let glued = |n: usize| toks.get(n).is_some_and(|tok| !tok.apart && tok.kind != Kind::Sign);
    let other = is_counted(toks, at + 2)
        || glued(at + 2)
        || toks.get(at + 2).is_some_and(|tok| {
            tok.is_dash() && !tok.apart || tok.is_sign('/') || tok.kind == Kind::Number
        })
        || at.checked_sub(1).and_then(|n| toks.get(n)).is_some_and(|tok| {
            tok.kind == Kind::Number
                || super::device::is_noun(tok)
                || tok.is_sign(':')
                || tok.is_any(&[
                    "nr",
                    "nummer",
                    "number",
                    "no",
                    "code",
                    "ref",
                    "reference",
                    "fehler",
                    "error",
                ])
                || tok.plain.ends_with("nummer")
        });
    let near = at.saturating_sub(8)..(at + 9).min(toks.len());
    let spoken = crate::clause::has(toks, &near, SPOKEN);
    let named = (1..=2)
        .any(|back| at.checked_sub(back).is_some_and(|n| super::named_number(toks, n).is_some()));
    let range = at..at + 2;
    (number.apart || first.text.len() == 2).then_some(())?;
    (spoken && !other && !named && finder.is_free(&range)).then_some(range)
}

/// Behind a number: what is counted or paid.
pub(super) fn is_counted(toks: &[Tok<'_>], at: usize) -> bool {
    toks.get(at).is_some_and(|tok| {
        crate::words::unit(&tok.plain).is_some()
            || tok.is_any(&["euro", "prozent", "mal", "uhr"])
            || matches!(tok.text, "€" | "%") && !tok.apart
            || tok.is_sign(':')
                && !tok.apart
                && toks.get(at + 1).is_some_and(|next| !next.apart && next.kind == Kind::Number)
    })
}

/// `Bus 142`, `Linie 16`, `tram no 9`, `Flug Nr. LX 318`.
fn line(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    let first = toks.get(at)?;
    let number = |n: usize, most: usize| {
        toks.get(n).filter(|tok| tok.kind == Kind::Number && tok.text.len() <= most && !tok.line)
    };
    let free = |range: Range<usize>| finder.is_free(&range).then_some(range);
    let row = TRAIN_LINES.at(toks, at, toks.len())?;
    let mut place = row.end;
    while toks.get(place).is_some_and(|tok| {
        tok.is_any(&["nr", "no", "number", "nummer", "linie", "line"])
            || matches!(tok.text, "." | ":" | "-" | "#")
    }) && place < row.end + 3
    {
        place += 1;
    }
    let digits = number(place, 5).filter(|_| !is_counted(toks, place + 1));
    // Roads and trains have long numbers, lines short ones.
    let long = first.is_any(&[
        "zug",
        "zugnummer",
        "zugnr",
        "train",
        "eurostar",
        "thalys",
        "railjet",
        "nightjet",
        "easyjet",
        "ryanair",
        "lufthansa",
        "eurowings",
        "flugnummer",
        "flugnr",
        "westbahn",
        "flixtrain",
        "flixbus",
        "intercity",
        "metronom",
        "regionalbahn",
        "regionalexpress",
        "amtrak",
        "acela",
        "brightline",
        "condor",
        "wizzair",
        "wizz",
        "aer",
        "british",
        "klm",
        "air",
        "emirates",
        "jetblue",
        "transavia",
        "vueling",
        "tuifly",
    ]);
    let vague = first.is_any(&[
        "line",
        "route",
        "service",
        "coach",
        "shuttle",
        "ferry",
        "train",
        "zug",
        "ersatzbus",
    ]);
    let fits = digits.is_some_and(|tok| {
        tok.text.len() <= if long { 5 } else { 3 }
            && (!vague || tok.text.len() >= if long { 3 } else { 1 })
            && (tok.apart || place > row.end)
    });
    if fits {
        let letter = toks
            .get(place + 1)
            .is_some_and(|tok| !tok.apart && tok.kind == Kind::Word && tok.text.len() == 1);
        return free(at..place + 1 + usize::from(letter));
    }
    // Bus X10, Linie U4: the line is told by itself.
    let own = toks.get(place).filter(|tok| {
        tok.kind == Kind::Word && tok.text.len() <= 2 && tok.text.chars().all(char::is_uppercase)
    });
    if own.is_some() && number(place + 1, 3).is_some_and(|tok| !tok.apart) && !flight_like(first) {
        let bare = TRAINS.contains(&toks.get(place).map_or("", |tok| tok.text));
        return free(if bare || row.len() > 1 { place..place + 2 } else { at..place + 2 });
    }
    None
}

fn flight_like(tok: &Tok<'_>) -> bool {
    tok.plain.starts_with("flug") || tok.plain.starts_with("flight")
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
    let told = crate::clause::has(
        toks,
        &(at.saturating_sub(10)..(at + 12).min(toks.len())),
        &[
            "koffer",
            "gepaeck",
            "luggage",
            "bag",
            "bags",
            "baggage",
            "landed",
            "airport",
            "flughafen",
            "boarding",
            "gelandet",
            "abflug",
            "airline",
            "lounge",
        ],
    );
    let named = at.checked_sub(1).and_then(|i| toks.get(i)).is_some_and(|tok| {
        tok.plain.ends_with("flug") || tok.is_any(&["flight", "flieger", "nr", "no", "number"])
    });
    let told = told && !(named && spoken);
    let spoken = spoken || told;
    let upper = |tok: &Tok<'_>| {
        tok.kind == Kind::Word
            && (tok.text.chars().all(|c| c.is_ascii_uppercase())
                || spoken && AIRLINES.contains(&tok.text.to_ascii_uppercase().as_str()))
    };
    let (code, digits_at) = if upper(first) && (2..=3).contains(&first.text.len()) {
        let dash = toks.get(at + 1).is_some_and(|tok| tok.is_dash() && !tok.apart);
        (first.text.to_ascii_uppercase(), at + 1 + usize::from(dash))
    } else {
        // W6 1234, 4U 123
        let second = toks
            .get(at + 1)
            .filter(|tok| !tok.apart && tok.kind != first.kind && tok.kind != Kind::Sign)
            .filter(|tok| tok.text.len() == 1 && first.text.len() == 1)?;
        (format!("{}{}", first.text, second.text), at + 2)
    };
    let digits = toks
        .get(digits_at)
        .filter(|tok| tok.kind == Kind::Number && (2..=4).contains(&tok.text.len()))?;
    // „drucker zieht kein papier ein (Papyra LX-210)“: a model.
    if !spoken && super::device::is_model(toks, at) {
        return None;
    }
    let known = AIRLINES.contains(&code.as_str());
    let sure = spoken && (known || code.len() == 2 && !told)
        || known
            && !digits.apart
            && digits.text.len() >= 3
            && !matches!(code.as_str(), "DE" | "AA" | "TK")
        || known
            && digits.text.len() >= 3
            && !matches!(
                code.as_str(),
                "DE" | "AA" | "TK" | "ES" | "OS" | "SN" | "TP" | "LS" | "LO" | "IB" | "SK"
            );
    let range = at..digits_at + 1;
    (sure && finder.is_free(&range)).then_some(range)
}
