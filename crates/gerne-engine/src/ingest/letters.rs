//! Letters: what they answer is told by names that anybody can write, and some are written by no
//! person.

use std::{collections::BTreeSet, time::Duration};

use gerne_domain::{
    Account, Actor, Automatic, Conversation, Customer, DeliveryState, Direction, EventKind,
    Identity, InboundMessage, Letter, Message, NoAnswerReason, Report, Returned, Status,
    Unreachable, time::between,
};
use gerne_store::{Named, Tx};

use crate::{Engine, EngineError};

/// What was resolved longer ago is over: who answers then begins a matter of their own, which shows
/// what it answers.
const OVER: Duration = Duration::from_hours(30 * 24);

/// Letters of a thread that are asked who takes part in it.
const ASKED: usize = 200;

/// What a letter answers, when we have it. In this order:
/// 1. a letter of ours that was sent from here: its name cannot be guessed;
/// 2. any other, if its writer takes part there: names of others are public, and a stranger who
///    quotes one has a matter of their own;
/// 3. one that answers the same letter, which we never saw, under the same condition.
pub(super) async fn answered(
    tx: &mut Tx<'_>,
    account: &Account,
    inbound: &InboundMessage,
    customer: Option<&Customer>,
) -> Result<Option<Message>, EngineError> {
    let Some(letter) = inbound.letter.as_deref() else { return Ok(None) };
    let names = names(letter);
    let found = tx.letters_named(account.id, &names).await?;
    let with = |name: &String, own: bool| {
        let name = name.clone();
        found.iter().rev().filter(move |n| n.own == own && n.name == name).map(|n| &n.message)
    };
    for name in &names {
        if let Some(ours) = with(name, true).find(|m| m.delivery_id.is_some()) {
            return Ok(Some(ours.clone()));
        }
    }
    for own in [true, false] {
        for name in &names {
            for message in with(name, own) {
                if takes_part(tx, message, inbound, customer).await? {
                    return Ok(Some(message.clone()));
                }
            }
        }
    }
    Ok(None)
}

