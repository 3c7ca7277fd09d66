//! What is known about a customer.

use gerne_domain::{Address, Conversation, CustomerId, EventKind, LabelId, NoAnswerReason, Status};
use gerne_store::Tx;

use crate::{Caller, Done, Engine, EngineError};

/// What to change about a customer; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerChange {
    /// What to call them.
    pub name: Option<String>,
    /// BCP 47; `Some(None)`: not known.
    pub language: Option<Option<String>>,
    /// Sie or Du; `Some(None)`: as the account says.
    pub address: Option<Option<Address>>,
    /// What colleagues should know.
    pub about: Option<String>,
    /// Which labels they carry; at most 20. What they wait for is due anew.
    pub labels: Option<Vec<LabelId>>,
    /// Whether their messages open nothing and alarm nobody. Blocking closes what is open with
    /// them; no longer blocking opens again what was closed so.
    pub blocked: Option<bool>,
}

impl Engine {
    /// Corrects what is known about a customer.
    ///
    /// # Errors
    /// `Invalid` with `customer.name`, `customer.labels`, `label.unknown`; `NotFound` when they do not
    /// see them.
    pub async fn change_customer(
        &self,
        who: &Caller,
        id: CustomerId,
        change: CustomerChange,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let mut customer = tx.customer(id).await?.ok_or(EngineError::NotFound)?;
                if !tx.customer_visible(id, &who.scope).await? {
                    return Err(EngineError::NotFound);
                }
                if let Some(name) = &change.name {
                    let name = name.trim();
                    if name.is_empty() {
                        return Err(EngineError::invalid("customer.name"));
                    }
                    name.clone_into(&mut customer.name);
                }
                if let Some(language) = change.language {
                    customer.language = language.filter(|l| !l.trim().is_empty());
                }
                if let Some(address) = change.address {
                    customer.address = address;
                }
                if let Some(about) = change.about {
                    customer.about = about;
                }
                if let Some(labels) = change.labels {
                    engine.put_in_groups(tx, &who, id, labels).await?;
                }
                if let Some(blocked) = change.blocked {
                    let since = customer.blocked_at.unwrap_or_else(|| engine.now());
                    let changes = customer.blocked_at.is_some() != blocked;
                    customer.blocked_at = blocked.then_some(since);
                    if changes {
                        engine.close_or_open_all(tx, &who, id, blocked).await?;
                    }
                }
                tx.update_customer(&customer).await?;
                engine.emit_customer(tx, who.actor(), id, EventKind::CustomerChanged);
                Ok(())
            })
        })
        .await
    }

    /// A customer carries these labels. Targets may go by them: what waits is reckoned again.
    async fn put_in_groups(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        customer: CustomerId,
        labels: Vec<LabelId>,
    ) -> Result<(), EngineError> {
        if labels.len() > MOST_LABELS {
            return Err(EngineError::invalid("customer.labels"));
        }
        let known = tx.labels().await?;
        if !labels.iter().all(|label| known.iter().any(|one| one.id == *label)) {
            return Err(EngineError::invalid("label.unknown"));
        }
        tx.set_customer_labels(customer, &labels).await?;
        for mut conversation in tx.conversations_of(customer, MOST).await? {
            let was = (conversation.due, conversation.due_why.clone());
            if conversation.waiting_since.is_none() {
                continue;
            }
            self.make_due(tx, &mut conversation).await?;
            if was != (conversation.due, conversation.due_why.clone()) {
                tx.update_conversation(&conversation).await?;
                self.emit(tx, who.actor(), &conversation, EventKind::ConversationChanged);
            }
        }
        Ok(())
    }

    /// In all teams: a blocked person waits for nobody, wherever their matters lie.
    async fn close_or_open_all(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        customer: CustomerId,
        blocked: bool,
    ) -> Result<(), EngineError> {
        for mut conversation in tx.conversations_of(customer, MOST).await? {
            if blocked {
                if conversation.status == Status::Resolved {
                    continue;
                }
                let (since, now) = (conversation.waiting_since, self.now());
                conversation.resolve(now, Some(NoAnswerReason::Blocked));
                let agent = Some(who.agent);
                self.measure_resolved(tx, since, &conversation, now, agent).await?;
            } else if closed_by_blocking(&conversation) {
                conversation.reopen();
                let (agent, now) = (Some(who.agent), self.now());
                self.measure_reopened(tx, &conversation, agent, now).await?;
                if let Some(account) = tx.account(conversation.account_id).await? {
                    self.wait_again(tx, &account, &mut conversation).await?;
                }
                if conversation.waiting_since.is_none() {
                    conversation.pend();
                }
            } else {
                continue;
            }
            self.keep(tx, &mut conversation).await?;
            let kind = EventKind::StatusChanged { status: conversation.status, until: None };
            self.emit(tx, who.actor(), &conversation, kind);
        }
        Ok(())
    }
}

/// More than anybody tells one person by.
const MOST_LABELS: usize = 20;
/// More matters of one person than anybody has.
const MOST: usize = 2_000;

fn closed_by_blocking(conversation: &Conversation) -> bool {
    conversation.status == Status::Resolved
        && conversation.no_answer == Some(NoAnswerReason::Blocked)
}
