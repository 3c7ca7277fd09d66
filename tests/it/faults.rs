//! A bad day on the platform: refused, cut, lost and doubled answers, streams that drop. Afterwards
//! everything that was said is here once, and everything that we said is there once.
//!
//! `SOAK=1` runs the full counts.

use std::{collections::BTreeMap, time::Duration};

use gerne_demo::{AGENTS, Client, PASSWORD, World, WorldConfig};
use gerne_domain::{AccountId, DeliveryState, ExternalId, Scope};
use gerne_sim::{FacebookConfig, MastodonConfig};
use gerne_store::Page;
use reqwest::Method;
use serde_json::json;

use crate::place::Place;

/// How many customers write, and how often we answer.
fn counts() -> (usize, usize) {
    #[expect(clippy::disallowed_methods, reason = "tests are told by their runner")]
    let soak = std::env::var("SOAK").is_ok();
    if soak { (2_000, 800) } else { (120, 40) }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_arrives_once_on_a_bad_day() {
    a_bad_day_at(Place::Mastodon).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_arrives_once_on_a_bad_day_of_x() {
    a_bad_day_at(Place::X).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_arrives_once_on_a_bad_day_of_facebook() {
    a_bad_day_at(Place::Facebook).await;
}

/// As many calls as the platform's rules give to a Page of which so many people are engaged.
fn on_facebook(people: usize) -> FacebookConfig {
    let people = u32::try_from(people).unwrap();
    FacebookConfig {
        app_calls: 200 * people,
        page_calls: 4_800 * people,
        ..FacebookConfig::default()
    }
}

async fn a_bad_day_at(place: Place) {
    let (inbound, outbound) = counts();
    let world = World::start(WorldConfig {
        hold_seconds: 0,
        // Pauses and looks of minutes pass in seconds; time-outs of connections stay real.
        speed: 60.0,
        mastodon: MastodonConfig { rate_limits: None, ..MastodonConfig::default() },
        x: place == Place::X,
        facebook: place == Place::Facebook,
        on_facebook: on_facebook(inbound),
        ..WorldConfig::default()
    })
    .await
    .unwrap();
    let account = match place {
        Place::Mastodon => world.account,
        Place::X => world.x,
        Place::Facebook => world.facebook,
    };
    let account = account.unwrap();
    place.has_a_bad_day(&world.sim);
    let said = |n: usize| place.called(&world.sim, n, &format!("Fall {n}: nichts geht"));
    let posts: Vec<String> = (0..inbound).map(said).collect();
    let agent = Client::sign_in(&world.url, AGENTS[0].login, PASSWORD).await.unwrap();
    let mut answered = Vec::new();
    for post in posts.iter().step_by(inbound / outbound).take(outbound) {
        let conversation = conversation_of(&world, account, post).await;
        let key = format!("answer-{post}");
        let text = format!("Antwort auf {post}");
        let body = json!({"text": text, "seen": 0, "send_anyway": true});
        // The same click three times, as over a bad line.
        for _ in 0..3 {
            agent.reply(&conversation, &key, body.clone()).await.unwrap();
        }
        answered.push(post.clone());
    }
    all_settled(&world, place, &agent, outbound).await;
    let hits = place.mishaps(&world.sim);
    assert!(hits as usize > outbound, "it was no bad day: {hits} faults");
    place.recovers(&world.sim);
    for post in &posts {
        conversation_of(&world, account, post).await;
    }

    for post in &answered {
        assert_eq!(place.answers(&world.sim, post), 1, "answers to {post} on the platform");
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

/// Waits until a post is kept and belongs to a matter.
async fn conversation_of(world: &World, account: AccountId, post: &str) -> String {
    let external = ExternalId::from(post);
    until(world, &format!("post {post} is kept"), async |world| {
        let mut db = world.engine().store().read().await.unwrap();
        let message = db.message_by_external(account, &external).await.unwrap()?;
        message.conversation_id.map(|id| id.to_string())
    })
    .await
}

/// X and Facebook keep no key of ours: what nobody knows the end of, a person tries again there.
async fn all_settled(world: &World, place: Place, agent: &Client, written: usize) {
    until(world, "all replies are settled", async |world| {
        let mut db = world.engine().store().read().await.unwrap();
        let all = async |db: &mut gerne_store::Reader, state: DeliveryState| {
            let page = Page::first(1_000);
            db.list_deliveries(&[state], &Scope::Everything, &page).await.unwrap().items
        };
        if place != Place::Mastodon {
            for unknown in all(&mut db, DeliveryState::Unknown).await {
                let path = format!("/deliveries/{}/retry", unknown.id);
                drop(agent.try_call(Method::POST, &path, None, None).await);
            }
        }
        let sent = all(&mut db, DeliveryState::Sent).await;
        (sent.len() >= written).then_some(())
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
        let sim = &world.sim;
        let faults = (sim.mastodon().faults(), sim.x().faults(), sim.facebook().faults());
        panic!("in vain: {what}; faults: {faults:#?}");
    };
    found
}
