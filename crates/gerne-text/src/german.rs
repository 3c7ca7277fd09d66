//! German inflection: Snowball behind the folding, and what it does not know: participles,
//! strong verbs, foreign plurals, nouns that end like a comparative.

mod lists;

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    fold::fold,
    stem::{Tongue, snowball},
};

/// `spelled` has umlauts as two letters, `folded` has none.
pub(crate) fn stem(spelled: &str, folded: String) -> String {
    if folded.chars().count() < 3 || folded.chars().any(|c| c.is_ascii_digit()) {
        return folded;
    }
    let known = known();
    if let Some(found) = known.forms.get(spelled) {
        return found.clone();
    }
    let found = doer(&folded, known).or_else(|| verb(spelled, &folded, known));
    found.unwrap_or_else(|| noun(&folded))
}

/// What does not follow the rules, ready to be looked up.
struct Known {
    /// Whole forms, umlauts as two letters, with their stems.
    forms: FxHashMap<String, String>,
    /// Forms of strong verbs, umlauts as two letters, with their stems; behind any prefix.
    strong: FxHashMap<String, String>,
    /// Stems of verbs, folded.
    verbs: FxHashSet<String>,
    /// Nouns that end in `er` by nature, folded.
    doers: FxHashSet<String>,
    /// First parts of verbs, umlauts as two letters, and folded.
    prefixes: Vec<(String, String)>,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let words = |list: &'static str| list.split_whitespace();
        let mut verbs: FxHashSet<String> =
            words(lists::VERBS).map(|verb| bare(&fold(verb))).collect();
        let mut strong = FxHashMap::default();
        for (base, forms) in rows(lists::STRONG) {
            let stem = bare(&fold(base));
            for form in forms.split_whitespace() {
                strong.insert(form.to_owned(), stem.clone());
            }
            verbs.insert(stem);
        }
        let mut forms = FxHashMap::default();
        for (base, others) in rows(lists::FORMS) {
            for form in others.split_whitespace().chain([base]) {
                forms.insert(form.to_owned(), base.to_owned());
            }
        }
        let doers = words(lists::DOERS).map(fold).collect();
        let prefixes = words(lists::PREFIXES).map(|prefix| (prefix.to_owned(), fold(prefix)));
        Known { forms, strong, verbs, doers, prefixes: prefixes.collect() }
    })
}

/// `base: form form`, one row each.
fn rows(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines().filter_map(|line| line.trim().split_once(':'))
}

/// An infinitive without its ending.
fn bare(infinitive: &str) -> String {
    let cut = infinitive.strip_suffix("en").or_else(|| infinitive.strip_suffix('n'));
    cut.unwrap_or(infinitive).to_owned()
}

/// Endings of verbs behind their stem.
const ENDINGS: &[&str] = &[
    "etest", "etet", "eten", "test", "tet", "ten", "ete", "est", "ende", "enden", "endes", "ender",
    "endem", "end", "te", "st", "et", "en", "t", "e", "n", "",
];

/// Whether a folded word is the stem of a verb.
pub(crate) fn is_verb(stem: &str) -> bool {
    known().verbs.contains(stem)
}

fn verb(spelled: &str, folded: &str, known: &Known) -> Option<String> {
    if let Some(stem) = ending_in_ieren(folded) {
        return Some(stem);
    }
    let nothing = (String::new(), String::new());
    for (prefix, folded_prefix) in std::iter::once(&nothing).chain(&known.prefixes) {
        if let Some(rest) = spelled.strip_prefix(prefix.as_str())
            && let Some(stem) = known.strong.get(rest)
        {
            return Some(format!("{folded_prefix}{stem}"));
        }
        let Some(rest) = folded.strip_prefix(folded_prefix.as_str()) else { continue };
        if let Some(stem) = weak(rest, known) {
            return Some(format!("{folded_prefix}{stem}"));
        }
    }
    None
}

/// `reklamiert`, `reklamierte`, `reklamieren`: verbs made of foreign words, known or not.
fn ending_in_ieren(folded: &str) -> Option<String> {
    let (before, ending) = folded.rsplit_once("ier")?;
    let inflected = ["t", "te", "ten", "tes", "ter", "tem", "en", "e", "st", "end", "", "s", "es"];
    (before.len() >= 2 && inflected.contains(&ending)).then(|| format!("{before}ier"))
}

/// A form of a verb that is listed, without prefix: `kundigt`, `gekundigt`, `zukundigen`.
fn weak(rest: &str, known: &Known) -> Option<String> {
    let listed = |form: &str| {
        let stems = ENDINGS.iter().filter_map(|ending| form.strip_suffix(ending));
        stems
            .filter(|stem| stem.len() >= 3)
            .find(|stem| known.verbs.contains(*stem))
            .map(str::to_owned)
    };
    if let Some(stem) = listed(rest) {
        return Some(stem);
    }
    if let Some(inner) = rest.strip_prefix("ge")
        && inner.len() >= 4
        && let Some(stem) = participle(inner)
    {
        if known.verbs.contains(&stem) {
            return Some(stem);
        }
        // `gespeichert`, `gewechselt`, `gereinigt`: verbs on er, el, ig have no other shape.
        let usual = ["ert", "elt", "igt"].iter().any(|ending| inner.ends_with(ending));
        let noun = ["gegenwert", "geviert", "gegenwelt"].contains(&rest);
        if usual && !noun && inner.len() >= 6 {
            return Some(stem);
        }
    }
    let inner = rest.strip_prefix("zu").filter(|inner| inner.ends_with('n'))?;
    listed(inner)
}

/// The stem of what follows `ge`, with or without the endings of an adjective.
fn participle(inner: &str) -> Option<String> {
    let plain = ["es", "er", "en", "em", "e", ""]
        .iter()
        .find_map(|ending| inner.strip_suffix(ending).filter(|plain| plain.ends_with('t')))?;
    let stem = plain.strip_suffix("et").filter(|stem| stem.ends_with(['t', 'd', 'n', 'm']));
    stem.or_else(|| plain.strip_suffix('t')).map(str::to_owned)
}

fn noun(folded: &str) -> String {
    // A plural that Snowball takes for a verb on eln: Kabeln, Zetteln.
    let word = match folded.strip_suffix('n') {
        Some(word) if word.ends_with("el") && word.len() >= 5 => word,
        _ => folded,
    };
    let stem = snowball(word, Tongue::German);
    // Handys, Autos, Kameras, Apps: Snowball takes no s away there. Busse, Kundinnen: it leaves one.
    for (ending, kept) in
        [("ss", "s"), ("inn", "in"), ("os", "o"), ("ys", "y"), ("as", "a"), ("ps", "p")]
    {
        if let Some(before) = stem.strip_suffix(ending)
            && before.len() >= 2
        {
            return format!("{before}{kept}");
        }
    }
    stem
}

/// `Fahrer`, `Router`: an `er` that is no ending, alone or at the end of a compound.
fn doer(folded: &str, known: &Known) -> Option<String> {
    let word = ["s", "n", ""]
        .iter()
        .find_map(|ending| folded.strip_suffix(ending).filter(|word| word.ends_with("er")))?;
    let mut starts = word.char_indices().map(|(at, _)| at).filter(|at| word.len() - at >= 5);
    let listed = starts.any(|at| word.get(at..).is_some_and(|end| known.doers.contains(end)));
    listed.then(|| word.to_owned())
}
