//! Who signs in: passwords and bearer tokens, in the ways that both protocols share (RFC 4616,
//! XOAUTH2 as Google and Microsoft describe it).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::handle::Shared;
use super::office::State;

/// What the client showed.
#[derive(Debug)]
pub(crate) enum Shown {
    Password { login: String, password: String },
    Token { login: String, token: String },
}

/// What a server says to a token that is not good, before it says no: base64 of JSON.
pub(crate) fn token_challenge() -> String {
    STANDARD.encode(r#"{"status":"401","schemes":"bearer","scope":"mail"}"#)
}

/// `\0login\0password` in base64.
pub(crate) fn plain(encoded: &[u8]) -> Option<Shown> {
    let decoded = STANDARD.decode(encoded.trim_ascii()).ok()?;
    let text = String::from_utf8(decoded).ok()?;
    let mut parts = text.split('\0');
    let (_authorize_as, login, password) = (parts.next()?, parts.next()?, parts.next()?);
    let (login, password) = (login.to_owned(), password.to_owned());
    parts.next().is_none().then_some(Shown::Password { login, password })
}

/// `user=…^Aauth=Bearer …^A^A` in base64.
pub(crate) fn xoauth2(encoded: &[u8]) -> Option<Shown> {
    let decoded = STANDARD.decode(encoded.trim_ascii()).ok()?;
    let text = String::from_utf8(decoded).ok()?;
    let text = text.strip_suffix("\u{1}\u{1}")?;
    let (user, auth) = text.split_once('\u{1}')?;
    let (login, token) = (user.strip_prefix("user=")?, auth.strip_prefix("auth=Bearer ")?);
    Some(Shown::Token { login: login.to_owned(), token: token.to_owned() })
}

/// One string in base64 (`AUTH LOGIN`).
pub(crate) fn single(encoded: &[u8]) -> Option<String> {
    String::from_utf8(STANDARD.decode(encoded.trim_ascii()).ok()?).ok()
}

/// The address of the mailbox, if what was shown is good.
pub(crate) fn check(shared: &Shared, shown: &Shown) -> Option<String> {
    shared.read(|state| good(state, shown))
}

fn good(state: &State, shown: &Shown) -> Option<String> {
    let (Shown::Password { login, .. } | Shown::Token { login, .. }) = shown;
    let same = |address: &str| address.eq_ignore_ascii_case(login);
    let postbox = state.boxes.iter().find(|one| same(&one.address))?;
    let good = match shown {
        Shown::Password { password, .. } => *password == postbox.password,
        Shown::Token { token, .. } => {
            postbox.tokens.get(token).is_some_and(|until| state.now() < *until)
        }
    };
    good.then(|| postbox.address.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_read() {
        let encoded = STANDARD.encode("\0care@x.example\0s3cret");
        assert!(
            matches!(plain(encoded.as_bytes()), Some(Shown::Password { login, .. }) if login == "care@x.example")
        );
        let encoded = STANDARD.encode("user=a@b\u{1}auth=Bearer T0\u{1}\u{1}");
        assert!(
            matches!(xoauth2(encoded.as_bytes()), Some(Shown::Token { token, .. }) if token == "T0")
        );
        for bad in ["", "user=a", "user=a\u{1}auth=Basic x\u{1}\u{1}"] {
            assert!(xoauth2(STANDARD.encode(bad).as_bytes()).is_none(), "{bad:?}");
        }
        assert!(plain(b"%%%").is_none());
    }
}
