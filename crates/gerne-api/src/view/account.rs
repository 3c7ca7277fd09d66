//! Accounts and their health.

use std::collections::HashMap;

use gerne_connector::Choice;
use gerne_domain::{Account, AccountId, AccountStatus, ExternalId, Timestamp};
use gerne_engine::{Health as Lane, verbs::Choices};

use super::proxied;
use crate::{
    problem::Answer,
    state::Parts,
    wire::account::{
        AccountInfo, AcknowledgementWords, ChoiceInfo, ChoicesInfo, Health, StreamState,
    },
};

/// Accounts as the console shows them.
pub(crate) async fn infos(
    api: &Parts,
    accounts: impl IntoIterator<Item = Account>,
) -> Answer<Vec<AccountInfo>> {
    let accounts: Vec<Account> = accounts.into_iter().collect();
    let healths = healths(api, &accounts).await?;
    Ok(accounts
        .into_iter()
        .zip(healths)
        .map(|(account, health)| info(api, account, health))
        .collect())
}

/// How fetching goes for each of these accounts, in their order. Where this node does not know when
/// one was last read, it says when reading last brought something.
pub(crate) async fn healths(api: &Parts, accounts: &[Account]) -> Answer<Vec<Health>> {
    let mut holders = api.engine.holders().await?;
    let moved = api.store.read().await?.last_moved().await?;
    let moved: HashMap<AccountId, Timestamp> = moved.into_iter().collect();
    let one = |account: &Account| {
        let fetched = api.engine.last_fetch_at(account.id);
        let fetched = fetched.or_else(|| moved.get(&account.id).copied());
        let lane = api.engine.health(account.id);
        Health { node: holders.remove(&account.id), ..health(lane, account.status, fetched) }
    };
    Ok(accounts.iter().map(one).collect())
}

/// An account as the console shows it.
fn info(api: &Parts, account: Account, health: Health) -> AccountInfo {
    let limits = api.engine.limits(&account).ok();
    let limits = limits.zip(api.engine.windows(&account).ok()).map(Into::into);
    let capabilities = api.engine.profile(&account).map(|profile| profile.capabilities.into());
    let words = |german| gerne_engine::verbs::acknowledgement_words(&account, german);
    let acknowledges_with = AcknowledgementWords { german: words(true), english: words(false) };
    AccountInfo {
        id: account.id.0,
        acknowledges_with,
        health,
        platform: account.platform.0,
        handle: account.handle,
        name: account.name,
        base_url: account.base_url,
        avatar_url: proxied(api, account.avatar_url.as_deref()),
        status: account.status.into(),
        problem: account.problem,
        status_since: account.status_since,
        connected_at: account.connected_at,
        teams: account.teams.into_iter().map(|id| id.0).collect(),
        settings: account.settings.into(),
        limits,
        capabilities: capabilities.unwrap_or_default(),
    }
}

fn health(lane: Option<Lane>, status: AccountStatus, fetched: Option<Timestamp>) -> Health {
    let lane = lane.unwrap_or_default();
    let stream = match lane.woken_at {
        _ if status != AccountStatus::Connected => StreamState::Closed,
        _ if lane.rings == Some(false) => StreamState::Closed,
        _ if lane.rings == Some(true) => StreamState::Open,
        Some(_) if lane.next_try_at.is_none() => StreamState::Open,
        Some(_) => StreamState::Closed,
        None => StreamState::None,
    };
    Health {
        last_fetch_at: fetched,
        lag_seconds: lane.lag.map(|lag| lag.as_secs()),
        stream,
        next_try_at: lane.next_try_at,
        silent_since: lane.silent_since,
        node: None,
    }
}

/// What a login gave to choose from; `accounts`: those that are connected.
pub(crate) fn choices(api: &Parts, found: Choices, accounts: &[Account]) -> ChoicesInfo {
    let connected = |id: &ExternalId| {
        accounts.iter().any(|one| one.platform == found.platform && one.external_id == *id)
    };
    let one = |choice: &Choice| ChoiceInfo {
        id: choice.id.0.clone(),
        name: choice.name.clone(),
        picture_url: proxied(api, choice.picture.as_deref()),
        problem: choice.problem.clone().map(Into::into),
        connected: connected(&choice.id),
    };
    let choices = found.choices.iter().map(one).collect();
    ChoicesInfo { platform: found.platform.0.clone(), choices }
}
