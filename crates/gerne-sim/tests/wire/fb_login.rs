use gerne_sim::{Facebook, FacebookConfig, FbApp, FbPage};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::client::{Reply, text};
use crate::fb_client::{ADMIN, PAGE, app, holding, nobody, page, refused, with};

const BACK: &str = "http://127.0.0.1:1/callback";

fn ask(facebook: &Facebook) -> String {
    let scope = gerne_sim::facebook::PERMISSIONS;
    let client = facebook.app().id;
    format!(
        "{}/v25.0/dialog/oauth?client_id={client}&redirect_uri={BACK}&scope={scope}&state=s1&\
         response_type=code",
        facebook.base_url()
    )
}

fn pairs(to: &str) -> Vec<(String, String)> {
    url::Url::parse(to).unwrap().query_pairs().into_owned().collect()
}

async fn exchange(facebook: &Facebook, more: &str) -> Reply {
    let app = facebook.app();
    let base = facebook.base_url();
    let client = crate::client::Client { base, ..nobody(facebook) };
    let path = format!(
        "/v25.0/oauth/access_token?client_id={}&client_secret={}&{more}",
        app.id, app.secret
    );
    client.get(&path).await
}

#[tokio::test]
async fn from_the_dialog_to_a_page_token_that_stays() {
    let sim = with(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let second = FbPage {
        handle: "nordlicht_jobs".to_owned(),
        name: "Nordlicht Karriere".to_owned(),
        admins: vec![ADMIN.to_owned()],
        ..FbPage::default()
    };
    facebook.add_page(second).unwrap();
    let to = facebook.approve(&ask(facebook), ADMIN, &[PAGE]).unwrap();
    assert!(to.ends_with("#_=_"), "{to}");
    let back = pairs(&to);
    assert_eq!(back[1], ("state".to_owned(), "s1".to_owned()));
    let redeem = format!("redirect_uri={BACK}&code={}", back[0].1);
    let short = exchange(facebook, &redeem).await.json();
    assert_eq!((&short["token_type"], &short["expires_in"]), (&json!("bearer"), &json!(7200)));
    assert_eq!(refused(&exchange(facebook, &redeem).await), (100, 36_009), "a code is good once");

    let swap =
        format!("grant_type=fb_exchange_token&fb_exchange_token={}", text(&short, "access_token"));
    let long = exchange(facebook, &swap).await.json();
    assert_eq!(long["expires_in"], 60 * 24 * 3600);
    let person = holding(facebook, &text(&long, "access_token"));
    let accounts = person.get("/me/accounts").await.json();
    let data = accounts["data"].as_array().unwrap();
    assert_eq!(data.len(), 1, "only what was chosen");
    assert_eq!(data[0]["name"], "Nordlicht");
    assert!(data[0]["tasks"].as_array().unwrap().contains(&json!("MODERATE")));
    let granted = person.get("/me/permissions").await.json();
    assert!(granted["data"].as_array().unwrap().len() >= 7);

    let token = text(&data[0], "access_token");
    let told = app(facebook).get(&format!("/debug_token?input_token={token}")).await.json();
    assert_eq!((&told["data"]["is_valid"], &told["data"]["expires_at"]), (&json!(true), &json!(0)));
    assert_eq!(told["data"]["profile_id"], facebook.page_id(PAGE).unwrap());
    facebook.clock().advance(SignedDuration::from_hours(24 * 61));
    assert_eq!(refused(&person.get("/me").await), (190, 463));
    let own = holding(facebook, &token);
    assert_eq!(own.get("/me").await.json()["name"], "Nordlicht", "a Page's token has no end");
    sim.shutdown().await;
}

#[tokio::test]
async fn the_page_asks_and_sends_back() {
    let sim = with(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let ask = ask(facebook);
    let path = ask.strip_prefix(&facebook.base_url()).unwrap();
    let client = crate::client::Client { base: facebook.base_url(), ..nobody(facebook) };
    let html = String::from_utf8(client.get(path).await.body).unwrap();
    assert!(html.contains("Anna Albrecht") && html.contains("pages_messaging"), "{html}");
    let query = path.split_once('?').unwrap().1;
    let pairs: Vec<(String, String)> =
        url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    for (decision, expected) in [("allow", "code="), ("deny", "error=access_denied")] {
        let mut form: Vec<(&str, &str)> =
            pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.extend([("account", ADMIN), ("decision", decision)]);
        let reply = client.form("/v25.0/dialog/oauth", &form).await;
        assert_eq!(reply.code, 303);
        assert!(reply.headers["location"].contains(expected), "{:?}", reply.headers);
    }
    for (old, new) in [("client_id=4", "client_id=5"), ("pages_messaging", "pages_eat")] {
        assert_eq!(client.get(&path.replacen(old, new, 1)).await.code, 400, "{new}");
    }
    facebook.change_app(|app| app.redirects = vec!["https://gerne.example/cb".to_owned()]);
    assert_eq!(client.get(path).await.code, 400, "the address is not registered");
    sim.shutdown().await;
}

#[tokio::test]
async fn proofs_and_dead_tokens() {
    let sim = with(FacebookConfig::default()).await;
    let facebook = sim.facebook();
    let mut own = page(facebook);
    assert_eq!(own.get("/me").await.code, 200);
    let proof = std::mem::replace(&mut own.proof, "0".repeat(64));
    assert_eq!(refused(&own.get("/me").await), (100, 0));
    let bare = crate::client::Client { base: facebook.base_url(), ..own.client.clone() };
    assert_eq!(refused(&bare.get("/v25.0/me").await), (100, 0));
    facebook.change_app(|app| app.requires_proof = false);
    assert_eq!(bare.get("/v25.0/me").await.code, 200);
    assert_eq!(refused(&own.get("/me").await), (100, 0), "a wrong one is refused everywhere");
    own.proof = proof;

    let nobody = crate::client::Client { token: None, ..bare.clone() };
    assert_eq!(refused(&nobody.get("/me").await), (104, 0));
    let strange = crate::client::Client { token: Some("EAAx".to_owned()), ..bare };
    assert_eq!(refused(&strange.get("/me").await), (190, 0));
    for subcode in [458, 460] {
        let again = page(facebook);
        facebook.kill_tokens(ADMIN, subcode).unwrap();
        let reply = again.get("/me").await;
        assert_eq!(refused(&reply), (190, u64::from(subcode)));
        assert!(reply.headers["www-authenticate"].contains("invalid_token"));
    }
    let last = page(facebook);
    facebook.change_page(PAGE, |page| page.admins.clear()).unwrap();
    assert_eq!(refused(&last.get("/me").await), (190, 492));
    sim.shutdown().await;
}

#[tokio::test]
async fn what_is_not_allowed_is_told() {
    let app = FbApp { requires_proof: false, ..FbApp::default() };
    let sim = with(FacebookConfig { app, ..FacebookConfig::default() }).await;
    let facebook = sim.facebook();
    let post = crate::fb_client::news(facebook);
    let cases: [(&str, &str, &str, u64); 6] = [
        ("GET", "/me/feed", "pages_read_user_content", 10),
        ("GET", "/me/visitor_posts", "pages_read_engagement", 10),
        ("GET", "/me/conversations", "pages_read_engagement", 230),
        ("POST", "/POST/comments", "pages_read_engagement", 200),
        ("POST", "/me/subscribed_apps", "pages_read_engagement", 200),
        ("POST", "/me/messages", "pages_read_engagement", 200),
    ];
    for (method, path, scope, code) in cases {
        let own = holding(facebook, &facebook.page_token(PAGE, scope).unwrap());
        let path = path.replace("POST", &post);
        let reply = match method {
            "GET" => own.get(&path).await,
            _ => own.post(&path, json!({ "message": "x" })).await,
        };
        assert_eq!(refused(&reply).0, code, "{path}");
    }
    let own = page(facebook);
    facebook.take_permission(ADMIN, "pages_messaging").unwrap();
    assert_eq!(refused(&own.get("/me/conversations").await).0, 230);
    let who: Value = own.get("/me?fields=id,name,nonsense").await.json();
    assert_eq!(who["error"]["code"], 100);
    sim.shutdown().await;
}
