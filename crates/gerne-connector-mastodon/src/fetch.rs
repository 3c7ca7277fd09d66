//! Lists read forward, posts looked up.

use gerne_connector::{Batch, ConnectorError, Cursor, Gap};
use gerne_domain::{ExternalId, Item, Refusal, Timestamp};
use gerne_webapi::Purpose;
use serde_json::Value;

use crate::{
    account::Connection,
    changes::Changed,
    client::{CallError, JSON_CAP},
    pages::{Entry, FULL, Mark, Place, turn},
    wire,
};

/// Most that Mastodon gives of notifications, and of statuses.
const NOTIFICATIONS: &str = "80";
const STATUSES: &str = "40";
/// The first page: as much as a beginning needs.
const BEGINNING: &str = "40";
/// Pages that are read back at the beginning.
const PAGES_BACK: usize = 100;
/// Most posts that Mastodon looks up in one request.
const STATES: usize = 20;

impl Connection {
    pub(crate) async fn fetch_mentions(
        &self,
        since: Option<&Cursor>,
    ) -> Result<Batch, ConnectorError> {
        let place = since.map(|cursor| Place::read(cursor));
        let mut query = vec![("types[]", "mention"), ("include_filtered", "true")];
        if self.facts().has_quotes() {
            query.push(("types[]", "quote"));
        }
        let list = "/api/v1/notifications";
        let page = self.list(list, &query, place.as_ref(), NOTIFICATIONS).await?;
        let raw = page.len();
        let mut unreadable = Unreadable::default();
        let mut entries = Vec::with_capacity(raw);
        for value in page {
            match serde_json::from_value::<wire::Notification>(value.clone()) {
                Ok(notification) => entries.extend(self.entry(notification).await),
                Err(_) => entries.extend(unreadable.note(&value, place.as_ref())),
            }
        }
        self.batch(place.as_ref(), raw, entries, unreadable).await
    }

    pub(crate) async fn fetch_own(&self, since: Option<&Cursor>) -> Result<Batch, ConnectorError> {
        let place = since.map(|cursor| Place::read(cursor));
        let query = [("exclude_reblogs", "true")];
        let path = format!("/api/v1/accounts/{}/statuses", self.us.account_id);
        let page = self.list(&path, &query, place.as_ref(), STATUSES).await?;
        let raw = page.len();
        let mut unreadable = Unreadable::default();
        let mut entries = Vec::with_capacity(raw);
        for value in page {
            match serde_json::from_value::<wire::Status>(value.clone()) {
                Ok(status) => entries.push(self.own_entry(&status)),
                Err(_) => entries.extend(unreadable.note(&value, place.as_ref())),
            }
        }
        self.batch(place.as_ref(), raw, entries, unreadable).await
    }

    /// What a stream said was changed, as the server shows it now.
    pub(crate) async fn fetch_changes(
        &self,
        since: Option<&Cursor>,
    ) -> Result<Batch, ConnectorError> {
        let (ids, cursor, more) = {
            let mut changed = self.changed();
            changed.kept(since);
            changed.next(2 * STATES)
        };
        let items = self.states(&ids, Purpose::Reading).await?;
        Ok(Batch { items, cursor, more, ..Batch::default() })
    }

    pub(crate) fn changed(&self) -> std::sync::MutexGuard<'_, Changed> {
        self.changed.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// What a post answers, root first; with what answers it, when `all`.
    pub(crate) async fn around(
        &self,
        id: &ExternalId,
        all: bool,
    ) -> Result<Vec<Item>, ConnectorError> {
        let path = format!("/api/v1/statuses/{id}/context");
        let context: wire::Context = match self.api.get(&path, &[]).await {
            Ok(context) => context,
            // Nothing stands around a post that is gone.
            Err(error) if error.is_gone() => return Ok(Vec::new()),
            Err(error) => return Err(error.read()),
        };
        let after = if all { context.descendants } else { Vec::new() };
        Ok(context.ancestors.iter().chain(&after).map(|status| self.message(status)).collect())
    }

    /// The present state of posts: as they are, or deleted.
    pub(crate) async fn states(
        &self,
        ids: &[String],
        purpose: Purpose,
    ) -> Result<Vec<Item>, ConnectorError> {
        let mut items = Vec::with_capacity(ids.len());
        for ids in ids.chunks(STATES) {
            let mut left: Vec<&String> = ids.iter().collect();
            if self.facts().has_batches() && ids.len() > 1 {
                let query: Vec<_> = ids.iter().map(|id| ("id[]", id.as_str())).collect();
                let answer = self.api.look_for(purpose, "/api/v1/statuses", &query).await;
                let answer = answer.map_err(CallError::read)?;
                let found: Vec<wire::Status> =
                    answer.json(JSON_CAP).await.map_err(|error| CallError::from(error).read())?;
                left.retain(|id| found.iter().all(|status| status.id != **id));
                items.extend(found.iter().map(|status| self.message(status)));
            }
            // A list that leaves a post out is not enough to call it deleted: each is asked for.
            for id in left {
                items.extend(self.state(id, purpose).await?);
            }
        }
        Ok(items)
    }

