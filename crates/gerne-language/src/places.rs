//! Where something is, as people name it in a few words: "in Bonn", "Raum Aachen", "#Husum", "53111 Bonn",
//! "near Milton Keynes". A heuristic: towns that a list knows, names that end as towns do, and in English what is
//! written with a capital behind a word that says where.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use gerne_text::fold;

/// Words of a text that are looked at.
const WORDS: usize = 400;
/// Words of one place's name.
const NAME: usize = 3;
/// Places of one text.
const MOST: usize = 5;

/// Words before which a place is named.
const WHERE: &[&str] = &[
    "in",
    "aus",
    "nach",
    "bei",
    "um",
    "raum",
    "ort",
    "grossraum",
    "region",
    "kreis",
    "landkreis",
    "stadt",
    "nahe",
    "near",
    "around",
    "at",
    "from",
    "across",
];
/// Those of them behind which a name in an English text is held to be a place.
const SURELY: &[&str] = &["in", "near", "around", "across"];
/// Words with which names of towns begin.
const LEADS: &[&str] = &["bad", "sankt", "st", "st."];

static TOWNS: LazyLock<HashMap<String, bool>> = LazyLock::new(|| {
    let all = rows(include_str!("lists/towns.txt"));
    all.map(|name| (key(name.trim_end_matches('?')), !name.ends_with('?'))).collect()
});
static ENDS: LazyLock<Vec<String>> =
    LazyLock::new(|| rows(include_str!("lists/town_ends.txt")).map(fold).collect());
static NONE: LazyLock<HashSet<String>> =
    LazyLock::new(|| rows(include_str!("lists/town_none.txt")).map(fold).collect());

fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|name| !name.is_empty())
}

/// Without dots and hyphens, so that *St. Pölten* and *Baden Baden* are found too.
fn key(name: &str) -> String {
    fold(name).replace(['-', ' '], " ").replace('.', "")
}

/// Whether this word is a town's name by itself.
pub(crate) fn is_town(word: &str) -> bool {
    TOWNS.get(&key(word)) == Some(&true)
}

/// The places that a text names, in its order, as they are written there; at most five. `english`: which
/// language it is in, as far as anybody knows.
pub fn places(text: &str, english: bool) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
    let mut found: Vec<String> = Vec::new();
    let (mut at, mut before) = (0, String::new());
    while let Some(word) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        let (name, taken) = match name(rest, &before, english) {
            Some((name, taken)) => (Some(name), taken),
            None => (None, 1),
        };
        if let Some(name) = name.filter(|name| !found.iter().any(|f| key(f) == key(name))) {
            found.push(name);
        }
        let last = words.get(at + taken - 1).unwrap_or(word);
        before = fold(bare(last));
        at += taken;
    }
    found.truncate(MOST);
    found
}

/// The place whose name begins here, and how many words it has.
fn name(words: &[&str], before: &str, english: bool) -> Option<(String, usize)> {
    let first = words.first()?;
    if first.starts_with(['@', '/']) || first.contains("://") {
        return None;
    }
    let said_where = WHERE.contains(&before);
    let capital = bare(first).chars().next().is_some_and(char::is_uppercase);
    let tagged = first.starts_with('#');
    // The longest name that is known.
    for count in (1..=NAME.min(words.len())).rev() {
        let all = words.get(..count)?;
        // A name ends where a sentence does; "St." is none.
        let whole = all.iter().rev().skip(1).all(|word| !ends(word));
        let name = all.iter().map(|word| bare(word)).collect::<Vec<_>>().join(" ");
        match TOWNS.get(&key(&name)) {
            Some(true) if whole && (capital || tagged || said_where) => return Some((name, count)),
            Some(false) if whole && capital && said_where => return Some((name, count)),
            _ => {}
        }
    }
    let word = bare(first);
    // A part of a town is in the town: Bonn-Beuel.
    let town = word.split('-').next().unwrap_or_default();
    if capital && town.len() < word.len() && TOWNS.get(&key(town)) == Some(&true) {
        return Some((town.to_owned(), 1));
    }
    if !capital || !is_name(word) {
        return None;
    }
    let folded = fold(word);
    let lead = folded.split('-').next().unwrap_or_default();
    if LEADS.contains(&lead) && (said_where || is_code(before)) {
        if lead.len() < folded.len() {
            return Some((word.to_owned(), 1));
        }
        let second = bare(words.get(1)?);
        let named = second.chars().next().is_some_and(char::is_uppercase) && is_name(second);
        return named.then(|| (format!("{word} {second}"), 2));
    }
    if NONE.contains(&folded) {
        return None;
    }
    if is_code(before) || (said_where && ENDS.iter().any(|end| ends_so(&folded, end))) {
        return Some((word.to_owned(), 1));
    }
    if !english || !SURELY.contains(&before) || word.chars().all(char::is_uppercase) {
        return None;
    }
    // "in Milton Keynes": as many words as have a capital.
    let more = words.iter().skip(1).take(NAME - 1);
    let more = more.take_while(|word| {
        let bare = bare(word);
        bare.chars().next().is_some_and(char::is_uppercase) && is_name(bare)
    });
    let count = if ends(first) { 1 } else { 1 + more.count() };
    let name = words.iter().take(count).map(|word| bare(word)).collect::<Vec<_>>().join(" ");
    Some((name, count))
}

fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Whether a sentence or a part of one ends behind this word.
fn ends(word: &str) -> bool {
    word.ends_with([',', ';', ':', '!', '?', ')'])
        || (word.ends_with('.') && word.chars().nth(3).is_some())
}

/// Three letters and more, nothing but letters and hyphens.
fn is_name(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// A postcode.
fn is_code(word: &str) -> bool {
    word.len() == 5 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Something stands before the end.
fn ends_so(word: &str, end: &str) -> bool {
    word.strip_suffix(end).is_some_and(|rest| rest.chars().nth(1).is_some())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::places;

    #[test]
    fn places_are_found_as_people_name_them() {
        let german: &[(&str, &[&str])] = &[
            ("Seit heute kein Internet in Bonn, auch nicht bei uns.", &["Bonn"]),
            ("kein internet in köln seit heute", &["köln"]),
            ("Husum ohne Internet, DSL tot.", &["Husum"]),
            ("DSL-Ausfall im Raum Aachen und in Düren", &["Aachen", "Düren"]),
            ("#Bonn: alles tot", &["Bonn"]),
            ("Bonn-Beuel ist wieder offline", &["Bonn"]),
            ("Wohne in 53119 Tannenbusch, nichts geht", &["Tannenbusch"]),
            ("Störung in Lindenhafen?", &["Lindenhafen"]),
            ("Kein Netz in Bad Münstereifel", &["Bad Münstereifel"]),
            ("Frankfurt am Main: Ausfall", &["Frankfurt am Main"]),
            ("Ausfall in Essen", &["Essen"]),
            ("Ausfall in Bonn. In Bonn!", &["Bonn"]),
        ];
        for (text, found) in german {
            assert_eq!(places(text, false), *found, "{text}");
        }
        let english: &[(&str, &[&str])] = &[
            ("No signal around Bad-Godesberg since 9", &["Bad-Godesberg"]),
            ("Internet down in Milton Keynes, anyone?", &["Milton Keynes"]),
            ("Broadband outage near Ashcombe. Router dead", &["Ashcombe"]),
            ("London's network is down", &["London"]),
        ];
        for (text, found) in english {
            assert_eq!(places(text, true), *found, "{text}");
        }
    }

    #[test]
    fn what_is_no_place_is_left() {
        let none = [
            "Ich bin in der Leitung",
            "Alles in Ordnung, nach Wartung",
            "Bei Anruf in der Altstadt niemand da, in Urlaub?",
            "Aus Versehen gekündigt, in Rage",
            "Essen kommt nicht, beim Essen gestört",
            "Das Pflegeheim wartet, Mutter ist in Pflegeheim",
            "@bonn hilft nicht",
        ];
        for text in none {
            assert_eq!(places(text, false), Vec::<String>::new(), "{text}");
        }
        for text in ["Get in Touch please", "in March it was fine", "I am in PAIN"] {
            assert_eq!(places(text, true), Vec::<String>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn it_never_panics(text in "(in |Bad |St. |Bonn|-|#|53111 |[\\PC]{0,6}| ){0,30}", english: bool) {
            prop_assert!(places(&text, english).len() <= super::MOST);
        }
    }
}
