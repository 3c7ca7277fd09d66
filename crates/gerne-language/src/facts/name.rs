//! The customer's own name: where they introduce themselves, and below what they wrote.

mod lead;
mod somebody;

use std::ops::Range;

use self::{
    lead::lead,
    somebody::{comes_from, is_signature, is_somebody},
};
use super::{FactKind, Finder};
use crate::{
    lex::{Kind, Tok},
    rows::{ADDRESS_LABELS, NAME_CLOSINGS, NO_NAME},
};

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let mut best: Option<(Range<usize>, Range<usize>, u8)> = None;
    for at in 0..finder.toks.len() {
        let Some((range, because, confidence)) = introduced(finder, at)
            .or_else(|| signed(finder, at))
            .or_else(|| family(finder, at))
            .or_else(|| alone(finder, at))
        else {
            continue;
        };
        // A full name says more than a first name below a post; the first introduction counts.
        let length = |range: &Range<usize>| range.len();
        let better = best.as_ref().is_none_or(|(old, _, sure)| {
            confidence > *sure + 10 || length(&range) > length(old) && old.len() == 1
        });
        if better && finder.is_free(&range) {
            best = Some((range, because, confidence));
        }
    }
    if let Some((range, because, confidence)) = best {
        let norm = finder.span(&range).and_then(|span| finder.text.get(span)).unwrap_or_default();
        let norm = norm.split_whitespace().collect::<Vec<_>>().join(" ");
        finder.claim(FactKind::Name, range, norm, confidence, Some(because));
    }
}

fn introduced(finder: &Finder<'_, '_>, at: usize) -> Option<(Range<usize>, Range<usize>, u8)> {
    let toks = finder.toks;
    let (words, sure) = lead(toks, at)?;
    // The names of others: „der Name des Technikers ist“.
    if at > 0
        && finder.is(
            at - 1,
            &[
                "sein", "ihr", "deren", "dessen", "his", "her", "their", "user", "domain",
                "firmen", "file",
            ],
        )
        && !finder.is(at, &["hier", "ich", "i", "i'm", "this"])
    {
        return None;
    }
    let mut place = at + words;
    while finder.is(
        place,
        &[
            ":",
            "der",
            "die",
            "the",
            "uebrigens",
            "frau",
            "herr",
            "mr",
            "mrs",
            "ms",
            "-",
            "also",
            "nur",
            "and",
            "\"",
            "„",
            "lautet",
            "auf",
            ",",
            "(",
            "=",
            "ist",
            "is",
            "jetzt",
            "now",
            "nun",
            "inzwischen",
            "mittlerweile",
            "seitdem",
            "neuerdings",
        ],
    ) || finder.is(place, &["."]) && finder.is(place - 1, &["mr", "mrs", "ms"])
    {
        place += 1;
    }
    let titled =
        finder.is(place - 1, &["frau", "herr", "mr", "mrs", "ms"]) || finder.is(place - 1, &["."]);
    let range = name(toks, place, sure)?;
    // „the name is Ifeoma Eze“, but „the name is Wrong“
    if at > 0 && finder.is(at - 1, &["the", "der"]) && range.len() < 2 {
        return None;
    }
    // „i bin die Resi aus Graz“, „it's Reese from Cork“
    let native = range.len() == 1
        && toks.get(range.end).is_some_and(|tok| tok.is_any(&["aus", "from"]))
        && toks.get(range.end + 1).is_some_and(|tok| tok.is_capital() && tok.text.len() > 2)
        && toks.get(range.end + 2).is_none_or(|tok| tok.kind == Kind::Sign || tok.line)
        && toks.get(range.start).is_some_and(Tok::is_capital);
    if native {
        return Some((range, at..at + words, 72));
    }
    // „Ich bin Kunde“, „this is London“: two capitals, and no article behind.
    let full = range.len() >= 2 || titled;
    let ends = toks.get(range.end).is_none_or(|tok| {
        tok.kind == Kind::Sign
            || tok.is_any(&[
                "und",
                "and",
                "aus",
                "from",
                "von",
                "hier",
                "here",
                "schreibt",
                "mit",
                "with",
                "ich",
                "i",
                "again",
                "nochmal",
                "wieder",
                "mein",
                "my",
                "kundennummer",
                "at",
                "in",
                "calling",
                "writing",
                "wohnhaft",
                "geb",
                "speaking",
                "wohne",
                "on",
                "am",
                "seit",
                "since",
            ])
    });
    if !sure && (!full || !ends) {
        return None;
    }
    Some((range, at..at + words, if sure { 92 } else { 78 }))
}

