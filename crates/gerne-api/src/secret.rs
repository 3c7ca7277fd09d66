//! Random tokens, their hashes, and signatures. Only hashes of tokens are kept.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// 256 random bits as 43 characters that are safe in addresses, cookies and headers.
///
/// # Panics
/// When the system has no randomness to give: nothing may be signed in then.
pub(crate) fn token() -> String {
    URL_SAFE_NO_PAD.encode(random::<32>())
}

/// Random bytes from the system.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// What is kept of a token. Tokens are random, so a plain hash is enough.
pub(crate) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Signs addresses that we are willing to fetch. The key lives as long as the process unless it is
/// given: an old page then asks anew.
#[derive(Clone)]
pub(crate) struct Signer([u8; 32]);

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signer(…)")
    }
}

impl Signer {
    /// With this key.
    pub(crate) fn new(key: [u8; 32]) -> Self {
        Self(key)
    }

    /// The text and our signature, safe in an address.
    pub(crate) fn seal(&self, text: &str) -> String {
        let mut bytes = self.mac(text).to_vec();
        bytes.extend_from_slice(text.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The text, if we signed it.
    pub(crate) fn open(&self, sealed: &str) -> Option<String> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (mac, text) = bytes.split_at_checked(MAC_BYTES)?;
        let text = std::str::from_utf8(text).ok()?;
        bool::from(self.mac(text).ct_eq(mac)).then(|| text.to_owned())
    }

    /// Half of HMAC-SHA-256: 128 bits keep the addresses short and cannot be guessed.
    fn mac(&self, text: &str) -> [u8; MAC_BYTES] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(text.as_bytes());
        let full = mac.finalize().into_bytes();
        std::array::from_fn(|i| full[i])
    }
}

const MAC_BYTES: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_we_signed_opens_and_nothing_else_does() {
        let signer = Signer::new([7; 32]);
        let sealed = signer.seal("https://example.social/a.png?x=ä");
        assert_eq!(signer.open(&sealed).as_deref(), Some("https://example.social/a.png?x=ä"));
        assert_eq!(Signer::new([8; 32]).open(&sealed), None);
        for other in
            ["", "x", "AAAA", &format!("A{}", sealed.strip_prefix(|_: char| true).unwrap())]
        {
            if *other != sealed {
                assert_eq!(signer.open(other), None, "{other}");
            }
        }
    }

    #[test]
    fn tokens_differ_and_are_plain_text() {
        let (a, b) = (token(), token());
        assert_ne!(a, b);
        assert_eq!(a.len(), 43);
        assert!(a.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        assert_ne!(hash(&a), hash(&b));
    }
}
