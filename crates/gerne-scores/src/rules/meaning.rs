//! A rule's meaning beside the one that somebody wrote down, as trees of words.

use gerne_rules::{Field, Item, Leaf, Node, Number, Rule, Value, parse};

/// An atom, or a list whose first atom says what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Tree {
    Atom(String),
    List(Vec<Tree>),
}

/// Whether a rule means what an S-expression says.
pub(super) fn same(rule: &Rule, meaning: &str) -> bool {
    let mut words = cut(meaning).into_iter();
    let Some(meant) = words.next().and_then(|first| read(first, &mut words)) else { return false };
    flat(normal(meant)) == flat(tree(&rule.root))
}

/// Pieces of an S-expression: brackets and atoms; an atom in quotation marks loses them.
fn cut(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut atom = String::new();
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' => {
                if quoted {
                    pieces.push(format!("\u{1}{}", std::mem::take(&mut atom)));
                }
                quoted = !quoted;
            }
            c if quoted => atom.push(c),
            '(' | ')' | ' ' => {
                if !atom.is_empty() {
                    pieces.push(format!("\u{1}{}", std::mem::take(&mut atom)));
                }
                if c != ' ' {
                    pieces.push(c.to_string());
                }
            }
            c => atom.push(c),
        }
    }
    if !atom.is_empty() {
        pieces.push(format!("\u{1}{atom}"));
    }
    pieces
}

fn read(first: String, rest: &mut impl Iterator<Item = String>) -> Option<Tree> {
    if first != "(" {
        return Some(Tree::Atom(first.strip_prefix('\u{1}')?.to_lowercase()));
    }
    let mut parts = Vec::new();
    loop {
        let next = rest.next()?;
        if next == ")" {
            return Some(Tree::List(parts));
        }
        parts.push(read(next, rest)?);
    }
}

fn atom(text: &str) -> Tree {
    Tree::Atom(text.to_lowercase())
}

fn list(name: &str, parts: impl IntoIterator<Item = Tree>) -> Tree {
    Tree::List(std::iter::once(atom(name)).chain(parts).collect())
}

/// Fields in our own words: other names of fields and values mean the same.
fn normal(meant: Tree) -> Tree {
    let Tree::List(parts) = meant else { return meant };
    let text = |tree: Option<&Tree>| match tree {
        Some(Tree::Atom(text)) => Some(text.clone()),
        _ => None,
    };
    let head = text(parts.first()).unwrap_or_default();
    let (name, value) = match head.as_str() {
        "phrase" => return phrase(&parts),
        "field" => (text(parts.get(1)).unwrap_or_default(), parts.get(2)),
        "from" | "to" | "raw" => (head.clone(), parts.get(1)),
        _ => return Tree::List(parts.into_iter().map(normal).collect()),
    };
    let written = match value {
        Some(Tree::Atom(text)) => format!("\"{text}\""),
        Some(Tree::List(bounds)) => {
            let number = |nth| text(bounds.get(nth)).unwrap_or_default();
            match text(bounds.first()).as_deref() {
                Some("gt") => format!(">{}", number(1)),
                Some("ge") => format!(">={}", number(1)),
                Some("lt") => format!("<{}", number(1)),
                Some("le") => format!("<={}", number(1)),
                _ => format!("{}..{}", number(1), number(2)),
            }
        }
        None => String::new(),
    };
    match parse(&format!("{name}:{written}")).rule {
        Some(rule) => tree(&rule.root),
        None => match parse(&format!("{name}:{}", written.trim_matches('"'))).rule {
            Some(rule) => tree(&rule.root),
            None => Tree::List(parts),
        },
    }
}

/// Words that a hyphen links are pieces of a phrase; one word alone is found in any inflection, with or
/// without quotation marks (`docs/rules.md`).
fn phrase(parts: &[Tree]) -> Tree {
    let words = parts.iter().skip(1).filter_map(|part| match part {
        Tree::Atom(word) => Some(word),
        Tree::List(_) => None,
    });
    let mut pieces: Vec<Tree> = words.flat_map(|word| word.split('-')).map(atom).collect();
    if pieces.len() == 1 { pieces.remove(0) } else { list("phrase", pieces) }
}

