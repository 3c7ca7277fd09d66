//! What the API lets a Page do in public.

use bytes::Bytes;
use serde_json::{Value, json};

use super::auth::Viewer;
use super::fields::parse;
use super::model::{Media, PageNo, PostKind};
use super::nodes;
use super::problem::{Answer, Problem};
use super::state::{Node, State};
use crate::journal::Effect;
use crate::params::Params;

/// A file fetched from an address: its type and its bytes.
pub(crate) type Fetched = Option<(String, Bytes)>;

/// Fetches what a parameter names, as the platform does.
pub(crate) async fn fetch(url: Option<&str>) -> Answer<Fetched> {
    let Some(url) = url else { return Ok(None) };
    match super::webhooks::get(url).await {
        Ok((200, kind, bytes)) => Ok(Some((kind, bytes))),
        _ => Err(Problem::of(1_609_005, None)),
    }
}

/// `POST /{post or comment}/comments`
pub(crate) fn comment(
    state: &mut State,
    viewer: &Viewer,
    id: &str,
    params: &Params,
    fetched: Fetched,
) -> Answer<Value> {
    let page = viewer.acts("pages_manage_engagement")?;
    let on = state.node(id, Some(page)).filter(|on| matches!(on, Node::Post(_) | Node::Comment(_)));
    let on = on.ok_or_else(|| Problem::missing("post", id))?;
    let mut file = None;
    if let Some((kind, bytes)) = fetched {
        file = Some(state.add_media(Some(page), &kind, "photo", bytes, false)?);
    } else if let Some(id) = params.filled("attachment_id") {
        file = Some(own_photo(state, page, id)?);
    }
    let text = params.get("message").unwrap_or_default();
    let shared = params.filled("attachment_share_url");
    let text = match (text.is_empty(), shared) {
        (true, Some(link)) => link,
        _ => text,
    };
    let number = state.add_comment(&viewer.actor(page), on, text, file)?;
    answer(state, viewer, Node::Comment(number), params)
}

/// What was made; with `fields`, as it would be read.
fn answer(state: &State, viewer: &Viewer, node: Node, params: &Params) -> Answer<Value> {
    match params.filled("fields") {
        None => Ok(json!({ "id": nodes::id_of(state, node) })),
        fields => nodes::node(state, viewer, node, &parse(fields)?),
    }
}

fn own_photo(state: &State, page: PageNo, id: &str) -> Answer<u64> {
    let found = id
        .parse()
        .ok()
        .filter(|id| state.media.get(id).is_some_and(|one: &Media| one.page == Some(page)));
    found.ok_or_else(|| Problem::invalid("Invalid parameter: attachment_id"))
}

/// `POST /{page}/photos`; `published=false` only keeps it.
pub(crate) fn photo(
    state: &mut State,
    viewer: &Viewer,
    page: PageNo,
    params: &Params,
    fetched: Fetched,
) -> Answer<Value> {
    viewer.acts("pages_manage_posts")?;
    let (mime, name, bytes) = match (params.file("source"), fetched) {
        (Some(file), _) => (file.mime.clone(), file.name.clone(), file.bytes.clone()),
        (None, Some((kind, bytes))) => (kind, "photo".to_owned(), bytes),
        (None, None) => return Err(Problem::new(324, "(#324) Requires upload file")),
    };
    let id = state.add_media(Some(page), &mime, &name, bytes, false)?;
    let actor = viewer.actor(page);
    let effect = Effect::MediaUploaded { id: id.to_string(), description: None };
    state.record(&actor, effect);
    if params.get("published") == Some("false") {
        return Ok(json!({ "id": id.to_string() }));
    }
    let text = params.get("message").or(params.get("caption")).unwrap_or_default();
    let number = state.add_post(&actor, page, PostKind::Own, text, vec![id])?;
    Ok(json!({ "id": id.to_string(), "post_id": state.posts[&number].id }))
}

/// `POST /{page}/feed`
pub(crate) fn publish(
    state: &mut State,
    viewer: &Viewer,
    page: PageNo,
    params: &Params,
) -> Answer<Value> {
    viewer.acts("pages_manage_posts")?;
    let text = params.get("message").unwrap_or_default();
    let number = state.add_post(&viewer.actor(page), page, PostKind::Own, text, Vec::new())?;
    answer(state, viewer, Node::Post(number), params)
}

/// `POST /{post or comment}`: `message`, `is_hidden`.
pub(crate) fn change(
    state: &mut State,
    viewer: &Viewer,
    node: Node,
    params: &Params,
) -> Answer<Value> {
    let page = acts_on(viewer, node)?;
    let actor = viewer.actor(page);
    let mut asked = false;
    if params.get("is_hidden").is_some() {
        state.hide(&actor, node, params.flag("is_hidden"))?;
        asked = true;
    }
    if let Some(text) = params.get("message") {
        state.edit(&actor, node, text)?;
        asked = true;
    }
    if !asked {
        return Err(Problem::invalid("Nothing to change"));
    }
    Ok(json!({ "success": true }))
}

/// `DELETE /{post or comment}`
pub(crate) fn delete(state: &mut State, viewer: &Viewer, node: Node) -> Answer<Value> {
    let page = acts_on(viewer, node)?;
    state.remove(&viewer.actor(page), node)?;
    Ok(json!({ "success": true }))
}

/// `POST, DELETE /{post or comment}/likes`
pub(crate) fn like(state: &mut State, viewer: &Viewer, node: Node, on: bool) -> Answer<Value> {
    let page = viewer.acts("pages_manage_engagement")?;
    state.react(&viewer.actor(page), node, on.then_some("LIKE"))?;
    Ok(json!({ "success": true }))
}

fn acts_on(viewer: &Viewer, node: Node) -> Answer<PageNo> {
    match node {
        Node::Post(_) => viewer.acts("pages_manage_posts"),
        Node::Comment(_) => viewer.acts("pages_manage_engagement"),
        _ => Err(Problem::missing("post", "")),
    }
}
