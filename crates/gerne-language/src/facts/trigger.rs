//! Numbers that a word beside them names: `Kundennummer 4711-882931`, `order #WX-99120`.

use std::ops::Range;

use super::{FactKind, Finder};
use crate::{
    lex::{Kind, Tok},
    words,
};

/// A word that names a number, and where it ends.
struct Trigger {
    kind: FactKind,
    toks: Range<usize>,
    /// It says that a number follows; otherwise the number must stand right beside it.
    strong: bool,
}

/// What begins a word, and what it names. Longer ones first where one begins another.
const STEMS: &[(&str, FactKind)] = &[
    ("kundenkonto", FactKind::AccountNo),
    ("vertragskonto", FactKind::AccountNo),
    ("nutzerkonto", FactKind::AccountNo),
    ("benutzerkonto", FactKind::AccountNo),
    ("kunden", FactKind::CustomerNo),
    ("kunde", FactKind::CustomerNo),
    ("kdnr", FactKind::CustomerNo),
    ("kd", FactKind::CustomerNo),
    ("customer", FactKind::CustomerNo),
    ("client", FactKind::CustomerNo),
    ("mitglieds", FactKind::CustomerNo),
    ("mitglied", FactKind::CustomerNo),
    ("member", FactKind::CustomerNo),
    ("membership", FactKind::CustomerNo),
    ("versichertennummer", FactKind::CustomerNo),
    ("vertrags", FactKind::ContractNo),
    ("vertrag", FactKind::ContractNo),
    ("contract", FactKind::ContractNo),
    ("policy", FactKind::ContractNo),
    ("policen", FactKind::ContractNo),
    ("police", FactKind::ContractNo),
    ("polizzen", FactKind::ContractNo),
    ("polizze", FactKind::ContractNo),
    ("versicherungsschein", FactKind::ContractNo),
    ("versicherungs", FactKind::ContractNo),
    ("vsnr", FactKind::ContractNo),
    ("abo", FactKind::ContractNo),
    ("konto", FactKind::AccountNo),
    ("kontonr", FactKind::AccountNo),
    ("account", FactKind::AccountNo),
    ("acct", FactKind::AccountNo),
    ("acc", FactKind::AccountNo),
    ("bestell", FactKind::OrderNo),
    ("bestellung", FactKind::OrderNo),
    ("bestellungs", FactKind::OrderNo),
    ("auftrags", FactKind::OrderNo),
    ("auftrag", FactKind::OrderNo),
    ("order", FactKind::OrderNo),
    ("ord", FactKind::OrderNo),
    ("purchase", FactKind::OrderNo),
    ("rechnungs", FactKind::InvoiceNo),
    ("rechnung", FactKind::InvoiceNo),
    ("invoice", FactKind::InvoiceNo),
    ("inv", FactKind::InvoiceNo),
    ("bill", FactKind::InvoiceNo),
    ("beleg", FactKind::InvoiceNo),
    ("faktura", FactKind::InvoiceNo),
    ("sendungs", FactKind::TrackingNo),
    ("sendungsverfolgungs", FactKind::TrackingNo),
    ("sendung", FactKind::TrackingNo),
    ("sdg", FactKind::TrackingNo),
    ("paket", FactKind::TrackingNo),
    ("tracking", FactKind::TrackingNo),
    ("trackings", FactKind::TrackingNo),
    ("parcel", FactKind::TrackingNo),
    ("consignment", FactKind::TrackingNo),
    ("shipment", FactKind::TrackingNo),
    ("shipping", FactKind::TrackingNo),
    ("trk", FactKind::TrackingNo),
    ("dhl", FactKind::TrackingNo),
    ("dpd", FactKind::TrackingNo),
    ("gls", FactKind::TrackingNo),
    ("ups", FactKind::TrackingNo),
    ("hermes", FactKind::TrackingNo),
    ("versand", FactKind::TrackingNo),
    ("paketschein", FactKind::TrackingNo),
    ("frachtbrief", FactKind::TrackingNo),
    ("waybill", FactKind::TrackingNo),
    ("track", FactKind::TrackingNo),
    ("package", FactKind::TrackingNo),
    ("lieferungs", FactKind::TrackingNo),
    ("liefer", FactKind::TrackingNo),
    ("buchungs", FactKind::BookingRef),
    ("buchung", FactKind::BookingRef),
    ("booking", FactKind::BookingRef),
    ("reservierungs", FactKind::BookingRef),
    ("reservierung", FactKind::BookingRef),
    ("reservation", FactKind::BookingRef),
    ("pnr", FactKind::BookingRef),
    ("confirmation", FactKind::BookingRef),
    ("ticket", FactKind::TicketNo),
    ("vorgangs", FactKind::TicketNo),
    ("vorgang", FactKind::TicketNo),
    ("fall", FactKind::TicketNo),
    ("case", FactKind::TicketNo),
    ("incident", FactKind::TicketNo),
    ("complaint", FactKind::TicketNo),
    ("claim", FactKind::TicketNo),
    ("claims", FactKind::TicketNo),
    ("schadens", FactKind::TicketNo),
    ("schaden", FactKind::TicketNo),
    ("schadennr", FactKind::TicketNo),
    ("stoerungs", FactKind::TicketNo),
    ("stoerungsmeldung", FactKind::TicketNo),
    ("beschwerde", FactKind::TicketNo),
    ("anfrage", FactKind::TicketNo),
    ("reklamations", FactKind::TicketNo),
    ("referenz", FactKind::TicketNo),
    ("reference", FactKind::TicketNo),
    ("ref", FactKind::TicketNo),
    ("aktenzeichen", FactKind::TicketNo),
    ("az", FactKind::TicketNo),
    ("geschaeftszeichen", FactKind::TicketNo),
    ("bearbeitungs", FactKind::TicketNo),
];

