//! Lists that hang on something: a Page's posts, comments, messages, who likes what.

use serde_json::{Value, json};

use super::auth::Viewer;
use super::fields::Field;
use super::model::{Author, PageNo, PostKind};
use super::problem::{Answer, Problem};
use super::reading::{Slot, list};
use super::state::{Node, State};
use super::{nodes, parts};

/// One edge of a node.
pub(crate) fn edge(state: &State, viewer: &Viewer, node: Node, field: &Field) -> Answer<Value> {
    match (node, field.name.as_str()) {
        (Node::Page(page), _) => of_page(state, viewer, page, field),
        (Node::Post(number), "comments") => {
            viewer.reads("pages_read_user_content")?;
            let post = &state.posts[&number];
            comments(state, viewer, &post.id, &post.comments, field)
        }
        (Node::Comment(number), "comments") => {
            viewer.reads("pages_read_user_content")?;
            let comment = &state.comments[&number];
            comments(state, viewer, &comment.id, &comment.replies, field)
        }
        (Node::Post(number), "likes" | "reactions") => {
            reactions(state, viewer, &state.posts[&number].reactions, field)
        }
        (Node::Comment(number), "likes" | "reactions") => {
            reactions(state, viewer, &state.comments[&number].reactions, field)
        }
        (Node::Post(number), "attachments") => {
            Ok(parts::post_attachments(state, number).unwrap_or_else(|| json!({ "data": [] })))
        }
        (Node::Conversation(at), "messages") => messages(state, viewer, at, field),
        (Node::Message(number), "attachments") => {
            Ok(parts::message_attachments(state, number).unwrap_or_else(|| json!({ "data": [] })))
        }
        (Node::User(_), "permissions") => {
            let granted: Vec<Value> = viewer
                .scopes
                .iter()
                .map(|scope| json!({ "permission": scope, "status": "granted" }))
                .collect();
            Ok(json!({ "data": granted }))
        }
        _ => Err(Problem::no_field(&field.name, nodes::kind(node))),
    }
}

fn of_page(state: &State, viewer: &Viewer, page: PageNo, field: &Field) -> Answer<Value> {
    let own = |scope: &str| -> Answer<()> {
        if viewer.reads(scope)? == page { Ok(()) } else { Err(Problem::reads(scope)) }
    };
    let users = viewer.has("pages_read_user_content");
    match field.name.as_str() {
        "feed" => {
            own("pages_read_engagement")?;
            posts(state, viewer, page, field, |kind| match kind {
                PostKind::Own => true,
                PostKind::Visitor => users,
                _ => false,
            })
        }
        "posts" | "published_posts" => {
            own("pages_read_engagement")?;
            posts(state, viewer, page, field, |kind| kind == PostKind::Own)
        }
        "ads_posts" => {
            own("pages_read_engagement")?;
            posts(state, viewer, page, field, |kind| kind == PostKind::Ad)
        }
        "visitor_posts" => {
            own("pages_read_user_content")?;
            posts(state, viewer, page, field, |kind| kind == PostKind::Visitor)
        }
        "tagged" => {
            own("pages_read_user_content")?;
            posts(state, viewer, page, field, |kind| kind == PostKind::Tagged)
        }
        "ratings" => {
            own("pages_read_user_content")?;
            ratings(state, viewer, page, field)
        }
        "conversations" => conversations(state, viewer, page, field),
        "subscribed_apps" => {
            if viewer.acts("pages_manage_metadata")? != page {
                return Err(Problem::permission("pages_manage_metadata"));
            }
            Ok(super::subscriptions::subscribed(state, page))
        }
        _ => Err(Problem::no_field(&field.name, "Page")),
    }
}

/// Newest first by when they were made: a new comment moves nothing.
fn posts(
    state: &State,
    viewer: &Viewer,
    page: PageNo,
    field: &Field,
    wanted: impl Fn(PostKind) -> bool,
) -> Answer<Value> {
    let mut slots: Vec<Slot> = state
        .posts
        .values()
        .filter(|post| post.page == page && wanted(post.kind))
        .map(|post| Slot { number: post.number, at: post.created_at })
        .collect();
    slots.sort_by_key(|slot| std::cmp::Reverse((slot.at, slot.number)));
    let owner = state.pages[page].id.to_string();
    list(state, viewer, &owner, field, slots, |number| {
        if state.posts[&number].deleted {
            return Ok(None);
        }
        nodes::node(state, viewer, Node::Post(number), &field.sub).map(Some)
    })
}

