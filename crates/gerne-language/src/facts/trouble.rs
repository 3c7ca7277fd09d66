//! What does not work, and which steps were taken already.

use std::ops::Range;

use super::{
    Fact, FactKind, Finder,
    tried::{compared, deed, step},
};
use crate::{
    card::steps,
    clause::{self, Piece, has},
    lex::{Kind, Tok},
    rows::{EDGE, HARMLESS, STEPS, TROUBLE, TROUBLE_BARE, TROUBLE_VERBS, TROUBLE_WISH},
};

const CONDITION: &[&str] = &[
    "falls",
    "if",
    "wenn",
    "sollte",
    "unless",
    "sonst",
    "otherwise",
    "ansonsten",
    "ob",
    "whether",
    "in case",
];

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let sentences = clause::sentences(finder.toks);
    for sentence in &sentences {
        let before = finder.found.len();
        for part in clause::parts(finder.toks, sentence) {
            for piece in joined(finder.toks, &part) {
                read(finder, sentence, &piece);
            }
        }
        let told = finder
            .found
            .get(before..)
            .is_some_and(|new| new.iter().any(|fact| fact.kind == FactKind::Problem));
        if !told {
            implied(finder, sentence);
        }
    }
}

/// What a sentence says without a word for trouble: that something is so since then, that it is so in
/// spite of something, that another thing came than was ordered.
fn implied(finder: &mut Finder<'_, '_>, sentence: &Piece) {
    const SPITE: &[&str] = &[
        "obwohl", "trotz", "obgleich", "although", "though", "despite", "contrary", "entgegen",
        "statt", "yet",
    ];
    const ORDERED: &[&str] = &[
        "bestellt",
        "gebucht",
        "ordered",
        "booked",
        "asked for",
        "paid for",
        "bought",
        "gekauft",
        "quoted",
        "paying",
        "zahle",
    ];
    const CAME: &[&str] = &[
        "bekommen",
        "geliefert",
        "erhalten",
        "gekommen",
        "kam",
        "kamen",
        "got",
        "get",
        "received",
        "came",
        "was sent",
        "getting",
        "charged",
        "bekomme",
    ];
    let toks = finder.toks;
    let whole = &sentence.toks;
    if sentence.end == Some('?')
        || HARMLESS.any(toks, whole)
        || has(
            toks,
            whole,
            &[
                "danke", "thanks", "kunde", "kundin", "customer", "endlich", "super", "finally",
                "tried", "probiert",
            ],
        )
    {
        return;
    }
    let bytes = finder.span(whole).unwrap_or_default();
    let inside = |fact: &&Fact| fact.kind == FactKind::Since && bytes.contains(&fact.span.start);
    let lasting: Vec<Fact> = finder.found.iter().filter(inside).cloned().collect();
    let since = |finder: &Finder<'_, '_>, range: &Range<usize>| {
        lasting.iter().any(|fact| {
            range.clone().any(|at| finder.tok(at).is_some_and(|tok| fact.span.contains(&tok.start)))
        })
    };
    let parts = clause::parts(toks, sentence);
    let lasts = parts.iter().find(|part| since(finder, &part.toks)).map(|part| part.toks.clone());
    let exchanged = has(toks, whole, ORDERED) && has(toks, whole, CAME) && parts.len() > 1
        || parts.iter().any(|part| {
            has(toks, &part.toks, ORDERED)
                && has(toks, &part.toks, CAME)
                && has(toks, &part.toks, &["und", "and", "but"])
        });
    let range = if let Some(part) = lasts {
        // „Sie liegt laut Status „in Zustellung“ seit Tagen“: what lasts stands before the quoted words.
        let alone = part.clone().filter(|at| !since(finder, &(*at..at + 1))).count() < 2;
        if alone { whole.clone() } else { part }
    } else if has(toks, whole, SPITE) || exchanged {
        whole.clone()
    } else {
        return;
    };
    let range = trimmed(finder, &range);
    if range.len() >= 2 && range.len() <= 24 && step(toks, &range).is_none() {
        finder.note_free(FactKind::Problem, &range, 60, None);
    }
}

