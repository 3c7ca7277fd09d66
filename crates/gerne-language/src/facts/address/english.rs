//! Addresses as they are written in Great Britain, Ireland and the United States.

use std::ops::Range;

use super::spoken_of;
use crate::{
    facts::Finder,
    lex::{Kind, Tok},
    rows::ROADS,
};

/// `14 Mill Lane, York YO1 7PX`.
pub(super) fn english(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    if let Some(found) = post_box(toks, at).or_else(|| by_name(toks, at)) {
        return Some(found);
    }
    let first = toks.get(at)?;
    let mut begin = at;
    let mut end = at;
    let flat = first.is_any(&["flat", "apartment", "apt", "unit", "suite"])
        && toks.get(at + 1).is_some_and(|tok| tok.kind == Kind::Number);
    if flat {
        end = at + 2;
        end += usize::from(toks.get(end).is_some_and(|tok| tok.kind == Kind::Word && !tok.apart));
        end += usize::from(toks.get(end).is_some_and(|tok| tok.is_sign(',')));
        end = house(toks, end);
    }
    let numbered = toks.get(end).is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() <= 5);
    // „Unit 4, Dock Street“ has no other number.
    if !numbered && !flat {
        return None;
    }
    if !flat
        && at > 0
        && !first.apart
        && toks.get(at - 1).is_some_and(|tok| !matches!(tok.text, "(" | ":" | "\""))
    {
        return None;
    }
    end += usize::from(numbered);
    if numbered
        && toks
            .get(end)
            .is_some_and(|tok| tok.kind == Kind::Word && tok.text.len() == 1 && !tok.apart)
    {
        end += 1;
    }
    // 215-A
    if numbered
        && toks.get(end).is_some_and(|tok| tok.is_dash() && !tok.apart)
        && toks.get(end + 1).is_some_and(|tok| tok.text.len() == 1 && !tok.apart)
    {
        end += 2;
    }
    let name = end;
    let mut words = 0;
    let mut road = false;
    while words < 5 {
        // „88 W. Main Street“, „4410 N 32nd St“
        let dot = words == 1
            && toks.get(end).is_some_and(|tok| tok.is_sign('.') && !tok.apart)
            && toks.get(end - 1).is_some_and(|tok| tok.text.len() <= 2 && tok.is_capital());
        end += usize::from(dot);
        let counted = toks.get(end).is_some_and(|tok| tok.kind == Kind::Number && tok.apart)
            && toks
                .get(end + 1)
                .is_some_and(|tok| !tok.apart && tok.is_any(&["st", "nd", "rd", "th"]));
        if counted {
            words += 1;
            end += 2;
            continue;
        }
        let Some(tok) = toks.get(end).filter(|tok| tok.kind == Kind::Word && !tok.line) else {
            break;
        };
        words += 1;
        end += 1;
        let ends = ROADS.is_word(&tok.plain) && words > 1;
        if ends && !toks.get(end).is_some_and(|next| ROADS.is_word(&next.plain)) {
            road = true;
            break;
        }
    }
    if !road {
        end = unnamed(toks, name)?;
    }
    begin = building(toks, begin);
    end += usize::from(toks.get(end).is_some_and(|tok| {
        tok.is_sign('.') && !tok.apart && toks.get(end + 1).is_some_and(|next| next.is_sign(','))
    }));
    let street = end;
    // Towns between, then the postcode.
    for place in end..end + 12 {
        if let Some(behind) = postcode(toks, place) {
            return Some(begin..behind);
        }
        let Some(tok) = toks.get(place) else { break };
        // Apt 4B, Dublin 2
        let number = tok.kind == Kind::Number
            && tok.text.len() <= 4
            && toks.get(place.wrapping_sub(1)).is_some_and(|tok| {
                tok.is_any(&["apt", "unit", "suite", "ste", "dublin", "cork", "floor", "flat"])
                    || tok.is_sign('#')
            });
        let letter = tok.text.len() == 1 && !tok.apart && tok.kind == Kind::Word;
        if number || letter {
            continue;
        }
        let name = tok.kind == Kind::Word
            && (tok.is_capital()
                || tok.is_any(&["upon", "on", "under", "le", "by", "the"])
                || place > street);
        if !name && !matches!(tok.text, "," | "-" | ".") {
            break;
        }
    }
    (road && spoken_of(finder, at)).then(|| {
        let mut end = street;
        while toks.get(end).is_some_and(|tok| tok.is_sign(','))
            && toks.get(end + 1).is_some_and(|tok| tok.kind == Kind::Word && tok.is_capital())
        {
            end += 2;
        }
        begin..end
    })
}