/// What a letter may be told by, closest first: what a report is about, what it answers, and what
/// calls itself the same.
fn names(letter: &Letter) -> Vec<String> {
    let about = letter.report.iter().flat_map(|report| &report.about);
    let chain = letter.chain.iter().rev();
    let mut names: Vec<String> = Vec::new();
    for name in about.chain(chain).chain(&letter.name) {
        if !name.is_empty() && !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// Whether who wrote it is somebody who wrote or was written to in that thread.
async fn takes_part(
    tx: &mut Tx<'_>,
    message: &Message,
    inbound: &InboundMessage,
    customer: Option<&Customer>,
) -> Result<bool, EngineError> {
    // A report speaks for a server. What it is about must at least be ours.
    let is_report = inbound
        .letter
        .as_ref()
        .is_some_and(|letter| letter.automatic.is_some_and(Automatic::is_report));
    if is_report || inbound.author.is_us {
        return Ok(inbound.author.is_us || message.direction == Direction::Out);
    }
    if let Some(id) = message.conversation_id
        && let Some(conversation) = tx.conversation(id).await?
        && customer.is_some_and(|customer| customer.id == conversation.customer_id)
    {
        return Ok(true);
    }
    let author = inbound.author.handle.to_lowercase();
    let thread = tx.messages_of_thread(message.thread_id, ASKED).await?;
    let writers: BTreeSet<_> = thread.iter().filter_map(|m| m.identity_id).collect();
    let writers: Vec<_> = writers.into_iter().collect();
    let wrote = tx.identities(&writers).await?;
    let written_to = thread.iter().filter_map(|m| m.letter.as_ref()).flat_map(|letter| {
        letter.to.iter().chain(&letter.cc).chain(&letter.bcc).map(|to| &to.address)
    });
    Ok(wrote
        .iter()
        .map(|identity| &identity.handle)
        .chain(written_to)
        .any(|a| a.eq_ignore_ascii_case(&author)))
}

/// Whether a matter can no longer be taken up by a letter.
pub(super) fn is_over(conversation: &Conversation, now: gerne_domain::Timestamp) -> bool {
    conversation.status == Status::Resolved
        && conversation.resolved_at.is_some_and(|at| between(at, now) > OVER)
}

/// What no person wrote waits for nobody. What is more than noise stays open, to be looked at.
pub(super) fn resolves_by_itself(inbound: &InboundMessage) -> bool {
    let automatic = inbound.letter.as_ref().and_then(|letter| letter.automatic);
    automatic.is_some_and(|what| !matches!(what, Automatic::Generated | Automatic::Suspected))
}

impl Engine {
    /// A copy of what we sent comes back: out of Sent, by a list, by our own address among the
    /// recipients. Returns whether it was one.
    pub(super) async fn is_own_copy(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: &InboundMessage,
    ) -> Result<bool, EngineError> {
        let name = inbound.letter.as_ref().and_then(|letter| letter.name.clone());
        let by_us = inbound.author.is_us
            || inbound.author.external_id == account.external_id
            || inbound.author.handle.eq_ignore_ascii_case(&account.handle);
        let (Some(name), true) = (name, by_us) else { return Ok(false) };
        let named = tx.letters_named(account.id, &[name]).await?;
        let ours = named.iter().find(|named| named.own && named.message.delivery_id.is_some());
        let Some(Named { message, .. }) = ours else { return Ok(false) };
        let Some(id) = message.delivery_id else { return Ok(false) };
        if let Some(delivery) = tx.deliveries(&[id]).await?.pop()
            && delivery.state != DeliveryState::Sent
            && delivery.attempts > 0
        {
            self.arrived(tx, delivery, super::receipt_of(inbound)).await?;
        }
        Ok(true)
    }

    /// What a letter tells besides its words: what did not arrive, who is no longer there.
    pub(super) async fn told_by(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: &InboundMessage,
        parent: Option<&Message>,
        identity: &Identity,
    ) -> Result<(), EngineError> {
        let Some(letter) = inbound.letter.as_deref() else { return Ok(()) };
        if let Some(successors) = &letter.left {
            let left = Unreachable {
                since: inbound.published_at,
                left: true,
                successors: successors.clone(),
            };
            self.set_reachable(tx, identity, Some(left)).await?;
        } else if letter.automatic.is_none() && identity.unreachable.is_some() {
            self.set_reachable(tx, identity, None).await?;
        }
        match &letter.report {
            Some(report) => self.came_back(tx, account, inbound, report, parent).await,
            None => Ok(()),
        }
    }

    async fn came_back(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        inbound: &InboundMessage,
        report: &Report,
        parent: Option<&Message>,
    ) -> Result<(), EngineError> {
        let bounced = inbound.letter.as_ref().and_then(|letter| letter.automatic);
        if !matches!(bounced, Some(Automatic::Bounce | Automatic::Delay)) {
            return Ok(());
        }
        let Some(message) = parent.filter(|m| m.direction == Direction::Out) else { return Ok(()) };
        if let Some(id) = message.delivery_id
            && let Some(delivery) = tx.deliveries(&[id]).await?.pop()
        {
            let returned = merged(delivery.returned.clone(), &report.recipients);
            if returned != delivery.returned {
                tx.set_delivery_returned(id, &returned).await?;
                self.tell_delivery(tx, &delivery).await?;
                if bounced == Some(Automatic::Bounce) {
                    self.call_author(tx, &delivery).await?;
                }
            }
        }
        // Only whom we wrote to: a report could name anybody.
        let written_to = message.letter.iter().flat_map(|l| l.to.iter().chain(&l.cc).chain(&l.bcc));
        let written_to: Vec<String> = written_to.map(|to| to.address.to_lowercase()).collect();
        let gone = report.recipients.iter().filter(|r| r.permanent == Some(true));
        for address in gone.filter_map(|r| r.address.as_ref()).map(|a| a.to_lowercase()) {
            if !written_to.contains(&address) {
                continue;
            }
            if let Some(identity) = tx.identity_by_handle(&account.platform, &address).await? {
                let since = inbound.published_at;
                let bounced = Unreachable { since, left: false, successors: Vec::new() };
                self.set_reachable(tx, &identity, Some(bounced)).await?;
            }
        }
        Ok(())
    }

    async fn set_reachable(
        &self,
        tx: &mut Tx<'_>,
        identity: &Identity,
        unreachable: Option<Unreachable>,
    ) -> Result<(), EngineError> {
        tx.set_identity_unreachable(identity, unreachable.as_ref()).await?;
        self.emit_customer(tx, Actor::System, identity.customer_id, EventKind::CustomerChanged);
        Ok(())
    }

    /// Nobody waits for an answer to what no person wrote.
    pub(super) fn rests(&self, conversation: &mut Conversation) {
        conversation.resolve(self.now(), Some(NoAnswerReason::Automatic));
    }
}

/// What was known before with what is known now, one line for each recipient.
fn merged(mut known: Vec<Returned>, new: &[Returned]) -> Vec<Returned> {
    for returned in new {
        known.retain(|before| before.address != returned.address);
        known.push(returned.clone());
    }
    known
}
