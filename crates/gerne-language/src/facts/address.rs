//! Postal addresses: Germany, Austria, Switzerland, Great Britain, Ireland, the United States.

mod english;

use std::ops::Range;

use self::english::english;
pub(super) use self::english::postcode;
use super::{FactKind, Finder, Region};
use crate::{
    lex::{Kind, Tok},
    rows::{ADDRESS_LABELS, STREET_ENDS, STREET_LEADS},
};

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let mut at = 0;
    while at < finder.toks.len() {
        let found =
            german(finder, at).or_else(|| turned(finder, at)).or_else(|| english(finder, at));
        match found.filter(|range| finder.is_free(range)) {
            Some(range) => {
                at = range.end;
                let Some(raw) = finder.span(&range).and_then(|span| finder.text.get(span)) else {
                    continue;
                };
                let norm = raw.split_whitespace().collect::<Vec<_>>().join(" ");
                finder.claim(FactKind::Address, range, norm, 92, None);
            }
            None => at += 1,
        }
    }
}

/// `Lindenweg 4a, 53111 Bonn`.
fn german(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    let boxed = toks.get(at).is_some_and(|tok| tok.is_any(&["postfach"]));
    let mut end = if boxed {
        at + 1
    } else {
        street(toks, at)
            .or_else(|| romance(toks, at))
            .or_else(|| unusual(toks, at, finder.known.region))?
    };
    // 4, 4a, 4-6, 12/3/5
    toks.get(end).filter(|tok| tok.kind == Kind::Number && tok.text.len() <= 4)?;
    end += 1;
    // Postfach 11 02 20
    while boxed
        && toks.get(end).is_some_and(|tok| {
            tok.kind == Kind::Number && tok.apart && !tok.line && tok.text.len() <= 3
        })
    {
        end += 1;
    }
    while let Some(tok) = toks.get(end) {
        let letter = tok.kind == Kind::Word
            && tok.text.len() == 1
            && (!tok.apart
                || toks
                    .get(end + 1)
                    .is_none_or(|next| next.kind == Kind::Sign || next.kind == Kind::Number));
        let more = matches!(tok.text, "-" | "/" | "–")
            && !tok.apart
            && toks.get(end + 1).is_some_and(|next| next.kind == Kind::Number && !next.apart);
        if letter {
            end += 1;
        } else if more {
            end += 2;
        } else {
            break;
        }
    }
    let house = end;
    let mut place = door(toks, end);
    let mut towns = None;
    for _ in 0..4 {
        let Some(tok) = toks.get(place) else { break };
        if matches!(tok.text, "," | ";" | "-" | "/" | "|" | "–")
            || tok.is_any(&["in", "d", "a", "ch", "de", "at"])
        {
            place += 1;
            continue;
        }
        let digits = tok.kind == Kind::Number
            && (tok.text.len() == 5 || tok.text.len() == 4 && !tok.text.starts_with('0'));
        if digits {
            towns = town(toks, place + 1).or(Some(place + 1));
        }
        break;
    }
    if let Some(end) = towns {
        return Some(at..end);
    }
    spoken_of(finder, at).then(|| {
        let with_town = match toks.get(house).map(|tok| tok.text) {
            Some("," | "in") => town(toks, house + 1),
            _ => None,
        };
        at..with_town.unwrap_or(house)
    })
}

/// `80331 München, Talstr. 15`: the town first.
fn turned(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    let first = toks.get(at).filter(|tok| tok.kind == Kind::Number && tok.apart)?;
    let short = matches!(finder.known.region, Region::At | Region::Ch);
    if first.text.len() != 5 && !(short && first.text.len() == 4) {
        return None;
    }
    let comma = town(toks, at + 1).filter(|end| toks.get(*end).is_some_and(|t| t.is_sign(',')))?;
    let end = street(toks, comma + 1)
        .filter(|end| toks.get(comma + 1..*end).unwrap_or_default().iter().any(is_street))?;
    toks.get(end).filter(|tok| tok.kind == Kind::Number && tok.text.len() <= 4)?;
    let letter = toks
        .get(end + 1)
        .is_some_and(|tok| tok.kind == Kind::Word && tok.text.len() == 1 && !tok.apart);
    // „…, Lindenweg 4, 50667 Köln“ begins another one.
    let town_behind = toks
        .get(end + 2 + usize::from(letter))
        .is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() == first.text.len());
    (!town_behind).then_some(at..end + 1 + usize::from(letter))
}

