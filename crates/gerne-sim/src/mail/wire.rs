//! One connection of a client: lines in, bytes out, and the knife.

use std::io;

use tokio::io::{
    AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, ReadHalf, WriteHalf,
};

use crate::net::{Switch, Wire};

/// What the client said next.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Without its end.
    Whole(Vec<u8>),
    /// Longer than allowed; it was read to its end and dropped.
    TooLong,
    /// The client is gone.
    End,
}

pub(crate) struct Conn {
    read: BufReader<ReadHalf<Wire>>,
    write: WriteHalf<Wire>,
    switch: Switch,
    /// A line whose end has not come yet; kept here so that waiting for it can be given up.
    begun: Vec<u8>,
    overlong: bool,
}

impl Conn {
    pub(crate) fn new(wire: Wire) -> Self {
        let switch = wire.switch();
        let (read, write) = tokio::io::split(wire);
        Self { read: BufReader::new(read), write, switch, begun: Vec::new(), overlong: false }
    }

    /// The next line of at most `limit` bytes. May be dropped and called again.
    pub(crate) async fn line(&mut self, limit: usize) -> io::Result<Line> {
        loop {
            let available = self.read.fill_buf().await?;
            if available.is_empty() {
                return Ok(Line::End);
            }
            let end = available.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(available.len(), |end| end + 1);
            if self.begun.len() + taken > limit {
                self.overlong = true;
                self.begun.clear();
            } else if !self.overlong {
                self.begun.extend_from_slice(&available[..taken]);
            }
            self.read.consume(taken);
            if end.is_some() {
                if std::mem::take(&mut self.overlong) {
                    self.begun.clear();
                    return Ok(Line::TooLong);
                }
                let mut line = std::mem::take(&mut self.begun);
                line.pop();
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Ok(Line::Whole(line));
            }
        }
    }

    /// The next line with its end, however it ends.
    pub(crate) async fn raw_line(&mut self, into: &mut Vec<u8>) -> io::Result<usize> {
        self.read.read_until(b'\n', into).await
    }

    /// Exactly so many bytes.
    pub(crate) async fn exactly(&mut self, count: usize, into: &mut Vec<u8>) -> io::Result<()> {
        let limit = u64::try_from(count).unwrap_or(u64::MAX);
        let read = (&mut self.read).take(limit).read_to_end(into).await?;
        if read == count { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    pub(crate) async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write.write_all(bytes).await?;
        self.write.flush().await
    }

    /// Sends so many bytes and breaks the connection.
    pub(crate) async fn send_cut(&mut self, bytes: &[u8], count: usize) -> io::Result<()> {
        let part = bytes.get(..count).unwrap_or(bytes);
        self.send(part).await?;
        self.cut();
        Err(io::ErrorKind::ConnectionReset.into())
    }

    pub(crate) fn cut(&self) {
        self.switch.cut();
    }

    pub(crate) async fn close(&mut self) {
        drop(self.write.shutdown().await);
    }
}
