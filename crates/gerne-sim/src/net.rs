//! Connections that can be broken on purpose, at a chosen byte.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll, Waker};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// The knife for one connection; part of every request's extensions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Switch {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
    /// Bytes that may still be written; `None` for no limit.
    left: Option<usize>,
    waker: Option<Waker>,
}

impl Switch {
    /// Breaks the connection before another byte is written.
    pub(crate) fn cut(&self) {
        self.cut_after(0);
    }

    /// Lets `bytes` more out, then breaks the connection.
    pub(crate) fn cut_after(&self, bytes: usize) {
        let waker = {
            let mut inner = self.lock();
            inner.left = Some(bytes);
            inner.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn is_cut(&self) -> bool {
        self.lock().left == Some(0)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All connections of a server.
#[derive(Debug, Clone, Default)]
pub(crate) struct Connections {
    all: Arc<Mutex<Vec<Weak<Mutex<Inner>>>>>,
}

impl Connections {
    /// Breaks every connection that is open now.
    pub(crate) fn cut_all(&self) {
        let all = std::mem::take(&mut *self.lock());
        for inner in all.iter().filter_map(Weak::upgrade) {
            Switch { inner }.cut();
        }
    }

    fn add(&self, switch: &Switch) {
        let mut all = self.lock();
        all.retain(|known| known.strong_count() > 0);
        all.push(Arc::downgrade(&switch.inner));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Weak<Mutex<Inner>>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A listener whose connections carry a [`Switch`].
#[derive(Debug)]
pub(crate) struct Door {
    pub(crate) listener: TcpListener,
    pub(crate) connections: Connections,
}

impl Listener for Door {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, addr) = Listener::accept(&mut self.listener).await;
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY refused");
        }
        let switch = Switch::default();
        self.connections.add(&switch);
        (Wire { stream, switch }, addr)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, Door>> for Switch {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        stream.io().switch.clone()
    }
}

/// A TCP stream that ends when its switch says so.
#[derive(Debug)]
pub(crate) struct Wire {
    stream: TcpStream,
    switch: Switch,
}

impl Wire {
    pub(crate) fn switch(&self) -> Switch {
        self.switch.clone()
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.switch.is_cut() {
            return Poll::Ready(Err(broken()));
        }
        self.switch.lock().waker = Some(cx.waker().clone());
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let left = self.switch.lock().left;
        let allowed = left.unwrap_or(usize::MAX).min(buf.len());
        if allowed == 0 && !buf.is_empty() {
            return Poll::Ready(Err(broken()));
        }
        let written = Pin::new(&mut self.stream).poll_write(cx, &buf[..allowed]);
        if let (Some(left), Poll::Ready(Ok(count))) = (left, &written) {
            self.switch.lock().left = Some(left.saturating_sub(*count));
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionReset, "cut on purpose")
}
