//! Posts, comments, reviews and messages in our words. Pure: the same wire gives the same message,
//! whichever way it came.

use gerne_domain::{
    AttachmentKind, Author, ExternalId, InboundAttachment, InboundMessage, Mention, Timestamp,
    Visibility,
};

use crate::wire;

/// Stands in front of the identifiers of private messages: posts are asked for elsewhere.
pub(crate) const DM: &str = "dm:";
/// Stands in front of reviews that cannot be asked for.
pub(crate) const RATING: &str = "rating:";
/// Stands in front of who is not told: one for each thing said, so that nobody is taken for another.
pub(crate) const UNKNOWN: &str = "unknown:";
/// The handle of who is not told.
const NOBODY: &str = "unknown";

/// Who we are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Us {
    /// The Page.
    pub(crate) id: String,
    pub(crate) name: String,
}

impl Us {
    pub(crate) fn is(&self, who: Option<&wire::Who>) -> bool {
        who.and_then(|who| who.id.as_deref()) == Some(self.id.as_str())
    }

    /// The post that a comment stands under, by its identifier: `<post>_<comment>` under
    /// `<page>_<post>`.
    pub(crate) fn post_of(&self, comment: &str) -> Option<String> {
        let (post, _) = comment.split_once('_')?;
        (post != self.id).then(|| format!("{}_{post}", self.id))
    }
}

/// A post: on our wall by a visitor, or elsewhere and naming us.
pub(crate) fn post(post: &wire::Post, us: &Us) -> InboundMessage {
    let author = author(post.from.as_ref(), us, &post.id);
    let words = if post.message.trim().is_empty() { &post.story } else { &post.message };
    let (attachments, link) = attachments(&post.id, &post.attachments.data);
    InboundMessage {
        addressed: !author.is_us,
        text: words_or_link(words, link),
        mentions: mentions(&post.message_tags, None),
        attachments,
        hidden: post.is_hidden,
        url: Some(post.permalink_url.clone().unwrap_or_else(|| page(&post.id))),
        ..blank(&post.id, None, author, Visibility::Public, post.created_time)
    }
}

/// A comment under a post. It is addressed to us when it stands on our wall, or names us.
pub(crate) fn comment(comment: &wire::Comment, under: &str, us: &Us) -> InboundMessage {
    let author = author(comment.from.as_ref(), us, &comment.id);
    let ours = under.split_once('_').is_some_and(|(wall, _)| wall == us.id);
    let named = comment.message_tags.iter().any(|tag| tag.id.as_deref() == Some(us.id.as_str()));
    let parent = comment.parent.as_ref().map_or(under, |parent| parent.id.as_str());
    let answered = comment.parent.as_ref().and_then(|parent| parent.from.as_ref());
    let attached = comment.attachment.as_slice();
    let (attachments, link) = attachments(&comment.id, attached);
    InboundMessage {
        addressed: !author.is_us && (ours || named),
        text: words_or_link(&comment.message, link),
        mentions: mentions(&comment.message_tags, answered.filter(|_| author.is_us)),
        attachments,
        hidden: comment.is_hidden,
        url: Some(comment.permalink_url.clone().unwrap_or_else(|| page(&comment.id))),
        ..blank(&comment.id, Some(parent), author, Visibility::Public, comment.created_time)
    }
}

/// A review. What was chosen is its subject; without words it is all that was said.
pub(crate) fn rating(rating: &wire::Rating, us: &Us) -> InboundMessage {
    let reviewer = rating.reviewer.as_ref();
    let id = rating_id(rating);
    let sign = match (rating.rating, rating.recommendation_type.to_ascii_lowercase().as_str()) {
        (_, "positive") => "👍".to_owned(),
        (_, "negative") => "👎".to_owned(),
        (Some(stars @ 1..=5), _) => {
            let stars = usize::from(stars);
            format!("{}{}", "★".repeat(stars), "☆".repeat(5 - stars))
        }
        _ => String::new(),
    };
    let said = rating.review_text.trim();
    // What was chosen stands apart: how the review stands later is read as a post, without it.
    let text = if said.is_empty() { sign.clone() } else { said.to_owned() };
    let author = author(reviewer, us, &id);
    InboundMessage {
        addressed: !author.is_us,
        // Nothing else on Facebook has a subject: by it the console knows a review, and says in
        // words what was chosen.
        subject: Some(sign).filter(|sign| !sign.is_empty()),
        text,
        url: rating.open_graph_story.as_ref().map(|story| page(&story.id)),
        ..blank(&id, None, author, Visibility::Public, rating.created_time)
    }
}

