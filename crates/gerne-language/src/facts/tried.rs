//! Which steps were taken already.

use std::ops::Range;

use crate::{
    card::forms::{is_inseparable, is_participle},
    clause::{has, row},
    lex::{Kind::Word, Tok},
    rows::{
        STEP_CONTACT, STEP_FAILED, STEP_NONE, STEP_OTHERS, STEP_VERBS, STEP_WEAK, STEPS, THINGS,
        TROUBLE,
    },
};

/// Words that speak of a step taken by the customer.
pub(super) fn step(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    if STEP_OTHERS.any(toks, part) {
        return None;
    }
    let mut from = part.start;
    while let Some(found) = STEPS.find(toks, &(from..part.end)) {
        if counts(toks, part, &found) {
            return Some(found);
        }
        from = found.end;
    }
    deed(toks, part)
}

/// A step that no list holds, by the forms of its words: „den Siphon habe ich ausgebaut“, "emptied the
/// tank", "swapping the bulbs didn't help".
pub(super) fn deed(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    ing(toks, part).or_else(|| {
        let done = participle(toks, part)
            .or_else(|| past(toks, part))
            .or_else(|| elsewhere(toks, part))?;
        (!STEP_OTHERS.any(toks, part) && !TROUBLE.any(toks, part) && !has(toks, part, &UNDONE))
            .then_some(done)
    })
}

/// Who did it says so, or nobody is named and it ends in what was done.
fn participle(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    let mine = has(toks, part, &["hab", "habe", "habs", "hab's"])
        || has(toks, part, &["haben"]) && has(toks, part, &["wir"]);
    if !mine && has(toks, part, &FINITE) {
        return None;
    }
    // „hab euch das Gerät geschickt“: what they gave to somebody.
    if has(toks, part, &["euch", "ihnen", "dir", "you"]) {
        return None;
    }
    let last = part.clone().rev().find(|at| toks.get(*at).is_some_and(|tok| tok.kind == Word))?;
    let done = part.clone().rev().find(|at| {
        (mine || *at == last)
            && toks.get(*at).is_some_and(|tok| {
                !tok.is_capital()
                    && !STEP_NONE.is_word(&tok.plain)
                    && (is_participle(&tok.plain) || mine && is_inseparable(&tok.plain))
            })
    })?;
    (done > part.start && (thing(toks, part) || failed(toks, part))).then_some(done..done + 1)
}

/// It begins with what they did, with or without "I".
fn past(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    const LEADS: &[&str] = &[
        "i", "i've", "we", "we've", "have", "had", "also", "already", "even", "then", "and", "so",
        "just", "now", "first", "both",
    ];
    let first = part
        .clone()
        .find(|at| toks.get(*at).is_some_and(|tok| tok.kind == Word && !tok.is_any(LEADS)))?;
    let verb = toks.get(first).filter(|tok| STEP_VERBS.is_word(&tok.plain))?;
    let named =
        toks.get(part.start..first)?.iter().any(|tok| tok.is_any(&["i", "i've", "we", "we've"]));
    let what = toks.get(first + 1).filter(|_| first + 1 < part.end)?;
    let ours = named
        || what.is_any(&[
            "it",
            "them",
            "the",
            "my",
            "our",
            "both",
            "all",
            "everything",
            "a",
            "an",
            "every",
            "each",
            "off",
            "out",
            "on",
            "up",
            "down",
            "two",
            "three",
        ]);
    (ours && (!verb.is_any(&["turned", "switched"]) || thing(toks, part)))
        .then_some(first..first + 1)
}

/// „Restarting the hub does nothing“: a step as what changed nothing.
fn ing(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    let first = part.clone().find(|at| toks.get(*at).is_some_and(|tok| tok.kind == Word))?;
    let verb = toks.get(first).filter(|tok| tok.plain.len() > 5 && tok.plain.ends_with("ing"))?;
    let idle = verb.is_any(&[
        "nothing",
        "anything",
        "everything",
        "something",
        "calling",
        "ringing",
        "emailing",
        "waiting",
        "paying",
        "being",
        "having",
        "sending",
        "writing",
        "asking",
    ]);
    let failed = STEP_FAILED.find(toks, &(first + 1..part.end))?;
    (!idle && failed.start > first + 1).then_some(first..first + 1)
}

/// Where trouble was told of: „LAN statt WLAN“, „auf dem anderen Handy geht es“, "another card works".
pub(super) fn compared(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    const GOT: &[&str] = &[
        "bekommen",
        "geliefert",
        "erhalten",
        "gekommen",
        "kam",
        "bestellt",
        "berechnet",
        "abgebucht",
        "gebucht",
        "got",
        "came",
        "received",
        "sent",
        "delivered",
        "arrived",
        "ordered",
        "charged",
    ];
    const OTHER: &[&str] = &[
        "another",
        "other",
        "andere",
        "anderen",
        "anderem",
        "anderes",
        "anderer",
        "zweite",
        "zweiten",
        "zweitem",
        "second",
        "spare",
        "meines",
        "meiner frau",
        "meiner tochter",
        "meiner mutter",
        "meiner freundin",
        "meiner schwester",
        "meinem mann",
        "meinem sohn",
        "meinem freund",
        "wife's",
        "husband's",
        "son's",
        "daughter's",
        "partner's",
        "friend's",
        "mum's",
        "mom's",
        "dad's",
        "brother's",
        "sister's",
        "colleague's",
        "flatmate's",
        "neighbour's",
        "neighbor's",
    ];
    const WORKS: &[&str] =
        &["geht", "gehen", "funktioniert", "laeuft", "klappt", "works", "work", "worked", "fine"];
    const NOT: &[&str] = &["nicht", "nichts", "nix", "kein*", "nie", "not", "never", "no"];
    let things = |range: Range<usize>| thing(toks, &range);
    let instead = row(toks, part, &["statt", "anstatt", "instead of"]).is_some_and(|found| {
        things(part.start..found.start)
            && things(found.end..part.end)
            && !has(toks, part, &FINITE)
            && !has(toks, part, GOT)
    });
    let denied = has(toks, part, NOT)
        || part.clone().any(|at| toks.get(at).is_some_and(|tok| tok.plain.ends_with("n't")));
    instead || !denied && has(toks, part, OTHER) && has(toks, part, WORKS)
}

