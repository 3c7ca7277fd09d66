//! What Facebook sends, as it sends it. Only what we use; unknown fields and kinds are tolerated, a
//! missing list is an empty one, identifiers are text or numbers, times are seconds, milliseconds
//! or written without a colon in their offset.

use gerne_domain::Timestamp;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

/// A page of a list. An empty one may have a next.
#[derive(Clone, Debug)]
pub(crate) struct List<T> {
    pub(crate) data: Vec<T>,
    /// Where the next page begins; `None` at the end.
    pub(crate) after: Option<String>,
}

impl<T: DeserializeOwned> List<T> {
    /// Reads a page: `None` when it is none.
    pub(crate) fn read(value: &Value) -> Option<Self> {
        let entries = value.get("data")?.as_array()?;
        let data: Vec<T> = entries.iter().filter_map(|entry| T::deserialize(entry).ok()).collect();
        let paging = value.get("paging").unwrap_or(&Value::Null);
        let next = paging.get("next").and_then(Value::as_str).filter(|next| !next.is_empty());
        let cursor = paging.get("cursors").and_then(|cursors| cursors.get("after"));
        let after = cursor.and_then(Value::as_str).map(str::to_owned);
        // Lists that are paged by time carry the place in the address only.
        let after = after.or_else(|| query_of(next?, "after"));
        Some(Self { data, after: next.and(after) })
    }
}

/// A list inside something else; its end is not told.
impl<T> Default for List<T> {
    fn default() -> Self {
        Self { data: Vec::new(), after: None }
    }
}

fn nested<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<List<T>, D::Error> {
    let value = Option::<Value>::deserialize(from)?.unwrap_or_default();
    Ok(List::read(&value).unwrap_or_default())
}

fn query_of(address: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// Somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Who {
    #[serde(default, deserialize_with = "id_or_none")]
    pub(crate) id: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) name: String,
    /// Their picture, where Facebook gives it: a link that expires.
    #[serde(default, deserialize_with = "or_none")]
    pub(crate) picture: Option<Portrait>,
}

/// Somebody's picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Portrait {
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) data: PortraitData,
}

/// Where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct PortraitData {
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) url: Option<String>,
    /// It shows nobody: the outline that who has no picture gets.
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) is_silhouette: bool,
}

impl Who {
    /// Where their picture is.
    pub(crate) fn portrait(&self) -> Option<String> {
        let data = &self.picture.as_ref()?.data;
        data.url.clone().filter(|_| !data.is_silhouette)
    }
}

/// What is told of who wrote to the Page in Messenger.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Profile {
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) profile_pic: Option<String>,
}

/// Something that is only pointed at.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Pointer {
    #[serde(deserialize_with = "id")]
    pub(crate) id: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) from: Option<Who>,
}

/// A post on a Page's wall, or one that names the Page.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Post {
    #[serde(deserialize_with = "id")]
    pub(crate) id: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) from: Option<Who>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) message: String,
    /// What Facebook itself says about it: "… updated their cover photo."
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) story: String,
    #[serde(default, deserialize_with = "time")]
    pub(crate) created_time: Option<Timestamp>,
    #[serde(default)]
    pub(crate) permalink_url: Option<String>,
    #[serde(default, deserialize_with = "nested")]
    pub(crate) attachments: List<Attached>,
    #[serde(default, deserialize_with = "list")]
    pub(crate) message_tags: Vec<Tag>,
    /// Not shown on the wall it stands on.
    #[serde(default)]
    pub(crate) is_hidden: Option<bool>,
}

/// A comment, or an answer to one.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Comment {
    #[serde(deserialize_with = "id")]
    pub(crate) id: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) from: Option<Who>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) message: String,
    #[serde(default, deserialize_with = "time")]
    pub(crate) created_time: Option<Timestamp>,
    /// The comment that it answers; a comment on the post has none.
    #[serde(default, deserialize_with = "or_none")]
    pub(crate) parent: Option<Pointer>,
    #[serde(default, deserialize_with = "or_none")]
    pub(crate) attachment: Option<Attached>,
    #[serde(default)]
    pub(crate) permalink_url: Option<String>,
    #[serde(default, deserialize_with = "list")]
    pub(crate) message_tags: Vec<Tag>,
    /// Shown to nobody but its author and their friends.
    #[serde(default)]
    pub(crate) is_hidden: Option<bool>,
    /// What it stands under: a post, or a picture of it.
    #[serde(default, deserialize_with = "or_none")]
    pub(crate) object: Option<Pointer>,
}

/// Somebody who is named in a text.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Tag {
    #[serde(default, deserialize_with = "id_or_none")]
    pub(crate) id: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) name: String,
}

