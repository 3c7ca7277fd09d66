//! Whether a day without a year lies ahead or behind.

use crate::{
    clause::{self, Piece},
    facts::Finder,
    when::{self, Lean, When},
};

/// „Habt ihr am 3. Oktober geöffnet?“ asks about the next one, though most dates that customers name
/// are past.
pub(super) fn asked_ahead(finder: &Finder<'_, '_>, when: &When, sentence: &Piece) -> Option<When> {
    const NOW: &[&str] = &[
        "geoeffnet",
        "offen",
        "geschlossen",
        "auf",
        "zu",
        "frei",
        "noch",
        "habt ihr",
        "haben sie",
        "seid ihr",
        "sind sie",
        "faehrt",
        "fahren",
        "fahrt ihr",
        "gibt es",
        "gibt's",
        "kann ich",
        "kann man",
        "koennen wir",
        "koennte ich",
        "moeglich",
        "gilt",
        "gelten",
        "findet",
        "kommt",
        "open",
        "closed",
        "available",
        "free",
        "can i",
        "can we",
        "could i",
        "could we",
        "is there",
        "are there",
        "are you",
        "do you",
        "will",
        "running",
        "run",
        "valid",
        "possible",
        "does the",
        "shut",
    ];
    const THEN: &[&str] = &[
        "war",
        "waren",
        "hatte",
        "hattet",
        "hatten",
        "habe",
        "hab",
        "wurde",
        "wurden",
        "ging",
        "kam",
        "was",
        "were",
        "had",
        "did",
        "didn't",
        "paid",
        "vom",
        "dated",
        "from",
        "bezahlt",
        "gezahlt",
        "bestellt",
        "gebucht",
        "geschickt",
        "ordered",
        "booked",
        "sent",
        "charged",
        "abgebucht",
        "not",
        "nicht",
    ];
    let yearly = matches!(when.sem, when::Sem::Day(when::Day::Yearly(..)));
    let whole = &sentence.toks;
    let fits = yearly
        && when.to <= finder.context.now.datetime()
        && sentence.end == Some('?')
        && clause::has(finder.toks, whole, NOW)
        && !clause::has(finder.toks, whole, THEN);
    let (from, to, grain) =
        fits.then(|| when::resolve_sem(&when.sem, Lean::Future, finder.context)).flatten()?;
    Some(When { from, to, grain, ..when.clone() })
}

/// „Registered on 4 May“, „ausgestellt am 5. Feber“: what was done was done the last time that day was.
pub(super) fn told(finder: &Finder<'_, '_>, when: &When, sentence: &Piece) -> Option<When> {
    const DONE: &[&str] = &[
        "bought",
        "purchased",
        "ordered",
        "registered",
        "signed",
        "joined",
        "paid",
        "received",
        "arrived",
        "delivered",
        "dated",
        "issued",
        "returned",
        "sent",
        "posted",
        "shipped",
        "installed",
        "moved",
        "started",
        "switched",
        "opened",
        "charged",
        "billed",
        "placed",
        "stayed",
        "flew",
        "happened",
        "collected",
        "gekauft",
        "bestellt",
        "registriert",
        "angemeldet",
        "unterschrieben",
        "bezahlt",
        "gezahlt",
        "ueberwiesen",
        "erhalten",
        "bekommen",
        "geliefert",
        "ausgestellt",
        "gekuendigt",
        "zurueckgeschickt",
        "geschickt",
        "verschickt",
        "abgeschickt",
        "installiert",
        "umgezogen",
        "eingezogen",
        "abgebucht",
        "abgeholt",
        "passiert",
        "abgeschlossen",
        "eroeffnet",
        "eingebaut",
        "gebucht",
        "vom",
    ];
    const AHEAD: &[&str] = &[
        "for",
        "fuer",
        "zum",
        "ab",
        "from",
        "until",
        "bis",
        "by",
        "soll",
        "sollte",
        "wird",
        "will",
        "werden",
        "should",
        "kommt",
        "renews",
        "expires",
        "ends",
        "nach",
        "to",
        "anreise",
        "flug",
        "flight",
        "termin",
        "appointment",
        "booked",
        "gebucht",
        "mit",
    ];
    let yearly = matches!(when.sem, when::Sem::Day(when::Day::Yearly(..)));
    let near = when.toks.start.saturating_sub(6).max(sentence.toks.start)
        ..(when.toks.end + 3).min(sentence.toks.end);
    let lead = when.toks.start.saturating_sub(2).max(sentence.toks.start)..when.toks.start;
    let fits = yearly
        && when.from > finder.context.now.datetime()
        && clause::has(finder.toks, &near, DONE)
        && !clause::has(finder.toks, &lead, AHEAD)
        && !clause::has(
            finder.toks,
            &sentence.toks,
            &["soll", "sollte", "wird", "will", "booked", "gebucht"],
        );
    let (from, to, grain) =
        fits.then(|| when::resolve_sem(&when.sem, Lean::Past, finder.context)).flatten()?;
    Some(When { from, to, grain, ..when.clone() })
}
