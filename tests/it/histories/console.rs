//! A console without a screen, as small as it can be: what it fetched, and what it does with events.
//! The same rules as `web/src/core`: an event brings rows and entries, and says what is stale.

use std::collections::{BTreeMap, BTreeSet};

use gerne_demo::Client;
use serde_json::{Value, json};

use crate::process::soak;

/// One agent's console.
#[derive(Debug)]
pub(super) struct Console {
    pub(super) name: &'static str,
    pub(super) client: Client,
    pub(super) me: String,
    lead: bool,
    /// Everything up to this event is in here.
    cursor: i64,
    rows: BTreeMap<String, Value>,
    timelines: BTreeMap<String, BTreeMap<String, Value>>,
    customers: BTreeMap<String, Value>,
    lists: BTreeMap<&'static str, Value>,
    stale: Stale,
}

/// What must be fetched again before it is shown.
#[derive(Debug, Default)]
struct Stale {
    everything: bool,
    rows: bool,
    timelines: BTreeSet<String>,
    customers: BTreeSet<String>,
    lists: BTreeSet<&'static str>,
}

/// What stands beside the conversations, each small and fetched whole.
const LISTS: [(&str, &str); 9] = [
    ("me", "/me"),
    ("agents", "/agents"),
    ("teams", "/teams"),
    ("labels", "/labels"),
    ("accounts", "/accounts"),
    ("views", "/views"),
    ("notifications", "/me/notifications?limit=200"),
    ("drafts", "/me/drafts?limit=200"),
    (
        "outbox",
        "/deliveries?state=held&state=queued&state=sending&state=refused&state=unknown&limit=200",
    ),
];

impl Console {
    pub(super) async fn open(name: &'static str, client: Client) -> Self {
        let me = client.get("/me").await.unwrap();
        let mut console = Self {
            name,
            client,
            me: me["id"].as_str().unwrap().to_owned(),
            lead: me["role"] != "agent",
            cursor: 0,
            rows: BTreeMap::new(),
            timelines: BTreeMap::new(),
            customers: BTreeMap::new(),
            lists: BTreeMap::new(),
            stale: Stale { everything: true, ..Stale::default() },
        };
        console.cursor = console.client.head().await.unwrap();
        console
    }

    /// Conversations that this agent sees.
    pub(super) fn matters(&self) -> Vec<String> {
        self.rows.keys().cloned().collect()
    }

    pub(super) fn row(&self, id: &str) -> &Value {
        self.rows.get(id).unwrap_or(&Value::Null)
    }

    pub(super) fn list(&self, name: &str) -> &Value {
        self.lists.get(name).unwrap_or(&Value::Null)
    }

    pub(super) fn entries(&self, id: &str) -> Vec<&Value> {
        self.timelines.get(id).map(|entries| entries.values().collect()).unwrap_or_default()
    }

    /// As after a reload of the page.
    pub(super) fn start_over(&mut self) {
        self.stale.everything = true;
    }

    /// Takes what happened since, then fetches what that made stale. Complains of what must not
    /// have come.
    pub(super) async fn catch_up(&mut self) -> Vec<String> {
        let mut complaints = Vec::new();
        loop {
            let path = format!("/events?after={}&limit=200", self.cursor);
            let page = self.client.get(&path).await.unwrap();
            let to = page["to"].as_i64().unwrap();
            if to <= self.cursor {
                break;
            }
            for event in page["items"].as_array().unwrap() {
                complaints.extend(self.take(event));
            }
            self.cursor = to;
        }
        self.fetch_stale().await;
        complaints
    }

    fn take(&mut self, event: &Value) -> Option<String> {
        let kind = event["kind"].as_str().unwrap();
        let about = event["conversation_id"].as_str().map(str::to_owned);
        let customer = event["customer_id"].as_str().map(str::to_owned);
        let mut complaint = None;
        // It came into view with this, or went: answers elsewhere name where what they answer
        // stands only for who may go there.
        if let Some(id) = &about
            && !matches!(kind, "conversation_opened" | "draft_changed")
            && self.row(id)["team_id"] != event["row"]["team_id"]
        {
            self.stale.timelines.extend(self.timelines.keys().cloned());
            // Replies of ours that are on their way come with it.
            self.stale.lists.extend(["drafts", "notifications", "outbox"]);
        }
        if let Some(row) = event.get("row").filter(|row| row.is_object()) {
            self.apply(row);
        } else if let Some(id) = &about
            && kind != "draft_changed"
        {
            let known = self.rows.remove(id).is_some();
            self.stale.lists.extend(["drafts", "notifications", "outbox"]);
            if !event["entry"].is_null() {
                complaint = Some(format!("{}: an entry of something unseen: {event}", self.name));
            } else if !known
                && !self.timelines.contains_key(id)
                && !self.stale.everything
                && !soak()
            {
                // In the soak it may have come and gone since they last looked. Otherwise they
                // neither saw it nor see it now: then it is none of their business.
                complaint = Some(format!("{}: told of something unseen: {event}", self.name));
            }
        }
        if let Some(id) = &about {
            let entry = &event["entry"];
            if !entry.is_null()
                && let Some(timeline) = self.timelines.get_mut(id)
            {
                // Called back before it left: nobody ever read it.
                if entry["delivery"]["state"] == "cancelled" {
                    timeline.remove(&key(entry));
                } else {
                    timeline.insert(key(entry), entry.clone());
                }
            }
        }
        self.spread(kind, event, customer);
        complaint
    }

