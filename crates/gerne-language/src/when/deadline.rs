//! Until when something is due that is said to happen at a time.

use jiff::{
    ToSpan,
    civil::{Date, Time},
};

use super::{
    Bound, Grain, Kind, When,
    chart::Item,
    sem::{Period, Sem, Span},
};
use crate::{lex::Tok, rows::VAGUE};

/// A deadline, in the zone of the context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub date: Date,
    /// The time of that day; without one it is due when the day's work ends.
    pub time: Option<Time>,
    /// How exact it is.
    pub grain: Grain,
}

/// On which side of a phrase something is, and the token with which the words begin that say so.
pub(super) fn bound(toks: &[Tok<'_>], item: &Item) -> (Option<Bound>, usize) {
    let after = toks.get(item.b);
    let mut found = None;
    let mut first = item.a;
    // „innerhalb von 3 Tagen“ holds its word itself.
    if matches!(item.sem, Sem::Shift(_, false) | Sem::Stretch(_, false))
        && toks.get(item.a).is_some_and(|tok| tok.is_any(&["innerhalb", "binnen", "within"]))
    {
        found = Some(Bound::By);
    }
    for back in 1..=4 {
        let Some(tok) = item.a.checked_sub(back).and_then(|i| toks.get(i)) else { break };
        let at = item.a - back;
        let this = match tok.plain.as_str() {
            "bis" | "by" | "until" | "till" | "til" | "spaetestens" | "latest"
            | "allerspaetestens" | "than" | "innerhalb" | "binnen" | "within" => Some(Bound::By),
            "vor" | "before" => Some(Bound::Before),
            "ab" | "from" | "starting" => Some(Bound::From),
            "nach" | "after" => Some(Bound::After),
            "seit" | "since" | "seitdem" => Some(Bound::Since),
            "am" | "um" | "zum" | "zur" | "im" | "in" | "an" | "on" | "at" | "the" | "der"
            | "den" | "dem" | "des" | "die" | "das" | "noch" | "later" | "no" | "not" | "ca"
            | "gegen" | "of" | "of," | "schon" | "bereits" | "about" | "around" | "etwa"
            | "heute" | "von" | "vom" | "for" | "zwischen" | "between" => None,
            _ if tok.is_sign('.') || tok.is_sign(',') => break,
            _ => break,
        };
        if this.is_some() {
            first = at;
        }
        // „bis spätestens vor Ostern“: what stands nearer decides.
        if found.is_none() {
            found = this;
        }
    }
    if found.is_none()
        && (after.is_some_and(|tok| tok.is_any(&["spaetestens", "latest"]))
            || after.is_some_and(|tok| tok.plain == "at")
                && toks.get(item.b + 2).is_some_and(|tok| tok.plain == "latest"))
    {
        found = Some(Bound::By);
    }
    (found, first)
}

impl When {
    /// The deadline that a promise for this time has: its end; of a window the upper end. Nothing for
    /// what lies behind or has no end.
    pub fn due(&self) -> Option<Due> {
        if matches!(self.bound, Some(Bound::From | Bound::After | Bound::Since)) {
            return None;
        }
        let last = |grain: Grain| {
            let date = self.to.checked_sub(1.second()).ok()?.date();
            Some(Due { date, time: None, grain })
        };
        let exact = |at: jiff::civil::DateTime| {
            Some(Due { date: at.date(), time: Some(at.time()), grain: Grain::Minute })
        };
        match self.kind {
            Kind::Duration => None,
            Kind::Now => exact(self.from),
            _ if self.bound == Some(Bound::Before) => self.before(),
            Kind::Time | Kind::DateTime => exact(self.from),
            Kind::Interval if self.grain <= Grain::Hour => exact(self.to),
            Kind::Interval => last(self.grain),
            Kind::Shift if self.grain <= Grain::Hour => exact(self.from),
            // „bis Mittag“ is until twelve.
            Kind::Part if self.sem.is_noon() => exact(self.from.date().at(12, 0, 0, 0)),
            Kind::Date | Kind::Part | Kind::Shift => last(Grain::Day),
            Kind::Period => last(if self.grain == Grain::Week { Grain::Week } else { Grain::Day }),
        }
    }

    fn before(&self) -> Option<Due> {
        match self.kind {
            Kind::Time | Kind::DateTime => Some(Due {
                date: self.from.date(),
                time: Some(self.from.time()),
                grain: Grain::Minute,
            }),
            Kind::Part => Some(Due { date: self.from.date(), time: None, grain: Grain::Day }),
            // „vor Feierabend“ is still today.
            Kind::Period if matches!(self.sem, Sem::Period(Period { span: Span::Today, .. })) => {
                Some(Due { date: self.from.date(), time: None, grain: Grain::Day })
            }
            _ => {
                let date = self.from.date().yesterday().ok()?;
                Some(Due { date, time: None, grain: Grain::Day })
            }
        }
    }
}

/// Words that say a time without saying one: `zeitnah`, `soon`, `nachmittags`. The place of the first.
pub fn vague(text: &str) -> Option<std::ops::Range<usize>> {
    let toks = crate::lex::lex(text);
    let row = VAGUE.find(&toks, &(0..toks.len()))?;
    Some(toks.get(row.start)?.start..toks.get(row.end.checked_sub(1)?)?.end)
}
