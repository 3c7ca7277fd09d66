//! Words that name a number: `Kundennummer`, `Kd.-Nr.`, `order`, and one letter off.

use std::{ops::Range, sync::LazyLock};

use rustc_hash::FxHashMap;

use crate::{
    facts::FactKind,
    lex::{Kind, Tok},
    rows::NUMBER_WORDS,
};

/// A word that names a number, and where it ends.
pub(super) struct Name {
    pub(super) kind: FactKind,
    pub(super) toks: Range<usize>,
    /// It says that a number follows; otherwise the number must stand right beside it.
    pub(super) strong: bool,
}

type Stems = FxHashMap<&'static str, FactKind>;

fn stems(list: &'static str) -> Stems {
    let mut found = Stems::default();
    let mut kind = None;
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_suffix(':') {
            kind = FactKind::ALL.into_iter().find(|one| one.name() == name);
        } else if let Some(kind) = kind {
            found.extend(
                line.split(',').map(str::trim).filter(|w| !w.is_empty()).map(|w| (w, kind)),
            );
        }
    }
    found
}

static FULL: LazyLock<Stems> = LazyLock::new(|| stems(include_str!("../../lists/numbers.txt")));
static SHORT: LazyLock<Stems> =
    LazyLock::new(|| stems(include_str!("../../lists/numbers_short.txt")));
static SURE: LazyLock<Stems> =
    LazyLock::new(|| stems(include_str!("../../lists/numbers_sure.txt")));

/// The full ones of seven letters or more, by their first letter.
static LONG: LazyLock<FxHashMap<u8, Vec<(&'static str, FactKind)>>> = LazyLock::new(|| {
    let mut found = FxHashMap::<u8, Vec<_>>::default();
    for (&known, &kind) in FULL.iter().filter(|(known, _)| known.len() >= 7) {
        found.entry(known.as_bytes()[0]).or_default().push((known, kind));
    }
    found
});

const TAILS: &[&str] = &[
    "nummer", "nummern", "numer", "nummmer", "numemr", "numnmer", "nr", "nrn", "number", "code",
    "no", "id", "kennung", "referenz", "zeichen",
];

