//! The customer's own name: where they introduce themselves, and below what they wrote.

use std::ops::Range;

use super::{FactKind, Finder};
use crate::{
    clause::starts,
    lex::{Kind, Tok},
};

/// Words behind which somebody's own name stands, and whether any capital will do.
const LEADS: &[(&str, bool)] = &[
    ("mein name ist", true),
    ("mein name lautet", true),
    ("mein name war", true),
    ("mein name :", true),
    ("ich heisse", true),
    ("name ist", true),
    ("my name is", true),
    ("my name's", true),
    ("name's", true),
    ("name :", true),
    ("vorname nachname :", true),
    ("kontoinhaber :", true),
    ("kontoinhaber ist", true),
    ("kontoinhaberin :", true),
    ("vertragsinhaber :", true),
    ("vertragsinhaber ist", true),
    ("vertragsinhaberin :", true),
    ("vertragsinhaberin ist", true),
    ("inhaber :", true),
    ("inhaberin :", true),
    ("account holder is", true),
    ("account holder :", true),
    ("account holder", true),
    ("auf den namen", true),
    ("unter dem namen", true),
    ("auf meinen namen", true),
    ("in the name of", true),
    ("under the name of", true),
    ("under the name", true),
    ("under my name", true),
    ("laeuft auf", false),
    ("it's under", false),
    ("ich bin's ,", false),
    ("ich bins ,", false),
    ("it's me ,", false),
    ("kundin", false),
    ("kunde", false),
    ("kunde :", true),
    ("kundin :", true),
    ("customer :", true),
    ("customer name :", true),
    ("full name :", true),
    ("vor - und nachname :", true),
    ("passenger :", true),
    ("passagier :", true),
    ("reisender :", true),
    ("besteller :", true),
    ("empfaenger :", true),
    ("recipient :", true),
    ("absender :", true),
    ("versicherungsnehmer :", true),
    ("versicherungsnehmerin :", true),
    ("versicherungsnehmer ist", true),
    ("under the name of", true),
    ("in my name ,", true),
    ("auf meinen namen ,", true),
    ("auf meinen namen (", true),
    ("im namen von", true),
    ("name lautet", true),
    ("booked in the name", true),
    ("i'm called", true),
    ("call me", false),
    ("nennt mich", false),
    ("hier ist", false),
    ("hier schreibt", false),
    ("hier spricht", false),
    ("this is", false),
    ("ich bin", false),
    ("i am", false),
    ("i'm", false),
    ("hier", false),
    ("gebucht auf", false),
    ("bestellt auf", false),
    ("booked under", false),
    ("registered to", false),
];

/// How letters end; a name follows.
const CLOSINGS: &[&str] = &[
    "ta",
    "rgds",
    "thx",
    "thanks in advance",
    "many thanks in advance",
    "br",
    "danke im voraus",
    "vielen dank im voraus",
    "danke vorab",
    "liebe gruesse von",
    "viele gruesse von",
    "gruesse von",
    "gruss von",
    "sonnige gruesse",
    "nette gruesse",
    "beste gruesse aus",
    "servus",
    "ciao",
    "love",
    "with kind regards",
    "with best regards",
    "warmly",
    "respectfully",
    "faithfully",
    "ihr",
    "ihre",
    "euer",
    "eure",
    "mit freundlichen gruessen",
    "mit freundlichem gruss",
    "freundliche gruesse",
    "freundlichen gruessen",
    "viele gruesse",
    "liebe gruesse",
    "beste gruesse",
    "schoene gruesse",
    "herzliche gruesse",
    "mit besten gruessen",
    "mit lieben gruessen",
    "gruesse",
    "gruss",
    "mfg",
    "lg",
    "vg",
    "bg",
    "liebe gruesse aus",
    "kind regards",
    "best regards",
    "warm regards",
    "many thanks",
    "regards",
    "yours sincerely",
    "yours faithfully",
    "sincerely",
    "best wishes",
    "all the best",
    "cheers",
    "best",
    "thanks",
    "thank you",
    "kr",
    "yours",
    "hochachtungsvoll",
    "danke",
    "vielen dank",
    "besten dank",
    "danke und gruss",
    "dank und gruss",
    "viele gruesse ,",
    "schoenen gruss",
    "gruss aus",
    "lieben gruss",
    "liebe gruesse ,",
    "freundlich gruesst",
    "es gruesst",
    "gez .",
    "gez",
];

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let mut best: Option<(Range<usize>, Range<usize>, u8)> = None;
    for at in 0..finder.toks.len() {
        let Some((range, because, confidence)) =
            introduced(finder, at).or_else(|| signed(finder, at)).or_else(|| alone(finder, at))
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
    let (words, sure) = LEADS.iter().find_map(|(row, sure)| {
        let words: Vec<&str> = row.split(' ').collect();
        starts(toks, at, &words).then_some((words.len(), *sure))
    })?;
    // The names of others: „der Name des Technikers ist“.
    if at > 0
        && finder.is(
            at - 1,
            &[
                "sein", "ihr", "deren", "dessen", "his", "her", "their", "user", "domain",
                "firmen", "file", "the",
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
        ],
    ) || finder.is(place, &["."]) && finder.is(place - 1, &["mr", "mrs", "ms"])
    {
        place += 1;
    }
    let titled =
        finder.is(place - 1, &["frau", "herr", "mr", "mrs", "ms"]) || finder.is(place - 1, &["."]);
    let range = name(toks, place, sure)?;
    // „Ich bin Kunde“, „this is London“: two capitals, and no article behind.
    let full = range.len() >= 2 || titled;
    let ends = toks.get(range.end).is_none_or(|tok| {
        tok.kind == Kind::Sign
            || tok.is_any(&[
                "und", "and", "aus", "from", "von", "hier", "here", "schreibt", "mit", "with",
                "ich", "i",
            ])
    });
    if !sure && (!full || !ends) {
        return None;
    }
    Some((range, at..at + words, if sure { 92 } else { 78 }))
}

