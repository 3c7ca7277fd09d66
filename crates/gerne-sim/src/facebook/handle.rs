//! The library API: how tests, demos and the square drive Facebook.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::messenger::Said;
use super::model::{Author, PageNo, PostKind, Who};
use super::problem::Problem;
use super::shared::Shared;
use super::state::{Actor, Node, State};
use super::{
    FbComment, FbCommentSpec, FbMessage, FbMessageSpec, FbPage, FbPerson, FbPost, FbPostSpec, view,
};
use crate::SimError;
use crate::journal::{JournalEntry, RequestRecord, Via};
use crate::stand_in::handle_of_a_stand_in;

/// The stand-in for Facebook. Clones are handles of the same one. People and Pages are named by
/// their handles; a Page that does something does it in Facebook's own app.
#[derive(Debug, Clone)]
pub struct Facebook {
    pub(crate) shared: Arc<Shared>,
}

handle_of_a_stand_in!(Facebook);

impl Facebook {
    /// Where the API and the login are: `http://127.0.0.1:port`.
    pub fn base_url(&self) -> String {
        self.shared.read(|state| state.base.clone())
    }

    /// Adds somebody; the handle is returned.
    pub fn add_person(&self, spec: FbPerson) -> Result<String, SimError> {
        let handle = spec.handle.clone();
        self.shared.act(|state| state.add_person(spec)).map(|_| handle)
    }

    /// Adds a Page; the handle is returned.
    pub fn add_page(&self, spec: FbPage) -> Result<String, SimError> {
        let handle = spec.handle.clone();
        self.shared.act(|state| state.add_page(spec)).map(|_| handle)
    }

    /// Changes what is known about somebody: role on the app, unnamed, unavailable.
    pub fn change_person(
        &self,
        handle: &str,
        change: impl FnOnce(&mut FbPerson),
    ) -> Result<(), SimError> {
        let who = self.who(handle)?;
        self.shared.act(|state| {
            change(&mut state.people[who].spec);
            state.changed = true;
        });
        Ok(())
    }

    /// Changes a Page: its name, or who may do everything on it.
    pub fn change_page(
        &self,
        handle: &str,
        change: impl FnOnce(&mut FbPage),
    ) -> Result<(), SimError> {
        let page = self.page(handle)?;
        self.shared.act(|state| {
            change(&mut state.pages[page].spec);
            state.changed = true;
        });
        Ok(())
    }

    /// Everybody, in the order they were added.
    pub fn people(&self) -> Vec<FbPerson> {
        self.shared.read(|state| state.people.iter().map(|one| one.spec.clone()).collect())
    }

    /// All Pages, in the order they were added.
    pub fn pages(&self) -> Vec<FbPage> {
        self.shared.read(|state| state.pages.iter().map(|one| one.spec.clone()).collect())
    }

    /// Id of a Page.
    pub fn page_id(&self, page: &str) -> Result<String, SimError> {
        let page = self.page(page)?;
        Ok(self.shared.read(|state| state.pages[page].id.to_string()))
    }

    /// Somebody's id in Messenger of a Page.
    pub fn psid(&self, page: &str, person: &str) -> Result<String, SimError> {
        let (page, who) = (self.page(page)?, self.who(person)?);
        Ok(self.shared.read(|state| state.psid(who, page).to_string()))
    }

    /// Somebody's id under comments of a Page.
    pub fn public_id(&self, page: &str, person: &str) -> Result<String, SimError> {
        let (page, who) = (self.page(page)?, self.who(person)?);
        Ok(self.shared.read(|state| state.public_id(Author::Person(who), page).to_string()))
    }

    /// Posts on a Page: its own post when the Page is the author, else a visitor's.
    pub fn post(&self, author: &str, page: &str, spec: FbPostSpec) -> Result<FbPost, SimError> {
        let (author, page) = (self.author(author)?, self.page(page)?);
        let kind = match author {
            Author::Page(own) if own == page && spec.ad => PostKind::Ad,
            Author::Page(own) if own == page => PostKind::Own,
            _ => PostKind::Visitor,
        };
        self.publish(author, page, kind, &spec)
    }

    /// Posts elsewhere and tags a Page.
    pub fn tag(&self, author: &str, page: &str, spec: FbPostSpec) -> Result<FbPost, SimError> {
        let (author, page) = (self.author(author)?, self.page(page)?);
        self.publish(author, page, PostKind::Tagged, &spec)
    }

