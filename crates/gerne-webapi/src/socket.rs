//! Sockets (WebSocket) through the same guard, authorities and name as the HTTP client.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use http::{HeaderName, HeaderValue, StatusCode, header};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    Connector, MaybeTlsStream, WebSocketStream, client_async_tls_with_config,
    tungstenite::{
        Error as WsError, Message, client::IntoClientRequest as _, protocol::WebSocketConfig,
    },
};
use url::Url;

use crate::{Blocked, Http, guard::ResolveError};

const MESSAGE_CAP: usize = 1024 * 1024;

/// What a socket brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Text.
    Text(String),
    /// A sign of life: ping, pong.
    Alive,
}

/// A socket could not be opened, or broke.
#[derive(Debug, thiserror::Error)]
pub enum SocketError {
    /// The address is not called.
    #[error("the address is refused")]
    Blocked(#[from] Blocked),
    /// Nobody answers there.
    #[error("the server could not be reached")]
    Unreachable(#[source] std::io::Error),
    /// It took too long.
    #[error("the server did not answer in time")]
    TimedOut,
    /// The server answered, but does not open a socket.
    #[error("the server refuses the socket with {0}")]
    Refused(StatusCode),
    /// It broke.
    #[error("the socket broke")]
    Broken(#[source] Box<WsError>),
    /// The server closed it.
    #[error("the server closed the socket")]
    Closed,
}

/// An open socket. Messages over 1 MiB break it.
#[derive(Debug)]
pub struct Socket {
    inner: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Socket {
    /// Opens one at a `ws` or `wss` address; the name is resolved once and the connection goes to
    /// an address that was checked.
    pub async fn open(
        http: &Http,
        url: &Url,
        headers: &[(HeaderName, HeaderValue)],
    ) -> Result<Self, SocketError> {
        // An I/O time-out: the real timer is right.
        timeout(http.connect_timeout, open(http, url, headers))
            .await
            .map_err(|_| SocketError::TimedOut)?
    }

    /// The next frame. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Result<Frame, SocketError> {
        match self.inner.next().await {
            Some(Ok(Message::Text(text))) => Ok(Frame::Text(text.as_str().to_owned())),
            Some(Ok(Message::Close(_))) | None => Err(SocketError::Closed),
            Some(Ok(_)) => Ok(Frame::Alive),
            Some(Err(error)) => Err(broken(error)),
        }
    }

    /// As [`Socket::next`], but a silence of this length is an error. Real time: this judges the
    /// connection, not the calendar.
    pub async fn next_within(&mut self, silence: Duration) -> Result<Frame, SocketError> {
        timeout(silence, self.next()).await.map_err(|_| SocketError::TimedOut)?
    }

    /// Asks for a sign of life.
    pub async fn ping(&mut self) -> Result<(), SocketError> {
        self.inner.send(Message::Ping(bytes::Bytes::new())).await.map_err(broken)
    }

    /// Says something.
    pub async fn say(&mut self, text: String) -> Result<(), SocketError> {
        self.inner.send(Message::text(text)).await.map_err(broken)
    }
}

async fn open(
    http: &Http,
    url: &Url,
    headers: &[(HeaderName, HeaderValue)],
) -> Result<Socket, SocketError> {
    let guard = http.guard().encrypted();
    guard.check(url)?;
    let host = url.host_str().ok_or(Blocked::Host)?;
    let port = url.port_or_known_default().ok_or(Blocked::Port)?;
    let addresses = guard.resolve(host, port).await.map_err(|error| match error {
        ResolveError::Blocked(blocked) => blocked.into(),
        ResolveError::Lookup(error) => SocketError::Unreachable(error),
        ResolveError::Nothing => {
            SocketError::Unreachable(std::io::ErrorKind::AddrNotAvailable.into())
        }
    })?;
    let stream =
        TcpStream::connect(addresses.as_slice()).await.map_err(SocketError::Unreachable)?;
    stream.set_nodelay(true).map_err(SocketError::Unreachable)?;

    let mut request = url.as_str().into_client_request().map_err(broken)?;
    let agent = HeaderValue::from_str(&http.user_agent);
    request.headers_mut().extend(agent.ok().map(|agent| (header::USER_AGENT, agent)));
    request.headers_mut().extend(headers.iter().cloned());
    let config = WebSocketConfig::default()
        .read_buffer_size(16 * 1024)
        .max_message_size(Some(MESSAGE_CAP))
        .max_frame_size(Some(MESSAGE_CAP));
    let tls = Connector::Rustls(http.tls.clone());
    let (inner, _) = client_async_tls_with_config(request, stream, Some(config), Some(tls))
        .await
        .map_err(broken)?;
    Ok(Socket { inner })
}

fn broken(error: WsError) -> SocketError {
    match error {
        WsError::Http(answer) => SocketError::Refused(answer.status()),
        WsError::ConnectionClosed | WsError::AlreadyClosed => SocketError::Closed,
        error => SocketError::Broken(Box::new(error)),
    }
}