    fn apply(&mut self, row: &Value) {
        let id = row["id"].as_str().unwrap();
        let known = self.rows.get(id).and_then(|known| known["rev"].as_i64());
        if known.is_none_or(|rev| rev <= row["rev"].as_i64().unwrap()) {
            self.rows.insert(id.to_owned(), row.clone());
        }
    }

    fn spread(&mut self, kind: &str, event: &Value, customer: Option<String>) {
        let stale = &mut self.stale;
        let theirs =
            customer.or_else(|| event["row"]["customer"]["id"].as_str().map(str::to_owned));
        match kind {
            "message_edited" | "message_deleted" => {
                // Answers show the beginning of what they answer.
                let quotes = |entry: &Value| entry["parent"]["id"] == event["message"];
                let quoting = self.timelines.iter().filter(|(_, all)| all.values().any(quotes));
                stale.timelines.extend(quoting.map(|(id, _)| id.clone()));
                stale.lists.insert("outbox");
            }
            "agent_changed" => {
                stale.lists.extend(["agents", "me", "outbox"]);
                // Names stand on timelines.
                stale.timelines.extend(self.timelines.keys().cloned());
                // What they may see can have changed.
                stale.everything |= event["agent"] == self.me.as_str();
            }
            "team_changed" | "account_changed" => stale.everything = true,
            "label_changed" => {
                stale.lists.insert("labels");
                stale.rows = true;
            }
            "view_changed" => drop(stale.lists.insert("views")),
            "draft_changed" => {
                stale.lists.insert("drafts");
                stale.rows = true;
            }
            "notified" => drop(stale.lists.insert("notifications")),
            "alarm_raised" | "alarm_changed" | "alarm_cleared" => {
                stale.lists.insert("alarms");
            }
            "delivery_changed" | "reply_written" => drop(stale.lists.insert("outbox")),
            "customer_changed" | "customers_joined" | "customers_separated" => {
                stale.customers.extend(theirs);
                for other in ["from", "into"] {
                    stale.customers.extend(event[other].as_str().map(str::to_owned));
                }
                // Names stand in rows, on timelines, in the outbox and in what calls them.
                stale.rows = true;
                stale.lists.extend(["outbox", "notifications"]);
                stale.timelines.extend(self.timelines.keys().cloned());
            }
            "conversation_joined" | "conversation_separated" => {
                stale.rows = true;
                stale.lists.extend(["outbox", "drafts", "notifications"]);
                // Entries went elsewhere, and answers name where what they answer stands.
                stale.timelines.extend(self.timelines.keys().cloned());
                stale.customers.extend(theirs);
            }
            "conversation_opened" => stale.customers.extend(theirs),
            _ => {}
        }
    }

    async fn fetch_stale(&mut self) {
        let stale = std::mem::take(&mut self.stale);
        if stale.everything {
            let fresh = self.snapshot().await;
            self.rows = fresh.rows;
            self.lists = fresh.lists;
            self.timelines = fresh.timelines;
            self.customers = fresh.customers;
            return;
        }
        if stale.rows {
            self.rows = rows(&self.client).await;
        }
        for name in stale.lists {
            let value = self.fetch_list(name).await;
            self.lists.insert(name, value);
        }
        let shown: Vec<String> = self.rows.keys().cloned().collect();
        self.timelines.retain(|id, _| shown.contains(id));
        for id in &shown {
            if stale.timelines.contains(id) || !self.timelines.contains_key(id) {
                self.timelines.insert(id.clone(), timeline(&self.client, id).await);
            }
        }
        let people = customers_of(&self.rows);
        self.customers.retain(|id, _| people.contains(id));
        for id in people {
            if stale.customers.contains(&id) || !self.customers.contains_key(&id) {
                let info = customer(&self.client, &id).await;
                self.customers.insert(id, info);
            }
        }
    }

    async fn fetch_list(&self, name: &'static str) -> Value {
        if name == "alarms" {
            if !self.lead {
                return Value::Null;
            }
            return self.client.get("/alarms").await.unwrap();
        }
        let path = LISTS.iter().find(|(each, _)| *each == name).unwrap().1;
        plain(self.client.get(path).await.unwrap())
    }

