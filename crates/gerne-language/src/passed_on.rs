//! Where a mail begins that the writer of a text passes on: "Von: … Gesendet: … Betreff: …". Who is named
//! there says nothing of the writer: anybody can write anything there.

const FROM: &[&str] = &["von", "from", "de", "da"];
const SUBJECT: &[&str] = &["betreff", "betr.", "subject", "objet", "oggetto"];
const OTHER: &[&str] =
    &["gesendet", "datum", "an", "cc", "date", "sent", "to", "envoyé", "à", "inviato", "data", "a"];
/// Most lines of such a head, empty ones with them.
const MOST: usize = 10;

/// The byte at which a mail begins that is passed on, with the rule above it.
pub(crate) fn passed_on(text: &str) -> Option<usize> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        lines.push((start, line));
        start += line.len();
    }
    let at = (0..lines.len()).find(|at| begins(lines.get(*at..).unwrap_or_default()))?;
    let rule = lines.get(..at)?.iter().rev().find(|(_, line)| !line.trim().is_empty());
    let rule = rule.filter(|(_, line)| is_rule(line));
    rule.or(lines.get(at)).map(|(start, _)| *start)
}

/// Whether these lines begin with a head: who wrote it, and as what.
fn begins(lines: &[(usize, &str)]) -> bool {
    let Some((_, from)) = lines.first().filter(|(_, line)| is(line, FROM)) else { return false };
    let head = || lines.iter().take(MOST).map(|(_, line)| *line);
    let more = head().any(|line| is(line, OTHER));
    let subject = head().any(|line| is(line, SUBJECT));
    // „Von: Hamburg, An: Bonn“ is a journey.
    more && (subject || from.contains('@'))
}

fn is(line: &str, names: &[&str]) -> bool {
    let Some((name, value)) = line.trim_start_matches(['>', '*', ' ', '|']).split_once(':') else {
        return false;
    };
    let name = name.trim().trim_end_matches('*').to_lowercase();
    !value.trim().is_empty() && names.contains(&name.as_str())
}

/// „-----Ursprüngliche Nachricht-----“, „Begin forwarded message:“
fn is_rule(line: &str) -> bool {
    let line = line.trim().trim_start_matches(['>', ' ']).to_lowercase();
    line.starts_with("--")
        || line.starts_with("__")
        || line.starts_with("begin forwarded")
        || line.starts_with("anfang der weiter")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_begins_with_its_rule_or_its_head() {
        let of = |text: &'static str| passed_on(text).and_then(|at| text.get(at..at + 5));
        let outlook = "Ist das echt?\n\n-----Ursprüngliche Nachricht-----\nVon: Bank <a@b.example>\n\
                       Gesendet: Montag\nAn: mir\nBetreff: Konto\n\nBitte bestätigen.";
        assert_eq!(of(outlook), Some("-----"));
        let plain = "Look:\n\nFrom: Bank <a@b.example>\nTo: me\n\nHello";
        assert_eq!(of(plain), Some("From:"));
        let quoted = "> *Von:* Bank\n> *Datum:* 3.12.\n> *Betreff:* Konto\n";
        assert_eq!(of(quoted), Some("> *Vo"));
        assert_eq!(of("Von: Hamburg\nAn: Bonn\nDatum: 3.12."), None);
        assert_eq!(of("Betreff: mein Router\nVon: nirgends kommt Hilfe"), None);
        assert_eq!(of("Mein Name ist Eva."), None);
    }
}
