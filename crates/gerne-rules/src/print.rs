//! The canonical form: one way to write each meaning, and reading it gives that meaning.

use std::fmt::{self, Write as _};

use crate::{
    field::Field,
    parse::is_plain,
    tree::{Item, Leaf, Node, Number, Rule, Value},
};

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text(self))
    }
}

/// Written so that it can stand beside NEAR.
pub(crate) fn operand(node: &Node) -> String {
    bracketed(node, |node| matches!(node, Node::Or(_) | Node::And(_) | Node::Near { .. }))
}

/// A number without needless zeros.
pub(crate) fn number(number: Number) -> String {
    let (whole, rest) = (number.0.div_euclid(Number::ONE), number.0.rem_euclid(Number::ONE));
    if rest == 0 {
        return whole.to_string();
    }
    format!("{whole}.{rest:03}").trim_end_matches('0').to_owned()
}

fn text(node: &Node) -> String {
    match node {
        Node::And(parts) => {
            let parts = parts
                .iter()
                .map(|part| bracketed(part, |node| matches!(node, Node::Or(_) | Node::And(_))));
            parts.collect::<Vec<_>>().join(" ")
        }
        Node::Or(parts) => {
            let parts = parts
                .iter()
                .map(|part| bracketed(part, |node| matches!(node, Node::Or(_) | Node::And(_))));
            parts.collect::<Vec<_>>().join(" OR ")
        }
        Node::Not(part) => {
            let part = bracketed(part, |node| !matches!(node, Node::Leaf(_) | Node::Window { .. }));
            format!("-{part}")
        }
        Node::Near { left, right, words, ordered } => {
            // Of several in a row the left ones belong together.
            let left = bracketed(left, |node| matches!(node, Node::Or(_) | Node::And(_)));
            let operator = if *ordered { "ONEAR" } else { "NEAR" };
            format!("{left} {operator}/{words} {}", operand(right))
        }
        Node::Window { parts, extra } => {
            let plain: Option<Vec<&str>> = parts.iter().map(window_word).collect();
            if let Some(words) = plain
                && words.len() > 1
            {
                return format!("\"{}\"~{extra}", words.join(" "));
            }
            let parts = parts.iter().map(operand).collect::<Vec<_>>().join(" ");
            format!("({parts})~{extra}")
        }
        Node::Leaf(leaf) => leaf_text(leaf),
    }
}

fn bracketed(node: &Node, needs: impl Fn(&Node) -> bool) -> String {
    if needs(node) { format!("({})", text(node)) } else { text(node) }
}

/// A word that reads the same inside quotation marks.
fn window_word(node: &Node) -> Option<&str> {
    match node {
        Node::Leaf(Leaf::Word(word)) if word.chars().all(|c| c.is_alphanumeric() || c == '_') => {
            Some(word)
        }
        Node::Leaf(Leaf::Wild(word)) => Some(word),
        _ => None,
    }
}

fn leaf_text(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Word(word) | Leaf::Wild(word) => word.clone(),
        Leaf::Exact(words) => match words.as_slice() {
            [word] if is_plain(word) => format!("+{word}"),
            words => format!("=\"{}\"", words.join(" ")),
        },
        Leaf::Phrase(items) => {
            let items = items.iter().map(|item| match item {
                Item::Word(word) | Item::Wild(word) => word.as_str(),
            });
            format!("\"{}\"", items.collect::<Vec<_>>().join(" "))
        }
        Leaf::Tag(tag) => format!("#{tag}"),
        Leaf::Handle(handle) => format!("@{handle}"),
        Leaf::Cash(name) => format!("${name}"),
        Leaf::Emoji(emoji) => emoji.clone(),
        Leaf::Field(field, values) => field_text(*field, values),
    }
}

fn field_text(field: Field, values: &[Value]) -> String {
    let mut text = format!("{}:", field.canonical());
    if let [value] = values {
        text.push_str(&value_text(value));
        return text;
    }
    let values = values.iter().map(value_text).collect::<Vec<_>>().join(" OR ");
    write!(text, "({values})").unwrap_or_default();
    text
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Text(text) => {
            let signs = |c: char| c.is_alphanumeric() || "_-./@:#%+&=?".contains(c);
            let plain =
                text.chars().all(signs) && text.chars().next().is_some_and(char::is_alphanumeric);
            if plain { text.clone() } else { format!("\"{text}\"") }
        }
        Value::Between(from, to) => match (from, to) {
            (Some(from), Some(to)) if from == to => number(*from),
            (Some(from), Some(to)) => format!("{}..{}", number(*from), number(*to)),
            (Some(from), None) => format!(">={}", number(*from)),
            (None, Some(to)) => format!("<={}", number(*to)),
            (None, None) => "..".to_owned(),
        },
    }
}
