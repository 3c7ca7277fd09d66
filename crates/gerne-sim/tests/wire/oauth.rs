use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::client::{Client, sim, text};

const BACK: &str = "https://gerne.example/back?x=1";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn challenge() -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER.as_bytes()))
}

#[tokio::test]
async fn the_whole_flow_with_pkce() {
    let sim = sim().await;
    let client = Client::nobody(&sim);
    let app = client
        .post(
            "/api/v1/apps",
            json!({ "client_name": "Gerne", "redirect_uris": [BACK], "scopes": "read write:statuses" }),
        )
        .await
        .json();
    let (id, secret) = (text(&app, "client_id"), text(&app, "client_secret"));
    assert_eq!(app["redirect_uris"], json!([BACK]));

    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("response_type", "code"),
            ("client_id", &id),
            ("redirect_uri", BACK),
            ("scope", "read write:statuses"),
            ("state", "s&1"),
            ("code_challenge", &challenge()),
            ("code_challenge_method", "S256"),
        ])
        .finish();
    let page = client.get(&format!("/oauth/authorize?{query}")).await;
    assert_eq!(page.code, 200);
    assert!(String::from_utf8_lossy(&page.body).contains("nordlicht_hilft"));

    let form = format!("{query}&account=nordlicht_hilft&decision=allow");
    let kind = "application/x-www-form-urlencoded";
    let sent = client.send("POST", "/oauth/authorize", kind, form.as_bytes()).await.unwrap();
    assert_eq!(sent.code, 303);
    let back = url::Url::parse(&sent.headers["location"]).unwrap();
    let pairs: std::collections::HashMap<_, _> = back.query_pairs().into_owned().collect();
    assert_eq!((pairs["x"].as_str(), pairs["state"].as_str()), ("1", "s&1"));

    let exchange = async |verifier: &str| {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &pairs["code"]),
            ("client_id", &id),
            ("client_secret", &secret),
            ("redirect_uri", BACK),
            ("code_verifier", verifier),
        ];
        client.form("/oauth/token", &form).await
    };
    let wrong = exchange("somebody-else").await;
    assert_eq!((wrong.code, wrong.json()["error"].as_str().unwrap()), (400, "invalid_grant"));
    let token = exchange(VERIFIER).await.json();
    assert_eq!(token["scope"], "read write:statuses");
    assert_eq!(exchange(VERIFIER).await.code, 400, "a code works once");

    let me = Client { token: Some(text(&token, "access_token")), ..client.clone() };
    let own = me.get("/api/v1/accounts/verify_credentials").await.json();
    assert_eq!(own["acct"], "nordlicht_hilft");
    assert_eq!(own["source"]["privacy"], "public");
    assert_eq!(me.post("/api/v1/notifications/clear", json!({})).await.code, 403);

    let form =
        [("token", me.token.as_deref().unwrap()), ("client_id", &id), ("client_secret", &secret)];
    assert_eq!(client.form("/oauth/revoke", &form).await.code, 200);
    let gone = me.get("/api/v1/accounts/verify_credentials").await;
    assert_eq!(gone.code, 401);
    // The account's language is German.
    assert_eq!(gone.json()["error"], "Das Zugriffs-Token wurde annulliert");
    sim.shutdown().await;
}

#[tokio::test]
async fn refusals() {
    let sim = sim().await;
    let client = Client::nobody(&sim);
    let bad = client.form("/api/v1/apps", &[("client_name", "x"), ("redirect_uris", "nope")]).await;
    assert_eq!(bad.code, 422);
    let app = client
        .form("/api/v1/apps", &[("client_name", "x"), ("redirect_uris", BACK), ("scopes", "read")])
        .await
        .json();
    let id = text(&app, "client_id");
    let ask = async |more: &str| {
        let path = format!("/oauth/authorize?response_type=code&client_id={id}&{more}");
        let reply = client.get(&path).await;
        (reply.code, reply.json()["error"].as_str().unwrap_or_default().to_owned())
    };
    let back: String = url::form_urlencoded::byte_serialize(BACK.as_bytes()).collect();
    assert_eq!(ask("redirect_uri=https://evil.example/").await.1, "invalid_redirect_uri");
    assert_eq!(ask(&format!("redirect_uri={back}&scope=write")).await.1, "invalid_scope");
    let plain = format!("redirect_uri={back}&code_challenge=x&code_challenge_method=plain");
    assert_eq!(ask(&plain).await, (400, "invalid_code_challenge_method".to_owned()));
    let form = [("grant_type", "client_credentials"), ("client_id", &id), ("client_secret", "no")];
    let reply = client.form("/oauth/token", &form).await;
    assert_eq!((reply.code, reply.json()["error"].as_str().unwrap()), (401, "invalid_client"));
    let found = client.get("/.well-known/oauth-authorization-server").await.json();
    assert_eq!(found["code_challenge_methods_supported"], json!(["S256"]));
    sim.shutdown().await;
}

#[tokio::test]
async fn out_of_band_and_approve() {
    let sim = sim().await;
    let client = Client::nobody(&sim);
    let uri = "urn:ietf:wg:oauth:2.0:oob";
    let app =
        client.form("/api/v1/apps", &[("client_name", "x"), ("redirect_uris", uri)]).await.json();
    let url = format!(
        "{}/oauth/authorize?response_type=code&client_id={}&redirect_uri={uri}",
        sim.base_url(),
        text(&app, "client_id")
    );
    let code = sim.mastodon().approve(&url, "clara").unwrap();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("client_id", &text(&app, "client_id")),
        ("client_secret", &text(&app, "client_secret")),
        ("redirect_uri", uri),
    ];
    assert_eq!(client.form("/oauth/token", &form).await.json()["scope"], "read");
    sim.shutdown().await;
}
