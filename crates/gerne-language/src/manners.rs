//! How we say something that went wrong: whether it explains, whether there is a word of regret, and
//! whether it blames somebody. Word lists in both languages; quiet where they do not tell.

use std::ops::Range;

use crate::{
    clause,
    lex::{Tok, lex},
    rows::{ANSWER_NO, ANSWER_NO_NOT, ANSWER_YES, BLAME, EXPLAINS, REGRET},
};

/// Words of a question that is answered with yes or no are few.
const SHORT: usize = 14;

/// Whether a text holds a word of regret.
pub fn regrets(text: &str) -> bool {
    let toks = lex(text);
    REGRET.any(&toks, &(0..toks.len()))
}

/// The bytes of the first sentence that explains why something is as it is.
pub fn explains(text: &str) -> Option<Range<usize>> {
    sentence_with(text, |toks, within| EXPLAINS.any(toks, within))
}

/// The bytes of the words that put the blame on the customer or on others. A question blames nobody.
pub fn blames(text: &str) -> Option<Range<usize>> {
    let toks = lex(text);
    clause::sentences(&toks).into_iter().filter(|sentence| sentence.end != Some('?')).find_map(
        |sentence| {
            let found = BLAME.find(&toks, &sentence.toks)?;
            bytes(&toks, &found)
        },
    )
}

/// What somebody says who was asked whether it works now: that it does, that it does not, or
/// something else. A denial wins: who says both still has something to tell.
pub fn worked(text: &str) -> Option<bool> {
    let toks = lex(text);
    let all = 0..toks.len();
    let mut left = Vec::new();
    let mut at = 0;
    let mut well = false;
    while at < toks.len() {
        if let Some(found) = ANSWER_NO_NOT.at(&toks, at, toks.len()) {
            well = true;
            at = found.end;
        } else {
            left.push(at);
            at += 1;
        }
    }
    let no = left.iter().any(|at| {
        ANSWER_NO.at(&toks, *at, toks.len()).is_some_and(|found| {
            // „nicht mehr kaputt“ was taken above, whole.
            left.contains(&found.start)
        })
    });
    if no {
        return Some(false);
    }
    let long = toks.len() > SHORT;
    let yes = well || ANSWER_YES.any(&toks, &all);
    // In many words a single good one says little.
    let first = toks.first().is_some_and(|tok| ANSWER_YES.is_word(&tok.plain));
    (yes && (!long || well || first)).then_some(true)
}

fn sentence_with(
    text: &str,
    holds: impl Fn(&[Tok<'_>], &Range<usize>) -> bool,
) -> Option<Range<usize>> {
    let toks = lex(text);
    let sentences = clause::sentences(&toks);
    let found = sentences
        .iter()
        .find(|sentence| sentence.end != Some('?') && holds(&toks, &sentence.toks))?;
    bytes(&toks, &found.toks)
}

fn bytes(toks: &[Tok<'_>], range: &Range<usize>) -> Option<Range<usize>> {
    Some(toks.get(range.start)?.start..toks.get(range.end.checked_sub(1)?)?.end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn regret_is_heard_in_both_languages() {
        for text in [
            "Es tut uns leid, dass Sie warten mussten.",
            "Bitte entschuldigen Sie die Verzögerung.",
            "Das hätte nicht passieren dürfen.",
            "Wir bedauern das sehr.",
            "Sorry for the trouble!",
            "We apologise for the delay.",
            "That was our mistake.",
        ] {
            assert!(regrets(text), "{text}");
        }
        for text in [
            "Der Download war wegen einer Wartung nicht verfügbar.",
            "Vielen Dank für Ihre Geduld.",
            "The delay was due to maintenance.",
        ] {
            assert!(!regrets(text), "{text}");
        }
    }

    #[test]
    fn explanations_are_told_from_questions_and_news() {
        for text in [
            "Der Download war wegen einer Wartung nicht verfügbar.",
            "Das liegt daran, dass gestern sehr viele bestellt haben.",
            "The delay was due to maintenance.",
            "That's because our supplier was late.",
        ] {
            assert!(explains(text).is_some(), "{text}");
        }
        for text in [
            "Schreiben Sie uns wegen der Rechnung?",
            "Wir rufen Sie morgen zurück.",
            "Your parcel left today.",
        ] {
            assert!(explains(text).is_none(), "{text}");
        }
    }

    #[test]
    fn blame_is_found_where_it_stands() {
        let words = |text: &str| blames(text).and_then(|span| text.get(span).map(str::to_owned));
        for (text, found) in [
            ("Da hätten Sie vorher anrufen müssen.", "hätten Sie"),
            ("Das ist nicht unsere Schuld.", "nicht unsere Schuld"),
            ("Der Paketdienst hat das verloren.", "Der Paketdienst hat"),
            ("You should have read the manual.", "You should have"),
            ("It's out of our hands.", "out of our hands"),
        ] {
            assert_eq!(words(text).as_deref(), Some(found), "{text}");
        }
        for text in [
            "Haben Sie den Router schon neu gestartet?",
            "Danke, dass Sie uns das gesagt haben.",
            "Wir haben einen Fehler gemacht.",
            "Have you tried turning it off?",
        ] {
            assert_eq!(words(text), None, "{text}");
        }
    }

    #[test]
    fn a_yes_is_told_from_a_no() {
        for text in [
            "Ja, läuft wieder, danke!",
            "Alles gut, keine Probleme mehr.",
            "Yes thanks",
            "Works again 👍",
            "funktioniert",
            "Läuft immer noch :)",
        ] {
            assert_eq!(worked(text), Some(true), "{text}");
        }
        for text in [
            "Nein.",
            "Leider nicht, seit heute früh wieder alles tot",
            "Geht immer noch nicht!",
            "No, still the same",
            "it doesn't work",
            "Ja, aber das Telefon geht nicht",
        ] {
            assert_eq!(worked(text), Some(false), "{text}");
        }
        for text in ["Wann kommt meine Rechnung?", "Ich habe noch eine Frage.", ""] {
            assert_eq!(worked(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_an_error(text in "\\PC{0,120}") {
            for span in [explains(&text), blames(&text)].into_iter().flatten() {
                prop_assert!(text.get(span).is_some());
            }
            let _ = (regrets(&text), worked(&text));
        }
    }
}
