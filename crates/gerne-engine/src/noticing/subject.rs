//! A message or a found post as rules look at it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use gerne_domain::{Account, FoundPost, Identity, InboundMessage, Message, Platform, Visibility};
use gerne_language::{alike::Wording, places::places, tone::Class};
use gerne_rules::{Field, Likeness, Number, Post};

use crate::tones::Tones;

/// What rules look at, gathered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subject<'s> {
    pub(crate) text: &'s str,
    pub(crate) title: &'s str,
    pub(crate) lang: &'s str,
    author: &'s str,
    name: &'s str,
    bio: &'s str,
    to: Vec<&'s str>,
    channel: &'s str,
    links: Vec<&'s str>,
    has: Vec<&'static str>,
    is: Vec<&'static str>,
    followers: Option<u64>,
    posts: Option<u64>,
    account: &'s str,
    key: u64,
    complaint: Option<bool>,
    sentiment: &'static str,
    urgency: Option<u8>,
    customer: Option<bool>,
    place: String,
    alike: Alike<'s>,
}

/// The words of a post beside texts that rules name.
#[derive(Clone, Debug, Default)]
struct Alike<'s> {
    text: &'s str,
    read: OnceLock<Arc<Wording>>,
}

impl Likeness for Alike<'_> {
    fn to(&self, text: &str) -> f32 {
        let read = self.read.get_or_init(|| Arc::new(Wording::of(self.text)));
        read.likeness(&named(text))
    }
}

/// Texts that rules name, read once.
const NAMED: usize = 1_000;

fn named(text: &str) -> Arc<Wording> {
    static KNOWN: Mutex<BTreeMap<String, Arc<Wording>>> = Mutex::new(BTreeMap::new());
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(wording) = known().get(text) {
        return Arc::clone(wording);
    }
    let wording = Arc::new(Wording::of(text));
    let mut known = known();
    if known.len() >= NAMED {
        known.clear();
    }
    known.insert(text.to_owned(), Arc::clone(&wording));
    wording
}

impl<'s> Subject<'s> {
    /// A message as a connector hands it over.
    pub(crate) fn inbound(account: &'s Account, m: &'s InboundMessage) -> Self {
        let mut subject = Self {
            author: &m.author.handle,
            name: &m.author.name,
            to: m.mentions.iter().map(|mention| mention.handle.as_str()).collect(),
            channel: channel(&account.platform),
            account: &account.name,
            key: sample(m.external_id.as_str()),
            ..Self::said(&m.text, m.subject.as_deref(), m.language.as_deref())
        };
        subject.kind(m.visibility, m.in_reply_to.is_some(), m.quotes.is_some());
        if !m.attachments.is_empty() {
            subject.has.push("media");
            let images = m.attachments.iter();
            let kinds = images.map(|a| kind_of(a.kind));
            subject.has.extend(kinds);
        }
        subject
    }

    /// A post that was found.
    pub(crate) fn found(account: &'s Account, post: &'s FoundPost) -> Self {
        let bio = post.bio.as_str();
        let (followers, posts) = (post.followers, post.posts);
        Self { bio, followers, posts, ..Self::inbound(account, &post.message) }
    }

    /// A message as we keep it.
    pub(crate) fn kept(account: &'s Account, author: Option<&'s Identity>, m: &'s Message) -> Self {
        let mut subject = Self {
            author: author.map_or("", |author| author.handle.as_str()),
            name: author.map_or("", |author| author.name.as_str()),
            // We know them today, whether or not we did then.
            customer: Some(author.is_some()),
            to: m.mentions.iter().map(|mention| mention.handle.as_str()).collect(),
            channel: channel(&account.platform),
            account: &account.name,
            key: sample(m.external_id.as_ref().map_or("", |id| id.as_str())),
            ..Self::said(&m.text, m.subject.as_deref(), m.language.as_deref())
        };
        subject.kind(m.visibility, m.parent_id.is_some(), m.quotes.is_some());
        if !m.attachments.is_empty() {
            subject.has.push("media");
            subject.has.extend(m.attachments.iter().map(|a| kind_of(a.kind)));
        }
        subject
    }

    /// With what was read of its tone.
    pub(crate) fn toned(mut self, tones: &'s Tones) -> Self {
        if self.lang.is_empty() {
            self.lang = tones.language.as_deref().unwrap_or_default();
        }
        self.complaint = Some(tones.reading.is_complaint());
        self.sentiment = match tones.reading.class {
            Class::Praise => "positive",
            Class::Complaint => "negative",
            Class::Request | Class::Neutral => "neutral",
        };
        self.urgency = Some(tones.urgency.sum());
        self
    }

    /// With what only some rules ask for: the places that it names, and whether we know its author.
    pub(crate) fn asked(mut self, asks: impl Fn(Field) -> bool, knows: Option<bool>) -> Self {
        if asks(Field::Place) {
            self.place = places(self.text, self.lang.starts_with("en")).join(" ");
        }
        self.customer = knows.or(self.customer);
        self
    }

    /// The post, for the matcher.
    pub(crate) fn post(&self) -> Post<'_> {
        Post {
            text: self.text,
            title: self.title,
            lang: self.lang,
            author: self.author,
            name: self.name,
            bio: self.bio,
            to: &self.to,
            channel: self.channel,
            links: &self.links,
            has: &self.has,
            is: &self.is,
            followers: self.followers,
            posts: self.posts,
            sentiment: self.sentiment,
            complaint: self.complaint,
            urgency: self.urgency.map(|points| Number::whole(points.into())),
            account: self.account,
            key: self.key,
            customer: self.customer,
            place: &self.place,
            likeness: Some(&self.alike),
            ..Post::default()
        }
    }

    fn said(text: &'s str, title: Option<&'s str>, lang: Option<&'s str>) -> Self {
        let links: Vec<&str> = text
            .split_whitespace()
            .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
            .collect();
        let mut has = Vec::new();
        if !links.is_empty() {
            has.push("links");
        }
        if text.contains('#') {
            has.push("hashtags");
        }
        Self {
            text,
            title: title.unwrap_or_default(),
            lang: lang.unwrap_or_default(),
            links,
            has,
            alike: Alike { text, read: OnceLock::new() },
            ..Self::default()
        }
    }

    fn kind(&mut self, visibility: Visibility, reply: bool, quote: bool) {
        self.is.push(if visibility.is_public() { "public" } else { "private" });
        if reply {
            self.is.push("reply");
        }
        if quote {
            self.is.push("quote");
        }
        if !self.to.is_empty() {
            self.has.push("mentions");
        }
    }
}

fn channel(platform: &Platform) -> &str {
    &platform.0
}

fn kind_of(kind: gerne_domain::AttachmentKind) -> &'static str {
    use gerne_domain::AttachmentKind::{Audio, File, Image, Original, Video};
    match kind {
        Image => "images",
        Video => "video",
        Audio | File | Original => "attachments",
    }
}

/// Stays the same for a post, and differs between posts (FNV-1a).
fn sample(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
