//! What several objects show: who wrote, files, addresses.

use serde_json::{Value, json};

use super::auth::{Kind, Viewer};
use super::fields::Field;
use super::model::{Author, Media, PageNo};
use super::state::State;

/// Who wrote, where the platform says so.
pub(super) fn from(
    state: &State,
    viewer: &Viewer,
    page: PageNo,
    author: Author,
    field: &Field,
) -> Option<Value> {
    if !state.names(author) || !matches!(viewer.kind, Kind::Page { .. }) {
        return None;
    }
    let id = state.public_id(author, page);
    let all = json!({ "name": state.name(author), "id": id.to_string() });
    if field.sub.is_empty() {
        return Some(all);
    }
    let mut shown = json!({ "id": all["id"] });
    for one in &field.sub {
        match one.name.as_str() {
            "name" => shown["name"] = all["name"].clone(),
            "picture" => shown["picture"] = picture(state, id),
            _ => {}
        }
    }
    Some(shown)
}

impl State {
    /// Whether the author of something public is told.
    pub(crate) fn names(&self, author: Author) -> bool {
        match author {
            Author::Page(_) => true,
            Author::Person(who) => {
                let spec = &self.people[who].spec;
                !self.config.without_from
                    && !spec.unnamed
                    && (self.config.app.advanced_access || spec.role)
            }
        }
    }
}

pub(super) fn can_reply_privately(
    state: &State,
    author: Author,
    done: Option<usize>,
    at: jiff::Timestamp,
) -> bool {
    let age = state.now().duration_since(at);
    matches!(author, Author::Person(_)) && done.is_none() && age <= super::send::PRIVATE_REPLY
}

/// A party of a conversation.
pub(super) fn party(state: &State, author: Author, page: PageNo) -> Value {
    let id = match author {
        Author::Page(page) => state.pages[page].id,
        Author::Person(who) => state.psid(who, page),
    };
    json!({ "name": state.name(author), "email": format!("{id}@facebook.com"), "id": id.to_string() })
}

pub(super) fn permalink(state: &State, number: u64) -> String {
    let page = &state.pages[state.posts[&number].page].spec.handle;
    format!("https://www.facebook.com/{page}/posts/{number}")
}

pub(super) fn picture(state: &State, id: u64) -> Value {
    json!({ "data": {
        "height": 192, "width": 192, "is_silhouette": false, "url": state.picture_url(id),
    } })
}

pub(super) fn attachment(state: &State, one: &Media) -> Value {
    let kind = match one.kind {
        "image" => "photo",
        "sticker" => "sticker",
        _ => "video_inline",
    };
    let url = format!("https://www.facebook.com/photo.php?fbid={}", one.id);
    let mut media = json!({ "image": {
        "height": one.height, "src": state.file_url(one), "width": one.width,
    } });
    if kind == "video_inline" {
        media["source"] = json!(state.file_url(one));
    }
    json!({
        "media": media,
        "target": { "id": one.id.to_string(), "url": url }, "type": kind, "url": url,
        "media_type": if kind == "video_inline" { "video" } else { "photo" },
    })
}

pub(super) fn post_attachments(state: &State, number: u64) -> Option<Value> {
    let post = &state.posts[&number];
    let all: Vec<Value> = post
        .files
        .iter()
        .filter_map(|id| state.media.get(id))
        .map(|one| attachment(state, one))
        .collect();
    match all.len() {
        0 => None,
        1 => Some(json!({ "data": all })),
        _ => Some(json!({ "data": [{
            "media": all[0]["media"], "type": "album", "media_type": "album", "url": all[0]["url"],
            "target": all[0]["target"], "subattachments": { "data": all },
        }] })),
    }
}

pub(super) fn message_attachments(state: &State, number: u64) -> Option<Value> {
    let one = &state.messages[&number];
    let files: Vec<Value> = one
        .files
        .iter()
        .filter_map(|id| state.media.get(id))
        .map(|media| {
            let url = state.file_url(media);
            let mut told = json!({
                "id": media.id.to_string(), "mime_type": media.mime, "name": media.name,
                "size": media.bytes.len(),
            });
            match media.kind {
                "image" | "sticker" => {
                    told["image_data"] = json!({
                        "width": media.width, "height": media.height, "max_width": media.width,
                        "max_height": media.height, "url": url, "preview_url": url,
                        "image_type": 1, "render_as_sticker": media.kind == "sticker",
                    });
                }
                "video" => {
                    told["video_data"] = json!({
                        "width": media.width, "height": media.height, "length": 4,
                        "video_type": 1, "url": url, "preview_url": url, "rotation": 0,
                    });
                }
                _ => told["file_url"] = json!(url),
            }
            told
        })
        .collect();
    (!files.is_empty()).then(|| json!({ "data": files }))
}
