//! What happens in the course of the day.

use std::collections::VecDeque;

use jiff::SignedDuration;

use super::Plan;
use crate::process::Dice;

/// Something, so long after the beginning.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) at: SignedDuration,
    pub(super) deed: Deed,
}

/// What. Mentions and messages are numbered, each for themselves.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// A customer names the company.
    Calls { n: usize, who: String },
    /// A customer quotes what the company said.
    Quotes { n: usize, who: String },
    /// A customer answers what the company answered.
    GoesOn { n: usize, on: usize },
    /// An agent answers a mention.
    Answers { n: usize },
    /// Whom we answered sees it.
    Seen { n: usize },
    /// A customer changes what they said.
    Edits { n: usize },
    /// A customer takes it back.
    Deletes { n: usize },
    /// A customer writes in private.
    Writes { n: usize, who: String },
    /// An agent answers that.
    WritesBack { n: usize, who: String },
    /// The installation is stopped and started.
    Stops,
    /// It dies wherever it stands, and is started again.
    Crashes,
    /// The company withdraws what it allowed the application.
    Withdraws,
}

impl Deed {
    /// Whether a customer does it who leans on an answer of ours.
    pub(super) fn is_a_customers(&self) -> bool {
        matches!(self, Self::Quotes { .. } | Self::GoesOn { .. } | Self::Seen { .. })
    }
}

/// All of it, the earliest first.
pub(super) fn script(plan: Plan, dice: &mut Dice) -> VecDeque<Event> {
    let day = plan.hours * 3600;
    let mut events = Vec::new();
    let mut add = |at: i64, deed| events.push(Event { at: SignedDuration::from_secs(at), deed });
    let one = |dice: &mut Dice| format!("kunde_{}", dice.below(plan.customers));
    let somewhen = |dice: &mut Dice, within: i64| {
        i64::try_from(dice.below(usize::try_from(within).unwrap_or(1))).unwrap_or(0)
    };
    let answered = plan.mentions / plan.answers.max(1);
    for n in 0..plan.mentions {
        // An incident: every sixth falls into a short while.
        let at = if n % 6 == 0 { day / 2 + somewhen(dice, day / 50) } else { somewhen(dice, day) };
        let answer = n.is_multiple_of(answered);
        let deed = if dice.one_in(25) && !answer {
            Deed::Quotes { n, who: one(dice) }
        } else if n > 20 && dice.one_in(15) && !answer {
            let on = (n / 2).next_multiple_of(answered);
            Deed::GoesOn { n, on }
        } else {
            Deed::Calls { n, who: one(dice) }
        };
        let plain = matches!(deed, Deed::Calls { .. });
        add(at, deed);
        if answer {
            let pause = 120 + somewhen(dice, 1_200);
            add(at + pause, Deed::Answers { n });
            add(at + pause + 1_800, Deed::Seen { n });
        } else if plain && dice.one_in(20) {
            add(at + 60 + somewhen(dice, 1_800), Deed::Edits { n });
        } else if plain && dice.one_in(25) {
            add(at + somewhen(dice, 3_600), Deed::Deletes { n });
        }
    }
    for n in 0..plan.messages {
        let (at, who) = (somewhen(dice, day), one(dice));
        add(at, Deed::Writes { n, who: who.clone() });
        if n.is_multiple_of(2) {
            add(at + 300 + somewhen(dice, 1_200), Deed::WritesBack { n, who });
        }
    }
    for (count, deed) in [
        (plan.stops, Deed::Stops),
        (plan.crashes, Deed::Crashes),
        (plan.withdrawn, Deed::Withdraws),
    ] {
        for _ in 0..count {
            add(somewhen(dice, day), deed.clone());
        }
    }
    events.sort_by_key(|event| event.at);
    events.into()
}
