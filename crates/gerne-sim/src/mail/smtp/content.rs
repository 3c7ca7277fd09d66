//! What comes between `DATA` and the final dot.

use std::io;

use crate::mail::wire::Conn;

/// RFC 5321 4.5.3.1.6, without CRLF.
const LONGEST_TEXT_LINE: usize = 998;

pub(super) enum Content {
    /// Dots unstuffed.
    Good(Vec<u8>),
    /// What is answered instead of taking it.
    Bad(&'static str),
}

/// Reads to the final dot. With `cut` the connection breaks after so many bytes.
pub(super) async fn read(conn: &mut Conn, cut: Option<usize>) -> io::Result<Content> {
    let mut raw = Vec::new();
    let mut bad = None;
    loop {
        let mut line = Vec::new();
        if let Some(cut) = cut
            && raw.len() >= cut
        {
            conn.cut();
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        if conn.raw_line(&mut line).await? == 0 || !line.ends_with(b"\n") {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if line == b".\r\n" {
            break;
        }
        if !line.ends_with(b"\r\n") {
            bad = Some("521 5.5.2 Error: bare <LF> received");
        } else if line.len() > LONGEST_TEXT_LINE + 2 {
            bad = Some("554 5.6.0 Error: line too long");
        } else if line.iter().take(line.len() - 2).any(|byte| *byte == b'\r') {
            bad = Some("554 5.6.0 Error: bare <CR> received");
        }
        let text = line.strip_prefix(b".").unwrap_or(&line);
        raw.extend_from_slice(text);
    }
    Ok(bad.map_or(Content::Good(raw), Content::Bad))
}
