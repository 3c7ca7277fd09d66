//! Events with the things they concern, read once for all who listen.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::extract::ws::Utf8Bytes;
use gerne_domain::{
    AccountId, Agent, AgentId, ContactId, ConversationId, Event, EventKind, MessageId, NoteId,
    Scope, TeamId,
};
use gerne_store::{Reader, StoreError};
use tokio::sync::watch;
use uuid::Uuid;

use super::{elsewhere::Elsewhere, range::Range};
use crate::{
    state::{ApiState, Parts},
    view,
    wire::{
        conversation::Row,
        entry::{Entry, kind_and_what},
        live::{LiveEvent, ServerFrame},
    },
};

/// Events kept ready: those that listeners are just now being told.
const READY: usize = 512;

/// Frames kept ready: listeners who may see the same are told the same bytes.
const FRAMES: usize = 64;

/// Events that were read once and are ready for all listeners. Thousands of them ask at the same
/// moment: nobody waits while holding these locks.
pub(crate) struct Ready {
    events: Mutex<BTreeMap<i64, Arc<Hydrated>>>,
    frames: Mutex<VecDeque<(Shape, Utf8Bytes)>>,
    /// Held by the one who reads, while others wait for what it finds.
    reading: tokio::sync::Mutex<()>,
    /// Up to where listeners may be told.
    head: watch::Sender<i64>,
}

impl Default for Ready {
    fn default() -> Self {
        Self {
            events: Mutex::default(),
            frames: Mutex::default(),
            reading: tokio::sync::Mutex::default(),
            head: watch::Sender::new(0),
        }
    }
}

/// Reads what happens before the listeners are woken, until the process stops: each of them then
/// finds it ready, and none waits for another.
pub(crate) async fn keep(api: ApiState) {
    let log = api.store.log();
    loop {
        let told = *api.ready.head.borrow();
        let head = log.wait_beyond(told).await;
        if api.presence.sockets() > 0
            && let Err(error) = api.ready.prepare(&api, head).await
        {
            // Those who listen will read it themselves, or end.
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "what happened could not be read for those who listen");
        }
        api.ready.head.send_replace(head);
    }
}

impl fmt::Debug for Ready {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ready").finish_non_exhaustive()
    }
}

/// An event, its conversation and its entry as they were when it was read.
#[derive(Clone, Debug)]
pub(crate) struct Hydrated {
    row: Option<Row>,
    entry: Option<Entry>,
    /// Where what the entry answers stands, when that is another conversation.
    elsewhere: Option<Elsewhere>,
    /// Who has an unsent text there.
    drafters: BTreeSet<AgentId>,
}

/// Everything that a frame's bytes depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shape {
    from: i64,
    to: i64,
    events: Vec<Seen>,
}

/// How one listener sees an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    seq: i64,
    row: bool,
    parent: bool,
    draft: bool,
}

impl Seen {
    fn by(agent: &Agent, scope: &Scope, event: &Event, hydrated: &Hydrated) -> Self {
        let sees = |row: &Row| scope.sees(AccountId(row.account_id), row.team_id.map(TeamId));
        let row = hydrated.row.as_ref().is_some_and(sees);
        let parent = hydrated.elsewhere.as_ref().is_none_or(|there| there.is_seen_by(scope));
        let draft = row && hydrated.drafters.contains(&agent.id);
        Self { seq: event.seq, row, parent, draft }
    }
}

impl Ready {
    /// Resolves once listeners may be told of what is after `seq`.
    pub(crate) async fn wait_beyond(&self, seq: i64) {
        let mut head = self.head.subscribe();
        // The sender lives as long as `self`.
        drop(head.wait_for(|head| *head > seq).await);
    }

    /// Reads the newest events up to `head`: those that listeners will ask for.
    async fn prepare(&self, api: &Parts, head: i64) -> Result<(), StoreError> {
        let newest = i64::try_from(READY / 2).unwrap_or_default();
        let from = (*self.head.borrow()).max(head - newest);
        let events = api.store.log().after(from, READY / 2).await?;
        let events: Vec<&Event> = events.iter().map(Arc::as_ref).collect();
        self.hydrated(api, &events).await.map(drop)
    }