    /// Recommends a Page, or does not; the text may be empty.
    pub fn review(
        &self,
        author: &str,
        page: &str,
        positive: bool,
        text: &str,
    ) -> Result<FbPost, SimError> {
        let (author, page) = (self.author(author)?, self.page(page)?);
        let kind = PostKind::Review { positive, stars: None };
        self.publish(author, page, kind, &FbPostSpec::new(text))
    }

    fn publish(
        &self,
        author: Author,
        page: PageNo,
        kind: PostKind,
        spec: &FbPostSpec,
    ) -> Result<FbPost, SimError> {
        self.shared.act(|state| {
            let files = files(state, &spec.media)?;
            let actor = Actor::person(author);
            let number = state.add_post(&actor, page, kind, &spec.text, files).map_err(refused)?;
            Ok(view::post(state, number))
        })
    }

    /// Names a Page in a comment elsewhere, where it may not read; only a webhook tells of it.
    /// Gives the ids of that post and that comment.
    pub fn mention(
        &self,
        author: &str,
        page: &str,
        text: &str,
    ) -> Result<(String, String), SimError> {
        let (author, page) = (self.author(author)?, self.page(page)?);
        Ok(self.shared.act(|state| state.tell_mention(page, author, text)))
    }

    /// Comments on a post or a comment.
    pub fn comment(&self, author: &str, spec: FbCommentSpec) -> Result<FbComment, SimError> {
        let author = self.author(author)?;
        self.shared.act(|state| {
            let on = public(state, &spec.on)?;
            let media: Vec<String> = spec.media.iter().cloned().collect();
            let file = files(state, &media)?.first().copied();
            let actor = Actor::person(author);
            let number = state.add_comment(&actor, on, &spec.text, file).map_err(refused)?;
            Ok(view::comment(state, number))
        })
    }

    /// Changes a post or comment as its author.
    pub fn edit(&self, id: &str, text: &str) -> Result<(), SimError> {
        self.as_author(id, |state, actor, node| state.edit(actor, node, text))
    }

    /// Takes a post or comment back as its author.
    pub fn delete(&self, id: &str) -> Result<(), SimError> {
        self.as_author(id, super::state::State::remove)
    }

    /// The Page removes a post or comment in Facebook's own app.
    pub fn remove_as_page(&self, id: &str) -> Result<(), SimError> {
        self.as_page(id, super::state::State::remove)
    }

    /// The Page hides a post or comment in Facebook's own app, or shows it again.
    pub fn hide_as_page(&self, id: &str, hidden: bool) -> Result<(), SimError> {
        self.as_page(id, |state, actor, node| state.hide(actor, node, hidden))
    }

    /// Reacts to a post or comment: `like`, `love`, …; `None` takes it back.
    pub fn react(&self, author: &str, id: &str, kind: Option<&str>) -> Result<(), SimError> {
        let actor = Actor::person(self.author(author)?);
        self.shared.act(|state| {
            let node = public(state, id)?;
            state.react(&actor, node, kind).map_err(refused)
        })
    }

    fn as_author(
        &self,
        id: &str,
        deed: impl FnOnce(&mut State, &Actor, Node) -> Result<(), Problem>,
    ) -> Result<(), SimError> {
        self.shared.act(|state| {
            let node = public(state, id)?;
            let author = author_of(state, node).0;
            deed(state, &Actor::person(author), node).map_err(refused)
        })
    }

    fn as_page(
        &self,
        id: &str,
        deed: impl FnOnce(&mut State, &Actor, Node) -> Result<(), Problem>,
    ) -> Result<(), SimError> {
        self.shared.act(|state| {
            let node = public(state, id)?;
            let page = author_of(state, node).1;
            deed(state, &Actor::person(Author::Page(page)), node).map_err(refused)
        })
    }

    /// Writes to a Page in Messenger.
    pub fn write(
        &self,
        person: &str,
        page: &str,
        spec: FbMessageSpec,
    ) -> Result<FbMessage, SimError> {
        let (who, page) = (self.who(person)?, self.page(page)?);
        self.say(Author::Person(who), page, who, spec)
    }