const TITLES: &[&str] = &["frau", "herr", "mr", "mrs", "ms", "miss"];

fn signed(finder: &Finder<'_, '_>, at: usize) -> Option<(Range<usize>, Range<usize>, u8)> {
    let toks = finder.toks;
    let words = NAME_CLOSINGS.at(toks, at, toks.len())?.len();
    let mut place = at + words;
    let mut broken = false;
    while let Some(tok) =
        toks.get(place).filter(|tok| matches!(tok.text, "," | "!" | "." | "-" | "–" | "~"))
    {
        broken |= tok.kind == Kind::Sign;
        place += 1;
    }
    // Grüße aus Bern
    let article = usize::from(finder.is(place + 1, &["dem", "der", "den", "the"]));
    if finder.is(place, &["aus", "from"])
        && toks.get(place + 1 + article).is_some_and(Tok::is_capital)
    {
        place += 2 + article;
        while toks.get(place).is_some_and(|tok| matches!(tok.text, "," | "!")) {
            place += 1;
        }
    }
    if finder.is(
        place,
        &["von", "from", "ihr", "ihre", "euer", "eure", "your", "die", "der", "dein", "deine"],
    ) {
        place += 1;
    }
    // „i. A. Sabine Rother“
    if finder.is(place, &["i", "p"])
        && toks.get(place + 1).is_some_and(|tok| tok.is_sign('.'))
        && finder.is(place + 2, &["a", "v", "p"])
        && toks.get(place + 3).is_some_and(|tok| tok.is_sign('.'))
    {
        place += 4;
    }
    // „Yours sincerely, Mrs. D. Pemberton-Lacey“
    if finder.is(place, TITLES) {
        place += 1 + usize::from(toks.get(place + 1).is_some_and(|tok| tok.is_sign('.')));
    }
    let own_line = toks.get(place).is_some_and(|tok| tok.line);
    let begins = at == 0
        || toks.get(at).is_some_and(|tok| tok.line)
        || toks.get(at - 1).is_some_and(|tok| tok.kind == Kind::Sign);
    let small = toks.get(place).is_some_and(|tok| !tok.is_capital());
    let range = name(toks, place, true)
        .filter(|range| !small || range.end == toks.len() && range.len() <= 4)?;
    let range = couple(toks, &range).unwrap_or(range);
    let polite = (at..at + words).all(|at| {
        finder.is(
            at,
            &[
                "thanks", "thank", "danke", "vielen", "best", "besten", "cheers", "many", "dank",
                "you", "for", "again", "ihr", "ihre", "euer", "eure", "in", "advance", "merci",
                "bye",
            ],
        )
    });
    // Nothing but the signature may follow.
    let last = toks.get(range.end).is_none_or(|tok| tok.line || tok.kind == Kind::Sign);
    let near_end = toks.len() - range.end <= 24;
    // „Danke, Jonas!“ thanks whoever it is said to.
    let thanked = polite
        && !own_line
        && range.len() == 1
        && toks.get(range.end).is_some_and(|tok| tok.is_sign('!'));
    let fits = begins
        && last
        && !thanked
        && near_end
        && (!polite || broken || own_line)
        && (own_line || broken || range.len() >= 2 || !polite);
    fits.then_some((range, at..at + words, 75))
}

