use std::time::Duration;

use gerne_sim::{Fault, FaultKind, PostSpec, RateLimits, Sim, SimClock, SimConfig};
use jiff::SignedDuration;
use serde_json::json;

use crate::client::{Client, sim, text};

const STATUSES: &str = "/api/v1/statuses";
const LIST: &str = "/api/v1/notifications";

fn created(sim: &Sim) -> usize {
    sim.mastodon().statuses_of("nordlicht_hilft").len()
}

#[tokio::test]
async fn before_and_after_the_deed() {
    let sim = sim().await;
    let server = sim.mastodon();
    let company = Client::of(&sim, "nordlicht_hilft");
    let post = || company.try_post(STATUSES, json!({ "status": "hallo" }));
    let on = |kind| server.inject(Fault::new(kind).on("POST", STATUSES).once());

    on(FaultKind::StatusBefore { code: 503 });
    assert_eq!((post().await.unwrap().code, created(&sim)), (503, 0));
    on(FaultKind::StatusAfter { code: 502 });
    assert_eq!((post().await.unwrap().code, created(&sim)), (502, 1));
    on(FaultKind::DropBefore);
    assert!(post().await.is_err());
    assert_eq!(created(&sim), 1);
    let id = on(FaultKind::DropAfter);
    assert!(post().await.is_err());
    assert_eq!((created(&sim), server.fault_hits(id)), (2, 1));
    assert_eq!((post().await.unwrap().code, created(&sim)), (200, 3));
    let codes: Vec<u16> = server.requests().iter().map(|request| request.status).collect();
    assert_eq!(codes, [503, 502, 0, 0, 200]);
    sim.shutdown().await;
}

#[tokio::test]
async fn limits_on_demand_and_by_counting() {
    let clock = SimClock::manual("2026-11-16T08:01:00Z".parse().unwrap());
    let mut config = SimConfig { clock: clock.clone(), ..SimConfig::default() };
    config.mastodon.rate_limits = Some(RateLimits { requests: 2, media: 1, deletes: 1 });
    let sim = Sim::start(config).await;
    let company = Client::of(&sim, "nordlicht_hilft");
    assert_eq!(company.get(LIST).await.headers["x-ratelimit-remaining"], "1");
    assert_eq!(company.get(LIST).await.code, 200);
    let limited = company.get(LIST).await;
    assert_eq!((limited.code, text(&limited.json(), "error")), (429, "Zu viele Anfragen".into()));
    assert_eq!(limited.headers["x-ratelimit-reset"], "2026-11-16T08:05:00.000000Z");
    clock.advance(SignedDuration::from_mins(4));
    assert_eq!(company.get(LIST).await.code, 200);

    sim.mastodon().inject(Fault::new(FaultKind::RateLimited { reset_after_secs: 30 }).once());
    let limited = company.get(LIST).await;
    assert_eq!(limited.code, 429);
    assert_eq!(limited.headers["x-ratelimit-reset"], "2026-11-16T08:05:30.000000Z");
    sim.shutdown().await;
}

#[tokio::test]
async fn slow_and_hanging_answers() {
    let sim = sim().await;
    let server = sim.mastodon();
    let company = Client::of(&sim, "nordlicht_hilft");
    server.inject(Fault::new(FaultKind::Slow { millis: 30 }).once());
    let started = std::time::Instant::now();
    assert_eq!(company.get(LIST).await.code, 200);
    assert!(started.elapsed() >= Duration::from_millis(30));

    let fault = server.inject(Fault::new(FaultKind::HangAfter).on("POST", STATUSES));
    let post = company.try_post(STATUSES, json!({ "status": "hallo" }));
    let clear = async {
        server.wait_until(|m| !m.statuses_of("nordlicht_hilft").is_empty()).await.unwrap();
        server.clear_fault(fault);
    };
    let (answer, ()) = tokio::join!(post, clear);
    assert!(answer.is_err(), "it hung, then the line broke");
    sim.shutdown().await;
}

