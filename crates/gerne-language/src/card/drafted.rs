//! The lines of a card, out of what all texts of its matter added.

use super::{By, Kind, Part, further, needs, points, questions};
use crate::{clause::has, facts::FactKind, lex::lex};

/// Something that was read or written in a matter.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// Which message it stands in: later ones have higher numbers.
    pub said: usize,
    /// Whose words they are.
    pub by: By,
    /// What it is.
    pub kind: Kind,
    /// What it says.
    pub text: &'a str,
    /// In the form in which two are compared.
    pub norm: &'a str,
    /// A person wrote, corrected or confirmed it: it is shown whatever else is.
    pub sure: bool,
}

/// A line of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands.
    pub part: Part,
    /// Which of the items says it.
    pub item: usize,
    /// Which others say the same.
    pub same: Vec<usize>,
}

/// Lines of one part that are drafted at most.
const MOST: usize = 8;

/// The card of a matter, part by part. Items are given in the order in which they were said;
/// `replies` says which messages were answers of ours.
pub fn lines(items: &[Item<'_>], replies: &[usize]) -> Vec<Line> {
    let mut lines = Vec::new();
    let last_reply = replies.iter().max().copied();
    let over = items.iter().filter(|item| item.kind == Kind::Over).map(|item| item.said).max();
    for (part, most) in [
        (Part::About, MOST),
        (Part::Since, 1),
        (Part::TriedByThem, MOST),
        (Part::TriedByUs, MOST),
        (Part::NeededBy, 1),
        (Part::Demand, MOST),
        (Part::Open, MOST),
    ] {
        let mut drafted: Vec<Line> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            if item.kind != part.kind() || item.text.trim().is_empty() {
                continue;
            }
            // A question that we answered since is no longer open, whatever we said.
            let answered = last_reply.is_some_and(|reply| reply > item.said);
            let asks = item.text.ends_with('?') && !questions::requests(item.text);
            let asks = asks || questions::only_replies(item.text);
            if part == Part::Demand && !item.sure && asks && answered {
                continue;
            }
            let repeats = part == Part::About
                && drafted.first().is_some_and(|line| !tells_more(items, line.item, item));
            match drafted.iter_mut().find(|line| says_the_same(items, line.item, at)) {
                Some(line) => line.same.push(at),
                None if repeats => {}
                None => drafted.push(Line { part, item: at, same: Vec::new() }),
            }
        }
        if part == Part::Since {
            drafted.retain(|line| begins(items, line));
        }
        if matches!(part, Part::Demand | Part::Open) {
            drafted.retain(|line| is_open(items, line, over));
        }
        let topic = if part == Part::About { topic(items, &drafted) } else { None };
        match topic {
            Some(topic) => {
                lines.push(Line { part, item: topic, same: Vec::new() });
                drafted.retain(|line| {
                    items.get(line.item).is_some_and(|item| tells_more(items, topic, item))
                });
                lines.extend(chosen(items, part, drafted, most.saturating_sub(1)));
            }
            None => lines.extend(chosen(items, part, drafted, most)),
        }
    }
    lines
}

