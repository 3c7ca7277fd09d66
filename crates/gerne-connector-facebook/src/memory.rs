//! What was seen lately, so that it is not asked for again. Forgetting all of it costs requests and
//! nothing else.

use std::collections::{BTreeMap, VecDeque};

use crate::wire::{Comment, Post};

/// Posts and comments that are remembered.
const MOST: usize = 2_000;

/// A comment and the post that it stands under.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) comment: Comment,
    pub(crate) under: String,
}

#[derive(Debug, Default)]
pub(crate) struct Memory {
    posts: BTreeMap<String, Post>,
    comments: BTreeMap<String, Seen>,
    order: VecDeque<String>,
    /// Where the pictures of people in Messenger are; `None`: Facebook does not say.
    portraits: BTreeMap<String, Option<String>>,
}

impl Memory {
    pub(crate) fn saw_post(&mut self, post: &Post) {
        if self.posts.insert(post.id.clone(), post.clone()).is_none() {
            self.note(post.id.clone());
        }
    }

    pub(crate) fn saw(&mut self, comment: &Comment, under: &str) {
        let seen = Seen { comment: comment.clone(), under: under.to_owned() };
        if self.comments.insert(comment.id.clone(), seen).is_none() {
            self.note(comment.id.clone());
        }
    }

    pub(crate) fn post(&self, id: &str) -> Option<&Post> {
        self.posts.get(id)
    }

    pub(crate) fn comment(&self, id: &str) -> Option<&Seen> {
        self.comments.get(id)
    }

    /// Where somebody's picture is, when that was asked.
    pub(crate) fn portrait(&self, person: &str) -> Option<Option<String>> {
        self.portraits.get(person).cloned()
    }

    pub(crate) fn saw_portrait(&mut self, person: &str, picture: Option<String>) {
        if self.portraits.len() >= MOST {
            self.portraits.clear();
        }
        self.portraits.insert(person.to_owned(), picture);
    }

    /// It is gone, or changed.
    pub(crate) fn forget(&mut self, id: &str) {
        self.posts.remove(id);
        self.comments.remove(id);
    }

    fn note(&mut self, id: String) {
        self.order.push_back(id);
        while self.order.len() > MOST {
            let Some(oldest) = self.order.pop_front() else { break };
            self.forget(&oldest);
        }
    }
}