/// What came with a post or comment.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Attached {
    #[serde(default, rename = "type", deserialize_with = "or_default")]
    pub(crate) kind: String,
    /// The same in other words; posts have both, comments one or the other.
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) media_type: String,
    #[serde(default, deserialize_with = "or_none")]
    pub(crate) media: Option<Media>,
    #[serde(default, deserialize_with = "or_none")]
    pub(crate) target: Option<Target>,
    #[serde(default)]
    pub(crate) url: Option<String>,
    #[serde(default, deserialize_with = "nested")]
    pub(crate) subattachments: List<Attached>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Media {
    #[serde(default, deserialize_with = "or_none")]
    pub(crate) image: Option<Picture>,
    /// The file of a film.
    #[serde(default)]
    pub(crate) source: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Picture {
    #[serde(default, alias = "url")]
    pub(crate) src: Option<String>,
    #[serde(default)]
    pub(crate) width: Option<u32>,
    #[serde(default)]
    pub(crate) height: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Target {
    #[serde(default, deserialize_with = "id_or_none")]
    pub(crate) id: Option<String>,
}

/// A review or recommendation.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Rating {
    #[serde(default, deserialize_with = "time")]
    pub(crate) created_time: Option<Timestamp>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) reviewer: Option<Who>,
    #[serde(default)]
    pub(crate) rating: Option<u8>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) recommendation_type: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) review_text: String,
    #[serde(default, deserialize_with = "or_none")]
    pub(crate) open_graph_story: Option<Pointer>,
}

/// What is said with one person in Messenger.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Conversation {
    #[serde(default, deserialize_with = "id_or_none")]
    pub(crate) id: Option<String>,
    #[serde(default, deserialize_with = "time")]
    pub(crate) updated_time: Option<Timestamp>,
    #[serde(default, deserialize_with = "nested")]
    pub(crate) participants: List<Who>,
    #[serde(default, deserialize_with = "nested")]
    pub(crate) messages: List<Message>,
}

/// A message of it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Message {
    #[serde(deserialize_with = "id")]
    pub(crate) id: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) from: Option<Who>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) message: String,
    #[serde(default, deserialize_with = "time")]
    pub(crate) created_time: Option<Timestamp>,
    #[serde(default, deserialize_with = "nested")]
    pub(crate) attachments: List<File>,
    /// Where a sticker's picture is.
    #[serde(default)]
    pub(crate) sticker: Option<String>,
    #[serde(default, deserialize_with = "nested")]
    pub(crate) shares: List<Share>,
}

/// Who a message is from and to.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Between {
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) from: Option<Who>,
    #[serde(default, deserialize_with = "nested")]
    pub(crate) to: List<Who>,
}

/// Whether a comment or post can be answered in private.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Privately {
    #[serde(default, deserialize_with = "time")]
    pub(crate) created_time: Option<Timestamp>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) can_reply_privately: bool,
}

/// Something attached to a message.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct File {
    #[serde(default, deserialize_with = "id_or_none")]
    pub(crate) id: Option<String>,
    #[serde(default)]
    pub(crate) mime_type: Option<String>,
    #[serde(default)]
    pub(crate) name: Option<String>,
    #[serde(default, deserialize_with = "or_none")]
    pub(crate) image_data: Option<Picture>,
    #[serde(default, deserialize_with = "or_none")]
    pub(crate) video_data: Option<Picture>,
    #[serde(default)]
    pub(crate) file_url: Option<String>,
}

/// A link that was shared in a message.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Share {
    #[serde(default)]
    pub(crate) link: Option<String>,
}

/// A time as Facebook writes it: a number of seconds or milliseconds, or a text.
pub(crate) fn moment(value: &Value) -> Option<Timestamp> {
    match value {
        Value::Number(number) => moment_of(number.as_i64()?),
        Value::String(text) => match text.parse::<i64>() {
            Ok(number) => moment_of(number),
            Err(_) => written(text),
        },
        _ => None,
    }
}

/// Seconds or milliseconds since 1970: which, is told by how many there are.
fn moment_of(number: i64) -> Option<Timestamp> {
    const LAST_SECOND: i64 = 100_000_000_000;
    if number.abs() < LAST_SECOND {
        Timestamp::from_second(number).ok()
    } else {
        Timestamp::from_millisecond(number).ok()
    }
}

/// `2021-02-12T16:27:12+0000`, or as everybody else writes it.
fn written(text: &str) -> Option<Timestamp> {
    Timestamp::strptime("%Y-%m-%dT%H:%M:%S%z", text).ok().or_else(|| text.parse().ok())
}

/// An identifier, if it is one.
pub(crate) fn id_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

pub(crate) fn id<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let value = Value::deserialize(from)?;
    id_of(&value).ok_or_else(|| serde::de::Error::custom("an identifier is text or a number"))
}

fn id_or_none<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(id_of(&Value::deserialize(from)?))
}

fn time<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
    Ok(moment(&Value::deserialize(from)?))
}

fn or_default<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::<T>::deserialize(from)?.unwrap_or_default())
}

/// What is beside the matter and not understood is not there.
fn or_none<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<T>, D::Error> {
    Ok(T::deserialize(&Value::deserialize(from)?).ok())
}

/// Entries that are not understood are left out of a list beside the matter. Tags come as a list or
/// as an object of lists.
fn list<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    let entries = match Value::deserialize(from)? {
        Value::Array(entries) => entries,
        Value::Object(lists) => lists
            .into_iter()
            .flat_map(|(_, list)| match list {
                Value::Array(entries) => entries,
                _ => Vec::new(),
            })
            .collect(),
        _ => Vec::new(),
    };
    Ok(entries.into_iter().filter_map(|value| T::deserialize(value).ok()).collect())
}