/// Whether a line can say since when the trouble is: with the word for it, or where trouble was first told
/// of. A day in what they write later is that of what came next.
fn begins(items: &[Item<'_>], line: &Line) -> bool {
    let trouble =
        items.iter().find(|item| matches!(item.kind, Kind::Fact(FactKind::Problem) | Kind::Topic));
    let (Some(item), Some(trouble)) = (items.get(line.item), trouble) else { return true };
    let toks = lex(item.text);
    let all = 0..toks.len();
    item.sure
        || item.said <= trouble.said
        || has(&toks, &all, &["seit", "seitdem", "since", "ever"])
}

/// Whether trouble that was told of after the first is another one.
fn tells_more(items: &[Item<'_>], first: usize, item: &Item<'_>) -> bool {
    let later = items.get(first).is_some_and(|first| first.said < item.said);
    item.sure || item.by == By::Customer && further::adds(item.text, later)
}

/// What the matter opened with, where no trouble was named: unless that only asked for something, and
/// trouble was told of later.
fn topic(items: &[Item<'_>], troubles: &[Line]) -> Option<usize> {
    let (at, topic) = items.iter().enumerate().find(|(_, item)| item.kind == Kind::Topic)?;
    let mut told = troubles.iter().flat_map(|line| std::iter::once(&line.item).chain(&line.same));
    if troubles.is_empty() {
        return Some(at);
    }
    let later = told.all(|at| items.get(*at).is_some_and(|one| one.said > topic.said && !one.sure));
    let asked = items.iter().any(|one| {
        one.kind == Kind::Demand && one.said == topic.said && alike(one.text, topic.text)
    });
    (later && !asked && topic.said == 0).then_some(at)
}

/// Those that a person wrote, and of the others so many: the first, but for what changes, the last.
fn chosen(items: &[Item<'_>], part: Part, drafted: Vec<Line>, most: usize) -> Vec<Line> {
    let sure = |line: &Line| {
        let of = |at: &usize| items.get(*at).is_some_and(|item| item.sure);
        of(&line.item) || line.same.iter().any(of)
    };
    let written = drafted.iter().filter(|line| sure(line)).count();
    let mut room = most.saturating_sub(written);
    let mut keep = vec![false; drafted.len()];
    let newest_first = matches!(part, Part::NeededBy | Part::Demand | Part::Open | Part::TriedByUs);
    let mut order: Vec<usize> = if newest_first {
        (0..drafted.len()).rev().collect()
    } else {
        (0..drafted.len()).collect()
    };
    if part == Part::NeededBy {
        // A day of their life says less than a word that says that they need it.
        let said = |at: &usize| {
            let item = drafted.get(*at).and_then(|line| items.get(line.item));
            item.is_some_and(|item| needs::says_so(item.text))
        };
        let told = |at: &usize| {
            let item = drafted.get(*at).and_then(|line| items.get(line.item));
            item.is_some_and(|item| item.by == By::Log)
        };
        // And what they write themselves says more than what a report tells of them.
        order.sort_by_key(|at| (told(at), !said(at)));
    }
    for at in order {
        let Some(line) = drafted.get(at) else { continue };
        let here = sure(line) || room > 0;
        if !sure(line) && room > 0 {
            room -= 1;
        }
        if let Some(kept) = keep.get_mut(at) {
            *kept = here;
        }
    }
    drafted.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(line, _)| line).collect()
}

/// A demand is open until they say that it is over, or we did what it is about.
fn is_open(items: &[Item<'_>], line: &Line, over: Option<usize>) -> bool {
    let all = || std::iter::once(&line.item).chain(&line.same).filter_map(|at| items.get(*at));
    if all().any(|item| item.sure) {
        return true;
    }
    let last = all().map(|item| item.said).max().unwrap_or_default();
    // That it works does not make our own left work done.
    let left = line.part == Part::Open && !all().any(|item| points::wishes(item.text));
    if !left && over.is_some_and(|over| over > last) {
        return false;
    }
    let words: Vec<String> = all().flat_map(|item| content(item.text)).collect();
    !items.iter().any(|item| {
        if item.kind != Kind::TriedByUs || item.said <= last {
            return false;
        }
        // A single word in many may name only what both speak of.
        let done = content(item.text);
        let shared = done.iter().filter(|word| words.iter().any(|one| one_of(one, word))).count();
        shared > 0 && shared * 3 >= words.len()
    })
}

/// The same word, or a kind of it: „Lesebrille“ is a „Brille“.
fn one_of(a: &str, b: &str) -> bool {
    const HEAD: usize = 5;
    let kind = |long: &str, head: &str| head.len() >= HEAD && long.ends_with(head);
    a == b || kind(a, b) || kind(b, a)
}

fn says_the_same(items: &[Item<'_>], a: usize, b: usize) -> bool {
    let (Some(a), Some(b)) = (items.get(a), items.get(b)) else { return false };
    if !a.norm.is_empty() && a.norm == b.norm {
        return true;
    }
    alike(a.text, b.text)
}

/// Most words of the shorter stand in the longer.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (content(a), content(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    !short.is_empty() && shared * 10 >= short.len() * 7
}

/// The words that carry what is said.
pub(super) fn content(text: &str) -> Vec<String> {
    let toks = lex(text);
    let long = toks.iter().filter(|tok| tok.text.chars().count() >= 4);
    let words = long.filter(|tok| !tok.is_any(EMPTY)).map(|tok| tok.plain.clone());
    let mut words: Vec<String> = words.collect();
    words.sort();
    words.dedup();
    words
}

/// Words that say nothing by themselves.
const EMPTY: &[&str] = &[
    "habe", "haben", "hatte", "wurde", "wurden", "bitte", "immer", "noch", "wieder", "schon",
    "auch", "sein", "seit", "nicht", "eine", "einen", "einem", "einer", "mein", "meine", "meinen",
    "ihre", "ihren", "sind", "dass", "dann", "aber", "oder", "mehr", "ganz", "jetzt", "have",
    "been", "with", "that", "this", "your", "still", "please", "again", "from", "just", "will",
    "would", "could", "should", "they", "them", "there", "were", "into", "about", "when", "what",
    "heute", "today", "koennen", "moechte", "want", "need", "brauche",
];
