//! Posts and people by id or name.

use std::sync::Arc;

use axum::extract::{Path, State as Extract};
use axum::response::Response;
use serde_json::Value;

use super::answer::Envelope;
use super::auth::Caller;
use super::fields::Wanted;
use super::model::Who;
use super::paging::not_valid;
use super::problem::{Answer, Problem};
use super::shared::Shared;
use super::state::State;
use crate::params::Params;

const READ: [&str; 2] = ["tweet.read", "users.read"];
const MOST: usize = 100;

pub(crate) async fn tweets(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Response> {
    caller.reads(&READ)?;
    let wanted = Wanted::of(&params, &["ids"])?;
    let ids = listed(&params, "ids")?;
    for id in &ids {
        if id.is_empty() || id.len() > 19 || !id.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(not_valid("ids", id));
        }
    }
    shared.act(|state| {
        let mut envelope = Envelope::new(&caller, wanted);
        let mut data = Vec::new();
        for id in ids {
            data.extend(tweet_or_error(state, &mut envelope, &caller, "ids", &id));
        }
        Ok(envelope.many(state, data, None))
    })
}

pub(crate) async fn tweet(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer<Response> {
    caller.reads(&READ)?;
    let wanted = Wanted::of(&params, &[])?;
    shared.act(|state| {
        let mut envelope = Envelope::new(&caller, wanted);
        let data = tweet_or_error(state, &mut envelope, &caller, "id", &id);
        Ok(envelope.one(state, data))
    })
}

fn tweet_or_error(
    state: &mut State,
    envelope: &mut Envelope,
    caller: &Caller,
    parameter: &str,
    id: &str,
) -> Option<Value> {
    let id: u64 = id.parse().unwrap_or(0);
    match state.see(caller.who(), id) {
        Some(Ok(version)) => {
            let version = version.clone();
            Some(envelope.tweet(state, &version))
        }
        absent => {
            envelope.absent(absent.and_then(Result::err), parameter, id);
            None
        }
    }
}

pub(crate) async fn me(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Response> {
    let who = caller.user(&READ)?;
    let wanted = Wanted::of(&params, &[])?;
    shared.act(|state| {
        let envelope = Envelope::new(&caller, wanted);
        let data = envelope.user(state, who);
        Ok(envelope.one(state, Some(data)))
    })
}

pub(crate) async fn users(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Response> {
    people(&shared, &caller, &params, "ids", State::find_id)
}

pub(crate) async fn users_by(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    params: Params,
) -> Answer<Response> {
    people(&shared, &caller, &params, "usernames", State::find)
}

fn people(
    shared: &Shared,
    caller: &Caller,
    params: &Params,
    parameter: &str,
    find: impl Fn(&State, &str) -> Option<Who>,
) -> Answer<Response> {
    caller.reads(&READ)?;
    let wanted = Wanted::of(params, &[parameter])?;
    let names = listed(params, parameter)?;
    shared.act(|state| {
        let mut envelope = Envelope::new(caller, wanted);
        let mut data = Vec::new();
        for name in names {
            match find(state, &name) {
                Some(who) => data.push(envelope.user(state, who)),
                None => envelope.no_user(parameter, &name),
            }
        }
        Ok(envelope.many(state, data, None))
    })
}

pub(crate) async fn user(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Answer<Response> {
    person(&shared, &caller, &params, "id", &id, State::find_id)
}

pub(crate) async fn user_by(
    Extract(shared): Extract<Arc<Shared>>,
    caller: Caller,
    Path(name): Path<String>,
    params: Params,
) -> Answer<Response> {
    person(&shared, &caller, &params, "username", &name, State::find)
}

fn person(
    shared: &Shared,
    caller: &Caller,
    params: &Params,
    parameter: &str,
    name: &str,
    find: impl Fn(&State, &str) -> Option<Who>,
) -> Answer<Response> {
    caller.reads(&READ)?;
    let wanted = Wanted::of(params, &[])?;
    shared.act(|state| {
        let who = find(state, name).ok_or_else(|| Problem::no_user(parameter, name))?;
        let envelope = Envelope::new(caller, wanted);
        let data = envelope.user(state, who);
        Ok(envelope.one(state, Some(data)))
    })
}

fn listed(params: &Params, name: &str) -> Answer<Vec<String>> {
    let text = params.get(name).unwrap_or_default();
    let list: Vec<String> = text.split(',').map(str::to_owned).collect();
    if text.is_empty() || list.len() > MOST {
        let why = format!(
            "The number of values in the `{name}` query parameter list is not between 1 and {MOST}"
        );
        return Err(Problem::invalid(name, text, &why));
    }
    Ok(list)
}
