//! What people see of Facebook, as the square draws it and as the library API gives it.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::model::{Author, PageNo, PostKind, Who};
use super::state::State;
use super::{Facebook, FbComment, FbMessage, FbPost};

const NEWEST_POSTS: usize = 40;

pub(crate) fn post(state: &State, number: u64) -> FbPost {
    let post = &state.posts[&number];
    let kind = match post.kind {
        PostKind::Own => "own",
        PostKind::Ad => "ad",
        PostKind::Visitor => "visitor",
        PostKind::Tagged => "tagged",
        PostKind::Review { .. } => "review",
    };
    FbPost {
        id: post.id.clone(),
        kind: kind.to_owned(),
        page: state.handle(Author::Page(post.page)),
        author: state.handle(post.author),
        text: post.text.clone(),
        media: post.files.iter().map(ToString::to_string).collect(),
        created_at: post.created_at,
        deleted: post.deleted,
        hidden: post.hidden,
        via_api: post.via_api,
    }
}

pub(crate) fn comment(state: &State, number: u64) -> FbComment {
    let comment = &state.comments[&number];
    let likes = comment.reactions.keys().map(|author| state.handle(*author));
    FbComment {
        id: comment.id.clone(),
        post: state.posts[&comment.post].id.clone(),
        parent: comment.parent.map(|parent| state.comments[&parent].id.clone()),
        page: state.handle(Author::Page(comment.page)),
        author: state.handle(comment.author),
        text: comment.text.clone(),
        media: comment.file.map(|id| id.to_string()),
        created_at: comment.created_at,
        edits: comment.edits,
        deleted: comment.deleted,
        hidden: comment.hidden,
        liked_by: likes.collect(),
        replied_privately: comment.private_reply.is_some(),
        via_api: comment.via_api,
    }
}

pub(crate) fn message(state: &State, number: u64) -> FbMessage {
    let message = &state.messages[&number];
    let thread = &state.conversations[message.conversation];
    FbMessage {
        id: message.id.clone(),
        conversation: thread.id.clone(),
        page: state.handle(Author::Page(thread.page)),
        person: state.handle(Author::Person(thread.who)),
        author: state.handle(message.author),
        text: message.text.clone(),
        media: message.files.iter().map(ToString::to_string).collect(),
        created_at: message.created_at,
        edits: message.edits,
        about: message.about.clone(),
        via_api: message.via_api,
    }
}

/// The Page, its posts with comments, and the private messages of somebody.
pub(crate) fn state(facebook: &Facebook, page: &str, handle: Option<&str>) -> Value {
    facebook.shared.read(|state| {
        let viewer = handle.and_then(|handle| state.find_person(handle));
        let Some(page) = state.find_page(page) else { return json!({}) };
        json!({
            "base": state.base,
            "page": author(state, Author::Page(page), page),
            "me": viewer.map(|who| author(state, Author::Person(who), page)),
            "threads": threads(state, viewer, page),
            "messages": messages(state, viewer, page),
        })
    })
}

fn author(state: &State, who: Author, page: PageNo) -> Value {
    let id = state.public_id(who, page);
    json!({
        "handle": state.handle(who), "name": state.name(who),
        "company": matches!(who, Author::Page(_)), "avatar": format!("/fbpicture/{id}.svg"),
    })
}

/// Posts, that with the newest word first; comments below them, what was hidden only for those
/// who wrote it.
fn threads(state: &State, viewer: Option<Who>, page: PageNo) -> Vec<Value> {
    let mut all: Vec<(Timestamp, u64)> = state
        .posts
        .values()
        .filter(|post| post.page == page && !post.deleted)
        .map(|post| {
            let below = post.comments.iter().flat_map(|number| {
                let comment = &state.comments[number];
                comment.replies.iter().chain([number]).map(|one| state.comments[one].created_at)
            });
            (below.max().unwrap_or(post.created_at).max(post.created_at), post.number)
        })
        .collect();
    all.sort_unstable_by(|one, other| other.cmp(one));
    let thread = |(newest, number): (Timestamp, u64)| {
        let post = &state.posts[&number];
        let mut posts = vec![json!({
            "id": post.id, "depth": 0, "author": author(state, post.author, page),
            "mine": viewer.map(Author::Person) == Some(post.author), "at": post.created_at,
            "text": post.text, "media": media(state, &post.files), "hidden": post.hidden,
            "kind": self::post(state, number).kind, "likes": post.reactions.len(),
            "liked": viewer.is_some_and(|who| post.reactions.contains_key(&Author::Person(who))),
            "positive": matches!(post.kind, PostKind::Review { positive: true, .. }),
        })];
        for top in &post.comments {
            for number in [top].into_iter().chain(&state.comments[top].replies) {
                posts.extend(shown(state, viewer, *number));
            }
        }
        json!({ "id": post.id, "newest": newest, "posts": posts })
    };
    all.into_iter().take(NEWEST_POSTS).map(thread).collect()
}

fn shown(state: &State, viewer: Option<Who>, number: u64) -> Option<Value> {
    let comment = &state.comments[&number];
    let mine = viewer.map(Author::Person) == Some(comment.author);
    let depth = if comment.parent.is_some() { 2 } else { 1 };
    if comment.deleted {
        let kept = comment.replies.iter().any(|one| !state.comments[one].deleted);
        return kept.then(|| json!({ "id": comment.id, "depth": depth, "gone": "deleted" }));
    }
    if comment.hidden && !mine {
        return Some(json!({ "id": comment.id, "depth": depth, "gone": "hidden" }));
    }
    let files: Vec<u64> = comment.file.into_iter().collect();
    Some(json!({
        "id": comment.id, "depth": depth, "mine": mine, "at": comment.created_at,
        "author": author(state, comment.author, comment.page), "text": comment.text,
        "edits": comment.edits, "hidden": comment.hidden, "media": media(state, &files),
        "likes": comment.reactions.len(),
        "liked": viewer.is_some_and(|who| comment.reactions.contains_key(&Author::Person(who))),
    }))
}

/// Oldest first, as Messenger has them.
fn messages(state: &State, viewer: Option<Who>, page: PageNo) -> Vec<Value> {
    let at = viewer.and_then(|who| state.conversation_of(page, who));
    let Some(thread) = at.map(|at| &state.conversations[at]) else { return Vec::new() };
    let message = |number: &u64| {
        let one = &state.messages[number];
        json!({
            "id": one.id, "at": one.created_at, "text": one.text,
            "author": author(state, one.author, page), "reaction": one.reaction,
            "mine": matches!(one.author, Author::Person(_)), "edits": one.edits,
            "media": media(state, &one.files), "private_reply": one.about.is_some(),
        })
    };
    thread.messages.iter().map(message).collect()
}

fn media(state: &State, ids: &[u64]) -> Vec<Value> {
    let known = ids.iter().filter_map(|id| state.media.get(id));
    known
        .map(|one| {
            json!({
                "kind": one.kind, "name": one.name, "width": one.width, "height": one.height,
                "url": format!("/fbfile/{}.{}", one.id, one.extension()),
            })
        })
        .collect()
}