    /// These events for one listener: what they may not see of them is left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn events(
        &self,
        api: &Parts,
        agent: &Agent,
        scope: &Scope,
        events: &[&Event],
    ) -> Result<Vec<LiveEvent>, StoreError> {
        let hydrated = self.hydrated(api, events).await?;
        let told = events.iter().zip(&hydrated);
        Ok(told.map(|(event, h)| tell(event, h, Seen::by(agent, scope, event, h))).collect())
    }

    /// A range of the log as one listener is told it, put into bytes once for all who see the same.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn frame(
        &self,
        api: &Parts,
        agent: &Agent,
        scope: &Scope,
        range: &Range<'_>,
    ) -> Result<Utf8Bytes, StoreError> {
        let hydrated = self.hydrated(api, &range.seen).await?;
        let seen = range.seen.iter().zip(&hydrated);
        let seen: Vec<Seen> = seen.map(|(event, h)| Seen::by(agent, scope, event, h)).collect();
        let shape = Shape { from: range.from, to: range.to, events: seen };
        let mut frames = lock(&self.frames);
        if let Some((_, bytes)) = frames.iter().rev().find(|(known, _)| *known == shape) {
            return Ok(bytes.clone());
        }
        let told = range.seen.iter().zip(&hydrated).zip(&shape.events);
        let events = told.map(|((event, hydrated), seen)| tell(event, hydrated, *seen)).collect();
        let bytes = ServerFrame::Events { from: range.from, to: range.to, events }.bytes();
        frames.push_back((shape, bytes.clone()));
        if frames.len() > FRAMES {
            frames.pop_front();
        }
        Ok(bytes)
    }

    async fn hydrated(
        &self,
        api: &Parts,
        events: &[&Event],
    ) -> Result<Vec<Arc<Hydrated>>, StoreError> {
        if let Some(found) = self.all_ready(events) {
            return Ok(found);
        }
        // One listener reads while the others wait for it, and then find everything ready.
        let _reading = self.reading.lock().await;
        if let Some(found) = self.all_ready(events) {
            return Ok(found);
        }
        let missing: Vec<&Event> = {
            let mut ready = lock(&self.events);
            let lacks = |event: &&Event| !ready.contains_key(&event.seq);
            if events.iter().any(|event| forgets(&event.event.kind) && lacks(event)) {
                // What is kept ready was read before that.
                ready.clear();
                api.proxy.forget();
            }
            events.iter().copied().filter(|event| !ready.contains_key(&event.seq)).collect()
        };
        let fresh = hydrate(api, &mut api.store.read().await?, &missing).await?;
        let mut ready = lock(&self.events);
        ready.extend(fresh.into_iter().map(|(seq, hydrated)| (seq, Arc::new(hydrated))));
        let empty = Arc::new(Hydrated {
            row: None,
            entry: None,
            elsewhere: None,
            drafters: BTreeSet::new(),
        });
        let found = |event: &&Event| ready.get(&event.seq).unwrap_or(&empty).clone();
        let found = events.iter().map(found).collect();
        while ready.len() > READY {
            ready.pop_first();
        }
        Ok(found)
    }

    fn all_ready(&self, events: &[&Event]) -> Option<Vec<Arc<Hydrated>>> {
        let ready = lock(&self.events);
        events.iter().map(|event| ready.get(&event.seq).cloned()).collect()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn tell(event: &Event, hydrated: &Hydrated, seen: Seen) -> LiveEvent {
    let mut row = hydrated.row.as_ref().filter(|_| seen.row).cloned();
    if let Some(row) = &mut row {
        row.draft = seen.draft;
    }
    let mut entry = hydrated.entry.as_ref().filter(|_| seen.row).cloned();
    if let (Some(entry), Some(there), false) = (&mut entry, &hydrated.elsewhere, seen.parent) {
        there.hide_in(entry);
    }
    let (kind, what) = kind_and_what(&event.event.kind);
    LiveEvent {
        seq: event.seq,
        at: event.event.at,
        actor: event.event.actor.into(),
        conversation_id: event.event.conversation_id.map(|id| id.0),
        customer_id: event.event.customer_id.map(|id| id.0),
        kind,
        what,
        row,
        entry,
    }
}

/// Whether something is to be shown nowhere any more.
fn forgets(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::CustomerErased
            | EventKind::ConversationForgotten
            | EventKind::MessageForgotten { .. }
            | EventKind::MessageDeleted { .. }
    )
}

