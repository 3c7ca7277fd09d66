//! Other programs are told of alarms: once, signed, and again when they did not take it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{Router, body::Bytes, http::HeaderMap, routing::post};
use gerne_webapi::{Allow, Http, HttpConfig};
use http::StatusCode;
use serde_json::{Value, json};

use super::world::World;
use crate::alarm_calls;

#[derive(Clone, Default)]
struct Pager {
    got: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    refuses: Arc<Mutex<bool>>,
}

impl Pager {
    async fn listens(&self, w: &World) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let pager = self.clone();
        let take = move |heads: HeaderMap, body: Bytes| {
            let body = String::from_utf8(body.to_vec()).unwrap();
            pager.got.lock().unwrap().push((heads, body));
            let refuses = *pager.refuses.lock().unwrap();
            async move { if refuses { StatusCode::BAD_GATEWAY } else { StatusCode::OK } }
        };
        let router = Router::new().route("/alarm", post(take));
        w.api.engine.tasks().spawn("pager", async move {
            axum::serve(listener, router).await.unwrap();
        });
        format!("http://{at}/alarm")
    }

    fn got(&self) -> Vec<(HeaderMap, String)> {
        std::mem::take(&mut *self.got.lock().unwrap())
    }
}

#[tokio::test]
async fn a_program_is_told_once_and_that_it_is_over() {
    gerne_webapi::install_tls();
    let w = World::new().await;
    let pager = Pager::default();
    let url = pager.listens(&w).await;
    let allow = vec![Allow::Host { host: "127.0.0.1".to_owned(), port: None }];
    let http = Http::new(&HttpConfig { allow, ..HttpConfig::default() }).unwrap();
    // Nothing of the house's own network is called unless its operator allows it.
    let refused =
        w.call(&w.admin, "POST", "/settings/alarm-hooks", Some(json!({"url": url}))).await;
    assert_eq!(refused.problem(), (422, "hook.address".to_owned()));
    let admin = gerne_engine::Caller {
        agent: w.admin.id,
        role: gerne_domain::Role::Admin,
        scope: gerne_domain::Scope::Everything,
    };
    let hook = w.api.engine.add_alarm_hook(&admin, url).await.unwrap().value.id;
    let alarm = gerne_store::Alarm {
        id: gerne_domain::AlarmId::new(&**w.api.engine.ids()),
        kind: "account_disconnected".to_owned(),
        subject: w.ours.id.to_string(),
        account_id: Some(w.ours.id),
        conversation_id: None,
        reason: Some("account.reauthorize".to_owned()),
        details: BTreeMap::default(),
        raised_at: w.api.now(),
        cleared_at: None,
    };
    let (id, now) = (alarm.id, w.api.now());
    w.write(move |tx| {
        Box::pin(async move {
            assert!(tx.raise_alarm(&alarm).await?);
            tx.call_alarm_hooks(alarm.id, "raised", now).await.map(drop)
        })
    })
    .await;
    // It does not take it at first.
    *pager.refuses.lock().unwrap() = true;
    alarm_calls::round(&w.api, &http).await;
    alarm_calls::round(&w.api, &http).await;
    assert_eq!(pager.got().len(), 1, "not again at once");
    let list = w.get(&w.admin, "/settings/alarm-hooks").await;
    assert_eq!(list["items"][0]["trouble"], "hook.refused");
    assert_eq!(list["items"][0]["secret"], Value::Null, "the secret is shown once");
    *pager.refuses.lock().unwrap() = false;
    w.clock.advance(std::time::Duration::from_mins(2));
    alarm_calls::round(&w.api, &http).await;
    w.clock.advance(std::time::Duration::from_hours(24));
    alarm_calls::round(&w.api, &http).await;
    let got = pager.got();
    assert_eq!(got.len(), 1, "and never twice once it did");
    let (heads, body) = &got[0];
    let said: Value = serde_json::from_str(body).unwrap();
    assert_eq!((&said["phase"], &said["kind"]), (&json!("raised"), &json!("account_disconnected")));
    let sign = heads["gerne-signature"].to_str().unwrap();
    let at: i64 = sign.trim_start_matches("t=").split(',').next().unwrap().parse().unwrap();
    let keys = w.api.engine.alarm_hook_keys(hook);
    assert_eq!(sign, alarm_calls::signature(&keys, at, body));
    assert_ne!(sign, alarm_calls::signature(&keys, at + 1, body));
    // A lead says that it is over.
    let path = format!("/alarms/{}/clear", id.0);
    assert_eq!(w.call(&w.admin, "POST", &path, None).await.status, 204);
    alarm_calls::round(&w.api, &http).await;
    let got = pager.got();
    let said: Value = serde_json::from_str(&got[0].1).unwrap();
    assert_eq!((got.len(), &said["phase"]), (1, &json!("over")));
    assert!(said["cleared_at"].is_string());
    let gone = format!("/settings/alarm-hooks/{hook}");
    assert_eq!(w.call(&w.lead, "DELETE", &gone, None).await.status, 403);
    assert_eq!(w.call(&w.admin, "DELETE", &gone, None).await.status, 204);
    // One that may be called gets its secret, once.
    let new = json!({"url": "https://pager.example/gerne"});
    let made = w.call(&w.admin, "POST", "/settings/alarm-hooks", Some(new)).await.ok();
    assert_eq!(made["secret"].as_str().unwrap().len(), 64);
}