/// How a review is called: by its story, which can be answered, else by who and when.
pub(crate) fn rating_id(rating: &wire::Rating) -> String {
    if let Some(story) = &rating.open_graph_story {
        return story.id.clone();
    }
    let who = rating.reviewer.as_ref().and_then(|who| who.id.as_deref()).unwrap_or("0");
    let at = rating.created_time.map_or(0, Timestamp::as_second);
    format!("{RATING}{who}:{at}")
}

/// The message of something private. `after`: what was said before it in the same conversation;
/// `with`: who it is with.
pub(crate) fn private(
    message: &wire::Message,
    after: Option<&str>,
    with: Option<&wire::Who>,
    us: &Us,
) -> InboundMessage {
    let id = format!("{DM}{}", message.id);
    let author = author(message.from.as_ref(), us, &id);
    let to_us = Mention { external_id: us.id.clone().into(), handle: us.name.clone() };
    let other = with.and_then(mention_of);
    let mut attachments: Vec<InboundAttachment> = message
        .attachments
        .data
        .iter()
        .enumerate()
        .filter_map(|(nth, file)| file_of(&id, nth, file))
        .collect();
    if let Some(sticker) = &message.sticker {
        attachments.push(attachment(&format!("{id}#sticker"), AttachmentKind::Image, sticker));
    }
    let link = message.shares.data.iter().find_map(|share| share.link.as_deref());
    InboundMessage {
        addressed: !author.is_us,
        text: words_or_link(&message.message, link),
        mentions: if author.is_us { other.into_iter().collect() } else { vec![to_us] },
        attachments,
        ..blank(&id, None, author, Visibility::Private, message.created_time)
    }
    .answering(after.map(|id| format!("{DM}{id}")))
}

trait Answering {
    fn answering(self, parent: Option<String>) -> Self;
}

impl Answering for InboundMessage {
    fn answering(self, parent: Option<String>) -> Self {
        Self { in_reply_to: parent.map(ExternalId), ..self }
    }
}

/// The page of a post or comment for people.
pub(crate) fn page(id: &str) -> String {
    format!("https://www.facebook.com/{id}")
}

fn blank(
    id: &str,
    parent: Option<&str>,
    author: Author,
    visibility: Visibility,
    at: Option<Timestamp>,
) -> InboundMessage {
    InboundMessage {
        external_id: ExternalId(id.to_owned()),
        in_reply_to: parent.map(|parent| ExternalId(parent.to_owned())),
        author,
        visibility,
        addressed: false,
        subject: None,
        text: String::new(),
        content_warning: None,
        language: None,
        mentions: Vec::new(),
        emojis: Vec::new(),
        attachments: Vec::new(),
        poll: None,
        quotes: None,
        letter: None,
        url: None,
        published_at: at.unwrap_or(Timestamp::UNIX_EPOCH),
        edited_at: None,
        hidden: None,
    }
}

/// Facebook may keep to itself who it was: then everything that was said is somebody's own.
fn author(who: Option<&wire::Who>, us: &Us, said: &str) -> Author {
    let id = who.and_then(|who| who.id.clone());
    let is_us = us.is(who);
    let name = who.map(|who| who.name.trim().to_owned()).filter(|name| !name.is_empty());
    let Some(id) = id else {
        let name = name.unwrap_or_else(|| "?".to_owned());
        let external_id = ExternalId(format!("{UNKNOWN}{said}"));
        let handle = NOBODY.to_owned();
        return Author {
            external_id,
            handle,
            name,
            avatar_url: None,
            profile_url: None,
            also: Vec::new(),
            is_us,
        };
    };
    let name = name.unwrap_or_else(|| if is_us { us.name.clone() } else { id.clone() });
    Author {
        external_id: ExternalId(id),
        // People on Facebook have no other name than their own.
        handle: name.clone(),
        name,
        avatar_url: who.and_then(wire::Who::portrait),
        profile_url: None,
        also: Vec::new(),
        is_us,
    }
}