/// `9 Gannet Wynd, Dundee DD9 5GH`: a street by no usual word is told by the comma and the postcode of a
/// town close behind it.
fn unnamed(toks: &[Tok<'_>], at: usize) -> Option<usize> {
    let capital = |n: &usize| {
        toks.get(*n).is_some_and(|tok| {
            tok.kind == Kind::Word
                && !tok.line
                && (tok.is_capital()
                    || tok.is_any(&["na", "an", "the", "of", "le", "de", "on", "upon"]))
        })
    };
    let comma = (at..at + 6)
        .take_while(|n| *n == at || capital(&(n - 1)))
        .find(|n| *n > at && toks.get(*n).is_some_and(|tok| tok.is_sign(',')))?;
    // „…, Dundee DD9 5GH“, „…, Malahide, Co. Dublin, K36 X0Y2“
    let code = |n: usize| postcode(toks, n).is_some_and(|end| end > n + 2);
    let part = |n: &usize| {
        capital(n)
            || toks.get(*n).is_some_and(|tok| {
                tok.is_sign(',')
                    || tok.is_sign('.') && toks.get(n - 1).is_some_and(|tok| tok.plain == "co")
            })
    };
    (comma + 2..comma + 10).take_while(|n| part(&(n - 1))).any(code).then_some(comma)
}

/// `Flat 12B, Marlowe House, 40 Chapel Street`: behind the name of the house, if a street follows.
fn house(toks: &[Tok<'_>], at: usize) -> usize {
    let capital = |n: usize| {
        toks.get(n).is_some_and(|tok| tok.kind == Kind::Word && tok.is_capital() && !tok.line)
    };
    let end = (at..at + 4).find(|n| !capital(*n)).unwrap_or(at);
    let comma = end > at && toks.get(end).is_some_and(|tok| tok.is_sign(','));
    let street = toks.get(end + 1).is_some_and(|tok| tok.kind == Kind::Number) && capital(end + 2)
        || capital(end + 1)
            && (end + 2..end + 5)
                .take_while(|n| capital(*n))
                .any(|n| toks.get(n).is_some_and(|tok| ROADS.is_word(&tok.plain)));
    if comma && street { end + 1 } else { at }
}

/// `The Old Forge, Church Lane, Ripley GU23 6AE`: a house by its name, with no number.
fn by_name(toks: &[Tok<'_>], at: usize) -> Option<Range<usize>> {
    let capital = |n: usize| {
        toks.get(n)
            .is_some_and(|tok| tok.kind == Kind::Word && tok.is_capital() && (n == at || !tok.line))
    };
    let comma = (at + 1..at + 5)
        .take_while(|n| capital(n - 1))
        .find(|n| toks.get(*n).is_some_and(|tok| tok.is_sign(',')))?;
    if building(toks, comma + 1) != at {
        return None;
    }
    let road = (comma + 2..comma + 5).take_while(|n| capital(n - 1)).find(|n| {
        toks.get(n - 1).is_some_and(|tok| ROADS.is_word(&tok.plain))
            && toks.get(*n).is_some_and(|tok| tok.is_sign(','))
    })?;
    (road + 2..road + 8)
        .take_while(|n| capital(n - 1) || toks.get(n - 1).is_some_and(|tok| tok.is_sign(',')))
        .find_map(|n| postcode(toks, n).filter(|end| *end > n + 2))
        .map(|end| at..end)
}

/// `P.O. Box 2210, Tulsa, OK 74101`
fn post_box(toks: &[Tok<'_>], at: usize) -> Option<Range<usize>> {
    let is = |n: usize, words: &[&str]| toks.get(n).is_some_and(|tok| tok.is_any(words));
    let dot = |n: usize| n + usize::from(toks.get(n).is_some_and(|tok| tok.is_sign('.')));
    let place = if is(at, &["po"]) {
        at + 1
    } else if is(at, &["p"]) && is(dot(at + 1), &["o"]) {
        dot(dot(at + 1) + 1)
    } else {
        return None;
    };
    let number = toks.get(place + 1).is_some_and(|tok| tok.kind == Kind::Number);
    if !is(place, &["box"]) || !number {
        return None;
    }
    (place + 2..place + 10)
        .take_while(|n| {
            toks.get(n - 1).is_some_and(|tok| tok.kind != Kind::Sign || tok.is_sign(','))
        })
        .find_map(|n| postcode(toks, n).map(|end| at..end))
}

/// `The Old Chapel, 6 Mill Lane`: where the name of the house begins.
fn building(toks: &[Tok<'_>], at: usize) -> usize {
    let Some(comma) =
        at.checked_sub(1).filter(|n| toks.get(*n).is_some_and(|tok| tok.is_sign(',')))
    else {
        return at;
    };
    let mut start = comma;
    while start > 0
        && comma - start < 4
        && toks.get(start - 1).is_some_and(|tok| tok.kind == Kind::Word && tok.is_capital())
    {
        start -= 1;
    }
    let named = toks.get(start..comma).unwrap_or_default().iter().any(|tok| {
        tok.is_any(&[
            "chapel",
            "house",
            "court",
            "floor",
            "lodge",
            "cottage",
            "farm",
            "barn",
            "mill",
            "hall",
            "tower",
            "building",
            "rectory",
            "vicarage",
            "manor",
            "villa",
            "mews",
            "school",
            "stables",
            "works",
            "wharf",
            "forge",
            "bungalow",
            "grange",
            "priory",
            "heights",
            "maltings",
            "arcade",
            "centre",
            "terrace",
            "warren",
            "croft",
            "gatehouse",
            "annexe",
            "annex",
            "loft",
        ])
    });
    if named { start } else { at }
}

/// States of America by their names, where one word tells them.
const STATES: &[&str] = &[
    "alabama",
    "alaska",
    "arizona",
    "arkansas",
    "california",
    "colorado",
    "connecticut",
    "delaware",
    "florida",
    "georgia",
    "hawaii",
    "idaho",
    "illinois",
    "indiana",
    "iowa",
    "kansas",
    "kentucky",
    "louisiana",
    "maine",
    "maryland",
    "massachusetts",
    "michigan",
    "minnesota",
    "mississippi",
    "missouri",
    "montana",
    "nebraska",
    "nevada",
    "hampshire",
    "jersey",
    "mexico",
    "york",
    "carolina",
    "dakota",
    "ohio",
    "oklahoma",
    "oregon",
    "pennsylvania",
    "tennessee",
    "texas",
    "utah",
    "vermont",
    "virginia",
    "washington",
    "wisconsin",
    "wyoming",
];

/// `YO1 7PX`, `D02 X285`, `IL 62704`: behind it.
pub(in crate::facts) fn postcode(toks: &[Tok<'_>], at: usize) -> Option<usize> {
    let word = |n: usize| toks.get(n).filter(|tok| tok.kind == Kind::Word);
    let number = |n: usize| toks.get(n).filter(|tok| tok.kind == Kind::Number);
    // „Austin, Texas 78701“
    let state = word(at).is_some_and(|tok| tok.is_capital() && tok.is_any(STATES));
    if state && number(at + 1).is_some_and(|tok| tok.apart && tok.text.len() == 5) {
        return Some(at + 2);
    }
    let area = word(at).filter(|tok| tok.text.len() <= 2 && tok.text.is_ascii())?;
    // IL 62704
    if area.text.len() == 2 && number(at + 1).is_some_and(|tok| tok.apart && tok.text.len() == 5) {
        return Some(at + 2);
    }
    number(at + 1).filter(|tok| tok.text.len() <= 2 && !tok.apart)?;
    let mut end = at + 2;
    // SW1A 1AA
    if word(end).is_some_and(|tok| tok.text.len() == 1 && !tok.apart) {
        end += 1;
    }
    if number(end).is_some_and(|tok| tok.text.len() == 1)
        && word(end + 1).is_some_and(|tok| tok.text.len() == 2 && !tok.apart)
    {
        return Some(end + 2);
    }
    // D02 X285
    if word(end).is_some_and(|tok| tok.apart && tok.text.len() <= 4) {
        let mut rest = end;
        let mut length = 0;
        while let Some(tok) =
            toks.get(rest).filter(|tok| tok.kind != Kind::Sign && (rest == end || !tok.apart))
        {
            length += tok.text.len();
            rest += 1;
        }
        return (length == 4 && rest > end + 1).then_some(rest);
    }
    None
}
