//! The chart: what stands at which words, joined with its neighbours until nothing new comes.

use super::{Context, atom, join, lead, sem::Sem};
use crate::lex::Tok;

/// A meaning and the tokens that have it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) sem: Sem,
}

/// Readings that are kept for each place where a phrase may begin.
const READINGS: usize = 24;
/// Tokens of the longest phrase.
const WIDEST: usize = 24;
/// Tokens that may stand between two that are joined.
const GAP: usize = 3;

/// The longest phrases, in order.
pub(super) fn best(toks: &[Tok<'_>], context: &Context<'_>) -> Vec<Item> {
    let mut starts: Vec<Vec<Item>> = vec![Vec::new(); toks.len()];
    // From behind: whatever may stand to the right of a place is complete when it is read.
    for at in (0..toks.len()).rev() {
        let mut work: Vec<Item> = Vec::new();
        for (b, sem) in atom::read(toks, at, context) {
            offer(&mut work, Item { a: at, b, sem }, toks.len());
        }
        lead::led(toks, at, &starts, &mut |b, sem| {
            offer(&mut work, Item { a: at, b, sem }, toks.len());
        });
        let mut next = 0;
        while let Some(left) = work.get(next).cloned() {
            next += 1;
            for gap in 0..=GAP {
                let Some(rights) = starts.get(left.b + gap) else { break };
                let Some(between) = toks.get(left.b..left.b + gap) else { break };
                if gap > 0 && !join::may_part(between) {
                    break;
                }
                for right in rights {
                    if right.b - at <= WIDEST
                        && let Some(sem) = join::two(toks, &left, between, right, context)
                    {
                        offer(&mut work, Item { a: at, b: right.b, sem }, toks.len());
                    }
                }
            }
            if let Some((b, sem)) = lead::trailed(toks, &left) {
                offer(&mut work, Item { a: at, b, sem }, toks.len());
            }
        }
        if let Some(place) = starts.get_mut(at) {
            *place = work;
        }
    }
    choose(starts)
}

fn offer(work: &mut Vec<Item>, item: Item, len: usize) {
    if item.b <= len && item.b > item.a && work.len() < READINGS && !work.contains(&item) {
        work.push(item);
    }
}

/// From the left, at each place the longest; of two equally long ones the one that joined more.
fn choose(starts: Vec<Vec<Item>>) -> Vec<Item> {
    let mut chosen: Vec<Item> = Vec::new();
    let mut free = 0;
    for (at, items) in starts.into_iter().enumerate() {
        if at < free {
            continue;
        }
        let whole = items.into_iter().filter(|item| item.sem.is_whole());
        if let Some(item) =
            whole.max_by_key(|item| (item.b, !matches!(item.sem, Sem::Amount(_) | Sem::Part(_))))
        {
            free = item.b;
            chosen.push(item);
        }
    }
    chosen
}
