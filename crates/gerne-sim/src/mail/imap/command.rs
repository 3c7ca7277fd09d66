//! Reads commands off the wire, with their literals.

use std::io;

use super::args::Args;
use super::session::Session;
use crate::faults::FaultKind;
use crate::mail::wire::Line;

/// Bytes of a command without its literals.
const LONGEST_LINE: usize = 64 * 1024;

/// What a client asked for.
pub(super) struct Command {
    pub(super) tag: String,
    /// In capitals; with `UID ` before it.
    pub(super) name: String,
    pub(super) arguments: Vec<u8>,
}

impl Session {
    /// Reads one command with its literals. `None`: the client is gone; `Some(None)`: nonsense that
    /// was answered already.
    pub(super) async fn command(&mut self) -> io::Result<Option<Option<Command>>> {
        let silence = self.shared.read(|state| state.config.autologout);
        let line = tokio::time::timeout(silence, self.conn.line(LONGEST_LINE)).await;
        let mut raw = match line {
            Err(_) => {
                self.conn.send(b"* BYE Autologout; idle for too long\r\n").await?;
                return Ok(None);
            }
            Ok(line) => match line? {
                Line::End => return Ok(None),
                Line::TooLong => {
                    self.conn.send(b"* BAD Command line too long.\r\n").await?;
                    return Ok(Some(None));
                }
                Line::Whole(line) => line,
            },
        };
        let Some(start) = Start::of(&raw) else {
            self.conn.send(b"* BAD Invalid tag or command.\r\n").await?;
            return Ok(Some(None));
        };
        let mut last = 0;
        while let Some((count, waits)) = literal_at_end(raw.get(last..).unwrap_or_default()) {
            if count > self.shared.read(|state| state.config.max_size) {
                let no = format!("{} NO [TOOBIG] Literal too large.\r\n", start.tag);
                self.conn.send(no.as_bytes()).await?;
                // Without having waited for us the client is sending it already.
                return Ok(if waits { Some(None) } else { None });
            }
            if waits {
                self.conn.send(b"+ OK\r\n").await?;
            }
            raw.extend_from_slice(b"\r\n");
            self.cut_upload(&start.name, count).await?;
            self.conn.exactly(count, &mut raw).await?;
            last = raw.len();
            match self.conn.line(LONGEST_LINE).await? {
                Line::Whole(line) => raw.extend_from_slice(&line),
                Line::TooLong | Line::End => return Ok(None),
            }
        }
        let arguments = raw.get(start.length..).unwrap_or_default().to_vec();
        Ok(Some(Some(Command { tag: start.tag, name: start.name, arguments })))
    }

    async fn cut_upload(&mut self, name: &str, count: usize) -> io::Result<()> {
        let login = self.login.clone();
        let drawn = self.shared.act(|state| {
            let wanted = |kind: &FaultKind| matches!(kind, FaultKind::CutUpload { .. });
            state.draw("IMAP", name, login.as_deref(), wanted)
        });
        for (_, kind) in drawn {
            if let FaultKind::CutUpload { bytes } = kind {
                self.conn.exactly(bytes.min(count), &mut Vec::new()).await?;
                self.conn.cut();
                return Err(io::ErrorKind::ConnectionReset.into());
            }
        }
        Ok(())
    }
}

/// The front of a command: its tag and name, and how many bytes they take.
struct Start {
    tag: String,
    name: String,
    length: usize,
}

impl Start {
    fn of(raw: &[u8]) -> Option<Self> {
        let mut args = Args::new(raw);
        let tag = args.while_(|byte| byte > b' ' && byte < 0x7f && !b"(){%*\"\\+".contains(&byte));
        let tag = (!tag.is_empty()).then(|| String::from_utf8_lossy(tag).into_owned())?;
        // Without a name the command is `BAD`, with the tag that it has.
        let word = |args: &mut Args<'_>| match args.space().and_then(|()| args.atom()) {
            Ok(word) => word.to_ascii_uppercase(),
            Err(_) => String::new(),
        };
        let mut name = word(&mut args);
        if name == "UID" {
            name = format!("UID {}", word(&mut args));
        }
        Some(Self { tag, name, length: raw.len() - args.rest().len() })
    }
}

/// `{n}` or `{n+}` at the end of a line: how many bytes follow, and whether the client waits.
fn literal_at_end(line: &[u8]) -> Option<(usize, bool)> {
    let inner = line.strip_suffix(b"}")?;
    let open = inner.iter().rposition(|byte| *byte == b'{')?;
    let inner = String::from_utf8_lossy(inner.get(open + 1..)?).into_owned();
    let (digits, waits) = inner.strip_suffix('+').map_or((inner.as_str(), true), |d| (d, false));
    let digits =
        (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)?;
    Some((digits.parse().unwrap_or(usize::MAX), waits))
}
