//! What servers send, as they send it. Only what we use; unknown fields and values are tolerated,
//! a missing list is an empty one, and identifiers stay text. Source: docs.joinmastodon.org
//! (entities), checked against recorded answers of Mastodon 4.6.

use gerne_domain::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A person, a company, a bot.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    /// On this server only.
    pub id: String,
    /// Without host.
    pub username: String,
    /// With host, when it is another server's.
    pub acct: String,
    /// May be empty.
    #[serde(default)]
    pub display_name: String,
    /// Page for people.
    #[serde(default)]
    pub url: Option<String>,
    /// The same on all servers.
    #[serde(default)]
    pub uri: Option<String>,
    /// Picture.
    #[serde(default)]
    pub avatar: Option<String>,
    /// Picture that does not move.
    #[serde(default)]
    pub avatar_static: Option<String>,
    /// Pictures for shortcodes in the name.
    #[serde(default, deserialize_with = "list")]
    pub emojis: Vec<Emoji>,
    /// What they say about themselves, as HTML.
    #[serde(default)]
    pub note: Option<String>,
    /// How many follow them.
    #[serde(default)]
    pub followers_count: Option<i64>,
    /// How many posts they wrote.
    #[serde(default)]
    pub statuses_count: Option<i64>,
    /// Search engines are asked to leave them out.
    #[serde(default)]
    pub noindex: Option<bool>,
    /// Their public posts may be found by searching (4.2).
    #[serde(default)]
    pub indexable: Option<bool>,
}

/// A picture for a shortcode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emoji {
    /// Without colons.
    pub shortcode: String,
    /// May move.
    pub url: String,
    /// Does not.
    #[serde(default)]
    pub static_url: Option<String>,
}

/// Somebody named in a post.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mention {
    /// On this server.
    pub id: String,
    /// Without host.
    pub username: String,
    /// With host, when it is another server's.
    pub acct: String,
    /// Page for people.
    #[serde(default)]
    pub url: Option<String>,
}

/// A picture, film or sound.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MediaAttachment {
    /// On this server.
    pub id: String,
    /// `image`, `gifv`, `video`, `audio`, `unknown`.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// Absent while it is processed, and for what the server does not keep.
    #[serde(default)]
    pub url: Option<String>,
    /// Smaller.
    #[serde(default)]
    pub preview_url: Option<String>,
    /// On its author's server.
    #[serde(default)]
    pub remote_url: Option<String>,
    /// What it shows.
    #[serde(default)]
    pub description: Option<String>,
    /// Sizes.
    #[serde(default, deserialize_with = "maybe")]
    pub meta: Option<MediaMeta>,
}

/// Sizes of a picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MediaMeta {
    /// As uploaded.
    #[serde(default, deserialize_with = "maybe")]
    pub original: Option<MediaSize>,
}

/// Pixels.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MediaSize {
    /// Pixels.
    #[serde(default)]
    pub width: Option<u32>,
    /// Pixels.
    #[serde(default)]
    pub height: Option<u32>,
}

/// A question.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Poll {
    /// Absent: never.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// Several may be chosen.
    #[serde(default)]
    pub multiple: bool,
    /// The choices.
    #[serde(default, deserialize_with = "list")]
    pub options: Vec<PollOption>,
}

/// A choice.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PollOption {
    /// What it says.
    pub title: String,
    /// Absent while results are hidden.
    #[serde(default)]
    pub votes_count: Option<u64>,
}

/// What a post quotes (4.5). Akkoma puts a bare status here, hence `url`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Quote {
    /// `accepted` and many others.
    #[serde(default)]
    pub state: Option<String>,
    /// Present when it may be shown.
    #[serde(default, deserialize_with = "maybe")]
    pub quoted_status: Option<Box<Status>>,
    /// In place of it when quotes are nested.
    #[serde(default)]
    pub quoted_status_id: Option<String>,
    /// Page for people, Akkoma only.
    #[serde(default)]
    pub url: Option<String>,
}

/// A post.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Status {
    /// On this server.
    pub id: String,
    /// The same on all servers.
    #[serde(default)]
    pub uri: Option<String>,
    /// Page for people.
    #[serde(default)]
    pub url: Option<String>,
    /// By its author's server.
    pub created_at: Timestamp,
    /// Last change.
    #[serde(default)]
    pub edited_at: Option<Timestamp>,
    /// Who wrote it.
    pub account: Account,
    /// What it answers.
    #[serde(default)]
    pub in_reply_to_id: Option<String>,
    /// Whom it answers.
    #[serde(default)]
    pub in_reply_to_account_id: Option<String>,
    /// HTML.
    #[serde(default)]
    pub content: String,
    /// `public`, `unlisted`, `private`, `direct`; others elsewhere.
    #[serde(default)]
    pub visibility: String,
    /// A warning before it.
    #[serde(default)]
    pub spoiler_text: String,
    /// ISO 639.
    #[serde(default)]
    pub language: Option<String>,
    /// Whoever is named.
    #[serde(default, deserialize_with = "list")]
    pub mentions: Vec<Mention>,
    /// Pictures for shortcodes in the text.
    #[serde(default, deserialize_with = "list")]
    pub emojis: Vec<Emoji>,
    /// Pictures, films, sounds.
    #[serde(default, deserialize_with = "list")]
    pub media_attachments: Vec<MediaAttachment>,
    /// A question.
    #[serde(default, deserialize_with = "maybe")]
    pub poll: Option<Poll>,
    /// A quoted post.
    #[serde(default, deserialize_with = "maybe")]
    pub quote: Option<Quote>,
    /// Somebody else's post passed on.
    #[serde(default, deserialize_with = "maybe")]
    pub reblog: Option<Box<Status>>,
}

