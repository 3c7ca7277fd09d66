//! That a report tells who was rung, told or asked, and nothing that was done about the matter.

use std::ops::Range;

use super::whose::{WE, speaks_of_them};
use crate::{
    clause::has,
    lex::{Kind as Shape, Tok, lex},
    rows::CUSTOMERS,
};

/// That somebody was rung, and nothing else: „Kundin zurückgerufen“, "called back".
pub(super) fn contact_only(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const CONTACT: &[&str] = &[
        "called",
        "rang",
        "phoned",
        "back",
        "spoke",
        "spoken",
        "again",
        "just",
        "to",
        "with",
        "him",
        "her",
        "them",
        "the",
        "on",
        "phone",
        "by",
        "today",
        "angerufen",
        "zurueckgerufen",
        "rueckruf",
        "telefoniert",
        "gesprochen",
        "telefonat",
        "erneut",
        "nochmal",
        "nochmals",
        "heute",
        "mit",
        "dem",
        "der",
        "den",
        "telefonisch",
        "kunden",
        "kundinnen",
        "twice",
        "times",
        "three",
        "two",
        "zweimal",
        "dreimal",
        "mehrfach",
        "mehrmals",
        "wieder",
        "vergeblich",
        "kurz",
    ];
    const RANG: &[&str] = &[
        "called",
        "rang",
        "phoned",
        "spoke",
        "spoken",
        "angerufen",
        "zurueckgerufen",
        "rueckruf",
        "telefoniert",
        "gesprochen",
        "telefonat",
    ];
    let mut words =
        piece.clone().filter(|at| toks.get(*at).is_some_and(|tok| tok.kind == Shape::Word));
    has(toks, piece, RANG)
        && words.all(|at| {
            let one = at..at + 1;
            has(toks, &one, CONTACT) || CUSTOMERS.any(toks, &one) || titled(toks, piece, at)
        })
}

