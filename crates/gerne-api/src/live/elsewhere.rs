//! What an entry answers may stand in another conversation, which not everybody may see.

use std::collections::HashMap;

use gerne_domain::{AccountId, ConversationId, MessageId, Scope, TeamId};
use gerne_store::{Reader, StoreError};
use uuid::Uuid;

use crate::wire::entry::{Entry, EntryParent, MessageEntry};

/// Where what an entry answers stands.
#[derive(Clone, Debug)]
pub(super) struct Elsewhere {
    account: AccountId,
    team: Option<TeamId>,
    /// Whether anybody can read it on the platform.
    public: bool,
}

impl Elsewhere {
    /// By the entry's message, for those whose parent is in another conversation than they are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn of(
        db: &mut Reader,
        entries: &[Entry],
    ) -> Result<HashMap<Uuid, Self>, StoreError> {
        let away: Vec<(Uuid, MessageId, ConversationId)> =
            entries.iter().filter_map(parent_away).collect();
        if away.is_empty() {
            return Ok(HashMap::new());
        }
        let parents: Vec<MessageId> = away.iter().map(|(_, parent, _)| *parent).collect();
        let matters: Vec<ConversationId> = away.iter().map(|(_, _, matter)| *matter).collect();
        let parents: HashMap<_, _> =
            db.messages(&parents).await?.into_iter().map(|m| (m.id, m.visibility)).collect();
        let matters: HashMap<_, _> =
            db.conversations(&matters).await?.into_iter().map(|c| (c.id, c)).collect();
        let place = |(entry, parent, matter): (Uuid, MessageId, ConversationId)| {
            let matter = matters.get(&matter);
            let public = parents.get(&parent).is_some_and(|visibility| visibility.is_public());
            // Gone between two questions: then it is nobody's to see.
            let account = matter.map_or(AccountId(Uuid::nil()), |matter| matter.account_id);
            (entry, Self { account, team: matter.and_then(|matter| matter.team_id), public })
        };
        Ok(away.into_iter().map(place).collect())
    }

    pub(super) fn is_seen_by(&self, scope: &Scope) -> bool {
        scope.sees(self.account, self.team)
    }

    /// For who may not see it there: what is public stays, without its place.
    pub(super) fn hide_in(&self, entry: &mut Entry) {
        let Entry::Message(message) = entry else { return };
        message.parent = message
            .parent
            .take()
            .filter(|_| self.public)
            .map(|parent| EntryParent { conversation_id: None, ..parent });
    }
}

fn parent_away(entry: &Entry) -> Option<(Uuid, MessageId, ConversationId)> {
    let Entry::Message(message) = entry else { return None };
    let MessageEntry { id, conversation_id, parent, .. } = &**message;
    let parent = parent.as_ref()?;
    let matter = parent.conversation_id.filter(|_| parent.conversation_id != *conversation_id)?;
    Some((*id, MessageId(parent.id), ConversationId(matter)))
}
