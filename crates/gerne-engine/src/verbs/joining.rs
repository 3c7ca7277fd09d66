//! Joining what belongs together, and separating it again, at any later time and without loss.

use std::collections::BTreeSet;

use gerne_domain::{
    Conversation, ConversationId, Customer, CustomerId, EventKind, IdentityId, MessageId, Status,
    ThreadId,
};
use gerne_store::{JoinKind, JoinRecord, LikenessState, Tx};
use uuid::Uuid;

use crate::{Caller, Done, Engine, EngineError};

/// What to make a conversation of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Whole threads.
    Threads(Vec<ThreadId>),
    /// Single messages, as another customer's under the same post.
    Messages(Vec<MessageId>),
}

/// What an undone join was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// Two conversations are two again.
    Conversations {
        /// The one that was joined into.
        into: ConversationId,
        /// The one that is there again.
        from: ConversationId,
    },
    /// Two customers are two again.
    Customers {
        /// The one that was joined into.
        into: CustomerId,
        /// The one that is there again.
        from: CustomerId,
    },
}

impl Engine {
    /// Makes `from` part of `into`. Waiting counts from the first unanswered word of both.
    pub async fn join_conversations(
        &self,
        who: &Caller,
        into: ConversationId,
        from: ConversationId,
    ) -> Result<Done<Uuid>, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let mut kept = engine.matter(tx, &who, into).await?;
                let gone = engine.matter(tx, &who, from).await?;
                let (into, from) = (kept.id, gone.id);
                if into == from {
                    return Err(EngineError::invalid("join.same"));
                }
                if kept.customer_id != gone.customer_id {
                    // Two people's matters become one only when the people are one first.
                    return Err(EngineError::invalid("join.other_customer"));
                }
                let id = engine.inner.ids.next();
                tx.join_conversations(id, into, from, Some(who.agent), engine.now()).await?;
                engine.inherit(tx, &mut kept, &gone).await?;
                engine.heed_public(tx, &mut kept).await?;
                engine.keep(tx, &mut kept).await?;
                if gone
                    .due_why
                    .as_ref()
                    .is_some_and(|why| why.climbed == gerne_domain::Climbed::Missed)
                {
                    engine.one_less_too_late(tx, &gone).await?;
                }
                engine.emit(tx, who.actor(), &gone, EventKind::ConversationJoined { from });
                engine.emit(tx, who.actor(), &kept, EventKind::ConversationJoined { from });
                Ok(id)
            })
        })
        .await
    }

    /// What the conversation that stays takes over from the one that goes.
    pub(crate) async fn inherit(
        &self,
        tx: &mut Tx<'_>,
        kept: &mut Conversation,
        gone: &Conversation,
    ) -> Result<(), EngineError> {
        self.care_follows(tx, gone.id, kept.id).await?;
        kept.waiting_since = match (kept.waiting_since, gone.waiting_since) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        kept.first_response_at = match (kept.first_response_at, gone.first_response_at) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        kept.priority = kept.priority.max(gone.priority);
        kept.assignee_id = kept.assignee_id.or(gone.assignee_id);
        kept.subject = kept.subject.take().or_else(|| gone.subject.clone());
        if gone.status == Status::Open {
            kept.reopen();
        }
        for label in &gone.labels {
            if !kept.labels.contains(label) {
                kept.labels.push(*label);
            }
        }
        tx.set_conversation_labels(kept.id, &kept.labels).await?;
        self.settle_promises(tx, kept).await?;
        let account = self.home_of(tx, kept).await?;
        let waited = kept.waiting_since;
        self.reckon(tx, &account, kept).await?;
        // An answer in one thread is no answer in the other: who waited goes on waiting.
        if waited.is_some() && kept.waiting_since.is_none() {
            kept.answer_failed(waited);
        }
        Ok(())
    }

    /// Takes a join back: everything that it moved goes where it was.
    pub async fn undo_join(&self, who: &Caller, join: Uuid) -> Result<Done<Undone>, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let record = tx.join_record(join).await?.ok_or(EngineError::NotFound)?;
                match record.kind {
                    JoinKind::Conversation => engine.undo_conversations(tx, &who, &record).await,
                    JoinKind::Customer => engine.undo_customers(tx, &who, &record).await,
                }
            })
        })
        .await
    }

    async fn undo_conversations(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        record: &JoinRecord,
    ) -> Result<Undone, EngineError> {
        let (into, from) = (ConversationId(record.into_id), ConversationId(record.from_id));
        // It may have become part of another meanwhile: that is where everything is.
        let there = tx.conversation_joined_into(into).await?.unwrap_or(into);
        let mut kept = who.sees(tx.conversation(there).await?)?;
        if !tx.separate_conversations(record, self.now()).await? {
            return Err(EngineError::Conflict);
        }
        let mut back = tx.conversation(from).await?.ok_or(EngineError::NotFound)?;
        for conversation in [&mut kept, &mut back] {
            let account = self.home_of(tx, conversation).await?;
            self.settle_promises(tx, conversation).await?;
            self.reckon(tx, &account, conversation).await?;
            self.keep(tx, conversation).await?;
        }
        self.emit(tx, who.actor(), &kept, EventKind::ConversationSeparated { into: from });
        self.emit(tx, who.actor(), &back, EventKind::ConversationOpened);
        Ok(Undone::Conversations { into, from })
    }

    /// Makes threads or messages a conversation of their own. Messages of another person become
    /// that person's matter.
    pub async fn separate(
        &self,
        who: &Caller,
        id: ConversationId,
        part: Part,
    ) -> Result<Done<ConversationId>, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let mut left = engine.matter(tx, &who, id).await?;
                let id = left.id;
                let customer = engine.owner_of(tx, &left, &part).await?;
                let now = engine.now();
                let new = ConversationId::new(&*engine.inner.ids);
                let mut own =
                    Conversation::begin(new, customer, left.account_id, left.team_id, now);
                own.waiting_since = left.waiting_since;
                own.status = left.status;
                tx.insert_conversation(&own).await?;
                match &part {
                    Part::Threads(threads) => {
                        for thread in threads {
                            tx.move_thread(*thread, id, new).await?;
                        }
                    }
                    // They stay in the platform's thread; only the matter is another.
                    Part::Messages(messages) => {
                        tx.set_messages_conversation(messages, Some(new)).await?;
                    }
                }
                tx.promises_follow(id).await?;
                for conversation in [&mut left, &mut own] {
                    engine.settle_promises(tx, conversation).await?;
                    let account = engine.home_of(tx, conversation).await?;
                    engine.reckon(tx, &account, conversation).await?;
                    engine.keep(tx, conversation).await?;
                }
                let separated = EventKind::ConversationSeparated { into: new };
                engine.emit(tx, who.actor(), &left, separated);
                engine.emit(tx, who.actor(), &own, EventKind::ConversationOpened);
                Ok(new)
            })
        })
        .await
    }

    /// Whose matter a part is: of the one person who wrote it, else of whom it was before.
    async fn owner_of(
        &self,
        tx: &mut Tx<'_>,
        conversation: &Conversation,
        part: &Part,
    ) -> Result<CustomerId, EngineError> {
        let messages = tx.newest_messages(conversation.id, 1_000).await?;
        let wanted = messages.iter().filter(|m| match part {
            Part::Threads(threads) => threads.contains(&m.thread_id),
            Part::Messages(ids) => ids.contains(&m.id),
        });
        let wanted: Vec<_> = wanted.collect();
        if wanted.is_empty() {
            return Err(EngineError::invalid("separate.nothing"));
        }
        if wanted.len() == messages.len() {
            return Err(EngineError::invalid("separate.everything"));
        }
        let mut authors = BTreeSet::new();
        for message in wanted {
            if let Some(identity) = message.identity_id
                && let Some(identity) = tx.identity(identity).await?
            {
                authors.insert(identity.customer_id);
            }
        }
        let mut authors = authors.into_iter();
        match (authors.next(), authors.next()) {
            (Some(only), None) => Ok(only),
            _ => Ok(conversation.customer_id),
        }
    }

    /// Two customers are one person: `from`'s identities and conversations become `into`'s.
    pub async fn join_customers(
        &self,
        who: &Caller,
        into: CustomerId,
        from: CustomerId,
    ) -> Result<Done<Uuid>, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let into = tx.customer_joined_into(into).await?.unwrap_or(into);
                let from = tx.customer_joined_into(from).await?.unwrap_or(from);
                if into == from {
                    return Err(EngineError::invalid("join.same"));
                }
                for id in [into, from] {
                    tx.customer(id).await?.ok_or(EngineError::NotFound)?;
                    if !tx.customer_visible(id, &who.scope).await? {
                        return Err(EngineError::NotFound);
                    }
                }
                let id = engine.inner.ids.next();
                tx.join_customers(id, into, from, Some(who.agent), engine.now()).await?;
                let joined = LikenessState::Joined;
                engine.judge(tx, into, from, joined, Some(who.agent)).await?;
                engine.emit_customer(tx, who.actor(), into, EventKind::CustomersJoined { from });
                engine.emit_customer(tx, who.actor(), from, EventKind::CustomersJoined { from });
                Ok(id)
            })
        })
        .await
    }

    async fn undo_customers(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        record: &JoinRecord,
    ) -> Result<Undone, EngineError> {
        let (into, from) = (CustomerId(record.into_id), CustomerId(record.from_id));
        if !tx.customer_visible(into, &who.scope).await? {
            return Err(EngineError::NotFound);
        }
        if !tx.separate_customers(record, self.now()).await? {
            return Err(EngineError::Conflict);
        }
        // What they began since, and only they spoke in, is theirs.
        let owner = tx.customer_joined_into(into).await?.unwrap_or(into);
        tx.move_conversations_of(&record.moved.identities, owner, from, Some(record.at)).await?;
        // Somebody says that they are two: it is not offered again.
        self.judge(tx, into, from, LikenessState::Rejected, Some(who.agent)).await?;
        let separated = EventKind::CustomersSeparated { into: from };
        self.emit_customer(tx, who.actor(), into, separated.clone());
        self.emit_customer(tx, who.actor(), from, separated);
        Ok(Undone::Customers { into, from })
    }

    /// Some identities turn out to be another person: they, and the conversations that came in
    /// through them alone, become a customer of their own.
    pub async fn separate_customer(
        &self,
        who: &Caller,
        id: CustomerId,
        identities: Vec<IdentityId>,
    ) -> Result<Done<CustomerId>, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                if !tx.customer_visible(id, &who.scope).await? {
                    return Err(EngineError::NotFound);
                }
                let all = tx.identities_of(id).await?;
                let leaving: Vec<_> = all.iter().filter(|i| identities.contains(&i.id)).collect();
                let first =
                    *leaving.first().ok_or_else(|| EngineError::invalid("separate.nothing"))?;
                if leaving.len() == all.len() {
                    return Err(EngineError::invalid("separate.everything"));
                }
                let own = Customer {
                    id: CustomerId::new(&*engine.inner.ids),
                    name: first.name.clone(),
                    language: None,
                    address: None,
                    about: String::new(),
                    blocked_at: None,
                    created_at: engine.now(),
                };
                tx.insert_customer(&own).await?;
                for identity in &leaving {
                    tx.move_identity(identity.id, own.id).await?;
                }
                // Conversations in which only they spoke go with them.
                let ids: Vec<IdentityId> = leaving.iter().map(|i| i.id).collect();
                tx.move_conversations_of(&ids, id, own.id, None).await?;
                let rejected = LikenessState::Rejected;
                engine.judge(tx, id, own.id, rejected, Some(who.agent)).await?;
                let separated = EventKind::CustomersSeparated { into: own.id };
                engine.emit_customer(tx, who.actor(), id, separated.clone());
                engine.emit_customer(tx, who.actor(), own.id, separated);
                Ok(own.id)
            })
        })
        .await
    }
}
