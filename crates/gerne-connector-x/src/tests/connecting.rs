use gerne_connector::{Begin, Callback, Connected, ConnectorError, Form, Platform as _, Secret};
use gerne_sim::{Fault, FaultKind, XClient};
use jiff::SignedDuration;

use super::world::{CLARA, US, World, form};

fn back(url: &str) -> Callback {
    let url: url::Url = url.parse().unwrap();
    Callback(url.query_pairs().into_owned().collect())
}

fn key(outcome: Result<impl std::fmt::Debug, ConnectorError>) -> String {
    match outcome {
        Err(ConnectorError::Refused { reason }) => reason.key,
        other => format!("{other:?}"),
    }
}

fn redirect() -> url::Url {
    "https://gerne.example/connect/back".parse().unwrap()
}

fn filled(world: &World) -> Vec<(&'static str, String)> {
    let client = world.server().client();
    vec![
        ("address", world.server().base_url()),
        ("client_id", client.id),
        ("client_secret", client.secret.unwrap_or_default()),
    ]
}

fn with(fields: &[(&'static str, String)]) -> Form {
    form(&fields.iter().map(|(k, v)| (*k, v.as_str())).collect::<Vec<_>>())
}

async fn begin(world: &World) -> (url::Url, Secret) {
    match world.platform.begin(&with(&filled(world)), &redirect()).await.unwrap() {
        Begin::Browser { url, state, pending } => {
            assert!(url.as_str().contains(&state));
            assert!(!format!("{pending:?}").contains(&state));
            (url, pending)
        }
        Begin::Done(_) => panic!("there is no token"),
    }
}

async fn agree(world: &World) -> Result<Connected, ConnectorError> {
    let (url, pending) = begin(world).await;
    let landed = world.server().approve(url.as_str(), US).unwrap();
    world.platform.finish(&pending, &back(&landed)).await
}

#[tokio::test]
async fn an_owner_agrees_in_the_browser() {
    for public in [false, true] {
        let world = World::new().await;
        if public {
            let client = world.server().client();
            world.server().register(XClient { secret: None, ..client });
        }
        for text in ["eins", "zwei", "drei", "vier"] {
            world.mention(CLARA, text);
        }
        let (url, pending) = begin(&world).await;
        let query: std::collections::BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        assert_eq!(query["code_challenge_method"], "S256");
        assert_eq!(query["response_type"], "code");
        for scope in ["tweet.read", "tweet.write", "dm.read", "media.write", "offline.access"] {
            assert!(query["scope"].split(' ').any(|one| one == scope), "{scope}");
        }
        let landed = world.server().approve(url.as_str(), US).unwrap();
        let connected = world.platform.finish(&pending, &back(&landed)).await.unwrap();
        assert_eq!(connected.handle, format!("@{US}"));
        assert_eq!(connected.external_id, world.person(US).external_id);
        assert_eq!(connected.proof.len(), 3);
        assert!(connected.proof[0].text.contains("vier"), "newest first: {:?}", connected.proof);
        let names: Vec<&str> = connected.secrets.keys().map(String::as_str).collect();
        let expected: &[&str] =
            if public { &["client_id", "oauth"] } else { &["client_id", "client_secret", "oauth"] };
        assert_eq!(names, expected);
        let shown = format!("{connected:?}");
        assert!(!shown.contains("at:1"), "{shown}");
    }
}

#[tokio::test]
async fn what_was_granted_and_is_not_kept_ends() {
    let world = World::new().await;
    let connected = agree(&world).await.unwrap();
    let holds = async || {
        let oauth = connected.secrets["oauth"].expose();
        let tokens: serde_json::Value = serde_json::from_str(oauth).unwrap();
        let fields = [
            ("address", world.server().base_url()),
            ("token", tokens["access"].as_str().unwrap().to_owned()),
        ];
        world.platform.begin(&with(&fields), &redirect()).await.is_ok()
    };
    assert!(holds().await);
    world.platform.discard(&connected).await.unwrap();
    assert!(!holds().await, "neither the token nor what renews it");
    world.platform.discard(&connected).await.unwrap();
}

#[tokio::test]
async fn the_code_works_for_half_a_minute_and_once() {
    let world = World::new().await;
    let (url, pending) = begin(&world).await;
    let landed = back(&world.server().approve(url.as_str(), US).unwrap());
    world.clock.advance(SignedDuration::from_secs(31));
    assert_eq!(key(world.platform.finish(&pending, &landed).await), "connect.expired");

    let (url, pending) = begin(&world).await;
    let landed = back(&world.server().approve(url.as_str(), US).unwrap());
    world.platform.finish(&pending, &landed).await.unwrap();
    assert_eq!(key(world.platform.finish(&pending, &landed).await), "connect.expired");
}

#[tokio::test]
async fn what_comes_back_wrong_is_told_in_words() {
    let world = World::new().await;
    let (_, pending) = begin(&world).await;
    let state: serde_json::Value = serde_json::from_str(pending.expose()).unwrap();
    let state = state["state"].as_str().unwrap();
    for (query, expected) in [
        (format!("state={state}&error=access_denied"), "connect.denied"),
        (format!("state={state}&error=server_error"), "connect.server_failed"),
        (format!("state={state}"), "connect.server_failed"),
        ("state=other&code=abc".to_owned(), "connect.expired"),
        (format!("state={state}&code=made_up"), "connect.expired"),
    ] {
        let landed = back(&format!("https://gerne.example/back?{query}"));
        assert_eq!(key(world.platform.finish(&pending, &landed).await), expected, "{query}");
    }
    let garbled = Secret::new("{}");
    let landed = back("https://gerne.example/back?code=abc");
    assert_eq!(key(world.platform.finish(&garbled, &landed).await), "connect.expired");
}

#[tokio::test]
async fn a_form_that_cannot_work_is_refused_before_anything_is_asked() {
    let world = World::new().await;
    let asked = world.server().requests().len();
    for (field, value, expected) in [
        ("client_id", "", "connect.client_id_missing"),
        ("address", "not an address", "connect.address_invalid"),
        ("address", "http://api.x.com", "connect.address_invalid"),
        ("address", "https://user:secret@api.x.com", "connect.address_invalid"),
        ("address", "ftp://api.x.com", "connect.address_invalid"),
        ("address", "https://10.0.0.1", "connect.address_forbidden"),
    ] {
        let mut fields = filled(&world);
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value.to_owned()));
        let begun = world.platform.begin(&with(&fields), &redirect()).await;
        assert_eq!(key(begun), expected, "{field}: {value}");
    }
    assert_eq!(world.server().requests().len(), asked);
}

