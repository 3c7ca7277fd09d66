use gerne_sim::{
    Flavour, MastodonConfig, PersonSpec, PostSpec, Sim, SimClock, SimConfig, Visibility,
};
use serde_json::json;

use crate::client::{Client, sim, text};

#[tokio::test]
async fn min_id_paging_has_no_gap_and_no_repeat() {
    for flavour in [Flavour::Mastodon, Flavour::GoToSocial, Flavour::Akkoma] {
        // The clock stands still: ids must keep their order within one millisecond.
        let clock = SimClock::manual("2026-11-16T08:00:00Z".parse().unwrap());
        let mastodon = MastodonConfig::of(flavour);
        let sim = Sim::start(SimConfig { mastodon, clock, ..SimConfig::default() }).await;
        let mut posted = Vec::new();
        for n in 0..25 {
            let spec = PostSpec::public(&format!("@nordlicht_hilft {n}"));
            posted.push(sim.mastodon().post("clara", spec).unwrap().id);
        }
        let company = Client::of(&sim, "nordlicht_hilft");
        let mut seen = Vec::new();
        let mut path = "/api/v1/notifications?types[]=mention&limit=7&min_id=0".to_owned();
        loop {
            let reply = company.get(&path).await;
            let list = reply.json();
            let page: Vec<String> =
                list.as_array().unwrap().iter().map(|one| text(&one["status"], "id")).collect();
            if page.is_empty() {
                assert!(reply.link("prev").is_none());
                break;
            }
            seen.extend(page.into_iter().rev());
            path = reply.link("prev").unwrap();
            assert!(path.contains("types%5B%5D=mention"), "{path}");
        }
        assert_eq!(seen, posted, "{flavour:?}");

        // since_id gives the newest page instead, and so leaves a gap.
        let newest = company.get("/api/v1/notifications?limit=7&since_id=0").await.json();
        assert_eq!(text(&newest[0]["status"], "id"), posted[24]);

        let account = sim.mastodon().account_id("clara").unwrap();
        let path = format!("/api/v1/accounts/{account}/statuses?limit=10&min_id={}", posted[4]);
        let mut ids = company.get(&path).await.ids();
        ids.reverse();
        assert_eq!(ids, posted[5..15]);
        sim.shutdown().await;
    }
}

#[tokio::test]
async fn only_those_may_read_who_should() {
    let sim = sim().await;
    let server = sim.mastodon();
    server.add_person(PersonSpec::new("dora", "Dora")).unwrap();
    server.follow("dora", "clara").unwrap();
    let clients = [
        Client::of(&sim, "clara"),
        Client::of(&sim, "nordlicht_hilft"),
        Client::of(&sim, "dora"),
        Client::of(&sim, "ben@far.example"),
        Client::nobody(&sim),
    ];
    for (visibility, expected) in [
        (Visibility::Public, [200, 200, 200, 200, 200]),
        (Visibility::Unlisted, [200, 200, 200, 200, 200]),
        (Visibility::Private, [200, 200, 200, 404, 404]),
        (Visibility::Direct, [200, 200, 404, 404, 404]),
    ] {
        let spec = PostSpec::public("@nordlicht_hilft hallo").visibility(visibility);
        let post = server.post("clara", spec).unwrap();
        let path = format!("/api/v1/statuses/{}", post.id);
        for (client, code) in clients.iter().zip(expected) {
            assert_eq!(client.get(&path).await.code, code, "{visibility:?}");
            assert_eq!(client.get(&format!("{path}/context")).await.code, code);
        }
    }
    // Only mentions notify, answers alone do not.
    let before = server.notification_count("nordlicht_hilft");
    let post = server.posts(|post| post.visibility == Visibility::Public).remove(0);
    server.post("ben@far.example", PostSpec::public("me too").reply_to(&post.id)).unwrap();
    assert_eq!(server.notification_count("nordlicht_hilft"), before);
    sim.shutdown().await;
}

