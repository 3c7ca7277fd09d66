//! Trouble that no word tells of: what somebody took steps against, or what they wrote of beside the
//! number of their order, where nothing else in the text is the trouble: „Die Maschine wandert durch die
//! Küche. Füße ausgerichtet“, "your letters come in Welsh. Customer no. …".

use std::ops::Range;

use super::{FactKind, Finder, tried::step};
use crate::{
    clause::{self, Piece, has},
    lex::Kind,
    rows::{HARMLESS, TROUBLE_WISH},
};

/// Words of who is content, asks for something, or gives what they were asked for.
const NONE: &[&str] = &[
    "danke",
    "dank",
    "thanks",
    "thank",
    "bitte",
    "please",
    "super",
    "toll",
    "great",
    "happy",
    "zufrieden",
    "lovely",
    "perfect",
    "perfekt",
    "klasse",
    "endlich",
    "finally",
    "gern",
    "gerne",
    "moechte",
    "wuerde",
    "haette",
    "will",
    "would",
    "want",
    "could",
    "can",
    "kann",
    "koennen",
    "name",
    "namen",
    "*nummer",
    "number",
    "konto",
    "account",
    "email",
    "mail",
    "adresse",
    "address",
    "iban",
    "bank",
    "telefon",
    "handy",
    "kontoinhaber*",
    "details",
    "daten",
    "wieder",
    "works",
    "working",
    "fine",
    "alles",
    "everything",
    "unchanged",
    "umzug",
    "ziehe",
    "ziehen",
    "moving",
    "kuendige",
    "kuendigen",
    "widerspreche",
    "cancel",
    "interest",
    "termin",
    "lautet",
    "heisst",
    "heisse",
    "beleg",
    "daheim",
    "zuhause",
    "zu hause",
    "home",
    "bezahlt",
    "paid",
    "see",
    "erledigt",
    "dabei",
    "angekommen",
    "anwalt",
    "laeuft bis",
    "until",
    "gilt",
    "zwei erwachsene",
    "adults",
    "hier",
    "here",
    "wohne",
    "wohnen",
    "live",
    "soll",
    "sollte",
    "should",
    "laeuft auf",
    "attached",
    "anbei",
    "im anhang",
    "beigefuegt",
    "enclosed",
    "details",
    "hope",
    "hoffe",
    "kenn",
    "kenne",
    "know",
    "weiss",
    "code",
    "pin",
    "passwort",
    "password",
    "gutschein",
    "voucher",
];
/// Words of praise, anywhere.
const PRAISE: &[&str] = &[
    "toll",
    "super",
    "great",
    "lovely",
    "perfect",
    "perfekt",
    "klasse",
    "puenktlich",
    "on time",
    "love",
    "loved",
    "happy",
    "zufrieden",
    "lob",
    "kudos",
    "spitze",
    "prima",
    "hervorragend",
    "wunderbar",
    "freundlich",
    "nett",
    "best",
    "beste",
    "bester",
    "bestes",
    "brilliant",
    "excellent",
    "amazing",
    "fantastic",
    "wonderful",
    "impressed",
    "begeistert",
    "favourite",
    "favorite",
    "lieblings*",
    "schnelle hilfe",
    "well done",
    "gut gemacht",
];
/// Words of who wants something, anywhere: then what else is told only explains it.
const WISHES: &[&str] = &[
    "bitte um",
    "moechte",
    "moechten",
    "wuerde gern",
    "haette gern",
    "angebot",
    "verlaengern",
    "verlaengerung",
    "please send",
    "please change",
    "please update",
    "please cancel",
    "i'd like",
    "i would like",
    "quote for",
    "gift",
    "kopie",
    "copy of",
    "aendern",
    "umzug",
    "ziehe um",
    "moved to",
    "bitte schickt",
    "bitte schicken",
];
/// Verbs by which a thing does or is something.
const DOES: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "shows",
    "show",
    "says",
    "say",
    "went",
    "came",
    "come",
    "comes",
    "reads",
    "read",
    "goes",
    "go",
    "does",
    "makes",
    "made",
    "took",
    "takes",
    "turns",
    "turn",
    "runs",
    "ran",
    "looks",
    "sounds",
    "feels",
    "left",
    "sat",
    "sits",
    "stands",
    "stood",
    "kept",
    "got",
    "gets",
    "put",
    "it's",
    "that's",
    "there's",
    "plays",
    "walks",
    "moves",
    "jumps",
    "opens",
    "closes",
    "starts",
    "logs",
    "sends",
    "sent",
    "gave",
    "gives",
    "charges",
    "charged",
    "adds",
    "added",
    "ist",
    "sind",
    "war",
    "waren",
    "hat",
    "haben",
    "hatte",
    "kam",
    "kamen",
    "kommt",
    "kommen",
    "steht",
    "stehen",
    "liegt",
    "liegen",
    "zeigt",
    "macht",
    "machen",
    "geht",
    "gehen",
    "ging",
    "laeuft",
    "lief",
    "wird",
    "werden",
    "wurde",
    "wurden",
    "sagt",
    "schickt",
    "bringt",
    "wirft",
    "klingelt",
    "faehrt",
    "fuhr",
    "haelt",
    "hielt",
    "dreht",
    "spielt",
    "lehnt",
    "nimmt",
    "nahm",
    "gibt",
    "gab",
    "bleibt",
    "blieb",
    "schreibt",
    "meldet",
    "verlangt",
    "behauptet",
    "hebt",
    "faellt",
    "fiel",
    "springt",
    "sitzt",
    "sitzen",
    "riecht",
    "klingt",
    "summt",
    "wandert",
    "macht's",
];
const SELF: &[&str] = &[
    "i", "i'm", "i've", "i'd", "i'll", "ich", "we", "we're", "we've", "wir", "hi", "hello",
    "hallo", "guten", "dear", "liebe", "lieber", "liebes", "sehr", "my", "mein", "meine", "unser",
    "unsere", "our", "this", "so", "ref", "betreff", "re", "and", "und",
];

