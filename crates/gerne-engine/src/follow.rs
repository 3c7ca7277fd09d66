//! What was written on any node reaches the lanes of this one through the log: replies to send,
//! accounts that changed, sleeps to end, pictures to fetch, people who are to stay away.

use std::{sync::Arc, time::Duration};

use gerne_domain::{Actor, DeliveryId, DeliveryState, Event, EventKind};

use crate::Engine;

/// Events read in one go.
const STEP: usize = 500;

impl Engine {
    /// Follows the log as long as the process lives.
    pub(crate) async fn keep_following(&self) {
        let log = self.inner.store.log();
        let mut after = log.head();
        // What was written before is looked at by those who are rung.
        self.ring_all().await;
        loop {
            log.wait_beyond(after).await;
            match log.after(after, STEP).await {
                Ok(events) if !events.is_empty() => {
                    after = events.last().map_or(after, |last| last.seq);
                    self.hear(&events).await;
                }
                other => {
                    // Too far behind, or the database is away: everybody looks for themselves.
                    if let Err(error) = other {
                        tracing::warn!(error = %crate::error::chain(&error), "the log could not be read; looking at everything");
                    }
                    after = log.head();
                    self.ring_all().await;
                    self.inner.clock.rest(Duration::from_secs(1)).await;
                }
            }
        }
    }

    async fn hear(&self, events: &[Arc<Event>]) {
        let lanes = &self.inner.lanes;
        let mut deliveries: Vec<DeliveryId> = Vec::new();
        for event in events {
            match &event.event.kind {
                EventKind::AccountChanged { .. } => {
                    self.inner.times.forget();
                    lanes.accounts.notify_one();
                }
                EventKind::ReplyWritten { delivery, .. } => deliveries.push(*delivery),
                // Also what ends: another reply may have waited behind it.
                EventKind::DeliveryChanged { delivery, state, .. }
                    if *state != DeliveryState::Sending =>
                {
                    deliveries.push(*delivery);
                }
                EventKind::KnowledgeChanged => self.inner.knowing.forget(),
                EventKind::HoursChanged | EventKind::TargetsChanged => self.inner.times.forget(),
                EventKind::LessonsChanged => self.inner.teams.forget(),
                EventKind::RuleChanged { rule } => self.rule_changed(*rule).await,
                // A person may have let something go before everyone.
                EventKind::IncidentChanged { .. } if event.event.actor != Actor::System => {
                    self.nudge_all();
                }
                EventKind::PromiseChanged { .. } | EventKind::FollowUpChanged { .. } => {
                    lanes.promises.notify_one();
                }
                EventKind::CustomerErased => lanes.erasures.notify_one(),
                EventKind::StatusChanged { until: Some(_), .. } => lanes.snoozes.notify_one(),
                EventKind::MessageReceived { .. } | EventKind::MessageEdited { .. } => {
                    lanes.pictures.notify_one();
                }
                _ => {}
            }
        }
        deliveries.sort_unstable();
        deliveries.dedup();
        if !deliveries.is_empty() && self.nudge_carriers_of(&deliveries).await.is_err() {
            self.nudge_all();
        }
    }

    async fn nudge_carriers_of(&self, ids: &[DeliveryId]) -> Result<(), gerne_store::StoreError> {
        for delivery in self.inner.store.read().await?.deliveries(ids).await? {
            self.nudge(delivery.account_id);
        }
        Ok(())
    }

    async fn ring_all(&self) {
        self.inner.times.forget();
        let lanes = &self.inner.lanes;
        lanes.accounts.notify_one();
        lanes.snoozes.notify_one();
        lanes.promises.notify_one();
        lanes.pictures.notify_one();
        lanes.erasures.notify_one();
        self.inner.knowing.forget();
        self.forget_rules().await;
        self.inner.teams.forget();
        self.nudge_all();
    }
}
