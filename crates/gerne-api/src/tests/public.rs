//! What stands outside `/api/v1`.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use gerne_domain::Timestamp;
use http::{Request, header};
use serde_json::json;

use super::world::{Reply, World};
use crate::DevClock;

impl World {
    async fn open(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }
}

fn text(reply: &Reply) -> String {
    String::from_utf8(reply.bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn the_team_page_shows_who_wants_to_be_shown_and_nothing_else() {
    let w = World::new().await;
    let empty = w.open("/team", &[]).await;
    assert!(text(&empty).contains("Wer Ihnen bei Nordlicht antwortet"));
    let face = json!({"name": "Änne <3", "line": "Pakete & mehr", "listed": true});
    w.call(&w.agent, "PATCH", "/me", Some(json!({"face": face}))).await.ok();
    let page = w.open("/team", &[("accept-language", "en")]).await;
    let html = text(&page);
    assert!(html.contains("Änne &lt;3") && html.contains("Pakete &amp; mehr"), "{html}");
    assert!(html.contains("<html lang=\"en\">") && html.contains("Who answers you at Nordlicht"));
    for hidden in ["Albrecht", "anna@", "lena", "Versand", "<script"] {
        assert!(!html.contains(hidden), "{hidden}");
    }
    assert!(html.len() < 20_000);
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    assert!(page.headers["x-robots-tag"].to_str().unwrap().contains("noindex"));
    w.call(&w.agent, "PATCH", "/me", Some(json!({"face": {"listed": false}}))).await.ok();
    assert!(!text(&w.open("/team?lang=en", &[]).await).contains("Änne"));
    assert_eq!(w.open("/team.css", &[]).await.status, 200);
}

#[tokio::test]
async fn the_process_can_be_watched() {
    let w = World::with(|config| config.metrics_token = Some("figures".to_owned())).await;
    assert_eq!(w.open("/healthz", &[]).await.status, 200);
    assert_eq!(w.open("/readyz", &[]).await.status, 200);
    w.said(&w.ours, "Hallo").await;
    assert_eq!(w.open("/readyz", &[]).await.status, 200);
    w.get(&w.agent, "/me").await;
    assert_eq!(w.open("/metrics", &[]).await.status, 404);
    let page = w.open("/metrics", &[("authorization", "Bearer figures")]).await;
    let page = text(&page);
    for line in [
        "gerne_http_requests_total{method=\"GET\",route=\"/api/v1/me\",status=\"200\"} 1",
        "gerne_events_head 1",
        "gerne_live_sockets 0",
        "gerne_http_request_seconds_bucket{le=\"+Inf\"}",
        "gerne_account_connected{account=",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
    assert!(!page.contains(&w.agent.id.to_string()));
}

#[tokio::test]
async fn every_answer_is_guarded_and_unknown_paths_are_problems() {
    let w = World::new().await;
    for path in ["/api/v1/nothing", "/nothing", "/hooks/nothing", "/dev/clock"] {
        let reply = w.open(path, &[]).await;
        assert_eq!(reply.problem(), (404, "not_found".to_owned()), "{path}");
        assert_eq!(reply.headers[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(reply.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert!(reply.headers.contains_key(header::CONTENT_SECURITY_POLICY));
    }
    let document = w.open("/api/v1/openapi.json", &[]).await.ok();
    assert_eq!(document["info"]["title"], "Gerne");
    assert_eq!(w.open("/", &[]).await.status, 307);
    let app = w.open("/app/inbox/open", &[]).await;
    assert!(app.status == 200 || text(&app).contains("console not built"), "{}", app.status);
    assert_eq!(w.open("/app/assets/nothing.js", &[]).await.status, 404);
    assert_eq!(w.open("/app/../Cargo.toml", &[]).await.status, 404);
}

#[derive(Debug)]
struct Toy(Mutex<(Timestamp, f64)>);

impl DevClock for Toy {
    fn now(&self) -> Timestamp {
        self.0.lock().unwrap().0
    }
    fn jump(&self, to: Timestamp) {
        self.0.lock().unwrap().0 = to;
    }
    fn run(&self, speed: f64) {
        self.0.lock().unwrap().1 = speed;
    }
    fn speed(&self) -> f64 {
        self.0.lock().unwrap().1
    }
}

#[tokio::test]
async fn the_development_clock_only_goes_forward() {
    let toy = Arc::new(Toy(Mutex::new(("2026-01-01T00:00:00Z".parse().unwrap(), 1.0))));
    let w = World::with(|config| config.dev_clock = Some(toy)).await;
    let turn = async |body: serde_json::Value| {
        let request = Request::post("/dev/clock").body(Body::from(body.to_string())).unwrap();
        w.send(request).await
    };
    let day = json!({"advance_seconds": 86_400, "speed": 60.0});
    let shown = turn(day).await.ok();
    assert_eq!(shown, json!({"now": "2026-01-02T00:00:00Z", "speed": 60.0}));
    assert_eq!(turn(json!({"to": "2025-01-01T00:00:00Z"})).await.status, 422);
    assert_eq!(turn(json!({"speed": -1.0})).await.status, 422);
    assert_eq!(w.open("/dev/clock", &[]).await.ok()["speed"], 60.0);
}
