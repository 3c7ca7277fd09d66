//! Everything Facebook knows, behind one lock; look-ups live here, changes in `deeds`.

use std::collections::{BTreeMap, HashMap, VecDeque};

use jiff::Timestamp;

use super::events::Queue;
use super::model::{
    Author, Code, Comment, Conversation, Grant, Media, Message, Page, PageNo, Person, Post, Token,
    Who,
};
use super::subscriptions::Callback;
use super::usage::Usage;
use super::{FacebookConfig, FbIds};
use crate::SimClock;
use crate::faults::{FaultKind, Faults, Occasion};
use crate::journal::{Effect, JournalEntry, RequestRecord, Via};
use crate::random::Random;

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) config: FacebookConfig,
    pub(crate) clock: SimClock,
    /// `http://127.0.0.1:port`, without a slash at the end.
    pub(crate) base: String,
    pub(crate) people: Vec<Person>,
    pub(crate) pages: Vec<Page>,
    pub(crate) posts: BTreeMap<u64, Post>,
    pub(crate) comments: BTreeMap<u64, Comment>,
    pub(crate) conversations: Vec<Conversation>,
    pub(crate) messages: BTreeMap<u64, Message>,
    pub(crate) media: HashMap<u64, Media>,
    pub(crate) grants: Vec<Grant>,
    pub(crate) tokens: HashMap<String, Token>,
    pub(crate) codes: HashMap<String, Code>,
    pub(crate) callback: Option<Callback>,
    pub(crate) queue: Queue,
    pub(crate) usage: Usage,
    pub(crate) faults: Faults,
    pub(crate) random: Random,
    pub(crate) journal: Vec<JournalEntry>,
    pub(crate) requests: VecDeque<RequestRecord>,
    /// How many there were.
    pub(crate) answered: u64,
    pub(crate) changed: bool,
    number: u64,
}

crate::stand_in::kept!(State);

/// Who does something, and by which way.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    pub(crate) who: Author,
    pub(crate) via: Via,
    pub(crate) request_id: Option<String>,
}

impl Actor {
    /// Somebody on the square, or the Page in Facebook's own app.
    pub(crate) fn person(who: Author) -> Self {
        Self { who, via: Via::Square, request_id: None }
    }
}

/// Something with an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Node {
    Page(PageNo),
    Post(u64),
    Comment(u64),
    Conversation(usize),
    Message(u64),
    Photo(u64),
    /// Somebody as a Page sees them.
    Person(Who, PageNo),
    /// Somebody who logged in.
    User(Who),
    App,
}

