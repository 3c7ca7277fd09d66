//! Connections: resolved once through the guard, encrypted, capped, and given up in time.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use gerne_webapi::{Blocked, Guard, Http, ResolveError};
use rustls::pki_types::ServerName;
use serde::{Deserialize, Serialize};
use socket2::{SockRef, TcpKeepalive};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

/// How a connection is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Security {
    /// From the first byte (RFC 8314).
    Tls,
    /// After a first word in the clear; without it nothing is said.
    StartTls,
    /// Not at all: only on the machine itself.
    Plain,
}

/// A server and how it is talked to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Server {
    /// Its name, or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How it is encrypted.
    pub security: Security,
}

impl Server {
    pub(crate) fn new(host: &str, port: u16, security: Security) -> Self {
        Self { host: host.to_owned(), port, security }
    }
}

impl std::fmt::Display for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

/// No connection. Names no address and repeats nothing that a server said.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NetError {
    /// Its name leads nowhere.
    #[error("the host is not found")]
    NotFound,
    /// It is not on the public internet, and nobody allowed it.
    #[error(transparent)]
    Forbidden(#[from] Blocked),
    /// Nothing listens there.
    #[error("the host does not answer")]
    Unreachable(#[source] io::Error),
    /// It took too long.
    #[error("the time is up")]
    TimedOut,
    /// Its certificate is not trusted, or not for this name.
    #[error("the certificate is not trusted")]
    Certificate(#[source] rustls::Error),
    /// It does not speak TLS, or not ours.
    #[error("there is no encrypted connection")]
    NotEncrypted,
    /// In the clear, and not to this machine.
    #[error("nothing is said in the clear")]
    Clear,
}

/// How to get out.
#[derive(Clone)]
pub(crate) struct Dialer {
    pub(crate) guard: Guard,
    pub(crate) tls: Arc<rustls::ClientConfig>,
    pub(crate) connect_timeout: Duration,
}

impl Dialer {
    pub(crate) fn new(http: &Http, connect_timeout: Duration) -> Self {
        Self { guard: http.guard().clone(), tls: http.tls(), connect_timeout }
    }

    /// Opens it; with [`Security::StartTls`] still in the clear.
    pub(crate) async fn open(&self, server: &Server) -> Result<Stream, NetError> {
        let within = timeout(self.connect_timeout, self.connect(server));
        let tcp = within.await.map_err(|_| NetError::TimedOut)??;
        match server.security {
            Security::Tls => self.encrypt(tcp, &server.host).await,
            Security::StartTls => Ok(Stream::new(Inner::Plain(tcp))),
            Security::Plain => {
                let here = tcp.peer_addr().is_ok_and(|address| address.ip().is_loopback());
                if here { Ok(Stream::new(Inner::Plain(tcp))) } else { Err(NetError::Clear) }
            }
        }
    }

    /// After `STARTTLS` was agreed to. What came in the clear behind that word stays behind.
    pub(crate) async fn upgrade(&self, stream: Stream, host: &str) -> Result<Stream, NetError> {
        match stream.inner {
            Inner::Plain(tcp) => self.encrypt(tcp, host).await,
            Inner::Tls(_) => Err(NetError::NotEncrypted),
        }
    }

    async fn encrypt(&self, tcp: TcpStream, host: &str) -> Result<Stream, NetError> {
        let name = ServerName::try_from(host.to_owned()).map_err(|_| NetError::NotFound)?;
        let handshake = TlsConnector::from(Arc::clone(&self.tls)).connect(name, tcp);
        let tls = timeout(self.connect_timeout, handshake).await.map_err(|_| NetError::TimedOut)?;
        Ok(Stream::new(Inner::Tls(Box::new(tls.map_err(|error| shaken(&error))?))))
    }

    async fn connect(&self, server: &Server) -> Result<TcpStream, NetError> {
        let found = self.guard.resolve(&server.host, server.port).await.map_err(|e| match e {
            ResolveError::Blocked(blocked) => NetError::Forbidden(blocked),
            ResolveError::Lookup(_) | ResolveError::Nothing => NetError::NotFound,
        })?;
        let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
        for address in found {
            match dial(address).await {
                Ok(tcp) => return Ok(tcp),
                Err(error) => last = error,
            }
        }
        Err(NetError::Unreachable(last))
    }
}

/// Dead peers are noticed below, too: after a minute of silence the system asks.
async fn dial(address: SocketAddr) -> io::Result<TcpStream> {
    let tcp = TcpStream::connect(address).await?;
    tcp.set_nodelay(true)?;
    let keepalive = TcpKeepalive::new()
        .with_time(Duration::from_mins(1))
        .with_interval(Duration::from_secs(20));
    SockRef::from(&tcp).set_tcp_keepalive(&keepalive)?;
    Ok(tcp)
}

fn shaken(error: &io::Error) -> NetError {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    match inner {
        Some(error @ rustls::Error::InvalidCertificate(_)) => NetError::Certificate(error.clone()),
        Some(_) => NetError::NotEncrypted,
        None if error.kind() == io::ErrorKind::UnexpectedEof => NetError::NotEncrypted,
        None => NetError::Unreachable(io::Error::from(error.kind())),
    }
}

/// A connection that reads no more than it is allowed to.
#[derive(Debug)]
pub(crate) struct Stream {
    inner: Inner,
    /// Bytes that may still be read.
    allowance: u64,
}

#[derive(Debug)]
enum Inner {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

/// What a server may say besides what was asked for.
const SMALL_TALK: u64 = 8 * 1024 * 1024;

impl Stream {
    fn new(inner: Inner) -> Self {
        Self { inner, allowance: SMALL_TALK }
    }

    /// From here on `bytes` more than small talk may be read.
    pub(crate) fn allow(&mut self, bytes: u64) {
        self.allowance = bytes.saturating_add(SMALL_TALK);
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        matches!(self.inner, Inner::Tls(_))
    }

    /// Whether what is said stays on this machine.
    pub(crate) fn is_here(&self) -> bool {
        let tcp = match &self.inner {
            Inner::Plain(tcp) => tcp,
            Inner::Tls(tls) => tls.get_ref().0,
        };
        tcp.peer_addr().is_ok_and(|address| address.ip().is_loopback())
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.allowance == 0 {
            return Poll::Ready(Err(io::Error::from(io::ErrorKind::FileTooLarge)));
        }
        let before = buf.filled().len();
        let read = match &mut self.inner {
            Inner::Plain(tcp) => Pin::new(tcp).poll_read(cx, buf),
            Inner::Tls(tls) => Pin::new(tls).poll_read(cx, buf),
        };
        let came = u64::try_from(buf.filled().len() - before).unwrap_or(u64::MAX);
        self.allowance = self.allowance.saturating_sub(came);
        read
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        match &mut self.inner {
            Inner::Plain(tcp) => Pin::new(tcp).poll_write(cx, buf),
            Inner::Tls(tls) => Pin::new(tls).poll_write(cx, buf),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.inner {
            Inner::Plain(tcp) => Pin::new(tcp).poll_flush(cx),
            Inner::Tls(tls) => Pin::new(tls).poll_flush(cx),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.inner {
            Inner::Plain(tcp) => Pin::new(tcp).poll_shutdown(cx),
            Inner::Tls(tls) => Pin::new(tls).poll_shutdown(cx),
        }
    }
}
