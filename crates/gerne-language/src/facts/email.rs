//! Addresses for mail, also as people spell them out.

use super::{FactKind, Finder};
use crate::lex::{Kind, Tok};

const TOP: &[&str] = &[
    "com", "de", "net", "org", "eu", "at", "ch", "uk", "info", "example", "io", "fr", "nl", "it",
    "es", "pl", "be", "dk", "se", "ie", "us", "biz", "test", "me", "co", "app", "dev", "li", "lu",
    "online", "email",
];

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let toks = finder.toks;
    for at in 0..toks.len() {
        let Some((behind, sign)) = at_sign(toks, at) else { continue };
        let Some((from, mut local)) = local(toks, at, sign) else { continue };
        let Some((to, host, spelled)) = host(toks, behind, sign) else { continue };
        let led = (1..=4).any(|back| {
            from.checked_sub(back).and_then(|i| toks.get(i)).is_some_and(|tok| {
                tok.plain.contains("mail") || tok.is_any(&["adresse", "address"])
            })
        });
        let verb = toks.get(from).is_some_and(|tok| {
            tok.is_any(&[
                "was", "am", "is", "are", "were", "look", "looking", "bought", "ordered", "it",
                "me", "you", "page",
            ])
        });
        if sign == Sign::Word && (!spelled || verb) && !led {
            continue;
        }
        local.push('@');
        local.push_str(&host);
        if finder.is_free(&(from..to)) {
            finder.claim(FactKind::Email, from..to, local.to_lowercase(), 98, Some(at..behind));
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `@`
    Glued,
    /// `(at)`
    Bracketed,
    /// ` at `
    Word,
}

fn at_sign(toks: &[Tok<'_>], at: usize) -> Option<(usize, Sign)> {
    let tok = toks.get(at)?;
    if tok.is_sign('@') {
        return Some((at + 1, Sign::Glued));
    }
    let open = tok.is_sign('(') || tok.is_sign('[') || tok.is_sign('{');
    if open
        && toks.get(at + 1).is_some_and(|tok| tok.is_any(&["at", "aet"]) || tok.is_sign('@'))
        && toks
            .get(at + 2)
            .is_some_and(|tok| tok.is_sign(')') || tok.is_sign(']') || tok.is_sign('}'))
    {
        return Some((at + 3, Sign::Bracketed));
    }
    tok.is_any(&["at", "aet"]).then_some((at + 1, Sign::Word))
}

/// What joins the words of an address, and behind which token it ends.
fn joint(toks: &[Tok<'_>], at: usize, spelled: bool) -> Option<(usize, char, bool)> {
    let tok = toks.get(at)?;
    let bracket = tok.is_sign('(') || tok.is_sign('[');
    if bracket && toks.get(at + 1).is_some_and(|tok| tok.is_any(&["dot", "punkt"])) {
        return Some((at + 3, '.', true));
    }
    if spelled {
        let named = match tok.plain.as_str() {
            "dot" | "punkt" => Some('.'),
            "underscore" | "unterstrich" => Some('_'),
            "minus" | "bindestrich" | "hyphen" | "dash" => Some('-'),
            _ => None,
        };
        if let Some(sign) = named.filter(|_| tok.apart) {
            return Some((at + 1, sign, true));
        }
    }
    let sign = tok
        .text
        .chars()
        .next()
        .filter(|c| matches!(c, '.' | '-' | '_' | '+') && tok.kind == Kind::Sign)?;
    let next = toks.get(at + 1)?;
    (!next.apart && !tok.apart).then_some((at + 1, sign, false))
}

/// Backwards from the sign.
fn local(toks: &[Tok<'_>], sign_at: usize, sign: Sign) -> Option<(usize, String)> {
    if sign == Sign::Glued && toks.get(sign_at)?.apart {
        return None;
    }
    let mut from = sign_at;
    let mut parts: Vec<String> = Vec::new();
    while let Some(at) = from.checked_sub(1) {
        let tok = toks.get(at)?;
        let fresh = parts.is_empty();
        if tok.kind != Kind::Sign {
            let glued = toks.get(from).is_some_and(|next| !next.apart);
            let spelled_before = parts
                .last()
                .is_some_and(|part| part.len() == 1 && !part.chars().all(char::is_alphanumeric))
                && sign != Sign::Glued;
            if !(fresh && sign != Sign::Glued || glued || spelled_before) {
                break;
            }
            let named = match tok.plain.as_str() {
                _ if fresh || sign == Sign::Glued => None,
                "dot" | "punkt" => Some("."),
                "underscore" | "unterstrich" => Some("_"),
                "minus" | "bindestrich" => Some("-"),
                _ => None,
            };
            parts.push(named.map_or_else(|| tok.text.to_owned(), str::to_owned));
            from = at;
            // „alex dot kim“: the word before the joint belongs to it, too.
            if named.is_none() && sign != Sign::Glued && at > 0 {
                let before = toks.get(at - 1);
                if before.is_some_and(|tok| {
                    tok.is_any(&[
                        "dot",
                        "punkt",
                        "underscore",
                        "unterstrich",
                        "minus",
                        "bindestrich",
                    ])
                }) && at > 1
                    && toks.get(at - 2).is_some_and(|tok| tok.kind != Kind::Sign)
                {
                    let joint = match before.map(|tok| tok.plain.as_str()) {
                        Some("dot" | "punkt") => ".",
                        Some("underscore" | "unterstrich") => "_",
                        _ => "-",
                    };
                    parts.push(joint.to_owned());
                    from = at - 1;
                }
            }
            continue;
        }
        // „rosa (punkt) thiele (at) …“
        let spelled = matches!(tok.text, ")" | "]")
            && at > 1
            && toks.get(at - 1).is_some_and(|tok| tok.is_any(&["dot", "punkt"]))
            && toks.get(at - 2).is_some_and(|tok| tok.is_sign('(') || tok.is_sign('['));
        if !fresh && sign != Sign::Glued && spelled {
            parts.push(".".to_owned());
            from = at - 2;
            continue;
        }
        let glued = toks.get(from).is_some_and(|next| !next.apart) || fresh && sign != Sign::Glued;
        if !fresh && glued && matches!(tok.text, "." | "-" | "_" | "+" | "'") && !tok.apart {
            parts.push(tok.text.to_owned());
            from = at;
            continue;
        }
        break;
    }
    while parts.last().is_some_and(|part| !part.chars().any(char::is_alphanumeric)) {
        parts.pop();
        from += 1;
    }
    parts.reverse();
    let local = parts.concat();
    (!local.is_empty() && local.len() <= 64).then_some((from, local))
}

fn host(toks: &[Tok<'_>], from: usize, sign: Sign) -> Option<(usize, String, bool)> {
    let spelled =
        sign != Sign::Glued || toks.get(from + 1).is_some_and(|tok| tok.is_any(&["dot", "punkt"]));
    let first = toks.get(from).filter(|tok| tok.kind != Kind::Sign && (spelled || !tok.apart))?;
    let mut host = first.text.to_owned();
    let mut at = from + 1;
    let (mut dots, mut said) = (0, false);
    let mut last = first.plain.clone();
    loop {
        // 4ever, web2
        if let Some(tok) = toks.get(at).filter(|tok| !tok.apart && tok.kind != Kind::Sign) {
            host.push_str(tok.text);
            last = tok.plain.clone();
            at += 1;
            continue;
        }
        let Some((behind, sign, named)) = joint(toks, at, spelled) else { break };
        let Some(tok) =
            toks.get(behind).filter(|tok| tok.kind != Kind::Sign && (named || !tok.apart))
        else {
            break;
        };
        // A sentence's end is no joint.
        if sign == '_' || sign == '+' {
            break;
        }
        host.push(sign);
        host.push_str(tok.text);
        last = tok.plain.clone();
        dots += usize::from(sign == '.');
        said |= named;
        at = behind + 1;
    }
    let top = last.len() >= 2 && last.chars().all(|c| c.is_ascii_alphabetic());
    (dots > 0 && top && (sign == Sign::Glued || TOP.contains(&last.as_str())))
        .then_some((at, host, said))
}