const NUMBER: &[&str] = &[
    "nummer",
    "nummern",
    "nr",
    "nrn",
    "number",
    "numbers",
    "no",
    "num",
    "id",
    "code",
    "kennung",
    "zeichen",
    "ref",
    "reference",
    "referenz",
    "numero",
    "nbr",
];

/// Words that may stand between the name and the number.
const BETWEEN: &[&str] = &[
    "ist", "lautet", "is", "was", "war", "die", "der", "das", "the", "meine", "mein", "my", "hier",
    "here", "und", "zwar", "unter", "mit", "it's", "waere", "bei", "euch", "ihnen", "habe", "ich",
    "von", "mir", "folgende", "wie", "folgt", "being", "lauten", "are", "sind", "nochmal", "again",
    "also", "mal",
];

pub(super) fn find(finder: &mut Finder<'_, '_>) {
    let mut at = 0;
    while at < finder.toks.len() {
        let Some(trigger) = trigger(finder.toks, at) else {
            at += 1;
            continue;
        };
        let next = trigger.toks.end;
        if let Some(value) = behind(finder, &trigger) {
            keep(finder, &trigger, value.clone());
            more(finder, &trigger, value.end);
        } else if let Some(value) = before(finder, &trigger) {
            keep(finder, &trigger, value);
        }
        at = next;
    }
}

fn keep(finder: &mut Finder<'_, '_>, trigger: &Trigger, value: Range<usize>) {
    let norm = norm(finder.toks.get(value.clone()).unwrap_or_default(), trigger.kind);
    let confidence = if trigger.strong { 97 } else { 85 };
    finder.claim(trigger.kind, value, norm, confidence, Some(trigger.toks.clone()));
}

