//! Messenger: conversations by when something was last said in them, the newest first.

use std::collections::BTreeMap;

use gerne_connector::{Batch, Cursor};
use gerne_domain::{Item, Timestamp};
use gerne_webapi::Purpose;
use serde::{Deserialize, Serialize};

use crate::{
    account::Connection,
    client::{Ask, CallError},
    normalize,
    posts::seconds,
    watch::Forward,
    wire::{self, List},
};

/// What we ask of a message.
pub(crate) const MESSAGE_FIELDS: &str =
    "id,created_time,from,message,attachments,sticker,shares{link}";
/// Messages that come with their conversation.
const WITH_IT: u32 = 10;
/// Conversations on a page.
const PAGE: u32 = 25;
/// Messages that are handed over at the beginning.
const BEGINNING: usize = 25;
/// Pages of conversations in one fetch.
const MOST_PAGES: usize = 80;
/// Conversations whose last message is remembered.
const CONVERSATIONS: usize = 600;

/// Where we are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    #[serde(flatten)]
    read: Forward,
    /// The last message of each conversation, with its time: what is said next stands behind it.
    #[serde(default, rename = "c")]
    last: BTreeMap<String, (String, i64)>,
}

impl Place {
    fn follows(&mut self, conversation: &str, id: &str, at: i64) -> Option<String> {
        let before = self.last.insert(conversation.to_owned(), (id.to_owned(), at));
        while self.last.len() > CONVERSATIONS {
            let oldest = self.last.iter().min_by_key(|(_, (_, at))| *at).map(|(c, _)| c.clone());
            let Some(oldest) = oldest else { break };
            self.last.remove(&oldest);
        }
        before.map(|(id, _)| id)
    }
}

/// A message, and the conversation that it stands in.
struct Said {
    message: wire::Message,
    conversation: String,
    with: Option<wire::Who>,
}

impl Connection {
    pub(crate) async fn fetch_messages(&self, since: Option<&Cursor>) -> Result<Batch, CallError> {
        let before: Option<Place> = since.and_then(|cursor| serde_json::from_str(cursor).ok());
        let mut said = match &before {
            Some(place) => self.said_since(place.read.since()).await?,
            None => self.said_lately().await?,
        };
        // Within a conversation they come newest first; what was said in one second stays in order.
        said.reverse();
        said.sort_by_key(|said| said.message.created_time);
        if before.is_none() && said.len() > BEGINNING {
            said.drain(..said.len() - BEGINNING);
        }
        let begun = || Place { read: Forward::from(self.begun), last: BTreeMap::new() };
        let mut place = before.clone().unwrap_or_else(begun);
        let mut items = Vec::new();
        for Said { message, conversation, with } in said {
            let at = seconds(message.created_time);
            if before.is_some() && !place.read.is_new(&message.id, at) {
                continue;
            }
            match before {
                None => place.read.begun_with(&message.id, at),
                Some(_) => place.read.handed(&message.id, at),
            }
            let after = place.follows(&conversation, &message.id, at);
            let after = after.filter(|before| *before != message.id);
            let told = normalize::private(&message, after.as_deref(), with.as_ref(), &self.us);
            let mut told = self.links.complete(told);
            if !told.author.is_us {
                told.author.avatar_url = self.portrait(&told.author.external_id.0).await;
                self.heard(&told.author.external_id.0, told.published_at);
            }
            items.push(Item::Message(Box::new(told)));
        }
        place.read.tidy();
        let cursor = serde_json::to_string(&place).ok().filter(|_| before.as_ref() != Some(&place));
        Ok(Batch { items, cursor, ..Batch::default() })
    }

    /// Where the picture of somebody in Messenger is. It is asked once; whatever stands in the way,
    /// they are known without one.
    async fn portrait(&self, person: &str) -> Option<String> {
        if let Some(known) = self.memory().portrait(person) {
            return known;
        }
        let ask = Ask::get(person, Purpose::Reading).with("fields", "profile_pic");
        let told = self.api.one::<wire::Profile>(&ask).await.ok();
        let picture = told.and_then(|told| told.profile_pic).filter(|url| !url.is_empty());
        self.memory().saw_portrait(person, picture.clone());
        picture
    }

