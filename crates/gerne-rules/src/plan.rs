//! A rule as what has to be looked up: words became keys, values became bounds. The index compiles
//! it; the plain evaluator reads it as it is.

use gerne_text::tokens;

use crate::{
    field::{Field, Kind},
    term::{
        Key, Zone, attribute_key, emoji_key, exact_key, handle_key, joined_keys, pattern, pieces,
        tag_key, word_keys,
    },
    tree::{Item, Leaf, Node, Number, Rule, Value},
};

/// Likeness that is asked for where a rule names none, in thousandths.
const LIKE: i64 = 500;
/// Words of a conjunction that may be written as one: more than these are not joined.
const JOINED: usize = 4;

/// What is looked up in one step.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Look {
    /// One of these keys, sorted.
    Keys(Vec<Key>),
    /// A word of this form.
    Pattern(String),
    /// These characters in the text or subject, as they are.
    Raw(String),
    /// These characters in a link, in lower case.
    Link(String),
}

/// What stands at a place in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    Look(Look),
    Row(Vec<Look>),
    Any(Vec<Place>),
    Near { left: Box<Place>, right: Box<Place>, words: u32, ordered: bool },
    Window { parts: Vec<Place>, extra: u32 },
}

/// What a post must have or be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Plan {
    All(Vec<Plan>),
    Any(Vec<Plan>),
    Not(Box<Plan>),
    Look(Look),
    Place(Place),
    Number(Field, Vec<(Option<Number>, Option<Number>)>),
    Sample(i64),
    Like {
        texts: Vec<String>,
        least: i64,
    },
    /// Says nothing by itself.
    True,
}

/// What a rule looks up.
pub(crate) fn plan(rule: &Rule) -> Plan {
    node(&rule.root, LIKE)
}

fn node(part: &Node, like: i64) -> Plan {
    match part {
        Node::And(parts) => Plan::All(conjunction(parts, like)),
        Node::Or(parts) => Plan::Any(parts.iter().map(|part| node(part, like)).collect()),
        Node::Not(part) => Plan::Not(Box::new(node(part, like))),
        Node::Near { .. } | Node::Window { .. } => Plan::Place(place(part)),
        Node::Leaf(Leaf::Field(field, values)) => attribute(*field, values, like),
        Node::Leaf(leaf) => simple(leaf_place(leaf)),
    }
}

fn simple(place: Place) -> Plan {
    match place {
        Place::Look(look) => Plan::Look(look),
        Place::Any(parts) => Plan::Any(parts.into_iter().map(simple).collect()),
        other => Plan::Place(other),
    }
}

/// Two words that are both asked for may also stand as one: `internet ausfall` is found in
/// *Internetausfall*.
fn conjunction(parts: &[Node], like: i64) -> Vec<Plan> {
    let threshold = parts.iter().find_map(|part| match part {
        Node::Leaf(Leaf::Field(Field::SimilarThreshold, values)) => match values.first() {
            Some(Value::Between(Some(from), _)) => Some(from.0),
            _ => None,
        },
        _ => None,
    });
    let like = threshold.unwrap_or(like);
    let words: Vec<(usize, &str)> = parts
        .iter()
        .enumerate()
        .filter_map(|(nth, part)| match part {
            Node::Leaf(Leaf::Word(word)) => Some((nth, word.as_str())),
            _ => None,
        })
        .collect();
    let mut plans: Vec<Plan> = parts.iter().map(|part| node(part, like)).collect();
    if words.len() < 2 || words.len() > JOINED {
        return plans;
    }
    for (nth, word) in &words {
        let others = words.iter().filter(|(other, _)| other != nth);
        let mut keys: Vec<Key> = others
            .flat_map(|(_, other)| {
                let mut keys = joined_keys(Zone::Text, word, other);
                keys.extend(joined_keys(Zone::Text, other, word));
                keys
            })
            .collect();
        keys.sort_unstable();
        keys.dedup();
        if keys.is_empty() {
            continue;
        }
        if let Some(plan) = plans.get_mut(*nth) {
            let alone = std::mem::replace(plan, Plan::True);
            *plan = Plan::Any(vec![alone, Plan::Look(Look::Keys(keys))]);
        }
    }
    plans
}

