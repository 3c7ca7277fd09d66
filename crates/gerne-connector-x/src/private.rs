//! Private messages: events of all conversations in one list, newest first, without `since_id`.
//! A walk back that is cut short, by money or by its length, goes on where it ended.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use gerne_connector::{Batch, Cursor, Gap};
use gerne_domain::{Item, Refusal, time::between};
use gerne_webapi::Purpose;
use serde::{Deserialize, Serialize};

use crate::{
    account::Connection,
    client::{Ask, CallError},
    fetch::MEDIA_FIELDS,
    normalize::{self, Around},
    prices::Kind,
    problem::Meaning,
    purse::{Bill, Share},
    snowflake, wire,
};

/// What we ask of an event.
pub(crate) const DM_FIELDS: &str = "id,text,event_type,created_at,dm_conversation_id,sender_id,\
                                    participant_ids,referenced_tweets,attachments,entities";
/// As many as are looked at while nothing comes: each is paid for once a day.
const PROBE: u32 = 5;
/// Large steps while money lasts, then smaller ones.
const PAGES: [u32; 4] = [100, 25, PROBE, 1];
/// In one walk, of the fifteen requests that X allows in fifteen minutes.
const MOST_PAGES: usize = 8;
/// X shows private messages of so long a time.
const SHOWN: Duration = Duration::from_hours(30 * 24);
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
    /// What is still to be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hole: Option<Hole>,
}

/// What a walk back did not reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Hole {
    /// Where it goes on; `None`: from the newest.
    #[serde(default)]
    token: Option<String>,
    /// What was handed over before it: the newest of that.
    until: u64,
}

/// What a walk back brought.
#[derive(Default)]
struct Walk {
    events: Vec<wire::DmEvent>,
    includes: wire::Includes,
    left: Option<Hole>,
    gap: Option<Gap>,
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
        let before = self.last.get(conversation).copied();
        // Out of a hole comes what stands before it.
        if before.is_none_or(|before| before < id) {
            self.last.insert(conversation.to_owned(), id);
        }
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
        let (events, includes, next) = self.events_that_fit(&PAGES[2..], None).await?;
        let numbers: BTreeSet<u64> =
            events.iter().filter_map(|event| snowflake::number(&event.id)).collect();
        let mut walk = Walk { events, includes, left: place.hole.take(), gap: None };
        let until = walk.left.as_ref().map_or(place.newest, |hole| hole.until);
        // Nothing known on the first few: what lies between is walked through in large steps.
        let begun = snowflake::first_at(self.begun);
        if before.is_none() {
            // The newest are a beginning; what was said since we were connected comes next.
            let open = numbers.first().is_some_and(|oldest| *oldest > begun);
            walk.left =
                next.filter(|_| open).map(|token| Hole { token: Some(token), until: begun });
        } else if numbers.is_disjoint(&place.seen) && next.is_some() {
            walk = self.walk_through(Hole { token: None, until }).await?;
        } else if let Some(hole) = walk.left.take() {
            match self.walk_through(hole.clone()).await {
                Ok(more) => {
                    walk.events.extend(more.events);
                    walk.includes.media.extend(more.includes.media);
                    (walk.left, walk.gap) = (more.left, more.gap);
                }
                Err(CallError::Paused(_) | CallError::Spent(_)) => walk.left = Some(hole),
                // X no longer knows where it was.
                Err(error) if error.meaning() == Some(Meaning::Invalid) => {
                    walk.left = Some(Hole { token: None, ..hole });
                }
                Err(error) => return Err(error),
            }
        }
        let Walk { events, includes, left, gap } = walk;
        place.hole = left;
        let mut fresh: BTreeMap<u64, wire::DmEvent> = BTreeMap::new();
        for event in events {
            let Some(id) = snowflake::number(&event.id) else { continue };
            let new = !place.seen.contains(&id) && (id > until || recent(&place, id));
            if (before.is_none() || new)
                && event.event_type == "MessageCreate"
                && event.sender_id.is_some()
            {
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

    /// Back to what was handed over before. What fails after the first page keeps what was read: it
    /// was paid for.
    async fn walk_through(&self, hole: Hole) -> Result<Walk, CallError> {
        let (mut walk, mut token) = (Walk::default(), hole.token);
        let oldest = |events: &[wire::DmEvent]| {
            events.iter().filter_map(|event| snowflake::number(&event.id)).min()
        };
        for _ in 0..MOST_PAGES {
            let (page, more, next) = match self.events_that_fit(&PAGES, token.as_deref()).await {
                Ok(page) => page,
                Err(error) if walk.events.is_empty() => return Err(error),
                Err(error) => {
                    tracing::info!(%error, "a walk back through private messages was cut short");
                    break;
                }
            };
            let met = oldest(&page).is_some_and(|id| id <= hole.until);
            walk.events.extend(page);
            walk.includes.media.extend(more.media);
            token = next;
            if met || token.is_none() {
                if !met && hole.until > 0 {
                    walk.gap = self.unread(hole.until, oldest(&walk.events), walk.events.len());
                }
                return Ok(walk);
            }
        }
        walk.left = Some(Hole { token, until: hole.until });
        Ok(walk)
    }

    /// What was said before what X still shows, and after what we had.
    fn unread(&self, until: u64, oldest: Option<u64>, count: usize) -> Option<Gap> {
        let (from, to) = (snowflake::time(until)?, snowflake::time(oldest?)?);
        let reason = Refusal::of("gap.beyond_read_back").with("limit", count);
        (from < to && between(from, self.api.now()) > SHOWN).then_some(Gap { from, to, reason })
    }

    /// A large page while money lasts, a smaller one for what is left.
    async fn events_that_fit(
        &self,
        sizes: &[u32],
        token: Option<&str>,
    ) -> Result<Events, CallError> {
        let mut last = None;
        for size in sizes {
            match self.events(*size, token).await {
                Err(CallError::Paused(paused)) => last = Some(paused),
                events => return events,
            }
        }
        Err(last.map_or(CallError::Spent(Duration::from_mins(1)), CallError::Paused))
    }

    async fn events(&self, size: u32, token: Option<&str>) -> Result<Events, CallError> {
        let mut ask = private_events("dm_events", "/2/dm_events", Purpose::Reading, size)
            .out_of(Share::Messages);
        if let Some(token) = token {
            ask = ask.with("pagination_token", token);
        }
        let envelope = self.api.look(&ask, events_bill).await?;
        let (events, _) = envelope.entries::<wire::DmEvent>();
        let next = envelope.meta.next_token.clone().filter(|token| !token.is_empty());
        Ok((events, envelope.includes, next))
    }

    /// The newest that stand in the conversation with one person, newest first.
    pub(crate) async fn events_with(
        &self,
        person: &str,
        size: u32,
    ) -> Result<Vec<wire::DmEvent>, CallError> {
        let path = format!("/2/dm_conversations/with/{person}/dm_events");
        let ask = private_events("dm_with", path, Purpose::Speaking, size);
        let envelope = self.api.look(&ask, events_bill).await?;
        Ok(envelope.entries::<wire::DmEvent>().0)
    }
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
