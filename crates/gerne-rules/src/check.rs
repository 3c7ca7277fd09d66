//! What a rule must be beyond its grammar: it asks for something, and it can be met.

use crate::{
    effort,
    parse::Part,
    problem::Problems,
    tree::{Leaf, Node, Rule, Value},
};

/// The rule, unless it would match almost everything.
pub(crate) fn rule(root: Part, problems: &mut Problems<'_>) -> Option<Rule> {
    if !root.node.asks_for_something() {
        refuse(&root, problems);
        return None;
    }
    if let Some(loose) = loose(&root) {
        refuse(loose, problems);
        return None;
    }
    contradictions(&root, problems);
    unfed(&root, problems);
    let broad = !root.node.asks_for_words();
    if broad {
        problems.warning("rule.broad", root.at.clone());
    }
    Some(Rule { root: root.node, broad })
}

/// Finds the part that makes the rule ask for everything, and offers to put it behind the others.
fn refuse(part: &Part, problems: &mut Problems<'_>) {
    let wanting = |part: &&Part| part.node.asks_for_something();
    if matches!(part.node, Node::Or(_)) && part.inner.iter().any(|part| wanting(&part)) {
        let Some(bad) = part.inner.iter().find(|part| !wanting(part)) else { return };
        let source = |part: &Part| problems.source(&part.at).trim().to_owned();
        let text = source(bad);
        let (good, rest): (Vec<&Part>, Vec<&Part>) = part.inner.iter().partition(wanting);
        let good = good.into_iter().map(source).collect::<Vec<_>>().join(" OR ");
        let rest = rest.into_iter().map(source).collect::<Vec<_>>().join(" ");
        let problem = problems.error("rule.or_not", bad.at.clone());
        problem.with("part", text).fixed_by(part.at.clone(), format!("({good}) {rest}"));
        return;
    }
    let inside = part.inner.iter().find(|part| matches!(part.node, Node::Or(_)));
    if let Some(inside) = inside
        && inside.inner.iter().any(|part| part.node.asks_for_something())
    {
        refuse(inside, problems);
        return;
    }
    let text = problems.source(&part.at).to_owned();
    let positive = match &part.node {
        Node::Not(inner) => said(inner),
        Node::And(parts) | Node::Or(parts) => match parts.split_first() {
            Some((Node::Not(inner), rest)) => {
                Node::all(std::iter::once(said(inner)).chain(rest.iter().cloned()).collect())
            }
            _ => said(&part.node),
        },
        other => said(other),
    };
    let problem = problems.error("rule.only_not", part.at.clone());
    problem.with("part", text).fixed_by(part.at.clone(), positive.to_string());
}

/// The same without anything denied, where it would ask for nothing else.
fn said(node: &Node) -> Node {
    match node {
        node if node.asks_for_something() => node.clone(),
        Node::Not(inner) => said(inner),
        Node::And(parts) => Node::all(parts.iter().map(said).collect()),
        Node::Or(parts) => Node::any(parts.iter().map(said).collect()),
        other => other.clone(),
    }
}

/// Alternatives of which some ask for something and others deny it: whatever else stands beside them, few
/// people mean "everything without it".
fn loose(part: &Part) -> Option<&Part> {
    let wanting = part.inner.iter().filter(|part| part.node.asks_for_something()).count();
    let mixed = matches!(part.node, Node::Or(_)) && wanting > 0 && wanting < part.inner.len();
    if mixed { Some(part) } else { part.inner.iter().find_map(loose) }
}

/// What the rule asks of a post that nothing tells us.
fn unfed(part: &Part, problems: &mut Problems<'_>) {
    if let Node::Leaf(Leaf::Field(field, values)) = &part.node {
        let never = |value: &Value| match value {
            Value::Text(text) => field.is_unfed(text),
            Value::Between(..) => field.is_unfed(""),
        };
        if values.iter().all(never) {
            let written = problems.source(&part.at).to_owned();
            problems.warning("field.unfed", part.at.clone()).with("part", written);
        }
    }
    part.inner.iter().for_each(|part| unfed(part, problems));
}

/// Two demands that exclude each other.
fn contradictions(part: &Part, problems: &mut Problems<'_>) {
    if matches!(part.node, Node::And(_)) {
        let pairs = part.inner.iter().enumerate().find_map(|(nth, one)| {
            let later = part.inner.iter().skip(nth + 1).take(64);
            later
                .into_iter()
                .find(|other| exclude(&one.node, &other.node))
                .map(|other| (one, other))
        });
        if let Some((one, other)) = pairs {
            let (first, second) = (problems.source(&one.at), problems.source(&other.at));
            let problem = problems.warning("rule.never", other.at.clone());
            problem.with("one", first).with("other", second).fixed_by(other.at.clone(), "");
        }
    }
    for inner in &part.inner {
        contradictions(inner, problems);
    }
}

fn exclude(one: &Node, other: &Node) -> bool {
    effort::add(1);
    match (one, other) {
        (Node::Not(denied), said) | (said, Node::Not(denied)) => same(denied, said),
        (Node::Leaf(Leaf::Field(a, ours)), Node::Leaf(Leaf::Field(b, theirs))) => {
            a == b
                && a.is_single()
                && !ours.iter().any(|one| theirs.iter().any(|two| meet(one, two)))
        }
        _ => false,
    }
}

fn same(one: &Node, other: &Node) -> bool {
    match (one, other) {
        (Node::Leaf(Leaf::Word(a)), Node::Leaf(Leaf::Word(b))) => {
            gerne_text::fold(a) == gerne_text::fold(b)
        }
        _ => one == other,
    }
}

fn meet(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(a), Value::Text(b)) => a.to_lowercase() == b.to_lowercase(),
        (Value::Between(from, to), Value::Between(other_from, other_to)) => {
            let below = |low: &Option<_>, high: &Option<_>| {
                low.is_none() || high.is_none() || low.as_ref() <= high.as_ref()
            };
            below(from, other_to) && below(other_from, to)
        }
        _ => true,
    }
}
