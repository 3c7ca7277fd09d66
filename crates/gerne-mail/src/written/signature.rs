//! Signatures, and what programs and legal departments put below a mail. How a person says goodbye is
//! theirs and stays.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    CutKind, Cuts, Line, headers,
    phrases::{DEVICE, NOTICE},
};

/// Most lines with words below the mark of a signature.
const MOST_LINES: usize = 25;

struct Patterns {
    /// "Gesendet von meinem iPhone".
    sent_from: Regex,
    /// "Von meinem Galaxy gesendet".
    from_sent: Regex,
    /// "Get Outlook for iOS".
    advert: Regex,
    device: Regex,
    goodbye: Regex,
    /// A number to call, an address, a site: what stands in signatures.
    contact: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let pattern = |text: &str| Regex::new(text).expect("the pattern is ours");
    Patterns {
        sent_from: pattern(concat!(
            r"^(?:\w+ from mobile|from my|sent (?:from|via|with|by|using)|gesendet (?:von|mit|aus|über|via|vom|per)|",
            r"gesandt (?:von|mit)|geschickt (?:von|mit) (?:meinem|meiner|der|dem)|envoyé (?:depuis|de|à partir|avec)|enviado (?:desde|do|de|a partir)|",
            r"inviato (?:da|dal|con)|verzonden (?:met|vanaf|via|van)|verstuurd vanaf|skickat från|sendt fra|wysłan[oey] z|lähetetty|",
            r"отправлено (?:с|из)|von mein(?:em|er) .{2,40} aus gesendet|diese (?:nachricht|e-?mail|mail) wurde (?:von|mit|über|auf)|",
            r"mobil gesendet|unterwegs gesendet|via mobile|sicher versendet mit)\b"
        )),
        from_sent: pattern(
            r"^(?:von .{2,60}|vom .{2,40}|mit .{2,40}|unterwegs mit .{2,40}) (?:gesendet|gesandt|verschickt|geschrieben|geschickt)[.!]?$",
        ),
        advert: pattern(concat!(
            r"^(?:get|hol dir|holen sie sich|laden sie|obtenez|télécharger|obtener|obtén|scarica|ottieni|descargar|download) .{0,3}(?:outlook|yahoo|proton|gmx|web\.de).{0,12}(?:ios|android|mac|windows|mail|app)|",
            r"^outlook für (?:ios|android|mac|windows)|^\[?outlook for (?:ios|android)|^yahoo mail: |^sent with .{0,30}(?:secure email|mail)|",
            r"^freundliche grüße aus der .{2,30} app$|^(?:發自|发自|從我的|从我的) ?"
        )),
        device: pattern(&format!(r"(?:^|[^\w]){}(?:[^\w]|$)", format_args!("(?:{DEVICE})"))),
        goodbye: pattern(concat!(
            r"^(?:.{0,40}(?:gr(?:ü|ue)(?:ß|ss)|gruß|gruss)|mfg|vg|lg|bg|hochachtungsvoll|danke|",
            r"vielen dank|.{0,20}regards|thanks|cheers|cordialement|saludos)"
        )),
        contact: pattern(
            r"@|www\.|https?://|\b(?:tel|fon|fax|mobil|phone|telefon|t|m|f)\b\.? ?:|\+[0-9]{2}|[0-9]{3,}[ /-][0-9]{2,}",
        ),
    }
});

