//! Files in, files out, and pictures of strangers.

use axum::body::Body;
use bytes::Bytes;
use gerne_domain::AttachmentKind;
use http::{Request, header};
use serde_json::json;

use super::world::{Person, Reply, World};

fn png() -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(20, 10, image::Rgb([9, 99, 199]));
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

impl World {
    async fn form(&self, who: &Person, method: &str, path: &str, name: &str, file: &[u8]) -> Reply {
        let mut body = format!(
            "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--x--\r\n");
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", who.token))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    async fn raw(&self, who: &Person, url: &str) -> Reply {
        let request = Request::builder()
            .uri(url)
            .header(header::AUTHORIZATION, format!("Bearer {}", who.token))
            .body(Body::empty())
            .unwrap();
        self.send(request).await
    }
}

#[tokio::test]
async fn an_upload_goes_with_a_reply_and_is_shown_to_those_who_see_it() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Foto?").await;
    let upload = w.form(&w.agent, "POST", "/uploads", "Bild.png", &png()).await;
    assert_eq!(upload.status, 201, "{:?}", upload.bytes);
    let upload = upload.json();
    assert_eq!((&upload["mime"], &upload["width"]), (&json!("image/png"), &json!(20)));
    let shown = w.raw(&w.agent, upload["url"].as_str().unwrap()).await;
    assert_eq!(shown.bytes, Bytes::from(png()));

    let media = json!([{"upload_id": upload["upload_id"], "alt": "Ein Bild"}]);
    let body = json!({"text": "Bitte sehr", "seen": w.api.head(), "media": media});
    let path = format!("/conversations/{}/replies", said.conversation);
    let reply = w.keyed("u1", &path, body).await;
    assert_eq!(reply.status, 201, "{:?}", reply.bytes);
    let attachment = reply.json()["entry"]["attachments"][0].clone();
    assert_eq!((&attachment["alt"], &attachment["state"]), (&json!("Ein Bild"), &json!("ready")));
    let url = attachment["url"].as_str().unwrap();
    let file = w.raw(&w.lead, url).await;
    assert_eq!(file.headers[header::CONTENT_TYPE], "image/png");
    assert_eq!(file.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert!(file.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("sandbox"));
    assert_eq!(w.raw(&w.stranger, url).await.status, 404);
    let small = w.raw(&w.lead, attachment["preview_url"].as_str().unwrap()).await;
    assert_eq!(small.status, 200);
}

#[tokio::test]
async fn what_could_act_is_a_download() {
    let w = World::new().await;
    let page = b"<html><script>alert(1)</script>";
    let upload = w.form(&w.agent, "POST", "/uploads", "x.png", page).await.ok();
    let file = w.raw(&w.agent, upload["url"].as_str().unwrap()).await;
    assert_eq!(file.headers[header::CONTENT_TYPE], "application/octet-stream");
    let place = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(place.starts_with("attachment"), "{place}");
    let empty = w.form(&w.agent, "POST", "/uploads", "x.png", b"").await;
    assert_eq!(empty.status, 422);
}

#[tokio::test]
async fn a_pdf_is_shown_when_asked_and_nothing_else_is() {
    let w = World::new().await;
    let said = w.said(&w.ours, "Rechnung?").await;
    let file = AttachmentKind::File;
    w.attach(said, file, "Rechnung.pdf", b"%PDF-1.7\n%%EOF\n").await;
    let other = w.said(&w.ours, "Mahnung?").await;
    w.attach(other, file, "Mahnung.pdf", b"<html>%PDF-1.7").await;
    let mut kept = Vec::new();
    for said in [said, other] {
        let path = format!("/conversations/{}/timeline", said.conversation);
        kept.push(w.get(&w.agent, &path).await["items"][0]["attachments"][0].clone());
    }
    let [pdf, page] = kept.try_into().unwrap();
    assert_eq!(pdf["mime"], "application/pdf");
    let file = w.raw(&w.lead, pdf["view_url"].as_str().unwrap()).await;
    assert_eq!(file.headers[header::CONTENT_TYPE], "application/pdf");
    assert_eq!(file.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(file.headers["cross-origin-opener-policy"], "same-origin");
    let place = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert_eq!(place, "inline; filename*=UTF-8''Rechnung.pdf");
    let policy = file.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("sandbox") && !policy.contains("script"), "{policy}");
    // Unasked it is a download like everything, and what only calls itself PDF stays one.
    let asked_for_page = format!("{}?view=1", page["url"].as_str().unwrap());
    assert_eq!(page["view_url"], json!(null));
    for url in [pdf["url"].as_str().unwrap(), &asked_for_page] {
        let file = w.raw(&w.lead, url).await;
        assert_eq!(file.headers[header::CONTENT_TYPE], "application/octet-stream");
        let place = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(place.starts_with("attachment"), "{place}");
    }
    assert_eq!(w.raw(&w.stranger, pdf["view_url"].as_str().unwrap()).await.status, 404);
}

#[tokio::test]
async fn uploads_are_capped() {
    let w = World::with(|config| config.upload_cap = 1_000).await;
    let large = w.form(&w.agent, "POST", "/uploads", "x.bin", &[7; 1_001]).await;
    assert_eq!(large.problem(), (413, "request.too_large".to_owned()));
    let larger = w.form(&w.agent, "POST", "/uploads", "x.bin", &vec![7; 200_000]).await;
    assert_eq!(larger.status, 413);
    let json = w.call(&w.agent, "PATCH", "/me", Some(json!({"name": "x".repeat(1_100_000)}))).await;
    assert_eq!(json.problem(), (413, "request.too_large".to_owned()));
}

#[tokio::test]
async fn only_what_we_signed_is_fetched() {
    let w = World::new().await;
    let inside = w.api.signer.seal("http://127.0.0.1:1/x.png");
    assert_eq!(w.raw(&w.agent, &format!("/api/v1/proxy/{inside}")).await.status, 404);
    let forged = crate::secret::Signer::new([1; 32]).seal("https://example.social/x.png");
    assert_eq!(w.raw(&w.agent, &format!("/api/v1/proxy/{forged}")).await.status, 404);
}

#[tokio::test]
async fn a_photo_is_drawn_anew_and_stepping_back_takes_it_away() {
    let w = World::new().await;
    let me = w.form(&w.agent, "PUT", "/me/photo", "ich.png", &png()).await.ok();
    let url = me["face"]["photo_url"].as_str().unwrap().to_owned();
    let public = async || {
        let request = Request::builder().uri(&url).body(Body::empty()).unwrap();
        w.send(request).await
    };
    assert_eq!(public().await.status, 404, "not listed yet");
    let listed = json!({"face": {"listed": true, "line": "Pakete"}});
    w.call(&w.agent, "PATCH", "/me", Some(listed)).await.ok();
    let photo = public().await;
    assert_eq!(photo.headers[header::CONTENT_TYPE], "image/jpeg");
    w.call(&w.agent, "PATCH", "/me", Some(json!({"face": {"listed": false}}))).await.ok();
    assert_eq!(public().await.status, 404);
    let bad = w.form(&w.agent, "PUT", "/me/photo", "ich.png", b"no").await;
    assert_eq!(bad.json()["errors"][0]["code"], "photo.not_a_picture");
    let gone = w.call(&w.agent, "DELETE", "/me/photo", None).await.ok();
    assert_eq!(gone["face"]["photo_url"], json!(null));
}