/// Parts joined by „und“ are two where each has its own trouble or step.
fn joined(toks: &[Tok<'_>], part: &Piece) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = part.toks.start;
    let on_off = &[
        "aus",
        "raus",
        "ab",
        "off",
        "out",
        "ausgesteckt",
        "ausgeschaltet",
        "unplugged",
        "abgesteckt",
        "ausgemacht",
        "deinstalliert",
        "uninstalled",
        "abgemeldet",
        "geloescht",
        "deleted",
        "disconnected",
        "removed",
        "genommen",
        "getrennt",
        "gezogen",
        "entfernt",
        "runtergeschmissen",
        "rausgenommen",
        "rausgezogen",
        "ausgebaut",
    ];
    for at in part.toks.clone() {
        if !toks.get(at).is_some_and(|tok| {
            tok.is_any(&["und", "and", "sowie", "u", "then", "dann", "danach"])
                || tok.is_sign('&')
                || tok.is_sign('+') && tok.apart
        }) {
            continue;
        }
        let (left, right) = (start..at, at + 1..part.toks.end);
        let both = speaks(toks, &left) && speaks(toks, &right);
        let switch = has(toks, &left, on_off)
            && has(
                toks,
                &right,
                &[
                    "wieder",
                    "ein",
                    "an",
                    "rein",
                    "on",
                    "back",
                    "in",
                    "again",
                    "eingesteckt",
                    "eingeschaltet",
                    "neu",
                    "reinstalled",
                    "installed it",
                    "eingebaut",
                    "reingesteckt",
                ],
            );
        if both && !switch {
            found.push(left);
            start = at + 1;
        }
    }
    found.push(start..part.toks.end);
    found
}

fn speaks(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    TROUBLE.any(toks, range) || STEPS.any(toks, range) || deed(toks, range).is_some()
}

fn read(finder: &mut Finder<'_, '_>, sentence: &Piece, part: &Range<usize>) {
    let toks = finder.toks;
    let asked = sentence.end == Some('?');
    if only_device(finder, part) {
        return;
    }
    let troubled = finder.found.iter().any(|fact| fact.kind == FactKind::Problem);
    let bare = || {
        let elsewhere =
            || (troubled || TROUBLE.any(toks, &(part.end..toks.len()))) && compared(toks, part);
        let named = !asked
            && finder.is_plain(part)
            && (in_row(finder, part) || troubled && other(toks, part));
        (troubled && steps::bare_step(toks, part) || elsewhere() || named).then(|| part.clone())
    };
    if let Some(step) = step(toks, part).or_else(bare) {
        let not_yet = has(
            toks,
            part,
            &[
                "noch nicht",
                "nicht neu",
                "not yet",
                "haven't",
                "soll ich",
                "should i",
                "muss ich",
                "do i",
                "koennte ich",
            ],
        );
        if !asked && !not_yet && !has(toks, part, &["ihr", "you"]) {
            let range = trimmed(finder, part);
            finder.note_free(FactKind::Tried, &range, 78, Some(step));
            return;
        }
    }
    if !asked && likewise(finder, part) {
        let range = trimmed(finder, part);
        finder.note_free(FactKind::Tried, &range, 60, None);
        return;
    }
    let sign = trouble(toks, part)
        .or_else(|| separated(toks, part))
        .or_else(|| overdue(finder, part).filter(|_| !asked));
    let Some(sign) = sign else { return };
    let whole = &sentence.toks;
    let late = overdue(finder, part).is_some();
    let conditional = !late
        && part.clone().take(2).any(|at| toks.get(at).is_some_and(|tok| tok.is_any(CONDITION)));
    let own = has(
        toks,
        whole,
        &["mein*", "my", "ich", "i", "wir", "we", "our", "unser*", "bei uns", "hier", "mir", "us"],
    );
    let question = asked
        && !own
        && !has(
            toks,
            whole,
            &[
                "warum",
                "wieso",
                "weshalb",
                "why",
                "wann",
                "when",
                "where",
                "wo",
                "was ist los",
                "how long",
                "wie lange",
            ],
        );
    if conditional || question || HARMLESS.any(toks, part) {
        return;
    }
    // „Muss ich bei Ausfall was beachten?“ asks what would be.
    let supposed = asked
        && toks.get(part.start).is_some_and(|tok| {
            tok.is_any(&["muss", "soll", "darf", "kann", "can", "do", "should", "may", "must"])
        })
        && toks
            .get(part.start + 1)
            .is_some_and(|tok| tok.is_any(&["ich", "i", "we", "wir", "man"]))
        && !toks.get(sign.start).is_some_and(|tok| is_negation(&tok.plain));
    let range = trimmed(finder, part);
    let first = toks.get(sign.start).map_or("", |tok| tok.plain.as_str());
    let idle = asked && sign.len() == 1 && matches!(first, "still" | "noch");
    if supposed || idle || only_code(finder, &range) || own_doing(toks, part, &sign) {
        return;
    }
    // „Fehler: E-31“ leads to the code.
    if range.len() == 1
        && has(toks, &range, &["fehler", "error", "stoerung", "problem", "fault", "issue"])
        && toks.get(range.end).is_some_and(|tok| tok.is_sign(':'))
    {
        return;
    }
    // „Zum dritten Mal.“ tells nothing that was not told.
    if troubled && range == sign && has(toks, &range, AGAIN) {
        return;
    }
    // „IBAN war ein Zahlendreher, richtig ist …“: they set right what they wrote.
    if has(toks, part, MISTYPED)
        && has(toks, part, OWN_DATA)
        && has(toks, &(part.end..toks.len()), RIGHT)
    {
        return;
    }
    // „In der App steht, ich hätte gekündigt, but I didn't“
    if range.len() == 1 && toks.get(range.start).is_some_and(|tok| tok.plain.ends_with("n't")) {
        return;
    }
    if range.len() >= 2
        || range.len() == 1 && toks.get(range.start).is_some_and(|tok| tok.text.len() >= 6)
    {
        finder.note_free(FactKind::Problem, &range, 72, Some(sign));
    }
}

const AGAIN: &[&str] = &[
    "third time",
    "second time",
    "fourth time",
    "zum zweiten mal",
    "zum dritten mal",
    "zum vierten mal",
    "schon wieder",
    "wieder mal",
    "once again",
    "yet again",
];
const MISTYPED: &[&str] = &[
    "zahlendreher",
    "tippfehler",
    "falsch",
    "typo",
    "wrong",
    "mistyped",
    "vertippt",
    "verschrieben",
];
const OWN_DATA: &[&str] = &[
    "iban",
    "email",
    "e - mail",
    "mail",
    "mailadresse",
    "adresse",
    "address",
    "telefonnummer",
    "handynummer",
    "rufnummer",
    "postcode",
    "plz",
    "hausnummer",
    "kundennummer",
    "nummer",
    "number",
    "kontonummer",
    "sort code",
];
const RIGHT: &[&str] = &["richtig", "korrekt", "correct", "sondern", "should be", "stimmt"];

/// What they did or will do themselves: „ich hatte am 3.10. gekündigt“, „dann nehme ich es nicht mehr“.
fn own_doing(toks: &[Tok<'_>], part: &Range<usize>, sign: &Range<usize>) -> bool {
    const ENDED: &[&str] = &[
        "gekuendigt",
        "storniert",
        "cancelled",
        "canceled",
        "widerrufen",
        "gestrichen",
        "abgesagt",
    ];
    const WILL: &[&str] = &[
        "nehme ich",
        "nehm ich",
        "kaufe ich",
        "kauf ich",
        "bestelle ich",
        "bestell ich",
        "zahle ich",
        "zahl ich",
        "buche ich",
        "komme ich",
        "fahre ich",
        "ich kaufe",
        "ich nehme",
        "ich bestelle",
        "ich zahle",
        "ich buche",
        "nehmen wir",
        "kaufen wir",
        "bestellen wir",
        "zahlen wir",
        "i'm not buying",
        "i'm not paying",
        "i won't buy",
        "i won't pay",
        "i won't order",
        "we won't buy",
        "i'll not",
    ];
    let word = toks.get(sign.start).map_or("", |tok| tok.plain.as_str());
    let mine = has(toks, part, &["ich", "wir", "i", "we", "i've", "we've"])
        && has(
            toks,
            part,
            &["habe", "hab", "hatte", "haben", "hatten", "had", "have", "i", "we", "i've", "we've"],
        );
    let ended = sign.len() == 1
        && ENDED.contains(&word)
        && mine
        && !has(
            toks,
            part,
            &[
                "says",
                "said",
                "sagt",
                "laut",
                "behauptet",
                "steht",
                "zeigt",
                "angeblich",
                "allegedly",
            ],
        )
        && !has(toks, part, &["mir", "uns", "was", "were", "wurde", "wurden"]);
    let denied = is_negation(word) || sign.len() == 2 && has(toks, sign, &["nicht mehr"]);
    let will = clause::row(toks, part, WILL).is_some_and(|will| {
        sign.start < will.end + 3
            || has(toks, sign, &["nicht mehr"])
            || has(toks, part, &["nie wieder", "nichts mehr"])
    });
    ended || denied && will
}

/// A verbless part in a row of steps: „abgetaut, neu ausgerichtet, Matte darunter“, "yes other socket".
fn in_row(finder: &Finder<'_, '_>, part: &Range<usize>) -> bool {
    let toks = finder.toks;
    let before = part.start.checked_sub(2).and_then(|at| finder.tok(at));
    let follows = finder.found.last().is_some_and(|fact| {
        fact.kind == FactKind::Tried
            && before.is_some_and(|tok| fact.span.contains(&tok.start))
            && part.start.checked_sub(1).is_some_and(|at| finder.is(at, &[",", "+", "/", ";"]))
    });
    let yes = finder.is(part.start, &["yes", "ja", "yep"]);
    (follows && (yes || placed(toks, part)) || yes && part.len() > 2) && verbless(toks, part)
}

/// „gummi unter die füße“: something, and where it was put.
fn placed(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    let inner = part.start + 1..part.end.saturating_sub(1).max(part.start + 1);
    has(
        toks,
        &inner,
        &[
            "unter", "auf", "an", "in", "ins", "hinter", "neben", "under", "into", "behind",
            "onto", "on", "direkt",
        ],
    ) || other(toks, part)
}

/// Another thing was used instead: „anderes Kabel“, "other laptop", "new batteries".
fn other(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    const OTHER: &[&str] = &[
        "anderes",
        "anderer",
        "andere",
        "anderen",
        "anderem",
        "zweites",
        "zweiter",
        "zweite",
        "other",
        "another",
        "different",
        "second",
        "spare",
        "frische",
        "frisches",
        "fresh",
        "smaller",
        "kleinere",
        "laengeres",
        "kuerzeres",
        "longer",
        "shorter",
        "new",
        "neue",
        "neuer",
        "neues",
        "neuen",
        "hotter",
        "lower",
        "higher",
    ];
    let lead = part.start
        + usize::from(
            toks.get(part.start).is_some_and(|tok| tok.is_any(&["yes", "ja", "auch", "also"])),
        );
    let first = toks.get(lead).is_some_and(|tok| tok.is_any(OTHER));
    first && (2..=4).contains(&(part.end - lead)) && verbless(toks, part)
}

/// Short, and nobody does anything in it.
fn verbless(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    const NO: &[&str] = &[
        "nicht",
        "nichts",
        "nix",
        "kein*",
        "no",
        "not",
        "nothing",
        "never",
        "nie",
        "bitte",
        "please",
        "danke",
        "thanks",
        "thank",
        "help",
        "hilfe",
        "ideen",
        "ideas",
        "ich",
        "i",
        "wir",
        "we",
        "you",
        "ihr",
        "sie",
        "es",
        "it",
        "was",
        "what",
        "wie",
        "how",
        "why",
        "warum",
        "gruss",
        "gruesse",
        "regards",
        "cheers",
        "mfg",
        "lg",
        "time",
        "times",
        "mal",
        "problem",
        "adresse",
        "address",
        "iban",
        "bank",
        "nummer",
        "number",
        "konto",
        "account",
        "vertrag",
        "contract",
        "name",
        "email",
        "bestellung",
        "order",
        "kollege",
        "colleague",
        "question",
        "frage",
        "thing",
        "sache",
        "day",
        "tag",
        "week",
        "woche",
        "kunde",
        "customer",
        "people",
        "leute",
        "fehler",
        "error",
        "erfolg",
        "luck",
        "ergebnis",
        "result",
        "hand",
        "anbieter",
        "provider",
        "meldung",
        "message",
    ];
    let words = toks.get(part.clone()).unwrap_or_default();
    (2..=6).contains(&words.len())
        && !words.iter().any(|tok| tok.is_any(&FINITE) || tok.kind == Kind::Number)
        && !has(toks, part, NO)
        && !TROUBLE.any(toks, part)
        && !HARMLESS.any(toks, part)
}

/// Straight behind a step, without a verb: „Sieb habe ich gereinigt, den Schlauch auch“.
fn likewise(finder: &Finder<'_, '_>, part: &Range<usize>) -> bool {
    let before = part.start.checked_sub(2).and_then(|at| finder.tok(at));
    let follows = finder.found.last().is_some_and(|fact| {
        fact.kind == FactKind::Tried && before.is_some_and(|tok| fact.span.contains(&tok.start))
    });
    let last = part.end.checked_sub(1);
    let too = last.is_some_and(|at| {
        finder.is(at, &["auch", "ebenfalls", "ebenso", "too", "likewise", "genauso"])
    });
    let words = finder.toks.get(part.clone()).unwrap_or_default();
    follows && too && (2..=6).contains(&words.len()) && !words.iter().any(|tok| tok.is_any(&FINITE))
}

const FINITE: [&str; 14] = [
    "ist", "sind", "war", "waren", "geht", "gehen", "hat", "kommt", "is", "are", "was", "were",
    "does", "has",
];

/// „Belfort 6.“ names the device and tells nothing of it.
fn only_device(finder: &Finder<'_, '_>, part: &Range<usize>) -> bool {
    let mut words = part.clone().filter(|at| {
        finder.tok(*at).is_some_and(|tok| {
            tok.kind != Kind::Sign && !tok.is_any(&["modell", "model", "typ", "type"])
        })
    });
    words.all(|at| {
        finder.found.iter().any(|fact| {
            fact.kind == FactKind::Device
                && finder.tok(at).is_some_and(|tok| fact.span.contains(&tok.start))
        })
    })
}

/// A code and words for it are a code, no trouble besides.
fn only_code(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    let coded = |at: usize| {
        finder.found.iter().any(|fact| {
            matches!(fact.kind, FactKind::ErrorCode | FactKind::Device | FactKind::Since)
                && finder.tok(at).is_some_and(|tok| fact.span.contains(&tok.start))
        })
    };
    let code = |at: usize| {
        finder.found.iter().any(|fact| {
            fact.kind == FactKind::ErrorCode
                && finder.tok(at).is_some_and(|tok| fact.span.contains(&tok.start))
        })
    };
    let words = [
        "fehler",
        "error",
        "fehlercode",
        "fehlermeldung",
        "code",
        "meldung",
        "zeigt",
        "an",
        "shows",
        "display",
        "message",
        "kommt",
        "the",
        "der",
        "die",
        "das",
        "mit",
        "blinkt",
        "leuchtet",
        "meldet",
        "display",
        "anzeige",
        "steht",
        "showing",
        "flashing",
        "flashes",
        "says",
        "getting",
        "get",
        "gets",
        "im",
        "auf",
        "on",
        "screen",
        "erscheint",
        "jetzt",
        "now",
        "dann",
        "es",
        "it",
        "er",
        "sie",
        "nun",
        "mein",
        "meine",
        "my",
    ];
    range.clone().any(code)
        && range.clone().all(|at| {
            coded(at)
                || finder.tok(at).is_some_and(|tok| tok.kind == Kind::Sign || tok.is_any(&words))
        })
}

/// Words that speak of trouble.
fn trouble(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    let mut from = part.start;
    while let Some(found) = TROUBLE.find(toks, &(from..part.end)) {
        if tells(toks, part, &found) {
            return Some(found);
        }
        from = found.end;
    }
    None
}

fn tells(toks: &[Tok<'_>], part: &Range<usize>, found: &Range<usize>) -> bool {
    let word = toks.get(found.start).map_or("", |tok| tok.plain.as_str());
    if TROUBLE_WISH.any(toks, part)
        && (found.len() == 1 || !has(toks, part, &["funktioniert", "geht", "works"]))
        && is_negation(word)
    {
        return false;
    }
    if found.len() > 1 {
        return true;
    }
    // „Order no. 4711“
    let next = toks.get(found.end);
    if word == "no" && next.is_none_or(|tok| tok.kind != Kind::Word) {
        return false;
    }
    // „Contract no WB-110-93“
    let names = |at: usize| {
        super::named_number(toks, at)
            .is_some_and(|(_, names, strong)| strong && names.contains(&found.start))
    };
    if word == "no" && (1..=2).any(|back| found.start.checked_sub(back).is_some_and(names)) {
        return false;
    }
    if is_negation(word) && of_a_number(toks, part) {
        return false;
    }
    // „Strom weg“, „Ton weg“: the whole of what is told.
    if matches!(word, "weg" | "hin" | "gone") && found.end == part.end && part.len() <= 3 {
        return part.len() > 1;
    }
    if TROUBLE_BARE.is_word(word) {
        // „direct debit bounced twice“: two of them tell enough.
        let bare = part.clone().filter(|at| {
            toks.get(*at)
                .is_some_and(|tok| TROUBLE_BARE.is_word(&tok.plain) && !is_negation(&tok.plain))
        });
        if !is_negation(word) && bare.count() > 1 {
            return true;
        }
        return TROUBLE_VERBS.any(toks, part) || is_negation(word) && part.len() >= 3;
    }
    !(part.len() < 2 && (is_negation(word) || word.ends_with("n't")))
}

/// A number is not known, or is none: „Kundennummer hab ich keine“, "that's not a phone number".
fn of_a_number(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    const NUMBERS: &[&str] =
        &["*nummer", "*nummern", "*nr", "number", "numbers", "pin", "card ending", "policy"];
    const WORKS: &[&str] = &[
        "geht",
        "funktioniert",
        "works",
        "working",
        "work",
        "akzeptiert",
        "erkannt",
        "accepted",
        "recognised",
        "recognized",
        "gefunden",
        "found",
        "stimmt",
        "klappt",
    ];
    has(toks, part, NUMBERS) && !has(toks, part, WORKS)
}

/// „Sollte am 3.3. da sein“: what was to come, and that day is over.
fn overdue(finder: &Finder<'_, '_>, part: &Range<usize>) -> Option<Range<usize>> {
    const SHOULD: &[&str] = &[
        "sollte",
        "sollten",
        "haette",
        "haetten",
        "should have",
        "should've",
        "was due",
        "were due",
        "wollte",
    ];
    const COME: &[&str] = &[
        "da sein",
        "kommen",
        "ankommen",
        "eintreffen",
        "geliefert",
        "zugestellt",
        "fertig",
        "erscheinen",
        "sollen",
        "muessen",
        "freigeschaltet",
        "repariert",
        "arrive",
        "arrived",
        "come",
        "here",
        "be here",
        "been here",
        "be ready",
        "zurueckgerufen",
        "angerufen",
        "abgeholt",
        "melden",
        "yesterday",
        "due",
    ];
    let toks = finder.toks;
    let now = finder.context.now.datetime();
    let past = finder.whens.iter().any(|when| part.contains(&when.toks.start) && when.to <= now)
        || has(
            toks,
            part,
            &["laengst", "schon gestern", "schon letzte", "ages ago", "last week", "letzte woche"],
        );
    let should = clause::row(toks, part, SHOULD)?;
    (past && has(toks, part, COME)).then_some(should)
}

/// A verb and its particle with words between: „der Zug fällt morgen aus“, „bleibt bei 43 % stehen“.
fn separated(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    const VERBS: &[(&[&str], &[&str])] = &[
        (
            &["faellt", "fallen", "fiel", "fielen"],
            &["aus", "ab", "runter", "herunter", "um", "auseinander"],
        ),
        (&["bricht", "brechen", "brach", "brachen"], &["ab", "ein", "zusammen", "weg"]),
        (
            &["bleibt", "bleiben", "blieb", "blieben"],
            &[
                "stehen", "haengen", "weg", "aus", "stecken", "liegen", "kalt", "dunkel",
                "schwarz", "leer",
            ],
        ),
        (&["faehrt", "fahren", "fuhr", "fuhren"], &["durch", "vorbei", "weg"]),
        (&["geht", "gehen", "ging", "gingen"], &["aus", "kaputt", "verloren", "ab"]),
        (&["haengt", "haengen", "hing"], &["fest"]),
        (&["haelt", "halten", "hielt"], &["fest"]),
        (&["stuerzt", "stuerzen", "stuerzte"], &["ab"]),
        (&["schaltet", "schalten"], &["ab", "aus"]),
        (&["laeuft", "laufen", "lief"], &["aus", "ueber", "raus", "heraus", "leer"]),
        (&["kommt", "kommen", "kam"], &["zurueck"]),
        (&["springt", "springen", "sprang"], &["raus", "um"]),
        (&["fliegt", "flog", "fliege"], &["raus"]),
        (&["reisst", "riss"], &["ab"]),
        (&["loest", "loesen", "loeste"], &["ab", "auf"]),
        (&["setzt", "setzte"], &["aus"]),
        (&["startet", "starten", "startete", "bootet", "booten"], &["neu"]),
        (&["geht", "gehen", "ging", "wandert"], &["zurueck"]),
        (&["legt", "legen", "legte", "legten"], &["auf"]),
        (&["sitzt", "sitzen", "sitze", "steckt", "stecken", "stecke", "sass", "klemmt"], &["fest"]),
        (&["lehnt", "lehnen", "lehnte"], &["ab"]),
        (&["weist", "weisen", "wies"], &["ab", "zurueck"]),
        (&["loggt", "meldet", "loggte"], &["aus", "ab"]),
        (&["wirft", "schmeisst", "kickt", "warf"], &["raus", "hinaus"]),
        (&["klappt", "klappte"], &["zusammen", "ein"]),
        (&["knickt", "sackt", "gibt"], &["ein", "ab", "nach"]),
    ];
    let last =
        part.clone().rev().find(|at| toks.get(*at).is_some_and(|tok| tok.kind == Kind::Word))?;
    let particle = toks.get(last)?;
    part.clone().find_map(|at| {
        let verb = toks.get(at).filter(|_| at < last)?;
        VERBS
            .iter()
            .any(|(verbs, ends)| verb.is_any(verbs) && particle.is_any(ends))
            .then_some(at..last + 1)
    })
}

fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "nicht"
            | "not"
            | "nichts"
            | "nothing"
            | "never"
            | "nie"
            | "niemand"
            | "nobody"
            | "nix"
            | "no"
            | "kein"
            | "keine"
            | "keinen"
    ) || word.ends_with("n't")
}

/// Without what only leads, and without since when.
fn trimmed(finder: &Finder<'_, '_>, part: &Range<usize>) -> Range<usize> {
    let mut range = part.clone();
    let since = |at: usize| {
        finder.found.iter().any(|fact| {
            matches!(fact.kind, FactKind::Since | FactKind::NeededBy)
                && finder.tok(at).is_some_and(|tok| fact.span.contains(&tok.start))
        })
    };
    loop {
        let first = range.start;
        if range.len() > 1
            && (since(first)
                || finder.tok(first).is_some_and(|tok| {
                    tok.kind == Kind::Sign && tok.text != "#" || EDGE.is_word(&tok.plain)
                })
                || handle(finder, first))
        {
            range.start += 1;
        } else {
            break;
        }
    }
    loop {
        let last = range.end.saturating_sub(1);
        if range.len() > 1
            && (since(last)
                || finder.tok(last).is_some_and(|tok| {
                    tok.kind == Kind::Sign && tok.text != ")"
                        || tok.is_any(&[
                            "und", "and", "aber", "but", "schon", "already", "bitte", "please",
                            "mal", "again",
                        ])
                }))
        {
            range.end -= 1;
        } else {
            break;
        }
    }
    range
}

/// `@name` and its pieces.
fn handle(finder: &Finder<'_, '_>, at: usize) -> bool {
    (1..=4).any(|back| {
        let Some(sign) = at.checked_sub(back) else { return false };
        finder.tok(sign).is_some_and(|tok| tok.is_sign('@'))
            && (sign + 1..=at).all(|i| finder.tok(i).is_some_and(|tok| !tok.apart))
    })
}

impl Finder<'_, '_> {
    /// Whether no fact with a value stands within.
    fn is_plain(&self, range: &Range<usize>) -> bool {
        !self.found.iter().any(|fact| {
            !matches!(fact.kind, FactKind::Problem | FactKind::Tried | FactKind::Amount)
                && range
                    .clone()
                    .any(|at| self.tok(at).is_some_and(|tok| fact.span.contains(&tok.start)))
        })
    }

    /// Keeps what is said in running text.
    pub(super) fn note_free(
        &mut self,
        kind: FactKind,
        range: &Range<usize>,
        confidence: u8,
        because: Option<Range<usize>>,
    ) {
        let norm =
            self.span(range).and_then(|span| self.text.get(span)).unwrap_or_default().to_owned();
        self.note(kind, range, norm, confidence, because);
    }
}