/// Something that concerns the account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notification {
    /// In an order of its own.
    pub id: String,
    /// `mention`, `quote` and many that are not for an inbox.
    #[serde(rename = "type")]
    pub kind: String,
    /// When.
    pub created_at: Timestamp,
    /// The post it is about.
    #[serde(default)]
    pub status: Option<Status>,
}

/// What stands around a post.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Context {
    /// Root first.
    #[serde(default, deserialize_with = "list")]
    pub ancestors: Vec<Status>,
    /// Answers and their answers.
    #[serde(default, deserialize_with = "list")]
    pub descendants: Vec<Status>,
}

/// The server, version 2 of the entity. Version 1 has `uri` and `urls.streaming_api` instead.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Instance {
    /// The host in handles.
    pub domain: Option<String>,
    /// The same in version 1, sometimes with scheme.
    pub uri: Option<String>,
    /// Free text; other software names itself in it.
    pub version: String,
    /// Where its source is.
    pub source_url: Option<String>,
    /// Where streams are, in version 1.
    pub urls: Option<Urls>,
    /// Limits and addresses.
    pub configuration: Configuration,
    /// Level of the interface (4.3).
    pub api_versions: Option<ApiVersions>,
    /// Pleroma's limit of a post.
    pub max_toot_chars: Option<u32>,
    /// Pleroma's limit of a file, bytes.
    pub upload_limit: Option<u64>,
}

/// Level of the interface.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ApiVersions {
    /// 2 is 4.3, 7 is 4.5.
    #[serde(default)]
    pub mastodon: Option<u32>,
}

/// Addresses of a server.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Urls {
    /// Version 2.
    pub streaming: Option<String>,
    /// Version 1.
    pub streaming_api: Option<String>,
}

/// Limits of a server.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Configuration {
    /// Addresses.
    pub urls: Option<Urls>,
    /// Of posts.
    pub statuses: StatusLimits,
    /// Of files.
    pub media_attachments: MediaLimits,
}

/// Limits of posts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StatusLimits {
    /// Characters, warning included.
    pub max_characters: Option<u32>,
    /// Files.
    pub max_media_attachments: Option<u32>,
    /// What an address counts as.
    pub characters_reserved_per_url: Option<u32>,
}

/// Limits of files.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MediaLimits {
    /// Accepted types.
    #[serde(deserialize_with = "list")]
    pub supported_mime_types: Vec<String>,
    /// Characters of a description.
    pub description_limit: Option<u32>,
    /// Bytes.
    pub image_size_limit: Option<u64>,
    /// Bytes.
    pub video_size_limit: Option<u64>,
}

/// An application that was registered. Shows nothing of itself.
#[derive(Clone, Serialize, Deserialize)]
pub struct App {
    /// Public.
    pub client_id: String,
    /// Not.
    pub client_secret: String,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("App(…)")
    }
}

/// Where a server's OAuth is (4.3).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OAuthServer {
    /// Where the owner agrees.
    pub authorization_endpoint: String,
    /// Where the code becomes a token.
    pub token_endpoint: String,
    /// What may be asked for.
    #[serde(default, deserialize_with = "list")]
    pub scopes_supported: Vec<String>,
}

/// What becomes of notifications from strangers (4.3): `accept`, `filter`, `drop`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NotificationPolicy {
    /// Whom we do not follow.
    pub for_not_following: String,
    /// Who does not follow us.
    pub for_not_followers: String,
    /// Who is new.
    pub for_new_accounts: String,
    /// Who writes in private unasked.
    pub for_private_mentions: String,
    /// Whom moderators limited.
    pub for_limited_accounts: String,
}

/// Where a server describes its software.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct NodeInfoLinks {
    #[serde(default, deserialize_with = "list")]
    pub(crate) links: Vec<NodeInfoLink>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct NodeInfoLink {
    pub(crate) href: String,
}

/// A server's software.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct NodeInfo {
    pub(crate) software: Software,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Software {
    pub(crate) name: String,
}

/// One line of a stream. `payload` is JSON in a string, or a bare identifier.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StreamLine {
    #[serde(default)]
    pub(crate) event: Option<String>,
    #[serde(default)]
    pub(crate) payload: Option<Value>,
}

/// `null` is an empty list.
fn list<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// What is not understood is not there: a strange poll must not cost us the post around it.
fn maybe<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let value = Option::<Value>::deserialize(from)?;
    Ok(value.and_then(|value| serde_json::from_value(value).ok()))
}
