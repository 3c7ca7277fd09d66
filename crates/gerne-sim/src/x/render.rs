//! Objects as X sends them.

use serde_json::{Map, Value, json};

use super::fields::Wanted;
use super::model::{DmEvent, Media, Processing, Version, Who};
use super::state::{State, wire_time};
use super::text::{self, Piece};

/// A text as delivered, with what is marked in it.
#[derive(Debug, Default)]
struct Delivered {
    text: String,
    /// Code points of the text in which entities are counted.
    at: usize,
    mentions: Vec<Value>,
    hashtags: Vec<Value>,
    cashtags: Vec<Value>,
    urls: Vec<Value>,
    escaped: bool,
}

impl Delivered {
    /// Appends; gives where it stands.
    fn push(&mut self, raw: &str) -> (usize, usize) {
        let out = text::escape(raw);
        let length = if self.escaped { out.chars().count() } else { raw.chars().count() };
        let start = self.at;
        self.text.push_str(&out);
        self.at += length;
        (start, self.at)
    }

    fn url(&mut self, expanded: &str, display: &str, media_key: Option<&str>) {
        let short = short(expanded);
        let (start, end) = self.push(&short);
        let mut url = json!({
            "start": start, "end": end, "url": short, "expanded_url": expanded,
            "display_url": display,
        });
        if let Some(key) = media_key {
            url["media_key"] = json!(key);
        } else {
            url["status"] = json!(200);
            url["unwound_url"] = json!(expanded);
        }
        self.urls.push(url);
    }

    fn entities(&self) -> Option<Value> {
        let lists = [
            ("cashtags", &self.cashtags),
            ("hashtags", &self.hashtags),
            ("mentions", &self.mentions),
            ("urls", &self.urls),
        ];
        let filled = lists.into_iter().filter(|(_, list)| !list.is_empty());
        let map: Map<String, Value> =
            filled.map(|(name, list)| (name.to_owned(), json!(list))).collect();
        (!map.is_empty()).then_some(Value::Object(map))
    }
}

fn deliver(state: &State, typed: &str) -> Delivered {
    let escaped = state.config.indices_in_escaped_text;
    let mut out = Delivered { escaped, ..Delivered::default() };
    for piece in text::scan(typed) {
        match &piece {
            Piece::Words(words) => {
                out.push(words);
            }
            Piece::Url(url) => {
                let expanded =
                    if url.contains("://") { url.clone() } else { format!("http://{url}") };
                out.url(&expanded, &display(url), None);
            }
            Piece::Mention(name) => {
                let (start, end) = out.push(&piece.typed());
                // A name that nobody has is no mention.
                if let Some(who) = state.find(name) {
                    let person = state.person(who);
                    out.mentions.push(json!({
                        "start": start, "end": end, "username": person.spec.handle,
                        "id": person.id.to_string(),
                    }));
                }
            }
            Piece::Hashtag(tag) | Piece::Cashtag(tag) => {
                let (start, end) = out.push(&piece.typed());
                let entity = json!({ "start": start, "end": end, "tag": tag });
                let hash = matches!(piece, Piece::Hashtag(_));
                let list = if hash { &mut out.hashtags } else { &mut out.cashtags };
                list.push(entity);
            }
        }
    }
    out
}

/// A post with the wanted fields.
pub(crate) fn tweet(state: &State, version: &Version, wanted: &Wanted) -> Value {
    let long = text::weighted(&version.text.chars().skip(version.prefix).collect::<String>())
        > text::LIMIT;
    let shown = if long { text::cut(&version.text) } else { version.text.clone() };
    let mut short = deliver(state, &shown);
    let body_end = short.at;
    let link = state.post_url(version);
    if let Some(quoted) = version.quote.and_then(|id| state.versions.get(&id)) {
        short.push(" ");
        let url = state.post_url(quoted);
        short.url(&url, &display(&url), None);
    }
    if long {
        short.push(" ");
        short.url(&link, &display(&link), None);
    }
    let body_end = if version.quote.is_some() || long { short.at } else { body_end };
    let media: Vec<&Media> = version.media.iter().filter_map(|id| state.media.get(id)).collect();
    for (index, one) in media.iter().enumerate() {
        // All files of a post share one address in its text.
        let kind = if one.kind == "photo" { "photo" } else { "video" };
        let url = format!("{link}/{kind}/{}", index + 1);
        if index == 0 {
            if !short.text.is_empty() {
                short.push(" ");
            }
            short.url(&url, &format!("pic.x.com/{}", tail(&url)), Some(&one.key()));
        }
    }
    let chain = state.chain(version);
    let ids: Vec<String> = chain.versions.iter().map(ToString::to_string).collect();
    let (eligible, left, until) = state.edit_state(version);
    let mut full = json!({
        "id": version.id.to_string(),
        "text": short.text,
        "edit_history_tweet_ids": ids,
        "author_id": state.person(version.author).id.to_string(),
        "conversation_id": version.conversation.to_string(),
        "created_at": wire_time(version.created_at),
        "display_text_range": [version.prefix.min(body_end), body_end],
        "edit_controls": {
            "edits_remaining": left, "is_edit_eligible": eligible,
            "editable_until": wire_time(until),
        },
        "lang": version.language,
        "paid_partnership": false,
        "possibly_sensitive": false,
        "public_metrics": {
            "retweet_count": 0, "reply_count": chain.answers.len(), "like_count": 0,
            "quote_count": chain.quotes.len(), "bookmark_count": 0, "impression_count": 0,
        },
        "reply_settings": version.reply_settings.as_deref().unwrap_or("everyone"),
    });
    if let Some(entities) = short.entities() {
        full["entities"] = entities;
    }
    if !media.is_empty() {
        let keys: Vec<String> = media.iter().map(|one| one.key()).collect();
        full["attachments"] = json!({ "media_keys": keys });
    }
    let parent = version.reply_to.map(|id| json!({ "type": "replied_to", "id": id.to_string() }));
    let quoted = version.quote.map(|id| json!({ "type": "quoted", "id": id.to_string() }));
    let referenced: Vec<Value> = quoted.into_iter().chain(parent).collect();
    if !referenced.is_empty() {
        full["referenced_tweets"] = json!(referenced);
    }
    if let Some(parent) = version.reply_to.and_then(|id| state.versions.get(&id)) {
        full["in_reply_to_user_id"] = json!(state.person(parent.author).id.to_string());
    }
    if long {
        let note = deliver(state, &version.text);
        full["note_tweet"] = json!({ "text": note.text });
        if let Some(entities) = note.entities() {
            full["note_tweet"]["entities"] = entities;
        }
    }
    only(full, &wanted.tweet)
}

