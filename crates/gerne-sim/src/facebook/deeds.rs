//! What people and the product do in public: post, comment, edit, remove, hide, react.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;

use super::events::Verb;
use super::model::{Author, Comment, Page, PageNo, Person, Post, PostKind, Who};
use super::problem::{Answer, Problem};
use super::state::{Actor, Node, State};
use super::{FbPage, FbPerson};
use crate::SimError;
use crate::journal::{Effect, Via};
use crate::random::Random;

const LONGEST: usize = 8000;
/// How far back a repetition is refused.
const REPEAT_WINDOW: SignedDuration = SignedDuration::from_hours(24);

impl State {
    pub(crate) fn add_person(&mut self, spec: FbPerson) -> Result<Who, SimError> {
        if spec.handle.is_empty() || self.find_author(&spec.handle).is_some() {
            return Err(SimError::BadHandle(spec.handle));
        }
        let mut random = Random::of(&spec.handle);
        let id = 100_000_000_000_000 + random.next() % 99_000_000_000_000;
        self.people.push(Person { id, spec });
        self.changed = true;
        Ok(self.people.len() - 1)
    }

    pub(crate) fn add_page(&mut self, spec: FbPage) -> Result<PageNo, SimError> {
        if spec.handle.is_empty() || self.find_author(&spec.handle).is_some() {
            return Err(SimError::BadHandle(spec.handle));
        }
        let mut random = Random::of(&format!("page {}", spec.handle));
        let id = 200_000_000_000_000 + random.next() % 700_000_000_000_000;
        self.pages.push(Page { id, spec, restricted: false, subscribed: BTreeSet::new() });
        self.changed = true;
        Ok(self.pages.len() - 1)
    }

    pub(crate) fn add_post(
        &mut self,
        actor: &Actor,
        page: PageNo,
        kind: PostKind,
        text: &str,
        files: Vec<u64>,
    ) -> Answer<u64> {
        let text = text.trim().to_owned();
        let silent = matches!(kind, PostKind::Review { .. });
        if text.is_empty() && files.is_empty() && !silent {
            return Err(Problem::invalid("Missing message or attachment"));
        }
        let number = self.next_number();
        let owner = match kind {
            PostKind::Tagged => self.public_id(actor.who, page),
            _ => self.pages[page].id,
        };
        let now = self.now();
        let post = Post {
            id: format!("{owner}_{number}"),
            number,
            page,
            author: actor.who,
            kind,
            text: text.clone(),
            files,
            created_at: now,
            updated_at: now,
            deleted: false,
            hidden: false,
            comments: Vec::new(),
            private_reply: None,
            reactions: BTreeMap::new(),
            via_api: actor.via == Via::Api,
        };
        let id = post.id.clone();
        self.posts.insert(number, post);
        self.record(actor, created(id, None, "public", text));
        self.tell_post(number, Verb::Add);
        Ok(number)
    }

    pub(crate) fn add_comment(
        &mut self,
        actor: &Actor,
        on: Node,
        text: &str,
        file: Option<u64>,
    ) -> Answer<u64> {
        let (post, parent) = match on {
            Node::Post(post) => (post, None),
            // An answer to an answer stands below the same comment: there are two levels.
            Node::Comment(comment) => {
                let comment = &self.comments[&comment];
                (comment.post, Some(comment.parent.unwrap_or(comment.number)))
            }
            _ => return Err(Problem::missing("post", "")),
        };
        let text = text.trim().to_owned();
        if text.is_empty() && file.is_none() {
            return Err(Problem::invalid("Missing message or attachment"));
        }
        if text.chars().count() > LONGEST {
            return Err(Problem::invalid(&format!(
                "Param message must be at most {LONGEST} characters long."
            )));
        }
        let by_api = actor.via == Via::Api;
        if by_api && self.config.refuse_repeats && self.said_lately(actor.who, post, parent, &text)
        {
            return Err(Problem::of(506, None));
        }
        let number = self.next_number();
        let above = &self.posts[&post];
        let comment = Comment {
            id: format!("{}_{number}", above.number),
            number,
            page: above.page,
            post,
            parent,
            author: actor.who,
            text: text.clone(),
            file,
            created_at: self.now(),
            deleted: false,
            hidden: false,
            edits: 0,
            replies: Vec::new(),
            private_reply: None,
            reactions: BTreeMap::new(),
            via_api: by_api,
        };
        let to = match parent {
            Some(parent) => self.comments[&parent].id.clone(),
            None => above.id.clone(),
        };
        let id = comment.id.clone();
        self.comments.insert(number, comment);
        match parent.and_then(|parent| self.comments.get_mut(&parent)) {
            Some(parent) => parent.replies.push(number),
            None => {
                if let Some(post) = self.posts.get_mut(&post) {
                    post.comments.push(number);
                }
            }
        }
        self.record(actor, created(id, Some(to), "public", text));
        self.tell_comment(number, Verb::Add);
        Ok(number)
    }

