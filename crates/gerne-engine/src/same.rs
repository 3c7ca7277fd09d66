//! Who may be the same person. Whoever said something, or is called otherwise now, is compared with
//! those who share a key with them; what comes of it is offered, never done. Joining is a person's to
//! say, or theirs who say a code back that was sent to the other (`code`). Another's words are nowhere
//! shown before that.

mod code;
mod following;
mod people;
mod weighing;

use std::sync::{Arc, Mutex, PoisonError};

use gerne_domain::{AgentId, CustomerId, Timestamp};
use gerne_language::same::{Level, Rarity, Reason};
use gerne_store::{Likeness, LikenessState, Tx};

use crate::{Caller, Done, Engine, EngineError};

pub use code::SentCode;

/// Pairs that are looked at for one person.
const LOOKED_AT: usize = 40;
/// So many are shown: who shares something with more people shares nothing.
const SHOWN: usize = 5;

/// How rare names are here; counted now and then.
#[derive(Debug, Default)]
pub(crate) struct Sameness(Mutex<Option<(Timestamp, Arc<Rarity>)>>);

impl Sameness {
    fn known(&self) -> Option<(Timestamp, Arc<Rarity>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, at: Timestamp, rarity: Arc<Rarity>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((at, rarity));
    }
}

/// Somebody who may be the same person.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggested {
    /// Who.
    pub other: CustomerId,
    /// How it is offered.
    pub level: Level,
    /// The logarithm (base 2) of the odds.
    pub bits: f64,
    /// Why, the weightiest first. Values are what both stated.
    pub reasons: Vec<Reason>,
    /// When it was found.
    pub found_at: Timestamp,
}

impl Engine {
    /// Who may be the same person as a customer, the likeliest first: as far as the caller sees both.
    ///
    /// # Errors
    /// `NotFound` when the customer is not theirs to see.
    pub async fn suggestions(
        &self,
        who: &Caller,
        id: CustomerId,
    ) -> Result<Vec<Suggested>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let id = db.customer_joined_into(id).await?.unwrap_or(id);
        if !db.customer_visible(id, &who.scope).await? {
            return Err(EngineError::NotFound);
        }
        let mut open = db.likenesses_of(id, LOOKED_AT).await?;
        open.retain(|pair| pair.state == LikenessState::Open);
        if open.is_empty() {
            return Ok(Vec::new());
        }
        let rarity = self.rarity().await?;
        let one = self.compared(&mut db, id).await?;
        let mut found = Vec::new();
        for pair in open {
            let other = pair.other(id);
            let gone = db.customer_joined_into(other).await?.is_some();
            if gone || !db.customer_visible(other, &who.scope).await? {
                continue;
            }
            let other = self.compared(&mut db, other).await?;
            // What was said may have been taken back since it was found.
            let likeness = self.weigh(&mut db, &rarity, &one, &other).await?;
            if likeness.level > Level::Silent && !self.told_apart(&mut db, id, other.id).await? {
                found.push(Suggested {
                    other: other.id,
                    level: likeness.level,
                    bits: likeness.bits,
                    reasons: likeness.reasons,
                    found_at: pair.found_at,
                });
            }
        }
        found.sort_by(|a, b| b.level.cmp(&a.level).then(b.bits.total_cmp(&a.bits)));
        found.truncate(SHOWN);
        Ok(found)
    }

    /// They are two. It is not asked again, whatever is joined and separated later.
    ///
    /// # Errors
    /// `NotFound` when one of them is not theirs to see; `Invalid` with `join.same`.
    pub async fn reject_suggestion(
        &self,
        who: &Caller,
        id: CustomerId,
        other: CustomerId,
    ) -> Result<Done, EngineError> {
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let (id, other) = engine.both(tx, &who, id, other).await?;
                let rejected = LikenessState::Rejected;
                engine.judge(tx, id, other, rejected, Some(who.agent)).await?;
                engine.tell_suggestions(tx, who.actor(), id, other);
                Ok(())
            })
        })
        .await
    }

    /// Two whom the caller sees, as they are now.
    async fn both(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        one: CustomerId,
        other: CustomerId,
    ) -> Result<(CustomerId, CustomerId), EngineError> {
        let one = tx.customer_joined_into(one).await?.unwrap_or(one);
        let other = tx.customer_joined_into(other).await?.unwrap_or(other);
        if one == other {
            return Err(EngineError::invalid("join.same"));
        }
        for id in [one, other] {
            tx.customer(id).await?.ok_or(EngineError::NotFound)?;
            if !tx.customer_visible(id, &who.scope).await? {
                return Err(EngineError::NotFound);
            }
        }
        Ok((one, other))
    }

    /// Somebody said whether two are one; or a platform or a code proved it.
    pub(crate) async fn judge(
        &self,
        tx: &mut Tx<'_>,
        one: CustomerId,
        other: CustomerId,
        state: LikenessState,
        by: Option<AgentId>,
    ) -> Result<(), EngineError> {
        let now = self.now();
        let (a_id, b_id) = Likeness::pair(one, other);
        let known = tx.likeness(a_id, b_id).await?;
        let known = known.unwrap_or_else(|| Likeness {
            a_id,
            b_id,
            state,
            level: Level::Silent.name().to_owned(),
            millibits: 0,
            reasons: Vec::new(),
            found_at: now,
            agent_id: by,
            changed_at: Some(now),
        });
        let likeness = Likeness { state, agent_id: by, changed_at: Some(now), ..known };
        Ok(tx.put_likeness(&likeness).await?)
    }
}
