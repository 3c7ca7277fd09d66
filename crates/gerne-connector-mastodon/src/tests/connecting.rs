use std::{collections::BTreeMap, sync::Arc};

use gerne_connector::{Begin, Callback, ConnectorError, Platform as _, Secret};
use gerne_sim::{Fault, FaultKind, Flavour};

use super::world::{CLARA, Hurried, US, World, config, form};
use crate::{Config, Mastodon};

fn back(url: &str) -> Callback {
    let url: url::Url = url.parse().unwrap();
    Callback(url.query_pairs().into_owned().collect())
}

fn key(error: &ConnectorError) -> &str {
    match error {
        ConnectorError::Refused { reason } => &reason.key,
        other => panic!("{other:?}"),
    }
}

fn redirect() -> url::Url {
    "https://gerne.example/connect/back".parse().unwrap()
}

async fn begin(world: &World) -> (url::Url, Secret) {
    let form = form(&[("address", &world.server().base_url())]);
    match world.platform.begin(&form, &redirect()).await.unwrap() {
        Begin::Browser { url, state, pending } => {
            assert!(url.as_str().contains(&state));
            assert!(!format!("{pending:?}").contains(&state));
            (url, pending)
        }
        Begin::Done(_) => panic!("there is no token"),
    }
}

#[tokio::test]
async fn an_owner_agrees_in_the_browser() {
    for flavour in [Flavour::Mastodon, Flavour::GoToSocial, Flavour::Akkoma] {
        let world = World::new(flavour).await;
        world.mention(CLARA, "eins");
        world.mention(CLARA, "zwei");
        let (url, pending) = begin(&world).await;
        let landed = world.server().approve(url.as_str(), US).unwrap();
        let connected = world.platform.finish(&pending, &back(&landed)).await.unwrap();
        let domain = world.server().base_url().replace("http://", "");
        assert_eq!(connected.handle, format!("@{US}@{domain}"));
        // Where no `uri` is told, the page stands for the person.
        let expected = match flavour {
            Flavour::Mastodon => world.server().account_uri(US).unwrap(),
            _ => format!("{}/@{US}", world.server().base_url()),
        };
        assert_eq!(connected.external_id.0, expected);
        assert_eq!(connected.proof.len(), 2);
        assert!(connected.proof[0].text.contains("zwei"), "newest first: {:?}", connected.proof);
        let names: Vec<&str> = connected.secrets.keys().map(String::as_str).collect();
        assert_eq!(names, ["client_id", "client_secret", "token"]);
        let scopes = connected.facts["scopes"].as_array().unwrap();
        assert!(scopes.iter().any(|scope| scope.as_str().unwrap().starts_with("write")));
        assert!(!format!("{connected:?}").contains(connected.secrets["token"].expose()));

        let error = world.platform.finish(&pending, &back(&landed)).await.unwrap_err();
        assert_eq!(key(&error), "connect.expired", "a code works once");
    }
}

#[tokio::test]
async fn what_was_granted_and_is_not_kept_ends() {
    let world = World::new(Flavour::Mastodon).await;
    let (url, pending) = begin(&world).await;
    let landed = world.server().approve(url.as_str(), US).unwrap();
    let connected = world.platform.finish(&pending, &back(&landed)).await.unwrap();
    let token = connected.secrets["token"].expose().to_owned();
    let by_hand = form(&[("address", &world.server().base_url()), ("token", &token)]);
    world.platform.begin(&by_hand, &redirect()).await.unwrap();
    world.platform.discard(&connected).await.unwrap();
    let error = world.platform.begin(&by_hand, &redirect()).await.unwrap_err();
    assert_eq!(key(&error), "connect.token_rejected");
}

#[tokio::test]
async fn what_the_browser_may_bring_instead() {
    let world = World::new(Flavour::Mastodon).await;
    let (_, pending) = begin(&world).await;
    let callback = |pairs: &[(&str, &str)]| {
        Callback(
            pairs
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect::<BTreeMap<_, _>>(),
        )
    };
    for (pairs, expected) in [
        (&[("error", "access_denied")][..], "connect.denied"),
        (&[("error", "server_error")][..], "connect.server_failed"),
        (&[][..], "connect.server_failed"),
        (&[("code", "x"), ("state", "forged")][..], "connect.expired"),
        (&[("code", "wrong")][..], "connect.expired"),
    ] {
        let error = world.platform.finish(&pending, &callback(pairs)).await.unwrap_err();
        assert_eq!(key(&error), expected, "{pairs:?}");
    }
    let error = world.platform.finish(&Secret::new("{}"), &callback(&[])).await.unwrap_err();
    assert_eq!(key(&error), "connect.expired");
}

