//! The Graph API's one door: `/{version}/{node}/{edge}`, by method.

use std::sync::Arc;

use axum::Extension;
use axum::Json;
use axum::extract::State as Extract;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, Method, StatusCode, Uri};
use serde_json::{Map, Value};

use super::auth::{Kind, RequestId, Viewer, token_of};
use super::edges::edge;
use super::fields::{Field, parse};
use super::guard::is_version;
use super::problem::{Answer, Problem};
use super::shared::Shared;
use super::state::{Node, State};
use super::{login, nodes, send, subscriptions, tokens, writing};
use crate::params::Params;

/// Any request that is not for the login.
pub(crate) async fn graph(
    Extract(shared): Extract<Arc<Shared>>,
    Extension(RequestId(trace)): Extension<RequestId>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    params: Params,
) -> Response {
    let mut parts: Vec<&str> = uri.path().split('/').filter(|part| !part.is_empty()).collect();
    if parts.first().is_some_and(|part| is_version(part)) {
        parts.remove(0);
    }
    let asked = Asked { method, trace: trace.clone(), params, parts };
    match asked.answer(&shared, &headers).await {
        Ok(value) => Json(value).into_response(),
        Err(problem) => problem.say(&trace),
    }
}

struct Asked<'a> {
    method: Method,
    trace: String,
    params: Params,
    parts: Vec<&'a str>,
}

impl Asked<'_> {
    async fn answer(&self, shared: &Arc<Shared>, headers: &HeaderMap) -> Answer<Value> {
        let params = &self.params;
        if self.parts == ["oauth", "access_token"] {
            return shared.act(|state| login::token(state, params));
        }
        let token = token_of(headers, params).ok_or_else(|| {
            Problem::new(104, "An access token is required to request this resource.")
                .status(StatusCode::UNAUTHORIZED)
        })?;
        let viewer = shared.read(|state| {
            let viewer = state.viewer(&token, &self.trace)?;
            state.check_proof(&viewer, params)?;
            Ok::<_, Problem>(viewer)
        })?;
        if self.parts == ["debug_token"] {
            return shared.read(|state| tokens::debug(state, &viewer, params));
        }
        match (&self.method, self.parts.as_slice()) {
            (&Method::POST, [_, "subscriptions"]) => {
                subscriptions::subscribe_app(shared, &viewer, params).await
            }
            (&Method::POST, [id, "comments"]) => {
                let file = writing::fetch(params.filled("attachment_url")).await?;
                shared.act(|state| writing::comment(state, &viewer, id, params, file))
            }
            (&Method::POST, [id, "photos"]) => {
                let file = writing::fetch(params.filled("url")).await?;
                shared.act(|state| {
                    let page = self.page(state, &viewer, id)?;
                    writing::photo(state, &viewer, page, params, file)
                })
            }
            (&Method::POST, [id, edge @ ("messages" | "message_attachments")]) => {
                let file = writing::fetch(send::attachment_url(params).as_deref()).await?;
                shared.act(|state| {
                    let page = self.page(state, &viewer, id)?;
                    if *edge == "messages" {
                        send::message(state, &viewer, page, params, file)
                    } else {
                        send::attachment(state, &viewer, page, params, file)
                    }
                })
            }
            (&Method::GET, _) => self.read(shared, &viewer),
            _ => shared.act(|state| self.write(state, &viewer)),
        }
    }

    /// A Page that the token speaks for.
    fn page(&self, state: &State, viewer: &Viewer, id: &str) -> Answer<usize> {
        match self.node(state, viewer, id)? {
            Node::Page(page) if viewer.page() == Some(page) => Ok(page),
            Node::Page(_) => Err(Problem::needs_page()),
            _ => Err(Problem::missing(self.method.as_str(), id)),
        }
    }

    fn node(&self, state: &State, viewer: &Viewer, id: &str) -> Answer<Node> {
        if id == "me" {
            return Ok(viewer.me());
        }
        if let Kind::User { who, .. } = viewer.kind
            && state.people[who].id.to_string() == id
        {
            return Ok(Node::User(who));
        }
        let found = state.node(id, viewer.page());
        found.ok_or_else(|| Problem::missing(self.method.as_str(), id))
    }

    fn read(&self, shared: &Arc<Shared>, viewer: &Viewer) -> Answer<Value> {
        let params = &self.params;
        let fields = || parse(params.get("fields"));
        match self.parts.as_slice() {
            [] => shared.read(|state| self.several(state, viewer)),
            [id] => shared.read(|state| {
                let node = self.node(state, viewer, id)?;
                nodes::node(state, viewer, node, &fields()?)
            }),
            [id, "accounts"] => shared.act(|state| {
                self.node(state, viewer, id)?;
                login::accounts(state, viewer, params)
            }),
            [id, "subscriptions"] => {
                shared.read(|state| subscriptions::list_app(state, viewer, id))
            }
            [id, name] => shared.read(|state| {
                let node = self.node(state, viewer, id)?;
                edge(state, viewer, node, &Field::of_request(name, params)?)
            }),
            _ => Err(Problem::new(
                2500,
                &format!("Unknown path components: /{}", self.parts.join("/")),
            )),
        }
    }

    /// `GET /?ids=a,b`: all or nothing.
    fn several(&self, state: &State, viewer: &Viewer) -> Answer<Value> {
        let ids: Vec<&str> = self
            .params
            .get("ids")
            .unwrap_or_default()
            .split(',')
            .filter(|id| !id.is_empty())
            .collect();
        if ids.is_empty() || ids.len() > 50 {
            return Err(Problem::invalid("The parameter ids must have 1 to 50 elements"));
        }
        let fields = parse(self.params.get("fields"))?;
        let mut all = Map::new();
        for id in ids {
            let node = self.node(state, viewer, id).map_err(|_| {
                let text = format!("(#803) Some of the aliases you requested do not exist: {id}");
                Problem::new(803, &text).status(StatusCode::NOT_FOUND)
            })?;
            all.insert(id.to_owned(), nodes::node(state, viewer, node, &fields)?);
        }
        Ok(Value::Object(all))
    }

    fn write(&self, state: &mut State, viewer: &Viewer) -> Answer<Value> {
        let params = &self.params;
        let delete = self.method == Method::DELETE;
        match self.parts.as_slice() {
            [id, "subscriptions"] if delete => subscriptions::unsubscribe_app(state, viewer, id),
            [id, "subscribed_apps"] => {
                let page = self.page(state, viewer, id)?;
                subscriptions::subscribe_page(state, viewer, page, params, delete)
            }
            [id, "likes"] => {
                let node = self.node(state, viewer, id)?;
                writing::like(state, viewer, node, !delete)
            }
            [id, "feed"] if !delete => {
                let page = self.page(state, viewer, id)?;
                writing::publish(state, viewer, page, params)
            }
            [id] if delete => {
                let node = self.node(state, viewer, id)?;
                writing::delete(state, viewer, node)
            }
            [id] => {
                let node = self.node(state, viewer, id)?;
                writing::change(state, viewer, node, params)
            }
            _ => Err(Problem::missing(self.method.as_str(), self.parts.first().unwrap_or(&""))),
        }
    }
}
