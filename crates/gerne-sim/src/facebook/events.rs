//! What webhooks tell: one update for each thing that happens, in the shapes that were recorded.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::FbDelivery;
use super::model::{Author, INBOX_APP, PageNo, PostKind};
use super::state::{Node, State};
use crate::faults::FaultKind;

/// One update, waiting to be sent.
#[derive(Debug, Clone)]
pub(crate) struct Update {
    pub(crate) page: PageNo,
    pub(crate) at: Timestamp,
    pub(crate) told: Told,
}

#[derive(Debug, Clone)]
pub(crate) enum Told {
    /// Among `changes`, with its field.
    Change(&'static str, Value),
    /// Among `messaging`.
    Messaging(Value),
    /// Among `standby`: another app owns the thread.
    Standby(Value),
}

/// Several updates that were sent and not taken.
#[derive(Debug, Clone)]
pub(crate) struct Batch {
    pub(crate) updates: Vec<Update>,
    /// How often it was tried.
    pub(crate) tries: usize,
    pub(crate) next: Timestamp,
}

#[derive(Debug, Default)]
pub(crate) struct Queue {
    pub(crate) waiting: VecDeque<Update>,
    pub(crate) failed: Vec<Batch>,
    /// Updates that are being sent.
    pub(crate) on_the_way: usize,
    /// Nothing is sent for now.
    pub(crate) held: bool,
    /// Since when every try failed.
    pub(crate) failing_since: Option<Timestamp>,
    pub(crate) sent: Vec<FbDelivery>,
    /// Updates that a fault swallowed.
    pub(crate) lost: u32,
    /// Waits for the next one, to come after it.
    late: Option<Update>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Add,
    Edited,
    Remove,
    Hide,
    Unhide,
}

impl Verb {
    fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Edited => "edited",
            Self::Remove => "remove",
            Self::Hide => "hide",
            Self::Unhide => "unhide",
        }
    }
}

impl State {
    /// Keeps an update for the callback, if the app and the Page subscribed the field.
    fn notify(&mut self, page: PageNo, field: &'static str, by: Author, told: Told) {
        let wanted = self.callback.as_ref().is_some_and(|one| one.active && one.has(field));
        let silent = match by {
            Author::Person(who) => !self.config.app.advanced_access && !self.people[who].spec.role,
            Author::Page(_) => false,
        };
        if !wanted || silent || !self.pages[page].subscribed.contains(field) {
            return;
        }
        let update = Update { page, at: self.now(), told };
        let handle = self.pages[page].spec.handle.clone();
        let faults = self.draw("WEBHOOK", &format!("/{field}"), Some(&handle), |kind| {
            matches!(
                kind,
                FaultKind::StreamDropped | FaultKind::StreamDuplicated | FaultKind::StreamReordered
            )
        });
        let mut copies = vec![update.clone()];
        for (_, fault) in faults {
            match fault {
                FaultKind::StreamDropped => {
                    self.queue.lost += 1;
                    copies.clear();
                }
                FaultKind::StreamDuplicated => copies.push(update.clone()),
                FaultKind::StreamReordered => {
                    self.queue.late = copies.pop();
                    return;
                }
                _ => {}
            }
        }
        self.queue.waiting.extend(copies);
        self.queue.waiting.extend(self.queue.late.take());
    }

    /// `from`, or what old versions had instead.
    fn told_author(&self, value: &mut Value, author: Author, page: PageNo) {
        if !self.names(author) {
            return;
        }
        let (id, name) = (self.public_id(author, page), self.name(author));
        if self.config.old_webhooks {
            (value["sender_id"], value["sender_name"]) = (json!(id), json!(name));
        } else {
            value["from"] = json!({ "id": id.to_string(), "name": name });
        }
    }