fn signed(finder: &Finder<'_, '_>, at: usize) -> Option<(Range<usize>, Range<usize>, u8)> {
    let toks = finder.toks;
    let words = CLOSINGS
        .iter()
        .filter_map(|row| {
            let words: Vec<&str> = row.split(' ').collect();
            starts(toks, at, &words).then_some(words.len())
        })
        .max()?;
    let mut place = at + words;
    let mut broken = false;
    while let Some(tok) =
        toks.get(place).filter(|tok| matches!(tok.text, "," | "!" | "." | "-" | "–" | "~"))
    {
        broken |= tok.kind == Kind::Sign;
        place += 1;
    }
    let own_line = toks.get(place).is_some_and(|tok| tok.line);
    let begins = at == 0
        || toks.get(at).is_some_and(|tok| tok.line)
        || toks.get(at - 1).is_some_and(|tok| tok.kind == Kind::Sign);
    let range = name(toks, place, false)?;
    let polite =
        finder.is(at, &["thanks", "thank", "danke", "vielen", "best", "besten", "cheers", "many"]);
    // Nothing but the signature may follow.
    let last = toks.get(range.end).is_none_or(|tok| tok.line || tok.kind == Kind::Sign);
    let near_end = toks.len() - range.end <= 24;
    let fits = begins
        && last
        && near_end
        && (!polite || broken || own_line)
        && (own_line || broken || range.len() >= 2 || !polite);
    fits.then_some((range, at..at + words, 75))
}

/// The last line, where it is nothing but a name; `Tom Ahrens hier.`
fn alone(finder: &Finder<'_, '_>, at: usize) -> Option<(Range<usize>, Range<usize>, u8)> {
    let toks = finder.toks;
    let first = toks.get(at)?;
    let begins = at == 0
        || first.line
        || toks
            .get(at - 1)
            .is_some_and(|tok| matches!(tok.text, "." | "!" | "," | "?" | "–" | "-"));
    if !begins {
        return None;
    }
    let range = name(toks, at, false)?;
    if range.len() < 2 || range.len() > 4 {
        return None;
    }
    let here = toks.get(range.end).is_some_and(|tok| tok.is_any(&["hier", "here"]))
        && toks.get(range.end + 1).is_none_or(|tok| tok.kind == Kind::Sign);
    let set_off = first.line
        || toks
            .get(at.wrapping_sub(1))
            .is_some_and(|tok| matches!(tok.text, "," | "–" | "-" | "~"));
    let last = set_off && at > 6 && range.end == toks.len();
    (here || last).then(|| (range.clone(), range, 70))
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
        if tok.is_any(&["dr", "prof"]) && toks.get(end + 1).is_some_and(|tok| tok.is_sign('.')) {
            end += 2;
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
    }
    (words > 0).then_some(at..end)
}

/// Words that follow an introduction without being a name.
fn is_no_name(tok: &Tok<'_>) -> bool {
    tok.is_any(&[
        "kunde",
        "gruesse",
        "gruss",
        "viele",
        "liebe",
        "lieben",
        "beste",
        "besten",
        "freundliche",
        "freundlichen",
        "freundlichem",
        "schoene",
        "schoenen",
        "herzliche",
        "mfg",
        "lg",
        "vg",
        "bg",
        "regards",
        "kind",
        "best",
        "warm",
        "many",
        "thanks",
        "thank",
        "cheers",
        "yours",
        "tschuess",
        "ciao",
        "kundin",
        "seit",
        "ihr",
        "ihre",
        "ein",
        "eine",
        "einer",
        "nicht",
        "sehr",
        "mitglied",
        "student",
        "studentin",
        "rentner",
        "rentnerin",
        "the",
        "a",
        "an",
        "not",
        "so",
        "still",
        "very",
        "waiting",
        "customer",
        "sauer",
        "jetzt",
        "auch",
        "der",
        "die",
        "das",
        "euch",
        "sie",
        "es",
        "und",
        "and",
        "in",
        "ich",
        "wir",
        "kein",
        "keine",
        "just",
        "really",
        "absolutely",
        "furious",
        "telefon",
        "tel",
        "kundennummer",
        "deutschland",
        "bitte",
        "please",
        "danke",
        "for",
        "your",
        "you",
        "my",
        "mein",
        "meine",
        "with",
        "von",
        "from",
        "sent",
        "gesendet",
        "team",
        "zusammen",
        "mobile",
        "alle",
        "support",
        "vielen",
        "dank",
        "im",
        "am",
        "mit",
        "aus",
        "here",
        "hier",
        "we",
        "our",
        "unser",
        "but",
        "aber",
        "wo",
        "was",
        "wann",
        "warum",
        "to",
        "on",
        "at",
        "about",
        "anyway",
        "email",
        "mail",
        "adresse",
        "nachricht",
        "guys",
        "folks",
        "all",
        "everyone",
        "both",
        "also",
        "again",
        "nochmal",
        "voraus",
        "schon",
        "mal",
        "iphone",
        "handy",
        "order",
        "bestellung",
        "account",
        "konto",
        "auf",
        "zu",
        "bei",
        "nach",
        "dann",
        "then",
        "if",
        "wenn",
        "this",
        "that",
        "no",
        "nein",
        "yes",
        "ja",
        "gestern",
        "heute",
        "morgen",
        "today",
        "yesterday",
        "trying",
        "sick",
        "having",
        "getting",
        "using",
    ]) || crate::words::weekday(&tok.plain).is_some_and(|(_, short)| !short)
}
