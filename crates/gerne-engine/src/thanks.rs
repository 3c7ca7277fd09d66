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
    let words: Vec<&str> = lower
        .split_whitespace()
        .filter(|word| !word.starts_with('@'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    if text.contains(['?', '？', '؟']) || words.len() > 10 {
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
    words.iter().all(|word| WORDS.contains(word)) && words.iter().any(|word| CORE.contains(word))
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
        for thanks in
            ["@acme Danke, läuft!", "Vielen Dank 🙏", "thanks, works now", "👍🏽", "Perfekt, danke!"]
        {
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
