//! Signing in, staying, leaving; forged requests.

use axum::body::Body;
use http::{Request, header};
use serde_json::{Value, json};

use super::world::{PASSWORD, Reply, World};

impl World {
    async fn browser(
        &self,
        method: &str,
        path: &str,
        cookie: Option<&str>,
        body: Value,
        more: &[(&str, &str)],
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, format!("gerne_session={cookie}"));
        }
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    async fn sign_in(&self, password: &str) -> Reply {
        let body = json!({"login": " Anna@care.example", "password": password});
        self.browser("POST", "/session", None, body, &[("x-gerne-csrf", "1")]).await
    }

    async fn with_password(self) -> Self {
        let hash = self.api.passwords.hash(PASSWORD).await.unwrap();
        let id = self.agent.id;
        self.write(move |tx| {
            Box::pin(async move { tx.set_password(id, Some(&hash)).await.map(drop) })
        })
        .await;
        self
    }
}

fn cookie(reply: &Reply) -> String {
    let set = reply.headers[header::SET_COOKIE].to_str().unwrap();
    let (_, rest) = set.split_once('=').unwrap();
    rest.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_browser_signs_in_works_and_signs_out() {
    let w = World::new().await.with_password().await;
    assert_eq!(w.sign_in("wrong").await.problem(), (401, "login.wrong".to_owned()));
    let reply = w.sign_in(PASSWORD).await;
    assert_eq!(reply.ok()["login"], "anna@care.example");
    let set = reply.headers[header::SET_COOKIE].to_str().unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    let cookie = cookie(&reply);
    let me = w.browser("GET", "/me", Some(&cookie), json!({}), &[]).await;
    assert_eq!(me.ok()["name"], "anna Albrecht");

    let forged = w.browser("DELETE", "/session", Some(&cookie), json!({}), &[]).await;
    assert_eq!(forged.problem(), (403, "csrf.missing".to_owned()));
    let foreign = [("x-gerne-csrf", "1"), ("origin", "https://evil.example")];
    let forged = w.browser("DELETE", "/session", Some(&cookie), json!({}), &foreign).await;
    assert_eq!(forged.problem(), (403, "origin.foreign".to_owned()));

    let own = [("x-gerne-csrf", "1"), ("origin", "https://care.example")];
    let out = w.browser("DELETE", "/session", Some(&cookie), json!({}), &own).await;
    assert_eq!(out.status, 204);
    let me = w.browser("GET", "/me", Some(&cookie), json!({}), &[]).await;
    assert_eq!(me.problem(), (401, "session.expired".to_owned()));
    let me = w.browser("GET", "/me", None, json!({}), &[]).await;
    assert_eq!(me.problem(), (401, "session.required".to_owned()));
}

#[tokio::test]
async fn sign_ins_end_by_themselves_and_cookies_are_not_tokens() {
    let w = World::new().await.with_password().await;
    let cookie = cookie(&w.sign_in(PASSWORD).await);
    let me = async || w.browser("GET", "/me", Some(&cookie), json!({}), &[]).await.status;
    for _ in 0..6 {
        w.clock.advance(std::time::Duration::from_hours(13 * 24));
        assert_eq!(me().await, 200, "used within 14 days");
    }
    w.clock.advance(std::time::Duration::from_hours(13 * 24));
    assert_eq!(me().await, 401, "90 days are the end");
    let as_token = super::world::Person { id: w.agent.id, token: cookie.clone() };
    assert_eq!(w.call(&as_token, "GET", "/me", None).await.status, 401);
    let as_cookie = w.browser("GET", "/me", Some(&w.agent.token), json!({}), &[]).await;
    assert_eq!(as_cookie.status, 401);
}

#[tokio::test]
async fn guessing_is_slowed() {
    let w = World::new().await;
    let mut last = None;
    for _ in 0..12 {
        last = Some(w.sign_in("guess").await);
    }
    let last = last.unwrap();
    assert_eq!(last.problem(), (429, "rate_limited".to_owned()));
    assert!(last.headers.contains_key(header::RETRY_AFTER));
}

#[tokio::test]
async fn somebody_is_invited_and_resets_their_password() {
    let w = World::new().await;
    let invited = json!({"login": "neu@care.example", "name": "Nele Neu", "role": "agent",
        "teams": [w.team]});
    let made = w.call(&w.admin, "POST", "/agents/invite", Some(invited)).await.ok();
    assert_eq!(made["agent"]["invited"], true);
    let link = made["link"].as_str().unwrap();
    let (page, token) = link.split_once('#').unwrap();
    assert_eq!(page, "https://care.example/app/ticket");
    let csrf = [("x-gerne-csrf", "1")];
    let path = format!("/ticket/{token}");
    let ticket = w.browser("GET", &path, None, json!({}), &[]).await.ok();
    assert_eq!((&ticket["kind"], &ticket["login"]), (&json!("invite"), &json!("neu@care.example")));

    let weak = w.browser("POST", &path, None, json!({"password": "short"}), &csrf).await;
    assert_eq!(weak.json()["errors"][0]["code"], "password.too_short");
    let chosen = json!({"password": PASSWORD, "public_name": "Nele"});
    let me = w.browser("POST", &path, None, chosen.clone(), &csrf).await;
    assert_eq!(me.ok()["face"]["name"], "Nele");
    let again = w.browser("POST", &path, None, chosen, &csrf).await;
    assert_eq!(again.problem(), (422, "ticket.gone".to_owned()));

    let id = made["agent"]["id"].as_str().unwrap();
    let path = format!("/agents/{id}/reset");
    let link = w.call(&w.admin, "POST", &path, None).await.ok()["link"].clone();
    let token = link.as_str().unwrap().split_once('#').unwrap().1.to_owned();
    let path = format!("/ticket/{token}");
    let used = w.browser("POST", &path, None, json!({"password": "another password"}), &csrf).await;
    assert_eq!(used.ok()["login"], "neu@care.example");
    let first = w.browser("GET", "/me", Some(&cookie(&me)), json!({}), &[]).await;
    assert_eq!(first.status, 401, "a reset ends what was signed in");
}

#[tokio::test]
async fn tokens_are_shown_once_listed_and_ended() {
    let w = World::new().await;
    let made = w.call(&w.agent, "POST", "/me/tokens", Some(json!({"label": "Bot"}))).await.ok();
    let program =
        super::world::Person { id: w.agent.id, token: made["token"].as_str().unwrap().to_owned() };
    assert_eq!(w.get(&program, "/me").await["id"], json!(w.agent.id));
    let sessions = w.get(&program, "/me/sessions").await;
    let current: Vec<_> = sessions["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|session| session["current"] == true)
        .map(|session| session["label"].clone())
        .collect();
    assert_eq!(current, ["Bot"]);
    assert!(!sessions.to_string().contains(&program.token));
    let path = format!("/me/sessions/{}", made["session"]["id"].as_str().unwrap());
    assert_eq!(w.call(&w.stranger, "DELETE", &path, None).await.status, 404);
    assert_eq!(w.call(&w.agent, "DELETE", &path, None).await.status, 204);
    assert_eq!(w.call(&program, "GET", "/me", None).await.status, 401);
}

#[tokio::test]
async fn the_first_admin_needs_the_printed_ticket() {
    let w = World::new().await;
    assert_eq!(w.browser("GET", "/setup", None, json!({}), &[]).await.ok()["needed"], false);
    let body = json!({"ticket": "guess", "name": "X", "login": "x@y.example", "password": PASSWORD,
        "public_name": "X", "language": "de"});
    let reply = w.browser("POST", "/setup", None, body, &[("x-gerne-csrf", "1")]).await;
    assert_eq!(reply.problem(), (422, "ticket.gone".to_owned()));
}

#[tokio::test]
async fn a_full_disk_is_told_and_looking_goes_on() {
    let w = World::new().await.with_password().await;
    let reply = w.sign_in(PASSWORD).await;
    let cookie = cookie(&reply);
    w.api.engine.set_room(gerne_engine::RoomConfig {
        reserve: 100,
        floor: 50,
        measure: Some(std::sync::Arc::new(|| Some(1))),
    });
    w.api.engine.measure_room().await.unwrap();
    let (csrf, nothing) = ([("x-gerne-csrf", "1")], Value::Null);
    let patched = json!({"availability": "away"});
    let refused = w.browser("PATCH", "/me", Some(&cookie), patched, &csrf).await;
    assert_eq!(refused.problem(), (507, "storage.full".to_owned()));
    w.browser("GET", "/me", Some(&cookie), nothing, &[]).await.ok();
    assert!(w.sign_in(PASSWORD).await.status.is_success(), "who looks after it can come in");
}

#[tokio::test]
async fn a_device_is_known_again() {
    let w = World::new().await.with_password().await;
    let reply = w.sign_in(PASSWORD).await;
    let cookies: Vec<_> = reply.headers.get_all(header::SET_COOKIE).iter().collect();
    let device = cookies[1].to_str().unwrap();
    let (name, value) = device.split(';').next().unwrap().split_once('=').unwrap();
    assert_eq!(name, "gerne_device");
    assert!(device.contains("HttpOnly") && !device.contains("anna"), "{device}");
    let mut headers = http::HeaderMap::new();
    headers.insert(header::COOKIE, format!("gerne_device={value}").parse().unwrap());
    let known = |login: &str| crate::sessions::is_known_device(&w.api, &headers, login);
    assert!(known("anna@care.example") && !known("ben@care.example"));
}
