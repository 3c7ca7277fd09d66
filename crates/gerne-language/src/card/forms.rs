//! What tells that something was done, by the forms of its words: participles of German, and the
//! verbs of English.

use std::ops::Range;

use super::{past, whose::WE};
use crate::{
    clause::has,
    lex::{Kind::Word as Letters, Tok},
    rows::{OUR_DEEDS, OUR_WORDS},
};

/// Something done, and not only said or felt.
pub(super) fn deed(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    if OUR_DEEDS.any(toks, piece) {
        return true;
    }
    if past::by(toks, piece, WE) || past::passive(toks, piece) {
        return true;
    }
    if had_done(toks, piece) || turned_to(toks, piece) {
        return true;
    }
    // „Der Stand war geschätzt“ tells how it was.
    let was = has(toks, piece, &["war", "waren"]) && !has(toks, piece, &["ich", "wir"]);
    if was {
        return false;
    }
    // With „habe“, „wurde“ beside it; or at the end, where a report leaves that out.
    let helped = has(toks, piece, HELPERS);
    let last = piece.clone().rev().find(|at| toks.get(*at).is_some_and(|tok| tok.kind == Letters));
    piece.clone().any(|at| {
        let Some(tok) = toks.get(at) else { return false };
        // „Gebühren“ is a thing, „Gemessen“ at the beginning a deed.
        let named = tok.is_capital() && at > piece.start && !tok.text.contains(char::is_numeric);
        let form = !named && is_participle(&tok.plain)
            || last == Some(at) && (is_inseparable(&tok.plain) || tok.is_any(STRONG));
        (helped || last == Some(at))
            && !OUR_WORDS.is_word(&tok.plain)
            && form
            && !befell(&tok.plain)
    })
}

/// What befalls a thing, and nobody does: „Parkett hochgekommen“, „Rohr geplatzt“.
fn befell(word: &str) -> bool {
    const BEFELL: &[&str] = &[
        "gekommen",
        "gegangen",
        "gefallen",
        "gelaufen",
        "gesprungen",
        "gerissen",
        "gebrochen",
        "geplatzt",
        "gefroren",
        "gestiegen",
        "gesunken",
        "gewachsen",
        "gestuerzt",
        "geschmolzen",
        "geschwollen",
        "gequollen",
        "gerutscht",
        "gewesen",
        "geworden",
        "gerostet",
        "geblieben",
        "gesackt",
        "gekippt",
        "eingetroffen",
        "abgebucht",
        "eingezogen",
        "gestorben",
        "gestrandet",
    ];
    BEFELL.iter().any(|end| word.ends_with(end))
}

/// Of a report, a deed with more behind it: „Mahnlauf gestoppt bis 15.8.“, „Foto geschickt an Hersteller“.
pub(super) fn deed_within(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const BEHIND: &[&str] = &[
        "bis", "auf", "an", "fuer", "mit", "zum", "zur", "ab", "nach", "in", "im", "durch", "per",
        "bei", "beim", "vom", "von", "via", "ueber", "um", "unter", "am", "aus", "gegen", "wegen",
        "mangels",
    ];
    const NOT: &[&str] = &[
        "nicht", "kein*", "ich", "er", "sie", "es", "hat", "haben", "ist", "sind", "war", "wird",
        "werden", "wurde", "will", "soll", "muss", "kann", "moechte", "falsch", "wenn", "dass",
        "wie", "seit",
    ];
    piece
        .clone()
        .skip(1)
        .find(|at| {
            toks.get(*at).is_some_and(|tok| {
                tok.kind == Letters
                    && !tok.is_capital()
                    && (is_participle(&tok.plain)
                        || is_inseparable(&tok.plain)
                        || tok.is_any(STRONG))
                    && !OUR_WORDS.is_word(&tok.plain)
                    && !befell(&tok.plain)
            }) && toks.get(at + 1).is_some_and(|tok| at + 1 < piece.end && tok.is_any(BEHIND))
        })
        .is_some_and(|at| !has(toks, &(piece.start..at), NOT))
}

