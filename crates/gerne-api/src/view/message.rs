//! Messages as timeline entries.

use std::collections::{BTreeSet, HashMap};

use gerne_domain::{
    Account, AccountId, Agent, AgentId, Attachment, AttachmentId, AttachmentKind, Conversation,
    ConversationId, Delivery, DeliveryId, DeliveryState, Hiding, Identity, IdentityId, Liked,
    Message, MessageId, Scope,
};
use gerne_store::{Reader, StoreError};

use super::{agent::photo_url, proxied};
use crate::{
    state::Parts,
    wire::{
        entry::{
            AuthorKind, EntryAttachment, EntryAuthor, EntryDelivery, EntryEmoji, EntryParent,
            EntryPoll, EntryPollOption, MediaState, MessageEntry, WaitsFor,
        },
        letter::EntryLetter,
    },
};

/// Characters of a parent's text.
const EXCERPT: usize = 280;

/// Entries for these messages, in their order. Parents' conversations are named as far as `scope`
/// sees them.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn entries(
    api: &Parts,
    db: &mut Reader,
    scope: &Scope,
    messages: Vec<Message>,
) -> Result<Vec<MessageEntry>, StoreError> {
    if messages.is_empty() {
        return Ok(Vec::new());
    }
    let found = Found::load(db, &messages).await?;
    Ok(messages.into_iter().map(|message| found.entry(api, scope, message)).collect())
}

struct Found {
    accounts: HashMap<AccountId, Account>,
    agents: HashMap<AgentId, Agent>,
    identities: HashMap<IdentityId, Identity>,
    conversations: HashMap<ConversationId, Conversation>,
    parents: HashMap<MessageId, Message>,
    deliveries: HashMap<DeliveryId, Delivery>,
    revisions: HashMap<MessageId, u32>,
    hidden: HashMap<MessageId, Hiding>,
    exposed: HashMap<MessageId, Vec<String>>,
    liked: HashMap<MessageId, Liked>,
    pending: BTreeSet<AttachmentId>,
}

impl Found {
    async fn load(db: &mut Reader, messages: &[Message]) -> Result<Self, StoreError> {
        let ids: Vec<MessageId> = messages.iter().map(|m| m.id).collect();
        let parents = distinct(messages.iter().filter_map(|m| m.parent_id));
        let parents: HashMap<_, _> =
            db.messages(&parents).await?.into_iter().map(|m| (m.id, m)).collect();
        let both = || messages.iter().chain(parents.values());
        let identities = distinct(both().filter_map(|m| m.identity_id));
        let conversations = distinct(both().filter_map(|m| m.conversation_id));
        let deliveries = distinct(messages.iter().filter_map(|m| m.delivery_id));
        let exposed = super::known::exposed(db, messages).await?;
        Ok(Self {
            accounts: db.accounts_ever().await?.into_iter().map(|a| (a.id, a)).collect(),
            agents: db.agents().await?.into_iter().map(|a| (a.id, a)).collect(),
            identities: db.identities(&identities).await?.into_iter().map(|i| (i.id, i)).collect(),
            conversations: db
                .conversations(&conversations)
                .await?
                .into_iter()
                .map(|c| (c.id, c))
                .collect(),
            deliveries: db.deliveries(&deliveries).await?.into_iter().map(|d| (d.id, d)).collect(),
            revisions: db.revision_counts(&ids).await?.into_iter().collect(),
            hidden: db
                .hidings_of(&ids)
                .await?
                .into_iter()
                .filter_map(|hiding| Some((hiding.message_id?, hiding)))
                .collect(),
            exposed,
            liked: db.liked_of(&ids).await?.into_iter().map(|l| (l.message_id, l)).collect(),
            pending: db.attachments_pending(&ids).await?.into_iter().collect(),
            parents,
        })
    }

    fn entry(&self, api: &Parts, scope: &Scope, m: Message) -> MessageEntry {
        let delivery = m.delivery_id.and_then(|id| self.deliveries.get(&id));
        let platform = self.accounts.get(&m.account_id).map(|account| account.platform.0.clone());
        let emoji = |emoji: &gerne_domain::Emoji| {
            let url = proxied(api, Some(&emoji.url))?;
            Some(EntryEmoji { shortcode: emoji.shortcode.clone(), url })
        };
        let original =
            m.attachments.iter().any(|a| a.kind == AttachmentKind::Original && a.blob.is_some());
        let account = self.accounts.get(&m.account_id);
        let exposed = self.exposed.get(&m.id).filter(|_| !self.hidden.contains_key(&m.id));
        let exposed =
            exposed.map(|kinds| super::known::shown_to_all(kinds, account, m.language.as_deref()));
        MessageEntry {
            id: m.id.0,
            conversation_id: m.conversation_id.map(|id| id.0),
            account_id: m.account_id.0,
            platform: platform.unwrap_or_default(),
            at: m.published_at,
            received_at: m.received_at,
            direction: m.direction.into(),
            author: self.author(api, &m),
            visibility: m.visibility.into(),
            addressed: m.addressed,
            parent: self.parent(scope, &m),
            subject: m.subject,
            text: m.text,
            content_warning: m.content_warning,
            language: m.language,
            emojis: m.emojis.iter().filter_map(emoji).collect(),
            letter: m.letter.map(|head| EntryLetter::kept(*head, original)),
            attachments: m
                .attachments
                .into_iter()
                .filter(|a| a.kind != AttachmentKind::Original)
                .map(|a| self.attachment(api, a))
                .collect(),
            poll: m.poll.map(poll),
            quotes: m.quotes,
            url: m.url,
            edited_at: m.edited_at,
            deleted_at: m.deleted_at,
            hidden: self.hidden.get(&m.id).cloned().map(Into::into),
            exposed,
            liked: self.liked.get(&m.id).copied().map(Into::into),
            revisions: self.revisions.get(&m.id).copied().unwrap_or_default(),
            client_id: delivery.map(|delivery| delivery.client_key.clone()),
            delivery: delivery.map(delivery_of),
        }
    }

