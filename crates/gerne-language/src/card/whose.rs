//! Whose deeds a report tells: words for those who act for us, and for the customer.

use std::ops::Range;

use crate::{clause::has, lex::Tok, rows::CUSTOMERS};

/// Who acts for us.
pub(super) const WE: &[&str] = &[
    "ich",
    "wir",
    "i",
    "we",
    "i've",
    "we've",
    "kollege",
    "kollegin",
    "kollegen",
    "techniker",
    "technikerin",
    "technik",
    "monteur",
    "team",
    "colleague",
    "colleagues",
    "engineer",
    "engineers",
    "technician",
    "technicians",
    "fachabteilung",
    "werkstatt",
    "workshop",
    "kundendienst",
    "lager",
    "warehouse",
    "depot",
    "netztechnik",
    "uns",
    "finance",
    "billing",
    "accounts",
    "dispatch",
    "dispatcher",
    "logistics",
    "courier",
    "driver",
    "pharmacist",
    "plumber",
    "electrician",
    "fitter",
    "manager",
    "supplier",
    "manufacturer",
    "bank",
    "buchhaltung",
    "logistik",
    "disposition",
    "spedition",
    "versand",
    "hersteller",
    "lieferant",
    "netzbetreiber",
    "fahrer",
    "kurier",
    "notdienst",
    "gutachter",
    "installateur",
    "elektriker",
    "we're",
    "i'm",
    "crew",
    "staff",
    "guys",
    "mechanic",
    "joiner",
    "gang",
];

/// By whom it was done, where that is none of ours.
pub(super) const BY_THEM: &[&str] = &[
    "vom kunden",
    "von kundin",
    "von der kundin",
    "vom hausmeister",
    "vom mieter",
    "von der mieterin",
    "vom nachbarn",
    "vom vermieter",
    "by the customer",
    "by customer",
    "by the tenant",
    "by tenant",
    "by the neighbour",
    "by the landlord",
    "by his",
    "by her",
    "by their",
];

/// Whoever the customer is called in a report, and the customer themselves.
pub(super) const THEIRS: &[&str] = &[
    "sie haben",
    "du hast",
    "ihr habt",
    "you have",
    "you've",
    "kunde hat",
    "kundin hat",
    "customer has",
    "customer had",
    "customer tried",
    "customer restarted",
    "kunde",
    "kundin",
    "customer",
    "kd",
    "cust",
    "wird",
    "werden",
    "will",
    "i'll",
    "we'll",
    "you'll",
    "he'll",
    "she'll",
    "they'll",
    "it'll",
    "that'll",
    "who'll",
    "werde",
    "muss",
    "must",
    "soll",
    "kann",
    "can",
    "koennen",
    "wenn",
    "if",
    "falls",
    "sobald",
    "once",
];

/// One of whom was spoken: in a report the customer, in an answer of ours one of ours.
pub(super) const THIRD: &[&str] = &[
    "er hat",
    "sie hat",
    "hat er",
    "hat sie",
    "he has",
    "she has",
    "he's",
    "she's",
    "they have",
    "they've",
    "he",
    "she",
    "they",
];

/// Whether a sentence names one of ours, and not only us who write.
pub(super) fn names_ours(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    const WRITERS: &[&str] = &["ich", "wir", "i", "we", "i've", "we've", "i'm", "we're", "uns"];
    let named = |at: usize| {
        has(toks, &(at..at + 1), WE) && !toks.get(at).is_some_and(|tok| tok.is_any(WRITERS))
    };
    sentence.clone().any(named)
}

/// Whether a sentence of a report speaks of what the customer says and does.
pub(super) fn speaks_of_them(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    const THEM: &[&str] = &[
        "er",
        "sie",
        "he",
        "she",
        "they",
        "he's",
        "she's",
        "they've",
        "they're",
        "caller's",
        "customer's",
        "mr",
        "mrs",
        "ms",
        "herr",
        "frau",
    ];
    CUSTOMERS.any(toks, sentence) || has(toks, sentence, THEM)
}

pub(super) fn speaks_of_us(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    has(toks, sentence, WE)
}
