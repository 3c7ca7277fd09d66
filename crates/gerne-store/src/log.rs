//! The newest events in memory, shared by all who follow.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use gerne_domain::Event;
use tokio::sync::watch;

use crate::{Store, StoreError};

/// Follows the event log: first from memory, from the database when somebody is far behind.
#[derive(Clone, Debug)]
pub struct Log {
    store: Store,
}

impl Log {
    pub(crate) fn new(store: Store) -> Self {
        Self { store }
    }

    /// The number of the newest event that is known here; 0 before the first.
    pub fn head(&self) -> i64 {
        self.store.house.ring.head()
    }

    /// The events after `seq`, in order and without a gap, at most `limit`.
    pub async fn after(&self, seq: i64, limit: usize) -> Result<Vec<Arc<Event>>, StoreError> {
        if let Some(events) = self.store.house.ring.after(seq, limit) {
            return Ok(events);
        }
        let events = self.store.read().await?.events_after(seq, limit).await?;
        Ok(events.into_iter().map(Arc::new).collect())
    }

    /// Resolves once there are events after `seq`; the number of the newest.
    pub async fn wait_beyond(&self, seq: i64) -> i64 {
        let mut head = self.store.house.ring.watch();
        let found = head.wait_for(|head| *head > seq).await.map(|head| *head);
        match found {
            Ok(head) => head,
            // The ring lives as long as the store that we hold.
            Err(_) => std::future::pending().await,
        }
    }
}

/// A bounded run of the newest events, gapless up to its head.
#[derive(Debug)]
pub(crate) struct Ring {
    events: Mutex<VecDeque<Arc<Event>>>,
    head: watch::Sender<i64>,
    capacity: usize,
}

impl Ring {
    pub(crate) fn new(head: i64, capacity: usize) -> Self {
        let events = Mutex::new(VecDeque::with_capacity(capacity.min(1024)));
        Self { events, head: watch::Sender::new(head), capacity: capacity.max(1) }
    }

    /// Begins behind what was there before.
    pub(crate) fn start_at(&self, head: i64) {
        self.head.send_replace(head);
    }

    pub(crate) fn head(&self) -> i64 {
        *self.head.borrow()
    }

    pub(crate) fn watch(&self) -> watch::Receiver<i64> {
        self.head.subscribe()
    }

    /// Takes the events that follow its head. `false` when some between are missing: then they
    /// must be read from the database. What it already has it ignores.
    pub(crate) fn extend(&self, new: impl IntoIterator<Item = Event>) -> bool {
        let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        let mut head = self.head();
        let mut gapless = true;
        for event in new {
            if event.seq == head + 1 {
                head = event.seq;
                events.push_back(Arc::new(event));
            } else if event.seq > head {
                gapless = false;
                break;
            }
        }
        while events.len() > self.capacity {
            events.pop_front();
        }
        // Under the lock, so that the head never runs ahead of what can be read, nor back.
        self.head.send_if_modified(|now| std::mem::replace(now, head) != head);
        gapless
    }

    /// What follows `seq`, unless that is older than the ring.
    fn after(&self, seq: i64, limit: usize) -> Option<Vec<Arc<Event>>> {
        let events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        if seq >= self.head() {
            return Some(Vec::new());
        }
        let first = events.front()?.seq;
        let skip = usize::try_from(seq.checked_sub(first)?.checked_add(1)?).ok()?;
        Some(events.iter().skip(skip).take(limit).cloned().collect())
    }
}
