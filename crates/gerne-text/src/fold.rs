//! What is written differently and means the same.

use unicode_normalization::{UnicodeNormalization, char::decompose_compatible};

/// The form in which words are compared: lower-case, without accents and invisible characters,
/// `ß` as `ss`, and umlauts as they are spelled by people without an umlaut key: `ä`, `ae` and `a`
/// are the same (`ue` only where it is an umlaut: not in `Quelle`, `Bauer`, `neue`).
///
/// Folding twice changes nothing more.
pub fn fold(text: &str) -> String {
    let mut folded =
        Folded { text: String::with_capacity(text.len()), before: '\0', umlaut: false };
    // Below the first combining mark nothing changes its place: most texts are spared the sorting.
    if text.chars().all(|c| c < '\u{300}') {
        for c in text.chars() {
            if c.is_ascii() {
                folded.push(c.to_ascii_lowercase());
            } else {
                decompose_compatible(c, |c| folded.lower(c));
            }
        }
    } else {
        text.nfkd().for_each(|c| folded.lower(c));
    }
    folded.text
}

struct Folded {
    text: String,
    before: char,
    umlaut: bool,
}

impl Folded {
    fn lower(&mut self, c: char) {
        c.to_lowercase().flat_map(spelled_out).for_each(|c| self.push(c));
    }

    fn push(&mut self, c: char) {
        // An `e` behind a, o, u only says that the vowel is an umlaut.
        if fold_char_is_dropped(c) || (c == 'e' && self.umlaut) {
            return;
        }
        self.umlaut = match c {
            'a' | 'o' => true,
            'u' => !matches!(self.before, 'q' | 'a' | 'e'),
            _ => false,
        };
        self.text.push(c);
        self.before = c;
    }
}

/// Letters that stand for two, and letters that decomposition leaves alone.
fn spelled_out(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ø' => ('o', None),
        'ł' => ('l', None),
        'đ' | 'ð' => ('d', None),
        'ħ' => ('h', None),
        'ı' => ('i', None),
        'þ' => ('t', Some('h')),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

/// Accents, soft hyphens, joiners and the like: a reader does not see them, a comparison must not.
pub(crate) fn fold_char_is_dropped(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}'
        | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_means_the_same_folds_the_same() {
        for (folded, spellings) in [
            (
                "storung",
                &["Störung", "Stoerung", "STÖRUNG", "STOERUNG", "Storung", "Sto\u{308}rung"][..],
            ),
            ("verspatung", &["Verspätung", "Verspaetung", "VERSPÄTUNG", "Ver\u{ad}spätung"]),
            ("strasse", &["Straße", "Strasse", "STRASSE", "STRAẞE"]),
            ("uber", &["über", "ueber", "Über"]),
            ("hauser", &["Häuser", "Haeuser"]),
            ("quelle", &["Quelle", "QUELLE"]),
            ("bauer", &["Bauer"]),
            ("neue", &["neue", "Neue"]),
            ("cafe", &["Café", "CAFE\u{301}", "cafe"]),
            ("istanbul", &["İstanbul", "Istanbul", "ıstanbul"]),
            ("file", &["\u{fb01}le", "File"]),
            ("123", &["①②③", "１２３"]),
            ("søren", &[]),
            ("soren", &["Søren", "Sören", "Soeren"]),
        ] {
            for spelling in spellings {
                assert_eq!(fold(spelling), folded, "{spelling}");
            }
        }
    }

    #[test]
    fn what_means_something_else_stays_apart() {
        for (one, other) in [("Maß", "Mas"), ("Quelle", "Qulle"), ("neue", "neu"), ("rot", "tot")]
        {
            assert_ne!(fold(one), fold(other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn what_is_not_sorted_folds_as_what_is(text in "[\\x00-\\u{2ff}]{0,40}") {
            let sorted = format!("{text}\u{3b1}");
            prop_assert_eq!(format!("{}\u{3b1}", fold(&text)), fold(&sorted));
        }

        #[test]
        fn german_folds_twice_the_same(text in "[aeouäöüßÄÖÜqAEU]{0,12}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn umlauts_and_their_spelling_are_one(text in "[a-zäöüß ]{0,30}") {
            let spelled =
                text.replace('ä', "ae").replace('ö', "oe").replace('ß', "ss");
            prop_assert_eq!(fold(&spelled), fold(&text));
        }
    }
}
