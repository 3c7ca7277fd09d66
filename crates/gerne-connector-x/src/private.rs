//! Private messages: events of all conversations in one list, newest first, without `since_id`.

use std::collections::{BTreeMap, BTreeSet};

use gerne_connector::{Batch, Cursor, Gap};
use gerne_domain::{Item, Refusal};
use gerne_webapi::Purpose;
use serde::{Deserialize, Serialize};

use crate::{
    account::Connection,
    client::{Ask, CallError},
    fetch::MEDIA_FIELDS,
    normalize::{self, Around},
    prices::Kind,
    purse::Bill,
    snowflake, wire,
};

/// What we ask of an event.
pub(crate) const DM_FIELDS: &str = "id,text,event_type,created_at,dm_conversation_id,sender_id,\
                                    participant_ids,referenced_tweets,attachments,entities";
/// As many as are looked at while nothing comes: each is paid for once a day.
const PROBE: u32 = 5;
const PAGES: [u32; 3] = [100, 25, PROBE];
/// Ten of the fifteen requests that X allows in fifteen minutes.
const MOST_PAGES: usize = 8;
/// Conversations whose last message is remembered.
const CONVERSATIONS: usize = 400;

/// A page: events, what they refer to, and where the next one is.
type Events = (Vec<wire::DmEvent>, wire::Includes, Option<String>);

/// Where we are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    newest: u64,
    /// What was handed over last, because events may appear late.
    #[serde(default)]
    seen: BTreeSet<u64>,
    /// The last message of each conversation: what is said next stands behind it.
    #[serde(default)]
    last: BTreeMap<String, u64>,
}

impl Place {
    fn handed(&mut self, id: u64) {
        self.newest = self.newest.max(id);
        self.seen.insert(id);
        while self.seen.len() > 300 {
            self.seen.pop_first();
        }
    }

    fn follows(&mut self, conversation: &str, id: u64) -> Option<u64> {
        let before = self.last.insert(conversation.to_owned(), id);
        while self.last.len() > CONVERSATIONS {
            let oldest = self.last.iter().min_by_key(|(_, id)| **id).map(|(c, _)| c.clone());
            let Some(oldest) = oldest else { break };
            self.last.remove(&oldest);
        }
        before.filter(|before| *before < id)
    }
}

impl Connection {
    pub(crate) async fn fetch_messages(&self, since: Option<&Cursor>) -> Result<Batch, CallError> {
        let before: Option<Place> =
            since.map(|cursor| serde_json::from_str(cursor).unwrap_or_default());
        let mut place = before.clone().unwrap_or_default();
        let known = |events: &[wire::DmEvent]| {
            events
                .iter()
                .filter_map(|e| snowflake::number(&e.id))
                .any(|id| place.seen.contains(&id))
        };
        let mut gap = None;
        let (mut events, mut includes, next) = self.events(PROBE, None).await?;
        // Nothing known on the first few: what lies between is walked through in large steps.
        if before.is_some() && !known(&events) && next.is_some() {
            (events, includes) = (Vec::new(), wire::Includes::default());
            let mut token = None;
            let mut met = false;
            for _ in 0..MOST_PAGES {
                let (page, more, next) = self.events_that_fit(token.as_deref()).await?;
                met = known(&page) || next.is_none();
                events.extend(page);
                includes.media.extend(more.media);
                token = next;
                if met {
                    break;
                }
            }
            if !met {
                gap = unread(&place, &events);
            }
        }
        let mut fresh: BTreeMap<u64, wire::DmEvent> = BTreeMap::new();
        for event in events {
            let Some(id) = snowflake::number(&event.id) else { continue };
            let new = before.is_none() || (!place.seen.contains(&id) && recent(&place, id));
            if new && event.event_type == "MessageCreate" && event.sender_id.is_some() {
                fresh.insert(id, event);
            }
        }
        let senders: BTreeSet<String> =
            fresh.values().filter_map(|e| e.sender_id.clone()).collect();
        let people = self.known.all(&self.api, &senders, Purpose::Reading).await?;
        let roots = BTreeMap::new();
        let around = Around { us: &self.us, people: &people, includes: &includes, roots: &roots };
        let mut items = Vec::with_capacity(fresh.len());
        for (id, event) in &fresh {
            let conversation = event.dm_conversation_id.clone().unwrap_or_default();
            let after = place.follows(&conversation, *id).map(|id| id.to_string());
            let message = normalize::private(event, &around, after.as_deref());
            place.handed(*id);
            items.push(Item::Message(Box::new(message)));
        }
        items.sort_by_key(|item| match item {
            Item::Message(message) => Some(message.published_at),
            Item::Deleted(_) => None,
        });
        let cursor = serde_json::to_string(&place).ok().filter(|_| before.as_ref() != Some(&place));
        Ok(Batch { items, cursor, gap, ..Batch::default() })
    }

    /// A large page while money lasts, a smaller one for what is left.
    async fn events_that_fit(&self, token: Option<&str>) -> Result<Events, CallError> {
        let mut last = self.events(PAGES[0], token).await;
        for size in &PAGES[1..] {
            if !matches!(last, Err(CallError::Paused(_))) {
                break;
            }
            last = self.events(*size, token).await;
        }
        last
    }

    async fn events(&self, size: u32, token: Option<&str>) -> Result<Events, CallError> {
        let mut ask = private_events("dm_events", "/2/dm_events", Purpose::Reading, size);
        if let Some(token) = token {
            ask = ask.with("pagination_token", token);
        }
        let envelope = self.api.look(&ask, events_bill).await?;
        let (events, _) = envelope.entries::<wire::DmEvent>();
        let next = envelope.meta.next_token.clone().filter(|token| !token.is_empty());
        Ok((events, envelope.includes, next))
    }

    /// What stands in the conversation with one person, newest first.
    pub(crate) async fn events_with(&self, person: &str) -> Result<Vec<wire::DmEvent>, CallError> {
        let path = format!("/2/dm_conversations/with/{person}/dm_events");
        let ask = private_events("dm_with", path, Purpose::Speaking, 20);
        let envelope = self.api.look(&ask, events_bill).await?;
        Ok(envelope.entries::<wire::DmEvent>().0)
    }
}

/// What lies between the last that we had and the oldest that was read now.
fn unread(place: &Place, events: &[wire::DmEvent]) -> Option<Gap> {
    let oldest = events.iter().filter_map(|event| snowflake::number(&event.id)).min()?;
    let (from, to) = (snowflake::time(place.newest)?, snowflake::time(oldest)?);
    let reason = Refusal::of("gap.beyond_read_back").with("limit", events.len());
    (from < to).then_some(Gap { from, to, reason })
}

/// Older than everything that was handed over is not new: it was there before the beginning.
fn recent(place: &Place, id: u64) -> bool {
    place.seen.first().is_none_or(|oldest| id > *oldest)
}

fn private_events(
    window: &'static str,
    path: impl Into<String>,
    purpose: Purpose,
    size: u32,
) -> Ask {
    Ask::get(window, path, purpose)
        .with("max_results", size)
        .with("event_types", "MessageCreate")
        .with("dm_event.fields", DM_FIELDS)
        .with("expansions", "attachments.media_keys")
        .with("media.fields", MEDIA_FIELDS)
        .costs(u64::from(size) * Kind::Dm.price())
}

fn events_bill(envelope: &wire::Envelope) -> Bill {
    let (events, _) = envelope.entries::<wire::DmEvent>();
    Bill::of(Kind::Dm, events.iter().map(|event| event.id.as_str()))
}
