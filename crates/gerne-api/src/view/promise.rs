//! Promises as the interface shows them.

use std::collections::BTreeMap;

use gerne_domain::{AgentId, Promise as Stored};
use gerne_store::{Reader, StoreError};

use crate::{
    state::Parts,
    wire::promise::{DraftPromise, Promise, PromiseSource},
};

/// These promises, in their order.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn promises(
    api: &Parts,
    db: &mut Reader,
    promises: Vec<Stored>,
) -> Result<Vec<Promise>, StoreError> {
    if promises.is_empty() {
        return Ok(Vec::new());
    }
    let now = api.engine.clock().now();
    let ids: Vec<_> = promises.iter().map(|promise| promise.conversation_id).collect();
    let matters = db.conversations(&ids).await?;
    let people: Vec<_> = matters.iter().map(|matter| matter.customer_id).collect();
    let people = db.customers(&people).await?;
    let messages: Vec<_> = promises.iter().filter_map(|promise| promise.message_id).collect();
    let messages = db.messages(&messages).await?;
    let accounts = db.accounts().await?;
    let names: BTreeMap<AgentId, String> =
        db.agents().await?.into_iter().map(|agent| (agent.id, agent.name)).collect();
    let mut shown = Vec::with_capacity(promises.len());
    for promise in promises {
        let matter = matters.iter().find(|matter| matter.id == promise.conversation_id);
        let Some(matter) = matter else { continue };
        let customer = people.iter().find(|customer| customer.id == matter.customer_id);
        let message = messages.iter().find(|message| Some(message.id) == promise.message_id);
        let account = message.and_then(|m| accounts.iter().find(|a| a.id == m.account_id));
        let (kind, id) = match (promise.message_id, promise.contact_id) {
            (Some(id), _) => ("message", Some(id.0)),
            (None, Some(id)) => ("contact", Some(id.0)),
            (None, None) => ("agent", None),
        };
        shown.push(Promise {
            id: promise.id.0,
            conversation_id: promise.conversation_id.0,
            customer_id: matter.customer_id.0,
            customer_name: customer.map(|customer| customer.name.clone()).unwrap_or_default(),
            kind: promise.kind.into(),
            due: promise.due,
            firmness: promise.firmness.into(),
            state: promise.state.into(),
            said: promise.said,
            owed: promise.is_owed(),
            owner: promise.owner_id.map(|id| id.0),
            team: promise.team_id.map(|id| id.0),
            made_at: promise.made_at,
            ended_at: promise.ended_at,
            settled_at: promise.settled_at,
            moved_to: promise.moved_to.map(|id| id.0),
            moved_by: promise.moved_by.map(|id| id.0),
            told_before: promise.told_before,
            late_seconds: promise.late_seconds(now),
            reminded_at: promise.reminded_at,
            quoted_at: promise.quoted_at,
            source: PromiseSource {
                kind: kind.to_owned(),
                id,
                conversation_id: promise.conversation_id.0,
                platform: account.map(|account| account.platform.0.clone()),
                at: promise.made_at,
                author_name: promise.made_by.and_then(|id| names.get(&id).cloned()),
                quote: promise.text.clone(),
                start: promise.span_start,
                end: promise.span_end,
            },
            reason: promise.reason,
            text: promise.text,
        });
    }
    Ok(shown)
}

/// A promise in a text that is being written.
pub(crate) fn draft(found: gerne_engine::FoundPromise) -> DraftPromise {
    DraftPromise {
        kind: found.kind.into(),
        text: found.text,
        due: found.due,
        firmness: found.firmness.into(),
        start: found.start,
        end: found.end,
    }
}