/// A person with the wanted fields.
pub(crate) fn user(state: &State, who: Who, wanted: &Wanted) -> Value {
    let person = state.person(who);
    let spec = &person.spec;
    let mut full = json!({
        "id": person.id.to_string(),
        "name": spec.name,
        "username": spec.handle,
        "created_at": wire_time(person.created_at),
        "description": text::escape(&spec.note),
        "is_identity_verified": false,
        "profile_image_url": format!("{}/profile_images/{}/picture_normal.png", state.base, person.id),
        "protected": spec.protected,
        "receives_your_dm": spec.open_dms,
        "url": "",
        "verified": spec.premium,
        "verified_type": if spec.premium { "blue" } else { "none" },
        "public_metrics": {
            "followers_count": person.followers.len(), "following_count": 0,
            "tweet_count": person.posts.len(), "listed_count": 0, "like_count": 0,
            "media_count": 0,
        },
    });
    if let Some(newest) = person.posts.last() {
        full["most_recent_tweet_id"] = json!(newest.to_string());
    }
    only(full, &wanted.user)
}

/// A file with the wanted fields.
pub(crate) fn media(state: &State, media: &Media, wanted: &Wanted) -> Value {
    let url = format!("{}{}", state.base, media.file());
    let mut full = json!({
        "media_key": media.key(), "type": media.kind,
        "width": media.width, "height": media.height,
    });
    if let Some(alt) = &media.alt {
        full["alt_text"] = json!(alt);
    }
    if media.kind == "photo" {
        full["url"] = json!(url);
    } else {
        full["preview_image_url"] = json!(format!("{}/preview/{}.png", state.base, media.id));
        full["variants"] = json!([
            { "content_type": "application/x-mpegURL", "url": format!("{url}.m3u8") },
            { "bit_rate": 256_000, "content_type": media.mime, "url": url },
        ]);
        if media.kind == "video" {
            full["duration_ms"] = json!(6_000);
        }
    }
    only(full, &wanted.media)
}

/// A private message with the wanted fields.
pub(crate) fn dm(state: &State, event: &DmEvent, wanted: &Wanted) -> Value {
    let id = |who: Who| state.person(who).id.to_string();
    let mut said = deliver(state, &event.text);
    for one in event.media.iter().filter_map(|id| state.media.get(id)) {
        let url = format!("https://x.com/messages/media/{}", event.id);
        said.push(" ");
        said.url(&url, &format!("pic.x.com/{}", tail(&url)), Some(&one.key()));
    }
    let mut full = json!({
        "id": event.id.to_string(), "event_type": "MessageCreate", "text": said.text,
        "sender_id": id(event.sender), "created_at": wire_time(event.created_at),
        "dm_conversation_id": state.dm_conversation(event.sender, event.recipient),
        "participant_ids": [id(event.recipient), id(event.sender)],
    });
    if let Some(entities) = said.entities() {
        full["entities"] = entities;
    }
    let keys: Vec<String> =
        event.media.iter().filter_map(|id| state.media.get(id)).map(Media::key).collect();
    if !keys.is_empty() {
        full["attachments"] = json!({ "media_keys": keys });
    }
    only(full, &wanted.dm)
}

/// What the upload endpoints tell about a file.
pub(crate) fn upload(media: &Media, now: jiff::Timestamp) -> Value {
    let mut data = json!({
        "id": media.id.to_string(), "media_key": media.key(), "size": media.bytes.len(),
    });
    if let Some(finalized) = media.finalized {
        let age = now.duration_since(finalized).as_secs();
        data["expires_after_secs"] = json!((86_400 - age).max(0));
    }
    let info = match media.processing {
        Processing::None => return data,
        Processing::Pending(left) => {
            let state = if left > 1 { "pending" } else { "in_progress" };
            let percent = if left > 1 { 0 } else { 50 };
            json!({ "state": state, "check_after_secs": 1, "progress_percent": percent })
        }
        Processing::Done => json!({ "state": "succeeded", "progress_percent": 100 }),
        Processing::Failed => json!({
            "state": "failed", "progress_percent": 0,
            "error": { "code": 1, "name": "InvalidMedia", "message": "Unsupported video format" },
        }),
    };
    data["processing_info"] = info;
    data
}

fn only(full: Value, wanted: &std::collections::HashSet<String>) -> Value {
    let Value::Object(mut fields) = full else { return full };
    fields.retain(|name, _| wanted.contains(name));
    Value::Object(fields)
}

/// The `t.co` address of an address; always the same one.
fn short(expanded: &str) -> String {
    format!("https://t.co/{}", tail(expanded))
}

fn tail(url: &str) -> String {
    crate::random::Random::of(url).token(10)
}

fn display(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let shown: String = bare.chars().take(26).collect();
    if shown.len() < bare.len() { format!("{shown}…") } else { shown }
}
