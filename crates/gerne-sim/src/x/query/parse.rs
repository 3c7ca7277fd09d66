//! Reads queries. A space binds tighter than `OR`.

use super::{Node, Op, Use, tokens};

#[derive(Debug, Clone, PartialEq)]
enum Mark {
    Open,
    Close,
    Or,
    Minus,
    Quoted(String, Option<usize>),
    Bare(String),
}

pub(super) fn parse(text: &str) -> Result<Node, String> {
    let marks = lex(text)?;
    let mut at = 0;
    let node = either(&marks, &mut at)?;
    if at < marks.len() {
        return Err("mismatched input ')' expecting <EOF>".to_owned());
    }
    check(&node, true)?;
    if !stands_alone(&node) {
        return Err(
            "Rules must contain at least one positive, standalone operator (e.g. a keyword)"
                .to_owned(),
        );
    }
    Ok(node)
}

fn lex(text: &str) -> Result<Vec<Mark>, String> {
    let chars: Vec<char> = text.chars().collect();
    let (mut marks, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        match chars[at] {
            c if c.is_whitespace() => at += 1,
            '(' => {
                marks.push(Mark::Open);
                at += 1;
            }
            ')' => {
                marks.push(Mark::Close);
                at += 1;
            }
            '-' => {
                marks.push(Mark::Minus);
                at += 1;
            }
            '"' => {
                let (said, end) = quoted(&chars, at)?;
                at = end;
                let mut apart = None;
                if chars.get(at) == Some(&'~') {
                    let digits: String =
                        chars[at + 1..].iter().take_while(|c| c.is_ascii_digit()).collect();
                    at += 1 + digits.len();
                    let most = digits.parse().ok().filter(|n| (1..=6).contains(n));
                    apart = Some(most.ok_or("the proximity must be 1 to 6")?);
                }
                marks.push(Mark::Quoted(said, apart));
            }
            _ => {
                let mut word = String::new();
                while at < chars.len() && !chars[at].is_whitespace() && !"()".contains(chars[at]) {
                    if chars[at] == '"' {
                        // `url:"https://…"`
                        let (said, end) = quoted(&chars, at)?;
                        word.push_str(&said);
                        at = end;
                    } else {
                        word.push(chars[at]);
                        at += 1;
                    }
                }
                marks.push(if word == "OR" { Mark::Or } else { Mark::Bare(word) });
            }
        }
    }
    Ok(marks)
}

fn quoted(chars: &[char], at: usize) -> Result<(String, usize), String> {
    let said: String = chars[at + 1..].iter().take_while(|c| **c != '"').collect();
    let end = at + 1 + said.chars().count();
    if chars.get(end) != Some(&'"') {
        return Err("missing '\"' at '<EOF>'".to_owned());
    }
    Ok((said, end + 1))
}

fn either(marks: &[Mark], at: &mut usize) -> Result<Node, String> {
    let mut any = vec![all(marks, at)?];
    while marks.get(*at) == Some(&Mark::Or) {
        *at += 1;
        any.push(all(marks, at)?);
    }
    Ok(if any.len() == 1 { any.remove(0) } else { Node::Or(any) })
}

fn all(marks: &[Mark], at: &mut usize) -> Result<Node, String> {
    let mut parts = Vec::new();
    loop {
        match marks.get(*at) {
            None | Some(Mark::Close | Mark::Or) => break,
            Some(Mark::Open) => {
                *at += 1;
                parts.push(either(marks, at)?);
                if marks.get(*at) != Some(&Mark::Close) {
                    return Err("missing ')' at '<EOF>'".to_owned());
                }
                *at += 1;
            }
            Some(Mark::Minus) => {
                *at += 1;
                match marks.get(*at) {
                    Some(Mark::Open) => {
                        return Err("Negation on groups is not supported".to_owned());
                    }
                    Some(mark @ (Mark::Bare(_) | Mark::Quoted(..))) => {
                        let leaf = leaf(mark)?;
                        if matches!(mark, Mark::Bare(word) if word.starts_with("sample:") || word.starts_with("embedding:"))
                        {
                            return Err("This operator cannot be negated".to_owned());
                        }
                        *at += 1;
                        parts.push(Node::Not(Box::new(Node::Leaf(leaf))));
                    }
                    _ => return Err("no viable alternative at input '-'".to_owned()),
                }
            }
            Some(mark) => {
                parts.push(Node::Leaf(leaf(mark)?));
                *at += 1;
            }
        }
    }
    match parts.len() {
        0 => Err("no viable alternative at input '<EOF>'".to_owned()),
        1 => Ok(parts.remove(0)),
        _ => Ok(Node::And(parts)),
    }
}

