//! Tokens: renewed before they end, never used once spent, and a lost family is told at once.

use gerne_connector::{ConnectorError, Secret, Vault as _};
use gerne_sim::{Fault, FaultKind, XClient};
use jiff::SignedDuration;

use super::world::{CLARA, SCOPES, World, connect};
use crate::tokens::TOKENS;

fn hours(n: i64) -> SignedDuration {
    SignedDuration::from_hours(n)
}

fn lost(world: &World, kind: FaultKind) {
    world
        .server()
        .inject(Fault { times: Some(1), ..Fault::new(kind).on("POST", "/2/oauth2/token") });
}

async fn kept(world: &World) -> serde_json::Value {
    let secret = world.vault.get(TOKENS).await.unwrap().unwrap();
    serde_json::from_str(secret.expose()).unwrap()
}

fn asked_for_tokens(world: &World) -> usize {
    let requests = world.server().requests();
    requests.iter().filter(|request| request.path == "/2/oauth2/token").count()
}

fn reconnect<T: std::fmt::Debug>(outcome: Result<T, ConnectorError>) {
    assert!(matches!(outcome, Err(ConnectorError::Reauthorize { .. })), "{outcome:?}");
}

#[tokio::test]
async fn a_token_is_renewed_in_time_and_the_old_one_never_sent_again() {
    let world = World::new().await;
    let account = world.open();
    account.fetch(&"mentions".into(), None).await.unwrap();
    let first = kept(&world).await;
    // Pasted: nobody knows its end, so it is used until it is refused.
    world.clock.advance(hours(3));
    world.mention(CLARA, "Hallo?");
    let batch = account.fetch(&"mentions".into(), None).await.unwrap();
    assert_eq!(batch.items.len(), 1);
    let second = kept(&world).await;
    assert_ne!(first["refresh"], second["refresh"]);
    assert_eq!(second["under_way"], serde_json::Value::Null);
    // From now on its end is known. While X answers well it is renewed ahead ...
    for _ in 0..6 {
        world.clock.advance(SignedDuration::from_mins(19));
        account.fetch(&"own".into(), None).await.unwrap();
        world.clock.advance(SignedDuration::from_mins(1));
        account.fetch(&"own".into(), None).await.unwrap();
    }
    let third = kept(&world).await;
    assert_ne!(second["access"], third["access"]);
    // ... and a day of restarts renews it as often as it must.
    for _ in 0..12 {
        world.clock.advance(hours(2));
        world.open().fetch(&"mentions".into(), None).await.unwrap();
    }
    assert_eq!(world.server().spent_tokens_sent(), 0);
    assert!(asked_for_tokens(&world) <= 16, "{}", asked_for_tokens(&world));
}

#[tokio::test]
async fn a_pair_that_came_is_kept_before_it_is_used() {
    let world = World::new().await;
    let account = world.open();
    world.clock.advance(hours(3));
    // The mark is written; then the disk is full, as long as is tried.
    *world.vault.sound.lock().unwrap() = 1;
    *world.vault.broken.lock().unwrap() = 3;
    let failed = account.fetch(&"mentions".into(), None).await;
    assert!(matches!(failed, Err(ConnectorError::Retry { .. })), "{failed:?}");
    let mentions = world.server().requests().into_iter();
    let mentions = mentions.filter(|request| request.path.ends_with("/mentions"));
    assert_eq!(mentions.count(), 2, "of connecting and the refused one: no other went out");
    account.fetch(&"mentions".into(), None).await.unwrap();
    assert_eq!(kept(&world).await["under_way"], serde_json::Value::Null);
    assert_eq!((asked_for_tokens(&world), world.server().spent_tokens_sent()), (1, 0));
}

#[tokio::test]
async fn who_breaks_off_in_between_loses_the_pair_and_says_so() {
    let world = World::new().await;
    world.clock.advance(hours(3));
    *world.vault.sound.lock().unwrap() = 1;
    *world.vault.broken.lock().unwrap() = 3;
    world.open().fetch(&"mentions".into(), None).await.unwrap_err();
    // The process is gone, and with it what X answered.
    let after = world.open();
    let early = after.fetch(&"mentions".into(), None).await;
    assert!(matches!(early, Err(ConnectorError::Retry { after: Some(_), .. })), "{early:?}");
    world.clock.advance(SignedDuration::from_mins(1));
    reconnect(after.fetch(&"mentions".into(), None).await);
    assert_eq!((asked_for_tokens(&world), world.server().spent_tokens_sent()), (1, 0));
}

