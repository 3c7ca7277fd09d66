//! Letters as they came, seen safely.

use gerne_domain::{Attachment, AttachmentId, AttachmentKind, Letter};
use http::header;
use serde_json::json;

use super::world::{Said, World};

const RAW: &str = "From: Kim <kim@example.net>\r\nTo: care@example.com\r\nSubject: Lampe\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
    <p onclick=\"x()\">Sie <b>flackert</b>.</p><script>alert(1)</script>\
    <img src=\"cid:lampe@example.net\"><img src=\"https://tracker.example/pixel.gif\">\
    <a href=\"javascript:alert(2)\">hier</a><form action=\"/api/v1/logout\"><input></form>\
    <blockquote>Am 1.11. schrieb Mina: Guten Tag</blockquote>\r\n\
    --b\r\nContent-Type: image/png\r\nContent-ID: <lampe@example.net>\r\n\
    Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n\
    --b\r\nContent-Type: text/html\r\nContent-ID: <page@example.net>\r\n\r\n\
    <script>alert(3)</script>\r\n--b--\r\n";

impl World {
    /// Something that came with what a customer said.
    pub(super) async fn attach(
        &self,
        said: Said,
        kind: AttachmentKind,
        name: &str,
        bytes: &[u8],
    ) -> AttachmentId {
        let id = AttachmentId::new(&**self.api.engine.ids());
        let mime = gerne_connector::sniff(bytes).unwrap_or("application/octet-stream");
        let blob = self.api.store.put_blob(bytes.to_vec(), mime, self.now()).await.unwrap();
        let attachment = Attachment {
            id,
            kind,
            remote_url: None,
            preview_url: None,
            mime: Some(mime.to_owned()),
            alt: None,
            name: Some(name.to_owned()),
            blob: Some(blob),
            size: Some(bytes.len() as u64),
            width: None,
            height: None,
        };
        self.write(move |tx| {
            Box::pin(async move {
                tx.insert_attachment(said.message, 0, &attachment, None).await.map(drop)
            })
        })
        .await;
        id
    }

    async fn letter_as_it_came(&self, raw: &str) -> Said {
        let first = self.said(&self.ours, "Guten Tag").await;
        let head = Letter { formatted: true, ..Letter::default() };
        let said = self.letter(first, "Lampe", head).await;
        self.attach(said, AttachmentKind::Original, "original.eml", raw.as_bytes()).await;
        said
    }
}

#[tokio::test]
async fn a_letter_is_shown_without_anything_that_acts() {
    let w = World::new().await;
    let said = w.letter_as_it_came(RAW).await;
    let path = |what: &str| format!("/messages/{}/{what}", said.message);
    let page = w.call(&w.agent, "GET", &path("page"), None).await;
    assert_eq!(page.headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
    assert_eq!(page.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    let sandbox = "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";
    for part in ["default-src 'none'", "img-src 'self' data:", "frame-ancestors 'self'", sandbox] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("allow-scripts") && !policy.contains("script-src"), "{policy}");
    let html = String::from_utf8(page.bytes.to_vec()).unwrap();
    assert!(html.contains("<b>flackert</b>") && html.contains("color-scheme:light dark"), "{html}");
    for evil in ["onclick", "<script", "alert", "javascript:", "<form", "<input", "tracker"] {
        assert!(!html.contains(evil), "{evil}: {html}");
    }
    let inline = format!("/api/v1/messages/{}/inline/lampe%40example.net", said.message);
    assert!(html.contains(&format!("src=\"{inline}\"")), "{html}");

    // Pictures of others come only when they are asked for, and only through us.
    let full = w.get(&w.agent, &path("full")).await;
    assert_eq!((&full["remote_pictures"], &full["formatted"]), (&json!(1), &json!(true)));
    assert!(full["text"].as_str().unwrap().contains("Am 1.11. schrieb Mina"), "{full}");
    let page = w.call(&w.agent, "GET", &path("page?pictures=1"), None).await;
    let html = String::from_utf8(page.bytes.to_vec()).unwrap();
    assert!(html.contains("src=\"/api/v1/proxy/") && !html.contains("tracker"), "{html}");
}

#[tokio::test]
async fn what_is_inside_is_a_picture_or_a_download_and_for_those_who_see_it() {
    let w = World::new().await;
    let said = w.letter_as_it_came(RAW).await;
    let path = |what: &str| format!("/messages/{}/{what}", said.message);
    let picture = w.call(&w.agent, "GET", &path("inline/lampe%40example.net"), None).await;
    assert_eq!(picture.headers[header::CONTENT_TYPE], "image/png");
    for (what, length) in [("inline/page%40example.net", None), ("original", Some(RAW.len()))] {
        let file = w.call(&w.agent, "GET", &path(what), None).await;
        assert_eq!(file.headers[header::CONTENT_TYPE], "application/octet-stream", "{what}");
        let place = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(place.starts_with("attachment"), "{what}: {place}");
        let policy = file.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("sandbox"), "{what}: {policy}");
        assert!(length.is_none_or(|length| file.bytes.len() == length), "{what}");
    }
    for what in ["page", "full", "original", "inline/lampe%40example.net"] {
        assert_eq!(w.call(&w.stranger, "GET", &path(what), None).await.status, 404, "{what}");
    }
    assert_eq!(w.call(&w.agent, "GET", &path("inline/none"), None).await.status, 404);
    let plain = w.said(&w.ours, "Ein Beitrag").await;
    let none = format!("/messages/{}/page", plain.message);
    assert_eq!(w.call(&w.agent, "GET", &none, None).await.status, 404, "it has no original");
}
