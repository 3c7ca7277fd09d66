//! Nothing private in public. A public answer is held when it says what only the customer and we
//! know, what is known of somebody else, or what belongs in no public place at all. What stands in
//! the very thread that is answered may be said again, but for bank accounts, cards and secrets.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use gerne_domain::{CustomerId, FactState, Message, Stated, Timestamp};
use gerne_language::{
    card::{By, Kind, Place},
    facts::FactKind,
    secrets,
};
use gerne_store::Reader;

use super::{SHORTEST, Taught, card::LOOKED_AT, squeezed};
use crate::EngineError;

/// Why an answer is held.
#[derive(Clone, Debug, PartialEq)]
pub struct Hold {
    /// `private_fact`, `iban`, `card` or `token`.
    pub kind: &'static str,
    /// The bytes of it in the text.
    pub span: Range<usize>,
    /// What kind of fact it is.
    pub what: String,
    /// Where this customer said it.
    pub source: Option<Stated>,
    /// `said_in_private`, `of_another`, `never_public`.
    pub why: &'static str,
}

/// Values that so many people state are the company's own: its hotline, its bank account.
const COMPANYS: usize = 3;
/// Values looked up of one text.
const LOOKED_UP: usize = 192;
/// Signs of which a value can consist.
const LONGEST: usize = 34;

/// Before whom something is about to be said.
pub(crate) struct Public<'a> {
    /// Whom it answers; `None`: everybody is told.
    pub(crate) customer: Option<CustomerId>,
    /// What stands in the thread that it answers, where everyone can read it.
    pub(crate) thread: &'a [Message],
    /// When.
    pub(crate) now: Timestamp,
}

/// What is private is not said in public, unless somebody says why. That reason, when it was needed.
pub(crate) async fn refuse(
    db: &mut Reader,
    taught: &Taught,
    public: &Public<'_>,
    text: &str,
    reason: Option<String>,
) -> Result<Option<String>, EngineError> {
    let holds = holds(db, taught, public, text).await?;
    match reason {
        _ if holds.is_empty() => Ok(None),
        Some(reason) => Ok(Some(reason)),
        None => Err(EngineError::Private(holds)),
    }
}

/// What in a public answer is nothing for the public.
pub(crate) async fn holds(
    db: &mut Reader,
    taught: &Taught,
    public: &Public<'_>,
    text: &str,
) -> Result<Vec<Hold>, EngineError> {
    let mut holds = never_public(taught, public, text);
    let written = Written::of(text);
    let there: String = public.thread.iter().map(|m| squeezed(&m.text) + "\n").collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let (theirs, family) = match public.customer {
        Some(whom) => (db.facts_of(whom, LOOKED_AT).await?, db.customer_family(whom).await?),
        None => Default::default(),
    };
    for stated in theirs {
        let Some(sought) = &stated.fact.sought else { continue };
        if stated.fact.state == FactState::Dismissed || !seen.insert(sought.clone()) {
            continue;
        }
        let forms = forms(sought, &stated.fact.kind, taught.calling());
        if forms.iter().any(|form| there.contains(form.as_str())) {
            continue;
        }
        if let Some(span) = forms.iter().find_map(|form| written.find(form)) {
            let what = stated.fact.kind.clone();
            let (kind, why) = ("private_fact", "said_in_private");
            holds.push(Hold { kind, span, what, source: Some(stated), why });
        }
    }
    let values = written.values(taught.calling());
    let wanted: Vec<String> =
        values.keys().filter(|v| !there.contains(v.as_str())).take(LOOKED_UP).cloned().collect();
    let mut owners: BTreeMap<String, BTreeSet<CustomerId>> = BTreeMap::new();
    for (value, who) in db.private_facts(&wanted).await? {
        owners.entry(value).or_default().insert(who);
    }
    for (value, who) in owners {
        let others = who.iter().filter(|id| !family.contains(id)).count();
        if others == 0 || who.len() >= COMPANYS || others < who.len() {
            continue;
        }
        if let Some(span) = values.get(&value) {
            let (kind, why) = ("private_fact", "of_another");
            let what = "value".to_owned();
            holds.push(Hold { kind, span: span.clone(), what, source: None, why });
        }
    }
    holds.sort_by_key(|hold| (hold.span.start, std::cmp::Reverse(hold.span.end)));
    // What lies inside another is told once.
    let mut told: Vec<Hold> = Vec::new();
    for hold in holds {
        if !told.iter().any(|one| one.span.start < hold.span.end && hold.span.start < one.span.end)
        {
            told.push(hold);
        }
    }
    Ok(told)
}

