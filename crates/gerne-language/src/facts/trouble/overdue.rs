//! What should have come by now, and verbs whose parts stand apart.

use std::ops::Range;

use super::super::Finder;
use crate::{
    clause::{self, has},
    lex::{Kind, Tok},
};

/// „Sollte am 3.3. da sein“: what was to come, and that day is over.
pub(super) fn overdue(finder: &Finder<'_, '_>, part: &Range<usize>) -> Option<Range<usize>> {
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
        "been",
        "received",
        "had it",
        "got it",
        "delivered",
        "installed",
        "refunded",
        "repaired",
        "landed",
        "turned up",
        "eingegangen",
        "erstattet",
        "erledigt",
        "behoben",
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
    // „I should have called yesterday“, „ich hätte gestern zahlen sollen“: what the writer put off.
    let own = |at: Option<usize>| {
        at.and_then(|at| toks.get(at)).is_some_and(|tok| tok.is_any(&["i", "ich", "we", "wir"]))
    };
    let mine = (own(should.start.checked_sub(1)) || own(Some(should.end)))
        && !has(toks, part, &["received", "had it", "got it", "bekommen", "erhalten", "been told"]);
    // „The parcel was due on Monday“ says by itself that it was to come.
    let due = toks.get(should.end - 1).is_some_and(|tok| tok.plain == "due");
    (past && !mine && (due || has(toks, part, COME))).then_some(should)
}

/// A verb and its particle with words between: „der Zug fällt morgen aus“, „bleibt bei 43 % stehen“.
pub(super) fn separated(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
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
