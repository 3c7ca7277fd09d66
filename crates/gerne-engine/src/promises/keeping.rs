//! Writing promises down, and what becomes of them with what carries them.

use gerne_calendar::{Opening, OpeningHours, Week};
use gerne_domain::{
    Account, Actor, AgentId, Contact, Conversation, EventKind, Firmness, Message, MessageId,
    Promise, PromiseId, PromiseKind, PromiseState, Timestamp,
};
use gerne_language::card::By;
use gerne_store::Tx;

use super::{FoundPromise, read, remind_at, words};
use crate::{Engine, EngineError};

/// A promise as the author of a text saw it before it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidPromise {
    /// Where it begins in the text, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What is promised.
    pub kind: PromiseKind,
    /// By when.
    pub due: Option<Timestamp>,
    /// `true`: it is one; `false`: it is none.
    pub confirmed: bool,
}

/// In what something was promised.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source<'a> {
    Message(&'a Message),
    Contact(&'a Contact),
}

impl Source<'_> {
    fn by(&self) -> By {
        match self {
            Self::Message(_) => By::Us,
            Self::Contact(_) => By::Log,
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Message(message) => &message.text,
            Self::Contact(contact) => &contact.text,
        }
    }

    fn at(&self) -> Timestamp {
        match self {
            Self::Message(message) => message.published_at,
            Self::Contact(contact) => contact.at,
        }
    }
}

impl Engine {
    /// The hours in which a promise of a conversation is kept.
    pub(crate) async fn hours_of(
        &self,
        db: &mut gerne_store::Reader,
        conversation: &Conversation,
    ) -> Result<OpeningHours, EngineError> {
        let times = self.times(db).await?;
        if let Some(own) = times.own(conversation.account_id, conversation.team_id) {
            return Ok(own.clone());
        }
        let day = Opening::new((9, 0), (17, 0)).map_err(|_| EngineError::NotFound)?;
        OpeningHours::new("Europe/Berlin", Week::monday_to_friday(&[day]))
            .map_err(|_| EngineError::NotFound)
    }

    /// Writes down what a text promises: what its author saw as they left it, the rest as proposed.
    /// `settle_promises` is the caller's.
    pub(crate) async fn promise_in(
        &self,
        tx: &mut Tx<'_>,
        (actor, author): (Actor, Option<AgentId>),
        conversation: &Conversation,
        source: Source<'_>,
        seen: &[SaidPromise],
        said: bool,
    ) -> Result<Vec<PromiseId>, EngineError> {
        let hours = self.hours_of(tx, conversation).await?;
        let (text, at) = (source.text(), source.at());
        let mut all: Vec<Promise> = Vec::new();
        for one in seen {
            let confirmed =
                if one.confirmed { PromiseState::Standing } else { PromiseState::Dismissed };
            let found = FoundPromise {
                kind: one.kind,
                firmness: if one.due.is_some() { Firmness::Firm } else { Firmness::Open },
                due: one.due,
                text: words(text, one.start, one.end).trim().to_owned(),
                start: one.start,
                end: one.end,
                vague: None,
            };
            // What its author said to be none is found no more.
            let ended = (!one.confirmed).then_some(at);
            let promise = self.promise(conversation, source, author, found, confirmed, said);
            all.push(Promise { ended_at: ended, settled_at: ended, ..promise });
        }
        for found in read(text, source.by(), at, &hours) {
            let known = seen.iter().any(|one| one.start < found.end && found.start < one.end);
            if !known {
                let state = PromiseState::Proposed;
                all.push(self.promise(conversation, source, author, found, state, said));
            }
        }
        for promise in &mut all {
            promise.look_at = look_at(promise, &hours);
        }
        tx.insert_promises(&all).await?;
        for promise in &all {
            if promise.said {
                self.measure_promise(tx, conversation, promise).await?;
            }
            self.tell_promise(tx, actor, conversation, promise);
        }
        Ok(all.into_iter().map(|promise| promise.id).collect())
    }

    fn promise(
        &self,
        conversation: &Conversation,
        source: Source<'_>,
        author: Option<AgentId>,
        found: FoundPromise,
        state: PromiseState,
        said: bool,
    ) -> Promise {
        let (message_id, contact_id) = match source {
            Source::Message(message) => (Some(message.id), None),
            Source::Contact(contact) => (None, Some(contact.id)),
        };
        Promise {
            id: PromiseId::new(&*self.inner.ids),
            conversation_id: conversation.id,
            kind: found.kind,
            firmness: found.firmness,
            state,
            text: found.text,
            due: found.due,
            owner_id: author.or(conversation.assignee_id),
            team_id: conversation.team_id,
            made_at: source.at(),
            made_by: author,
            said,
            message_id,
            contact_id,
            span_start: Some(found.start),
            span_end: Some(found.end),
            ended_at: None,
            settled_at: None,
            moved_to: None,
            moved_by: None,
            reason: None,
            told_before: false,
            look_at: None,
            reminded_at: None,
            quoted_at: None,
        }
    }

    pub(crate) fn tell_promise(
        &self,
        tx: &mut Tx<'_>,
        actor: Actor,
        conversation: &Conversation,
        promise: &Promise,
    ) {
        let kind = EventKind::PromiseChanged { promise: promise.id, became: promise.state };
        self.emit(tx, actor, conversation, kind);
    }

