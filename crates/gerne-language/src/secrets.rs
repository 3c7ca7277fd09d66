//! What nobody should read who is not meant: passwords, codes, keys. Found by the word before it, or
//! by its form.

use std::ops::Range;

use crate::lex::{Kind, Tok, lex};

/// Words behind which a secret stands.
const NAMES: &[&str] = &[
    "passwort",
    "kennwort",
    "password",
    "passcode",
    "pin",
    "puk",
    "tan",
    "passphrase",
    "pwd",
    "pw",
    "zugangscode",
    "sicherheitscode",
    "einmalcode",
    "freischaltcode",
    "aktivierungscode",
    "bestaetigungscode",
    "otp",
    "cvv",
    "cvc",
    "zugangspasswort",
    "wlan-passwort",
];
/// What may stand between the word and the secret.
const BETWEEN: &[&str] =
    &["ist", "is", "lautet", "war", "was", "code", "neues", "new", "your", "ihr", "dein", "fuer"];
/// Letters and digits from which on mixed ones are taken for a key.
const KEY: usize = 20;

/// The bytes of each secret of a text.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let toks = lex(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, tok) in toks.iter().enumerate() {
        if tok.is_any(NAMES)
            && let Some(span) = behind(text, &toks, at)
        {
            found.push(span);
        }
    }
    for span in runs(text) {
        let meets = |one: &Range<usize>| one.start < span.end && span.start < one.end;
        if text.get(span.clone()).is_some_and(is_key) && !found.iter().any(meets) {
            found.push(span);
        }
    }
    found.sort_by_key(|span| span.start);
    found
}

/// `PIN: 1234`, „das Passwort lautet xY7!“.
fn behind(text: &str, toks: &[Tok<'_>], at: usize) -> Option<Range<usize>> {
    let mut next = at + 1;
    let mut told = false;
    while let Some(tok) = toks.get(next).filter(|_| next < at + 5) {
        let sign = tok.kind == Kind::Sign && matches!(tok.text, ":" | "=" | "\"" | "„" | "“" | "'");
        if !(sign || tok.is_any(BETWEEN)) {
            break;
        }
        told |= sign || tok.is_any(&["ist", "is", "lautet", "war", "was"]);
        next += 1;
    }
    let first = toks.get(next)?;
    let end = text
        .get(first.start..)?
        .find(char::is_whitespace)
        .map_or(text.len(), |len| first.start + len);
    let word = text.get(first.start..end)?.trim_end_matches(['.', ',', '!', '?', ';', ')', '"']);
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let all = word.chars().count();
    // „Das Passwort ist falsch“ tells none.
    let secret = digits >= 3 && all >= 3 || told && digits >= 1 && all >= 5;
    secret.then(|| first.start..first.start + word.len())
}

fn runs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.') {
            continue;
        }
        if at > start {
            found.push(start..at);
        }
        start = at + c.len_utf8();
    }
    found
}

/// Long, and of small letters, capitals and digits without order; no address of a page.
fn is_key(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let count = |test: fn(&char) -> bool| word.chars().filter(test).count();
    let (digits, upper, lower) = (
        count(char::is_ascii_digit),
        count(char::is_ascii_uppercase),
        count(char::is_ascii_lowercase),
    );
    let changes = word
        .as_bytes()
        .windows(2)
        .filter(|pair| {
            pair.first().is_some_and(u8::is_ascii_digit)
                != pair.get(1).is_some_and(u8::is_ascii_digit)
        })
        .count();
    word.starts_with("eyJ") && word.len() >= KEY
        || digits + upper + lower >= KEY && digits >= 3 && upper >= 3 && lower >= 3 && changes >= 4
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn secrets_are_told_from_words() {
        for (text, secret) in [
            ("Ihr Passwort lautet Sommer2024!", Some("Sommer2024")),
            ("Your PIN is 4471.", Some("4471")),
            ("PUK: 12345678", Some("12345678")),
            ("Das Passwort ist falsch.", None),
            ("Bitte ändern Sie Ihr Passwort unter example.org/konto", None),
            ("Die TAN haben wir nicht.", None),
            ("Key sk_live_51HxQ2eZvKYlo2C9aBcDeF", Some("sk_live_51HxQ2eZvKYlo2C9aBcDeF")),
            ("https://example.org/hilfe/router-einrichten-2024", None),
            ("Donaudampfschifffahrtsgesellschaft2024", None),
        ] {
            let found = find(text).into_iter().next().and_then(|span| text.get(span));
            assert_eq!(found, secret, "{text}");
        }
    }
}