/// „Fr. Krol“, "Mr Parry": a title, or the name behind one.
fn titled(toks: &[Tok<'_>], piece: &Range<usize>, at: usize) -> bool {
    let title = |at: usize| has(toks, &(at..at + 1), TITLES);
    let before = piece.start..at;
    title(at) || toks.get(at).is_some_and(Tok::is_capital) && before.rev().take(2).any(title)
}

const TITLES: &[&str] = &[
    "fr", "hr", "frau", "herr", "herrn", "mr", "mrs", "ms", "miss", "dr", "familie", "fam", "hrn",
];

/// That somebody was told something, and nothing more: "Told Ms Tran …", "gave him the claim no."
pub(super) fn tells_only(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const TOLD: &[&str] = &[
        "told",
        "advised",
        "informed",
        "explained",
        "gave",
        "let",
        "reminded",
        "assured",
        "apologised",
        "apologized",
        "thanked",
        "rang",
        "called",
        "phoned",
        "quoted",
        "warned",
        "asked",
        "reached",
        "invited",
        "directed",
        "signposted",
    ];
    const WHOM: &[&str] = &["him", "her", "them"];
    const SAID: &[&str] = &[
        "durchgesprochen",
        "besprochen",
        "erklaert",
        "erlaeutert",
        "gesprochen",
        "angerufen",
        "zurueckgerufen",
        "informiert",
        "hingewiesen",
        "vertroestet",
        "gebeten",
        "erreicht",
        "entschuldigt",
        "beraten",
        "bedankt",
        "verstaendigt",
        "unterrichtet",
        "ausgemacht",
        "vereinbart",
        "abgestimmt",
        "abgesprochen",
        "aufgeklaert",
    ];
    /// To whom it was said is left out.
    const ANYONE: &[&str] =
        &["verwiesen", "hingewiesen", "vertroestet", "aufgeklaert", "entschuldigt", "bedankt"];
    const WITH: &[&str] = &["kunden", "kundin", "kd", "kunde", "ihr", "ihm", "vn", "mieter"];
    let word = |at: usize| toks.get(at).filter(|tok| tok.kind == Shape::Word);
    let mut words = piece.clone().filter(|at| word(*at).is_some());
    let (first, second) = (words.next(), words.next());
    let last = piece.clone().rev().find_map(word);
    let customer = |at: usize| {
        has(toks, &(at..at + 1), WHOM)
            || has(toks, &(at..at + 1), TITLES)
            || CUSTOMERS.at(toks, at, at + 1).is_some()
    };
    let told =
        first.is_some_and(|at| has(toks, &(at..at + 1), TOLD)) && second.is_some_and(customer);
    let named = || has(toks, piece, TITLES) || has(toks, piece, WITH);
    let begins = |words: &[&str]| first.is_some_and(|at| has(toks, &(at..at + 1), words));
    let follows = |words: &[&str]| second.is_some_and(|at| has(toks, &(at..at + 1), words));
    told || begins(&["asked"]) && follows(&["for", "to", "if", "whether"])
        || last.is_some_and(|tok| tok.is_any(SAID)) && (named() || begins(&["ueber"]))
        || last.is_some_and(|tok| tok.is_any(ANYONE))
        || rings_name(toks, piece)
}

/// That another of ours was asked or told: „Hausverwaltung informiert“, "garage told", "hotel asked to …".
pub(super) fn turns_to(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const GERMAN: &[&str] = &[
        "informiert",
        "gefragt",
        "angefragt",
        "befragt",
        "benachrichtigt",
        "verstaendigt",
        "angeschrieben",
        "kontaktiert",
        "gebeten",
        "alarmiert",
        "angemahnt",
        "gemahnt",
        "angerufen",
        "angefunkt",
        "einbezogen",
        "eingeschaltet",
        "angemailt",
        "gemailt",
    ];
    const ENGLISH: &[&str] = &[
        "told",
        "asked",
        "informed",
        "notified",
        "emailed",
        "messaged",
        "contacted",
        "alerted",
        "briefed",
        "called",
        "rung",
        "paged",
        "radioed",
        "pinged",
        "chased",
    ];
    const NOT: &[&str] =
        &["nicht", "not", "no", "kein*", "we", "i", "he", "she", "they", "has", "have"];
    let words: Vec<usize> = piece
        .clone()
        .filter(|at| toks.get(*at).is_some_and(|tok| tok.kind == Shape::Word))
        .collect();
    let named = |till: usize| {
        let before = piece.start..till;
        !CUSTOMERS.any(toks, &before)
            && !speaks_of_them(toks, &before)
            && !has(toks, piece, NOT)
            && before.clone().any(|at| toks.get(at).is_some_and(Tok::is_capital))
    };
    let german = words.last().filter(|at| has(toks, &(**at..**at + 1), GERMAN));
    let english = words.iter().position(|at| has(toks, &(*at..at + 1), ENGLISH)).filter(|n| {
        (1..4).contains(n)
            && words.get(n + 1).is_none_or(|at| {
                has(toks, &(*at..at + 1), &["to", "for", "about", "by", "again", "today"])
            })
    });
    words.len() <= 12
        && (words.len() > 1 && german.is_some_and(|at| named(*at))
            || english.and_then(|n| words.get(n)).is_some_and(|at| {
                let before = piece.start..*at;
                !CUSTOMERS.any(toks, &before)
                    && !speaks_of_them(toks, &before)
                    && !has(toks, piece, NOT)
            }))
}

/// Somebody was rung of whom only the name is told: "Called Dana", "Priya called".
fn rings_name(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const RANG: &[&str] = &["called", "rang", "phoned", "reached", "emailed", "texted", "messaged"];
    let words: Vec<usize> = piece
        .clone()
        .filter(|at| toks.get(*at).is_some_and(|tok| tok.kind == Shape::Word))
        .collect();
    let rang = |at: &&usize| has(toks, &(**at..**at + 1), RANG);
    let name = |at: &&usize| {
        toks.get(**at).is_some_and(Tok::is_capital) && !has(toks, &(**at..**at + 1), WE)
    };
    let (rung, names): (Vec<&usize>, Vec<&usize>) = words.iter().partition(rang);
    rung.len() == 1 && (1..=3).contains(&names.len()) && names.iter().all(name)
}

/// That the customer was rung or not reached, as a report tells it: „Kd. nicht erreicht“, "no answer".
pub(super) fn reaches(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    const UNREACHED: &[&str] = &[
        "nicht erreicht",
        "nicht zu erreichen",
        "nicht erreichbar",
        "mailbox",
        "ab besprochen",
        "auf ab",
        "keiner ran",
        "niemand ran",
        "niemand abgenommen",
        "hebt nicht ab",
        "geht nicht ran",
        "no answer",
        "no reply",
        "voicemail",
        "not reached",
        "couldn't reach",
        "could not reach",
        "unable to reach",
        "didn't pick up",
        "didn't answer",
        "no pick up",
        "left message",
        "left a message",
        "left msg",
        "went to voicemail",
        "rang out",
    ];
    contact_only(toks, range) || has(toks, range, UNREACHED)
}

/// Like [`reaches`], of what was taken for trouble.
pub(super) fn unreached(text: &str) -> bool {
    let toks = lex(text);
    reaches(&toks, &(0..toks.len()))
}
