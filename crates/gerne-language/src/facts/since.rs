//! Since when it is so: `seit Montag`, `for three weeks`, `since the update`.

use super::{FactKind, Finder, moment::iso};
use crate::{
    lex::{Kind as TokKind, Tok},
    rows::{EVENT_LEADS, EVENT_WORDS, LOYAL, STEPS},
    when::{self, Bound, Context, Grain, Kind, Lean, MondayToFriday, When},
    words::Unit,
};

fn lead(finder: &Finder<'_, '_>, when: &When, words: &[&str]) -> Option<usize> {
    (1..=4).find_map(|back| {
        let at = when.toks.start.checked_sub(back)?;
        finder.is(at, words).then_some(at)
    })
}

/// `seit Montag`, `for three weeks`.
pub(super) fn since(finder: &mut Finder<'_, '_>, when: &When) -> bool {
    if is_loyal(finder, when) {
        return false;
    }
    if when.bound == Some(Bound::Since) && !matches!(when.kind, Kind::Duration | Kind::Shift) {
        let Some(at) = lead(finder, when, &["seit", "since", "seitdem"]) else { return false };
        let text = iso(when);
        finder.claim(FactKind::Since, at..when.toks.end, text, 92, Some(at..at + 1));
        return true;
    }
    if when.kind != Kind::Duration && !(when.kind == Kind::Shift || when.kind == Kind::Interval) {
        return false;
    }
    let led = lead(finder, when, &["seit", "since", "for", "ueber"]).filter(|at| {
        finder.toks.get(at + 1..when.toks.start).unwrap_or_default().iter().all(|tok| {
            tok.is_any(&[
                "ueber",
                "mehr",
                "als",
                "fast",
                "bereits",
                "schon",
                "nun",
                "mittlerweile",
                "over",
                "more",
                "than",
                "about",
                "around",
                "nearly",
                "almost",
                "the",
                "den",
                "ca",
                "circa",
                "gut",
                "rund",
                "etwa",
                "ungefaehr",
                "knapp",
                "at",
                "least",
                "now",
                "well",
                "jetzt",
                "a",
                "one",
            ]) || tok.is_sign('.')
        })
    });
    let waited = (1..=4).any(|back| {
        when.toks
            .start
            .checked_sub(back)
            .is_some_and(|at| finder.is(at, &["warte", "warten", "wartet", "waiting", "gewartet"]))
    }) && matches!(when.kind, Kind::Duration);
    let Some(at) = led.or_else(|| waited.then_some(when.toks.start)) else { return false };
    if finder.is(at, &["ueber"])
        && !(1..=3)
            .any(|back| at.checked_sub(back).is_some_and(|i| finder.is(i, &["seit", "schon"])))
    {
        return false;
    }
    // „for 45 a month“, „refund for two weeks“: a length by itself, not counted back.
    let held = at > 1 && finder.is(at - 2, &["on"]) && finder.is(at - 1, &["hold"]);
    if finder.is(at, &["for"]) && !held && refers_to_future(finder, at, when) {
        return false;
    }
    // „Unplugged it for an hour“: how long a step took.
    let step = STEPS.any(finder.toks, &(at.saturating_sub(5)..at));
    if finder.is(at, &["for"]) && step && !finder.is(at.saturating_sub(1), &["now"]) {
        return false;
    }
    let norm = counted_back(when, finder.context).unwrap_or_default();
    finder.claim(FactKind::Since, at..when.toks.end, norm, 85, Some(at..at + 1));
    true
}

/// `Kunde seit 2009`: no trouble since then.
fn is_loyal(finder: &Finder<'_, '_>, when: &When) -> bool {
    (when.toks.start.saturating_sub(5)..when.toks.end + 3)
        .any(|at| finder.tok(at).is_some_and(|tok| LOYAL.is_word(&tok.plain)))
}

fn refers_to_future(finder: &Finder<'_, '_>, at: usize, when: &When) -> bool {
    let before = finder.toks.get(at.saturating_sub(8)..at).unwrap_or_default();
    before.iter().any(|tok| {
        tok.is_any(&[
            "refund", "credit", "going", "away", "booked", "paid", "pay", "will", "contract",
            "next", "only", "minutes", "lasted", "holiday", "tonight", "staying", "just", "free",
            "hold", "warranty", "valid", "each", "a",
        ])
    }) && !before.iter().any(|tok| {
        tok.is_any(&[
            "been", "waiting", "waited", "down", "dead", "broken", "not", "no", "haven't",
            "hasn't", "without", "now", "out",
        ])
    }) || finder.is(when.toks.end, &["each", "a", "per", "warranty", "contract", "trial", "at"])
}

