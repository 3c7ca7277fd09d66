//! That somebody looked whether a customer is who they say, as a report tells it: „über Geburtsdatum
//! verifiziert“, "passed security with postcode", „konnte sich nicht ausweisen“.

use std::ops::Range;

use super::{Found, Kind, said};
use crate::{
    clause::{self, has},
    lex::{Kind as Shape, Tok},
};

const LOOKED: &[&str] = &[
    "verifiziert",
    "verifizierung",
    "legitimiert",
    "legitimation",
    "ausgewiesen",
    "ausweis gezeigt",
    "ausweis vorgelegt",
    "ausweis geprueft",
    "perso",
    "identifiziert",
    "identitaet",
    "authentifiziert",
    "abgeglichen",
    "sicherheitsfrage",
    "sicherheitsfragen",
    "sicherheitsabfrage",
    "kundenkennwort",
    "verified",
    "verification",
    "id checked",
    "id check",
    "identity",
    "identified",
    "authenticated",
    "passed security",
    "security check",
    "security questions",
    "security question",
    "security passed",
    "passed id",
    "showed id",
    "showed passport",
    "failed security",
    "through security",
    "dpa",
    "number on file",
    "number held",
    "held number",
    "id by",
    "id via",
    "hinterlegte nummer",
    "hinterlegten nummer",
    "hinterlegte rufnummer",
    "hinterlegten rufnummer",
    "data protection check",
    "id geprueft",
    "id gesehen",
    "id seen",
    "photo id",
    "leg",
    "legi",
    "memorable word",
];
/// Words that make one of the ways below a check.
const CHECKED: &[&str] = &[
    "bestaetigt",
    "stimmt",
    "stimmte",
    "stimmen",
    "stimmten",
    "korrekt",
    "richtig",
    "genannt",
    "nannte",
    "abgefragt",
    "abgeglichen",
    "geprueft",
    "ueberprueft",
    "passt",
    "gepasst",
    "beantwortet",
    "confirmed",
    "confirms",
    "checked",
    "matched",
    "matches",
    "match",
    "correct",
    "gave",
    "given",
    "passed",
    "answered",
    "quoted",
    "verifiziert",
    "verified",
    "okay",
    "ok",
    "seen",
    "nennen",
    "lag vor",
    "lagen vor",
    "confirm",
    "verify",
    "provide",
    "gesehen",
    "shown",
    "showed",
    "gezeigt",
    "vorgelegt",
    "vorgezeigt",
    "eingesehen",
    "produced",
    "correctly",
    "check out",
    "checks out",
    "checked out",
    "read back",
    "fine",
    "i o",
    "in ordnung",
    "wrong",
    "falsch",
];
const NOT: &[&str] = &[
    "nicht",
    "not",
    "failed",
    "fehlgeschlagen",
    "couldn't",
    "could not",
    "unable",
    "konnte keine",
    "falsch",
    "wrong",
    "erfolglos",
    "didn't",
];
/// How, most telling first.
const HOW: &[(&str, &[&str])] = &[
    (
        "id",
        &[
            "ausweis",
            "personalausweis",
            "perso*",
            "passport",
            "reisepass",
            "fuehrerschein",
            "driving",
            "licence",
            "photo id",
            "id card",
            "showed id",
            "id checked",
            "dl",
            "driver's license",
            "drivers license",
            "driving license",
            "license",
            "eid",
            "lichtbildausweis",
            "aufenthaltstitel",
            "gesundheitskarte",
            "id",
            "photocard",
            "id geprueft",
            "lichtbildausweis",
            "identitaet",
        ],
    ),
    ("birth_date", &["geburtsdatum", "geburtstag", "geb", "date of birth", "dob", "birth*"]),
    (
        "code",
        &[
            "code",
            "last four",
            "letzte ziffern",
            "letzten ziffern",
            "einmalcode",
            "tan",
            "pin",
            "kennwort",
            "kundenkennwort",
            "passwort",
            "password",
            "passphrase",
            "passcode",
            "text message",
            "sms",
            "telefonkennwort",
            "telefonpin",
            "memorable word",
            "security word",
            "security answer",
            "secret word",
            "secret question",
            "maiden name",
            "maedchenname",
            "geburtsname",
            "codewort",
            "losungswort",
            "sicherheitswort",
            "geheimzahl",
            "pass phrase",
            "last 4",
            "last four",
            "fingerprint",
            "fingerabdruck",
            "face id",
        ],
    ),
    (
        "address",
        &[
            "adresse",
            "anschrift",
            "*adresse",
            "*anschrift",
            "first line",
            "wohnort",
            "address",
            "postcode",
            "postleitzahl",
            "plz",
            "strasse",
        ],
    ),
    (
        "customer_no",
        &["kundennummer", "vertragsnummer", "customer number", "account number", "contract number"],
    ),
    (
        "booking_ref",
        &["booking ref", "booking reference", "buchungsnummer", "buchungscode", "card ending"],
    ),
    (
        "phone",
        &[
            "telefonnummer",
            "rufnummer",
            "rueckruf",
            "phone",
            "called back",
            "call back",
            "callback",
            "mobile number",
            "number on file",
            "number held",
            "held number",
            "hinterlegte*",
        ],
    ),
];