/// „Am Laptop meiner Tochter dasselbe“: somebody looked there.
fn elsewhere(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    const SAME: &[&str] = &[
        "dasselbe",
        "das selbe",
        "das gleiche",
        "genauso",
        "genau so",
        "gleiches bild",
        "selbes bild",
        "the same",
        "same there",
        "same on",
        "same with",
        "same thing",
    ];
    const AT: &[&str] = &["am", "auf", "mit", "im", "an", "ueber", "on", "with", "from", "via"];
    let same = row(toks, part, SAME)?;
    (has(toks, part, AT) && thing(toks, part)).then_some(same)
}

fn thing(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    const PRONOUNS: &[&str] = &["it", "den", "die", "das", "ihn", "sie"];
    part.clone().any(|at| {
        toks.get(at).is_some_and(|tok| !tok.is_any(PRONOUNS) && super::device::is_noun(tok))
            || THINGS.at(toks, at, part.end).is_some()
                && !toks.get(at).is_some_and(|tok| tok.is_any(PRONOUNS))
    })
}

/// It, or what stands close behind it, says that nothing changed.
fn failed(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    STEP_FAILED.any(toks, &(part.start..(part.end + 6).min(toks.len())))
}

const FINITE: [&str; 22] = [
    "ist", "sind", "war", "waren", "hat", "hatte", "habt", "hast", "wird", "werden", "wurde",
    "wurden", "bin", "ihr", "sie", "man", "kann", "muss", "soll", "will", "is", "was",
];
const UNDONE: [&str; 12] = [
    "nicht",
    "nie",
    "kein",
    "keine",
    "keinen",
    "not",
    "never",
    "noch nicht",
    "bitte",
    "please",
    "you",
    "ihr",
];

/// Whether these words are a step by themselves, or beside a thing it is taken with.
fn counts(toks: &[Tok<'_>], part: &Range<usize>, found: &Range<usize>) -> bool {
    let word = toks.get(found.start).map_or("", |tok| tok.plain.as_str());
    let weak = found.len() == 1 && STEP_WEAK.is_word(word);
    let people =
        ["nachbar", "neighb", "sicherung", "fuse"].iter().any(|stem| word.starts_with(stem));
    if people && found.len() == 1 && !has(toks, part, &CHECKED) {
        return false;
    }
    if weak && !THINGS.any(toks, part) && has(toks, part, &["router", "app"]) {
        return false;
    }
    // "The new SIM can't be activated" is the trouble itself.
    let new = ["new", "neue", "neuer", "neues", "neuen"].contains(&word);
    if new && part.clone().any(|at| toks.get(at).is_some_and(|tok| tok.plain.ends_with("n't"))) {
        return false;
    }
    // „nicht geleert“: what others did not do.
    if found
        .start
        .checked_sub(1)
        .and_then(|at| toks.get(at))
        .is_some_and(|tok| tok.is_any(&["nicht", "not"]))
    {
        return false;
    }
    // „It keeps restarting“ is the trouble itself.
    if found.start.checked_sub(1).and_then(|at| toks.get(at)).is_some_and(|tok| {
        tok.is_any(&["keeps", "keep", "kept", "constantly", "staendig", "dauernd", "it's", "its"])
    }) && word.ends_with("ing")
    {
        return false;
    }
    // „Kabel sitzt immer noch fest“
    if has(toks, part, &["immer noch", "noch immer", "nach wie vor", "still"])
        && !has(toks, part, &["tried", "versucht"])
    {
        return false;
    }
    let sends = weak
        && has(
            toks,
            part,
            &["abgebucht", "rechnung", "invoice", "geliefert", "gesperrt", "geld", "konto"],
        );
    // „wird im Warenkorb nicht abgezogen“
    let negated = weak && has(toks, part, &["nicht", "not", "never", "nie"]);
    !(sends || negated || weak && STEP_CONTACT.any(toks, part))
}

const CHECKED: [&str; 26] = [
    "gefragt",
    "geprueft",
    "ueberprueft",
    "kontrolliert",
    "getestet",
    "gecheckt",
    "checked",
    "asked",
    "tested",
    "raus*",
    "rein*",
    "nachgefragt",
    "fine",
    "drin",
    "okay",
    "ok",
    "gewechselt",
    "replaced",
    "tried",
    "geschaut",
    "nachgeschaut",
    "have",
    "haben",
    "hat",
    "same",
    "auch",
];