fn mention_of(who: &wire::Who) -> Option<Mention> {
    Some(Mention { external_id: ExternalId(who.id.clone()?), handle: who.name.clone() })
}

fn mentions(tags: &[wire::Tag], answered: Option<&wire::Who>) -> Vec<Mention> {
    let mut found: Vec<Mention> = answered.and_then(mention_of).into_iter().collect();
    for tag in tags {
        let Some(id) = &tag.id else { continue };
        if found.iter().all(|mention| mention.external_id.0 != *id) {
            found.push(Mention { external_id: ExternalId(id.clone()), handle: tag.name.clone() });
        }
    }
    found
}

/// What only points elsewhere is told by its address, where nothing else was written.
fn words_or_link(words: &str, link: Option<&str>) -> String {
    let words = words.trim();
    if words.is_empty() { link.unwrap_or_default().to_owned() } else { words.to_owned() }
}

/// Pictures and films, and the link of what is neither.
fn attachments<'a>(
    id: &str,
    attached: &'a [wire::Attached],
) -> (Vec<InboundAttachment>, Option<&'a str>) {
    let (mut found, mut link) = (Vec::new(), None);
    for one in attached {
        let parts = &one.subattachments.data;
        for one in if parts.is_empty() { std::slice::from_ref(one) } else { parts } {
            let nth = found.len();
            match attachment_of(id, nth, one) {
                Some(attachment) => found.push(attachment),
                None => link = link.or(one.url.as_deref()),
            }
        }
    }
    (found, link)
}

fn attachment_of(id: &str, nth: usize, one: &wire::Attached) -> Option<InboundAttachment> {
    let media = one.media.as_ref()?;
    let picture = media.image.as_ref();
    let preview = picture.and_then(|picture| picture.src.clone());
    let is = |kind| one.kind.contains(kind) || one.media_type.contains(kind);
    let film = is("video") || is("animated");
    // A link's preview is not what somebody sent.
    let shared = is("share") && !film;
    if shared {
        return None;
    }
    let name = one.target.as_ref().and_then(|target| target.id.clone());
    let source = media.source.clone().filter(|_| film);
    let kind = if source.is_some() { AttachmentKind::Video } else { AttachmentKind::Image };
    Some(InboundAttachment {
        preview_url: source.is_some().then(|| preview.clone()).flatten(),
        width: picture.and_then(|picture| picture.width),
        height: picture.and_then(|picture| picture.height),
        ..attachment(
            &name.unwrap_or_else(|| format!("{id}#{nth}")),
            kind,
            source.as_deref().or(preview.as_deref())?,
        )
    })
}

fn file_of(id: &str, nth: usize, file: &wire::File) -> Option<InboundAttachment> {
    let name = file.id.clone().unwrap_or_else(|| format!("{id}#{nth}"));
    let mime = file.mime_type.as_deref().unwrap_or_default();
    let picture = file.image_data.as_ref();
    let (kind, url) = match (picture, &file.video_data, &file.file_url) {
        (Some(picture), _, _) => (AttachmentKind::Image, picture.src.as_deref()),
        (_, Some(film), _) => (AttachmentKind::Video, film.src.as_deref()),
        (_, _, url) if mime.starts_with("audio/") => (AttachmentKind::Audio, url.as_deref()),
        (_, _, url) => (AttachmentKind::File, url.as_deref()),
    };
    Some(InboundAttachment {
        mime: file.mime_type.clone(),
        name: file.name.clone(),
        width: picture.and_then(|picture| picture.width),
        height: picture.and_then(|picture| picture.height),
        ..attachment(&name, kind, url?)
    })
}

fn attachment(name: &str, kind: AttachmentKind, url: &str) -> InboundAttachment {
    InboundAttachment {
        external_id: ExternalId(name.to_owned()),
        kind,
        url: Some(url.to_owned()),
        preview_url: None,
        mime: None,
        alt: None,
        name: None,
        content: None,
        width: None,
        height: None,
    }
}