#[tokio::test]
async fn what_x_refuses_is_told_in_words() {
    let credits = r#"{"title":"CreditsDepleted","detail":"d","type":"about:blank","status":402}"#;
    for (path, kind, expected) in [
        ("/2/users/me", FaultKind::StatusBefore { code: 401 }, "connect.token_rejected"),
        ("/2/users/me", FaultKind::StatusBefore { code: 403 }, "connect.not_allowed"),
        (
            "/2/users/me",
            FaultKind::Says { code: 402, body: credits.to_owned() },
            "connect.no_credits",
        ),
        ("/2/users/me", FaultKind::StatusBefore { code: 404 }, "connect.not_x"),
        ("/2/users/me", FaultKind::HtmlBody, "connect.not_x"),
        ("/2/oauth2/token", FaultKind::DropAfter, "connect.server_failed"),
    ] {
        let world = World::new().await;
        let method = if path.ends_with("token") { "POST" } else { "GET" };
        world.server().inject(Fault::new(kind.clone()).on(method, path));
        assert_eq!(key(agree(&world).await), expected, "{path} {kind:?}");
    }
    let world = World::new().await;
    let mut fields = filled(&world);
    fields[2].1 = "made up".to_owned();
    let Begin::Browser { url, pending, .. } =
        world.platform.begin(&with(&fields), &redirect()).await.unwrap()
    else {
        panic!("there is no token")
    };
    let landed = back(&world.server().approve(url.as_str(), US).unwrap());
    assert_eq!(key(world.platform.finish(&pending, &landed).await), "connect.client_rejected");
}

#[tokio::test]
async fn a_server_that_does_not_answer_says_nothing_of_our_token() {
    for (kind, expected) in [
        (FaultKind::StatusBefore { code: 503 }, "check.server"),
        (FaultKind::StatusBefore { code: 401 }, "check.token"),
    ] {
        let world = World::new().await;
        let account = world.open();
        world.server().inject(Fault::new(kind.clone()).on("GET", "/2/users/me"));
        let checks = account.check().await;
        let token = checks.iter().find(|check| check.what == "token").unwrap();
        assert_eq!(token.problem.as_ref().unwrap().key, expected, "{kind:?}");
    }
}
