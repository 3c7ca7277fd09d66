//! What X sends, as it sends it. Only what we use; unknown fields are tolerated, a missing list is
//! an empty one, identifiers stay text. Two spellings of the schema exist: both are read as the one
//! on the wire ([`spelled`]).

use gerne_domain::Timestamp;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

/// An answer: what was asked for, what it refers to, and what of it is missing.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Envelope {
    #[serde(default)]
    pub(crate) data: Value,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) includes: Includes,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) meta: Meta,
    /// Partial errors: they stand beside data and are no failure.
    #[serde(default, deserialize_with = "list")]
    pub(crate) errors: Vec<Partial>,
}

impl Envelope {
    /// Every entry of a list: read, or as it came where it is not understood. No data is no entry.
    pub(crate) fn entries<T: DeserializeOwned>(&self) -> (Vec<T>, Vec<Value>) {
        let (mut read, mut left) = (Vec::new(), Vec::new());
        for value in self.data.as_array().into_iter().flatten() {
            match T::deserialize(value) {
                Ok(entry) => read.push(entry),
                Err(_) => left.push(value.clone()),
            }
        }
        (read, left)
    }

    /// The one thing that was asked for.
    pub(crate) fn one<T: DeserializeOwned>(&self) -> Option<T> {
        T::deserialize(&self.data).ok()
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Includes {
    #[serde(default, deserialize_with = "list")]
    pub(crate) users: Vec<User>,
    #[serde(default, deserialize_with = "list")]
    pub(crate) tweets: Vec<Tweet>,
    #[serde(default, deserialize_with = "list")]
    pub(crate) media: Vec<Media>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Meta {
    #[serde(default)]
    pub(crate) next_token: Option<String>,
}

/// Something that was asked for and is not given.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Partial {
    #[serde(default, deserialize_with = "id_or_none")]
    pub(crate) resource_id: Option<String>,
    #[serde(default, deserialize_with = "id_or_none")]
    pub(crate) value: Option<String>,
    #[serde(default, rename = "type")]
    pub(crate) kind: Option<String>,
}

impl Partial {
    /// What is missing.
    pub(crate) fn id(&self) -> Option<&str> {
        self.resource_id.as_deref().or(self.value.as_deref())
    }

    /// The last segment of the type: its beginning differs between hosts.
    pub(crate) fn kind(&self) -> &str {
        let kind = self.kind.as_deref().unwrap_or_default();
        kind.rsplit('/').next().unwrap_or_default()
    }
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Tweet {
    #[serde(deserialize_with = "id")]
    pub(crate) id: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) text: String,
    #[serde(default, deserialize_with = "id_or_none")]
    pub(crate) author_id: Option<String>,
    #[serde(default, deserialize_with = "id_or_none")]
    pub(crate) conversation_id: Option<String>,
    #[serde(default)]
    pub(crate) created_at: Option<Timestamp>,
    #[serde(default, deserialize_with = "list")]
    pub(crate) edit_history_tweet_ids: Vec<Id>,
    #[serde(default, deserialize_with = "list")]
    pub(crate) referenced_tweets: Vec<Referenced>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) entities: Entities,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) attachments: Attachments,
    #[serde(default)]
    pub(crate) lang: Option<String>,
    #[serde(default)]
    pub(crate) note_tweet: Option<NoteTweet>,
    /// Code points of `text` that are shown: without people whom an answer names by itself.
    #[serde(default, deserialize_with = "list")]
    pub(crate) display_text_range: Vec<u32>,
}

impl Tweet {
    /// The first of all its versions: what a post is called, whatever became of it.
    pub(crate) fn root(&self) -> &str {
        self.edit_history_tweet_ids.first().map_or(&self.id, |id| &id.0)
    }

    /// The newest of its versions.
    pub(crate) fn newest(&self) -> &str {
        self.edit_history_tweet_ids.last().map_or(&self.id, |id| &id.0)
    }

