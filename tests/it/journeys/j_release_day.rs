//! J: the peak. On the day of a product launch many thousands write within an hour. Nothing is lost,
//! doubled or reordered; a click stays a click; the one post about a dead emergency line stands among
//! the first twenty; replies leave within the platform's limits and say when they will.
//!
//! `SOAK=1` runs the full counts.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use gerne_demo::{AGENTS, Client, PASSWORD, WorldConfig, check_against};
use gerne_domain::Clock as _;
use gerne_sim::{MastodonConfig, PersonSpec, PostSpec, RateLimits};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};

use super::stage::{Database, Stage, on_both_engines};
use crate::{
    outage::order,
    process::{measured, soak},
};

on_both_engines!(release_day);

/// How big the day is.
struct Day {
    /// Posts spread over two hours.
    steady: usize,
    /// Posts within one minute.
    burst: usize,
    /// Agents at work, and how many matters each deals with.
    agents: usize,
    each: usize,
    /// Consoles that come back at once.
    consoles: usize,
}

impl Day {
    fn today() -> Self {
        if soak() {
            Self { steady: 10_000, burst: 10_000, agents: 50, each: 10, consoles: 5_000 }
        } else {
            Self { steady: 100, burst: 150, agents: 6, each: 3, consoles: 60 }
        }
    }
}

async fn release_day(database: Database) {
    let (day, began) = (Day::today(), Instant::now());
    let engine = database.name();
    let mastodon = MastodonConfig {
        rate_limits: Some(RateLimits::default()),
        ..WorldConfig::default().mastodon
    };
    let config = WorldConfig { speed: 60.0, mastodon, ..WorldConfig::default() };
    let stage = Arc::new(Stage::set(database, config).await);
    for n in 0..20 {
        let person = PersonSpec::new(&format!("kunde{n}"), &format!("Kunde {n}"));
        stage.world.sim.mastodon().add_person(person).unwrap();
    }
    let jonas = stage.agent("jonas").await;

    // Two hours of steady rush, in which agents work.
    let mut posts = Vec::new();
    let step = SignedDuration::from_hours(2) / i32::try_from(day.steady).unwrap();
    for n in 0..day.steady {
        stage.world.set_time(stage.world.clock.now() + step);
        posts.push(noise(&stage, n));
        if n % 500 == 499 {
            all_there(&stage, &posts).await;
        }
    }
    all_there(&stage, &posts).await;
    let work = (0..day.agents).map(|n| {
        let stage = Arc::clone(&stage);
        async move { shift(&stage, n, day.each).await }
    });
    let work = futures_util::future::join_all(work);

    // In the middle of it: one minute in which everybody writes, and somewhere in it, this.
    let storm = async {
        let mut storm = Vec::new();
        for n in 0..day.burst {
            if n == day.burst / 2 {
                let text = format!("@{} Der Hausnotruf meiner Mutter ist tot!", company(&stage));
                let post = stage.world.sim.mastodon().post("clara", PostSpec::public(&text));
                storm.push(post.unwrap().id);
            }
            storm.push(noise(&stage, day.steady + n));
        }
        let arrived = Instant::now();
        all_there(&stage, &storm).await;
        (storm, arrived.elapsed())
    };
    let (shifts, (storm, storm_took)) = tokio::join!(work, storm);
    posts.extend(storm);

    // Somebody sees it and says how urgent it is; from then on everyone sees it first.
    let found = jonas.get("/search?kind=messages&q=Hausnotruf").await.unwrap();
    let matter = found["items"][0]["conversation"]["id"].as_str().unwrap().to_owned();
    let urgent = json!({"priority": "urgent"});
    let path = format!("/conversations/{matter}");
    jonas.call(Method::PATCH, &path, Some(urgent)).await.unwrap();
    let list = jonas.get("/conversations?status=open&order=due&limit=200").await.unwrap();
    let place = list["items"].as_array().unwrap().iter().position(|row| row["id"] == *matter);
    assert!(place.is_some_and(|place| place < 20), "the emergency stands at {place:?}");

    // Every console comes back at once.
    let storm_of_consoles = Instant::now();
    let head = jonas.head().await.unwrap();
    let back = (0..day.consoles).map(|_| comes_back(&jonas, &stage.world.url, head));
    let back = futures_util::future::join_all(back).await;
    assert!(
        back.iter().all(|ok| *ok),
        "{} did not come back",
        back.iter().filter(|b| !**b).count()
    );
    let consoles_took = storm_of_consoles.elapsed();

    let replies = day.agents * day.each;
    let (mut clicks, mut etas) = (Vec::new(), Vec::new());
    for (its_clicks, its_etas) in shifts {
        clicks.extend(its_clicks);
        etas.extend(its_etas);
    }
    assert_eq!(etas.len(), replies, "each reply says when it leaves");
    let written = Instant::now();
    all_sent(&jonas, &stage).await;
    let server = stage.world.sim.mastodon();
    let limited = server.requests().iter().filter(|request| request.status == 429).count();
    let (store, account) = (stage.world.engine().store(), stage.world.account.unwrap());
    let found = check_against(store, &server.journal(), account, company(&stage)).await.unwrap();
    clicks.sort_unstable();
    let at = |share: usize| clicks[(clicks.len() - 1) * share / 100].as_millis();
    measured(
        &format!("release day on {engine}"),
        &format!(
            "{found}; {} in one minute kept after {:.1} s; clicks p50 {} ms, p95 {} ms, max {} ms of \
             {} beside it; emergency at place {}; {} consoles back in {:.1} s; last reply {:.1} s \
             after; refused for haste {limited}; {:.0} s",
            day.burst,
            storm_took.as_secs_f64(),
            at(50),
            at(95),
            at(100),
            clicks.len(),
            place.unwrap_or_default() + 1,
            day.consoles,
            consoles_took.as_secs_f64(),
            written.elapsed().as_secs_f64(),
            began.elapsed().as_secs_f64()
        ),
    );
    assert!(found.is_clean(), "{:#?}", found.complaints());
    assert_eq!((found.mentions, found.arrived), (posts.len(), replies), "{found}");
    assert_eq!(limited, 0, "replies left faster than the platform allows");
    assert!(order(&stage.world, &posts).await, "in the order in which they were written");
    Arc::into_inner(stage).expect("all work is done").end().await;
}

