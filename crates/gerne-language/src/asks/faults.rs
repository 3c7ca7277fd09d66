//! What fails, and what it does: questions for the problem.

use std::ops::Range;

use crate::{clause::row, lex::Tok};

/// „was beim Einloggen schiefgeht“, "what exactly keeps going wrong": a few words stand between.
pub(super) fn fails(toks: &[Tok<'_>], whole: &Range<usize>) -> Option<Range<usize>> {
    let what = row(toks, whole, &["was", "what", "wo", "woran", "where", "wann's", "wie"])?;
    let near = what.end..whole.end.min(what.end + 8);
    let wrong = row(
        toks,
        &near,
        &[
            "schiefgeht",
            "schiefging",
            "schieflaeuft",
            "schieflief",
            "schiefgelaufen",
            "schiefgegangen",
            "schief geht",
            "schief ging",
            "schief laeuft",
            "schief lief",
            "schief gelaufen",
            "schief gegangen",
            "nicht klappt",
            "nicht geht",
            "nicht funktioniert",
            "nicht laeuft",
            "nicht ging",
            "nicht klappte",
            "nicht stimmt",
            "nicht passt",
            "hakt",
            "klemmt",
            "spinnt",
            "streikt",
            "kaputt ist",
            "defekt ist",
            "beschaedigt ist",
            "fehlerhaft ist",
            "vorgefallen",
            "genau passiert",
            "going wrong",
            "goes wrong",
            "went wrong",
            "gone wrong",
            "not working",
            "isn't working",
            "doesn't work",
            "does not work",
            "didn't work",
            "won't work",
            "is broken",
            "is damaged",
            "is faulty",
            "gets stuck",
            "you're stuck",
            "you get stuck",
            "is failing",
            "fails",
        ],
    )?;
    Some(what.start..wrong.end)
}

/// "What does the machine do when …", „Was tut der Ofen, wenn …“
pub(super) fn does(toks: &[Tok<'_>], whole: &Range<usize>) -> Option<Range<usize>> {
    let lead = row(
        toks,
        whole,
        &[
            "what does the",
            "what does your",
            "what does it",
            "what do the",
            "what do your",
            "what is the",
            "what is your",
            "what's the",
            "what's your",
            "what are the",
            "what did the",
            "what did your",
            "what did it",
            "was tut der",
            "was tut die",
            "was tut das",
            "was tut ihr*",
            "was tut dein*",
            "was tut er",
            "was tut sie",
            "was tut es",
            "was macht ihr*",
            "was macht dein*",
            "was macht die",
        ],
    )?;
    if toks.get(lead.start).is_some_and(|tok| tok.plain == "was") {
        return Some(lead);
    }
    let near = lead.end..whole.end.min(lead.end + 4);
    let verb = row(toks, &near, &["do", "doing", "not do", "not doing"])?;
    Some(lead.start..verb.end)
}