/// The name that begins here.
pub(super) fn name(toks: &[Tok<'_>], at: usize) -> Option<Name> {
    let first = toks.get(at).filter(|tok| tok.kind == Kind::Word)?;
    let plain = first.plain.strip_suffix("'s").unwrap_or(&first.plain);
    let strong = |kind: FactKind, end: usize| {
        let kind = generic(toks, at, plain, kind);
        Some(Name { kind, toks: at..end, strong: true })
    };
    if let Some(name) = numbered_by(toks, at, plain) {
        return Some(name);
    }
    // Kundennummer, Bestellnr, Kdnr
    if let Some(kind) = joined(plain) {
        return strong(kind, at + 1);
    }
    // The words that stand together: „Kd“ „Nr“, „order“ „number“, „royal mail“.
    let second = follower(toks, at + 1);
    let pair =
        second.map(|next| format!("{plain} {}", toks.get(next).map_or("", |tok| &tok.plain)));
    if let Some((pair, next)) = pair.as_deref().zip(second) {
        if let Some(kind) = SURE.get(pair) {
            return strong(*kind, next + 1);
        }
        if let Some(kind) = FULL.get(pair) {
            return match number_word(toks, next + 1) {
                Some(end) => strong(*kind, end),
                None => Some(Name { kind: *kind, toks: at..next + 1, strong: false }),
            };
        }
        if let (Some(kind), Some(end)) = (SHORT.get(pair), number_word(toks, next + 1)) {
            return strong(*kind, end);
        }
    }
    let kind = kind_of(plain);
    // „best number“ is the one to ring.
    let english =
        toks.get(at + 1).is_some_and(|tok| tok.apart && tok.is_any(&["number", "code", "id"]));
    let short = SHORT.get(plain).filter(|_| !(english && plain == "best")).copied();
    if let Some(end) = number_word(toks, at + 1)
        && let Some(kind) = kind.or(short)
    {
        return strong(kind, end);
    }
    // order reference, account ref, Sendungs-Verfolgungsnummer
    if let (Some(kind), Some(next)) = (kind, second) {
        let middle = toks.get(next).is_some_and(|tok| {
            tok.is_any(&[
                "ref",
                "reference",
                "account",
                "tracking",
                "verfolgungs",
                "bestaetigungs",
                "identification",
            ]) || tok.plain.ends_with("nummer")
        });
        if middle && (next > at + 1 || toks.get(next).is_some_and(|tok| tok.apart)) {
            let end = number_word(toks, next + 1).unwrap_or(next + 1);
            return strong(kind, end);
        }
    }
    if let Some(kind) = SURE.get(plain) {
        return strong(*kind, at + 1);
    }
    // „Meldung APP-5031“: what something shows, where no word for number stands with it.
    if plain == "meldung" {
        return None;
    }
    let alone =
        if plain.len() >= 4 || matches!(plain, "dhl" | "dpd" | "gls" | "ups" | "abo" | "rma") {
            FULL.get(plain).copied()
        } else {
            None
        };
    alone
        .or_else(|| {
            short.filter(|_| {
                matches!(
                    plain,
                    "inv" | "ref" | "acc" | "acct" | "ord" | "kto" | "kd" | "kdn" | "conf" | "cust"
                )
            })
        })
        .or_else(|| head(first))
        .map(|kind| {
            // „my membership # is 5512 08“
            let signed = toks.get(at + 1).is_some_and(|tok| tok.is_sign('#') && tok.apart)
                && toks.get(at + 2).is_some_and(|tok| tok.kind == Kind::Word || tok.apart);
            Name { kind: generic(toks, at, plain, kind), toks: at..at + 1, strong: signed }
        })
}

/// „Nummer der Bestellung“, "ref for the booking": the word for number stands first.
fn numbered_by(toks: &[Tok<'_>], at: usize, plain: &str) -> Option<Name> {
    let is = |n: usize, words: &[&str]| toks.get(n).is_some_and(|tok| tok.is_any(words));
    if !matches!(
        plain,
        "nummer" | "nr" | "number" | "ref" | "reference" | "referenz" | "code" | "id"
    ) {
        return None;
    }
    let of = at + 1 + usize::from(is(at + 1, &["."]));
    let whose = &[
        "der", "des", "meiner", "meines", "unserer", "unseres", "the", "my", "our", "this", "that",
        "dieser", "dieses", "die", "meine", "den", "meinen", "das", "mein",
    ];
    let links = is(of, &["of", "for", "on", "zur", "zum", "von", "fuer", "vom"]);
    let next = match (links, is(of, whose)) {
        (true, _) => of + 1 + usize::from(is(of + 1, whose)),
        (false, true) => of + 1,
        _ => return None,
    };
    let noun = toks.get(next).filter(|tok| tok.kind == Kind::Word)?;
    let kind = *FULL.get(noun.plain.as_str()).filter(|_| noun.plain.len() > 3)?;
    // „the code for the booking“ is one, „the code for my parcel“ opens a locker.
    let code = plain == "code" && kind != FactKind::BookingRef;
    (!code && number_word(toks, next + 1).is_none()).then(|| Name {
        kind,
        toks: at..next + 1,
        strong: true,
    })
}

/// A noun whose last part is one that is known: `Nachsendeauftrag`, `Stromrechnung`.
fn head(tok: &Tok<'_>) -> Option<FactKind> {
    const HEADS: &[&str] =
        &["auftrag", "bestellung", "rechnung", "vertrag", "buchung", "reservierung", "sendung"];
    let known = HEADS.iter().find(|head| {
        tok.plain.strip_suffix(**head).is_some_and(|before| before.len() >= 3) && tok.is_capital()
    })?;
    FULL.get(known).copied()
}

/// The next word, over a dot, a hyphen or a slash that are glued.
fn follower(toks: &[Tok<'_>], at: usize) -> Option<usize> {
    let mut next = at;
    while toks
        .get(next)
        .is_some_and(|tok| !tok.apart && matches!(tok.text, "." | "-" | "/" | "–" | "‑" | "&"))
        && next < at + 3
    {
        next += 1;
    }
    toks.get(next).filter(|tok| tok.kind == Kind::Word && !tok.line).map(|_| next)
}

/// Behind a word for number, which may stand behind a dot or a hyphen: `.-Nr`.
fn number_word(toks: &[Tok<'_>], at: usize) -> Option<usize> {
    let next = follower(toks, at)?;
    let tok = toks.get(next)?;
    let glued = toks.get(next + 1).is_some_and(|tok| tok.is_dash() && !tok.apart)
        && toks.get(next + 2).is_some_and(|tok| !tok.apart && tok.kind == Kind::Number);
    // „REF-99120“ is the number itself.
    let itself = glued && tok.text.chars().all(char::is_uppercase);
    let own = tok.plain.as_str();
    (NUMBER_WORDS.is_word(own) && !itself).then(|| {
        // number id, reference number
        let more = toks.get(next + 1).is_some_and(|tok| {
            tok.apart && tok.is_any(&["number", "no", "nr", "nummer", "code", "id"])
        });
        next + 1 + usize::from(more)
    })
}

/// One word that ends in a word for number.
fn joined(plain: &str) -> Option<FactKind> {
    if let Some(kind) = SURE.get(plain) {
        return Some(*kind);
    }
    let stem = TAILS.iter().find_map(|tail| plain.strip_suffix(tail))?;
    // „Ticketcode“ is what one travels with.
    if plain.ends_with("code")
        && let Some(kind) = FULL.get(plain)
    {
        return Some(*kind);
    }
    if stem.len() < 2
        || matches!(stem, "pla" | "pa" | "pia" | "ca" | "so" | "av" | "vo" | "sol" | "ma")
    {
        return None;
    }
    let long = plain.ends_with("mmer")
        || plain.ends_with("numer")
        || plain.ends_with("nr")
        || plain.ends_with("number");
    kind_of(stem)
        .or_else(|| SHORT.get(stem).copied().filter(|_| long))
        .or_else(|| within(stem).filter(|_| long))
}

fn kind_of(stem: &str) -> Option<FactKind> {
    FULL.get(stem).copied().filter(|_| stem.len() > 2).or_else(|| misspelt(stem))
}

/// A longer word that ends or begins in one that is known: `Energiekunden…`, `Bestellbestätigungs…`.
fn within(stem: &str) -> Option<FactKind> {
    let cuts = |from_end: bool| {
        (4..stem.len().saturating_sub(2)).rev().find_map(|len| {
            let part = if from_end { stem.get(stem.len() - len..) } else { stem.get(..len) };
            part.and_then(|part| FULL.get(part)).copied()
        })
    };
    if matches!(stem.get(..5), Some("artik" | "serie" | "model" | "telef" | "haus" | "konto")) {
        return None;
    }
    cuts(true).or_else(|| cuts(false))
}

/// A known word of seven letters or more with one letter wrong, missing, too much or two of them turned.
fn misspelt(word: &str) -> Option<FactKind> {
    if word.len() < 7 || word.len() > 24 || matches!(word, "contact" | "kontakt" | "contacts") {
        return None;
    }
    let like = |known: &str| known.len().abs_diff(word.len()) <= 1 && is_near(known, word);
    let alike = LONG.get(word.as_bytes().first()?)?.iter().filter(|(known, _)| like(known));
    alike.map(|(_, kind)| *kind).min()
}

/// Whether two words differ by one letter, or by two neighbours that changed places.
fn is_near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (longer, shorter) = (a.len().max(b.len()), a.len().min(b.len()));
    if longer != shorter {
        return same + back >= shorter;
    }
    same + back + 1 >= longer
        || same + back + 2 == longer
            && a.get(same) == b.get(same + 1)
            && a.get(same + 1) == b.get(same)
}

/// Somebody's own reference is a booking when a booking is spoken of.
fn generic(toks: &[Tok<'_>], at: usize, plain: &str, kind: FactKind) -> FactKind {
    let open =
        matches!(plain, "ref" | "reference" | "referenz" | "referenznummer" | "confirmation");
    let booked = |tok: &Tok<'_>| {
        tok.is_any(&[
            "booking",
            "buchung",
            "reservierung",
            "reservation",
            "flight",
            "flug",
            "hotel",
            "booked",
            "gebucht",
            "taxi",
            "stay",
            "trip",
            "room",
            "zimmer",
            "aufenthalt",
            "reise",
            "cruise",
            "kreuzfahrt",
            "table",
            "tisch",
            "ferienwohnung",
            "airbnb",
            "cottage",
            "check",
        ])
    };
    // „quoting reference WEX-88-41 for our stay“: in the same sentence, also behind it.
    let rest = toks.get(at..(at + 12).min(toks.len())).unwrap_or_default();
    let ends = |tok: &Tok<'_>| tok.line || matches!(tok.text, "!" | "?" | ";");
    let near = toks.get(at.saturating_sub(20)..at).is_some_and(|toks| toks.iter().any(booked))
        || rest.iter().skip(1).take_while(|tok| !ends(tok)).any(booked);
    let bought = |tok: &Tok<'_>| {
        tok.is_any(&[
            "bought",
            "ordered",
            "purchased",
            "order",
            "purchase",
            "bestellt",
            "gekauft",
            "bestellung",
            "kauf",
            "shop",
            "checkout",
        ])
    };
    let around = toks.get(at.saturating_sub(14)..(at + 14).min(toks.len())).unwrap_or_default();
    let confirms = matches!(plain, "confirmation" | "bestaetigungs" | "bestaetigungsnummer");
    if open && near {
        FactKind::BookingRef
    } else if confirms && around.iter().any(bought) && !around.iter().any(booked) {
        FactKind::OrderNo
    } else {
        kind
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_may_be_wrong() {
        for (a, b, near) in [
            ("kunden", "kudnen", true),
            ("bestellung", "bestelung", true),
            ("bestellung", "bestelllung", true),
            ("rechnungs", "rechungs", true),
            ("rechnungs", "rechnangs", true),
            ("rechnungs", "rehcungs", false),
        ] {
            assert_eq!(is_near(a, b), near, "{a} {b}");
        }
    }
}