fn attribute(field: Field, values: &[Value], like: i64) -> Plan {
    let texts = || {
        values.iter().filter_map(|value| match value {
            Value::Text(text) => Some(text.as_str()),
            Value::Between(..) => None,
        })
    };
    let bounds = || {
        values.iter().filter_map(|value| match value {
            Value::Between(from, to) => Some((*from, *to)),
            Value::Text(_) => None,
        })
    };
    let zone = match field {
        Field::Subject => Some(Zone::Title),
        Field::Name => Some(Zone::Name),
        Field::Bio => Some(Zone::Bio),
        Field::Place => Some(Zone::Place),
        _ => None,
    };
    if let Some(zone) = zone {
        return any(texts().map(|text| simple(words(zone, text))).collect());
    }
    match field {
        Field::SimilarThreshold => Plan::True,
        Field::Similar => Plan::Like { texts: texts().map(str::to_owned).collect(), least: like },
        Field::Sample => {
            let share = bounds().filter_map(|(from, to)| to.or(from)).map(|share| share.0).max();
            Plan::Sample(share.unwrap_or_default())
        }
        Field::Raw => any(texts().map(|text| Plan::Look(Look::Raw(text.to_owned()))).collect()),
        Field::Url => {
            any(texts().map(|text| Plan::Look(Look::Link(text.to_lowercase()))).collect())
        }
        Field::Brand | Field::Topic => any(texts().flat_map(named).collect()),
        _ if matches!(field.kind(), Kind::Number(..)) => Plan::Number(field, bounds().collect()),
        _ => {
            let keys = texts().map(|text| attribute_key(field, text));
            Plan::Look(Look::Keys(sorted(keys.collect())))
        }
    }
}

/// Who names a brand or a topic writes about it: as a word, in a hashtag, as a mention.
fn named(name: &str) -> [Plan; 2] {
    let handle = Plan::Look(single(handle_key(name.trim_start_matches('@'))));
    [simple(words(Zone::Text, name)), handle]
}

fn any(mut plans: Vec<Plan>) -> Plan {
    if plans.len() == 1 { plans.remove(0) } else { Plan::Any(plans) }
}

fn place(part: &Node) -> Place {
    match part {
        Node::Or(parts) | Node::And(parts) => Place::Any(parts.iter().map(place).collect()),
        Node::Near { left, right, words, ordered } => Place::Near {
            left: Box::new(place(left)),
            right: Box::new(place(right)),
            words: u32::from(*words),
            ordered: *ordered,
        },
        Node::Window { parts, extra } => {
            Place::Window { parts: parts.iter().map(place).collect(), extra: u32::from(*extra) }
        }
        Node::Leaf(leaf) => leaf_place(leaf),
        // The parser lets nothing be near what is not there.
        Node::Not(part) => place(part),
    }
}

fn leaf_place(leaf: &Leaf) -> Place {
    match leaf {
        Leaf::Word(word) => words(Zone::Text, word),
        Leaf::Wild(word) => Place::Look(Look::Pattern(pattern(word))),
        Leaf::Exact(forms) => row(forms.iter().map(|form| single(exact_key(Zone::Text, form)))),
        Leaf::Phrase(items) => phrase(items),
        Leaf::Tag(tag) => Place::Look(single(tag_key(tag))),
        Leaf::Handle(handle) => Place::Look(single(handle_key(handle))),
        Leaf::Cash(name) => words(Zone::Text, name),
        Leaf::Emoji(picture) => Place::Look(single(emoji_key(picture))),
        Leaf::Field(..) => Place::Any(Vec::new()),
    }
}

/// A word as a person typed it: `Ausfall`, `Internet-Ausfall`, `250mbit`, `example.org`.
fn words(zone: Zone, typed: &str) -> Place {
    let found = tokens(typed);
    let look = |word: &str| Look::Keys(sorted(word_keys(zone, word)));
    if let [token] = found.as_slice() {
        let whole = Place::Look(look(token.text));
        let pieces = pieces(token.text);
        if pieces.is_empty() {
            return whole;
        }
        return Place::Any(vec![whole, row(pieces.iter().map(|piece| look(piece)))]);
    }
    let parts = row(found.iter().map(|token| look(token.text)));
    if found.len() < 2 || !found.iter().skip(1).all(|token| token.linked) {
        return parts;
    }
    let joined: String = found.iter().map(|token| token.text).collect();
    Place::Any(vec![Place::Look(look(&joined)), parts])
}

fn phrase(items: &[Item]) -> Place {
    let looks = items.iter().map(|item| match item {
        Item::Word(word) => {
            let is_picture = tokens(word).iter().all(|token| token.kind == gerne_text::Kind::Emoji);
            if is_picture {
                single(emoji_key(word))
            } else {
                Look::Keys(sorted(word_keys(Zone::Text, word)))
            }
        }
        Item::Wild(word) => Look::Pattern(pattern(word)),
    });
    let parts = row(looks);
    if let [Item::Word(first), Item::Word(second)] = items {
        let keys = sorted(joined_keys(Zone::Text, first, second));
        if !keys.is_empty() {
            return Place::Any(vec![parts, Place::Look(Look::Keys(keys))]);
        }
    }
    parts
}

fn row(looks: impl Iterator<Item = Look>) -> Place {
    let mut looks: Vec<Look> = looks.collect();
    if looks.len() == 1 { Place::Look(looks.remove(0)) } else { Place::Row(looks) }
}

fn single(key: Key) -> Look {
    Look::Keys(vec![key])
}

fn sorted(mut keys: Vec<Key>) -> Vec<Key> {
    keys.sort_unstable();
    keys.dedup();
    keys
}
