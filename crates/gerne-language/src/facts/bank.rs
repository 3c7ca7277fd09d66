//! Numbers with check digits: IBAN (mod 97), cards and IMEI (Luhn).

use std::ops::Range;

use super::{FactKind, Finder};
use crate::lex::Kind;

/// How long an IBAN of a country is.
fn length(country: &str) -> Option<usize> {
    let n = match country {
        "NO" => 15,
        "BE" => 16,
        "DK" | "FI" | "NL" => 18,
        "SI" => 19,
        "AT" | "EE" | "LT" | "LU" => 20,
        "CH" | "HR" | "LI" | "LV" => 21,
        "BG" | "DE" | "GB" | "IE" | "RS" => 22,
        "GI" => 23,
        "AD" | "CZ" | "ES" | "MD" | "RO" | "SE" | "SK" | "TN" => 24,
        "PT" => 25,
        "IS" | "TR" => 26,
        "FR" | "GR" | "IT" | "MC" | "SM" => 27,
        "AL" | "CY" | "HU" | "PL" => 28,
        "MT" => 31,
        _ => return None,
    };
    Some(n)
}

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    for at in 0..finder.toks.len() {
        if let Some((range, norm)) = iban(finder, at) {
            finder.claim(FactKind::Iban, range, norm, 100, None);
        } else if let Some((range, norm, kind)) = card(finder, at) {
            finder.claim(kind, range, norm, 95, None);
        }
    }
}

fn iban(finder: &Finder<'_, '_>, at: usize) -> Option<(Range<usize>, String)> {
    let first = finder.tok(at).filter(|tok| tok.kind == Kind::Word && tok.text.len() == 2)?;
    let country = first.text.to_uppercase();
    let wanted = length(&country)?;
    let mut norm = country;
    let mut end = at + 1;
    while norm.len() < wanted {
        let tok = finder.tok(end)?;
        match tok.kind {
            Kind::Sign if matches!(tok.text, "-" | "." | "_") => {}
            Kind::Sign => return None,
            Kind::Word | Kind::Number => norm.push_str(&tok.text.to_uppercase()),
        }
        end += 1;
    }
    let next_glued = finder.tok(end).is_some_and(|tok| !tok.apart && tok.kind != Kind::Sign);
    let checked = norm.bytes().skip(2).take(2).all(|c| c.is_ascii_digit());
    (norm.len() == wanted && checked && !next_glued && is_iban(&norm) && finder.is_free(&(at..end)))
        .then_some((at..end, norm))
}

/// ISO 13616: the rest of the division by 97 is 1.
pub(crate) fn is_iban(norm: &str) -> bool {
    if !norm.is_ascii() || norm.len() < 15 {
        return false;
    }
    let mut digits = norm.chars().skip(4).chain(norm.chars().take(4));
    let rest = digits.try_fold(0_u32, |rest, c| {
        let value = c.to_digit(36)?;
        Some(if value > 9 { (rest * 100 + value) % 97 } else { (rest * 10 + value) % 97 })
    });
    rest == Some(1)
}

fn card(finder: &Finder<'_, '_>, at: usize) -> Option<(Range<usize>, String, FactKind)> {
    let toks = finder.toks;
    let first = toks.get(at).filter(|tok| tok.kind == Kind::Number)?;
    if at > 0
        && !first.apart
        && toks
            .get(at - 1)
            .is_some_and(|tok| tok.kind == Kind::Word || matches!(tok.text, "-" | "." | "/" | "#"))
    {
        return None;
    }
    let mut norm = first.text.to_owned();
    let mut end = at + 1;
    let mut groups = vec![first.text.len()];
    while norm.len() < 19 {
        let joint = toks
            .get(end)
            .filter(|tok| tok.is_dash() || tok.is_sign('.') || tok.is_sign('/'))
            .is_some_and(|tok| !tok.apart);
        let place = end + usize::from(joint);
        let Some(tok) = toks
            .get(place)
            .filter(|tok| tok.kind == Kind::Number && (tok.apart != joint) && !tok.line)
        else {
            break;
        };
        norm.push_str(tok.text);
        groups.push(tok.text.len());
        end = place + 1;
    }
    let words = |words: &[&str]| {
        (1..=10).any(|back| {
            at.checked_sub(back)
                .and_then(|i| toks.get(i))
                .is_some_and(|tok| words.iter().any(|word| tok.plain.contains(word)))
        })
    };
    if !is_luhn(&norm) || !finder.is_free(&(at..end)) {
        return None;
    }
    if norm.len() == 15 && words(&["imei"]) {
        return Some((at..end, norm, FactKind::Imei));
    }
    let starts =
        norm.starts_with(['3', '4', '5', '6']) || norm.starts_with("22") || norm.starts_with("27");
    let shaped = groups == [4, 4, 4, 4] || groups == [4, 6, 5];
    let named = words(&["karte", "card", "visa", "amex", "mastercard", "debit", "credit"]);
    let other = words(&[
        "sendung", "tracking", "paket", "parcel", "order", "bestell", "kunden", "ticket",
        "vorgang", "auftrag", "imei", "account", "konto",
    ]);
    ((13..=19).contains(&norm.len()) && starts && (named || shaped && !other)).then_some((
        at..end,
        norm,
        FactKind::Card,
    ))
}

/// ISO 7812: the sum of the digits, every second doubled, ends in 0.
pub(crate) fn is_luhn(digits: &str) -> bool {
    let mut sum = 0;
    for (n, c) in digits.chars().rev().enumerate() {
        let Some(digit) = c.to_digit(10) else { return false };
        let value = if n % 2 == 1 { digit * 2 } else { digit };
        sum += if value > 9 { value - 9 } else { value };
    }
    !digits.is_empty() && sum % 10 == 0 && digits.chars().any(|c| c != '0')
}
