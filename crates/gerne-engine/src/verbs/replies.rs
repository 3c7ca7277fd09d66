//! Answering.

use gerne_domain::{
    Account, AccountId, BlobHash, Conversation, ConversationId, DeliveryId, EventKind, Message,
    MessageId, Outbound, OutboundMedia, Status, Visibility,
};
use gerne_store::Tx;

use super::{
    NewLetter,
    compose::{recipients, refuse_stale, target},
    holding::Prepared,
    letters,
    wording::{not_empty, sign, signature},
};
use crate::{
    Caller, Done, Engine, EngineError,
    knowing::{Taught, privacy, reading::Place},
    promises::{SaidPromise, Source},
};

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
    /// It says something private in public, and why it is sent all the same.
    pub in_public: Option<String>,
    /// Kinds of hints that its author was shown.
    pub hinted: Vec<String>,
    /// A hash of what was asked for, by which the same key with another request is told.
    pub asked: Option<String>,
    /// What its author says about promises in it; the rest is found and proposed.
    pub promises: Vec<SaidPromise>,
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

impl NewReply {
    /// What goes out in an agent's name at a time that somebody chose: nothing that happened
    /// meanwhile makes it stale.
    pub(crate) fn of_the_house(key: String, text: String) -> Self {
        Self {
            key,
            in_reply_to: None,
            text,
            visibility: None,
            content_warning: None,
            language: None,
            media: Vec::new(),
            also_to: Vec::new(),
            letter: NewLetter::default(),
            seen: 0,
            send_anyway: true,
            resolve: false,
            asked: None,
            promises: Vec::new(),
            in_public: None,
            hinted: Vec::new(),
        }
    }
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
        let taught = self.taught().await?;
        let written = self
            .write(move |tx| {
                Box::pin(
                    async move { engine.write_reply(tx, &who, &taught, conversation, reply).await },
                )
            })
            .await?;
        Ok(written)
    }

    pub(super) async fn write_reply(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        taught: &Taught,
        id: ConversationId,
        mut reply: NewReply,
    ) -> Result<Written, EngineError> {
        let mut conversation = who.sees(tx.conversation(id).await?)?;
        if !reply.send_anyway {
            refuse_stale(tx, who, id, reply.seen).await?;
        }
        self.refuse_pressing(tx, id).await?;
        let target = target(tx, id, reply.in_reply_to).await?;
        let account = tx.account(target.account_id).await?.ok_or(EngineError::NotFound)?;
        let visibility = self.visibility(&account, target.visibility, reply.visibility)?;
        let there = (id, Some(target.id), Some(visibility));
        let in_public = reply.in_public.take();
        let private = self.refuse_private(tx, taught, there, &reply.text, in_public).await?;
        let said = (reply.text.as_str(), reply.hinted.as_slice());
        let asked = self.heed(tx, taught, who, &conversation, said).await?;
        let letters = self.profile(&account)?.capabilities.letters;
        let (resolve, promises) = (reply.resolve, std::mem::take(&mut reply.promises));
        let left = if resolve { Status::Resolved } else { Status::Pending };
        let prepared =
            self.prepare_reply(tx, who, &conversation, &target, account, reply, left).await?;
        if letters {
            self.withdraw_acknowledgement(tx, &conversation).await?;
        }
        let written = self.hold(tx, who, &mut conversation, prepared).await?;
        if let Some(asked) = asked {
            self.measure_asked(tx, &conversation, written.message, who.agent, asked).await?;
        }
        if let Some(message) = tx.message(written.message).await? {
            let source = Source::Message(&message);
            let made = (who.actor(), Some(who.agent));
            // It binds once it has arrived.
            self.promise_in(tx, made, &conversation, source, &promises, false).await?;
        }
        self.keep_answer(tx, taught, who, &conversation, written.message, private).await?;
        if resolve {
            conversation.resolve(self.now(), None);
            let status = conversation.status;
            self.emit(
                tx,
                who.actor(),
                &conversation,
                EventKind::StatusChanged { status, until: None },
            );
        }
        self.keep(tx, &mut conversation).await?;
        self.drop_sent_draft(tx, who, id, "reply").await?;
        Ok(written)
    }

    /// A reply as it will be written down.
    #[expect(clippy::too_many_arguments, reason = "what a reply is made of")]
    pub(crate) async fn prepare_reply(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        conversation: &Conversation,
        target: &Message,
        account: Account,
        reply: NewReply,
        left: Status,
    ) -> Result<Prepared, EngineError> {
        let visibility = self.visibility(&account, target.visibility, reply.visibility)?;
        let letters = self.profile(&account)?.capabilities.letters;
        let reaches = if letters {
            Some(letters::reaches(tx, &account, conversation, target, &reply.letter).await?)
        } else {
            None
        };
        let to = match &reaches {
            Some(reaches) => reaches.mentions(),
            None => recipients(tx, &account, conversation, target, &reply.also_to).await?,
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
            letter: self.letter_head(&account, &author.face.name, reaches, Some(target))?,
        };
        let thread = target.thread_id;
        let parent = Some(target.id);
        let (key, asked) = (reply.key, reply.asked);
        let author = Some(author.id);
        Ok(Prepared { account, author, thread, parent, outbound, key, asked, left })
    }

    /// What is private is not said in public, unless somebody says why. That reason, when it was
    /// needed.
    pub(crate) async fn refuse_private(
        &self,
        tx: &mut Tx<'_>,
        taught: &Taught,
        (id, parent, visibility): (ConversationId, Option<MessageId>, Option<Visibility>),
        text: &str,
        reason: Option<String>,
    ) -> Result<Option<String>, EngineError> {
        if !visibility.is_some_and(Visibility::is_public) {
            return Ok(None);
        }
        let conversation = tx.conversation(id).await?.ok_or(EngineError::NotFound)?;
        let place = Place::of(tx, &conversation, parent, visibility).await?;
        let public = place.public(conversation.customer_id, self.now());
        privacy::refuse(tx, taught, &public, text, reason).await
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
}

impl From<ReplyMedia> for OutboundMedia {
    fn from(media: ReplyMedia) -> Self {
        Self { blob: media.blob, mime: media.mime, name: media.name, alt: media.alt }
    }
}
