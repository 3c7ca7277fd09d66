//! What words, tags and attributes have in common: keys that a rule and a post either share or do
//! not. The index and the plain evaluator agree because both ask here.

use std::hash::Hasher;

use gerne_text::{Kind, Lexicon, Tongue, exact, fold, parts, stem};
use rustc_hash::FxHasher;

use crate::{field::Field, post::Post};

/// A key: what kind of thing, where, and its compared form.
pub(crate) type Key = u64;

/// Both languages.
pub(crate) const BOTH: u8 = 3;
const GERMAN: u8 = 1;
const ENGLISH: u8 = 2;
/// Letters that a word needs to be found as the head of a compound.
const HEAD: usize = 5;
/// Words that stand by themselves and are no noun: no compound is one of them, though many end so
/// (a `Werkstatt` is no `statt`). Folded.
const NO_HEADS: &[&str] = &[
    "statt", "anstatt", "unter", "hinter", "neben", "gegen", "zwischen", "wegen", "wahrend",
    "trotz", "durch", "ausser", "hinten", "unten", "innen", "aussen", "damit", "daher", "dabei",
    "darum", "warum", "wieder", "immer", "nicht", "nichts", "alles", "aller", "jeder", "keine",
    "einen", "eines", "einer", "unser", "diese", "unsere", "meine", "deine", "seine", "nachdem",
    "bevor", "obwohl", "sondern", "falls", "sowie", "welche", "etwas", "schon", "werden", "haben",
    "hatte", "konnen", "sollen", "mussen", "wollen",
];
/// Longer tokens are compared by their exact form only.
const LONGEST: usize = 64;

/// Where words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Zone {
    Text,
    Title,
    Name,
    Bio,
    Place,
}

/// All but the text itself.
pub(crate) const ZONES: [Zone; 4] = [Zone::Title, Zone::Name, Zone::Bio, Zone::Place];

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    German,
    English,
    Head,
    Exact,
    Tag,
    Handle,
    Emoji,
    Attribute(Field),
}

pub(crate) fn key(zone: Zone, sort: Sort, form: &str) -> Key {
    let sort = match sort {
        Sort::German => 0_u32,
        Sort::English => 1,
        Sort::Head => 2,
        Sort::Exact => 3,
        Sort::Tag => 4,
        Sort::Handle => 5,
        Sort::Emoji => 7,
        Sort::Attribute(field) => 16 + field as u32,
    };
    let mut hasher = FxHasher::default();
    hasher.write_u32(sort * 8 + zone as u32);
    hasher.write(form.as_bytes());
    let hash = hasher.finish();
    // The hasher is made for tables; the last bits are stirred for a key that stands for a word.
    let stirred = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    stirred ^ (stirred >> 29)
}

/// What a token of a post offers: keys, with the positions it covers, counted from its own first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    pub(crate) key: Key,
    pub(crate) from: u8,
    pub(crate) to: u8,
    /// Languages in which it counts.
    pub(crate) tongues: u8,
}

/// A token taken apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offers {
    pub(crate) offers: Vec<Offer>,
    /// Folded forms, for patterns, with their positions.
    pub(crate) forms: Vec<(String, u8, u8)>,
    /// Positions it takes.
    pub(crate) width: u8,
}

/// What a token offers.
pub(crate) fn offers(zone: Zone, raw: &str, kind: Kind, lexicon: &Lexicon) -> Offers {
    let mut found = Offers { width: 1, ..Offers::default() };
    match kind {
        Kind::Emoji => {
            found.offer(key(zone, Sort::Emoji, &emoji(raw)), 0, 0, BOTH);
            return found;
        }
        Kind::Handle => {
            found.offer(key(zone, Sort::Handle, &raw.to_lowercase()), 0, 0, BOTH);
            return found;
        }
        Kind::Tag | Kind::Word => {}
    }
    let pieces: Vec<String> = if raw.len() <= LONGEST { pieces(raw) } else { Vec::new() };
    let last = u8::try_from(pieces.len().max(1) - 1).unwrap_or(0);
    found.width = last + 1;
    if kind == Kind::Tag {
        found.offer(key(zone, Sort::Tag, &fold(raw)), 0, last, BOTH);
    }
    found.word(zone, raw, 0, last, Some(lexicon));
    for (at, piece) in (0_u8..).zip(&pieces) {
        found.word(zone, piece, at, at, Some(lexicon));
    }
    found
}