    /// The Page writes to somebody in Facebook's own inbox, where no window holds.
    pub fn write_as_page(
        &self,
        page: &str,
        person: &str,
        spec: FbMessageSpec,
    ) -> Result<FbMessage, SimError> {
        let (who, page) = (self.who(person)?, self.page(page)?);
        self.say(Author::Page(page), page, who, spec)
    }

    fn say(
        &self,
        author: Author,
        page: PageNo,
        who: Who,
        spec: FbMessageSpec,
    ) -> Result<FbMessage, SimError> {
        self.shared.act(|state| {
            let files = files(state, &spec.media)?;
            let reply_to = match &spec.reply_to {
                None => None,
                Some(id) => Some(message_number(state, id)?),
            };
            let said = Said { text: spec.text, files, reply_to, ..Said::default() };
            let number = state.write(&Actor::person(author), page, who, said).map_err(refused)?;
            Ok(view::message(state, number))
        })
    }

    /// Changes a message as who wrote it.
    pub fn edit_message(&self, id: &str, text: &str) -> Result<(), SimError> {
        self.shared.act(|state| {
            let number = message_number(state, id)?;
            let actor = Actor::person(state.messages[&number].author);
            state.edit_message(&actor, number, text).map_err(refused)
        })
    }

    /// The person reacts to a message with an emoji; `None` takes it back.
    pub fn react_to_message(&self, id: &str, emoji: Option<&str>) -> Result<(), SimError> {
        self.shared.act(|state| {
            let number = message_number(state, id)?;
            state.react_to_message(number, emoji);
            Ok(())
        })
    }

    /// The person reads everything in Messenger.
    pub fn read_messages(&self, person: &str, page: &str) -> Result<(), SimError> {
        self.in_conversation(person, page, State::read_all)
    }

    /// The person presses a button in Messenger.
    pub fn press(
        &self,
        person: &str,
        page: &str,
        title: &str,
        payload: &str,
    ) -> Result<(), SimError> {
        self.in_conversation(person, page, |state, at| state.postback(at, title, payload))
    }

    /// Another app takes the thread, or gives it back.
    pub fn hand_over(&self, person: &str, page: &str, elsewhere: bool) -> Result<(), SimError> {
        self.in_conversation(person, page, |state, at| {
            state.conversations[at].elsewhere = elsewhere;
            state.changed = true;
        })
    }

    fn in_conversation(
        &self,
        person: &str,
        page: &str,
        deed: impl FnOnce(&mut State, usize),
    ) -> Result<(), SimError> {
        let (who, page) = (self.who(person)?, self.page(page)?);
        self.shared.act(|state| {
            let at = state.conversation(page, who);
            deed(state, at);
        });
        Ok(())
    }

    /// The platform restricts a Page in Messenger, or lifts that.
    pub fn restrict(&self, page: &str, restricted: bool) -> Result<(), SimError> {
        let page = self.page(page)?;
        self.shared.act(|state| state.enforce(page, restricted));
        Ok(())
    }

    /// Uploads a file as anybody.
    pub fn upload(&self, bytes: Vec<u8>, mime: &str) -> Result<String, SimError> {
        let made =
            self.shared.act(|state| state.add_media(None, mime, "file", bytes.into(), false));
        made.map(|id| id.to_string()).map_err(refused)
    }

    /// A picture that is a sticker.
    pub fn sticker(&self, bytes: Vec<u8>) -> Result<String, SimError> {
        let kept =
            |state: &mut State| state.add_media(None, "image/png", "sticker", bytes.into(), true);
        self.shared.act(kept).map(|id| id.to_string()).map_err(refused)
    }

    /// Every post that satisfies `keep`, deleted ones too, oldest first.
    pub fn posts(&self, keep: impl Fn(&FbPost) -> bool) -> Vec<FbPost> {
        self.shared.read(|state| {
            let all = state.posts.keys().map(|number| view::post(state, *number));
            all.filter(|post| keep(post)).collect()
        })
    }

    /// Every comment that satisfies `keep`, deleted ones too, oldest first.
    pub fn comments(&self, keep: impl Fn(&FbComment) -> bool) -> Vec<FbComment> {
        self.shared.read(|state| {
            let all = state.comments.keys().map(|number| view::comment(state, *number));
            all.filter(|comment| keep(comment)).collect()
        })
    }