#[tokio::test]
async fn a_lost_answer_is_told_at_once_and_nothing_is_tried_again() {
    for kind in [
        FaultKind::DropAfter,
        FaultKind::StatusAfter { code: 502 },
        FaultKind::TruncatedBody,
        FaultKind::HtmlBody,
    ] {
        let world = World::new().await;
        let account = world.open();
        world.clock.advance(hours(3));
        lost(&world, kind.clone());
        reconnect(account.fetch(&"mentions".into(), None).await);
        world.clock.advance(hours(1));
        reconnect(world.open().fetch(&"mentions".into(), None).await);
        assert_eq!(
            (asked_for_tokens(&world), world.server().spent_tokens_sent()),
            (1, 0),
            "{kind:?}"
        );
    }
}

#[tokio::test]
async fn what_was_not_heard_is_not_spent() {
    let world = World::new().await;
    let account = world.open();
    world.clock.advance(hours(3));
    lost(&world, FaultKind::RateLimited { reset_after_secs: 60 });
    let later = account.fetch(&"mentions".into(), None).await;
    assert!(matches!(later, Err(ConnectorError::Retry { .. })), "{later:?}");
    world.clock.advance(SignedDuration::from_mins(2));
    account.fetch(&"mentions".into(), None).await.unwrap();
    assert_eq!(world.server().spent_tokens_sent(), 0);
}

#[tokio::test]
async fn of_two_nodes_one_renews() {
    let world = World::new().await;
    let (one, other) = (world.open(), world.open());
    for _ in 0..5 {
        world.clock.advance(hours(3));
        let (mentions, own) = ("mentions".into(), "own".into());
        let (first, second) = tokio::join!(one.fetch(&mentions, None), other.fetch(&own, None));
        for outcome in [first, second] {
            let fine = matches!(outcome, Ok(_) | Err(ConnectorError::Retry { .. }));
            assert!(fine, "{outcome:?}");
        }
        one.fetch(&mentions, None).await.unwrap();
        other.fetch(&own, None).await.unwrap();
    }
    assert_eq!((asked_for_tokens(&world), world.server().spent_tokens_sent()), (5, 0));
}

#[tokio::test]
async fn what_the_owner_withdrew_asks_for_reconnection() {
    let world = World::new().await;
    let account = world.open();
    world.server().revoke_all_tokens(super::world::US).unwrap();
    reconnect(account.fetch(&"mentions".into(), None).await);
    assert_eq!(kept(&world).await["lost"], true);
    reconnect(
        account
            .send(
                &world.answer(&world.mention(CLARA, "Frage"), "k", "Gern"),
                &super::world::no_pictures(),
            )
            .await,
    );
    assert_eq!(asked_for_tokens(&world), 1);
}

#[tokio::test]
async fn without_a_refresh_token_it_lasts_as_long_as_it_lasts() {
    let world = World::new().await;
    let scopes = SCOPES.replace(" offline.access", "");
    let connected = connect(&world.sim, &world.platform, &scopes).await;
    *world.vault.secrets.lock().unwrap() = connected.secrets;
    let account = world.open();
    account.fetch(&"mentions".into(), None).await.unwrap();
    world.clock.advance(hours(3));
    reconnect(account.fetch(&"mentions".into(), None).await);
    assert_eq!(asked_for_tokens(&world), 0);
}

#[tokio::test]
async fn a_public_client_names_itself_in_the_body() {
    let world = World::new().await;
    let client = world.server().client();
    world.server().register(XClient { secret: None, ..client });
    world.vault.secrets.lock().unwrap().remove("client_secret");
    let account = world.open();
    world.clock.advance(hours(3));
    account.fetch(&"mentions".into(), None).await.unwrap();
    // The wrong kind of client is refused, and the family with it: said at once.
    world.vault.put("client_secret", &Secret::new("made up")).await.unwrap();
    world.clock.advance(hours(3));
    reconnect(world.open().fetch(&"mentions".into(), None).await);
}