/// Behind the floor or the door, if one is named: `…, 1. Stock, 8010 Graz`, `… Top 7, 1090 Wien`.
fn door(toks: &[Tok<'_>], at: usize) -> usize {
    const DOORS: &[&str] =
        &["top", "tuer", "stiege", "wohnung", "whg", "haus", "apt", "app", "apartment", "block"];
    const FLOORS: &[&str] =
        &["stock", "og", "etage", "obergeschoss", "ug", "dg", "stiege", "hinterhaus", "hof"];
    let comma = |n: usize| n + usize::from(toks.get(n).is_some_and(|tok| tok.is_sign(',')));
    let number = |n: usize| {
        toks.get(n).is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() <= 3 && !tok.line)
    };
    let start = comma(at);
    if toks.get(start).is_some_and(|tok| tok.is_any(DOORS)) && number(start + 1) {
        return door(toks, start + 2);
    }
    let dot = start + 1 + usize::from(toks.get(start + 1).is_some_and(|tok| tok.is_sign('.')));
    if number(start) && toks.get(dot).is_some_and(|tok| tok.is_any(FLOORS)) {
        return door(toks, dot + 1);
    }
    let ground =
        start > at && toks.get(start).is_some_and(|tok| tok.is_any(&["eg", "dg", "hinterhaus"]));
    if ground { start + 1 } else { at }
}

/// `Rue du Lac 4`, `Via Nassa 5`: streets of the Swiss who write French or Italian.
fn romance(toks: &[Tok<'_>], at: usize) -> Option<usize> {
    const LEADS: &[&str] = &[
        "rue",
        "avenue",
        "chemin",
        "route",
        "via",
        "place",
        "quai",
        "boulevard",
        "impasse",
        "ruelle",
        "corso",
        "piazza",
        "viale",
        "strada",
        "vicolo",
        "passage",
        "allee",
    ];
    toks.get(at).filter(|tok| tok.is_capital() && tok.is_any(LEADS))?;
    let part = |n: usize| {
        toks.get(n).is_some_and(|tok| {
            !tok.line
                && (tok.is_capital() && tok.kind == Kind::Word
                    || tok.is_dash() && !tok.apart
                    || tok.text == "'"
                    || tok.text == "’"
                    || tok.is_any(&[
                        "du", "de", "des", "la", "le", "les", "del", "della", "al", "dei", "l", "d",
                    ]))
        })
    };
    let end = (at + 1..at + 8).find(|n| !part(*n))?;
    let town =
        |n: usize| toks.get(n).is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() == 4);
    let comma = toks.get(end + 1).is_some_and(|tok| tok.is_sign(','));
    let placed = comma && town(end + 2) || town(end + 1);
    (end > at + 1 && placed).then_some(end)
}

