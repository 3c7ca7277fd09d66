//! Devices and products: those of the company's list, known makes, and what stands beside a word for a device.

mod fragment;
mod named;

use std::ops::Range;

use super::{FactKind, Finder};
use crate::{
    lex::{Kind, Tok, lex},
    rows::{
        DEVICE_LEADS, DEVICE_MAKES, DEVICE_NOUNS, DEVICE_OTHER, DEVICE_PLACES, DEVICE_SERIES,
        DEVICE_TELLING,
    },
    when,
};

/// Whether a code at this token belongs to a device's name: `a Solway TX-11`, `my Corvex S20`.
pub(super) fn is_model(toks: &[Tok<'_>], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|n| toks.get(n));
    let maker = before(1).is_some_and(|tok| {
        tok.kind == Kind::Word
            && tok.is_capital()
            && !tok.line
            && tok.text.chars().count() > 3
            && tok.text.chars().skip(1).all(char::is_lowercase)
            && !DEVICE_OTHER.is_word(&tok.plain)
            && !DEVICE_PLACES.is_word(&tok.plain)
            && !is_noun(tok)
            && !["bahn", "linie", "zug", "fehler", "code", "meldung", "anzeige"]
                .iter()
                .any(|end| tok.plain.ends_with(end))
    });
    maker
        && before(2).is_some_and(|tok| {
            tok.is_sign('(')
                || is_noun(tok)
                || (tok.is_sign(',') || tok.is_sign(':')) && before(3).is_some_and(is_noun)
                || tok.is_any(&[
                    "my", "our", "a", "an", "the", "mein", "meine", "meinen", "meinem", "meiner",
                    "unser", "unsere", "unseren", "der", "die", "das", "den", "dem", "ein", "eine",
                    "einen", "einem", "einer", "this", "diese", "dieser", "diesen", "new", "neue",
                    "neuen", "neuer", "neues",
                ])
        })
}

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    for product in finder.known.products {
        listed(finder, product);
    }
    each(finder, made);
}

/// What stands beside a word for a device: after the codes that look like it.
pub(super) fn find_beside(finder: &mut Finder<'_, '_>) {
    each(finder, beside);
    each(finder, named::model_alone);
    each(finder, named::named_model);
    each(finder, named::small_model);
    each(finder, named::bare_model);
    each(finder, fragment::fragment);
}

fn each(finder: &mut Finder<'_, '_>, read: fn(&Finder<'_, '_>, usize) -> Option<Range<usize>>) {
    let mut at = 0;
    while at < finder.toks.len() {
        match read(finder, at).filter(|range| finder.is_free(range) && fits(finder, range)) {
            Some(range) => {
                at = range.end;
                let norm =
                    finder.span(&range).and_then(|span| finder.text.get(span)).unwrap_or_default();
                let norm = norm.split_whitespace().collect::<Vec<_>>().join(" ");
                finder.claim(FactKind::Device, range, norm, 85, None);
            }
            None => at += 1,
        }
    }
}

/// „Charged 1st March“ is a date, „the Premium 50 plan“ a contract.
fn fits(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    const CONTRACTS: &[&str] = &[
        "plan",
        "plans",
        "tariff",
        "package",
        "bundle",
        "subscription",
        "membership",
        "deal",
        "contract",
        "ticket",
        "tickets",
        "pass",
        "tarif",
        "tarife",
        "vertrag",
        "abo",
        "paket",
        "mitgliedschaft",
        "class",
        "account",
        "konto",
        "flat",
        "option",
        "service",
        "bus",
        "train",
        "line",
        "route",
        "road",
        "street",
        "offer",
        "personen",
        "people",
        "kinder",
        "adults",
        "erwachsene",
    ];
    let dated = finder.whens.iter().any(|when| {
        let timed = when.dated || matches!(when.kind, when::Kind::Time | when::Kind::DateTime);
        timed && when.toks.start < range.end && range.start < when.toks.end
    });
    // „Prämie 30 500“: one number, with a blank for its thousands.
    let thousands = finder.toks.get(range.clone()).unwrap_or_default().windows(2).any(|pair| {
        let [first, second] = pair else { return false };
        let number = |tok: &Tok<'_>| tok.kind == Kind::Number;
        number(first) && number(second) && second.apart && second.text.len() == 3
    });
    // „1EMH00123“: the middle of a number.
    let glued = finder.tok(range.start).is_some_and(|tok| !tok.apart)
        && range
            .start
            .checked_sub(1)
            .and_then(|at| finder.tok(at))
            .is_some_and(|tok| tok.kind != Kind::Sign);
    !dated && !thousands && !glued && !finder.is(range.end, CONTRACTS)
}

