//! Handing out everything that is kept about a person (Art. 15 GDPR), as an archive to read, print
//! and process. Written piece by piece while it is read: nothing is held but the piece.
//!
//! Internal notes are part of it: what was noted about a person is their data (BGH, 15 June 2021,
//! VI ZR 576/19). What other customers said is not theirs and is left out. Agents appear under the
//! name that customers see.

mod archive;
mod page;
mod view;

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use gerne_domain::{
    Account, AccountId, Actor, Agent, AgentId, AttachmentId, BlobHash, Conversation,
    ConversationId, Customer, CustomerId, Direction, EventKind, Fact, FactId, FactState, FlagId,
    Identity, IdentityId, Message, MessageId, Platform, Role, RuleId, Stated, Timestamp, ToneRead,
    Verification,
};
use gerne_store::Reader;
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
    /// What to call the file: whom it is about by one of their handles, and the day.
    pub name: String,
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
    /// What platforms are called.
    platforms: HashMap<String, String>,
    disclosure: Disclosure,
    /// What was read in what they said, and written down about them; without what was dismissed.
    facts: Vec<Fact>,
    /// What rules are called.
    rules: HashMap<RuleId, String>,
    /// Posts of theirs that rules found.
    found: Vec<gerne_domain::Flag>,
    verified: Vec<Verification>,
    /// The words that colleagues put on them.
    labels: Vec<String>,
}

/// What the law wants said about whoever keeps the data.
#[derive(Clone, Debug)]
pub struct Disclosure {
    /// Who is responsible, with an address: as in the company's privacy notice. Empty: not said.
    pub controller: String,
    /// In which time zone times are written.
    pub zone: jiff::tz::TimeZone,
}

impl Default for Disclosure {
    fn default() -> Self {
        Self { controller: String::new(), zone: jiff::tz::TimeZone::UTC }
    }
}

impl Disclosure {
    fn zone_name(&self) -> String {
        self.zone.iana_name().unwrap_or("UTC").to_owned()
    }
}

impl Subject {
    /// What customers call an agent.
    fn agent(&self, id: AgentId) -> &str {
        self.agents.get(&id).map_or("", |agent| agent.face.name.as_str())
    }

    fn account(&self, id: AccountId) -> (&str, &str) {
        let account = self.accounts.get(&id);
        account
            .map_or(("", ""), |account| (self.platform(&account.platform), account.handle.as_str()))
    }

    /// What people call a platform.
    fn platform<'s>(&'s self, platform: &'s Platform) -> &'s str {
        self.platforms.get(platform.as_str()).map_or(platform.as_str(), String::as_str)
    }

    fn file_name(&self) -> String {
        let handle = self.identities.first().map_or("", |identity| identity.handle.as_str());
        let plain = |c: char| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '-' };
        let handle: String = handle.chars().map(plain).take(60).collect();
        let day = self.made_at.to_zoned(self.disclosure.zone.clone()).date();
        let what = match self.language {
            Language::German => "auskunft",
            Language::English => "data",
        };
        let parts = [what, handle.trim_matches(['-', '.']), &day.to_string()];
        let there: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}.zip", there.join("-"))
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
    /// Something said, with what it said before and what machines made of it.
    Message(Box<Message>, Vec<gerne_domain::Revision>, Machines),
    /// So many things that others said there are left out.
    Others(usize),
    /// Something noted.
    Note(gerne_domain::Note),
    /// Something said outside the platforms, as it was written down.
    Contact(gerne_domain::Contact),
    /// Something that they were promised.
    Promise(Box<gerne_domain::Promise>),
    /// Something written and not sent.
    Draft(gerne_store::Draft),
}