/// Reads such a text, when all else is found.
pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let told = |kind: FactKind| finder.found.iter().any(move |fact| fact.kind == kind);
    if told(FactKind::Problem) {
        return;
    }
    let first_step = finder
        .found
        .iter()
        .filter(|fact| fact.kind == FactKind::Tried)
        .map(|fact| fact.span.start)
        .min();
    let numbered = finder.found.iter().any(|fact| {
        matches!(
            fact.kind,
            FactKind::OrderNo
                | FactKind::CustomerNo
                | FactKind::ContractNo
                | FactKind::AccountNo
                | FactKind::InvoiceNo
                | FactKind::TicketNo
                | FactKind::TrackingNo
                | FactKind::BookingRef
                | FactKind::Train
                | FactKind::Device
        )
    });
    if first_step.is_none() && !numbered {
        return;
    }
    let toks = finder.toks;
    let all = 0..toks.len();
    if has(toks, &all, PRAISE) || first_step.is_none() && has(toks, &all, WISHES) {
        return;
    }
    let sentences = clause::sentences(toks);
    if HARMLESS.any(toks, &(0..toks.len())) || sentences.iter().any(|one| one.end == Some('?')) {
        if first_step.is_none() {
            return;
        }
    }
    for sentence in &sentences {
        for part in clause::parts(toks, sentence) {
            let ahead = first_step
                .is_some_and(|step| toks.get(part.toks.start).is_some_and(|tok| tok.start < step));
            if speaks(finder, sentence, &part.toks, ahead) {
                finder.note_free(FactKind::Problem, &part.toks, 50, None);
                return;
            }
        }
    }
}

/// A statement of a thing: `ahead`, before a step that was taken against it.
fn speaks(finder: &Finder<'_, '_>, sentence: &Piece, part: &Range<usize>, ahead: bool) -> bool {
    let toks = finder.toks;
    let Some(first) = toks.get(part.start) else { return false };
    let words = part.clone().filter(|at| toks.get(*at).is_some_and(|tok| tok.kind == Kind::Word));
    let own = first.is_any(SELF) && !has(toks, part, &["your", "eure", "ihre"]);
    let facts = finder.found.iter().any(|fact| {
        !matches!(
            fact.kind,
            FactKind::Since | FactKind::Device | FactKind::Train | FactKind::Amount
        ) && part.clone().any(|at| toks.get(at).is_some_and(|tok| fact.span.contains(&tok.start)))
    });
    sentence.end != Some('?')
        && words.count() >= if ahead { 3 } else { 4 }
        && !own
        && !facts
        && has(toks, part, DOES)
        && !has(toks, part, NONE)
        && !HARMLESS.any(toks, part)
        && !(TROUBLE_WISH.any(toks, part) && !ahead)
        && step(toks, part).is_none()
}
