//! One matter: whether a new conversation of a person goes on with one that is open. Offered, or done
//! by itself where the account's owner wants that; either way it can be undone.

use std::{collections::BTreeSet, time::Duration};

use gerne_domain::{
    Account, Actor, Conversation, ConversationId, Direction, EventKind, FactState, Scope, Status,
    time::before,
};
use gerne_language::{
    card::{self, Kind, Same},
    facts::FactKind,
};
use gerne_store::{Reader, Tx};

use crate::{Engine, EngineError};

/// An open matter in which nothing was said for longer is another.
const RECENT: Duration = Duration::from_hours(14 * 24);
/// Open matters of one person that are looked at, the newest first.
const LOOKED_AT: usize = 5;
/// Messages of each.
const MESSAGES: usize = 20;

/// What speaks for two conversations being one matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameMatter {
    /// The same order, ticket, parcel, booking, device or error.
    Number,
    /// They speak of the same things.
    Words,
    /// They say that they still wait, and there is one matter that they can mean.
    Waiting,
}

/// Kinds that are of one matter, rather than of one person.
const OF_A_MATTER: &[FactKind] = &[
    FactKind::OrderNo,
    FactKind::TicketNo,
    FactKind::TrackingNo,
    FactKind::BookingRef,
    FactKind::InvoiceNo,
    FactKind::ErrorCode,
    FactKind::Train,
    FactKind::Device,
];

impl Engine {
    /// The open matter of the same person that a conversation goes on with, as far as `scope` sees.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn same_matter(
        &self,
        db: &mut Reader,
        scope: &Scope,
        conversation: &Conversation,
    ) -> Result<Option<(Conversation, SameMatter)>, EngineError> {
        if conversation.status == Status::Resolved || conversation.spam {
            return Ok(None);
        }
        let after = before(conversation.created_at, RECENT);
        let mut open = db.open_matters_of(conversation, after, LOOKED_AT).await?;
        open.retain(|one| scope.sees(one.account_id, one.team_id));
        if open.is_empty() {
            return Ok(None);
        }
        let new = said(db, conversation).await?;
        let numbers = numbers(db, conversation.id).await?;
        let mut waits = None;
        let only = open.len() == 1;
        for one in open {
            let shared = self::numbers(db, one.id).await?;
            if numbers.iter().any(|number| shared.contains(number)) {
                return Ok(Some((one, SameMatter::Number)));
            }
            let earlier = said(db, &one).await?;
            let earlier: Vec<&str> = earlier.iter().map(String::as_str).collect();
            match new.iter().find_map(|text| card::same(text, &earlier)) {
                Some(Same::Words) => return Ok(Some((one, SameMatter::Words))),
                Some(Same::Waiting) if only => waits = Some((one, SameMatter::Waiting)),
                _ => {}
            }
        }
        Ok(waits)
    }

    /// Joins what was opened just now with the matter that it goes on with, where the account's owner
    /// wants that.
    pub(crate) async fn join_by_itself(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        opened: &[ConversationId],
    ) -> Result<(), EngineError> {
        if !account.settings.joins_matters {
            return Ok(());
        }
        for id in opened {
            let Some(gone) = tx.conversation(*id).await? else { continue };
            // Whoever sees the one must be who sees the other: nobody learns of more by a join.
            let (teams, accounts) = (Vec::new(), vec![account.id]);
            let scope = Scope::Of { teams, accounts };
            let found = self.same_matter(tx, &scope, &gone).await?;
            let Some((mut kept, _)) = found.filter(|(kept, _)| kept.team_id == gone.team_id) else {
                continue;
            };
            let from = gone.id;
            let join = self.inner.ids.next();
            tx.join_conversations(join, kept.id, from, None, self.now()).await?;
            self.inherit(tx, &mut kept, &gone).await?;
            self.heed_public(tx, &mut kept).await?;
            self.keep(tx, &mut kept).await?;
            if gone.due_why.as_ref().is_some_and(|why| why.climbed == gerne_domain::Climbed::Missed)
            {
                self.one_less_too_late(tx, &gone).await?;
            }
            self.emit(tx, Actor::System, &gone, EventKind::ConversationJoined { from });
            self.emit(tx, Actor::System, &kept, EventKind::ConversationJoined { from });
        }
        Ok(())
    }
}

/// What the person said in a matter.
async fn said(db: &mut Reader, conversation: &Conversation) -> Result<Vec<String>, EngineError> {
    let messages = db.newest_messages(conversation.id, MESSAGES).await?.into_iter();
    let theirs = messages.filter(|m| m.direction == Direction::In && m.deleted_at.is_none());
    Ok(theirs.map(|message| message.text).collect())
}

async fn numbers(
    db: &mut Reader,
    id: ConversationId,
) -> Result<BTreeSet<(String, String)>, EngineError> {
    let of_a_matter = |kind: &str| matches!(Kind::named(kind), Some(Kind::Fact(kind)) if OF_A_MATTER.contains(&kind));
    let stated = db.facts_in(id, super::card::LOOKED_AT).await?.into_iter().map(|one| one.fact);
    let stated = stated.filter(|fact| {
        fact.state != FactState::Dismissed && !fact.norm.is_empty() && of_a_matter(&fact.kind)
    });
    Ok(stated.map(|fact| (fact.kind, fact.norm)).collect())
}
