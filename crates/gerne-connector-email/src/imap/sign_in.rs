//! Signing in: by password or by token.

use std::time::Duration;

use async_imap::{Authenticator, Client, Session, error::Error as Raw};
use tokio::time::timeout;

use super::ImapError;
use crate::{net::Stream, oauth::Login};

/// `LOGIN` works everywhere, but knows only ASCII; `AUTHENTICATE PLAIN` takes the rest (RFC 4616).
pub(super) async fn sign_in(
    client: Client<Stream>,
    user: &str,
    login: &Login,
    patience: Duration,
) -> Result<Session<Stream>, ImapError> {
    let signed_in = match login {
        Login::Password(password) if user.is_ascii() && password.expose().is_ascii() => {
            timeout(patience, client.login(user, password.expose())).await
        }
        Login::Password(password) => {
            let plain = Once(Some(format!("\0{user}\0{}", password.expose())));
            timeout(patience, client.authenticate("PLAIN", plain)).await
        }
        Login::Token(token) => {
            let said = format!("user={user}\x01auth=Bearer {}\x01\x01", token.expose());
            timeout(patience, client.authenticate("XOAUTH2", Once(Some(said)))).await
        }
    };
    match signed_in {
        Ok(Ok(session)) => Ok(session),
        Ok(Err((Raw::No(text), _))) => Err(ImapError::rejected(Some(&text))),
        // Exchange says this of a token that it does not like, or of a mailbox that is away.
        Ok(Err((error, _))) => Err(ImapError::of(&error)),
        Err(_) => Err(ImapError::TimedOut),
    }
}

/// Says it once; what the server asks then (why it refused a token, in JSON) is answered with
/// nothing, and the refusal follows.
struct Once(Option<String>);

impl Authenticator for Once {
    type Response = String;

    fn process(&mut self, _challenge: &[u8]) -> String {
        self.0.take().unwrap_or_default()
    }
}
