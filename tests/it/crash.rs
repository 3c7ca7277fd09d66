//! The process dies at any moment, again and again, beside a platform that has a bad day; its
//! database server too. Afterwards nothing is lost, nothing twice, nothing stuck, and everything
//! that was promised is kept: each answer of ours to a client that said "done" still holds.
//!
//! `SOAK=1` runs the full counts; `SEED=n` chooses the moments.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use gerne_demo::{AGENTS, Client, PASSWORD};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::{
    place::Place,
    process::{Dice, Home, Node, OwnPostgres, a_moment, measured, pass, soak},
};

/// How often it dies, how many customers write, how often we answer.
struct Plan {
    kills: usize,
    inbound: usize,
    outbound: usize,
}

impl Plan {
    fn now() -> Self {
        if soak() {
            Self { kills: 200, inbound: 500, outbound: 200 }
        } else {
            Self { kills: 8, inbound: 40, outbound: 16 }
        }
    }
}

/// Clocks run so many times as fast: a lost answer is looked for after 75 s.
const SPEED: f64 = 20.0;

#[tokio::test(flavor = "multi_thread")]
async fn kills_lose_nothing_on_sqlite() {
    kills_lose_nothing(Place::Mastodon, "sqlite", None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_lose_nothing_on_postgres() {
    let Some(server) = OwnPostgres::start() else { return };
    kills_lose_nothing(Place::Mastodon, "postgres", Some(server)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_beside_x_lose_nothing_on_sqlite() {
    kills_lose_nothing(Place::X, "sqlite", None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_beside_x_lose_nothing_on_postgres() {
    let Some(server) = OwnPostgres::start() else { return };
    kills_lose_nothing(Place::X, "postgres", Some(server)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_beside_facebook_lose_nothing_on_sqlite() {
    kills_lose_nothing(Place::Facebook, "sqlite", None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_beside_facebook_lose_nothing_on_postgres() {
    let Some(server) = OwnPostgres::start() else { return };
    kills_lose_nothing(Place::Facebook, "postgres", Some(server)).await;
}

async fn kills_lose_nothing(place: Place, engine: &str, server: Option<OwnPostgres>) {
    let (plan, mut dice) = (Plan::now(), Dice::new("crash"));
    let began = std::time::Instant::now();
    let home = Home::at(place, server.as_ref().map(OwnPostgres::url), SPEED).await;
    place.has_a_bad_day(&home.sim);
    let mut node = home.start("node").await;
    let (tell, url) = watch::channel(node.url.clone());
    let people = People::sign_in(&node.url, url).await;
    let mut work = tokio::task::JoinSet::new();
    let (mut written, mut answered, mut torn) = (0, 0, 0);
    for kill in 1..=plan.kills {
        while written < plan.inbound * kill / plan.kills {
            post(&home, written);
            let (people, n) = (Arc::clone(&people), written);
            if answered < plan.outbound * kill / plan.kills {
                answered += 1;
                work.spawn(async move { people.deal_with(n).await });
            }
            written += 1;
        }
        a_moment(&mut dice, 500).await;
        match &server {
            Some(server) if dice.one_in(4) => {
                // The database's machine loses power; the node lives on, or dies with it.
                server.tear_down();
                torn += 1;
                a_moment(&mut dice, 300).await;
                if dice.one_in(2) {
                    node.kill().await;
                    server.up();
                    node = home.start("node").await;
                } else {
                    server.up();
                }
            }
            _ => {
                node.kill().await;
                if dice.one_in(4) {
                    // Once more, while it starts.
                    let mut early = home.spawn("node");
                    a_moment(&mut dice, 200).await;
                    early.kill().await.unwrap();
                }
                node = home.start("node").await;
            }
        }
        tell.send_replace(node.url.clone());
        if kill % 20 == 0 {
            let beside = place.name();
            println!("crash on {engine} beside {beside}: {kill} of {} kills", plan.kills);
        }
    }
    let done = async { while work.join_next().await.transpose().unwrap().is_some() {} };
    within(&node, "all that clients asked for is done", done).await;
    place.recovers(&home.sim);
    let all_there = async {
        for n in 0..plan.inbound {
            people.matter(n).await;
        }
    };
    within(&node, "every mention is there", all_there).await;
    match place {
        Place::Mastodon => people.settled().await,
        Place::X | Place::Facebook => people.settled_by_hand().await,
    }
    people.kept_its_word(&node).await;
    node.stop().await;

    let store = home.store().await;
    let found = place.compare(&home.sim, &store, home.account).await;
    store.close().await;
    measured(
        &match place {
            Place::Mastodon => format!("kills on {engine}"),
            Place::X => format!("kills on {engine}, beside X"),
            Place::Facebook => format!("kills on {engine}, beside Facebook"),
        },
        &format!(
            "{} kills ({torn} of the database server), {found}, promises kept {}, {:.0} s",
            plan.kills,
            people.said().len(),
            began.elapsed().as_secs_f64()
        ),
    );
    assert!(found.is_clean(), "{:#?}", found.complaints());
    assert_eq!((found.mentions, found.replies), (plan.inbound, plan.outbound), "{found}");
    assert_eq!(found.unknown + found.arrived, plan.outbound, "{found}");
    assert_eq!(home.sim.x().spent_tokens_sent(), 0);
    assert_eq!(home.sim.x().windows_broken(), Vec::<String>::new());
    home.sim.shutdown().await;
}

pub(crate) fn post(home: &Home, n: usize) {
    home.place.called(&home.sim, n, &format!("{} nichts geht", word(n)));
}

/// A word that stands in one mention only.
fn word(n: usize) -> String {
    format!("fall{n}x")
}

/// What the product said is done.
#[derive(Clone, Debug)]
pub(crate) enum Promise {
    Reply { matter: String, key: String, entry: String },
    Note { matter: String, entry: String },
    Assigned { matter: String, to: String },
}

/// Agents whose consoles find the installation again after each crash.
pub(crate) struct People {
    anna: Client,
    me: String,
    url: watch::Receiver<String>,
    said: Mutex<Vec<Promise>>,
}

impl People {
    pub(crate) async fn sign_in(at: &str, url: watch::Receiver<String>) -> Arc<Self> {
        let anna = Client::sign_in(at, AGENTS[0].login, PASSWORD).await.unwrap();
        let me = anna.get("/me").await.unwrap()["id"].as_str().unwrap().to_owned();
        Arc::new(Self { anna, me, url, said: Mutex::default() })
    }

    pub(crate) fn said(&self) -> Vec<Promise> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn promised(&self, promise: Promise) {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).push(promise);
    }

    /// Who asks.
    pub(crate) fn client(&self) -> &Client {
        &self.anna
    }

    /// Asks until it is done; the sign-in of the beginning holds all the time.
    async fn ask(&self, method: Method, path: &str, body: Option<Value>, key: &str) -> Value {
        let mut url = self.url.clone();
        loop {
            let at = url.borrow_and_update().clone();
            let key = Some(key).filter(|key| !key.is_empty());
            let asked = self.anna.at(&at);
            let asked = asked.try_call(method.clone(), path, body.clone(), key);
            match tokio::time::timeout(Duration::from_secs(10), asked).await {
                Ok(Ok((status, value))) if status < 300 => return value,
                // 409: the same key is being worked on, or was by one who died.
                Ok(Ok((status, value))) if status < 500 && status != 409 => {
                    panic!("{method} {path}: {status} {value}")
                }
                _ => drop(tokio::time::timeout(Duration::from_millis(50), url.changed()).await),
            }
        }
    }

    /// The number of the newest event.
    pub(crate) async fn newest(&self) -> i64 {
        let events = self.ask(Method::GET, "/events?after=0&limit=1", None, "").await;
        events["head"].as_i64().unwrap()
    }

    /// Waits until a mention is there, and says in which conversation.
    pub(crate) async fn matter(&self, n: usize) -> String {
        let path = format!("/search?kind=messages&q={}", word(n));
        loop {
            let found = self.ask(Method::GET, &path, None, "").await;
            let items = found["items"].as_array().cloned().unwrap_or_default();
            let theirs = items.iter().find(|item| item["entry"]["direction"] == "in");
            if let Some(id) = theirs.and_then(|item| item["conversation"]["id"].as_str()) {
                return id.to_owned();
            }
            pass(Duration::from_millis(50)).await;
        }
    }

    /// Takes a matter, notes something, answers; keeps what was promised.
    pub(crate) async fn deal_with(&self, n: usize) {
        let matter = self.matter(n).await;
        let path = format!("/conversations/{matter}");
        let take = json!({"assignee_id": self.me});
        self.ask(Method::PATCH, &path, Some(take), "").await;
        self.promised(Promise::Assigned { matter: matter.clone(), to: self.me.clone() });
        let note = json!({"text": format!("Notiz {n}"), "mentions": []});
        let (notes, key) = (format!("{path}/notes"), format!("note-{n}"));
        let note = self.ask(Method::POST, &notes, Some(note), &key).await;
        let entry = note["id"].as_str().unwrap().to_owned();
        self.promised(Promise::Note { matter: matter.clone(), entry });
        let key = format!("answer-{n}");
        let body = json!({"text": format!("Antwort {n}"), "seen": 0, "send_anyway": true});
        let reply = self.ask(Method::POST, &format!("{path}/replies"), Some(body), &key).await;
        let entry = reply["entry"]["id"].as_str().unwrap().to_owned();
        self.promised(Promise::Reply { matter, key, entry });
    }

    /// Waits until nothing is under way, for a while: what is left, the checker tells.
    pub(crate) async fn settled(&self) {
        let settled = async { while !self.under_way().await.is_empty() {} };
        drop(tokio::time::timeout(Duration::from_mins(3), settled).await);
    }

    /// The same beside a platform that keeps no key of ours: a person tries again what nobody knows
    /// the end of.
    pub(crate) async fn settled_by_hand(&self) {
        let settled = async {
            loop {
                let open = self.under_way().await;
                if open.is_empty() {
                    return;
                }
                for one in open.iter().filter(|one| one["delivery"]["state"] == "unknown") {
                    let path =
                        format!("/deliveries/{}/retry", one["delivery"]["id"].as_str().unwrap());
                    let at = self.url.borrow().clone();
                    // It may have been found meanwhile.
                    drop(self.anna.at(&at).try_call(Method::POST, &path, None, None).await);
                }
            }
        };
        drop(tokio::time::timeout(Duration::from_mins(3), settled).await);
    }

    /// Replies that are neither sent nor refused, a moment later.
    async fn under_way(&self) -> Vec<Value> {
        pass(Duration::from_millis(200)).await;
        let path = "/deliveries?state=held&state=queued&state=sending&state=unknown&limit=200";
        let open = self.ask(Method::GET, path, None, "").await;
        open["items"].as_array().cloned().unwrap_or_default()
    }

    /// Everything that was said to be done is there, once.
    pub(crate) async fn kept_its_word(&self, node: &Node) {
        let mut broken = Vec::new();
        for promise in self.said() {
            let (matter, holds) = match &promise {
                Promise::Assigned { matter, to } => {
                    let row =
                        self.ask(Method::GET, &format!("/conversations/{matter}"), None, "").await;
                    (matter, row["assignee_id"] == to.as_str())
                }
                Promise::Note { matter, entry } => {
                    let entries = self.timeline(matter).await;
                    let notes: Vec<_> = entries.iter().filter(|e| e["type"] == "note").collect();
                    (matter, notes.len() == 1 && notes[0]["id"] == entry.as_str())
                }
                Promise::Reply { matter, key, entry } => {
                    let entries = self.timeline(matter).await;
                    let ours: Vec<_> = entries.iter().filter(|e| e["direction"] == "out").collect();
                    let one = ours.len() == 1
                        && ours[0]["id"] == entry.as_str()
                        && ours[0]["client_id"] == key.as_str();
                    (matter, one)
                }
            };
            if !holds {
                broken.push(format!("{promise:?}: {:#?}", self.timeline(matter).await));
            }
        }
        assert!(broken.is_empty(), "{}\n{}", broken.join("\n"), node.tail());
    }

    async fn timeline(&self, matter: &str) -> Vec<Value> {
        let path = format!("/conversations/{matter}/timeline?limit=200");
        let found = self.ask(Method::GET, &path, None, "").await;
        found["items"].as_array().cloned().unwrap_or_default()
    }
}

pub(crate) async fn within<T>(node: &Node, what: &str, work: impl Future<Output = T>) -> T {
    let patience = Duration::from_secs(if soak() { 900 } else { 90 });
    let done = tokio::time::timeout(patience, work).await;
    done.unwrap_or_else(|_| panic!("in vain: {what}\n{}", node.tail()))
}
