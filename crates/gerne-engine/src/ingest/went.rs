//! Who went to a platform to answer there, as a note of the account: it is gone with everything else
//! that is noted when somebody is erased, and then the answer is of whose matter it is.

use std::{collections::BTreeMap, time::Duration};

use gerne_domain::{
    AccountId, AgentId, ExternalId, Timestamp,
    time::{after, between},
};
use gerne_store::Tx;
use serde::{Deserialize, Serialize};

use crate::{Engine, EngineError};

/// Where it is noted.
const NOTE: &str = "went_there";
/// An answer is read back within minutes, unless money is short.
const LASTS: Duration = Duration::from_hours(3 * 24);
/// Most that is noted of one account.
const MOST: usize = 500;

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Went {
    agent: AgentId,
    at: Timestamp,
}

type All = BTreeMap<String, Went>;

/// Notes that an agent goes to answer this.
pub(crate) async fn note(
    tx: &mut Tx<'_>,
    engine: &Engine,
    account: AccountId,
    message: ExternalId,
    agent: AgentId,
) -> Result<(), EngineError> {
    let (mut all, now) = (read(tx, account).await?, engine.now());
    all.retain(|_, went| after(went.at, LASTS) > now);
    all.insert(message.0, Went { agent, at: now });
    while all.len() > MOST {
        let oldest = all.iter().min_by_key(|(_, went)| went.at).map(|(id, _)| id.clone());
        let Some(oldest) = oldest else { break };
        all.remove(&oldest);
    }
    let written = serde_json::to_string(&all).unwrap_or_default();
    Ok(tx.put_account_note(account, NOTE, &written).await?)
}

/// Who went to answer this, before the answer was given.
pub(super) async fn who(
    tx: &mut Tx<'_>,
    account: AccountId,
    message: &ExternalId,
    answered_at: Timestamp,
) -> Result<Option<AgentId>, EngineError> {
    let all = read(tx, account).await?;
    // Clocks may differ a little.
    let slack = Duration::from_mins(2);
    let went = all.get(&message.0).filter(|went| between(answered_at, went.at) <= slack);
    Ok(went.map(|went| went.agent))
}

async fn read(tx: &mut Tx<'_>, account: AccountId) -> Result<All, EngineError> {
    let note = tx.account_note(account, NOTE).await?;
    Ok(note.and_then(|note| serde_json::from_str(&note).ok()).unwrap_or_default())
}
