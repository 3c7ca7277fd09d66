//! What streams carry and whom it reaches.

use std::sync::Arc;

use serde_json::Value;

use super::Change;
use super::model::{Notification, Who};
use super::state::State;
use super::{Visibility, entities};

/// An event for streams, with everything a socket needs to decide whether it is meant.
#[derive(Debug)]
pub(crate) struct StreamEvent {
    pub(crate) event: &'static str,
    /// As on the wire: JSON text, or a bare id.
    pub(crate) payload: String,
    pub(crate) reach: Reach,
}

/// Whom an event reaches.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reach {
    /// Whose home feed holds the status.
    pub(crate) home: Vec<Who>,
    /// Whose notification it is.
    pub(crate) notified: Option<Who>,
    /// Whose conversation it is.
    pub(crate) direct: Vec<Who>,
    /// In the public timeline.
    pub(crate) public: bool,
    /// By somebody of this server.
    pub(crate) local: bool,
    /// With a file.
    pub(crate) media: bool,
    /// Lower case.
    pub(crate) tags: Vec<String>,
}

/// One stream that a socket listens to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subscription {
    pub(crate) stream: String,
    pub(crate) tag: Option<String>,
}

impl Subscription {
    /// `None` for a stream that does not exist.
    pub(crate) fn new(stream: &str, tag: Option<&str>) -> Option<Self> {
        const KNOWN: [&str; 12] = [
            "user",
            "user:notification",
            "public",
            "public:local",
            "public:remote",
            "public:media",
            "public:local:media",
            "public:remote:media",
            "hashtag",
            "hashtag:local",
            "direct",
            "list",
        ];
        let tag = tag.map(str::to_lowercase).filter(|tag| !tag.is_empty());
        let lacks_tag = stream.starts_with("hashtag") && tag.is_none();
        (KNOWN.contains(&stream) && !lacks_tag).then(|| Self { stream: stream.to_owned(), tag })
    }

    /// As the `stream` field of a message names it.
    pub(crate) fn name(&self) -> Vec<String> {
        let mut name = vec![self.stream.clone()];
        name.extend(self.tag.clone());
        name
    }

    pub(crate) fn wants(&self, who: Who, event: &StreamEvent) -> bool {
        let reach = &event.reach;
        let notified = reach.notified == Some(who);
        let tagged = self.tag.as_ref().is_some_and(|tag| reach.tags.contains(tag));
        match self.stream.as_str() {
            "user" => notified || reach.home.contains(&who),
            "user:notification" => notified,
            "direct" => reach.direct.contains(&who),
            "hashtag" => reach.public && tagged,
            "hashtag:local" => reach.public && tagged && reach.local,
            "list" => false,
            public => {
                reach.public
                    && (reach.local || !public.contains(":local"))
                    && (!reach.local || !public.contains(":remote"))
                    && (reach.media || !public.contains(":media"))
            }
        }
    }
}

impl Change {
    pub(crate) fn stream(event: &'static str, payload: String, reach: Reach) -> Self {
        Self::Stream(Arc::new(StreamEvent { event, payload, reach }))
    }
}

impl State {
    /// Whom events about this status reach: the author, followers, and the public.
    pub(crate) fn reach_of(&self, id: &str) -> Option<Reach> {
        let status = self.status(id)?;
        let followers = self.follows.iter().filter(|(_, followed)| *followed == status.author);
        let mut home: Vec<Who> = followers
            .map(|(follower, _)| *follower)
            .filter(|who| self.may_see(Some(*who), status) && self.in_home(*who, status))
            .collect();
        home.push(status.author);
        Some(Reach {
            home,
            notified: None,
            direct: Vec::new(),
            public: status.visibility == Visibility::Public,
            local: self.accounts[status.author].host.is_none(),
            media: !status.media.is_empty(),
            tags: status.tags.iter().map(|tag| tag.to_lowercase()).collect(),
        })
    }

    /// Whether a followed person's status belongs in `who`'s home feed: answers only when the one
    /// answered is followed too (or is oneself).
    pub(crate) fn in_home(&self, who: Who, status: &super::model::Status) -> bool {
        let parent = status.in_reply_to.as_deref().and_then(|id| self.any_status(id));
        parent.is_none_or(|parent| {
            parent.author == who
                || parent.author == status.author
                || self.follows.contains(&(who, parent.author))
        })
    }

    pub(crate) fn stream_status(&mut self, event: &'static str, id: &str) {
        let Some(reach) = self.reach_of(id) else { return };
        let Some(status) = self.status(id) else { return };
        let payload = strip(entities::status(self, None, status)).to_string();
        self.outbox.push(Change::stream(event, payload, reach));
    }

    pub(crate) fn stream_notification(&mut self, to: Who, notification: &Notification) {
        let entity = entities::notification(self, to, notification);
        let reach = Reach { notified: Some(to), ..Reach::default() };
        self.outbox.push(Change::stream("notification", entity.to_string(), reach));
    }

    pub(crate) fn stream_conversation(&mut self, id: &str) {
        let Some(status) = self.status(id) else { return };
        if status.visibility != Visibility::Direct {
            return;
        }
        let mut people = status.mentions.clone();
        people.push(status.author);
        let events: Vec<(Who, String)> = people
            .into_iter()
            .map(|who| (who, entities::conversation(self, who, status).to_string()))
            .collect();
        for (who, payload) in events {
            let reach = Reach { direct: vec![who], ..Reach::default() };
            self.outbox.push(Change::stream("conversation", payload, reach));
        }
    }
}

/// Statuses on streams are rendered once for everybody: without what depends on the reader.
fn strip(mut status: Value) -> Value {
    if let Some(object) = status.as_object_mut() {
        for key in ["favourited", "reblogged", "muted", "bookmarked", "pinned", "filtered"] {
            object.remove(key);
        }
    }
    status
}