/// What machines made of a message.
#[derive(Clone, Debug, Default)]
struct Machines {
    /// What was read of its tone.
    tone: Option<ToneRead>,
    /// What the rules are called that noticed it.
    noticed_by: Vec<String>,
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
        let name = subject.file_name();
        let engine = self.clone();
        self.inner.tasks.spawn("export", async move {
            let mut archive = Archive::new(out);
            if let Err(error) = engine.fill(&subject, &mut archive).await {
                archive.fail(error).await;
            }
        });
        Ok(Done { value: Export { name, pieces }, seq: told.seq })
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
            facts: read_about(&mut db, &people, &conversations).await?,
            verified: db.verifications(id).await?,
            labels: carried_by(&mut db, id).await?,
            rules: db.rules().await?.into_iter().map(|rule| (rule.id, rule.name)).collect(),
            found: found_of(&mut db, &people).await?,
            identities: db.identities_of_all(&people).await?,
            agents: db.agents().await?.into_iter().map(|agent| (agent.id, agent)).collect(),
            accounts: accounts.into_iter().map(|account| (account.id, account)).collect(),
            platforms: self
                .inner
                .registry
                .profiles()
                .map(|profile| (profile.platform.to_owned(), profile.name.to_owned()))
                .collect(),
            disclosure: self.inner.config.disclosure.clone(),
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

/// Statements of one person that are handed out: more than anybody makes.
const FACTS: usize = 20_000;

/// What was read in what somebody said, and written down about them, in order.
async fn read_about(
    db: &mut Reader,
    people: &[CustomerId],
    conversations: &[Conversation],
) -> Result<Vec<Fact>, EngineError> {
    let mut facts: BTreeMap<(Timestamp, FactId), Fact> = BTreeMap::new();
    let mut take = |stated: Vec<Stated>| {
        let counts = |fact: &Fact| fact.state != FactState::Dismissed && fact.kind != "asked";
        for fact in stated.into_iter().map(|one| one.fact).filter(counts) {
            facts.insert((fact.said_at, fact.id), fact);
        }
    };
    for id in people {
        take(db.facts_of(*id, FACTS).await?);
    }
    for conversation in conversations {
        let mut here = db.facts_in(conversation.id, FACTS).await?;
        // What others said there is theirs.
        here.retain(|one| one.customer_id.is_none_or(|id| people.contains(&id)));
        take(here);
    }
    Ok(facts.into_values().collect())
}

/// Pictures and files, by the name they have in the archive.
#[derive(Default)]
struct Files {
    names: HashMap<AttachmentId, String>,
    all: Vec<(String, BlobHash)>,
}

impl Files {
    fn take(&mut self, part: &Part) {
        let Part::Message(message, ..) = part else { return };
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
    /// What was noted or begun in the conversation and comes behind what was said before it.
    between: std::collections::VecDeque<(Timestamp, Part)>,
    next: usize,
    after: Option<(Timestamp, MessageId)>,
    others: usize,
    elsewhere: bool,
    over: bool,
}

impl<'s> Walk<'s> {
    fn new(engine: &'s Engine, subject: &'s Subject) -> Self {
        let ready = std::collections::VecDeque::new();
        let between = std::collections::VecDeque::new();
        let (next, after, others) = (0, None, 0);
        Self { engine, subject, ready, between, next, after, others, elsewhere: false, over: false }
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
            self.gather(conversation.id).await?;
        }
        let mut db = self.engine.inner.store.read().await?;
        let messages = db.messages_in_order(conversation.id, self.after, AT_ONCE).await?;
        if messages.is_empty() {
            self.rest_of();
            (self.next, self.after, self.others) = (self.next + 1, None, 0);
            return Ok(());
        }
        self.after = messages.last().map(|last| (last.published_at, last.id));
        let mut made = made_of(&mut db, self.subject, &messages).await?;
        for message in messages {
            while let Some((_, part)) =
                self.between.pop_front_if(|(at, _)| *at < message.published_at)
            {
                self.ready.push_back(part);
            }
            if self.subject.is_theirs(&message) {
                let revisions = db.revisions(message.id).await?;
                let made = made.remove(&message.id).unwrap_or_default();
                self.ready.push_back(Part::Message(Box::new(message), revisions, made));
            } else {
                self.others += 1;
            }
        }
        Ok(())
    }

    /// What was noted and begun in a conversation, in order.
    async fn gather(&mut self, id: ConversationId) -> Result<(), EngineError> {
        let mut db = self.engine.inner.store.read().await?;
        let notes = db.notes_of(id).await?.into_iter().map(|n| (n.created_at, Part::Note(n)));
        let drafts = db.drafts_in(id).await?.into_iter().map(|d| (d.saved_at, Part::Draft(d)));
        let contacts = db.contacts_of(&[id]).await?.into_iter().map(|c| (c.at, Part::Contact(c)));
        let promises =
            db.promises_of(id).await?.into_iter().map(|p| (p.made_at, Part::Promise(Box::new(p))));
        let between = notes.chain(drafts).chain(contacts).chain(promises);
        let mut between: Vec<(Timestamp, Part)> = between.collect();
        between.sort_by_key(|(at, _)| *at);
        self.between = between.into();
        Ok(())
    }

    fn rest_of(&mut self) {
        self.ready.extend(self.between.drain(..).map(|(_, part)| part));
        if self.others > 0 {
            self.ready.push_back(Part::Others(self.others));
        }
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
        let mut made = made_of(&mut db, self.subject, &messages).await?;
        for message in messages {
            let revisions = db.revisions(message.id).await?;
            let made = made.remove(&message.id).unwrap_or_default();
            self.ready.push_back(Part::Message(Box::new(message), revisions, made));
        }
        Ok(())
    }
}

/// The words that colleagues put on them.
async fn carried_by(db: &mut Reader, id: CustomerId) -> Result<Vec<String>, EngineError> {
    let carried = db.customer_labels(&[id]).await?;
    let all = db.labels().await?.into_iter();
    let on_them = all.filter(|label| carried.iter().any(|(_, one)| *one == label.id));
    Ok(on_them.map(|label| label.name).collect())
}

/// What machines made of messages.
async fn made_of(
    db: &mut Reader,
    subject: &Subject,
    messages: &[Message],
) -> Result<HashMap<MessageId, Machines>, EngineError> {
    let ids: Vec<MessageId> = messages.iter().map(|message| message.id).collect();
    let mut made: HashMap<MessageId, Machines> = HashMap::new();
    for tone in db.tones(&ids).await? {
        made.entry(tone.message_id).or_default().tone = Some(tone.read);
    }
    let flags = db.flags_of_messages(&ids).await?;
    let of: HashMap<FlagId, MessageId> =
        flags.iter().filter_map(|flag| Some((flag.id, flag.message_id?))).collect();
    let ids: Vec<FlagId> = of.keys().copied().collect();
    for hit in db.flag_hits(&ids).await? {
        let name = subject.rules.get(&hit.rule_id).cloned();
        if let (Some(message), Some(name)) = (of.get(&hit.flag_id), name) {
            made.entry(*message).or_default().noticed_by.push(name);
        }
    }
    Ok(made)
}

/// Posts of these people that rules found and that nobody confirmed yet.
async fn found_of(
    db: &mut gerne_store::Reader,
    people: &[CustomerId],
) -> Result<Vec<gerne_domain::Flag>, EngineError> {
    let mut found = Vec::new();
    for identity in db.identities_of_all(people).await? {
        found.extend(db.flags_by(&identity.platform, &identity.external_id).await?);
    }
    Ok(found)
}