/// Bank accounts, cards, passwords: whatever is known of them.
fn never_public(taught: &Taught, public: &Public<'_>, text: &str) -> Vec<Hold> {
    let of = |kind, span, what: &str| Hold {
        kind,
        span,
        what: what.to_owned(),
        source: None,
        why: "never_public",
    };
    let facts = taught.read(text, Place { by: By::Customer, opens: false }, public.now).into_iter();
    let numbers = facts.filter_map(|found| match found.kind {
        Kind::Fact(FactKind::Iban) => Some(of("iban", found.span, "iban")),
        Kind::Fact(FactKind::Card) => Some(of("card", found.span, "card")),
        _ => None,
    });
    let tokens = secrets::find(text).into_iter().map(|span| of("token", span, "token"));
    numbers.chain(tokens).collect()
}

/// How a value may be written.
fn forms(sought: &str, kind: &str, calling: &str) -> Vec<String> {
    let mut forms = vec![sought.to_owned()];
    if kind == FactKind::Phone.name()
        && let Some(rest) = sought.strip_prefix(calling)
    {
        forms.push(format!("0{rest}"));
        forms.push(format!("00{sought}"));
        forms.push(format!("{calling}0{rest}"));
    }
    forms
}

/// A text as letters and digits alone, and where each of them stands in it.
struct Written<'t> {
    text: &'t str,
    signs: String,
    /// For each byte of `signs`: the byte in the text.
    places: Vec<usize>,
}

impl<'t> Written<'t> {
    fn of(text: &'t str) -> Self {
        let (mut signs, mut places) = (String::new(), Vec::new());
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            for upper in c.to_uppercase() {
                signs.push(upper);
                places.resize(signs.len(), at);
            }
        }
        Self { text, signs, places }
    }

    /// Where a value stands, not as a part of something longer.
    fn find(&self, value: &str) -> Option<Range<usize>> {
        self.signs.match_indices(value).find_map(|(at, _)| self.span(at, at + value.len()))
    }

    fn span(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let start = *self.places.get(from)?;
        let last = *self.places.get(to.checked_sub(1)?)?;
        let end = last + self.text.get(last..)?.chars().next()?.len_utf8();
        let before = self.text.get(..start)?.chars().next_back();
        let after = self.text.get(end..)?.chars().next();
        let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        (alone(before) && alone(after)).then_some(start..end)
    }

    /// All that could be somebody's number or address, as it would be looked up, and where it stands:
    /// neighbouring words together, when they hold digits; addresses of mail.
    fn values(&self, calling: &str) -> BTreeMap<String, Range<usize>> {
        let words = words(self.text);
        let mut values = BTreeMap::new();
        for first in 0..words.len() {
            let mut value = String::new();
            let mut start = None;
            for word in words.iter().skip(first).take(10) {
                let Some(piece) = self.text.get(word.clone()) else { break };
                // A value does not go on behind a word of letters alone, but for an address.
                value.push_str(&squeezed(piece));
                let start = *start.get_or_insert(word.start);
                let digits = value.chars().filter(char::is_ascii_digit).count();
                let long = value.chars().count();
                if long > LONGEST + 30 {
                    break;
                }
                let mail = piece.contains('@');
                if long >= SHORTEST && (digits >= 3 || mail) && values.len() < LOOKED_UP * 4 {
                    let span = start..word.end;
                    if let Some(rest) = value.strip_prefix('0').filter(|_| digits == long) {
                        let rest = rest
                            .strip_prefix('0')
                            .map_or_else(|| format!("{calling}{rest}"), str::to_owned);
                        values.entry(rest).or_insert_with(|| span.clone());
                    }
                    values.entry(value.clone()).or_insert(span);
                }
                if mail {
                    break;
                }
            }
        }
        values
    }
}

/// Words between blanks, without the signs around them.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        let inside = c.is_alphanumeric() || matches!(c, '@' | '.' | '_' | '+' | '%');
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let piece = text.get(from..at).unwrap_or_default();
                let kept = piece.trim_end_matches('.');
                if kept.chars().any(char::is_alphanumeric) {
                    words.push(from..from + kept.len());
                }
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_however_they_are_written() {
        let written = Written::of("Ihre Nummer 0431 / 555-123 und AB-77 12, ja");
        assert!(written.find("0431555123").is_some());
        assert!(written.find("AB7712").is_some());
        assert!(written.find("B7712").is_none(), "a part of something longer");
        let values = written.values("49");
        assert!(values.contains_key("49431555123") && values.contains_key("AB7712"));
        let mail = Written::of("Schreiben Sie an Kim.Kruse@example.org!");
        let values = mail.values("49");
        assert_eq!(values.get("KIMKRUSEEXAMPLEORG"), Some(&(17..38)));
    }
}
