//! One form for all inflections of a word.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use crate::{english, fold::fold, german, token::shorten};

/// A language whose inflections are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// German.
    German,
    /// English.
    English,
}

/// What all inflections and spellings of a word have in common: `Störungen`, `Stoerung` and
/// `STÖRUNG` give `storung`; `kündigen`, `kündigt` and `gekündigt` give `kundig`. It is a key to
/// compare by, not a word to show. Empty when nothing of it can be compared.
pub fn stem(word: &str, tongue: Tongue) -> String {
    let spelled = spelled(word);
    let folded = shorten(&fold(word));
    match tongue {
        Tongue::German => german::stem(&spelled, folded),
        Tongue::English => english::stem(&spelled, folded),
    }
}

/// The form that `="…"` compares: letters and marks as written, in either case.
pub fn exact(word: &str) -> String {
    word.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || !c.is_ascii())
        .collect()
}

/// Lower-case, umlauts as two letters: what tells `fordern` from `fördern`, however it is typed.
fn spelled(word: &str) -> String {
    let mut spelled = String::with_capacity(word.len() + 4);
    for c in word.nfc().flat_map(char::to_lowercase) {
        match c {
            'ä' => spelled.push_str("ae"),
            'ö' => spelled.push_str("oe"),
            'ü' => spelled.push_str("ue"),
            'ß' => spelled.push_str("ss"),
            c if c.is_alphanumeric() => spelled.push(c),
            _ => {}
        }
    }
    spelled
}

/// Snowball's stem of a folded word.
pub(crate) fn snowball(folded: &str, tongue: Tongue) -> String {
    let algorithm = match tongue {
        Tongue::German => Algorithm::German,
        Tongue::English => Algorithm::English,
    };
    Stemmer::create(algorithm).stem(folded).into_owned()
}

#[cfg(test)]
mod tests;