    fn author(&self, api: &Parts, m: &Message) -> EntryAuthor {
        if let Some(identity) = m.identity_id.and_then(|id| self.identities.get(&id)) {
            let matter = m.conversation_id.and_then(|id| self.conversations.get(&id));
            let customer = matter.is_some_and(|c| c.customer_id == identity.customer_id);
            return EntryAuthor {
                kind: if customer { AuthorKind::Customer } else { AuthorKind::Bystander },
                name: identity.name.clone(),
                handle: Some(identity.handle.clone()),
                avatar_url: proxied(api, identity.avatar_url.as_deref()),
                agent_id: None,
                customer_id: Some(identity.customer_id.0),
            };
        }
        let account = self.accounts.get(&m.account_id);
        let handle = account.map(|account| account.handle.clone());
        if let Some(agent) = m.agent_id.and_then(|id| self.agents.get(&id)) {
            return EntryAuthor {
                kind: AuthorKind::Agent,
                name: agent.name.clone(),
                handle,
                avatar_url: photo_url(agent),
                agent_id: Some(agent.id.0),
                customer_id: None,
            };
        }
        EntryAuthor {
            kind: AuthorKind::Account,
            name: account.map(|account| account.name.clone()).unwrap_or_default(),
            handle,
            avatar_url: proxied(api, account.and_then(|account| account.avatar_url.as_deref())),
            agent_id: None,
            customer_id: None,
        }
    }

    fn parent(&self, scope: &Scope, m: &Message) -> Option<EntryParent> {
        let parent = self.parents.get(&m.parent_id?)?;
        let matter = parent.conversation_id.and_then(|id| self.conversations.get(&id));
        // A private message of a matter that one may not see is not told by what answers it.
        let mine = parent.conversation_id.is_some() && parent.conversation_id == m.conversation_id;
        let seen = mine || matter.is_some_and(|c| scope.sees(c.account_id, c.team_id));
        if !seen && !parent.visibility.is_public() {
            return None;
        }
        let identity = parent.identity_id.and_then(|id| self.identities.get(&id));
        let agent = parent.agent_id.and_then(|id| self.agents.get(&id));
        let account = self.accounts.get(&parent.account_id);
        let name = identity
            .map(|identity| &identity.name)
            .or(agent.map(|agent| &agent.name))
            .or(account.map(|account| &account.name));
        Some(EntryParent {
            id: parent.id.0,
            author_name: name.cloned().unwrap_or_default(),
            text: parent.text.chars().take(EXCERPT).collect(),
            url: parent.url.clone(),
            conversation_id: parent.conversation_id.filter(|_| seen).map(|id| id.0),
        })
    }

    fn attachment(&self, api: &Parts, a: Attachment) -> EntryAttachment {
        let ours = a.blob.as_ref().map(|_| format!("/api/v1/media/{}", a.id));
        let small = match (a.kind, &ours) {
            (AttachmentKind::Image, Some(ours)) => Some(format!("{ours}?preview=1")),
            _ => proxied(api, a.preview_url.as_deref()),
        };
        let view = ours.as_ref().filter(|_| a.mime.as_deref() == Some("application/pdf"));
        let view_url = view.map(|ours| format!("{ours}?view=1"));
        let state = if ours.is_some() {
            MediaState::Ready
        } else if self.pending.contains(&a.id) {
            MediaState::Fetching
        } else {
            MediaState::Failed
        };
        EntryAttachment {
            id: a.id.0,
            kind: a.kind.into(),
            mime: a.mime,
            alt: a.alt,
            name: a.name,
            url: ours,
            preview_url: small,
            view_url,
            size: a.size,
            width: a.width,
            height: a.height,
            state,
        }
    }
}

/// A reply's way, as it is shown.
pub(crate) fn delivery_of(delivery: &Delivery) -> EntryDelivery {
    let waits_for = match delivery.state {
        DeliveryState::Held => Some(WaitsFor::Undo),
        DeliveryState::Queued
            if delivery.reason.as_ref().is_some_and(|reason| reason.key == "delivery.budget") =>
        {
            Some(WaitsFor::Budget)
        }
        DeliveryState::Queued if delivery.attempts > 0 => Some(WaitsFor::RateLimit),
        DeliveryState::Queued => Some(WaitsFor::Turn),
        DeliveryState::Sending | DeliveryState::Unknown => Some(WaitsFor::Platform),
        _ => None,
    };
    EntryDelivery {
        id: delivery.id.0,
        state: delivery.state.into(),
        not_before: delivery.not_before,
        attempts: delivery.attempts,
        reason: delivery.reason.clone().map(Into::into),
        waits_for,
        returned: delivery.returned.iter().cloned().map(Into::into).collect(),
    }
}

fn poll(poll: gerne_domain::Poll) -> EntryPoll {
    let option = |option: gerne_domain::PollOption| EntryPollOption {
        title: option.title,
        votes: option.votes,
    };
    EntryPoll {
        options: poll.options.into_iter().map(option).collect(),
        expires_at: poll.expires_at,
        multiple: poll.multiple,
    }
}

fn distinct<T: Ord>(ids: impl Iterator<Item = T>) -> Vec<T> {
    ids.collect::<BTreeSet<_>>().into_iter().collect()
}