/// `filter=stream` gives both levels in order of time, `toplevel` the first.
fn comments(
    state: &State,
    viewer: &Viewer,
    owner: &str,
    direct: &[u64],
    field: &Field,
) -> Answer<Value> {
    let stream = match field.arg("filter").unwrap_or("toplevel") {
        "toplevel" => false,
        "stream" => true,
        other => {
            return Err(Problem::invalid(&format!(
                "Param filter must be one of {{stream, toplevel}}: {other}"
            )));
        }
    };
    let mut numbers = direct.to_vec();
    if stream {
        let below = direct.iter().flat_map(|number| &state.comments[number].replies);
        numbers.extend(below.copied().collect::<Vec<_>>());
    }
    let mut slots: Vec<Slot> = numbers
        .into_iter()
        .map(|number| Slot { number, at: state.comments[&number].created_at })
        .collect();
    slots.sort_by_key(|slot| (slot.at, slot.number));
    let order = field.arg("order").unwrap_or("chronological");
    match order {
        "chronological" | "ranked" => {}
        "reverse_chronological" => slots.reverse(),
        other => return Err(Problem::invalid(&format!("Param order is not known: {other}"))),
    }
    let there = |number: &u64| !state.comments[number].deleted;
    let total = slots.iter().filter(|slot| there(&slot.number)).count();
    let mut answer = list(state, viewer, owner, field, slots, |number| {
        if !there(&number) {
            return Ok(None);
        }
        nodes::node(state, viewer, Node::Comment(number), &field.sub).map(Some)
    })?;
    if field.flag("summary") || field.arg("summary") == Some("total_count") {
        answer["summary"] = json!({ "order": order, "total_count": total, "can_comment": true });
    }
    Ok(answer)
}

fn ratings(state: &State, viewer: &Viewer, page: PageNo, field: &Field) -> Answer<Value> {
    let mut slots: Vec<Slot> = state
        .posts
        .values()
        .filter(|post| post.page == page && matches!(post.kind, PostKind::Review { .. }))
        .map(|post| Slot { number: post.number, at: post.created_at })
        .collect();
    slots.sort_by_key(|slot| std::cmp::Reverse((slot.at, slot.number)));
    let owner = state.pages[page].id.to_string();
    list(state, viewer, &owner, field, slots, |number| {
        if state.posts[&number].deleted {
            Ok(None)
        } else {
            nodes::rating(state, viewer, number, &field.sub).map(Some)
        }
    })
}

fn conversations(state: &State, viewer: &Viewer, page: PageNo, field: &Field) -> Answer<Value> {
    if viewer.page() != Some(page) {
        return Err(Problem::needs_page());
    }
    if !viewer.has("pages_messaging") {
        return Err(Problem::numbered(
            230,
            "Requires pages_messaging permission to manage the object",
        ));
    }
    match field.arg("platform").unwrap_or("messenger") {
        "messenger" => {}
        other => return Err(Problem::invalid(&format!("Param platform is not known: {other}"))),
    }
    let person = field.arg("user_id");
    let mut slots: Vec<Slot> = state
        .conversations
        .iter()
        .enumerate()
        .filter(|(_, one)| one.page == page)
        .filter(|(_, one)| person.is_none_or(|id| state.psid(one.who, page).to_string() == id))
        .map(|(at, one)| Slot { number: u64::try_from(at).unwrap_or(0), at: one.updated_at })
        .collect();
    slots.sort_by_key(|slot| std::cmp::Reverse((slot.at, slot.number)));
    let owner = state.pages[page].id.to_string();
    list(state, viewer, &owner, field, slots, |number| {
        let at = usize::try_from(number).unwrap_or(0);
        nodes::node(state, viewer, Node::Conversation(at), &field.sub).map(Some)
    })
}

/// Newest first.
fn messages(state: &State, viewer: &Viewer, at: usize, field: &Field) -> Answer<Value> {
    let conversation = &state.conversations[at];
    let slots = conversation
        .messages
        .iter()
        .rev()
        .map(|number| Slot { number: *number, at: state.messages[number].created_at })
        .collect();
    list(state, viewer, &conversation.id, field, slots, |number| {
        nodes::node(state, viewer, Node::Message(number), &field.sub).map(Some)
    })
}

fn reactions(
    state: &State,
    viewer: &Viewer,
    all: &std::collections::BTreeMap<Author, String>,
    field: &Field,
) -> Answer<Value> {
    let page = viewer.reads("pages_read_engagement")?;
    let likes = field.name == "likes";
    let wanted = all.iter().filter(|(_, kind)| !likes || kind.as_str() == "LIKE");
    let data: Vec<Value> = wanted
        .map(|(author, kind)| {
            let mut one = json!({
                "id": state.public_id(*author, page).to_string(), "name": state.name(*author),
            });
            if !likes {
                one["type"] = json!(kind);
            }
            one
        })
        .collect();
    let mut answer = json!({ "data": data });
    if field.flag("summary") || field.arg("summary") == Some("total_count") {
        let mine = all.contains_key(&Author::Page(page));
        answer["summary"] =
            json!({ "total_count": data.len(), "can_like": true, "has_liked": mine });
    }
    Ok(answer)
}
