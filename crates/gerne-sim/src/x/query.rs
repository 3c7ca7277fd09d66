//! The language of search and rules: what is asked for, and whether a post is it.

mod parse;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::model::Version;
use super::state::State;
use super::text::{self, Piece};

/// Where a query is used; they differ in what matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Accents do not matter, quoted texts do not count.
    Search,
    /// Accents matter, quoted texts count.
    Stream,
}

/// A query that was understood.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Query {
    node: Node,
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Leaf(Op),
}

#[derive(Debug, Clone, PartialEq)]
enum Op {
    /// Words that follow each other.
    Words(Vec<String>),
    /// Two words at most so many words apart.
    Near(String, String, usize),
    Hashtag(String),
    Cashtag(String),
    Mention(String),
    From(String),
    To(String),
    Url(String),
    Conversation(String),
    InReplyTo(String),
    Is(String),
    Has(String),
    Lang(String),
    Bio(String),
    /// Understood, and matches nothing here: there are no repeats, places or samples.
    Nothing {
        standalone: bool,
    },
}

impl Op {
    /// Whether a query may consist of it alone.
    fn stands_alone(&self) -> bool {
        match self {
            Self::Is(_) | Self::Has(_) | Self::Lang(_) => false,
            Self::Nothing { standalone } => *standalone,
            _ => true,
        }
    }
}

impl Query {
    /// Understands a query, or says what is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        parse::parse(text).map(|node| Self { node })
    }

    pub(crate) fn matches(&self, state: &State, version: &Version, used: Use) -> bool {
        let mut seen = Seen::of(state, version, used);
        if let (Use::Stream, Some(quoted)) =
            (used, version.quote.and_then(|id| state.visible(None, id)))
        {
            seen.words.push(String::new());
            seen.words.extend(tokens(&quoted.text, used));
        }
        holds(&self.node, &seen)
    }
}

/// A post as the operators look at it.
struct Seen<'a> {
    state: &'a State,
    version: &'a Version,
    used: Use,
    words: Vec<String>,
    pieces: Vec<Piece>,
}

impl<'a> Seen<'a> {
    fn of(state: &'a State, version: &'a Version, used: Use) -> Self {
        let words = tokens(&version.text, used);
        Self { state, version, used, words, pieces: text::scan(&version.text) }
    }

    fn says(&self, wanted: &[String]) -> bool {
        let wanted: Vec<String> = wanted.iter().map(|word| fold(word, self.used)).collect();
        !wanted.is_empty() && self.words.windows(wanted.len()).any(|some| some == wanted)
    }

    fn near(&self, one: &str, other: &str, most: usize) -> bool {
        let places = |word: &str| {
            let word = fold(word, self.used);
            let at = self.words.iter().enumerate().filter(move |(_, known)| **known == word);
            at.map(|(at, _)| at).collect::<Vec<_>>()
        };
        let others = places(other);
        places(one).iter().any(|at| others.iter().any(|b| at.abs_diff(*b) <= most + 1))
    }

    fn is_person(&self, who: super::model::Who, name: &str) -> bool {
        let person = self.state.person(who);
        person.spec.handle.eq_ignore_ascii_case(name) || person.id.to_string() == name
    }

    fn media(&self, kind: &str) -> bool {
        let known = self.version.media.iter().filter_map(|id| self.state.media.get(id));
        known.into_iter().any(|media| kind.is_empty() || media.kind == kind)
    }

    fn has(&self, what: &str) -> bool {
        let piece = |fits: fn(&Piece) -> bool| self.pieces.iter().any(fits);
        match what {
            "links" => {
                piece(|one| matches!(one, Piece::Url(_)))
                    || self.media("")
                    || self.version.quote.is_some()
            }
            "mentions" => piece(|one| matches!(one, Piece::Mention(_))),
            "hashtags" => piece(|one| matches!(one, Piece::Hashtag(_))),
            "cashtags" => piece(|one| matches!(one, Piece::Cashtag(_))),
            "media" => self.media(""),
            "images" => self.media("photo"),
            "video_link" | "videos" => self.media("video"),
            _ => false,
        }
    }

    fn url(&self, wanted: &str) -> bool {
        let wanted = tokens(wanted, Use::Stream);
        self.pieces.iter().any(|piece| match piece {
            Piece::Url(url) => {
                let known = tokens(url, Use::Stream);
                !wanted.is_empty() && known.windows(wanted.len()).any(|some| some == wanted)
            }
            _ => false,
        })
    }
}

fn holds(node: &Node, seen: &Seen<'_>) -> bool {
    match node {
        Node::And(all) => all.iter().all(|one| holds(one, seen)),
        Node::Or(any) => any.iter().any(|one| holds(one, seen)),
        Node::Not(one) => !holds(one, seen),
        Node::Leaf(op) => op_holds(op, seen),
    }
}

fn op_holds(op: &Op, seen: &Seen<'_>) -> bool {
    let (state, version) = (seen.state, seen.version);
    let same = |known: &str, wanted: &str| known.to_lowercase() == wanted.to_lowercase();
    match op {
        Op::Words(words) => seen.says(words),
        Op::Near(one, other, most) => seen.near(one, other, *most),
        Op::Hashtag(tag) => {
            seen.pieces.iter().any(|piece| matches!(piece, Piece::Hashtag(t) if same(t, tag)))
        }
        Op::Cashtag(tag) => {
            seen.pieces.iter().any(|piece| matches!(piece, Piece::Cashtag(t) if same(t, tag)))
        }
        Op::Mention(name) => {
            let mut all = version.named.iter().chain(&version.implied);
            all.any(|who| seen.is_person(*who, name))
        }
        Op::From(name) => seen.is_person(version.author, name),
        Op::To(name) => {
            let parent = version.reply_to.and_then(|id| state.versions.get(&id));
            parent.is_some_and(|parent| seen.is_person(parent.author, name))
        }
        Op::Url(wanted) => seen.url(wanted),
        Op::Conversation(id) => version.conversation.to_string() == *id,
        Op::InReplyTo(id) => version.reply_to.is_some_and(|to| to.to_string() == *id),
        Op::Is(what) => match what.as_str() {
            "reply" => version.reply_to.is_some(),
            "quote" => version.quote.is_some(),
            "verified" => state.person(version.author).spec.premium,
            _ => false,
        },
        Op::Has(what) => seen.has(what),
        Op::Lang(language) => version.language == *language,
        Op::Bio(words) => {
            let note = tokens(&state.person(version.author).spec.note, seen.used);
            let wanted = tokens(words, seen.used);
            !wanted.is_empty() && note.windows(wanted.len()).any(|some| some == wanted)
        }
        Op::Nothing { .. } => false,
    }
}

/// Words of a text as they are compared.
fn tokens(text: &str, used: Use) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c) && c != '_')
        .filter(|word| !word.is_empty())
        .map(|word| fold(word, used))
        .collect()
}

fn fold(word: &str, used: Use) -> String {
    let lower = word.to_lowercase();
    match used {
        Use::Stream => lower.nfc().collect(),
        Use::Search => lower.nfd().filter(|c| !is_combining_mark(*c)).collect(),
    }
}
