//! Devices that bear no number, or that are told by their model alone.

use std::ops::Range;

use super::{OWNS, is_noun, model};
use crate::{
    facts::{Finder, is_journey, journey, named_number},
    lex::Kind,
    rows::{DEVICE_LEADS, DEVICE_NOUNS, DEVICE_OTHER, DEVICE_PLACES},
};

/// Words that only models bear.
pub(super) const MODELS: &[&str] = &[
    "mini", "pro", "max", "plus", "duo", "air", "lite", "ultra", "nano", "neo", "hub", "cam",
    "pod", "buds", "pad", "watch", "dot", "mesh", "flex", "compact", "kompakt", "prime", "turbo",
    "classic", "one", "eco", "elite", "sense", "tab", "base", "box", "stick", "vac", "home", "evo",
    "deluxe", "comfort", "komfort",
];

/// Words that models bear, and other things as well.
const LINES: &[&str] = &[
    "uno", "due", "nova", "beam", "jet", "pulse", "loop", "wave", "spin", "fit", "go", "slim",
    "swift", "sonic", "view", "play", "sprint", "edge", "smart", "vision", "connect", "touch",
    "easy", "clean", "cook", "crema", "aroma", "pure", "fresh", "silent", "active", "sport",
    "light", "power", "swing", "clip", "note", "book", "slate", "core", "charge", "drive", "roll",
    "glide", "stream", "sound",
];

/// `die Ventora Mini`, `an Arden Hub`: a name and a word that only models bear, with no number.
pub(super) fn named_model(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    const OWNS: &[&str] = &[
        "mein", "meine", "meinen", "meinem", "meiner", "unser", "unsere", "unseren", "unserem",
        "unserer", "der", "die", "das", "den", "dem", "ein", "eine", "einen", "einem", "einer",
        "my", "our", "the", "a", "an", "this", "diese", "dieser", "diesen", "neue", "neuen",
        "neuer", "new", "old", "alte", "alten", "two", "zwei", "beide", "both", "your", "eure",
        "euer", "vom", "beim", "meines", "unseres",
    ];
    let toks = finder.toks;
    let name = |n: usize| {
        toks.get(n).filter(|tok| {
            tok.kind == Kind::Word
                && tok.is_capital()
                && tok.text.chars().count() > 2
                && tok.text.chars().skip(1).all(char::is_lowercase)
        })
    };
    let first = name(at).filter(|tok| {
        !crate::facts::address::is_street(tok)
            && !DEVICE_LEADS.is_word(&tok.plain)
            && !DEVICE_OTHER.is_word(&tok.plain)
            && !DEVICE_PLACES.is_word(&tok.plain)
            && !is_noun(tok)
    })?;
    if ["tarif", "ticket", "vertrag", "abo", "karte", "paket", "card", "plan"]
        .iter()
        .any(|end| first.plain.ends_with(end))
    {
        return None;
    }
    let owned = at.checked_sub(1).is_some_and(|n| {
        finder.is(n, OWNS)
            || toks.get(n).is_some_and(|tok| {
                is_noun(tok)
                    || tok.is_sign('(')
                        && n.checked_sub(1).is_some_and(|n| toks.get(n).is_some_and(is_noun))
            })
    });
    // „Halvor Hub flashing red“
    let begins = first.line
        || at
            .checked_sub(1)
            .and_then(|n| toks.get(n))
            .is_some_and(|tok| matches!(tok.text, "." | "!" | "?"));
    let owned = owned
        || begins
            && finder.is(at + 1, &["hub", "cam", "mesh", "buds"])
            && toks.get(at + 2).is_some_and(|tok| tok.kind == Kind::Word && !tok.is_capital());
    // „Hallberg Home Base“; „Bei den Kopfhörern Aurex Loop Pro“, „the Lintel Chime S doorbell“: a second
    // name stands between where a word for a device stands beside it.
    let second = name(at + 1).is_some_and(|tok| {
        tok.apart
            && !tok.line
            && !is_noun(tok)
            && !MODELS.contains(&tok.plain.as_str())
            && !DEVICE_OTHER.is_word(&tok.plain)
    });
    let bears = |n: usize| {
        toks.get(n).is_some_and(|tok| {
            tok.kind == Kind::Word
                && tok.apart
                && !tok.line
                && tok.is_capital()
                && (MODELS.contains(&tok.plain.as_str()) || tok.text.len() == 1 && tok.text != "I")
        })
    };
    if second && bears(at + 2) {
        let beside = |n: usize| {
            toks.get(n).is_some_and(|tok| {
                is_noun(tok)
                    || tok.plain.strip_suffix('n').is_some_and(|stem| DEVICE_NOUNS.is_word(stem))
            })
        };
        let end = at + 3 + usize::from(bears(at + 3));
        let led = at
            .checked_sub(1)
            .is_some_and(|n| beside(n) || finder.is(n, &["("]) && n > 0 && beside(n - 1));
        if led || owned && beside(end) {
            return Some(at..end);
        }
    }
    let mut end = at + 1;
    while end < at + 3
        && name(end)
            .is_some_and(|tok| tok.apart && !tok.line && MODELS.contains(&tok.plain.as_str()))
    {
        end += 1;
    }
    // „Velo One S“
    if end > at + 1
        && toks.get(end).is_some_and(|tok| {
            tok.kind == Kind::Word
                && tok.apart
                && !tok.line
                && tok.is_capital()
                && tok.text.len() == 1
                && tok.text != "I"
        })
    {
        end += 1;
    }
    // „the Leeds Home“ may be a house.
    let noun = |n: usize| toks.get(n).is_some_and(is_noun);
    let led =
        at.checked_sub(1).is_some_and(|n| noun(n) || finder.is(n, &["("]) && n > 0 && noun(n - 1));
    let sure = led || end > at + 2 || !finder.is(at + 1, &["home", "base", "air"]);
    if owned && sure && end > at + 1 {
        return Some(at..end);
    }
    // „die Mühle Grindo Uno“, „the Halden Beam soundbar“: beside the word for what it is.
    let model = finder.is(at + 1, LINES)
        && toks.get(at + 1).is_some_and(|tok| tok.is_capital() && tok.apart && !tok.line);
    (end == at + 1 && model && (led || noun(at + 2))).then_some(at..at + 2)
}

