//! Answering, speaking first, taking back.

use gerne_domain::{
    Account, AccountId, AccountStatus, AgentId, BlobHash, Conversation, ConversationId, Delivery,
    DeliveryId, DeliveryState, EventKind, ExternalId, Identity, IdentityId, Mailbox, Mention,
    MessageId, Outbound, OutboundMedia, Standing, Status, ThreadId, Visibility, time::after,
};
use gerne_store::Tx;

use super::{
    NewLetter,
    compose::{attached, fits, recipients, refuse_stale, said, target},
    letters::{self, Reaches},
    wording::{not_empty, sign, signature},
};
use crate::{Caller, Done, Engine, EngineError, own_ids, summary::preview};

/// A picture or file that was uploaded before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyMedia {
    /// Our copy.
    pub blob: BlobHash,
    /// Its type, as found in its bytes.
    pub mime: String,
    /// A file name.
    pub name: String,
    /// What it shows, in words.
    pub alt: Option<String>,
}

/// An answer as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReply {
    /// The console's mark for it; also the platform's idempotency key. Unique per agent.
    pub key: String,
    /// What it answers. `None`: the newest unanswered message, else the newest of theirs.
    pub in_reply_to: Option<MessageId>,
    /// The words, without mentions and signature.
    pub text: String,
    /// `None`: as narrow as what it answers; public answers are kept out of public timelines.
    pub visibility: Option<Visibility>,
    /// `None`: the warning of what it answers; empty: none.
    pub content_warning: Option<String>,
    /// BCP 47; `None`: the language of what it answers.
    pub language: Option<String>,
    /// Pictures and files, in order.
    pub media: Vec<ReplyMedia>,
    /// More people to reach, by handle; the author of what it answers is always reached. Letters
    /// have `letter` instead.
    pub also_to: Vec<String>,
    /// What its author chose about its head, where it is a letter.
    pub letter: NewLetter,
    /// The last event its author had seen.
    pub seen: i64,
    /// They were shown what they had missed, and send it all the same.
    pub send_anyway: bool,
    /// Resolve the conversation with it.
    pub resolve: bool,
    /// A hash of what was asked for, by which the same key with another request is told.
    pub asked: Option<String>,
}

/// Whom we speak to first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// Somebody we know.
    Identity(IdentityId),
    /// Somebody by their handle on the account's platform.
    Handle(String),
}

/// A conversation that we begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConversation {
    /// The console's mark for it.
    pub key: String,
    /// Through which account.
    pub account: AccountId,
    /// To whom.
    pub to: Recipient,
    /// Who can read it.
    pub visibility: Visibility,
    /// What it is about; sent along where the platform has subjects.
    pub subject: Option<String>,
    /// The words.
    pub text: String,
    /// A warning before them.
    pub content_warning: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// Pictures and files.
    pub media: Vec<ReplyMedia>,
    /// A hash of what was asked for, by which the same key with another request is told.
    pub asked: Option<String>,
}

/// A reply that was written down and is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Through which account.
    pub account: AccountId,
    /// The matter.
    pub conversation: ConversationId,
    /// What was said.
    pub message: MessageId,
    /// Its way.
    pub delivery: DeliveryId,
}

impl Engine {
    /// Answers. The reply is held for the account's undo window, then it leaves.
    ///
    /// # Errors
    /// `Stale` when the conversation moved on since `seen`; `Invalid` with a `reply.*` code.
    pub async fn reply(
        &self,
        who: &Caller,
        conversation: ConversationId,
        reply: NewReply,
    ) -> Result<Done<Written>, EngineError> {
        not_empty(&reply.text, reply.media.len()).map_err(EngineError::Invalid)?;
        let (engine, who) = (self.clone(), who.clone());
        let written = self
            .write(move |tx| {
                Box::pin(async move { engine.write_reply(tx, &who, conversation, reply).await })
            })
            .await?;
        Ok(written)
    }

