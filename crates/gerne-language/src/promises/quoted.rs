//! What customers say we promised.

use std::ops::Range;

use crate::{
    clause::{self, has},
    lex::lex,
    rows::QUOTES,
    when::{self, Context, Due, Kind, When},
};

/// What a customer says we promised.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// The bytes of the sentence.
    pub span: Range<usize>,
    /// By when it should have been.
    pub due: Option<Due>,
    /// They say that it was not kept, or its time is over.
    pub broken: bool,
}

/// Promises of ours that a customer's text quotes.
pub fn quoted(text: &str, context: &Context<'_>) -> Vec<Quoted> {
    let toks = lex(text);
    let whens = when::find_in(&toks, context);
    let mut found = Vec::new();
    for sentence in clause::sentences(&toks) {
        let whole = &sentence.toks;
        let told = QUOTES.any(&toks, whole);
        if !told {
            continue;
        }
        let Some(span) = toks
            .get(whole.start)
            .and_then(|first| Some(first.start..toks.get(whole.end.checked_sub(1)?)?.end))
        else {
            continue;
        };
        let inside = whens.iter().filter(|when| {
            whole.contains(&when.toks.start) && !matches!(when.kind, Kind::Duration | Kind::Now)
        });
        let due = inside.clone().find_map(When::due);
        let denied = has(
            &toks,
            whole,
            &[
                "nicht",
                "nichts",
                "nie",
                "kein*",
                "niemand",
                "nobody",
                "nothing",
                "not",
                "never",
                "no one",
                "didn't",
                "hasn't",
                "haven't",
                "still",
                "immer noch",
                "vergeblich",
                "aber",
                "but",
                "wo bleibt",
            ],
        );
        let late = due.is_some_and(|due| {
            due.date < context.now.date()
                || due.date == context.now.date()
                    && due.time.is_some_and(|time| time < context.now.time())
        });
        found.push(Quoted { span, due, broken: denied || late });
    }
    found
}