fn counted_back(when: &When, context: &Context<'_>) -> Option<String> {
    let amount = match &when.sem {
        when::Sem::Amount(amount) | when::Sem::Shift(amount, _) | when::Sem::Stretch(amount, _) => {
            *amount
        }
        _ => return None,
    };
    let back = Context {
        now: context.now.clone(),
        lean: Lean::Past,
        month_first: false,
        working: &MondayToFriday,
    };
    let sem = when::Sem::Shift(amount, true);
    let (from, _, grain) = when::resolve_sem(&sem, Lean::Past, &back)?;
    Some(if grain <= Grain::Hour && amount.unit < Unit::Day {
        format!("{}T{}", from.date(), from.time().strftime("%H:%M"))
    } else {
        from.date().to_string()
    })
}

/// `seit Tagen`, `for weeks`, `since the update`.
pub(super) fn vague_since(finder: &mut Finder<'_, '_>) {
    for at in 0..finder.toks.len() {
        let led = finder.is(at, &["seit", "for", "since"]);
        if !led || !finder.is_free(&(at..at + 1)) {
            continue;
        }
        let mut end = at + 1;
        while finder.is(
            end,
            &[
                "mehreren", "einigen", "ein", "paar", "vielen", "several", "many", "some", "a",
                "few", "couple", "of", "zig", "etlichen", "ewigen", "the", "last", "past", "den",
                "letzten",
            ],
        ) && end < at + 5
        {
            end += 1;
        }
        let plural = finder.is(
            end,
            &[
                "tagen",
                "wochen",
                "monaten",
                "jahren",
                "stunden",
                "minuten",
                "days",
                "weeks",
                "months",
                "years",
                "hours",
                "ages",
                "ewigkeiten",
                "ewig",
                "zeiten",
            ],
        );
        if plural
            && finder.is_free(&(at..end + 1))
            && !(finder.is(at, &["for"])
                && finder.is(end + 1, &["to", "now", "and"])
                && finder.is(end + 1, &["to"]))
        {
            finder.claim(FactKind::Since, at..end + 1, String::new(), 80, Some(at..at + 1));
        } else if let Some(end) = event(finder, at) {
            let range = at..end;
            if finder.is_free(&range) {
                finder.claim(FactKind::Since, range, String::new(), 78, Some(at..at + 1));
            }
        }
    }
}

/// Behind what happened, after `seit` or `since`: `seit dem Update`, `since we moved`.
fn event(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    let toks = finder.toks;
    let german = finder.is(at, &["seit"]);
    if !german && !finder.is(at, &["since"]) {
        return None;
    }
    let mut end = at + 1;
    while end < at + 4 && toks.get(end).is_some_and(|tok| EVENT_LEADS.is_word(&tok.plain)) {
        end += 1;
    }
    let led = end > at + 1;
    for ahead in 0..3 {
        let tok = toks.get(end + ahead).filter(|tok| tok.kind == TokKind::Word && !tok.line)?;
        if let Some(row) = EVENT_WORDS.at(toks, end + ahead, toks.len()) {
            return Some(tail(toks, row.end));
        }
        if german && EVENT_WORDS.is_word(&tok.plain) {
            return Some(tail(toks, end + ahead + 1));
        }
        if !led {
            break;
        }
        // „seit der neuen Sommerpause“: any noun will do behind an article.
        if german && tok.is_capital() {
            return Some(tail(toks, end + ahead + 1));
        }
    }
    // since we moved, seit ich umgezogen bin
    let who = toks.get(at + 1).filter(|tok| {
        tok.is_any(&["we", "i", "you", "they", "ich", "wir", "ihr", "sie", "es", "it"])
    })?;
    let _ = who;
    let mut stop = at + 2;
    while stop < at + 9 && toks.get(stop).is_some_and(|tok| tok.kind != TokKind::Sign && !tok.line)
    {
        stop += 1;
    }
    let verb = toks.get(at + 2)?;
    let past = verb.plain.ends_with("ed")
        || verb.is_any(&[
            "got", "had", "bought", "took", "put", "went", "came", "left", "built", "paid", "sent",
            "lost",
        ]);
    if german { Some(stop) } else { past.then_some((at + 5).min(stop)) }
}

/// `auf Glasfaser`, `to fibre`: what belongs to it.
fn tail(toks: &[Tok<'_>], end: usize) -> usize {
    let joins = toks.get(end).is_some_and(|tok| {
        tok.is_any(&["auf", "vom", "von", "zu", "zum", "in", "am", "im", "to", "on", "of"])
    });
    let noun = toks.get(end + 1).is_some_and(|tok| {
        tok.kind == TokKind::Word && (tok.is_capital() || tok.is_any(&["fibre", "fiber"]))
    });
    if joins && noun { end + 2 } else { end }
}
