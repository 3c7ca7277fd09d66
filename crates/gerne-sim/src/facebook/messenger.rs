//! Messenger: who wrote what to whom, edits, reactions, what was read.

use jiff::Timestamp;
use serde_json::json;

use super::deeds::created;
use super::model::{Author, Conversation, Message, PageNo, Who};
use super::problem::{Answer, Problem};
use super::state::{Actor, State};
use crate::journal::{Effect, Via};

/// What is said, and what is known about it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) files: Vec<u64>,
    pub(crate) reply_to: Option<u64>,
    pub(crate) app: Option<u64>,
    pub(crate) metadata: Option<String>,
    pub(crate) about: Option<String>,
}

impl State {
    /// The conversation of a Page with somebody; begun when there is none.
    pub(crate) fn conversation(&mut self, page: PageNo, who: Who) -> usize {
        if let Some(at) = self.conversation_of(page, who) {
            return at;
        }
        let number = self.next_number();
        let updated_at = self.now();
        self.conversations.push(Conversation {
            id: format!("t_{number}"),
            page,
            who,
            messages: Vec::new(),
            updated_at,
            unread: 0,
            heard_at: None,
            elsewhere: false,
        });
        self.conversations.len() - 1
    }

    /// Writes in private: a person to a Page, or a Page to a person.
    pub(crate) fn write(
        &mut self,
        actor: &Actor,
        page: PageNo,
        who: Who,
        said: Said,
    ) -> Answer<u64> {
        if said.text.trim().is_empty() && said.files.is_empty() {
            return Err(Problem::invalid(
                "Message cannot be empty, must provide valid attachment or text",
            ));
        }
        let at = self.conversation(page, who);
        let now = self.now();
        let number = self.next_number();
        let text = said.text.trim().to_owned();
        let message = Message {
            id: format!("m_{}", self.random.token(60)),
            number,
            conversation: at,
            author: actor.who,
            text: text.clone(),
            files: said.files,
            created_at: now,
            edits: 0,
            reply_to: said.reply_to,
            reaction: None,
            app: said.app,
            metadata: said.metadata,
            about: said.about.clone(),
            via_api: actor.via == Via::Api,
        };
        let (id, thread) = (message.id.clone(), self.conversations[at].id.clone());
        self.messages.insert(number, message);
        let conversation = &mut self.conversations[at];
        conversation.messages.push(number);
        conversation.updated_at = now;
        match actor.who {
            Author::Person(_) => {
                conversation.heard_at = Some(now);
                conversation.unread += 1;
            }
            Author::Page(_) => conversation.unread = 0,
        }
        self.record(actor, created(id, said.about.or(Some(thread)), "direct", text));
        self.tell_message(number);
        Ok(number)
    }

    /// The person changes a message.
    pub(crate) fn edit_message(&mut self, actor: &Actor, number: u64, text: &str) -> Answer<()> {
        let text = text.trim().to_owned();
        let message = self.messages.get_mut(&number).filter(|one| one.author == actor.who);
        let message = message.ok_or_else(|| Problem::of(200, None))?;
        message.text = text.clone();
        message.edits += 1;
        let (id, edits) = (message.id.clone(), message.edits);
        self.record(actor, Effect::StatusEdited { id: id.clone(), text: text.clone() });
        let edit = json!({ "message_edit": { "mid": id, "text": text, "num_edit": edits } });
        self.tell_messaging(number, "message_edits", edit);
        Ok(())
    }

    /// The person reacts to a message, or takes that back.
    pub(crate) fn react_to_message(&mut self, number: u64, emoji: Option<&str>) {
        let Some(message) = self.messages.get_mut(&number) else { return };
        let before = message.reaction.clone();
        message.reaction = emoji.map(str::to_owned);
        let id = message.id.clone();
        let (action, shown) = match emoji {
            Some(emoji) => ("react", emoji.to_owned()),
            None => ("unreact", before.unwrap_or_default()),
        };
        let kind = if shown == "❤" { "love" } else { "other" };
        let reaction = json!({ "reaction": {
            "mid": id, "action": action, "emoji": shown, "reaction": kind,
        } });
        self.changed = true;
        self.tell_messaging(number, "message_reactions", reaction);
    }

    /// The person read everything up to now.
    pub(crate) fn read_all(&mut self, at: usize) {
        let watermark = self.now().as_millisecond();
        let Some(last) = self.conversations[at].messages.last().copied() else { return };
        self.tell_messaging(last, "message_reads", json!({ "read": { "watermark": watermark } }));
    }

    pub(crate) fn heard(&self, at: usize) -> Option<Timestamp> {
        self.conversations[at].heard_at
    }
}
