//! Running the programs of the rules that a post wakes.

use super::{
    Index, NONE,
    program::{Program, Spot, Step, Test},
    scratch::{Hit, Mark, Scratch},
};
use crate::{
    brute::{alike, number, window, within},
    effort,
    post::{Part, Post},
    span::near,
    term::sampled,
};

/// Most marks that a hit keeps, and most places of one term or spot among them.
const MARKS: usize = 24;
const EACH: usize = 4;

impl Index {
    /// Finds the rules that match a post; they and what made them match are in the scratch space
    /// afterwards. Allocates nothing for words that the scratch space knows.
    pub fn find(&self, post: &Post<'_>, scratch: &mut Scratch) {
        scratch.begin(self);
        scratch.read(self, post);
        for nth in 0..scratch.present.len() {
            let Some(term) = scratch.present.get(nth).copied() else { break };
            for posting in self.woken(term) {
                let [first, ..] = posting.guard;
                if first == NONE || posting.guard.iter().any(|term| scratch.has(*term)) {
                    self.try_rule(posting.rule, post, scratch);
                }
            }
        }
        for rule in &self.always {
            self.try_rule(*rule, post, scratch);
        }
    }

    fn try_rule(&self, rule: u32, post: &Post<'_>, scratch: &mut Scratch) {
        // Another of its terms may have woken it before.
        let epoch = scratch.epoch;
        match scratch.rules.get_mut(rule as usize) {
            Some(last) if *last != epoch => *last = epoch,
            _ => return,
        }
        let Some(program) = self.program(rule) else { return };
        effort::add(1);
        if !self.run(program, post, scratch) {
            return;
        }
        let start = scratch.marks.len();
        self.show(program, scratch);
        if let Some(marks) = scratch.marks.get_mut(start..) {
            marks.sort_unstable();
        }
        let mut kept = start;
        for nth in start..scratch.marks.len() {
            if nth == start || scratch.marks[nth] != scratch.marks[kept - 1] {
                scratch.marks[kept] = scratch.marks[nth];
                kept += 1;
            }
        }
        scratch.marks.truncate(kept.min(start + MARKS));
        let Some(id) = self.ids.get(rule as usize) else { return };
        scratch.hits.push(Hit { rule: *id, marks: start..scratch.marks.len() });
    }

    fn run(&self, program: &Program, post: &Post<'_>, scratch: &mut Scratch) -> bool {
        let mut flag = true;
        let mut at = program.from;
        while at < program.to {
            let Some(step) = self.programs.steps.get(at as usize) else { return false };
            at += 1;
            effort::add(1);
            match *step {
                Step::Term(term) => flag = scratch.has(term),
                Step::Place(spot) => {
                    let start = self.spans(spot, true, scratch);
                    flag = scratch.spans.len() > start;
                    scratch.spans.truncate(start);
                }
                Step::Test(test) => flag = self.test(test, post),
                Step::Not => flag = !flag,
                Step::Unless(target) if !flag => at = target,
                Step::If(target) if flag => at = target,
                Step::Unless(_) | Step::If(_) => {}
                Step::Say(said) => flag = said,
            }
        }
        flag
    }

    fn test(&self, test: u32, post: &Post<'_>) -> bool {
        match self.programs.tests.get(test as usize) {
            Some(Test::Number(field, bounds)) => {
                number(post, *field).is_some_and(|number| within(number, bounds))
            }
            Some(Test::Sample(share)) => sampled(post.key, *share),
            Some(Test::Like(texts, least)) => alike(post, texts, *least),
            None => false,
        }
    }

    /// Puts the stretches at which something stands behind the others, in order and each once, and
    /// says where they begin. With `one`, a single one may do.
    fn spans(&self, spot: u32, one: bool, scratch: &mut Scratch) -> usize {
        let start = scratch.spans.len();
        match self.programs.spots.get(spot as usize).copied() {
            Some(Spot::Term(term)) => scratch.push_term(term),
            Some(Spot::Row(terms)) => scratch.push_row(self.programs.run(terms), start),
            Some(Spot::Terms(terms)) => {
                for term in self.programs.run(terms) {
                    if scratch.has(*term) {
                        scratch.push_term(*term);
                        if one {
                            break;
                        }
                    }
                }
                scratch.settle(start);
            }
            Some(Spot::Any(parts)) => {
                for part in self.programs.run(parts) {
                    self.spans(*part, one, scratch);
                    if one && scratch.spans.len() > start {
                        break;
                    }
                }
                scratch.settle(start);
            }
            Some(Spot::Near { left, right, words, ordered }) => {
                // What is not there at all need not be looked at.
                let middle = {
                    self.spans(left, false, scratch);
                    scratch.spans.len()
                };
                if middle > start {
                    self.spans(right, false, scratch);
                    scratch.pair(start, middle, words, ordered, one);
                }
            }
            Some(Spot::Window { parts, extra }) => {
                let regions = scratch.regions.len();
                for part in self.programs.run(parts) {
                    let from = self.spans(*part, false, scratch);
                    let to = scratch.spans.len();
                    scratch.regions.push((from, to));
                }
                scratch.window(start, regions, extra);
            }
            None => {}
        }
        start
    }

    /// Gathers what made a rule match.
    fn show(&self, program: &Program, scratch: &mut Scratch) {
        let (from, to) = program.shown;
        for step in self.programs.shown.get(from as usize..to as usize).unwrap_or_default() {
            match *step {
                Step::Term(term) => scratch.show_term(term, None),
                Step::Place(spot) => {
                    let start = self.spans(spot, false, scratch);
                    for nth in start..scratch.spans.len().min(start + EACH) {
                        let span = scratch.spans[nth];
                        self.show_within(spot, span, scratch);
                    }
                    scratch.spans.truncate(start);
                }
                _ => {}
            }
        }
    }