    async fn said_lately(&self) -> Result<Vec<Said>, CallError> {
        let page = self.api.page::<wire::Conversation>(&self.conversations()).await?;
        Ok(page.data.into_iter().flat_map(|talk| self.said_in(talk).0).collect())
    }

    /// Everything said since a second, however many conversations it is in.
    async fn said_since(&self, since: i64) -> Result<Vec<Said>, CallError> {
        let mut said = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let ask =
                after.iter().fold(self.conversations(), |ask, after| ask.with("after", after));
            let page = self.api.page::<wire::Conversation>(&ask).await?;
            let recent = |talk: &wire::Conversation| seconds(talk.updated_time) >= since;
            let over = !page.data.is_empty() && !page.data.iter().any(recent);
            for talk in page.data.into_iter().filter(recent) {
                said.extend(self.said_since_in(talk, since).await?);
            }
            after = page.after;
            if over || after.is_none() {
                return Ok(said);
            }
        }
        Ok(said)
    }

    /// More was said than came with the conversation: the rest is asked for.
    async fn said_since_in(
        &self,
        talk: wire::Conversation,
        since: i64,
    ) -> Result<Vec<Said>, CallError> {
        let id = talk.id.clone().unwrap_or_default();
        let (mut said, mut after) = self.said_in(talk);
        let with = said.first().and_then(|said| said.with.clone());
        while let Some(cursor) = after.take() {
            if said.iter().any(|said| seconds(said.message.created_time) < since) {
                break;
            }
            let ask = self.messages_of(&id).with("after", cursor);
            let page: List<wire::Message> = self.api.page(&ask).await?;
            after = page.after;
            said.extend(page.data.into_iter().map(|message| Said {
                message,
                conversation: id.clone(),
                with: with.clone(),
            }));
        }
        Ok(said)
    }

    /// The messages that came with a conversation, and where the rest is.
    fn said_in(&self, talk: wire::Conversation) -> (Vec<Said>, Option<String>) {
        let conversation = talk.id.unwrap_or_default();
        let with = talk.participants.data.into_iter().find(|who| !self.us.is(Some(who)));
        let after = talk.messages.after;
        let said = talk.messages.data.into_iter().map(|message| Said {
            message,
            conversation: conversation.clone(),
            with: with.clone(),
        });
        (said.collect(), after)
    }

    fn conversations(&self) -> Ask {
        let fields =
            format!("id,updated_time,participants,messages.limit({WITH_IT}){{{MESSAGE_FIELDS}}}");
        Ask::get(format!("{}/conversations", self.us.id), Purpose::Reading)
            .with("platform", "messenger")
            .with("fields", fields)
            .with("limit", PAGE)
            .talks()
    }

    fn messages_of(&self, conversation: &str) -> Ask {
        Ask::get(format!("{conversation}/messages"), Purpose::Reading)
            .with("fields", MESSAGE_FIELDS)
            .with("limit", 100)
            .talks()
    }

    /// What was said last with one person, newest first.
    pub(crate) async fn said_with(&self, person: &str) -> Result<Vec<wire::Message>, CallError> {
        let fields = format!("id,updated_time,participants,messages.limit(25){{{MESSAGE_FIELDS}}}");
        let ask = Ask::get(format!("{}/conversations", self.us.id), Purpose::Speaking)
            .with("platform", "messenger")
            .with("user_id", person)
            .with("fields", fields)
            .talks();
        let page = self.api.page::<wire::Conversation>(&ask).await?;
        let with = |talk: &wire::Conversation| {
            talk.participants.data.iter().any(|who| who.id.as_deref() == Some(person))
        };
        // Who is not filtered by the platform is filtered here.
        let one = page.data.into_iter().find(with);
        Ok(one.map(|talk| talk.messages.data).unwrap_or_default())
    }

    /// When they last wrote to us; `None`: never, as far as Facebook shows.
    pub(crate) async fn last_heard(&self, person: &str) -> Result<Option<Timestamp>, CallError> {
        let said = self.said_with(person).await?;
        let theirs = said.iter().filter(|message| !self.us.is(message.from.as_ref()));
        Ok(theirs.filter_map(|message| message.created_time).max())
    }
}
