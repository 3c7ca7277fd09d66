//! The platform is away for a day. Within a minute leads know; afterwards everything is there, in
//! order, and the platform's limits were kept while catching up.

use gerne_demo::{AGENTS, Client, PASSWORD, World, WorldConfig, check_against};
use gerne_domain::Clock as _;
use gerne_sim::{Fault, FaultKind, MastodonConfig, PostSpec, RateLimits};
use jiff::{SignedDuration, Timestamp};

use crate::process::{measured, soak};

#[tokio::test(flavor = "multi_thread")]
async fn a_day_without_the_platform() {
    let missed: usize = if soak() { 5_000 } else { 150 };
    let world = World::start(WorldConfig {
        hold_seconds: 0,
        // A minute passes in a second; a day is jumped over in steps.
        speed: 60.0,
        mastodon: MastodonConfig {
            rate_limits: Some(RateLimits::default()),
            ..WorldConfig::default().mastodon
        },
        ..WorldConfig::default()
    })
    .await
    .unwrap();
    let server = world.sim.mastodon();
    let anna = Client::sign_in(&world.url, AGENTS[0].login, PASSWORD).await.unwrap();
    arrives(&world, &says(&world, 0)).await;

    let gone = server.inject(Fault::new(FaultKind::DropBefore).on("*", "/api/*"));
    server.drop_connections();
    let since = world.clock.now();
    let alarm = anna
        .until("leads are told", |anna| async move {
            let alarms = anna.get("/alarms").await?;
            let items = alarms["items"].as_array().cloned().unwrap_or_default();
            Ok(items.into_iter().find(|alarm| alarm["account_id"].is_string()))
        })
        .await
        .unwrap();
    let raised: Timestamp = alarm["raised_at"].as_str().unwrap().parse().unwrap();
    let told_after = raised.duration_since(since);

    // People go on writing to the company, all day long.
    let mut posts = Vec::new();
    let step = SignedDuration::from_hours(24) / i32::try_from(missed).unwrap();
    for n in 1..=missed {
        world.set_time(world.clock.now() + step);
        posts.push(says(&world, n));
    }
    let before = server.requests().len();
    server.clear_fault(gone);
    let back = world.clock.now();
    for post in &posts {
        arrives(&world, post).await;
    }
    let took = world.clock.now().duration_since(back);
    // What stands now is that there was an outage, until a lead has seen to it.
    let kind = alarm["kind"].as_str().unwrap().to_owned();
    anna.until("the alarm gives way to the outage's record", |anna| {
        let kind = kind.clone();
        async move {
            let alarms = anna.get("/alarms").await?;
            let alarms = alarms["items"].as_array().cloned().unwrap_or_default();
            let shown = alarms.iter().any(|alarm| alarm["kind"] == "outage");
            let over = alarms.iter().all(|alarm| alarm["kind"] != kind.as_str());
            Ok((shown && over).then_some(()))
        }
    })
    .await
    .unwrap();

    let limited =
        server.requests().iter().skip(before).filter(|request| request.status == 429).count();
    let (store, account) = (world.engine().store(), world.account.unwrap());
    let found =
        check_against(store, &server.journal(), account, world.sim.company()).await.unwrap();
    let order = order(&world, &posts).await;
    measured(
        "a day of outage",
        &format!(
            "{missed} missed, alarm ({}) after {:.0} s, caught up in {:.0} min, refused for haste \
             {limited}, {found}",
            alarm["kind"],
            told_after.as_secs_f64(),
            took.as_secs_f64() / 60.0
        ),
    );
    assert!(told_after <= SignedDuration::from_secs(60), "told after {told_after:#}");
    assert_eq!(limited, 0, "the platform had to refuse");
    assert!(found.is_clean(), "{:#?}", found.complaints());
    assert_eq!(found.mentions, missed + 1);
    assert!(order, "they were kept in the order in which they were written");
    world.stop().await;
}

fn says(world: &World, n: usize) -> String {
    let who = if n.is_multiple_of(2) { "clara" } else { "ben@far.example" };
    let text = format!("@{} Tag {n}", world.sim.company());
    world.sim.mastodon().post(who, PostSpec::public(&text)).unwrap().id
}

async fn arrives(world: &World, post: &str) {
    let log = world.engine().store().log();
    let account = world.account.unwrap();
    let look = async {
        loop {
            let head = log.head();
            let mut db = world.engine().store().read().await.unwrap();
            if db.message_by_external(account, &post.into()).await.unwrap().is_some() {
                return;
            }
            drop(db);
            log.wait_beyond(head).await;
        }
    };
    let patience = std::time::Duration::from_secs(if soak() { 900 } else { 90 });
    let waited = tokio::time::timeout(patience, look).await;
    waited.unwrap_or_else(|_| panic!("post {post} never arrived"));
}

/// Whether the log tells of the posts in the order in which they were written.
pub(crate) async fn order(world: &World, posts: &[String]) -> bool {
    let mut db = world.engine().store().read().await.unwrap();
    let account = world.account.unwrap();
    let mut told = Vec::new();
    let mut at = 0;
    loop {
        let events = db.events_after(at, 1000).await.unwrap();
        let Some(last) = events.last() else { break };
        at = last.seq;
        for event in &events {
            if let gerne_domain::EventKind::MessageReceived { message } = event.event.kind
                && let Some(message) = db.message(message).await.unwrap()
                && message.account_id == account
            {
                told.extend(message.external_id.map(|id| id.0));
            }
        }
    }
    told.retain(|id| posts.contains(id));
    told == posts
}