fn listed(finder: &mut Finder<'_, '_>, product: &str) {
    let words: Vec<String> = lex(product).into_iter().map(|tok| tok.plain).collect();
    if words.is_empty() {
        return;
    }
    for at in 0..finder.toks.len() {
        let same = words
            .iter()
            .enumerate()
            .all(|(n, word)| finder.tok(at + n).is_some_and(|tok| tok.plain == *word));
        let range = at..at + words.len();
        if same && finder.is_free(&range) {
            finder.claim(FactKind::Device, range, product.to_owned(), 97, None);
        }
    }
}

/// A make, with its model: a make alone says nothing.
fn made(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    let (mut make, mut telling) = (at, false);
    while let Some(row) = DEVICE_MAKES.at(toks, make, toks.len()) {
        telling |= DEVICE_TELLING.at(toks, make, row.end).is_some_and(|found| found.end == row.end);
        make = row.end;
    }
    if make == at {
        return None;
    }
    // „Sent from my iPhone“
    if (1..=4).any(|back| {
        at.checked_sub(back).is_some_and(|i| {
            finder.is(i, &["sent", "gesendet"]) && finder.is(i + 1, &["from", "von", "mit"])
        })
    }) {
        return None;
    }
    let (end, numbers, words) = model(toks, make);
    let capital = toks.get(at).is_some_and(Tok::is_capital);
    // „Samsung Pro“ is none, „Ring 5“ neither; „beim Sonos One“ is one.
    let owned = at.checked_sub(1).is_some_and(|before| finder.is(before, OWNS));
    let named = words > 0
        && toks.get(make).is_some_and(|tok| tok.is_capital() && (tok.text.len() > 3 || owned))
        && capital;
    // „mit meinem pixel 7“
    let small = numbers > 0
        && owned
        && !toks.get(at).is_some_and(|tok| {
            tok.is_any(&[
                "ideal",
                "ring",
                "nest",
                "shark",
                "cube",
                "candy",
                "surface",
                "brother",
                "arc",
                "ninja",
                "remarkable",
                "go",
                "deco",
            ])
        });
    let sure = telling || words > 1 || named || numbers > 0 && capital || small;
    sure.then_some(at..end)
}

/// What stands before one's own device.
const OWNS: &[&str] = &[
    "mein", "meine", "meinen", "meinem", "meiner", "unser", "unsere", "unseren", "unserem",
    "unserer", "der", "die", "das", "den", "dem", "ein", "eine", "einen", "einem", "einer", "zwei",
    "beim", "vom", "am", "im", "my", "our", "the", "a", "an", "this", "two",
];

