//! "I do not work here any more": whom to write to instead.

use std::sync::LazyLock;

use regex::Regex;

/// A person is gone for good; who answers now, if the mail says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Addresses named in the text.
    pub successors: Vec<String>,
}

/// Most of the text that is looked at, in characters.
const MOST: usize = 4000;

/// German and English sentences of people who left, in lower case with single spaces.
static GONE: LazyLock<Regex> = LazyLock::new(|| {
    let house =
        "(?:unternehmen|haus|hause|firma|betrieb|agentur|verein|verlag|dienst|konzern|kanzlei)";
    let patterns = [
        r"nicht (?:mehr|länger) (?:(?:für|bei|in|im|als) .{0,60}?)?(?:tätig|beschäftigt|angestellt)",
        r"nicht (?:mehr|länger) (?:teil|mitarbeiter|mitarbeiterin|mitglied) (?:von|der|des|bei|unser|in)",
        r"arbeitet? (?:seit .{0,40}? |ab .{0,40}? )?nicht (?:mehr|länger) (?:bei|für|in)",
        &format!(
            r"(?:habe|hat) (?:.{{0,60}} )?(?:das|unser|die|den|unsere) {house} (?:.{{0,60}} )?verlassen"
        ),
        &format!(r"nicht mehr (?:im|in unserem|in unserer|bei uns im) {house}"),
        r"ausgeschieden|aus dem dienst getreten",
        r"(?:bin|ist) (?:.{0,40} )?(?:im|in den|in) (?:wohlverdienten )?(?:ruhestand|rente)",
        r"(?:adresse|postfach|mailbox|e-?mail-?konto) (?:wird|ist) nicht (?:mehr|länger) (?:aktiv|genutzt|gelesen|abgerufen|verwendet|betreut)",
        r"no longer (?:with|at|works?|working|employed|part of|a member)",
        r"(?:have|has|'ve|’ve) left (?:the |our )?(?:company|organi[sz]ation|firm|team|business)",
        r"(?:have|has|'ve|’ve) (?:retired|resigned)",
        r"(?:don't|doesn't|don’t|doesn’t|do not|does not) work (?:here|at|for)\b.{0,40}any ?more",
        r"(?:mailbox|address|account) is no longer (?:active|monitored|in use|used)",
    ];
    Regex::new(&patterns.join("|")).expect("the pattern is ours")
});

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[a-z0-9._+%-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+").expect("the pattern is ours")
});

/// What an automatic reply says about somebody who is gone.
pub(super) fn of(text: &str) -> Option<Left> {
    let start: String = text.chars().take(MOST).collect();
    // What stands in a quoted mail is not what the machine says.
    let own: Vec<&str> = start.lines().filter(|line| !line.trim_start().starts_with('>')).collect();
    let own = own.join(" ").to_lowercase();
    let own = own.split_whitespace().collect::<Vec<_>>().join(" ");
    if !GONE.is_match(&own) {
        return None;
    }
    let mut successors = Vec::new();
    for found in ADDRESS.find_iter(&own) {
        let address = found.as_str().trim_end_matches(['.', '-']).to_owned();
        if !successors.contains(&address) {
            successors.push(address);
        }
    }
    successors.truncate(10);
    Some(Left { successors })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn who_left_is_seen() {
        for (text, successors) in [
            ("Ich bin nicht mehr für die Muster GmbH tätig. Bitte an max@muster.example.", Some(1)),
            ("Frau Weber ist nicht länger in unserem Hause beschäftigt.", Some(0)),
            (
                "Ich habe zum 30.09. das Unternehmen verlassen. vertrieb@muster.example hilft.",
                Some(1),
            ),
            ("Herr Lang ist aus unserem Unternehmen ausgeschieden.", Some(0)),
            ("Ich bin im Ruhestand, mein Nachfolger: jan.kurz@muster.example", Some(1)),
            (
                "Jane is no longer with Acme. Please write to joe@acme.example or sue@acme.example.",
                Some(2),
            ),
            ("I have left the company.", Some(0)),
            ("Ich bin bis 30.11. nicht im Büro. Vertretung: eva@muster.example", None),
            ("I am out of the office until Monday.", None),
            ("Ich bin diese Woche nicht mehr erreichbar.", None),
            ("Ich bin im Urlaub.\n> Ich bin nicht mehr bei Ihnen beschäftigt", None),
        ] {
            assert_eq!(of(text).map(|left| left.successors.len()), successors, "{text}");
        }
    }
}