fn company(stage: &Stage) -> &str {
    stage.world.sim.company()
}

fn noise(stage: &Stage, n: usize) -> String {
    let text = format!("@{} Release-Frage {n}: wann kommt es bei mir an?", company(stage));
    let who = format!("kunde{}", n % 20);
    stage.world.sim.mastodon().post(&who, PostSpec::public(&text)).unwrap().id
}

async fn all_there(stage: &Stage, posts: &[String]) {
    let store = stage.world.engine().store();
    let (log, account) = (store.log(), stage.world.account.unwrap());
    let look = async {
        for post in posts.iter().rev() {
            loop {
                let head = log.head();
                let mut db = store.read().await.unwrap();
                if db.message_by_external(account, &post.as_str().into()).await.unwrap().is_some() {
                    break;
                }
                drop(db);
                log.wait_beyond(head).await;
            }
        }
    };
    let patience = Duration::from_secs(if soak() { 1_800 } else { 120 });
    tokio::time::timeout(patience, look).await.expect("all posts are kept");
}

/// An agent at work: takes what is due first and is nobody's, answers it. How long each click took,
/// and when each reply said that it would leave.
async fn shift(stage: &Stage, n: usize, matters: usize) -> (Vec<Duration>, Vec<Timestamp>) {
    let who = &AGENTS[n % AGENTS.len()];
    let client = Client::sign_in(&stage.world.url, who.login, PASSWORD).await.unwrap();
    let me = client.get("/me").await.unwrap()["id"].clone();
    let (mut clicks, mut etas) = (Vec::new(), Vec::new());
    let path = "/conversations?status=open&assignee=none&order=due&limit=200";
    let due = client.get(path).await.unwrap();
    let rows: Vec<Value> = due["items"].as_array().cloned().unwrap_or_default();
    for at in 0..matters {
        let row = &rows[(n * matters + at) % rows.len()];
        let id = row["id"].as_str().unwrap();
        let click = Instant::now();
        let take = json!({"assignee_id": me});
        client.call(Method::PATCH, &format!("/conversations/{id}"), Some(take)).await.unwrap();
        clicks.push(click.elapsed());
        let click = Instant::now();
        let body = json!({"text": format!("Bis 18 Uhr ist es da. {n}/{at}"), "seen": 0,
            "send_anyway": true});
        let written = client.reply(id, &format!("release-{n}-{at}"), body).await.unwrap();
        clicks.push(click.elapsed());
        etas.extend(
            written["entry"]["delivery"]["not_before"]
                .as_str()
                .map(|at| at.parse::<Timestamp>().expect("it says when it leaves")),
        );
    }
    (clicks, etas)
}

async fn all_sent(client: &Client, stage: &Stage) {
    let log = stage.world.engine().store().log();
    let path = "/deliveries?state=held&state=queued&state=sending&state=unknown&limit=200";
    let sent = async {
        loop {
            let head = log.head();
            let open = client.get(path).await.unwrap();
            let items = open["items"].as_array().cloned().unwrap_or_default();
            if items.is_empty() {
                return;
            }
            for item in items.iter().filter(|item| item["delivery"]["state"] != "sending") {
                assert!(item["delivery"]["not_before"].is_string(), "no word on when: {item}");
            }
            log.wait_beyond(head).await;
        }
    };
    let patience = Duration::from_secs(if soak() { 1_800 } else { 120 });
    tokio::time::timeout(patience, sent).await.expect("all replies leave");
}

/// A console's socket opens where it was, and is told the rest.
async fn comes_back(client: &Client, url: &str, head: i64) -> bool {
    use futures_util::StreamExt as _;
    use tokio_tungstenite::tungstenite::{Message, client::IntoClientRequest as _};
    let after = (head - 20).max(0);
    let address = url.replacen("http", "ws", 1);
    let mut request = format!("{address}/api/v1/live?after={after}").into_client_request().unwrap();
    request.headers_mut().insert("cookie", client.cookie().unwrap().parse().unwrap());
    request.headers_mut().insert("origin", url.parse().unwrap());
    let told = async {
        let (mut socket, _) = tokio_tungstenite::connect_async(request).await.ok()?;
        while let Some(Ok(message)) = socket.next().await {
            let Message::Text(text) = message else { continue };
            let frame: Value = serde_json::from_str(&text).ok()?;
            if frame["to"].as_i64().is_some_and(|to| to >= head) {
                return Some(());
            }
        }
        None
    };
    tokio::time::timeout(Duration::from_mins(2), told).await.ok().flatten().is_some()
}
