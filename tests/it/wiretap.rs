//! Listens in between: every byte that the product sends to a platform, whoever parses it later.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// A tapped line to a server.
#[derive(Clone, Debug)]
pub(crate) struct Wiretap {
    heard: Arc<Mutex<Vec<u8>>>,
    address: SocketAddr,
}

impl Wiretap {
    /// Taps a server; connect to `base_url` instead of it.
    #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
    pub(crate) async fn on(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let tap = Self { heard: Arc::default(), address: listener.local_addr().unwrap() };
        let heard = Arc::clone(&tap.heard);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let heard = Arc::clone(&heard);
                tokio::spawn(async move { carry(client, server, heard).await });
            }
        });
        tap
    }

    /// Where to connect.
    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything that was sent so far, lower-case.
    pub(crate) fn heard(&self) -> String {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&heard).to_lowercase()
    }
}

async fn carry(client: TcpStream, server: SocketAddr, heard: Arc<Mutex<Vec<u8>>>) {
    let Ok(server) = TcpStream::connect(server).await else { return };
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let up = async move {
        let mut buffer = vec![0; 16 * 1024];
        while let Ok(n) = from_client.read(&mut buffer).await
            && n > 0
        {
            let bytes = buffer.get(..n).unwrap_or_default();
            heard.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
            if to_server.write_all(bytes).await.is_err() {
                break;
            }
        }
        drop(to_server.shutdown().await);
    };
    let down = async move {
        drop(tokio::io::copy(&mut from_server, &mut to_client).await);
        drop(to_client.shutdown().await);
    };
    tokio::join!(up, down);
}