/// `Kundennummern 123456 und 234567`.
fn more(finder: &mut Finder<'_, '_>, trigger: &Trigger, end: usize) {
    let mut end = end;
    for _ in 0..4 {
        if !finder.is(end, &["und", "and", "sowie", "&", "oder", "or"]) {
            return;
        }
        let Some(value) = value(finder, end + 1, trigger) else { return };
        let digits = |range: &Range<usize>| -> usize {
            finder
                .toks
                .get(range.clone())
                .unwrap_or_default()
                .iter()
                .filter(|tok| tok.kind == Kind::Number)
                .map(|tok| tok.text.len())
                .sum()
        };
        if digits(&value) < 4
            || finder.tok(value.start).is_some_and(|tok| tok.text.starts_with('0'))
        {
            return;
        }
        end = value.end;
        keep(finder, trigger, value);
    }
}

/// Without blanks; of some kinds without any sign.
fn norm(toks: &[Tok<'_>], kind: FactKind) -> String {
    let bare = matches!(kind, FactKind::CustomerNo | FactKind::ContractNo | FactKind::AccountNo);
    toks.iter().filter(|tok| !(bare && tok.kind == Kind::Sign)).map(|tok| tok.text).collect()
}

/// A word that names a number.
fn trigger(toks: &[Tok<'_>], at: usize) -> Option<Trigger> {
    let tok = toks.get(at).filter(|tok| tok.kind == Kind::Word)?;
    let mut end = at + 1;
    let plain = tok.plain.as_str();
    // Kundennummer, Bestellnr, Kdnr
    let joined =
        ["nummer", "nummern", "nr", "number", "code", "no", "id", "kennung", "referenz", "zeichen"]
            .iter()
            .find_map(|tail| {
                let stem = plain.strip_suffix(tail).filter(|stem| stem.len() > 1)?;
                kind_of(stem.trim_end_matches('-'))
            });
    let (kind, strong) = match (joined, kind_of(plain)) {
        (Some(kind), _) => (kind, true),
        (None, Some(kind)) => {
            // Kunden-Nr., Kd Nr, order number, booking reference
            let dot = usize::from(toks.get(end).is_some_and(|tok| tok.is_sign('.') && !tok.apart));
            let dash = toks.get(end + dot).is_some_and(|tok| tok.is_dash() && !tok.apart);
            let hyphen = dot + usize::from(dash);
            let middle = toks.get(end + hyphen).is_some_and(|tok| {
                tok.is_any(&["ref", "reference", "account", "tracking", "verfolgungs"])
            });
            let skip = hyphen + usize::from(middle);
            if toks.get(end + skip).is_some_and(|tok| tok.is_any(NUMBER)) {
                end += skip + 1;
                (kind, true)
            } else if middle {
                end += skip;
                (kind, true)
            } else {
                let sure = matches!(
                    plain,
                    "kdnr"
                        | "pnr"
                        | "aktenzeichen"
                        | "ref"
                        | "referenz"
                        | "reference"
                        | "trk"
                        | "az"
                        | "geschaeftszeichen"
                        | "vsnr"
                );
                // „Kunde“ alone needs its sign, „Kd“ alone its dot.
                (kind, sure)
            }
        }
        _ => return None,
    };
    // Somebody's own reference is a booking when a booking is spoken of.
    let generic = matches!(plain, "ref" | "reference" | "referenz" | "referenznummer");
    let booked = |tok: &Tok<'_>| {
        tok.is_any(&[
            "booking",
            "buchung",
            "reservierung",
            "reservation",
            "flight",
            "flug",
            "hotel",
        ])
    };
    let kind = if generic
        && toks.get(at.saturating_sub(3)..at).is_some_and(|toks| toks.iter().any(booked))
    {
        FactKind::BookingRef
    } else {
        kind
    };
    Some(Trigger { kind, toks: at..end, strong })
}

fn kind_of(stem: &str) -> Option<FactKind> {
    STEMS.iter().find(|(word, _)| *word == stem).map(|(_, kind)| *kind)
}

/// The number behind the name.
fn behind(finder: &Finder<'_, '_>, trigger: &Trigger) -> Option<Range<usize>> {
    let limit = if trigger.strong { 8 } else { 3 };
    for at in trigger.toks.end..trigger.toks.end + limit {
        let tok = finder.tok(at)?;
        if tok.line && at > trigger.toks.end + 1 {
            return None;
        }
        if let Some(value) = value(finder, at, trigger) {
            return Some(value);
        }
        let sign = tok.kind == Kind::Sign
            && matches!(
                tok.text,
                ":" | "."
                    | "#"
                    | "="
                    | "-"
                    | "–"
                    | "("
                    | "\""
                    | "„"
                    | "'"
                    | "°"
                    | "/"
                    | ","
                    | "➡"
                    | "*"
                    | "["
                    | "…"
            );
        let word =
            tok.is_any(NUMBER) || trigger.strong && (tok.is_any(BETWEEN) || tok.plain == "n");
        if !sign && !word || tok.text == "," && !trigger.strong {
            return None;
        }
    }
    None
}

/// The number before its name: `4711 ist meine Kundennummer`, `4711 (Kundennummer)`.
fn before(finder: &Finder<'_, '_>, trigger: &Trigger) -> Option<Range<usize>> {
    if !trigger.strong {
        return None;
    }
    let mut at = trigger.toks.start;
    let mut said = false;
    for _ in 0..5 {
        let tok = finder.tok(at.checked_sub(1)?)?;
        let link = tok.is_any(&["ist", "is", "as", "als", "waere", "war", "was"])
            || tok.is_sign('(')
            || tok.is_sign('=');
        if link
            || tok.is_any(&["meine", "my", "die", "the", "unsere", "our", "mein", "das", "dazu"])
        {
            said |= link;
            at -= 1;
            continue;
        }
        break;
    }
    if !said {
        return None;
    }
    // Backwards over what may be one number.
    let mut start = at;
    while let Some(tok) = start.checked_sub(1).and_then(|i| finder.tok(i)) {
        let next_glued = finder.tok(start).is_some_and(|next| !next.apart);
        let part = tok.kind == Kind::Number
            || tok.kind == Kind::Word
                && tok.text.len() <= 5
                && next_glued
                && tok.text.chars().all(|c| c.is_ascii_uppercase())
            || tok.kind == Kind::Sign
                && matches!(tok.text, "-" | "/" | "." | "_")
                && next_glued
                && !tok.apart;
        if !part || at - start > 12 {
            break;
        }
        start -= 1;
    }
    (start..at).find_map(|from| value(finder, from, trigger).filter(|range| range.end == at))
}

/// What looks like such a number, beginning at this token.
fn value(finder: &Finder<'_, '_>, at: usize, trigger: &Trigger) -> Option<Range<usize>> {
    let toks = finder.toks;
    let first = toks.get(at)?;
    if first.kind == Kind::Sign {
        return None;
    }
    let mut end = run(toks, at);
    let digits = |from: usize, to: usize| -> usize {
        toks.get(from..to)
            .unwrap_or_default()
            .iter()
            .filter(|tok| tok.kind == Kind::Number)
            .map(|tok| tok.text.len())
            .sum()
    };
    // 88 231 907; RB 123 456 785 GB
    let lettered = first.kind == Kind::Word && end == at + 1;
    if lettered {
        let capital = first.text.len() <= 3 && first.text.chars().all(|c| c.is_ascii_uppercase());
        if capital
            && toks
                .get(end)
                .is_some_and(|tok| tok.kind == Kind::Number && tok.text.len() >= 2 && !tok.line)
        {
            end = run(toks, end);
        }
    }
    while digits(at, end) > 0 && digits(at, end) < 24 {
        let Some(next) = toks.get(end).filter(|tok| {
            tok.kind == Kind::Number && tok.apart && !tok.line && tok.text.len() >= 2
        }) else {
            break;
        };
        let behind = run(toks, end);
        let dated = toks.get(end + 1).is_some_and(|tok| {
            matches!(tok.text, "." | ":" | "€" | "%" | ",")
                && !tok.apart
                && toks.get(end + 2).is_some_and(|t| !t.apart && t.kind == Kind::Number)
        });
        if counted(toks, behind) || dated || next.text.len() > 8 || behind > end + 3 {
            break;
        }
        end = behind;
    }
    if trigger.kind == FactKind::TrackingNo
        && digits(at, end) >= 7
        && toks.get(end).is_some_and(|tok| {
            tok.text.len() == 2 && tok.apart && tok.text.chars().all(|c| c.is_ascii_uppercase())
        })
        && toks.get(at).is_some_and(|tok| tok.kind == Kind::Word)
    {
        end += 1;
    }
    let range = at..end;
    let all = toks.get(range.clone())?;
    let written: usize =
        all.iter().filter(|tok| tok.kind != Kind::Sign).map(|tok| tok.text.chars().count()).sum();
    let n = digits(at, end);
    let letters = written - n;
    let code = letters > 0
        && all
            .iter()
            .any(|tok| tok.kind == Kind::Word && tok.text.chars().all(|c| c.is_ascii_uppercase()));
    let lower = letters > 0
        && !code
        && all.len() > 1
        && (n >= 3 || trigger.kind == FactKind::BookingRef && n >= 1 && trigger.strong);
    let reference = trigger.kind == FactKind::BookingRef
        || trigger.kind == FactKind::TicketNo && trigger.strong;
    let plain_code = reference
        && n == 0
        && all.len() == 1
        && (5..=8).contains(&written)
        && first.text.chars().all(|c| c.is_ascii_uppercase());
    let enough = match (trigger.strong, trigger.kind) {
        (true, FactKind::BookingRef) => n >= 1 && written >= 5,
        (true, _) => n >= 3 && written >= 4,
        (false, FactKind::BookingRef) => n >= 5 || code && n >= 1 && (5..=9).contains(&written),
        (false, _) => n >= 5 || code && n >= 3 && written >= 5,
    };
    let shaped = plain_code || enough && (letters == 0 || code || lower);
    if !shaped
        || written > 30
        || !finder.is_free(&range)
        || counted(toks, end)
        || is_dated(finder, &range)
    {
        return None;
    }
    // A price, a sum, a year.
    let price = at
        .checked_sub(1)
        .and_then(|i| toks.get(i))
        .is_some_and(|tok| matches!(tok.text, "€" | "£" | "$") || tok.is_any(&["eur", "chf"]));
    let year = !trigger.strong && letters == 0 && n == 4;
    (!price && !year).then_some(range)
}

/// Behind the letters, digits and signs that are written without a blank.
fn run(toks: &[Tok<'_>], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(tok) = toks.get(end).filter(|tok| !tok.apart) {
        let joint = tok.kind == Kind::Sign
            && (matches!(tok.text, "-" | "/" | "." | "_" | "–" | "‑") || tok.text == "#");
        let fits = if joint {
            toks.get(end + 1).is_some_and(|next| {
                !next.apart
                    && (next.kind == Kind::Number || next.kind == Kind::Word && code_like(next))
            })
        } else {
            tok.kind == Kind::Number || tok.kind == Kind::Word && code_like(tok)
        };
        if !fits || end - at > 14 {
            break;
        }
        end += 1;
    }
    end
}

fn code_like(tok: &Tok<'_>) -> bool {
    tok.text.len() <= 6 && tok.text.is_ascii()
}

/// Something is counted: days, euros.
fn counted(toks: &[Tok<'_>], at: usize) -> bool {
    toks.get(at).is_some_and(|tok| {
        matches!(tok.text, "€" | "%" | "£" | "$")
            || words::unit(&tok.plain).is_some_and(|_| tok.plain != "h")
            || tok.is_any(&["euro", "eur", "chf", "uhr", "mal", "mbit", "gb", "kwh", "franken"])
    })
}

/// A date is no number of anybody.
fn is_dated(finder: &Finder<'_, '_>, range: &Range<usize>) -> bool {
    finder.whens.iter().any(|when| {
        matches!(
            when.kind,
            crate::when::Kind::Date | crate::when::Kind::DateTime | crate::when::Kind::Time
        ) && when.toks.start <= range.start
            && when.toks.end >= range.end
    })
}