/// Somebody did it for them: „den Code prüfen lassen“, "had it checked".
fn had_done(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const NO_DEED: &[&str] =
        &["warten", "haengen", "stehen", "liegen", "sitzen", "kommen", "wissen", "hoeren", "sehen"];
    let mut words =
        piece.clone().rev().filter_map(|at| toks.get(at).filter(|tok| tok.kind == Letters));
    let let_do = words.next().is_some_and(|tok| tok.plain == "lassen")
        && words.next().is_some_and(|tok| {
            tok.plain.len() > 4 && tok.plain.ends_with("en") && !tok.is_any(NO_DEED)
        });
    let had = |at: usize| {
        has(toks, &(at..at + 1), &["had", "having", "got"])
            && toks.get(at + 1).is_some_and(|tok| {
                tok.is_any(&["it", "them", "the", "your", "this", "our", "my", "both", "all"])
            })
            && (at + 2..piece.end.min(at + 5)).any(|at| {
                toks.get(at).is_some_and(|tok| tok.kind == Letters && past::is_deed(&tok.plain))
            })
    };
    let_do || piece.clone().any(had)
}

/// Somebody else of ours was told or asked: „habe es dem Betriebshof gemeldet“, „den Fahrer gefragt“.
fn turned_to(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const TOLD: &[&str] = &[
        "gemeldet",
        "gefragt",
        "gebeten",
        "geschrieben",
        "informiert",
        "mitgeteilt",
        "gesprochen",
        "telefoniert",
        "angerufen",
    ];
    const YOU: &[&str] =
        &["ihnen", "dir", "euch", "sie", "dich", "sich", "mich", "uns", "mir", "du", "ihr", "er"];
    const WHOM: &[&str] = &[
        "dem", "der", "den", "die", "das", "beim", "zum", "zur", "unserem", "unserer", "unseren",
        "unsere", "unser",
    ];
    let mine = has(toks, piece, &["habe", "hab", "haben"]);
    let whom = || {
        piece.clone().any(|at| {
            has(toks, &(at..at + 1), WHOM)
                && at + 1 < piece.end
                && toks.get(at + 1).is_some_and(|tok| tok.kind == Letters && tok.is_capital())
        })
    };
    mine && has(toks, piece, TOLD) && !has(toks, piece, YOU) && whom()
}

pub(super) const HELPERS: &[&str] =
    &["habe", "hab", "haben", "hat", "wurde", "wurden", "ist", "sind", "worden"];

/// `verknüpft`, `überbrückt`: told by their beginning, where a word for having done stands beside them.
pub(crate) fn is_inseparable(word: &str) -> bool {
    let begins =
        ["ver", "be", "er", "ent", "zer", "ueber", "unter", "wieder", "um", "durch", "hinter"];
    word.ends_with('t')
        && word.len() >= 7
        && begins.iter().any(|begin| word.starts_with(begin))
        && !NO_DEEDS.contains(&word)
}

/// Participles that look like the verb itself, at the end of what was done.
const STRONG: &[&str] = &[
    "vergeben",
    "verschoben",
    "entnommen",
    "uebernommen",
    "verbunden",
    "ueberwiesen",
    "unterschrieben",
    "uebertragen",
    "ueberschrieben",
    "erhoben",
    "verglichen",
    "entschieden",
    "bezogen",
    "entzogen",
    "verwiesen",
    "zugewiesen",
    "angewiesen",
    "erlassen",
    "entlassen",
    "hinterlassen",
    "unterbrochen",
    "widersprochen",
    "besprochen",
];

