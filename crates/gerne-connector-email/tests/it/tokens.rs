//! Signing in with tokens: renewed before they end, or when they are refused; and a person asked
//! when they cannot be.

use std::sync::{Arc, Mutex};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use gerne_connector::{Begin, Callback, ConnectorError, Platform as _, Secret, Vault as _};
use gerne_connector_email::{Email, Endpoints};
use gerne_domain::Clock as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    task::JoinHandle,
};

use crate::{
    servers::{self, JWT_KEY},
    world::{Drawer, Shelf, Wall, World, answer, config, fetch_all, form, name},
};

/// A token as Dovecot checks it; `lasts`: seconds from now.
fn token(address: &str, lasts: i64) -> String {
    let now = Wall.now().as_second();
    let head = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#);
    let says = format!(
        r#"{{"email":"{address}","sub":"{address}","iat":{},"exp":{}}}"#,
        now - 7200,
        now + lasts
    );
    let signed = format!("{head}.{}", URL_SAFE_NO_PAD.encode(says));
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(JWT_KEY.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

/// Hands out what it is told to.
struct Counter {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    says: Arc<Mutex<(u16, String)>>,
    door: JoinHandle<()>,
}

impl Drop for Counter {
    fn drop(&mut self) {
        self.door.abort();
    }
}

impl Counter {
    #[expect(clippy::disallowed_methods, reason = "the other side of a connection in a test")]
    async fn new() -> Self {
        let door = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = door.local_addr().unwrap().port();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let says = Arc::new(Mutex::new((500, String::new())));
        let (noted, told) = (Arc::clone(&asked), Arc::clone(&says));
        let door = tokio::spawn(async move {
            while let Ok((mut client, _)) = door.accept().await {
                let mut request = Vec::new();
                let mut part = [0; 4096];
                // The form is the last thing that comes.
                while !String::from_utf8_lossy(&request).contains("grant_type=") {
                    match client.read(&mut part).await {
                        Ok(read @ 1..) => request.extend_from_slice(&part[..read]),
                        _ => break,
                    }
                }
                noted.lock().unwrap().push(String::from_utf8_lossy(&request).into_owned());
                let (status, body) = told.lock().unwrap().clone();
                let answer = format!(
                    "HTTP/1.1 {status} x\r\nContent-Type: application/json\r\n\
                     Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
                    body.len()
                );
                client.write_all(answer.as_bytes()).await.ok();
            }
        });
        Self { port, asked, says, door }
    }

    fn says(&self, status: u16, body: &str) {
        *self.says.lock().unwrap() = (status, body.to_owned());
    }

    fn hands_out(&self, access: &str, lasts: u32, refresh: &str) {
        self.says(
            200,
            &format!(
                r#"{{"access_token":"{access}","token_type":"Bearer","expires_in":{lasts},"refresh_token":"{refresh}"}}"#
            ),
        );
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

#[tokio::test]
async fn tokens_are_renewed_and_a_person_is_asked_when_they_cannot_be() {
    let Some(servers) = servers::postfix() else { return };
    let counter = Counter::new().await;
    let at = |path: &str| format!("http://127.0.0.1:{}/{path}", counter.port).parse().unwrap();
    let mut config = config(servers);
    config.google = Endpoints { authorize: at("authorize"), token: at("token") };
    let platform = Arc::new(Email::new(config, Arc::new(Wall)).unwrap());
    // Gmail's own domain, so that it is known whose tokens are wanted.
    let address = servers.mailbox().replace("@example.test", "@gmail.com");
    let imap = format!("imaps://localhost:{}", servers.ports.imaps);
    let smtp = format!("starttls://localhost:{}", servers.ports.submission);
    let fields = [
        ("address", address.as_str()),
        ("imap", &imap),
        ("smtp", &smtp),
        ("client_id", "our-application"),
        ("client_secret", "its-secret"),
    ];
    let redirect = "https://gerne.example/back".parse().unwrap();
    let Begin::Browser { url, state, pending } =
        platform.begin(&form(&fields), &redirect).await.unwrap()
    else {
        panic!("the owner must agree in a browser")
    };
    let query: std::collections::BTreeMap<_, _> = url.query_pairs().into_owned().collect();
    assert_eq!(query["scope"], "https://mail.google.com/");
    assert_eq!(
        (query["access_type"].as_str(), query["login_hint"].as_str()),
        ("offline", address.as_str())
    );
    counter.hands_out(&token(&address, 3600), 3600, "refresh-1");
    let back = [("state", state.as_str()), ("code", "the-code")];
    let back = Callback(back.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect());
    let connected = platform.finish(&pending, &back).await.unwrap();
    assert_eq!(counter.asked(), 1, "one exchange, for reading and sending");
    let drawer = Drawer(Arc::new(Mutex::new(connected.secrets.clone())));
    let world = World { servers, platform, address: address.clone(), drawer, connected };
    let account = world.open();
    fetch_all(&*account, "inbox", &mut None).await.unwrap();
    assert_eq!(counter.asked(), 1);

    // One that ended early, whatever was said about it: refused, renewed, kept, used.
    let keep = async |access: &str, lasts: &str, refresh: &str| {
        let ends = Wall.now() + lasts.parse::<jiff::SignedDuration>().unwrap();
        let kept = format!(r#"{{"access":"{access}","refresh":"{refresh}","ends":"{ends}"}}"#);
        world.drawer.put("oauth", &Secret::new(kept)).await.unwrap();
    };
    for sends in [false, true] {
        let before = counter.asked();
        keep(&token(&address, -60), "1h", "refresh-1").await;
        counter.hands_out(&token(&address, 3600), 3600, "refresh-2");
        let account = world.open();
        if sends {
            let outbound = answer("kim@void.test", &name(&*account, 1), &[], "Hallo");
            account.send(&outbound, &Shelf::default()).await.unwrap();
        } else {
            fetch_all(&*account, "inbox", &mut None).await.unwrap();
        }
        assert_eq!(counter.asked(), before + 1);
        let asked = counter.asked.lock().unwrap().last().unwrap().clone();
        assert!(
            asked.contains("grant_type=refresh_token") && asked.contains("refresh_token=refresh-1")
        );
        let kept = world.drawer.get("oauth").await.unwrap().unwrap();
        assert!(kept.expose().contains("refresh-2"), "the new one is kept");
    }

    // One that ends soon is renewed before it is used. What brings no new refresh token keeps the old.
    let before = counter.asked();
    keep(&token(&address, 200), "200s", "refresh-3").await;
    let fresh = token(&address, 3600);
    counter.says(
        200,
        &format!(r#"{{"access_token":"{fresh}","token_type":"Bearer","expires_in":3600}}"#),
    );
    fetch_all(&*world.open(), "inbox", &mut None).await.unwrap();
    assert_eq!(counter.asked(), before + 1);
    assert!(world.drawer.get("oauth").await.unwrap().unwrap().expose().contains("refresh-3"));

    // Only a clear no needs a person.
    for (status, body, person) in [
        (503, "{}", false),
        (400, r#"{"error":"temporarily_unavailable"}"#, false),
        (400, r#"{"error":"invalid_grant"}"#, true),
    ] {
        keep(&token(&address, -60), "-60s", "refresh-4").await;
        counter.says(status, body);
        let error = world.open().fetch(&"inbox".into(), None).await.unwrap_err();
        assert_eq!(
            matches!(error, ConnectorError::Reauthorize { .. }),
            person,
            "{body}: {error:?}"
        );
        assert!(person || matches!(error, ConnectorError::Retry { .. }), "{error:?}");
        assert!(!format!("{error:?}").contains("refresh-4"));
    }
}