fn leaf(mark: &Mark) -> Result<Op, String> {
    let word = match mark {
        Mark::Quoted(said, None) => return words(said),
        Mark::Quoted(said, Some(most)) => {
            let both = tokens(said, Use::Stream);
            let [one, other] = both.as_slice() else {
                return Err("proximity takes two words".to_owned());
            };
            return Ok(Op::Near(one.clone(), other.clone(), *most));
        }
        Mark::Bare(word) => word,
        _ => return Err("no viable alternative".to_owned()),
    };
    if let Some(tag) = word.strip_prefix('#') {
        return Ok(Op::Hashtag(tag.to_owned()));
    }
    if let Some(tag) = word.strip_prefix('$') {
        return Ok(Op::Cashtag(tag.to_owned()));
    }
    if let Some(name) = word.strip_prefix('@') {
        return Ok(Op::Mention(name.to_owned()));
    }
    let Some((name, value)) = word.split_once(':') else { return words(word) };
    let value = value.to_owned();
    if value.is_empty() {
        return Err(format!("no viable alternative at input '{word}'"));
    }
    let known = |values: &[&str]| {
        let fits = values.contains(&value.as_str());
        if fits { Ok(value.clone()) } else { Err(format!("Invalid operator: {word}")) }
    };
    Ok(match name.to_lowercase().as_str() {
        "from" => Op::From(value),
        "to" => Op::To(value),
        "url" => Op::Url(value),
        "conversation_id" => Op::Conversation(value),
        "in_reply_to_tweet_id" | "in_reply_to_status_id" => Op::InReplyTo(value),
        "bio" => Op::Bio(value),
        "lang" => Op::Lang(value),
        "is" => Op::Is(known(&["reply", "retweet", "quote", "verified", "nullcast"])?),
        "has" => Op::Has(known(&[
            "links",
            "media",
            "images",
            "mentions",
            "hashtags",
            "cashtags",
            "geo",
            "video_link",
            "videos",
        ])?),
        "retweets_of"
        | "retweets_of_user"
        | "place"
        | "context"
        | "entity"
        | "list"
        | "place_country"
        | "quotes_of_tweet_id"
        | "retweets_of_tweet_id" => Op::Nothing { standalone: true },
        "sample" | "min_likes" | "min_replies" | "min_reposts" => Op::Nothing { standalone: false },
        _ => {
            return Err(format!(
                "Reference to invalid operator '{name}'. Operator is not available in current product or product packaging."
            ));
        }
    })
}

fn words(said: &str) -> Result<Op, String> {
    let words = tokens(said, Use::Stream);
    if words.is_empty() {
        Err(format!("no viable alternative at input '{said}'"))
    } else {
        Ok(Op::Words(words))
    }
}

/// `is:nullcast` may only be denied.
fn check(node: &Node, positive: bool) -> Result<(), String> {
    match node {
        Node::And(parts) | Node::Or(parts) => {
            parts.iter().try_for_each(|part| check(part, positive))
        }
        Node::Not(one) => check(one, false),
        Node::Leaf(Op::Is(what)) if what == "nullcast" && positive => {
            Err("is:nullcast must be negated".to_owned())
        }
        Node::Leaf(_) => Ok(()),
    }
}

fn stands_alone(node: &Node) -> bool {
    match node {
        Node::And(parts) => parts.iter().any(stands_alone),
        Node::Or(parts) => parts.iter().all(stands_alone),
        Node::Not(_) => false,
        Node::Leaf(op) => op.stands_alone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_and_bad() {
        for (text, good) in [
            ("nordlicht", true),
            ("nordlicht -is:retweet", true),
            ("(nordlicht OR \"nord licht\") lang:de -from:nordlicht", true),
            ("@nordlicht -is:nullcast", true),
            ("\"internet weg\"~3", true),
            ("#störung has:images", true),
            ("url:\"https://nordlicht.de\"", true),
            ("is:reply", false),
            ("-nordlicht", false),
            ("nordlicht OR is:reply", false),
            ("nordlicht is:nullcast", false),
            ("nordlicht -(a OR b)", false),
            ("nordlicht -sample:10", false),
            ("(nordlicht", false),
            ("nordlicht)", false),
            ("\"nordlicht", false),
            ("is:cat nordlicht", false),
            ("colour:red", false),
            ("", false),
        ] {
            assert_eq!(parse(text).is_ok(), good, "{text}: {:?}", parse(text));
        }
    }

    #[test]
    fn a_space_binds_tighter() {
        let Ok(Node::Or(parts)) = parse("a b OR c") else { panic!("an OR at the top") };
        assert!(matches!(&parts[0], Node::And(both) if both.len() == 2));
    }
}