    pub(crate) fn tell_post(&mut self, number: u64, verb: Verb) {
        let post = &self.posts[&number];
        let (page, author, kind) = (post.page, post.author, post.kind);
        let mut value = json!({
            "post_id": post.id, "created_time": post.created_at.as_second(), "verb": verb.word(),
        });
        if verb != Verb::Remove && !post.text.is_empty() {
            value["message"] = json!(post.text);
        }
        match kind {
            // Who mentions is not told.
            PostKind::Tagged if verb == Verb::Add => {
                value["item"] = json!("post");
                return self.notify(page, "mention", author, Told::Change("mention", value));
            }
            PostKind::Tagged => return,
            PostKind::Review { positive, stars } => {
                if let Some(message) = value.as_object_mut().and_then(|all| all.remove("message")) {
                    value["review_text"] = message;
                }
                value["item"] = json!("rating");
                value["open_graph_story_id"] = value["post_id"].take();
                if let Some(stars) = stars {
                    value["rating"] = json!(stars);
                } else {
                    value["recommendation_type"] =
                        json!(if positive { "POSITIVE" } else { "NEGATIVE" });
                }
                if self.names(author) {
                    value["reviewer_id"] = json!(self.public_id(author, page).to_string());
                    value["reviewer_name"] = json!(self.name(author));
                }
                if let Some(all) = value.as_object_mut() {
                    all.remove("post_id");
                }
                return self.notify(page, "ratings", author, Told::Change("ratings", value));
            }
            PostKind::Own | PostKind::Visitor | PostKind::Ad => {}
        }
        let photo = post.files.first().and_then(|id| self.media.get(id));
        value["item"] = json!(match (kind, photo) {
            (_, Some(_)) => "photo",
            (PostKind::Visitor, _) => "post",
            _ => "status",
        });
        if let Some(photo) = photo {
            value["photo_id"] = json!(photo.id.to_string());
            value["link"] = json!(self.file_url(photo));
        }
        value["published"] = json!(1);
        value["is_hidden"] = json!(self.posts[&number].hidden);
        self.told_author(&mut value, author, page);
        self.notify(page, "feed", author, Told::Change("feed", value));
    }

    pub(crate) fn tell_comment(&mut self, number: u64, verb: Verb) {
        let comment = &self.comments[&number];
        let post = &self.posts[&comment.post];
        let (page, author) = (comment.page, comment.author);
        let field = match post.kind {
            PostKind::Tagged => return,
            PostKind::Review { .. } => "ratings",
            _ => "feed",
        };
        let parent = comment.parent.map_or(&post.id, |parent| &self.comments[&parent].id);
        let mut value = json!({
            "item": "comment", "verb": verb.word(), "comment_id": comment.id, "post_id": post.id,
            "parent_id": parent, "created_time": comment.created_at.as_second(),
            "post": {
                "status_type": if post.files.is_empty() { "mobile_status_update" } else { "added_photos" },
                "is_published": post.kind != PostKind::Ad,
                "updated_time": super::state::wire_time(post.updated_at),
                "permalink_url": format!(
                    "https://www.facebook.com/{}/posts/{}",
                    self.pages[page].spec.handle, post.number
                ),
                "promotion_status": if post.kind == PostKind::Ad { "active" } else { "inactive" },
                "id": post.id,
            },
        });
        if verb != Verb::Remove {
            if !comment.text.is_empty() {
                value["message"] = json!(comment.text);
            }
            if let Some(file) = comment.file.and_then(|id| self.media.get(&id)) {
                match file.kind {
                    "image" => value["photo"] = json!(self.file_url(file)),
                    "video" => value["video"] = json!(self.file_url(file)),
                    _ => {}
                }
            }
        }
        if field == "ratings" {
            value["open_graph_story_id"] = value["post_id"].clone();
        }
        self.told_author(&mut value, author, page);
        self.notify(page, field, author, Told::Change(field, value));
    }

    pub(crate) fn tell_reaction(&mut self, by: Author, node: Node, kind: Option<&str>) {
        let (page, post, parent, comment) = match node {
            Node::Post(number) => {
                let post = &self.posts[&number];
                (post.page, post.id.clone(), post.id.clone(), None)
            }
            Node::Comment(number) => {
                let comment = &self.comments[&number];
                let post = self.posts[&comment.post].id.clone();
                (comment.page, post, comment.id.clone(), Some(comment.id.clone()))
            }
            _ => return,
        };
        let mut value = json!({
            "item": "reaction", "post_id": post, "parent_id": parent,
            "verb": if kind.is_some() { "add" } else { "remove" },
            "reaction_type": kind.unwrap_or("like").to_lowercase(),
            "created_time": self.now().as_second(),
        });
        if let Some(comment) = comment {
            value["comment_id"] = json!(comment);
        }
        self.told_author(&mut value, by, page);
        self.notify(page, "feed", by, Told::Change("feed", value));
    }