    async fn write_reply(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        id: ConversationId,
        reply: NewReply,
    ) -> Result<Written, EngineError> {
        let mut conversation = who.sees(tx.conversation(id).await?)?;
        if !reply.send_anyway {
            refuse_stale(tx, who, id, reply.seen).await?;
        }
        let target = target(tx, id, reply.in_reply_to).await?;
        let account = tx.account(target.account_id).await?.ok_or(EngineError::NotFound)?;
        let visibility = self.visibility(&account, target.visibility, reply.visibility)?;
        let letters = self.profile(&account)?.capabilities.letters;
        let reaches = if letters {
            Some(letters::reaches(tx, &account, &conversation, &target, &reply.letter).await?)
        } else {
            None
        };
        let to = match &reaches {
            Some(reaches) => reaches.mentions(),
            None => recipients(tx, &account, &conversation, &target, &reply.also_to).await?,
        };
        let author = tx.agent(who.agent).await?.ok_or(EngineError::Forbidden)?;
        let customer = tx.customer(conversation.customer_id).await?;
        let content_warning = match reply.content_warning {
            Some(warning) => Some(warning).filter(|w| !w.trim().is_empty()),
            None => target.content_warning.clone(),
        };
        let outbound = Outbound {
            key: self.inner.ids.next().simple().to_string(),
            in_reply_to: target.external_id.clone(),
            to,
            visibility,
            // The subject of what is answered, not of how it all began (RFC 5322, 3.6.5).
            subject: reply
                .letter
                .subject
                .or_else(|| target.subject.clone().filter(|_| letters))
                .or_else(|| conversation.subject.clone()),
            text: sign(&reply.text, signature(&account, &author.face.name), letters),
            content_warning,
            language: reply
                .language
                .or_else(|| target.language.clone())
                .or_else(|| customer.and_then(|c| c.language))
                .or_else(|| Some(account.settings.language.clone())),
            media: reply.media.into_iter().map(OutboundMedia::from).collect(),
            written_at: self.now(),
            letter: self.letter_head(&account, &author.face.name, reaches, Some(&target))?,
        };
        let thread = target.thread_id;
        let left = if reply.resolve { Status::Resolved } else { Status::Pending };
        let parent = Some(target.id);
        let (key, asked) = (reply.key, reply.asked);
        let author = Some(author.id);
        let hold = Hold { account, author, thread, parent, outbound, key, asked, left };
        if letters {
            self.withdraw_acknowledgement(tx, &conversation).await?;
        }
        let written = self.hold(tx, who, &mut conversation, hold).await?;
        if reply.resolve {
            conversation.resolve(self.now(), None);
            let status = conversation.status;
            self.emit(
                tx,
                who.actor(),
                &conversation,
                EventKind::StatusChanged { status, until: None },
            );
        }
        tx.update_conversation(&conversation).await?;
        self.drop_sent_draft(tx, who, id, "reply").await?;
        Ok(written)
    }

    /// Speaks first: a conversation that begins with a message of ours.
    pub async fn start_conversation(
        &self,
        who: &Caller,
        new: NewConversation,
    ) -> Result<Done<Written>, EngineError> {
        not_empty(&new.text, new.media.len()).map_err(EngineError::Invalid)?;
        let (engine, who) = (self.clone(), who.clone());
        let written = self
            .write(move |tx| Box::pin(async move { engine.write_first(tx, &who, new).await }))
            .await?;
        Ok(written)
    }

    async fn write_first(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        new: NewConversation,
    ) -> Result<Written, EngineError> {
        let account = tx.account(new.account).await?.filter(|a| who.scope.sees(a.id, None));
        let account = account.ok_or(EngineError::NotFound)?;
        let can = self.profile(&account)?.capabilities;
        let possible =
            if new.visibility.is_public() { can.start_public } else { can.start_private };
        if !possible {
            return Err(EngineError::invalid("reply.cannot_start"));
        }
        let (identity, mention) = self.recipient(tx, &account, new.to, can.letters).await?;
        let reaches = can.letters.then(|| {
            let name = Some(identity.name.clone()).filter(|name| *name != identity.handle);
            Reaches::one(Mailbox { name, address: identity.handle.clone() })
        });
        let author = tx.agent(who.agent).await?.ok_or(EngineError::Forbidden)?;
        let team = account.teams.first().copied();
        let id = ConversationId::new(&*self.inner.ids);
        let mut conversation =
            Conversation::begin(id, identity.customer_id, account.id, team, self.now());
        conversation.subject.clone_from(&new.subject);
        conversation.assignee_id = Some(who.agent);
        tx.insert_conversation(&conversation).await?;
        self.emit(tx, who.actor(), &conversation, EventKind::ConversationOpened);
        let thread = ThreadId::new(&*self.inner.ids);
        // Until the platform gives it a name the thread is known by its first message's key.
        let key = self.inner.ids.next().simple().to_string();
        let name = ExternalId(format!("new:{key}"));
        tx.insert_thread(thread, account.id, &name, Some(id), self.now()).await?;
        let outbound = Outbound {
            key,
            in_reply_to: None,
            to: vec![mention],
            visibility: new.visibility,
            subject: new.subject,
            text: sign(&new.text, signature(&account, &author.face.name), can.letters),
            content_warning: new.content_warning.filter(|w| !w.trim().is_empty()),
            language: new.language.or_else(|| Some(account.settings.language.clone())),
            media: new.media.into_iter().map(OutboundMedia::from).collect(),
            written_at: self.now(),
            letter: self.letter_head(&account, &author.face.name, reaches, None)?,
        };
        let (key, asked, left) = (new.key, new.asked, Status::Pending);
        let author = Some(author.id);
        let hold = Hold { account, author, thread, parent: None, outbound, key, asked, left };
        let written = self.hold(tx, who, &mut conversation, hold).await?;
        tx.update_conversation(&conversation).await?;
        Ok(written)
    }