    async fn state(&self, id: &str, purpose: Purpose) -> Result<Option<Item>, ConnectorError> {
        let found = self.api.look_for(purpose, &format!("/api/v1/statuses/{id}"), &[]).await;
        let found = match found {
            Ok(answer) => answer.json::<wire::Status>(JSON_CAP).await.map_err(CallError::from),
            Err(error) => Err(error),
        };
        match found {
            Ok(status) => Ok(Some(self.message(&status))),
            Err(error) if error.is_gone() => Ok(Some(Item::Deleted(ExternalId::from(id)))),
            Err(CallError::Status(error)) if crate::account::is_about_the_post(&error) => Ok(None),
            Err(error) => Err(error.read()),
        }
    }

    async fn entry(&self, notification: wire::Notification) -> Option<Entry<Item>> {
        let (id, at) = (notification.id, notification.created_at);
        if !matches!(notification.kind.as_str(), "mention" | "quote") {
            return Some(Entry { mark: Mark { id, post: None, edited: None }, at, what: None });
        }
        // A mention may come without its post while that is being written: asked for once more,
        // else it is not marked as seen and comes with the next page.
        let status = if let Some(status) = notification.status {
            status
        } else {
            let path = format!("/api/v1/notifications/{id}");
            self.api.get::<wire::Notification>(&path, &[]).await.ok()?.status?
        };
        let mark = Mark { id, post: Some(status.id.clone()), edited: status.edited_at };
        Some(Entry { mark, at, what: Some(self.message(&status)) })
    }

    /// Of our own posts only answers and private ones are part of a conversation.
    fn own_entry(&self, status: &wire::Status) -> Entry<Item> {
        let ours = status.account.id == self.us.account_id && status.reblog.is_none();
        let said = status.in_reply_to_id.is_some() || status.visibility == "direct";
        Entry {
            mark: Mark { id: status.id.clone(), post: None, edited: status.edited_at },
            at: status.created_at,
            what: (ours && said).then(|| self.message(status)),
        }
    }

    /// A page of a list from a place on. Without one: everything since the account was connected,
    /// and of what was before as much as a beginning needs.
    async fn list(
        &self,
        path: &str,
        query: &[(&'static str, &str)],
        place: Option<&Place>,
        most: &'static str,
    ) -> Result<Vec<Value>, ConnectorError> {
        let Some(place) = place else { return self.beginning(path, query, most).await };
        let mut query: Vec<(&str, &str)> = query.to_vec();
        query.extend([("min_id", place.after.as_str()), ("limit", most)]);
        self.api.get(path, &query).await.map_err(CallError::read)
    }

    async fn beginning(
        &self,
        path: &str,
        query: &[(&'static str, &str)],
        most: &'static str,
    ) -> Result<Vec<Value>, ConnectorError> {
        let mut all: Vec<Value> = Vec::new();
        let mut back: Option<String> = None;
        for _ in 0..PAGES_BACK {
            let mut query: Vec<(&str, &str)> = query.to_vec();
            match &back {
                Some(id) => query.extend([("max_id", id.as_str()), ("limit", most)]),
                None => query.push(("limit", BEGINNING)),
            }
            let page: Vec<Value> = self.api.get(path, &query).await.map_err(CallError::read)?;
            let more = |(id, at): &(String, Timestamp)| {
                page.len() >= FULL && *at >= self.begun && back.as_ref() != Some(id)
            };
            let oldest = oldest(&page).filter(more);
            all.extend(page);
            let Some((id, _)) = oldest else { return Ok(all) };
            back = Some(id);
        }
        tracing::warn!(path, "more was said since the account was connected than can be read back");
        Ok(all)
    }

    async fn batch(
        &self,
        place: Option<&Place>,
        raw: usize,
        entries: Vec<Entry<Item>>,
        unreadable: Unreadable,
    ) -> Result<Batch, ConnectorError> {
        let turn = turn(place, raw, entries);
        let mut items = turn.fresh;
        let deleted = |item: &Item| matches!(item, Item::Deleted(_));
        items.extend(
            self.states(&turn.vanished, Purpose::Reading).await?.into_iter().filter(deleted),
        );
        Ok(Batch {
            items,
            cursor: turn.place.map(|place| place.write()),
            more: turn.more,
            gap: unreadable.gap(),
            ..Batch::default()
        })
    }
}

/// The entry of a page that was written first.
fn oldest(page: &[Value]) -> Option<(String, Timestamp)> {
    let text =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    page.iter()
        .filter_map(|value| Some((text(value, "id")?, text(value, "created_at")?.parse().ok()?)))
        .min_by_key(|(_, at): &(String, Timestamp)| *at)
}

/// Entries that are not understood must not stop those behind them, but are told, once.
#[derive(Default)]
struct Unreadable {
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    count: u32,
}

impl Unreadable {
    fn note(&mut self, value: &Value, place: Option<&Place>) -> Option<Entry<Item>> {
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let (id, at) = (text("id")?, text("created_at")?.parse().ok()?);
        if place.is_none_or(|place| place.seen.iter().all(|mark| mark.id != id)) {
            tracing::warn!(id, "an entry of a list is not understood and left out");
            self.count += 1;
            self.from = Some(self.from.map_or(at, |from| from.min(at)));
            self.to = Some(self.to.map_or(at, |to| to.max(at)));
        }
        let mark = Mark { id: id.to_owned(), post: None, edited: None };
        Some(Entry { mark, at, what: None })
    }

    fn gap(&self) -> Option<Gap> {
        let reason = Refusal::of("gap.unreadable").with("count", self.count);
        Some(Gap { from: self.from?, to: self.to?, reason })
    }
}
