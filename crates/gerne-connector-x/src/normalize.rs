//! A post or private message in our words. Pure: the same wire and the same people give the same
//! message.

use std::collections::BTreeMap;

use gerne_domain::{
    AttachmentKind, Author, ExternalId, InboundAttachment, InboundMessage, Mention, Timestamp,
    Visibility,
};
use serde::{Deserialize, Serialize};

use crate::{snowflake, text, wire};

/// Stands in front of the identifiers of private messages: posts are asked for elsewhere.
pub(crate) const DM: &str = "dm:";

/// Who we are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Us {
    pub(crate) id: String,
    /// Without `@`.
    pub(crate) handle: String,
}

impl Us {
    pub(crate) fn is(&self, id: Option<&str>) -> bool {
        id == Some(self.id.as_str())
    }
}

/// What is kept of a person, so that they are not bought twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Person {
    #[serde(rename = "u")]
    pub(crate) username: String,
    #[serde(rename = "n")]
    pub(crate) name: String,
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    pub(crate) picture: Option<String>,
    #[serde(rename = "c", default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) protected: bool,
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub(crate) followers: Option<u64>,
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub(crate) posts: Option<u64>,
    /// They say of themselves that machines are to leave them alone.
    #[serde(rename = "o", default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) left_alone: bool,
    /// When we asked, in seconds since 1970.
    #[serde(rename = "t", default)]
    pub(crate) asked_at: i64,
}

impl Person {
    pub(crate) fn of(user: &wire::User, now: Timestamp) -> Self {
        Self {
            username: user.username.clone(),
            name: user.name.clone(),
            picture: user.profile_image_url.clone(),
            protected: user.protected,
            followers: user.public_metrics.followers_count,
            posts: user.public_metrics.tweet_count,
            left_alone: says_leave_alone(&user.description),
            asked_at: now.as_second(),
        }
    }
}

/// By what people ask machines, or who searches, to leave them alone.
fn says_leave_alone(description: &str) -> bool {
    let words = description.to_lowercase();
    words.split_whitespace().any(|word| ["#nobot", "#nobots", "#nosearch"].contains(&word))
}

/// People by their identifiers.
pub(crate) type People = BTreeMap<String, Person>;

/// What a post needs besides itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'a> {
    pub(crate) us: &'a Us,
    pub(crate) people: &'a People,
    pub(crate) includes: &'a wire::Includes,
    /// First versions of posts that were edited, by their later ones.
    pub(crate) roots: &'a BTreeMap<String, String>,
}

/// The message of a post.
///
/// It is *addressed* to us when its author called us: named us in it, or quoted a post of ours.
/// Only such posts may be answered through the interface.
pub(crate) fn message(tweet: &wire::Tweet, around: &Around<'_>) -> InboundMessage {
    let author_id = tweet.author_id.clone().unwrap_or_default();
    let author = author(&author_id, around);
    let protected = around.people.get(&author_id).is_some_and(|person| person.protected);
    let root = tweet.root();
    InboundMessage {
        external_id: ExternalId(root.to_owned()),
        in_reply_to: tweet.refers("replied_to").map(|id| ExternalId(root_of(id, around))),
        visibility: if protected { Visibility::Followers } else { Visibility::Public },
        addressed: !author.is_us && calls_us(tweet, around),
        subject: None,
        text: text::words(tweet),
        content_warning: None,
        language: tweet.lang.as_deref().and_then(language),
        mentions: mentions(tweet, around.us),
        emojis: Vec::new(),
        attachments: attachments(&tweet.attachments, around.includes),
        poll: None,
        quotes: text::quoted_page(tweet),
        letter: None,
        url: Some(page(&author.handle, tweet.newest())),
        published_at: published_at(root, tweet.created_at.filter(|_| root == tweet.id)),
        edited_at: (tweet.id != root).then(|| published_at(&tweet.id, None)),
        hidden: None,
        author,
    }
}

/// Whether its author named us in it or quoted a post of ours.
pub(crate) fn calls_us(tweet: &wire::Tweet, around: &Around<'_>) -> bool {
    let us = around.us;
    let names = |m: &wire::MentionEntity| match &m.id {
        Some(id) => *id == us.id,
        None => m.username.eq_ignore_ascii_case(&us.handle),
    };
    let long = tweet.note_tweet.as_ref().map(|note| &note.entities.mentions);
    if long.into_iter().flatten().chain(&tweet.entities.mentions).any(names) {
        return true;
    }
    let Some(quoted) = tweet.refers("quoted") else { return false };
    let included = around.includes.tweets.iter().find(|t| t.id == quoted);
    if let Some(author) = included.and_then(|t| t.author_id.as_deref()) {
        return author == us.id;
    }
    // The quoted post costs five times what its quote does; the link to it names its author.
    text::urls(tweet).filter_map(|url| url.expanded_url.as_deref()).any(|page| {
        text::status_of(page)
            .is_some_and(|(name, id)| id == quoted && name.eq_ignore_ascii_case(&us.handle))
    })
}

