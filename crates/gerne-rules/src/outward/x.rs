//! X's filtered stream. Operators and limits: X's documentation of August 2026, *Filtered stream,
//! Build a rule*: blank is AND and binds tighter than OR; a group is not negated; `has:`, `is:`,
//! `lang:` need something beside them; tokens match exactly, marks included.

use super::Outward;
use crate::{
    field::Field,
    tree::{Item, Leaf, Node, Rule, Value},
};

/// What X allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XLimits {
    /// Characters of one rule: 1,024, or 2,048 for enterprises.
    pub length: usize,
    /// Rules that one of ours may take.
    pub rules: usize,
}

impl Default for XLimits {
    fn default() -> Self {
        Self { length: 1024, rules: 25 }
    }
}

/// Rules of X that together let through all that a rule of ours asks for. `forms` gives the words
/// that people use for a word or pattern of the rule (`expand`): X knows no inflection.
pub fn x(rule: &Rule, forms: &dyn Fn(&str) -> Vec<String>, limits: XLimits) -> Outward {
    let mut writer = Writer { forms, outward: Outward::default() };
    let coarse = writer.coarse(&rule.root);
    let mut outward = writer.outward;
    let mut queries = Vec::new();
    if !stands_alone(&coarse) {
        outward.lose("watch.too_broad", rule.to_string());
    } else if split(coarse, limits, &mut queries).is_none() {
        outward.lose("watch.too_long", rule.to_string());
    } else {
        outward.queries = queries;
    }
    outward
}

/// A condition that X understands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Coarse {
    All(Vec<Coarse>),
    Any(Vec<Coarse>),
    Not(String),
    /// The text, and whether it may stand alone.
    One(String, bool),
    /// Nothing that X could sort out.
    Everything,
}

struct Writer<'f> {
    forms: &'f dyn Fn(&str) -> Vec<String>,
    outward: Outward,
}

impl Writer<'_> {
    fn coarse(&mut self, node: &Node) -> Coarse {
        match node {
            Node::And(parts) => all(parts.iter().map(|part| self.coarse(part)).collect()),
            Node::Or(parts) => any(parts.iter().map(|part| self.coarse(part)).collect()),
            Node::Not(part) => self.not(part),
            Node::Near { left, right, .. } => {
                self.outward.lose("watch.near", node.to_string());
                all(vec![self.coarse(left), self.coarse(right)])
            }
            Node::Window { parts, .. } => {
                self.outward.lose("watch.near", node.to_string());
                all(parts.iter().map(|part| self.coarse(part)).collect())
            }
            Node::Leaf(leaf) => self.leaf(leaf, node),
        }
    }

    /// What X takes away must be less than what we take away: single exact things only.
    fn not(&mut self, part: &Node) -> Coarse {
        let denied = match part {
            Node::Leaf(Leaf::Word(word)) => Some(quoted(word)),
            Node::Leaf(Leaf::Tag(tag)) => Some(format!("#{tag}")),
            Node::Leaf(Leaf::Handle(handle)) => Some(format!("@{handle}")),
            Node::Leaf(Leaf::Field(field, values)) => match field_of(*field, values) {
                Some(Coarse::One(text, _)) => Some(text),
                _ => None,
            },
            _ => None,
        };
        let Some(denied) = denied else {
            self.outward.lose("watch.not", part.to_string());
            return Coarse::Everything;
        };
        Coarse::Not(format!("-{denied}"))
    }

    fn leaf(&mut self, leaf: &Leaf, node: &Node) -> Coarse {
        let one = |text: String| Coarse::One(text, true);
        match leaf {
            Leaf::Word(word) => self.word(word),
            Leaf::Wild(word) => self.wild(word),
            Leaf::Exact(words) => one(quoted(&words.join(" "))),
            Leaf::Phrase(items) => {
                // Each word in each of its forms: as a phrase X would find one form only.
                self.outward.lose("watch.near", node.to_string());
                let parts = items.iter().map(|item| match item {
                    Item::Word(word) => self.word(word),
                    Item::Wild(word) => self.wild(word),
                });
                all(parts.collect())
            }
            Leaf::Tag(tag) => one(format!("#{tag}")),
            Leaf::Handle(handle) => one(format!("@{handle}")),
            Leaf::Cash(name) => one(format!("${name}")),
            Leaf::Emoji(emoji) => one(emoji.clone()),
            Leaf::Field(field, values) => field_of(*field, values).unwrap_or_else(|| {
                self.outward.lose("watch.field", node.to_string());
                Coarse::Everything
            }),
        }
    }

    fn word(&mut self, word: &str) -> Coarse {
        self.outward.lose("watch.forms", word);
        let mut forms = vec![word.to_lowercase()];
        forms.extend((self.forms)(word).into_iter().map(|form| form.to_lowercase()));
        // Marks must match exactly: each umlaut in both spellings.
        forms.extend(forms.iter().map(|form| spelled(form)).collect::<Vec<_>>());
        let mut distinct: Vec<String> = Vec::with_capacity(forms.len());
        for form in forms.iter().map(|form| quoted(form)) {
            if !distinct.contains(&form) {
                distinct.push(form);
            }
        }
        any(distinct.into_iter().map(|form| Coarse::One(form, true)).collect())
    }

    fn wild(&mut self, word: &str) -> Coarse {
        let forms = (self.forms)(word);
        self.outward.lose("watch.wildcard", word);
        if forms.is_empty() {
            return Coarse::Everything;
        }
        any(forms.iter().map(|form| Coarse::One(quoted(&form.to_lowercase()), true)).collect())
    }
}

