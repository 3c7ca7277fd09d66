//! Handing out everything that is kept about a person (Art. 15 GDPR), as an archive to read, print
//! and process. Written piece by piece while it is read: nothing is held but the piece.
//!
//! Internal notes are part of it: what was noted about a person is their data (BGH, 15 June 2021,
//! VI ZR 576/19). What other customers said is not theirs and is left out. Agents appear under the
//! name that customers see.

mod archive;
mod page;
mod view;

use std::collections::HashMap;

use bytes::Bytes;
use gerne_domain::{
    Account, AccountId, Actor, Agent, AgentId, AttachmentId, BlobHash, Conversation,
    ConversationId, Customer, CustomerId, Direction, EventKind, Identity, IdentityId, Message,
    MessageId, Role, Timestamp,
};
use tokio::sync::mpsc;

use self::{
    archive::Archive,
    page::{Language, Page},
};
use crate::{Caller, Done, Engine, EngineError};

/// Pieces that wait for a slow reader.
const AHEAD: usize = 4;
/// Messages read at a time.
const AT_ONCE: usize = 200;

/// An archive in the making.
#[derive(Debug)]
pub struct Export {
    pieces: mpsc::Receiver<Result<Bytes, EngineError>>,
}

impl Export {
    /// The next piece; `None` at the end. An error means that the archive is not whole.
    pub async fn next(&mut self) -> Option<Result<Bytes, EngineError>> {
        self.pieces.recv().await
    }
}

/// What all parts of an archive need.
struct Subject {
    made_at: Timestamp,
    language: Language,
    customer: Customer,
    people: Vec<CustomerId>,
    identities: Vec<Identity>,
    conversations: Vec<Conversation>,
    accounts: HashMap<AccountId, Account>,
    agents: HashMap<AgentId, Agent>,
}

impl Subject {
    /// What customers call an agent.
    fn agent(&self, id: AgentId) -> &str {
        self.agents.get(&id).map_or("", |agent| agent.face.name.as_str())
    }

    fn account(&self, id: AccountId) -> (&str, &str) {
        let account = self.accounts.get(&id);
        account.map_or(("", ""), |account| (account.platform.as_str(), account.handle.as_str()))
    }

    /// Whether a message is theirs or was said to them; not what other customers said.
    fn is_theirs(&self, message: &Message) -> bool {
        message.direction == Direction::Out || self.wrote(message.identity_id)
    }

    fn wrote(&self, identity: Option<IdentityId>) -> bool {
        identity.is_some_and(|id| self.identities.iter().any(|identity| identity.id == id))
    }
}

/// A part of what is handed out, in order.
enum Part {
    /// A matter begins.
    Conversation(Box<Conversation>),
    /// What they said in others' matters begins.
    Elsewhere,
    /// Something said, with what it said before.
    Message(Box<Message>, Vec<gerne_domain::Revision>),
    /// So many things that others said there are left out.
    Others(usize),
    /// Something noted.
    Note(gerne_domain::Note),
    /// Something written and not sent.
    Draft(gerne_store::Draft),
}

impl Engine {
    /// Everything that is kept about a person. `language`: `de` or `en`; `None`: theirs. That it
    /// was taken out is told to the log. `who` is `None` at the shell.
    ///
    /// # Errors
    /// `export.partial` when they may not see all of it: half an answer would be a wrong one.
    pub async fn export_customer(
        &self,
        who: Option<&Caller>,
        id: CustomerId,
        language: Option<&str>,
    ) -> Result<Done<Export>, EngineError> {
        if let Some(who) = who {
            who.at_least(Role::Lead)?;
        }
        let subject = self.subject(who, id, language).await?;
        let (engine, customer) = (self.clone(), subject.customer.id);
        let actor = who.map_or(Actor::System, Caller::actor);
        let told = self
            .write(move |tx| {
                Box::pin(async move {
                    engine.emit_customer(tx, actor, customer, EventKind::CustomerExported);
                    Ok(())
                })
            })
            .await?;
        let (out, pieces) = mpsc::channel(AHEAD);
        let engine = self.clone();
        self.inner.tasks.spawn("export", async move {
            let mut archive = Archive::new(out);
            if let Err(error) = engine.fill(&subject, &mut archive).await {
                archive.fail(error).await;
            }
        });
        Ok(Done { value: Export { pieces }, seq: told.seq })
    }

    async fn subject(
        &self,
        who: Option<&Caller>,
        id: CustomerId,
        language: Option<&str>,
    ) -> Result<Subject, EngineError> {
        let mut db = self.inner.store.read().await?;
        let id = db.customer_joined_into(id).await?.unwrap_or(id);
        let customer = db.customer(id).await?.ok_or(EngineError::NotFound)?;
        let people = db.customer_family(id).await?;
        let ids = db.conversations_of_people(&people).await?;
        let mut conversations = db.conversations(&ids).await?;
        if let Some(who) = who {
            if !db.customer_visible(id, &who.scope).await? {
                return Err(EngineError::NotFound);
            }
            let sees = |c: &Conversation| who.scope.sees(c.account_id, c.team_id);
            if !conversations.iter().all(sees) {
                return Err(EngineError::invalid("export.partial"));
            }
        }
        conversations.sort_by_key(|conversation| (conversation.created_at, conversation.id));
        let accounts = db.accounts_ever().await?;
        let spoken = conversations.first().and_then(|first| {
            let account = accounts.iter().find(|account| account.id == first.account_id);
            account.map(|account| account.settings.language.clone())
        });
        let language = language.map(str::to_owned).or_else(|| customer.language.clone());
        let language = language.or(spoken).unwrap_or_default();
        Ok(Subject {
            made_at: self.now(),
            language: if language.starts_with("de") { Language::German } else { Language::English },
            identities: db.identities_of_all(&people).await?,
            agents: db.agents().await?.into_iter().map(|agent| (agent.id, agent)).collect(),
            accounts: accounts.into_iter().map(|account| (account.id, account)).collect(),
            customer,
            people,
            conversations,
        })
    }