/// The message of something private. `after`: what was said before it in the same conversation.
pub(crate) fn private(
    event: &wire::DmEvent,
    around: &Around<'_>,
    after: Option<&str>,
) -> InboundMessage {
    let sender = event.sender_id.clone().unwrap_or_default();
    let author = author(&sender, around);
    let us = around.us;
    let to_us = Mention { external_id: ExternalId(us.id.clone()), handle: us.handle.clone() };
    InboundMessage {
        external_id: ExternalId(format!("{DM}{}", event.id)),
        in_reply_to: after.map(|id| ExternalId(format!("{DM}{id}"))),
        visibility: Visibility::Private,
        addressed: !author.is_us,
        subject: None,
        text: text::plain(&event.text, &event.entities, None),
        content_warning: None,
        language: None,
        mentions: if author.is_us { Vec::new() } else { vec![to_us] },
        emojis: Vec::new(),
        attachments: attachments(&event.attachments, around.includes),
        poll: None,
        quotes: None,
        letter: None,
        url: None,
        published_at: published_at(&event.id, event.created_at),
        edited_at: None,
        hidden: None,
        author,
    }
}

/// The page of a post for people.
pub(crate) fn page(handle: &str, id: &str) -> String {
    let handle = if handle.is_empty() { "i" } else { handle };
    format!("https://x.com/{handle}/status/{id}")
}

fn author(id: &str, around: &Around<'_>) -> Author {
    let is_us = around.us.id == id;
    let person = around.people.get(id);
    let handle = person.map(|person| person.username.clone()).filter(|name| !name.is_empty());
    let handle =
        handle.unwrap_or_else(|| if is_us { around.us.handle.clone() } else { id.to_owned() });
    let name = person.map(|person| person.name.trim().to_owned()).filter(|name| !name.is_empty());
    Author {
        external_id: ExternalId(id.to_owned()),
        name: name.unwrap_or_else(|| handle.clone()),
        avatar_url: person.and_then(|person| person.picture.clone()),
        profile_url: Some(format!("https://x.com/i/user/{id}")),
        also: Vec::new(),
        is_us,
        handle,
    }
}

fn mentions(tweet: &wire::Tweet, us: &Us) -> Vec<Mention> {
    let long = tweet.note_tweet.as_ref().map(|note| &note.entities.mentions);
    let mut found: Vec<Mention> = Vec::new();
    for entity in long.into_iter().flatten().chain(&tweet.entities.mentions) {
        let is_us = entity.username.eq_ignore_ascii_case(&us.handle);
        let id = match &entity.id {
            Some(id) => id.clone(),
            None if is_us => us.id.clone(),
            None => entity.username.to_lowercase(),
        };
        if found.iter().all(|mention| mention.external_id.0 != id) {
            let handle = entity.username.clone();
            found.push(Mention { external_id: ExternalId(id), handle });
        }
    }
    found
}

fn attachments(attached: &wire::Attachments, includes: &wire::Includes) -> Vec<InboundAttachment> {
    let find = |key: &String| includes.media.iter().find(|media| media.media_key == *key);
    attached.media_keys.iter().filter_map(find).map(attachment).collect()
}

fn attachment(media: &wire::Media) -> InboundAttachment {
    let kind = if media.kind == "photo" { AttachmentKind::Image } else { AttachmentKind::Video };
    let film = film(media);
    InboundAttachment {
        external_id: ExternalId(media.media_key.clone()),
        kind,
        url: film.map(|film| film.url.clone()).or_else(|| media.url.clone()),
        preview_url: media.preview_image_url.clone(),
        mime: film.map(|film| film.content_type.clone()).filter(|mime| !mime.is_empty()),
        alt: media.alt_text.clone().filter(|alt| !alt.trim().is_empty()),
        name: None,
        content: None,
        width: media.width,
        height: media.height,
    }
}

/// Of the forms that a film exists in: a file rather than a playlist, good enough to see what is
/// wrong, and no larger than needed.
fn film(media: &wire::Media) -> Option<&wire::Variant> {
    const ENOUGH: u64 = 2_500_000;
    let files = media.variants.iter().filter(|v| v.content_type == "video/mp4");
    let rate = |variant: &&wire::Variant| variant.bit_rate.unwrap_or(0);
    let fit = files.clone().filter(|v| rate(v) <= ENOUGH).max_by_key(rate);
    fit.or_else(|| files.min_by_key(rate))
}

fn root_of(id: &str, around: &Around<'_>) -> String {
    let included = around.includes.tweets.iter().find(|tweet| tweet.id == id);
    let known =
        included.map(wire::Tweet::root).or_else(|| around.roots.get(id).map(String::as_str));
    known.unwrap_or(id).to_owned()
}

fn published_at(id: &str, told: Option<Timestamp>) -> Timestamp {
    told.or_else(|| snowflake::made_at(id)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// X writes codes of its own where there is no language: `und`, `zxx`, and `q..` for pictures,
/// names and tags alone.
fn language(code: &str) -> Option<String> {
    let none =
        matches!(code, "" | "und" | "zxx" | "art") || (code.len() == 3 && code.starts_with('q'));
    (!none).then(|| if code == "in" { "id".to_owned() } else { code.to_owned() })
}