    /// Somebody names the Page in a comment elsewhere, where the Page may not read.
    pub(crate) fn tell_mention(
        &mut self,
        page: PageNo,
        by: Author,
        text: &str,
    ) -> (String, String) {
        let (owner, post, comment) =
            (self.public_id(by, page), self.next_number(), self.next_number());
        let (post_id, comment_id) = (format!("{owner}_{post}"), format!("{post}_{comment}"));
        let value = json!({
            "message": text, "post_id": post_id, "comment_id": comment_id,
            "created_time": self.now().as_second(), "item": "comment", "verb": "add",
        });
        self.changed = true;
        self.notify(page, "mention", by, Told::Change("mention", value));
        (post_id, comment_id)
    }

    /// A message to the Page, or the echo of one from it; on another phone it arrives at once.
    pub(crate) fn tell_message(&mut self, number: u64) {
        let message = &self.messages[&number];
        let mut told = json!({ "mid": message.id });
        if !message.text.is_empty() {
            told["text"] = json!(message.text);
        }
        let files = message.files.iter().filter_map(|id| self.media.get(id));
        let files: Vec<Value> = files
            .map(|one| {
                let mut payload = json!({ "url": self.file_url(one) });
                if one.kind == "sticker" {
                    payload["sticker_id"] = json!(one.id);
                }
                let kind = if one.kind == "sticker" { "image" } else { one.kind };
                json!({ "type": kind, "payload": payload })
            })
            .collect();
        if !files.is_empty() {
            told["attachments"] = json!(files);
        }
        if let Some(to) = message.reply_to.and_then(|to| self.messages.get(&to)) {
            let own = to.author == message.author;
            told["reply_to"] = json!({ "mid": to.id, "is_self_reply": own });
        }
        let id = message.id.clone();
        let field = match message.author {
            Author::Person(_) => "messages",
            Author::Page(_) => {
                told["is_echo"] = json!(true);
                told["app_id"] = json!(message.app.unwrap_or(INBOX_APP));
                if let Some(metadata) = &message.metadata {
                    told["metadata"] = json!(metadata);
                }
                "message_echoes"
            }
        };
        let from_page = field == "message_echoes";
        self.tell_messaging(number, field, json!({ "message": told }));
        if from_page {
            let watermark = self.now().as_millisecond();
            let delivery = json!({ "delivery": { "mids": [id], "watermark": watermark } });
            self.tell_messaging(number, "message_deliveries", delivery);
        }
    }

    /// Something about a message, with its parties; `field` decides which of them sends.
    pub(crate) fn tell_messaging(&mut self, number: u64, field: &'static str, mut told: Value) {
        let thread = &self.conversations[self.messages[&number].conversation];
        let (page, who, elsewhere) = (thread.page, thread.who, thread.elsewhere);
        let (page_id, psid) = (self.pages[page].id, self.psid(who, page));
        let (from, to) = if field == "message_echoes" { (page_id, psid) } else { (psid, page_id) };
        told["sender"] = json!({ "id": from.to_string() });
        told["recipient"] = json!({ "id": to.to_string() });
        told["timestamp"] = json!(self.now().as_millisecond());
        if elsewhere {
            self.notify(page, "standby", Author::Person(who), Told::Standby(told));
        } else {
            self.notify(page, field, Author::Person(who), Told::Messaging(told));
        }
    }

    /// The platform restricts a Page, or lifts that again.
    pub(crate) fn enforce(&mut self, page: PageNo, blocked: bool) {
        self.pages[page].restricted = blocked;
        let mut enforcement = json!({ "action": if blocked { "block" } else { "unblock" } });
        if blocked {
            enforcement["reason"] = json!("The bot violated our Platform Policies.");
        }
        let told = json!({
            "recipient": { "id": self.pages[page].id.to_string() },
            "timestamp": self.now().as_millisecond(), "policy-enforcement": enforcement,
        });
        self.changed = true;
        let by = Author::Page(page);
        self.notify(page, "messaging_policy_enforcement", by, Told::Messaging(told));
    }

    /// A button is pressed.
    pub(crate) fn postback(&mut self, at: usize, title: &str, payload: &str) {
        let Some(last) = self.conversations[at].messages.last().copied() else { return };
        let mid = format!("m_{}", self.random.token(60));
        let told = json!({ "postback": { "mid": mid, "title": title, "payload": payload } });
        self.tell_messaging(last, "messaging_postbacks", told);
    }
}