#[tokio::test]
async fn broken_bodies() {
    let sim = sim().await;
    let server = sim.mastodon();
    server.post("clara", PostSpec::public("@nordlicht_hilft hallo")).unwrap();
    let company = Client::of(&sim, "nordlicht_hilft");
    let once = |kind| server.inject(Fault::new(kind).on("GET", LIST).once());

    once(FaultKind::TruncatedBody);
    let reply = company.get(LIST).await;
    assert!(reply.complete && serde_json::from_slice::<serde_json::Value>(&reply.body).is_err());
    once(FaultKind::CutBody);
    let reply = company.get(LIST).await;
    assert!(!reply.complete && reply.code == 200);
    once(FaultKind::OversizeBody { bytes: 3_000_000 });
    let reply = company.get(LIST).await;
    assert!(reply.body.len() > 3_000_000 && reply.ids().len() == 1);
    once(FaultKind::HtmlBody);
    assert!(company.get(LIST).await.headers["content-type"].starts_with("text/html"));
    server.inject(Fault::new(FaultKind::EmptyNotFound).once());
    let reply = company.get("/api/v1/statuses/42").await;
    assert_eq!((reply.code, reply.body.len()), (404, 0));
    sim.shutdown().await;
}

#[tokio::test]
async fn lists_may_repeat_shuffle_and_come_late() {
    let sim = sim().await;
    let server = sim.mastodon();
    let company = Client::of(&sim, "nordlicht_hilft");
    let hello = || server.post("clara", PostSpec::public("@nordlicht_hilft hallo")).unwrap();
    for _ in 0..6 {
        hello();
    }
    let right = company.get(LIST).await.ids();
    server.inject(Fault::new(FaultKind::ListDuplicates).once());
    assert_eq!(company.get(LIST).await.ids().len(), 12);
    server.inject(Fault::new(FaultKind::ListShuffled).once());
    let shuffled = company.get(LIST).await;
    let mut ids = shuffled.ids();
    assert_ne!(ids, right);
    ids.sort_by_key(|id| std::cmp::Reverse(id.parse::<u64>().unwrap()));
    assert_eq!(ids, right);
    assert!(shuffled.link("prev").unwrap().ends_with(&format!("min_id={}", right[0])));
    server.inject(Fault::new(FaultKind::ListWithoutStatus).once());
    assert!(company.get(LIST).await.json()[0]["status"].is_null());

    server.inject(Fault::new(FaultKind::ListLate { behind: 1 }).once());
    hello();
    assert_eq!(company.get(LIST).await.ids(), right, "the late one is not there yet");
    hello();
    assert_eq!(company.get(LIST).await.ids().len(), 8, "now it is, below the newest");
    sim.shutdown().await;
}

#[tokio::test]
async fn a_key_may_post_twice() {
    let sim = sim().await;
    let server = sim.mastodon();
    let company = Client::of(&sim, "nordlicht_hilft").with("Idempotency-Key", "k1");
    let post = || company.post(STATUSES, json!({ "status": "hallo" }));
    let id = server.inject(Fault::new(FaultKind::IdempotencyRace).once());
    let first = text(&post().await.json(), "id");
    let second = text(&post().await.json(), "id");
    assert_ne!(first, second);
    assert_eq!((server.created_with_key("k1"), server.fault_hits(id)), (2, 1));
    assert_eq!(text(&post().await.json(), "id"), second);
    sim.shutdown().await;
}

#[tokio::test]
async fn chance_is_repeatable() {
    let run = async |seed| {
        let sim = Sim::start(SimConfig { seed, ..SimConfig::default() }).await;
        let company = Client::of(&sim, "nordlicht_hilft");
        sim.mastodon().inject(Fault::new(FaultKind::StatusBefore { code: 500 }).chance(0.5));
        let mut codes = Vec::new();
        for _ in 0..12 {
            codes.push(company.get(LIST).await.code);
        }
        sim.shutdown().await;
        codes
    };
    let (one, two, other) = (run(5).await, run(5).await, run(6).await);
    assert_eq!(one, two);
    assert_ne!(one, other);
    assert!(one.contains(&500) && one.contains(&200));
}

#[tokio::test]
async fn revoked_tokens_and_wrong_clocks() {
    let sim = sim().await;
    let server = sim.mastodon();
    let company = Client::of(&sim, "nordlicht_hilft");
    server.clock().set_skew(SignedDuration::from_hours(-2));
    let post = server.post("clara", PostSpec::public("@nordlicht_hilft hallo")).unwrap();
    assert!(server.now().duration_since(post.created_at) > SignedDuration::from_mins(119));
    server.revoke_all_tokens("nordlicht_hilft").unwrap();
    assert_eq!(company.get(LIST).await.code, 401);
    sim.shutdown().await;
}