const NO_DEEDS: &[&str] = &[
    "bewusst",
    "verletzt",
    "erkrankt",
    "verkratzt",
    "zerkratzt",
    "zerbeult",
    "verstopft",
    "verklemmt",
    "verdreckt",
    "verschmutzt",
    "verrutscht",
    "verkalkt",
    "verstellt",
    "verfaerbt",
    "verwirrt",
    "veraergert",
    "verunsichert",
    "beunruhigt",
    "begeistert",
    "enttaeuscht",
    "erfreut",
    "erstaunt",
    "entsetzt",
    "empoert",
    "besetzt",
    "unterbesetzt",
    "ueberlastet",
    "ueberhitzt",
    "ueberrascht",
    "uebermuedet",
    "umstellt",
    "beschaedigt",
    "erschoepft",
    "veraltet",
    "verschneit",
    "vereist",
    "zerdrueckt",
    "zerkratzt",
    "verkratzt",
    "beschaedigt",
    "verstopft",
    "verrutscht",
    "verwechselt",
    "vertauscht",
    "verpeilt",
    "verlegt",
    "veraltet",
    "verdreckt",
    "verschmutzt",
    "verkalkt",
    "versichert",
    "berechtigt",
    "begrenzt",
    "befristet",
    "beschraenkt",
    "verpflichtet",
    "besetzt",
    "begeistert",
    "enttaeuscht",
    "beobachtet",
    "erwartet",
    "benoetigt",
    "besorgt",
    "beruhigt",
    "veraergert",
    "erleichtert",
    "beteiligt",
    "bewohnt",
    "beliebt",
    "durchnaesst",
    "bedankt",
    "bedauert",
    "erreicht",
    "vermutet",
    "verzoegert",
    "versteht",
    "besteht",
    "erwaehnt",
    "erklaert",
    "berichtet",
    "erlaubt",
    "verspaetet",
    "betrifft",
    "bemerkt",
    "erhaelt",
    "verpasst",
    "bekannt",
    "beruht",
    "bereitet",
    "verdient",
    "erzaehlt",
    "unbekannt",
    "uebersicht",
    "unterschiedlicht",
    "bestimmt",
    "verursacht",
    "gestoert",
    "beeintraechtigt",
];

/// `gemessen`, `zurückgesetzt`, `überprüft`: as far as it can be told by its form.
pub(crate) fn is_participle(word: &str) -> bool {
    let ends = word.ends_with('t') || word.ends_with("en") || word.ends_with("getan");
    let within = |prefix: &str| word.strip_prefix(prefix).is_some_and(|rest| rest.len() >= 4);
    let separable = [
        "aus",
        "ein",
        "an",
        "ab",
        "auf",
        "zurueck",
        "weiter",
        "nach",
        "um",
        "vor",
        "hinter",
        "frei",
        "neu",
        "durch",
        "zu",
        "los",
        "bereit",
        "gut",
        "fest",
        "her",
        "hin",
        "heraus",
        "herunter",
        "hoch",
        "weg",
        "zusammen",
        "vorbei",
        "dazu",
        "raus",
        "rein",
        "runter",
        "wieder",
        "um",
        "fertig",
        "kurz",
        "still",
        "mit",
        "bei",
        "hinzu",
        "gegen",
        "auseinander",
        "ueber",
    ];
    // „gschnallt“, „gmacht“: as they say it in the south.
    let southern = ["gsch", "gm", "gf", "gw", "gs", "gh", "gk", "gb", "gp", "gt", "gn"]
        .iter()
        .any(|begin| word.starts_with(begin));
    if southern && ends && word.len() >= 5 {
        return true;
    }
    ends && (within("ge") && !word.starts_with("gesa")
        || separable.iter().any(|verb| {
            word.strip_prefix(verb).is_some_and(|rest| {
                rest.starts_with("ge") && rest.len() >= 6
                    // „nachbestellt“, „weiterbearbeitet“
                    || rest.starts_with("be") && rest.ends_with('t') && rest.len() >= 7
            })
        })
        || word.ends_with("iert") && word.len() >= 7)
}
