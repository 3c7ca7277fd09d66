use std::time::Duration;

use gerne_connector::{ConnectorError, Secret};
use http::Method;
use serde_json::Value;
use tokio::task::JoinSet;

use super::server::{Server, answer, http};
use crate::{
    Blocked, FetchError, Frame, Http, HttpConfig, HttpError, OAuth, OAuthError, Phase, SetupError,
    Socket, SocketError,
};

#[tokio::test]
async fn an_answer_is_read_up_to_the_cap() {
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
        5\r\n[1,2,\r\n2\r\n3]\r\n0\r\n\r\n";
    let server = Server::scripted(vec![
        answer("200 OK", "", "[1,2,3]"),
        answer("200 OK", "", "[1,2,3]"),
        chunked.to_vec(),
        answer("200 OK", "", "{\"secret\": 1"),
    ])
    .await;
    let http = http(&["127.0.0.1"]);
    let get = || http.send(http.request(Method::GET, server.url("/")));
    assert_eq!(get().await.unwrap().json::<Value>(7).await.unwrap().as_array().unwrap().len(), 3);
    for _ in 0..2 {
        let error = get().await.unwrap().json::<Value>(6).await.unwrap_err();
        assert!(matches!(error, HttpError::TooLarge { cap: 6 }), "{error:?}");
    }
    let error = get().await.unwrap().json::<Value>(100).await.unwrap_err();
    assert!(matches!(error, HttpError::Malformed { line: 1, .. }));
    assert!(!format!("{error} {error:?}").contains("secret"));
}

#[tokio::test]
async fn accidents_tell_whether_it_may_have_happened() {
    let http = http(&["127.0.0.1"]);
    let gone = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap()
    };
    let error = http.send(http.request(Method::POST, gone)).await.unwrap_err();
    assert!(matches!(error, HttpError::NotSent(_)), "{error:?}");
    assert!(matches!(error.into_connector(Phase::Write), ConnectorError::Retry { .. }));

    let server = Server::scripted(vec![
        Vec::new(),
        Vec::new(),
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1".to_vec(),
    ])
    .await;
    for (method, phase, unknown) in
        [(Method::POST, Phase::Write, true), (Method::GET, Phase::Read, false)]
    {
        let error = http.send(http.request(method, server.url("/?token=abc"))).await.unwrap_err();
        assert!(matches!(error, HttpError::Lost(_)), "{error:?}");
        assert!(!format!("{error:?}").contains("abc"), "no query in errors");
        let decision = error.into_connector(phase);
        assert_eq!(matches!(decision, ConnectorError::Unknown { .. }), unknown, "{decision:?}");
    }
    let answer = http.send(http.request(Method::POST, server.url("/"))).await.unwrap();
    assert!(matches!(answer.bytes(100).await.unwrap_err(), HttpError::Lost(_)));
}

#[tokio::test]
async fn redirects_are_checked_and_tokens_stay() {
    let there = Server::scripted(vec![answer("200 OK", "", "1"), answer("200 OK", "", "2")]).await;
    let moved = |to: &str| answer("302 Found", &format!("Location: {to}\r\n"), "");
    let here = Server::scripted(vec![
        moved(there.url("/b").as_str()),
        moved("/same"),
        answer("200 OK", "", "3"),
        moved("http://10.0.0.1/"),
        moved("http://localhost/"),
        moved(there.url("/c").as_str()),
    ])
    .await;
    let http = http(&["127.0.0.1"]);
    let get = |path: &str| http.request(Method::GET, here.url(path)).bearer_auth("token");
    assert_eq!(http.send(get("/a")).await.unwrap().text(9).await.unwrap(), "1");
    assert!(!there.requests()[0].contains("token"), "another origin gets no token");
    assert_eq!(http.send(get("/a")).await.unwrap().text(9).await.unwrap(), "3");
    assert!(here.requests()[2].starts_with("GET /same") && here.requests()[2].contains("token"));

    // http is refused by scheme already; with tokens and without.
    let error = http.send(get("/a")).await.unwrap_err();
    assert!(matches!(error, HttpError::Blocked(Blocked::Scheme)), "{error:?}");
    let error = http.fetch_public(&here.url("/a"), 9).await.unwrap_err();
    assert!(matches!(error, FetchError::Http(HttpError::Blocked(Blocked::Private))), "{error:?}");

    let post = http.request(Method::POST, here.url("/a"));
    let answer = http.send(post).await.unwrap();
    assert_eq!(answer.status(), 302, "what writes is not repeated elsewhere");
}

#[tokio::test]
async fn strangers_links_are_fetched_by_type_of_bytes() {
    let png = "\u{89}PNG";
    let server = Server::scripted(vec![
        answer("200 OK", "Content-Type: image/png\r\n", "<svg onload=alert(1)>"),
        answer("200 OK", "Content-Type: text/plain\r\n", "GIF89a..."),
        answer("200 OK", "", "0123456789"),
        answer("401 Unauthorized", "", png),
    ])
    .await;
    let http = http(&["127.0.0.1"]);
    let url = server.url("/x");
    let fetched = http.fetch_public(&url, 100).await.unwrap();
    assert_eq!((fetched.mime, fetched.claimed.as_deref()), (None, Some("image/png")));
    assert_eq!(http.fetch_public(&url, 100).await.unwrap().mime, Some("image/gif"));
    let error = http.fetch_public(&url, 9).await.unwrap_err();
    assert!(matches!(error, FetchError::Http(HttpError::TooLarge { cap: 9 })));
    let error = http.fetch_public(&url, 9).await.unwrap_err().into_connector();
    assert!(matches!(error, ConnectorError::Refused { .. }), "{error:?}");

    let guarded = super::server::http(&[]);
    let error = guarded.fetch_public(&url, 9).await.unwrap_err();
    assert!(matches!(error, FetchError::Http(HttpError::Blocked(Blocked::Port))), "{error:?}");
    let named = format!("http://localhost/{}", server.port).parse().unwrap();
    let error = guarded.fetch_public(&named, 9).await.unwrap_err();
    assert!(matches!(error, FetchError::Http(HttpError::Blocked(Blocked::Private))), "{error:?}");
}

