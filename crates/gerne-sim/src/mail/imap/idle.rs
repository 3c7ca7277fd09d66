//! IDLE (RFC 2177).

use std::io;

use super::session::Session;
use crate::mail::wire::Line;

const LONGEST_LINE: usize = 1024;

impl Session {
    /// Until the client says `DONE`. Returns what is said then. `deaf`: nothing new is told.
    pub(super) async fn idle(&mut self, deaf: bool) -> io::Result<String> {
        if !self.has("IDLE") {
            return Ok("BAD Unknown command IDLE.".to_owned());
        }
        if self.login.is_none() {
            return Ok("BAD Please log in first.".to_owned());
        }
        // What was told early stands before the go-ahead.
        let mut first = std::mem::take(&mut self.out);
        first.extend_from_slice(b"+ idling\r\n");
        self.conn.send(&first).await?;
        let (every, silence) =
            self.shared.read(|state| (state.config.still_here, state.config.autologout));
        let mut versions = self.shared.versions();
        let mut still_here = tokio::time::interval(every);
        still_here.reset();
        let mut gone = tokio::time::interval(silence);
        gone.reset();
        loop {
            versions.borrow_and_update();
            if !deaf {
                self.news(true);
                if !self.out.is_empty() {
                    let out = std::mem::take(&mut self.out);
                    self.conn.send(&out).await?;
                }
                if self.ended {
                    return Ok(String::new());
                }
            }
            tokio::select! {
                line = self.conn.line(LONGEST_LINE) => {
                    return match line? {
                        Line::Whole(line) if line.eq_ignore_ascii_case(b"DONE") => {
                            Ok("OK Idle completed.".to_owned())
                        }
                        Line::Whole(_) | Line::TooLong => {
                            Ok("BAD Expected DONE.".to_owned())
                        }
                        Line::End => Err(io::ErrorKind::UnexpectedEof.into()),
                    };
                }
                _ = versions.changed() => {}
                _ = still_here.tick() => self.conn.send(b"* OK Still here\r\n").await?,
                _ = gone.tick() => {
                    self.bye("Autologout; idle for too long");
                    return Ok(String::new());
                }
            }
        }
    }
}