impl State {
    pub(crate) fn new(config: FacebookConfig, clock: SimClock, seed: u64, base: &str) -> Self {
        Self {
            config,
            clock,
            base: base.to_owned(),
            people: Vec::new(),
            pages: Vec::new(),
            posts: BTreeMap::new(),
            comments: BTreeMap::new(),
            conversations: Vec::new(),
            messages: BTreeMap::new(),
            media: HashMap::new(),
            grants: Vec::new(),
            tokens: HashMap::new(),
            codes: HashMap::new(),
            callback: None,
            queue: Queue::default(),
            usage: Usage::default(),
            faults: Faults::seeded(seed ^ 0xfb),
            random: Random::seeded(seed ^ 0xfb),
            journal: Vec::new(),
            requests: VecDeque::new(),
            answered: 0,
            changed: false,
            number: 122_093_600_000_000_000,
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.platform_now()
    }

    /// Numbers rise, but not by one.
    pub(crate) fn next_number(&mut self) -> u64 {
        self.number += 7 + self.random.next() % 90;
        self.number
    }

    pub(crate) fn find_person(&self, handle: &str) -> Option<Who> {
        self.people.iter().position(|one| one.spec.handle.eq_ignore_ascii_case(handle))
    }

    pub(crate) fn find_page(&self, handle: &str) -> Option<PageNo> {
        let named = |one: &Page| {
            one.spec.handle.eq_ignore_ascii_case(handle) || one.id.to_string() == handle
        };
        self.pages.iter().position(named)
    }

    /// A person or a Page by handle.
    pub(crate) fn find_author(&self, handle: &str) -> Option<Author> {
        let page = self.find_page(handle).map(Author::Page);
        page.or_else(|| self.find_person(handle).map(Author::Person))
    }

    pub(crate) fn handle(&self, author: Author) -> String {
        match author {
            Author::Person(who) => self.people[who].spec.handle.clone(),
            Author::Page(page) => self.pages[page].spec.handle.clone(),
        }
    }

    pub(crate) fn name(&self, author: Author) -> String {
        match author {
            Author::Person(who) => self.people[who].spec.name.clone(),
            Author::Page(page) => self.pages[page].spec.name.clone(),
        }
    }

    /// The id of somebody under comments of a Page.
    pub(crate) fn public_id(&self, author: Author, page: PageNo) -> u64 {
        match author {
            Author::Page(own) => self.pages[own].id,
            Author::Person(who) => match self.config.ids {
                FbIds::OnePerPage => self.psid(who, page),
                FbIds::TwoPerPage => self.scoped("comments", who, page),
            },
        }
    }

    /// The id of somebody in Messenger of a Page.
    pub(crate) fn psid(&self, who: Who, page: PageNo) -> u64 {
        self.scoped("messenger", who, page)
    }

    fn scoped(&self, what: &str, who: Who, page: PageNo) -> u64 {
        let text = format!("{what} {} {}", self.people[who].id, self.pages[page].id);
        4_000_000_000_000_000 + Random::of(&text).next() % 32_000_000_000_000_000
    }

    /// Who has this id in Messenger of a Page.
    pub(crate) fn by_psid(&self, page: PageNo, id: &str) -> Option<Who> {
        let id: u64 = id.parse().ok()?;
        (0..self.people.len()).find(|who| self.psid(*who, page) == id)
    }

    pub(crate) fn conversation_of(&self, page: PageNo, who: Who) -> Option<usize> {
        self.conversations.iter().position(|one| one.page == page && one.who == who)
    }

    /// What an id names, for a Page's token; nothing for what is deleted or never was.
    pub(crate) fn node(&self, id: &str, page: Option<PageNo>) -> Option<Node> {
        if let Some(found) = self.pages.iter().position(|one| one.id.to_string() == id) {
            return Some(Node::Page(found));
        }
        if id == self.config.app.id {
            return Some(Node::App);
        }
        if id.starts_with("t_") {
            let found = self.conversations.iter().position(|one| one.id == id);
            return found
                .filter(|at| Some(self.conversations[*at].page) == page)
                .map(Node::Conversation);
        }
        if id.starts_with("m_") {
            let found = self.messages.values().find(|one| one.id == id)?;
            let owner = self.conversations[found.conversation].page;
            return (Some(owner) == page).then_some(Node::Message(found.number));
        }
        let number: u64 = id.rsplit('_').next()?.parse().ok()?;
        let bare = !id.contains('_');
        if let Some(post) = self.posts.get(&number) {
            let fits = (bare || post.id == id) && !post.deleted && Some(post.page) == page;
            return fits.then_some(Node::Post(number));
        }
        if let Some(comment) = self.comments.get(&number) {
            let gone = comment.deleted || self.posts[&comment.post].deleted;
            let fits = (bare || comment.id == id) && !gone && Some(comment.page) == page;
            return fits.then_some(Node::Comment(number));
        }
        if self.media.get(&number).is_some_and(|one| one.page == page) {
            return Some(Node::Photo(number));
        }
        let page = page?;
        (0..self.people.len())
            .find(|who| {
                self.psid(*who, page) == number
                    || self.public_id(Author::Person(*who), page) == number
            })
            .map(|who| Node::Person(who, page))
    }

    pub(crate) fn record(&mut self, actor: &Actor, effect: Effect) {
        let by = Some(self.handle(actor.who));
        self.record_as(by, actor.via, actor.request_id.clone(), effect);
    }

    pub(crate) fn record_as(
        &mut self,
        by: Option<String>,
        via: Via,
        request_id: Option<String>,
        effect: Effect,
    ) {
        let seq = u64::try_from(self.journal.len()).unwrap_or(u64::MAX) + 1;
        let at = self.clock.now();
        self.journal.push(JournalEntry { seq, at, via, by, request_id, effect });
        self.changed = true;
    }

    /// Draws the faults of some kinds for an occasion.
    pub(crate) fn draw(
        &mut self,
        method: &str,
        path: &str,
        account: Option<&str>,
        wanted: fn(&FaultKind) -> bool,
    ) -> Vec<(crate::FaultId, FaultKind)> {
        self.faults.draw(Occasion { method, path, account }, wanted)
    }
}

/// `2021-02-12T16:27:12+0000`
pub(crate) fn wire_time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S+0000").to_string()
}
