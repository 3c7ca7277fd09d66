use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gerne_sim::{X, XClient, XConfig};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::client::{Client, Reply, text};
use crate::x_client::{SCOPES, kind, nobody, user, with};

const BACK: &str = "http://127.0.0.1:1/callback";
/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

fn ask(x: &X) -> String {
    let client = x.client().id;
    let scope = SCOPES.replace(' ', "%20");
    format!(
        "{}/i/oauth2/authorize?response_type=code&client_id={client}&redirect_uri={BACK}&\
         scope={scope}&state=s1&code_challenge={CHALLENGE}&code_challenge_method=S256",
        x.base_url()
    )
}

fn code(x: &X) -> String {
    let to = url::Url::parse(&x.approve(&ask(x), "nordlicht").unwrap()).unwrap();
    let pairs: Vec<(String, String)> = to.query_pairs().into_owned().collect();
    assert_eq!(pairs[0], ("state".to_owned(), "s1".to_owned()));
    pairs[1].1.clone()
}

fn confidential(x: &X) -> Client {
    let client = x.client();
    let pair = format!("{}:{}", client.id, client.secret.unwrap_or_default());
    nobody(x).with("Authorization", &format!("Basic {}", STANDARD.encode(pair)))
}

async fn redeem(client: &Client, code: &str) -> Reply {
    let pairs = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", BACK),
        ("code_verifier", VERIFIER),
    ];
    client.form("/2/oauth2/token", &pairs).await
}

async fn refresh(client: &Client, token: &str) -> Reply {
    let pairs = [("grant_type", "refresh_token"), ("refresh_token", token)];
    client.form("/2/oauth2/token", &pairs).await
}

fn refused(reply: &Reply) -> (u16, Value) {
    (reply.code, reply.json()["error"].clone())
}

#[tokio::test]
async fn a_code_is_good_once_and_for_half_a_minute() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let client = confidential(x);
    let first = code(x);
    let pair = redeem(&client, &first).await.json();
    assert_eq!((&pair["token_type"], &pair["expires_in"]), (&json!("bearer"), &json!(7200)));
    assert_eq!(pair["scope"], SCOPES);
    let again = redeem(&client, &first).await;
    assert_eq!(refused(&again), (400, json!("invalid_request")));
    let late = code(x);
    x.clock().advance(SignedDuration::from_secs(30));
    assert_eq!(redeem(&client, &late).await.code, 400);

    let me = Client { token: Some(text(&pair, "access_token")), ..nobody(x) };
    assert_eq!(me.get("/2/users/me").await.json()["data"]["username"], "nordlicht");
    x.clock().advance(SignedDuration::from_mins(120));
    let expired = me.get("/2/users/me").await;
    assert_eq!((expired.code, expired.json()["title"].as_str()), (401, Some("Unauthorized")));
    sim.shutdown().await;
}

#[tokio::test]
async fn a_spent_refresh_token_kills_the_family() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let client = confidential(x);
    let one = redeem(&client, &code(x)).await.json();
    let two = refresh(&client, &text(&one, "refresh_token")).await.json();
    assert_ne!(one["refresh_token"], two["refresh_token"]);
    let me = Client { token: Some(text(&two, "access_token")), ..nobody(x) };
    assert_eq!(me.get("/2/users/me").await.code, 200);
    assert_eq!(x.spent_tokens_sent(), 0);

    let reused = refresh(&client, &text(&one, "refresh_token")).await;
    assert_eq!(reused.json()["error_description"], "Value passed for the token was invalid.");
    assert_eq!((reused.code, x.spent_tokens_sent()), (400, 1));
    assert_eq!(me.get("/2/users/me").await.code, 401);
    assert_eq!(refresh(&client, &text(&two, "refresh_token")).await.code, 400);
    sim.shutdown().await;
}

