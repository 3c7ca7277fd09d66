//! The Send API: answers within a day, the human agent's week, private replies.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::auth::Viewer;
use super::messenger::Said;
use super::model::{Author, PageNo, Who};
use super::problem::{Answer, Problem};
use super::state::{Node, State};
use super::writing::Fetched;
use crate::params::Params;

/// How long a comment can be answered in private.
pub(crate) const PRIVATE_REPLY: SignedDuration = SignedDuration::from_hours(7 * 24);
const STANDARD: SignedDuration = SignedDuration::from_hours(24);
const HUMAN_AGENT: SignedDuration = SignedDuration::from_hours(7 * 24);
const LONGEST: usize = 2000;
const LONGEST_METADATA: usize = 1000;

/// A value within `recipient` or `message`, whether it came as JSON or as a form.
fn within(params: &Params, path: &[&str]) -> Option<String> {
    let (first, rest) = path.split_first()?;
    let inner: String = rest.iter().map(|part| format!("[{part}]")).collect();
    if let Some(value) = params.filled(&format!("{first}{inner}")) {
        return Some(value.to_owned());
    }
    let whole: Value = serde_json::from_str(params.get(first)?).ok()?;
    let found = rest.iter().try_fold(&whole, |value, part| value.get(part))?;
    match found {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The address of a file that the platform is to fetch.
pub(crate) fn attachment_url(params: &Params) -> Option<String> {
    within(params, &["message", "attachment", "payload", "url"])
}

/// `POST /{page}/message_attachments`: keeps a file for later.
pub(crate) fn attachment(
    state: &mut State,
    viewer: &Viewer,
    page: PageNo,
    params: &Params,
    fetched: Fetched,
) -> Answer<Value> {
    viewer.acts("pages_messaging")?;
    let id = file(state, page, params, fetched)?;
    let id = id.ok_or_else(|| Problem::invalid("Upload attachment failure.").sub(2_018_047))?;
    Ok(json!({ "attachment_id": id.to_string() }))
}

/// The one file of a message: uploaded with it, fetched, or kept before.
fn file(state: &mut State, page: PageNo, params: &Params, fetched: Fetched) -> Answer<Option<u64>> {
    if let Some(file) = params.file("filedata") {
        let (mime, name) = (file.mime.clone(), file.name.clone());
        return state.add_media(Some(page), &mime, &name, file.bytes.clone(), false).map(Some);
    }
    if let Some((kind, bytes)) = fetched {
        return state.add_media(Some(page), &kind, "file", bytes, false).map(Some);
    }
    match within(params, &["message", "attachment", "payload", "attachment_id"]) {
        None => Ok(None),
        Some(id) => {
            let id = id.parse::<u64>().ok();
            let known =
                id.filter(|id| state.media.get(id).is_some_and(|one| one.page == Some(page)));
            let known =
                known.ok_or_else(|| Problem::invalid("Invalid attachment_id").sub(2_018_074))?;
            Ok(Some(known))
        }
    }
}

/// `POST /{page}/messages`
pub(crate) fn message(
    state: &mut State,
    viewer: &Viewer,
    page: PageNo,
    params: &Params,
    fetched: Fetched,
) -> Answer<Value> {
    viewer.acts("pages_messaging")?;
    if state.pages[page].restricted {
        return Err(Problem::of(10, Some(1_893_063)));
    }
    if let Some(action) = params.filled("sender_action") {
        let (who, _) = recipient(state, page, params)?;
        if !["typing_on", "typing_off", "mark_seen"].contains(&action) {
            return Err(Problem::invalid("Param sender_action is not known"));
        }
        if let Some(at) = state.conversation_of(page, who).filter(|_| action == "mark_seen") {
            state.conversations[at].unread = 0;
        }
        return Ok(json!({ "recipient_id": state.psid(who, page).to_string() }));
    }
    let (who, about) = recipient(state, page, params)?;
    may_write(state, page, who, about, params)?;
    let text = within(params, &["message", "text"]).unwrap_or_default();
    let file = file(state, page, params, fetched)?;
    let typed = within(params, &["message", "attachment", "type"]);
    if !text.is_empty() && (file.is_some() || typed.is_some()) {
        return Err(Problem::invalid(
            "Param message must have either text or an attachment, not both",
        ));
    }
    if text.chars().count() > LONGEST {
        let text = format!("Length of param message[text] must be less than or equal to {LONGEST}");
        return Err(Problem::invalid(&text));
    }
    let metadata = within(params, &["message", "metadata"]);
    if metadata.as_ref().is_some_and(|data| data.chars().count() > LONGEST_METADATA) {
        let text = format!(
            "Length of param message[metadata] must be less than or equal to {LONGEST_METADATA}"
        );
        return Err(Problem::invalid(&text));
    }
    let reply_to = within(params, &["reply_to", "mid"]);
    let reply_to = reply_to
        .and_then(|mid| state.messages.values().find(|one| one.id == mid).map(|one| one.number));
    let said = Said {
        text,
        files: file.into_iter().collect(),
        reply_to,
        app: state.config.app.id.parse().ok(),
        metadata,
        about: about.map(|about| super::nodes::id_of(state, about)),
    };
    let number = state.write(&viewer.actor(page), page, who, said)?;
    let at = state.messages[&number].conversation;
    match about {
        Some(Node::Comment(comment)) => {
            if let Some(comment) = state.comments.get_mut(&comment) {
                comment.private_reply = Some(at);
            }
        }
        Some(Node::Post(post)) => {
            if let Some(post) = state.posts.get_mut(&post) {
                post.private_reply = Some(at);
            }
        }
        _ => {}
    }
    Ok(json!({
        "recipient_id": state.psid(who, page).to_string(),
        "message_id": state.messages[&number].id,
    }))
}

/// Who is written to, and the comment or post that is answered in private.
fn recipient(state: &State, page: PageNo, params: &Params) -> Answer<(Who, Option<Node>)> {
    let invalid = || Problem::of(100, Some(2_018_292));
    for name in ["comment_id", "post_id"] {
        let Some(id) = within(params, &["recipient", name]) else { continue };
        let node = state.node(&id, Some(page)).ok_or_else(invalid)?;
        let author = match node {
            Node::Comment(number) => state.comments[&number].author,
            Node::Post(number) => state.posts[&number].author,
            _ => return Err(invalid()),
        };
        let Author::Person(who) = author else {
            return Err(Problem::of(10_903, None));
        };
        return Ok((who, Some(node)));
    }
    let id = within(params, &["recipient", "id"])
        .ok_or_else(|| Problem::invalid("The parameter recipient is required"))?;
    let who = state.by_psid(page, &id);
    // Somebody who never had anything to do with the Page is not there for it.
    let known = who.filter(|who| state.conversation_of(page, *who).is_some());
    known.map(|who| (who, None)).ok_or_else(|| Problem::of(100, Some(2_018_001)))
}

fn may_write(
    state: &State,
    page: PageNo,
    who: Who,
    about: Option<Node>,
    params: &Params,
) -> Answer<()> {
    let spec = &state.people[who].spec;
    if spec.unavailable {
        return Err(Problem::of(551, Some(1_545_041)));
    }
    if !state.config.app.advanced_access && !spec.role {
        return Err(Problem::of(10, Some(2_018_108)));
    }
    let now = state.now();
    if let Some(about) = about {
        let (done, at) = match about {
            Node::Comment(number) => {
                let comment = &state.comments[&number];
                (comment.private_reply, comment.created_at)
            }
            Node::Post(number) => {
                (state.posts[&number].private_reply, state.posts[&number].created_at)
            }
            _ => return Ok(()),
        };
        if done.is_some() {
            return Err(Problem::of(10_900, None));
        }
        return if now.duration_since(at) > PRIVATE_REPLY {
            Err(Problem::outside_window())
        } else {
            Ok(())
        };
    }
    let at = state.conversation_of(page, who).unwrap_or(0);
    if state.conversations[at].elsewhere {
        return Err(Problem::of(10, Some(2_018_300)));
    }
    let age = state.heard(at).map(|heard| now.duration_since(heard));
    let within = |window: SignedDuration| age.is_some_and(|age| age <= window);
    match (params.get("messaging_type"), params.filled("tag")) {
        (Some("MESSAGE_TAG"), Some("HUMAN_AGENT")) => {
            if !state.config.app.human_agent {
                return Err(Problem::of(10, None));
            }
            if within(HUMAN_AGENT) { Ok(()) } else { Err(Problem::outside_window()) }
        }
        (Some("MESSAGE_TAG"), _) => {
            Err(Problem::invalid("Invalid message tag: only HUMAN_AGENT is supported"))
        }
        (None | Some("RESPONSE" | "UPDATE"), _) => {
            if within(STANDARD) {
                Ok(())
            } else {
                Err(Problem::outside_window())
            }
        }
        (Some(other), _) => {
            Err(Problem::invalid(&format!("Param messaging_type is not known: {other}")))
        }
    }
}