/// `Hinterm Deich 4, 25813 Husum`: a street by no usual word is told by the postcode and the town.
fn unusual(toks: &[Tok<'_>], at: usize, region: Region) -> Option<usize> {
    let name = |n: usize| {
        toks.get(n).is_some_and(|tok| {
            tok.kind == Kind::Word
                && tok.is_capital()
                && (n == at || !tok.line)
                && !ADDRESS_LABELS.is_word(&tok.plain)
                && !tok.is_any(&["gleis", "wagen", "zug", "bahnsteig", "seite", "platz", "tag"])
        })
    };
    let end = (at..at + 4).find(|n| !name(*n)).filter(|end| *end > at)?;
    let number = |n: usize, len: usize| {
        toks.get(n).filter(|tok| tok.kind == Kind::Number && tok.apart && tok.text.len() <= len)
    };
    number(end, 3)?;
    let mut place = end + 1;
    let letter = |tok: &Tok<'_>| tok.kind == Kind::Word && tok.text.len() == 1 && !tok.apart;
    place += usize::from(toks.get(place).is_some_and(letter));
    // „41/9“, „12/3/5“: the stairs and the door.
    while toks.get(place).is_some_and(|tok| tok.is_sign('/') && !tok.apart)
        && toks.get(place + 1).is_some_and(|tok| tok.kind == Kind::Number && !tok.apart)
    {
        place += 2;
    }
    let comma = toks.get(place).is_some_and(|tok| tok.is_sign(','));
    place += usize::from(comma);
    let short = comma && matches!(region, Region::At | Region::Ch);
    number(place, 5).filter(|tok| {
        tok.text.len() == 5 || short && tok.text.len() == 4 && !tok.text.starts_with('0')
    })?;
    let town = toks.get(place + 1).is_some_and(|tok| {
        tok.kind == Kind::Word && tok.is_capital() && !tok.line && tok.text.len() > 2
    });
    let other = |n: usize| super::named_number(toks, n).is_some() || super::is_device(toks, n);
    (town && !(at..end).any(other)).then_some(end)
}

/// Behind the name of a street.
fn street(toks: &[Tok<'_>], at: usize) -> Option<usize> {
    let first =
        toks.get(at).filter(|tok| tok.kind == Kind::Word && !ADDRESS_LABELS.is_word(&tok.plain))?;
    // „in der Kölner Straße“: the name begins later.
    let small = !first.is_capital();
    if small
        && first.is_any(&["in", "im", "zur", "zum", "an", "am", "auf", "unter"])
        && (first.plain == "in"
            || (at + 1..at + 4).any(|at| toks.get(at).is_some_and(Tok::is_capital)))
    {
        return None;
    }
    let dot = |end: usize| {
        if toks.get(end).is_some_and(|tok| tok.is_sign('.') && !tok.apart) { end + 1 } else { end }
    };
    let ends = is_street;
    let alone = |tok: &Tok<'_>| {
        tok.is_any(&[
            "strasse", "str", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "chaussee",
            "markt",
        ])
    };
    if ends(first) {
        return Some(dot(at + 1));
    }
    // Heinrich-Heine-Straße, Kölner Straße, An der Mühle, Am Alten Markt, Unter den Linden
    let mut end = at + 1;
    let mut words = 1;
    // „wohne im Lindenweg“: there the name begins later.
    if !first.is_capital() && toks.get(at + 1).is_some_and(ends) {
        return None;
    }
    if first.is_capital() && first.text.len() > 2 || STREET_LEADS.is_word(&first.plain) {
        while words < 6 {
            let hyphen = toks.get(end).is_some_and(|tok| tok.is_dash() && !tok.apart);
            let place = end + usize::from(hyphen);
            let Some(tok) = toks.get(place).filter(|tok| {
                tok.kind == Kind::Word
                    && (tok.is_capital()
                        || hyphen
                        || tok.is_any(&["der", "den", "dem", "alten", "am", "von"]))
            }) else {
                break;
            };
            // „neue Anschrift Kastanienweg 9a“: the name begins behind it.
            if tok.plain.ends_with("adresse") || tok.plain.ends_with("anschrift") {
                return None;
            }
            if tok.line {
                break;
            }
            words += 1;
            end = place + 1;
            if alone(tok) || ends(tok) {
                return Some(dot(end));
            }
        }
        // „Auf Gleis 5“
        if toks.get(end - 1).is_some_and(|tok| {
            tok.is_any(&[
                "gleis",
                "wagen",
                "zug",
                "bahnsteig",
                "seite",
                "position",
                "stelle",
                "montag",
                "freitag",
                "tag",
            ])
        }) {
            return None;
        }
        // Only words that lead to a place, and a name: „Am Mühlbach 3“ is known by what follows it.
        let named = first.is_any(&["am", "an", "im", "zum", "zur", "unter", "auf"])
            && first.is_capital()
            && (2..=4).contains(&words);
        return named.then_some(end);
    }
    None
}

/// Behind the name of a town: `Bonn`, `Frankfurt am Main`, `St. Gallen`.
fn town(toks: &[Tok<'_>], at: usize) -> Option<usize> {
    let first = toks
        .get(at)
        .filter(|tok| tok.kind == Kind::Word && tok.text.chars().count() > 1 && !tok.line)?;
    if !first.is_capital()
        && !toks.get(at.wrapping_sub(1)).is_some_and(|tok| tok.kind == Kind::Number)
    {
        return None;
    }
    let mut end = at + 1;
    while let Some(tok) = toks.get(end).filter(|tok| !tok.line) {
        let capital = |n: usize| {
            toks.get(n).is_some_and(|tok| tok.kind == Kind::Word && tok.is_capital() && !tok.line)
        };
        if tok.is_dash() && !tok.apart && capital(end + 1) {
            end += 2;
        } else if tok.is_any(&["am", "an", "im", "ob", "der", "bei", "vor", "in"])
            && (capital(end + 1) && river(toks, end + 1)
                || toks.get(end + 1).is_some_and(|tok| tok.is_any(&["der"])) && capital(end + 2))
        {
            end += if capital(end + 1) { 2 } else { 3 };
        } else if tok.is_sign('.')
            && first.is_any(&["st", "bad"])
            && end == at + 1
            && capital(end + 1)
        {
            end += 2;
        } else if end == at + 1
            && first.is_any(&["bad", "sankt", "st", "neu", "alt", "gross", "klein", "neustadt"])
            && capital(end)
        {
            end += 1;
        } else if tok.is_sign('(')
            && toks.get(end + 2).is_some_and(|tok| tok.is_sign(')'))
            && capital(end + 1)
            && toks.get(end + 1).is_some_and(|tok| tok.text.len() <= 8)
        {
            end += 3;
        } else {
            break;
        }
    }
    Some(end)
}

fn river(toks: &[Tok<'_>], at: usize) -> bool {
    toks.get(at).is_some_and(|tok| {
        tok.is_any(&[
            "main", "rhein", "neckar", "inn", "see", "donau", "oder", "elbe", "ruhr", "saale",
            "lech", "bodensee", "lahn", "harz", "taunus", "breisgau", "allgaeu", "aller", "weser",
            "ammersee",
        ])
    })
}

/// The words before it speak of an address.
fn spoken_of(finder: &Finder<'_, '_>, at: usize) -> bool {
    let near = (1..=4).any(|back| {
        at.checked_sub(back)
            .is_some_and(|i| finder.is(i, &["bei"]) && finder.is(i + 1, &["mir", "uns"]))
    });
    near || (1..=10).any(|back| {
        at.checked_sub(back).and_then(|i| finder.tok(i)).is_some_and(|tok| {
            tok.is_any(&[
                "adresse",
                "anschrift",
                "wohne",
                "wohnen",
                "wohnhaft",
                "lieferadresse",
                "rechnungsadresse",
                "umgezogen",
                "address",
                "live",
                "lives",
                "living",
                "zuhause",
                "lieferanschrift",
                "postanschrift",
                "verbrauchsstelle",
                "lieferstelle",
                "moved",
            ])
        })
    })
}

/// A word that ends as the names of streets do.
pub(super) fn is_street(tok: &Tok<'_>) -> bool {
    (2..tok.plain.len()).any(|cut| tok.plain.get(cut..).is_some_and(|end| STREET_ENDS.is_word(end)))
}