#[tokio::test]
async fn statuses_are_decisions() {
    let headers = "Date: Fri, 20 Nov 2026 08:00:00 GMT\r\n\
        X-RateLimit-Limit: 300\r\nX-RateLimit-Remaining: 0\r\n\
        X-RateLimit-Reset: 2026-11-20T08:01:30.000000Z\r\n";
    let server = Server::scripted(vec![
        answer("429 Too Many Requests", headers, "{\"error\":\"Zu viele\"}"),
        answer("503 Unavailable", "Retry-After: 7\r\n", ""),
        answer("502 Bad Gateway", "", ""),
        answer("401 Unauthorized", "", "{\"error\":\"アクセストークンは取り消されています\"}"),
        answer("404 Not Found", "", ""),
    ])
    .await;
    let http = http(&["127.0.0.1"]);
    // Our own clock is an hour wrong; the server's Date decides.
    let now = "2026-11-20T07:00:00Z".parse().unwrap();
    let mut errors = Vec::new();
    for phase in [Phase::Write, Phase::Read, Phase::Write, Phase::Read, Phase::Write] {
        let answer = http.send(http.request(Method::GET, server.url("/api?q=1"))).await.unwrap();
        errors.push(answer.status_error(now).into_connector(phase));
    }
    let after = |seconds| Some(Duration::from_secs(seconds));
    assert!(matches!(&errors[0], ConnectorError::Retry { after: a, .. } if *a == after(90)));
    assert!(matches!(&errors[1], ConnectorError::Retry { after: a, .. } if *a == after(7)));
    assert!(matches!(&errors[2], ConnectorError::Unknown { .. }));
    assert!(matches!(&errors[3], ConnectorError::Reauthorize { .. }));
    assert!(
        matches!(&errors[4], ConnectorError::Refused { reason } if reason.key == "refused.gone")
    );
}

#[tokio::test]
async fn a_code_becomes_a_token() {
    let json = "Content-Type: application/json\r\n";
    let token =
        r#"{"access_token":"tok","token_type":"Bearer","scope":"read write","created_at":1}"#;
    let denied = r#"{"error":"invalid_grant","error_description":"Der Code ist abgelaufen"}"#;
    let server = Server::scripted(vec![
        answer("200 OK", json, token),
        answer("400 Bad Request", json, denied),
    ])
    .await;
    let oauth = OAuth {
        authorize: server.url("/oauth/authorize"),
        token: server.url("/oauth/token"),
        client_id: "id".to_owned(),
        client_secret: Some(Secret::new("hidden")),
        redirect: "https://gerne.example/back".parse().unwrap(),
    };
    let begun = oauth.begin(&["read", "write"], &[("force_login", "true")]).unwrap();
    let query: std::collections::BTreeMap<String, String> =
        begun.url.query_pairs().into_owned().collect();
    assert_eq!(query["state"], begun.state);
    assert_eq!(query["code_challenge_method"], "S256");
    assert_eq!((query["scope"].as_str(), query["force_login"].as_str()), ("read write", "true"));
    assert!(!begun.url.as_str().contains(begun.verifier.expose()));

    let http = http(&["127.0.0.1"]);
    let token = oauth.exchange(&http, "code", &begun.verifier).await.unwrap();
    assert_eq!(token.access.expose(), "tok");
    assert_eq!(token.scopes.unwrap(), ["read", "write"]);
    assert!(server.requests()[0].contains("client_secret=hidden"));
    let error = oauth.exchange(&http, "code", &begun.verifier).await.unwrap_err();
    assert!(matches!(&error, OAuthError::Denied(word) if word == "invalid_grant"), "{error:?}");
    assert!(!format!("{oauth:?}").contains("hidden"));
}

#[tokio::test]
async fn sockets_go_through_the_same_guard() {
    use futures_util::{SinkExt as _, StreamExt as _};
    use tokio_tungstenite::tungstenite::Message;

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}/s", listener.local_addr().unwrap()).parse().unwrap();
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut socket = tokio_tungstenite::accept_async(stream).await.unwrap();
        socket.send(Message::text("hello")).await.unwrap();
        assert!(socket.next().await.unwrap().unwrap().is_ping());
        socket.flush().await.unwrap();
        socket.send(Message::text("x".repeat(2_000_000))).await.unwrap();
    });
    let error = Socket::open(&http(&[]), &url, &[]).await.unwrap_err();
    assert!(matches!(error, SocketError::Blocked(Blocked::Scheme)), "{error:?}");
    let mut socket = Socket::open(&http(&["127.0.0.1"]), &url, &[]).await.unwrap();
    assert_eq!(socket.next().await.unwrap(), Frame::Text("hello".to_owned()));
    socket.ping().await.unwrap();
    assert_eq!(socket.next().await.unwrap(), Frame::Alive);
    assert!(matches!(socket.next().await.unwrap_err(), SocketError::Broken(_)));
}

#[test]
fn an_unusable_authority_is_told() {
    for pem in ["", "no certificate"] {
        let config = HttpConfig { ca_pem: Some(pem.as_bytes().to_vec()), ..HttpConfig::default() };
        assert!(matches!(Http::new(&config), Err(SetupError::Authority(_))));
    }
    crate::install_tls();
    crate::install_tls();
}