/// `None`: X has no such field, or not this value.
fn field_of(field: Field, values: &[Value]) -> Option<Coarse> {
    let (name, alone) = match field {
        Field::From => ("from", true),
        Field::To => ("to", true),
        Field::Url | Field::Site => ("url", true),
        Field::Conversation => ("conversation_id", true),
        Field::Bio => ("bio", true),
        Field::Lang => ("lang", false),
        Field::Has => ("has", false),
        Field::Is => ("is", false),
        _ => return None,
    };
    let values = values.iter().map(|value| {
        let Value::Text(text) = value else { return None };
        let text = match (field, text.as_str()) {
            (Field::Has, "video") => "video_link".to_owned(),
            (Field::Is, "repost") => "retweet".to_owned(),
            (Field::Has, "attachments") | (Field::Is, "public" | "private" | "customer") => {
                return None;
            }
            (_, text) => quoted(text),
        };
        Some(Coarse::One(format!("{name}:{text}"), alone))
    });
    Some(any(values.collect::<Option<Vec<_>>>()?))
}

fn all(parts: Vec<Coarse>) -> Coarse {
    let mut kept: Vec<Coarse> = Vec::new();
    for part in parts {
        match part {
            Coarse::Everything => {}
            Coarse::All(inner) => kept.extend(inner),
            part => kept.push(part),
        }
    }
    match kept.len() {
        0 => Coarse::Everything,
        1 => kept.remove(0),
        _ => Coarse::All(kept),
    }
}

fn any(parts: Vec<Coarse>) -> Coarse {
    let mut kept: Vec<Coarse> = Vec::new();
    for part in parts {
        match part {
            Coarse::Everything | Coarse::Not(_) => return Coarse::Everything,
            Coarse::Any(inner) => kept.extend(inner),
            part => kept.push(part),
        }
    }
    if kept.len() == 1 { kept.remove(0) } else { Coarse::Any(kept) }
}

/// X refuses rules that ask only for what needs something beside it.
fn stands_alone(coarse: &Coarse) -> bool {
    match coarse {
        Coarse::All(parts) => parts.iter().any(stands_alone),
        Coarse::Any(parts) => !parts.is_empty() && parts.iter().all(stands_alone),
        Coarse::One(_, alone) => *alone,
        Coarse::Not(_) | Coarse::Everything => false,
    }
}

/// Cuts alternatives apart until each rule is short enough. `None`: that takes too many.
fn split(coarse: Coarse, limits: XLimits, queries: &mut Vec<String>) -> Option<()> {
    let text = written(&coarse, true);
    if text.chars().count() <= limits.length {
        queries.push(text);
        return (queries.len() <= limits.rules).then_some(());
    }
    let halves = match coarse {
        Coarse::Any(parts) => {
            let (first, second) = halved(parts)?;
            [any(first), any(second)]
        }
        Coarse::All(parts) => {
            let alternatives = (0..parts.len()).filter_map(|nth| match parts.get(nth) {
                Some(Coarse::Any(inner)) => Some((nth, inner)),
                _ => None,
            });
            let length = |inner: &[Coarse]| -> usize {
                inner.iter().map(|part| written(part, false).len()).sum()
            };
            let (longest, inner) = alternatives.max_by_key(|(_, inner)| length(inner))?;
            let (first, second) = halved(inner.clone())?;
            [first, second].map(|half| {
                let mut parts = parts.clone();
                if let Some(part) = parts.get_mut(longest) {
                    *part = any(half);
                }
                all(parts)
            })
        }
        _ => return None,
    };
    halves.into_iter().try_for_each(|half| split(half, limits, queries))
}

fn halved(mut parts: Vec<Coarse>) -> Option<(Vec<Coarse>, Vec<Coarse>)> {
    if parts.len() < 2 {
        return None;
    }
    let second = parts.split_off(parts.len() / 2);
    Some((parts, second))
}

fn written(coarse: &Coarse, top: bool) -> String {
    match coarse {
        Coarse::All(parts) => {
            parts.iter().map(|part| written(part, false)).collect::<Vec<_>>().join(" ")
        }
        Coarse::Any(parts) => {
            let parts = parts.iter().map(|part| match part {
                Coarse::All(_) => format!("({})", written(part, false)),
                part => written(part, false),
            });
            let text = parts.collect::<Vec<_>>().join(" OR ");
            if top { text } else { format!("({text})") }
        }
        Coarse::Not(text) | Coarse::One(text, _) => text.clone(),
        Coarse::Everything => String::new(),
    }
}

fn spelled(word: &str) -> String {
    let marks = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")];
    marks.iter().fold(word.to_owned(), |word, (mark, letters)| word.replace(mark, letters))
}

/// Words of letters stand as they are; operators and everything else go into quotation marks.
fn quoted(text: &str) -> String {
    let plain = text.chars().all(|c| c.is_alphanumeric() || c == '_');
    let operator = ["or", "and"].contains(&text.to_lowercase().as_str());
    if plain && !operator { text.to_owned() } else { format!("\"{}\"", text.replace('"', " ")) }
}

#[cfg(test)]
mod tests;
