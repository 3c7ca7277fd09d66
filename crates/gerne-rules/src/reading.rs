//! A rule in plain words, for people who do not write any.

mod words;

use self::words::Words;
use crate::{
    field::Field,
    print::number,
    problem::Language,
    tree::{Item, Leaf, Node, Rule, Value},
};

/// The rule as a sentence: "Posts with “outage” or “fault”, in German, without “strike”".
pub fn reading(rule: &Rule, language: Language) -> String {
    let words = words::of(language);
    let reader = Reader { words };
    let parts = match &rule.root {
        Node::And(parts) => parts.iter().map(|part| reader.part(part)).collect(),
        other => vec![reader.part(other)],
    };
    let text = format!("{} {}", words.posts, parts.join(", "));
    // A clause brings its comma along, which the next comma, a bracket and the end make needless.
    text.replace(",,", ",").replace(",)", ")").trim_end_matches(',').to_owned()
}

struct Reader {
    words: &'static Words,
}

impl Reader {
    /// What a post has or is: "with …", "in German".
    fn part(&self, node: &Node) -> String {
        let words = self.words;
        match node {
            Node::And(parts) => {
                let parts = parts.iter().map(|part| self.part(part));
                format!("({})", parts.collect::<Vec<_>>().join(words.and))
            }
            Node::Or(parts) if parts.iter().all(is_text) => self.with(&self.text(node)),
            Node::Or(parts) => {
                let parts = parts.iter().map(|part| self.part(part));
                format!("({})", parts.collect::<Vec<_>>().join(words.or))
            }
            Node::Not(part) if is_text(part) => fill(words.without, &[&self.text(part)]),
            Node::Not(part) => fill(words.not, &[&self.part(part)]),
            Node::Leaf(Leaf::Field(field, values)) => self.field(*field, values),
            text => self.with(&self.text(text)),
        }
    }

    fn with(&self, text: &str) -> String {
        fill(self.words.with, &[text])
    }

    /// What stands in the text.
    fn text(&self, node: &Node) -> String {
        let words = self.words;
        let inside = |node: &Node| match node {
            Node::Or(_) | Node::Near { .. } => format!("({})", self.text(node)),
            other => self.text(other),
        };
        match node {
            Node::Or(parts) | Node::And(parts) => {
                let parts = parts.iter().map(|part| match part {
                    Node::Near { .. } => self.text(part),
                    part => inside(part),
                });
                parts.collect::<Vec<_>>().join(words.or)
            }
            Node::Near { left, right, words: distance, ordered } => {
                let template = match (*distance, *ordered) {
                    (0, false) => words.beside,
                    (0, true) => words.right_before,
                    (_, false) => words.near,
                    (_, true) => words.before,
                };
                fill(template, &[&inside(left), &distance.to_string(), &inside(right)])
            }
            Node::Window { parts, extra } => {
                let parts = parts.iter().map(inside).collect::<Vec<_>>().join(words.and);
                fill(words.window, &[&parts, &extra.to_string()])
            }
            Node::Leaf(leaf) => self.leaf(leaf),
            Node::Not(part) => fill(words.not, &[&self.text(part)]),
        }
    }

    fn leaf(&self, leaf: &Leaf) -> String {
        let words = self.words;
        match leaf {
            Leaf::Word(word) => self.quoted(word),
            Leaf::Exact(parts) => fill(words.exact, &[&self.quoted(&parts.join(" "))]),
            Leaf::Phrase(items) => {
                let items = items.iter().map(|item| match item {
                    Item::Word(word) | Item::Wild(word) => word.as_str(),
                });
                self.quoted(&items.collect::<Vec<_>>().join(" "))
            }
            Leaf::Wild(word) => self.wild(word),
            Leaf::Tag(tag) => fill(words.tag, &[tag]),
            Leaf::Handle(handle) => fill(words.handle, &[handle]),
            Leaf::Cash(name) => format!("${name}"),
            Leaf::Emoji(emoji) => emoji.clone(),
            Leaf::Field(field, values) => self.field(*field, values),
        }
    }

    fn wild(&self, word: &str) -> String {
        let words = self.words;
        let plain = word.trim_matches('*');
        if plain.contains(['*', '?']) {
            return fill(words.pattern, &[&self.quoted(word)]);
        }
        let template = match (word.starts_with('*'), word.ends_with('*')) {
            (true, true) => words.contains,
            (true, false) => words.ends,
            _ => words.begins,
        };
        fill(template, &[&self.quoted(plain)])
    }

    fn field(&self, field: Field, values: &[Value]) -> String {
        let words = self.words;
        let named = values.iter().map(|value| self.value(field, value));
        let value = named.collect::<Vec<_>>().join(words.or);
        if let ([Value::Text(text)], Some((_, sentence))) =
            (values, words.values.iter().find(|(key, _)| is_value(key, field, values)))
        {
            return fill(sentence, &[text]);
        }
        let row = words.fields.iter().find(|(known, _)| *known == field);
        fill(row.map_or("{0}", |(_, sentence)| sentence), &[&value])
    }

    fn value(&self, field: Field, value: &Value) -> String {
        let words = self.words;
        match value {
            Value::Text(text) if field == Field::Lang => {
                let name = words.languages.iter().find(|(code, _)| code == text);
                name.map_or_else(|| text.clone(), |(_, name)| (*name).to_owned())
            }
            Value::Text(text) if matches!(field, Field::Has | Field::Is | Field::Channel) => {
                let name = words.things.iter().find(|(code, _)| code == text);
                name.map_or_else(|| text.clone(), |(_, name)| (*name).to_owned())
            }
            Value::Text(text) if matches!(field, Field::From | Field::To) => format!("@{text}"),
            Value::Text(text) => self.quoted(text),
            Value::Between(from, to) => match (from, to) {
                (Some(from), Some(to)) if from == to => number(*from),
                (Some(from), Some(to)) => fill(words.between, &[&number(*from), &number(*to)]),
                (Some(from), None) => fill(words.least, &[&number(*from)]),
                (None, Some(to)) => fill(words.most, &[&number(*to)]),
                (None, None) => String::new(),
            },
        }
    }

    fn quoted(&self, text: &str) -> String {
        format!("{}{text}{}", self.words.quotes.0, self.words.quotes.1)
    }
}

/// Whether `complaint:yes` is what a field and its only value are.
fn is_value(key: &str, field: Field, values: &[Value]) -> bool {
    let said = |text: &str| key.split_once(':') == Some((field.canonical(), text));
    matches!(values, [Value::Text(text)] if said(text))
}

fn is_text(node: &Node) -> bool {
    crate::parse::is_place(node)
}

/// Puts values into the places `{0}`, `{1}`, …
fn fill(template: &str, values: &[&str]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((place, behind)) = after.split_once('}') else { break };
        let value = place.parse::<usize>().ok().and_then(|nth| values.get(nth));
        text.push_str(value.copied().unwrap_or_default());
        rest = behind;
    }
    text.push_str(rest);
    text
}
