//! Bodies that do not end: lines, one after another, and empty ones as signs of life.

use std::time::Duration;

use bytes::BytesMut;
use tokio::time::timeout;

use crate::{Answer, HttpError};

/// The lines of a body that goes on for as long as the server likes.
#[derive(Debug)]
pub struct Lines {
    response: reqwest::Response,
    read: BytesMut,
    cap: usize,
}

impl Answer {
    /// Its lines, none longer than `cap` bytes. The request needs a time-out of its own: the usual
    /// one ends the body, too.
    pub fn lines(self, cap: usize) -> Lines {
        Lines { response: self.response, read: BytesMut::new(), cap }
    }
}

impl Lines {
    /// The next line without its end; `None`: the server ended it. Dropping the future loses
    /// nothing.
    ///
    /// # Errors
    /// `Lost` when the connection breaks, `TooLarge` for a line beyond the cap, `NotText`.
    pub async fn next(&mut self) -> Result<Option<String>, HttpError> {
        loop {
            if let Some(end) = self.read.iter().position(|byte| *byte == b'\n') {
                let line = self.read.split_to(end + 1);
                let line = std::str::from_utf8(&line).map_err(|_| HttpError::NotText)?;
                return Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()));
            }
            if self.read.len() > self.cap {
                return Err(HttpError::TooLarge { cap: self.cap as u64 });
            }
            match self.response.chunk().await.map_err(HttpError::of)? {
                Some(chunk) => self.read.extend_from_slice(&chunk),
                // What is left is half a line: it says nothing.
                None => return Ok(None),
            }
        }
    }

    /// As [`Lines::next`], but a silence of this length is an error. Real time: this judges the
    /// connection, not the calendar.
    ///
    /// # Errors
    /// As [`Lines::next`]; `Silent`.
    pub async fn next_within(&mut self, silence: Duration) -> Result<Option<String>, HttpError> {
        timeout(silence, self.next()).await.map_err(|_| HttpError::Silent)?
    }
}