    async fn fill(&self, subject: &Subject, archive: &mut Archive) -> Result<(), EngineError> {
        let mut files = Files::default();
        archive.begin("data.json").await?;
        let mut first = view::head(subject, archive)?;
        let mut parts = Walk::new(self, subject);
        while let Some(part) = parts.next().await? {
            files.take(&part);
            view::part(subject, &files, &part, &mut first, archive)?;
            archive.flush().await?;
        }
        view::tail(&first, archive)?;
        archive.begin("index.html").await?;
        let mut page = Page::begin(subject, archive)?;
        let mut parts = Walk::new(self, subject);
        while let Some(part) = parts.next().await? {
            page.part(subject, &files, &part, archive)?;
            archive.flush().await?;
        }
        page.end(archive)?;
        for (name, hash) in files.all {
            if let Some(blob) = self.inner.store.blob(&hash).await? {
                archive.begin(&name).await?;
                for piece in blob.bytes.chunks(archive::PIECE) {
                    archive.put(piece)?;
                    archive.flush().await?;
                }
            }
        }
        archive.end().await
    }
}

/// Pictures and files, by the name they have in the archive.
#[derive(Default)]
struct Files {
    names: HashMap<AttachmentId, String>,
    all: Vec<(String, BlobHash)>,
}

impl Files {
    fn take(&mut self, part: &Part) {
        let Part::Message(message, _) = part else { return };
        for attachment in &message.attachments {
            let Some(hash) = &attachment.blob else { continue };
            let end = attachment.mime.as_deref().and_then(|mime| mime.split('/').nth(1));
            let end: String =
                end.unwrap_or("bin").chars().filter(char::is_ascii_alphanumeric).take(8).collect();
            let name = format!("attachments/{:04}.{end}", self.all.len() + 1);
            self.names.insert(attachment.id, name.clone());
            self.all.push((name, hash.clone()));
        }
    }

    fn name(&self, id: AttachmentId) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }
}

/// Goes through everything about somebody, in order and in pieces.
struct Walk<'s> {
    engine: &'s Engine,
    subject: &'s Subject,
    ready: std::collections::VecDeque<Part>,
    next: usize,
    after: Option<(Timestamp, MessageId)>,
    others: usize,
    elsewhere: bool,
    over: bool,
}

impl<'s> Walk<'s> {
    fn new(engine: &'s Engine, subject: &'s Subject) -> Self {
        let ready = std::collections::VecDeque::new();
        let (next, after, others) = (0, None, 0);
        Self { engine, subject, ready, next, after, others, elsewhere: false, over: false }
    }

    async fn next(&mut self) -> Result<Option<Part>, EngineError> {
        while self.ready.is_empty() && !self.over {
            match self.subject.conversations.get(self.next) {
                Some(conversation) => self.conversation(conversation).await?,
                None => self.elsewhere().await?,
            }
        }
        Ok(self.ready.pop_front())
    }

    async fn conversation(&mut self, conversation: &Conversation) -> Result<(), EngineError> {
        if self.after.is_none() {
            self.ready.push_back(Part::Conversation(Box::new(conversation.clone())));
        }
        let mut db = self.engine.inner.store.read().await?;
        let messages = db.messages_in_order(conversation.id, self.after, AT_ONCE).await?;
        if messages.is_empty() {
            self.rest_of(conversation.id).await?;
            (self.next, self.after, self.others) = (self.next + 1, None, 0);
            return Ok(());
        }
        self.after = messages.last().map(|last| (last.published_at, last.id));
        for message in messages {
            if self.subject.is_theirs(&message) {
                let revisions = db.revisions(message.id).await?;
                self.ready.push_back(Part::Message(Box::new(message), revisions));
            } else {
                self.others += 1;
            }
        }
        Ok(())
    }

    async fn rest_of(&mut self, id: ConversationId) -> Result<(), EngineError> {
        let mut db = self.engine.inner.store.read().await?;
        if self.others > 0 {
            self.ready.push_back(Part::Others(self.others));
        }
        self.ready.extend(db.notes_of(id).await?.into_iter().map(Part::Note));
        self.ready.extend(db.drafts_in(id).await?.into_iter().map(Part::Draft));
        Ok(())
    }

    async fn elsewhere(&mut self) -> Result<(), EngineError> {
        let mut db = self.engine.inner.store.read().await?;
        let people = &self.subject.people;
        let messages = db.messages_elsewhere(people, self.after, AT_ONCE).await?;
        self.over = messages.is_empty();
        if !self.over && !self.elsewhere {
            self.elsewhere = true;
            self.ready.push_back(Part::Elsewhere);
        }
        self.after = messages.last().map(|last| (last.published_at, last.id)).or(self.after);
        for message in messages {
            let revisions = db.revisions(message.id).await?;
            self.ready.push_back(Part::Message(Box::new(message), revisions));
        }
        Ok(())
    }
}