/// `Lisa und Tim Brandt`, `Bob & Sue Pritchard`: two who close together.
fn couple(toks: &[Tok<'_>], first: &Range<usize>) -> Option<Range<usize>> {
    let and = toks.get(first.end).filter(|tok| {
        !tok.line && (tok.is_any(&["und", "and", "u"]) || matches!(tok.text, "&" | "+"))
    })?;
    let second = name(toks, first.end + 1, false).filter(|_| and.apart)?;
    let ends = toks.get(second.end).is_none_or(|tok| tok.line || tok.kind == Kind::Sign);
    (first.len() <= 2 && ends).then_some(first.start..second.end)
}

/// `Familie Brand, Kundennummer …`: the name of all of them.
fn family(finder: &Finder<'_, '_>, at: usize) -> Option<(Range<usize>, Range<usize>, u8)> {
    let toks = finder.toks;
    let first =
        toks.get(at).filter(|tok| tok.is_any(&["familie", "fam", "eheleute", "ehepaar"]))?;
    let begins = at == 0
        || first.line
        || toks.get(at - 1).is_some_and(|tok| matches!(tok.text, "." | "!" | "," | ":"))
        || finder.is(at - 1, &["hier", "sind"]);
    let dot = usize::from(toks.get(at + 1).is_some_and(|tok| tok.is_sign('.') && !tok.apart));
    let range = name(toks, at + 1 + dot, false)?;
    let ends = toks.get(range.end).is_none_or(|tok| {
        tok.line || tok.kind == Kind::Sign || tok.is_any(&["hier", "aus", "mit", "wohnhaft"])
    });
    (begins && ends && first.is_capital()).then_some((at..range.end, at..at + 1, 78))
}

/// The last line, where it is nothing but a name; `Tom Ahrens hier.`
fn alone(finder: &Finder<'_, '_>, at: usize) -> Option<(Range<usize>, Range<usize>, u8)> {
    let toks = finder.toks;
    let first = toks.get(at)?;
    let begins = at == 0
        || first.line
        || toks
            .get(at - 1)
            .is_some_and(|tok| matches!(tok.text, "." | "!" | "," | "?" | "–" | "-" | ":"))
        || finder.is(at, TITLES)
            && finder.is(at - 1, &["bin", "bins", "i'm", "it's", "hier", "from"]);
    if !begins || ADDRESS_LABELS.is_word(&first.plain) && !finder.is(at, TITLES) {
        return None;
    }
    // „Ms Layla Haddad, customer number …“
    let title = if finder.is(at, TITLES) {
        1 + usize::from(toks.get(at + 1).is_some_and(|tok| tok.is_sign('.')))
    } else {
        0
    };
    let range = name(toks, at + title, false)?;
    if title > 0 {
        return numbered(finder, range.end).then(|| (range.clone(), range, 70));
    }
    // „Sonja und Malte Petersen, Deichweg 9 …“
    if let Some(both) = couple(toks, &range)
        && (placed(finder, both.end) || numbered(finder, both.end))
    {
        return Some((both.clone(), both, 70));
    }
    if range.len() < 2 || range.len() > 4 {
        return None;
    }
    let here = toks.get(range.end).is_some_and(|tok| tok.is_any(&["hier", "here"]))
        && toks.get(range.end + 1).is_none_or(|tok| {
            tok.kind == Kind::Sign
                || tok.is_any(&["from", "aus", "at", "in", "von", "again", "wieder", "nochmal"])
        });
    let here = here || comes_from(finder, &range);
    let set_off = first.line
        || toks
            .get(at.wrapping_sub(1))
            .is_some_and(|tok| matches!(tok.text, "," | "–" | "-" | "~"));
    let ended =
        toks.get(range.end).is_none_or(|tok| tok.is_sign('.') && range.end + 1 == toks.len());
    let last = set_off && at > 6 && range.end == toks.len()
        || at > 6 && ended && is_signature(finder, &range);
    // „Customer no. 771-0093-2, Tom Hale. …“
    let behind_number = set_off
        && !first.line
        && !finder.is_free(&(at.saturating_sub(2)..at - 1))
        && toks.get(range.end).is_none_or(|tok| tok.is_sign('.') || tok.is_sign('!') || tok.line)
        && is_somebody(finder, &range);
    let last = last || behind_number;
    let said = toks.get(range.end).is_some_and(|tok| tok.is_any(&["mein", "my"]))
        && finder.is(range.end + 1, &["name"]);
    // A name, and on the next line where they live or what to ring.
    let headed = (at == 0 || first.line)
        && toks.get(range.end).is_some_and(|tok| tok.line)
        && (!finder.is_free(&(range.end..range.end + 1))
            || !finder.is_free(&(range.end + 1..range.end + 2))
            || finder.is(
                range.end,
                &["tel", "mobil", "handy", "telefon", "kundennummer", "mob", "phone", "mail", "e"],
            ));
    let placed =
        placed(finder, range.end) || numbered(finder, range.end) && is_somebody(finder, &range);
    (here || last || said || headed || placed).then(|| (range.clone(), range, 70))
}

/// Where they live or what to ring stands behind a comma: „Bernd Oltmanns, Deichstraße 3, 26721 Emden“.
fn placed(finder: &Finder<'_, '_>, end: usize) -> bool {
    let sign = finder.tok(end).is_some_and(|tok| tok.is_sign(',') || tok.is_sign('('));
    // „…, Tel 040 …“, „…, mob: 07700 …“
    let label = |n: usize| {
        finder.is(
            n,
            &[
                "tel", "telefon", "mobil", "handy", "mob", "phone", "mobile", "cell", "natel",
                "fon", "mail", "email", "e", "-", ":", ".", "nr",
            ],
        )
    };
    let behind = (end + 1..end + 6).find(|n| !label(*n)).unwrap_or(end + 1);
    let start = finder.tok(behind).map(|tok| tok.start);
    sign && finder.found.iter().any(|fact| {
        matches!(fact.kind, FactKind::Address | FactKind::Phone | FactKind::Email)
            && Some(fact.span.start) == start
    })
}

/// The number of a customer or a contract stands behind a comma: „Lena Vogt, Kundennummer 5512“.
fn numbered(finder: &Finder<'_, '_>, end: usize) -> bool {
    let sign = finder.tok(end).is_some_and(|tok| matches!(tok.text, "," | "(" | "/" | "|"));
    sign && super::named_number(finder.toks, end + 1).is_some_and(|(kind, names, _)| {
        let own = matches!(kind, FactKind::CustomerNo | FactKind::ContractNo | FactKind::AccountNo);
        own && !finder.is_free(&(names.end..(names.end + 4).min(finder.toks.len())))
    })
}

/// Words with capitals that may be a name.
fn name(toks: &[Tok<'_>], at: usize, small: bool) -> Option<Range<usize>> {
    let mut end = at;
    let mut words = 0;
    let any_capital = toks.get(at).is_some_and(Tok::is_capital);
    while let Some(tok) = toks.get(end) {
        if tok.line && end > at {
            break;
        }
        // K. Albrecht, S. A. Khan, J Patel
        let initial = words == 0 && tok.kind == Kind::Word && tok.text.chars().count() == 1;
        if initial {
            let dot =
                usize::from(toks.get(end + 1).is_some_and(|tok| tok.is_sign('.') && !tok.apart));
            let next = toks.get(end + 1 + dot).is_some_and(|next| {
                next.kind == Kind::Word
                    && !next.line
                    && (next.apart || dot == 1)
                    && (next.is_capital() && tok.is_capital() || dot == 1 && small)
            });
            if next && (tok.is_capital() || dot == 1) {
                end += 1 + dot;
                continue;
            }
        }
        let degree = tok.is_any(&["dr", "prof", "dipl", "ing", "mag", "med", "phil", "jur"]);
        if degree && toks.get(end + 1).is_some_and(|tok| tok.is_sign('.')) {
            let dash = toks.get(end + 2).is_some_and(|tok| tok.is_dash() && !tok.apart);
            end += 2 + usize::from(dash);
            continue;
        }
        if words > 0
            && tok.is_any(&[
                "von", "van", "de", "der", "zu", "vom", "di", "da", "el", "al", "ten", "bin",
                "del", "den",
            ])
            && toks.get(end + 1).is_some_and(|next| {
                next.kind == Kind::Word && (next.is_capital() || next.is_any(&["der", "den"]))
            })
        {
            end += 1;
            continue;
        }
        let fits = tok.kind == Kind::Word
            && tok.text.chars().count() >= 2
            && (tok.is_capital()
                || small && !any_capital && words < 2 && tok.text.chars().count() >= 3)
            && !is_no_name(tok)
            && words < 3;
        if !fits {
            break;
        }
        words += 1;
        end += 1;
        // Anna-Lena, Weiß-Huber; an initial: J. Miller
        if toks.get(end).is_some_and(|tok| tok.is_dash() && !tok.apart)
            && toks.get(end + 1).is_some_and(|tok| tok.kind == Kind::Word && !tok.apart)
        {
            end += 2;
        }
        if toks
            .get(end)
            .is_some_and(|tok| tok.kind == Kind::Word && tok.text.len() == 1 && tok.is_capital())
            && toks.get(end + 1).is_some_and(|tok| tok.is_sign('.'))
            && toks.get(end + 2).is_some_and(|tok| tok.is_capital() && tok.apart)
        {
            end += 2;
        }
        // „Hildegard P.“, „Mira Z“: of the last name only the first letter.
        if words == 1
            && toks.get(end).is_some_and(|tok| {
                tok.kind == Kind::Word
                    && tok.apart
                    && !tok.line
                    && tok.text.chars().count() == 1
                    && tok.is_capital()
                    && tok.text != "I"
            })
        {
            let dot = toks.get(end + 1).is_some_and(|tok| tok.is_sign('.') && !tok.apart);
            let ends = toks.get(end + 1).is_none_or(|tok| tok.line || tok.kind == Kind::Sign);
            let goes_on = toks.get(end + 2).is_some_and(|tok| !tok.apart);
            if (dot || ends) && !goes_on {
                end += 1 + usize::from(dot);
                break;
            }
        }
    }
    (words > 0).then_some(at..end)
}

/// Words that follow an introduction without being a name.
fn is_no_name(tok: &Tok<'_>) -> bool {
    NO_NAME.is_word(&tok.plain)
        || crate::words::weekday(&tok.plain).is_some_and(|(_, short)| !short)
}
