//! Phone numbers: only where words or a plus sign say that it is one.

use std::ops::Range;

use super::{FactKind, Finder, Region};
use crate::{
    lex::{Kind, Tok},
    rows::{PHONE_LEADS, PHONE_OTHERS},
};

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let mut at = 0;
    while at < finder.toks.len() {
        match read(finder, at) {
            Some((range, norm, because)) => {
                at = range.end;
                finder.claim(FactKind::Phone, range, norm, 92, because);
            }
            None => at = skip(finder, at),
        }
    }
}

/// A number that is none is not looked at again from its middle, nor is one that is longer than what
/// can be dialled.
fn skip(finder: &Finder<'_, '_>, at: usize) -> usize {
    let mut end = at + 1;
    let number =
        |n: usize| finder.tok(n).filter(|tok| tok.kind == Kind::Number && (n == at || !tok.line));
    let groups = (at..at + 8).map_while(number);
    let (count, digits) = groups.fold((0, 0), |(n, sum), tok| (n + 1, sum + tok.text.len()));
    if count > 2 && digits > 15 && number(at).is_some_and(|tok| !tok.text.starts_with('0')) {
        end = at + count;
    }
    while finder.tok(at).is_some_and(|tok| tok.kind == Kind::Number)
        && finder.tok(end).is_some_and(|tok| {
            !tok.apart
                && (tok.kind == Kind::Number || matches!(tok.text, "-" | "/" | "." | ":" | ","))
        })
    {
        end += 1;
    }
    end
}

/// Words for what belongs to the company.
const THEIRS: &[&str] = &["eure", "euer", "eurer", "ihre", "ihrer", "ihren", "your"];

type Found = (Range<usize>, String, Option<Range<usize>>);

fn read(finder: &Finder<'_, '_>, at: usize) -> Option<Found> {
    let toks = finder.toks;
    let first = toks.get(at)?;
    let plus = first.is_sign('+');
    let abroad = finder.known.region == Region::Us;
    let bracket = first.is_sign('(')
        && toks.get(at + 1).is_some_and(|tok| {
            tok.is_sign('+')
                || tok.kind == Kind::Number
                    && (tok.text.starts_with('0') || abroad && tok.text.len() == 3)
        });
    if !(plus || bracket || first.kind == Kind::Number) {
        return None;
    }
    let before = at.checked_sub(1).and_then(|i| toks.get(i));
    if !first.apart
        && before.is_some_and(|tok| {
            tok.kind != Kind::Sign
                || matches!(tok.text, "-" | "." | "/" | "#" | "€" | "£" | "$" | "_" | "@" | ",")
        })
    {
        return None;
    }
    let end = run(toks, at)?;
    let range = at..end;
    if !finder.is_free(&range) || in_date(finder, &range) {
        return None;
    }
    let written: String = toks.get(range.clone())?.iter().map(|tok| tok.text).collect();
    let norm = e164(&written, finder.known.region)?;
    let national = written.trim_start_matches(['(', '+']).starts_with('0');
    let international = written.contains('+') || written.starts_with("00");
    let us = finder.known.region == Region::Us
        && toks.get(range.clone())?.iter().any(|tok| tok.kind == Kind::Sign);
    let context = context(finder, &range);
    if is_service(&norm) {
        return None;
    }
    match context {
        Context::Other => None,
        Context::Lead(because) => Some((range, norm, Some(because))),
        Context::Silent if international && norm.len() >= 11 => {
            Some((range, norm, Some(at..at + 1)))
        }
        Context::Silent if is_mobile(&norm) && !finder.is(range.end, &["€", "%"]) => {
            Some((range, norm, None))
        }
        Context::Silent => (national || us)
            .then(|| follows(finder, end))
            .flatten()
            .map(|because| (range, norm, Some(because))),
    }
}