    fn said_lately(&self, who: Author, post: u64, parent: Option<u64>, text: &str) -> bool {
        let now = self.now();
        self.comments.values().rev().any(|one| {
            one.author == who
                && one.post == post
                && one.parent == parent
                && !one.deleted
                && one.file.is_none()
                && !text.is_empty()
                && one.text == text
                && now.duration_since(one.created_at) < REPEAT_WINDOW
        })
    }

    /// Changes the text of a post or comment; only its author may.
    pub(crate) fn edit(&mut self, actor: &Actor, node: Node, text: &str) -> Answer<()> {
        let text = text.trim().to_owned();
        let now = self.now();
        let id = match node {
            Node::Post(number) => {
                let post = self.posts.get_mut(&number).filter(|post| post.author == actor.who);
                let post = post.ok_or_else(|| Problem::of(200, None))?;
                (post.text, post.updated_at) = (text.clone(), now);
                post.id.clone()
            }
            Node::Comment(number) => {
                let comment = self.comments.get_mut(&number);
                let comment = comment.filter(|comment| comment.author == actor.who);
                let comment = comment.ok_or_else(|| Problem::of(200, None))?;
                comment.text = text.clone();
                comment.edits += 1;
                comment.id.clone()
            }
            _ => return Err(Problem::missing("post", "")),
        };
        self.record(actor, Effect::StatusEdited { id, text });
        self.tell(node, Verb::Edited);
        Ok(())
    }

    /// Takes something away: its author may, and the Page what stands on it.
    pub(crate) fn remove(&mut self, actor: &Actor, node: Node) -> Answer<()> {
        let allowed =
            |author: Author, page: PageNo| author == actor.who || actor.who == Author::Page(page);
        let id = match node {
            Node::Post(number) => {
                let post = self.posts.get_mut(&number);
                let post = post.filter(|post| allowed(post.author, post.page));
                let post = post.ok_or_else(|| Problem::of(200, None))?;
                post.deleted = true;
                post.id.clone()
            }
            Node::Comment(number) => {
                let comment = self.comments.get_mut(&number);
                let comment = comment.filter(|one| allowed(one.author, one.page));
                let comment = comment.ok_or_else(|| Problem::of(200, None))?;
                comment.deleted = true;
                let (id, below) = (comment.id.clone(), comment.replies.clone());
                for reply in below {
                    if let Some(reply) = self.comments.get_mut(&reply) {
                        reply.deleted = true;
                    }
                }
                id
            }
            _ => return Err(Problem::missing("delete", "")),
        };
        self.record(actor, Effect::StatusDeleted { id });
        self.tell(node, Verb::Remove);
        Ok(())
    }

    /// Hides what somebody else wrote on the Page, or shows it again.
    pub(crate) fn hide(&mut self, actor: &Actor, node: Node, hidden: bool) -> Answer<()> {
        let cannot = || Problem::invalid("This object cannot be hidden").sub(1_446_036);
        let others =
            |author: Author, page: PageNo| author != actor.who && actor.who == Author::Page(page);
        let id = match node {
            Node::Post(number) => {
                let post = self.posts.get_mut(&number);
                let post = post.filter(|post| others(post.author, post.page)).ok_or_else(cannot)?;
                post.hidden = hidden;
                post.id.clone()
            }
            Node::Comment(number) => {
                let comment = self.comments.get_mut(&number);
                let comment = comment.filter(|one| others(one.author, one.page));
                let comment = comment.ok_or_else(cannot)?;
                comment.hidden = hidden;
                comment.id.clone()
            }
            _ => return Err(cannot()),
        };
        self.record(actor, Effect::ReplyHidden { id, hidden });
        self.tell(node, if hidden { Verb::Hide } else { Verb::Unhide });
        Ok(())
    }

    /// `LIKE`, `LOVE`, …; `None` takes it back.
    pub(crate) fn react(&mut self, actor: &Actor, node: Node, kind: Option<&str>) -> Answer<()> {
        let (id, reactions) = match node {
            Node::Post(number) => {
                self.posts.get_mut(&number).map(|one| (one.id.clone(), &mut one.reactions))
            }
            Node::Comment(number) => {
                self.comments.get_mut(&number).map(|one| (one.id.clone(), &mut one.reactions))
            }
            _ => None,
        }
        .ok_or_else(|| Problem::missing("post", ""))?;
        let effect = match kind {
            Some(kind) => {
                reactions.insert(actor.who, kind.to_uppercase());
                Effect::Favourited { id }
            }
            None => {
                reactions.remove(&actor.who);
                Effect::Unfavourited { id }
            }
        };
        self.record(actor, effect);
        self.tell_reaction(actor.who, node, kind);
        Ok(())
    }

    fn tell(&mut self, node: Node, verb: Verb) {
        match node {
            Node::Post(number) => self.tell_post(number, verb),
            Node::Comment(number) => self.tell_comment(number, verb),
            _ => {}
        }
    }
}

pub(crate) fn created(id: String, to: Option<String>, visibility: &str, text: String) -> Effect {
    Effect::StatusCreated {
        id,
        idempotency_key: None,
        in_reply_to: to,
        quotes: None,
        visibility: visibility.to_owned(),
        text,
    }
}