    /// What it answers or quotes.
    pub(crate) fn refers(&self, how: &str) -> Option<&str> {
        let found = self.referenced_tweets.iter().find(|r| r.kind == how);
        found.map(|r| r.id.as_str())
    }
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Referenced {
    /// `retweeted`, `quoted`, `replied_to`.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(deserialize_with = "id")]
    pub(crate) id: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Entities {
    #[serde(default, deserialize_with = "list")]
    pub(crate) mentions: Vec<MentionEntity>,
    #[serde(default, deserialize_with = "list")]
    pub(crate) urls: Vec<UrlEntity>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct MentionEntity {
    #[serde(default, alias = "screen_name")]
    pub(crate) username: String,
    #[serde(default, deserialize_with = "id_or_none")]
    pub(crate) id: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct UrlEntity {
    /// The short one, as it stands in the text.
    #[serde(default)]
    pub(crate) url: String,
    /// What its author wrote.
    #[serde(default)]
    pub(crate) expanded_url: Option<String>,
    /// It stands for a picture or film of the same post.
    #[serde(default)]
    pub(crate) media_key: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Attachments {
    #[serde(default, deserialize_with = "list")]
    pub(crate) media_keys: Vec<String>,
}

/// The whole of a long post, whose `text` is cut.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct NoteTweet {
    #[serde(default)]
    pub(crate) text: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) entities: Entities,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct User {
    #[serde(deserialize_with = "id")]
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) username: String,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) profile_image_url: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) protected: bool,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) description: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) public_metrics: UserMetrics,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(crate) struct UserMetrics {
    #[serde(default)]
    pub(crate) followers_count: Option<u64>,
    #[serde(default, alias = "post_count")]
    pub(crate) tweet_count: Option<u64>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Media {
    pub(crate) media_key: String,
    /// `photo`, `video`, `animated_gif`.
    #[serde(default, rename = "type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) url: Option<String>,
    #[serde(default)]
    pub(crate) preview_image_url: Option<String>,
    #[serde(default)]
    pub(crate) alt_text: Option<String>,
    #[serde(default, deserialize_with = "list")]
    pub(crate) variants: Vec<Variant>,
    #[serde(default)]
    pub(crate) width: Option<u32>,
    #[serde(default)]
    pub(crate) height: Option<u32>,
}

/// One of the forms that a film exists in.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Variant {
    #[serde(default, alias = "bitrate")]
    pub(crate) bit_rate: Option<u64>,
    #[serde(default)]
    pub(crate) content_type: String,
    #[serde(default)]
    pub(crate) url: String,
}

/// Something in a private conversation.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct DmEvent {
    #[serde(deserialize_with = "id")]
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) event_type: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) created_at: Option<Timestamp>,
    #[serde(default, deserialize_with = "id_or_none")]
    pub(crate) dm_conversation_id: Option<String>,
    #[serde(default, deserialize_with = "id_or_none")]
    pub(crate) sender_id: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) attachments: Attachments,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) entities: Entities,
}

/// An identifier: text, or a number in old recordings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Id(pub(crate) String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match Value::deserialize(from)? {
            Value::String(text) => Ok(Self(text)),
            Value::Number(number) => Ok(Self(number.to_string())),
            _ => Err(serde::de::Error::custom("an identifier is text or a number")),
        }
    }
}

fn id<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Id::deserialize(from).map(|id| id.0)
}

fn id_or_none<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<Id>::deserialize(from)?.map(|id| id.0))
}

fn or_default<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::<T>::deserialize(from)?.unwrap_or_default())
}

/// Entries that are not understood are left out of a list beside the matter.
fn list<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    let list = Option::<Vec<Value>>::deserialize(from)?.unwrap_or_default();
    Ok(list.into_iter().filter_map(|value| T::deserialize(value).ok()).collect())
}

/// Both spellings become the one on the wire; where both stand, that one holds.
pub(crate) fn spelled(mut value: Value) -> Value {
    respell(&mut value);
    value
}

const SPELLINGS: [(&str, &str); 4] = [
    ("referenced_posts", "referenced_tweets"),
    ("edit_history_post_ids", "edit_history_tweet_ids"),
    ("note_post", "note_tweet"),
    ("posts", "tweets"),
];

fn respell(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (new, old) in SPELLINGS {
                if let Some(found) = fields.remove(new)
                    && !fields.contains_key(old)
                {
                    fields.insert(old.to_owned(), found);
                }
            }
            fields.values_mut().for_each(respell);
        }
        Value::Array(entries) => entries.iter_mut().for_each(respell),
        _ => {}
    }
}
