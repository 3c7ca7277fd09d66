//! Facebook with a few people, a client that speaks to it, and a callback that takes webhooks.

use std::sync::{Arc, Mutex};

use gerne_sim::facebook::PERMISSIONS;
use gerne_sim::{Facebook, FacebookConfig, FbCommentSpec, FbPostSpec, Sim, SimClock, SimConfig};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::client::{Client, Reply};

pub(crate) const PAGE: &str = "nordlicht";
pub(crate) const ADMIN: &str = "anna.albrecht";
pub(crate) const VERIFY: &str = "verify-me";

pub(crate) async fn with(facebook: FacebookConfig) -> Sim {
    let clock = SimClock::manual("2026-11-16T08:00:00.250Z".parse().unwrap());
    Sim::start(SimConfig { clock, facebook, ..SimConfig::default() }).await
}

pub(crate) fn nobody(facebook: &Facebook) -> Client {
    let headers = vec![("User-Agent".to_owned(), "test".to_owned())];
    Client { base: format!("{}/v25.0", facebook.base_url()), token: None, headers }
}

/// A client of this token that proves the app's secret.
pub(crate) fn holding(facebook: &Facebook, token: &str) -> Fb {
    let client = Client { token: Some(token.to_owned()), ..nobody(facebook) };
    Fb { client, proof: hmac_hex(&facebook.app().secret, token.as_bytes()) }
}

/// As the Page, with everything that a care inbox asks for.
pub(crate) fn page(facebook: &Facebook) -> Fb {
    holding(facebook, &facebook.page_token(PAGE, PERMISSIONS).unwrap())
}

/// As the app itself.
pub(crate) fn app(facebook: &Facebook) -> Fb {
    let app = facebook.app();
    holding(facebook, &format!("{}|{}", app.id, app.secret))
}

pub(crate) fn hmac_hex(key: &str, message: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(message);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A token with its proof.
pub(crate) struct Fb {
    pub(crate) client: Client,
    pub(crate) proof: String,
}

impl Fb {
    fn path(&self, path: &str) -> String {
        let sign = if path.contains('?') { '&' } else { '?' };
        format!("{path}{sign}appsecret_proof={}", self.proof)
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.request("GET", path, json!({})).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Reply {
        self.request("POST", path, body).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.request("DELETE", path, json!({})).await
    }

    async fn request(&self, method: &str, path: &str, body: Value) -> Reply {
        let (version, host) = ("/v25.0", self.client.base.trim_end_matches("/v25.0").to_owned());
        let client = Client { base: host, ..self.client.clone() };
        let path = self.path(&format!("{version}{path}"));
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let kind = if method == "POST" { "application/json" } else { "" };
        client.send(method, &path, kind, body.as_bytes()).await.unwrap()
    }
}

/// Code and subcode of an error.
pub(crate) fn refused(reply: &Reply) -> (u64, u64) {
    let error = &reply.json()["error"];
    assert!(error["message"].is_string() && error["fbtrace_id"].is_string(), "{error}");
    (error["code"].as_u64().unwrap(), error["error_subcode"].as_u64().unwrap_or(0))
}

pub(crate) fn ids(value: &Value) -> Vec<String> {
    let all = value["data"].as_array().cloned().unwrap_or_default();
    all.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

/// A post of the Page.
pub(crate) fn news(facebook: &Facebook) -> String {
    facebook.post(PAGE, PAGE, FbPostSpec::new("Heute Wartung")).unwrap().id
}

pub(crate) fn says(facebook: &Facebook, who: &str, on: &str, text: &str) -> String {
    facebook.comment(who, FbCommentSpec::new(on, text)).unwrap().id
}

/// Signatures and bodies, as they came.
type Got = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

/// Takes webhooks: gives the challenge back, keeps what comes, answers as told.
#[derive(Debug, Clone)]
pub(crate) struct Callback {
    pub(crate) url: String,
    pub(crate) got: Got,
    pub(crate) code: Arc<Mutex<u16>>,
}

impl Callback {
    #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
    pub(crate) async fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hooks/facebook", listener.local_addr().unwrap());
        let it = Self { url, got: Arc::default(), code: Arc::new(Mutex::new(200)) };
        let back = it.clone();
        tokio::task::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (head, body) = read(&mut stream).await;
                let answer = back.answer(&head, body);
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        it
    }

    fn answer(&self, head: &str, body: Vec<u8>) -> String {
        if let Some((_, query)) = head.strip_prefix("GET ").and_then(|rest| rest.split_once('?')) {
            let query = query.split_once(' ').unwrap().0;
            let pairs: Vec<(String, String)> =
                url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            let value = |name: &str| pairs.iter().find(|(key, _)| key == name).unwrap().1.clone();
            assert_eq!(value("hub.mode"), "subscribe");
            if value("hub.verify_token") != VERIFY {
                return "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".to_owned();
            }
            let challenge = value("hub.challenge");
            return format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{challenge}",
                challenge.len()
            );
        }
        let signature = head.lines().find_map(|line| line.strip_prefix("X-Hub-Signature-256: "));
        self.got.lock().unwrap().push((signature.unwrap().to_owned(), body));
        let code = *self.code.lock().unwrap();
        format!("HTTP/1.1 {code} So\r\nContent-Length: 0\r\n\r\n")
    }

    /// Bodies that came.
    pub(crate) fn bodies(&self) -> Vec<Value> {
        let got = self.got.lock().unwrap();
        got.iter().map(|(_, body)| serde_json::from_slice(body).unwrap()).collect()
    }
}

async fn read(stream: &mut tokio::net::TcpStream) -> (String, Vec<u8>) {
    let (mut all, mut chunk) = (Vec::new(), vec![0; 65_536]);
    loop {
        let many = stream.read(&mut chunk).await.unwrap();
        all.extend_from_slice(&chunk[..many]);
        let Some(end) = all.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8(all[..end].to_vec()).unwrap();
        let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
        let length: usize = length.unwrap_or("0").parse().unwrap();
        if all.len() >= end + 4 + length || many == 0 {
            return (head, all[end + 4..].to_vec());
        }
    }
}

/// Subscribes everything at the app and at the Page.
pub(crate) async fn subscribe(facebook: &Facebook, callback: &Callback) {
    let fields = "feed,mention,ratings,messages,message_echoes,message_edits,message_reactions,\
                  message_deliveries,message_reads,messaging_postbacks,standby,\
                  messaging_policy_enforcement";
    let path = format!("/{}/subscriptions", facebook.app().id);
    let body = json!({
        "object": "page", "callback_url": callback.url, "verify_token": VERIFY, "fields": fields,
    });
    assert_eq!(app(facebook).post(&path, body).await.json(), json!({ "success": true }));
    let path = format!("/me/subscribed_apps?subscribed_fields={fields}");
    assert_eq!(page(facebook).post(&path, json!({})).await.json(), json!({ "success": true }));
}