/// No list of alternatives directly within one of alternatives.
fn flat(tree: Tree) -> Tree {
    let Tree::List(parts) = tree else { return tree };
    let joins = |name: &Tree| matches!(name, Tree::Atom(name) if name == "and" || name == "or");
    let mut kept: Vec<Tree> = Vec::new();
    for part in parts.into_iter().map(flat) {
        match part {
            Tree::List(inner)
                if kept.first().is_some_and(joins) && inner.first() == kept.first() =>
            {
                kept.extend(inner.into_iter().skip(1));
            }
            part => kept.push(part),
        }
    }
    Tree::List(kept)
}

fn tree(node: &Node) -> Tree {
    match node {
        Node::And(parts) => list("and", parts.iter().map(tree)),
        Node::Or(parts) => list("or", parts.iter().map(tree)),
        Node::Not(part) => list("not", [tree(part)]),
        Node::Near { left, right, words, ordered } => {
            let name = if *ordered { "onear" } else { "near" };
            list(name, [atom(&words.to_string()), tree(left), tree(right)])
        }
        Node::Window { parts, extra } => {
            list("within", std::iter::once(atom(&extra.to_string())).chain(parts.iter().map(tree)))
        }
        Node::Leaf(leaf) => leaf_tree(leaf),
    }
}

fn leaf_tree(leaf: &Leaf) -> Tree {
    match leaf {
        Leaf::Word(word) => atom(word),
        Leaf::Exact(words) => list("exact", words.iter().map(|word| atom(word))),
        Leaf::Phrase(items) => {
            let words = items.iter().map(|item| match item {
                Item::Word(word) | Item::Wild(word) => atom(word),
            });
            phrase(&std::iter::once(atom("phrase")).chain(words).collect::<Vec<_>>())
        }
        Leaf::Wild(word) => list("wild", [atom(word)]),
        Leaf::Tag(tag) => list("tag", [atom(tag)]),
        Leaf::Handle(handle) => list("mention", [atom(handle)]),
        Leaf::Cash(name) => list("cash", [atom(name)]),
        Leaf::Emoji(emoji) => list("emoji", [atom(emoji)]),
        Leaf::Field(field, values) => {
            let mut values: Vec<Tree> =
                values.iter().map(|value| field_tree(*field, value)).collect();
            if values.len() == 1 { values.remove(0) } else { list("or", values) }
        }
    }
}

fn field_tree(field: Field, value: &Value) -> Tree {
    let number = |number: Option<Number>| {
        atom(&number.map_or_else(String::new, |number| number.0.to_string()))
    };
    let value = match value {
        Value::Text(text) => atom(text),
        Value::Between(from, to) => Tree::List(vec![number(*from), number(*to)]),
    };
    list("field", [atom(field.canonical()), value])
}

#[cfg(test)]
mod tests {
    use gerne_rules::parse;

    use super::same;

    #[test]
    fn meanings_are_compared() {
        for (rule, meaning, expected) in [
            ("bahn OR zug -bus", "(or bahn (and zug (not bus)))", true),
            ("bahn OR zug -bus", "(and (or bahn zug) (not bus))", false),
            ("\"kein Netz\" NEAR/3 o2", "(near 3 (phrase kein netz) o2)", true),
            ("x from:(a OR b)", "(and x (or (from a) (from b)))", true),
            ("x followers:>100", "(and x (field followers (gt 100)))", true),
            ("x lang:de", "(and x (field lang de))", true),
            ("Internet-Ausfall", "\"internet-ausfall\"", true),
            ("\"bahn\" -\"a b\"", "(and (phrase bahn) (not (phrase a b)))", true),
            ("\"bahn\" zug", "(and zug (phrase bahn))", false),
        ] {
            let rule = parse(rule).rule.expect("a rule");
            assert_eq!(same(&rule, meaning), expected, "{rule} {meaning}");
        }
    }
}
