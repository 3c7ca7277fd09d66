//! Proofs by the application's secret: ours for each call, Facebook's for each of its own.

use gerne_connector::Secret;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

/// What goes with each call: lower-case hexadecimal HMAC-SHA256 of the token.
pub(crate) fn of_token(secret: &Secret, token: &Secret) -> String {
    hex::encode(sign(secret, token.expose().as_bytes()))
}

/// Whether `X-Hub-Signature-256` fits the bytes as they came. In constant time.
pub(crate) fn fits(secret: &Secret, header: &str, body: &[u8]) -> bool {
    let Some(claimed) = header.strip_prefix("sha256=") else { return false };
    let own = hex::encode(sign(secret, body));
    own.as_bytes().ct_eq(claimed.to_ascii_lowercase().as_bytes()).into()
}

/// The bare signature.
pub(crate) fn sign(secret: &Secret, bytes: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes())
        .expect("HMAC takes keys of any length");
    mac.update(bytes);
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_as_they_came_count() {
        let secret = Secret::new("hush");
        let body = br#"{"message":"\u00e4\/b"}"#;
        let header = format!("sha256={}", hex::encode(sign(&secret, body)));
        assert!(fits(&secret, &header, body));
        assert!(fits(&secret, &header.to_uppercase().replace("SHA256", "sha256"), body));
        assert!(
            !fits(&secret, &header, "{\"message\":\"ä/b\"}".as_bytes()),
            "read and written anew"
        );
        assert!(!fits(&Secret::new("other"), &header, body));
        for forged in ["", "sha256=", "sha1=00", &header.replace("sha256=", "")] {
            assert!(!fits(&secret, forged, body), "{forged}");
        }
    }

    #[test]
    fn a_token_is_proven_as_documented() {
        // HMAC-SHA256 of "token" under "secret".
        let proof = of_token(
            &Secret::new("key"),
            &Secret::new("The quick brown fox jumps over the lazy dog"),
        );
        assert_eq!(proof, "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
    }
}
