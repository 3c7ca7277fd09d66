//! Mastodon's streams of hashtags.

use super::Outward;
use crate::tree::{Item, Leaf, Node, Rule};

/// The hashtags whose streams together hold what a rule asks for, as far as people use them. At
/// most `limit`. Posts that say the word without the hashtag are not seen there.
pub fn hashtags(rule: &Rule, limit: usize) -> Outward {
    let mut outward = Outward::default();
    let Some(mut tags) = cover(&rule.root, &mut outward) else {
        outward.lose("watch.too_broad", rule.to_string());
        return outward;
    };
    tags.sort();
    tags.dedup();
    if tags.len() > limit {
        outward.lose("watch.too_long", rule.to_string());
        tags.truncate(limit);
    }
    outward.queries = tags;
    outward
}

/// Hashtags of which every post that matches would hold one.
fn cover(node: &Node, outward: &mut Outward) -> Option<Vec<String>> {
    match node {
        Node::And(parts) | Node::Window { parts, .. } => {
            let covers: Vec<_> = parts.iter().filter_map(|part| cover(part, outward)).collect();
            covers.into_iter().min_by_key(Vec::len)
        }
        Node::Or(parts) => {
            let covers: Option<Vec<_>> = parts.iter().map(|part| cover(part, outward)).collect();
            Some(covers?.concat())
        }
        Node::Near { left, right, .. } => {
            let covers = [cover(left, outward), cover(right, outward)];
            covers.into_iter().flatten().min_by_key(Vec::len)
        }
        Node::Not(_) => None,
        Node::Leaf(Leaf::Tag(tag)) => Some(vec![tag.to_lowercase()]),
        Node::Leaf(Leaf::Word(word)) => spoken(&[word], node, outward),
        Node::Leaf(Leaf::Exact(words)) => {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            spoken(&words, node, outward)
        }
        Node::Leaf(Leaf::Phrase(items)) => {
            let words = items.iter().map(|item| match item {
                Item::Word(word) => Some(word.as_str()),
                Item::Wild(_) => None,
            });
            spoken(&words.collect::<Option<Vec<_>>>()?, node, outward)
        }
        Node::Leaf(Leaf::Wild(_)) => {
            outward.lose("watch.wildcard", node.to_string());
            None
        }
        Node::Leaf(_) => None,
    }
}

/// Words as the hashtag that people make of them.
fn spoken(words: &[&str], node: &Node, outward: &mut Outward) -> Option<Vec<String>> {
    let tag: String = words.concat().chars().filter(|c| c.is_alphanumeric()).collect();
    if tag.is_empty() {
        return None;
    }
    outward.lose("watch.only_hashtags", node.to_string());
    Some(vec![tag.to_lowercase()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[test]
    fn rules_become_hashtags() {
        for (rule, expected) in [
            ("#bahnstreik OR #ausfall", "ausfall bahnstreik"),
            ("(#a1x OR #b1x) streik", "streik"),
            ("\"kein Netz\" lang:de", "keinnetz"),
            ("has:media from:anna", ""),
            ("bahn* -zug", ""),
            ("bahn NEAR/3 (zug OR bus)", "bahn"),
        ] {
            let found = hashtags(&parse(rule).rule.unwrap(), 100);
            assert_eq!(found.queries.join(" "), expected, "{rule}");
        }
    }
}
