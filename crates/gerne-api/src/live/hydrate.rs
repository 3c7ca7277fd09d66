//! Events with the things they concern, read once for all who listen.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt,
    sync::Arc,
};

use gerne_domain::{
    AccountId, Agent, ConversationId, Event, EventKind, MessageId, NoteId, Scope, TeamId,
};
use gerne_store::{Reader, StoreError};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::{
    state::Parts,
    view,
    wire::{
        conversation::Row,
        entry::{Entry, kind_and_what},
        live::LiveEvent,
    },
};

/// Events kept ready: those that listeners are just now being told.
const READY: usize = 512;

/// Events that were read for one listener and are ready for the next.
#[derive(Default)]
pub(crate) struct Ready(Mutex<BTreeMap<i64, Arc<Hydrated>>>);

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
}

impl Ready {
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
        let mut live: Vec<LiveEvent> = events
            .iter()
            .zip(hydrated)
            .map(|(event, hydrated)| seen(event, &hydrated, scope))
            .collect();
        let mut rows: Vec<Row> = live.iter().filter_map(|event| event.row.clone()).collect();
        if !rows.is_empty() {
            view::row::mark_drafts(&mut api.store.read().await?, agent.id, &mut rows).await?;
            let drafts: HashMap<Uuid, bool> = rows.iter().map(|row| (row.id, row.draft)).collect();
            for row in live.iter_mut().filter_map(|event| event.row.as_mut()) {
                row.draft = drafts.get(&row.id).copied().unwrap_or_default();
            }
        }
        Ok(live)
    }

    /// One listener reads while the others wait for it, and then find everything ready.
    async fn hydrated(
        &self,
        api: &Parts,
        events: &[&Event],
    ) -> Result<Vec<Arc<Hydrated>>, StoreError> {
        let mut ready = self.0.lock().await;
        let missing: Vec<&Event> =
            events.iter().copied().filter(|event| !ready.contains_key(&event.seq)).collect();
        if !missing.is_empty() {
            let fresh = hydrate(api, &mut api.store.read().await?, &missing).await?;
            ready.extend(fresh.into_iter().map(|(seq, hydrated)| (seq, Arc::new(hydrated))));
        }
        let empty = Arc::new(Hydrated { row: None, entry: None });
        let found = |event: &&Event| ready.get(&event.seq).unwrap_or(&empty).clone();
        let found = events.iter().map(found).collect();
        while ready.len() > READY {
            ready.pop_first();
        }
        Ok(found)
    }
}

fn seen(event: &Event, hydrated: &Hydrated, scope: &Scope) -> LiveEvent {
    let visible = |row: &&Row| scope.sees(AccountId(row.account_id), row.team_id.map(TeamId));
    let row = hydrated.row.as_ref().filter(visible);
    let entry = hydrated.entry.as_ref().filter(|_| row.is_some());
    let (kind, what) = kind_and_what(&event.event.kind);
    LiveEvent {
        seq: event.seq,
        at: event.event.at,
        actor: event.event.actor.into(),
        conversation_id: event.event.conversation_id.map(|id| id.0),
        customer_id: event.event.customer_id.map(|id| id.0),
        kind,
        what,
        row: row.cloned(),
        entry: entry.cloned(),
    }
}

/// What an event's entry is made from.
enum Source {
    Message(MessageId),
    Note(NoteId),
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
    let conversations = db.conversations(&ids).await?;
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
    // Nobody's scope: parents in other conversations are not told to anybody.
    let nobody = Scope::Of { teams: Vec::new(), accounts: Vec::new() };
    let entries = view::entry::of_messages(api, db, &nobody, &messages).await?;
    let by_id = |id: MessageId| {
        entries.iter().find(|entry| matches!(entry, Entry::Message(m) if m.id == id.0)).cloned()
    };

    let mut all = Vec::with_capacity(events.len());
    for event in events {
        let entry = match source(&event.event.kind) {
            Source::Message(id) => by_id(id),
            Source::Note(id) => view::entry::of_note(db, id).await?,
            Source::Change => view::change::change(event),
        };
        let row = event.event.conversation_id.and_then(|id| rows.get(&id.0)).cloned();
        all.push((event.seq, Hydrated { row, entry }));
    }
    Ok(all)
}
