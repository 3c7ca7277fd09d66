//! AUTH (RFC 4954).

use std::io;

use super::{LONGEST_LINE, Session};
use crate::mail::auth::{self, Shown};
use crate::mail::wire::Line;

impl Session {
    pub(super) async fn authenticate(&mut self, rest: &str) -> io::Result<String> {
        if self.login.is_some() {
            return Ok("503 5.5.1 Error: already authenticated".to_owned());
        }
        if self.from.is_some() {
            return Ok("503 5.5.1 Error: MAIL transaction in progress".to_owned());
        }
        let (mechanism, initial) = rest.split_once(' ').unwrap_or((rest, ""));
        let initial = match initial.trim() {
            "" => None,
            // RFC 4954 4: an empty one.
            "=" => Some(Vec::new()),
            some => Some(some.as_bytes().to_vec()),
        };
        let shown = match mechanism.to_ascii_uppercase().as_str() {
            "PLAIN" => auth::plain(&self.response(initial, "").await?),
            "XOAUTH2" => auth::xoauth2(&self.response(initial, "").await?),
            "LOGIN" => {
                let login = auth::single(&self.response(initial, "VXNlcm5hbWU6").await?);
                let password = auth::single(&self.response(None, "UGFzc3dvcmQ6").await?);
                login.zip(password).map(|(login, password)| Shown::Password { login, password })
            }
            _ => return Ok("504 5.5.4 Unrecognized authentication type".to_owned()),
        };
        let Some(shown) = shown else {
            return Ok("501 5.5.2 Cannot decode response".to_owned());
        };
        self.login = auth::check(&self.shared, &shown);
        if self.login.is_some() {
            return Ok("235 2.7.0 Authentication successful".to_owned());
        }
        if matches!(shown, Shown::Token { .. }) {
            // The client has to answer this, with nothing, before it hears the no.
            self.response(None, &auth::token_challenge()).await?;
        }
        Ok("535 5.7.8 Error: authentication failed".to_owned())
    }

    /// What the client sent along, or sends when asked.
    async fn response(&mut self, initial: Option<Vec<u8>>, challenge: &str) -> io::Result<Vec<u8>> {
        if let Some(initial) = initial {
            return Ok(initial);
        }
        self.conn.send(format!("334 {challenge}\r\n").as_bytes()).await?;
        match self.conn.line(LONGEST_LINE).await? {
            Line::Whole(line) => Ok(line),
            Line::TooLong => Ok(Vec::new()),
            Line::End => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}
