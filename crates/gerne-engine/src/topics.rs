//! Topics that rise: what more people write about than is usual at this hour, complaining or not, before it is an
//! incident or without ever being one. They live in the process that reads the log, and are not kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use gerne_domain::{Conversation, ConversationId, MessageId, Timestamp};
use gerne_store::Reader;
use tokio::sync::watch;

use crate::{Caller, Engine, EngineError};

/// So many people make a topic.
pub(crate) const LEAST: usize = 3;
/// So many topics are shown.
pub(crate) const MOST: usize = 8;
/// Whoever asks how it stands waits no longer than this for what came before to be looked at.
const CATCHING_UP: Duration = Duration::from_millis(200);

/// What rises, as the process knows it.
#[derive(Clone, Debug)]
pub(crate) struct Topic {
    pub(crate) words: Vec<String>,
    pub(crate) since: Timestamp,
    /// People that would be usual, in hundredths.
    pub(crate) usual: u64,
    /// What is said of it, the first first.
    pub(crate) said: Vec<(MessageId, ConversationId)>,
}

/// What rises, as far as somebody sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicSeen {
    /// By which it is found again: the first message of it that they see.
    pub of: MessageId,
    /// What it is about: the words that say most, as people wrote them.
    pub words: Vec<String>,
    /// When the first of them wrote, within the last hour.
    pub since: Timestamp,
    /// How many people would be usual in an hour, in hundredths.
    pub usual: u64,
    /// How many people write about it, of those that they see.
    pub people: usize,
    /// In which conversations.
    pub conversations: Vec<ConversationId>,
}

/// What the log was read for, up to where.
#[derive(Clone, Debug, Default)]
struct Known {
    /// `None`: nobody reads the log.
    upto: Option<i64>,
    topics: Arc<Vec<Topic>>,
}

/// The topics of this node.
#[derive(Debug)]
pub(crate) struct Topics(watch::Sender<Known>);

impl Default for Topics {
    fn default() -> Self {
        Self(watch::Sender::new(Known::default()))
    }
}

impl Topics {
    /// The log was looked at up to a place.
    pub(crate) fn tell(&self, upto: i64, topics: Vec<Topic>) {
        self.0.send_replace(Known { upto: Some(upto), topics: Arc::new(topics) });
    }
}

impl Engine {
    /// What rises now. What came up to this moment is in it, unless the log is far behind.
    async fn topics(&self) -> Arc<Vec<Topic>> {
        let mut known = self.inner.topics.0.subscribe();
        let head = self.inner.store.log().head();
        tokio::select! {
            _ = known.wait_for(|known| known.upto.is_none_or(|upto| upto >= head)) => {}
            () = self.inner.clock.rest(CATCHING_UP) => {}
        }
        Arc::clone(&known.borrow().topics)
    }

    /// Topics that rise, as far as somebody sees their conversations; the most people first.
    pub(crate) async fn topics_seen(
        &self,
        who: &Caller,
        db: &mut Reader,
    ) -> Result<Vec<TopicSeen>, EngineError> {
        let topics = self.topics().await;
        let of: BTreeSet<ConversationId> =
            topics.iter().flat_map(|topic| &topic.said).map(|said| said.1).collect();
        let of: Vec<ConversationId> = of.into_iter().collect();
        let mut known: BTreeMap<ConversationId, Conversation> = BTreeMap::new();
        for some in of.chunks(500) {
            let found = db.conversations(some).await?.into_iter();
            known.extend(
                found
                    .filter(|c| who.scope.sees(c.account_id, c.team_id) && !c.spam)
                    .map(|c| (c.id, c)),
            );
        }
        let mut seen = Vec::new();
        for topic in topics.iter() {
            let mut theirs = topic.said.iter().filter_map(|(m, c)| Some((*m, known.get(c)?)));
            let Some((of, _)) = theirs.clone().next() else { continue };
            let people: BTreeSet<_> = theirs.clone().map(|(_, c)| c.customer_id).collect();
            if people.len() < LEAST {
                continue;
            }
            let mut conversations: Vec<ConversationId> = Vec::new();
            theirs.by_ref().for_each(|(_, c)| {
                if !conversations.contains(&c.id) {
                    conversations.push(c.id);
                }
            });
            seen.push(TopicSeen {
                of,
                words: topic.words.clone(),
                since: topic.since,
                usual: topic.usual,
                people: people.len(),
                conversations,
            });
        }
        seen.sort_by_key(|topic| std::cmp::Reverse(topic.people));
        seen.truncate(MOST);
        Ok(seen)
    }

    /// The conversations of the topic that a message is part of; none when it is over.
    pub(crate) async fn topic_of(&self, message: MessageId) -> Vec<ConversationId> {
        let topics = self.topics().await;
        let topic = topics.iter().find(|topic| topic.said.iter().any(|said| said.0 == message));
        topic.map_or_else(Vec::new, |topic| topic.said.iter().map(|said| said.1).collect())
    }
}
