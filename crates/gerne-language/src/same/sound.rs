//! How names sound.

/// How a folded word sounds in German, after Postel (Kölner Phonetik).
pub(super) fn sound(word: &str) -> String {
    let signs: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let mut code = String::new();
    for (at, c) in signs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| signs.get(at)).copied();
        let after = signs.get(at + 1).copied();
        let digits = match c {
            'a' | 'e' | 'i' | 'j' | 'o' | 'u' | 'y' => "0",
            'b' => "1",
            'p' => {
                if after == Some('h') {
                    "3"
                } else {
                    "1"
                }
            }
            'd' | 't' => {
                if matches!(after, Some('c' | 's' | 'z')) {
                    "8"
                } else {
                    "2"
                }
            }
            'f' | 'v' | 'w' => "3",
            'g' | 'k' | 'q' => "4",
            'c' => {
                let soft = matches!(before, Some('s' | 'z'));
                let hard = matches!(after, Some('a' | 'h' | 'k' | 'o' | 'q' | 'u' | 'x'))
                    || before.is_none() && matches!(after, Some('l' | 'r'));
                if hard && !soft { "4" } else { "8" }
            }
            'x' => {
                if matches!(before, Some('c' | 'k' | 'q')) {
                    "8"
                } else {
                    "48"
                }
            }
            'l' => "5",
            'm' | 'n' => "6",
            'r' => "7",
            's' | 'z' => "8",
            _ => "",
        };
        for digit in digits.chars() {
            if !code.ends_with(digit) {
                code.push(digit);
            }
        }
    }
    let mut kept: String = code.chars().take(1).collect();
    kept.extend(code.chars().skip(1).filter(|digit| *digit != '0'));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_alike_has_one_sound() {
        for (one, other) in [
            ("meier", "mayer"),
            ("schmidt", "schmitt"),
            ("hofmann", "hoffmann"),
            ("phillip", "filip"),
            ("thomas", "tomas"),
            ("becker", "bekker"),
        ] {
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
        assert_eq!(sound("muller"), "657");
        assert_ne!(sound("muller"), sound("schulz"));
    }
}