    /// A comment, deleted ones too.
    pub fn comment_by_id(&self, id: &str) -> Result<FbComment, SimError> {
        let found = self.comments(|one| one.id == id).pop();
        found.ok_or_else(|| SimError::NoSuchPost(id.to_owned()))
    }

    /// Comments of a Page below a comment or directly below a post, oldest first, without those
    /// that are gone.
    pub fn answers_to(&self, id: &str) -> Vec<FbComment> {
        let pages: BTreeSet<String> = self.pages().into_iter().map(|page| page.handle).collect();
        self.comments(|one| {
            let on = one.parent.as_ref().unwrap_or(&one.post);
            on == id && pages.contains(&one.author) && !one.deleted
        })
    }

    /// What was said between a Page and somebody in Messenger, oldest first.
    pub fn messages(&self, page: &str, person: &str) -> Vec<FbMessage> {
        self.shared.read(|state| {
            let all = state.messages.keys().map(|number| view::message(state, *number));
            all.filter(|one| one.page == page && one.person == person).collect()
        })
    }

    /// What happened to posts, comments and messages through the API: by the product.
    pub fn product_effects(&self) -> Vec<JournalEntry> {
        let mut journal = self.journal();
        journal.retain(|entry| entry.via == Via::Api && entry.effect.status_id().is_some());
        journal
    }

    /// The requests that arrived, oldest first.
    pub fn requests(&self) -> Vec<RequestRecord> {
        self.shared.read(|state| state.requests.iter().cloned().collect())
    }

    /// How many requests were answered or dropped so far.
    pub fn request_count(&self) -> u64 {
        self.shared.read(|state| state.answered)
    }

    /// How often each kind of path was called: `GET feed`, `POST comments`, `GET node`, …
    pub fn calls(&self) -> BTreeMap<String, u32> {
        let mut calls = BTreeMap::new();
        for request in self.requests() {
            let last = request.path.rsplit('/').next().unwrap_or_default();
            let edge = last.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
            let name = if edge { last } else { "node" };
            *calls.entry(format!("{} {name}", request.method)).or_default() += 1;
        }
        calls
    }

    pub(crate) fn who(&self, handle: &str) -> Result<Who, SimError> {
        let found = self.shared.read(|state| state.find_person(handle));
        found.ok_or_else(|| SimError::NoSuchPerson(handle.to_owned()))
    }

    pub(crate) fn page(&self, handle: &str) -> Result<PageNo, SimError> {
        let found = self.shared.read(|state| state.find_page(handle));
        found.ok_or_else(|| SimError::NoSuchPerson(handle.to_owned()))
    }

    fn author(&self, handle: &str) -> Result<Author, SimError> {
        let found = self.shared.read(|state| state.find_author(handle));
        found.ok_or_else(|| SimError::NoSuchPerson(handle.to_owned()))
    }
}

fn refused(problem: Problem) -> SimError {
    SimError::Refused(problem.words())
}

/// A post or comment by its id, whatever its Page.
fn public(state: &State, id: &str) -> Result<Node, SimError> {
    let pages = 0..state.pages.len();
    let found = pages
        .filter_map(|page| state.node(id, Some(page)))
        .find(|node| matches!(node, Node::Post(_) | Node::Comment(_)));
    found.ok_or_else(|| SimError::NoSuchPost(id.to_owned()))
}

fn author_of(state: &State, node: Node) -> (Author, PageNo) {
    match node {
        Node::Comment(number) => (state.comments[&number].author, state.comments[&number].page),
        Node::Post(number) => (state.posts[&number].author, state.posts[&number].page),
        _ => (Author::Page(0), 0),
    }
}

fn message_number(state: &State, id: &str) -> Result<u64, SimError> {
    let found = state.messages.values().find(|one| one.id == id);
    found.map(|one| one.number).ok_or_else(|| SimError::NoSuchPost(id.to_owned()))
}

fn files(state: &State, ids: &[String]) -> Result<Vec<u64>, SimError> {
    let known = |id: &String| {
        let number = id.parse::<u64>().ok();
        let number = number.filter(|number| state.media.contains_key(number));
        number.ok_or_else(|| SimError::NoSuchMedia(id.clone()))
    };
    ids.iter().map(known).collect()
}