    fn show_within(&self, spot: u32, span: (u32, u32), scratch: &mut Scratch) {
        match self.programs.spots.get(spot as usize).copied() {
            Some(Spot::Term(term)) => scratch.show_term(term, Some(span)),
            Some(Spot::Row(terms) | Spot::Terms(terms)) => {
                let terms = self.programs.run(terms).iter();
                terms.for_each(|term| scratch.show_term(*term, Some(span)));
            }
            Some(Spot::Any(parts) | Spot::Window { parts, .. }) => {
                let parts = self.programs.run(parts).iter();
                parts.for_each(|part| self.show_within(*part, span, scratch));
            }
            Some(Spot::Near { left, right, .. }) => {
                self.show_within(left, span, scratch);
                self.show_within(right, span, scratch);
            }
            None => {}
        }
    }
}

impl Scratch {
    fn push_term(&mut self, term: u32) {
        let start = self.spans.len();
        let mut at = match self.terms.get(term as usize) {
            Some(presence) if presence.epoch == self.epoch => presence.first,
            _ => return,
        };
        while let Some(place) = self.places.get(at as usize) {
            self.spans.push(place.span);
            effort::add(1);
            at = place.next;
        }
        self.settle(start);
    }

    /// Sorts what begins here, and keeps each once.
    fn settle(&mut self, start: usize) {
        let Some(new) = self.spans.get_mut(start..) else { return };
        if new.is_sorted_by(|a, b| a < b) {
            return;
        }
        new.sort_unstable();
        let mut kept = start;
        for nth in start..self.spans.len() {
            if nth == start || self.spans[nth] != self.spans[kept - 1] {
                self.spans[kept] = self.spans[nth];
                kept += 1;
            }
        }
        self.spans.truncate(kept);
    }

    /// Terms one right behind the other.
    fn push_row(&mut self, terms: &[u32], start: usize) {
        if !terms.iter().all(|term| self.has(*term)) {
            return;
        }
        let mut terms = terms.iter();
        let Some(first) = terms.next() else { return };
        self.push_term(*first);
        for term in terms {
            let middle = self.spans.len();
            if middle == start {
                return;
            }
            // Rows by where they end, the next words by where they begin.
            if let Some(rows) = self.spans.get_mut(start..middle) {
                rows.sort_unstable_by_key(|span| (span.1, span.0));
            }
            self.push_term(*term);
            let end = self.spans.len();
            let mut next = middle;
            for row in start..middle {
                let (from, after) = (self.spans[row].0, self.spans[row].1 + 1);
                effort::add(1);
                while next < end && self.spans[next].0 < after {
                    effort::add(1);
                    next += 1;
                }
                let mut same = next;
                while same < end && self.spans[same].0 == after {
                    let to = self.spans[same].1;
                    self.spans.push((from, to));
                    effort::add(1);
                    same += 1;
                }
            }
            self.keep_from(start, end);
        }
    }

    /// Drops what lies between two places.
    fn keep_from(&mut self, start: usize, end: usize) {
        let count = self.spans.len() - end;
        self.spans.copy_within(end.., start);
        self.spans.truncate(start + count);
        self.settle(start);
    }

    /// Pairs of what lies before and behind `middle` that are near each other.
    fn pair(&mut self, start: usize, middle: usize, words: u32, ordered: bool, one: bool) {
        let end = self.spans.len();
        let longest = (middle..end).map(|nth| self.spans[nth].1 - self.spans[nth].0).max();
        let reach = words + 1 + longest.unwrap_or(0);
        let mut first = middle;
        'pairs: for nth in start..middle {
            let left = self.spans[nth];
            effort::add(1);
            while first < end && self.spans[first].0 + reach < left.0 {
                effort::add(1);
                first += 1;
            }
            let mut other = first;
            while other < end && self.spans[other].0 <= left.1 + words + 1 {
                if let Some(both) = near(left, self.spans[other], words, ordered) {
                    self.spans.push(both);
                    if one {
                        break 'pairs;
                    }
                }
                effort::add(1);
                other += 1;
            }
        }
        self.keep_from(start, end);
    }

    fn window(&mut self, start: usize, regions: usize, extra: u32) {
        let end = self.spans.len();
        for nth in start..end {
            let begins = self.spans[nth].0;
            let parts = self.regions.get(regions..).unwrap_or_default().iter();
            effort::add(parts.len());
            let parts = parts.map(|(from, to)| {
                let part = self.spans.get(*from..*to).unwrap_or_default();
                let at = part.partition_point(|span| span.0 < begins);
                part.get(at..).unwrap_or_default().iter().copied()
            });
            if let Some(ends) = window(parts, begins, extra) {
                self.spans.push((begins, ends));
            }
        }
        self.regions.truncate(regions);
        self.keep_from(start, end);
    }

    fn show_term(&mut self, term: u32, within: Option<(u32, u32)>) {
        let mut at = match self.terms.get(term as usize) {
            Some(presence) if presence.epoch == self.epoch => presence.first,
            _ => return,
        };
        let mut left = EACH;
        while let Some(place) = self.places.get(at as usize).copied() {
            at = place.next;
            effort::add(1);
            let inside = within.is_none_or(|(from, to)| place.span.0 >= from && place.span.1 <= to);
            if inside && let Some(part @ (Part::Text | Part::Title)) = place.part {
                self.marks.push(Mark { part, start: place.start, end: place.end });
                left -= 1;
                if left == 0 {
                    return;
                }
            }
        }
    }
}