    /// Writes down a promise that changed, and tells of it. The conversation's due time follows;
    /// writing that down is the caller's.
    pub(crate) async fn store_promise(
        &self,
        tx: &mut Tx<'_>,
        actor: Actor,
        conversation: &mut Conversation,
        promise: &mut Promise,
    ) -> Result<(), EngineError> {
        let hours = self.hours_of(tx, conversation).await?;
        promise.look_at = look_at(promise, &hours);
        tx.update_promise(promise).await?;
        self.measure_promise(tx, conversation, promise).await?;
        self.tell_promise(tx, actor, conversation, promise);
        if promise.settled_at.is_some() {
            let subject = promise.id.to_string();
            self.clear_alarm(tx, crate::alarm::PROMISE_MISSED, &subject).await?;
        }
        self.settle_promises(tx, conversation).await
    }

    /// The conversation is due when the first promise is that is owed. Keeping it is the
    /// caller's.
    pub(crate) async fn settle_promises(
        &self,
        tx: &mut Tx<'_>,
        conversation: &mut Conversation,
    ) -> Result<(), EngineError> {
        let promised = tx.next_promise_due(conversation.id).await?;
        if promised == conversation.promised {
            return Ok(());
        }
        conversation.promised = promised;
        Ok(())
    }

    /// A reply arrived, or it is not there as far as we know: what it promises binds, or does not.
    /// What it moved stands again when it never left.
    pub(crate) async fn promises_said(
        &self,
        tx: &mut Tx<'_>,
        message: MessageId,
        said: bool,
        conversation: &mut Conversation,
    ) -> Result<(), EngineError> {
        let mut any = false;
        for mut promise in tx.promises_in(message).await? {
            if promise.said != said && promise.settled_at.is_none() {
                promise.said = said;
                any = true;
                self.store_promise(tx, Actor::System, conversation, &mut promise).await?;
            }
        }
        if any {
            self.settle_promises(tx, conversation).await?;
        }
        Ok(())
    }

    /// An answer of an agent arrived, or they called (`None`): who waited for the next word has it.
    /// Whoever was promised a call has it by a call; and who is promised another word instead does
    /// not have the first one.
    pub(crate) async fn next_word_given(
        &self,
        tx: &mut Tx<'_>,
        conversation: &mut Conversation,
        at: Timestamp,
        by: Option<MessageId>,
    ) -> Result<(), EngineError> {
        if conversation.promised.is_none() {
            return Ok(());
        }
        if let Some(message) = by {
            let promises = tx.promises_in(message).await?;
            let again = promises.iter().any(|promise| {
                promise.kind == PromiseKind::NextWord && promise.state != PromiseState::Dismissed
            });
            if again {
                return Ok(());
            }
        }
        for mut promise in tx.promises_of(conversation.id).await? {
            let word = promise.kind == PromiseKind::NextWord
                && promise.is_owed()
                && promise.made_at < at
                && (by.is_none() || !is_a_call(&promise.text));
            if word && promise.keep(at) {
                self.store_promise(tx, Actor::System, conversation, &mut promise).await?;
            }
        }
        Ok(())
    }

    /// A reply was taken back: it promised nothing, and what it moved stands as before.
    pub(crate) async fn promises_unsaid(
        &self,
        tx: &mut Tx<'_>,
        actor: Actor,
        message: MessageId,
        conversation: &mut Conversation,
    ) -> Result<(), EngineError> {
        for mut moved in tx.promises_moved_by(message).await? {
            let next = moved.moved_to.take();
            moved.state = match moved.due.is_some_and(|due| due <= self.now()) {
                true => PromiseState::Broken,
                false => PromiseState::Standing,
            };
            (moved.moved_by, moved.told_before) = (None, false);
            (moved.settled_at, moved.ended_at) = (None, None);
            self.store_promise(tx, actor, conversation, &mut moved).await?;
            if let Some(mut next) = match next {
                Some(next) => tx.promise(next).await?,
                None => None,
            } && next.dismiss(self.now())
            {
                self.store_promise(tx, actor, conversation, &mut next).await?;
            }
        }
        for mut promise in tx.promises_in(message).await? {
            if promise.dismiss(self.now()) {
                promise.text.clear();
                self.store_promise(tx, actor, conversation, &mut promise).await?;
            }
        }
        Ok(())
    }

    /// Something of ours that was said on the platform may promise something: it is proposed to who
    /// has the conversation.
    pub(crate) async fn promised_elsewhere(
        &self,
        tx: &mut Tx<'_>,
        conversation: &mut Conversation,
        message: &Message,
    ) -> Result<(), EngineError> {
        let source = Source::Message(message);
        let who = (Actor::System, message.agent_id);
        let new = self.promise_in(tx, who, conversation, source, &[], true).await?;
        if new.is_empty() { Ok(()) } else { self.settle_promises(tx, conversation).await }
    }

    /// The account that a conversation came in through.
    pub(crate) async fn home_of(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
    ) -> Result<Account, EngineError> {
        tx.account(conversation.account_id).await?.ok_or(EngineError::NotFound)
    }
}

/// Whether a call is promised, and no other word.
fn is_a_call(text: &str) -> bool {
    let text = text.to_lowercase();
    ["ruf", "telefon", "call", "phone", " ring "].iter().any(|word| text.contains(word))
}

/// When the clock has something to do: to remind, then to say that it was missed.
pub(crate) fn look_at(promise: &Promise, hours: &OpeningHours) -> Option<Timestamp> {
    let due = promise.due?;
    let runs = promise.said && promise.state == PromiseState::Standing;
    if !runs {
        return None;
    }
    Some(match promise.reminded_at {
        Some(_) => due,
        None => remind_at(promise.made_at, due, hours),
    })
}
