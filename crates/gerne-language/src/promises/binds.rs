//! The words by which a part of a sentence binds us.

use std::ops::Range;

use super::{brief::brief, outcome::outcome};
use crate::{
    card::forms,
    clause::{Piece, has, row},
    lex::{Kind as TokKind, Tok},
    rows::{
        ARRANGED, COMMIT, COMMIT_TIMED, CUSTOMERS, NO_ACT, OPEN_TIME, PROMISED_THINGS, STATIVE,
        UNBOUND, VAGUE,
    },
    when::{Bound, Kind, When},
    words,
};

/// The words by which this part binds us.
pub(super) fn binds(
    toks: &[Tok<'_>],
    part: &Range<usize>,
    sentence: &Piece,
    inside: &[&When],
) -> Option<Range<usize>> {
    // „I'll check that it arrived“: what stands in the clause behind binds nobody, and frees nobody.
    let clause = part
        .clone()
        .skip(3)
        .find(|at| toks.get(*at).is_some_and(|tok| tok.is_any(&["that", "whether", "dass", "ob"])));
    let head = part.start..clause.unwrap_or(part.end);
    let part = if COMMIT.any(toks, &head) { &head } else { part };
    // „Please allow five working days for …“
    let allowed =
        row(toks, part, &["please allow", "allow up to", "rechnen sie mit", "rechne mit"])
            .filter(|_| inside.iter().any(|when| when.kind == Kind::Shift && is_ahead(when)));
    if allowed.is_some() && !has(toks, part, &["nicht", "not", "don't"]) {
        return allowed;
    }
    // "She needs one by Saturday": what they need is none.
    let needs = ["needs", "braucht", "benoetigt", "asked for"];
    if has(toks, part, &needs) && !COMMIT.any(toks, part) {
        return None;
    }
    // „Wir haben es heute veranlasst“ tells what was done.
    if done(toks, part) && !has(toks, part, &["dann", "versprochen", "zugesagt"]) {
        return None;
    }
    if let Some(word) = unbound(toks, part) {
        // „Please be assured we will …“, „don't worry we'll …“, „das Paket von gestern liefern wir …“
        let theirs =
            ["von uns", "post", "geld", "antwort", "bescheid", "rueckmeldung", "nachricht"];
        let expected =
            has(toks, &word, &["sollten sie", "sie sollten", "solltest du", "du solltest"])
                && (word.start > sentence.toks.start || has(toks, part, &theirs))
                && has(toks, part, &["haben", "erhalten", "bekommen", "sehen", "hoeren"])
                || has(toks, &word, &["you can"]) && has(toks, part, &["you can expect"]);
        if expected && inside.iter().any(|when| is_ahead(when)) {
            return Some(word);
        }
        // „Ab 14 Uhr können Sie es abholen“: what will be there for them.
        let fetched =
            has(toks, &word, &["koennen sie", "sie koennen", "kannst du", "du kannst", "you can"])
                && has(
                    toks,
                    part,
                    &[
                        "abholen",
                        "pick it up",
                        "pick them up",
                        "collect it",
                        "collect them",
                        "collect your",
                    ],
                )
                && inside
                    .iter()
                    .any(|when| when.bound == Some(Bound::From) && when.time().is_some());
        if fetched {
            return Some(word);
        }
        let mild = toks.get(word.start).is_some_and(|tok| {
            tok.is_any(&["please", "don't", "gestern", "yesterday", "bitte", "vorgestern"])
        });
        let after = word.end..part.end;
        let still = mild
            && UNBOUND.find(toks, &after).is_none()
            && COMMIT.find(toks, &after).is_some_and(|found| {
                has(toks, &found, &["we", "i", "we'll", "i'll", "wir", "ich", "you'll"])
            });
        if !still {
            return None;
        }
    }
    let first = toks.get(part.start)?;
    // „Ich verspreche Ihnen, dass …“
    let led = part.start.saturating_sub(7)..part.start;
    let denied = has(
        toks,
        &led,
        &[
            "nicht", "kein*", "nie", "not", "can't", "cannot", "won't", "don't", "never", "ungern",
            "kaum",
        ],
    );
    if first.is_any(&["dass", "that"]) && has(toks, &led, VOWS) && denied {
        return None;
    }
    if first.is_any(&["dass", "that"]) && has(toks, &led, VOWS) {
        return inside.iter().any(|when| is_ahead(when)).then(|| part.start..part.start + 1);
    }
    // Somebody is asked to do it.
    let allows = COMMIT_TIMED.at(toks, part.start, part.end).is_some_and(|found| found.len() > 2);
    if !allows
        && first.is_any(&[
            "bitte", "please", "kindly", "wenn", "falls", "if", "ob", "whether", "dass", "that",
            "weil", "because",
        ])
        || first.is_any(&["unless"])
    {
        return None;
    }
    if of_customer(toks, part) {
        return None;
    }
    let timed = inside.iter().any(|when| is_ahead(when))
        || sentence_time(toks, sentence)
        || when_vague(toks, &sentence.toks);
    let sure = COMMIT.find(toks, part);
    let found = sure
        .or_else(|| COMMIT_TIMED.find(toks, part).filter(|_| timed))
        .or_else(|| acts(toks, part).filter(|_| inside.iter().any(|when| is_ahead(when))))
        .or_else(|| arranged(toks, part).filter(|_| inside.iter().any(|when| is_ahead(when))))
        .or_else(|| outcome(toks, part).filter(|_| inside.iter().any(|when| dated(when))))
        .or_else(|| done_by_then(toks, part).filter(|_| inside.iter().any(|when| limits(when))))
        .or_else(|| finished(toks, part).filter(|_| inside.iter().any(|when| limits(when))))
        .or_else(|| there(toks, part).filter(|_| inside.iter().any(|when| dated(when))))
        .or_else(|| brief(toks, part, inside))?;
    let ours = has(
        toks,
        &found,
        &[
            "wir", "ich", "we'll", "i'll", "we", "i", "ihnen", "dir", "mich", "uns", "you'll",
            "melde", "melden", "meld", "we're", "i'm", "we've", "i've",
        ],
    );
    if !ours && STATIVE.any(toks, part)
        || ours
            && has(
                toks,
                part,
                &[
                    "geoeffnet",
                    "opening hours",
                    "fuer sie da",
                    "erreichbar",
                    "jederzeit",
                    "immer fuer",
                    "always here",
                    "here for you",
                ],
            )
    {
        return None;
    }
    // „wir“ behind another who acts, „der Vertrag wird“ …: the perfect is over.
    let ahead = finished(toks, part).is_some() && inside.iter().any(|when| limits(when));
    let set = ahead || arranged(toks, part).is_some() && inside.iter().any(|when| is_ahead(when));
    let denied = has(toks, part, &["koennen wir", "kann ich", "wir koennen", "ich kann"])
        && has(toks, part, &["kein*", "nicht", "nichts"]);
    (!denied && (set || !is_over(toks, part))).then_some(found)
}

/// A report tells what the customer does: „Kunde schickt das Gerät morgen zurück“. What they get is ours.
fn of_customer(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    const GETS: &[&str] = &[
        "bekommt",
        "erhaelt",
        "kriegt",
        "hoert",
        "gets",
        "receives",
        "will",
        "to",
        "told",
        "advised",
        "informed",
        "promised",
        "gesagt",
        "zugesagt",
        "informiert",
        "versprochen",
        "should",
        "wird",
        "sollte",
        "hat",
    ];
    let article =
        toks.get(part.start).is_some_and(|tok| tok.is_any(&["der", "die", "the", "und", "and"]));
    let who = part.start + usize::from(article);
    let abbreviated = toks.get(who + 1).is_some_and(|tok| tok.is_sign('.'));
    let verb = who + 1 + usize::from(abbreviated);
    who < part.end
        && CUSTOMERS.at(toks, who, who + 1).is_some()
        && verb < part.end
        && !has(toks, &(verb..verb + 1), GETS)
}

/// What is said before a promise in a clause of its own.
const VOWS: &[&str] = &[
    "zugesagt",
    "verspreche",
    "versprechen",
    "versprochen",
    "garantiere",
    "garantieren",
    "versichere",
    "versichern",
    "darauf verlassen",
    "sorge dafuer",
    "sorgen dafuer",
    "zugesichert",
    "promise",
    "promised",
    "guarantee",
    "assure",
    "make sure",
    "see to it",
];

/// Words that bind nobody; „wir halten Sie …“ asks nobody to do it.
fn unbound(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    let mut from = part.start;
    while let Some(word) = UNBOUND.find(toks, &(from..part.end)) {
        let ours = word.start.checked_sub(1).is_some_and(|at| {
            at >= part.start && toks.get(at).is_some_and(|tok| tok.is_any(&["wir", "ich"]))
        }) && toks.get(word.end - 1).is_some_and(|tok| tok.plain == "sie");
        // „Geben Sie mir eine Stunde“
        let asks_time = COMMIT_TIMED
            .at(toks, word.start, part.end)
            .is_some_and(|found| found.end > word.end + 1);
        // „… schreibe ich Ihnen, was die Werkstatt sagt“: the German word, behind a comma.
        let relative = word.len() == 1
            && word.start > part.start
            && toks.get(word.start).is_some_and(|tok| tok.plain == "was")
            && toks.get(word.start - 1).is_some_and(|tok| tok.is_sign(','));
        if !ours && !asks_time && !relative {
            return Some(word);
        }
        from = word.end;
    }
    None
}

/// We do it: a verb beside `wir` or `ich`, `we're redelivering`. Binds where a time stands beside it.
fn acts(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    let verb = |at: usize| {
        part.contains(&at)
            && toks.get(at).is_some_and(|tok| {
                tok.kind == TokKind::Word
                    && !tok.is_capital()
                    && tok.plain.len() > 3
                    && (tok.plain.ends_with("en")
                        || tok.plain.ends_with('e')
                        || tok.plain.ends_with("ern"))
                    && !NO_ACT.is_word(&tok.plain)
            })
    };
    // Behind „und“: who was named before.
    let first = part.start;
    let joined = first
        .checked_sub(1)
        .and_then(|at| toks.get(at))
        .is_some_and(|tok| tok.is_any(&["und", "and"]));
    if joined && verb(first) && toks.get(first).is_some_and(|tok| tok.plain.ends_with("en")) {
        return Some(first..first + 1);
    }
    part.clone().find_map(|at| {
        let tok = toks.get(at)?;
        if tok.is_any(&["wir", "ich"]) {
            let beside = if at + 1 < part.end && verb(at + 1) { Some(at..at + 2) } else { None };
            return beside.or_else(|| {
                at.checked_sub(1).filter(|before| verb(*before)).map(|before| before..at + 1)
            });
        }
        let ongoing = |at: usize| {
            part.contains(&at)
                && toks.get(at).is_some_and(|tok| {
                    tok.plain.ends_with("ing")
                        && tok.plain.len() > 5
                        && !tok.is_any(&[
                            "closing",
                            "working",
                            "waiting",
                            "hoping",
                            "looking",
                            "having",
                            "having",
                            "experiencing",
                            "running",
                            "trying",
                            "being",
                            "going",
                            "opening",
                        ])
                })
        };
        if tok.is_any(&["we're", "i'm", "they're", "he's", "she's"]) && ongoing(at + 1) {
            return Some(at..at + 2);
        }
        (tok.is_any(&["we", "i", "they"])
            && toks.get(at + 1).is_some_and(|tok| tok.is_any(&["are", "am"]))
            && ongoing(at + 2))
        .then_some(at..at + 3)
    })
}

/// `haben einen Termin eingeplant`, `I've asked the depot to …`.
fn arranged(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    has(toks, part, &["habe", "haben", "hab", "have", "i've", "we've", "has", "ist", "is"])
        .then(|| ARRANGED.find(toks, part))
        .flatten()
}

/// The perfect: somebody did it already.
pub(super) fn is_over(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    let planned = has(toks, part, &["wollen", "werden", "moechten", "will", "want", "hope", "aim"]);
    let perfect = !planned
        && has(toks, part, &["habe", "haben", "hab", "have", "i've", "we've", "has"])
        && row(
            toks,
            part,
            &[
                "haben sie",
                "sie haben",
                "hast du",
                "you have",
                "you'll have",
                "will have",
                "you should have",
                "have it",
                "have this",
                "have your",
                "have an",
                "have a",
                "have the",
                "werden wir haben",
                "have someone",
            ],
        )
        .is_none();
    // „Die Kollegen haben versprochen, …“ binds for what comes.
    let vowed = row(toks, part, &["promised", "assured", "versprochen", "zugesagt", "zugesichert"])
        .is_some_and(|vow| COMMIT.any(toks, &(vow.end..part.end)));
    perfect && !vowed && part.clone().any(|at| toks.get(at).is_some_and(participle))
}

/// „Ist die Nummer umgezogen“, where it says by when.
fn done_by_then(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    const WELL: &[&str] = &[
        "durch",
        "fertig",
        "weg",
        "da",
        "zurueck",
        "dran",
        "drauf",
        "drin",
        "drinnen",
        "live",
        "online",
        "frei",
        "sauber",
        "bereit",
        "wieder",
        "draussen",
        "raus",
        "oben",
        "auf",
        "vom tisch",
        "ok",
        "okay",
        "gut",
        "aktiv",
        "geschafft",
        "vorbei",
        "abgeschlossen",
        "beendet",
        "montiert",
        "dicht",
        "warm",
        "heil",
        "ganz",
    ];
    let last =
        part.clone().rev().find(|at| toks.get(*at).is_some_and(|tok| tok.kind == TokKind::Word))?;
    let well = toks.get(last).is_some_and(|tok| tok.is_any(WELL));
    let done = (well || toks.get(last).is_some_and(participle))
        && !has(toks, part, &["nicht", "kein*", "sie"]);
    crate::clause::row(toks, part, &["ist", "sind"]).filter(|_| done)
}

/// „Bis morgen habe ich das geklärt“: we will have done it.
fn finished(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    let ours =
        row(toks, part, &["habe ich", "haben wir", "hab ich", "ist das", "ist es", "ist alles"])?;
    let last =
        part.clone().rev().find(|at| toks.get(*at).is_some_and(|tok| tok.kind == TokKind::Word))?;
    let done =
        toks.get(last).is_some_and(participle) && !has(toks, part, &["nicht", "kein*", "nie"]);
    done.then_some(ours)
}

/// We did it: „haben wir heute gutgeschrieben“.
fn done(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    let have = ["habe ich", "haben wir", "ich habe", "wir haben", "ich hab", "hab ich", "wir ham"];
    let last =
        part.clone().rev().find_map(|at| toks.get(at).filter(|tok| tok.kind == TokKind::Word));
    // „für morgen angemeldet“ is what will be.
    has(toks, part, &have)
        && !has(toks, part, &["fuer", "auf", "zum", "zur", "am", "ab"])
        && last.is_some_and(|tok| {
            !tok.is_capital()
                && (forms::is_participle(&tok.plain) || forms::is_inseparable(&tok.plain))
        })
}

/// Somebody or something will be there: „er ist zwischen 8 und 10 Uhr bei Ihnen“, "the card is with you on Friday".
fn there(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    const THERE: &[&str] = &[
        "bei ihnen",
        "bei dir",
        "bei euch",
        "bei ihm",
        "bei ihr",
        "with you",
        "with him",
        "with her",
        "with them",
        "at yours",
    ];
    const NOT: &[&str] =
        &["nicht", "kein*", "not", "no", "war", "was", "since", "seit", "wenn", "if"];
    let thing =
        || PROMISED_THINGS.any(toks, part) && has(toks, part, &["am", "on", "um", "zwischen"]);
    row(toks, part, &["ist", "sind", "is", "are"])
        .filter(|_| (has(toks, part, THERE) || thing()) && !has(toks, part, NOT))
}

/// A time by which something is done.
fn limits(when: &When) -> bool {
    when.bound == Some(Bound::By) && !matches!(when.kind, Kind::Duration | Kind::Now)
        || when.kind == Kind::Shift && is_ahead(when) && when.bound != Some(Bound::Since)
}

/// A time that lies ahead and can be met.
fn dated(when: &When) -> bool {
    !matches!(when.bound, Some(Bound::Since | Bound::After))
        && !matches!(when.kind, Kind::Duration | Kind::Now)
}

fn participle(tok: &Tok<'_>) -> bool {
    let word = tok.plain.as_str();
    tok.kind == TokKind::Word
        && ((word.starts_with("ge") || word.contains("ge") && word.len() > 7)
            && (word.ends_with('t') || word.ends_with("en"))
            && word.len() > 5
            || word.ends_with("iert")
            || word.ends_with("ed") && word.len() > 4
            || matches!(
                word,
                "sent"
                    | "made"
                    | "done"
                    | "spoken"
                    | "taken"
                    | "found"
                    | "veranlasst"
                    | "erstattet"
                    | "ueberwiesen"
                    | "beauftragt"
                    | "verschickt"
                    | "versendet"
                    | "erledigt"
                    | "bestellt"
                    | "put"
                    | "got"
            ))
}

/// Some part of the sentence names a time ahead.
fn sentence_time(toks: &[Tok<'_>], sentence: &Piece) -> bool {
    sentence.toks.clone().filter_map(|at| toks.get(at)).any(|tok| {
        words::weekday(&tok.plain).is_some_and(|(_, short)| !short)
            || words::relative_day(&tok.plain).is_some_and(|days| days >= 0)
            || tok.is_any(&["tonight", "spaetestens"])
    })
}

fn when_vague(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    VAGUE.any(toks, sentence) || OPEN_TIME.any(toks, sentence)
}

pub(super) fn is_ahead(when: &When) -> bool {
    !matches!(when.bound, Some(Bound::Since | Bound::After | Bound::From))
        && when.kind != Kind::Duration
}