/// The end of what may be dialled.
fn run(toks: &[Tok<'_>], at: usize) -> Option<usize> {
    let mut end = at;
    let mut digits = 0;
    let mut last = at;
    while let Some(tok) = toks.get(end) {
        if tok.line && end > at || digits > 15 {
            break;
        }
        match tok.kind {
            Kind::Number => {
                // A second number begins.
                let fresh = tok.apart
                    && digits >= 9
                    && (tok.text.len() >= 6 || tok.text.starts_with('0') && tok.text.len() > 3);
                // „um 17 Uhr“, „2 Tage“
                let counted = toks.get(end + 1).is_some_and(|next| {
                    next.is_any(&[
                        "uhr", "tage", "tagen", "stunden", "wochen", "euro", "days", "hours",
                        "weeks", "am", "pm", "mal", "jahre", "years", "minuten",
                    ]) || next.is_sign(':') && !next.apart
                });
                if fresh || counted && tok.apart && end > at {
                    break;
                }
                digits += tok.text.len();
                last = end + 1;
            }
            Kind::Sign if end == at && matches!(tok.text, "+" | "(") => {}
            Kind::Sign if matches!(tok.text, "-" | "/" | "." | "(" | ")" | "–" | "‑" | "+") => {
                let near = toks.get(end + 1).is_some_and(|next| {
                    next.kind == Kind::Number || matches!(next.text, "(" | ")" | "-" | "+")
                });
                if !near
                    || tok.text == "+" && end > at + 1
                    || tok.text == "." && toks.get(end + 1).is_some_and(|next| next.apart)
                {
                    break;
                }
            }
            _ => break,
        }
        end += 1;
    }
    (7..=15).contains(&digits).then_some(last)
}

/// A date or a time that covers it, or is part of it.
fn in_date(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    finder
        .whens
        .iter()
        .any(|when| when.dated && when.toks.start <= range.start && when.toks.end >= range.end)
}

enum Context {
    Lead(Range<usize>),
    Other,
    Silent,
}

/// What the words before it say.
fn context(finder: &Finder<'_, '_>, range: &Range<usize>) -> Context {
    let toks = finder.toks;
    let mut lead: Option<Range<usize>> = None;
    let mut weak = false;
    for back in 1..=9 {
        let Some(at) = range.start.checked_sub(back) else { break };
        let Some(tok) = toks.get(at) else { break };
        if matches!(tok.text, "." | "!" | "?")
            && back > 2
            && toks.get(at + 1).is_some_and(|next| next.apart)
            && !finder.is(at.wrapping_sub(1), &["tel", "nr", "mob", "ph"])
        {
            break;
        }
        let theirs = tok.is_any(THEIRS)
            && toks.get(at + 1).is_some_and(|next| {
                PHONE_LEADS.is_word(&next.plain)
                    || PHONE_OTHERS.is_word(&next.plain)
                    || next.plain.ends_with("nummer")
                    || next.plain.ends_with("hotline")
            });
        let me = toks.get(at + 1).is_some_and(|next| next.is_any(&["me", "mich", "back"]));
        if PHONE_OTHERS.is_word(&tok.plain) && !me && back <= 7 || theirs {
            return Context::Other;
        }
        let lettered = tok.is_any(&["t", "m", "h", "p"])
            && toks.get(at + 1).is_some_and(|next| next.is_sign(':') && !next.apart);
        let named = tok.plain.strip_suffix("'s").unwrap_or(&tok.plain);
        if (PHONE_LEADS.is_word(named)
            || lettered
            || matches!(tok.text, "☎" | "📞" | "📱" | "☎\u{fe0f}"))
            && lead.is_none()
        {
            weak = tok.is_any(&[
                "unter",
                "nummer",
                "number",
                "line",
                "text",
                "anschluss",
                "contact",
                "call",
            ]);
            lead = Some(at..at + 1);
        }
        // Another word names the number: it is that.
        if lead.is_none() && named_otherwise(tok) && back <= 4 {
            return Context::Other;
        }
        if weak && named_otherwise(tok) && back <= 5 {
            return Context::Other;
        }
    }
    // „von der Nummer … bekomme ich Spamanrufe“
    let spam = (range.end..range.end + 7).any(|at| {
        finder.tok(at).is_some_and(|tok| {
            tok.plain.starts_with("spam")
                || tok.plain.starts_with("scam")
                || tok.plain.starts_with("werbeanruf")
        })
    });
    if spam {
        return Context::Other;
    }
    match lead {
        Some(because) => Context::Lead(because),
        None => follows(finder, range.end).map_or(Context::Silent, Context::Lead),
    }
}

fn named_otherwise(tok: &Tok<'_>) -> bool {
    let tail = [
        "bestell", "auftrag", "kunden", "vertrag", "rechnung", "sendung", "ticket", "vorgang",
        "artikel", "serien", "zaehler", "konto", "buchung", "kdnr", "paket", "pin", "puk",
    ];
    tail.iter().any(|stem| tok.plain.starts_with(stem))
        || tok.is_any(&[
            "order",
            "invoice",
            "customer",
            "account",
            "tracking",
            "reference",
            "ref",
            "serial",
            "model",
            "isbn",
            "article",
            "booking",
            "case",
            "policy",
            "contract",
            "sku",
            "ean",
            "meter",
            "iban",
            "imei",
        ])
}

/// Words behind it that say it is one: `ist meine Nummer`, `is my mobile`, `(mobil)`.
fn follows(finder: &Finder<'_, '_>, end: usize) -> Option<Range<usize>> {
    for at in end..end + 6 {
        let tok = finder.tok(at)?;
        if matches!(tok.text, "." | "!" | "?") {
            return None;
        }
        if tok.is_any(&[
            "handynummer",
            "telefonnummer",
            "rufnummer",
            "mobilnummer",
            "mobile",
            "phone",
            "anrufen",
            "erreichbar",
            "mobil",
            "handy",
            "telefon",
            "festnetz",
            "whatsapp",
            "cell",
            "landline",
            "tel",
            "zurueckrufen",
            "erreichen",
            "call",
            "rueckruf",
            "privat",
            "callback",
            "reach",
        ]) || tok.is_any(&["nummer", "number"])
            && finder.is(at - 1, &["meine", "my", "unsere", "our"])
        {
            return Some(at..at + 1);
        }
    }
    None
}

/// What only mobile phones begin with, as long as they are.
fn is_mobile(norm: &str) -> bool {
    let starts = |starts: &[&str], len: std::ops::RangeInclusive<usize>| {
        starts.iter().any(|start| norm.starts_with(start)) && len.contains(&norm.len())
    };
    starts(&["+4915", "+4916", "+4917"], 13..=14)
        || starts(&["+447"], 13..=13)
        || starts(&["+436"], 12..=15)
        || starts(&["+417"], 12..=12)
        || starts(&["+3538"], 13..=13)
}

/// Numbers of companies: free, shared cost, premium, emergency.
fn is_service(norm: &str) -> bool {
    [
        "+49800", "+49180", "+49900", "+4932", "+44800", "+44808", "+4484", "+4487", "+44300",
        "+44330", "+44345", "+43800", "+43810", "+41800", "+4184", "+1800", "+1888", "+353180",
    ]
    .iter()
    .any(|start| norm.starts_with(start))
}

/// With a plus sign and the country.
fn e164(written: &str, region: Region) -> Option<String> {
    let zero_in_brackets =
        written.contains("(0)") && (written.contains('+') || written.starts_with("00"));
    let cleaned =
        if zero_in_brackets { written.replacen("(0)", "", 1) } else { written.to_owned() };
    let digits: String = cleaned.chars().filter(char::is_ascii_digit).collect();
    let international = if cleaned.trim_start_matches('(').starts_with('+') {
        Some(digits.clone())
    } else {
        digits.strip_prefix("00").map(str::to_owned)
    };
    let full = match international {
        // +49 0171 is written, too.
        Some(digits) => ["49", "43", "41", "44", "353"]
            .iter()
            .find_map(|code| {
                digits.strip_prefix(&format!("{code}0")).map(|rest| format!("{code}{rest}"))
            })
            .unwrap_or(digits),
        None if region == Region::Us => match digits.len() {
            10 => format!("1{digits}"),
            11 if digits.starts_with('1') => digits,
            _ => return None,
        },
        None => format!("{}{}", region.calling(), digits.strip_prefix('0')?),
    };
    (9..=15).contains(&full.len()).then(|| format!("+{full}"))
}