/// `Modell HT-2200`, `model number is HX40B`: the model alone.
pub(super) fn model_alone(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    let label = finder.is(
        at,
        &[
            "modell",
            "model",
            "modellnummer",
            "modellnr",
            "typ",
            "typenbezeichnung",
            "geraetetyp",
            "device",
            "geraet",
        ],
    );
    if !label {
        return None;
    }
    let mut place = at + 1;
    while place < at + 5
        && (finder.is(place, &["nr", "nummer", "number", "no", "is", "ist", "lautet", "name"])
            || toks.get(place).is_some_and(|tok| matches!(tok.text, ":" | "." | "=" | "#")))
    {
        place += 1;
    }
    toks.get(place).filter(|tok| {
        tok.kind == Kind::Word
            && !tok.line
            && tok.text.len() <= 5
            && tok.text.chars().all(|c| c.is_ascii_uppercase())
    })?;
    let (end, numbers, words) = model(toks, place);
    (numbers > 0 && words <= 2 && end > place + 1).then_some(place..end)
}

/// `my lumora x2`, `my halvor hub 2`, `mein marden 400 geht nicht`: written small, with a number as
/// models have it.
pub(super) fn small_model(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    const MINE: &[&str] =
        &["mein", "meine", "meinen", "meinem", "meiner", "unser", "unsere", "my", "our"];
    const THAT: &[&str] = &["der", "die", "das", "den", "dem", "the", "a", "an", "ein", "eine"];
    const DOES: &[&str] = &[
        "wont",
        "won't",
        "doesnt",
        "doesn't",
        "keeps",
        "is",
        "isn't",
        "isnt",
        "has",
        "geht",
        "hat",
        "ist",
        "startet",
        "blinkt",
        "laedt",
        "macht",
        "stopped",
        "died",
        "broke",
        "can't",
        "cant",
        "spinnt",
        "leckt",
        "leaks",
        "funktioniert",
        "bleibt",
        "zeigt",
        "shows",
        "reagiert",
        "stays",
        "stinkt",
        "brummt",
        "piept",
        "druckt",
        "tropft",
    ];
    let toks = finder.toks;
    let word = |n: usize| {
        toks.get(n)
            .filter(|tok| tok.kind == Kind::Word && tok.apart && !tok.line && !tok.is_capital())
    };
    let name = word(at).filter(|tok| {
        tok.text.len() > 3
            && !is_noun(tok)
            && !DEVICE_OTHER.is_word(&tok.plain)
            && !DEVICE_PLACES.is_word(&tok.plain)
            && !DEVICE_LEADS.is_word(&tok.plain)
            && !is_journey(toks, at)
            && named_number(toks, at).is_none()
    })?;
    let owner = |words: &[&str]| at.checked_sub(1).is_some_and(|n| finder.is(n, words));
    let number = |n: usize, most: usize| {
        toks.get(n).filter(|tok| tok.kind == Kind::Number && tok.text.len() <= most && !tok.line)
    };
    let last = |n: usize| toks.get(n).is_none_or(|tok| tok.apart || tok.kind == Kind::Sign);
    let does = |n: usize| finder.is(n, DOES);
    // x2, d60
    let lettered = word(at + 1).is_some_and(|tok| tok.text.len() <= 2)
        && number(at + 2, 4).is_some_and(|tok| !tok.apart)
        && last(at + 3);
    if lettered && (owner(MINE) || owner(THAT) && does(at + 3)) {
        return Some(at..at + 3);
    }
    let hub = word(at + 1).is_some_and(|tok| tok.is_any(&["hub", "mini", "pro", "max", "plus"]));
    if hub && owner(MINE) && number(at + 2, 4).is_some() && last(at + 3) {
        return Some(at..at + 3);
    }
    let ordinal = name.plain.ends_with("st") || name.plain.ends_with("ten");
    let plain = number(at + 1, 4).is_some_and(|tok| tok.apart && tok.text.len() >= 2);
    (plain && !ordinal && owner(MINE) && last(at + 2) && does(at + 2)).then_some(at..at + 2)
}

