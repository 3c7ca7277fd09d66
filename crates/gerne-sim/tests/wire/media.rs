use gerne_sim::{Fault, FaultKind, picture};
use serde_json::json;

use crate::client::{Client, sim, text};

#[tokio::test]
async fn pictures_are_ready_at_once_and_videos_are_not() {
    let sim = sim().await;
    let company = Client::of(&sim, "nordlicht_hilft");
    let picture = picture::scene("router").unwrap();
    let image = company.upload("image/png", &picture, "Ein Router").await;
    assert_eq!(image.code, 200);
    let image = image.json();
    assert_eq!(
        (text(&image, "type"), text(&image, "description")),
        ("image".into(), "Ein Router".into())
    );
    assert_eq!(image["meta"]["original"]["width"], 960);
    let path = text(&image, "url").replace(&sim.base_url(), "");
    let file = Client::nobody(&sim).get(&path).await;
    assert_eq!((file.headers["content-type"].as_str(), file.body), ("image/png", picture));

    let video = company.upload("video/mp4", b"....ftyp", "").await;
    assert_eq!(video.code, 202);
    let id = text(&video.json(), "id");
    assert!(video.json()["url"].is_null());
    let body = json!({ "status": "film", "media_ids": [id] });
    assert_eq!(company.post("/api/v1/statuses", body.clone()).await.code, 422);
    let path = format!("/api/v1/media/{id}");
    assert_eq!(company.get(&path).await.code, 206);
    assert_eq!(company.get(&path).await.code, 206);
    let ready = company.get(&path).await;
    assert_eq!(ready.code, 200);
    assert!(ready.json()["url"].is_string());
    let status = company.post("/api/v1/statuses", body.clone()).await.json();
    assert_eq!(status["media_attachments"][0]["type"], "video");
    assert_eq!(
        company.post("/api/v1/statuses", body).await.code,
        422,
        "a file belongs to one post"
    );

    let path = format!("/api/v1/media/{}", text(&image, "id"));
    let alt = company.put(&path, json!({ "description": "Neu" })).await;
    assert_eq!(alt.json()["description"], "Neu");
    let avatar = company.get("/api/v1/accounts/verify_credentials").await.json();
    let avatar = text(&avatar, "avatar").replace(&sim.base_url(), "");
    assert_eq!(company.get(&avatar).await.headers["content-type"], "image/png");
    sim.shutdown().await;
}

#[tokio::test]
async fn files_may_fail() {
    let sim = sim().await;
    let company = Client::of(&sim, "nordlicht_hilft");
    assert_eq!(company.upload("application/zip", b"x", "").await.code, 422);
    sim.mastodon().inject(Fault::new(FaultKind::MediaFails).once());
    let video = company.upload("video/mp4", b"x", "").await;
    assert_eq!(video.code, 202);
    let path = format!("/api/v1/media/{}", text(&video.json(), "id"));
    assert_eq!(company.get(&path).await.code, 422);
    sim.shutdown().await;
}
