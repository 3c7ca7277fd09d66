//! A bad day on the platform: refused, cut, lost and doubled answers, streams that drop. Afterwards
//! everything that was said is here once, and everything that we said is there once.
//!
//! `SOAK=1` runs the full counts.

use std::{collections::BTreeMap, time::Duration};

use gerne_demo::{AGENTS, Client, PASSWORD, World, WorldConfig};
use gerne_domain::{DeliveryState, ExternalId, Scope};
use gerne_sim::{Fault, FaultKind, MastodonConfig, PostSpec, StreamCut};
use gerne_store::Page;
use serde_json::json;

/// How many customers write, and how often we answer.
fn counts() -> (usize, usize) {
    #[expect(clippy::disallowed_methods, reason = "tests are told by their runner")]
    let soak = std::env::var("SOAK").is_ok();
    if soak { (2_000, 800) } else { (120, 40) }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_arrives_once_on_a_bad_day() {
    let (inbound, outbound) = counts();
    let world = World::start(WorldConfig {
        hold_seconds: 0,
        // Pauses and looks of minutes pass in seconds; time-outs of connections stay real.
        speed: 60.0,
        mastodon: MastodonConfig { rate_limits: None, ..MastodonConfig::default() },
        ..WorldConfig::default()
    })
    .await
    .unwrap();
    for fault in a_bad_day() {
        world.sim.mastodon().inject(fault);
    }
    let posts: Vec<String> = (0..inbound).map(|n| mention(&world, n)).collect();
    let agent = Client::sign_in(&world.url, AGENTS[0].login, PASSWORD).await.unwrap();
    let mut answered = Vec::new();
    for post in posts.iter().step_by(inbound / outbound).take(outbound) {
        let conversation = conversation_of(&world, post).await;
        let key = format!("answer-{post}");
        let text = format!("Antwort auf {post}");
        let body = json!({"text": text, "seen": 0, "send_anyway": true});
        // The same click three times, as over a bad line.
        for _ in 0..3 {
            agent.reply(&conversation, &key, body.clone()).await.unwrap();
        }
        answered.push(post.clone());
    }
    all_settled(&world, outbound).await;
    let hits: u32 = world.sim.mastodon().faults().iter().map(|fault| fault.hits).sum();
    assert!(hits as usize > outbound, "it was no bad day: {hits} faults");
    world.sim.mastodon().clear_faults();
    for post in &posts {
        conversation_of(&world, post).await;
    }

    let server = world.sim.mastodon();
    let company = world.sim.company();
    for post in &answered {
        let answers = server.answers_to(post);
        let ours = answers.iter().filter(|answer| answer.author == company).count();
        assert_eq!(ours, 1, "answers to {post} on the platform: {answers:#?}");
    }
    let mut db = world.engine().store().read().await.unwrap();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut page = Page::first(200);
    loop {
        let found = db
            .list_conversations(
                &gerne_store::ConversationFilter::default(),
                &Scope::Everything,
                gerne_store::Order::Recent,
                &page,
            )
            .await
            .unwrap();
        for conversation in found.items {
            for message in db.newest_messages(conversation.id, 50).await.unwrap() {
                if let Some(external) = message.external_id {
                    *seen.entry(external.0).or_default() += 1;
                }
            }
        }
        match found.next {
            Some(next) => page = Page::after(Some(next), 200),
            None => break,
        }
    }
    for post in &posts {
        assert_eq!(seen.get(post), Some(&1), "{post} is kept once");
    }
    drop(db);
    world.stop().await;
}

/// A platform that refuses, cuts, loses, doubles and garbles.
pub(crate) fn a_bad_day() -> Vec<Fault> {
    let writes = |kind| Fault::new(kind).on("POST", "/api/v1/statuses");
    let reads = |kind| Fault::new(kind).on("GET", "/api/v1/notifications*");
    let cut = |how| Fault::new(FaultKind::StreamCut { how }).chance(0.03);
    vec![
        writes(FaultKind::StatusBefore { code: 502 }).chance(0.1),
        writes(FaultKind::StatusAfter { code: 504 }).chance(0.1),
        writes(FaultKind::DropBefore).chance(0.05),
        writes(FaultKind::DropAfter).chance(0.1),
        writes(FaultKind::RateLimited { reset_after_secs: 5 }).chance(0.05),
        writes(FaultKind::TruncatedBody).chance(0.05),
        reads(FaultKind::StatusBefore { code: 503 }).chance(0.05),
        reads(FaultKind::RateLimited { reset_after_secs: 5 }).chance(0.03),
        reads(FaultKind::CutBody).chance(0.03),
        reads(FaultKind::HtmlBody).chance(0.02),
        reads(FaultKind::ListDuplicates).chance(0.2),
        reads(FaultKind::ListShuffled).chance(0.2),
        Fault::new(FaultKind::StreamDropped).chance(0.2),
        Fault::new(FaultKind::StreamDuplicated).chance(0.2),
        Fault::new(FaultKind::StreamReordered).chance(0.1),
        cut(StreamCut::Clean),
        cut(StreamCut::Abrupt),
        cut(StreamCut::MidFrame),
    ]
}

fn mention(world: &World, n: usize) -> String {
    let who = if n.is_multiple_of(2) { "clara" } else { "ben@far.example" };
    let text = format!("@{} Fall {n}: nichts geht", world.sim.company());
    world.sim.mastodon().post(who, PostSpec::public(&text)).unwrap().id
}

/// Waits until a post is kept and belongs to a matter.
async fn conversation_of(world: &World, post: &str) -> String {
    let account = world.account.unwrap();
    let external = ExternalId::from(post);
    until(world, &format!("post {post} is kept"), async |world| {
        let mut db = world.engine().store().read().await.unwrap();
        let message = db.message_by_external(account, &external).await.unwrap()?;
        message.conversation_id.map(|id| id.to_string())
    })
    .await
}

async fn all_settled(world: &World, written: usize) {
    until(world, "all replies are settled", async |world| {
        let mut db = world.engine().store().read().await.unwrap();
        let sent = [DeliveryState::Sent];
        let sent =
            db.list_deliveries(&sent, &Scope::Everything, &Page::first(1_000)).await.unwrap();
        (sent.items.len() >= written).then_some(())
    })
    .await;
}

async fn until<T>(world: &World, what: &str, mut look: impl AsyncFnMut(&World) -> Option<T>) -> T {
    let log = world.engine().store().log();
    let search = async {
        loop {
            let head = log.head();
            if let Some(found) = look(world).await {
                return found;
            }
            log.wait_beyond(head).await;
        }
    };
    let patience = Duration::from_secs(if counts().0 > 1_000 { 600 } else { 60 });
    let waited = tokio::time::timeout(patience, search).await;
    let Ok(found) = waited else {
        let faults = world.sim.mastodon().faults();
        panic!("in vain: {what}; faults: {faults:#?}");
    };
    found
}
