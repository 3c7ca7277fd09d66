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
        part
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
    let troubled = finder.found.iter().any(|fact| fact.kind == FactKind::Problem);
    let bare = || {
        let elsewhere =
            || (troubled || TROUBLE.any(toks, &(part.end..toks.len()))) && compared(toks, part);
        (troubled && steps::bare_step(toks, part) || elsewhere()).then(|| part.clone())
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
    let Some(sign) = trouble(toks, part).or_else(|| separated(toks, part)) else { return };
    let whole = &sentence.toks;
    let conditional =
        part.clone().take(2).any(|at| toks.get(at).is_some_and(|tok| tok.is_any(CONDITION)));
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
    if supposed || only_code(finder, &range) {
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
    if is_negation(word) && of_a_number(toks, part) {
        return false;
    }
    if TROUBLE_BARE.is_word(word) {
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
    /// Keeps what is said in running text.
    fn note_free(
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