/// What words linked by hyphens or apostrophes offer as one: `Internet-Ausfall`.
pub(crate) fn chain_offers(zone: Zone, raw: &str, width: u8) -> Offers {
    let mut found = Offers { width, ..Offers::default() };
    let joined: String = raw.chars().filter(|c| c.is_alphanumeric()).collect();
    if joined.len() <= LONGEST {
        found.word(zone, &joined, 0, width.saturating_sub(1), None);
    }
    found
}

impl Offers {
    fn offer(&mut self, key: Key, from: u8, to: u8, tongues: u8) {
        self.offers.push(Offer { key, from, to, tongues });
    }

    fn word(&mut self, zone: Zone, raw: &str, from: u8, to: u8, lexicon: Option<&Lexicon>) {
        self.offer(key(zone, Sort::Exact, &exact(raw)), from, to, BOTH);
        if raw.len() > LONGEST {
            return;
        }
        self.offer(key(zone, Sort::German, &stem(raw, Tongue::German)), from, to, GERMAN);
        self.offer(key(zone, Sort::English, &stem(raw, Tongue::English)), from, to, ENGLISH);
        let folded = folded(raw);
        if let Some(lexicon) = lexicon {
            for at in lexicon.heads(&folded) {
                let head = folded.get(at..).unwrap_or_default();
                let head = key(zone, Sort::Head, &stem(head, Tongue::German));
                self.offer(head, from, to, GERMAN);
            }
        }
        self.forms.push((folded, from, to));
    }
}

/// The form that patterns are compared with.
pub(crate) fn folded(raw: &str) -> String {
    let mut folded = fold(raw);
    folded.retain(char::is_alphanumeric);
    folded
}

/// The keys by which a word is found: one of them is enough.
pub(crate) fn word_keys(zone: Zone, word: &str) -> Vec<Key> {
    let mut keys = vec![
        key(zone, Sort::German, &stem(word, Tongue::German)),
        key(zone, Sort::English, &stem(word, Tongue::English)),
    ];
    if word.chars().count() >= HEAD
        && word.chars().all(char::is_alphabetic)
        && !NO_HEADS.contains(&folded(word).as_str())
    {
        keys.push(key(zone, Sort::Head, &stem(word, Tongue::German)));
    }
    keys
}

/// The keys of two words written as one, in this order: `Internet`, `Ausfall`.
pub(crate) fn joined_keys(zone: Zone, first: &str, second: &str) -> Vec<Key> {
    let fits = |word: &str| word.chars().count() >= 3 && word.chars().all(char::is_alphabetic);
    if !fits(first) || !fits(second) || first.len() + second.len() > LONGEST {
        return Vec::new();
    }
    let links: &[&str] =
        if first.ends_with(['e', 'E']) { &["", "n"] } else { &["", "s", "en", "er", "es"] };
    let joined = links.iter().map(|link| format!("{first}{link}{second}"));
    joined.map(|word| key(zone, Sort::German, &stem(&word, Tongue::German))).collect()
}

pub(crate) fn tag_key(tag: &str) -> Key {
    key(Zone::Text, Sort::Tag, &fold(tag))
}

pub(crate) fn handle_key(handle: &str) -> Key {
    key(Zone::Text, Sort::Handle, &handle.to_lowercase())
}

pub(crate) fn exact_key(zone: Zone, word: &str) -> Key {
    key(zone, Sort::Exact, &exact(word))
}

pub(crate) fn emoji_key(picture: &str) -> Key {
    key(Zone::Text, Sort::Emoji, &emoji(picture))
}

pub(crate) fn attribute_key(field: Field, value: &str) -> Key {
    key(Zone::Text, Sort::Attribute(field), &attribute(field, value))
}