/// What an event's entry is made from.
enum Source {
    Message(MessageId),
    Note(NoteId),
    Contact(ContactId),
    Change,
}

fn source(kind: &EventKind) -> Source {
    match kind {
        EventKind::MessageReceived { message }
        | EventKind::MessageEdited { message }
        | EventKind::MessageDeleted { message }
        | EventKind::MessageRefreshed { message }
        | EventKind::MediaFetched { message }
        | EventKind::ReplyWritten { message, .. }
        | EventKind::DeliveryChanged { message, .. } => Source::Message(*message),
        EventKind::NoteAdded { note } => Source::Note(*note),
        EventKind::ContactLogged { contact } | EventKind::ContactChanged { contact } => {
            Source::Contact(*contact)
        }
        _ => Source::Change,
    }
}

async fn hydrate(
    api: &Parts,
    db: &mut Reader,
    events: &[&Event],
) -> Result<Vec<(i64, Hydrated)>, StoreError> {
    let ids: BTreeSet<ConversationId> =
        events.iter().filter_map(|event| event.event.conversation_id).collect();
    let ids: Vec<ConversationId> = ids.into_iter().collect();
    let mut conversations = db.conversations(&ids).await?;
    // What became part of another conversation is in no list any more.
    let joined = db.conversations_joined(&ids).await?;
    conversations.retain(|conversation| !joined.contains(&conversation.id));
    let mut drafters: HashMap<ConversationId, BTreeSet<AgentId>> = HashMap::new();
    for (conversation, agent) in db.drafters(&ids).await? {
        drafters.entry(conversation).or_default().insert(agent);
    }
    let rows = view::row::bare_rows(api, db, conversations).await?;
    let rows: HashMap<Uuid, Row> = rows.into_iter().map(|row| (row.id, row)).collect();

    let messages: BTreeSet<MessageId> = events
        .iter()
        .filter_map(|event| match source(&event.event.kind) {
            Source::Message(id) => Some(id),
            _ => None,
        })
        .collect();
    let messages: Vec<MessageId> = messages.into_iter().collect();
    // Read for whoever sees everything; each listener is told what they may see of it.
    let entries = view::entry::of_messages(api, db, &Scope::Everything, &messages).await?;
    let elsewhere = Elsewhere::of(db, &entries).await?;
    let by_id = |id: MessageId| {
        entries.iter().find(|entry| matches!(entry, Entry::Message(m) if m.id == id.0)).cloned()
    };

    let mut all = Vec::with_capacity(events.len());
    for event in events {
        let entry = match source(&event.event.kind) {
            Source::Message(id) => by_id(id),
            Source::Note(id) => view::entry::of_note(db, id).await?,
            Source::Contact(id) => view::entry::of_contact(db, id).await?,
            Source::Change => view::change::change(event),
        };
        let there = match &entry {
            Some(Entry::Message(message)) => elsewhere.get(&message.id).cloned(),
            _ => None,
        };
        let row = event.event.conversation_id.and_then(|id| rows.get(&id.0)).cloned();
        let drafters = event.event.conversation_id.and_then(|id| drafters.get(&id)).cloned();
        let drafters = drafters.unwrap_or_default();
        all.push((event.seq, Hydrated { row, entry, elsewhere: there, drafters }));
    }
    Ok(all)
}