#[tokio::test]
async fn threads_edits_and_deletions() {
    let sim = sim().await;
    let server = sim.mastodon();
    let company = Client::of(&sim, "nordlicht_hilft");
    let root = server.post("clara", PostSpec::public("@nordlicht_hilft kaputt")).unwrap();
    let answer = server
        .post("ben@far.example", PostSpec::public("@clara same here").reply_to(&root.id))
        .unwrap();
    let deep = server
        .post("clara", PostSpec::direct("@nordlicht_hilft psst").reply_to(&answer.id))
        .unwrap();
    let path = format!("/api/v1/statuses/{}", root.id);
    let context = company.get(&format!("{path}/context")).await.json();
    let ids: Vec<String> =
        context["descendants"].as_array().unwrap().iter().map(|one| text(one, "id")).collect();
    assert_eq!(ids, [answer.id.clone(), deep.id.clone()]);
    let context = company.get(&format!("/api/v1/statuses/{}/context", deep.id)).await.json();
    assert_eq!(context["ancestors"].as_array().unwrap().len(), 2);

    server.edit(&root.id, "@nordlicht_hilft kaputt, seit gestern").unwrap();
    let status = company.get(&path).await.json();
    assert!(status["edited_at"].is_string());
    let history = company.get(&format!("{path}/history")).await.json();
    assert_eq!(history.as_array().unwrap().len(), 2);
    assert!(text(&history[0], "content").ends_with("kaputt</p>"));
    let source = company.get(&format!("{path}/source")).await.json();
    assert_eq!(source["text"], "@nordlicht_hilft kaputt, seit gestern");

    let batch = format!("/api/v1/statuses?id[]={}&id[]={}&id[]=999", root.id, answer.id);
    assert_eq!(company.get(&batch).await.ids().len(), 2);
    server.delete(&root.id).unwrap();
    assert_eq!(company.get(&path).await.code, 404);
    assert_eq!(company.get(&batch).await.ids(), std::slice::from_ref(&answer.id));
    let orphan = company.get(&format!("/api/v1/statuses/{}", answer.id)).await.json();
    assert_eq!(orphan["in_reply_to_id"], json!(null));
    assert!(orphan["in_reply_to_account_id"].is_string());
    sim.shutdown().await;
}

#[tokio::test]
async fn what_the_server_says_about_itself() {
    let sim = sim().await;
    let client = Client::nobody(&sim);
    let v2 = client.get("/api/v2/instance").await.json();
    assert_eq!(v2["configuration"]["statuses"]["max_characters"], 500);
    assert_eq!(v2["configuration"]["urls"]["streaming"], sim.mastodon().streaming_url());
    let v1 = client.get("/api/v1/instance").await;
    assert_eq!(v1.headers["deprecation"], "@1668384000");
    assert_eq!(v1.headers["x-ratelimit-limit"], "300");
    let reset: jiff::Timestamp = v1.headers["x-ratelimit-reset"].parse().unwrap();
    assert!(reset > sim.mastodon().now());
    let info = client.get("/nodeinfo/2.0").await.json();
    assert_eq!(info["software"]["name"], "mastodon");
    assert_eq!(client.get("/api/v1/nothing/here").await.code, 404);
    assert_eq!(client.get("/api/v1/notifications").await.code, 401);
    sim.shutdown().await;
}

#[tokio::test]
async fn a_gotosocial_is_different() {
    let config =
        SimConfig { mastodon: MastodonConfig::of(Flavour::GoToSocial), ..SimConfig::default() };
    let sim = Sim::start(config).await;
    let mut client = Client::of(&sim, "clara");
    let key = client.clone().with("Idempotency-Key", "k1");
    let one = key.post("/api/v1/statuses", json!({ "status": "a" })).await.json();
    let two = key.post("/api/v1/statuses", json!({ "status": "a" })).await.json();
    assert_ne!(text(&one, "id"), text(&two, "id"));
    assert_eq!(text(&one, "id").len(), 26);
    assert_eq!(client.get("/api/v2/notifications").await.code, 404);
    assert_ne!(
        sim.mastodon().streaming_url().replace("ws", "http"),
        sim.base_url(),
        "streams live elsewhere"
    );
    client.headers.clear();
    assert_eq!(client.get("/api/v1/notifications").await.code, 403);
    sim.shutdown().await;
}

#[tokio::test]
async fn strangers_may_be_held_back() {
    let sim = sim().await;
    let company = Client::of(&sim, "nordlicht_hilft");
    let kind = "application/json";
    let body = br#"{"for_not_following":"filter"}"#;
    let policy =
        company.send("PATCH", "/api/v2/notifications/policy", kind, body).await.unwrap().json();
    assert_eq!(policy["for_not_following"], "filter");
    sim.mastodon().post("clara", PostSpec::public("@nordlicht_hilft hallo")).unwrap();
    assert!(company.get("/api/v1/notifications").await.ids().is_empty());
    assert_eq!(company.get("/api/v1/notifications?include_filtered=true").await.ids().len(), 1);
    let requests = company.get("/api/v1/notifications/requests").await.json();
    let path = format!("/api/v1/notifications/requests/{}/accept", text(&requests[0], "id"));
    assert_eq!(company.post(&path, json!({})).await.code, 200);
    assert_eq!(company.get("/api/v1/notifications").await.ids().len(), 1);
    sim.shutdown().await;
}