/// Whether a sentence of a report says that somebody looked who they are.
pub(super) fn checks(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    let by_what = || HOW.iter().any(|(_, words)| has(toks, range, words));
    has(toks, range, LOOKED) || has(toks, range, CHECKED) && by_what() || named(toks, range)
}

/// Only what was asked for, with no word for having looked: „Geburtsdatum und PLZ.“, "DOB, first line of address."
fn named(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    const PROOF: &[&str] = &["birth_date", "id", "code", "address", "customer_no"];
    const FILL: &[&str] = &[
        "and",
        "und",
        "plus",
        "sowie",
        "of",
        "full",
        "name",
        "vorname",
        "nachname",
        "vollstaendige",
        "vollstaendiger",
        "first",
        "line",
        "the",
        "letzte",
        "letzter",
        "last",
        "payment",
        "zahlung",
        "memorable",
        "word",
        "answer",
        "ok",
        "okay",
        "passt",
        "number",
        "nummer",
        "date",
        "mother's",
        "maiden",
        "with",
        "mit",
        "by",
        "via",
        "per",
        "ueber",
        "customer",
        "account",
        "birth",
        "geraetenummer",
        "zaehlernummer",
        "rechnungsnummer",
        "iban",
        "serial",
        "meter",
        "postcode",
        "email",
        "mail",
        "e",
        "der",
        "die",
        "das",
        "one",
        "time",
        "both",
        "beides",
        "amount",
        "order",
    ];
    let kinds = || HOW.iter().filter(|(kind, _)| PROOF.contains(kind));
    let words: Vec<usize> = range
        .clone()
        .filter(|at| toks.get(*at).is_some_and(|tok| tok.kind == Shape::Word))
        .collect();
    let proof = |at: usize| kinds().any(|(_, words)| has(toks, &(at..at + 1), words));
    let fills = |at: &usize| proof(*at) || has(toks, &(*at..at + 1), FILL);
    let some = kinds().filter(|(_, words)| has(toks, range, words)).count();
    words.len() <= 8 && words.iter().all(fills) && some > 0 && (some > 1 || words.len() > 1)
}

/// In an answer of ours: „Danke, der Code stimmt“.
pub(super) fn told(text: &str, toks: &[Tok<'_>]) -> Vec<Found> {
    const MATCHES: &[&str] = &[
        "stimmt",
        "stimmen",
        "passt",
        "korrekt",
        "bestaetigt",
        "verifiziert",
        "abgeglichen",
        "matches",
        "matched",
        "correct",
        "confirmed",
        "verified",
        "checks out",
    ];
    let sentences = clause::sentences(toks).into_iter().filter(|sentence| {
        let range = &sentence.toks;
        sentence.end != Some('?')
            && has(toks, range, MATCHES)
            && HOW.iter().any(|(_, words)| has(toks, range, words))
            && !has(
                toks,
                range,
                &["bitte", "please", "ob", "if", "wenn", "we'll", "werden", "will"],
            )
    });
    sentences.filter_map(|sentence| verified(text, toks, &sentence.toks)).collect()
}

fn verified(text: &str, toks: &[Tok<'_>], range: &Range<usize>) -> Option<Found> {
    let how = HOW.iter().find(|(_, words)| has(toks, range, words)).map_or("other", |one| one.0);
    let how = if has(toks, range, NOT) { "failed" } else { how };
    said(text, toks, range, Kind::Verified).map(|one| Found { norm: how.to_owned(), ..one })
}

pub(super) fn find(text: &str, toks: &[Tok<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in clause::sentences(toks) {
        let range = &sentence.toks;
        if !checks(toks, range) {
            continue;
        }
        found.extend(verified(text, toks, range));
    }
    found
}
