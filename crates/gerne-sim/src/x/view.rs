//! What a person sees of X, as the square draws it.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::X;
use super::model::{Version, Who};
use super::prices::BillLine;
use super::state::State;

const NEWEST_THREADS: usize = 60;

/// Company, threads and private messages for somebody; for nobody, what is public.
pub(crate) fn state(x: &X, company: &str, handle: Option<&str>) -> Value {
    x.shared.read(|state| {
        let viewer = handle.and_then(|handle| state.find(handle));
        let company = state.find(company);
        json!({
            "base": state.base, "limit": super::text::LIMIT,
            "company": company.map(|who| person(state, who)),
            "me": viewer.map(|who| person(state, who)),
            "threads": threads(state, viewer),
            "messages": messages(state, viewer),
            "spent": spent(&state.bill.lines()),
        })
    })
}

fn person(state: &State, who: Who) -> Value {
    let person = state.person(who);
    let spec = &person.spec;
    json!({
        "handle": spec.handle, "name": spec.name, "premium": spec.premium,
        "protected": spec.protected, "company": spec.company,
        "avatar": format!("/profile_images/{}/picture.svg", person.id),
    })
}

/// Per kind over all days, dearest first.
fn spent(lines: &[BillLine]) -> Value {
    let mut kinds: Vec<(super::Priced, u64, u64)> = Vec::new();
    for line in lines {
        match kinds.iter_mut().find(|(kind, ..)| *kind == line.kind) {
            Some((_, count, micros)) => {
                (*count, *micros) = (*count + line.count, *micros + line.micros);
            }
            None => kinds.push((line.kind, line.count, line.micros)),
        }
    }
    kinds.sort_by_key(|(.., micros)| std::cmp::Reverse(*micros));
    let total: u64 = kinds.iter().map(|(.., micros)| micros).sum();
    let kinds: Vec<Value> = kinds
        .into_iter()
        .map(|(kind, count, micros)| json!({ "kind": kind, "count": count, "micros": micros }))
        .collect();
    json!({ "micros": total, "kinds": kinds })
}

/// Threads with the newest post first; within a thread, answers below what they answer.
fn threads(state: &State, viewer: Option<Who>) -> Vec<Value> {
    let mut newest: HashMap<u64, Timestamp> = HashMap::new();
    for version in state.versions.values() {
        let chain = state.chain(version);
        let shown = chain.deleted.is_none() && chain.newest() == version.id;
        if shown && state.may_read(viewer, version.author) {
            let at = newest.entry(version.conversation).or_insert(version.created_at);
            *at = version.created_at.max(*at);
        }
    }
    let mut all: Vec<(u64, Timestamp)> = newest.into_iter().collect();
    all.sort_by_key(|(id, at)| (std::cmp::Reverse(*at), *id));
    let thread = |(root, at): (u64, Timestamp)| {
        let mut posts = Vec::new();
        collect(state, viewer, root, 0, &mut posts);
        json!({ "id": root.to_string(), "newest": at, "posts": posts })
    };
    all.into_iter().take(NEWEST_THREADS).map(thread).collect()
}

/// Whether there is anything to show below a post.
fn has_visible(state: &State, viewer: Option<Who>, first: u64) -> bool {
    let chain = &state.chains[&first];
    let shown = chain.deleted.is_none() && state.may_read(viewer, state.versions[&first].author);
    shown || chain.answers.iter().any(|answer| has_visible(state, viewer, *answer))
}

fn collect(state: &State, viewer: Option<Who>, first: u64, depth: usize, posts: &mut Vec<Value>) {
    let chain = &state.chains[&first];
    let version = &state.versions[&chain.newest()];
    let seen = state.may_read(viewer, version.author);
    if chain.deleted.is_none() && seen {
        posts.push(post(state, viewer, version, depth));
    } else {
        // A placeholder keeps the answers in place.
        let gone = if seen { "deleted" } else { "hidden" };
        posts.push(json!({ "id": first.to_string(), "depth": depth, "gone": gone }));
    }
    for answer in &chain.answers {
        if has_visible(state, viewer, *answer) {
            collect(state, viewer, *answer, depth + 1, posts);
        }
    }
}

fn post(state: &State, viewer: Option<Who>, version: &Version, depth: usize) -> Value {
    let chain = state.chain(version);
    let author = person(state, version.author);
    let quote = version.quote.and_then(|id| state.visible(viewer, id));
    let to = version.reply_to.and_then(|id| state.versions.get(&id));
    let media = version.media.iter().filter_map(|id| state.media.get(id));
    let handles = |all: &mut dyn Iterator<Item = &Who>| {
        all.map(|who| state.person(*who).spec.handle.clone()).collect::<Vec<_>>()
    };
    let mine = viewer == Some(version.author);
    json!({
        "id": version.id.to_string(), "depth": depth, "author": author["handle"],
        "name": author["name"], "avatar": author["avatar"], "company": author["company"],
        "protected": author["protected"], "mine": mine,
        "may_edit": mine && author["premium"] == true && state.edit_state(version).0,
        "at": version.created_at, "edits": chain.versions.len() - 1, "hidden": chain.hidden,
        "text": version.text.chars().skip(version.prefix).collect::<String>(),
        "to": handles(&mut version.implied.iter()),
        "mentions": handles(&mut version.named.iter().chain(&version.implied)),
        "reply_to": to.map(|to| state.person(to.author).spec.name.clone()),
        "quote": quote.map(|quote| json!({
            "name": state.person(quote.author).spec.name, "text": quote.text,
        })),
        "media": media.map(|one| json!({
            "kind": if one.kind == "photo" { "image" } else { "video" }, "alt": one.alt,
            "width": one.width, "height": one.height, "url": one.file(),
        })).collect::<Vec<_>>(),
    })
}

/// Newest first.
fn messages(state: &State, viewer: Option<Who>) -> Vec<Value> {
    let Some(viewer) = viewer else { return Vec::new() };
    let mine = state.dms.values().filter(|one| one.sender == viewer || one.recipient == viewer);
    let message = |one: &super::model::DmEvent| {
        let other = if one.sender == viewer { one.recipient } else { one.sender };
        let sender = person(state, one.sender);
        json!({
            "id": one.id.to_string(), "at": one.created_at, "text": one.text,
            "mine": one.sender == viewer, "name": sender["name"], "author": sender["handle"],
            "avatar": sender["avatar"], "company": sender["company"],
            "with": state.person(other).spec.handle,
        })
    };
    let mut all: Vec<Value> = mine.map(message).collect();
    all.reverse();
    all
}
