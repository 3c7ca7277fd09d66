//! LOGIN, AUTHENTICATE, ID.

use std::io;

use super::args::{Args, Bad, shown};
use super::session::{Outcome, Session, ok};
use crate::mail::auth::{self, Shown};
use crate::mail::wire::Line;

const LONGEST_ANSWER: usize = 16 * 1024;

impl Session {
    pub(super) fn log_in(&mut self, args: &mut Args<'_>) -> Outcome {
        args.space()?;
        let login = args.text()?;
        args.space()?;
        let password = args.text()?;
        args.end()?;
        Ok(self.sign_in(&Shown::Password { login, password }))
    }

    /// Talks back and forth; the inner error is `BAD`.
    pub(super) async fn authenticate(&mut self, arguments: &[u8]) -> io::Result<Outcome> {
        let mut args = Args::new(arguments);
        if self.login.is_some() {
            return Ok(Err(Bad::new("Already logged in.")));
        }
        let mechanism = match args.space().and_then(|()| args.atom()) {
            Ok(mechanism) => mechanism.to_ascii_uppercase(),
            Err(bad) => return Ok(Err(bad)),
        };
        if !self.has(&format!("AUTH={mechanism}"))
            || !["PLAIN", "XOAUTH2"].contains(&mechanism.as_str())
        {
            return Ok(Ok("NO Unsupported authentication mechanism.".to_owned()));
        }
        let response = if args.eat(b' ') {
            args.rest().to_vec()
        } else {
            match self.challenge("").await? {
                Some(response) => response,
                None => return Ok(Err(Bad::new("Authentication aborted."))),
            }
        };
        let shown = match mechanism.as_str() {
            "PLAIN" => auth::plain(&response),
            _ => auth::xoauth2(&response),
        };
        let Some(shown) = shown else {
            return Ok(Ok("NO [AUTHENTICATIONFAILED] Invalid base64 or response.".to_owned()));
        };
        let good = auth::check(&self.shared, &shown).is_some();
        if !good && matches!(shown, Shown::Token { .. }) {
            // The client has to answer this, with nothing, before it hears the no.
            if self.challenge(&auth::token_challenge()).await?.is_none() {
                return Ok(Err(Bad::new("Authentication aborted.")));
            }
        }
        Ok(Ok(self.sign_in(&shown)))
    }

    /// Asks; `None` when the client gives up with `*`.
    async fn challenge(&mut self, text: &str) -> io::Result<Option<Vec<u8>>> {
        self.conn.send(format!("+ {text}\r\n").as_bytes()).await?;
        match self.conn.line(LONGEST_ANSWER).await? {
            Line::Whole(line) if line == b"*" => Ok(None),
            Line::Whole(line) => Ok(Some(line)),
            Line::TooLong => Ok(None),
            Line::End => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }

    fn sign_in(&mut self, shown: &Shown) -> String {
        self.login = auth::check(&self.shared, shown);
        if self.login.is_none() {
            return "NO [AUTHENTICATIONFAILED] Authentication failed.".to_owned();
        }
        format!("OK [CAPABILITY {}] Logged in", self.capabilities())
    }

    pub(super) fn id(&mut self, args: &mut Args<'_>) -> Outcome {
        args.space()?;
        if args.peek() == Some(b'(') {
            args.list(Args::text)?;
        } else if !args.atom()?.eq_ignore_ascii_case("NIL") {
            return Err(Bad::new("expected a list"));
        }
        let (name, version) = (shown("Nordlicht Mail"), shown(env!("CARGO_PKG_VERSION")));
        self.untagged(&format!("ID (\"name\" {name} \"version\" {version})"));
        ok(args, "ID completed.")
    }
}