/// Behind the model, how many of its words hold digits, and how many words it has.
fn model(toks: &[Tok<'_>], from: usize) -> (usize, usize, usize) {
    let (mut end, mut numbers, mut words) = (from, 0, 0);
    while words < 5 {
        let Some(tok) = toks.get(end).filter(|tok| !tok.line && tok.kind != Kind::Sign) else {
            break;
        };
        let mut next = end + 1;
        let mut digits = tok.kind == Kind::Number;
        let mut capitals = tok.kind == Kind::Word && tok.text.chars().all(char::is_uppercase);
        while let Some(more) = toks.get(next).filter(|more| !more.apart) {
            let glued = |n: usize| toks.get(n).filter(|tok| !tok.apart);
            // „5.0“, „EQ.6“, but no „5.3.“
            let point = more.is_sign('.')
                && glued(next + 1).is_some_and(|tok| tok.kind == Kind::Number)
                && !glued(next + 2).is_some_and(|tok| tok.is_sign('.'));
            let joint = more.is_dash() && glued(next + 1).is_some_and(|tok| tok.kind != Kind::Sign);
            if more.kind == Kind::Sign && !joint && !point {
                break;
            }
            digits |= more.kind == Kind::Number;
            capitals |= more.kind == Kind::Word && more.text.chars().all(char::is_uppercase);
            next += 1;
        }
        // 1st, 22nd
        let ordinal = tok.kind == Kind::Number
            && next == end + 2
            && toks.get(end + 1).is_some_and(|tok| tok.is_any(&["st", "nd", "rd", "th"]));
        if ordinal {
            break;
        }
        let counted = tok.kind == Kind::Number
            && toks.get(next).is_some_and(|tok| {
                crate::words::unit(&tok.plain).is_some()
                    || tok.is_any(&[
                        "uhr", "euro", "mal", "times", "gb", "tb", "mbit", "jahre", "zoll", "inch",
                        "kw", "watt", "w", "l", "liter", "mm", "cm", "hz", "kg", "mp", "months",
                        "pro",
                    ]) && !(tok.plain == "pro" && tok.is_capital())
                    || matches!(tok.text, "€" | "%")
                    || tok.is_sign(':') && !tok.apart
            });
        // TWC 220, ecoTEC plus, Archer C7: what leads to a number.
        let leads = tok.kind == Kind::Word
            && words < 2
            && (capitals || tok.text.chars().any(char::is_uppercase))
            && !is_noun(tok)
            && !DEVICE_PLACES.is_word(&tok.plain)
            && toks.get(next).is_some_and(|after| {
                !after.line
                    && (after.kind == Kind::Number
                        || after.kind == Kind::Word
                            && after.text.len() <= 4
                            && toks
                                .get(next + 1)
                                .is_some_and(|more| !more.apart && more.kind == Kind::Number))
            })
            && !toks.get(next + 1).is_some_and(|after| {
                crate::words::unit(&after.plain).is_some() || after.plain == "uhr"
            });
        // OptiGrill, eloBLOCK: written as only names are.
        let camel = tok.kind == Kind::Word
            && next == end + 1
            && words == 0
            && tok.text.len() > 4
            && tok.apart
            && is_camel(tok.text)
            && !is_noun(tok);
        // „Nuki Smart Lock 3.0“: what the thing is, within its name.
        let through = tok.is_capital()
            && next == end + 1
            && tok.is_any(&["lock", "laptop", "scooter", "model", "video", "home"])
            && toks.get(next).is_some_and(|after| {
                !after.line
                    && (after.kind == Kind::Number
                        || after.is_capital() && DEVICE_SERIES.is_word(&after.plain))
            });
        let fits = digits && !counted
            || camel
            || through
            || leads
            || DEVICE_SERIES.is_word(&tok.plain)
                && (tok.is_capital() || !is_noun(tok))
                && (tok.apart || words > 0)
                && !is_verb(tok)
            || capitals && words > 0 && tok.text.len() <= 4 && tok.text.len() > 1;
        if !fits {
            break;
        }
        numbers += usize::from(digits);
        words += 1;
        end = next;
        if toks.get(end).is_some_and(|tok| tok.is_sign('+') && !tok.apart) {
            end += 1;
        }
    }
    (end, numbers, words)
}

/// A capital behind a small letter: `OptiGrill`.
fn is_camel(text: &str) -> bool {
    let mut small = false;
    text.chars().any(|c| {
        let turns = small && c.is_uppercase();
        small = c.is_lowercase();
        turns
    })
}

/// A word for a device, also as the head of a longer word.
pub(super) fn is_noun(tok: &Tok<'_>) -> bool {
    let plain = tok.plain.as_str();
    DEVICE_NOUNS.is_word(plain)
        || (2..plain.len().saturating_sub(5))
            .any(|cut| plain.get(cut..).is_some_and(|end| DEVICE_NOUNS.is_word(end)))
}

fn is_verb(tok: &Tok<'_>) -> bool {
    tok.is_any(&["s", "x", "one", "play", "note", "show", "home", "touch", "watch", "book"])
        && !tok.is_capital()
}

/// `Router Nordstern 300`, `Modell KX-40`: words with a capital and a number, beside a word for a device.
fn beside(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    let first = toks.get(at).filter(|tok| {
        tok.kind == Kind::Word && tok.is_capital() && !DEVICE_LEADS.is_word(&tok.plain)
    })?;
    let near = |n: Option<usize>| n.and_then(|n| toks.get(n)).is_some_and(|tok| is_noun(tok));
    let mine = at.checked_sub(1).and_then(|i| toks.get(i)).is_some_and(|tok| {
        tok.is_any(&[
            "mein",
            "meine",
            "meinen",
            "meinem",
            "meiner",
            "my",
            "our",
            "unser",
            "unsere",
            "unserem",
            "unseren",
            "unserer",
            "new",
            "neue",
            "neuen",
            "neuer",
            "neues",
            "neuem",
            "alte",
            "alter",
            "alten",
            "meines",
            "unseres",
            "marke",
            "brand",
            "hersteller",
        ])
    }) && !DEVICE_OTHER.is_word(&first.plain)
        || of_part(finder, at);
    let led = mine
        || near(at.checked_sub(1))
        || (near(at.checked_sub(2))
            && finder.is(
                at - 1,
                &[":", "(", ",", "ist", "is", "heisst", "the", "der", "ein", "eine", "vom", "typ"],
            ));
    let street =
        ["strasse", "weg", "platz", "allee", "gasse"].iter().any(|end| first.plain.ends_with(end));
    if is_noun(first)
        || street
        || first.plain.ends_with("nummer")
        || first.plain.ends_with("code")
        || crate::words::month(&first.plain).is_some()
        || crate::words::weekday(&first.plain).is_some()
    {
        return None;
    }
    // The name: up to three words with a capital, then a number with no unit.
    let mut name = at + 1;
    let glued = |n: usize| toks.get(n).is_some_and(|tok| !tok.apart && tok.kind != Kind::Sign);
    // „VX-9“: the number is glued to it.
    let hyphened = |n: usize| {
        toks.get(n).is_some_and(|tok| tok.is_dash() && !tok.apart)
            && toks.get(n + 1).is_some_and(|tok| tok.kind == Kind::Number && !tok.apart)
    };
    while name < at + 4
        && toks.get(name).is_some_and(|tok| {
            tok.kind == Kind::Word && tok.is_capital() && tok.apart && !tok.line && !is_noun(tok)
        })
        && !glued(name + 1)
        && !hyphened(name + 1)
    {
        name += 1;
    }
    let upper = first.text.chars().all(char::is_uppercase) && first.text.len() <= 4;
    let start = if upper && name == at + 1 || hyphened(at + 1) { at } else { name };
    let (end, numbers, _) = model(toks, start);
    // „Salford M3 6AF“: a town and its postcode.
    if numbers == 0 || super::address::postcode(toks, start).is_some_and(|end| end > start + 2) {
        return None;
    }
    let part = end + usize::from(toks.get(end).is_some_and(|tok| tok.is_sign(':')));
    let followed = near(Some(end))
        || toks.get(part).is_some_and(|tok| {
            tok.is_any(&[
                "display",
                "screen",
                "akku",
                "battery",
                "bildschirm",
                "ladekabel",
                "deckel",
                "keyboard",
                "lens",
                "firmware",
                "speaker",
            ])
        }) && !toks
            .get(at..start)
            .unwrap_or_default()
            .iter()
            .any(|tok| DEVICE_OTHER.is_word(&tok.plain) || DEVICE_PLACES.is_word(&tok.plain));
    // „die Nordwind R300“, „it's a Nimbus Pro 6“
    let article = at.checked_sub(1).and_then(|i| toks.get(i)).is_some_and(|tok| {
        tok.is_any(&[
            "der", "die", "das", "den", "dem", "ein", "eine", "einen", "the", "a", "an", "this",
            "diese", "dieser", "diesen", "typ", "type",
        ])
    });
    let mixed = toks.get(start..end).unwrap_or_default().windows(2).any(|pair| {
        pair.iter().all(|tok| tok.kind != Kind::Sign)
            && !pair[1].apart
            && pair[0].kind != pair[1].kind
    });
    let camel = first.text.chars().skip(1).any(char::is_uppercase)
        && first.text.chars().any(char::is_lowercase);
    let around = at.saturating_sub(9)..(end + 9).min(toks.len());
    let spoken = around.clone().any(|n| near(Some(n)));
    let other = toks
        .get(at..start)
        .unwrap_or_default()
        .iter()
        .any(|tok| DEVICE_OTHER.is_word(&tok.plain) || DEVICE_PLACES.is_word(&tok.plain));
    let long =
        toks.get(start..end).unwrap_or_default().iter().map(|tok| tok.text.len()).sum::<usize>()
            > 11;
    let named = start > at && !other && !long && (mixed || camel || spoken);
    let typed = near(at.checked_sub(1)) && finder.is(at - 1, &["typ", "type", "modell", "model"]);
    let shown = article && start > at && !other && !long && first.text.len() > 3;
    // „Sonnenkraft Duo 12“: two names and a number, as no noun of German stands.
    let series = name - at == 2
        && start == name
        && toks.get(start..end).unwrap_or_default().iter().map(|tok| tok.text.len()).sum::<usize>()
            <= 4
        && !other
        && !long
        && toks.get(at..name).unwrap_or_default().iter().all(|tok| {
            tok.text.len() > 2
                && !tok.plain.ends_with('.')
                && crate::words::part(&tok.plain).is_none()
        })
        && !toks.get(end).is_some_and(|tok| {
            tok.is_sign(',') && toks.get(end + 1).is_some_and(|t| t.kind == Kind::Number)
        })
        && toks.get(at.wrapping_sub(1)).is_none_or(|tok| {
            !tok.is_any(&[
                "herr", "frau", "mr", "mrs", "ms", "in", "nach", "von", "at", "to", "from", "near",
                "bei", "am", "zum", "zur", "bis", "ab",
            ])
        });
    if !(led || followed || named || typed || shown || series) {
        return None;
    }
    // „Nordlicht-Router X2“
    let joined = at.checked_sub(3).filter(|from| {
        start == at
            && near(Some(from + 2))
            && toks.get(from + 1).is_some_and(|tok| tok.is_dash() && !tok.apart)
            && toks.get(from + 2).is_some_and(|tok| !tok.apart)
            && toks.get(*from).is_some_and(|tok| tok.kind == Kind::Word && tok.is_capital())
    });
    Some(joined.unwrap_or(at)..end)
}

/// „Ladekabel vom Zenit 8“, "battery of the Tern 2": whose part it is.
fn of_part(finder: &Finder<'_, '_>, at: usize) -> bool {
    const PARTS: &[&str] = &[
        "akku",
        "display",
        "ladekabel",
        "batterie",
        "battery",
        "ersatzteil",
        "ersatzteile",
        "zubehoer",
        "netzteil",
        "bildschirm",
        "filter",
        "screen",
        "charger",
        "part",
        "cable",
        "lid",
        "fernbedienung",
        "remote",
        "deckel",
        "beutel",
        "tuer",
        "motor",
        "dichtung",
        "tasche",
        "huelle",
        "case",
        "patrone",
        "cartridge",
        "display",
        "kabel",
        "handbuch",
        "manual",
    ];
    let linked = at.checked_sub(1).is_some_and(|before| {
        finder.is(before, &["vom", "des", "fuer", "for", "of", "zum", "the", "my", "den", "die"])
    });
    linked && (2..=3).any(|back| at.checked_sub(back).is_some_and(|n| finder.is(n, PARTS)))
}
