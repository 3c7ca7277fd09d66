//! Sums of money.

use super::{FactKind, Finder};
use crate::lex::{Kind as TokKind, Tok};

/// Sums: `45 €`, `£15.99`, `EUR 20`.
pub(super) fn money(finder: &mut Finder<'_, '_>) {
    let sign = |tok: &Tok<'_>| {
        matches!(tok.text, "€" | "£" | "$")
            || tok.is_any(&[
                "euro", "euros", "eur", "chf", "franken", "gbp", "pounds", "pound", "quid", "usd",
                "dollars",
            ])
    };
    for at in 0..finder.toks.len() {
        if !finder.tok(at).is_some_and(|tok| tok.kind == TokKind::Number) {
            continue;
        }
        let mut end = at + 1;
        while finder.tok(end).is_some_and(|tok| matches!(tok.text, "." | "," | "'") && !tok.apart)
            && finder.tok(end + 1).is_some_and(|tok| tok.kind == TokKind::Number && !tok.apart)
        {
            end += 2;
        }
        let before = at.checked_sub(1).and_then(|i| finder.tok(i)).is_some_and(sign);
        let behind = finder.tok(end).is_some_and(sign);
        let range = if before {
            at - 1..end
        } else if behind {
            at..end + 1
        } else {
            continue;
        };
        if finder.is_free(&range) {
            let norm: String =
                finder.toks.get(at..end).unwrap_or_default().iter().map(|tok| tok.text).collect();
            finder.claim(FactKind::Amount, range, norm.replace(',', "."), 95, None);
        }
    }
}
