//! Whether words with capitals are somebody's name.

use std::ops::Range;

use crate::{
    facts::{FactKind, Finder},
    lex::Kind,
    rows::{DEVICE_MAKES, DEVICE_OTHER, STEPS, THINGS, TROUBLE},
    same::is_given,
};

/// What people end with that is no name, with capitals: „Frohe Ostern“, „Poor Show“, „Dublin Airport“.
const SAID: &[&str] = &[
    "frohe",
    "frohes",
    "happy",
    "merry",
    "ostern",
    "weihnachten",
    "christmas",
    "easter",
    "poor",
    "shoddy",
    "bad",
    "good",
    "great",
    "lousy",
    "awful",
    "terrible",
    "shocking",
    "worst",
    "utter",
    "total",
    "totale",
    "pure",
    "reine",
    "echte",
    "grosse",
    "null",
    "zero",
    "top",
    "nice",
    "lovely",
    "simply",
    "show",
    "ahnung",
    "airport",
    "station",
    "flughafen",
    "gleis",
    "platform",
    "street",
    "hotel",
    "shop",
    "store",
    "filiale",
    "gmbh",
    "ltd",
    "limited",
    "inc",
    "ag",
    "kg",
    "weekend",
    "wochenende",
    "year",
    "jahr",
    "tag",
    "day",
    "abend",
    "evening",
    "end",
    "ende",
    "danke",
    "outlook",
    "android",
    "windows",
    "chrome",
    "firefox",
    "edge",
    "safari",
    "premium",
    "basic",
    "never",
    "nie",
    "sehr",
    "extrem",
    "absolut",
    "wirklich",
    "bis",
    "dringend",
    "urgent",
    "wichtig",
    "eilt",
    "lieferung",
    "delivery",
    "refund",
    "erstattung",
    "rechnung",
    "invoice",
    "kulanz",
    "antwort",
    "reply",
    "rueckruf",
    "call",
    "tarif",
    "plan",
    "team",
    "kundin",
    "kunde",
];

/// „… abbuchen. Marcin Dudek“: the last sentence is but a name, below a text with somebody's data.
pub(super) fn is_signature(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    let dotted = range
        .start
        .checked_sub(1)
        .and_then(|n| finder.tok(n))
        .is_some_and(|tok| matches!(tok.text, "." | "!" | "?"));
    dotted && is_somebody(finder, range)
}

/// `Franz Gruber aus Wels`, `Hildegard P. from Hull`: a name that people are given, and their town.
pub(super) fn comes_from(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    let toks = finder.toks;
    let from = toks.get(range.end).is_some_and(|tok| tok.is_any(&["aus", "from"]));
    let town = toks.get(range.end + 1).is_some_and(|tok| {
        tok.is_capital() && tok.kind == Kind::Word && !tok.line && tok.text.len() > 2
    });
    let ends = toks.get(range.end + 2).is_none_or(|tok| tok.kind == Kind::Sign || tok.line);
    let given = toks.get(range.start).is_some_and(|tok| is_given(&gerne_text::fold(tok.text)));
    from && town && ends && given
}

/// Whether these words are somebody's name: none that says something, a name that people are given, or
/// beside somebody's data.
pub(super) fn is_somebody(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    let toks = finder.toks.get(range.clone()).unwrap_or_default();
    let initial = toks.iter().any(|tok| tok.text.len() == 1 && tok.kind == Kind::Word);
    let data = finder
        .found
        .iter()
        .any(|fact| !matches!(fact.kind, FactKind::Device | FactKind::Train | FactKind::Problem));
    let other = DEVICE_MAKES.any(finder.toks, range)
        || toks.iter().any(|tok| tok.is_any(SAID) || tok.plain.ends_with("bahnhof"))
        || toks.first().is_some_and(|tok| crate::places::is_town(tok.text))
        || TROUBLE.any(finder.toks, range)
        || STEPS.any(finder.toks, range)
        || THINGS.any(finder.toks, range)
        || toks.iter().any(|tok| {
            DEVICE_OTHER.is_word(&tok.plain)
                || tok.text.len() > 1 && tok.text.chars().all(char::is_uppercase)
                || crate::words::month(&tok.plain).is_some_and(|(_, unsure)| !unsure)
        });
    // „Totaler Mist“, „Echte Frechheit“ are no names, „Priya Venkataraman“ is one.
    let adjective = toks.first().is_some_and(|tok| {
        tok.text.len() > 4
            && ["er", "es", "em", "liche", "ige", "ische"]
                .iter()
                .any(|end| tok.plain.ends_with(end))
    });
    let given = toks.first().is_some_and(|tok| is_given(&gerne_text::fold(tok.text)));
    !other && (given || data && (initial || !adjective))
}