/// The pieces of a word that is written as one; none when it is just a word.
pub(crate) fn pieces(raw: &str) -> Vec<String> {
    let pieces: Vec<String> = parts(raw).into_iter().filter(|piece| !piece.is_empty()).collect();
    if pieces.len() > 1 && pieces.len() <= 12 { pieces } else { Vec::new() }
}

/// A picture without the marks that only change its look.
fn emoji(picture: &str) -> String {
    let look = |c: &char| matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    picture.chars().filter(|c| !look(c)).collect()
}

fn attribute(field: Field, value: &str) -> String {
    match field {
        Field::Lang => value.get(..2).unwrap_or(value).to_lowercase(),
        Field::Conversation => value.to_owned(),
        _ => value.to_lowercase(),
    }
}

/// Calls `found` with the key of each attribute that a post has.
pub(crate) fn attributes(post: &Post<'_>, mut found: impl FnMut(Key)) {
    let yes = |known: Option<bool>| known.map_or("", |known| if known { "yes" } else { "no" });
    let singles = [
        (Field::Lang, post.lang),
        (Field::From, post.author),
        (Field::Channel, post.channel),
        (Field::Sentiment, post.sentiment),
        (Field::Complaint, yes(post.complaint)),
        (Field::Country, post.country),
        (Field::Conversation, post.conversation),
        (Field::Account, post.account),
        (Field::Customer, yes(post.customer)),
    ];
    let mut offer = |field, value: &str| {
        if !value.is_empty() {
            found(fast_key(field, value));
        }
    };
    for (field, value) in singles {
        offer(field, value);
    }
    let several = [
        (Field::To, post.to),
        (Field::Label, post.labels),
        (Field::Has, post.has),
        (Field::Is, post.is),
    ];
    for (field, values) in several {
        values.iter().for_each(|value| offer(field, value));
    }
    if post.customer == Some(true) {
        offer(Field::Is, "customer");
    }
    for link in post.links {
        hosts(link, |host| offer(Field::Site, host));
    }
}

/// The key of an attribute; without a copy of its value where that is in lower case already.
fn fast_key(field: Field, value: &str) -> Key {
    let lower = value.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if lower && field != Field::Lang {
        key(Zone::Text, Sort::Attribute(field), value)
    } else if lower && field == Field::Lang {
        key(Zone::Text, Sort::Attribute(field), value.get(..2).unwrap_or(value))
    } else {
        attribute_key(field, value)
    }
}

/// The host of a link, and the domains it belongs to.
fn hosts(link: &str, mut found: impl FnMut(&str)) {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let mut domain = host;
    while domain.contains('.') {
        found(domain);
        domain = domain.split_once('.').map_or("", |(_, parent)| parent);
    }
}

/// Whether a folded word has the form of a pattern with `*` and `?`. Linear but for the stars.
pub(crate) fn fits(pattern: &str, word: &str) -> bool {
    let (pattern, word): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), word.chars().collect());
    let (mut p, mut w) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while w < word.len() {
        match pattern.get(p) {
            Some('*') => {
                retry = Some((p + 1, w));
                p += 1;
            }
            Some('?') => {
                p += 1;
                w += 1;
            }
            Some(c) if *c == word[w] => {
                p += 1;
                w += 1;
            }
            _ => match retry {
                Some((after, from)) => {
                    p = after;
                    w = from + 1;
                    retry = Some((after, from + 1));
                }
                None => return false,
            },
        }
    }
    pattern.get(p..).is_some_and(|rest| rest.iter().all(|c| *c == '*'))
}

/// A pattern in the form in which it is compared.
pub(crate) fn pattern(written: &str) -> String {
    fold(written)
}

/// Whether a post is in a sample of so many percent.
pub(crate) fn sampled(key: u64, thousandths: i64) -> bool {
    let mut hasher = FxHasher::default();
    hasher.write_u64(key);
    let place = i64::try_from(hasher.finish() % 100_000).unwrap_or(i64::MAX);
    place < thousandths
}