#[tokio::test]
async fn confidential_and_public_clients_are_not_mixed_up() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let pairs = [("grant_type", "refresh_token"), ("refresh_token", "x")];
    let id = x.client().id;
    let with_id = [&pairs[..], &[("client_id", id.as_str())]].concat();
    let reply = nobody(x).form("/2/oauth2/token", &with_id).await;
    assert_eq!(refused(&reply), (401, json!("unauthorized_client")));

    x.register(XClient { secret: None, ..x.client() });
    let reply = confidential(x).form("/2/oauth2/token", &with_id).await;
    assert_eq!(refused(&reply), (401, json!("unauthorized_client")));
    let code = code(x);
    let pairs = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", BACK),
        ("code_verifier", VERIFIER),
        ("client_id", id.as_str()),
    ];
    let pair = nobody(x).form("/2/oauth2/token", &pairs).await;
    assert_eq!(pair.code, 200);
    let token = text(&pair.json(), "access_token");
    let revoke = [("token", token.as_str()), ("client_id", id.as_str())];
    assert_eq!(nobody(x).form("/2/oauth2/revoke", &revoke).await.json()["revoked"], true);
    let me = Client { token: Some(token), ..nobody(x) };
    assert_eq!(me.get("/2/users/me").await.code, 401);
    sim.shutdown().await;
}

#[tokio::test]
async fn the_page_asks_and_sends_back() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let ask = ask(x);
    let path = ask.strip_prefix(&x.base_url()).unwrap();
    let page = nobody(x).get(path).await;
    let html = String::from_utf8(page.body).unwrap();
    assert!(html.contains("@nordlicht") && html.contains("tweet.moderate.write"), "{html}");
    let query = path.split_once('?').unwrap().1;
    let mut pairs: Vec<(String, String)> =
        url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    pairs.push(("account".to_owned(), "nordlicht".to_owned()));
    for (decision, expected) in
        [("allow", "state=s1&code="), ("deny", "state=s1&error=access_denied")]
    {
        let mut form: Vec<(&str, &str)> =
            pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.push(("decision", decision));
        let reply = nobody(x).form("/i/oauth2/authorize", &form).await;
        assert_eq!(reply.code, 303);
        assert!(reply.headers["location"].contains(expected), "{:?}", reply.headers);
    }
    for (old, new) in [
        ("response_type=code", "response_type=token"),
        ("state=s1&", ""),
        ("&code_challenge_method=S256", "&code_challenge_method=S512"),
        ("tweet.read", "tweet.eat"),
    ] {
        assert_eq!(nobody(x).get(&path.replacen(old, new, 1)).await.code, 400, "{new}");
    }
    x.register(XClient { redirects: vec!["https://gerne.example/cb".to_owned()], ..x.client() });
    assert_eq!(nobody(x).get(path).await.code, 400, "the address is not registered");
    sim.shutdown().await;
}

#[tokio::test]
async fn apps_and_users_are_told_apart() {
    let sim = with(XConfig::default()).await;
    let x = sim.x();
    let pairs = [("grant_type", "client_credentials")];
    let bearer = confidential(x).form("/oauth2/token", &pairs).await.json();
    let app = Client { token: Some(text(&bearer, "access_token")), ..nobody(x) };
    let reply = app.get("/2/users/me").await;
    assert_eq!((reply.code, kind(&reply.json())), (403, "unsupported-authentication"));
    let refused = nobody(x).form("/oauth2/token", &pairs).await;
    assert_eq!((refused.code, &refused.json()["errors"][0]["code"]), (403, &json!(99)));
    let narrow = x.tokens_for("nordlicht", "tweet.read");
    let narrow = Client { token: Some(narrow.access), ..nobody(x) };
    assert_eq!(narrow.get("/2/users/me").await.code, 403);
    let stranger = user(x, "clara");
    assert_eq!(stranger.get("/2/users/me").await.json()["data"]["username"], "clara");
    sim.shutdown().await;
}