    /// Writes a reply down, held. Passes the turn to the customer; `update_conversation` is the
    /// caller's.
    async fn hold(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        conversation: &mut Conversation,
        hold: Hold,
    ) -> Result<Written, EngineError> {
        if hold.account.status != AccountStatus::Connected {
            return Err(EngineError::invalid("reply.account_disconnected"));
        }
        fits(&self.limits(&hold.account)?, &hold.outbound).map_err(EngineError::Invalid)?;
        let now = self.now();
        let url = &self.inner.config.public_url;
        if let Some(found) = own_ids::find(tx, &hold.outbound, url, now).await? {
            return Err(EngineError::invalid_with("reply.own_id", &[("found", found)]));
        }
        let message_id = MessageId::new(&*self.inner.ids);
        let delivery_id = DeliveryId::new(&*self.inner.ids);
        let message = said((message_id, delivery_id), conversation.id, &hold);
        tx.insert_message(&message).await?;
        for (position, media) in hold.outbound.media.iter().enumerate() {
            let attachment = attached(&*self.inner.ids, media);
            tx.insert_attachment(message_id, position, &attachment, None).await?;
        }
        let Hold { account, outbound, key, asked, left, .. } = hold;
        let takes = conversation.assignee_id.is_none();
        let standing_before =
            Some(Standing { took: takes.then_some(who.agent), ..conversation.standing(left) });
        let waiting_before = conversation.answered();
        conversation.preview = preview(&message.text);
        conversation.preview_private = !message.visibility.is_public();
        conversation.last_message_id = Some(message_id);
        conversation.last_message_at = now;
        let held = after(now, account.settings.hold(outbound.visibility.is_public()));
        let not_before = self.turn(tx, &account, held).await?;
        let delivery = Delivery {
            id: delivery_id,
            message_id,
            conversation_id: conversation.id,
            account_id: account.id,
            agent_id: Some(who.agent),
            client_key: key,
            state: DeliveryState::Held,
            not_before,
            attempts: 0,
            attempted_at: None,
            reason: None,
            outbound,
            receipt: None,
            waiting_before,
            standing_before,
            asked,
            returned: Vec::new(),
        };
        tx.insert_delivery(&delivery).await?;
        let written = EventKind::ReplyWritten { message: message_id, delivery: delivery_id };
        self.emit(tx, who.actor(), conversation, written);
        if takes {
            conversation.assignee_id = Some(who.agent);
            let (assignee, team) = (conversation.assignee_id, conversation.team_id);
            self.emit(tx, who.actor(), conversation, EventKind::Assigned { assignee, team });
        }
        Ok(Written {
            account: account.id,
            conversation: conversation.id,
            message: message_id,
            delivery: delivery_id,
        })
    }

    /// As wide as asked, never wider than what it answers.
    fn visibility(
        &self,
        account: &Account,
        parent: Visibility,
        asked: Option<Visibility>,
    ) -> Result<Visibility, EngineError> {
        match asked {
            Some(asked) if asked > parent => Err(EngineError::invalid("reply.too_wide")),
            Some(asked) => Ok(asked),
            None if parent == Visibility::Public
                && self.profile(account)?.capabilities.unlisted =>
            {
                Ok(Visibility::Unlisted)
            }
            None => Ok(parent),
        }
    }

    async fn recipient(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        to: Recipient,
        letters: bool,
    ) -> Result<(Identity, Mention), EngineError> {
        let identity = match to {
            Recipient::Identity(id) => {
                tx.identity(id).await?.filter(|i| i.platform == account.platform)
            }
            // Anybody can be written to who has an address.
            Recipient::Handle(written) if letters => {
                let mailbox = letters::mailbox(&written).map_err(EngineError::Invalid)?;
                let known = tx.identity_by_handle(&account.platform, &mailbox.address).await?;
                Some(match known {
                    Some(known) => known,
                    None => self.first_heard_of(tx, account, &mailbox).await?,
                })
            }
            Recipient::Handle(handle) => {
                let handle = handle.trim().trim_start_matches('@').to_lowercase();
                tx.identity_by_handle(&account.platform, &handle).await?
            }
        };
        let identity = identity.ok_or_else(|| EngineError::invalid("reply.recipient_unknown"))?;
        let mention =
            Mention { external_id: identity.external_id.clone(), handle: identity.handle.clone() };
        Ok((identity, mention))
    }
}

/// A reply that is ready to be written down.
pub(crate) struct Hold {
    pub(crate) account: Account,
    /// `None`: the house itself.
    pub(crate) author: Option<AgentId>,
    pub(crate) thread: ThreadId,
    pub(crate) parent: Option<MessageId>,
    pub(crate) outbound: Outbound,
    pub(crate) key: String,
    pub(crate) asked: Option<String>,
    /// What becomes of the conversation with it.
    pub(crate) left: Status,
}

impl From<ReplyMedia> for OutboundMedia {
    fn from(media: ReplyMedia) -> Self {
        Self { blob: media.blob, mime: media.mime, name: media.name, alt: media.alt }
    }
}