    /// Everything, fetched anew.
    async fn snapshot(&self) -> Fresh {
        let mut fresh = Fresh { rows: rows(&self.client).await, ..Fresh::default() };
        for (name, _) in LISTS {
            fresh.lists.insert(name, self.fetch_list(name).await);
        }
        fresh.lists.insert("alarms", self.fetch_list("alarms").await);
        for id in fresh.rows.keys() {
            fresh.timelines.insert(id.clone(), timeline(&self.client, id).await);
        }
        for id in customers_of(&fresh.rows) {
            let info = customer(&self.client, &id).await;
            fresh.customers.insert(id, info);
        }
        fresh
    }

    /// What differs between what it shows and what is so. `None` when something happened meanwhile.
    /// With `all` also timelines and people that nothing was said about.
    pub(super) async fn differs(
        &self,
        all: bool,
        look_at: &BTreeSet<String>,
    ) -> Option<Vec<String>> {
        let mut complaints = Vec::new();
        let mut compare = |what: &str, shown: &Value, fresh: &Value| {
            if shown != fresh {
                complaints.push(format!("{}: {what}: {}", self.name, difference(shown, fresh)));
            }
        };
        let fresh = rows(&self.client).await;
        let ids: BTreeSet<&String> = fresh.keys().chain(self.rows.keys()).collect();
        for id in ids {
            let (shown, now) = (self.row(id), fresh.get(id).unwrap_or(&Value::Null));
            compare(&format!("row {id}"), shown, now);
        }
        for (name, _) in LISTS {
            compare(name, self.list(name), &self.fetch_list(name).await);
        }
        compare("alarms", self.list("alarms"), &self.fetch_list("alarms").await);
        for (id, shown) in &self.timelines {
            if all || look_at.contains(id) {
                let fresh = json!(timeline(&self.client, id).await);
                compare(&format!("timeline {id}"), &json!(shown), &fresh);
            }
        }
        for (id, shown) in &self.customers {
            if all || look_at.contains(id) {
                compare(&format!("customer {id}"), shown, &customer(&self.client, id).await);
            }
        }
        let head = self.client.head().await.unwrap();
        (head == self.cursor).then_some(complaints)
    }
}

#[derive(Default)]
struct Fresh {
    rows: BTreeMap<String, Value>,
    timelines: BTreeMap<String, BTreeMap<String, Value>>,
    customers: BTreeMap<String, Value>,
    lists: BTreeMap<&'static str, Value>,
}

async fn rows(client: &Client) -> BTreeMap<String, Value> {
    let page = client.get("/conversations?order=recent&limit=200").await.unwrap();
    let spam = client.get("/conversations?order=recent&limit=200&spam=true").await.unwrap();
    let items = [&page, &spam].into_iter().flat_map(|page| page["items"].as_array().unwrap());
    items.map(|row| (row["id"].as_str().unwrap().to_owned(), row.clone())).collect()
}

async fn timeline(client: &Client, id: &str) -> BTreeMap<String, Value> {
    let path = format!("/conversations/{id}/timeline?limit=200");
    let Ok(page) = client.get(&path).await else { return BTreeMap::new() };
    let items = page["items"].as_array().unwrap();
    items.iter().map(|entry| (key(entry), entry.clone())).collect()
}

async fn customer(client: &Client, id: &str) -> Value {
    client.get(&format!("/customers/{id}")).await.unwrap_or_default()
}

fn customers_of(rows: &BTreeMap<String, Value>) -> BTreeSet<String> {
    rows.values().filter_map(|row| row["customer"]["id"].as_str()).map(str::to_owned).collect()
}

fn key(entry: &Value) -> String {
    if entry["type"] == "change" {
        return format!("change {}", entry["seq"]);
    }
    entry["id"].as_str().unwrap().to_owned()
}

/// Without what moves by itself: how an account's lines do, and who is online.
fn plain(mut list: Value) -> Value {
    if let Some(items) = list["items"].as_array_mut() {
        for fields in items.iter_mut().filter_map(Value::as_object_mut) {
            fields.remove("health");
            // An outbox shows the conversation's row, as all lists do.
            if fields.contains_key("delivery") {
                fields.remove("conversation");
            }
            fields.remove("online");
        }
    }
    list
}

/// Where two values part, short enough to read.
fn difference(shown: &Value, fresh: &Value) -> String {
    match (shown, fresh) {
        (Value::Object(a), Value::Object(b)) => {
            let names: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            let parts = names.into_iter().filter(|name| a.get(*name) != b.get(*name)).map(|name| {
                let (a, b) = (a.get(name), b.get(name));
                let none = Value::Null;
                format!("{name}: {}", difference(a.unwrap_or(&none), b.unwrap_or(&none)))
            });
            parts.collect::<Vec<_>>().join("; ")
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let parts = a.iter().zip(b).enumerate().filter(|(_, (a, b))| a != b);
            parts
                .map(|(i, (a, b))| format!("[{i}] {}", difference(a, b)))
                .collect::<Vec<_>>()
                .join("; ")
        }
        _ => format!("shown {shown}, is {fresh}"),
    }
}
