//! A listener as thin as can be: what is measured is the one who tells.

use std::time::Instant;

use anyhow::{Context, Result, bail};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
    sync::mpsc::UnboundedSender,
};

/// A range of the log arrived at a listener.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heard {
    /// At which.
    pub(crate) socket: usize,
    /// Up to where the log is told.
    pub(crate) to: u64,
    /// Bytes of the frame.
    pub(crate) bytes: usize,
    /// When.
    pub(crate) at: Instant,
}

/// Opens the live feed at `address`, signed in by `cookie`, and returns once the upgrade is done.
pub(crate) async fn open(address: &str, cookie: &str) -> Result<BufReader<TcpStream>> {
    let socket = TcpStream::connect(address).await.context("connecting")?;
    socket.set_nodelay(true)?;
    let mut socket = BufReader::with_capacity(4096, socket);
    let request = format!(
        "GET /api/v1/live HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n\
         Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: {cookie}\r\n\r\n"
    );
    socket.get_mut().write_all(request.as_bytes()).await?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(socket.read_u8().await.context("the upgrade")?);
    }
    if !head.starts_with(b"HTTP/1.1 101") {
        bail!("no upgrade: {}", String::from_utf8_lossy(&head).lines().next().unwrap_or_default());
    }
    Ok(socket)
}

/// Listens until the other side ends; tells of every range.
pub(crate) async fn listen(
    number: usize,
    mut socket: BufReader<TcpStream>,
    heard: UnboundedSender<Heard>,
) -> Result<()> {
    let mut body = Vec::new();
    loop {
        let kind = socket.read_u8().await?;
        let size = match socket.read_u8().await? {
            126 => usize::from(socket.read_u16().await?),
            127 => usize::try_from(socket.read_u64().await?)?,
            short => usize::from(short),
        };
        body.resize(size, 0);
        socket.read_exact(&mut body).await?;
        if kind == 0x81 && body.starts_with(b"{\"from\"") {
            let to = to(&body).context("a range says where it ends")?;
            let at = Instant::now();
            if heard.send(Heard { socket: number, to, bytes: size, at }).is_err() {
                return Ok(());
            }
        }
    }
}

fn to(body: &[u8]) -> Option<u64> {
    let head = std::str::from_utf8(body.get(..body.len().min(80))?).ok()?;
    let digits: String =
        head.split("\"to\":").nth(1)?.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
