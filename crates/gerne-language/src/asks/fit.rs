//! Whether a word for something is what a sentence asks for.

use std::ops::Range;

use super::Asked;
use crate::{
    clause::{has, row},
    facts::FactKind,
    lex::Tok,
    rows::{ASK_NEED, ASK_TELL},
};

/// Where the sentence goes on with what for.
pub(super) fn purpose(toks: &[Tok<'_>], whole: &Range<usize>) -> usize {
    let to = |at: usize| {
        toks.get(at).is_some_and(|tok| tok.plain == "to")
            && toks.get(at + 1).is_some_and(|tok| {
                tok.is_any(&[
                    "check",
                    "find",
                    "locate",
                    "look",
                    "help",
                    "access",
                    "track",
                    "investigate",
                    "see",
                    "process",
                    "arrange",
                    "pull",
                    "bring",
                    "sort",
                    "trace",
                    "search",
                    "chase",
                    "be",
                    "proceed",
                    "refund",
                    "assist",
                    "take",
                    "open",
                ])
            })
    };
    for at in whole.start + 2..whole.end {
        let Some(tok) = toks.get(at) else { break };
        let so = tok.plain == "so"
            && toks.get(at + 1).is_some_and(|tok| {
                tok.is_any(&[
                    "that", "we", "i", "dass", "our", "koennen", "kann", "finden", "the", "someone",
                ])
            });
        let um = tok.plain == "um"
                && toks.get(at.wrapping_sub(1)).is_some_and(|tok| tok.is_sign(','))
                // „Grüezi, um welches Gerät geht es?“
                && !toks.get(at + 1).is_some_and(|tok| {
                    tok.plain.starts_with("welch") || tok.is_any(&["wie", "was", "wieviel"])
                });
        // „Wir benötigen dann noch die IBAN“
        let still = tok.plain == "dann"
            && toks.get(at + 1).is_some_and(|tok| {
                tok.is_any(&[
                    "noch", "bitte", "auch", "nur", "einfach", "mal", "die", "den", "das", "ihre",
                    "deine", "eure", "ihren", "deinen", "eine", "einen",
                ])
            });
        let then = tok.is_any(&["damit", "dann"]) && !still
            || (tok.is_any(&["and", "then", "so"]) || tok.is_sign('&'))
                && toks.get(at + 1).is_some_and(|tok| {
                    tok.is_any(&["we'll", "i'll", "we", "i", "our", "i'd", "we'd"])
                })
            || tok.is_any(&["und"])
                && toks.get(at + 1).is_some_and(|tok| tok.is_any(&["wir", "ich"]));
        if (so || um || then || to(at)) && !goes_on(toks, at, whole.end) {
            return at;
        }
    }
    whole.end
}

/// „…, um dem nachzugehen, bitten wir um …“: what is asked for stands behind the purpose.
fn goes_on(toks: &[Tok<'_>], at: usize, end: usize) -> bool {
    let comma = (at + 1..end)
        .find(|at| toks.get(*at).is_some_and(|tok| tok.is_sign(',') || tok.is_dash() && tok.apart));
    comma.is_some_and(|comma| {
        let rest = comma + 1..end;
        ASK_NEED.any(toks, &rest)
            || has(toks, &rest, &["bitte", "please"]) && ASK_TELL.any(toks, &rest)
    })
}

/// Whether the noun is what is asked for.
pub(super) fn fits(
    toks: &[Tok<'_>],
    kind: Asked,
    range: &Range<usize>,
    whole: &Range<usize>,
) -> bool {
    let before = |back: usize| {
        range.start.checked_sub(back).filter(|at| *at >= whole.start).and_then(|at| toks.get(at))
    };
    let is = |back: usize, words: &[&str]| before(back).is_some_and(|tok| tok.is_any(words));
    if is(
        1,
        &[
            "unsere", "unserer", "unser", "our", "meine", "my", "dieser", "diese", "this",
            "unseren", "no", "keine", "kein", "diesem", "per", "via", "deren", "unserem",
        ],
    ) {
        return false;
    }
    // „ein Bild vom Typenschild“ asks for the picture, and not for what it shows.
    if kind != Asked::Photo && pictured(toks, range.start, whole.start) {
        return false;
    }
    let first = toks.get(range.start).map_or("", |tok| tok.plain.as_str());
    match kind {
        Asked::Fact(FactKind::Email) => !(is(1, &["by", "an", "in"]) && range.len() == 1),
        Asked::Fact(FactKind::Name) => {
            let of_product = has(
                toks,
                &(range.end..(range.end + 3).min(whole.end)),
                &[
                    "des produkts",
                    "of the product",
                    "des kollegen",
                    "of the agent",
                    "of the driver",
                    "des fahrers",
                    "der filiale",
                    "of the store",
                    "of the shop",
                    "des mitarbeiters",
                    "of the person you",
                ],
            );
            !of_product && !is(1, &["im", "in"])
        }
        Asked::Fact(FactKind::Address) => {
            let mail = is(1, &["mail", "email", "-", "ip", "web"])
                || toks.get(range.start).is_some_and(|tok| tok.plain == "address")
                    && is(1, &["email", "mail"]);
            let via = is(1, &["an"]) && first != "address"
                || is(2, &["an", "to"]) && is(1, &["die", "the"]);
            !mail && !via
        }
        Asked::Photo => {
            !is(1, &["im", "auf", "das", "dem", "ins", "on", "am", "beim", "vom", "zum"])
                || is(1, &["das", "the"]) && is(2, &["uns", "us"])
        }
        Asked::Fact(FactKind::Date) => {
            let later = has(
                toks,
                whole,
                &[
                    "erreichen",
                    "anrufen",
                    "zurueckrufen",
                    "passt",
                    "passen",
                    "call you",
                    "reach you",
                    "suit",
                    "suits",
                    "convenient",
                    "zeit",
                    "zuhause",
                    "home",
                    "liefern",
                    "deliver",
                    "kommen sollen",
                    "free",
                    "best time",
                    "rufen",
                    "ankommt",
                    "back online",
                    "wieder geht",
                    "fertig",
                    "ready",
                    "received it",
                    "ergebnis",
                    "chance",
                ],
            );
            // „Wann können wir liefern?“; „Können Sie mir sagen, wann …“ asks for the day.
            let whenever = first == "wann"
                && has(
                    toks,
                    &(range.start + 1..(range.start + 3).min(whole.end)),
                    &["koennen", "koennt", "duerfen", "sollen"],
                );
            !(later && (first == "wann" || first == "when")) && !whenever
        }
        Asked::Fact(FactKind::Time) => !has(
            toks,
            whole,
            &[
                "passt",
                "suit",
                "suits",
                "erreichen",
                "anrufen",
                "call you",
                "reach you",
                "convenient",
                "best time",
                "for taking",
                "at the time",
                "take the time",
                "all the time",
                "any time",
                "this time",
                "the time to",
                "next time",
                "in the time",
                "time zone",
                "timezone",
                "zeitzone",
                "what time are we",
                "what time do we",
            ],
        ),
        Asked::Place => first != "standort" || !is(1, &["am", "unserem"]),
        Asked::Fact(FactKind::Device) => !(first == "modell" && is(1, &["im", "dem"])),
        Asked::Fact(FactKind::Problem) => {
            // „Was genau möchten Sie“ asks for no trouble.
            !has(
                toks,
                whole,
                &[
                    "was passiert mit",
                    "what happens to",
                    "what happens next",
                    "what happens if",
                    "was passiert als naechstes",
                    "was passiert nun",
                    "was passiert jetzt",
                    "was genau passiert jetzt",
                    "what happens now",
                    "wie geht es weiter",
                ],
            )
        }
        Asked::Fact(_) => true,
    }
}

/// Whether what begins here is what a picture just named shows.
fn pictured(toks: &[Tok<'_>], at: usize, from: usize) -> bool {
    let near = at.saturating_sub(4).max(from)..at;
    let picture = row(
        toks,
        &near,
        &[
            "foto*",
            "bild",
            "bilder",
            "photo*",
            "picture*",
            "pic",
            "pics",
            "screenshot*",
            "snap",
            "image*",
            "kopie",
            "copy",
            "scan",
            "aufnahme",
        ],
    );
    picture.is_some_and(|picture| {
        has(toks, &(picture.end..at), &["vom", "von", "des", "der", "of", "from"])
            && !has(toks, &(picture.end..at), &["und", "and", "sowie", ","])
    })
}

/// „Um welches Gerät geht es, und was geht nicht?“: two questions.
fn apart(toks: &[Tok<'_>], found: &[(Asked, Range<usize>)]) -> bool {
    let of = |kind: FactKind| {
        found.iter().find(|(one, _)| *one == Asked::Fact(kind)).map(|(_, range)| range.clone())
    };
    let (Some(device), Some(problem)) = (of(FactKind::Device), of(FactKind::Problem)) else {
        return false;
    };
    let between = if device.end <= problem.start {
        device.end..problem.start
    } else {
        problem.end..device.start
    };
    has(toks, &between, &["und", "and", "sowie"])
}

/// Where two kinds fit the same words, the nearer one stays.
pub(super) fn settle(
    toks: &[Tok<'_>],
    found: &mut Vec<(Asked, Range<usize>)>,
    whole: &Range<usize>,
) {
    let all = found.clone();
    found.retain(|(kind, range)| {
        !all.iter().any(|(other, longer)| {
            other != kind
                && longer.start <= range.start
                && longer.end >= range.end
                && longer.len() > range.len()
        })
    });
    let has_kind = |found: &[(Asked, Range<usize>)], kind: FactKind| {
        found.iter().any(|(one, _)| *one == Asked::Fact(kind))
    };
    if has_kind(found, FactKind::Iban) {
        found.retain(|(kind, _)| {
            *kind != Asked::Fact(FactKind::Address)
                || has(toks, whole, &["adresse", "anschrift", "address"])
        });
    }
    // „flight number“ is no number of a booking.
    if has_kind(found, FactKind::Train) {
        found.retain(|(kind, range)| {
            *kind != Asked::Fact(FactKind::BookingRef)
                || !toks.get(range.start).is_some_and(|tok| {
                    tok.plain.starts_with("fl") || tok.plain.ends_with("verbindung")
                })
        });
    }
    if has_kind(found, FactKind::Address) && has(toks, whole, &["wohnen", "wohnst"]) {
        found.retain(|(kind, _)| *kind != Asked::Place);
    }
    if has_kind(found, FactKind::Address) && has(toks, whole, &["strasse", "street"]) {
        found.retain(|(kind, _)| *kind != Asked::Place);
    }
    // „Which machine is it?“ asks for the device.
    if has_kind(found, FactKind::Device) {
        let device = found.iter().find(|(kind, _)| *kind == Asked::Fact(FactKind::Device));
        let range = device.map(|(_, range)| range.clone()).unwrap_or_default();
        found.retain(|(kind, other)| {
            *kind != Asked::Place || other.end <= range.start || range.end <= other.start
        });
    }
    told_apart(toks, found, whole);
    if has_kind(found, FactKind::NeededBy) || has_kind(found, FactKind::BirthDate) {
        found.retain(|(kind, _)| *kind != Asked::Fact(FactKind::Date));
    }
    if has_kind(found, FactKind::ErrorCode)
        || found.len() > 1
            && has_kind(found, FactKind::Problem)
            && has_kind(found, FactKind::Device)
            && !apart(toks, found)
    {
        found.retain(|(kind, _)| *kind != Asked::Fact(FactKind::Problem));
    }
    // Wo, where: the place of what happened, or where somebody lives.
    let where_ = row(
        toks,
        whole,
        &[
            "wo genau",
            "wo steht",
            "wo stehen",
            "wo haengt",
            "wo liegt",
            "wo liegen",
            "wo steckt",
            "wo stecken",
            "wo steckst",
            "wo sitzt",
            "wo sitzen",
            "wo bist",
            "wo seid",
            "wo kam",
            "wo fand",
            "wo passierte",
            "wo parkt",
            "where's",
            "where are",
            "where do you",
            "where does",
            "where did",
            "where had",
            "where has",
            "where in",
            "where on",
            "wo ist",
            "wo war",
            "wo sind",
            "wo waren",
            "wo stand*",
            "wo haben sie",
            "wo hast du",
            "wo befind*",
            "wo wurde",
            "where did",
            "where were",
            "where was",
            "where exactly",
            "where are you",
            "where is the",
            "where have you",
            "where you",
            "wo sie",
            "wo du",
            "where did you",
            "wo tritt",
            "wo ist das",
            "wo es",
            "where it happened",
            "where it's",
            "where this",
            "wo das",
        ],
    );
    if let Some(range) = where_
        && !found.iter().any(|(kind, _)| {
            matches!(kind, Asked::Place | Asked::Fact(FactKind::Address | FactKind::Problem))
        })
        && range.start <= whole.start + 14
        && !has(toks, whole, IDLE)
    {
        found.push((Asked::Place, range));
    }
}

/// Kinds that other words of the sentence decide: by when, born when, only the time of day, for whom.
fn told_apart(toks: &[Tok<'_>], found: &mut Vec<(Asked, Range<usize>)>, whole: &Range<usize>) {
    let last = whole.end.saturating_sub(1)..whole.end;
    let is = |one: &Asked, kind: FactKind| *one == Asked::Fact(kind);
    // „Is there a date you have to have it back by?“
    let by = has(toks, &last, &["by"])
        && has(toks, whole, &["need", "needs", "needed", "have to", "has to", "must", "want"]);
    let born = has(toks, whole, &["geboren", "born"]);
    for (kind, _) in found.iter_mut() {
        if is(kind, FactKind::Date) && by {
            *kind = Asked::Fact(FactKind::NeededBy);
        } else if is(kind, FactKind::Date) && born {
            *kind = Asked::Fact(FactKind::BirthDate);
        }
    }
    // „Wann genau ist es ausgefallen (Uhrzeit reicht)?“
    if has(toks, whole, &["uhrzeit reicht", "uhrzeit genuegt", "time is enough", "time will do"]) {
        found.retain(|(kind, _)| !is(kind, FactKind::Date));
    }
    // „what phone number can he call“ asks for no device, „what email can we reach you on“ for no number.
    let mail = found.iter().any(|(kind, _)| is(kind, FactKind::Email));
    found.retain(|(kind, range)| {
        let number = toks.get(range.end).is_some_and(|tok| tok.is_any(&["number", "no"]));
        let reach = has(toks, range, &["reach", "contact", "erreichen"]);
        !(is(kind, FactKind::Device) && number || is(kind, FactKind::Phone) && mail && reach)
    });
    // „Who was the room booked for?“, „Auf wen wurde reserviert?“
    let whom = row(
        toks,
        whole,
        &[
            "who was", "who is", "who's", "for whom", "to whom", "fuer wen", "an wen", "auf wen",
            "wer hat",
        ],
    );
    if let Some(whom) = whom
        && !found.iter().any(|(kind, _)| is(kind, FactKind::Name))
        && has(toks, &(whom.end..whole.end), BOOKED)
        && (toks.get(whom.start).is_some_and(|tok| !tok.is_any(&["who", "who's"]))
            || has(toks, &last, &["for", "to", "under", "by", "with"])
            || has(toks, whole, &["under", "named", "in the name"]))
    {
        found.push((Asked::Fact(FactKind::Name), whom));
    }
}

/// What is done in somebody's name.
const BOOKED: &[&str] = &[
    "booked",
    "reserved",
    "ordered",
    "registered",
    "addressed",
    "made",
    "placed",
    "taken out",
    "issued",
    "listed",
    "sent",
    "bought",
    "signed",
    "account",
    "contract",
    "policy",
    "gebucht",
    "reserviert",
    "bestellt",
    "registriert",
    "adressiert",
    "ausgestellt",
    "abgeschlossen",
    "angemeldet",
    "eingetragen",
    "gemeldet",
    "unterschrieben",
    "aufgegeben",
    "vermerkt",
    "vertrag",
    "buchung",
    "reservierung",
    "bestellung",
];

/// What questions for no place are about: „Wo liegt der Vorteil?“, "Where's the harm?"
const IDLE: &[&str] = &[
    "vorteil",
    "vorteile",
    "unterschied",
    "unterschiede",
    "sinn",
    "grenze",
    "preis",
    "haken",
    "harm",
    "point",
    "catch",
    "fun",
    "difference",
    "benefit",
    "like",
    "love",
    "summer",
    "sommer",
    "weekend",
    "wochenende",
    "favourite",
    "favorite",
    "liebling*",
    "holiday",
    "urlaub",
    "off",
];
