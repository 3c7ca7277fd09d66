//! Whether what somebody writes anew is about what they wrote before.

use super::drafted::content;
use crate::{clause::has, lex::lex};

/// What speaks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Same {
    /// They speak of the same things.
    Words,
    /// They wait, and say so: „immer noch“, "still no reply".
    Waiting,
}

/// Words by which somebody says that it goes on, or that nobody answered.
const WAITING: &[&str] = &[
    "immer noch",
    "noch immer",
    "immernoch",
    "noch keine antwort",
    "keine antwort",
    "noch nichts gehoert",
    "nichts gehoert",
    "niemand meldet",
    "niemand gemeldet",
    "keine reaktion",
    "warte seit",
    "warten seit",
    "warte noch",
    "warte immer",
    "wie lange noch",
    "zum zweiten mal",
    "zum dritten mal",
    "schon wieder",
    "erneut",
    "weiterhin",
    "nach wie vor",
    "wo bleibt",
    "was ist jetzt",
    "gibt es neues",
    "gibt's was neues",
    "wie ist der stand",
    "still waiting",
    "still no",
    "still not",
    "no reply",
    "no answer",
    "no response",
    "haven't heard",
    "heard nothing",
    "nobody called",
    "nobody has",
    "no one has",
    "any update",
    "any news",
    "second time",
    "third time",
    "following up",
    "follow up",
    "chasing",
    "as i said",
    "wie gesagt",
    "wie geschrieben",
    "habe euch schon",
    "habe ihnen schon",
];
/// So many words that carry something are shared.
const SHARED: usize = 2;

/// What speaks for a new text of a person being about the same as their earlier ones.
pub fn same(new: &str, before: &[&str]) -> Option<Same> {
    let words = content(new);
    let earlier: Vec<String> = before.iter().flat_map(|text| content(text)).collect();
    let shared = words.iter().filter(|word| earlier.iter().any(|one| alike(word, one))).count();
    if shared >= SHARED && shared * 5 >= words.len() {
        return Some(Same::Words);
    }
    let toks = lex(new);
    has(&toks, &(0..toks.len()), WAITING).then_some(Same::Waiting)
}

/// The same word, but for its ending.
fn alike(a: &str, b: &str) -> bool {
    let shared = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a == b || shared >= 5 && shared + 3 >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_is_told_from_what_is_new() {
        let before = ["Seit Montag ist die Leitung tot, bitte schicken Sie einen Techniker."];
        for (new, same_as) in [
            ("Freitag, und immer noch keine Antwort!", Some(Same::Waiting)),
            ("Der Techniker war nicht da, die Leitung ist tot.", Some(Same::Words)),
            ("Wo finde ich meine Rechnung vom Oktober?", None),
            ("Habt ihr am Samstag offen?", None),
        ] {
            assert_eq!(same(new, &before), same_as, "{new}");
        }
        let before = ["My download has not arrived, I paid an hour ago"];
        assert_eq!(same("Still waiting for the download.", &before), Some(Same::Waiting));
        assert_eq!(same("Paid, but my download has not arrived", &before), Some(Same::Words));
    }
}