#[tokio::test]
async fn what_cannot_be_connected_is_said_in_words() {
    let world = World::new(Flavour::Mastodon).await;
    let base = world.server().base_url();
    let dead = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    for (fields, expected) in [
        (&[][..], "connect.address_missing"),
        (&[("address", "not an address")][..], "connect.address_invalid"),
        (&[("address", "http://10.0.0.1")][..], "connect.address_forbidden"),
        (&[("address", "https://127.0.0.2:8443")][..], "connect.address_forbidden"),
        (&[("address", dead.as_str())][..], "connect.unreachable"),
        (&[("address", base.as_str()), ("token", "wrong")][..], "connect.token_rejected"),
    ] {
        let error = world.platform.begin(&form(fields), &redirect()).await.unwrap_err();
        assert_eq!(key(&error), expected, "{fields:?}");
    }
    for kind in [FaultKind::HtmlBody, FaultKind::StatusBefore { code: 404 }] {
        world.server().inject(Fault::new(kind));
        let fields = form(&[("address", base.as_str())]);
        let error = world.platform.begin(&fields, &redirect()).await.unwrap_err();
        assert_eq!(key(&error), "connect.not_mastodon");
        world.server().clear_faults();
    }
    let strict = Mastodon::new(
        Config { allow: Vec::new(), ..config() },
        Arc::new(Hurried(world.clock.clone())),
    );
    let fields = form(&[("address", base.as_str())]);
    let error = strict.unwrap().begin(&fields, &redirect()).await.unwrap_err();
    assert_eq!(key(&error), "connect.address_forbidden", "no operator allowed it");
}

#[tokio::test]
async fn a_check_tells_what_is_wrong() {
    for flavour in [Flavour::Mastodon, Flavour::GoToSocial, Flavour::Akkoma] {
        let world = World::new(flavour).await;
        let checks = world.open().check().await;
        let problems: Vec<_> = checks.iter().filter(|check| check.problem.is_some()).collect();
        assert!(problems.is_empty(), "{flavour:?}: {problems:#?}");
        assert_eq!(checks.len(), 7);
    }
    let world = World::new(Flavour::Mastodon).await;
    world.clock.set_skew(jiff::SignedDuration::from_mins(10));
    let weak = world.server().token_for(US, "read");
    world.vault.0.lock().unwrap().insert("token".to_owned(), Secret::new(weak));
    let found: BTreeMap<String, String> = world
        .open()
        .check()
        .await
        .into_iter()
        .filter_map(|check| Some((check.what, check.problem?.key)))
        .collect();
    assert_eq!(found["clock"], "check.clock_skew");
    assert_eq!(found["scope.write"], "check.scope_missing");
    assert_eq!(found.len(), 2, "{found:?}");

    // A server that does not answer says nothing of our token.
    let world = World::new(Flavour::Mastodon).await;
    world.server().inject(Fault::new(FaultKind::StatusBefore { code: 503 }));
    let checks = world.open().check().await;
    let of = |what| checks.iter().find(|check| check.what == what).unwrap();
    assert_eq!(of("token").problem.as_ref().unwrap().key, "check.server", "{checks:?}");
}

#[tokio::test]
async fn facts_of_another_version_are_understood() {
    let mut world = World::new(Flavour::Mastodon).await;
    let limits = world.connected.facts["limits"].as_object_mut().unwrap();
    limits.remove("max_alt");
    limits.insert("max_length".to_owned(), "many".into());
    let account = world.open();
    assert_eq!(account.limits().max_alt, 1500);
    account.fetch(&"mentions".into(), None).await.unwrap();
    assert_eq!(account.limits().max_alt, 10_000, "asked again at the first look");
    world.connected.facts = serde_json::Value::Null;
    let error = world.platform.open(&world.account(), world.vault.clone()).unwrap_err();
    assert_eq!(key(&error), "account.facts_unusable");
}

/// `example.social` in handles, its server elsewhere: only `/.well-known/webfinger` is passed on.
#[tokio::test]
async fn a_domain_may_point_to_its_server() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let world = World::new(Flavour::Mastodon).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let domain = listener.local_addr().unwrap();
    let base = world.server().base_url();
    let there = base.clone();
    let mut tasks = tokio::task::JoinSet::new();
    tasks.spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 4096];
            let read = stream.read(&mut request).await.unwrap();
            let request = String::from_utf8_lossy(&request[..read]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or_default();
            let head = if path.starts_with("/.well-known/webfinger") {
                format!("302 Found\r\nLocation: {there}{path}")
            } else {
                "404 Not Found".to_owned()
            };
            let answer =
                format!("HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            drop(stream.write_all(answer.as_bytes()).await);
        }
    });
    let token = world.vault.0.lock().unwrap()["token"].expose().to_owned();
    let fields = form(&[("address", &format!("http://{domain}")), ("token", &token)]);
    let begun = world.platform.begin(&fields, &redirect()).await.unwrap();
    let Begin::Done(connected) = begun else { panic!("there is a token") };
    assert_eq!(connected.base_url, format!("{base}/"));
}
