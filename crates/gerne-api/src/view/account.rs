//! Accounts and their health.

use gerne_domain::{Account, AccountStatus};
use gerne_engine::Health as Lane;

use super::proxied;
use crate::{
    problem::Answer,
    state::Parts,
    wire::account::{AccountInfo, Health, StreamState},
};

/// Accounts as the console shows them.
pub(crate) async fn infos(
    api: &Parts,
    accounts: impl IntoIterator<Item = Account>,
) -> Answer<Vec<AccountInfo>> {
    let mut holders = api.engine.holders().await?;
    let one = |account: Account| {
        let node = holders.remove(&account.id);
        info(api, account, node)
    };
    Ok(accounts.into_iter().map(one).collect())
}

/// An account as the console shows it; `node`: who works for it.
fn info(api: &Parts, account: Account, node: Option<String>) -> AccountInfo {
    let limits = api.engine.limits(&account).ok().map(Into::into);
    let capabilities = api.engine.profile(&account).map(|profile| profile.capabilities.into());
    let lane = api.engine.health(account.id);
    AccountInfo {
        id: account.id.0,
        health: Health { node, ..health(lane, account.status) },
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

fn health(lane: Option<Lane>, status: AccountStatus) -> Health {
    let lane = lane.unwrap_or_default();
    let stream = match lane.woken_at {
        _ if status != AccountStatus::Connected => StreamState::Closed,
        Some(_) if lane.next_try_at.is_none() => StreamState::Open,
        Some(_) => StreamState::Closed,
        None => StreamState::None,
    };
    Health {
        last_fetch_at: lane.last_fetch_at,
        lag_seconds: lane.lag.map(|lag| lag.as_secs()),
        stream,
        next_try_at: lane.next_try_at,
        silent_since: lane.silent_since,
        node: None,
    }
}
