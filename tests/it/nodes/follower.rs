//! A console's socket on one node, that comes back wherever the node is and goes on where it was.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures_util::StreamExt as _;
use gerne_demo::Client;
use serde_json::Value;
use tokio::{sync::watch, task::JoinHandle};
use tokio_tungstenite::tungstenite::{Message, client::IntoClientRequest as _};

use crate::process::pass;

/// Longest silence before the socket is opened anew: the node may be frozen.
const SILENCE: Duration = Duration::from_secs(5);

/// Follows the log and fails when a number is missing or comes twice.
pub(super) struct Follower {
    name: &'static str,
    at: Arc<AtomicI64>,
    resumed: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Follower {
    #[expect(clippy::disallowed_methods, reason = "aborted when dropped")]
    pub(super) fn start(
        name: &'static str,
        client: &Client,
        url: watch::Receiver<String>,
        after: i64,
    ) -> Self {
        let (at, resumed) = (Arc::new(AtomicI64::new(after)), Arc::new(AtomicUsize::new(0)));
        let cookie = client.cookie().unwrap().to_owned();
        let task = tokio::spawn(follow(name, cookie, url, Arc::clone(&at), Arc::clone(&resumed)));
        Self { name, at, resumed, task }
    }

    pub(super) fn resumed(&self) -> usize {
        self.resumed.load(Ordering::Relaxed)
    }

    /// Waits until it was told everything up to `head`.
    pub(super) async fn reaches(&mut self, head: i64) {
        for _ in 0..600 {
            if self.at.load(Ordering::Relaxed) >= head {
                return;
            }
            assert!(!self.task.is_finished(), "{}: {:?}", self.name, (&mut self.task).await);
            pass(Duration::from_millis(50)).await;
        }
        panic!("{}: at {} of {head}", self.name, self.at.load(Ordering::Relaxed));
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn follow(
    name: &str,
    cookie: String,
    mut url: watch::Receiver<String>,
    at: Arc<AtomicI64>,
    resumed: Arc<AtomicUsize>,
) {
    loop {
        let address = url.borrow_and_update().replacen("http", "ws", 1);
        let path = format!("{address}/api/v1/live?after={}", at.load(Ordering::Relaxed));
        let mut request = path.into_client_request().unwrap();
        request.headers_mut().insert("cookie", cookie.parse().unwrap());
        // As a browser says it; without it a cookie alone opens nothing.
        request.headers_mut().insert("origin", url.borrow().parse().unwrap());
        let opened = tokio_tungstenite::connect_async(request);
        let Ok(Ok((mut socket, _))) = tokio::time::timeout(SILENCE, opened).await else {
            drop(tokio::time::timeout(Duration::from_millis(100), url.changed()).await);
            continue;
        };
        resumed.fetch_add(1, Ordering::Relaxed);
        while let Ok(Some(Ok(message))) = tokio::time::timeout(SILENCE, socket.next()).await {
            let Message::Text(text) = message else { continue };
            let frame: Value = serde_json::from_str(&text).unwrap();
            assert!(frame.get("reset").is_none(), "{name}: told to start over");
            let (Some(from), Some(to)) = (frame["from"].as_i64(), frame["to"].as_i64()) else {
                continue;
            };
            let last = at.load(Ordering::Relaxed);
            assert_eq!(from, last + 1, "{name}: from {from} after {last}");
            for event in frame["events"].as_array().unwrap() {
                let seq = event["seq"].as_i64().unwrap();
                assert!((from..=to).contains(&seq), "{name}: {seq} in {from} to {to}");
            }
            at.store(to, Ordering::Relaxed);
        }
    }
}
