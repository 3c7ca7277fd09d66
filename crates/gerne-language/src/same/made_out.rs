//! Names that are made out of handles.

use super::{
    names::{Name, Sure, cased},
    rarity::is_given,
};

/// Shorter words are not cut out of a longer one.
const SHORTEST_GIVEN: usize = 3;
const SHORTEST_SURNAME: usize = 4;

/// What a handle may be made of: `thomas.mueller84@example.org`, `thomasmueller`; and `tmueller`,
/// `t.mueller` of somebody who is called Thomas otherwise.
pub(super) fn of(handle: &str, called: &[Name]) -> Vec<Name> {
    let local = handle.trim_start_matches('@').split('@').next().unwrap_or_default();
    let words: Vec<String> = local
        .split(['.', '_', '-'])
        .map(|word| word.chars().filter(|c| c.is_alphabetic()).collect::<String>())
        .map(|word| gerne_text::fold(&word))
        .filter(|word| !word.is_empty())
        .collect();
    match words.as_slice() {
        [one, other] if is_given(one) => named(one, other, 3, Sure::Shown).into_iter().collect(),
        [one, other] if is_given(other) => named(other, one, 3, Sure::Shown).into_iter().collect(),
        [one, other] => {
            let mut found = with_initial(one, other, called);
            found.extend(with_initial(other, one, called));
            found
        }
        [word] => {
            let mut found: Vec<Name> = cut(word).collect();
            found.extend(beginning(word, called));
            found
        }
        _ => Vec::new(),
    }
}

fn named(given: &str, surname: &str, shortest: usize, sure: Sure) -> Option<Name> {
    (surname.chars().count() >= shortest).then(|| Name {
        given: Some(given.to_owned()),
        surname: Some(surname.to_owned()),
        shown: format!("{} {}", cased(given), cased(surname)),
        sure,
    })
}

/// `t.mueller`
fn with_initial(one: &str, other: &str, called: &[Name]) -> Vec<Name> {
    if one.chars().count() > 1 {
        return Vec::new();
    }
    let given = given(called).filter(|given| given.starts_with(one));
    given.filter_map(|given| named(given, other, 3, Sure::MadeOut)).collect()
}

/// A first name at the beginning of a word, and one at its end: the longest.
fn cut(word: &str) -> impl Iterator<Item = Name> {
    let at = || word.char_indices().map(|(at, _)| at).filter_map(|at| word.split_at_checked(at));
    let is_first = |word: &str| word.chars().count() >= SHORTEST_GIVEN && is_given(word);
    let before = at().rfind(|(one, _)| is_first(one));
    let behind = at().find(|(_, other)| is_first(other)).map(|(one, other)| (other, one));
    let cut = before.into_iter().chain(behind);
    cut.filter_map(|(given, rest)| named(given, rest, SHORTEST_SURNAME, Sure::MadeOut))
}

/// What stands behind the name or the initial by which somebody is called.
fn beginning(word: &str, called: &[Name]) -> Vec<Name> {
    let rest = |given: &str| {
        let initial = given.split_at_checked(given.chars().next().map_or(0, char::len_utf8));
        let whole = word.strip_prefix(given).filter(|_| !is_given(given));
        whole.or_else(|| word.strip_prefix(initial?.0)).map(str::to_owned)
    };
    let found = given(called).filter_map(|given| Some((given, rest(given)?)));
    found.filter_map(|(given, rest)| named(given, &rest, SHORTEST_SURNAME, Sure::MadeOut)).collect()
}

/// First names by which somebody is called who gives no surname, or only its initial.
fn given(called: &[Name]) -> impl Iterator<Item = &str> {
    called
        .iter()
        .filter(|name| name.surname.as_ref().is_none_or(|word| word.chars().count() == 1))
        .filter_map(|name| name.given.as_deref())
        .filter(|given| given.chars().count() > 1)
}
