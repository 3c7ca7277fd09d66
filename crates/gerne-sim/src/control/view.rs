//! What a person sees, as the square draws it.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::mastodon::model::{Media, Status, Who};
use crate::mastodon::state::State;
use crate::{Mastodon, Visibility};

const NEWEST_THREADS: usize = 120;

/// Company, people and threads for `acct`; for nobody, what is public.
pub(super) fn state(server: &Mastodon, company: &str, acct: Option<&str>) -> Value {
    let people = people(server);
    server.shared.read(|state| {
        let viewer = acct.and_then(|acct| state.find_acct(acct));
        let company = state.find_acct(company);
        json!({
            "now": state.clock.now(), "domain": state.domain(),
            "limit": state.config.limits.max_characters,
            "company": company.map(|who| person(state, who)),
            "me": viewer.map(|who| person(state, who)),
            "people": people, "scenes": crate::picture::SCENES,
            "threads": threads(state, viewer),
        })
    })
}

pub(super) fn people(server: &Mastodon) -> Value {
    server.shared.read(|state| {
        (0..state.accounts.len()).map(|who| person(state, who)).collect::<Vec<_>>().into()
    })
}

fn person(state: &State, who: Who) -> Value {
    let account = state.account(who);
    json!({
        "handle": account.acct(), "name": account.spec.name, "language": account.spec.language,
        "note": account.spec.note, "company": account.spec.company, "posts": account.statuses,
        "avatar": format!("/system/accounts/avatars/{}.svg", account.id),
    })
}

/// Threads with the newest post first; within a thread, answers below what they answer.
fn threads(state: &State, viewer: Option<Who>) -> Vec<Value> {
    let mut roots: HashMap<&str, (&Status, jiff::Timestamp)> = HashMap::new();
    for status in state.statuses.values() {
        if status.deleted || !state.may_see(viewer, status) {
            continue;
        }
        let root = state.root(status);
        let entry = roots.entry(root.id.as_str()).or_insert((root, status.created_at));
        entry.1 = entry.1.max(status.created_at);
    }
    let mut roots: Vec<_> = roots.into_values().collect();
    roots.sort_by_key(|(_, newest)| std::cmp::Reverse(*newest));
    let thread = |(root, newest): (&Status, jiff::Timestamp)| {
        let mut posts = Vec::new();
        collect(state, viewer, root, 0, &mut posts);
        json!({ "id": root.id, "newest": newest, "posts": posts })
    };
    roots.into_iter().take(NEWEST_THREADS).map(thread).collect()
}

fn collect(
    state: &State,
    viewer: Option<Who>,
    status: &Status,
    depth: usize,
    posts: &mut Vec<Value>,
) {
    let seen = state.may_see(viewer, status);
    if seen && !status.deleted {
        posts.push(post(state, viewer, status, depth));
    } else {
        // A placeholder keeps the answers in place.
        posts.push(json!({
            "id": status.id, "depth": depth, "gone": if seen { "deleted" } else { "hidden" },
        }));
    }
    let mut answers: Vec<&Status> = state
        .replies
        .get(&status.id)
        .into_iter()
        .flatten()
        .filter_map(|id| state.any_status(id))
        .filter(|answer| has_visible(state, viewer, answer))
        .collect();
    answers.sort_by_key(|answer| answer.created_at);
    for answer in answers {
        collect(state, viewer, answer, depth + 1, posts);
    }
}

fn has_visible(state: &State, viewer: Option<Who>, status: &Status) -> bool {
    (!status.deleted && state.may_see(viewer, status))
        || !state.descendants(viewer, &status.id).is_empty()
}

fn post(state: &State, viewer: Option<Who>, status: &Status, depth: usize) -> Value {
    let author = state.account(status.author);
    let quote = status.quote.as_deref().and_then(|id| state.visible(viewer, id));
    let poll = status.poll.as_ref().map(|poll| {
        let options: Vec<Value> = poll
            .options
            .iter()
            .map(|(title, voters)| {
                let mine = viewer.is_some_and(|who| voters.contains(&who));
                json!({ "title": title, "votes": voters.len(), "mine": mine })
            })
            .collect();
        json!({ "options": options, "multiple": poll.multiple, "ends": poll.expires_at })
    });
    let to = status.in_reply_to.as_deref().and_then(|id| state.any_status(id));
    json!({
        "id": status.id, "depth": depth, "author": author.acct(), "name": author.spec.name,
        "company": author.spec.company, "mine": viewer == Some(status.author),
        "at": status.created_at, "edited": status.edited_at, "html": status.html,
        "text": status.text, "cw": status.spoiler_text, "visibility": status.visibility.as_str(),
        "private": status.visibility == Visibility::Direct, "language": status.language,
        "likes": status.favourites.len(),
        "liked": viewer.is_some_and(|who| status.favourites.contains(&who)),
        "mentions": status.mentions.iter().map(|who| state.account(*who).acct()).collect::<Vec<_>>(),
        "reply_to": to.map(|to| state.account(to.author).spec.name.clone()),
        "media": status.media.iter().filter_map(|id| state.media.get(id)).map(media).collect::<Vec<_>>(),
        "quote": quote.map(|quote| json!({
            "name": state.account(quote.author).spec.name, "html": quote.html,
        })),
        "poll": poll,
    })
}

fn media(media: &Media) -> Value {
    json!({
        "kind": media.kind, "alt": media.description, "width": media.width, "height": media.height,
        "url": format!("/system/media_attachments/files/{}/original/file.{}", media.id, media.extension),
    })
}