/// `our KM-20`, `auf meinem S23 Ultra`: only the model, behind a word that says whose it is.
pub(super) fn bare_model(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let toks = finder.toks;
    let first = toks.get(at).filter(|tok| {
        tok.kind == Kind::Word
            && tok.apart
            && tok.text.len() <= 4
            && tok.text.chars().all(|c| c.is_ascii_uppercase())
            && !journey::is_train(tok.text)
    })?;
    if !at.checked_sub(1).is_some_and(|before| finder.is(before, OWNS)) {
        return None;
    }
    let dash = usize::from(toks.get(at + 1).is_some_and(|tok| tok.text == "-" && !tok.apart));
    let end = at + dash + 2;
    toks.get(end - 1).filter(|tok| {
        tok.kind == Kind::Number && !tok.apart && (2..=4).contains(&tok.text.len())
    })?;
    let last = toks.get(end).is_none_or(|tok| tok.apart || tok.kind == Kind::Sign);
    let named = toks.get(end).is_some_and(|tok| {
        tok.apart && !tok.line && tok.is_any(&["ultra", "pro", "plus", "max", "lite", "fe"])
    });
    let other = toks.get(end).is_some_and(|tok| {
        tok.is_any(&["number", "nummer", "form", "formular", "error", "fehler", "code", "form"])
    });
    let alone = dash == 1 && (2..=3).contains(&first.text.len());
    (last && !other && (named || alone)).then_some(at..end + usize::from(named))
}
