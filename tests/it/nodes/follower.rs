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

/// Between two tries to open a socket where nothing listens.
const SHORTEST: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_secs(2);

/// Follows the log and fails when a number is missing or comes twice.
pub(crate) struct Follower {
    name: String,
    at: Arc<AtomicI64>,
    resumed: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Follower {
    /// Follows from behind `after`, wherever `url` says. After `silence` the socket is opened anew:
    /// the node may be frozen.
    #[expect(clippy::disallowed_methods, reason = "aborted when dropped")]
    pub(crate) fn start(
        name: &str,
        client: &Client,
        url: watch::Receiver<String>,
        after: i64,
        silence: Duration,
    ) -> Self {
        let name = name.to_owned();
        let (at, resumed) = (Arc::new(AtomicI64::new(after)), Arc::new(AtomicUsize::new(0)));
        let cookie = client.cookie().unwrap().to_owned();
        let told = (Arc::clone(&at), Arc::clone(&resumed));
        let task = tokio::spawn(follow(name.clone(), cookie, url, told, silence));
        Self { name, at, resumed, task }
    }

    /// How often its socket was opened.
    pub(crate) fn resumed(&self) -> usize {
        self.resumed.load(Ordering::Relaxed)
    }

    /// Waits until it was told everything up to `head`.
    pub(crate) async fn reaches(&mut self, head: i64, patience: Duration) {
        let began = std::time::Instant::now();
        while self.at.load(Ordering::Relaxed) < head {
            assert!(!self.task.is_finished(), "{}: {:?}", self.name, (&mut self.task).await);
            let at = self.at.load(Ordering::Relaxed);
            assert!(began.elapsed() < patience, "{}: at {at} of {head}", self.name);
            pass(Duration::from_millis(50)).await;
        }
    }

    /// Waits until its socket was opened so often.
    pub(crate) async fn opened(&mut self, times: usize, patience: Duration) {
        let began = std::time::Instant::now();
        while self.resumed() < times {
            assert!(!self.task.is_finished(), "{}: {:?}", self.name, (&mut self.task).await);
            assert!(began.elapsed() < patience, "{}: opened {}", self.name, self.resumed());
            pass(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn follow(
    name: String,
    cookie: String,
    mut url: watch::Receiver<String>,
    (at, resumed): (Arc<AtomicI64>, Arc<AtomicUsize>),
    silence: Duration,
) {
    let mut pause = SHORTEST;
    loop {
        let address = url.borrow_and_update().replacen("http", "ws", 1);
        let path = format!("{address}/api/v1/live?after={}", at.load(Ordering::Relaxed));
        let mut request = path.into_client_request().unwrap();
        request.headers_mut().insert("cookie", cookie.parse().unwrap());
        // As a browser says it; without it a cookie alone opens nothing.
        request.headers_mut().insert("origin", url.borrow().parse().unwrap());
        let opened = tokio_tungstenite::connect_async(request);
        let Ok(Ok((mut socket, _))) = tokio::time::timeout(silence, opened).await else {
            drop(tokio::time::timeout(pause, url.changed()).await);
            pause = LONGEST.min(pause * 2);
            continue;
        };
        pause = SHORTEST;
        resumed.fetch_add(1, Ordering::Relaxed);
        while let Ok(Some(Ok(message))) = tokio::time::timeout(silence, socket.next()).await {
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