/// Marks signatures among the lines that are left, from the end upwards.
pub(super) fn mark(lines: &[Line<'_>], cut: &mut Cuts) {
    let kept: Vec<usize> =
        (0..lines.len()).filter(|at| cut.get(*at).is_none_or(Option::is_none)).collect();
    let view: Vec<&Line<'_>> = kept.iter().filter_map(|at| lines.get(*at)).collect();
    let end = end_of_own(&view);
    for at in kept.iter().skip(end) {
        if let Some(slot) = cut.get_mut(*at) {
            *slot = Some(CutKind::Signature);
        }
    }
}

/// Where signatures at the very end begin; `from` at the earliest.
pub(super) fn tail(lines: &[Line<'_>], from: usize) -> usize {
    let view: Vec<&Line<'_>> = lines.iter().skip(from).collect();
    let dashes = view.iter().position(|line| is_dashes(line));
    from + dashes.unwrap_or_else(|| end_of_own(&view))
}

fn end_of_own(view: &[&Line<'_>]) -> usize {
    let mut end = view.len();
    loop {
        let before = end;
        end = trimmed(view, end);
        end = notice(view, end).unwrap_or(end);
        end = dashed(view, end).unwrap_or(end);
        if end == before {
            return end;
        }
    }
}

/// Without empty lines, rules and notices of programs at the end.
fn trimmed(view: &[&Line<'_>], mut end: usize) -> usize {
    while let Some(line) = end.checked_sub(1).and_then(|last| view.get(last)) {
        let goes = !line.has_words()
            || is_dashes(line)
            || headers::is_rule(&line.plain)
            || is_program(&line.plain);
        if !goes || line.plain.starts_with("```") {
            break;
        }
        end -= 1;
    }
    end
}

/// The line `-- `, and what is below it.
fn dashed(view: &[&Line<'_>], end: usize) -> Option<usize> {
    let mut code = false;
    let mut found = None;
    for (at, line) in view.iter().enumerate().take(end) {
        code ^= line.plain.starts_with("```");
        let words_above = view.iter().take(at).any(|line| line.has_words());
        if !code && words_above && is_dashes(line) {
            let below = view.get(at + 1..end).unwrap_or_default();
            let count = below.iter().filter(|line| line.has_words()).count();
            let standard = line.raw.trim_end_matches(['\n', '\r']).ends_with("-- ");
            if count <= MOST_LINES && is_signature(below, standard) {
                found = Some(at);
                break;
            }
        }
    }
    found.or_else(|| ruled(view, end))
}

/// Whether what stands below two dashes may be a signature: no questions, and without the standard's
/// space behind the dashes no long lines either.
fn is_signature(below: &[&Line<'_>], standard: bool) -> bool {
    let bound = if standard { usize::MAX } else { 100 };
    let above_notice = below.iter().take_while(|line| !is_notice(line));
    let mut lines = above_notice.filter(|line| line.has_words());
    lines.all(|line| !line.plain.ends_with('?') && line.plain.chars().count() <= bound)
}

/// A longer rule is one too when short lines with numbers or addresses follow, and only these.
fn ruled(view: &[&Line<'_>], end: usize) -> Option<usize> {
    let at = view.iter().take(end).rposition(|line| headers::is_rule(&line.plain))?;
    let below: Vec<_> = view.get(at + 1..end)?.iter().filter(|line| line.has_words()).collect();
    let short = below.len() <= 10 && below.iter().all(|line| line.plain.chars().count() <= 80);
    let contacts =
        below.iter().filter(|line| PATTERNS.contact.is_match(&line.plain.to_lowercase()));
    // Above it somebody has said goodbye.
    let mut above = view.iter().take(at).rev().filter(|line| line.has_words()).take(4);
    let goodbye = above.any(|line| PATTERNS.goodbye.is_match(&line.plain.to_lowercase()));
    (goodbye && short && contacts.count() >= 1).then_some(at)
}

/// What a legal department wants below every mail: from its first line on.
fn notice(view: &[&Line<'_>], end: usize) -> Option<usize> {
    let at = view.iter().take(end).position(|line| is_notice(line))?;
    let below = view.get(at..end)?.iter().filter(|line| line.has_words());
    let words_above = view.iter().take(at).any(|line| line.has_words());
    (words_above && below.count() <= 2 * MOST_LINES).then_some(at)
}

/// Starts as such notices start. A question is a person's, and so is a wish about paper.
fn is_notice(line: &Line<'_>) -> bool {
    let plain = line.plain.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let Some(start) = NOTICE.split('|').find(|start| plain.starts_with(start)) else {
        return false;
    };
    let green = ["umwelt", "environment", "print"].iter().any(|word| start.contains(word));
    !plain.ends_with('?') && (!green || plain.contains("druck") || plain.contains("print"))
}

fn is_dashes(line: &Line<'_>) -> bool {
    matches!(line.plain.as_str(), "--" | "—" | "– –" | "-- --" | "- -" | "––")
}

/// A line that a mail program put there.
fn is_program(plain: &str) -> bool {
    if plain.chars().count() > 160 {
        return false;
    }
    let lower = plain.to_lowercase();
    let line = lower.trim_matches(|c: char| "<>()[]«»*_ \"".contains(c));
    let patterns = &*PATTERNS;
    if patterns.advert.is_match(line) {
        return true;
    }
    // "Sent from my desk, …" is a sentence: the device stands before the first comma.
    let clause = line.split([',', ';']).next().unwrap_or_default();
    let named = patterns.device.is_match(clause);
    // A person tells what was sent: "Von meinem Konto wurde Geld an Samsung gesendet."
    let tells = |words: &str| words.split('|').any(|word| clause.split(' ').any(|own| own == word));
    if patterns.from_sent.is_match(line) {
        let told = "wurde|wurden|habe|haben|hat|ist|war|nicht|ich|wir|mir|sie|es|worden";
        return named && !tells(told);
    }
    let told = "habe|haben|hat|nicht|ich|wir|mir|i|not|could|was|have|but|it|never";
    if !patterns.sent_from.is_match(line) || tells(told) || line.ends_with('?') {
        return false;
    }
    // "Sent from Mailbox": a name, and nothing more.
    let mut words = plain.split_whitespace().skip(2).skip_while(|word| *word == "my");
    let proper = words.next().is_some_and(|word| word.starts_with(char::is_uppercase));
    named || (proper && words.next().is_none() && line.starts_with("sent "))
}
