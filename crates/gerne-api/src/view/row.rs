//! List rows.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use gerne_domain::{
    Account, AccountId, AgentId, Conversation, ConversationId, Customer, CustomerId, DeliveryState,
    Identity, Platform,
};
use gerne_store::{Reader, StoreError};

use super::proxied;
use crate::{
    state::Parts,
    wire::conversation::{Row, RowCustomer},
};

/// Rows for these conversations, in their order, as this agent sees them.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn rows(
    api: &Parts,
    db: &mut Reader,
    who: AgentId,
    conversations: Vec<Conversation>,
) -> Result<Vec<Row>, StoreError> {
    let mut rows = bare_rows(api, db, conversations).await?;
    mark_drafts(db, who, &mut rows).await?;
    Ok(rows)
}

/// The row of one conversation.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn row(
    api: &Parts,
    db: &mut Reader,
    who: AgentId,
    conversation: Conversation,
) -> Result<Option<Row>, StoreError> {
    Ok(rows(api, db, who, vec![conversation]).await?.pop())
}

/// Says in which of these the agent has an unsent text.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn mark_drafts(
    db: &mut Reader,
    who: AgentId,
    rows: &mut [Row],
) -> Result<(), StoreError> {
    let ids: Vec<ConversationId> = rows.iter().map(|row| ConversationId(row.id)).collect();
    let drafts: HashSet<_> = db.conversations_with_draft(who, &ids).await?.into_iter().collect();
    for row in rows {
        row.draft = drafts.contains(&ConversationId(row.id));
    }
    Ok(())
}

/// Rows as everybody sees them: without anybody's unsent texts.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn bare_rows(
    api: &Parts,
    db: &mut Reader,
    conversations: Vec<Conversation>,
) -> Result<Vec<Row>, StoreError> {
    if conversations.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ConversationId> = conversations.iter().map(|c| c.id).collect();
    let customers: BTreeSet<CustomerId> = conversations.iter().map(|c| c.customer_id).collect();
    let customers: Vec<CustomerId> = customers.into_iter().collect();
    let accounts = db.accounts_ever().await?;
    let mut found = Found {
        accounts: accounts.into_iter().map(|account| (account.id, account)).collect(),
        customers: db.customers(&customers).await?.into_iter().map(|c| (c.id, c)).collect(),
        ..Found::default()
    };
    for identity in db.identities_of_all(&customers).await? {
        found.identities.entry(identity.customer_id).or_default().push(identity);
    }
    for thread in db.threads_of_all(&ids).await? {
        if let (Some(id), Some(account)) =
            (thread.conversation_id, found.accounts.get(&thread.account_id))
        {
            found.platforms.entry(id).or_default().insert(account.platform.clone());
        }
    }
    let nameless: Vec<ConversationId> =
        conversations.iter().filter(|c| c.subject.is_none()).map(|c| c.id).collect();
    found.openings = db.openings(&nameless).await?.into_iter().collect();
    for (id, state) in db.open_delivery_states(&ids).await? {
        let least = found.deliveries.entry(id).or_insert(state);
        if urgency(state) > urgency(*least) {
            *least = state;
        }
    }
    Ok(conversations.into_iter().map(|conversation| found.row(api, conversation)).collect())
}

/// What a person must look at first comes out on top.
fn urgency(state: DeliveryState) -> u8 {
    match state {
        DeliveryState::Refused => 5,
        DeliveryState::Unknown => 4,
        DeliveryState::Held => 3,
        DeliveryState::Queued => 2,
        DeliveryState::Sending => 1,
        DeliveryState::Sent | DeliveryState::Cancelled => 0,
    }
}

#[derive(Default)]
struct Found {
    accounts: HashMap<AccountId, Account>,
    customers: HashMap<CustomerId, Customer>,
    identities: HashMap<CustomerId, Vec<Identity>>,
    platforms: HashMap<ConversationId, BTreeSet<Platform>>,
    deliveries: BTreeMap<ConversationId, DeliveryState>,
    openings: HashMap<ConversationId, String>,
}

impl Found {
    fn row(&self, api: &Parts, c: Conversation) -> Row {
        let home = self.accounts.get(&c.account_id).map(|account| &account.platform);
        let mut platforms = self.platforms.get(&c.id).cloned().unwrap_or_default();
        if platforms.is_empty() {
            platforms.extend(home.cloned());
        }
        Row {
            id: c.id.0,
            rev: c.rev,
            customer: self.customer(api, c.customer_id, home),
            account_id: c.account_id.0,
            platforms: platforms.into_iter().map(|platform| platform.0).collect(),
            team_id: c.team_id.map(|id| id.0),
            assignee_id: c.assignee_id.map(|id| id.0),
            status: c.status.into(),
            priority: c.priority.into(),
            subject: c.subject,
            opening: self.openings.get(&c.id).map(|text| gerne_engine::preview(text)),
            preview: c.preview,
            preview_private: c.preview_private,
            last_message_at: c.last_message_at,
            waiting_since: c.waiting_since,
            unanswered: c.unanswered,
            due: c.due,
            due_why: c.due_why.map(Into::into),
            snoozed_until: c.snoozed_until,
            created_at: c.created_at,
            first_response_at: c.first_response_at,
            resolved_at: c.resolved_at,
            no_answer: c.no_answer.map(Into::into),
            spam: c.spam,
            labels: c.labels.into_iter().map(|id| id.0).collect(),
            draft: false,
            delivery: self.deliveries.get(&c.id).map(|state| (*state).into()),
        }
    }

    /// As they are known where the conversation began, else where we heard of them first.
    fn customer(&self, api: &Parts, id: CustomerId, home: Option<&Platform>) -> RowCustomer {
        let all = self.identities.get(&id).map(Vec::as_slice).unwrap_or_default();
        let identity = all.iter().find(|i| Some(&i.platform) == home).or(all.first());
        let name = self.customers.get(&id).map(|customer| customer.name.clone());
        RowCustomer {
            id: id.0,
            name: name.unwrap_or_default(),
            avatar_url: identity.and_then(|i| proxied(api, i.avatar_url.as_deref())),
            handle: identity.map(|i| i.handle.clone()),
            platform: identity.map(|i| i.platform.0.clone()),
        }
    }
}
