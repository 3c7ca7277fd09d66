//! Speaking first: a conversation that begins with a message of ours.

use gerne_domain::{
    Account, AccountId, Conversation, ConversationId, EventKind, ExternalId, Identity, IdentityId,
    Mailbox, Mention, Outbound, OutboundMedia, Status, ThreadId, Visibility,
};
use gerne_store::Tx;

use super::{
    ReplyMedia, Written,
    holding::Prepared,
    letters::{self, Reaches},
    wording::{not_empty, sign, signature},
};
use crate::{
    Caller, Done, Engine, EngineError,
    knowing::{Taught, privacy},
    promises::Source,
};

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
    /// It says something private in public, and why it is sent all the same.
    pub in_public: Option<String>,
    /// A hash of what was asked for, by which the same key with another request is told.
    pub asked: Option<String>,
}

impl Engine {
    /// Speaks first: a conversation that begins with a message of ours.
    pub async fn start_conversation(
        &self,
        who: &Caller,
        new: NewConversation,
    ) -> Result<Done<Written>, EngineError> {
        not_empty(&new.text, new.media.len()).map_err(EngineError::Invalid)?;
        let (engine, who) = (self.clone(), who.clone());
        let taught = self.taught().await?;
        let written = self
            .write(move |tx| {
                Box::pin(async move { engine.write_first(tx, &who, &taught, new).await })
            })
            .await?;
        Ok(written)
    }

    async fn write_first(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        taught: &Taught,
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
        let mut in_public = None;
        if new.visibility.is_public() {
            let customer = Some(identity.customer_id);
            let public = privacy::Public { customer, thread: &[], now: self.now() };
            in_public = privacy::refuse(tx, taught, &public, &new.text, new.in_public).await?;
        }
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
        let prepared =
            Prepared { account, author, thread, parent: None, outbound, key, asked, left };
        let written = self.hold(tx, who, &mut conversation, prepared).await?;
        if let Some(message) = tx.message(written.message).await? {
            let made = (who.actor(), Some(who.agent));
            let source = Source::Message(&message);
            self.promise_in(tx, made, &conversation, source, &[], false).await?;
        }
        self.keep_answer(tx, taught, who, &conversation, written.message, in_public).await?;
        self.keep(tx, &mut conversation).await?;
        Ok(written)
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
