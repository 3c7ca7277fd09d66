//! Words that only thank or confirm. Pure.

/// Whether the words only thank or confirm: that neither reopens nor starts a clock
/// (decision 0019). Errs on the side of an answer: any word it does not know makes it false.
pub(crate) fn only_thanks(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "danke",
        "dank",
        "dankeschön",
        "vielen",
        "herzlichen",
        "besten",
        "lieben",
        "tausend",
        "merci",
        "super",
        "perfekt",
        "prima",
        "klasse",
        "toll",
        "top",
        "alles",
        "klar",
        "gut",
        "ok",
        "okay",
        "läuft",
        "geht",
        "klappt",
        "funktioniert",
        "jetzt",
        "wieder",
        "schön",
        "thanks",
        "thank",
        "you",
        "thx",
        "ty",
        "cheers",
        "great",
        "perfect",
        "awesome",
        "works",
        "now",
        "all",
        "good",
        "it",
        "es",
        "euch",
        "ihnen",
        "dir",
        "sehr",
        "much",
        "so",
        "very",
        "für",
        "die",
        "hilfe",
        "schnelle",
        "antwort",
        "for",
        "the",
        "your",
        "help",
        "quick",
    ];
    const CORE: &[&str] = &[
        "danke",
        "dank",
        "dankeschön",
        "merci",
        "thanks",
        "thank",
        "thx",
        "ty",
        "cheers",
        "super",
        "perfekt",
        "prima",
        "klasse",
        "toll",
        "top",
        "läuft",
        "klappt",
        "funktioniert",
        "great",
        "perfect",
        "awesome",
        "works",
        "ok",
        "okay",
        "klar",
    ];
    let lower = text.to_lowercase();
    let words: Vec<&str> = words(&lower).collect();
    if text.contains(['?', '？', '؟']) || words.len() > 12 {
        return false;
    }
    if words.is_empty() {
        return only_smiles(&lower);
    }
    // "Hilfe, danke" asks; "danke für die Hilfe" does not.
    let helped = words.iter().any(|word| ["für", "for"].contains(word));
    if !helped && words.iter().any(|word| ["hilfe", "help"].contains(word)) {
        return false;
    }
    // "Genau so wollte ich das. Danke!": a contented clause may stand beside the thanks.
    let mut thanked = false;
    for clause in lower.split(['.', '!', ',', ';', ':', '…', '–', '\n']) {
        let words: Vec<&str> = self::words(clause).collect();
        if words.iter().all(|word| WORDS.contains(word)) {
            thanked |= words.iter().any(|word| CORE.contains(word));
        } else if !contented(&words) {
            return false;
        }
    }
    thanked
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .filter(|word| !word.starts_with('@'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// Whether a clause only says that all is well. Each of its words must be known, one of them must
/// say so, and it must not be put as a question: "ist das angekommen" asks without its mark.
fn contented(clause: &[&str]) -> bool {
    const FILLS: &[&str] = &[
        "so", "das", "es", "ich", "wollte", "wollten", "hat", "habe", "hab", "ist", "ja", "mir",
        "uns", "wir", "dann", "nun", "jetzt", "weiß", "alles", "mich", "sich", "schon", "was",
        "what", "i", "we", "wanted", "that", "did", "it", "this", "just", "me", "us", "is", "its",
        "all", "have", "has", "been", "the", "da", "paket", "parcel", "super", "gut", "ging",
        "aber", "schnell", "quick", "prima",
    ];
    const WELL: &[&str] = &[
        "genau",
        "geklappt",
        "funktioniert",
        "geholfen",
        "gefunden",
        "gelöst",
        "angekommen",
        "passt",
        "verstanden",
        "bescheid",
        "erledigt",
        "schnell",
        "exactly",
        "worked",
        "helped",
        "solved",
        "sorted",
        "arrived",
        "found",
        "quick",
        "understood",
    ];
    const ASKS: &[&str] =
        &["ist", "hat", "habe", "hab", "habt", "haben", "was", "did", "is", "has", "have"];
    const SHORT: &[&str] = &["sich", "mir", "uns"];
    if clause.first().is_some_and(|first| ASKS.contains(first)) {
        // "Hat geklappt", "hat mir geholfen", "hat sich erledigt".
        let says = match clause {
            [_, well] => WELL.contains(well),
            [_, short, well] => SHORT.contains(short) && WELL.contains(well),
            _ => false,
        };
        return says;
    }
    // "Genau das ist das Problem" is none, "Problem gelöst" is.
    let solved = clause.iter().any(|word| ["gelöst", "solved"].contains(word));
    let known =
        |word: &&str| FILLS.contains(word) || WELL.contains(word) || (solved && *word == "problem");
    clause.iter().all(known) && clause.iter().any(|word| WELL.contains(word))
}

/// A smile without a word. Only those that cannot mean anything else.
fn only_smiles(text: &str) -> bool {
    const SMILES: &str = "👍🙏❤💚💙🧡💛💜🖤🤍😊🙂😀😃😄😁🥰🤗🎉👌✅💪🥳☺";
    let mut smiles = text
        .split_whitespace()
        .filter(|word| !word.starts_with('@'))
        .flat_map(str::chars)
        // Variation selectors, joiners and skin tones are part of a smile.
        .filter(|c| !matches!(c, '\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}'))
        .peekable();
    smiles.peek().is_some() && smiles.all(|c| SMILES.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thanks_are_told_from_more() {
        for thanks in [
            "@acme Danke, läuft!",
            "Vielen Dank 🙏",
            "thanks, works now",
            "👍🏽",
            "Perfekt, danke!",
            "@nordlicht_hilft Genau so wollte ich das. Danke!",
            "Hat geklappt, danke!",
            "Hat sich erledigt. Vielen Dank",
            "Das ging ja schnell! Danke euch",
            "Paket ist angekommen, danke",
            "That worked, thank you!",
            "Exactly what I wanted. Thanks!",
        ] {
            assert!(only_thanks(thanks), "{thanks}");
        }
        for more in [
            "@acme",
            "",
            "Danke für nichts",
            "Danke, geht aber immer noch nicht",
            "funktioniert es jetzt?",
            "gut",
            "Danke, und die Rechnung?",
            "Es geht jetzt gar nichts mehr",
            "Hilfe, danke",
            "Ist das angekommen, danke",
            "Hat das geklappt, danke",
            "Genau das ist das Problem. Danke für nichts",
            "Das hat nicht geklappt, danke",
            "Problem gelöst, aber jetzt geht das Telefon nicht. Danke",
            "Genau so wollte ich das",
            "Genau das ist das Problem. Danke!",
            "Was ist angekommen, danke",
            "🤬",
            "👎",
            "…",
        ] {
            assert!(!only_thanks(more), "{more}");
        }
    }

    #[test]
    fn thanks_are_not_hidden_questions() {
        assert!(!only_thanks("Danke?"));
    }
}
